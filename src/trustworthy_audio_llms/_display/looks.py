"""The colour of each topic, which is the same in every figure."""

import zlib
from collections.abc import Iterable

import attrs

COLOURS = ("#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7")
"""Colours that colour-blind readers can tell apart: Okabe and Ito, https://jfly.uni-koeln.de/color/,
without the black."""

REST = "#DDDDDD"
"""The colour of what has no colour of its own: a grey that is none of the others to anybody."""

_PATTERNS = ("", "///", "...", "xxx", "\\\\\\")
"""As matplotlib writes them. There are no thirty colours that everybody can tell apart, so what
comes after the first seven differs by pattern, too."""

# One after the other in each of the colours, then with the next pattern. First come the topics
# with the most works; topics of one family differ in colour, since they are often drawn together.
_TOPICS = """
    safety privacy fairness capability deepfake security provenance

    hallucination interpretability evaluation robustness agents governance security/extraction

    security/backdoor safety/jailbreak provenance/watermark security/adversarial
    privacy/anonymization deepfake/detection deepfake/attribution

    deepfake/prevention deepfake/generation safety/defense privacy/unlearning
    safety/prompt-injection safety/alignment safety/toxicity

    privacy/inference
""".split()


@attrs.frozen
class Look:
    """How a part of a chart is filled.

    Attributes:
        colour: As `#rrggbb`.
        pattern: What it is hatched with, as matplotlib writes it; empty for nothing.
    """

    colour: str
    pattern: str = ""


_LOOKS = tuple(Look(colour, pattern) for pattern in _PATTERNS for colour in COLOURS)


def looks_of(topics: Iterable[str]) -> dict[str, Look]:
    """How topics are filled: those of the taxonomy as in every figure.

    A topic that only a list has takes a look by its name, or the next that is free here.

    Args:
        topics: Their slugs, distinct.

    Returns:
        The looks, in the order of the topics; distinct as long as there are enough.
    """
    names = list(topics)
    looks = {name: _LOOKS[_TOPICS.index(name)] for name in names if name in _TOPICS}
    for name in names:
        if name not in looks:
            start = zlib.crc32(name.encode(errors="replace")) % len(_LOOKS)
            turned = (*_LOOKS[start:], *_LOOKS[:start])
            looks[name] = next((look for look in turned if look not in looks.values()), turned[0])
    return {name: looks[name] for name in names}
