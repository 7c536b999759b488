"""The data that come with the library: the taxonomy and the bundled snapshots, as bytes.

A wheel carries the repository's `data/` as `_data/` inside the package. An editable install has no
such copy; there, and only there, the `data/` of the checkout itself is read.
"""

import functools
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


@functools.cache
def _data() -> "Traversable":
    """The folder of the data: in the package, else in the checkout the package lies in."""
    package = Path(__file__).parent
    if (package / "_data").is_dir():
        return package / "_data"
    checkout = package.parents[1]
    if package.is_dir() and (checkout / "pyproject.toml").is_file():
        return checkout / "data"
    from importlib import resources  # In a zip or a frozen application there are no folders.

    return resources.files(__package__) / "_data"


def read_data(name: str) -> bytes:
    """Read a file of the bundled data.

    Args:
        name: Its name, with `/` between folders: `taxonomy.json`, `snapshots/2026.11.json`.

    Raises:
        FileNotFoundError: There is no such file.
    """
    return _data().joinpath(name).read_bytes()


def snapshot_names() -> tuple[str, ...]:
    """The names of the bundled snapshots, newest first: `("2026.11", "2025.11")`."""
    return _names_in(_data())  # type: ignore[arg-type]  # Folders can be hashed, in zips too.


@functools.cache  # What comes with the library stays as it is.
def _names_in(data: "Traversable") -> tuple[str, ...]:
    files = [file.name for file in data.joinpath("snapshots").iterdir()]
    names = [name.removesuffix(".json") for name in files if name.endswith(".json")]
    return tuple(sorted(names, key=_numbers, reverse=True))


def _numbers(name: str) -> tuple[int, ...]:
    """Calendar versions compare by their numbers: 2026.11 is newer than 2026.9."""
    return tuple(int(part) for part in name.split("."))
