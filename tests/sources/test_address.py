"""Addresses: what people paste as a repository, and what is asked for."""

import re

import pytest
from listserver import ListServer

from trustworthy_audio_llms import FetchError, InvalidAddress, fetch, load
from trustworthy_audio_llms._sources.address import (
    ARCHIVE_VARIABLE,
    archive_url,
    parse_repository,
)


@pytest.mark.parametrize(
    ("text", "repo", "ref"),
    [
        ("owner/name", "owner/name", None),
        ("https://github.com/owner/name", "owner/name", None),
        ("http://www.github.com/owner/name/", "owner/name", None),
        ("  https://github.com/owner/name.git\n", "owner/name", None),
        ("github.com/owner/na.me", "owner/na.me", None),
        ("HTTPS://GitHub.com/Owner/Name#readme", "Owner/Name", None),
        ("https://github.com/owner/name?tab=readme-ov-file", "owner/name", None),
        ("https://github.com/owner/name/tree/main", "owner/name", "main"),
        ("https://github.com/owner/name/tree/v1%231/papers", "owner/name", "v1#1"),
        ("https://github.com/owner/name/blob/main/README.md", "owner/name", "main"),
        (f"https://github.com/owner/name/commit/{'a' * 40}", "owner/name", "a" * 40),
        ("https://github.com/owner/name/issues/5", "owner/name", None),
        ("https://github.com/owner/name/tree/", "owner/name", None),
        ("https://codeload.github.com/owner/name/tar.gz/HEAD", "owner/name", "HEAD"),
        ("git@github.com:owner/name.git", "owner/name", None),
        ("ssh://git@github.com/owner/name.git", "owner/name", None),
        ("git+https://github.com/owner/name", "owner/name", None),
        ("github:owner/name", "owner/name", None),
    ],
)
def test_a_repository_as_it_is_pasted(text: str, repo: str, ref: str | None) -> None:
    """Whatever a browser, a clone or a snapshot shows as a repository names it."""
    assert parse_repository(text) == (repo, ref)


@pytest.mark.parametrize(
    "text",
    [
        "https://github.com/",
        "https://github.com/owner",
        "https://github.com/owner/..",
        "https://github.com.evil.example/owner/name",
        "https://evil.example/github.com/owner/name",
        "https://gitlab.com/owner/name",
        "git@github.com:owner",
    ],
)
def test_what_is_no_repository_on_github(text: str) -> None:
    """Another host is not asked, and a page that belongs to no repository names none."""
    with pytest.raises(InvalidAddress, match=re.escape(repr(text))) as caught:
        parse_repository(text)
    assert caught.value.url == text


def test_a_pasted_address_is_fetched(server: ListServer) -> None:
    """`fetch` takes the address, and the ref that it names unless another one is given."""
    files = {"README.md": "- [A title of a work](https://arxiv.org/abs/2405.19103)"}
    server.put(files, repo="some/list", refs=["HEAD", "main", "v1"])
    catalog = fetch(repo="https://github.com/some/list")
    assert catalog.snapshot.source == "github:some/list"
    fetch(repo="https://github.com/some/list/tree/main")
    fetch("v1", repo="https://github.com/some/list/tree/main")
    paths = [request.path for request in server.requests]
    assert paths == [f"/some/list/tar.gz/{ref}" for ref in ("HEAD", "main", "v1")]
    assert load(catalog.snapshot.pin) == catalog


class TestAddress:
    """What is asked for is checked before anything is asked."""

    @pytest.mark.parametrize(
        "repo",
        ["", "list", "a/b/c", "../x", "a/..", "a/.", "/x", "a/", "a b/c", "a/b?", "é/x", "a/b\n"],
    )
    def test_no_repository(self, server: ListServer, repo: str) -> None:
        """A repository is an owner and a name."""
        with pytest.raises(InvalidAddress, match=re.escape(repr(repo))):
            fetch(repo=repo)
        assert server.requests == []

    @pytest.mark.parametrize(
        "ref",
        [
            *[
                "",
                "a b",
                "a..b",
                "../x",
                "a/../b",
                "/a",
                "a/",
                "a//b",
                "-a",
                ".a",
                "a/.b",
                "a.",
                "a\n",
            ],
            *["a.lock", "a\x00b", "a\x7f", "a~1", "a^", "a:b", "a?b", "a*", "a[b", "a\\b", "a@{1}"],
            *["a\u2028b", "a\u00a0b", "a\ud800"],
        ],
    )
    def test_no_ref(self, server: ListServer, ref: str) -> None:
        """A ref is what Git allows as one; nothing in it can change the address."""
        with pytest.raises(InvalidAddress, match=re.escape(repr(ref))):
            fetch(ref)
        assert server.requests == []

    @pytest.mark.parametrize(
        "template",
        [
            "nonsense",
            "{ref}",
            "ftp://x.org/{repo}/{ref}",
            "file:///{repo}/{ref}",
            "http:///{repo}/{ref}",
            "http://x.org/{repo}",
            "http://x.org/{repo}/{ref}/{commit}",
            "http://me:secret@x.org/{repo}/{ref}",
            "http://[x/{repo}/{ref}",
            "http://x.org:99999/{repo}/{ref}",
            "http://x.org/a b/{repo}/{ref}",
        ],
    )
    def test_no_template(self, monkeypatch: pytest.MonkeyPatch, template: str) -> None:
        """A template that makes no address is shown, with what it must be."""
        monkeypatch.setenv(ARCHIVE_VARIABLE, template)
        with pytest.raises(InvalidAddress, match=f"`{ARCHIVE_VARIABLE}` must be"):
            fetch()

    def test_is_a_fetch_error_and_a_value_error(self) -> None:
        """Both those who look after the network and those who check arguments catch it."""
        with pytest.raises(FetchError) as caught:
            fetch(repo="nonsense")
        assert isinstance(caught.value, ValueError)
        assert caught.value.url == "nonsense"

    def test_usually_github(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without a template the archive comes from GitHub, over https."""
        for value in (None, ""):
            monkeypatch.delenv(ARCHIVE_VARIABLE, raising=False)
            if value is not None:
                monkeypatch.setenv(ARCHIVE_VARIABLE, value)
            assert archive_url("o/n", "a/b") == "https://codeload.github.com/o/n/tar.gz/a/b"
