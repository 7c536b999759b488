"""Files of a list as they are written."""

import pytest

from trustworthy_audio_llms._lists.markdown import Line, read_lines
from trustworthy_audio_llms._lists.raw import RawFile
from trustworthy_audio_llms._lists.structure import Files


class TestLines:
    """The lines of a file."""

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_as_they_are_written(self, end: str) -> None:
        """Without a byte order mark, whatever ends them, and without blanks around them."""
        file = RawFile("README.md", f"\ufeff# a{end}- **b** {end}", None)

        assert [file.at(line) for line in read_lines(file.text)] == ["# a", "- **b**"]

    def test_one_that_the_file_does_not_have(self) -> None:
        """Is empty."""
        assert RawFile("README.md", "a", None).at(Line("text", 2)) == ""


class TestDeadLinks:
    """Links to files of the list that are not there."""

    TEXT = "[a](papers/a.md) [b](papers/b.md)"

    def test_among_known_files(self) -> None:
        """The first is named by its path."""
        file = RawFile("README.md", self.TEXT, Files(["README.md", "papers/a.md"]))
        (line,) = read_lines(file.text)

        assert file.dead_link(line) == "papers/b.md"

    @pytest.mark.parametrize("files", [None, Files(["README.md", "papers/a.md", "papers/b.md"])])
    def test_where_all_are_there_or_none_is_known(self, files: Files | None) -> None:
        """Nothing is told."""
        (line,) = read_lines(self.TEXT)

        assert RawFile("README.md", self.TEXT, files).dead_link(line) is None
