"""Ranked full-text search over entries, by SQLite's FTS5 in memory.

The index folds case, accents and English endings (the `porter` and `unicode61` tokenizers of
https://sqlite.org/fts5.html), and ranks by BM25 with a word in the title counting most.
"""

import re
import sqlite3
import threading
import unicodedata
import weakref
from collections.abc import Callable, Sequence

import attrs

from .._public import public
from .._records.entries import Entry

_COLUMNS: dict[str, tuple[float, Callable[[Entry], str]]] = {
    "title": (10.0, lambda entry: entry.title),
    "aliases": (6.0, lambda entry: " · ".join(entry.aliases)),
    "name": (8.0, lambda entry: entry.name or ""),
    "authors": (4.0, lambda entry: ", ".join(entry.authors)),
    "keywords": (4.0, lambda entry: ", ".join(entry.keywords)),
    "topics": (3.0, lambda entry: ", ".join(entry.topics)),
    "venue": (2.0, lambda entry: entry.venue or ""),
    "description": (1.0, lambda entry: entry.description or ""),
}
_TERM = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')
_START, _END = "\x02", "\x03"
_NO_TEXT = str.maketrans(f"\x00{_START}{_END}", "   ")


@public
@attrs.frozen
class Match:
    """Where an entry matches a query.

    Attributes:
        field: The field that matches.
        snippet: The words around the match, the matching ones between `**`.
    """

    field: str
    snippet: str


@attrs.frozen
class _Query:
    """A query in parts: every group must match, by one of its terms, and no excluded term."""

    groups: tuple[tuple[str, ...], ...]
    excluded: tuple[str, ...]


def _storable(text: str) -> str:
    """A text that SQLite takes whole, and that holds none of the marks of a match."""
    if text.isprintable():  # So is almost every one; a lone surrogate is not.
        return text
    return text.translate(_NO_TEXT).encode("utf-8", "replace").decode("utf-8")


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).lower()


class SearchIndex:
    """A full-text index over entries, which may be used by several threads.

    Args:
        entries: What to index; results are their positions.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._lock = threading.Lock()
        self._has_words = False
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        weakref.finalize(self, self._database.close)  # Python 3.13 warns where nobody does.
        self._database.execute(
            f"CREATE VIRTUAL TABLE works USING fts5({', '.join(_COLUMNS)},"
            " tokenize='porter unicode61 remove_diacritics 2')"
        )
        marks = ", ".join("?" * (len(_COLUMNS) + 1))
        self._database.executemany(
            f"INSERT INTO works(rowid, {', '.join(_COLUMNS)}) VALUES ({marks})",
            (
                (place, *(_storable(text(entry)) for _, text in _COLUMNS.values()))
                for place, entry in enumerate(entries)
            ),
        )

    def search(self, query: str, *, limit: int | None = None) -> list[int]:
        """Find the entries that match, best first.

        Args:
            query: Words (all must match), `"a phrase"`, `prefix*`, `one OR other`, `-without`.
                An empty query matches everything, one without letters and digits nothing.
            limit: How many at the most.

        Returns:
            Positions of entries. No query raises.
        """
        if not query.strip():
            return list(range(len(self._entries)))[:limit]
        with self._lock:
            parts = self._parse(_storable(query))
            wanted = _expression(parts)
            if wanted:
                weights = ", ".join(str(weight) for weight, _ in _COLUMNS.values())
                return self._places(
                    f"SELECT rowid FROM works WHERE works MATCH ? ORDER BY bm25(works, {weights}),"
                    " rowid LIMIT ?",
                    (wanted, -1 if limit is None else limit),
                )
            if not parts.excluded:
                return []
            without = set(
                self._places(
                    "SELECT rowid FROM works WHERE works MATCH ?", (" OR ".join(parts.excluded),)
                )
            )
            return [place for place in range(len(self._entries)) if place not in without][:limit]

    def explain(self, query: str, place: int) -> list[Match]:
        """Say where one entry matches.

        Args:
            query: As for `search`.
            place: The position of the entry.

        Returns:
            The fields that match, each with a snippet; empty where the entry does not match.
        """
        with self._lock:
            wanted = _expression(self._parse(_storable(query)))
            if not wanted:
                return []
            snippets = ", ".join(
                f"snippet(works, {number}, '{_START}', '{_END}', '…', 16)"
                for number in range(len(_COLUMNS))
            )
            row = self._database.execute(
                f"SELECT {snippets} FROM works WHERE works MATCH ? AND rowid = ?", (wanted, place)
            ).fetchone()
        return [
            Match(field, text.replace(_START, "**").replace(_END, "**"))
            for field, text in zip(_COLUMNS, row or (), strict=False)
            if _START in text
        ]

    def _places(self, statement: str, values: tuple[object, ...]) -> list[int]:
        return [place for (place,) in self._database.execute(statement, values)]

    def _parse(self, query: str) -> _Query:
        """Read a query into FTS5 terms, each quoted, so that nothing in it is an operator."""
        groups: list[dict[str, None]] = []
        excluded: list[str] = []
        joins_last = False
        for minus, phrase, word in _TERM.findall(query):
            if word == "OR" and not minus:
                joins_last = True
                continue
            text = phrase or word
            if not any(map(str.isalnum, text)):
                joins_last = False
                continue
            term = self._prefix(text) if word.endswith("*") else _quoted(text)
            if minus:
                excluded.append(term)
            elif joins_last and groups:
                groups[-1][term] = None
            else:
                groups.append({term: None})
            joins_last = False
        return _Query(tuple(dict.fromkeys(map(tuple, groups))), tuple(dict.fromkeys(excluded)))

    def _prefix(self, text: str) -> str:
        """A prefix as a term: the index holds stems, so the words that start so are named too."""
        stem = text.rstrip("*")
        start = _folded(stem)
        terms = [f"{_quoted(stem)}*"]
        if start.isalnum():
            self._index_words()
            words = self._database.execute(
                "SELECT term FROM vocabulary WHERE term >= ? AND term < ?",
                (start, f"{start}\U0010ffff"),
            )
            terms += [_quoted(word) for (word,) in words]
        return f"({' OR '.join(terms)})" if len(terms) > 1 else terms[0]

    def _index_words(self) -> None:
        """List the words as they are written, when the first prefix asks for them."""
        if self._has_words:
            return
        self._database.executescript(
            "CREATE VIRTUAL TABLE words USING fts5(text, content='', detail='none',"
            " tokenize='unicode61 remove_diacritics 2');"
            "CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, 'row');"
        )
        self._database.executemany(
            "INSERT INTO words(rowid, text) VALUES (?, ?)",
            (
                (place, _storable("\n".join(text(entry) for _, text in _COLUMNS.values())))
                for place, entry in enumerate(self._entries)
            ),
        )
        self._has_words = True


def _quoted(text: str) -> str:
    return '"{}"'.format(text.rstrip("*").replace('"', '""'))


def _expression(query: _Query) -> str:
    """A query in the language of FTS5; empty where nothing is asked for."""
    wanted = " AND ".join(
        f"({' OR '.join(group)})" if len(group) > 1 else group[0] for group in query.groups
    )
    if wanted and query.excluded:
        return f"({wanted}) NOT ({' OR '.join(query.excluded)})"
    return wanted
