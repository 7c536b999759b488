"""The lists that people keep, beside what an independent extraction found in them.

The lists are not part of this repository; the test skips without them.
"""

from pathlib import Path

from measuring import FACTS, measures


def test_real_lists(shared: Path) -> None:
    """Nearly every work is read, none is invented, and what stands beside is read."""
    found = dict(measures(shared))
    shares = {name: one.right / one.works for name, one in found.items() if one.works}

    assert min(shares.values()) >= 0.95, shares
    assert sum(shares.values()) / len(shares) >= 0.98, shares
    assert sum(one.silent for one in found.values()) == 0
    assert sum(one.as_news for one in found.values()) == 0
    mentions = sum(one.mentions for one in found.values())
    assert sum(one.invented for one in found.values()) <= mentions / 100
    for fact in FACTS:
        stated = sum(one.facts[fact][0] for one in found.values())
        assert sum(one.facts[fact][1] for one in found.values()) >= 0.9 * stated, fact
