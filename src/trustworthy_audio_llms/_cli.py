"""The command line's door: it opens only where the extra `cli` is installed."""

import io
import sys

_PROGRAM = "trustworthy-audio-llms"


def main() -> None:
    """Run `trustworthy-audio-llms`; every error is one line on stderr.

    Raises:
        SystemExit: Always: 0 when done, 1 when it failed or found nothing, 2 for wrong usage.
    """
    try:
        import click
        import rich  # noqa: F401 (a table or a progress bar may be wanted later)

        from ._clean import terminal_line
        from ._commands import commands
    except ModuleNotFoundError as error:
        if error.name not in ("click", "rich"):
            raise
        sys.exit(
            f"{_PROGRAM}: the command line needs more than the library. Install it with "
            "`pip install 'trustworthy_audio_llms[cli]'`."
        )
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A title that the terminal cannot show is no reason to fail.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        code = commands.main(sys.argv[1:] or ["--help"], prog_name=_PROGRAM, standalone_mode=False)
    except click.ClickException as error:
        click.echo(f"{_PROGRAM}: {terminal_line(error.format_message())}", err=True)
        code = error.exit_code
    except click.Abort:
        code = 1
    sys.exit(code)
