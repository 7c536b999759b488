"""Lists as people keep them: each kind of syntax, from made-up works, and what is no work."""

# The lines of lists are long.
# ruff: noqa: E501

from typing import Any

import pytest

from trustworthy_audio_llms import Entry, SkipReason
from trustworthy_audio_llms._lists.reader import Reading, read_list_files

ONE, TWO, THREE = (f"https://arxiv.org/abs/2401.0430{number}" for number in (7, 8, 9))
CODE = "https://github.com/kettle/cups"
PAGE = "https://openaccess.thecvf.com/content/CVPR2022/papers/Ex_Kettles_CVPR_2022_paper.pdf"


def read(text: str) -> Reading:
    """Read a list of one file."""
    return read_list_files([("README.md", text)])


def facts(one: Entry) -> dict[str, Any]:
    """What an entry says that lists often say in ways of their own."""
    said = {
        "title": one.title,
        "url": one.url,
        "date": str(one.date) if one.date else None,
        "venue": one.venue,
        "status": one.status,
        "authors": one.authors,
        "code": one.code,
        "data": one.data,
        "name": one.name,
    }
    return {name: value for name, value in said.items() if value}


def works(text: str) -> list[dict[str, Any]]:
    """What every entry of a list says."""
    return [facts(one) for one in read(text).entries]


def titles(text: str) -> list[str]:
    """The titles of a list."""
    return [one.title for one in read(text).entries]


class TestParagraphs:
    """A work may be a paragraph."""

    def test_works_with_what_stands_behind_their_links(self) -> None:
        """A venue, a date, links to code."""
        text = (
            f"[Kettles That Whistle](https://arxiv.org/abs/2401.04307), ICLR 2024 [[code]({CODE})]\n\n"
            f"[Pots That Listen Closely]({TWO}), ICML 2023\n\n"
        )

        assert works(text) == [
            {
                "title": "Kettles That Whistle",
                "url": ONE,
                "date": "2024",
                "venue": "ICLR 2024",
                "code": CODE,
            },
            {"title": "Pots That Listen Closely", "url": TWO, "date": "2023", "venue": "ICML 2023"},
        ]

    def test_a_work_over_several_lines(self) -> None:
        """With its venue above, and its authors below."""
        text = (
            "**[Interspeech-2022]**\n[Kettles That Whistle](https://ieeexplore.ieee.org/document/1)\n"
            "<br>\n**Authors:** Ada Example, B. Sample\n<br>\n**Institution:** Nowhere University\n\n"
            "**[Acoustics Today-2019]**\n[Pots That Listen Closely](https://ieeexplore.ieee.org/"
            "document/2)\n<br>\n**Authors:** Cy Demo\n"
        )

        assert works(text) == [
            {
                "title": "Kettles That Whistle",
                "url": "https://ieeexplore.ieee.org/document/1",
                "date": "2022",
                "venue": "Interspeech-2022",
                "authors": ("Ada Example", "B. Sample"),
            },
            {
                "title": "Pots That Listen Closely",
                "url": "https://ieeexplore.ieee.org/document/2",
                "date": "2019",
                "venue": "Acoustics Today-2019",
                "authors": ("Cy Demo",),
            },
        ]

    def test_a_bold_title_with_labelled_links(self) -> None:
        """And a year in brackets behind it."""
        text = (
            f"**Kettles That Whistle** [2024].<br>*Ada Example, Bo Sample*<br>[[PDF]({ONE})]"
            f"[[Github]({CODE})]<br>\n\n**Pots That Listen** [2023].<br>*Cy Demo, Di Test*<br>"
            f"[[PDF]({TWO})]<br>\n"
        )

        assert works(text) == [
            {
                "title": "Kettles That Whistle",
                "url": ONE,
                "date": "2024",
                "authors": ("Ada Example", "Bo Sample"),
                "code": CODE,
            },
            {
                "title": "Pots That Listen",
                "url": TWO,
                "date": "2023",
                "authors": ("Cy Demo", "Di Test"),
            },
        ]

    def test_a_title_above_a_list_of_its_links(self) -> None:
        """The list has nothing but links."""
        text = (
            f"**Kettles That Whistle**. Ada Example, Bo Sample. ICML 2024.\n- [paper]({ONE})\n"
            f"- [code]({CODE})\n\n**Pots That Listen**\nCy Demo, Di Test\n\n- [paper]({TWO})\n"
        )

        assert works(text) == [
            {
                "title": "Kettles That Whistle",
                "url": ONE,
                "date": "2024",
                "venue": "ICML 2024",
                "authors": ("Ada Example", "Bo Sample"),
                "code": CODE,
            },
            {"title": "Pots That Listen", "url": TWO, "authors": ("Cy Demo", "Di Test")},
        ]

    @pytest.mark.parametrize("mark", ["-", "1."])
    def test_a_title_in_a_list_above_its_links(self, mark: str) -> None:
        """They stand in a paragraph of their own."""
        text = (
            f"{mark} **Kettles That Whistle.** ICML 2024.\n\n[paper]({ONE}) [code]({CODE}) "
            f"[slide]({PAGE})\n\n{mark} [Pots That Listen]({TWO})\n\n[paper]({THREE})\n"
        )

        first, second = works(text)
        assert (first["title"], first["url"], first["code"]) == ("Kettles That Whistle", ONE, CODE)
        assert second == {"title": "Pots That Listen", "url": TWO}

    @pytest.mark.parametrize(
        "above", ["**Papers**", "**Read this:**", "**Kettles**: more", "Kettles"]
    )
    def test_what_heads_a_list_of_links(self, above: str) -> None:
        """It is no title of theirs."""
        found = read(f"{above}\n- [paper]({ONE})\n")

        assert (found.entries, [one.code for one in found.skipped]) == ((), [SkipReason.NO_TITLE])

    def test_links_alone_vouch_for_each_other(self) -> None:
        """One of them is told, two are works."""
        one = f"[Kettles That Whistle]({ONE})\n\n"

        assert titles(one) == []
        assert [line.code for line in read(one).skipped] == [SkipReason.OUTSIDE_LIST]
        assert titles(one + f"[Pots That Listen Closely]({TWO})\n") == [
            "Kettles That Whistle",
            "Pots That Listen Closely",
        ]

    def test_prose_with_a_link_to_a_work_is_told(self) -> None:
        """It is never nothing."""
        found = read(f"As shown in [Kettles That Whistle]({ONE}), water boils.\n")

        assert found.entries == ()
        assert [line.code for line in found.skipped] == [SkipReason.OUTSIDE_LIST]


class TestSummaries:
    """A work may be the summary of details."""

    def test_what_is_inside_is_about_it(self) -> None:
        """Notes name other works, which are not those of the list."""
        text = (
            f'<details><summary>Kettles That Whistle (2024) [<a href="{ONE}">Paper</a>] '
            f'[<a href="{CODE}">Code</a>] ⭐</summary>\n\n'
            f"- Builds on the idea of [Sample et al. (2023)]({TWO}).\n</details>\n\n"
            f'<details><summary>Pots That Listen (2023) [<a href="https://pots.example/b">Blog</a>]'
            f'</summary>\n\n</details>\n\n<details><summary>Pans (2022) [<a href="{THREE}">Paper'
            "</a>]</summary></details>\n"
        )
        found = read(text)

        assert works(text) == [
            {"title": "Kettles That Whistle", "url": ONE, "date": "2024", "code": CODE},
            {"title": "Pots That Listen", "url": "https://pots.example/b", "date": "2023"},
            {"title": "Pans", "url": THREE, "date": "2022"},
        ]
        assert [(line.line, line.code) for line in found.skipped] == [(3, SkipReason.BELOW_ENTRY)]

    def test_a_summary_that_is_a_section(self) -> None:
        """Is the heading of what it holds."""
        text = (
            "<details>\n<summary>Prompt Injection</summary>\n\n| Title | Link |\n|-|-|\n"
            f"| Kettles That Whistle | [link]({ONE}) |\n\n</details>\n\n- [Pots That Listen]({TWO})"
        )
        kettles, pots = read(text).entries

        assert kettles.mentions[0].section == "Prompt Injection"
        assert pots.mentions[0].section == "README"

    def test_details_of_an_item(self) -> None:
        """Are about it, and their summary is the heading of nothing."""
        text = (
            f"- 【2025-03】[Kettles That Whistle]({ONE})（ICLR'25，Robots）\n\n  <details>\n\n"
            "    <summary> Click for details </summary>\n\n    - **作者/团队**：Ada Example, Bo Sample\n\n"
            f"    - **主要内容**：本文\n\n- [Pots That Listen]({TWO})\n"
        )
        found = read(text)
        kettles, pots = found.entries

        assert facts(kettles) == {
            "title": "Kettles That Whistle",
            "url": ONE,
            "date": "2025-03",
            "venue": "ICLR'25",
            "authors": ("Ada Example", "Bo Sample"),
        }
        assert pots.mentions[0].section == "README"
        assert [line.code for line in found.skipped] == [SkipReason.BELOW_ENTRY]

    def test_a_link_to_a_site_that_nobody_knows(self) -> None:
        """Is a work among others that are some, and else a text that unfolds."""
        unknown = (
            "<details><summary>Loud Kettles at Night: https://a.example/b</summary></details>\n\n"
        )
        known = "".join(
            f"<details><summary>Kettle {url[-1]}: {url}</summary></details>\n\n"
            for url in (ONE, TWO)
        )

        assert [one.title for one in read(known + unknown).entries][2:] == ["Loud Kettles at Night"]
        assert read(unknown).entries == ()


class TestLinksWithoutIdentifiers:
    """A label or a publisher's host is evidence enough."""

    @pytest.mark.parametrize(
        "line",
        [
            f"* Kettles That Whistle: A Study, *CVPR* 2022: [Paper]({PAGE})",
            f'1. **"Kettles That Whistle: A Study"**.\n\n   *A Example et al*. CVPR 2022. [[Paper]({PAGE})]',
            f"- [Kettles That Whistle: A Study]({PAGE}) - *A Example et al*, `CVPR 2022`",
            f"### [Kettles That Whistle: A Study]({PAGE})",
        ],
    )
    def test_one_work(self, line: str) -> None:
        """In each form."""
        (one,) = read(line).entries

        assert (one.title, one.url) == ("Kettles That Whistle: A Study", PAGE)

    def test_a_file_where_people_are(self) -> None:
        """A link to a PDF leads to a paper, wherever it is."""
        url = "https://www.nowhere.example/~example/kettles.pdf"

        assert works(f"- [Kettles That Whistle]({url})\n") == [
            {"title": "Kettles That Whistle", "url": url}
        ]

    def test_a_label_in_brackets_that_no_list_of_labels_knows(self) -> None:
        """Is no title; the text before it is."""
        assert works(f"- Kettles That Whistle, ICASSP 2024 (oral) [[journal]]({PAGE})\n") == [
            {
                "title": "Kettles That Whistle",
                "url": PAGE,
                "date": "2024",
                "venue": "ICASSP 2024",
            }
        ]


class TestLinksBehindPapers:
    """What is linked behind a link to the paper is about the work."""

    def test_a_long_label(self) -> None:
        """Is no title where words stand before the links."""
        line = (
            f"- Kettles That Whistle [paper]({ONE}), [our Kettle on Pot-128](https://a.example/b)"
        )
        (one,) = read(line).entries

        assert (one.title, one.url) == ("Kettles That Whistle", ONE)


class TestSeveralPapers:
    """A link may say no more than that it is one."""

    def test_a_link_beside_a_paper(self) -> None:
        """Leads to the work's page."""
        (one,) = read(
            f"- **Kettles That Whistle** [Link](https://a.example/b) [Paper]({PAGE})"
        ).entries

        assert one.url == PAGE

    def test_several_links(self) -> None:
        """The first is as good as any."""
        (one,) = read(
            "- **Kettles That Whistle** [Link](https://a.example/b) [url](https://a.example/c)"
        ).entries

        assert one.url == "https://a.example/b"


class TestLinksWithin:
    """A title may lead to what the list itself holds."""

    def test_notes_on_a_work(self) -> None:
        """The link to the paper beside them is its own."""
        (one,) = read(f"- [Kettles That Whistle](notes/kettles.md) [[arXiv]({ONE})]").entries

        assert (one.title, one.url) == ("Kettles That Whistle", ONE)


class TestVenuesFirst:
    """A venue or date may come before the title, with but a comma behind it."""

    @pytest.mark.parametrize(
        ("line", "title", "venue", "date"),
        [
            (
                "ICLR 2024, Kettles That Whistle, [arXiv]",
                "Kettles That Whistle",
                "ICLR 2024",
                "2024",
            ),
            (
                "ICLR 2024 oral | Kettles That Whistle [arXiv]",
                "Kettles That Whistle",
                "ICLR 2024 oral",
                "2024",
            ),
            (
                "arXiv 2023.10, **KET**: Kettles That Whistle, [arXiv]",
                "Kettles That Whistle",
                "arXiv",
                "2023-10",
            ),
            (
                "ICML 2022, The **dark kettle** in the night, [arXiv]",
                "The dark kettle in the night",
                "ICML 2022",
                "2022",
            ),
            ("Kettles That Whistle [ICLR 2024]", "Kettles That Whistle", "ICLR 2024", "2024"),
            (
                "**Kettles That Whistle (2015 ICCV)** [arXiv]",
                "Kettles That Whistle",
                "2015 ICCV",
                "2015",
            ),
            # The name of a challenge of that year.
            (
                "ADD 2021: Kettles That Whistle [arXiv]",
                "ADD 2021: Kettles That Whistle",
                None,
                "None",
            ),
            (
                "**ICLR 2024**, Kettles That Whistle [arXiv]",
                "Kettles That Whistle",
                "ICLR 2024",
                "2024",
            ),
        ],
    )
    def test_what_stands_around_a_title(
        self, line: str, title: str, venue: str | None, date: str
    ) -> None:
        """Is read, and no part of it."""
        (one,) = read(f"- {line}({ONE})").entries

        assert (one.title, one.venue, str(one.date)) == (title, venue, date)


class TestNestedFacts:
    """One bullet a work, its facts in nested bullets."""

    @pytest.mark.parametrize("heading", ["", "# Kettles\n"])
    def test_the_title_below_brackets(self, heading: str) -> None:
        """With date and name above it, and perhaps a heading, which is no title."""
        text = (
            f"{heading}- `【2025-06】-【KET】-【Nowhere University】-【Type: Model】`\n"
            "  - **Kettles That Whistle: Steam as a Voice**\n"
            "  - **Author(s):** Ada Example, Bo Sample\n"
            f"  - [![GitHub stars](https://img.shields.io/x)]({CODE})\n"
            f"  - [Paper]({ONE}) / [Demo](https://kettles.example/)\n"
        )

        assert works(text) == [
            {
                "title": "Kettles That Whistle: Steam as a Voice",
                "url": ONE,
                "date": "2025-06",
                "authors": ("Ada Example", "Bo Sample"),
                "code": CODE,
                "name": "KET",
            }
        ]

    def test_the_title_above(self) -> None:
        """With authors, a place and a bare address below."""
        text = (
            f"* **Kettles That Whistle: A Study** | [Github]({CODE})\n  * Ada Example, Bo Sample\n"
            f"  * Nowhere University\n  * [NeurIPs2023] {ONE}\n"
        )

        assert works(text) == [
            {
                "title": "Kettles That Whistle: A Study",
                "url": ONE,
                "date": "2023",
                "venue": "NeurIPs2023",
                "authors": ("Ada Example", "Bo Sample"),
                "code": CODE,
            }
        ]

    def test_a_name_in_the_title(self) -> None:
        """In brackets before it."""
        text = (
            "- **(KET) Kettles That Whistle**\n    - ICML 2024\n    - Ada Example, Bo Sample\n"
            f"    - [Paper]({ONE}) [Code]({CODE})\n"
        )

        assert works(text) == [
            {
                "title": "Kettles That Whistle",
                "url": ONE,
                "date": "2024",
                "venue": "ICML 2024",
                "authors": ("Ada Example", "Bo Sample"),
                "code": CODE,
                "name": "KET",
            }
        ]

    def test_nested_works_are_works(self) -> None:
        """A bullet above them is but their heading."""
        text = f"- Boiling\n  - [Kettles That Whistle]({ONE})\n  - [Pots That Listen]({TWO})\n"

        assert titles(text) == ["Kettles That Whistle", "Pots That Listen"]

    @pytest.mark.parametrize("again", ["KET", "Sample et al.", "Kettle whistling"])
    def test_a_name_before_the_links_below_a_title(self, again: str) -> None:
        """The title has no link of its own, so that these are its links."""
        (one,) = read(
            f"## ICML 2024\n* Kettles That Whistle\n  * {again} [[paper]({PAGE})] "
            f"[[PyTorch]({CODE})] **(no data)** [cited=3]\n"
        ).entries

        assert (one.title, one.url, one.code) == ("Kettles That Whistle", PAGE, CODE)

    @pytest.mark.parametrize(
        "note",
        [f"A reply to the [paper]({PAGE})", f"See [Pots That Listen]({PAGE})"],
    )
    def test_a_link_in_a_note_below_a_title(self, note: str) -> None:
        """It leads to something else."""
        found = read(f"## ICML 2024\n* [Kettles That Whistle]({ONE})\n  * {note}\n").entries

        assert [one.url for one in found] == [ONE]

    def test_notes_below_a_work(self) -> None:
        """Are told, and take nothing from it."""
        text = (
            f"- [Kettles That Whistle]({ONE})\n  - Builds on the [steam idea]({TWO}), but better.\n"
        )
        found = read(text)

        assert works(text) == [{"title": "Kettles That Whistle", "url": ONE}]
        assert [line.code for line in found.skipped] == [SkipReason.BELOW_ENTRY]

    def test_the_repository_of_a_work(self) -> None:
        """Is its code, though its label says no more than where it is."""
        text = (
            f"- [2024.03] [Kettles That Whistle]({ONE}) 300 kettles\n    - [kettle/cups]({CODE})\n"
        )

        assert works(text) == [
            {"title": "Kettles That Whistle", "url": ONE, "date": "2024-03", "code": CODE}
        ]


def test_papers_under_a_heading_for_posts() -> None:
    """They are works, and so is what only a longer heading is about."""
    assert titles(f"## Tutorials\n- [Kettles That Whistle]({ONE})") == ["Kettles That Whistle"]
    post = "- [Why Kettles Whistle](https://kettles.example/noon)"
    assert titles(f"## Attacks on Blogs\n{post}") == ["Why Kettles Whistle"]


class TestTitles:
    """What stands beside a title is no part of it."""

    @pytest.mark.parametrize(
        ("line", "said"),
        [
            (f"Kettles That Whistle [arXiv 2024] [Paper]({ONE})", ("2024", "arXiv 2024", None)),
            (f"Kettles That Whistle, *CVPR* 2022: [Paper]({ONE})", ("2022", "CVPR 2022", None)),
            (f"**KET**: Kettles That Whistle. [Paper]({ONE})", (None, None, "KET")),
            (f"[Kettles That Whistle (KET)]({ONE})", (None, None, "KET")),
            (f"KET: [Kettles That Whistle]({ONE})", (None, None, "KET")),
            (f"[Kettles That Whistle]({ONE}) — NeurIPS (2024).", ("2024", "NeurIPS (2024)", None)),
            (f"[Kettles That Whistle]({ONE}), EMNLP 2019.", ("2019", "EMNLP 2019", None)),
            (f"2018 arXiv [Kettles That Whistle]({ONE})", ("2018", "2018 arXiv", None)),
            (f"[Kettles That Whistle]({ONE}) (Apr. 30, 2024)", ("2024-04-30", None, None)),
            (f"[Kettles That Whistle]({ONE}) [[paper]]({ONE}) 2023.09", ("2023-09", None, None)),
            (
                f"[Kettles That Whistle]({ONE}) ![ICLR'24](https://a.example/b.svg)",
                ("2024", "ICLR'24", None),
            ),
            (f"Kettles That Whistle? ICML 2024: [Paper]({ONE})", ("2024", "ICML 2024", None)),
            (
                f"Kettles That Whistle, ICML 2024 (the first of them) [[paper]]({ONE})",
                ("2024", "ICML 2024", None),
            ),
            (
                f"Kettles That Whistle, TEAC, 2024 [[journal]]({ONE})",
                ("2024", "TEAC, 2024", None),
            ),
            (f'"Kettles That Whistle" ICML. [[Paper]]({ONE})', (None, "ICML", None)),
            (f'KET:"Kettles That Whistle". [[Paper]]({ONE})', (None, None, "KET")),
            (
                f"**[KET]** <[Kettles That Whistle]({ONE})> by Ada Example, 2024",
                ("2024", None, "KET"),
            ),
            (
                f"KET: “Kettles That Whistle” ICML 2024. [[Paper]]({ONE})",
                ("2024", "ICML 2024", "KET"),
            ),
        ],
    )
    def test_venues_names_and_dates(self, line: str, said: tuple[str | None, ...]) -> None:
        """Behind it, before it, in brackets, in italics, in a badge."""
        (one,) = read(f"- {line}").entries

        assert one.title.rstrip("?") == "Kettles That Whistle"
        assert (str(one.date) if one.date else None, one.venue, one.name) == said

    def test_in_quotation_marks_behind_authors(self) -> None:
        """As the references of an article have it."""
        line = f'- A. Example and B. Sample, "Kettles That Whistle," in *ICML*, 2024. [pdf]({ONE})'

        assert works(line) == [
            {
                "title": "Kettles That Whistle",
                "url": ONE,
                "date": "2024",
                "venue": "ICML, 2024",
                "authors": ("A. Example", "B. Sample"),
            }
        ]

    @pytest.mark.parametrize(
        "title",
        [
            '"Whistle at Noon Now" Attacks on Kettles',
            '"Whistle at Noon Now": Attacks on Kettles',
            'Kettles and the "Whistle at Noon Now"',
            "Kettles, Pots, GPUs",
            "Kettles (of a Quiet Kind)",
            'A "Pot" and a "Kettle"',
        ],
    )
    def test_quotation_marks_and_brackets_inside(self, title: str) -> None:
        """They are a part of it."""
        assert titles(f"- {title}, ICML 2024. [Paper]({ONE})") == [title]

    def test_over_the_end_of_a_line(self) -> None:
        """In bold, whatever begins the next line."""
        text = f"+ **KET: Kettles That Whistle and\nPots That Listen** [[Paper]]({ONE})"

        assert works(text) == [
            {"title": "KET: Kettles That Whistle and Pots That Listen", "url": ONE}
        ]

    @pytest.mark.parametrize("venue", ["arXiv", "Arxiv 2025", "Preprint", "arXiv.org", "arXiv'25"])
    def test_preprints(self, venue: str) -> None:
        """By any of their names."""
        (one,) = read(
            f"| Title | Venue | Link |\n|-|-|-|\n| Kettles That Whistle | {venue} | [x]({ONE}) |"
        ).entries

        assert one.status == "preprint"

    @pytest.mark.parametrize(
        ("line", "authors", "complete"),
        [
            (
                f"[Kettles That Whistle]({ONE}) - *A Example et al*, `arXiv 2018`",
                ("A Example",),
                False,
            ),
            (
                f"**Kettles That Whistle**. Ada Example, Bo Sample. ICASSP, 2019. [[paper]]({ONE})",
                ("Ada Example", "Bo Sample"),
                True,
            ),
            (
                f"[Kettles That Whistle]({ONE})\n  *Ada Example, Bo Sample*",
                ("Ada Example", "Bo Sample"),
                True,
            ),
        ],
    )
    def test_authors(self, line: str, authors: tuple[str, ...], complete: bool) -> None:
        """On the line, or the next one."""
        (one,) = read(f"- {line}").entries

        assert (one.title, one.authors, one.authors_complete) == (
            "Kettles That Whistle",
            authors,
            complete,
        )

    @pytest.mark.parametrize(
        ("line", "facts"),
        [
            (f"[[CVPR23]({ONE})] {{}}. [[code]({CODE})] [__`tea`__ ] :fire:", "CVPR23"),
            (f"[<a href='{ONE}'>CVPR23</a>] {{}} [<a href='{CODE}'>code</a>]", "CVPR23"),
            (
                f"{{}}. *Nature* 2023 [<a href='{ONE}'>Elsevier</a> | <a href='{CODE}'>Code</a>].",
                "Nature 2023",
            ),
            (f"{{}}. ICML 2023. **Oral** [[Wiley]({ONE}), [Code]({CODE})]", "ICML 2023"),
        ],
    )
    def test_a_link_in_brackets_beside_a_title_is_a_label(self, line: str, facts: str) -> None:
        """Whatever it is called; and what stands in brackets behind a title is a note."""
        assert works("- " + line.format("Teacups That Listen to Saucers")) == [
            {
                "title": "Teacups That Listen to Saucers",
                "url": ONE,
                "venue": facts,
                "date": "2023",
                "code": CODE,
            }
        ]

    @pytest.mark.parametrize(
        "line", [f"[TEA(ICLR'2024)]({ONE})", f"**TEA (2024 ICLR)** [[paper]({ONE})]"]
    )
    def test_a_venue_behind_a_name(self, line: str) -> None:
        """In brackets it is no part of that."""
        (found,) = works(f"- {line}")

        assert (found["title"], found["date"]) == ("TEA", "2024")

    @pytest.mark.parametrize(
        "said", ["KettleAI, 2025", "Google Research, 2025", "Updated in 2025", "Best Paper 2025"]
    )
    def test_what_is_no_venue_though_it_has_a_year(self, said: str) -> None:
        """Whose a work is, and when its line was written."""
        (found,) = works(f"- **Kettle-1** ({said}) [paper]({ONE})")

        assert (found["title"], found.get("venue")) == ("Kettle-1", None)

    def test_an_institution_in_brackets_above_a_title(self) -> None:
        """It is no name of the work."""
        text = f"- `【2024-06】-【Nowhere University】`\n  - **Kettles That Whistle**\n  - [Paper]({ONE})\n"

        assert works(text) == [{"title": "Kettles That Whistle", "url": ONE, "date": "2024-06"}]

    @pytest.mark.parametrize("apart", ["`Interspeech 2023`", "*Interspeech 2023*"])
    def test_a_venue_set_apart_right_behind_a_title(self, apart: str) -> None:
        """No other mark is needed before it; keywords in code are none."""
        assert works(f"- Kettles That Count to Ten {apart} [paper]({ONE})") == [
            {
                "title": "Kettles That Count to Ten",
                "url": ONE,
                "date": "2023",
                "venue": "Interspeech 2023",
            }
        ]
        (found,) = works(f"- Kettles That Count to Ten. `TTS` [paper]({ONE})")
        assert "venue" not in found

    @pytest.mark.parametrize("behind", ["3(2), 1-10", "12", "4, pp. 3-4"])
    def test_a_journal_with_volume_and_pages(self, behind: str) -> None:
        """In italics behind a title, as many references end."""
        line = f"- Doe, J., Roe, R. (2023). Kettles that hum in tune. *Kettle Letters*, {behind}. https://doi.org/10.1234/abc"

        assert works(line) == [
            {
                "title": "Kettles that hum in tune",
                "url": "https://doi.org/10.1234/abc",
                "date": "2023",
                "venue": "Kettle Letters",
                "authors": ("J. Doe", "R. Roe"),
            }
        ]

    @pytest.mark.parametrize("note", ["[oral]", "[A Note]", "[**Oral**]"])
    def test_a_note_behind_a_full_stop(self, note: str) -> None:
        """In brackets it is no part of the title."""
        line = f"- Kettles That Whistle in Tune. {note} [paper]({ONE})"

        assert works(line) == [{"title": "Kettles That Whistle in Tune", "url": ONE}]

    def test_a_venue_with_its_workshop_in_brackets(self) -> None:
        """The label is no title beside a bold one."""
        line = f"- **Kettles That Whistle** [[ICLR 2025 Workshop (TEA)]({ONE})]"

        assert works(line) == [
            {
                "title": "Kettles That Whistle",
                "url": ONE,
                "date": "2025",
                "venue": "ICLR 2025 Workshop",
            }
        ]

    def test_emoji_are_no_words_of_a_title(self) -> None:
        """A link of two words in a paragraph names no work."""
        text = (
            f"[📄 Paper]({ONE}) | [🎥 Short Presentation](https://youtu.be/abc) | [Code]({CODE})\n"
        )

        assert works(text) == []

    def test_the_full_stop_of_a_linked_title_in_a_cell(self) -> None:
        """It is none of the title."""
        row = f"<tr><td><a href='{ONE}'>Kettles That Whistle.</a></td><td>2024</td></tr>"
        text = f"<table><tr><th>Title<th>Year</tr>{row}</table>"

        assert titles(text) == ["Kettles That Whistle"]

    def test_a_title_in_brackets(self) -> None:
        """It is one where it is long, or where there is no other."""
        assert works(f"- [[Teacups That Listen]({ONE})] and many words about them\n") == [
            {"title": "Teacups That Listen", "url": ONE}
        ]
        assert works(f"- [[Teacups]({ONE})] at last") == [{"title": "Teacups", "url": ONE}]


class TestSiblings:
    """What is in doubt alone is a work among its like."""

    @pytest.mark.parametrize(
        "line",
        [
            '* "Cups That Wait Here" ICML.',
            "* Cups That Wait Here, ICML 2024",
            f"* [2024/05] **Cups That Wait Here** [[code]({CODE})]",
        ],
    )
    def test_without_a_link_to_the_paper(self, line: str) -> None:
        """A title and a venue, or a date and code, beside as many works as it takes."""
        beside = f"* Kettles That Whistle, ICML 2024 [Paper]({ONE})\n* Pots, ICML [Paper]({TWO})\n"

        assert titles(f"{beside}{line}")[-1] == "Cups That Wait Here"
        assert titles(line) == []


class TestIdentifiers:
    """An identifier that is written out is as good as a link."""

    @pytest.mark.parametrize(
        "line",
        [
            "- {t} (arXiv:2401.04307)",
            "- {t}. arXiv:2401.04307v2",
            "- {t}. Ada Example, Bo Sample. arXiv preprint arXiv:2401.04307, 2024",
            "| Title | Note |\n|-|-|\n| {t} (arXiv:2401.04307) | |",
        ],
    )
    def test_of_arxiv(self, line: str) -> None:
        """And no part of the title."""
        (found,) = read(line.format(t="Kettles That Whistle")).entries

        assert (found.title, found.arxiv) == ("Kettles That Whistle", "2401.04307")


class TestLabelsOfLinks:
    """The label of a link may say more than the title."""

    @pytest.mark.parametrize(
        ("label", "venue", "date"),
        [
            ("Kettles That Whistle (ACL 2022)", "ACL 2022", "2022"),
            ("Kettles That Whistle（2022）", None, "2022"),
        ],
    )
    def test_facts_in_brackets(self, label: str, venue: str | None, date: str) -> None:
        """The venue or the year in brackets at its end is no part of it."""
        [found] = works(f"- [{label}]({ONE})")

        assert (found["title"], found.get("venue")) == ("Kettles That Whistle", venue)
        assert found["date"] == date

    def test_a_citation(self) -> None:
        """Has the title and who wrote it when, unless it is but that."""
        [found] = works(f"- [Kettles That Whistle, Doe et al., 2017]({ONE})")

        assert (found["title"], found["date"]) == ("Kettles That Whistle", "2017")
        assert found["authors"] == ("Doe",)
        assert titles(f"- [Doe et al., 2017]({ONE})") == []

    def test_remarks_in_brackets(self) -> None:
        """Behind what a link leads to are no titles, but may be a venue."""
        text = (
            "## Datasets\n\n* **KettleTalk**\n    * 可用于水壶识别(KR)等 for many tasks\n"
            f"    * [paper (ICASSP 2015)]({PAGE})\n"
            "    * [OpenKet (官方链接 official link)](https://openket.example/12/)\n"
        )

        assert works(text) == [
            {"title": "KettleTalk", "url": PAGE, "date": "2015", "venue": "ICASSP 2015"}
        ]

    def test_a_copy_of_the_paper_is_no_code(self) -> None:
        """Wherever it lies."""
        copy = "https://github.com/kettle/papers/blob/main/Kettles.pdf"

        assert works(f"- Kettles That Whistle [arxiv]({ONE}) [github]({copy})") == [
            {"title": "Kettles That Whistle", "url": ONE}
        ]

    @pytest.mark.parametrize("label", ["Loud Kettles (2022)", "Kettles That Whistle (part 2)"])
    def test_other_brackets(self, label: str) -> None:
        """Are, and so they are where little would be left."""
        assert titles(f"- [{label}]({ONE})") == [label]

    def test_a_link_to_notes(self) -> None:
        """In the list itself is none to the work, but the venue beside it tells that it is one."""
        text = "- [Red Kettles and Other Loud Pots (ACL 2022)](notes/red.md)"

        assert works(text) == [
            {"title": "Red Kettles and Other Loud Pots", "date": "2022", "venue": "ACL 2022"}
        ]


class TestColumns:
    """A column says what is in it, a label may say more."""

    def test_paper_and_repository(self) -> None:
        """Badges lead to both, and only their columns say which is which."""
        text = (
            "| **Title** | **Repo** | **Paper** |\n|-|-|-|\n| Kettles That Whistle "
            f"| [![GitHub](https://img.shields.io/s.svg)]({CODE}) "
            "| [![IEEE Xplore](https://img.shields.io/b.svg)](https://ieeexplore.ieee.org/document/1) |\n"
        )

        assert works(text) == [
            {
                "title": "Kettles That Whistle",
                "url": "https://ieeexplore.ieee.org/document/1",
                "code": CODE,
            }
        ]

    def test_links_that_say_nothing(self) -> None:
        """Are what their column says."""
        text = f"| Title | Paper | Code |\n|-|-|-|\n| Kettles That Whistle | [link]({ONE}) | [link]({CODE}) |"

        assert works(text) == [{"title": "Kettles That Whistle", "url": ONE, "code": CODE}]

    def test_the_paper_of_a_data_set(self) -> None:
        """Beats the identifier of the data."""
        text = (
            "| Dataset | Year |\n|-|-|\n| Boils [Paper](https://kettles.example/plan.pdf) "
            "[Dataset](http://dx.doi.org/10.7488/ds/298) | 2015 |\n"
        )
        (one,) = read(text).entries

        assert (one.url, one.kind, one.doi) == ("https://kettles.example/plan.pdf", "dataset", None)

    @pytest.mark.parametrize(
        ("header", "row"),
        [
            (
                "Publish Date | Title | First Author | Links",
                f"2024-01-05 | Kettles That Whistle | Ada Example et al. | [pdf]({ONE})",
            ),
            (
                "Date | Publications | Authors",
                f"24.01 | [Kettles That Whistle]({ONE}) | Ada Example et.al.",
            ),
            (
                "日期 | 论文 | 第一作者",
                f"2024年1月 | [Kettles That Whistle]({ONE}) | Ada Example 等",
            ),
            (
                "发布日期 | 标题 | 作者 | 链接",
                f"2024-01 | Kettles That Whistle | Ada Example, 3 others | [论文]({ONE})",
            ),
        ],
    )
    def test_headings_of_many_tables(self, header: str, row: str) -> None:
        """Their words count, also in Chinese."""
        (one,) = read(f"| {header} |\n|{'-|' * (header.count('|') + 1)}\n| {row} |").entries

        assert (one.title, one.arxiv, str(one.date)[:7]) == (
            "Kettles That Whistle",
            "2401.04307",
            "2024-01",
        )
        assert (one.authors, one.authors_complete) == (("Ada Example",), False)

    def test_a_venue_in_a_column_of_years(self) -> None:
        """And one with both."""
        text = f"| Year | Publications |\n|-|-|\n| 2019 ICCV | [Kettles That Whistle]({ONE}) |"
        both = f"| Title | Venue & Year | Link |\n|-|-|-|\n| Kettles That Whistle | ICML 2023 | [x]({ONE}) |"

        assert [(str(one.date), one.venue) for one in read(text).entries] == [("2019", "2019 ICCV")]
        assert [(str(one.date), one.venue) for one in read(both).entries] == [("2023", "ICML 2023")]

    def test_an_html_table_with_a_header_of_two_rows(self) -> None:
        """Its titles are plain text before their links."""
        text = (
            '<table><tr><td rowspan="2">Paper</td><td colspan="2">Detection</td></tr>\n'
            f'<tr><td>Feature</td><td>Loss</td></tr>\n<tr><td>Kettles That Whistle <br> <a href="{ONE}">'
            "Paper</a></td><td>LFCC</td><td>CE</td></tr></table>\n"
        )

        assert works(text) == [{"title": "Kettles That Whistle", "url": ONE}]

    def test_several_works_in_a_row(self) -> None:
        """Each is one."""
        text = f"| Modality | Representative Model |\n|-|-|\n| I→T | [Kettle]({ONE}), [Pot]({TWO}), [Pan]({THREE}) |"

        assert titles(text) == ["Kettle", "Pot", "Pan"]

    def test_two_rows_on_one_line(self) -> None:
        """GitHub drops the second; the reader does not."""
        text = (
            f"| Date | Paper | Keywords |\n|-|-|-|\n| 24.01 | [Kettles That Whistle]({ONE}) | tea || 24.02 "
            f"| [Pots That Listen]({TWO}) | tea |"
        )

        assert [(one.title, str(one.date)) for one in read(text).entries] == [
            ("Kettles That Whistle", "2024-01"),
            ("Pots That Listen", "2024-02"),
        ]

    def test_keywords_in_bold_are_several(self) -> None:
        """With `&` between them."""
        (one,) = read(
            f"| Title | Keywords |\n|-|-|\n| [Kettles That Whistle]({ONE}) | **Tea**&**R&D** |"
        ).entries

        assert one.keywords == ("Tea", "R&D")


class TestNews:
    """News stand under a heading for news."""

    def test_dated_works_are_no_news(self) -> None:
        """Whatever their links and brackets."""
        text = (
            "# Boiling\n- [2024/04] **[Many Kettles](https://kettles.example/kettles.pdf)**\n"
            f"- [2024/02] **[Shadow Pots: Stealthy Steam](https://pots.github.io/)**\n- [2024/02] **[Pans]({ONE})**\n"
        )

        assert titles(text) == ["Many Kettles", "Shadow Pots: Stealthy Steam", "Pans"]
        assert read(text).news == ()

    @pytest.mark.parametrize(
        "heading", ["## 🔥 News", "**🔥 News**", "## 更新日志", "<h2>What's new</h2>\n"]
    )
    def test_dated_lines_below_a_heading(self, heading: str) -> None:
        """Also one in bold, in Chinese, in HTML."""
        text = f"{heading}\n\n- 2024.05 add kettles, thanks @[annex](https://github.com/annex)!\n"
        found = read(text)

        assert [(str(item.date), item.text) for item in found.news] == [
            ("2024-05", "add kettles, thanks @annex!")
        ]
        assert found.entries == ()


class TestDatedTitles:
    """A month in brackets before a title in bold that leads to code only."""

    def test_beside_works(self) -> None:
        """It is one; alone it may be news of the list."""
        one = f"- [2024/02] **Kettles That Whistle** [[code]({CODE})]\n"
        others = (
            f"- [2024/03] **Pots That Listen Closely** [[paper]({ONE})]\n"
            f"- [2024/04] **Pans That Answer Back** [[paper]({TWO})]\n"
        )

        assert [line.code for line in read(one).skipped] == [SkipReason.NEWS_ELSEWHERE]
        assert "Kettles That Whistle" in titles(others + one)


class TestTitlesBeforeCode:
    """A title outside a link with the link to its code, or a page, and no other."""

    def test_beside_works(self) -> None:
        """It is one of several words; what is shorter is told, and so is what stands alone."""
        one = f"- Kettles That Whistle Softly [[code]({CODE})]\n"
        others = (
            f"- Pots That Listen Closely [[paper]({ONE})]\n- Pans That Answer [[paper]({TWO})]\n"
            f"- Pans [[code]({CODE})]\n"
        )

        assert [line.code for line in read(one).skipped] == [SkipReason.NO_LINK_TO_WORK]
        assert titles(others + one) == [
            "Pots That Listen Closely",
            "Pans That Answer",
            "Kettles That Whistle Softly",
        ]

    def test_names_below_a_short_heading(self) -> None:
        """The heading is no title of them, and none is lost."""
        text = f"# Kettles\n\n- CupWare [[code]({CODE})]\n- **PotWare**: [Website](https://a.example/)\n"

        assert [line.line for line in read(text).skipped] == [3, 4]

    def test_a_label_in_brackets(self) -> None:
        """Says where its link leads, unless it is as long as a title."""
        text = f"[[Website of the Survey]](https://a.example/b), [[arXiv]]({ONE})\n"
        title = "Kettles That Whistle and Sing"

        assert titles(text) == []
        assert titles(f"- [[{title}]]({ONE}) [[code]({CODE})]\n") == [title]

    def test_a_word_in_a_sentence(self) -> None:
        """May lead to a publisher's page."""
        text = "- **Quality**: venues of high impact. [Rankings](https://www.nature.com/kettles)\n"

        assert [line.code for line in read(text).skipped] == [SkipReason.WORDS_BEFORE_LINK]


class TestContents:
    """A table of contents has links to the list's sections, and perhaps to pages beside it."""

    def test_a_page_among_them(self) -> None:
        """Is no work, unless its link leads to a known identifier."""
        page = "- [The Leaderboard of Kettles](https://a.example/b)\n"
        sections = "- [Pots](#pots)\n- [Cups](#cups)\n- [Kettles](#kettles)\n"
        text = f"{sections}{page}- [Kettles That Whistle]({ONE})\n"

        assert [one.title for one in read(text).entries] == ["Kettles That Whistle"]
        assert [one.title for one in read(page).entries] == ["The Leaderboard of Kettles"]

    def test_a_venue(self) -> None:
        """Is what a link to all its papers is called."""
        assert read("- [ICLR 2024](https://openreview.net/forum?id=abcdefgh1)").entries == ()


class TestNoWorks:
    """What only looks like a work is told, and is none."""

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("| Year | Papers |\n|-|-|\n| 2024 | 170 |", SkipReason.STATISTICS),
            (
                "| Dataset | Models | Clips |\n|-|-|-|\n| both | KET | 71,237 |",
                SkipReason.NO_LINK_TO_WORK,
            ),
            (
                "| Title | Link | Venue |\n|-|-|-|\n| aa | arxiv | bb'23 |",
                SkipReason.NO_LINK_TO_WORK,
            ),
            ("| Title | Link |\n|-|-|\n| Will soon be added | |", SkipReason.TEMPLATE),
            (
                "| Title | URL |\n|-|-|\n| A Kettle Talk at Noon | [x](https://www.youtube.com/watch?v=1) |",
                SkipReason.UNKNOWN_LINK,
            ),
            (
                "| Title | URL |\n|-|-|\n| Awesome Kettles | [x](https://github.com/a/b) |",
                SkipReason.OTHER_LIST,
            ),
            (
                "- [Ada Example (Nowhere University)](https://nowhere.example/faculty/ada)",
                SkipReason.PERSON,
            ),
            (
                "| Name | Affiliation | Homepage |\n|-|-|-|\n| Ada Example | Nowhere | https://ada.example |",
                SkipReason.PERSON,
            ),
            (
                "| Name | GitHub |\n|-|-|\n| Ada Example | [ada](https://github.com/ada) |",
                SkipReason.PERSON,
            ),
            (
                f"| Task / Method | Repository |\n|-|-|\n| Whistle Detection | {CODE} |",
                SkipReason.NO_TITLE_COLUMN,
            ),
            ("- [水壶的安全：一篇笔记](https://blog.csdn.net/a/b/1)", SkipReason.UNKNOWN_LINK),
            (
                "- [What Kettles Taught Us This Year](https://blog.kettles.example/2024/1)",
                SkipReason.UNKNOWN_LINK,
            ),
            (f"- Builds on the [steam attack]({ONE}), but…", SkipReason.IN_SENTENCE),
            (f"- [Sample et al. (2023)]({ONE})", SkipReason.IN_SENTENCE),
            ("- [2024.05] We moved", SkipReason.NEWS_ELSEWHERE),
            (
                "- Our focus: on journals of high rank. [Ranking](https://ieeexplore.ieee.org/rank)",
                SkipReason.WORDS_BEFORE_LINK,
            ),
            (
                "## Recent Workshops\n- [Kettles in the Wild](https://kettles.example/24), ICML 2024\n",
                SkipReason.POST_OR_EVENT,
            ),
            (
                "## Blogs & Posts\n- [Why Kettles Whistle at Noon](https://kettles.example/noon)",
                SkipReason.POST_OR_EVENT,
            ),
        ],
    )
    def test_is_told(self, text: str, code: SkipReason) -> None:
        """With its reason."""
        found = read(text)

        assert found.entries == ()
        assert [line.code for line in found.skipped] == [code]

    def test_works_of_one_word_each_on_a_line(self) -> None:
        """The first is read, and the line is told."""
        found = read(f"- [KetNet]({ONE}), [PotNet]({TWO}), [PanNet]({THREE})")

        assert [one.title for one in found.entries] == ["KetNet"]
        assert [line.code for line in found.skipped] == [SkipReason.ANOTHER_WORK]

    def test_sentences_that_go_on_to_a_link(self) -> None:
        """They are no titles, whatever stands beside them."""
        text = (
            f"Kettles are a growing field\nand its works are many as of today [paper]({ONE})\n\n"
            f"Kettles are a growing field of research\n[Paper]({TWO})\n"
        )

        assert "and its works are many as of today" not in titles(text)
        assert ONE not in [one.url for one in read(text).entries]

    def test_a_word_in_a_table_of_numbers(self) -> None:
        """It leads to where the number is from."""
        found = read(f"| Metric | Kettle |\n|-|-|\n| WER | [score]({ONE}) |\n")

        assert found.entries == ()
        assert [line.code for line in found.skipped] == [SkipReason.NO_TITLE_COLUMN]

    @pytest.mark.parametrize("mark", "‣⁃◦»›•")
    def test_other_bullets(self, mark: str) -> None:
        """Begin items as well."""
        assert titles(f"{mark} 2024/01/05 [Kettles That Whistle]({ONE})") == [
            "Kettles That Whistle"
        ]
        assert [line.code for line in read(f"{mark} [Overview](#x)").skipped] == [
            SkipReason.LINK_WITHIN
        ]


class TestHeadings:
    """Headings give dates, venues and sections to what is below them."""

    @pytest.mark.parametrize(
        ("heading", "date", "venue"),
        [
            ("### 2019", "2019", None),
            ("# 2026-07-22", "2026-07-22", None),
            ("## Papers of 2023", "2023", None),
            ("## ICASSP 2024", "2024", "ICASSP 2024"),
            ("### CVPR", None, "CVPR"),
            ("### ICLR 2024 (under review)", "2024", "ICLR 2024"),
        ],
    )
    def test_dates_and_venues(self, heading: str, date: str | None, venue: str | None) -> None:
        """Where the line says none; a day is no topic."""
        (one,) = read(f"# Kettles\n\n{heading}\n- [Kettles That Whistle]({ONE})").entries

        assert (str(one.date) if one.date else None, one.venue) == (date, venue)
        assert not any(any(map(str.isdigit, topic)) for topic in one.topics)

    def test_numbers_before_titles(self) -> None:
        """Are no part of them."""
        assert titles(
            f"### 12. Kettles That Whistle ({ONE})\n\n### 3D Pots That Listen ({TWO})\n"
        ) == [
            "Kettles That Whistle",
            "3D Pots That Listen",
        ]

    def test_headings_that_are_works(self) -> None:
        """Stand in the section around them, and what is below is about them."""
        text = (
            f"## Papers\n### [Kettles That Whistle]({ONE})\n- **Metrics:** Loudness, see [pots]({THREE})\n"
            f"### [Pots That Listen]({TWO})\n"
        )
        found = read(text)

        assert [one.mentions[0].section for one in found.entries] == ["Papers", "Papers"]
        assert [line.code for line in found.skipped] == [SkipReason.BELOW_ENTRY]

    def test_the_scope_is_said_or_unknown(self) -> None:
        """Nothing is invented."""
        line = f"\n- [Kettles That Whistle]({ONE})"

        assert [one.scope for one in read(f"# Awesome Audio-LLMs{line}").entries] == ["audio-llm"]
        assert [one.scope for one in read(f"# Awesome Kettles{line}").entries] == [None]

    def test_all_in_bold_is_not_singled_out(self) -> None:
        """Unlike a few among many."""
        rows = "".join(f"| **Kettle Number {n}** | 2024 |\n" for n in range(12))
        head = "| Title | Year |\n|-|-|\n"

        assert not any(one.featured for one in read(head + rows).entries)
        assert read(head + rows + "| A plain one here | 2024 |\n" * 9).entries[0].featured


class TestBeforeTitles:
    """A venue or a year may stand before a title that is no link."""

    @pytest.mark.parametrize(
        "before",
        [
            "**[ICML 2024]**",
            "[ICML 2024]",
            "(*ICML 2024*)",
            "`ICML 2024`",
            "**ICML 2024** |",
            "【ICML 2024】",
        ],
    )
    @pytest.mark.parametrize("title", ["Kettles That Whistle", "茶壶低语的方法研究"])
    def test_is_no_part_of_it(self, before: str, title: str) -> None:
        """In brackets, in bold, as code."""
        expected = {"title": title, "url": ONE, "date": "2024", "venue": "ICML 2024"}
        assert works(f"- {before} {title} [[Paper]({ONE})]") == [expected]
        assert works(f"- {before} **{title}** [[Paper]({ONE})]") == [expected]

    @pytest.mark.parametrize(
        "title",
        ["(Nearly all) Kettles That Whistle", "[Re: 2] Kettles That Whistle", "ICML 2024 Kettles"],
    )
    def test_words_that_begin_a_title_stay(self, title: str) -> None:
        """Neither a venue nor a year, or not set apart."""
        assert titles(f"- {title} [[Paper]({ONE})]") == [title]
        assert titles(f"- `Two` {title} [[Paper]({ONE})]") == [f"Two {title}"]

    @pytest.mark.parametrize("who", ["Example et al., 2024", "Example et al., 2024c"])
    def test_a_citation_before_it_says_who_and_when(self, who: str) -> None:
        """As reading notes have it."""
        (found,) = read(f"- **{who}** — Kettles That Whistle [[Paper]({ONE})]").entries

        assert (found.title, str(found.date), found.authors) == (
            "Kettles That Whistle",
            "2024",
            ("Example",),
        )

    def test_what_it_is_about_in_brackets(self) -> None:
        """Up to three words, which are no name."""
        assert titles(f"- [Kitchen Noise] Kettles That Whistle [[Paper]({ONE})]") == [
            "Kettles That Whistle"
        ]

    @pytest.mark.parametrize(
        ("lead", "date"),
        [
            ("2024 Kettle Company Report ", "2024"),
            ("2024 was the year in which pots heard of ", "None"),
        ],
    )
    def test_a_year_before_words_that_nobody_knows(self, lead: str, date: str) -> None:
        """It is the year of the work, unless a sentence begins with it."""
        (entry,) = read(f"- {lead}[Kettles That Whistle Softly Now]({ONE})\n").entries

        assert str(entry.date) == date


class TestBelowHeadings:
    """What the first lines below a work that is a heading say of it."""

    KETTLES = f"### [Kettles That Whistle]({ONE})\n"

    @pytest.mark.parametrize(
        "below",
        [
            "Ada Example, Bea Sample. *ICML 2024*",
            "- **Authors:** Ada Example, Bea Sample\n- **Venue:** ICML 2024\n- **Metrics:** none",
            "- Some note.\n- 作者：Ada Example, Bea Sample\n- 会议：ICML 2024",
        ],
    )
    def test_are_facts(self, below: str) -> None:
        """A paragraph of nothing else, or lines that announce them, and no notes then."""
        found = read(self.KETTLES + below)

        assert [facts(one) for one in found.entries] == [
            {
                "title": "Kettles That Whistle",
                "url": ONE,
                "date": "2024",
                "venue": "ICML 2024",
                "authors": ("Ada Example", "Bea Sample"),
            }
        ]
        assert not [line for line in found.skipped if "ICML" in line.text]

    @pytest.mark.parametrize(
        "below",
        [
            "We met it at a conference in 2024, and liked it.",
            f"{'Kettles whistle, and so on. ' * 12}*ICML 2024*",
            "## Else\n- **Date:** 2024",
            f"- [Pots That Listen Closely]({TWO})\n- **Date:** 2024",
            "| a | b |\n|---|---|\n| c | d |\n\n- **Date:** 2024",
            "- A note.\n\nAda Example. *ICML 2024*",
            "- a\n" * 8 + "- **Date:** 2024",
        ],
    )
    def test_are_of_something_else(self, below: str) -> None:
        """Prose, what stands below another heading, a work or a table, and what comes late."""
        first = next(iter(read(self.KETTLES + below).entries))
        assert facts(first) == {"title": "Kettles That Whistle", "url": ONE}

    def test_in_html(self) -> None:
        """A paragraph right below is read there, too."""
        text = (
            f'<h3><a href="{ONE}">Kettles That Whistle</a></h3>\n'
            "<p>Ada Example, Bea Sample. <i>ICML 2024</i></p>\n"
        )
        assert works(text)[0]["venue"] == "ICML 2024"


class TestChinese:
    """What Chinese lists write in ways of their own."""

    @pytest.mark.parametrize(
        ("line", "venue", "date", "authors"),
        [
            ("- [{t}]({u})，王五，软件学报，2024", "软件学报, 2024", "2024", ("王五",)),
            ("- [{t}]({u}) 软件学报 2024", "软件学报 2024", "2024", ()),
            ("- **{t}** - 自动化学报, 2021. [论文]({u})", "自动化学报, 2021", "2021", ()),
            ("- {t} (计算机学报 2022) [[pdf]({u})]", "计算机学报 2022", "2022", ()),
            ("- [{t}]({u})，王五、李四，2024年3月", None, "2024-03", ("王五", "李四")),
            ("- 《{t}》 王五. ICML 2024. [论文]({u})", "ICML 2024", "2024", ("王五",)),
            (
                "- 《{t}》，王五，软件学报，2023年，[论文]({u})",
                "软件学报, 2023年",
                "2023",
                ("王五",),
            ),
            ("- 《{t}》[论文]({u})", None, None, ()),
            ("- 论文名称：{t}，发表于 ICML 2024，链接：{u}", "ICML 2024", "2024", ()),
        ],
    )
    def test_facts_beside_a_title(
        self, line: str, venue: str | None, date: str | None, authors: tuple[str, ...]
    ) -> None:
        """Journals with a year, names of two letters, marks around titles."""
        title = "茶壶低语的方法研究"
        [found] = works(line.format(t=title, u=ONE))
        expected = {"title": title, "url": ONE, "venue": venue, "date": date, "authors": authors}
        assert found == {name: value for name, value in expected.items() if value}

    @pytest.mark.parametrize(
        "line",
        [
            "1、[{t}]({u})",
            "（2）[{t}]({u})",
            "(3) [{t}]({u})",
            "① [{t}]({u})",
            "[4] [{t}]({u})",
            "论文题目：{t}\n论文链接：{u}",
            "📝 论文标题：{t}\n🔗 论文链接：{u}",
            "- **题目**：{t}\n  **链接**：{u}",
            "- 论文标题：[《{t}》]({u})",
            "- **Title**: {t}\n  - **Link**: {u}",
            "- {t} 论文链接：{u}",
            "- {t}【[论文]({u})】",
            "- [{t}]({u}) 清华大学",
            "- **{t}**：会低语的水壶 [[paper]]({u})",
        ],
    )
    def test_titles(self, line: str) -> None:
        """Behind numbers and labels, and before them."""
        text = "\n\n".join(
            (line.format(t="Kettles That Whistle", u=ONE), f"[Pots That Listen]({TWO})")
        )
        found = {one.title: one for one in read(text).entries}

        assert found["Kettles That Whistle"].url == ONE
        assert found["Kettles That Whistle"].name is None
        assert found["Kettles That Whistle"].authors == ()

    def test_paragraphs_of_labels(self) -> None:
        """Say all there is of a work, the label of a link one of several words too."""
        text = (
            f"### 2021-6-11\npaper title: Kettles That Whistle\npaper link: {ONE}\n"
            f"code link: {CODE}\n\n### 2021-6-12\npaper title: Pots That Listen\nlinks: {TWO}\n"
        )

        assert works(text) == [
            {"title": "Kettles That Whistle", "url": ONE, "date": "2021-06-11", "code": CODE},
            {"title": "Pots That Listen", "url": TWO, "date": "2021-06-12"},
        ]

    def test_titles_on_sites_that_nobody_knows(self) -> None:
        """May be those of courses and tools, where nothing beside them says more."""
        line = "- [水壶安全工具与课程汇总](https://kettles.example/tools/1)"

        assert titles(line) == []
        assert titles(f"{line}，软件学报，2023") == ["水壶安全工具与课程汇总"]
        assert titles(line.replace("kettles.example", "jos.org.cn")) == ["水壶安全工具与课程汇总"]

    @pytest.mark.parametrize("heading", ["五、博客与资料", "学习资料", "视频教程", "相关公众号"])
    def test_headings_of_posts(self, heading: str) -> None:
        """Have no works below them but papers."""
        page = "- [Kettle Audio Course](https://kettles.example/learn/1)"

        assert titles(f"## {heading}\n\n{page}\n- [Kettles That Whistle]({ONE})") == [
            "Kettles That Whistle"
        ]
        assert titles(f"## 视频理解\n\n{page}") == ["Kettle Audio Course"]

    def test_several_labels_on_a_line(self) -> None:
        """Each announces what stands up to the next."""
        [found] = works(
            f"- [Kettles That Whistle]({ONE})，作者：Ada Example, Bo Sample；会议：ACL 2023"
        )

        assert (found["authors"], found["venue"]) == (("Ada Example", "Bo Sample"), "ACL 2023")

    def test_a_title_with_marks_in_it(self) -> None:
        """Does not end with the first of them."""
        assert titles(f"- 《低语》与《命令》：一种新方法 [论文]({ONE})") == [
            "《低语》与《命令》：一种新方法"
        ]

    def test_authors_and_a_date(self) -> None:
        """As in English, where the date is no author."""
        [found] = works(f"- [Kettles That Whistle]({ONE}), Ada Example, Bea Sample, May 2024")
        assert (found["authors"], found["date"]) == (("Ada Example", "Bea Sample"), "2024-05")


class TestLists:
    """Whole lists in other languages and markups."""

    def test_in_chinese(self) -> None:
        """With full-width marks, and no blanks between words."""
        text = (
            "# 语音大模型安全论文\n\n## 越狱攻击\n\n"
            f"- 2024年1月：[水壶会唱歌：一种新的语音攻击]({ONE}) [代码]({CODE})\n"
            f"- **锅会倾听：评测基准**，王小明、李四，ICASSP 2024 [[论文]({TWO})]\n"
        )
        first, second = read(text).entries

        assert (first.title, str(first.date), first.code) == (
            "水壶会唱歌：一种新的语音攻击",
            "2024-01",
            CODE,
        )
        assert (second.title, second.url, second.venue) == (
            "锅会倾听：评测基准",
            TWO,
            "ICASSP 2024",
        )
        assert second.authors == ("王小明", "李四")

    def test_in_html(self) -> None:
        """Headings, items, and a table whose years span rows."""
        text = (
            "<h1>Kettles</h1>\n<h2>Prompt Injection</h2>\n<ul>\n"
            f'<li><a href="{ONE}">Kettles That Whistle</a>. <i>Ada Example, Bo Sample</i>. ICASSP 2024. '
            f'<a href="{CODE}">[code]</a></li>\n</ul>\n<h2>Models</h2>\n<table>\n'
            "<tr><th>Year</th><th>Title</th><th>Paper</th></tr>\n"
            f'<tr><td rowspan="2">2023</td><td>Pots That Listen</td><td><a href="{TWO}">pdf</a></td></tr>\n'
            f'<tr><td>Pans That Answer</td><td><a href="{THREE}">pdf</a></td></tr>\n</table>\n'
        )
        found = read(text)

        assert works(text) == [
            {
                "title": "Kettles That Whistle",
                "url": ONE,
                "date": "2024",
                "venue": "ICASSP 2024",
                "authors": ("Ada Example", "Bo Sample"),
                "code": CODE,
            },
            {"title": "Pots That Listen", "url": TWO, "date": "2023"},
            {"title": "Pans That Answer", "url": THREE, "date": "2023"},
        ]
        assert [one.mentions[0].section for one in found.entries] == [
            "Prompt Injection",
            "Models",
            "Models",
        ]


class TestCountsInHeadings:
    """How many works stand below a heading is no part of what it says."""

    @pytest.mark.parametrize("count", ["", " (12)", "（33篇论文）", " (1200 papers)"])
    def test_behind_a_date_or_a_venue(self, count: str) -> None:
        """Neither of a day, nor of a venue."""
        work = f"- [Kettles That Whistle]({ONE})\n"

        assert [one["date"] for one in works(f"## 2024-06-07{count}\n{work}")] == ["2024-06-07"]
        assert [one["venue"] for one in works(f"## ICML 2024{count}\n{work}")] == ["ICML 2024"]


class TestWithoutTable:
    """What vouches for a title where nothing else does."""

    def test_a_link_beside_the_title_leads_to_the_paper_too(self) -> None:
        """Then a paragraph names a work, though it stand alone."""
        text = f"<p><b><a href='{ONE}'>Kettles That Whistle</a></b> <a href='{PAGE}'>[pdf]</a></p>"

        assert works(text) == [{"title": "Kettles That Whistle", "url": ONE}]

    def test_authors_behind_a_bold_title_without_a_link(self) -> None:
        """Make a work of it beside others."""
        items = "".join(
            f"- **{title} That Whistle**, Example et al., [paper]({url})\n"
            for title, url in (("Kettles", ONE), ("Pots", TWO))
        )
        alone = "- **Pans That Whistle**, Sample et al.\n"

        assert titles(alone) == []
        assert titles(items + alone)[2:] == ["Pans That Whistle"]
        assert works(items + alone)[2]["authors"] == ("Sample",)

    def test_labels_of_links_are_no_part_of_a_venue(self) -> None:
        """They stand behind it on their line."""
        text = f"<b>Kettles That Whistle</b>\n<br>\nICML 2024. <a href='{ONE}'>[paper]</a>\n"

        assert works(text) == [
            {"title": "Kettles That Whistle", "url": ONE, "date": "2024", "venue": "ICML 2024"}
        ]


class TestHtmlBlocks:
    """A work in HTML may be an item with nested items, or several paragraphs."""

    EXPECTED = (
        {
            "title": "Kettles That Whistle",
            "url": ONE,
            "date": "2024",
            "venue": "ICML 2024",
            "authors": ("Ada Example", "Bo Sample"),
            "code": CODE,
        },
        {"title": "Pots That Whistle", "url": TWO, "date": "2023"},
    )

    @pytest.mark.parametrize(
        ("work", "fact", "end"),
        [
            ("<li><b>{}</b>\n<ul>\n", "<li>{}</li>\n", "</ul></li>\n"),
            ("<li><b>{}</b>\n\n<ul>\n", "<li>{}\n\n", "</ul>\n"),
            ("<div><p><b>{}</b></p>\n", "<p>{}</p>\n", "</div>\n"),
        ],
    )
    def test_facts_in_blocks_of_their_own(self, work: str, fact: str, end: str) -> None:
        """They are about the title that stands above them."""
        link, code = f"<a href='{ONE}'>Paper</a>", f"<a href='{CODE}'>Code</a>"
        first = map(fact.format, ("Ada Example, Bo Sample", "ICML 2024", f"{link} | {code}"))
        second = map(fact.format, ("2023", f"<a href='{TWO}'>Paper</a>"))
        text = (
            f"## Kettles\n<ul>\n{work.format('Kettles That Whistle')}{''.join(first)}{end}"
            f"{work.format('Pots That Whistle')}{''.join(second)}{end}</ul>\n"
        )

        assert works(text) == list(self.EXPECTED)

    def test_a_group_of_works(self) -> None:
        """Is no work itself."""
        nested = "".join(
            f"<li><a href='{url}'>Kettles Like {url[-1]}</a></li>" for url in (ONE, TWO)
        )

        assert titles(f"<ul><li>Whistling Kettles\n<ul>{nested}</ul></li></ul>") == [
            "Kettles Like 7",
            "Kettles Like 8",
        ]
