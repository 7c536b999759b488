"""Made-up lines of lists, and what the reader says of them, in a form that is easy to compare."""

from collections.abc import Iterable
from typing import NamedTuple

from hypothesis import strategies as st

from trustworthy_audio_llms._lists.reader import Reading, read_list_files

TITLE = "Whistling in the Dark: Covert Channels in Spoken Assistants"
OTHER = "Echo Chamber, Revisited"
THIRD = "Do Parrots Keep Secrets?"
URL = "https://arxiv.org/abs/2501.00001"
OTHER_URL = "https://arxiv.org/abs/2501.00002v3"
PATH = "papers/safety/jailbreak.md"

EMOJI = (
    "🔓",
    "🧑‍🏫",  # Joined by U+200D.
    "🏴‍☠️",
    "⚖️",  # With a variation selector.
    "🇨🇳",  # Regional indicators.
    "1️⃣",  # A keycap: a digit with two marks.
    "#️⃣",
    "👍🏽",  # With a skin tone.
    "〰️",  # A wavy dash: punctuation to Unicode, category Pd.
    "〰",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",  # Spelled by tags.
    "🫥🎉",
)


class Said(NamedTuple):
    """What one line was read as: an entry, news, or the reason why it was skipped."""

    line: int
    kind: str
    text: str
    url: str | None = None
    date: str | None = None


def entry(line: int, title: str, url: str | None = None, date: str | None = None) -> Said:
    """A line that names a work."""
    return Said(line, "entry", title, url, date)


def news(line: int, text: str, date: str) -> Said:
    """A line of the list's news."""
    return Said(line, "news", text, None, date)


def skipped(line: int, reason: str) -> Said:
    """A line that was not read, and why."""
    return Said(line, "skipped", reason)


def read(text: str, path: str = PATH) -> list[Said]:
    """Read a list of one file, line by line."""
    return said(read_list_files([(path, text)]))


def said(reading: Reading) -> list[Said]:
    """What a reading says, in the order of the lines."""
    entries = [
        entry(m.line, str(m.title), m.url, str(m.date) if m.date else None)
        for one in reading.entries
        for m in one.mentions
    ]
    items = [news(m.line, one.text, str(one.date)) for one in reading.news for m in one.mentions]
    left = [skipped(one.line, one.code) for one in reading.skipped]
    return sorted([*entries, *items, *left], key=lambda one: (one.line, one.kind, one.text))


def table(header: str, *rows: str) -> str:
    """A table of GitHub's; its rows begin on line 3."""
    return "\n".join([header, "|---" * (header.count("|") - 1) + "|", *rows])


def joined(lines: Iterable[str]) -> str:
    """Lines of a file, with an end to each."""
    return "".join(f"{line}\n" for line in lines)


def _dates() -> st.SearchStrategy[tuple[str, str]]:
    """A date as a line spells it, and in ISO 8601."""
    return st.builds(
        lambda year, month, day, mark: (
            f"{year}{mark}{month:02}{mark}{day:02}",
            f"{year}-{month:02}-{day:02}",
        ),
        st.integers(1990, 2029),
        st.integers(1, 12),
        st.integers(1, 28),
        st.sampled_from("/.-"),
    )


_WORD = st.text("abcXYZ019éß語", min_size=1, max_size=6)
_MARK = st.sampled_from([" ", "-", ": ", ", ", " – ", " & ", "++ ", "_", "’", " (", ") ", "? "])

dates = _dates()
emoji = st.sampled_from(EMOJI)
titles = st.builds(
    lambda first, rest: "".join([first, *(mark + word for mark, word in rest)]),
    st.sampled_from(["Voices", "Über", "GPT-4o", "聴", "Q"]),
    st.lists(st.tuples(_MARK, _WORD), min_size=1, max_size=6),
)
urls = st.integers(1, 99999).map(lambda number: f"https://arxiv.org/abs/2501.{number:05}")
