"""What a line sets apart in bold, in italics or as code, which often is its title."""

import itertools
import operator
from collections.abc import Callable, Iterator, Sequence

from .beside import facts_of
from .spans import Span
from .text_parts import parts_of
from .wording import without_decoration


def marked_titles(spans: Sequence[Span]) -> Iterator[tuple[str, str]]:
    """The bold texts outside links, and the italic one at the start, each with what follows it.

    Args:
        spans: What stands on the line.

    Yields:
        A text that may be the title, and the text behind it.
    """
    outside = [span for span in spans if span.link is None and not span.image]
    for is_bold, text, after in marked_runs(outside, operator.attrgetter("strong")):
        if is_bold:
            yield text, after
    before = ""
    for is_italic, text, after in marked_runs(outside, operator.attrgetter("emphasis")):
        if is_italic:
            yield text, after
        before += text
        if not _says_only_facts(before):
            break


def _says_only_facts(text: str) -> bool:
    """Whether every part of a text says something beside a title, so that it may still come."""
    parts = (part for part, _ in parts_of(text) if without_decoration(part))
    return all(facts_of(part, marked=True, alone=False) for part in parts)


def marked_runs(
    spans: Sequence[Span], mark: Callable[[Span], bool]
) -> Iterator[tuple[bool, str, str]]:
    """The texts that are marked or not, each with the text that follows it.

    Args:
        spans: What stands on the line, or on a part of it.
        mark: What tells whether a span is marked, as `operator.attrgetter("strong")` does.

    Yields:
        Whether a text is marked, the text, and the text behind it.
    """
    runs = [
        (is_marked, text)
        for is_marked, run in itertools.groupby(spans, mark)
        if (text := "".join([span.text for span in run]).strip())
    ]
    for (is_marked, text), (_, after) in itertools.pairwise([*runs, (False, "")]):
        yield is_marked, text, after


def text_set_apart(spans: Sequence[Span]) -> str:
    """The text in bold or code that a line begins with, or an empty text.

    Args:
        spans: What stands on the line.
    """
    first = next((span for span in spans if span.text.strip()), None)
    return first.text.strip() if first and (first.strong or first.code) else ""
