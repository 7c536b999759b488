"""The button of the pages that copies an example: what is typed there, and nothing else."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("playwright.sync_api", reason="needs the package playwright")

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SCRIPT = Path(__file__).parents[2] / "docs/_static/copying.js"
SESSION = """>>> catalog = tal.load()
>>> catalog
Catalog of 2 entries
...
… and 724 more
>>> for entry in catalog:
...     print("...", entry.title)
...
Of Voices
"""
TYPED = """catalog = tal.load()
catalog
for entry in catalog:
    print("...", entry.title)

"""
SHELL = "$ tal search jailbreak\nhe2026arena 2026\n$ tal topics\n"


@pytest.fixture
def page(browser: "Browser") -> "Iterator[Page]":
    """A page with examples as Sphinx writes them, without a network."""
    pygments: Any = pytest.importorskip("pygments", reason="needs the package pygments")
    lexers: Any = pytest.importorskip("pygments.lexers")
    formatters: Any = pytest.importorskip("pygments.formatters")
    examples = [("pycon", SESSION), ("console", SHELL), ("python", "import os\n\nos.sep\n")]
    html = "".join(
        pygments.highlight(
            text, lexers.get_lexer_by_name(name), formatters.HtmlFormatter(cssclass="highlight")
        )
        for name, text in examples
    )
    if not SCRIPT.is_file():
        pytest.skip("the pages are not here")
    opened = browser.new_page()
    opened.set_content(html)
    opened.add_script_tag(content=SCRIPT.read_text(encoding="utf-8"))
    opened.evaluate("window.copyText = async (text) => { window.copied = text; }")
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("number", "copied"),
    [(0, TYPED), (1, "tal search jailbreak\ntal topics\n"), (2, "import os\n\nos.sep\n")],
)
def test_copies_what_is_typed(page: "Page", number: int, copied: str) -> None:
    """Of a session what stands behind its prompts, without output; else all of it."""
    button = page.get_by_role("button").nth(number)
    # What it says is kept, since it says so only for a while.
    button.evaluate(
        """button => {
            window.said = new Promise((done) => new MutationObserver(() => done(button.textContent))
                .observe(button, {childList: true}));
        }"""
    )
    button.click()
    assert page.evaluate("window.said") == "Copied"
    assert page.evaluate("window.copied") == copied
