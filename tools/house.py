"""How the code is laid out: its wings, which stand on which, and who imports whom.

`tests/test_imports.py` holds the code to it, and the docs draw it.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import trustworthy_audio_llms

PACKAGE = Path(trustworthy_audio_llms.__file__).parent

# Each imports from itself and from those that stand above it in this table, never from one beside
# it. Those of the first line are single modules without a wing, and may import each other.
LAYERS = (
    ("_bundle", "_errors", "_extras", "_files", "_freezing", "_plural", "_public", "_text"),
    ("_html",),
    ("_records",),
    ("_snapshots",),
    ("_exports", "_lists", "_references"),
    ("_audit",),
    ("_display",),
    ("_catalog",),
    ("_sources",),
    ("_diff", "_dumps"),
    ("_review",),
    ("__init__",),
    ("_cli",),
    ("__main__",),
)


def wings(package: Path = PACKAGE) -> set[str]:
    """The folders of the package, and the modules that stand alone."""
    return {path.stem for path in package.glob("*.py")} | {
        path.parent.name for path in package.glob("*/__init__.py")
    }


def wing_of(path: Path, package: Path = PACKAGE) -> str:
    """The folder of a module, or the module itself where it stands alone."""
    return path.relative_to(package).parts[0].removesuffix(".py")


def imported(path: Path, package: Path = PACKAGE) -> Iterator[Path]:
    """The modules of the package that a module imports, anywhere in its code."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            yield from _imported_from(node, path, package)
        elif isinstance(node, ast.Import) and node.names[0].name == package.name:
            yield package / "__init__.py"


def _imported_from(node: ast.ImportFrom, path: Path, package: Path) -> Iterator[Path]:
    folder = path.parents[node.level - 1]
    base = folder.joinpath(*node.module.split(".")) if node.module else folder
    for name in ("", *(alias.name for alias in node.names)):
        for file in (base / f"{name}.py", base.with_suffix(".py")):
            if file.is_file() and file != package / "__init__.py" and file != path:
                yield file


def uses(package: Path = PACKAGE) -> dict[str, set[str]]:
    """For each wing the others that it imports from."""
    found: dict[str, set[str]] = {wing: set() for wing in wings(package)}
    for path in package.rglob("*.py"):
        wing = wing_of(path, package)
        found[wing] |= {wing_of(other, package) for other in imported(path, package)} - {wing}
    return found


def purpose(wing: str, package: Path = PACKAGE) -> str:
    """What a wing or a single module is for: the first line of its docstring."""
    folder = package / wing
    path = folder / "__init__.py" if folder.is_dir() else package / f"{wing}.py"
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    return (docstring or "").partition("\n")[0]
