"""The pictures of the pages are made by what they show when the pages are built, so none can rot.

A plot is drawn by the example above it. The page to browse is photographed in Chromium, light and
dark; where there is none, `{page-picture}` shows nothing.
"""

import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.logging import getLogger

import trustworthy_audio_llms as tal

PAGES = ("index.md", "gallery.md")
PICTURES = "_build/gallery"
_EXAMPLE = re.compile(r"```python\n(.*?)```(?:\n+!\[[^\]]*\]\((_build/gallery/[^)]+)\))?", re.S)
PROGRAMS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
_logger = getLogger(__name__)


def draw(app: Sphinx) -> None:
    """Run the examples of the pages, and save the figure of `ax` under its picture's name."""
    import matplotlib as mpl

    mpl.use("agg")
    mpl.rcParams["svg.hashsalt"] = "gallery"  # The same picture is the same file.
    for page in PAGES:
        source = Path(app.srcdir, page).read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:
            _run(source, Path(app.srcdir), folder)


def _run(source: str, root: Path, folder: str) -> None:
    """Run the examples of a page, in a folder that takes what they write."""
    import contextlib
    import io

    namespace: dict[str, Any] = {}
    for code, name in _EXAMPLE.findall(source):
        with contextlib.chdir(folder), contextlib.redirect_stdout(io.StringIO()):
            exec(code, namespace)
        if name:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            namespace["ax"].figure.savefig(path, metadata={"Date": None})


def photograph(app: Sphinx) -> None:
    """Photograph the page to browse, as a reader in the light and one in the dark see it."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ModuleNotFoundError:
        _logger.info("no picture of the page: playwright is not installed")
        return
    folder = Path(app.srcdir, PICTURES)
    folder.mkdir(parents=True, exist_ok=True)
    installed = next(filter(None, map(shutil.which, PROGRAMS)), None)  # Else playwright's own.
    root = hasattr(os, "geteuid") and os.geteuid() == 0  # Chromium's sandbox refuses root.
    try:
        with tempfile.TemporaryDirectory() as where, sync_playwright() as driver:
            page = Path(where, "catalogue.html")
            page.write_text(tal.load().to_html(), encoding="utf-8")
            browser = driver.chromium.launch(executable_path=installed, chromium_sandbox=not root)
            for scheme in ("light", "dark"):
                tab = browser.new_page(viewport={"width": 1280, "height": 800}, color_scheme=scheme)
                tab.goto(page.as_uri())
                tab.screenshot(path=folder / f"page-{scheme}.png")
            browser.close()
    except Error as error:
        _logger.info("no picture of the page: %s", error)


class PagePicture(SphinxDirective):
    """`{page-picture}` shows the page to browse, where it could be photographed."""

    def run(self) -> list[nodes.Node]:
        """Give the picture for the light, and that for the dark."""
        shown: list[nodes.Node] = []
        for scheme in ("light", "dark"):
            name = f"{PICTURES}/page-{scheme}.png"
            if Path(self.env.srcdir, name).is_file():
                text = "The page: a search field, filters, and works with their authors and links"
                picture = nodes.image(uri=name, alt=text, classes=[f"only-{scheme}", "framed"])
                shown.append(picture)
        return shown


def setup(app: Sphinx) -> dict[str, Any]:
    """Draw before the pages are read."""
    app.connect("builder-inited", draw)
    app.connect("builder-inited", photograph)
    app.add_directive("page-picture", PagePicture)
    return {"parallel_read_safe": True}
