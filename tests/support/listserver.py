"""A list's server on loopback: archives as GitHub serves them, and the ways in which that fails.

with ListServer() as server:
    commit = server.put({"README.md": "- [A title](https://arxiv.org/abs/2405.19103)"})
    server.faults = [status(503)]       # for the first request; the next one is answered
    ...
    assert len(server.requests) == 2
"""

import gzip
import hashlib
import http.server
import io
import socket
import struct
import tarfile
import threading
import urllib.parse
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Self

import attrs

REPO = "Kwwwww74/Awesome-Trustworthy-AudioLLMs"
TIME = 1_781_093_367
"""2026-06-10T12:09:27Z, the time of the members of the archives made here."""


def commit_of(text: str) -> str:
    """A commit id that follows from a text."""
    return hashlib.sha1(text.encode("utf-8", "surrogatepass")).hexdigest()


def member(
    path: str, content: bytes | str = b"", *, kind: bytes = tarfile.REGTYPE, **more: Any
) -> tuple[tarfile.TarInfo, bytes]:
    """A member of an archive, with its content."""
    info = tarfile.TarInfo(path)
    data = content.encode() if isinstance(content, str) else content
    info.size, info.type, info.mtime = len(data), kind, TIME
    for name, value in more.items():
        setattr(info, name, value)
    return info, data


def tar(
    members: Iterable[tuple[tarfile.TarInfo, bytes]],
    *,
    commit: str | None,
    format: int = tarfile.PAX_FORMAT,
) -> bytes:
    """A tar of these members, as `git archive` makes it: the commit in the global header."""
    buffer = io.BytesIO()
    headers = {"comment": commit} if commit and format == tarfile.PAX_FORMAT else None
    with tarfile.open(fileobj=buffer, mode="w", format=format, pax_headers=headers) as archive:
        for info, data in members:
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def make_archive(
    files: Mapping[str, str | bytes],
    *,
    commit: str | None = None,
    name: str = "Awesome-Trustworthy-AudioLLMs",
    more: Iterable[tuple[tarfile.TarInfo, bytes]] = (),
    pax: bool = True,
) -> bytes:
    """An archive as GitHub serves it.

    Args:
        files: The content of each file, by its path in the list.
        commit: The commit; by default one that follows from the files.
        name: The repository's name, which starts the top folder's.
        more: Further members, with their full paths.
        pax: Whether the global header, and with it the commit, is there.
    """
    commit = commit or commit_of(repr(sorted(files.items())))
    top = f"{name}-{commit}"
    members = [member(top, kind=tarfile.DIRTYPE)]
    members += [member(f"{top}/{path}", content) for path, content in files.items()]
    return gzip.compress(tar([*members, *more], commit=commit if pax else None), mtime=0)


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers one connection; faults are functions that answer in its place."""

    protocol_version = "HTTP/1.1"
    server: "_Server"

    def do_GET(self) -> None:
        """Answer with a fault, if one is due, else with the archive."""
        owner = self.server.owner
        with owner.lock:
            owner.requests.append(Request(self.path, dict(self.headers.items())))
            fault = owner.faults.pop(0) if owner.faults else owner.always
            archive = owner.archives.get(urllib.parse.unquote(self.path))
        if fault is not None:
            self.close_connection = True
            fault(self, archive or b"")
        elif archive is None and owner.others is not None:
            owner.others(self)
        elif archive is None:
            self.answer(404, b"404: Not Found")
        else:
            etag = f'W/"{hashlib.sha256(archive).hexdigest()}"'
            known = self.headers.get("If-None-Match") == etag
            self.answer(304 if known else 200, b"" if known else archive, ETag=etag)

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        """Send a whole answer."""
        self.start(status, **({"Content-Length": str(len(body))} | headers))
        self.wfile.write(body)

    def start(self, status: int, **headers: str) -> None:
        """Send the status and the headers; `Retry_After` stands for `Retry-After`."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Keep the tests' output clean."""


@attrs.frozen
class Request:
    """What a client asked for."""

    path: str
    headers: dict[str, str]


Fault = Callable[[Handler, bytes], None]


def status(code: int, body: bytes = b"", **headers: str) -> Fault:
    """Answer with a status; `Retry_After="1"` adds that header."""
    return lambda handler, _: handler.answer(code, body, **headers)


def redirect(location: str, code: int = 302) -> Fault:
    """Redirect somewhere else."""
    return status(code, b"elsewhere", Location=location)


def html(_body: str = "<!DOCTYPE html><title>Log in</title>") -> Fault:
    """Answer with a web page and status 200, as captive portals do."""
    return status(200, _body.encode(), Content_Type="text/html")


def truncated(handler: Handler, archive: bytes) -> None:
    """Answer with half an archive and call it all."""
    handler.answer(200, archive[: len(archive) // 2])


def chunked(handler: Handler, archive: bytes) -> None:
    """Answer as codeload does: in chunks, without saying how many bytes there will be."""
    handler.start(200, Transfer_Encoding="chunked")
    for start in range(0, len(archive), 1000):
        piece = archive[start : start + 1000]
        handler.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece))
    handler.wfile.write(b"0\r\n\r\n")


def encoded(handler: Handler, archive: bytes) -> None:
    """Call the archive's own compression a content encoding, as a misconfigured mirror does."""
    handler.answer(200, archive, Content_Encoding="gzip")


def reset(handler: Handler, archive: bytes) -> None:
    """Reset the connection in the middle of the body."""
    handler.start(200, Content_Length=str(len(archive)))
    handler.wfile.write(archive[: len(archive) // 2])
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def hang_up(handler: Handler, _: bytes) -> None:
    """Close the connection without a word."""
    handler.connection.shutdown(socket.SHUT_RDWR)


def short(handler: Handler, archive: bytes) -> None:
    """Announce more bytes than come."""
    handler.start(200, Content_Length=str(len(archive)))
    handler.wfile.write(archive[: len(archive) // 2])


def drip(handler: Handler, archive: bytes) -> None:
    """Send the body a byte at a time, for ever."""
    handler.start(200, Content_Length=str(2**20))
    while not handler.server.owner.closing.wait(0.02):
        handler.wfile.write(b"\0")


def drip_headers(handler: Handler, archive: bytes) -> None:
    """Send a header a byte at a time, for ever."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    while not handler.server.owner.closing.wait(0.02):
        handler.wfile.write(b"x")


def stall(handler: Handler, archive: bytes) -> None:
    """Say nothing at all."""
    handler.server.owner.closing.wait(30)


def broken(point: str, how: str, framing: str = "length") -> Fault:
    """Begin a good answer and break it off.

    Args:
        point: After what: "nothing", half the "status" or the "headers", the "head" altogether,
            or the "first byte", "half" or "all but one byte" of the body.
        how: "closes" the connection, "resets" it, "stalls", or "drips" the rest for ever.
        framing: How the end of the body would be known: its "length", "chunks", or the "close".
    """
    headers = {"length": b"Content-Length: %d", "chunks": b"Transfer-Encoding: chunked"}

    def fault(handler: Handler, archive: bytes) -> None:
        body = b"%x\r\n%b\r\n0\r\n\r\n" % (len(archive), archive)
        body = body if framing == "chunks" else archive
        header = headers.get(framing, b"X: y").replace(b"%d", b"%d" % len(archive))
        head = b"HTTP/1.1 200 OK\r\n" + header + b"\r\n\r\n"
        sent = {
            "nothing": 0,
            "status": 7,
            "headers": 20,
            "head": len(head),
            "first byte": len(head) + 1,
            "half": len(head) + len(body) // 2,
            "all but one byte": len(head + body) - 1,
        }[point]
        handler.wfile.write((head + body)[:sent])
        closing = handler.server.owner.closing
        if how == "resets":
            linger = struct.pack("ii", 1, 0)
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            handler.connection.close()
        elif how == "stalls":
            closing.wait(30)
        elif how == "drips":
            for byte in (head + body)[sent:]:
                if closing.wait(0.05):
                    break
                handler.wfile.write(bytes([byte]))

    return fault


def endless(handler: Handler, archive: bytes) -> None:
    """Send more and more, without saying how much."""
    handler.start(200, Transfer_Encoding="chunked")
    while not handler.server.owner.closing.is_set():
        handler.wfile.write(b"%x\r\n%b\r\n" % (65536, bytes(65536)))


def interim(handler: Handler, archive: bytes) -> None:
    """Say for ever that the answer will come."""
    while not handler.server.owner.closing.is_set():
        handler.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000)


def trailers(handler: Handler, archive: bytes) -> None:
    """Send the whole body, and trailers after it for ever."""
    handler.start(200, Transfer_Encoding="chunked")
    handler.wfile.write(b"%x\r\n%b\r\n0\r\n" % (len(archive), archive))
    while not handler.server.owner.closing.is_set():
        handler.wfile.write(b"X: y\r\n" * 1000)


def reason(phrase: bytes, code: int = 403) -> Fault:
    """Answer with a reason phrase of its own."""

    def fault(handler: Handler, archive: bytes) -> None:
        handler.wfile.write(b"HTTP/1.1 %d %b\r\nContent-Length: 0\r\n\r\n" % (code, phrase))

    return fault


def trickle(handler: Handler, archive: bytes) -> None:
    """Send many pieces, none of them late, for ever."""
    handler.start(200, Transfer_Encoding="chunked")
    while not handler.server.owner.closing.wait(0.02):
        handler.wfile.write(b"%x\r\n%b\r\n" % (65536, bytes(65536)))


class _Server(http.server.ThreadingHTTPServer):
    owner: "ListServer"
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def handle_error(self, *_: object) -> None:
        """Clients that hang up are what the tests are about."""


class ListServer:
    """Serves archives on loopback, from a thread, while it is entered.

    Attributes:
        requests: What was asked for, in order.
        faults: What to answer instead of the archive, one a request.
        always: What to answer when there are no more faults; None for the archive.
        archives: The archives by path.
        closing: Set when the server ends, for faults that last.
        others: What answers where there is no archive; None for a 404.
    """

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.faults: list[Fault] = []
        self.always: Fault | None = None
        self.archives: dict[str, bytes] = {}
        self.closing = threading.Event()
        self.others: Callable[[Handler], None] | None = None
        self.lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), Handler)
        self._server.owner = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def host(self) -> str:
        """The server's address, as `127.0.0.1:port`."""
        return f"127.0.0.1:{self._server.server_port}"

    @property
    def template(self) -> str:
        """What to set `TRUSTWORTHY_AUDIO_LLMS_ARCHIVE_URL` to."""
        return f"http://{self.host}/{{repo}}/tar.gz/{{ref}}"

    def url(self, ref: str = "HEAD", *, repo: str = REPO) -> str:
        """The address of an archive."""
        return self.template.format(repo=repo, ref=ref)

    def put(
        self,
        files: Mapping[str, str | bytes],
        *,
        refs: Iterable[str] = ("HEAD",),
        repo: str = REPO,
        commit: str | None = None,
    ) -> str:
        """Serve files as a commit, under that commit and under refs; gives back the commit."""
        commit = commit or commit_of(repr(sorted(files.items())))
        self.put_archive(make_archive(files, commit=commit), refs=(commit, *refs), repo=repo)
        return commit

    def put_archive(
        self, archive: bytes, *, refs: Iterable[str] = ("HEAD",), repo: str = REPO
    ) -> None:
        """Serve bytes as they are under refs."""
        with self.lock:
            for ref in refs:
                self.archives[f"/{repo}/tar.gz/{ref}"] = archive
