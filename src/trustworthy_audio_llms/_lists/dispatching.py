"""The way through a file: each block of it to what reads such blocks, in order.

It stays one module, because only the whole way shows that no line falls out of it.
"""

from collections.abc import Callable, Iterator, Sequence

from .._records.identifiers import slug
from .._records.skipping import SkipReason
from .above import is_about, may_stand_above, read_titled, titled_parts
from .headings import read_heading
from .items import read_item
from .joining import Block, blocks_of, is_bold
from .lone_rows import is_lone_row, read_lone_row
from .markdown import Line, read_lines
from .paragraphs import read_paragraph
from .parsing import LIST_LIKE
from .parting import part_lines
from .raw import RawFile
from .rows import read_row
from .sections import Headings, is_news, section_of
from .spans import plain
from .wording import without_decoration
from .works import Judged, Verdict, Work

_LONGEST_BOLD_HEADING = 60


class Dispatcher:
    """Reads the blocks of one file, and takes note of its headings meanwhile.

    Args:
        file: The file.
        check: What is called before each block, and may raise.

    Attributes:
        sections: The line and the level of each heading that was passed.
    """

    def __init__(self, file: RawFile, check: Callable[[], None]) -> None:
        self.sections: list[tuple[int, int]] = []
        self._file = file
        self._check = check
        self._bold_heading = ""  # A paragraph of a few bold words, which stands above what follows.

    def read(self) -> Iterator[Judged]:
        """Read the file.

        Yields:
            The lines that say something, in order, with what they say.
        """
        titled: list[Block] = []  # A title, and the blocks about it.
        for block in blocks_of(part_lines(read_lines(self._file.text, check=self._check))):
            if titled and is_about(block, titled):
                titled.append(block)
                continue
            yield from self._titled(titled)
            titled = [block] if may_stand_above(block) else []
            if not titled:
                yield from self._block(block)
        yield from self._titled(titled)

    def _titled(self, blocks: Sequence[Block]) -> Iterator[Judged]:
        """A title with the blocks about it; or each block for itself."""
        work = _read_titled(blocks)
        if not work:
            for block in blocks:
                yield from self._block(block)
            return
        self._take_heading(blocks[0])
        yield from work

    def _block(self, block: Block) -> Iterator[Judged]:
        self._check()
        if block[0].kind not in ("item", "text"):
            yield from self._line(block[0])
            return
        news = self._is_news(block[0].headings)
        if block[-1].kind == "item":
            yield from read_item(block, news=news)
        else:
            self._take_heading(block)
            yield from self._below_dated(self._paragraph(block, news=news))

    def _line(self, line: Line) -> Iterator[Judged]:
        if line.kind == "row":
            for verdict in read_row(line.cells, line.header):
                yield line, verdict
        elif line.kind == "opaque":
            yield line, line.reason
        else:
            self._take_heading([line])
            yield line, read_heading(line)

    def _paragraph(self, block: Block, *, news: bool) -> Iterator[Judged]:
        """The lines of a paragraph, in which a row may stand without its table."""
        rows = [is_lone_row(line) for line in block]
        if not any(rows):
            for part in titled_parts(block) or [[block]]:
                yield from _part(part, news=news)
            return
        for line, is_row in zip(block, rows, strict=True):
            if is_row:
                for verdict in read_lone_row(self._file.at(line)):
                    yield line, verdict
            else:
                yield from read_paragraph([line], news=news)

    def _below_dated(self, judged: Iterator[Judged]) -> Iterator[Judged]:
        """The lines of a paragraph, where what looks like prose may be a title or a dead link."""
        is_below = False  # Whether a title without a link stands above.
        for line, verdict in judged:
            if verdict is None and is_below and (text := plain(line.spans)):
                verdict = _undated(text, after_break=line.after_break)
            is_below = is_below or (isinstance(verdict, Work) and verdict.url is None)
            if verdict is None and self._file.dead_link(line):
                verdict = SkipReason.DEAD_LINK
            yield line, verdict

    def _take_heading(self, block: Block) -> None:
        """Take note of a heading, or of a short paragraph in bold, which stands for one."""
        line = block[0]
        if line.kind == "heading":
            self.sections.append((line.number, line.level))
            self._bold_heading = ""
        elif line.kind == "text" and len(block) == 1 and is_bold(line):
            text = plain(line.spans)
            if 0 < len(text) <= _LONGEST_BOLD_HEADING:
                self._bold_heading = text

    def _is_news(self, headings: Headings) -> bool:
        if self._bold_heading:
            return is_news(slug(self._bold_heading))
        section = section_of(headings)
        if not section.subjects:
            return is_news(slug(self._file.path.rpartition("/")[2].partition(".")[0]))
        return section.is_news


def _read_titled(blocks: Sequence[Block]) -> list[Judged]:
    """What a title and the blocks about it say, if they are a work."""
    return list(read_titled(blocks)) if len(blocks) > 1 else []


def _part(blocks: Sequence[Block], *, news: bool) -> Iterator[Judged]:
    """A part of a paragraph: a title with the lines about it, or lines."""
    work = _read_titled(blocks)
    yield from work
    for block in () if work else blocks:
        yield from read_paragraph(block, news=news)


def _undated(text: str, *, after_break: bool) -> Verdict:
    """An undated line below dated ones: one more title if these end in hard breaks."""
    if not after_break:
        return SkipReason.UNDATED
    if LIST_LIKE.match(text):
        return SkipReason.BELOW_ENTRY
    title = without_decoration(text)
    return Work(title) if any(map(str.isalnum, title)) else SkipReason.NO_TITLE
