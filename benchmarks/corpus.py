"""Made-up catalogs of any size, in the likeness of the curated one."""

import random
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs

import trustworthy_audio_llms as tal
from trustworthy_audio_llms._snapshots.codec import canonical_json, digest_of
from trustworthy_audio_llms._snapshots.file import Contents, snapshot_file

SIZES = (len(tal.load()), 10_000, 100_000)
"""How many entries: as many as the curated catalogue, and as many as literatures may have."""

QUICK_SIZES = (SIZES[0], 1_500)

NAME = "2099.01"

COINED = 1_000
"""How many coined words there are in the titles, so that one is in a thousandth of them."""


@cache
def works(count: int) -> tuple[tal.Entry, ...]:
    """Entries as full as the curated ones, whose words, names and lengths they have.

    Each has a title of words drawn from all titles, so that words are as frequent as there, and
    one coined word, as new works have. As many as the curated catalogue has are that itself.
    """
    real = tal.load()
    if count == len(real):
        return tuple(real)
    draw = random.Random(0)
    words = [word for entry in real for word in entry.title.split()]
    names = [name.split() for entry in real for name in entry.authors if " " in name]
    return tuple(
        _like(real[number % len(real)], number, draw, words, names) for number in range(count)
    )


def _like(
    entry: tal.Entry, number: int, draw: random.Random, words: list[str], names: list[list[str]]
) -> tal.Entry:
    """An entry in the likeness of another one, with an identifier of the same scheme."""
    arxiv, doi, openreview = None, None, None
    if entry.arxiv:
        arxiv = f"{entry.arxiv[:4]}.{number:05}"
        url = f"https://arxiv.org/abs/{arxiv}"
    elif entry.doi:
        doi = f"10.1145/{number}.{number}"
        url = f"https://doi.org/{doi}"
    else:
        openreview = f"made{number:08}"
        url = f"https://openreview.net/forum?id={openreview}"
    drawn = draw.choices(words, k=len(entry.title.split()))
    return attrs.evolve(
        entry,
        id="",
        title=f"{' '.join(drawn)} of {coined(number)}",
        aliases=(),
        authors=[f"{draw.choice(names)[0]} {draw.choice(names)[-1]}" for _ in entry.authors],
        arxiv=arxiv,
        doi=doi,
        openreview=openreview,
        acl=None,
        url=url,
        citekey=f"{entry.citekey}x{number}",
    )


def coined(number: int) -> str:
    """One of the coined words, of which there are a thousand."""
    number %= COINED
    return "qu" + "".join("bdfglmnrst"[int(digit)] + "o" for digit in f"{number:03}")


@cache
def contents(count: int) -> Contents:
    """So many works, as a snapshot holds them."""
    entries = works(count)
    digest = digest_of(canonical_json(entries))
    return Contents(tal.Snapshot(name=NAME, source="made up", digest=digest), entries, (), ())


def catalog(count: int) -> tal.Catalog:
    """A catalog of so many works, of which nothing has been asked yet."""
    return tal.Catalog.from_contents(contents(count))


@cache
def snapshot_path(count: int) -> Path:
    """The path of a snapshot file of so many works, in a folder like that of the bundle."""
    path = folder(f"bundle-{count}") / "snapshots" / f"{NAME}.json"
    path.parent.mkdir()
    held = contents(count)
    path.write_bytes(snapshot_file(held.snapshot, canonical_json(held.entries)))
    return path


@cache
def _folder(name: str) -> TemporaryDirectory[str]:
    return TemporaryDirectory(suffix=f"-{name}")


def folder(name: str) -> Path:
    """A folder that lasts as long as the process, always the same one for a name."""
    return Path(_folder(name).name)
