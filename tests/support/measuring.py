"""How well real lists are read, beside what an independent extraction found in them.

The lists and the extractions are not part of this repository. `python tests/support/measuring.py`
prints a table of what it finds in the folder that $TRUSTWORTHY_AUDIO_LLMS_SHARED names.
"""

import io
import json
import os
import re
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from trustworthy_audio_llms._lists.reader import Reading, read_list_files
from trustworthy_audio_llms._records.entries import Entry
from trustworthy_audio_llms._records.identifiers import identify, slug
from trustworthy_audio_llms._records.mentions import Mention

FACTS = ("date", "venue", "authors", "code")
_MONTH = re.compile(r"(\d{4})(?:[-/.](\d{1,2}))?")
_ET_AL = re.compile(r"[, ]*\bet\.? al\.?\s*$")


class Measure(NamedTuple):
    """What of a list was read.

    Attributes:
        works: How many works it names; doubtful ones are not counted.
        right: Of these, those with their title and their own link.
        silent: Those that are neither entry nor skipped nor news.
        as_news: Those that became news.
        invented: Mentions where the extraction found nothing.
        mentions: All mentions.
        facts: For date, venue, authors and code how many works state it, and how many have it.
        wrong: What went wrong, as lines to look at.
    """

    works: int
    right: int
    silent: int
    as_news: int
    invented: int
    mentions: int
    facts: dict[str, tuple[int, int]]
    wrong: list[str]


def markdown_of(archive: Path) -> list[tuple[str, str]]:
    """The Markdown files of a list, as its archive holds them below one folder."""
    with tarfile.open(archive) as tar:
        return sorted(_members(tar))


def _members(tar: tarfile.TarFile) -> Iterator[tuple[str, str]]:
    for member in tar:
        if member.isfile() and member.name.lower().endswith((".md", ".markdown")):
            content = tar.extractfile(member)
            assert content is not None
            path = member.name.removeprefix("./").partition("/")[2]
            yield path, io.TextIOWrapper(content, "utf-8", "replace", newline="").read()


def same_link(first: str | None, second: str | None) -> bool:
    """Whether two links lead to one work."""
    if not first or not second:
        return first == second
    return _page(first) == _page(second)


def _page(url: str) -> str:
    return identify(url) or url.partition("#")[0].rstrip("/").lower().replace("http://", "https://")


def same_title(read: str, stated: str) -> bool:
    """Whether a title is the stated one, with or without a name behind or before it."""
    names = {slug(stated), slug(re.sub(r"\s*[(（][^()（）]*[)）]\s*$", "", stated))}
    return slug(read) in names


def has_fact(entry: Entry, fact: str, stated: str, dates: list[str]) -> bool:
    """Whether an entry says of a work what its list says."""
    if fact == "date":
        return _has_date(dates, stated)
    if fact == "code":
        return same_link(entry.code, stated)
    if fact == "authors":
        first = slug(_ET_AL.sub("", re.split(r"[,;]| and ", stated)[0]))
        return bool(entry.authors) and slug(entry.authors[0]) == first
    return _has_venue(entry, stated)


def _has_date(dates: list[str], stated: str) -> bool:
    found = _MONTH.search(stated)
    assert found is not None
    wanted = found[1] + (f"-{int(found[2]):02}" if found[2] else "")
    return any(date.startswith(wanted) or wanted.startswith(date) for date in dates)


def _has_venue(entry: Entry, stated: str) -> bool:
    words = set(slug(stated).split("-"))
    if words & {"preprint", "arxiv", "under"} and entry.status:
        return True
    said = set(slug(f"{entry.venue or ''} {entry.status or ''} {entry.year or ''}").split("-"))
    return bool(entry.venue) and (len(words & said) * 2 >= len(words))


def measure(files: list[tuple[str, str]], expected: list[dict[str, Any]]) -> Measure:
    """Read a list and compare it with its extraction."""
    return compare(read_list_files(files), expected)


def compare(reading: Reading, expected: list[dict[str, Any]]) -> Measure:
    """Compare what was read of a list with its extraction."""
    comparison = _Comparison(reading)
    for work in expected:
        if not work["doubtful"]:
            comparison.take(work)
    comparison.look_for_inventions(expected)
    return Measure(
        **comparison.counted,
        mentions=sum(map(len, comparison.mentions.values())),
        facts={fact: (stated, read) for fact, (stated, read) in comparison.facts.items()},
        wrong=comparison.wrong,
    )


def _places(work: dict[str, Any]) -> list[tuple[str, int]]:
    first, last = work["lines"]
    return [(work["path"], line) for line in range(first, last + 1)]


_Pair = tuple[Entry, Mention]


class _Comparison:
    """Counts what is right and wrong, work by work."""

    def __init__(self, reading: Reading) -> None:
        self.mentions: dict[tuple[str, int], list[_Pair]] = {}
        for one in reading.entries:
            for mention in one.mentions:
                self.mentions.setdefault((mention.path, mention.line), []).append((one, mention))
        self._skipped = {(one.path, one.line): one.code.value for one in reading.skipped}
        self._news = {(m.path, m.line) for item in reading.news for m in item.mentions}
        self.counted = dict.fromkeys(("works", "right", "silent", "as_news", "invented"), 0)
        self.facts = {fact: [0, 0] for fact in FACTS}
        self.wrong: list[str] = []

    def take(self, work: dict[str, Any]) -> None:
        """Compare one work."""
        self.counted["works"] += 1
        here = [pair for place in _places(work) for pair in self.mentions.get(place, ())]
        good = [pair for pair in here if _is_right(pair, work)]
        if good:
            self.counted["right"] += 1
        else:
            self._note_wrong(work, here)
        for fact in FACTS:
            self._take_fact(fact, work, good)

    def _note_wrong(self, work: dict[str, Any], here: list[_Pair]) -> None:
        what = f"{work['path']}:{work['lines'][0]} {work['title']!r} {work['url']}"
        if here:
            self.wrong.append(f"WRONG {what} <- {[(m.title, m.url) for _, m in here]}")
        elif not self._news.isdisjoint(_places(work)):
            self.counted["as_news"] += 1
            self.wrong.append(f"NEWS {what}")
        elif why := [self._skipped[place] for place in _places(work) if place in self._skipped]:
            self.wrong.append(f"SKIPPED {what} {why}")
        else:
            self.counted["silent"] += 1
            self.wrong.append(f"SILENT {what}")

    def _take_fact(self, fact: str, work: dict[str, Any], good: list[_Pair]) -> None:
        stated = work[fact]
        if not stated or (fact == "date" and not _MONTH.search(stated)):
            return
        self.facts[fact][0] += 1
        dates = [str(mention.date) for _, mention in good if mention.date]
        if any(has_fact(one, fact, stated, dates) for one, _ in good):
            self.facts[fact][1] += 1
        elif good:
            read = dates if fact == "date" else getattr(good[0][0], fact)
            where = f"{work['path']}:{work['lines'][0]}"
            self.wrong.append(f"FACT {fact} {where} {stated!r} <- {read!r}")

    def look_for_inventions(self, expected: list[dict[str, Any]]) -> None:
        """Count the mentions where nothing was found, and which are no second ones."""
        taken = {place for work in expected for place in _places(work)}
        # A second mention of a work, in an overview for example, is one even where it was left out.
        known = {_page(work["url"]) for work in expected if work["url"]}
        for place, pairs in self.mentions.items():
            urls = [_page(mention.url) for _, mention in pairs if mention.url]
            if place not in taken and not (urls and known.issuperset(urls)):
                self.counted["invented"] += len(pairs)
                self.wrong.append(f"INVENTED {place} {pairs[0][1].title!r} {pairs[0][1].url}")


def _is_right(pair: _Pair, work: dict[str, Any]) -> bool:
    one, mention = pair
    is_titled = same_title(mention.title or one.title, work["title"])
    return is_titled and same_link(mention.url or one.url, work["url"])


def measures(shared: Path) -> Iterator[tuple[str, Measure]]:
    """The measure of each list that lies in the shared folder."""
    for archive in sorted((shared / "lists").glob("*.tar.gz")):
        name = archive.name.removesuffix(".tar.gz")
        path = shared / "lists" / "expected" / f"{name}.json"
        yield name, measure(markdown_of(archive), json.loads(path.read_text(encoding="utf-8")))


def main() -> None:
    """Print the table, and with a part of a list's name what is wrong with that one."""
    shares = []
    for name, one in measures(Path(os.environ["TRUSTWORTHY_AUDIO_LLMS_SHARED"])):
        if len(sys.argv) > 1 and sys.argv[1] not in name:
            continue
        share = one.right / one.works if one.works else 1.0
        if one.works:
            shares.append(share)
        facts = "  ".join(f"{fact} {read}/{stated}" for fact, (stated, read) in one.facts.items())
        print(
            f"{name:42.42} right {one.right:4}/{one.works:4} {share:6.1%}  silent {one.silent:3}  "
            f"news {one.as_news:3}  no works {one.invented:3}/{one.mentions:4}  {facts}"
        )
        if len(sys.argv) > 1:
            print("\n".join(one.wrong))
    print(f"mean {sum(shares) / max(1, len(shares)):.1%}")


if __name__ == "__main__":
    main()
