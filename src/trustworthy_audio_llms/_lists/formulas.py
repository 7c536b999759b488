r"""Formulas in titles as plain text: `$\alpha$-TTS` is α-TTS, and `V$^{2}$A` V²A.

A few kinds only, as titles of lists have them. Of what is not known, the text stays as it is.
"""

import re
import unicodedata

# Between dollars as Markdown's extensions know them: no blank inside beside them, no digit behind,
# so that two prices are none. Bounded, so that each dollar is looked at once, not the whole line.
_FORMULA = re.compile(r"\$(?=\S)([^$\n]{1,80})(?<=\S)\$(?!\d)")
_COMMAND = re.compile(r"\\([A-Za-z]+)\s?")
_RAISED = re.compile(r"\^(?:\{([^{}]{1,20})\}|(\d{1,20}|[\w+*-]))")
_RAISED_TEXT = re.compile(r"\\textsuperscript\s?(?:\{([^{}]{1,20})\}|(\d{1,20}))")
# A command, or something raised or lowered: what stands between two prices has neither.
_SIGNS = re.compile(r"[\\^_]")
_SUPERSCRIPTS = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")
_SYMBOLS = {
    "to": "→",
    "rightarrow": "→",
    "leftarrow": "←",
    "leftrightarrow": "↔",
    "times": "×",
    "cdot": "·",
    "pm": "±",
    "infty": "∞",
    "leq": "≤",
    "geq": "≥",
    "approx": "≈",
    "circ": "°",
    "star": "⋆",
}


def without_formulas(text: str) -> str:
    """A title in which formulas are plain text.

    Args:
        text: The title, with or without the braces of LaTeX.
    """
    if "\\" in text:
        text = _RAISED_TEXT.sub(_raised, text)
    return _FORMULA.sub(_plain, text) if "$" in text else text


def _plain(found: "re.Match[str]") -> str:
    formula = found[1]
    if len(formula) > 1 and not _SIGNS.search(formula):
        return found[0]
    return _RAISED.sub(_raised, _COMMAND.sub(_symbol, formula))


def _symbol(found: "re.Match[str]") -> str:
    name = found[1]
    if name in _SYMBOLS:
        return _SYMBOLS[name]
    size = "CAPITAL" if name[0].isupper() else "SMALL"
    try:
        # Unicode spells the eleventh letter without its b.
        return unicodedata.lookup(f"GREEK {size} LETTER {name.lower().replace('mb', 'm')}")
    except KeyError:
        return found[0]


def _raised(found: "re.Match[str]") -> str:
    """What stands raised, where there are characters for it."""
    raised: str = next(filter(None, found.groups()))
    shown = raised.translate(_SUPERSCRIPTS)
    is_known = all(char not in raised for char in shown)
    return shown if is_known else found[0].replace("{", "").replace("}", "")
