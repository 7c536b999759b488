"""The group of commands: its version, its near misses, and how errors and examples are shown."""

import contextlib
import functools
import os
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import click

import trustworthy_audio_llms as tal

from .._bundle import snapshot_names
from .._errors import near_misses
from .saying import in_own_words, say


@contextlib.contextmanager
def _in_one_line() -> Iterator[None]:
    """Show the library's errors and warnings as one line each, and none of them as a traceback."""
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        try:
            yield
        except tal.InvalidQuery as error:
            raise click.UsageError(in_own_words(str(error))) from error
        except BrokenPipeError:  # Click ends quietly where the reader has seen enough.
            raise
        except tal.CatalogError as error:
            raise click.ClickException(in_own_words(str(error))) from error
        except OSError as error:
            raise click.ClickException(_told(error)) from error
        except ModuleNotFoundError as error:
            if (error.name or "").startswith(tal.__name__):
                raise
            raise click.ClickException(str(error)) from error  # An extra, and how to install it.
        finally:
            for warning in warned:
                say(f"warning: {warning.message}")


def _told(error: OSError) -> str:
    """What an error of the system says, without its number."""
    if error.filename is None or error.strerror is None:
        return str(error)
    return f"{os.fsdecode(error.filename)}: {error.strerror}."


class _Commands(click.Group):
    """Commands, with near misses for what is none."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the options of all commands wherever they stand before a `--`."""
        end = args.index("--") if "--" in args else len(args)
        everywhere = [arg for arg in args[:end] if arg == "--no-pager"]
        rest = [arg for arg in args[:end] if arg != "--no-pager"]
        return super().parse_args(ctx, [*everywhere[:1], *rest, *args[end:]])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name[:1].isalnum() and name not in self.commands and not ctx.resilient_parsing:
            ctx.fail(f"No such command {name!r}.{near_misses(name, self.commands)}")
        return super().resolve_command(ctx, args)


def _say_version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if not wanted or context.resilient_parsing:
        return
    from importlib.metadata import PackageNotFoundError

    try:
        version = tal.__version__
    except PackageNotFoundError:
        version = "(not installed)"
    click.echo(f"{context.info_name} {version}, newest bundled snapshot {snapshot_names()[0]}")
    context.exit()


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--no-pager", is_flag=True, help="Print at once what is longer than the screen.")
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_say_version,
    help="Show the version and the newest bundled snapshot.",
)
def commands(no_pager: bool) -> None:
    """The literature on trustworthy audio LLMs: search it, cite it, pin it.

    Exit codes: 0 when done, 1 when something failed or nothing was found, 2 for wrong usage.
    `completion` lets your shell complete commands, topics and citation keys.
    """


def command(name: str, *examples: str) -> Callable[[Callable[..., None]], click.Command]:
    """Make a function a command of this name that shows errors in one line.

    Args:
        name: Its name.
        *examples: Command lines for its help, which the tests run.
    """
    lines = "\n".join(f"  {example}" for example in examples)
    epilog = f"\b\n{'Examples' if len(examples) > 1 else 'Example'}:\n{lines}"

    def register(function: Callable[..., None]) -> click.Command:
        @functools.wraps(function)
        def run(**given: Any) -> None:
            with _in_one_line():
                function(**given)

        return commands.command(name, epilog=epilog)(run)

    return register
