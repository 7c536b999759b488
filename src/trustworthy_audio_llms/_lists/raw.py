"""Files of a list as they are written: their lines, and their links to files that are missing."""

from collections.abc import Sequence

from .links import links_of
from .markdown import Line
from .parsing import with_usual_ends
from .structure import Files


class RawFile:
    """A file as it is written.

    Args:
        path: Where it stands, from the root of the list.
        text: All of it.
        files: The files beside it, if they are known.

    Attributes:
        path: Where it stands.
        text: All of it.
    """

    def __init__(self, path: str, text: str, files: Files | None) -> None:
        self.path = path
        self.text = text
        self._files = files
        self._lines: list[str] | None = None

    @property
    def lines(self) -> Sequence[str]:
        """Its lines, whatever ends them; parted only when somebody asks."""
        if self._lines is None:
            self._lines = with_usual_ends(self.text).split("\n")
        return self._lines

    def at(self, line: Line) -> str:
        """A line as it is written, without blanks around it.

        Args:
            line: A line of this file.
        """
        return self.lines[line.number - 1].strip() if line.number <= len(self.lines) else ""

    def dead_link(self, line: Line) -> str | None:
        """The file of the list that a line links to and which is not there.

        Args:
            line: A line of this file.
        """
        if self._files is not None:
            for link in links_of(line.spans):
                if missing := self._files.missing(link.target, self.path):
                    return missing
        return None
