"""PubMed's format."""

import trustworthy_audio_llms as tal

TEXT = """
PMID- 123
OWN - NLM
VI  - 5
IP  - 2
DP  - 2016 Apr 19
TI  - Orders in a Whisper: a study
      of two assistants.
PG  - 67-9
LID - S1-2 [pii]
AID - 10.1000/182 [doi]
AB  - One sentence.
FAU - Müller, Ana
AU  - Müller A
AU  - Li BC
JT  - A journal of whispers
TA  - J Whisp
OT  - audio
OT  - *whisper
PT  - Journal Article

PMID- x
TI  - Another
AU  - Li BC
AU  - The Group
PT  - Preprint
DP  - 2020

PMID- 5
TI  - By a group
CN  - Whisper Study Group

PMID- 6
TI  - By a person for a group
FAU - Smith, John Q Jr
AU  - Smith JQ Jr
CN  - Whisper Study Group
"""


def test_every_record_is_read() -> None:
    """Full names before abbreviated ones, lines that go on with a value, DOIs in brackets."""
    first, second, third, fourth = tal.parse_references(TEXT, "nbib")
    assert first.title == "Orders in a Whisper: a study of two assistants."
    assert first.authors == ("Ana Müller",)
    assert (str(first.date), first.doi, first.pages) == ("2016-04-19", "10.1000/182", "67–9")
    assert (first.venue, first.volume, first.number) == ("A journal of whispers", "5", "2")
    assert first.keywords == ("audio", "whisper")
    assert first.url == "https://pubmed.ncbi.nlm.nih.gov/123/"
    assert ("TA", "J Whisp") in first.extra
    assert first.mentions[0].line == 2
    assert second.authors == ("BC Li", "The Group")
    assert (second.status, second.url) == ("preprint", None)
    assert third.authors == ("Whisper Study Group",)
    assert fourth.authors == ("John Q Smith Jr", "Whisper Study Group")


def test_what_stands_before_the_first_record_is_told() -> None:
    """With its line."""
    catalog = tal.parse_references("words\nOWN - NLM\n" + TEXT, "nbib")
    assert [line.line for line in catalog.skipped] == [1, 2]
    assert len(catalog) == 4
