"""The web server of the screening page: for one person, on one machine, for as long as it takes.

It listens on 127.0.0.1 alone, on a port that the system chooses. That keeps out other machines,
not other pages in the same browser, nor other processes here. So every address begins with a
token that nobody can guess; a request must name this very host (against DNS rebinding), and one
that changes something must come from the page itself, as JSON (against forged forms). Answers may
load nothing from elsewhere and be framed by nobody. The browser is started with an address that
works once, since command lines can be read by every process.
"""

import http.server
import json
import secrets
import threading
from collections.abc import Callable, Mapping
from importlib import resources
from typing import Any
from urllib.parse import parse_qs

from .. import _exports
from .._errors import CatalogError
from .screening import Conflict, Screening

_HOST = "127.0.0.1"
_LARGEST = 1 << 16
"""The most bytes of a request's body."""
_CONNECTIONS = 32
"""How many connections are served at once; a browser opens six."""
_WAITING = 30
"""How many seconds a connection may say nothing."""
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
_FILES = {
    "": ("text/html", __package__, "screen.html"),
    "palette.css": ("text/css", _exports.__name__, "palette.css"),
    "screen.css": ("text/css", __package__, "screen.css"),
    "elements.js": ("text/javascript", _exports.__name__, "elements.js"),
    "screen.js": ("text/javascript", __package__, "screen.js"),
    "work.js": ("text/javascript", __package__, "work.js"),
}


class ScreeningServer(http.server.ThreadingHTTPServer):
    """Serves the screening page until it is told to end.

    Args:
        screening: The works and what is said of them.

    Attributes:
        origin: Scheme, host and port, as a browser names them.
        token: What every address of the page begins with.
        url: The address of the page.
        invitation: An address that leads there once.
        screening: The works and what is said of them.
    """

    daemon_threads = True
    # Another process could otherwise take the port as well, on systems that share ports freely.
    allow_reuse_address = False

    def __init__(self, screening: Screening) -> None:
        super().__init__((_HOST, 0), _Handler)
        self.screening = screening
        self.origin = f"http://{_HOST}:{self.server_port}"
        self.token = secrets.token_urlsafe(32)
        self.url = f"{self.origin}/{self.token}/"
        self._code: str | None = secrets.token_urlsafe(32)
        self.invitation = f"{self.origin}/{self._code}"
        self._free = threading.BoundedSemaphore(_CONNECTIONS)

    def accepts(self, code: str) -> bool:
        """Whether a code is that of the invitation, which then is used up."""
        known, given = self._code, code.encode()
        if known is None or not secrets.compare_digest(known.encode(), given):
            return False
        self._code = None
        return True

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer in a thread, unless too many are busy."""
        if not self._free.acquire(blocking=False):
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answer, and make room for others."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a browser that goes away is no error."""


class _Handler(http.server.BaseHTTPRequestHandler):
    """Answers one connection."""

    server: ScreeningServer
    protocol_version = "HTTP/1.1"
    timeout = _WAITING
    # Else a small answer waits for the browser's acknowledgement of its head.
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Give the page, its parts, and works."""
        if not self._is_from_here():
            return
        token, path = self._address()
        if path is None:
            if self.server.accepts(token):
                self._answer(303, b"", "text/plain", {"Location": f"/{self.server.token}/"})
            else:
                self._refuse(404, "There is nothing here.")
        elif not self._knows(token):
            self._refuse(404, "There is nothing here.")
        elif path in _FILES:
            kind, package, name = _FILES[path]
            data = resources.files(package).joinpath("assets", name).read_bytes()
            self._answer(200, data, f"{kind}; charset=utf-8")
        else:
            self._ask(path)

    def do_POST(self) -> None:
        """Keep a word, or end."""
        if not self._is_from_here():
            return
        token, path = self._address()
        if not self._knows(token):
            self._refuse(404, "There is nothing here.")
        elif self.headers.get("Origin") != self.server.origin:
            self._refuse(403, "This did not come from the page.")
        elif self.headers.get_content_type() != "application/json":
            self._refuse(415, "This is no JSON.")
        elif (data := self._body()) is not None:
            self._tell(path, data)

    def _ask(self, path: str) -> None:
        """Answer a question about the works."""
        screening = self.server.screening
        query = {name: values[-1] for name, values in parse_qs(self.path.partition("?")[2]).items()}
        order = query.get("order", "undecided")
        index = query.get("index", "")
        if path == "state":
            self._json(screening.state)
        elif path == "work" and index.isascii() and index.isdigit() and len(index) < 10:
            self._json(lambda: screening.work(order, int(index)))
        elif path == "work":
            self._json(lambda: screening.first(order))
        else:
            self._refuse(404, "There is nothing here.")

    def _tell(self, path: str | None, data: bytes) -> None:
        """Take in what the page says."""
        try:
            word = json.loads(data)
        except (ValueError, RecursionError):
            word = None
        if not isinstance(word, dict):
            self._refuse(400, "This is no JSON object.")
        elif path == "decision":
            self._json(lambda: self.server.screening.decide(word))
        elif path == "end":
            self._json(dict)
            threading.Thread(target=self.server.shutdown, daemon=True).start()
        else:
            self._refuse(404, "There is nothing here.")

    def _is_from_here(self) -> bool:
        """Whether a request names this host, and does not come from a page of another."""
        if self.headers.get_all("Host") != [f"{_HOST}:{self.server.server_port}"]:
            self._refuse(403, "This is another host.")
            return False
        near = self.headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin")
        # Whoever follows the address from a notebook or a terminal in the browser opens it whole.
        opened = self.command == "GET" and self.headers.get("Sec-Fetch-Dest") == "document"
        if not (near or opened):
            self._refuse(403, "This came from another page.")
            return False
        return True

    def _address(self) -> tuple[str, str | None]:
        """The token that an address begins with, and what follows it."""
        path = self.path.partition("?")[0]
        first, slash, rest = path.removeprefix("/").partition("/")
        return first, rest if slash else None

    def _knows(self, token: str) -> bool:
        return secrets.compare_digest(self.server.token.encode(), token.encode())

    def _body(self) -> bytes | None:
        """What was sent; None where it was refused."""
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()):
            self._refuse(411, "How long is this?")
            return None
        if len(length) > 9 or int(length) > _LARGEST:
            self._refuse(413, "This is too long.")
            return None
        return self.rfile.read(int(length))

    def _json(self, answer: Callable[[], Mapping[str, Any]]) -> None:
        try:
            status, content = 200, dict(answer())
        except Conflict:
            status, content = 409, {"error": "You judged this work elsewhere meanwhile."}
        except CatalogError as error:
            status, content = 400, {"error": str(error)}
        except OSError as error:
            status, content = 500, {"error": f"It could not be saved: {error}"}
        data = json.dumps(content).encode()
        self._answer(status, data, "application/json")

    def _refuse(self, status: int, why: str) -> None:
        self.close_connection = True  # What was sent with it was not read.
        self._answer(status, f"{why}\n".encode(), "text/plain; charset=utf-8")

    def _answer(
        self, status: int, data: bytes, kind: str, more: Mapping[str, str] | None = None
    ) -> None:
        self.send_response_only(status)
        headers = {"Content-Type": kind, "Content-Length": str(len(data)), **_HEADERS}
        for name, value in (headers | dict(more or {})).items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(data)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer what is no request that is known here."""
        self._refuse(code, message or "This is no request.")

    def log_message(self, format: str, *args: Any) -> None:
        """Keep no log: addresses hold the token."""
