"""What must come out of a reader for every work that went in."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

import attrs

from trustworthy_audio_llms import Entry
from trustworthy_audio_llms._exports.references import references
from trustworthy_audio_llms._records.names import split_name, without_et_al

HEADER = (
    "2026.11@sha256:c51ad359b1e23762e6f39a34f297d9046d17b42bfe790d586a28fdb5eee22913",
    'where(topic="safety/jailbreak"): 80 of 100% {of #734',
    "search('a@b \\ OR _')",
)
"""Lines on how an export came to be, with what the formats must not stumble over."""


@attrs.frozen(kw_only=True)
class Survivor:
    """A work as a reader gives it back, reduced to what all readers can keep.

    Titles and names are their letters and digits, without case: what a reader does to quotes,
    dashes and capitals is its own affair. Names are family, given, suffix, run together.
    """

    key: str
    title: str
    authors: tuple[str, ...]
    year: int | None
    doi: str | None
    arxiv: str | None


def letters(text: str) -> str:
    """The letters and digits of a text, without case, accents as they are."""
    text = re.sub(r"</?(?:i|b|sub|sup|span)\b[^>]*>", "", text)  # What pandoc makes of mathematics,
    text = text.replace("\\mathcal", "").replace("\\Delta", "Δ")  # and what it leaves alone.
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return "".join(char for char in folded if char.isalnum() and char != "ˆ")


def expected(works: Iterable[Entry]) -> list[Survivor]:
    """What must survive of these works."""
    return [
        Survivor(
            key=work.key,
            title=letters(work.title),
            authors=_names(work.entry.authors),
            year=_year(work.entry),
            doi=work.doi,
            arxiv=work.entry.arxiv,
        )
        for work in references(works)
    ]


def _year(entry: Entry) -> int | None:
    """The year of publication, told by another rule than that of the exports."""
    if entry.status == "under-review":
        return entry.year
    if entry.published:
        return entry.published.year
    named = re.findall(r"\b(?:19|20)\d\d\b", entry.venue or "", re.A)
    is_posted = re.match("arxiv|corr", (entry.venue or "").strip(), re.I)
    return int(named[-1]) if named and not is_posted else entry.year


def _names(authors: Sequence[str]) -> tuple[str, ...]:
    names = [split_name(full) for full in without_et_al(authors)[0]]
    return tuple(letters(name.family + name.given + name.suffix) for name in names if name.family)


def named(people: Iterable[str]) -> tuple[str, ...]:
    """The names that a reader gives back; "others" is one only where more names follow it."""
    names = tuple(map(letters, people))
    return names[:-1] if names and names[-1] == "others" else names


def arxiv_in(*places: str | None) -> str | None:
    """The arXiv id that any of the places shows."""
    for place in places:
        pattern = r"(?:arxiv[.:]\s?|arxiv\.org/abs/)(\d{4}\.\d{4,5}|[a-z-]+/\d{7})"
        if found := re.search(pattern, place or "", re.I):
            return found[1]
    return None


def csl_survivor(item: Mapping[str, Any]) -> Survivor:
    """A work from the CSL-JSON that a reader turned it into."""
    parts = ("dropping-particle", "non-dropping-particle", "family", "given", "suffix", "literal")
    people = ["".join(name.get(part, "") for part in parts) for name in item.get("author", [])]
    dates = item.get("issued", {}).get("date-parts", [[None]])
    places = ("number", "DOI", "URL", "note", "archive_location")
    return Survivor(
        key=item["id"],
        title=letters(item["title"]),
        authors=named(people),
        year=int(dates[0][0]) if dates[0][0] is not None else None,
        doi=item.get("DOI"),
        arxiv=arxiv_in(*(str(item.get(place, "")) for place in places)),
    )


def losses(found: Sequence[Survivor], wanted: Sequence[Survivor]) -> list[str]:
    """What did not survive, field by field; empty where everything did."""
    by_key = {work.key: work for work in found}
    said = [f"{len(found)} records came back of {len(wanted)}"] if len(found) != len(wanted) else []
    for work in wanted:
        other = by_key.get(work.key)
        if other is None:
            said.append(f"{work.key}: lost")
            continue
        for about in attrs.fields(Survivor):
            before, after = getattr(work, about.name), getattr(other, about.name)
            # A DOI stands in .bib files as in its link.
            if before != after and not (about.name == "doi" and after and unquote(after) == before):
                said.append(f"{work.key}: {about.name}: {before!r} became {after!r}")
    return said
