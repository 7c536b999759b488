"""A catalog is shared by threads, without locks of the caller; here they all start at once."""

import copy
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from types import FrameType
from typing import Any

import pytest
from lists import OTHER, OTHER_URL, TITLE, URL
from made_up import ENTRIES, JAILBREAK, NEWS

from trustworthy_audio_llms import Catalog, Review, diff, load, parse_list, topics
from trustworthy_audio_llms._catalog import making

THREADS = 6
LIST = f"# Voices\n- 2025/05/22 [{TITLE}]({URL})\n- [{OTHER}]({OTHER_URL})\n"


@pytest.fixture(autouse=True)
def restless() -> Iterator[None]:
    """Threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def _found(catalog: Catalog) -> list[Any]:
    return [list(catalog.search(query)) for query in ("jailbreak", "hear*", "mull*", "-safety")]


def _explained(catalog: Catalog) -> list[Any]:
    return [catalog.explain("jailbreak OR hear*", entry) for entry in catalog]


def _looked_up(catalog: Catalog) -> list[Any]:
    names = ("2503.01234v2", "muller2025voicebreak", "accents that break assistants", "nobody")
    return [catalog.get(name) for name in names] + [JAILBREAK in catalog]


def _narrowed(catalog: Catalog) -> list[Any]:
    narrowed = catalog.where(topic="safety", since="2025").sort("author")[:3]
    return [list(narrowed), narrowed.trail, narrowed.snapshot, list(narrowed.search("jail*"))]


def _joined(catalog: Catalog) -> list[Any]:
    papers, others = catalog.papers, catalog - catalog.papers
    joined = (others | papers) & catalog
    return [list(joined), joined.trail, list(papers.enrich(catalog)), catalog.count("year")]


def _written(catalog: Catalog) -> list[Any]:
    return [catalog.to_bibtex(), catalog.to_ris(), catalog.to_markdown(), catalog.to_csv()]


def _copied(catalog: Catalog) -> list[Any]:
    copies = [pickle.loads(pickle.dumps(catalog)), copy.copy(catalog), copy.deepcopy(catalog)]
    return [[list(one), list(one.search("voice")), one.snapshot] for one in copies]


def _reviewed(catalog: Catalog) -> list[Any]:
    review = Review(catalog, title="Voices")
    review.exclude("late", since="2025-06")
    return [list(review.included), list(review.excluded), str(review.flow())]


def _told(catalog: Catalog) -> list[Any]:
    return [repr(catalog), catalog.audit(), str(diff(catalog, load("2025.11"))), hash(catalog)]


def _read(_catalog: Catalog) -> list[Any]:
    read = parse_list(LIST)
    return [list(read), read.snapshot, list(load("2025.11")), [topic.slug for topic in topics()]]


WORK: tuple[Callable[[Catalog], list[Any]], ...] = (
    _found,
    _explained,
    _looked_up,
    _narrowed,
    _joined,
    _written,
    _copied,
    _reviewed,
    _told,
    _read,
)


def at_once(work: Sequence[Callable[[], Any]]) -> list[Any]:
    """What each function gives, in a thread of its own; all are let go in the same moment."""
    start = threading.Barrier(len(work))
    results: list[Any] = [None] * len(work)

    def run(number: int) -> None:
        start.wait()
        try:
            results[number] = work[number]()
        except BaseException as error:
            results[number] = error

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(work))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.parametrize("work", WORK, ids=lambda work: work.__name__.strip("_"))
def test_all_do_the_same(work: Callable[[Catalog], list[Any]]) -> None:
    """Each gets what it would get alone, also when it is the first to need what is made once."""
    alone = work(Catalog(ENTRIES, news=NEWS))
    for _ in range(8):
        shared = Catalog(ENTRIES, news=NEWS)
        assert at_once([partial(work, shared)] * THREADS) == [alone] * THREADS


def test_each_does_something_else() -> None:
    """All that can be asked of a catalog, at the same time."""
    alone = [work(Catalog(ENTRIES, news=NEWS)) for work in WORK]
    for _ in range(10):
        shared = Catalog(ENTRIES, news=NEWS)
        assert at_once([partial(work, shared) for work in WORK]) == alone


def copied(catalog: Catalog, moment: int, make: Callable[[Catalog], object]) -> Catalog | None:
    """A copy, with something made before an instruction of the copying; None if it has fewer."""
    left = moment

    def trace(frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal left
        frame.f_trace_opcodes = True
        if event == "opcode":
            if left == 0:
                make(catalog)
            left -= 1
        return trace

    def enter(frame: FrameType, event: str, _argument: object) -> Any:
        return trace(frame, event, _argument) if frame.f_code.co_name == "__getstate__" else None

    before = sys.gettrace()
    sys._getframe().f_trace_opcodes = True  # Python 3.12 looks for it only when tracing starts.
    sys.settrace(enter)
    try:
        again = copy.copy(catalog)
    finally:
        sys.settrace(before)
    return again if left < 0 else None


@pytest.mark.parametrize("make", [_found, _looked_up, lambda catalog: catalog.snapshot])
def test_a_copy_while_something_is_made(make: Callable[[Catalog], object]) -> None:
    """What is made when it is first asked for may be made at any moment of the copying.

    Threads rarely meet there, so each moment is tried: before every instruction in turn.
    """
    moments = 0
    while (again := copied(Catalog(ENTRIES), moments, make)) is not None:
        assert list(again) == list(ENTRIES)
        moments += 1
    assert moments > 15


def test_the_first_use_of_the_library() -> None:
    """Modules, the bundle and the taxonomy are loaded by several threads at once."""
    code = """
import sys, threading
sys.setswitchinterval(1e-6)
import trustworthy_audio_llms as tal
start = threading.Barrier(6)
said = []
def use():
    start.wait()
    catalog = tal.load("2025.11")
    found = catalog.search("audio*").where(topic="safety")
    said.append((len(catalog), len(found), catalog.to_bibtex(), len(tal.topics()), catalog.audit()))
threads = [threading.Thread(target=use) for _ in range(6)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert len(said) == 6 and all(one == said[0] for one in said), said
"""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-W", "error", "-c", code], env=environment, check=True)


def test_a_lock_is_renewed() -> None:
    """As it is in every child of a process; what was made before stays."""
    catalog = Catalog(ENTRIES)
    found = list(catalog.search("jailbreak"))
    with making._LOCKS[0]:
        making._renew_lock()
    assert list(catalog.search("jailbreak")) == found


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_child_of_a_process_that_makes_an_index() -> None:
    """The parent's thread holds a lock that nobody in the child would ever release."""
    code = """
import os, signal, sys, threading, warnings
warnings.simplefilter("ignore", DeprecationWarning)
import trustworthy_audio_llms as tal
from trustworthy_audio_llms._catalog import making
catalog = tal.load("2025.11")
held, done = threading.Event(), threading.Event()
def hold():
    def make():
        held.set()
        done.wait()
    making.made_once(threading.local(), "nothing", make)
threading.Thread(target=hold, daemon=True).start()
held.wait()
child = os.fork()
if child == 0:
    signal.alarm(120)
    os._exit(0 if len(catalog.search("audio")) and catalog[catalog[0].id] else 1)
status = os.waitpid(child, 0)[1]
done.set()
sys.exit(os.waitstatus_to_exitcode(status))
"""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, timeout=300, check=False, capture_output=True
    )
    assert done.returncode == 0, done.stderr.decode()
