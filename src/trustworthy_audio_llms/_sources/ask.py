"""Asking arXiv and doi.org: what the cache has not, politely, and kept as it comes."""

import contextlib
import datetime
import os
import threading
import time
import warnings
from collections.abc import Callable, Iterator, Sequence

import attrs

from .._errors import FetchError, InvalidAddress
from .address import is_address
from .answers import MAX_ANSWER_BYTES, Answer, Answers
from .arxiv_api import CHUNK, FeedError, arxiv_url, split_feed
from .cache import FOLDER_VARIABLE, Cache
from .doi_org import ACCEPT, HOSTS, STATUSES, doi_url, is_json
from .origins import release
from .request import Get, RedirectError, Reply, TransferError
from .transfer import Deadline, transfer

ARXIV_API = "https://export.arxiv.org/api/query"
"""Where arXiv answers programs."""

ARXIV_VARIABLE = "TRUSTWORTHY_AUDIO_LLMS_ARXIV_API"
"""The environment variable that names another place: a mirror, a test server."""

DOI_URL = "https://doi.org/"
"""Where DOIs are resolved."""

DOI_VARIABLE = "TRUSTWORTHY_AUDIO_LLMS_DOI_URL"
"""The environment variable that names another place."""

MAIL_VARIABLE = "TRUSTWORTHY_AUDIO_LLMS_MAILTO"
"""The environment variable with an address at which whoever asks may be reached."""

ARXIV_PAUSE = 3.0
"""Seconds between two requests to arXiv, as its terms of use ask for."""

DOI_PAUSE = 0.2
"""Seconds between two requests to doi.org: Crossref lets everybody make five a second."""

MAX_FEED_BYTES = 8 * 2**20
"""The largest feed that is read; a hundred entries with a hundred authors each have 1 MiB."""

_HOME = "https://github.com/Kwwwww74/Awesome-Trustworthy-AudioLLMs"
_ARXIV_STATUSES = frozenset({200, 400})


@attrs.define
class _Turns:
    """Who asks next, and when each host was asked last, in this process."""

    lock: threading.Lock = attrs.field(factory=threading.Lock)
    last: dict[str, float] = attrs.field(factory=dict)

    def begin_anew(self) -> None:
        """Forget a turn that another thread had when the process forked: it never ends here."""
        self.lock = threading.Lock()


_turns = _Turns()
with contextlib.suppress(AttributeError):  # Windows does not fork.
    os.register_at_fork(after_in_child=_turns.begin_anew)


def look_up(
    identities: Sequence[str],
    *,
    refresh: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, Answer]:
    """The answers on identities, from the cache or, where it has none, from the network.

    Args:
        identities: Distinct ones, `arxiv:…` or `doi:…`.
        refresh: Whether to ask again for what is in the cache.
        progress: Called with how many are answered, and how many there are.

    Raises:
        FetchError: There is no answer on one of them; those that have come are kept.
        InvalidAddress: A variable of the environment names no address.
    """
    answers = Answers(Cache.default())
    found = {} if refresh else _kept(answers, identities)
    report = progress or (lambda _done, _total: None)
    report(len(found), len(identities))
    missing = [identity for identity in identities if identity not in found]
    keep = _Keeper(answers)
    for some in _asked(missing):
        for answer in some:
            keep.put(answer)
            found[answer.identity] = answer
        report(len(found), len(identities))
    if missing:
        answers.tidy()
    return found


def _kept(answers: Answers, identities: Sequence[str]) -> dict[str, Answer]:
    now = datetime.datetime.now(datetime.UTC)
    kept = {identity: answers.get(identity) for identity in identities}
    return {name: answer for name, answer in kept.items() if answer and answer.is_fresh(now)}


def _asked(identities: Sequence[str]) -> Iterator[list[Answer]]:
    """Ask for identities, those of arXiv in chunks; what has come is given at once."""
    arxiv = [name.removeprefix("arxiv:") for name in identities if name.startswith("arxiv:")]
    for start in range(0, len(arxiv), CHUNK):
        yield from _ask_arxiv(arxiv[start : start + CHUNK])
    for identity in identities:
        if identity.startswith("doi:"):
            yield [_ask_doi(identity)]


@attrs.define
class _Keeper:
    """Keeps answers, and warns once where that is not possible."""

    _answers: Answers
    _works: bool = True

    def put(self, answer: Answer) -> None:
        """Keep an answer."""
        try:
            if self._works and len(answer.source or "") <= MAX_ANSWER_BYTES:
                self._answers.put(answer)
        except OSError as error:
            self._works = False
            warnings.warn(
                f"The cache cannot be written ({error}): what was answered is not kept. Set "
                f"`{FOLDER_VARIABLE}` to a folder that can be written.",
                RuntimeWarning,
                stacklevel=5,
            )


def _ask_arxiv(identifiers: Sequence[str]) -> Iterator[list[Answer]]:
    """Ask for up to a hundred; of what is refused as malformed, for each half alone."""
    url = arxiv_url(_base(ARXIV_VARIABLE, ARXIV_API), identifiers)
    reply = _ask(Get(url=url, statuses=_ARXIV_STATUSES, most_bytes=MAX_FEED_BYTES), ARXIV_PAUSE)
    if reply.status == 400 and len(identifiers) > 1:
        middle = len(identifiers) // 2
        yield from _ask_arxiv(identifiers[:middle])
        yield from _ask_arxiv(identifiers[middle:])
        return
    found = {}
    if reply.status == 200:
        try:
            found = {entry.arxiv: entry.source for entry in split_feed(reply.body)}
        except FeedError as error:
            raise _failure(url, f"what it answered is no feed: {error}") from error
    now = datetime.datetime.now(datetime.UTC)
    # An unknown one among several is silently missing: they are matched by what they are.
    yield [
        Answer(
            identity=f"arxiv:{name}",
            url=f"https://arxiv.org/abs/{name}",
            asked=now,
            source=found.get(name),
        )
        for name in identifiers
    ]


def _ask_doi(identity: str) -> Answer:
    doi = identity.removeprefix("doi:")
    url = doi_url(_base(DOI_VARIABLE, DOI_URL), doi)
    get = Get(
        url=url,
        headers={"Accept": ACCEPT},
        hosts=HOSTS,
        statuses=STATUSES,
        most_bytes=MAX_ANSWER_BYTES,
    )
    source = None
    # A redirect to the publisher's page is one, too: its agency gives out no metadata.
    reply = _ask(get, DOI_PAUSE, elsewhere=Reply(404, {}))
    if reply.status == 200:
        if not is_json(reply.headers.get("Content-Type", "")):
            what = "what it answered is no JSON"
            raise _failure(url, what, "A proxy or login page may be in between.")
        source = reply.body.decode("utf-8", "replace")
    now = datetime.datetime.now(datetime.UTC)
    return Answer(identity=identity, url=f"https://doi.org/{doi}", asked=now, source=source)


def _ask(get: Get, pause: float, *, elsewhere: Reply | None = None) -> Reply:
    """Ask, after the pause that is due since the last time anybody in this process asked.

    Args:
        get: What is asked for.
        pause: The seconds between two requests.
        elsewhere: What a redirect to another host counts as; None for a failure.

    Raises:
        FetchError: There is no answer.
    """
    host = get.url.partition("?")[0].split("/")[2]
    get = attrs.evolve(get, headers={"User-Agent": _user_agent(), **get.headers})
    with _turns.lock:  # One connection, one request at a time.
        time.sleep(max(0.0, _turns.last.get(host, -pause) + pause - time.monotonic()))
        try:
            return transfer(get, Deadline.begin())
        except TransferError as error:
            if elsewhere is not None and isinstance(error, RedirectError):
                return elsewhere
            raise _failure(get.url, error.what, error.advice) from None
        finally:
            _turns.last[host] = time.monotonic()


def _failure(url: str, what: str, advice: str = "Try again later.") -> FetchError:
    return FetchError(
        f"{url.partition('?')[0]} could not be asked: {what}. {advice} What was answered before "
        "is kept: the same call goes on from there.",
        url=url,
    )


def _user_agent() -> str:
    """Who asks: default names of libraries are turned away."""
    mail = os.environ.get(MAIL_VARIABLE, "")
    is_mail = mail.isascii() and mail.isprintable() and "@" in mail and " " not in mail
    reach = f"{_HOME}; mailto:{mail}" if is_mail else _HOME
    return f"trustworthy_audio_llms/{release().replace(' ', '-')} ({reach})"


def _base(variable: str, usual: str) -> str:
    base = os.environ.get(variable) or usual
    if not is_address(base) or "?" in base:
        raise InvalidAddress(
            f"`{variable}` must be an http or https address without user name or query, not "
            f"{base!r}.",
            url=base,
        )
    return base
