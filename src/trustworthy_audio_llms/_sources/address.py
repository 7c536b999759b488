"""Where a list is fetched from: repositories and refs as people write them, and the address."""

import os
import re
import urllib.parse

import attrs

from .._errors import InvalidAddress, InvalidQuery, check_text
from .._snapshots.snapshot import parse_pin

REPO = "Kwwwww74/Awesome-Trustworthy-AudioLLMs"
"""The list this library is about."""

ARCHIVE_URL = "https://codeload.github.com/{repo}/tar.gz/{ref}"
"""Where GitHub serves a repository at a ref as one archive."""

ARCHIVE_VARIABLE = "TRUSTWORTHY_AUDIO_LLMS_ARCHIVE_URL"
"""The environment variable that names another place: a mirror, a test server."""

NEWEST = "HEAD"
"""The ref of the newest state."""

_REPO = re.compile(r"[A-Za-z0-9_-]+/(?!\.{1,2}$)[A-Za-z0-9._-]+")
_COMMIT = re.compile(r"[0-9a-f]{40}", re.I)
# What git-check-ref-format(1) forbids, blanks and control characters of Unicode with it.
_NO_REF = re.compile(
    r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff~^:?*\[\\]|\.\.|//|@\{|(?:^|/)\.|^[-/]|(?:/|\.|\.lock)$"
)
# How GitHub's pages, its downloads, `git clone` and people spell where a repository is.
_HOST = re.compile(
    r"(?:(?:git\+)?(?:https?|ssh|git)://(?:git@)?(?:www\.)?github\.com/|git@github\.com:"
    r"|(?:www\.)?github\.com/|github:|https?://codeload\.github\.com/)",
    re.I,
)
# What follows owner and name in the address of a page or an archive: the kind of page, the ref.
_PAGES = ("tree", "blob", "commit", "tar.gz", "zip")


@attrs.frozen
class Request:
    """What is asked for.

    Attributes:
        repo: The repository, as `owner/name`.
        ref: A branch, a tag, a commit, or `HEAD`.
        url: The address of its archive.
        digest: The digest that the records must have, or None.
    """

    repo: str
    ref: str
    url: str
    digest: str | None = None

    @property
    def commit(self) -> str | None:
        """The commit where the ref is one in full, which always stays what it is; else None."""
        return self.ref if _COMMIT.fullmatch(self.ref) else None


def request_of(repo: str, ref: str, pin: str | None) -> Request:
    """Read what a caller asks for.

    Args:
        repo: `owner/name`, or any address of a repository on GitHub.
        ref: A branch, a tag, a commit, or `HEAD`.
        pin: The pin of a fetched snapshot, or None.

    Raises:
        InvalidAddress: Repository, ref or template make no address.
        InvalidQuery: It is no pin of a fetched snapshot, or repository or ref contradicts it.
    """
    check_text("A ref", ref)
    check_text("A repository", repo)
    repo, named = parse_repository(repo)
    if named is not None and ref == NEWEST:
        ref = named
    digest = None
    if pin is not None:
        repo, ref, digest = _pinned(pin, repo, ref)
    if _COMMIT.fullmatch(ref):
        ref = ref.lower()
    return Request(repo, ref, archive_url(repo, ref), digest)


def parse_repository(text: str) -> tuple[str, str | None]:
    """The repository that a text names, and the ref if it is the address of a page that has one.

    Args:
        text: `owner/name`, or what is copied from a browser or a clone:
            `https://github.com/owner/name`, `…/tree/main`, `git@github.com:owner/name.git`.

    Raises:
        InvalidAddress: It names none.
    """
    host = _HOST.match(text.strip())
    if host is None:
        return _checked(text, text), None
    path = re.split(r"[?#]", text.strip()[host.end() :])[0]
    parts = path.strip("/").split("/")
    repo = _checked("/".join(parts[:2]).removesuffix(".git"), text)
    names_ref = len(parts) > 3 and parts[2] in _PAGES
    return repo, urllib.parse.unquote(parts[3]) if names_ref else None


def _checked(repo: str, text: str) -> str:
    if not _REPO.fullmatch(repo):
        raise InvalidAddress(
            "`repo` must be a GitHub repository, written 'owner/name' or as its address, "
            f"not {text!r}.",
            url=text,
        )
    return repo


def archive_url(repo: str, ref: str) -> str:
    """The address of a repository's archive at a ref.

    Raises:
        InvalidAddress: There is none.
    """
    _checked(repo, repo)
    if not ref or _NO_REF.search(ref):
        raise InvalidAddress(
            f"`ref` must be a branch, a tag, a commit or 'HEAD', as Git allows them, not {ref!r}.",
            url=ref,
        )
    template = os.environ.get(ARCHIVE_VARIABLE) or ARCHIVE_URL
    url = template.replace("{repo}", repo).replace("{ref}", urllib.parse.quote(ref))
    if "{ref}" not in template or not is_address(url):
        raise InvalidAddress(
            f"`{ARCHIVE_VARIABLE}` must be an http or https address with {{repo}} and {{ref}} in "
            f"it, and without user name, not {template!r}.",
            url=template,
        )
    return url


def is_address(url: str) -> bool:
    """Whether a text is an http or https address with a host and without user name or braces."""
    try:
        parts = urllib.parse.urlsplit(url)
        has_host = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
    return (
        has_host
        and parts.scheme in ("http", "https")
        and "@" not in parts.netloc
        and re.search(r"[{}\s\x00-\x1f]", url) is None
    )


def _pinned(text: str, repo: str, ref: str) -> tuple[str, str, str]:
    """The repository, the commit and the digest of a pin that may stand alone.

    Raises:
        InvalidQuery: It is no pin of a fetched snapshot, or repository or ref contradicts it.
    """
    pin = parse_pin(text)
    if pin is None:
        raise InvalidQuery(
            "`pin` must be one line as `catalog.snapshot.pin` gives it, "
            f"'github:owner/name@<commit>#sha256:…', not {text!r}.",
            value=text,
        )
    if pin.repo is None or pin.commit is None:
        raise InvalidQuery(
            f"The snapshot {pin.name!r} comes with the library and is not fetched: "
            f"`load({text!r})` opens and checks it.",
            value=text,
        )
    if repo not in (REPO, pin.repo):
        raise InvalidQuery(f"`repo` is {repo!r}, but the pin is of {pin.repo!r}.", value=repo)
    if ref not in (NEWEST, pin.commit):
        raise InvalidQuery(f"`ref` is {ref!r}, but the pin is of {pin.commit!r}.", value=ref)
    return pin.repo, pin.commit, pin.digest
