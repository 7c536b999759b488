"""A browser for the whole run, and pages of catalogs that must stay quiet in it."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hostile import TITLES

import trustworthy_audio_llms as tal
from trustworthy_audio_llms import Catalog, Paper

if TYPE_CHECKING:
    from browsing import Browse
    from playwright.sync_api import Browser

MARKUP = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "--><img src=x onerror=alert(1)>",
    "</title></style></noscript><h1>gone</h1>",
    "&lt;b&gt; &amp;#60; &quot;",
    "'\"><svg onload=alert(1)>",
    "${alert(1)} `${1}` $script $$title",
    "\u2028alert(1)\u2029//",
    "\\u003cscript>",
    "*/ alert(1) /*",
    *TITLES,
)

PROGRAMS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
ARGUMENTS = (
    "--headless=new --disable-gpu --disable-background-networking --disable-component-update "
    "--disable-sync --no-first-run"
).split()


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """The Chromium that is installed; tests skip without one."""
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if path is None:
        pytest.skip(f"none of {', '.join(PROGRAMS)} is installed")
    root = hasattr(os, "geteuid") and os.geteuid() == 0  # Chromium's sandbox refuses root.
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=path, args=ARGUMENTS, chromium_sandbox=not root, timeout=180_000
        )
        yield browser
        browser.close()


@pytest.fixture
def browse(browser: "Browser", tmp_path: Path) -> "Iterator[Browse]":
    """A function that opens the page of a catalog; afterwards, no page may have said a word.

    It takes a catalog, the fragment of the address, `quiet=False` where the test breaks the rules
    itself, `edit` to change the file first, and the options of a browser context.
    """
    from browsing import PATIENCE, Browsed

    contexts = []
    watched = []

    def opened(
        catalog: Catalog,
        fragment: str = "",
        *,
        quiet: bool = True,
        edit: Any = None,
        **options: Any,
    ) -> Browsed:
        file = tmp_path / "works.html"
        catalog.write(file)
        if edit:
            file.write_text(edit(file.read_text(encoding="utf-8")), encoding="utf-8")
        context = browser.new_context(**options)
        context.set_default_timeout(PATIENCE)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        contexts.append(context)
        browsed = Browsed(context, file, catalog)
        if quiet:
            watched.append(browsed)
        return browsed.go(fragment)

    yield opened
    for browsed in watched:
        assert browsed.complaints == []
        strays = [url for url in browsed.requests if url.partition("#")[0] != browsed.address]
        assert strays == []
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def curated() -> Catalog:
    """The curated catalogue: real works, and enough of them."""
    return tal.load("2026.11")


@pytest.fixture(scope="session")
def marked_up() -> Catalog:
    """Works with markup wherever a text may stand."""
    return Catalog(
        Paper(
            title=text,
            name=text[:50],
            aliases=(f"{text[:50]} too",),
            authors=(text[:50],),
            venue=text[:50],
            topics=("safety",),
            keywords=(text[:50],),
            description=text[:200],
            note=text[:200],
            evidence=(text[:50], "javascript:alert(1)", "data:text/html,x", "https://e.org/<b>"),
            citekey=f"work{number}",
        )
        for number, text in enumerate(dict.fromkeys(MARKUP))
    )
