"""One request by HTTP: where redirects may lead, what is an answer, and how large it may be."""

import re
import urllib.parse
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import attrs

from .connections import Connections, session

if TYPE_CHECKING:
    import requests

CONNECT_TIMEOUT = 10.0
"""Seconds to reach the server in."""

READ_TIMEOUT = 30.0
"""Seconds in which the server must send something."""

REDIRECTS = 5
"""How many redirects to follow."""

Progress = Callable[[int, int | None], None]
"""Called with the bytes that have come and the bytes there are in all, or None if nobody says."""

_REDIRECTING = frozenset({301, 302, 303, 307, 308})
_MAY_PASS = frozenset({429, 500, 502, 503, 504})
# urllib3 begins with the connection: its class, and where it was in memory or which host it asked.
_WHICH_CONNECTION = r"^(?:<.* object at 0x[0-9a-f]+>|\w+\(host=[^)]*\)): "
_PIECE = 16 * 2**10


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


class MayPass(Exception):
    """A failure that may pass.

    Attributes:
        error: What to raise when it does not.
        wait: How many seconds the server asks to wait, or None.
    """

    def __init__(self, error: TransferError, wait: float | None = None) -> None:
        super().__init__(str(error))
        self.error = error
        self.wait = wait


def ask(get: Get, connections: Connections, tell: Progress) -> Reply:
    """Ask once, and follow redirects.

    Args:
        get: What is asked for.
        connections: Where the connections that are made are remembered.
        tell: Told about each piece of the body as it comes.

    Raises:
        TransferError: It fails for good.
        MayPass: It may not fail the next time.
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
        raise MayPass(TransferError(what, "Check the network and try again.")) from error
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
        raise MayPass(TransferError(what, advice, status), wait)
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
