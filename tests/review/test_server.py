"""The server of the screening page: only the page itself gets in, and only what it may do."""

import http.client
import json
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from disks import posix
from screened import Served, finish

from trustworthy_audio_llms import Catalog, InvalidQuery, Review


@pytest.fixture
def saved(catalog: Catalog, tmp_path: Path) -> Path:
    """The file of a review that nobody has begun."""
    Review(catalog, title="Voices <b>").save(tmp_path / "review.json")
    return tmp_path / "review.json"


@pytest.fixture
def served(saved: Path) -> Iterator[Served]:
    """That review, being screened by Ann."""
    with Served(saved, by="ann") as served:
        yield served


def first_word(served: Served) -> dict[str, Any]:
    """A word on the first work."""
    shown = served.get("work")
    return {
        "order": "undecided",
        "index": shown["index"],
        "id": shown["work"]["id"],
        "verdict": "include",
        "reason": None,
        "note": None,
        "seen": None,
    }


class TestPage:
    """What the page asks and says."""

    def test_its_parts(self, served: Served) -> None:
        """Page, style and scripts, each with its type, and nothing may be loaded from elsewhere."""
        for name, kind in (("", "html"), ("screen.css", "css"), ("screen.js", "javascript")):
            answer, data = served.ask(f"/{served.server.token}/{name}")
            assert answer.status == 200
            assert answer.getheader("Content-Type") == f"text/{kind}; charset=utf-8"
            assert len(data) > 500
            policy = str(answer.getheader("Content-Security-Policy"))
            assert policy.startswith("default-src 'none'; script-src 'self';")
            assert "unsafe" not in policy
            assert "frame-ancestors 'none'" in policy
            assert answer.getheader("Referrer-Policy") == "no-referrer"
            assert answer.getheader("Cache-Control") == "no-store"
            assert answer.getheader("X-Content-Type-Options") == "nosniff"
            assert answer.getheader("Server") is None

    def test_state_and_works(self, served: Served) -> None:
        """As JSON."""
        state = served.get("state")
        assert (state["title"], state["by"], state["works"]) == ("Voices <b>", "ann", 12)
        assert served.get("work?order=date&index=3")["index"] == 3
        assert served.get("work?order=date")["index"] == 0

    def test_a_word(self, served: Served, saved: Path) -> None:
        """It is on the disk when the answer comes."""
        status, answer = served.tell("decision", first_word(served))
        assert (status, answer["decided"]) == (200, 1)
        assert len(Review.load(saved).decisions) == 1

    def test_a_word_on_an_old_state(self, served: Served) -> None:
        """It is told apart from other errors, so that the page can show the new one."""
        word = first_word(served)
        served.tell("decision", word)
        assert served.tell("decision", word)[0] == 409

    def test_a_disk_that_is_full(self, served: Served, saved: Path) -> None:
        """The page is told that it was not saved."""
        word = first_word(served)
        (saved.parent / "review.json.journal").mkdir()
        status, answer = served.tell("decision", word)
        assert status == 500
        assert "could not be saved" in answer["error"]

    def test_the_end(self, served: Served) -> None:
        """The page can end it."""
        assert served.tell("end", {}) == (200, {})
        assert served.ended


class TestInvitation:
    """The browser is started with an address that works once."""

    def test_it_leads_to_the_page(self, served: Served) -> None:
        """Command lines can be read by other processes, which come too late."""
        path = served.server.invitation.removeprefix(served.server.origin)
        answer, _ = served.ask(path)
        assert answer.status == 303
        assert answer.getheader("Location") == f"/{served.server.token}/"
        assert served.ask(path)[0].status == 404

    def test_it_is_not_the_token(self, served: Served) -> None:
        """Nor does the token work in its place."""
        assert served.server.token not in served.server.invitation
        assert served.ask(f"/{served.server.token}")[0].status == 404
        assert len(served.server.token) >= 43


class TestStrangers:
    """Who is not the page gets nothing, and changes nothing."""

    @pytest.mark.parametrize(
        "path",
        [
            "/",
            "*",
            "//",
            "/state",
            "/x/state",
            "/x/",
            "/favicon.ico",
            "/%00/",
            "/\xff/state",
            "/../",
            "http://127.0.0.1/state",
            "//[/x",
        ],
    )
    def test_no_token(self, served: Served, path: str) -> None:
        """Whatever is guessed, there is nothing there."""
        with socket.create_connection(("127.0.0.1", served.server.server_port)) as connection:
            host = f"127.0.0.1:{served.server.server_port}"
            request = f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n"
            connection.sendall(request.encode("latin-1"))
            answer = connection.recv(10_000)
        assert b" 404 " in answer or b" 400 " in answer
        assert b"Voices" not in answer
        assert served.server.token.encode() not in answer

    @pytest.mark.parametrize("path", ["", "state", "work", "decision"])
    def test_almost_the_token(self, served: Served, path: str) -> None:
        """A letter that is missing or too many is no token."""
        token = served.server.token
        for guess in (token[:-1], f"{token}x", token.swapcase()):
            for method in ("GET", "POST"):
                answer, _ = served.ask(f"/{guess}/{path}", method=method, body=b"{}")
                assert answer.status == 404

    @pytest.mark.parametrize(
        "host", ["evil.example", "localhost", "127.0.0.1", "127.0.0.1:1", "[::1]:80", ""]
    )
    def test_another_host(self, served: Served, host: str) -> None:
        """A name that was made to point here (DNS rebinding) does not do."""
        assert served.ask(f"/{served.server.token}/state", Host=host)[0].status == 403
        status, _ = served.tell("decision", first_word(served), Host=host)
        assert status == 403
        assert served.review.decisions == ()

    @pytest.mark.parametrize(
        "origin",
        ["http://evil.example", "null", "", "http://127.0.0.1", "https://127.0.0.1:{port}"],
    )
    def test_another_origin(self, served: Served, origin: str) -> None:
        """A page of another origin that has got hold of the token cannot write."""
        origin = origin.format(port=served.server.server_port)
        assert served.tell("decision", first_word(served), Origin=origin)[0] == 403
        assert served.review.decisions == ()

    def test_no_origin(self, served: Served) -> None:
        """Browsers always send one where something changes."""
        address = f"/{served.server.token}/decision"
        body = json.dumps(first_word(served)).encode()
        answer, _ = served.ask(address, method="POST", body=body, Content_Type="application/json")
        assert answer.status == 403

    @pytest.mark.parametrize("site", ["cross-site", "same-site"])
    def test_another_page_of_the_browser(self, served: Served, site: str) -> None:
        """It may open the page, which anybody with the address may, and use none of its parts."""
        address = f"/{served.server.token}/"
        refused, _ = served.ask(f"{address}screen.js", Sec_Fetch_Site=site, Sec_Fetch_Dest="script")
        assert refused.status == 403
        opened, _ = served.ask(address, Sec_Fetch_Site=site, Sec_Fetch_Dest="document")
        assert opened.status == 200
        told, _ = served.tell(
            "decision", first_word(served), Sec_Fetch_Site=site, Sec_Fetch_Dest="document"
        )
        assert told == 403

    @pytest.mark.parametrize(
        "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
    )
    def test_a_form(self, served: Served, kind: str) -> None:
        """Forms can be sent from anywhere, and send no JSON."""
        assert served.tell("decision", first_word(served), Content_Type=kind)[0] == 415

    def test_two_hosts(self, served: Served) -> None:
        """A request that names two is none."""
        port = served.server.server_port
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.sendall(
                f"GET /{served.server.token}/state HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
                "Host: evil.example\r\n\r\n".encode()
            )
            assert b" 403 " in connection.recv(1000)


class TestNonsense:
    """What no page sends."""

    @pytest.mark.parametrize("data", [b"", b"[]", b"5", b"null", b"\xff", b"[" * 60_000])
    def test_no_json_object(self, served: Served, data: bytes) -> None:
        """It is refused."""
        answer, _ = served.ask(
            f"/{served.server.token}/decision",
            method="POST",
            body=data,
            Origin=served.server.origin,
            Content_Type="application/json",
        )
        assert answer.status == 400

    def test_no_word(self, served: Served) -> None:
        """The page is told what was wrong."""
        status, answer = served.tell("decision", {"order": "undecided", "index": {}})
        assert status == 400
        assert "no work at" in answer["error"]

    @pytest.mark.parametrize(
        ("length", "status"), [("65537", 413), ("9" * 30, 413), ("-1", 411), ("x", 411), ("٣", 411)]
    )
    def test_lengths(self, served: Served, length: str, status: int) -> None:
        """What is too long, or does not say how long it is, is not read."""
        port = served.server.server_port
        with socket.create_connection(("127.0.0.1", port)) as connection:
            head = (
                f"POST /{served.server.token}/decision HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
                f"Origin: {served.server.origin}\r\nContent-Type: application/json\r\n"
                f"Content-Length: {length}\r\n\r\n"
            )
            connection.sendall(head.encode())
            assert f" {status} ".encode() in connection.recv(1000)

    @pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "HEAD", "BREW"])
    def test_methods(self, served: Served, method: str) -> None:
        """The page gets and posts."""
        answer, _ = served.ask(f"/{served.server.token}/state", method=method)
        assert answer.status == 501

    @pytest.mark.parametrize(
        "path", ["work?index=99", "work?order=size", "work?index=%D9%A3", "nothing", "work/0"]
    )
    def test_addresses(self, served: Served, path: str) -> None:
        """What is not there is said not to be."""
        status = served.ask(f"/{served.server.token}/{path}")[0].status
        assert status in (400, 404) or path.endswith("%A3")
        assert served.tell("nothing", {})[0] == 404

    def test_a_line_without_end(self, served: Served) -> None:
        """It is not kept in memory."""
        with socket.create_connection(("127.0.0.1", served.server.server_port)) as connection:
            # As much as is read before it is refused: what is left would reset the connection.
            connection.sendall(b"GET /".ljust(65_537, b"x"))
            assert b" 414 " in connection.recv(1000)

    def test_many_connections(self, served: Served) -> None:
        """Those that say nothing do not keep the page out for long; there is a bound."""
        address = ("127.0.0.1", served.server.server_port)
        before = threading.active_count()
        idle = [socket.create_connection(address) for _ in range(60)]
        try:
            time.sleep(0.2)
            assert threading.active_count() - before <= 32
        finally:
            for connection in idle:
                connection.close()
        while True:  # Those that have gone are noticed one by one; it would hang for ever.
            try:
                assert served.get("state")["works"] == 12
                break
            except (http.client.HTTPException, OSError):
                time.sleep(0.05)


class TestScreen:
    """`Review.screen`, from its beginning to its end."""

    def test_without_a_file(self, catalog: Catalog) -> None:
        """There is nowhere to keep a word."""
        with pytest.raises(InvalidQuery, match=r"save\('review\.json'\)"):
            Review(catalog).screen()

    def test_to_the_end(self, catalog: Catalog, tmp_path: Path, capfd: Any) -> None:
        """The address is printed, the review has what was said, and its file as well."""
        review = Review(catalog, title="Voices")
        review.save(tmp_path / "review.json")
        review.exclude("too old", until=2010)
        thread = threading.Thread(
            target=review.screen,
            kwargs={"by": "ann", "open_browser": False, "reasons": ["no audio"]},
        )
        thread.start()
        url = ""
        while not url.endswith("/\n"):
            url += capfd.readouterr().out
            time.sleep(0.01)
        port, token = url.strip().rpartition(":")[2].strip("/").split("/")
        connection = http.client.HTTPConnection("127.0.0.1", int(port))
        origin = {"Origin": f"http://127.0.0.1:{port}", "Content-Type": "application/json"}
        connection.request("GET", f"/{token}/work")
        shown = json.loads(connection.getresponse().read())
        assert shown["reasons"] == ["no audio", "too old"]
        word = {
            "order": "undecided",
            "index": 0,
            "id": shown["work"]["id"],
            "verdict": "unsure",
            "seen": None,
        }
        connection.request("POST", f"/{token}/decision", json.dumps(word), origin)
        assert connection.getresponse().read()
        connection.request("POST", f"/{token}/end", "{}", origin)
        assert connection.getresponse().read() == b"{}"
        thread.join(120)
        connection.close()
        assert not thread.is_alive()
        assert [path.name for path in tmp_path.iterdir()] == ["review.json"]
        assert len(review.decisions) == len(Review.load(tmp_path / "review.json").decisions) == 1

    @posix
    def test_the_browser(
        self, saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Any
    ) -> None:
        """It is opened with the invitation, which leads to the address that is printed."""
        opened = tmp_path / "opened"
        monkeypatch.setenv("BROWSER", f"sh -c 'printf %s \"$0\" > {opened}' %s")
        review = Review.load(saved)
        thread = threading.Thread(target=review.screen)
        thread.start()
        while not (opened.exists() and opened.read_text(encoding="utf-8")):
            time.sleep(0.01)
        invitation = opened.read_text(encoding="utf-8")
        printed = capfd.readouterr().out.strip()
        assert invitation.rpartition("/")[0] == printed.strip("/").rpartition("/")[0]
        assert invitation.rpartition("/")[2] not in printed
        finish(invitation)
        thread.join(120)
        assert not thread.is_alive()

    @posix
    def test_an_interrupt(self, saved: Path) -> None:
        """Ctrl-C ends it as the button on the page does: what was said is in the file."""
        code = (
            "import sys; from trustworthy_audio_llms import Review\n"
            f"review = Review.load({str(saved)!r}); review.screen(open_browser=False)\n"
            "print(len(review.decisions))"
        )
        with subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline().startswith("http://127.0.0.1:")
            process.send_signal(signal.SIGINT)
            assert process.stdout.read() == "0\n"
        assert process.returncode == 0
