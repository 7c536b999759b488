"""Headings and summaries that are works themselves, where they link to one."""

from .._records.identifiers import identify
from .._records.skipping import SkipReason
from .joining import may_link
from .judging import as_work, judge
from .lines import read_line
from .links import is_publisher
from .markdown import Line
from .saying import Said
from .shapes import is_long
from .wording import without_number
from .works import Verdict, Work


def read_heading(line: Line) -> Verdict:
    """Read a heading or a summary.

    Args:
        line: Its line.

    Returns:
        The work that it is, in doubt where nothing says that its link leads to a paper; why there
        is none where one does; or None.
    """
    if line.kind == "heading" and not may_link(line):
        return None
    said = read_line(line.spans, in_list=True)
    if said.by != "link" and said.title[:1].isdigit():
        said = said._replace(title=without_number(said.title))
    verdict = judge(said, in_list=True, news=False)
    work = _work(line, said, verdict)
    if work is None:
        return verdict if said.has_paper else None
    if not _leads_to_work(line, said, work):
        return None
    if said.has_paper or (said.titled and is_publisher(said.titled.target)):
        return work
    return work._replace(doubt=work.doubt or SkipReason.UNKNOWN_LINK)


def _work(line: Line, said: Said, verdict: Verdict) -> Work | None:
    """The work that a line names; a summary names one too if it has a date or a long title."""
    if isinstance(verdict, Work):
        return verdict
    if line.kind != "summary" or not said.title or not said.targets.url:
        return None
    return as_work(said) if said.all_facts.date or is_long(said.title) else None


def _leads_to_work(line: Line, said: Said, work: Work) -> bool:
    """Whether a heading's title is a link, or what it links to is known; a summary may be plain."""
    if line.kind != "heading" or said.by == "link":
        return True
    return bool(work.url and identify(work.url))
