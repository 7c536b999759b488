"""Reading BibTeX: every record with its spans, whatever stands around it."""

from collections.abc import Callable
from functools import partial

import pytest
from growth import in_proportion
from hypothesis import given
from hypothesis import strategies as st

import trustworthy_audio_llms as tal
from trustworthy_audio_llms._records.skipping import SkipReason
from trustworthy_audio_llms._references.bibtex import read_bibtex
from trustworthy_audio_llms._references.bibtex_file import BibFile


def fields_of(text: str) -> list[dict[str, str]]:
    """The fields of each record."""
    return [{field.name: field.text for field in r.fields} for r in read_bibtex(text).records]


def keys_of(file: BibFile) -> list[str]:
    """The keys of its records."""
    return [record.key for record in file.records]


class TestValues:
    """A value is what stands between its delimiters."""

    @pytest.mark.parametrize("behind", ["", " ", ",", "\n, % a remark\n", " % a remark\n"])
    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ("{Plain}", "Plain"),
            ("{A {B {C} D} E}", "A {B {C} D} E"),
            ("{A {B {C {D {E} F} G} H} I}", "A {B {C {D {E} F} G} H} I"),
            ('"In quotes"', "In quotes"),
            ('"In {quotes}"', "In {quotes}"),
            ('"In {\\"o} quotes"', 'In {\\"o} quotes'),
            ('"A {" quoted "} one"', 'A {" quoted "} one'),
            ("2024", "2024"),
            ("mar", "March"),
            ("MAR", "March"),
            ("name", "The Name"),
            ("undefined", "undefined"),
            ('name # " of " # {it}', "The Name of it"),
            ('"10~" # jan', "10~January"),
            ("{}", ""),
            ("{a % no comment}", "a % no comment"),
        ],
    )
    def test_is_read_in_every_way_it_is_written(
        self, written: str, meant: str, behind: str
    ) -> None:
        """Braces, quotes, digits, strings, and what is joined of them."""
        text = f"@string{{name = {{The Name}}}}\n@misc{{k, title = {written}{behind}}}"
        assert fields_of(text) == [{"title": meant}]

    def test_says_where_it_stands(self) -> None:
        """The spans are those of the text as it is."""
        text = '@misc{k,\n  Title = {One} # " two" ,\n  year=2024\n}'
        title, year = read_bibtex(text).records[0].fields
        assert text[title.named :].startswith("Title")
        assert text[title.start : title.end] == '{One} # " two"'
        assert text[year.start : year.end] == "2024"


class TestRecords:
    """Every record is read that BibTeX, biber or a person would read."""

    @pytest.mark.parametrize(
        "text",
        [
            "@misc{k, title={T}}",
            "@MISC { k , title = {T} , }",
            "@misc(k, title={T})",
            "@misc{k title={T}}".replace(" title", ",title"),
            "@misc{k,, title={T},, }",
            "@misc{k,\r\n title={T}\r\n}\r\n",
            "@misc{k,\r title={T}\r}",
            "@misc{k, % a comment\n % another = {x},\n title={T}}",
            "@ misc {k, title={T}}",
            "\ufeff@misc{k, title={T}}",
            "words @misc{k, title={T}} words",
            "@comment{@misc{no, title={N}}} @misc{k, title={T}}",
            "@comment this has no braces\n@misc{k, title={T}}",
            "@comment{ its brace is not closed\n@misc{k, title={T}}",
            '@preamble{"\\newcommand{\\x}{y}" # "z"}\n@misc{k, title={T}}',
            "% @misc{no, title={N}}\n@misc{k, title={T}}",
            "  % {\n}\n@misc{k, title={T}}\n}",
            "me@example.org\n@misc{k, title={T}}",
        ],
    )
    def test_one_is_read(self, text: str) -> None:
        """Whatever stands around it or between its parts."""
        file = read_bibtex(text)
        assert keys_of(file) == ["k"]
        assert file.records[0].type == "misc"
        assert [field.text for field in file.records[0].fields] == ["T"]
        assert not file.problems

    @pytest.mark.parametrize(
        ("written", "key"),
        [
            ("a b,", "a b"),
            ("DBLP:conf/x/Y20,", "DBLP:conf/x/Y20"),
            ("müller2024,", "müller2024"),
            ("9053795,", "9053795"),
            (",", ""),
            ("title = {T},", ""),
            ("", ""),
            ("a(b),", "a(b)"),
        ],
    )
    def test_keys_are_as_they_are_written(self, written: str, key: str) -> None:
        """One may be missing, too."""
        file = read_bibtex(f"@misc{{{written} year = 2024}}" if written else "@misc{}")
        record = file.records[0]
        assert record.key == key
        assert file.text[record.keyed.start : record.keyed.end] == key

    def test_a_comma_may_be_missing_between_fields(self) -> None:
        """BibTeX would lose the rest of the record."""
        assert fields_of("@misc{k, title={T} year={2024}}") == [{"title": "T", "year": "2024"}]

    def test_the_first_of_two_equal_fields_counts(self) -> None:
        """As for BibTeX; the other one is there, too."""
        record = read_bibtex("@misc{k, note={one}, note={two}}").records[0]
        first = record.field("note")
        assert first is not None
        assert first.text == "one"
        assert len(record.fields) == 2
        assert record.field("title") is None

    def test_they_know_their_lines(self) -> None:
        """Counted from 1, whatever ends the lines."""
        text = "\n@misc{a,\n}\r\n@misc{b}\r@misc{c}\n"
        assert [record.line for record in read_bibtex(text).records] == [2, 4, 5]


class TestProblems:
    """What cannot be read costs itself, and is told with its line."""

    @pytest.mark.parametrize(
        "bad",
        [
            "@misc{bad, title = {Not closed }",
            '@misc{bad, title = "Not closed }',
            '@misc{bad, title = "Not {closed" }',
            "@misc{bad, title = }",
            "@misc{bad, title = {T} # }",
            "@misc{bad, title = {T} ]",
            "@misc{bad, ] title = {T}}",
            "@misc(bad, title = {T}}",
            "@string{bad = }",
            "@string{a = {b} c = {d}}",
            "@preamble{}",
        ],
    )
    def test_the_others_are_read(self, bad: str) -> None:
        """Those before and those behind it."""
        file = read_bibtex(f"@misc{{a, year=1}}\n\n{bad}\n\n@misc{{b, year=2}}\n")
        assert keys_of(file) == ["a", "b"]
        assert [problem.line for problem in file.problems] == [3]
        assert file.problems[0].text.startswith(bad[:6])
        assert file.problems[0].reason

    def test_at_the_end_of_the_file(self) -> None:
        """A file that was cut off."""
        file = read_bibtex("@misc{a, year=1}\n@misc{b, title={T},\n")
        assert keys_of(file) == ["a"]
        assert "end of the file" in file.problems[0].reason

    def test_fields_outside_any_record_are_told(self) -> None:
        """What a record leaves behind whose braces close too early."""
        file = read_bibtex("@misc{a, title={T}},\n  year = {2024},\n  note = {N}\n}\n@misc{b}")
        assert keys_of(file) == ["a", "b"]
        assert [(p.line, p.text) for p in file.problems] == [(2, "year = {2024},")]

    def test_long_lines_are_shortened(self) -> None:
        """A problem is no copy of the file."""
        assert len(read_bibtex(f"@misc{{a, title={{{'x' * 9999}").problems[0].text) < 300

    def test_strings_in_parentheses_and_several_in_one(self) -> None:
        """Both are usual."""
        file = read_bibtex('@string(a = "A", b = {B})')
        assert {name: file.strings[name] for name in "ab"} == {"a": "A", "b": "B"}
        assert not file.problems


MARKS = '@misc{ @a( @string{ @comment{ k , title = { } " # % @ \\ T ) 2024'.split()
PIECES = st.sampled_from([*MARKS, "\n", "\r", " ", "x = {y}"])


@given(st.lists(PIECES, max_size=60).map("".join))
def test_no_text_raises_and_spans_are_in_order(text: str) -> None:
    """Whatever a file holds, its records stand one behind the other, each with its fields."""
    place = 0
    for record in read_bibtex(text).records:
        assert place <= record.span.start < record.typed.start <= record.keyed.start
        place = record.keyed.end
        for field in record.fields:
            assert place <= field.named < field.start < field.end
            place = field.end
        assert place < record.span.end <= len(text)
        place = record.span.end


@pytest.mark.parametrize(
    "make",
    [
        lambda n: "@misc{k, t={" * n,
        lambda n: '@misc{k, t="\n' * n,
        lambda n: "@misc{k, t={x}\n" * n,
        lambda n: "@misc{" + "{" * n + "}" * n,
        lambda n: "@misc{k," + "a=1," * n + "}",
        lambda n: "@misc{k, t={" + "{a}" * n + "\n@misc{k}\n" * 3,
        lambda n: "@misc" + " " * n,
        lambda n: "@misc{k," + " " * n + "x" * n,
        lambda n: "@misc{k, a" + " %\n" * n,
        lambda n: "% " * n + "@misc{k}",
        lambda n: "@misc{k" + " k" * n,
        lambda n: "@misc{a} x=1 " * n,
    ],
)
def test_time_is_linear(make: Callable[[int], str]) -> None:
    """It does not grow with the square of the text."""
    assert in_proportion(lambda n: partial(read_bibtex, make(n)), 1_000, times=20)


class TestWhatBibtexReadsOtherwise:
    """A field that is read and not as BibTeX reads it is told with its line."""

    @pytest.mark.parametrize(
        ("fields", "lines"),
        [
            ("title = {A}\n year = 2024", [2]),
            ("title = {A} year = {2024}\n note = x # {y}, month = may", [1, 2, 2]),
            ("title = {A},\n title = {B},\n Title = {C}", [2, 3]),
            ("month = june,\n note = june # {x},\n month2 = jun, year = 2024", [1]),
            ("note = foo,\n note2 = FOO", [1]),
            ("pages = 10-20", [1]),
            ("title = {A} % , no comma\n, year = 2024, month = mar,", []),
            ('title = "A" # name # jan,, year = {2024},', []),
        ],
    )
    def test_is_told(self, fields: str, lines: list[int]) -> None:
        """No comma, a field again, and a string that nobody defines, once a name."""
        file = read_bibtex(f"@string{{name = {{N}}}} @misc{{k, {fields}}}")
        assert keys_of(file) == ["k"]
        assert [problem.line for problem in file.problems] == lines
        assert {problem.code for problem in file.problems} <= {SkipReason.BAD_FIELD}

    def test_is_a_finding_and_no_lost_record(self) -> None:
        """The audit names the place; a repair left nothing unread."""
        text = "@misc{k, title = {Orders in a Whisper},\n month = june}"
        found = tal.parse_references(text, "bibtex").audit()
        assert [(one.code, one.mentions[0].line) for one in found] == [("bad-field", 2)]
        assert found[0].message == "No string is called 'june': BibTeX prints nothing for it."
        assert tal.repair_bibtex(text).skipped == ()


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("{A", "}}"), ('"A', '"}'), ("{{{{{A", "}}}}}}"), ("x # {A", "}}")],
)
def test_a_value_that_runs_over_the_next_records_costs_its_own(opening: str, closing: str) -> None:
    """Where one mark is lost and another too many, the records between are read, and it is told."""
    between = "@misc{b, title = {B}}\n @misc(c, title = {C})\n"
    file = read_bibtex(f"@misc{{a, title = {opening}\n{between}{closing}\n@misc{{d}}")
    assert keys_of(file) == ["b", "c", "d"]
    assert file.problems[0].line == 1


def test_a_sign_in_a_value_begins_no_record() -> None:
    """Addresses of mail, and what stands behind other text on its line."""
    text = "@misc{k, note = {me\n@home.org, or @misc{x, y = {}}},\n url = {https://x.org/\n@a}}"
    file = read_bibtex(text)
    assert keys_of(file) == ["k"]
    assert file.problems == ()


SOUND = {
    "{A {B} C}": "A {B} C",
    '"A {B} C"': "A {B} C",
    "2024": "2024",
    "may": "May",
    '{x} # "y"': "xy",
    "{me\n @home}": "me\n @home",
    "{%}": "%",
}
EDITS = st.tuples(
    st.integers(0, 4),
    st.integers(0),
    st.integers(0, 9),
    st.text('{}"(),@=#%a\n\r\0\ufeff', max_size=3),
)


@given(
    st.lists(st.lists(st.sampled_from(sorted(SOUND)), max_size=4), min_size=2, max_size=5),
    st.lists(EDITS, max_size=3),
)
def test_an_edit_costs_no_record_that_it_does_not_touch(
    records: list[list[str]], edits: list[tuple[int, int, int, str]]
) -> None:
    """Whatever is put in or taken out, another record is read as it was, or something is told."""
    written = [
        f"@misc{{key{number}x,\n"
        + "".join(f"  f{index} = {value},\n" for index, value in enumerate(values))
        + "}"
        for number, values in enumerate(records)
    ]
    touched = set()
    for which, place, length, put in edits:
        number = which % len(written)
        start = place % (len(written[number]) + 1)
        written[number] = written[number][:start] + put + written[number][start + length :]
        touched.add(number)
    file = read_bibtex("\n\n".join(written))
    read = {record.key: [field.text for field in record.fields] for record in file.records}
    for number, values in enumerate(records):
        if number not in touched:
            meant = [SOUND[value] for value in values]
            assert read.get(f"key{number}x") == meant or file.problems
