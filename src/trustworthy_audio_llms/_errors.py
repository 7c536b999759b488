"""The errors of this library: one base class, each error also a builtin."""

from collections.abc import Iterable
from typing import Any

from ._public import public


@public
class CatalogError(Exception):
    """The base class of every error this library raises on its own account."""

    def __init__(self, message: str) -> None:
        super().__init__(visible(message))

    # Pickle and copy would make the error from its message alone, without what it carries; an
    # error in a worker process would then never reach the one that waits for it.
    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (type(self), self.args, vars(self))


def visible(message: str) -> str:
    """A message in which control characters are shown, where a terminal would obey them.

    What a server says, or a file holds, comes into messages of errors and warnings.
    """
    if message.replace("\n", " ").isprintable():
        return message
    shown = [char if char == "\n" or char.isprintable() else repr(char)[1:-1] for char in message]
    return "".join(shown)


def _restored(cls: type[CatalogError], args: tuple[Any, ...], carried: dict[str, Any]) -> Any:
    error = cls.__new__(cls)
    error.args = args
    vars(error).update(carried)
    return error


@public
class EntryNotFound(CatalogError, KeyError):
    """No entry has this identity. Also a `KeyError`.

    Attributes:
        identity: What was looked up.
    """

    def __init__(self, message: str, *, identity: str) -> None:
        super().__init__(message)
        self.identity = identity

    # KeyError shows the repr of its message, which doubles every quote and backslash in it.
    def __str__(self) -> str:
        return str(self.args[0])


@public
class InvalidQuery(CatalogError, ValueError):
    """A criterion names something that does not exist. Also a `ValueError`.

    Attributes:
        value: The offending value.
    """

    def __init__(self, message: str, *, value: object) -> None:
        super().__init__(message)
        self.value = value


@public
class SnapshotNotFound(CatalogError, LookupError):
    """No bundled, cached or saved snapshot answers to this source. Also a `LookupError`.

    Attributes:
        source: The name, pin or path that was asked for.
    """

    def __init__(self, message: str, *, source: str) -> None:
        super().__init__(message)
        self.source = source


@public
class SnapshotCorrupt(CatalogError, ValueError):
    """A snapshot file does not hold what it says. Also a `ValueError`.

    Attributes:
        path: The file at fault.
        expected: The digest it should have, or None where it could not be read that far.
        found: The digest its content has, or None.
    """

    def __init__(
        self, message: str, *, path: str, expected: str | None = None, found: str | None = None
    ) -> None:
        super().__init__(message)
        self.path = path
        self.expected = expected
        self.found = found


@public
class FetchError(CatalogError, OSError):
    """The list could not be fetched; the cache is as it was. Also an `OSError`.

    Attributes:
        url: The address that was asked.
    """

    def __init__(self, message: str, *, url: str) -> None:
        super().__init__(message)
        self.url = url


@public
class InvalidAddress(FetchError, ValueError):
    """A repository, a ref or a template makes no address to fetch from. Also a `ValueError`.

    Attributes:
        url: The text that makes none.
    """


@public
class ReviewMismatch(CatalogError, ValueError):
    """A saved review cannot be replayed as it was. Also a `ValueError`.

    Attributes:
        path: The file of the review.
        missing: The ids that the file has and the replay has not.
        added: The ids that the replay has and the file has not.
    """

    def __init__(
        self,
        message: str,
        *,
        path: str,
        missing: tuple[str, ...] = (),
        added: tuple[str, ...] = (),
    ) -> None:
        super().__init__(message)
        self.path = path
        self.missing = missing
        self.added = added


def near_misses(wanted: str, known: Iterable[str], *, limit: int = 3) -> str:
    """Name the likeliest known words in a phrase that ends a message.

    Args:
        wanted: The word that is not known.
        known: The words that are.
        limit: How many to name at the most.

    Returns:
        `" Did you mean 'a' or 'b'?"`, or an empty string where nothing is near.
    """
    import difflib

    by_folded = {word.casefold(): word for word in known}
    close = difflib.get_close_matches(wanted.casefold(), by_folded, n=limit, cutoff=0.6)
    if not close:
        return ""
    return f" Did you mean {' or '.join(repr(by_folded[word]) for word in close)}?"


def unknown(what: str, value: object, known: Iterable[str], more: str = "") -> InvalidQuery:
    """The error that says that a word does not exist, and names those nearest to it.

    Args:
        what: What the word should be one of, `topic` or `kind`.
        value: The word.
        known: The words that exist.
        more: What the message ends with, where a blank comes first.
    """
    return InvalidQuery(
        f"No {what} is called {value!r}.{near_misses(str(value), known)}{more}", value=value
    )


def check_text(what: str, value: object) -> None:
    """Refuse what is no text, before it fails somewhere with an error that nobody understands.

    Args:
        what: What it should be, as the beginning of a sentence: `A list`.
        value: What it is.

    Raises:
        InvalidQuery: It is no text.
    """
    if not isinstance(value, str):
        raise InvalidQuery(f"{what} is given as a text, not as {value!r}.", value=value)
