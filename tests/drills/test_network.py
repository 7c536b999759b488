"""Drills: servers, proxies and networks that fail in every way, at every stage of an answer."""

import email.utils
import gzip
import io
import socket
import time
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

import attrs
import pytest
from children import fetched, needs_fork, run
from listserver import (
    REPO,
    Fault,
    Handler,
    ListServer,
    broken,
    chunked,
    drip,
    drip_headers,
    encoded,
    html,
    interim,
    make_archive,
    redirect,
    status,
    trailers,
    trickle,
    truncated,
)
from oracle import Oracle, Row, held, leftovers, list_of

pytestmark = [pytest.mark.drills, needs_fork]

QUICK = {"_sources.transfer.BACKOFF": 0.01}
HURRIED = QUICK | {
    "_sources.request.READ_TIMEOUT": 0.3,
    "_sources.transfer.RETRIES": 1,
}
IMPATIENT = QUICK | {"_sources.transfer.DEADLINE": 1.0}

TODAY = make_archive(list_of(1))
TAR = gzip.decompress(TODAY)


@attrs.frozen
class Case:
    """A fault.

    Attributes:
        name: What it is.
        fault: What the server does each time.
        says: What the error says, or empty where the list comes all the same.
        requests: How often the server is asked at the most.
        settings: Bounds that are reached sooner than the usual ones.
    """

    name: str
    fault: Fault
    says: str = ""
    requests: int = 1
    settings: Mapping[str, Any] = QUICK


def _statuses() -> list[Case]:
    for_good = (204, 206, 304, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 413, 414, 418)
    for_good_too = (421, 422, 423, 425, 426, 428, 431, 451, 501, 505, 507, 511)
    may_pass = (429, 500, 502, 503, 504)
    soon, late = (email.utils.formatdate(time.time() + s, usegmt=True) for s in (-60, 86_400))
    return [
        *(Case(str(code), status(code), f"answered {code}") for code in for_good + for_good_too),
        *(Case(str(code), status(code), f"answered {code}", 4) for code in may_pass),
        Case("429 at once", status(429, Retry_After="0"), "after 0 s", 4),
        Case("429 since", status(429, Retry_After=soon), "after 0 s", 4),
        Case("429 an hour", status(429, Retry_After="3600"), "after 3600 s"),
        Case("429 a day", status(429, Retry_After=late), "Try again after"),
        Case("429 nonsense", status(429, Retry_After="soon"), "answered 429", 4),
        Case("503 for years", status(503, Retry_After="9" * 300), "answered 503", 4),
    ]


def _broken() -> list[Case]:
    points = ("nothing", "status", "headers", "head", "first byte", "half", "all but one byte")
    broken_off = "the connection failed|is cut short|no gzip archive"
    cases = [
        Case(
            f"{how} after {point} ({framing})", broken(point, how, framing), broken_off, 4, HURRIED
        )
        for framing in ("length", "chunks", "close")
        for point in points
        for how in ("closes", "resets", "stalls")
        # The last byte of chunks is that of a line's end, of which nothing hangs.
        if (framing, point) != ("chunks", "all but one byte")
    ]
    # After all but one byte there is no more to drip.
    return cases + [
        Case(f"drips after {point}", broken(point, "drips"), "longer than", 1, IMPATIENT)
        for point in points[:-1]
    ]


def _announced(length: str, body: bytes = TODAY) -> Fault:
    return status(200, body, **{"Content-Length": length})


def _twice(handler: Handler, archive: bytes) -> None:
    """Say two lengths."""
    handler.send_response(200)
    for length in (len(archive), len(archive) // 2):
        handler.send_header("Content-Length", str(length))
    handler.end_headers()
    handler.wfile.write(archive)


def _raw(data: bytes) -> Fault:
    def fault(handler: Handler, _: bytes) -> None:
        handler.wfile.write(data)

    return fault


def _zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("top/README.md", "# A list")
    return buffer.getvalue()


def _bodies() -> list[Case]:
    damaged = bytearray(TODAY)
    damaged[len(damaged) // 2] ^= 0x10
    no_archive = "no gzip archive"
    return [
        Case("empty", status(200), "cut short"),
        Case("a page", html(), no_archive),
        Case("a long page", html("<html>" * 100_000), no_archive),
        Case("JSON", status(200, b'{"message":"Not Found"}'), no_archive),
        Case("a zip", status(200, _zip()), no_archive),
        Case("a tar without gzip", status(200, TAR), no_archive),
        Case("gzip twice", status(200, gzip.compress(TODAY)), "no tar archive"),
        Case("zlib", status(200, zlib.compress(TAR)), no_archive),
        Case("gzip as an encoding", encoded),
        Case("an encoding that is not there", status(200, TODAY, Content_Encoding="br")),
        Case("in chunks", chunked),
        Case("half", truncated, "cut short"),
        Case("damaged", status(200, bytes(damaged)), "damaged|cut short"),
        Case("too short", _announced(str(len(TODAY) - 9)), "cut short"),
        Case("too long", _announced(str(len(TODAY) + 9)), "connection failed|longer", 4, HURRIED),
        Case("length nonsense", _announced("many")),
        Case("length negative", _announced("-5")),
        Case("length huge", _announced("9" * 30), "connection failed|longer", 4, HURRIED),
        Case("length of terabytes", _announced("9" * 13), "larger than 64 MiB"),
        Case("two lengths", _twice, "cannot be asked|connection failed|cut short", 4),
        Case("no HTTP", _raw(b"SSH-2.0-OpenSSH_9.6\r\n"), "connection failed", 4),
        Case("endless headers", _raw(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 9999), "failed", 4),
        Case("an endless header", _raw(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 99_999), "failed", 4),
        Case("chunks that are none", status(200, TODAY, Transfer_Encoding="chunked"), "failed", 4),
        Case("no commit", status(200, make_archive(list_of(1), pax=False)), "which commit"),
        Case("no Markdown", status(200, make_archive({"a.py": ""})), "no Markdown"),
    ]


def _slow() -> list[Case]:
    return [
        Case("body", drip, "longer than 1 seconds", 1, IMPATIENT),
        Case("headers", drip_headers, "longer than 1 seconds", 1, IMPATIENT),
        Case("pieces", trickle, "longer than 1 seconds|larger than", 1, IMPATIENT),
        Case("interim answers", interim, "longer than 1 seconds", 1, IMPATIENT),
        Case("trailers", trailers, "longer than 1 seconds", 1, IMPATIENT),
    ]


def _redirects() -> list[Case]:
    elsewhere = "where it is not expected"
    places = (
        "http://localhost:{port}/",
        "http://127.0.0.1:9/",
        "//example.org/x",
        "https://example.org/",
        "https://codeload.github.com/",
        "http://me:secret@{host}/",
        "file:///etc/passwd",
        "ftp://{host}/",
        "data:text/plain,x",
        "gopher://x",
        "https://[broken",
    )
    cases = [Case(f"to {place}", _redirect_to(place), elsewhere) for place in places]
    return [*cases, Case("in a loop", _redirect_to("/{path}"), "more than 5 times", 6)]


def _redirect_to(place: str) -> Fault:
    def fault(handler: Handler, archive: bytes) -> None:
        host = handler.server.owner.host
        port = host.rpartition(":")[2]
        redirect(place.format(host=host, port=port, path=handler.path[1:]))(handler, archive)

    return fault


GROUPS: dict[str, list[Case]] = {
    "status": _statuses(),
    "broken": _broken(),
    "body": _bodies(),
    "slow": _slow(),
    "redirect": _redirects(),
}
PROXIES = ("dead", "nonsense", "wants a password", "answers a page")
AS_BEFORE = "an error that says what happened; the cache is as it was"

ROWS = (
    Row("the server answers with a status other than 200", len(GROUPS["status"]), AS_BEFORE),
    Row(
        "the connection closes, is reset, stalls or drips at each stage of an answer",
        len(GROUPS["broken"]),
        AS_BEFORE,
    ),
    Row(
        "the body is empty, a page, no gzip, gzip twice, damaged, of another length, no HTTP",
        len(GROUPS["body"]),
        f"the list where it is there all the same; else {AS_BEFORE}",
    ),
    Row(
        "bytes come for ever: now and then, as interim answers, as trailers",
        len(GROUPS["slow"]),
        "an end in time; as above",
    ),
    Row(
        "it redirects to another host, to http, file or ftp, with a password, in a loop",
        len(GROUPS["redirect"]),
        "nothing else is asked; as above",
    ),
    Row("the proxy is dead, no address, wants a password, answers a page", len(PROXIES), AS_BEFORE),
    Row("the list is behind a proxy, with a password for it", 1, "the list comes through it"),
    Row("there is no network, no name, no server", 3, AS_BEFORE),
    Row(
        "the list shrinks to nothing overnight",
        1,
        "it is kept, with a warning that names the commit before",
    ),
)


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=f"{group}: {case.name}")
        for group, all_ in GROUPS.items()
        for case in all_
    ],
)
def test_faults(server: ListServer, oracle: Oracle, case: Case) -> None:
    """The list comes, or an error says why not; the cache is as it was; the next fetch works."""
    before = held(oracle.root)
    if case.name == "304":  # Only where nobody asked whether it has changed is it a fault.
        server.archives.pop(f"/{REPO}/tar.gz/HEAD")
        for path in (oracle.root / "refs").iterdir():
            path.unlink()
        before = held(oracle.root)
    server.always = case.fault
    outcome = run(fetched, settings=case.settings)
    if case.says:
        assert outcome.error[0] == "FetchError"
        assert "OSError" in outcome.error
        assert any(says in outcome.message for says in case.says.split("|")), outcome.message
        assert held(oracle.root) == before
    else:
        assert (outcome.error, outcome.value[1]) == ((), 100)
    assert outcome.warned == ()
    assert len(server.requests) <= case.requests
    if case.name != "304":
        oracle.assert_holds()
    _comes_again(server, oracle)


def _comes_again(server: ListServer, oracle: Oracle) -> None:
    """Once the fault is over, the next fetch brings today's list."""
    server.always = None
    server.put(list_of(1))
    outcome = run(fetched)
    assert (outcome.error, outcome.warned, outcome.value[1]) == ((), (), 100)
    assert outcome.value[0] != oracle.before.snapshot.pin
    oracle.assert_holds()
    assert leftovers(oracle.root) == []


@pytest.mark.parametrize("kind", PROXIES)
def test_proxies(server: ListServer, oracle: Oracle, kind: str) -> None:
    """A proxy that fails is a failure like any other, and is not gone around."""
    before = held(oracle.root)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        dead = f"http://127.0.0.1:{free.getsockname()[1]}"
    server.always = {"wants a password": status(407), "answers a page": html()}.get(kind)
    proxy = {"dead": dead, "nonsense": "http://[x"}.get(kind, f"http://{server.host}")
    template = {"TRUSTWORTHY_AUDIO_LLMS_ARCHIVE_URL": "http://list.invalid/{repo}/{ref}"}
    around = {"HTTP_PROXY": proxy, "http_proxy": proxy, "NO_PROXY": "", "no_proxy": ""}
    outcome = run(fetched, settings=QUICK, environment=template | around)
    assert outcome.error[0] == "FetchError", outcome
    assert all(request.path.startswith("http://list.invalid/") for request in server.requests)
    assert held(oracle.root) == before
    oracle.assert_holds()
    _comes_again(server, oracle)


def test_behind_a_proxy(server: ListServer, oracle: Oracle) -> None:
    """The proxy gets its password, and the list comes through it."""
    server.always = status(200, TODAY)
    proxy = f"http://me:secret@{server.host}"
    outcome = run(
        fetched,
        environment={
            "TRUSTWORTHY_AUDIO_LLMS_ARCHIVE_URL": "http://list.invalid/{repo}/{ref}",
            "http_proxy": proxy,
            "no_proxy": "",
            "NO_PROXY": "",
        },
    )
    assert (outcome.error, outcome.value[1]) == ((), 100)
    assert server.requests[0].headers["Proxy-Authorization"].startswith("Basic ")
    assert "Authorization" not in server.requests[0].headers
    oracle.assert_holds()


@pytest.mark.parametrize("where", ["127.0.0.1:9", "list.invalid", "256.256.256.256"])
def test_nobody_there(server: ListServer, oracle: Oracle, where: str) -> None:
    """What cannot be reached is a failure that leaves everything as it was."""
    before = held(oracle.root)
    template = {"TRUSTWORTHY_AUDIO_LLMS_ARCHIVE_URL": f"http://{where}/{{repo}}/{{ref}}"}
    outcome = run(fetched, settings=IMPATIENT, environment=template)
    assert outcome.error[0] == "FetchError"
    assert held(oracle.root) == before
    oracle.assert_holds()
    _comes_again(server, oracle)


def test_shrinks_to_nothing(server: ListServer, oracle: Oracle) -> None:
    """What is left is kept, and whoever fetches is told how to get back what was there."""
    server.put({"README.md": "# Moved\n"})
    outcome = run(fetched)
    assert (outcome.error, outcome.value[1]) == ((), 0)
    (warned,) = outcome.warned
    assert "has 0 entries where it had 100" in warned
    assert f'fetch("{oracle.before.snapshot.commit}"' in warned
    again = run(fetched, oracle.before.snapshot.commit)
    assert again.value == (oracle.before.snapshot.pin, 100)
