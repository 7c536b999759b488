"""What people see on a terminal: tables, cards and lines that fit it, in colour, and a pager.

Texts are taken as they are: nothing in them is markup. Whoever asks for something here has made
them safe to print. rich is loaded when something is drawn.
"""

import contextlib
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console, JustifyMethod
    from rich.containers import Lines
    from rich.text import Text

UNVERIFIED = "(unverified)"
"""What marks a work that nobody has verified, behind its title."""

_READABLE = 30
"""The width that the last column of a table needs for its texts to be read."""

_BAR = 12
"""The width of the longest bar."""

_EIGHTHS = "▏▎▍▌▋▊▉█"
_UNLIMITED = 10**6


def draw_table(
    columns: Mapping[str, str],
    rows: Sequence[Sequence[str]],
    *,
    whole: bool = False,
    below: str = "",
) -> None:
    """Draw a table; only texts in its last column are ever broken into lines.

    Where the last column would have no room beside the others, it stands below them.

    Args:
        columns: The headings, each with the style of its column.
        rows: The rows, a text for each column.
        whole: Whether the last column must not be broken either.
        below: What stands below the table.
    """
    from rich import box
    from rich.cells import cell_len
    from rich.table import Table
    from rich.text import Text

    console = _console()
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    *_, last = columns
    for place, (heading, style) in enumerate(columns.items()):
        cells = [row[place] for row in rows]
        longest = max(map(cell_len, (heading, *cells)))
        fixed = whole or heading != last
        width = longest if fixed else min(longest, _READABLE)
        side: JustifyMethod = "right" if all(map(str.isdigit, cells)) else "left"
        table.add_column(heading, style=style, justify=side, min_width=width)
    needed = console.measure(table, options=console.options.update(max_width=_UNLIMITED)).minimum
    with _paged(console):
        if needed <= console.width:
            for *first, text in rows:
                table.add_row(*map(Text, first), _marked(text, columns[last]))
            console.print(table)
        else:
            for row in rows:
                _print_stacked(console, row, tuple(columns.values()), whole=whole)
        if below:
            _print_indented(console, Text(below, "dim"), Text())


def _print_stacked(
    console: "Console", row: Sequence[str], styles: Sequence[str], *, whole: bool
) -> None:
    """Print a row where there is no room for columns: the last text below the others."""
    from rich.text import Text

    first = [Text(*pair) for pair in zip(row[:-1], styles, strict=False) if pair[0]]
    head = Text("  ").join(first)
    for line in [head] if head.cell_len <= console.width else first:
        console.print(line, soft_wrap=True)
    _print_indented(console, _marked(row[-1], styles[-1]), Text("  "), whole=whole)


def _marked(text: str, style: str) -> "Text":
    """A text of a last column, in which the mark of what is not verified has a colour."""
    from rich.text import Text

    marked = Text(text, style)
    if text.endswith(UNVERIFIED):
        marked.stylize("yellow", len(marked) - len(UNVERIFIED))
    return marked


def _print_indented(
    console: "Console", text: "Text", label: "Text", *, whole: bool = False
) -> None:
    """Print a text beside a label; what is one word stays one, so that it can be copied."""
    from rich.text import Text

    room = max(console.width - label.cell_len, 1)
    whole = whole or " " not in text.plain
    for line in [text] if whole else _rows(text, room):
        line.rstrip()
        console.print(label + line, soft_wrap=True)
        label = Text(" " * label.cell_len)


def _rows(text: "Text", room: int) -> "Lines":
    """A text in rows that fit, as far as its words do: none is ever broken, unlike with rich."""
    from rich.cells import cell_len

    plain, start, cuts = text.plain, 0, []
    for word in re.finditer(r"\S+", plain):
        is_first = not plain[start : word.start()].strip()
        fits_nowhere = cell_len(word[0]) > room
        if not (is_first or fits_nowhere) and cell_len(plain[start : word.end()]) > room:
            start = word.start()
            cuts.append(start)
    return text.divide(cuts)


def draw_card(title: str, fields: Mapping[str, Sequence[str]], *, warning: str = "") -> None:
    """Draw a record under its title, each value beside the name of its field.

    Args:
        title: The title.
        fields: The fields, each with its values.
        warning: What people must know first.
    """
    from rich.text import Text

    console = _console()
    width = max(map(len, fields))
    with _paged(console):
        _print_indented(console, Text(title, "bold"), Text())
        if warning:
            _print_indented(console, Text(warning, "yellow"), Text())
        console.print()
        for name, values in fields.items():
            label = Text(f"{name:{width}}  ", "cyan")
            for value in values:
                _print_indented(console, Text(value), label)
                label = Text(" " * (width + 2))


def draw_lines(text: str, styles: Mapping[str, str], *, whole: bool) -> None:
    """Draw lines in colour, those that do not fit broken between words and then indented.

    Args:
        text: The lines.
        styles: Styles for what regular expressions match.
        whole: Whether lines stay as they are, however long.
    """
    from rich.text import Text

    console = _console()
    with _paged(console):
        for line in text.splitlines():
            drawn = Text(line)
            for pattern, style in styles.items():
                drawn.highlight_regex(pattern, style)
            if whole or drawn.cell_len <= console.width:
                console.print(drawn, soft_wrap=True)
            else:
                _print_broken(console, drawn)


def _print_broken(console: "Console", line: "Text") -> None:
    """Print a line that does not fit; what follows of it is indented further than its beginning."""
    from rich.text import Text

    own = len(line.plain) - len(line.plain.lstrip())
    indent = Text(" " * (own + 4))
    room = max(console.width - indent.cell_len, 1)
    for index, row in enumerate(_rows(line, room)):
        row.rstrip()
        console.print(indent + row if index else row, soft_wrap=True)


def width() -> int:
    """How many columns the terminal has."""
    return _console().width


def bars(numbers: Sequence[int]) -> list[str]:
    """A bar for each of some numbers above 0, as long as it is great."""
    blocks = "#" if _console().options.ascii_only else _EIGHTHS
    most = max(numbers, default=1)
    return [_bar(number / most, blocks) for number in numbers]


def _bar(part: float, blocks: str) -> str:
    """A bar for a part of a whole, from blocks that grow to a full one; no bar is empty."""
    steps = max(round(part * _BAR * len(blocks)), 1)
    full, rest = divmod(steps, len(blocks))
    return blocks[-1] * full + blocks[rest - 1 : rest]


def _console() -> "Console":
    from rich.console import Console

    # https://no-color.org. rich itself would leave out colours only, and keep bold.
    plain = bool(os.environ.get("NO_COLOR"))
    return Console(color_system=None if plain else "auto", highlight=False)


@contextlib.contextmanager
def _paged(console: "Console") -> Iterator[None]:
    """Print what the console prints inside at once, or through a pager if it is long."""
    with console.capture() as captured:
        yield
    text = captured.get()
    if _is_to_be_paged(text, console):
        os.environ.setdefault("LESS", "-FRX")  # As git does: with colours, on the same screen.
        click.echo_via_pager(text.removesuffix("\n"))
    else:
        click.echo(text, nl=False, color=True)


def _is_to_be_paged(text: str, console: "Console") -> bool:
    from rich.cells import cell_len

    refused = click.get_current_context().find_root().params["no_pager"]
    if refused or os.environ.get("PAGER") in ("", "cat"):  # As git reads it.
        return False
    if not (sys.stdout.isatty() and sys.stdin.isatty()):
        return False
    lengths = (cell_len(click.unstyle(line)) for line in text.splitlines())
    height = sum(1 + max(length - 1, 0) // console.width for length in lengths)
    return height >= console.height  # The prompt needs a line, too.


@contextlib.contextmanager
def progress_bar(
    what: str, *, counted: bool = False
) -> Iterator[Callable[[int, int | None], None]]:
    """A progress bar on stderr, where that is a terminal.

    Args:
        what: What goes on, in a word.
        counted: Whether things are counted, rather than bytes.

    Yields:
        A function to be called with what has come, and how much there is in all or None.
    """
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, MofNCompleteColumn, Progress

    is_terminal = sys.stderr.isatty()
    console = Console(stderr=True, no_color=bool(os.environ.get("NO_COLOR")))
    with Progress(
        what,
        BarColumn(),
        MofNCompleteColumn() if counted else DownloadColumn(),
        console=console,
        disable=not is_terminal,
    ) as progress:
        task = progress.add_task(what, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
