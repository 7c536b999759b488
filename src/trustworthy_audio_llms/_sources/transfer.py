"""One GET in the time it may take, tried again where a failure may pass.

Nothing here knows what is asked for, or what becomes of the answer.
"""

import logging
import queue
import random
import time
from collections.abc import Callable
from threading import Event, Thread
from typing import Self

import attrs

from .connections import Connections
from .request import Get, MayPass, Progress, Reply, TransferError, ask

DEADLINE = 300.0
"""Seconds for the whole: redirects, retries, a server that sends a byte now and then, and what is
done with the answer."""

RETRIES = 3
"""How often to try again after the first time."""

BACKOFF = 0.5
"""Seconds before the first retry; each further one waits twice as long, less some at random."""

LONGEST_WAIT = 30.0
"""The most seconds before a retry; a server that asks for more (Retry-After) is left in peace."""

_log = logging.getLogger("trustworthy_audio_llms")


@attrs.frozen
class Deadline:
    """When everything must have come to an end.

    Attributes:
        seconds: How long it has in all.
        ends: When that is, on the monotonic clock.
    """

    seconds: float
    ends: float

    @classmethod
    def begin(cls, seconds: float | None = None) -> Self:
        """A deadline from now on, of `DEADLINE` seconds unless others are given."""
        seconds = DEADLINE if seconds is None else seconds
        return cls(seconds, time.monotonic() + seconds)

    @property
    def left(self) -> float:
        """The seconds that are left, at least 0."""
        return max(0.0, self.ends - time.monotonic())

    @property
    def error(self) -> TransferError:
        """What to raise when no time is left."""
        return TransferError(
            f"it took longer than {self.seconds:g} seconds", "Try again on a better connection."
        )

    def check(self) -> None:
        """Do nothing while there is time.

        Raises:
            TransferError: There is none left.
        """
        if not self.left:
            raise self.error


def transfer(get: Get, deadline: Deadline, progress: Progress | None = None) -> Reply:
    """Ask, until there is an answer or no hope of one.

    The work is done in a thread of its own, since timeouts of sockets start anew with every byte,
    and some waits (name resolution) have none. When time is up, its connections are cut, which
    ends it. Where there can be no threads (Pyodide, a full process table) it is done here, and
    the deadline is seen whenever bytes have come.

    Args:
        get: What is asked for.
        deadline: When it must have come to an end.
        progress: Told about each piece of the body as it comes, in the calling thread. What it
            raises ends the transfer.

    Raises:
        TransferError: There is no answer.
    """
    report = progress or (lambda _done, _total: None)
    news: queue.SimpleQueue[Reply | Exception | tuple[int, int | None]] = queue.SimpleQueue()
    given_up = Event()
    connections = Connections()

    def tell(done: int, total: int | None) -> None:
        if given_up.is_set():
            raise TransferError("it was given up", "Try again.")
        deadline.check()
        news.put((done, total))

    def work() -> None:
        try:
            news.put(_try_several_times(get, connections, tell, given_up.wait))
        except Exception as error:  # noqa: BLE001 (the caller raises it)
            news.put(error)

    thread = Thread(target=work, name="trustworthy_audio_llms.fetch", daemon=True)
    try:
        try:
            thread.start()
        except RuntimeError:
            work()
        while True:
            item = news.get(timeout=deadline.left)
            if isinstance(item, Reply):
                return item
            if isinstance(item, Exception):
                raise item
            report(*item)
    except queue.Empty:
        raise deadline.error from None
    finally:
        given_up.set()
        connections.cut()


def _try_several_times(
    get: Get, connections: Connections, tell: Progress, pause: Callable[[float], bool]
) -> Reply:
    retries = 0
    while True:
        try:
            return ask(get, connections, tell)
        except MayPass as trouble:
            wait = trouble.wait
            if wait is None:
                wait = min(LONGEST_WAIT, BACKOFF * 2**retries) * random.uniform(0.5, 1)
            retries += 1
            if retries > RETRIES or wait > LONGEST_WAIT:
                raise trouble.error from trouble.__cause__
            _log.info("Retry %d of %d in %.1f s: %r", retries, RETRIES, wait, str(trouble))
            if pause(wait):
                raise trouble.error from trouble.__cause__
