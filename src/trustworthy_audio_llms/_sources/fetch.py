"""Fetching a list from its repository: the only door to the network."""

import contextlib
import datetime
import os
import re
import urllib.parse
import warnings
from collections.abc import Iterator

import attrs

from .._catalog.catalog import Catalog
from .._errors import FetchError, InvalidQuery, SnapshotCorrupt
from .._lists.reader import read_list_files
from .._snapshots.codec import Contents, canonical_json, digest_of
from .._snapshots.snapshot import parse_pin
from .archive import Archive, ArchiveError, ArchiveTooLarge, read_archive
from .cache import FOLDER_VARIABLE, Cache
from .download import Progress, download, failure
from .origins import Origin, RefState

REPO = "Kwwwww74/Awesome-Trustworthy-AudioLLMs"
"""The list this library is about."""

ARCHIVE_URL = "https://codeload.github.com/{repo}/tar.gz/{ref}"
"""Where GitHub serves a repository at a ref as one archive."""

ARCHIVE_VARIABLE = "TRUSTWORTHY_AUDIO_LLMS_ARCHIVE_URL"
"""The environment variable that names another place: a mirror, a test server."""

_REPO = re.compile(r"[A-Za-z0-9_-]+/(?!\.{1,2}$)[A-Za-z0-9._-]+")
_COMMIT = re.compile(r"[0-9a-f]{40}", re.I)
# What git-check-ref-format(1) forbids, blanks and control characters of Unicode with it.
_NO_REF = re.compile(
    r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff~^:?*\[\\]|\.\.|//|@\{|(?:^|/)\.|^[-/]|(?:/|\.|\.lock)$"
)


class InvalidAddress(FetchError, ValueError):
    """A repository, ref or template that makes no address. Also a `ValueError`."""


def fetch(
    ref: str = "HEAD",
    *,
    repo: str = REPO,
    pin: str | None = None,
    progress: Progress | None = None,
) -> Catalog:
    """Fetch a list as it is now, or was at a commit, and keep it in the cache.

    Costs one request; none for a full commit or a pin that is in the cache, and no download where
    nothing has changed since the last time.

    Args:
        ref: A branch, a tag, a commit, or `HEAD` for the newest state.
        repo: The repository, as `owner/name`.
        pin: The pin of a fetched snapshot, in place of `ref` and `repo`: what comes is checked
            against its digest, and kept only if it has it.
        progress: Called with the bytes that have come and the bytes in all (None where the
            server does not say), as they come.

    Raises:
        FetchError: The list could not be fetched; the cache is as it was.
        InvalidQuery: `pin` is no pin of a fetched snapshot, or `ref` or `repo` contradicts it.
        SnapshotCorrupt: What was fetched has another digest than the pin; the cache is as it was.
    """
    digest = None
    if pin is not None:
        repo, ref, digest = _pinned(pin, repo, ref)
    wanted = ref.lower() if _COMMIT.fullmatch(ref) else None
    url = _address(repo, wanted or ref)
    cache = Cache.default()
    before = None if wanted else cache.ref(repo, ref)
    at = before.commit if before and before.url == url else wanted
    # A digest says what was read, whichever release read it.
    reader = None if digest else _release()
    origin = cache.origin(repo, at, reader=reader, digest=digest) if at else None
    known = _sound(cache, origin) if origin else None
    if wanted and known:
        return Catalog.from_contents(known)
    answer = download(url, etag=before.etag if before and known else None, progress=progress)
    now = datetime.datetime.now(datetime.UTC)
    if before and origin and known and not answer.changed:
        # It is the last fetched again, whatever was fetched in between.
        origin = attrs.evolve(origin, fetched=now)
        with _costing_a_warning(cache):
            cache.confirm(origin)
            cache.note(attrs.evolve(before, checked=now))
        return Catalog.from_contents(attrs.evolve(known, snapshot=origin.snapshot))

    archive = _archive(url, answer.body, wanted)
    reading = read_list_files(archive.files)
    content = canonical_json(reading.entries, reading.news)
    origin = Origin(
        repo=repo,
        commit=archive.commit,
        date=archive.date,
        fetched=now,
        digest=digest_of(content),
        reader=_release(),
        skipped=reading.skipped,
    )
    if digest is not None:
        _check(origin.digest, digest, url)
    state = RefState(
        repo=repo,
        ref=ref,
        url=url,
        etag=answer.etag,
        commit=archive.commit,
        entries=len(reading.entries),
        checked=now,
    )
    with _costing_a_warning(cache):
        cache.store(content, origin)
        if not wanted:
            cache.note(state)
    if loss := _loss(before, state):
        warnings.warn(loss, UserWarning, stacklevel=2)
    return Catalog.from_contents(
        Contents(origin.snapshot, reading.entries, reading.news, reading.skipped)
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
    if ref not in ("HEAD", pin.commit):
        raise InvalidQuery(f"`ref` is {ref!r}, but the pin is of {pin.commit!r}.", value=ref)
    return pin.repo, pin.commit, pin.digest


def _address(repo: str, ref: str) -> str:
    """The address of a repository's archive at a ref.

    Raises:
        InvalidAddress: There is none.
    """
    if not _REPO.fullmatch(repo):
        raise InvalidAddress(
            f"`repo` must be a GitHub repository written 'owner/name', not {repo!r}.", url=repo
        )
    if not ref or _NO_REF.search(ref):
        raise InvalidAddress(
            f"`ref` must be a branch, a tag, a commit or 'HEAD', as Git allows them, not {ref!r}.",
            url=ref,
        )
    template = os.environ.get(ARCHIVE_VARIABLE) or ARCHIVE_URL
    url = template.replace("{repo}", repo).replace("{ref}", urllib.parse.quote(ref))
    if "{ref}" not in template or not _is_address(url):
        raise InvalidAddress(
            f"`{ARCHIVE_VARIABLE}` must be an http or https address with {{repo}} and {{ref}} in "
            f"it, and without user name, not {template!r}.",
            url=template,
        )
    return url


def _is_address(url: str) -> bool:
    try:
        parts = urllib.parse.urlsplit(url)
        usable = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
    return (
        usable
        and parts.scheme in ("http", "https")
        and "@" not in parts.netloc
        and re.search(r"[{}\s\x00-\x1f]", url) is None
    )


def _sound(cache: Cache, origin: Origin) -> Contents | None:
    """What is in the cache, unless it is damaged."""
    try:
        return cache.load(origin)
    except SnapshotCorrupt as error:
        warnings.warn(f"{error} It is fetched again now.", RuntimeWarning, stacklevel=3)
        return None


def _archive(url: str, body: bytes, wanted: str | None) -> Archive:
    try:
        archive = read_archive(body)
    except ArchiveError as error:
        advice = "Check the address, and any proxy in between."
        if isinstance(error, ArchiveTooLarge):
            advice = "If it is a list you trust, clone it: `read_list` has no such bound."
        raise failure(url, f"the archive {error}", advice) from error
    if wanted and archive.commit != wanted:
        what = f"the archive is of another commit, {archive.commit}"
        raise failure(url, what, "Check the address.")
    return archive


def _check(found: str, pinned: str, url: str) -> None:
    """Refuse what does not have the digest of the pin.

    Raises:
        SnapshotCorrupt: It has another.
    """
    if found != pinned:
        raise SnapshotCorrupt(
            f"The list fetched from {url} was read into {found}, not into {pinned} as the pin "
            "says: it was changed on its way here, or the pin was made with another release of "
            "this library, which reads lists otherwise. It was not kept; the cache is as it was.",
            path=url,
            expected=pinned,
            found=found,
        )


def _release() -> str:
    """The release of this library; another one may read the same list better."""
    from importlib import metadata

    try:
        return metadata.version("trustworthy_audio_llms")
    except metadata.PackageNotFoundError:
        return "not installed"


def _loss(before: RefState | None, now: RefState) -> str | None:
    """What to warn of where a list has lost a fifth of its entries, or has none."""
    list_now = f"The list {now.repo} ({now.ref}, commit {now.commit[:7]})"
    if before and before.entries and now.entries * 5 <= before.entries * 4:
        return (
            f"{list_now} has {now.entries} entries where it had {before.entries} when it was last "
            "fetched. That may be for good or bad reasons. It was kept; the one before is "
            f'`fetch("{before.commit}", repo="{now.repo}")`.'
        )
    return None if now.entries else f"{list_now} has no entries. It was kept all the same."


@contextlib.contextmanager
def _costing_a_warning(cache: Cache) -> Iterator[None]:
    """Let the cache fail: what was fetched is good without it."""
    try:
        yield
    except OSError as error:
        warnings.warn(
            f"The cache in {cache.root} cannot be written ({error}): the list was fetched, but is "
            f"not kept. Set `{FOLDER_VARIABLE}` to a folder that can be written.",
            RuntimeWarning,
            stacklevel=4,
        )
