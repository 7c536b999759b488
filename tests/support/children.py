"""Processes of their own: forked from one that has imported the library, watched, and measured."""

import contextlib
import datetime
import multiprocessing
import os
import sys
import time
import types
import warnings
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

import attrs
import pytest

MEMORY = 2**30
"""The bound on memory in bytes: a process gets no more, and with more its drill has failed."""

PATIENCE = 300.0
"""Seconds after which a process counts as hanging; the longest drill takes a tenth of it."""

needs_fork = pytest.mark.skipif(
    "forkserver" not in multiprocessing.get_all_start_methods(), reason="needs fork"
)


@attrs.frozen
class Outcome:
    """How a process ended.

    Attributes:
        value: What its task gave back.
        error: The names of the error's classes, most special first; empty where there was none.
        message: What the error says.
        warned: What it warned of.
        memory: The most memory it had, in bytes.
    """

    value: Any = None
    error: tuple[str, ...] = ()
    message: str = ""
    warned: tuple[str, ...] = ()
    memory: int = 0


@attrs.frozen
class Child:
    """A process at work."""

    process: ForkServerProcess
    pipe: Connection

    def outcome(self) -> Outcome:
        """Wait for its end; it must come, and with less memory than the bound."""
        try:
            assert self.pipe.poll(PATIENCE), "the process hangs"
            outcome: Outcome = self.pipe.recv()
        finally:
            self.process.kill()
            self.process.join()
        assert outcome.memory < MEMORY
        return outcome


def start(
    task: Callable[..., Any],
    *args: Any,
    environment: Mapping[str, str] | None = None,
    settings: Mapping[str, Any] | None = None,
    user: int | None = None,
) -> Child:
    """Start a process.

    Args:
        task: A function at the top of a module, called in the process.
        *args: Its arguments.
        environment: What differs in its environment from ours.
        settings: Values of the library's modules, such as `{"_sources.transfer.DEADLINE": 1.0}`.
        user: Who runs it, where the superuser runs the tests.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pytest", "requests", "trustworthy_audio_llms._sources.fetch"])
    ours, theirs = context.Pipe()
    surroundings = dict(os.environ) | dict(environment or {})
    arguments = (theirs, task, args, surroundings, dict(settings or {}), user)
    process = context.Process(target=_work, args=arguments, daemon=True)
    process.start()
    theirs.close()
    return Child(process, ours)


def run(task: Callable[..., Any], *args: Any, **how: Any) -> Outcome:
    """Run a task in a process of its own, as `start` does, and wait for its end."""
    return start(task, *args, **how).outcome()


def _work(
    pipe: Connection,
    task: Callable[..., Any],
    args: tuple[Any, ...],
    environment: dict[str, str],
    settings: dict[str, Any],
    user: int | None,
) -> None:
    import resource

    os.environ.clear()
    os.environ.update(environment)
    for name, value in settings.items():
        module, _, attribute = name.rpartition(".")
        setattr(sys.modules[f"trustworthy_audio_llms.{module}"], attribute, value)
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    if user is not None:
        os.setgroups([])
        os.setuid(user)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            outcome = Outcome(task(*args))
        except Exception as error:
            names = tuple(cls.__name__ for cls in type(error).__mro__)
            outcome = Outcome(error=names, message=str(error))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    pipe.send(
        attrs.evolve(
            outcome,
            warned=tuple(str(warning.message) for warning in caught),
            memory=peak * (1 if sys.platform == "darwin" else 1024),
        )
    )


def fetched(ref: str = "HEAD", pin: str | None = None) -> tuple[str, int]:
    """Fetch; give back the pin and the number of entries."""
    from trustworthy_audio_llms import fetch

    catalog = fetch(ref, pin=pin)
    return catalog.snapshot.pin, len(catalog)


def fetched_at(moment: datetime.datetime) -> tuple[str, int]:
    """Fetch while the clock says something else."""
    from trustworthy_audio_llms._sources import fetch as _fetch
    from trustworthy_audio_llms._sources import folder as _folder

    class Clock(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> Any:
            return moment

    clock = types.SimpleNamespace(datetime=Clock, UTC=datetime.UTC)
    for module, name, said in (
        (_fetch, "datetime", clock),
        (_folder, "time", types.SimpleNamespace(time=moment.timestamp)),
    ):
        assert name in vars(module)
        vars(module)[name] = said
    return fetched()


def loaded(source: str | None) -> tuple[str, int]:
    """Load; give back the pin and the number of entries."""
    from trustworthy_audio_llms import load

    catalog = load(source)
    return catalog.snapshot.pin, len(catalog)


def in_turns(rounds: int) -> int:
    """Fetch and load in turns; give back how often what was fetched could be loaded."""
    from trustworthy_audio_llms import fetch, load

    good = 0
    for _ in range(rounds):
        catalog = fetch()
        good += load(catalog.snapshot.pin) == catalog and len(load("latest")) > 0
    return good


STAGES = (
    "asks",
    "receives",
    "inflates",
    "reads",
    "writes the records",
    "renames the records",
    "writes the origin",
    "renames the origin",
    "writes the state",
    "renames the state",
    "is done",
)
"""The stages of a fetch, as `fetched_in_stages` reports them."""


def fetched_in_stages(pipe: Connection, leave: Connection) -> None:
    """Fetch, and say at each stage that it begins.

    Args:
        pipe: Where it is said.
        leave: Gives leave for each stage, or for all that are left, once it is closed.
    """
    from trustworthy_audio_llms._sources import fetch as _fetch
    from trustworthy_audio_llms._sources import folder as _folder

    def begin(stage: str) -> None:
        pipe.send_bytes(stage.encode())
        with contextlib.suppress(EOFError):
            leave.recv_bytes()

    def staged(function: Callable[..., Any], name: str) -> Callable[..., Any]:
        def work(*args: Any, **more: Any) -> Any:
            written = {"writes": args[0], "renames": args[-1]}.get(name)
            begin(f"{name} {_kind(written)}" if written else name)
            return function(*args, **more)

        return work

    parts = (
        (_fetch, "download", "asks"),
        (_fetch, "read_archive", "inflates"),
        (_fetch, "read_list_files", "reads"),
        (_folder, "replace_file", "writes"),
    )
    for module, name, stage in parts:
        setattr(module, name, staged(getattr(module, name), stage))
    os.replace = staged(os.replace, "renames")
    _fetch.fetch(progress=staged(lambda _done, _total: None, "receives"))
    begin("is done")
    time.sleep(PATIENCE)


def _kind(path: object) -> str:
    """What a file of the cache is."""
    name = Path(str(path))
    if name.parent.name == "refs":
        return "the state"
    return "the origin" if name.stem.count(".") else "the records"
