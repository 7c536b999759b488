"""Drills: processes killed at any moment, and many of them at once."""

import contextlib
import multiprocessing
import os
import random
import time
from collections import Counter

import pytest
from children import PATIENCE, STAGES, fetched, fetched_in_stages, in_turns, needs_fork, run, start
from listserver import ListServer
from oracle import Oracle, Row, held, leftovers, list_of

pytestmark = [pytest.mark.drills, needs_fork]

KILLS = 300
CROWD = 16

ROWS = (
    Row(
        "the process is killed (SIGKILL) at a random moment of any stage of a fetch",
        KILLS,
        "every file is whole; what was there loads; the next fetch goes through",
    ),
    Row(
        "processes fetch and load at once, while the list changes",
        CROWD,
        "each gets whole lists; one copy of each is kept",
    ),
)


def test_killed_at_any_moment(server: ListServer, oracle: Oracle) -> None:
    """However far a fetch has come when it is killed, every file is whole and leads somewhere."""
    chance = random.Random(20261124)
    image = chance.randbytes(2**20)  # So that receiving takes its time too.
    server.put(list_of(1) | {"logo.png": image})
    before = held(oracle.root)
    reached: Counter[str] = Counter()
    for _ in range(KILLS):
        reached[_killed_in(chance.choice(STAGES), chance.choice((0.0, 0.0003, 0.003)))] += 1
        oracle.assert_holds()
        for name in held(oracle.root).keys() - before.keys():
            if name.endswith(".json"):
                (oracle.root / name).unlink()
        for name, data in before.items():
            (oracle.root / name).write_bytes(data)
    assert set(reached) == set(STAGES)
    assert min(reached.values()) >= KILLS // len(STAGES) // 5

    left = leftovers(oracle.root)
    assert len(left) <= 4  # At most one a file: the next process that writes it removes it.
    for path in left:
        os.utime(path, (1, 1))  # As if an hour had passed.
    outcome = run(fetched)
    assert (outcome.error, outcome.warned) == ((), ())
    assert leftovers(oracle.root) == []
    oracle.assert_holds()


def _killed_in(stage: str, delay: float) -> str:
    """Kill a fetch some seconds after it has reached a stage; give back how far it came.

    It waits for leave at every stage, so that without a delay it is killed in this one, however
    busy the machine is.
    """
    ours, theirs = multiprocessing.Pipe()
    leave, give = multiprocessing.Pipe(duplex=False)
    child = start(fetched_in_stages, theirs, leave)
    theirs.close()
    leave.close()
    last = ""
    while last != stage:
        if last:
            give.send_bytes(b"go on")
        assert ours.poll(PATIENCE), "the process hangs"
        last = ours.recv_bytes().decode()
    if delay:
        give.close()
        time.sleep(delay)
    child.process.kill()
    child.process.join()
    with contextlib.suppress(EOFError):
        while True:  # It has come further in the meantime.
            last = ours.recv_bytes().decode()
    give.close()
    return last


def test_many_at_once(server: ListServer, oracle: Oracle) -> None:
    """Whoever fetches and loads at the same time gets whole lists, without a warning."""
    rounds = 6
    crowd = [start(in_turns, rounds) for _ in range(CROWD)]
    for number in range(2, 6):
        time.sleep(0.2)
        server.put(list_of(number))
        oracle.assert_holds()
    outcomes = [child.outcome() for child in crowd]
    assert {(outcome.value, outcome.error, outcome.warned) for outcome in outcomes} == {
        (rounds, (), ())
    }
    oracle.assert_holds()
    assert leftovers(oracle.root) == []
    seen = {name for name in held(oracle.root) if name.startswith("snapshots/")}
    assert len(seen) <= 2 * 6  # Records and origin of each list, once.
