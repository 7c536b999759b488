"""Which link of a line is its title."""

import pytest
from lists import TITLE, URL

from trustworthy_audio_llms._lists.choosing import link_not_closed, title_link
from trustworthy_audio_llms._lists.links import Link, links_of
from trustworthy_audio_llms._lists.markdown import read_lines

SITE = "https://a.example/b"


@pytest.mark.parametrize(
    ("markdown", "label"),
    [
        (f"[{TITLE}]({URL}) [code]({SITE})", TITLE),
        (f"[code]({SITE}) [{TITLE}]({URL})", TITLE),
        (f"[ICLR 2024]({SITE}) [{TITLE}]({URL})", TITLE),
        (f"[ICLR 2024]({SITE})", "ICLR 2024"),
        (f"Kettles That Whistle [paper]({URL}) [Pretrained Ones]({SITE})", None),
        (f"Kettles that whistle aloud. [[Our Site]({SITE})]", None),
        (f"[\\[journal\\]]({URL})", None),
        ("[kettle/cups](https://github.com/kettle/cups)", None),
        (f"[paper]({URL})", None),
    ],
)
def test_links(markdown: str, label: str | None) -> None:
    """The first whose label is no word for what links lead to, or else a venue."""
    (line,) = read_lines(f"- {markdown}")
    link = title_link(line.spans, links_of(line.spans))

    assert (link.label if link else None) == label


def test_a_link_that_is_none_to_markdown() -> None:
    """Because it is not closed; a word for what it leads to is no title there either."""
    assert link_not_closed(f"🔓 [{TITLE}]({URL}") == Link(TITLE, URL)
    assert link_not_closed(f"[paper]({URL}") is None
    assert link_not_closed(TITLE) is None
