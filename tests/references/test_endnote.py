"""EndNote's tagged format."""

import trustworthy_audio_llms as tal

TEXT = """\ufeff%0 Journal Article
%T Orders in a Whisper: a study
of two assistants
%A Müller, Ana
%A King, Martin, Jr.
%A World Health Organization
%J Journal of Whispers
%V 3
%N 2
%P 11-19
%D 2024
%8 May 17
%K audio; whisper
%K voice
%R 10.1000/182
%U https://example.org/whisper
%X One sentence.
%@ 1234-5678
%F mueller2024

%0 Conference Proceedings
%T Another
%A Li, Bo
%A others
%Y Editor, Ed
%S Proceedings of the 62nd Annual Meeting of the Association for Computational Linguistics
%D 2024
%P e815
%U https://aclanthology.org/2024.acl-long.777

%0 Thesis
%A Ng, Al
%T Of Voices
%B A University
%8 June 2023
%Z
"""


def test_every_record_is_read() -> None:
    """A line without a tag goes on with the value before it; what nothing owns is kept."""
    first, second, third = tal.parse_references(TEXT, "enw")
    assert first.title == "Orders in a Whisper: a study of two assistants"
    assert first.authors == ("Ana Müller", "Martin King Jr.", "World Health Organization")
    assert (str(first.date), first.doi, first.pages) == ("2024-05-17", "10.1000/182", "11–19")
    assert (first.venue, first.volume, first.number) == ("Journal of Whispers", "3", "2")
    assert first.keywords == ("audio", "whisper", "voice")
    assert (first.url, first.abstract) == ("https://example.org/whisper", "One sentence.")
    assert (first.citekey, first.mentions[0].line) == ("mueller2024", 1)
    assert ("@", "1234-5678") in first.extra
    assert (second.authors, second.authors_complete) == (("Bo Li",), False)
    assert (second.venue, second.acl, second.pages) == ("ACL 2024", "2024.acl-long.777", "e815")
    assert (third.venue, str(third.date), third.authors_complete) == (None, "2023-06", True)


def test_what_stands_before_the_first_record_is_told() -> None:
    """With its line, whatever ends the lines."""
    catalog = tal.parse_references(("words\n" + TEXT).replace("\n", "\r\n"), "endnote")
    assert [line.line for line in catalog.skipped] == [1]
    assert len(catalog) == 3
