"""What a catalog takes in memory, beside the file it comes from and those who read it too.

Each is measured in a fresh interpreter: what is resident when all is read, less what is resident
when only the modules are loaded. What is held counts after a collection; the peak is the most that
was resident at any time. Linux tells; elsewhere there are no numbers.
"""

from collections.abc import Iterator, Sequence
from functools import cache, partial
from pathlib import Path

from .corpus import snapshot_path
from .measure import OURS, Comparison, Costs, run
from .peers import anthology_folder, peer

FILE, JSON = "the snapshot file itself", "json.loads"
PANDAS, ACL = "pandas, a frame of the same", "acl-anthology, its volume"

_TOLD = """
import gc, re
def resident():
    told = open("/proc/self/status").read()
    return [int(re.search(name + r":\\s+(\\d+)", told)[1]) / 1024 for name in ("VmRSS", "VmHWM")]
{imports}
before = resident()[0]
{reads}
gc.collect()
held, peak = resident()
print(held - before, peak - before)
"""
_OURS = ("import trustworthy_audio_llms as tal; tal.load()", "kept = tal.load({path!r})")
_READERS = {
    JSON: ("import json", "kept = json.loads(open({path!r}, 'rb').read())"),
    PANDAS: (
        "import json, pandas; pandas.DataFrame([{{'a': 'b'}}])",
        "kept = pandas.DataFrame(json.loads(open({path!r}, 'rb').read())['content']['entries'])",
    ),
    ACL: (
        "import acl_anthology",
        "kept = acl_anthology.Anthology({acl!r}, verbose=False); kept.get_paper('2024.made-1.1')",
    ),
}
_MODULES = {PANDAS: "pandas", ACL: "acl_anthology"}
_LARGE = 50_000


def comparisons(sizes: Sequence[int]) -> Iterator[Comparison]:
    """What is held, and the peak, for catalogs of every size but the smallest."""
    for which, name in enumerate(("memory held", "memory at the peak of loading")):
        for count in sizes[1:]:
            peers: dict[str, float | None] = {FILE: 4, JSON: None, PANDAS: None}
            if count < _LARGE:
                peers[ACL] = 1
            yield Comparison(
                name=name,
                entries=count,
                peers=peers,
                measure=partial(memory, count, which),
                unit="MB",
            )


def memory(count: int, which: int) -> Costs:
    """What is held (0) or the peak (1), of those that can be measured."""
    costs = {name: amounts[which] for name, amounts in resident(count).items()}
    return costs | {FILE: snapshot_path(count).stat().st_size / 2**20}


@cache
def resident(count: int) -> dict[str, tuple[float, ...]]:
    """What is held, and the peak, in MB, of those that can be measured."""
    found: dict[str, tuple[float, ...]] = {}
    if not Path("/proc/self/status").exists():
        return found
    for name, (imports, reads) in {OURS: _OURS, **_READERS}.items():
        module = _MODULES.get(name, "json")
        if peer(module) is None or (name == ACL and count > _LARGE):
            continue
        acl = str(anthology_folder(count)) if name == ACL else ""
        reading = reads.format(path=str(snapshot_path(count)), acl=acl)
        told = run(_TOLD.format(imports=imports.format(), reads=reading)).stdout
        found[name] = tuple(map(float, told.split()))
    return found
