"""The pictures of the gallery are drawn by the examples above them, so that they cannot rot."""

import re
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

_EXAMPLE = re.compile(r"```python\n(.*?)```\n+!\[[^\]]*\]\((_build/gallery/[^)]+)\)", re.S)


def draw(app: Sphinx) -> None:
    """Run each example of the gallery, and save the figure of its `ax` under its picture's name."""
    import matplotlib as mpl

    mpl.use("agg")
    mpl.rcParams["svg.hashsalt"] = "gallery"  # The same picture is the same file.
    page = Path(app.srcdir, "gallery.md").read_text(encoding="utf-8")
    namespace: dict[str, Any] = {}
    for code, name in _EXAMPLE.findall(page):
        exec(code, namespace)
        path = Path(app.srcdir, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        namespace["ax"].figure.savefig(path, metadata={"Date": None})


def setup(app: Sphinx) -> dict[str, Any]:
    """Draw before the pages are read."""
    app.connect("builder-inited", draw)
    return {"parallel_read_safe": True}
