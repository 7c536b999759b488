"""Downloading: one request where that is enough, and an end to everything that goes wrong."""

import logging
import socket
import threading
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path

import pytest
from listserver import (
    Fault,
    Handler,
    ListServer,
    chunked,
    drip,
    drip_headers,
    encoded,
    endless,
    hang_up,
    interim,
    reason,
    redirect,
    reset,
    short,
    stall,
    status,
    trailers,
    trickle,
)

from trustworthy_audio_llms._errors import FetchError
from trustworthy_audio_llms._sources import download as _download
from trustworthy_audio_llms._sources import request as _request
from trustworthy_audio_llms._sources import transfer as _transfer
from trustworthy_audio_llms._sources.connections import Connections
from trustworthy_audio_llms._sources.download import download

FILES = {"README.md": "- [A title](https://arxiv.org/abs/2405.19103)\n" * 3000}


@pytest.fixture(autouse=True)
def _short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_transfer, "BACKOFF", 0.01)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def server() -> Iterator[ListServer]:
    """A server with one list."""
    with ListServer() as server:
        server.put(FILES)
        yield server


def archive(server: ListServer) -> bytes:
    """What the server serves."""
    return next(iter(server.archives.values()))


def workers() -> list[threading.Thread]:
    """The threads that download."""
    return [thread for thread in threading.enumerate() if thread.name.endswith(".fetch")]


def wait_for_no_worker() -> None:
    """Wait until no thread downloads any more; one that goes on does so for ever."""
    for worker in workers():
        worker.join(120)
    assert not workers()


class TestOneRequest:
    """What goes well costs one request."""

    def test_the_archive_and_its_tag(self, server: ListServer) -> None:
        """The bytes come as they are served, with the entity tag."""
        answer = download(server.url())
        assert answer.changed
        assert answer.body == archive(server)
        assert answer.etag is not None
        assert answer.etag.startswith('W/"')
        assert len(server.requests) == 1

    def test_not_changed(self, server: ListServer) -> None:
        """With the tag of what is known, nothing comes."""
        etag = download(server.url()).etag
        answer = download(server.url(), etag=etag)
        assert (answer.changed, answer.body, answer.etag) == (False, b"", etag)
        assert server.requests[1].headers["If-None-Match"] == etag

    @pytest.mark.parametrize("fault", [chunked, encoded])
    def test_other_ways_to_send_the_same_bytes(self, server: ListServer, fault: Fault) -> None:
        """Chunks without a length, and an encoding that is the archive's own, change nothing."""
        server.faults = [fault]
        assert download(server.url()).body == archive(server)

    @pytest.mark.parametrize("etag", ["", '"\u00e9"'])
    def test_a_tag_that_cannot_be_sent_back(self, server: ListServer, etag: str) -> None:
        """Such a tag is as good as none."""
        server.faults = [status(200, b"body", ETag=etag)]
        assert download(server.url()).etag is None

    def test_a_proxy_from_the_environment(
        self, server: ListServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Proxies are taken from the environment, as everywhere."""
        for name in ("NO_PROXY", "no_proxy", "http_proxy"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("HTTP_PROXY", f"http://{server.host}")
        server.faults = [status(200, b"by proxy")]
        assert download("http://list.invalid/archive").body == b"by proxy"
        assert server.requests[0].path == "http://list.invalid/archive"

    def test_no_credentials_are_sent(
        self, server: ListServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A public archive needs no password: that in ~/.netrc stays there, and cookies too."""
        netrc = tmp_path / "netrc"
        netrc.write_text("machine 127.0.0.1 login me password secret\n", encoding="utf-8")
        monkeypatch.setenv("NETRC", str(netrc))
        server.faults = [
            status(302, Location=server.url(), Set_Cookie="name=secret; Path=/; Domain=127.0.0.1"),
            status(302, Location=server.url(), Set_Cookie="name=secret"),
        ]
        assert download(server.url()).changed
        assert len(server.requests) == 3
        for request in server.requests:
            assert not {"Authorization", "Cookie"} & request.headers.keys()


class TestProgress:
    """Whoever waits can be told how far it is."""

    def test_bytes_done_and_in_all(self, server: ListServer) -> None:
        """Each piece is reported, up to the whole."""
        told: list[tuple[int, int | None]] = []
        body = download(server.url(), progress=lambda *news: told.append(news)).body
        assert told == sorted(told)
        assert told[-1] == (len(body), len(body))

    def test_an_unknown_total(self, server: ListServer) -> None:
        """Where the server does not say how much it will be, nor do we."""
        server.faults = [chunked]
        told: list[tuple[int, int | None]] = []
        body = download(server.url(), progress=lambda *news: told.append(news)).body
        assert told[-1] == (len(body), None)

    def test_in_the_calling_thread(self, server: ListServer) -> None:
        """A progress bar may be drawn without locks."""
        threads = set()
        download(server.url(), progress=lambda *_: threads.add(threading.current_thread()))
        assert threads == {threading.current_thread()}

    @pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
    def test_what_it_raises_ends_the_download(
        self, server: ListServer, error: type[BaseException]
    ) -> None:
        """It reaches the caller, and the thread that downloads ends too."""

        def stop(*_: object) -> None:
            raise error("enough")

        server.faults = [trickle]
        with pytest.raises(error, match="enough"):
            download(server.url(), progress=stop)
        wait_for_no_worker()


class TestMayPass:
    """What may pass is tried again, a few times, and logged."""

    @pytest.mark.parametrize(
        "fault",
        [
            status(429, Retry_After="0"),
            status(429),
            status(500),
            status(502),
            status(503, Retry_After=formatdate(usegmt=True)),
            status(504),
            reset,
            short,
            hang_up,
        ],
        ids=["429-now", "429", "500", "502", "503-at", "504", "reset", "short", "hang-up"],
    )
    def test_is_tried_again(self, server: ListServer, fault: Fault) -> None:
        """Three failures in a row and then an answer are an answer."""
        server.faults = [fault] * 3
        assert download(server.url()).body == archive(server)
        assert len(server.requests) == 4

    def test_each_retry_is_logged(
        self, server: ListServer, caplog: pytest.LogCaptureFixture
    ) -> None:
        """The log says which retry it is, and why."""
        server.faults = [status(503), reset]
        with caplog.at_level(logging.INFO, logger="trustworthy_audio_llms"):
            download(server.url())
        first, second = [record.getMessage() for record in caplog.records]
        assert first.startswith("Retry 1 of 3 in 0.0 s")
        assert "answered 503 Service Unavailable" in first
        assert second.startswith("Retry 2 of 3")
        assert "the connection failed" in second

    @pytest.mark.parametrize(
        ("fault", "what"),
        [
            (status(503), "answered 503 Service Unavailable. Try again later"),
            (status(429, Retry_After="0"), "answered 429 Too Many Requests. Try again after 0 s"),
            (short, r"the connection failed.*Check the network"),
        ],
        ids=["503", "429", "short"],
    )
    def test_has_an_end(self, server: ListServer, fault: Fault, what: str) -> None:
        """After three retries the failure is raised, with what still works."""
        server.always = fault
        with pytest.raises(FetchError, match=rf'{what}.*`load\("latest"\)`') as caught:
            download(server.url())
        assert caught.value.url == server.url()
        assert len(server.requests) == 4

    def test_nobody_there(self) -> None:
        """A refused connection is a failure that says so."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        with pytest.raises(FetchError, match=r"the connection failed.*refused"):
            download(f"http://127.0.0.1:{port}/")

    def test_a_server_that_asks_for_a_long_pause_gets_it(self, server: ListServer) -> None:
        """It is not asked again, and the message says when to."""
        server.faults = [status(429, Retry_After="3600")]
        with pytest.raises(FetchError, match=r"429 Too Many Requests. Try again after 3600 s"):
            download(server.url())
        assert len(server.requests) == 1

    def test_pauses_grow_and_differ(
        self, server: ListServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        """Each pause is up to twice the one before, up to a limit, and some of it is chance."""
        monkeypatch.setattr(_transfer, "BACKOFF", 0.04)
        monkeypatch.setattr(_transfer, "LONGEST_WAIT", 0.08)
        server.faults = [status(503)] * 3
        with caplog.at_level(logging.INFO, logger="trustworthy_audio_llms"):
            download(server.url())
        pauses = [record.args[2] for record in caplog.records if isinstance(record.args, tuple)]
        assert 0.02 <= pauses[0] <= 0.04  # type: ignore[operator]
        assert all(0.04 <= pause <= 0.08 for pause in pauses[1:])  # type: ignore[operator]
        assert len(set(pauses)) == 3


class TestForGood:
    """What will not pass fails at once."""

    @pytest.mark.parametrize("code", [204, 206, 304, 400, 401, 403, 404, 410, 451, 501])
    def test_other_statuses(self, server: ListServer, code: int) -> None:
        """One request, one error that shows the status."""
        server.faults = [status(code)]
        with pytest.raises(FetchError, match=f"the server answered {code} "):
            download(server.url())
        assert len(server.requests) == 1

    def test_not_found(self, server: ListServer) -> None:
        """The likely reason for a 404 is a typing error."""
        with pytest.raises(FetchError, match="Check that the repository and the ref exist"):
            download(server.url("no-such-branch"))

    def test_too_many_bytes_announced(
        self, server: ListServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What says it is too large is not even read."""
        monkeypatch.setattr(_download, "MAX_ARCHIVE_BYTES", 2**20)
        server.faults = [drip_of(2**20 + 1)]
        with pytest.raises(FetchError, match="larger than 1 MiB"):
            download(server.url())
        assert len(server.requests) == 1

    def test_too_many_bytes(self, server: ListServer, monkeypatch: pytest.MonkeyPatch) -> None:
        """What does not say so is read up to the bound."""
        monkeypatch.setattr(_download, "MAX_ARCHIVE_BYTES", 2**20)
        server.faults = [endless]
        with pytest.raises(FetchError, match="larger than 1 MiB"):
            download(server.url())
        assert len(server.requests) == 1

    def test_no_secure_connection(self, server: ListServer) -> None:
        """A server without a valid certificate is not asked twice, nor in the clear."""
        with pytest.raises(FetchError, match="no secure connection could be made"):
            download(server.url().replace("http:", "https:"))
        assert server.requests == []

    def test_certificates_that_are_not_there(
        self, server: ListServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        """An environment that names missing certificates is an error of ours that shows them."""
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "none.pem"))
        with pytest.raises(FetchError, match=r"none\.pem.*Check REQUESTS_CA_BUNDLE"):
            download(server.url().replace("http:", "https:"))

    def test_a_reason_that_would_run_in_a_terminal(self, server: ListServer) -> None:
        """What a server says is shown in an error, not run by whoever prints it."""
        server.faults = [reason(b"No \x1b]0;title\x07 \x1b[2J \x9b31m thanks")]
        with pytest.raises(FetchError, match="the server answered 403 No") as caught:
            download(server.url())
        assert str(caught.value).isprintable()
        assert r"\x1b[2J" in str(caught.value)

    def test_an_address_that_is_none(self) -> None:
        """What requests cannot ask for is an error of ours too."""
        with pytest.raises(FetchError, match="it cannot be asked for"):
            download("http://*/HEAD")


def drip_of(length: int) -> Fault:
    """Announce so many bytes, and send none of them."""

    def fault(handler: Handler, archive: bytes) -> None:
        handler.start(200, Content_Length=str(length))
        stall(handler, archive)

    return fault


class TestTime:
    """However slow a server is, the end comes."""

    @pytest.mark.parametrize("fault", [drip, drip_headers, stall])
    def test_a_deadline(
        self, server: ListServer, fault: Fault, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Bytes that keep coming, in the body or the headers, do not put off the end."""
        monkeypatch.setattr(_transfer, "DEADLINE", 0.8)
        server.always = fault
        with pytest.raises(FetchError, match=r"longer than 0.8 seconds"):
            download(server.url())
        assert len(server.requests) <= 1  # None, if the machine is that slow.

    @pytest.mark.parametrize("fault", [interim, trailers, drip, drip_headers])
    def test_nothing_goes_on_after_it(
        self, server: ListServer, fault: Fault, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What a server never ends is ended by the caller: no thread is left to read it."""
        monkeypatch.setattr(_transfer, "DEADLINE", 0.8)
        server.always = fault
        with pytest.raises(FetchError, match=r"longer than 0.8 seconds"):
            download(server.url())
        wait_for_no_worker()

    def test_a_proxy_that_never_answers(
        self, server: ListServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Connections through a proxy are cut, too, and kept for the redirects before that."""
        for name in ("NO_PROXY", "no_proxy", "http_proxy"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("HTTP_PROXY", f"http://{server.host}")
        monkeypatch.setattr(_transfer, "DEADLINE", 0.8)
        server.faults = [redirect("/elsewhere")]
        server.always = interim
        with pytest.raises(FetchError, match=r"longer than 0.8 seconds"):
            download("http://list.invalid/archive")
        wait_for_no_worker()

    def test_a_connection_that_comes_after_it(self) -> None:
        """Where the name was looked up for too long, the connection is cut as it is made."""
        connections = Connections()
        connections.cut()
        ours, theirs = socket.socketpair()
        with ours, theirs:
            connections.add(ours)
            assert theirs.recv(1) == b""
            theirs.close()
            connections.add(ours)  # What is closed already costs no error.

    def test_without_threads(self, server: ListServer, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where none can be started, it is done in the calling one, with the same end in time."""
        told: list[tuple[int, int | None]] = []
        with monkeypatch.context() as patched:
            patched.setattr(_transfer, "Thread", ThreadThatNeverStarts)
            assert download(server.url(), progress=lambda *news: told.append(news)).changed
            assert told
            patched.setattr(_transfer, "DEADLINE", 0.8)
            server.faults = [trickle]
            with pytest.raises(FetchError, match=r"longer than 0.8 seconds"):
                download(server.url())

    def test_silence(self, server: ListServer, monkeypatch: pytest.MonkeyPatch) -> None:
        """A server that says nothing is given up, and asked again."""

        def silent(handler: Handler, archive: bytes) -> None:
            monkeypatch.setattr(_request, "READ_TIMEOUT", 120.0)  # From the next request on.
            stall(handler, archive)

        monkeypatch.setattr(_request, "READ_TIMEOUT", 0.5)
        server.faults = [silent]
        assert download(server.url()).changed
        assert len(server.requests) >= 2  # More, if the machine is slower than that.

    def test_no_retry_after_the_deadline(
        self, server: ListServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A pause ends with the download it belongs to."""
        monkeypatch.setattr(_transfer, "DEADLINE", 0.8)
        monkeypatch.setattr(_transfer, "BACKOFF", 20.0)
        server.faults = [status(503)]
        with pytest.raises(FetchError, match=r"longer than 0.8 seconds"):
            download(server.url())
        wait_for_no_worker()
        assert len(server.requests) <= 1


class ThreadThatNeverStarts:
    """What a platform without threads has in their place."""

    def __init__(self, **_: object) -> None: ...

    def start(self) -> None:
        """Say that there are none."""
        raise RuntimeError("can't start new thread")


class TestRedirects:
    """A redirect is followed where an archive can be expected, and nowhere else."""

    @pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
    def test_on_the_same_host(self, server: ListServer, code: int) -> None:
        """As when a repository was renamed; the location may be relative."""
        server.faults = [redirect("/moved"), redirect(server.url(), code)]
        assert download(server.url("old")).body == archive(server)
        assert [request.path for request in server.requests][1] == "/moved"

    def test_its_body_is_not_read(self, server: ListServer) -> None:
        """A redirect with an endless body is followed like any other."""

        def fault(handler: Handler, archive: bytes) -> None:
            handler.start(302, Location=handler.path, Transfer_Encoding="chunked")
            stall(handler, archive)

        server.faults = [fault]
        assert download(server.url()).body == archive(server)

    def test_a_loop(self, server: ListServer) -> None:
        """Five redirects are followed, not more."""
        server.always = redirect(server.url())
        with pytest.raises(FetchError, match="redirects more than 5 times"):
            download(server.url())
        assert len(server.requests) == 6

    def test_without_a_location(self, server: ListServer) -> None:
        """A redirect to nowhere is a status like any other."""
        server.faults = [status(302)]
        with pytest.raises(FetchError, match="the server answered 302 "):
            download(server.url())

    @pytest.mark.parametrize("location", ["http://localhost:{port}/", "http://127.0.0.1:9/", "//x"])
    def test_to_another_host(self, server: ListServer, location: str) -> None:
        """Another name, or another port, is another host and is never asked."""
        server.always = redirect(location.format(port=server.host.rpartition(":")[2]))
        with pytest.raises(FetchError, match=r"redirects to '.*', where it is not expected"):
            download(server.url())
        assert len(server.requests) == 1
