"""Web of Science's tagged format, and its tables."""

import trustworthy_audio_llms as tal

TEXT = """\ufeffFN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Mueller, A
   Li, BC
AF Mueller, Ana
   Li, Bo Chen
TI Orders in a Whisper: a study of
   two assistants
SO JOURNAL OF WHISPERS
DT Article
DE audio; whisper
ID SPEECH
AB One sentence.
CR ALLEN JP, 1986
   BERGER G, 1987
SN 1234-5678
PD MAY 17
PY 2024
VL 3
IS 2
BP 11
EP 19
DI 10.1000/182
UT WOS:0001
ER

PT C
AU Li, BC
CA Whispers of the World
   Audio Consortium
TI Another
SO PROCEEDINGS OF THINGS
DT Proceedings Paper
EA JUN 2023
AR 815
ER

stray
EF
"""


def test_every_record_is_read() -> None:
    """A line that goes on is one more author, or more of a title."""
    catalog = tal.parse_references(TEXT, "wos")
    first, second = catalog
    assert first.title == "Orders in a Whisper: a study of two assistants"
    assert first.authors == ("Ana Mueller", "Bo Chen Li")
    assert (str(first.date), first.doi, first.pages) == ("2024-05-17", "10.1000/182", "11–19")
    assert first.venue == "JOURNAL OF WHISPERS"
    assert first.keywords == ("audio", "whisper", "SPEECH")
    assert first.url == "https://www.webofscience.com/wos/woscc/full-record/WOS:0001"
    assert [text for name, text in first.extra if name == "CR"] == [
        "ALLEN JP, 1986",
        "BERGER G, 1987",
    ]
    assert second.authors == ("BC Li", "{Whispers of the World}", "Audio Consortium")
    assert (str(second.date), second.pages) == ("2023-06", "815")
    assert [line.text for line in catalog.skipped] == ["stray"]


def test_its_tables_are_read_alike() -> None:
    """The columns are called like the tags."""
    text = (
        "PT\tAU\tAF\tTI\tSO\tPY\nJ\tMueller, A; Li, B\tMueller, Ana; Li, Bo\tA Title\tA J\t2024\n"
    )
    entry = tal.parse_references(text, "tsv")[0]
    assert entry.authors == ("Ana Mueller", "Bo Li")
    assert (entry.title, entry.venue, entry.year) == ("A Title", "A J", 2024)
