"""Lines that name several works with a day each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lists import OTHER, OTHER_URL, THIRD, TITLE, URL, dates, titles, urls

from trustworthy_audio_llms._lists.markdown import read_lines
from trustworthy_audio_llms._lists.parting import part_lines
from trustworthy_audio_llms._lists.spans import plain

CODE = "[code](https://github.com/a/b)"


def parts(markdown: str) -> list[str]:
    """The texts of the parts that a line is parted in."""
    return [plain(line.spans) for line in part_lines(read_lines(markdown))]


class TestParting:
    """A line is parted before each further day with a title behind it."""

    @pytest.mark.parametrize(
        ("markdown", "texts"),
        [
            (
                f"- 2025/05/22 [{TITLE}]({URL}) 2025/05/23 [{OTHER}]({OTHER_URL})",
                [f"2025/05/22 {TITLE}", f"2025/05/23 {OTHER}"],
            ),
            (
                f"- 🔓 **2025/05/22** [{TITLE}]({URL}) {CODE}; **[2025.5.3]** | *[{OTHER}](x)*!",
                [f"🔓 2025/05/22 {TITLE} code;", f"[2025.5.3] | {OTHER}!"],
            ),
            (
                f"2025/1/2[a b]({URL})2025/1/3[c d]({URL})2025/1/4 {CODE} [e f]({URL})",
                ["2025/1/2a b", "2025/1/3c d", "2025/1/4 code e f"],
            ),
        ],
    )
    def test_by_days(self, markdown: str, texts: list[str]) -> None:
        """With all that stands around them; labels come before or behind the title."""
        assert parts(markdown) == texts

    @pytest.mark.parametrize(
        "markdown",
        [
            "",
            f"- [{TITLE}]({URL}) 2025/05/22 [{OTHER}]({OTHER_URL}) 2025/05/23",
            f"- See 2025/05/22 [{TITLE}]({URL}) 2025/05/23 [{OTHER}]({OTHER_URL})",
            f"- 2025/05/22 [{TITLE}]({URL}) {CODE} 2025/05/23 [paper](https://a.example)",
            f"- 2025/05/22 [{TITLE}]({URL}) 2025/05/23 as in [{OTHER}]({OTHER_URL})",
            f"- 2025/05/22 [{TITLE}]({URL}) 2025 [{OTHER}]({OTHER_URL})",
            f"- 2025/05/22 [{TITLE}]({URL}), [{OTHER}]({OTHER_URL})",
            f"- 2025/05/22 [{TITLE}]({URL}) 2025/05/23 {THIRD}",
            f"| 2025/05/22 [{TITLE}]({URL}) 2025/05/23 [{OTHER}]({OTHER_URL}) | b | c |",
            f"# 2025/05/22 [{TITLE}]({URL}) 2025/05/23 [{OTHER}]({OTHER_URL})",
        ],
    )
    def test_else_it_stays_whole(self, markdown: str) -> None:
        """Where days stand behind the titles, or between words, or are no days."""
        assert list(part_lines(read_lines(markdown))) == list(read_lines(markdown))

    def test_parts_go_on_with_their_block(self) -> None:
        """They have the number of their line, and only the first begins an item."""
        line = f"- 2025/05/22 [{TITLE}]({URL}) 2025/05/23 [{OTHER}]({OTHER_URL})"
        found = list(part_lines(read_lines(f"# Voices\n{line}")))
        assert [(one.kind, one.number, one.first) for one in found] == [
            ("heading", 1, True),
            ("item", 2, True),
            ("item", 2, False),
        ]
        assert found[2].headings == found[1].headings

    @given(
        st.lists(st.tuples(dates, titles, urls), min_size=1, max_size=5),
        st.sampled_from([" ", ", ", "; ", " and ", ""]),
    )
    def test_nothing_is_lost(
        self, works: list[tuple[tuple[str, str], str, str]], between: str
    ) -> None:
        """The parts are the line."""
        line = between.join(f"{date} [{title}]({url})" for (date, _), title, url in works)
        (whole,) = read_lines(line)
        found = list(part_lines([whole]))
        assert "".join(s.text for one in found for s in one.spans) == "".join(
            span.text for span in whole.spans
        )
        assert len(found) == len(works)
