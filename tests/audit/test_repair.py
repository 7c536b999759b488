"""Repairing BibTeX: what is contradicted changes where it stands, and nothing else."""

import difflib

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import trustworthy_audio_llms as tal
from trustworthy_audio_llms._references.bibtex import read_bibtex

PUBLISHED = tal.Paper(
    title="VoiceBreak: Jailbreaking Spoken Assistants by Accent",
    authors=("Ana Müller", "Bo Li"),
    date="2024-03-09",
    venue="Interspeech 2025",
    status="published",
    arxiv="2403.01234",
    verified=True,
    evidence=("owner/one:README.md",),
)
IN_JOURNAL = tal.Paper(
    title="A Theory of Spoken Orders",
    authors=("Eve Adams",),
    date="2023-02-01",
    venue="Speech Communication",
    published="2024-07",
    status="published",
    volume="12",
    arxiv="2302.00001",
    verified=True,
)
PREPRINT = tal.Paper(
    title="Listening Twice to Spoken Orders",
    authors=("Eve Adams", "Dora de la Cruz"),
    date="2025-06-01",
    arxiv="2506.00001",
    verified=True,
)
WORKS = tal.Catalog([PUBLISHED, IN_JOURNAL, PREPRINT])


def changed_lines(text: str, against: tal.Catalog = WORKS) -> list[str]:
    """The lines that a repair takes out, and then those that it puts in."""
    repaired = tal.repair_bibtex(text, against).text
    assert tal.repair_bibtex(repaired, against).text == repaired
    lines = difflib.ndiff(text.splitlines(keepends=True), repaired.splitlines(keepends=True))
    changed = [line.rstrip("\r\n") for line in lines if line[0] in "+-"]
    return sorted(changed, key=lambda line: line[0] == "+")


class TestPublished:
    """A preprint that was published is cited as what it became."""

    def test_in_proceedings(self) -> None:
        """With its type, its venue and its year; the arXiv identifier stays in the file."""
        text = (
            "% mine\n@article{a,\n"
            "  title={VoiceBreak: {J}ailbreaking Spoken Assistants by Accent},\n"
            '  author={M{\\"u}ller, Ana and Li, Bo},\n'
            "  journal={arXiv preprint arXiv:2403.01234},\n"
            "  year={2024},\n  month=may,\n}\n% the end"
        )
        assert changed_lines(text) == [
            "- @article{a,",
            "-   journal={arXiv preprint arXiv:2403.01234},",
            "-   year={2024},",
            "-   month=may,",
            "+ @inproceedings{a,",
            "+   booktitle={Proceedings of Interspeech 2025},",
            "+   eprint={2403.01234},",
            "+   archiveprefix={arXiv},",
            "+   year={2025},",
        ]

    def test_every_change_is_told(self) -> None:
        """With its line, its key, what stood there, why, and what that rests on."""
        text = "\n@misc{a, title={VoiceBreak}, eprint={2403.01234}, year=2024}"
        repair = tal.repair_bibtex(text, WORKS)
        assert [(c.line, c.key, c.field, c.old, c.new) for c in repair.changes] == [
            (2, "a", "entrytype", "misc", "inproceedings"),
            (2, "a", "year", "2024", "2025"),
            (2, "a", "booktitle", "", ", booktitle={Proceedings of Interspeech 2025}"),
        ]
        assert {c.known for c in repair.changes} == {"arxiv:2403.01234"}
        assert repair.changes[0].evidence == ("owner/one:README.md",)
        assert str(repair.changes[0]).startswith("2: a: entrytype 'misc' is now 'inproceedings'")
        assert "published at Interspeech 2025" in str(repair.changes[2])

    def test_in_a_journal(self) -> None:
        """`journal` stays, and what was the preprint's number goes."""
        text = (
            '@ARTICLE{a,\n  title     = "A Theory of Spoken Orders",\n  author    = "Adams, Eve",\n'
            '  journal   = "CoRR",\n  volume    = {abs/2302.00001},\n'
            "  pages = {arXiv:2302.00001},\n"
            "  year      = 2023\n}\n"
        )
        assert changed_lines(text) == [
            '-   journal   = "CoRR",',
            "-   volume    = {abs/2302.00001},",
            "-   pages = {arXiv:2302.00001},",
            "-   year      = 2023",
            '+   journal   = "Speech Communication",',
            "+   eprint    = {2302.00001},",
            "+   archiveprefix = {arXiv},",
            "+   volume    = {12},",
            "+   year      = 2024",
        ]

    def test_an_identifier_that_stands_there_is_not_put_in(self) -> None:
        """The link to the preprint is enough."""
        text = "@article{a, title={VoiceBreak}, journal={CoRR}, url={https://arxiv.org/abs/2403.01234}}"
        assert [change.field for change in tal.repair_bibtex(text, WORKS).changes] == [
            "entrytype",
            "journal",
        ]

    @pytest.mark.parametrize(
        ("type_", "becomes"),
        [("misc", "inproceedings"), ("MISC", "INPROCEEDINGS"), ("Online", "Inproceedings")],
    )
    def test_types_keep_their_case(self, type_: str, becomes: str) -> None:
        """As the file writes them."""
        text = f"@{type_}{{a, title={{VoiceBreak}}, eprint={{2403.01234}}, year=2024}}"
        assert tal.repair_bibtex(text, WORKS).text.startswith(f"@{becomes}{{a,")

    @pytest.mark.parametrize(
        "text",
        [
            "@book{a, title={VoiceBreak}, eprint={2403.01234}}",
            "@inproceedings{a, title={VoiceBreak}, booktitle={Elsewhere}, eprint={2403.01234}}",
            "@article{a, title={VoiceBreak}, journal={A Journal}, eprint={2403.01234}, year=1999}",
        ],
    )
    def test_what_is_published_elsewhere_is_left_alone(self, text: str) -> None:
        """It may be a third version."""
        assert tal.repair_bibtex(text, WORKS).text == text

    @pytest.mark.parametrize(
        "facts",
        [
            {"verified": False},
            {"status": "accepted"},
            {"venue": "A Workshop Nobody Knows"},
            {"venue": None, "status": None},
        ],
    )
    def test_what_is_not_certain_is_left_alone(self, facts: dict[str, object]) -> None:
        """Not verified, only accepted, or at a venue whose proceedings nobody knows."""
        text = "@misc{a, title={VoiceBreak}, eprint={2403.01234}, year=2024}"
        against = tal.Catalog([attrs.evolve(PUBLISHED, **facts)])  # type: ignore[arg-type]
        assert tal.repair_bibtex(text, against) == tal.Repair(text)

    def test_by_the_bundled_catalogue(self) -> None:
        """The newest, where no other is named; one is named as for `load`."""
        text = "@misc{a, title={A Work That Nobody Has Written}}"
        assert tal.repair_bibtex(text).text == text
        assert tal.repair_bibtex(text, "2025.11").text == text


class TestValues:
    """A value that is contradicted is replaced in the delimiters it has."""

    RECORD = (
        "@misc{a,\n  title = {Listening Twice to Spoken Orders},\n"
        "  author = {Adams, Eve and de la Cruz, Dora},\n  eprint = {2506.00001},\n"
        "  year = {2025}\n}\n"
    )

    @pytest.mark.parametrize(
        ("good", "bad"),
        [
            ("{2025}", "{2021}"),
            ("{2025}", "2021"),
            ("{2025}", '"2021"'),
            ("{Listening Twice to Spoken Orders}", "{Listning Twise to Spoken Orders}"),
            ("{Listening Twice to Spoken Orders}", "{{Listning Twise to Spoken Orders}}"),
            ("{Listening Twice to Spoken Orders}", '"Listning Twise" # " to Spoken Orders"'),
            ("{Adams, Eve and de la Cruz, Dora}", "{Adams, Eve and Kovacs, Zoltan}"),
        ],
    )
    def test_one_line_changes(self, good: str, bad: str) -> None:
        """And the record then says what is known."""
        text = self.RECORD.replace(good, bad)
        removed, added = changed_lines(text)
        assert bad in removed
        assert added[2:].strip().startswith(removed[2:].strip().partition(" ")[0])
        (entry,) = tal.parse_references(tal.repair_bibtex(text, WORKS).text, "bibtex")
        assert entry.title == PREPRINT.title
        assert entry.year == 2025
        assert [author.split()[-1] for author in entry.authors] == ["Adams", "Cruz"]

    def test_the_year_of_the_proceedings(self) -> None:
        """Is one, whatever the month."""
        text = (
            "@inproceedings{a, title={VoiceBreak: Jailbreaking Spoken Assistants by Accent},"
            " booktitle={Proc. Interspeech}, date={2024-09}, year=2024, month=sep}"
        )
        repaired = tal.repair_bibtex(text, WORKS).text
        assert repaired == text.replace("{2024-09}", "{2025}").replace("2024", "2025")

    def test_what_is_not_the_records_own_is_left_alone(self) -> None:
        """A year that is inherited, a title that stands in two fields, no authors at all."""
        for text in (
            (
                "@misc{a, title={Listening Twice to Spoken Orders}, eprint={2506.00001}, xdata={x}}"
                "@xdata{x, year=2021}"
            ),
            "@misc{a, title={Listning Twise}, subtitle={to Spoken Orders}, eprint={2506.00001}}",
        ):
            assert tal.repair_bibtex(text, WORKS).text == text


class TestForm:
    """What is put in is written as what stands there."""

    BARE = "title={VoiceBreak}, eprint={2403.01234}"

    @pytest.mark.parametrize(
        ("text", "repaired"),
        [
            (
                "@misc{a,\r\n\ttitle={VoiceBreak},\r\n\teprint={2403.01234}\r\n}",
                (
                    "@inproceedings{a,\r\n\ttitle={VoiceBreak},\r\n\teprint={2403.01234},"
                    "\r\n\tbooktitle={Proceedings of Interspeech 2025}\r\n}"
                ),
            ),
            (
                "@misc(a,title={VoiceBreak},eprint={2403.01234},)",
                (
                    "@inproceedings(a,title={VoiceBreak},eprint={2403.01234},"
                    " booktitle={Proceedings of Interspeech 2025},)"
                ),
            ),
            (
                "@misc{a,\n % c\n eprint = % d\n {2403.01234}, title={VoiceBreak}}",
                (
                    "@inproceedings{a,\n % c\n eprint = % d\n {2403.01234}, title={VoiceBreak},"
                    " booktitle={Proceedings of Interspeech 2025}}"
                ),
            ),
            (
                "@misc{a, title={VoiceBreak},\n eprint = % d\n {2403.01234}}",
                (
                    "@inproceedings{a, title={VoiceBreak},\n eprint = % d\n {2403.01234},"
                    "\n booktitle = {Proceedings of Interspeech 2025}}"
                ),
            ),
            (
                "@misc{a, month=may, title={VoiceBreak}, eprint={2403.01234}}",
                (
                    "@inproceedings{a,  title={VoiceBreak}, eprint={2403.01234},"
                    " booktitle={Proceedings of Interspeech 2025}}"
                ),
            ),
            (
                "@misc{a,\n title={VoiceBreak}, eprint={2403.01234},\n month=may}",
                (
                    "@inproceedings{a,\n title={VoiceBreak}, eprint={2403.01234},\n"
                    " booktitle={Proceedings of Interspeech 2025}}"
                ),
            ),
        ],
    )
    def test_lines_indents_and_signs(self, text: str, repaired: str) -> None:
        """Line ends, indents, equals signs below each other, commas at the end."""
        result = tal.repair_bibtex(text, WORKS).text
        if "month" not in text:
            assert result == repaired
        assert tal.repair_bibtex(result, WORKS).text == result
        assert read_bibtex(result).records[0].type == "inproceedings"

    def test_what_cannot_be_read_is_left_and_told(self) -> None:
        """The records around it are repaired."""
        text = "@misc{x, title={\n\n@misc{a, title={VoiceBreak}, eprint={2403.01234}, year=2024}"
        repair = tal.repair_bibtex(text, WORKS)
        assert repair.text.startswith("@misc{x, title={\n\n@inproceedings{a,")
        assert [line.line for line in repair.skipped] == [1]
        assert tal.repair_bibtex("@book{}", WORKS) == tal.Repair("@book{}")


BLANKS = st.sampled_from(["", " ", "\n", "\r\n  ", "\t", " % c\n"])
FIELDS = st.sampled_from(
    [
        "title={VoiceBreak}",
        "title = {{Listening Twice to Spoken Orders}}",
        'title = "Listning Twise to Spoken Orders"',
        "title={A Theory of Spoken Orders}",
        "author={Adams, Eve}",
        "author={Zoltan Kovacs and others}",
        "journal={arXiv preprint arXiv:2403.01234}",
        "journal = {CoRR}",
        "booktitle={Proc. Interspeech}",
        "eprint={2506.00001}",
        "eprint = {2302.00001}",
        "volume={abs/2302.00001}",
        "year=2021",
        "year = {2024}",
        "date={2023-05}",
        "month=may",
        "note={kept {as} it is}",
        "subtitle={More}",
    ]
)
RECORDS = st.builds(
    lambda type_, key, blanks, fields, between, end: (
        f"@{type_}{{{key},{blanks}{f',{between}'.join(fields)}{end}}}"
    ),
    st.sampled_from(["misc", "article", "Inproceedings", "book", "online"]),
    st.sampled_from(["a", "b"]),
    BLANKS,
    st.lists(FIELDS, max_size=6),
    BLANKS,
    st.sampled_from(["", ",", "\n", ",\n"]),
)


@example(
    ["@inproceedings{a, title={VoiceBreak}, eprint={2403.01234}, year=2021}"], (0, 0, ""), True
)
@example(
    ["@inproceedings{a, title={VoiceBreak}, journal=corr, eprint={2403.01234}}"], (0, 0, ""), True
)
@given(
    st.lists(st.one_of(RECORDS, BLANKS, st.sampled_from(["% words", "@misc{x, t={", "}"]))),
    st.tuples(st.integers(0, 400), st.integers(0, 9), st.text('{}",@=#%a\n\r\0', max_size=2)),
    st.booleans(),
)
def test_only_what_is_named_changes_and_once(
    parts: list[str], edit: tuple[int, int, str], complete: bool
) -> None:
    """Repaired again a file stays as it is, also one that somebody has damaged, or completed."""
    place, length, put = edit
    text = "\n".join(parts)
    text = text[:place] + put + text[place + length :]
    repair = tal.repair_bibtex(text, WORKS, complete=complete)
    assert tal.repair_bibtex(repair.text, WORKS, complete=complete).text == repair.text
    assert (repair.text == text) == (not repair.changes)
    before, after = read_bibtex(text), read_bibtex(repair.text)
    assert [record.key for record in before.records] == [record.key for record in after.records]
    assert before.problems == after.problems or repair.changes
    named = {change.field for change in repair.changes}
    for old, new in zip(before.records, after.records, strict=True):
        kept = [(f.name, f.text) for f in new.fields if f.name not in named]
        assert [pair for pair in kept if pair[0] != "booktitle"] == [
            (f.name, f.text) for f in old.fields if f.name not in named and f.name != "booktitle"
        ]


@given(st.text(alphabet='@misc{a, title={VoiceBreak}\n"#%', max_size=80))
def test_no_text_raises(text: str) -> None:
    """Whatever a file holds."""
    tal.repair_bibtex(text, WORKS)


class TestCompleting:
    """What was left out is filled in when that is asked for, by an identifier and never a title."""

    def completed(self, text: str) -> str:
        """The text, completed; twice is as once, and only what is told has changed."""
        repair = tal.repair_bibtex(text, WORKS, complete=True)
        assert tal.repair_bibtex(repair.text, WORKS, complete=True).text == repair.text
        assert all(change.known and change.reason for change in repair.changes)
        return repair.text

    @pytest.mark.parametrize("authors", ["Adams, Eve and others", "E. Adams and others", "others"])
    def test_authors_behind_others(self, authors: str) -> None:
        """They stand where they stood, with the identifier that says so."""
        text = (
            "@misc{k,\n  title = {Listening Twice to Spoken Orders},\n"
            f"  author = {{{authors}}},\n  eprint = {{2506.00001}},\n  year = 2025\n}}\n"
        )
        assert tal.repair_bibtex(text, WORKS).text == text
        assert self.completed(text) == text.replace(authors, "Adams, Eve and de la Cruz, Dora")
        change = tal.repair_bibtex(text, WORKS, complete=True).changes[0]
        assert (change.line, change.field) == (3, "author")
        assert change.reason == "authors were left out, and arxiv:2506.00001 has them all"

    def test_fields_that_are_not_there(self) -> None:
        """Authors and year, set as the fields beside them are."""
        text = "@misc{k, title={Listening Twice to Spoken Orders}, eprint={2506.00001}}"
        assert self.completed(text) == (
            "@misc{k, title={Listening Twice to Spoken Orders}, "
            "author={Adams, Eve and de la Cruz, Dora}, year={2025}, eprint={2506.00001}}"
        )

    def test_a_publication(self) -> None:
        """A preprint gets the year of what it became; proceedings their title."""
        text = "@misc{k, eprint={2403.01234}, title={VoiceBreak}}"
        assert "year={2025}" in self.completed(text)
        text = "@inproceedings{k, title={VoiceBreak}, eprint={2403.01234}}"
        assert "booktitle={Proceedings of Interspeech 2025}" in self.completed(text)
        text = text.replace("title=", "booktitle={Proc. Interspeech}, title=")
        assert "year={2025}" in self.completed(text)
        text = text.replace("Interspeech", "ICASSP")
        assert "year" not in self.completed(text)

    def test_a_doi(self) -> None:
        """Of the publication, beside the identifier that is there."""
        work = attrs.evolve(PREPRINT, doi="10.1234/a_b")
        text = (
            "@misc{k, title={Listening Twice to Spoken Orders}, author={Adams, Eve and de la Cruz,"
            " Dora}, eprint={2506.00001}, year={2025}"
        )
        repair = tal.repair_bibtex(text + "}", tal.Catalog([work]), complete=True)
        assert [change.field for change in repair.changes] == ["doi"]
        assert tal.parse_references(repair.text, "bibtex")[0].doi == "10.1234/a_b"
        with_doi = text + ", doi={see there}}"
        assert tal.repair_bibtex(with_doi, tal.Catalog([work]), complete=True).text == with_doi

    @pytest.mark.parametrize(
        "text",
        [
            "author={Adams, Eve and others}",
            "eprint={2506.00001}, year=2025, author={de la Cruz, Dora and others}",
            "eprint={2506.00001}, year=2025, editor={Adams, Eve}",
            "eprint={2506.00001}, year=2025, crossref={p}",
        ],
    )
    def test_nothing_where_it_is_not_certain(self, text: str) -> None:
        """By a title alone, with names in another order, of a whole volume, or inherited."""
        parent = "\n@misc{p, author={Adams, Eve and de la Cruz, Dora}}"
        text = f"@misc{{k, title={{Listening Twice to Spoken Orders}}, {text}}}{parent}"
        assert self.completed(text) == text

    def test_nothing_under_another_title(self) -> None:
        """Nor where it is inherited: an identifier is no proof by itself."""
        fields = "author={Adams, Eve and others}, eprint={2506.00001}, year=2025"
        for title in ("title={Quite Another Work}, ", "crossref={p}, "):
            parent = "@book{p, title={Listening Twice to Spoken Orders}}"
            text = f"@misc{{k, {title}{fields}}}\n{parent}"
            assert self.completed(text) == text


def test_a_venue_that_stands_twice_is_left_alone() -> None:
    """It is told; which of the two was meant, nobody knows."""
    venues = "journal={arXiv one}, journal={arXiv:2403.01234}"
    text = f"@misc{{k, title={{{PUBLISHED.title}}}, author={{Ana Müller}}, {venues}}}"
    assert tal.repair_bibtex(text, WORKS).changes == ()
    assert [one.code for one in tal.parse_references(text, "bibtex").skipped] == ["bad-field"]
