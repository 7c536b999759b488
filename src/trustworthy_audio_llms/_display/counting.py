"""What plots count: works by topic, by topic and month or year, and by what they share."""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations

from .._errors import InvalidQuery
from .._records.entries import Entry
from .._records.taxonomy import load_taxonomy
from . import charts
from .looks import REST, Look, looks_of

NO_TOPIC = "No topic"
"""What stands for the topic of works that have none."""

_OTHERS = "Other topics"
_GREY = {_OTHERS: Look(REST), NO_TOPIC: Look(REST, "/////")}
# "ACL 2025", "ICASSP2026", "ACL '25"; also in the middle, as in "ASVspoof 2024 Workshop".
_EDITION = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|['’]\d\d(?!\d)")


def check_number(name: str, value: int, *, most: float = math.inf) -> None:
    """Refuse what is no whole number from 1 on.

    Args:
        name: What the parameter is called.
        value: Its value.
        most: The greatest that it may be.

    Raises:
        InvalidQuery: It is none.
    """
    if not isinstance(value, int) or not 1 <= value <= most:
        up_to = "" if most == math.inf else f" up to {most}"
        raise InvalidQuery(
            f"`{name}` must be a whole number from 1{up_to}, not {value!r}.", value=value
        )


def largest(counts: Mapping[str, int], most: int, names: Callable[[str], str] = str) -> list[str]:
    """What has the largest counts; of equal ones, the first by the letters of its name."""
    return sorted(counts, key=lambda item: (-counts[item], names(item)))[:most]


def topics_at(level: int, entry: Entry) -> list[str]:
    """The topics of an entry, cut at a level of the taxonomy."""
    cut = ("/".join(slug.split("/")[:level]) for slug in entry.topics)
    return list(dict.fromkeys(cut)) or [NO_TOPIC]


def names_at(level: int) -> Callable[[str], str]:
    """The function that gives the name of a topic that was cut at a level of the taxonomy."""
    check_number("level", level)
    taxonomy = load_taxonomy()
    parents = {topic.parent for topic in taxonomy}

    def name(slug: str) -> str:
        """The title; what belongs to no topic below one that has some is said to be general."""
        own = taxonomy[slug].title if slug in taxonomy else slug
        return f"{own} (general)" if slug in parents and slug.count("/") + 1 < level else own

    return name


def parts_of(
    main: Sequence[tuple[str, int]],
    months: range,
    named: Sequence[str],
    names: Callable[[str], str],
) -> list[charts.Part]:
    """The parts of the bars: those with a colour, then all others, then what has no topic.

    Args:
        main: The main topic and the month of each work.
        months: The months.
        named: The topics that have a colour.
        names: What topics are called.
    """
    counts = {topic: [0] * len(months) for topic in (*named, _OTHERS, NO_TOPIC)}
    for topic, month in main:
        counts[topic if topic in counts else _OTHERS][month - months.start] += 1
    looks = looks_of(named) | _GREY
    return [
        charts.Part(names(topic), looks[topic], row) for topic, row in counts.items() if any(row)
    ]


def in_cells(
    cells: Mapping[tuple[str, int], int], rows: Sequence[str], years: range
) -> dict[tuple[int, int], int]:
    """Counts by topic and year, by where they stand in the table."""
    return {
        (y, x): cells.get((topic, year), 0)
        for y, topic in enumerate(rows)
        for x, year in enumerate(years)
    }


def pairs_in(found: Iterable[Sequence[str]], rows: Sequence[str]) -> Counter[tuple[int, int]]:
    """How many works have two topics, by the numbers of these, the greater one first."""
    numbers = {topic: number for number, topic in enumerate(rows)}
    shared: Counter[tuple[int, int]] = Counter()
    for topics in found:
        here = sorted((numbers[topic] for topic in topics if topic in numbers), reverse=True)
        shared.update(combinations(here, 2))
    return shared


def without_year(venue: str) -> str:
    """The name of a venue that the registry does not know, as a series."""
    return " ".join(_EDITION.sub(" ", venue).split()) or venue
