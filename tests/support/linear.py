"""Lines of lists that might take more time than their length, and how much they take.

A line is a context with a token in it, many times over. Time is the processor's, of a text and of
one eight times as long; the slope between them on a double logarithmic scale is one where time is
in proportion, and two where it grows with the square.
"""

import gc
import itertools
import math
import random
import sys
from collections.abc import Iterator
from functools import partial
from time import process_time
from typing import NamedTuple

import growth

from trustworthy_audio_llms._lists.reader import read_list_files

STEEPEST = 1.3
SQUARED = 1.6
"""What the tests allow: no load of a machine feigns it twice over, and a square is 2."""
_SMALL, _LARGE = 6_000, 48_000  # Characters; longer lines than 64 KiB are not read.
_UNNOTICED = 0.03  # Seconds; the clock is too coarse to tell a slope in less.
_LINK = "[Teacups That Listen](https://arxiv.org/abs/2501.00001)"

CONTEXTS = {
    "item": "- {}",
    "text": "{}",
    "heading": "## {}",
    "row": "| Year | Title | Authors | Venue |\n|-|-|-|-|\n| 2025 | {} | {} | {} |",
    "html row": "<table><tr><th>Title<th>Venue<tr><td>{}<td>{}</table>",
    "html item": "<ul><li>{}</li></ul>",
    "summary": "<details><summary>{}</summary></details>",
    "paragraph of html": "<p>{}<a href=x>y</a></p>",
    "before a link": f"- {{}} {_LINK}",
    "behind a link": f"- {_LINK} {{}}",
    "between links": f"- [a b](https://a.example/b) {{}} {_LINK} z",
    "label": "- [{}](https://arxiv.org/abs/2501.00001)",
    "target": "- [Teacups That Listen](https://a.example/{})",
    "behind a date": "- 2025/05/22 {}",
    "news": "# News\n- [2025.11] {}",
    "bold": "- **{}** [paper](https://arxiv.org/abs/2501.00001)",
    "italic": f"- {_LINK} *{{}}*",
    "code": "- `{}` x",
    "authors": f"- {_LINK}\n  - **Authors:** {{}}",
    "nested": "- 【2025-06】-【TEA】\n  - **Teacups That Listen**\n  - {}",
    "below": f"- {_LINK}\n  {{}}",
    "lone row": "| 2025 | {} | ICLR | b |",
    "comment": "<!-- {}",
    "fence": "```\n- {}",
    "quote": "> - {}",
}
TOKENS = (
    " ", "\t", "\u3000", "a", "A", "a ", "A. ", "Ann Lee, ", "Ann Lee; ", "2025 ",
    "2025/05/22 ", "(2025) ", "May 2025 ", "ICLR 2024, ", "ICLR'24 ", "*", "**", "*b* ",
    "**b** ", "**b**: ", "_", "`", "`a` ", "~~a~~ ", "[", "]", "(", ")", "[]", "[a]", "[a] ",
    "[a](b) ", "![a](b) ", "](", "]( ", "[a b](https://a.example/b) ",
    "[[code]](https://github.com/a/b) ", _LINK + " ", "<", ">", "<a ", "<a href=x>",
    "<a href=x>y</a>", "<br>", "<b>", "<!--", "-->", "&", "&amp;", "\\", "\\[", "|", "| ",
    "| a ", "||", ":", ": ", "：", ".", ". ", ",", ", ", ",,", ";", "-", "- ", " - ", "–", "—",
    "+", "#", "!", "?", "? ", '"', "“", "'", "’", "/", "//", "https://", "https://a.example/b ",
    "10.1000/", "arxiv.org/", "{", "}", "{a}", "$", "\\textit{a} ",
    "【", "】", "【a】-", "（", "）",
    "［", "］", "「", "🔓", "🔓 ", ":fire:", ":fire: ", "1️⃣", "\u200d", "et al. ", "and ", "等",
    "论文 ", "CoRR abs/", "doi:", "Venue: ", "Authors: ", "Accepted at ", "under review ", "@",
    "[2025.11] ", "(TEA) ", "((",
)  # fmt: skip


class Case(NamedTuple):
    """A kind of line.

    Attributes:
        context: The name of the context.
        token: What stands in it many times over.
        end: What ends it: nothing, or a letter, so that a run is not at the end.
    """

    context: str
    token: str
    end: str

    def text(self, length: int) -> str:
        """A text of about so many characters."""
        context = CONTEXTS[self.context]
        filling = self.token * max(1, length // (len(self.token) * context.count("{}")))
        return context.replace("{}", filling + self.end)


def cases() -> list[Case]:
    """All of them: some thousands."""
    single = itertools.product(CONTEXTS, TOKENS)
    chance = random.Random(0)
    pairs = (first + second for first, second in zip(TOKENS, TOKENS[7:], strict=False))
    several = ((chance.choice(list(CONTEXTS)), pair) for pair in pairs)
    ends = itertools.cycle(("", "z", "z"))
    return [Case(*parts, end) for parts, end in zip([*single, *several], ends, strict=False)]


def some_cases(number: int) -> list[Case]:
    """A sample, always the same."""
    return random.Random(number).sample(cases(), number)


def seconds(text: str) -> float:
    """The processor's time to read a text."""
    return growth.seconds(partial(read_list_files, [("README.md", text)]))


def slope(
    case: Case, small: int = _SMALL, large: int = _LARGE, steepest: float = STEEPEST
) -> float:
    """How steeply time grows with the length of a line; one where it is in proportion.

    It is measured until it is no steeper than the steepest that may be, or long enough.
    """
    longest = seconds(case.text(large))
    if longest < _UNNOTICED:
        return 1.0
    shortest = min(seconds(case.text(small)) for _ in range(3))
    for _ in range(12):  # A machine that does something else beside it is seen as a steep slope.
        found = math.log(longest / max(shortest, 1e-4)) / math.log(large / small)
        if found <= steepest:
            break
        longest = min(longest, seconds(case.text(large)))
    return found


def steep(chosen: list[Case], steepest: float = STEEPEST) -> Iterator[tuple[float, Case]]:
    """The cases that are too steep.

    That is, measured twice, since a processor may slow down for a while; and the second time in the
    upper half as well, where a square shows the most. A step does not: where a text becomes too
    long for one way to be read and is read in another, time jumps once.
    """
    suspects = [case for case in chosen if slope(case, steepest=steepest) > steepest]
    gc.collect()
    for case in suspects:
        both = (slope(case, steepest=steepest), slope(case, _LARGE // 2, steepest=steepest))
        found = min(both)
        if found > steepest:
            yield found, case


if __name__ == "__main__":
    chosen = cases() if len(sys.argv) < 2 else some_cases(int(sys.argv[1]))
    for found, case in steep(chosen):
        print(f"{found:.2f} {case}", flush=True)
    print(len(chosen), "cases", f"{process_time():.0f} s")
