"""Looking entries up by identity, in any spelling a person would paste."""

from collections.abc import Iterable, Sequence

from .._errors import near_misses
from .entries import Entry
from .identifiers import identify, title_identity


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
        known = self._known
        if (entry := known.get(text)) is not None:
            return entry
        text = text.strip()
        for name in (identify(text), text, text.lower(), f"openreview:{text}"):
            if name and (entry := known.get(name)) is not None:
                return entry
        return known.get(title_identity(text))

    def same(self, other: Entry) -> Entry | None:
        """The entry of the same work as one of another catalog.

        They share an identifier, or a title without having different identifiers of one scheme:
        the rule by which mentions are merged.
        """
        for identity in other.identities:
            if found := self._known.get(identity):
                return found
        theirs = by_scheme(other)
        for title in (other.title, *other.aliases):
            found = self._known.get(title_identity(title))
            if found and not any(
                theirs.get(scheme, value) != value for scheme, value in by_scheme(found).items()
            ):
                return found
        return None

    def not_found(self, identity: str) -> str:
        """A sentence that names the entries nearest to an identity nobody has."""
        names = (name for e in self._entries for name in (e.id, e.citekey, e.title, *e.aliases))
        return f"No entry is {identity!r}.{near_misses(identity, names)}"


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
