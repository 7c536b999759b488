"""The command line's door: it opens only where the extra `cli` is installed."""

import importlib.util
import io
import sys
from pathlib import Path

_PROGRAM = "trustworthy-audio-llms"
_SHORT = "tal"


def main() -> None:
    """Run `trustworthy-audio-llms`; every error is one line on stderr.

    Raises:
        SystemExit: Always: 0 when done, 1 when it failed or found nothing, 2 for wrong usage.
    """
    if not (_is_there("click") and _is_there("rich")):
        sys.exit(
            f"{_PROGRAM}: the command line needs more than the library. Install it with "
            "`pip install 'trustworthy_audio_llms[cli]'`."
        )
    import click

    from .commands import commands
    from .saying import say

    if isinstance(sys.stdout, io.TextIOWrapper):
        # A title that the terminal cannot show is no reason to fail.
        sys.stdout.reconfigure(errors="backslashreplace")
    program = _SHORT if Path(sys.argv[0]).stem == _SHORT else _PROGRAM
    try:
        code = commands.main(sys.argv[1:] or ["--help"], prog_name=program, standalone_mode=False)
    except click.ClickException as error:
        say(f"{program}: {error.format_message()}")
        code = error.exit_code
    except click.Abort:
        code = 1
    sys.exit(code)


def _is_there(package: str) -> bool:
    """Whether a package can be imported; rich takes longer than the commands that need it not."""
    try:
        return importlib.util.find_spec(package) is not None
    except ModuleNotFoundError:
        return False
