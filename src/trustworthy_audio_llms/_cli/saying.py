"""What is said to people beside the output: on stderr, so that no pipe gets it."""

import re
import shutil
import sys
import textwrap

import click

from .._text import terminal_line

# What the library advises in Python, and what does the same here.
_ADVICE = (
    (re.compile(r"`(?:print\()?tal\.topics\(\)\)?` shows them all\."), "`topics` lists them."),
    (re.compile(r"`load\(\"latest\"\)` gives"), "`--snapshot latest` has"),
    (re.compile(r"`trustworthy_audio_llms\.fetch\(pin='(.*?)'\)` brings"), r"`fetch '\1'` brings"),
    (re.compile(r"`load\('(.*?)'\)` opens"), r"`--snapshot '\1'` opens"),
    (re.compile(r"`catalog\.snapshot\.pin` gives it"), "`fetch` prints it"),
    (re.compile(r"`Catalog\.save` (?=wrote|writes)"), "`save` "),
)


def in_own_words(message: str) -> str:
    """An error of the library in the words of the command line."""
    for pattern, words in _ADVICE:
        message = pattern.sub(words, message)
    return message


def say(text: str) -> None:
    """Say something in one line, which a terminal breaks between words only.

    Args:
        text: What is said; nothing in it reaches the terminal as a sequence.
    """
    line = terminal_line(text)
    if sys.stderr.isatty():
        width = shutil.get_terminal_size().columns
        rows = textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)
        line = "\n".join(rows)
    click.echo(line, err=True)
