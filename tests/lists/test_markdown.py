"""Markdown as lines: which kind each is, where it stands, and under which headings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustworthy_audio_llms._lists.markdown import Line, read_lines
from trustworthy_audio_llms._lists.spans import plain
from trustworthy_audio_llms._records.skipping import SkipReason


def lines(text: str) -> list[tuple[int, str, str]]:
    """Number, kind and text of every line."""
    return [(line.number, line.kind, plain(line.spans)) for line in read_lines(text)]


def opaque(text: str) -> list[tuple[int, str]]:
    """Number and reason of the lines that cannot be read."""
    return [(line.number, line.reason) for line in read_lines(text) if line.kind == "opaque"]


def links(text: str) -> list[tuple[str, str]]:
    """Every link with its text, in order."""
    spans = [span for line in read_lines(text) for span in line.spans]
    return [(span.text, span.link) for span in spans if span.link is not None and span.text]


class TestKinds:
    """What an author would call a line is one."""

    def test_items_of_lists(self) -> None:
        """Bullets, numbers and tasks, nested and in quotes."""
        text = "- a\n  * b\n    1. c\n\n> + d\n> 2) e\n\n- [ ] f\n"

        assert lines(text) == [
            (1, "item", "a"),
            (2, "item", "b"),
            (3, "item", "c"),
            (5, "item", "d"),
            (6, "item", "e"),
            (8, "item", "[ ] f"),
        ]

    def test_lines_of_a_paragraph(self) -> None:
        """Each is one; the first of a block is marked, and what follows a hard break."""
        found = list(read_lines("a<br>\nb\n\nc"))

        assert [(line.number, line.kind, line.first, line.after_break) for line in found] == [
            (1, "text", True, False),
            (2, "text", False, True),
            (4, "text", True, False),
        ]

    def test_what_is_folded_into_an_item(self) -> None:
        """Lines below belong to it; they are not the first of it, nor are its other paragraphs."""
        found = list(read_lines("- a\nb\n  c\n\n  d\n- e"))

        assert [(line.number, line.kind, line.first) for line in found] == [
            (1, "item", True),
            (2, "item", False),
            (3, "item", False),
            (5, "item", False),
            (6, "item", True),
        ]

    def test_an_empty_item_is_an_item(self) -> None:
        """Of any kind, and once; blanks behind it do not matter."""
        assert lines("-\n- \n* a\n1.\n") == [
            (1, "item", ""),
            (2, "item", ""),
            (3, "item", "a"),
            (4, "item", ""),
        ]

    def test_items_that_hold_something_else_are_not_empty(self) -> None:
        """A heading, a table, HTML or code in an item is what the item is."""
        assert lines("- # a") == [(1, "heading", "a")]
        assert lines("- |a|\n  |-|\n  |b|") == [(3, "row", "b")]
        assert lines("- <div>\n  a\n  </div>") == []
        assert lines("- ```\n  - a\n  ```") == [(1, "opaque", ""), (2, "opaque", "")]

    def test_rows_of_tables(self) -> None:
        """With their cells and the header; the header itself is no row."""
        _, row = read_lines("# T\n\n| **A** | B |\n|---|:-:|\n| [c](x) | d \\| `e` |\n")

        assert (row.number, row.kind, row.header) == (5, "row", ("A", "B"))
        assert [plain(cell) for cell in row.cells] == ["c", "d | e"]
        assert plain(row.spans) == "c d | e"
        assert row.headings == ((1, "T"),)

    def test_rows_that_are_too_short_or_too_long(self) -> None:
        """There are as many cells as in the header; those beyond are a row of their own."""
        short, long, beyond = read_lines("|a|b|\n|-|-|\n|c|\n|d|e||f|")

        assert [plain(cell) for cell in short.cells] == ["c", ""]
        assert [plain(cell) for cell in long.cells] == ["d", "e"]
        assert [plain(cell) for cell in beyond.cells] == ["f"]
        assert beyond.number == 4

    @given(st.text("ab1 .,:;-+$^{}()/@%'\"?>=#ä語🔓", min_size=1).filter(str.strip))
    def test_cells_without_markup(self, text: str) -> None:
        """They are what is written there."""
        (row,) = read_lines(f"| a |\n|---|\n| {text} |\n")
        assert plain(row.cells[0]) == " ".join(text.split())

    def test_rules_and_the_rest_are_no_lines(self) -> None:
        """Rules, blank lines, and the targets of references."""
        assert lines("\n---\n\n* * *\n\n[a]: https://a.example\n") == []


class TestHeadings:
    """A line knows the headings above it."""

    def test_the_way_down_to_a_line(self) -> None:
        """A heading ends those of its level and below."""
        found = read_lines("# A\n## B\n### C\nx\n## D\ny\n")

        assert [line.headings for line in found if line.kind == "text"] == [
            ((1, "A"), (2, "B"), (3, "C")),
            ((1, "A"), (2, "D")),
        ]

    def test_headings_are_lines_too(self) -> None:
        """With their level, under those above them."""
        _, heading = read_lines("# A\n#### B *c* #\n")

        assert (heading.number, heading.level, plain(heading.spans)) == (2, 4, "B c")
        assert heading.headings == ((1, "A"),)

    def test_underlined_headings(self) -> None:
        """A line of words above `===` or `---` is a heading."""
        assert lines("A\n===\nB\n---\nc")[:2] == [(1, "heading", "A"), (3, "heading", "B")]
        assert [line.level for line in read_lines("A\n===\nB\n---\n")] == [1, 2]

    @pytest.mark.parametrize("rule", ["---", "===", "-", "-------"])
    def test_a_rule_right_below_lines_makes_no_heading_of_them(self, rule: str) -> None:
        """Neither of several lines, nor of one that looks like a list's."""
        assert lines(f"a\nb\n{rule}\nc") == [
            (1, "text", "a"),
            (2, "text", "b"),
            (4, "text", "c"),
        ]
        assert [line.headings for line in read_lines(f"2025/01/02 a\n{rule}\nc")] == [(), ()]
        assert lines(f"-[a](x)\n{rule}") == [(1, "text", "-a")]
        assert lines(f"- a\n  {rule}") == [(1, "item", "a")]

    def test_a_heading_is_not_below_the_one_before_it(self) -> None:
        """Where both are of one level."""
        text = "## Papers\n### One\n### Two\n# End"

        assert [line.headings for line in read_lines(text)] == [
            (),
            ((2, "Papers"),),
            ((2, "Papers"),),
            (),
        ]


class TestLineNumbers:
    """Every line is numbered as the author's editor does."""

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    @pytest.mark.parametrize("start", ["", "\ufeff"])
    @pytest.mark.parametrize("last", ["", "\n", "\n\n"])
    def test_line_ends_and_byte_order_mark_do_no_harm(
        self, start: str, end: str, last: str
    ) -> None:
        """Windows, old Macs, and files without a line end at their end."""
        text = start + "# A\n\n- b\n  c\n\n| d |\n|---|\n| e |\n\nf\ng".replace("\n", end)

        assert lines(text + last.replace("\n", end)) == [
            (1, "heading", "A"),
            (3, "item", "b"),
            (4, "item", "c"),
            (8, "row", "e"),
            (10, "text", "f"),
            (11, "text", "g"),
        ]

    @pytest.mark.parametrize(
        "hidden",
        [
            "2025/01/01 a `b\n2025/01/02 c` d",
            "2025/01/01 a [b](c\n'2025/01/02 d') e",
            "2025/01/01 a ![b\n2025/01/02 c](d)",
            "2025/01/01 <b\nid='2025/01/02'> e",
        ],
        ids=["code", "target", "image", "tag"],
    )
    def test_what_goes_over_the_end_of_a_line_moves_none(self, hidden: str) -> None:
        """Code, targets, images and tags may do so by mistake."""
        found = lines(f"first\n{hidden}\nlast")

        assert [number for number, _, text in found if text == "last"] == [4]
        assert [number for number, _, _ in found][:2] == [1, 2]

    def test_stray_backticks_hide_no_line(self) -> None:
        """Two lines with one each are two lines."""
        assert lines("2025/01/01 a `b<br>\n2025/01/02 c` d<br>\n2025/01/03 e") == [
            (1, "text", "2025/01/01 a `b"),
            (2, "text", "2025/01/02 c` d"),
            (3, "text", "2025/01/03 e"),
        ]


class TestLinks:
    """Links are read as they are written, also those that GitHub would not show as such."""

    @pytest.mark.parametrize(
        "written",
        [
            "[A title](https://a.example/b)",
            "[A title] (https://a.example/b)",
            "[A title]\t( https://a.example/b )",
            "［A title］（https://a.example/b）",
            "［A title］ （ https://a.example/b ）",
            "［A title](https://a.example/b)",
            "[A title］(https://a.example/b)",
            "[A title](https://a.example/b）",
            "[A title](<https://a.example/b>)",
            "[A title](https://a.example/b 'B')",
            "<a href='https://a.example/b'>A title</a>",
        ],
    )
    def test_blanks_and_full_width_brackets(self, written: str) -> None:
        """They are links where a web address follows."""
        assert links(f"- {written} end") == [("A title", "https://a.example/b")]

    def test_full_width_brackets_in_titles_stay(self) -> None:
        """Only those of links are changed."""
        assert links("- [A （wide） ［title］](https://a.example)") == [
            ("A （wide） ［title］", "https://a.example")
        ]
        assert lines("- A ［title］ （wide）") == [(1, "item", "A ［title］ （wide）")]

    def test_brackets_with_words_behind_are_no_links(self) -> None:
        """A remark in parentheses is no target."""
        assert links("- [A title] (in press)") == []

    def test_references(self) -> None:
        """Also where the line is read by itself."""
        text = "- [A][1] and [b]\n- [C][1] `x\n  y`\n\n[1]: https://a.example\n[B]: ./b.md\n"

        assert links(text) == [
            ("A", "https://a.example"),
            ("b", "./b.md"),
            ("C", "https://a.example"),
        ]

    @pytest.mark.parametrize(
        "target", ["https://a.example/ü?q=1|2", "javascript:x", "file:///etc", "#top", "a.md"]
    )
    def test_targets_are_as_written(self, target: str) -> None:
        """Neither encoded nor refused."""
        assert links(f"[A]({target})") == [("A", target)]

    def test_struck_out_text_is_text(self) -> None:
        """GitHub's `~~` is markup."""
        assert lines("- ~~A title~~")[0][2] == "A title"


class TestHtml:
    """Blocks of HTML hold tables, lists, and Markdown that GitHub shows as it is written."""

    def test_tables_and_lists(self) -> None:
        """Rows and items stand at their lines, under the headings above the block."""
        found = list(
            read_lines(
                "# A\n\n<table>\n<tr><th>Title\n<tr><td>b\n</table>\n\n<ul>\n<li>c</li>\n</ul>\n"
            )
        )

        assert [(x.number, x.kind, plain(x.spans), x.header) for x in found[1:]] == [
            (5, "row", "b", ("Title",)),
            (9, "item", "c", ()),
        ]
        assert {line.headings for line in found[1:]} == {((1, "A"),)}

    @pytest.mark.parametrize("tag", ["p", "div", "details", "center", "section"])
    def test_lists_that_no_blank_line_parts_from_html(self, tag: str) -> None:
        """To CommonMark they are a part of it; their author meant items, dated lines and rows."""
        text = f"# A\n<{tag}>\nwords\n- b\n  2. c\n2025/01/02 d\n| e | f |\n</{tag}>\n- [g](x)\n"

        assert lines(text)[1:] == [
            (4, "item", "b"),
            (5, "item", "c"),
            (6, "text", "2025/01/02 d"),
            (7, "text", "| e | f |"),
            (9, "item", "g"),
        ]
        assert {line.headings for line in read_lines(text)} == {(), ((1, "A"),)}

    def test_in_quotes_as_well(self) -> None:
        """The marks of the quote are none of the line's."""
        assert lines("> <div>\n> - a\n> </div>") == [(2, "item", "a")]

    def test_comments_are_not_shown(self) -> None:
        """What looks like a list in them is told apart; the text behind them is read."""
        text = "<!--\n- a\nb\n| c |\n-->\n\n<div>\n<!-- - d\n- e -->\n- f\n</div>\n\n<!-- - g"

        assert lines(text) == [
            (2, "opaque", ""),
            (4, "opaque", ""),
            (9, "opaque", ""),
            (10, "item", "f"),
        ]
        assert {reason for _, reason in opaque(text)} == {SkipReason.IN_COMMENT}

    def test_html_in_a_list_in_html(self) -> None:
        """It is not looked into any further."""
        assert opaque("<div>\n- <div>- <div>a\n</div>") == [(2, SkipReason.IN_HTML)]
        assert set(lines("<div>\n" + "- " * 60 + "a\n</div>")) == {(2, "item", "")}
        assert lines("<div>\n- - -\n</div>") == []
        assert lines("<div>\n- <table><tr><th>Title<tr><td>a</table>\n</div>") == [
            (2, "row", "a"),
            (2, "opaque", ""),
        ]

    def test_deep_in_a_list_what_looks_like_code_is_html(self) -> None:
        """A blank line makes code of what is far to the right; elsewhere it is code."""
        item = "      <li>\n      1. <a href=x>b</a></li>\n"

        assert lines(f"<ul>\n\n{item}\n{item}\n</ul>\n\n{item}") == [
            (3, "item", "b"),
            (6, "item", "b"),
            (12, "opaque", ""),
        ]

    def test_what_a_summary_holds_ends_with_its_details(self) -> None:
        """Also where more follows in the same block."""
        text = "<details><summary>A</summary>\n\n- b\n</details><ul><li>c</ul>\n<p><a href=x>d</a>"

        assert [(line.number, line.headings) for line in read_lines(text)] == [
            (1, ()),
            (3, ((7, "A"),)),
            (4, ()),
            (5, ()),
        ]

    def test_a_line_is_read_once(self) -> None:
        """As HTML where a link in HTML stands on it, though it begins like an item."""
        text = "<div>\n- <a href=x>a</a>\n</div>\n<p>\n- <a href=x>b</a></p>\n<ul><li>c\n- d</ul>"

        assert lines(text) == [
            (4, "text", "- b"),
            (6, "item", "c - d"),
            (2, "item", "a"),
            (7, "item", "d"),
        ]


class TestOpaqueLines:
    """A line that looks like a list's is told also where Markdown does not read it."""

    @pytest.mark.parametrize("fence", ["```", "~~~", "```markdown"])
    @pytest.mark.parametrize("end", ["\n```\n~~~\n", ""], ids=["closed", "never closed"])
    def test_in_code(self, fence: str, end: str) -> None:
        """Examples are no entries; what is not like a list is nothing at all."""
        text = f"{fence}\n| 2025 | a |\nwords\n- b\n1. c\n2025/01/02 d\n**2025** e{end}"

        assert opaque(text) == [(n, SkipReason.IN_CODE) for n in (2, 4, 5, 6, 7)]

    def test_in_indented_code(self) -> None:
        """Four blanks make code."""
        assert opaque("a\n\n    - b\n") == [(3, SkipReason.IN_CODE)]

    def test_nested_too_deeply(self) -> None:
        """The parser gives up at some depth, and says nothing."""
        text = "".join(f"{'  ' * depth}- a{depth}\n" for depth in range(40))
        found = list(read_lines(text))

        assert [line.number for line in found] == list(range(1, 41))
        assert found[0].kind == "item"
        assert found[-1] == Line("opaque", 40, reason=SkipReason.TOO_DEEP)

    @pytest.mark.parametrize("line", ["-- abstract", "--> end", "**bold** text", "*text*", "-5"])
    def test_what_does_not_look_like_a_list(self, line: str) -> None:
        """Dashes, arrows and emphasis are common in HTML and code; a number is not."""
        assert opaque(f"```\n{line}") == ([(2, SkipReason.IN_CODE)] if line == "-5" else [])


class TestMemory:
    """A few bytes do not become many: what is read stays in proportion to the text."""

    def test_rows_are_not_filled_up_without_end(self) -> None:
        """A wide table of narrow rows ends early; its other rows are lines all the same."""
        text = f"|{'a|' * 500}\n|{'-|' * 500}\n" + "b\n" * 500
        lines = list(read_lines(text))
        assert sum(len(line.cells) for line in lines) <= len(text) // 4 + 10_000
        assert sum(plain(line.spans).strip() == "b" for line in lines) == 500

    def test_full_tables_are_read_whole(self) -> None:
        """As many rows as there are, however many."""
        text = "|Year|Title|\n|-|-|\n" + "|2025|A|\n" * 5000
        assert sum(line.kind == "row" for line in read_lines(text)) == 5000

    def test_long_headings(self) -> None:
        """The beginning of a heading says what stands below it, and of a column's header too."""
        text = f"# {'x' * 1000}\n- a\n\n|{'y' * 1000}|\n|-|\n|b|\n"
        item, row = (line for line in read_lines(text) if line.kind in ("item", "row"))
        assert item.headings == ((1, "x" * 240),)
        assert row.header == ("y" * 240,)

    def test_long_cells(self) -> None:
        """One that is longer than any line may be stays empty; those beside it are read."""
        (row,) = read_lines(f"| Title | Year |\n|-|-|\n| {'word ' * 20_000} | 2024 |\n")
        assert [plain(cell) for cell in row.cells] == ["", "2024"]

    def test_long_references(self) -> None:
        """A reference that is no address, by its length, is none; the text stays."""
        text = f"- [a][1]\n- [b][2]\n\n[1]: http://x/{'y' * 990}\n[2]: http://x/{'y' * 2000}\n"
        first, second = (line for line in read_lines(text) if line.kind == "item")
        assert any(span.link is not None for span in first.spans)
        assert all(span.link is None for span in second.spans)
        assert plain(second.spans) == "[b][2]"
