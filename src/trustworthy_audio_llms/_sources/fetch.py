"""Fetching a list from its repository, checked, kept in the cache, and not asked for in vain."""

import contextlib
import datetime
import warnings
from collections.abc import Iterator, Sequence

import attrs

from .._catalog.catalog import Catalog
from .._errors import SnapshotCorrupt
from .._lists.reader import Reading, read_list_files
from .._public import public
from .._snapshots.codec import canonical_json, digest_of
from .._snapshots.file import Contents, read_snapshot_file
from .address import NEWEST, REPO, Request, request_of
from .archive import Archive, read_archive
from .bounds import MAX_SNAPSHOTS, MAX_TOTAL_BYTES
from .cache import FOLDER_VARIABLE, Cache
from .download import Answer, download, failure
from .origins import Origin, RefState, release
from .request import Progress, TransferError
from .tar import ArchiveError, ArchiveTooLarge
from .texts import told_of_text
from .transfer import Deadline


@public
def fetch(
    ref: str = NEWEST,
    *,
    repo: str = REPO,
    pin: str | None = None,
    progress: Progress | None = None,
) -> Catalog:
    """Fetch a list as it is now, or was at a commit, and keep it in the cache.

    Costs one request; none for a full commit or a pin that is in the cache, and no download where
    nothing has changed since the last time.

    A repository that keeps snapshot files as `Catalog.save` writes them, under names like
    `data/snapshots/2026.11.json`, gives the newest of them, with its evidence. Of any other the
    Markdown is read; files that are too large are left out and told in `skipped`.

    Args:
        ref: A branch, a tag, a commit, or `HEAD` for the newest state.
        repo: The repository, as `owner/name` or as its address on GitHub. The address of a page
            (`…/tree/main`) says the ref, too.
        pin: The pin of a fetched snapshot, in place of `ref` and `repo`: what comes is checked
            against its digest, and kept only if it has it.
        progress: Called with the bytes that have come and the bytes in all (None where the
            server does not say), as they come.

    Raises:
        FetchError: The list could not be fetched; the cache is as it was.
        InvalidAddress: `ref` or `repo` makes no address. It is a `FetchError`, too.
        InvalidQuery: `pin` is no pin of a fetched snapshot, or `ref` or `repo` contradicts it.
        SnapshotCorrupt: What was fetched has another digest than the pin, or its snapshot file
            than that file says; the cache is as it was.
    """
    request = request_of(repo, ref, pin)
    cache = Cache.default()
    before = None if request.commit else cache.ref(request.repo, request.ref)
    cached = _cached(cache, request, before)
    if cached and request.commit:
        return Catalog.from_snapshot(cached.contents)
    deadline = Deadline.begin()
    etag = before.etag if before and cached else None
    answer = download(request.url, etag=etag, progress=progress, deadline=deadline)
    now = datetime.datetime.now(datetime.UTC)
    if before and cached and not answer.changed:
        origin = attrs.evolve(cached.origin, fetched=now)
        with _costing_a_warning(cache):
            # It is the last that was fetched again, whatever was fetched in between.
            cache.confirm(origin, cached.contents.skipped)
            cache.note(attrs.evolve(before, checked=now))
        return Catalog.from_snapshot(attrs.evolve(cached.contents, snapshot=origin.snapshot))
    fetched = _read(request, answer, now, deadline)
    removed: list[Origin] = []
    with _costing_a_warning(cache):
        removed = cache.store(fetched.content, fetched.origin, fetched.contents.skipped)
        if not request.commit:
            cache.note(fetched.state)
    if removed:
        warnings.warn(_removal(removed), UserWarning, stacklevel=2)
    if loss := _loss(before, fetched.state):
        warnings.warn(loss, UserWarning, stacklevel=2)
    return Catalog.from_snapshot(fetched.contents)


@attrs.frozen
class _Cached:
    """What the cache has of what is asked for, and where that came from."""

    origin: Origin
    contents: Contents


def _cached(cache: Cache, request: Request, before: RefState | None) -> _Cached | None:
    """What is in the cache, unless it is damaged or was read by another release.

    Args:
        cache: The cache.
        request: What is asked for.
        before: What the ref was when it was last asked for, or None.
    """
    commit = before.commit if before and before.url == request.url else request.commit
    if commit is None:
        return None
    # A digest says what was read, whichever release read it.
    reader = None if request.digest else release()
    origin = cache.origin(request.repo, commit, reader=reader, digest=request.digest)
    if origin is None:
        return None
    try:
        return _Cached(origin, cache.load(origin))
    except SnapshotCorrupt as error:
        warnings.warn(f"{error} It is fetched again now.", RuntimeWarning, stacklevel=3)
        return None


@attrs.frozen
class _Fetched:
    """A list that has come, read.

    Attributes:
        contents: Its records, and where they come from.
        content: The canonical JSON of the records.
        origin: Where they come from, for the cache.
        state: What the ref is now, for the cache.
    """

    contents: Contents
    content: bytes
    origin: Origin
    state: RefState


def _read(request: Request, answer: Answer, now: datetime.datetime, deadline: Deadline) -> _Fetched:
    """Read what the server answered.

    Raises:
        FetchError: It is no archive of what was asked for, or takes longer than there is time.
        SnapshotCorrupt: It has another digest than the pin.
    """
    archive = _archive(request, answer.body)
    with _in_time(request, deadline):
        reading = _reading(request, archive, deadline)
        deadline.check()
        content = canonical_json(reading.entries, reading.news)
        deadline.check()
    origin = Origin(
        repo=request.repo,
        commit=archive.commit,
        date=archive.date,
        fetched=now,
        digest=digest_of(content),
        reader=release(),
    )
    if request.digest is not None:
        _check(origin.digest, request.digest, request.url)
    state = RefState(
        repo=request.repo,
        ref=request.ref,
        url=request.url,
        etag=answer.etag,
        commit=archive.commit,
        entries=len(reading.entries),
        checked=now,
    )
    contents = Contents(origin.snapshot, reading.entries, reading.news, reading.skipped)
    return _Fetched(contents, content, origin, state)


def _reading(request: Request, archive: Archive, deadline: Deadline) -> Reading:
    """What the list says: its newest snapshot where it keeps such files, else its Markdown.

    Raises:
        SnapshotCorrupt: The snapshot file does not hold what it says.
        TimeoutError: It takes longer than there is time.
    """
    if archive.snapshot is None:
        reading = read_list_files(archive.files, deadline=deadline.ends)
        lost = [one for path, text in archive.files for one in told_of_text(path, text)]
        return attrs.evolve(reading, skipped=(*archive.skipped, *lost, *reading.skipped))
    path = f"{archive.snapshot.path} in {request.url}"
    contents = read_snapshot_file(archive.snapshot.data, path)
    return Reading(contents.entries, contents.news, contents.skipped)


def _archive(request: Request, body: bytes) -> Archive:
    """The archive, which must be of the commit that was asked for.

    Raises:
        FetchError: It is none, or of another.
    """
    try:
        archive = read_archive(body)
    except ArchiveError as error:
        advice = "Check the address, and any proxy in between."
        if isinstance(error, ArchiveTooLarge):
            advice = "If it is a list you trust, clone it: `read_list` has no such bound."
        raise failure(request.url, f"the archive {error}", advice) from error
    if request.commit and archive.commit != request.commit:
        what = f"the archive is of another commit, {archive.commit}"
        raise failure(request.url, what, "Check the address.")
    return archive


@contextlib.contextmanager
def _in_time(request: Request, deadline: Deadline) -> Iterator[None]:
    """Make what has no time left a failure of the fetch.

    Raises:
        FetchError: It takes longer than there is time.
    """
    try:
        deadline.check()
        yield
    except (TransferError, TimeoutError):
        advice = "If it is a list you trust, clone it: `read_list` has no such bound."
        raise failure(request.url, deadline.error.what, advice) from None


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


def _removal(removed: Sequence[Origin]) -> str:
    """What to warn of where snapshots had to make room."""
    pins = ", ".join(f"'{origin.snapshot.pin}'" for origin in removed[:3])
    number = f"the {len(removed):,} snapshots that were" if len(removed) > 1 else "the one that was"
    return (
        f"The cache keeps {MAX_SNAPSHOTS:,} snapshots, or {MAX_TOTAL_BYTES // 2**30} GiB. It has "
        f"removed {number} fetched longest ago: {pins}{', …' if len(removed) > 3 else ''}. "
        "`fetch(pin=…)` brings a pin's records back; `Catalog.save` keeps them for good."
    )


@contextlib.contextmanager
def _costing_a_warning(cache: Cache) -> Iterator[None]:
    """Let the cache fail: what was fetched is good without it."""
    try:
        yield
    except OSError as error:
        where = "" if cache.nowhere else f" in {cache.root}"
        warnings.warn(
            f"The cache{where} cannot be written ({error}): the list was fetched, but is not kept. "
            f"Set `{FOLDER_VARIABLE}` to a folder that can be written.",
            RuntimeWarning,
            stacklevel=4,
        )
