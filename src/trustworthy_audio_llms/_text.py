"""What text may hold when it leaves the library: the one boundary that every export passes.

Lists are written by anybody, so their text may hold anything: line ends that would start a forged
record, escape sequences that would run in a terminal, halves of characters that cannot be written
to a file. What is dropped here no reader would have shown.
"""

import re
import sys
import unicodedata

# ECMA-48: a control sequence (CSI) with its parameters, or a control string (OSC, DCS, SOS, PM,
# APC) with all it holds, each introduced by ESC and a character, or CSI, OSC and DCS by their C1
# character. The other C1 introducers are letters in windows-1252, and badly decoded text has them.
_ESCAPE_SEQUENCES = (
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"
    "|(?:\x1b[]PX^_]|[\x90\x9d])[^\x07\x1b\x80-\x9f]*(?:\x07|\x1b\\\\|\x9c)"
    "|\x1b[ -/]*[0-~]?"
)
# The controls that are no blanks to `str.split`, the byte order mark, lone surrogates, what is
# never seen and may hold anything (tags, U+E0000 to U+E007F, and invisible operators), and the code
# points that are no characters (Unicode 16.0, section 23.7). Joiners stay: scripts and emoji need
# them.
_NO_TEXT = (
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufeff\ud800-\udfff\ufdd0-\ufdef"
    "\xad\u180e\u200b\u2060-\u2064\u206a-\u206f\ufff9-\ufffb\U000e0000-\U000e007f"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
# Embeddings, overrides and isolates: they can show text in another order than it has.
_BIDI_CONTROLS = "[\u202a-\u202e\u2066-\u2069]"
# What GitHub makes a link of without brackets; a backslash behind it keeps it from that.
_LINKED_BY_ITSELF = r"(?i:\bwww(?=\.)|\b(?:https?|ftp|mailto|xmpp)(?=:))"
# A file of a repository on GitHub; no name there holds anything else.
_IN_REPOSITORY = re.compile(r"([A-Za-z0-9][\w.-]*/[\w.-]+):(?!/)(\S.*)", re.ASCII)
# A name behind an @ at which no word ends, and an address of mail.
_CALLS = r"(?<!\w)@(?=[\w\\])|(?<=\w)@(?=[\w-]+\.[A-Za-z])"
_URL = re.compile(
    r"https?://[^\s/?#\x00-\x1f\x7f\ud800-\udfff]+[^\s\x00-\x1f\x7f\ud800-\udfff]*", re.I
)


def clean_line(text: str) -> str:
    """Text on one line, in NFC, without anything that is no text.

    Args:
        text: Any string, also one that cannot be encoded.

    Returns:
        The text with every run of white space and line ends as one blank, none at its ends;
        without escape sequences, control characters, lone surrogates and non-characters; composed
        (NFC, not NFKC, which would change full-width letters and superscripts).
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()  # As almost every text already is.
    if not text.isprintable():
        text = re.sub(_NO_TEXT, "", re.sub(_ESCAPE_SEQUENCES, "", text))
    return " ".join(unicodedata.normalize("NFC", text).split())


def terminal_line(text: str) -> str:
    """Text that is safe to print: `clean_line`, also without what turns the order of writing.

    Args:
        text: Any string.

    Returns:
        The text without escape sequences, control characters and bidirectional controls.
    """
    return clean_line(text if text.isprintable() else re.sub(_BIDI_CONTROLS, "", text))


def markdown_line(text: str) -> str:
    """Text that stands in Markdown as it is: nothing in it is markup, not even at its beginning.

    Args:
        text: Any string.

    Returns:
        The text as `terminal_line` gives it, with a backslash before what CommonMark or GitHub's
        tables, mathematics and strikethrough would read as markup, and before what it would make
        a link of; an `@` that would call somebody is parted from the name by an empty comment.
    """
    escaped = re.sub(r"[\\`*_{}\[\]<>#|~$&]", r"\\\g<0>", terminal_line(text))
    unlinked = re.sub(_LINKED_BY_ITSELF, r"\g<0>\\", escaped)
    uncalled = re.sub(_CALLS, "@<!-- -->", unlinked)
    return re.sub(r"^(\d*)([-+.)])(?=\s|$)", r"\1\\\2", uncalled)


# What our own texts are set with, and how it is typed where the alphabet ends at ASCII.
_TYPED = str.maketrans(
    {"…": "...", "→": "->", "–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "·": "-"}
)


def printable(text: str) -> str:
    """Text that `print` can write, whatever the standard output is.

    A console of an old alphabet (ASCII, cp1252) refuses what it lacks, and takes a whole table
    down with it. There, dashes and arrows are typed, and other characters are escaped; where the
    output takes everything, or says itself what becomes of the rest, the text stays as it is.

    Args:
        text: Any string.
    """
    encoding = getattr(sys.stdout, "encoding", None)
    if text.isascii() or not encoding or getattr(sys.stdout, "errors", None) != "strict":
        return text
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_TYPED).encode(encoding, "backslashreplace").decode(encoding)
    return text


def is_web_link(url: str) -> bool:
    """Whether a text is an http or https URL, with a host and without blanks."""
    return _URL.fullmatch(url) is not None


def web_page(place: str) -> str | None:
    """The page on which evidence can be looked at; None where a text names none.

    Args:
        place: A URL, or a file of a repository on GitHub as `owner/repository:path`.
    """
    if is_web_link(place):
        return place
    found = _IN_REPOSITORY.fullmatch(place)
    if found is None:
        return None
    from urllib.parse import quote  # Only here.

    return f"https://github.com/{found[1]}/blob/HEAD/{quote(found[2], errors='replace')}"
