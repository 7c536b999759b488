"""What the lines of a file are recorded as, and what is told of those that are no works."""

import pytest
from lists import PATH, TITLE, URL, entry, read, said, skipped

from trustworthy_audio_llms._lists.reader import read_list_files
from trustworthy_audio_llms._records.mentions import Skipped
from trustworthy_audio_llms._records.skipping import SkipReason


class TestSkippedLines:
    """What was not read is told once, with the reason."""

    def test_several_items_on_one_line_of_html(self) -> None:
        """The line is not skipped if one of them is read."""
        text = f"<ul><li>Group<ul><li><a href='{URL}'>{TITLE}</a><li>and so on</ul></ul>"

        assert read(text) == [entry(1, TITLE, URL)]

    @pytest.mark.parametrize("text", ["1", "1\n", " \n", "\ufeff"])
    def test_files_that_hold_next_to_nothing(self, text: str) -> None:
        """Are noticed as sections without entries."""
        assert read(text) == [skipped(1, SkipReason.EMPTY_SECTION)]

    def test_empty_sections(self) -> None:
        """A heading without works among those that have some is told."""
        assert said(read_list_files([(PATH, f"## A\n- [{TITLE}]({URL})\n## B\n## C\n")])) == [
            entry(2, TITLE, URL),
            skipped(3, SkipReason.EMPTY_SECTION),
            skipped(4, SkipReason.EMPTY_SECTION),
        ]

    def test_a_skipped_line_is_shortened(self) -> None:
        """A snapshot keeps what was skipped, and should stay readable."""
        (left,) = read_list_files([(PATH, "- " + "word " * 1000)]).skipped

        assert left == Skipped(
            PATH, 1, "- " + "word " * 47 + "wor…", SkipReason.NO_LINK_TO_WORK.text
        )


class TestDeadLinks:
    """Links to files of the list that are not there."""

    def test_links_to_files_that_are_not_there(self) -> None:
        """Are told as such, in lists and outside of them, where other files are known."""
        text = "- [Voices of All Kinds](voices.md)\n\n[Group](b.md) | [Mine](./papers/a.md)\n"
        alone = read_list_files([("README.md", text)])
        among = read_list_files([("README.md", text), ("papers/a.md", f"- [{TITLE}]({URL})")])

        assert [one.code for one in alone.skipped] == [SkipReason.LINK_WITHIN]
        assert [(one.line, one.reason) for one in among.skipped] == [
            (1, "a link to a file that is not there: voices.md"),
            (3, "a link to a file that is not there: b.md"),
        ]

    def test_beside_a_work(self) -> None:
        """The work is read all the same."""
        files = [("README.md", f"- [{TITLE}](missing.md) ICLR 2024"), ("b.md", "x\n")]
        reading = read_list_files(files)

        assert [one.title for one in reading.entries] == [TITLE]
        assert [one.code for one in reading.skipped] == [SkipReason.DEAD_LINK]

    def test_a_link_to_another_file_of_the_list(self) -> None:
        """It is not dead, and no work."""
        files = [("README.md", "- [Kettles and Pots](b.md)\n"), ("b.md", "x\n")]

        (skipped_line,) = read_list_files(files).skipped
        assert skipped_line.code is SkipReason.LINK_WITHIN
