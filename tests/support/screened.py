"""The screening page, served in a thread as `Review.screen` serves it."""

import http.client
import json
import threading
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from trustworthy_audio_llms import Review
from trustworthy_audio_llms._review.screening import Screening
from trustworthy_audio_llms._review.server import ScreeningServer


def finish(invitation: str) -> bool:
    """Follow an invitation as a browser does, and end the screening at once, in a thread."""

    def visit() -> None:
        host, _, code = invitation.removeprefix("http://").partition("/")
        connection = http.client.HTTPConnection(host, timeout=120)
        connection.request("GET", f"/{code}")
        answer = connection.getresponse()
        answer.read()
        headers = {"Origin": f"http://{host}", "Content-Type": "application/json"}
        connection.request("POST", f"{answer.getheader('Location')}end", "{}", headers)
        connection.getresponse().read()
        connection.close()

    threading.Thread(target=visit).start()
    return True


class Served:
    """A review that is being screened.

    Attributes:
        review: The review.
        server: Its server.
    """

    def __init__(self, path: Path, **options: Any) -> None:
        self.review = Review.load(path)
        self.server = ScreeningServer(Screening(self.review, path, **options))
        self._thread = threading.Thread(target=self.server.serve_forever, args=(0.01,))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.server.shutdown()
        self._thread.join()
        self.server.server_close()

    @property
    def ended(self) -> bool:
        """Whether the page has ended it."""
        self._thread.join(120)
        return not self._thread.is_alive()

    def ask(
        self, path: str, *, method: str = "GET", body: bytes | None = None, **headers: str
    ) -> "tuple[http.client.HTTPResponse, bytes]":
        """Send one request, with these headers besides, and give the answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=120)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, path, body, named)
            answer = connection.getresponse()
            return answer, answer.read()
        finally:
            connection.close()

    def tell(self, path: str, message: Any, **headers: str) -> tuple[int, Any]:
        """Say something as the page does, and give the status and what was answered."""
        usual = {"Origin": self.server.origin, "Content_Type": "application/json"}
        body = json.dumps(message).encode()
        address = f"/{self.server.token}/{path}"
        answer, data = self.ask(address, method="POST", body=body, **(usual | headers))
        try:
            return answer.status, json.loads(data)
        except ValueError:
            return answer.status, data.decode()

    def get(self, path: str = "") -> Any:
        """What an address of the page gives, read as JSON."""
        answer, data = self.ask(f"/{self.server.token}/{path}")
        assert answer.status == 200, data
        return json.loads(data)
