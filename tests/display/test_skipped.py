"""How lines that were not read are shown: by reason, the reason with most of them first."""

import pickle

from trustworthy_audio_llms import SkippedLines, SkipReason, parse_list

TEXT = """# Lists

- [tool 1](https://x.example/1)
- [tool 2](https://x.example/2)
- [tool 3](https://x.example/3)
- [tool 4](https://x.example/4)
- [a section](#section)
"""


class TestSkippedLines:
    """A tuple that a prompt and a notebook show by reason."""

    def test_is_a_tuple(self) -> None:
        """In the order of the list, and equal to one."""
        skipped = parse_list(TEXT).skipped

        assert isinstance(skipped, SkippedLines)
        assert [line.line for line in skipped] == [3, 4, 5, 6, 7]
        assert skipped == tuple(skipped)
        assert pickle.loads(pickle.dumps(skipped)).group() == skipped.group()

    def test_group(self) -> None:
        """Most first, each with its lines."""
        groups = parse_list(TEXT).skipped.group()

        assert list(groups) == [SkipReason.UNKNOWN_LINK, SkipReason.LINK_WITHIN]
        assert [line.line for line in groups[SkipReason.UNKNOWN_LINK]] == [3, 4, 5, 6]

    def test_at_a_prompt(self) -> None:
        """How many of each, why, and where the first of them stand."""
        assert repr(parse_list(TEXT).skipped) == (
            "5 lines skipped\n"
            "     4 unknown-link (no date, and a link to no known identifier): "
            "README.md:3, README.md:4, README.md:5, …\n"
            "     1 link-within (a link to a section, a file or nothing): README.md:7"
        )
        assert repr(parse_list(TEXT).skipped.group()[SkipReason.LINK_WITHIN]).startswith("1 line ")
        assert repr(SkippedLines()) == "no lines skipped"

    def test_a_single_line_has_its_own_reason(self) -> None:
        """Which may say more than that of all."""
        assert "(a file without entries)" in repr(parse_list("").skipped)

    def test_in_a_notebook(self) -> None:
        """As a table."""
        shown = parse_list(TEXT).skipped._repr_html_()

        assert "5 skipped</caption>" in shown
        assert "<td" in shown
        assert "README.md:3, README.md:4, README.md:5, …" in shown
        assert "No lines skipped" in SkippedLines()._repr_html_()


class TestNothing:
    """A file in which nothing looks like a work."""

    def test_says_so(self) -> None:
        """At a prompt and in a notebook, and not once it was narrowed."""
        empty = parse_list("Nothing but prose.")

        assert repr(empty).endswith("\n! Nothing in it looks like a work.")
        assert "Nothing in it looks like a work." in empty._repr_html_()
        assert "Nothing in it" not in repr(empty.where(year=2025))
