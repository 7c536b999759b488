"""Downloading one archive: bounded in time and size, retried where a failure may pass.

Nothing here knows what is in the archive, or of the cache.
"""

import logging
import queue
import random
import threading
import time
import urllib.parse
from collections.abc import Callable
from typing import TYPE_CHECKING

import attrs

from .._errors import FetchError
from .archive import MAX_ARCHIVE_BYTES

if TYPE_CHECKING:
    import requests

CONNECT_TIMEOUT = 10.0
"""Seconds to reach the server in."""

READ_TIMEOUT = 30.0
"""Seconds in which the server must send something."""

DEADLINE = 300.0
"""Seconds for the whole: redirects, retries, and a server that sends a byte now and then."""

RETRIES = 3
"""How often to try again after the first time."""

BACKOFF = 0.5
"""Seconds before the first retry; each further one waits twice as long, less some at random."""

LONGEST_WAIT = 30.0
"""The most seconds before a retry; a server that asks for more (Retry-After) is left in peace."""

REDIRECTS = 5
"""How many redirects to follow."""

Progress = Callable[[int, int | None], None]
"""Called with the bytes that have come and the bytes there are in all, or None if nobody says."""

_GITHUB = frozenset({"codeload.github.com", "github.com"})
_REDIRECTING = frozenset({301, 302, 303, 307, 308})
_MAY_PASS = frozenset({429, 500, 502, 503, 504})
_PIECE = 16 * 2**10
_log = logging.getLogger("trustworthy_audio_llms")


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


class _MayPass(Exception):
    """A failure that may pass.

    Attributes:
        error: What to raise when it does not.
        wait: How many seconds the server asks to wait, or None.
    """

    def __init__(self, error: FetchError, wait: float | None = None) -> None:
        super().__init__(str(error))
        self.error = error
        self.wait = wait


def download(url: str, *, etag: str | None = None, progress: Progress | None = None) -> Answer:
    """Get an archive, if it is another than the one known.

    The work is done in a thread of its own, which is left behind when time is up: timeouts of
    sockets start anew with every byte, and some waits (name resolution) have none.

    Args:
        url: Its address, http or https.
        etag: The entity tag of the archive known, or None.
        progress: Told about each piece as it comes, in the calling thread. What it raises
            ends the download.

    Raises:
        FetchError: There is none, it is too large, or the server or network failed to the end.
    """
    report = progress or (lambda _done, _total: None)
    told: queue.SimpleQueue[Answer | Exception | tuple[int, int | None]] = queue.SimpleQueue()
    given_up = threading.Event()

    def tell(done: int, total: int | None) -> None:
        if given_up.is_set():
            raise failure(url, "it was given up", "Try again.")
        told.put((done, total))

    def work() -> None:
        try:
            told.put(_try_several_times(url, etag, tell, given_up.wait))
        except Exception as error:  # noqa: BLE001 (the caller raises it)
            told.put(error)

    threading.Thread(target=work, name="trustworthy_audio_llms.fetch", daemon=True).start()
    ends = time.monotonic() + DEADLINE
    try:
        while True:
            news = told.get(timeout=max(0.0, ends - time.monotonic()))
            if isinstance(news, Answer):
                return news
            if isinstance(news, Exception):
                raise news
            report(*news)
    except queue.Empty:
        raise failure(
            url, f"it took longer than {DEADLINE:g} seconds", "Try again on a better connection."
        ) from None
    finally:
        given_up.set()


def _try_several_times(
    url: str, etag: str | None, tell: Progress, pause: Callable[[float], bool]
) -> Answer:
    retries = 0
    while True:
        try:
            return _get(url, etag, tell)
        except _MayPass as trouble:
            wait = trouble.wait
            if wait is None:
                wait = min(LONGEST_WAIT, BACKOFF * 2**retries) * random.uniform(0.5, 1)
            retries += 1
            if retries > RETRIES or wait > LONGEST_WAIT:
                raise trouble.error from trouble.__cause__
            _log.info("Retry %d of %d in %.1f s: %s", retries, RETRIES, wait, trouble)
            if pause(wait):
                raise trouble.error from trouble.__cause__


def _get(url: str, etag: str | None, tell: Progress) -> Answer:
    """Ask once, follow redirects.

    Raises:
        FetchError: It fails for good.
        _MayPass: It may not fail the next time.
    """
    import requests
    import urllib3.exceptions

    # Not to be encoded once more: what comes is the archive, byte for byte.
    headers = {"User-Agent": "trustworthy_audio_llms", "Accept-Encoding": "identity"}
    if etag is not None:
        headers["If-None-Match"] = etag
    address = url
    try:
        with _session() as session:
            for _ in range(REDIRECTS + 1):
                with session.get(
                    address, headers=headers, stream=True, timeout=(CONNECT_TIMEOUT, READ_TIMEOUT)
                ) as response:
                    location = response.headers.get("Location")
                    if response.status_code not in _REDIRECTING or location is None:
                        return _answer(url, response, etag, tell)
                    address = _redirected(url, address, location)
    except requests.exceptions.SSLError as error:
        what = f"no secure connection could be made ({_reason(error)})"
        raise failure(url, what, "Check the network, its proxy and the certificates.") from error
    except (requests.ConnectionError, requests.Timeout, urllib3.exceptions.HTTPError) as error:
        what = f"the connection failed ({_reason(error)})"
        raise _MayPass(failure(url, what, "Check the network and try again.")) from error
    except requests.RequestException as error:
        raise failure(url, f"it cannot be asked for ({error})", "Check the address.") from error
    raise failure(url, f"it redirects more than {REDIRECTS} times", "Check the address.")


def _session() -> "requests.Session":
    """A session of our own; proxies and certificates come from the environment, as usual."""
    import http.cookiejar

    import requests

    class Session(requests.Session):
        """A session that leaves redirects alone, where the usual one reads their whole body."""

        def get_redirect_target(self, resp: requests.Response) -> None:
            """None: this is not a redirect to follow."""
            return

    session = Session()
    # No cookie is taken, so that none can be given back.
    session.cookies.set_policy(http.cookiejar.DefaultCookiePolicy(allowed_domains=[]))
    # Any explicit authentication, even one that does nothing, keeps that of ~/.netrc back.
    session.auth = lambda request: request
    return session


def _answer(url: str, response: "requests.Response", etag: str | None, tell: Progress) -> Answer:
    status = response.status_code
    what = f"the server answered {status} {response.reason or ''}".rstrip()
    if status == 304 and etag is not None:
        return Answer(False, b"", etag)
    if status in _MAY_PASS:
        wait = _retry_after(response.headers.get("Retry-After"))
        advice = "Try again later." if wait is None else f"Try again after {wait:.0f} s."
        raise _MayPass(failure(url, what, advice), wait)
    if status == 404:
        raise failure(url, what, "Check that the repository and the ref exist and are public.")
    if status != 200:
        raise failure(url, what, "Check the address, and the proxy if there is one.")
    new_etag = response.headers.get("ETag", "")
    keep = bool(new_etag) and new_etag.isascii() and new_etag.isprintable()
    return Answer(True, _body(url, response, tell), new_etag if keep else None)


def _body(url: str, response: "requests.Response", tell: Progress) -> bytes:
    length = response.headers.get("Content-Length", "")
    total = int(length) if length.isdecimal() and len(length) < 20 else None
    pieces = []
    done = 0
    too_large = failure(
        url,
        f"it is larger than {MAX_ARCHIVE_BYTES // 2**20} MiB",
        "Check that this is a list: clone it and read it with `read_list` if it is.",
    )
    if total is not None and total > MAX_ARCHIVE_BYTES:
        raise too_large
    response.raw.enforce_content_length = True  # Before urllib3 2, a short body was no error.
    while piece := response.raw.read(_PIECE, decode_content=False):
        done += len(piece)
        if done > MAX_ARCHIVE_BYTES:
            raise too_large
        pieces.append(piece)
        tell(done, total)
    return b"".join(pieces)


def _redirected(first: str, address: str, location: str) -> str:
    """Where a redirect leads to, if it may lead there.

    Args:
        first: The address that was asked for.
        address: The address that redirects.
        location: What it redirects to, as its `Location` says.

    Raises:
        FetchError: It leads from https to something else, or to a host that is not expected.
    """
    here, start = urllib.parse.urlsplit(address), urllib.parse.urlsplit(first)
    hosts = {start.netloc.lower()} | (_GITHUB if start.scheme == "https" else frozenset())
    try:
        target = urllib.parse.urljoin(address, location)
        there = urllib.parse.urlsplit(target)
        allowed = there.scheme in {"https", here.scheme} and there.netloc.lower() in hosts
    except ValueError:
        allowed = False
    if not allowed:
        what = f"it redirects to {location!r}, where a list is not expected"
        raise failure(first, what, "Check the network: a proxy or login page may be in between.")
    return target


def _retry_after(text: str | None) -> float | None:
    """The seconds a `Retry-After` asks for, as a number or a date (RFC 9110, section 10.2.3)."""
    import urllib3.exceptions
    import urllib3.util

    try:
        return None if text is None else float(urllib3.util.Retry().parse_retry_after(text))
    except (urllib3.exceptions.InvalidHeader, ValueError, OverflowError):
        return None


def _reason(error: Exception) -> object:
    """The innermost of the errors that requests and urllib3 wrap into one another."""
    inner = error.args[0] if error.args else error
    return getattr(inner, "reason", inner)
