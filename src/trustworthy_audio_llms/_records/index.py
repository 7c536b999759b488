"""Looking entries up by identity, in any spelling a person would paste."""

import functools
from collections.abc import Iterable, Sequence

from .._errors import near_misses
from .entries import Entry
from .facts import Facts
from .identifiers import identify, slug, title_identity
from .sameness import MOST_COMPARED, Comparison, Relation, compare
from .schemes import SCHEMES

# How many letters of a title say which one is meant.
_BEGUN = 8


class IdentityIndex:
    """The entries of a catalog by everything that names one of them.

    Args:
        entries: Distinct entries. Where two answer to one name, identifiers come before citation
            keys, these before titles, titles before URLs, and URLs before other titles.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._known: dict[str, Entry] = {}
        for names in (_identities, _citekeys, _title, _url, _aliases):
            for entry in entries:
                for name in names(entry):
                    self._known.setdefault(name, entry)

    def find(self, text: str) -> Entry | None:
        """The entry that a text names: an identifier or its URL, a citation key or a title."""
        names = self._known
        if (entry := names.get(text)) is not None:
            return entry
        text = text.strip()
        bare = (scheme.identity(text) for scheme in SCHEMES.values() if scheme.mistakable)
        for name in (identify(text), text, text.lower(), *bare):
            if name and (entry := names.get(name)) is not None:
                return entry
        return names.get(title_identity(text))

    def same(self, other: Entry) -> Entry | None:
        """The entry of the same work as one of another catalog, as `sameness` has it."""
        found = self.related(other)
        return found[0] if found and found[1].relation is Relation.SAME else None

    def related(self, other: Entry) -> tuple[Entry, Comparison] | None:
        """The entry of the same work, else one of another version of it.

        Args:
            other: A record of another catalog.

        Returns:
            The entry, and what makes it the same or a version; or None.
        """
        entry = self.identified(other.id)
        if entry is not None and (entry is other or _plainly_same(entry, other)):
            return entry, Comparison(Relation.SAME, other.id)  # As most are; the rest takes longer.
        best = None
        facts = Facts.of(other)
        for entry in self._candidates(other):
            comparison = compare(Facts.of(entry), facts)
            if comparison.relation is Relation.DIFFERENT:
                continue
            is_same = comparison.relation is Relation.SAME
            if is_same and not comparison.by_title_alone:
                return entry, comparison
            if best is None or (is_same and best[1].relation is Relation.VERSION):
                best = entry, comparison
        return best

    def named(self, name: str) -> Entry | None:
        """The entry that introduces what has a name, by its own word or before its colon."""
        return self._named.get(title_identity(name))

    @functools.cached_property
    def _named(self) -> dict[str, Entry]:
        """The entries by the names of what they introduce, of each name the first."""
        named: dict[str, Entry] = {}
        for entry in self._entries:
            name, colon, _ = entry.title.partition(":")
            for text in (entry.name, entry.title, name if colon else None):
                if text:
                    named.setdefault(title_identity(text), entry)
        return named

    def identified(self, identity: str) -> Entry | None:
        """The entry that has an identity in its canonical form, or None."""
        entry = self._known.get(identity)
        return entry if entry is not None and identity in entry.identities else None

    def _candidates(self, other: Entry) -> Iterable[Entry]:
        """The entries that share an identifier or a title, those with an identifier first."""
        found: dict[str, Entry] = {}
        for identity in other.identities:
            if (entry := self.identified(identity)) is not None:
                found.setdefault(entry.id, entry)
        for title in (other.title, *other.aliases):
            for entry in self._titled.get(title_identity(title), ()):
                found.setdefault(entry.id, entry)
        return found.values()

    @functools.cached_property
    def _titled(self) -> dict[str, list[Entry]]:
        """The entries by each of their titles, of each title some: only hostile lists have more."""
        titled: dict[str, list[Entry]] = {}
        for entry in self._entries:
            for title in (entry.title, *entry.aliases):
                sharing = titled.setdefault(title_identity(title), [])
                if len(sharing) < MOST_COMPARED:
                    sharing.append(entry)
        return titled

    def not_found(self, identity: str) -> str:
        """A sentence that names the entries nearest to an identity nobody has."""
        begun = slug(identity)
        for entry in self._entries if len(begun) >= _BEGUN else ():
            for title in (entry.title, *entry.aliases):
                if slug(title).startswith(begun):
                    return f"No entry is {identity!r}. Did you mean {title!r} ({entry.citekey})?"
        names = (name for e in self._entries for name in (e.id, e.citekey, e.title, *e.aliases))
        return f"No entry is {identity!r}.{near_misses(identity, names)}"


def _plainly_same(entry: Entry, other: Entry) -> bool:
    """Whether two records of one identity are the same without looking further."""
    return entry.title == other.title and not other.id.startswith("title:")


def by_scheme(entry: Entry) -> dict[str, str]:
    """The identifiers of an entry by scheme, without a title's; ACL and arXiv DOIs as such."""
    pairs = (identity.split(":", 1) for identity in entry.identities)
    return {scheme: value for scheme, value in pairs if scheme != "title"}


def _identities(entry: Entry) -> Iterable[str]:
    return entry.identities


def _citekeys(entry: Entry) -> Iterable[str]:
    return entry.citekey, entry.citekey.lower()


def _title(entry: Entry) -> Iterable[str]:
    return (title_identity(entry.title),)


def _url(entry: Entry) -> Iterable[str]:
    return (entry.url,) if entry.url else ()


def _aliases(entry: Entry) -> Iterable[str]:
    return map(title_identity, entry.aliases)
