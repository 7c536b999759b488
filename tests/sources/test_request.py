"""One request: where redirects may lead, and how long a server asks to wait."""

import time
from email.utils import formatdate

import pytest

from trustworthy_audio_llms._sources.download import _GITHUB
from trustworthy_audio_llms._sources.request import Get, TransferError, redirected, retry_after


def asked(url: str) -> Get:
    """A request for an archive."""
    return Get(url=url, hosts=_GITHUB, most_bytes=1)


class TestRedirects:
    """A redirect leads to where an archive can be expected, and nowhere else."""

    GITHUB = "https://codeload.github.com/o/n/tar.gz/HEAD"

    @pytest.mark.parametrize(
        ("first", "location", "target"),
        [
            (GITHUB, "/o/m/tar.gz/HEAD", "https://codeload.github.com/o/m/tar.gz/HEAD"),
            (GITHUB, "https://github.com/o/m", "https://github.com/o/m"),
            (GITHUB, "https://CODELOAD.github.com/x", "https://CODELOAD.github.com/x"),
            (
                "https://mirror.org/a",
                "https://codeload.github.com/o",
                "https://codeload.github.com/o",
            ),
            ("http://mirror.org/a", "https://mirror.org/a", "https://mirror.org/a"),
            ("http://mirror.org/a", "//mirror.org/b", "http://mirror.org/b"),
        ],
    )
    def test_where_to(self, first: str, location: str, target: str) -> None:
        """To the same host, to GitHub's own from https, and from http to https."""
        assert redirected(asked(first), first, location) == target

    @pytest.mark.parametrize(
        ("first", "location"),
        [
            (GITHUB, "http://codeload.github.com/o/n/tar.gz/HEAD"),
            (GITHUB, "https://evil.org/"),
            (GITHUB, "https://codeload.github.com.evil.org/"),
            (GITHUB, "https://codeload.github.com@evil.org/"),
            (GITHUB, "https://me:secret@codeload.github.com/"),
            (GITHUB, "https://codeload.github.com:8443/"),
            (GITHUB, "ftp://codeload.github.com/"),
            (GITHUB, "file:///etc/passwd"),
            (GITHUB, "//evil.org/"),
            (GITHUB, "https://[broken"),
            ("http://mirror.org/a", "http://codeload.github.com/"),
            ("http://mirror.org/a", "https://codeload.github.com/"),
            ("http://mirror.org/a", "file:///etc/passwd"),
        ],
    )
    def test_where_not_to(self, first: str, location: str) -> None:
        """Never from https to anything else, and never to a host that is not expected."""
        with pytest.raises(TransferError, match="where it is not expected"):
            redirected(asked(first), first, location)

    def test_not_back_from_https(self) -> None:
        """Once a mirror has led to https, it stays there."""
        get = asked("http://mirror.org/a")
        with pytest.raises(TransferError, match="where it is not expected"):
            redirected(get, "https://mirror.org/a", "http://mirror.org/b")


class TestRetryAfter:
    """`Retry-After` is a number of seconds, or a date."""

    @pytest.mark.parametrize(
        ("text", "seconds"),
        [
            ("7", 7),
            (" 7 ", 7),
            ("Wed, 21 Oct 2015 07:28:00 GMT", 0),
            ("soon", None),
            ("-1", None),
            ("9" * 5000, None),
            (None, None),
        ],
    )
    def test_seconds(self, text: str | None, seconds: float | None) -> None:
        """It is a number of seconds or a date; anything else says nothing."""
        assert retry_after(text) == seconds

    def test_retry_after_a_date(self) -> None:
        """A date is as many seconds away as it is, less those that pass until it is read."""
        wait = retry_after(formatdate(time.time() + 10_000, usegmt=True))
        assert wait is not None
        assert 5000 < wait <= 10_000
