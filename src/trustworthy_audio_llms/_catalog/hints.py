"""What is said when nothing is found: at most four lines on what to try."""

from collections.abc import Iterator

from .parsing import read
from .rank import corrected, rank
from .search import SearchIndex
from .tree import And, Node, Text, leaves
from .words import union

_NAMED = 6
"""How many words are told of."""
_TRIED = 24
"""How many parts of a query are left out in turn."""


def hints(index: SearchIndex, tree: Node) -> tuple[str, ...]:
    """What to try instead of a query that finds nothing.

    Args:
        index: The index of the works.
        tree: The query.
    """
    return tuple(_lines(index, tree))


def _lines(index: SearchIndex, tree: Node) -> Iterator[str]:
    parts = list(dict.fromkeys(leaves(tree)))[:_TRIED]
    counts = {part: index.matching(part).bit_count() for part in parts}
    if len(parts) > 1:
        told = [f"{part} {count}" for part, count in list(counts.items())[:_NAMED]]
        yield f"Found alone: {', '.join(told)}{', …' if len(parts) > _NAMED else ''}."
    yield from _without_one(index, tree)
    missing = [part for part in parts if isinstance(part, Text) and not counts[part]]
    for part in missing:
        right = _corrected(index, part)
        if right is not None:
            yield f"Did you mean {right} for {part}?"
            break
    words = " ".join(" ".join(part.pieces) for part in parts if isinstance(part, Text))
    ranking = rank(index, words, limit=1)
    if ranking.numbers and not any("comes near" in notice for notice in ranking.notices):
        title = index.entries[ranking.numbers[0]].title
        yield f"`rank` has works that come near, {title!r} first."


def _without_one(index: SearchIndex, tree: Node) -> Iterator[str]:
    """Which part to leave out so that most is found."""
    if not isinstance(tree, And):
        return
    found: list[tuple[int, int]] = []
    for place in range(min(len(tree.parts), _TRIED)):
        rest = And(tree.parts[:place] + tree.parts[place + 1 :])
        found.append((index.matching(rest).bit_count(), -place))
    count, place = max(found)
    if count:
        works = "1 work is" if count == 1 else f"{count} works are"
        yield f"Without {tree.parts[-place]}, {works} found."


def _corrected(index: SearchIndex, part: Text) -> str | None:
    """A part with its first unknown word as it was likely meant, if that is found."""
    for place, piece in enumerate(part.pieces):
        if union(index.words.with_any(index.words.ways(piece))):
            continue
        right = corrected(index.words, piece.lower())
        if right is not None:
            pieces = (*part.pieces[:place], right, *part.pieces[place + 1 :])
            better = Text(pieces, part.prefix, part.field)
            return str(better) if index.matching(read(str(better)).tree) else None
    return None
