"""Sitting down to screen: the page is served and the browser opened, until somebody is done."""

import contextlib

from .screening import Screening
from .server import ScreeningServer


def serve(screening: Screening, *, open_browser: bool) -> None:
    """Serve the screening page until it is finished, or interrupted.

    Args:
        screening: The works and what is said of them.
        open_browser: Whether to open the browser.
    """
    with ScreeningServer(screening) as server, contextlib.suppress(KeyboardInterrupt):
        print(server.url, flush=True)  # noqa: T201 (a browser may be elsewhere, or none)
        if open_browser:
            import webbrowser  # Only here.

            webbrowser.open(server.invitation)
        server.serve_forever()
