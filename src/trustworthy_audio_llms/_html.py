"""What notebooks show is made of: tables whose texts are escaped and whose links lead to the web.

Nothing here has a colour of its own, so that light and dark notebooks show it alike, and styles
stand at the elements, since some notebooks drop style sheets.
"""

import html
from collections.abc import Iterable, Sequence

import attrs

from ._text import is_web_link, terminal_line, web_page

# Keeps MathJax from reading the `$` of a title as the start of a formula.
_NO_MATH = ' class="tex2jax_ignore mathjax_ignore"'
_CAPTION = '<caption style="caption-side:top;text-align:left;color:inherit">'
_CELL = ' style="text-align:left;vertical-align:top"'


def text(value: object) -> str:
    """A value as one line of text that is no markup."""
    return html.escape(terminal_line(str(value)))


def faint(words: str) -> str:
    """Words that stand back behind others."""
    return f'<span style="opacity:0.7">{text(words)}</span>'


def link(words: str, url: str | None) -> str:
    """Words with a link, if there is one and it leads to the web."""
    if url is None or not is_web_link(url) or url != terminal_line(url):
        return text(words)
    return f'<a href="{html.escape(url)}" rel="noopener" target="_blank">{text(words)}</a>'


def evidence(words: str) -> str:
    """A place where something was seen, with a link to it; before it may stand what was seen."""
    about, _, place = words.rpartition(": ")
    return f"{text(about)}: {evidence(place)}" if about else link(place, web_page(place))


def paragraph(content: str) -> str:
    """HTML that stands by itself."""
    return f"<p{_NO_MATH}>{content}</p>"


def table(
    caption: str, head: Sequence[str], rows: Iterable[Sequence[str]], *, more: int = 0
) -> str:
    """A table of cells that are HTML already.

    Args:
        caption: What stands above it, as HTML.
        head: The names of the columns, as plain text; none for a table without a head.
        rows: The cells, as HTML.
        more: How many rows there are besides; the last row says so.
    """
    names = "".join(f"<th{_CELL}>{text(name)}</th>" for name in head)
    top = f"<thead><tr>{names}</tr></thead>" if names else ""
    body = "".join(_row(cells) for cells in rows)
    if more > 0:
        body += f'<tr><td colspan="{len(head)}"{_CELL}>{faint(f"… and {more} more")}</td></tr>'
    return f"<table{_NO_MATH}>{_CAPTION}{caption}</caption>{top}<tbody>{body}</tbody></table>"


def _row(cells: Iterable[str]) -> str:
    return f"<tr>{''.join(f'<td{_CELL}>{cell}</td>' for cell in cells)}</tr>"


def record(
    caption: str,
    shown: attrs.AttrsInstance,
    *,
    without: Sequence[str] = (),
    places: Sequence[str] = (),
) -> str:
    """A record as a table of its fields, by the names that scripts know them by.

    Args:
        caption: What stands above it, as HTML.
        shown: The record; fields that say nothing are left out.
        without: The names of fields to leave out.
        places: The names of fields that hold evidence, which is linked.
    """
    told = []
    for field in attrs.fields(type(shown)):
        value = getattr(shown, field.name)
        # False says something where True is the rule (`authors_complete`).
        if field.name not in without and value not in (field.default, None, (), ""):
            told.append((field.name, value))
    cells = (
        (f"<b>{text(name)}</b>", _places(value) if name in places else _value(value))
        for name, value in told
    )
    return table(caption, (), cells)


def _places(values: Iterable[str]) -> str:
    """Pieces of evidence, a line each."""
    return "<br>".join(map(evidence, values))


def _value(value: object) -> str:
    """A value of a field: several on a line each where they are records, else with commas."""
    if isinstance(value, tuple):
        if all(isinstance(item, str) for item in value):
            return ", ".join(map(_value, value))
        return "<br>".join(map(_value_on_a_line, value))
    return link(value, value) if isinstance(value, str) else text(value)


def _value_on_a_line(value: object) -> str:
    """One of several values: a pair as its name and its value, a record as it tells itself."""
    return text(": ".join(value)) if isinstance(value, tuple) else _value(value)
