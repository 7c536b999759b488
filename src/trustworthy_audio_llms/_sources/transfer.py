"""One GET: bounded in time and size, tried again where a failure may pass.

Nothing here knows what is asked for, or what becomes of the answer.

It stays one module, because tries, redirects and the body share one deadline.
"""

import logging
import queue
import random
import re
import time
import urllib.parse
from collections.abc import Callable, Mapping
from threading import Event, Thread
from typing import TYPE_CHECKING, Self

import attrs

from .connections import Connections, session

if TYPE_CHECKING:
    import requests

CONNECT_TIMEOUT = 10.0
"""Seconds to reach the server in."""

READ_TIMEOUT = 30.0
"""Seconds in which the server must send something."""

DEADLINE = 300.0
"""Seconds for the whole: redirects, retries, a server that sends a byte now and then, and what is
done with the answer."""

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

_REDIRECTING = frozenset({301, 302, 303, 307, 308})
_MAY_PASS = frozenset({429, 500, 502, 503, 504})
# urllib3 begins with the connection: its class, and where it was in memory or which host it asked.
_WHICH_CONNECTION = r"^(?:<.* object at 0x[0-9a-f]+>|\w+\(host=[^)]*\)): "
_PIECE = 16 * 2**10
_log = logging.getLogger("trustworthy_audio_llms")


@attrs.frozen(kw_only=True)
class Get:
    """What is asked for, and what may come of it.

    Attributes:
        url: The address, http or https.
        headers: Headers of the request.
        hosts: The hosts to which a redirect from https may lead, beside that of the address.
        statuses: The statuses that are answers; those of redirects and retries are none.
        most_bytes: The largest body that is read.
    """

    url: str
    headers: Mapping[str, str] = attrs.field(factory=dict)
    hosts: frozenset[str] = frozenset()
    statuses: frozenset[int] = frozenset({200})
    most_bytes: int


@attrs.frozen
class Reply:
    """What the server answered.

    Attributes:
        status: The status.
        headers: The headers, whose names compare without case.
        body: The body as it was sent; of another status than 200 it is not read.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


class TransferError(Exception):
    """There is no answer.

    Attributes:
        what: What happened, as the end of a sentence.
        advice: What to do about it, as a sentence.
        status: The status of the answer that was none, or None.
    """

    def __init__(self, what: str, advice: str, status: int | None = None) -> None:
        super().__init__(f"{what}. {advice}")
        self.what = what
        self.advice = advice
        self.status = status


class RedirectError(TransferError):
    """It leads to where no answer is expected."""


class _MayPass(Exception):
    """A failure that may pass.

    Attributes:
        error: What to raise when it does not.
        wait: How many seconds the server asks to wait, or None.
    """

    def __init__(self, error: TransferError, wait: float | None = None) -> None:
        super().__init__(str(error))
        self.error = error
        self.wait = wait


@attrs.frozen
class Deadline:
    """When everything must have come to an end.

    Attributes:
        seconds: How long it has in all.
        ends: When that is, on the monotonic clock.
    """

    seconds: float
    ends: float

    @classmethod
    def begin(cls, seconds: float | None = None) -> Self:
        """A deadline from now on, of `DEADLINE` seconds unless others are given."""
        seconds = DEADLINE if seconds is None else seconds
        return cls(seconds, time.monotonic() + seconds)

    @property
    def left(self) -> float:
        """The seconds that are left, at least 0."""
        return max(0.0, self.ends - time.monotonic())

    @property
    def error(self) -> TransferError:
        """What to raise when no time is left."""
        return TransferError(
            f"it took longer than {self.seconds:g} seconds", "Try again on a better connection."
        )

    def check(self) -> None:
        """Do nothing while there is time.

        Raises:
            TransferError: There is none left.
        """
        if not self.left:
            raise self.error


def transfer(get: Get, deadline: Deadline, progress: Progress | None = None) -> Reply:
    """Ask, until there is an answer or no hope of one.

    The work is done in a thread of its own, since timeouts of sockets start anew with every byte,
    and some waits (name resolution) have none. When time is up, its connections are cut, which
    ends it. Where there can be no threads (Pyodide, a full process table) it is done here, and
    the deadline is seen whenever bytes have come.

    Args:
        get: What is asked for.
        deadline: When it must have come to an end.
        progress: Told about each piece of the body as it comes, in the calling thread. What it
            raises ends the transfer.

    Raises:
        TransferError: There is no answer.
    """
    report = progress or (lambda _done, _total: None)
    news: queue.SimpleQueue[Reply | Exception | tuple[int, int | None]] = queue.SimpleQueue()
    given_up = Event()
    connections = Connections()

    def tell(done: int, total: int | None) -> None:
        if given_up.is_set():
            raise TransferError("it was given up", "Try again.")
        deadline.check()
        news.put((done, total))

    def work() -> None:
        try:
            news.put(_try_several_times(get, connections, tell, given_up.wait))
        except Exception as error:  # noqa: BLE001 (the caller raises it)
            news.put(error)

    thread = Thread(target=work, name="trustworthy_audio_llms.fetch", daemon=True)
    try:
        try:
            thread.start()
        except RuntimeError:
            work()
        while True:
            item = news.get(timeout=deadline.left)
            if isinstance(item, Reply):
                return item
            if isinstance(item, Exception):
                raise item
            report(*item)
    except queue.Empty:
        raise deadline.error from None
    finally:
        given_up.set()
        connections.cut()


def _try_several_times(
    get: Get, connections: Connections, tell: Progress, pause: Callable[[float], bool]
) -> Reply:
    retries = 0
    while True:
        try:
            return _ask(get, connections, tell)
        except _MayPass as trouble:
            wait = trouble.wait
            if wait is None:
                wait = min(LONGEST_WAIT, BACKOFF * 2**retries) * random.uniform(0.5, 1)
            retries += 1
            if retries > RETRIES or wait > LONGEST_WAIT:
                raise trouble.error from trouble.__cause__
            _log.info("Retry %d of %d in %.1f s: %r", retries, RETRIES, wait, str(trouble))
            if pause(wait):
                raise trouble.error from trouble.__cause__


def _ask(get: Get, connections: Connections, tell: Progress) -> Reply:
    """Ask once, follow redirects.

    Raises:
        TransferError: It fails for good.
        _MayPass: It may not fail the next time.
    """
    import requests
    import urllib3.exceptions

    try:
        with session(connections) as asking:
            return _follow(get, asking, tell)
    except requests.exceptions.SSLError as error:
        what = f"no secure connection could be made ({_reason(error)})"
        raise TransferError(what, "Check the network, its proxy and the certificates.") from error
    except (requests.ConnectionError, requests.Timeout, urllib3.exceptions.HTTPError) as error:
        what = f"the connection failed ({_reason(error)})"
        raise _MayPass(TransferError(what, "Check the network and try again.")) from error
    except requests.RequestException as error:
        raise TransferError(f"it cannot be asked for ({error})", "Check the address.") from error
    except OSError as error:  # Certificates that are named and not there, for one.
        what = f"it cannot be asked for ({error})"
        raise TransferError(what, "Check REQUESTS_CA_BUNDLE and the like.") from error


def _follow(get: Get, asking: "requests.Session", tell: Progress) -> Reply:
    # Not to be encoded once more: what comes is what is served, byte for byte.
    headers = {"User-Agent": "trustworthy_audio_llms", "Accept-Encoding": "identity", **get.headers}
    timeouts = (CONNECT_TIMEOUT, READ_TIMEOUT)
    address = get.url
    for _ in range(REDIRECTS + 1):
        with asking.get(address, headers=headers, stream=True, timeout=timeouts) as response:
            location = response.headers.get("Location")
            if response.status_code not in _REDIRECTING or location is None:
                return _reply(get, response, tell)
            address = redirected(get, address, location)
    raise TransferError(f"it redirects more than {REDIRECTS} times", "Check the address.")


def _reply(get: Get, response: "requests.Response", tell: Progress) -> Reply:
    status = response.status_code
    what = f"the server answered {status} {response.reason or ''}".rstrip()
    if status in _MAY_PASS:
        wait = retry_after(response.headers.get("Retry-After"))
        advice = "Try again later." if wait is None else f"Try again after {wait:.0f} s."
        raise _MayPass(TransferError(what, advice, status), wait)
    if status not in get.statuses:
        advice = "Check the address, and the proxy if there is one."
        raise TransferError(what, advice, status)
    body = _body(get, response, tell) if status == 200 else b""
    return Reply(status, response.headers, body)


def _body(get: Get, response: "requests.Response", tell: Progress) -> bytes:
    length = response.headers.get("Content-Length", "")
    total = int(length) if length.isdecimal() and len(length) < 20 else None
    pieces = []
    done = 0
    too_large = TransferError(
        f"it is larger than {get.most_bytes // 2**20} MiB", "Check the address."
    )
    if total is not None and total > get.most_bytes:
        raise too_large
    response.raw.enforce_content_length = True  # Before urllib3 2, a short body was no error.
    while piece := response.raw.read(_PIECE, decode_content=False):
        done += len(piece)
        if done > get.most_bytes:
            raise too_large
        pieces.append(piece)
        tell(done, total)
    return b"".join(pieces)


def redirected(get: Get, address: str, location: str) -> str:
    """Where a redirect leads to, if it may lead there.

    Args:
        get: What was asked for.
        address: The address that redirects.
        location: What it redirects to, as its `Location` says.

    Raises:
        TransferError: It leads from https to something else, or to a host that is not expected.
    """
    here, start = urllib.parse.urlsplit(address), urllib.parse.urlsplit(get.url)
    hosts = {start.netloc.lower()} | (get.hosts if start.scheme == "https" else frozenset())
    try:
        target = urllib.parse.urljoin(address, location)
        there = urllib.parse.urlsplit(target)
        allowed = there.scheme in {"https", here.scheme} and there.netloc.lower() in hosts
    except ValueError:
        allowed = False
    if not allowed:
        raise RedirectError(
            f"it redirects to {location!r}, where it is not expected",
            "Check the network: a proxy or login page may be in between.",
        )
    return target


def retry_after(text: str | None) -> float | None:
    """The seconds a `Retry-After` asks for, as a number or a date (RFC 9110, section 10.2.3)."""
    import urllib3.exceptions
    import urllib3.util

    try:
        return None if text is None else float(urllib3.util.Retry().parse_retry_after(text))
    except (urllib3.exceptions.InvalidHeader, ValueError, OverflowError):
        return None


def _reason(error: Exception) -> str:
    """The innermost of the errors that requests and urllib3 wrap into one another."""
    inner = error.args[0] if error.args else error
    reason = getattr(inner, "reason", inner)
    return re.sub(_WHICH_CONNECTION, "", str(reason))
