"""Works of one form below a heading: each is read alone, between its like, and among others."""

# The lines of lists are long.
# ruff: noqa: E501

import itertools
from typing import Any

import pytest

from trustworthy_audio_llms._lists.reader import read_list_files

ONE, TWO, THREE = (f"https://arxiv.org/abs/2402.0430{number}" for number in (7, 8, 9))
PAGE = "https://www.usenix.org/conference/kettles24/presentation"
CODE = "https://github.com/kettle"

# Each form with what is read of its works: title, link, date, venue, authors, code, name.
Form = tuple[str, list[tuple[Any, ...]]]

PARAGRAPHS: Form = (
    (
        f"[Kettles That Whistle]({ONE}), ICLR 2024 [[code]]({CODE}/one)\n\n"
        f"[Kettles That Hum]({TWO}), ICLR 2023\n\n"
        f"[Kettles That Drone]({THREE}), ICML 2022\n\n"
    ),
    [
        ("Kettles That Whistle", ONE, "2024", "ICLR 2024", (), f"{CODE}/one", None),
        ("Kettles That Hum", TWO, "2023", "ICLR 2023", (), None, None),
        ("Kettles That Drone", THREE, "2022", "ICML 2022", (), None, None),
    ],
)
BOLD_PARAGRAPHS: Form = (
    (
        f"**Pots That Listen** [2024].<br>*Ada Example, Bo Sample*<br>[[PDF]({ONE})][[Github]({CODE}/two)]<br>\n\n"
        f"**Pots That Hear** [2023].<br>*Cy Demo, Di Test*<br>[[PDF]({TWO})]<br>\n\n"
        f"**Pots That Heed** [2022].<br>*Cy Demo*<br>[[PDF]({THREE})]<br>\n\n"
    ),
    [
        ("Pots That Listen", ONE, "2024", None, ("Ada Example", "Bo Sample"), f"{CODE}/two", None),
        ("Pots That Hear", TWO, "2023", None, ("Cy Demo", "Di Test"), None, None),
        ("Pots That Heed", THREE, "2022", None, ("Cy Demo",), None, None),
    ],
)
SUMMARIES: Form = (
    "".join(
        f'<details><summary>{title} ({year}) [<a href="{url}">Paper</a>]</summary>\n\n'
        f"- It builds on [Sample et al. (2021)](https://arxiv.org/abs/2102.0000{year % 10}).\n</details>\n\n"
        for title, year, url in (
            ("Pans That Burn", 2024, ONE),
            ("Pans That Fry", 2023, TWO),
            ("Pans That Char", 2022, THREE),
        )
    ),
    [
        ("Pans That Burn", ONE, "2024", None, (), None, None),
        ("Pans That Fry", TWO, "2023", None, (), None, None),
        ("Pans That Char", THREE, "2022", None, (), None, None),
    ],
)
QUOTED_ITEMS: Form = (
    (
        f'1. **"Ladles That Pour"**.\n\n\t*Ada Example et al*. USENIX Security 2024. [[Paper]({PAGE}/a)]\n\n'
        f'2. **"Ladles"**.\n\n\t*Bo Sample*. USENIX Security 2023. [[Paper]({PAGE}/b)] [[Code]({CODE}/three)]\n\n'
        f'3. **"Ladles That Drip"**.\n\n\t*Cy Demo and Di Test*. CCS 2022. [[Paper]({PAGE}/c)]\n\n'
    ),
    [
        (
            "Ladles That Pour",
            f"{PAGE}/a",
            "2024",
            "USENIX Security 2024",
            ("Ada Example",),
            None,
            None,
        ),
        (
            "Ladles",
            f"{PAGE}/b",
            "2023",
            "USENIX Security 2023",
            ("Bo Sample",),
            f"{CODE}/three",
            None,
        ),
        ("Ladles That Drip", f"{PAGE}/c", "2022", "CCS 2022", ("Cy Demo", "Di Test"), None, None),
    ],
)
LABELLED_ITEMS: Form = (
    "".join(
        f"- `【{date}】-【{name}】-【Nowhere University】-【Type: Model】`\n  - **{title}**\n"
        f"  - **Author(s):** Ada Example, Bo Sample\n  - [Paper]({url}) / [Demo](https://demo.example/)\n"
        for date, name, title, url in (
            ("2024-06", "SPN", "Spoons That Sing: A Study", ONE),
            ("2024-05", "SPM", "Spoons That Sing More", TWO),
            ("2024-04", "Spoon-3", "Spoon-3: A Spoon", THREE),
        )
    ),
    [
        (
            "Spoons That Sing: A Study",
            ONE,
            "2024-06",
            None,
            ("Ada Example", "Bo Sample"),
            None,
            "SPN",
        ),
        ("Spoons That Sing More", TWO, "2024-05", None, ("Ada Example", "Bo Sample"), None, "SPM"),
        ("Spoon-3: A Spoon", THREE, "2024-04", None, ("Ada Example", "Bo Sample"), None, "Spoon-3"),
    ],
)
NESTED_ITEMS: Form = (
    "".join(
        f"* **{title}** | [Github]({CODE}/{code})\n  * Ada Example, Bo Sample\n"
        f"  * Nowhere University\n  * [{venue}] {url}\n"
        for title, code, venue, url in (
            ("Woks That Talk: A Study", "four", "NeurIPS2024", ONE),
            ("Woks That Chat", "five", "ICLR2023", TWO),
            ("Woks That Lie: A Survey", "six", "ACL2022", THREE),
        )
    ),
    [
        (
            "Woks That Talk: A Study",
            ONE,
            "2024",
            "NeurIPS2024",
            ("Ada Example", "Bo Sample"),
            f"{CODE}/four",
            None,
        ),
        (
            "Woks That Chat",
            TWO,
            "2023",
            "ICLR2023",
            ("Ada Example", "Bo Sample"),
            f"{CODE}/five",
            None,
        ),
        (
            "Woks That Lie: A Survey",
            THREE,
            "2022",
            "ACL2022",
            ("Ada Example", "Bo Sample"),
            f"{CODE}/six",
            None,
        ),
    ],
)
NAMED_ITEMS: Form = (
    (
        f"* **CUP**: Cups That Fake: A Study. [Paper]({ONE})\n"
        f"- Cups That Hold Tea (TEA) [ICML 2023] [Paper]({TWO}) / [Code]({CODE}/seven)\n"
        f"* Cups That Crack: A Study, *CVPR* 2022: [Paper]({THREE})\n\n"
    ),
    [
        ("Cups That Fake: A Study", ONE, None, None, (), None, "CUP"),
        ("Cups That Hold Tea", TWO, "2023", "ICML 2023", (), f"{CODE}/seven", "TEA"),
        ("Cups That Crack: A Study", THREE, "2022", "CVPR 2022", (), None, None),
    ],
)
DATED_ITEMS: Form = (
    (
        f"- [2024/04] **[Many Forks](https://example.org/forks.pdf)**\n"
        f"- [2024/02] **[Shadow Forks: Poison in Speech Models](https://forks.github.io/)**\n"
        f"- [2024/01] **[Shadow Knives: Poison in Speech Models]({THREE})**\n"
    ),
    [
        ("Many Forks", "https://example.org/forks.pdf", "2024-04", None, (), None, None),
        (
            "Shadow Forks: Poison in Speech Models",
            "https://forks.github.io/",
            "2024-02",
            None,
            (),
            None,
            None,
        ),
        ("Shadow Knives: Poison in Speech Models", THREE, "2024-01", None, (), None, None),
    ],
)
HEADINGS: Form = (
    f"### [Jugs That Spill]({PAGE}/d)\n### [Jugs That Leak]({PAGE}/e)\n### [Jugs That Break]({ONE})\n",
    [
        ("Jugs That Spill", f"{PAGE}/d", None, None, (), None, None),
        ("Jugs That Leak", f"{PAGE}/e", None, None, (), None, None),
        ("Jugs That Break", ONE, None, None, (), None, None),
    ],
)
FORMS = {
    "paragraphs": PARAGRAPHS,
    "bold paragraphs": BOLD_PARAGRAPHS,
    "summaries": SUMMARIES,
    "quoted items": QUOTED_ITEMS,
    "labelled items": LABELLED_ITEMS,
    "nested items": NESTED_ITEMS,
    "named items": NAMED_ITEMS,
    "dated items": DATED_ITEMS,
    "headings": HEADINGS,
}


def read(text: str) -> list[tuple[Any, ...]]:
    """What every entry of a list says."""
    return [
        (
            one.title,
            one.url,
            str(one.date) if one.date else None,
            one.venue,
            one.authors,
            one.code,
            one.name,
        )
        for one in read_list_files([("README.md", text)]).entries
    ]


@pytest.mark.parametrize("form", FORMS)
def test_works_of_one_form_below_a_heading(form: str) -> None:
    """Three of a kind, none of which takes anything from another."""
    text, works = FORMS[form]

    assert read(f"# Kettles\n\n{text}") == works


@pytest.mark.parametrize("pair", list(itertools.permutations(FORMS, 2)), ids=" and ".join)
def test_works_of_two_forms_in_two_sections(pair: tuple[str, str]) -> None:
    """What stands in one section changes nothing in the next."""
    (first, works), (second, more) = (FORMS[form] for form in pair)
    second = second.replace("2402.0430", "2403.0430")
    moved = [
        tuple(
            part.replace("2402.0430", "2403.0430") if isinstance(part, str) else part
            for part in work
        )
        for work in more
    ]

    assert read(f"# Kettles\n\n{first}\n## Pots and Pans\n\n{second}") == [*works, *moved]
