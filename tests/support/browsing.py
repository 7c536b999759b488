"""A page of a catalog, opened in a browser as a reader has it before them."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from trustworthy_audio_llms import Catalog, Entry

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Dialog, Page

expect = pytest.importorskip("playwright.sync_api", reason="needs the package playwright").expect
"""Waits until something holds of the page."""
# How long a busy machine may take; what holds is seen at once.
PATIENCE = 120_000
expect.set_options(timeout=PATIENCE)

_LIST_ALL = """() => {
    const more = document.querySelector("#more");
    const shown = () => [...document.querySelectorAll("[data-cite]")];
    for (let count = -1; !more.hidden && shown().length > count; more.firstElementChild.click()) {
        count = shown().length;
    }
    return shown().map(button => Number(button.dataset.cite));
}"""

_UNFOLD = """() => {
    for (const one of document.querySelectorAll("details")) one.open = true;
    for (const one of document.querySelectorAll("[data-more][aria-expanded=false]")) one.click();
}"""

_COUNTS = """facet => Object.fromEntries(
    [...document.querySelectorAll(`input[name="${facet}"]`)].map(box =>
        [box.value, Number(box.closest("label").querySelector(".count").textContent)]))"""


class Browsed:
    """A page, with what it asked of anybody and what the browser had to complain about.

    Attributes:
        page: The page.
        requests: The addresses that were asked for.
        answered: Those among them that there was an answer from.
        complaints: Messages on the console, errors, breaches of the policy, and dialogs.
    """

    def __init__(self, context: "BrowserContext", file: Path, catalog: Catalog) -> None:
        self.page: Page = context.new_page()
        self.requests: list[str] = []
        self.answered: list[str] = []
        self.complaints: list[str] = []
        self.address = file.as_uri()
        self._catalog = catalog
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("requestfinished", lambda request: self.answered.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", self._dismiss)

    def _dismiss(self, dialog: "Dialog") -> None:
        self.complaints.append("dialog")
        dialog.dismiss()

    def go(self, fragment: str = "") -> "Browsed":
        """Open the page at a fragment of its address."""
        self.page.goto(f"{self.address}{fragment}")
        if fragment:  # A page that is open already hears of it in a task of its own.
            self.page.evaluate("new Promise((done) => setTimeout(done))")
        return self

    @property
    def fragment(self) -> str:
        """What the page has made of the fragment of its address.

        It is asked itself: `page.url` is told by another process, and may be that of before.
        """
        return str(self.page.evaluate("location.hash"))

    def listed(self) -> list[Entry]:
        """The entries that are shown, in order, after asking for more until there is none."""
        return [self._catalog[place] for place in self.page.evaluate(_LIST_ALL)]

    def ids(self) -> list[str]:
        """The identities of the entries that are shown."""
        return [entry.id for entry in self.listed()]

    def search(self, query: str) -> list[str]:
        """Search, and give the identities of what is shown."""
        self.page.get_by_role("searchbox").fill(query)
        self.page.keyboard.press("Enter")
        return self.ids()

    def type(self, query: str) -> list[str]:
        """Type a query without ending its last word, and give the identities of what is shown."""
        box = self.page.get_by_role("searchbox")
        box.fill("")
        box.focus()
        self.page.keyboard.insert_text(query)
        return self.ids()

    def unfold(self) -> None:
        """Open whatever unfolds."""
        self.page.evaluate(_UNFOLD)

    def reading(self) -> list[str]:
        """What the page says of how the query was read."""
        return self.page.locator("#reading").inner_text().splitlines()

    def box(self, facet: str, value: str) -> Any:
        """The checkbox of a value."""
        return self.page.locator(f'input[name="{facet}"][value="{value}"]')

    def counts(self, facet: str) -> dict[str, int]:
        """How many works each value of a facet shows."""
        return dict(self.page.evaluate(_COUNTS, facet))

    def total(self) -> str:
        """What the page says of how many works are left."""
        return self.page.locator("#count").inner_text()

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds of what was heard of the page."""
        for _ in range(PATIENCE // 20):
            if holds():
                return
            self.page.wait_for_timeout(20)
        raise AssertionError("it does not come")

    def save(self, button: str) -> bytes:
        """Press a button that saves a file, and give what is in it."""
        with self.page.expect_download() as download:
            self.page.get_by_role("button", name=button, exact=True).click()
        return Path(download.value.path()).read_bytes()


Browse = Callable[..., Browsed]


def ids(entries: Sequence[Entry]) -> list[str]:
    """The identities of entries."""
    return [entry.id for entry in entries]
