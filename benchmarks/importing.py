"""What an import costs."""

from collections.abc import Iterator

from .measure import OURS, Comparison, Costs, instructions, run
from .peers import peer

MODULES = {
    "attrs": ("attrs", 1.2),
    "pycountry": ("pycountry", 1),
    "tldextract": ("tldextract", 1),
    "acl-anthology": ("acl_anthology", 1),
}


def comparisons() -> Iterator[Comparison]:
    """Count the instructions of imports, less those of a bare interpreter."""
    yield Comparison(
        name="import",
        peers={name: target for name, (_, target) in MODULES.items()},
        measure=imports,
        unit="M",
    )


def imports() -> Costs:
    """The instructions of each import, in millions; nothing without valgrind."""
    modules = {OURS: "trustworthy_audio_llms"}
    modules |= {name: module for name, (module, _) in MODULES.items() if peer(module)}
    bare = _instructions("pass")
    counted = {name: _instructions(f"import {module}") for name, module in modules.items()}
    return {name: count - bare for name, count in counted.items() if count}


def _instructions(code: str) -> float:
    run(code)  # This writes the compiled modules, which is not counted.
    return instructions(code) or 0
