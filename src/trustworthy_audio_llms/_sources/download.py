"""Downloading the archive of a list, if it is another than the one that is known."""

import attrs

from .._errors import FetchError
from .archive import MAX_ARCHIVE_BYTES
from .request import Get, Progress, Reply, TransferError
from .transfer import Deadline, transfer

_GITHUB = frozenset({"codeload.github.com", "github.com"})
_NOT_MODIFIED = 304
_NOT_FOUND = 404


@attrs.frozen
class Answer:
    """What the server answered.

    Attributes:
        changed: Whether it is another archive than the one known.
        body: The archive, where it is another.
        etag: Its entity tag, or None.
    """

    changed: bool
    body: bytes
    etag: str | None


def failure(url: str, what: str, advice: str) -> FetchError:
    """The error for a list that could not be fetched.

    Args:
        url: The address that was asked.
        what: What happened, as the end of a sentence.
        advice: What to do about it, as a sentence.
    """
    return FetchError(
        f"The list could not be fetched from {url}: {what}. {advice} The cache is as it was: "
        '`load("latest")` gives the list that was fetched last, else the bundled one.',
        url=url,
    )


def download(
    url: str,
    *,
    etag: str | None = None,
    progress: Progress | None = None,
    deadline: Deadline | None = None,
) -> Answer:
    """Get an archive, if it is another than the one known.

    Args:
        url: Its address, http or https.
        etag: The entity tag of the archive known, or None.
        progress: Told about each piece as it comes, in the calling thread. What it raises
            ends the download.
        deadline: When it must have come; five minutes from now unless another is given.

    Raises:
        FetchError: There is none, it is too large, or the server or network failed to the end.
    """
    known = {"If-None-Match": etag} if etag is not None else {}
    get = Get(
        url=url,
        headers=known,
        hosts=_GITHUB,
        statuses=frozenset({200, _NOT_FOUND, _NOT_MODIFIED} if known else {200, _NOT_FOUND}),
        most_bytes=MAX_ARCHIVE_BYTES,
    )
    try:
        reply = transfer(get, deadline or Deadline.begin(), progress)
    except TransferError as error:
        raise failure(url, error.what, error.advice) from None
    return _answer(url, reply, etag)


def _answer(url: str, reply: Reply, etag: str | None) -> Answer:
    if reply.status == _NOT_MODIFIED:
        return Answer(False, b"", etag)
    if reply.status == _NOT_FOUND:
        advice = "Check that the repository and the ref exist and are public."
        raise failure(url, "the server answered 404 Not Found", advice)
    new_etag = reply.headers.get("ETag", "")
    keep = bool(new_etag) and new_etag.isascii() and new_etag.isprintable()
    return Answer(True, reply.body, new_etag if keep else None)
