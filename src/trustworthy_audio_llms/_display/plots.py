"""The plots of a catalog, each a method with its documentation.

What they count stands in `counting`, and how it is drawn in `charts`.
"""

import datetime
import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from .._errors import InvalidQuery
from .._exports.formats import Exports
from .._plural import counted
from .._public import public
from .._records.dates import PartialDate
from .._records.entries import Entry
from . import charts
from .counting import (
    NO_TOPIC,
    check_number,
    in_cells,
    largest,
    names_at,
    pairs_in,
    parts_of,
    topics_at,
    without_year,
)
from .looks import COLOURS, looks_of
from .periods import month_name, month_of, month_ticks, months_not_over, year_of, years_not_over
from .prompt import filters

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_COMMIT = re.compile(r"(?<![0-9a-f])([0-9a-f]{7})[0-9a-f]{33}$")


@public
class Plots:
    """The plots of a catalog, as `catalog.plot` (extra `plot`).

    Each is drawn on `ax`, or on a new pyplot figure where none is given, and returns its
    matplotlib `Axes`: a notebook shows the figure once, `ax.figure.savefig("name.svg")` saves it.
    The line under a title says how many works there are and of which snapshot, and a line below
    it how many of them are not shown. A topic has the same colour in all of them.

    The month and the year in which the snapshot was made are not over: they are drawn paler or
    hatched, and the plot says so. What is not over is said by the snapshot's own date, never by
    today's, so that a plot stays the same; `as_of=` takes another date.

    Each raises `ModuleNotFoundError` without matplotlib, and `InvalidQuery` for a number that
    cannot be.
    """

    def __init__(self, catalog: Exports) -> None:
        self._catalog = catalog

    def __repr__(self) -> str:
        """The plots there are."""
        return "<Plots: months, topics, kinds, venues, cooccurrence>"

    def months(
        self,
        *,
        level: int = 1,
        top: int = len(COLOURS),
        last: int | None = 36,
        as_of: PartialDate | datetime.date | str | None = None,
        ax: "Axes | None" = None,
    ) -> "Axes":
        """Works a month, as bars stacked by topic.

        A work counts once, under its main topic, so that a bar is as high as the month has works.

        Args:
            level: How deep in the taxonomy topics are told apart; 1 is the top.
            top: How many topics get a colour, at most 7; the others are one grey part.
            last: How many months to show, up to the last one that has works; None for all.
            as_of: The day up to which works are known; by default that of the snapshot.
            ax: The axes to draw on.
        """
        check_number("top", top, most=len(COLOURS))
        names = names_at(level)
        known = self._known_until(as_of)
        shown, months, left_out = self._dated(month_of, last, "without a month", month_name)
        main = [(topics_at(level, entry)[0], month) for entry, month in shown]
        named = largest(Counter(topic for topic, _ in main if topic != NO_TOPIC), top, names)
        ax = ax or charts.new_axes(9, 4.5)
        self._entitle(ax, "Works per month, by main topic", left_out)
        if shown:
            charts.stacked_bars(
                ax,
                parts_of(main, months, named, names),
                month_ticks(months),
                legend="Main topic",
                paler=months_not_over(months, known),
                because=f"Paler: known up to {known}",
            )
        else:
            charts.nothing(ax)
        return ax

    def topics(
        self,
        *,
        level: int = 1,
        top: int = 20,
        last: int | None = 10,
        as_of: PartialDate | datetime.date | str | None = None,
        ax: "Axes | None" = None,
    ) -> "Axes":
        """Works by topic and year, as a table whose cells are the darker the more they count.

        A work counts once under each of its topics; a column may add up to more than the works of
        its year.

        Args:
            level: How deep in the taxonomy topics are told apart; 1 is the top.
            top: How many topics to show, those with the most works.
            last: How many years to show, up to the last one that has works; None for all.
            as_of: The day up to which works are known; by default that of the snapshot.
            ax: The axes to draw on.
        """
        check_number("top", top)
        names = names_at(level)
        known = self._known_until(as_of)
        shown, years, left_out = self._dated(year_of, last, "without a date", str)
        cells = Counter((t, year) for entry, year in shown for t in topics_at(level, entry))
        counts = Counter(topic for topic, _ in cells.elements())
        untold = counts.pop(NO_TOPIC, 0)
        named = largest(counts, top, names)
        left_out["in topics with fewer"] = (
            sum(set(named).isdisjoint(topics_at(level, entry)) for entry, _ in shown) - untold
        )
        rows = [*named, NO_TOPIC] if untold else named
        hatched = years_not_over(years, known)
        notes = [f"Hatched: known up to {known}."] if hatched else []
        ax = ax or charts.new_axes(4 + 0.55 * len(years), 1.6 + 0.34 * len(rows))
        note = "A work counts under each of its topics."
        self._entitle(ax, "Works by topic and year", left_out, note, *notes)
        if shown:
            charts.table(
                ax,
                list(map(names, rows)),
                list(map(str, years)),
                in_cells(cells, rows, years),
                looks=list(looks_of(named).values()),
                hatched=hatched,
            )
        else:
            charts.nothing(ax)
        return ax

    def kinds(self, *, ax: "Axes | None" = None) -> "Axes":
        """Works by kind, as bars, the most frequent on top.

        A survey counts as a survey and not as a paper.

        Args:
            ax: The axes to draw on.
        """
        counts = Counter(f"{entry.kind.capitalize()}s" for entry in self._catalog)
        return self._bars("Works by kind", counts, {}, ax)

    def venues(self, *, top: int = 15, editions: bool = False, ax: "Axes | None" = None) -> "Axes":
        """Works by venue, as bars, the most frequent on top.

        Venues count by their series, as the registry of venues knows them: `ACL 2025` and `Proc. of
        ACL 2026` are one, `Findings of ACL 2025` is another. A work under review counts at the
        venue that reviews it, and a line says so.

        Args:
            top: How many venues to show.
            editions: Whether each year of a venue counts for itself.
            ax: The axes to draw on.
        """
        check_number("top", top)
        placed = [(entry, entry.venue) for entry in self._catalog if entry.venue]
        counts = Counter(
            venue if editions else entry.series or without_year(venue) for entry, venue in placed
        )
        named = {venue: counts[venue] for venue in largest(counts, top)}
        left_out = {
            "without a venue": len(self._catalog) - len(placed),
            "at venues with fewer": len(placed) - sum(named.values()),
        }
        reviewed = sum(entry.status == "under-review" for entry, _ in placed)
        notes = [f"{reviewed} of them under review."] if reviewed else []
        return self._bars("Works by venue", named, left_out, ax, *notes)

    def cooccurrence(self, *, level: int = 1, top: int = 12, ax: "Axes | None" = None) -> "Axes":
        """How many works two topics share, as a table.

        A cell counts the works that have both its topics; the cells of the diagonal, without
        colour, all works of a topic. Above the diagonal there would be the same once more.

        Args:
            level: How deep in the taxonomy topics are told apart; 1 is the top.
            top: How many topics to show, those with the most works.
            ax: The axes to draw on.
        """
        check_number("top", top)
        names = names_at(level)
        found = [topics_at(level, entry) for entry in self._catalog if entry.topics]
        counts = Counter(topic for topics in found for topic in topics)
        rows = largest(counts, top, names)
        left_out = {
            "without a topic": len(self._catalog) - len(found),
            "in topics with fewer": sum(set(rows).isdisjoint(topics) for topics in found),
        }
        side = 3 + 0.45 * len(rows)
        ax = ax or charts.new_axes(side + 1.5, side)
        note = "On the diagonal: all works of a topic."
        self._entitle(ax, "Works that two topics share", left_out, note)
        if rows:
            own = {(number, number): counts[topic] for number, topic in enumerate(rows)}
            shared = pairs_in(found, rows)
            labels = list(map(names, rows))
            looks = list(looks_of(rows).values())
            charts.table(ax, labels, labels, shared, plain=own, looks=looks)
        else:
            charts.nothing(ax)
        return ax

    def _bars(
        self,
        title: str,
        counts: Mapping[str, int],
        left_out: Mapping[str, int],
        ax: "Axes | None",
        *notes: str,
    ) -> "Axes":
        ax = ax or charts.new_axes(7, 1.4 + 0.3 * len(counts))
        self._entitle(ax, title, left_out, *notes)
        if counts:
            charts.bars(ax, {name: counts[name] for name in largest(counts, len(counts))})
        else:
            charts.nothing(ax)
        return ax

    def _dated(
        self,
        moment: Callable[[Entry], int | None],
        last: int | None,
        undated: str,
        name: Callable[[int], str],
    ) -> tuple[list[tuple[Entry, int]], range, dict[str, int]]:
        """The works of the last months or years, those months or years, and what is left out."""
        if last is not None:
            check_number("last", last)
        dated = [(e, when) for e in self._catalog if (when := moment(e)) is not None]
        end = max((when for _, when in dated), default=-1)
        begin = min((when for _, when in dated), default=0)
        span = range(begin if last is None else max(begin, end - last + 1), end + 1)
        shown = [(entry, when) for entry, when in dated if when in span]
        left_out = {
            undated: len(self._catalog) - len(dated),
            f"before {name(span.start)}": len(dated) - len(shown),
        }
        return shown, span, left_out

    def _known_until(self, as_of: PartialDate | datetime.date | str | None) -> PartialDate | None:
        """The day up to which works are known; None where nothing says."""
        if as_of is None or isinstance(as_of, PartialDate):
            return as_of or self._catalog.snapshot.date
        try:
            return PartialDate.parse(str(as_of)[:10])
        except ValueError:
            raise InvalidQuery(
                f"`as_of` must be a date like 2026-11-22, not {as_of!r}.", value=as_of
            ) from None

    def _entitle(self, ax: "Axes", title: str, left_out: Mapping[str, int], *notes: str) -> None:
        """The title, under it how many works of what, and how many of them are not shown."""
        snapshot = self._catalog.snapshot
        name = _COMMIT.sub(r"\1", snapshot.name)
        date = f" of {snapshot.date}" if snapshot.date else ""
        steps = len(self._catalog.trail) - 1
        after = f", {filters(steps)}" if steps else ""
        works = counted(len(self._catalog), "work")
        told = [f"{number} {what}" for what, number in left_out.items() if number]
        hidden = [f"Not shown: {', '.join(told)}."] if told else []
        charts.entitle(ax, title, [f"{works}, snapshot {name}{date}{after}", *notes, *hidden])
