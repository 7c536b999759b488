"""The audit: what it finds wrong with a list, what it leaves alone, and what its page says."""

import re
from collections import Counter
from pathlib import Path

import pytest
from archives import unpack

import trustworthy_audio_llms as tal
from trustworthy_audio_llms import Catalog, Dataset, Mention, Paper
from trustworthy_audio_llms._audit.codes import CODES
from trustworthy_audio_llms._audit.finding import Finding
from trustworthy_audio_llms._audit.findings import to_text

PAGE = Path(__file__).parents[2] / "docs" / "audit.md"


def audit(*lines: str, against: Catalog | None = None) -> list[Finding]:
    """The findings about a README of these lines."""
    return tal.parse_list("\n".join(lines)).audit(against)


def codes(*lines: str, against: Catalog | None = None) -> list[str]:
    """The codes of these findings, most severe first."""
    return [finding.code for finding in audit(*lines, against=against)]


def item(title: str, link: str, date: str = "2025/01/10") -> str:
    """A line of a list as the list it was made for writes it."""
    return f"- **{date}** | 🎧 [**{title}**]({link}) 🎧"


ARXIV = "https://arxiv.org/abs/2501.01234"
FINE = item("Orders in a Whisper", ARXIV)


class TestFindings:
    """What an audit gives."""

    def test_there_is_nothing_wrong_with_a_list_that_is_right(self) -> None:
        """Silence is what a maintainer works for."""
        assert audit("# List", FINE, item("A Choir", "https://choir.example.org", "2025")) == []

    def test_a_finding_says_what_where_and_about_which_works(self) -> None:
        """With everything a program needs to show it at its line."""
        [finding] = audit("## Attacks", "", item("Orders in a Whisper", f"{ARXIV}v2"))

        assert finding.code == "link-not-canonical"
        assert finding.severity == "info"
        assert finding.ids == ("arxiv:2501.01234",)
        assert finding.message == f"{ARXIV}v2 is not the page of the work itself. Use {ARXIV}."
        assert [(m.path, m.line, m.section) for m in finding.mentions] == [
            ("README.md", 3, "Attacks")
        ]

    def test_the_most_severe_come_first(self) -> None:
        """Errors, then warnings, then infos, whatever stands first in the list."""
        found = audit(
            item("Orders in a Whisper", f"{ARXIV}v2"),
            "- 2025/01/10 **A Choir of Fake Voices**",
            item("Whose Voice Is It", "arxiv.org/abs/2501.05678"),
        )

        assert [finding.severity for finding in found] == ["error", "warning", "info"]

    def test_those_of_one_code_are_in_the_order_of_the_list(self) -> None:
        """So that a maintainer mends them from the top down."""
        found = audit(*(f"- 2025/01/10 **Work {name}**" for name in "bca"))
        assert [finding.mentions[0].line for finding in found] == [1, 2, 3]

    def test_codes_are_listed_by_severity(self) -> None:
        """Their order is the order of findings."""
        levels = [["error", "warning", "info"].index(severity) for severity, _ in CODES.values()]
        assert levels == sorted(levels)

    def test_a_narrowed_catalog_is_audited_as_far_as_it_goes(self) -> None:
        """Findings about works are about those that are left."""
        catalog = tal.parse_list(f"{FINE}\n- 2025/01/10 **A Choir of Fake Voices**")
        assert len(catalog.audit()) == 1
        assert catalog.where(has="arxiv").audit() == []


class TestIdentifiersAndTitles:
    """One work, one identifier, one title."""

    TITLE = "Orders in a Whisper: Attacks by Tone"
    OTHER = "https://arxiv.org/abs/2501.05678"

    NEAR = "https://arxiv.org/abs/2511.01234"

    @pytest.mark.parametrize(
        ("title", "url"),
        [(TITLE, OTHER), (f"{TITLE} and Their Defense", NEAR), (f"Tonic: {TITLE}", NEAR)],
    )
    def test_one_work_under_two_identifiers(self, title: str, url: str) -> None:
        """The titles are the same, or one has a part more and the identifiers nearly agree."""
        [finding] = audit(
            item(self.TITLE, ARXIV), item(title, url, f"20{url[-10:-8]}/{url[-8:-6]}/10")
        )

        assert finding.code == "two-identifiers"
        assert finding.ids == ("arxiv:2501.01234", f"arxiv:{url[-10:]}")
        assert [mention.line for mention in finding.mentions] == [1, 2]

    @pytest.mark.parametrize("title", [f"{TITLE} and Their Defense", f"Tonic: {TITLE}"])
    def test_a_title_that_begins_or_ends_like_another(self, title: str) -> None:
        """Is that of another work, where the identifiers are quite different."""
        assert codes(item(self.TITLE, ARXIV), item(title, self.OTHER)) == []

    @pytest.mark.parametrize(
        ("title", "found"),
        [
            (f"Tonic: {TITLE}", ["near-duplicate"]),
            (f"{TITLE} - Now on Stage", ["near-duplicate"]),
            (f"{TITLE} and Their Defense", []),
            (f"A Chorus of {TITLE}", []),
            (f"{TITLE}, Version 2", []),
        ],
    )
    def test_a_name_or_a_subtitle_more(self, title: str, found: list[str]) -> None:
        """Makes no other work of one, but a title that just goes on does."""
        site = "https://voice.example.org/orders"
        assert codes(item(self.TITLE, ARXIV), item(title, site)) == found

    @pytest.mark.parametrize(
        ("ours", "theirs", "found"),
        [
            ("Ann Lee, Bo Ito", "Cy Roe, Ann Lee", ["near-duplicate"]),
            ("Ann Lee, Bo Ito", "Cy Roe", []),
            ("Ann Lee, Bo Ito", "", ["near-duplicate"]),
        ],
    )
    def test_works_of_others_are_others(self, ours: str, theirs: str, found: list[str]) -> None:
        """Where both name authors, one of them must have written both."""
        assert (
            codes(
                "| Date | Title | Authors |",
                "|---|---|---|",
                f"| 2025/01/10 | [{self.TITLE}]({ARXIV}) | {ours} |",
                f"| 2025/01/10 | [Tonic: {self.TITLE}](https://voice.example.org/a) | {theirs} |",
            )
            == found
        )

    def test_works_joined_by_title_are_told_once_with_two_of_their_links(self) -> None:
        """However many records were joined."""
        links = [f"https://voice.example.org/{name}.pdf" for name in "abc"]
        dated = [item(self.TITLE, link, f"2025/01/1{n}") for n, link in enumerate(links)]
        [finding] = audit(*dated)

        assert finding.code == "title-alone"
        assert finding.message == (
            f"{self.TITLE!r} leads to {links[0]!r} and to {links[1]!r}. "
            "If that is one work, give it one link."
        )
        assert [mention.line for mention in finding.mentions] == [1, 2, 3]

    def test_works_joined_by_title_are_told_without_links_too(self) -> None:
        """As of records that somebody made, whose mentions have none."""
        ours = Paper(title=self.TITLE, arxiv="2501.01234", date="2025-01-10")
        theirs = Paper(title=self.TITLE, doi="10.1000/tone", date="2025-01-10")
        [finding] = Catalog([ours, theirs]).audit()

        assert finding.message.startswith(f"{self.TITLE!r} has two links. ")

    @pytest.mark.parametrize(
        ("links", "authors", "found"),
        [
            ([ARXIV, "https://doi.org/10.1000/tone"], "", ["title-alone"]),
            ([ARXIV, "https://ieeexplore.ieee.org/document/1"], "", ["title-alone"]),
            ([ARXIV, "https://doi.org/10.1000/tone"], "Ann Lee", []),
            ([ARXIV, "https://voice.example.org/tone"], "", []),
            ([ARXIV, ARXIV], "", []),
        ],
    )
    def test_a_saved_file_tells_what_its_mentions_tell(
        self, links: list[str], authors: str, found: list[str], tmp_path: Path
    ) -> None:
        """Works without authors whose lines link different papers: other links may be beside."""
        table = ["| Date | Title | Authors |", "|---|---|---|"]
        rows = [
            f"| 2025/01/1{number} | [{self.TITLE}]({link}) | {authors} |"
            for number, link in enumerate(links)
        ]
        tal.parse_list("\n".join([*table, *rows])).save(tmp_path / "list.json")
        assert [one.code for one in tal.load(tmp_path / "list.json").audit()] == found

    def test_a_saved_file_takes_lines_of_one_date_for_one_work(self, tmp_path: Path) -> None:
        """As the list does from which it was made."""
        lines = [item(self.TITLE, ARXIV), item(self.TITLE, "https://doi.org/10.1000/tone")]
        tal.parse_list("\n".join(lines)).save(tmp_path / "list.json")
        assert tal.load(tmp_path / "list.json").audit() == []

    def test_short_names_are_no_other_titles(self) -> None:
        """In an overview, or in brackets behind the title."""
        assert (
            codes(
                f"- 2025/01/10 [Tonic]({ARXIV})",
                f"- 2025/01/10 [{self.TITLE} (TONIC)]({ARXIV})",
                f"- 2025/01/10 [{self.TITLE} (TNC)]({ARXIV})",
            )
            == []
        )

    def test_the_year_of_a_venue_contradicts_no_identifier(self) -> None:
        """A work may appear there later, or before it is on arXiv."""
        assert codes(f"- [{self.TITLE}]({ARXIV}), ICASSP 2026") == []
        assert codes(f"- [{self.TITLE}]({ARXIV}), ICASSP 2024") == []
        assert codes(f"- 2023: [{self.TITLE}]({ARXIV})") == ["date-and-arxiv"]

    def test_identifiers_of_two_schemes_may_be_of_one_work(self) -> None:
        """A preprint on arXiv is published elsewhere; that they are one rests on the title."""
        openreview = "https://openreview.net/forum?id=aBcDeFgHiJ"
        assert codes(item(self.TITLE, ARXIV), item(self.TITLE, openreview, "2025/01/12")) == [
            "title-alone"
        ]
        assert codes(item(self.TITLE, ARXIV), item(self.TITLE, openreview)) == []
        assert codes(item(self.TITLE, ARXIV), f"- 2025/01/10 **{self.TITLE}**") == []
        assert codes(item(self.TITLE, ARXIV), item(f"{self.TITLE}, Now", openreview)) == [
            "near-duplicate"
        ]

    def test_entries_without_identifier_may_be_nearly_the_same(self) -> None:
        """One of them is then the other, under an old title or with a slip."""
        old = "- 2025/01/10 [Orders in a Low Voice](https://voice.example.org/orders)"
        new = "- 2025/01/10 [Orders in a Low Voice, Revisited](https://voice.example.org/again)"
        assert codes(old, new) == ["near-duplicate"]

    @pytest.mark.parametrize(
        ("old", "new", "found"),
        [
            ("Obey", "Ignore", []),
            ("Obey", "Obeys", ["near-duplicate"]),
            ("Obey", "Always Obey", ["near-duplicate"]),
            ("Why", "OBEY: Why", ["near-duplicate"]),
        ],
    )
    def test_one_word_else(self, old: str, new: str, found: list[str]) -> None:
        """Two papers of one series differ in a word; a slip, or a word more, is of one paper."""
        title = "Why Large Audio Language Models Obey Orders in a Whisper"
        site = "https://voice.example.org/orders"
        assert codes(item(title, ARXIV), item(title.replace(old, new), site)) == found
        assert codes(item(title, ARXIV), item(title.replace(old, new), self.OTHER)) == []

    def test_one_word_else_under_one_name_or_by_one_author(self) -> None:
        """Is a title that was changed."""
        title = "OBEY: Why Large Audio Language Models Obey Orders in a Whisper"
        site = "https://voice.example.org/orders"
        other = title.replace("Orders", "Wishes")
        assert codes(item(title, ARXIV), item(other, site)) == ["near-duplicate"]
        table = ["| Date | Title | Authors |", "|---|---|---|"]
        rows = [
            f"| 2025/01/10 | [{name[6:]}]({link}) | Ann Lee |"
            for name, link in ((title, ARXIV), (other, site))
        ]
        assert codes(*table, *rows) == ["near-duplicate"]

    def test_one_identifier_under_two_titles(self) -> None:
        """Both titles are named."""
        [finding] = audit(FINE, item("A Choir of Fake Voices", ARXIV))

        assert finding.code == "two-titles"
        assert "'Orders in a Whisper' and 'A Choir of Fake Voices'" in finding.message
        assert [mention.line for mention in finding.mentions] == [1, 2]

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("A Multi-modal Choir", "A multimodal choir"),
            ("Orders in a Whisper", "Orders in a Whisper."),
            ("Whisper2", "Whisper2: Orders in a Whisper"),
        ],
    )
    def test_one_title_in_two_spellings_is_one_title(self, one: str, other: str) -> None:
        """Case, hyphens and marks do not count; nor does the name before a colon alone."""
        assert codes(item(one, ARXIV), item(other, ARXIV)) == []

    def test_a_title_in_short_is_no_other_title(self) -> None:
        """In an overview, with an acronym for words of the full title."""
        full = "Whispered Orders for Large Language Models from Text to Speech"
        assert codes(item("Orders for LLMs from TTS", ARXIV), item(full, ARXIV)) == []
        assert codes(item("Orders for LLMs by Tone", ARXIV), item(full, ARXIV)) == ["two-titles"]

    def test_a_title_in_capitals(self) -> None:
        """Each work once, with every place where it is written so."""
        shout = "ORDERS IN A WHISPER: ATTACKS BY TONE"
        [finding] = audit(item(shout, ARXIV), item(shout.title(), ARXIV), item(shout, ARXIV))

        assert finding.code == "title-in-capitals"
        assert [mention.line for mention in finding.mentions] == [1, 3]

    @pytest.mark.parametrize("title", ["LAV-DF", "ULTRA VOX", "AI for ASR TTS LLM", "对抗攻击 A B"])
    def test_a_name_in_capitals_is_a_name(self, title: str) -> None:
        """And a title full of acronyms is none in capitals."""
        assert codes(item(title, ARXIV)) == []


class TestDates:
    """Dates that are missing, and dates that cannot be right."""

    @pytest.mark.parametrize(
        ("date", "link"),
        [
            ("2025/01/31", ARXIV),
            ("2024/12/01", ARXIV),
            ("2024", ARXIV),
            ("2025", ARXIV),
            ("2024/12", ARXIV),
            ("2001/12/24", "https://arxiv.org/abs/cs/0112017"),
            ("1994/08/31", "https://arxiv.org/abs/cmp-lg/9409001"),
        ],
    )
    def test_the_month_of_the_identifier_and_the_one_before_are_fine(
        self, date: str, link: str
    ) -> None:
        """Identifiers count by announcement, and arXiv may hold a submission for weeks."""
        assert codes(item("Orders in a Whisper", link, date)) == []

    @pytest.mark.parametrize(
        ("date", "link"),
        [
            ("2025/02/08", ARXIV),
            ("2025/03", ARXIV),
            ("2024/11/30", ARXIV),
            ("2024/11", ARXIV),
            ("2023", ARXIV),
            ("2027", ARXIV),
            ("2002/01/08", "https://arxiv.org/abs/cs/0112017"),
        ],
    )
    def test_other_months_contradict_it(self, date: str, link: str) -> None:
        """Nothing is announced before it is written, and little is held for two months."""
        assert codes(item("Orders in a Whisper", link, date)) == ["date-and-arxiv"]

    @pytest.mark.parametrize("date", ["2025/02/07", "2025/02", "2026"])
    def test_somewhat_later_may_be_another_day_of_the_work(self, date: str) -> None:
        """That of its announcement in the next month, or the year of its publication."""
        assert codes(item("Orders in a Whisper", ARXIV, date)) == []

    def test_a_date_beside_a_venue_may_be_that_of_its_appearance(self) -> None:
        """Beside a preprint, or before the identifier, it may not."""
        line = f"- 2025/06/10 [Orders in a Whisper]({ARXIV}), {{}}"
        assert codes(line.format("ICML 2025")) == []
        assert codes(line.format("arXiv 2025")) == ["date-and-arxiv"]
        assert codes(line.format("ICML 2025").replace("2025/06", "2024/06")) == ["date-and-arxiv"]

    def test_only_the_wrong_date_is_pointed_at(self) -> None:
        """The message names it, and the month of the identifier."""
        found = audit(FINE, item("Orders in a Whisper", ARXIV, "2025/02/10"))

        assert [finding.code for finding in found] == ["date-and-arxiv"]
        assert "2025-02-10, but arXiv:2501.01234 is of 2025-01" in found[0].message
        assert [mention.line for mention in found[0].mentions] == [2]

    def test_one_work_under_dates_more_than_a_month_apart(self) -> None:
        """As far as the dates are exact."""
        link = "https://voice.example.org/orders"
        dated = [item("Orders in a Whisper", link, date) for date in ("2025/05/01", "2025/03/10")]
        [finding] = audit(*dated)

        assert finding.code == "dates-apart"
        assert "2025-03-10 and 2025-05-01" in finding.message
        assert codes(dated[0], item("Orders in a Whisper", link, "2025/04/01")) == []
        assert codes(dated[0], item("Orders in a Whisper", link, "2025/03")) == []
        assert codes(dated[0], item("Orders in a Whisper", link, "2025")) == []

    def test_dates_of_two_titles_are_not_compared(self) -> None:
        """The other title may be another work with a wrong link, to which one date is no help."""
        link = "https://openreview.net/forum?id=aBcDeFgHiJ"
        choir = item("A Choir of Fake Voices", link, "2025/05/01")
        orders = [item("Orders in a Whisper", link, f"2025/0{month}/10") for month in (1, 4)]
        assert codes(orders[0], choir) == ["two-titles"]
        found = audit(*orders, choir)

        assert [one.code for one in found] == ["two-titles", "dates-apart"]
        assert [mention.line for mention in found[1].mentions] == [1, 2]

    def test_a_date_is_told_with_the_title_beside_it(self) -> None:
        """Not with that of another line."""
        late = item("A Choir of Fake Voices", ARXIV, "2025/05/01")
        found = [one for one in audit(FINE, late) if one.code == "date-and-arxiv"]
        assert [one.message.startswith("'A Choir of Fake Voices' is dated") for one in found] == [
            True
        ]

    def test_a_line_that_links_the_publication_has_its_date(self) -> None:
        """The identifier of the preprint, from another line, says nothing of it."""
        late = item("Orders in a Whisper", "https://ieeexplore.ieee.org/document/1", "2025/05/01")
        assert "date-and-arxiv" not in codes(FINE, late)
        later = item("Orders in a Whisper", "https://voice.example.org/orders", "2025/05/01")
        assert "date-and-arxiv" in codes(FINE, later)
        both = "[Orders in a Whisper](https://doi.org/10.1000/orders)"
        assert "date-and-arxiv" not in codes(FINE, f"- 2025/05/01 {both}")

    def test_an_entry_without_a_date(self) -> None:
        """One dated mention is enough."""
        assert codes(f"- [Orders in a Whisper]({ARXIV})") == ["no-date"]
        assert codes(f"- [Orders in a Whisper]({ARXIV})", FINE) == []

    @pytest.mark.parametrize(
        "line",
        [
            "- [whisper-orders](https://github.com/ann/whisper-orders)",
            "- [Whisper Orders Large](https://huggingface.co/ann/whisper-orders)",
            f"- [Whisper Orders 2025: A Challenge]({ARXIV})",
            "## Tools\n- [Whisper Orders Made Easy](https://voice.example.org/app/)",
            "|Title|Paper|Code|\n|-|-|-|\n|Whisper Safety|-|[link](https://a.example/products/1)|",
        ],
    )
    def test_what_a_list_would_not_date(self, line: str) -> None:
        """A program or a model that grows, and what names its year."""
        assert codes(line) == []


class TestLinks:
    """Links that lead nowhere, or not to the work's own page."""

    @pytest.mark.parametrize(
        "link",
        [
            "https:/arxiv.org/abs/2501.01234",
            "arxiv.org/abs/2501.01234",
            "javascript:alert(1)",
            "<https://arxiv.org/abs/2501. 01234>",
            "https://arxiv.org/abs/2501. 01234",
            "https://arxiv.org/abs/2501.0123",
            "https://arxiv.org/abs/1412.01234",
            "https://arxiv.org/abs/2513.01234",
            "https://arxiv.org/pdf/",
            "https://openreview.net/forum?id=",
            "https://doi.org/10.1145",
        ],
    )
    def test_a_link_that_leads_nowhere(self, link: str) -> None:
        """It is no http(s) address, or lacks its identifier; it is shown as it is written."""
        [finding] = audit(item("Orders in a Whisper", link))

        assert finding.code == "malformed-link"
        assert repr(link.strip("<>")) in finding.message

    @pytest.mark.parametrize(
        "link",
        [
            "https://arxiv.org/abs/1412.0123",
            "https://arxiv.org/abs/cs/0112017",
            "https://arxiv.org/list/cs.SD/recent",
            "https://openreview.net/pdf/0123456789abcdef.pdf",
            "https://openreview.net/forum?id=aBcDeFgHiJ",
            "https://doi.org/10.1145/3548606.3560660",
            "https://doi.org/10.48550/arXiv.2501.01234",
            "https://aclanthology.org/2024.acl-long.1",
            "https://aclanthology.org/2024.acl-long.1/",
            "https://voice.example.org/orders?id=1#top",
            "http://voice.example.org/a%20voice",
        ],
    )
    def test_a_link_that_leads_to_the_page_of_a_work(self, link: str) -> None:
        """Whatever page that is."""
        assert not {"malformed-link", "link-not-canonical"} & {*codes(item("Orders", link))}

    @pytest.mark.parametrize(
        ("link", "page"),
        [
            ("https://arxiv.org/abs/2501.01234v3", ARXIV),
            ("https://arxiv.org/pdf/2501.01234", ARXIV),
            ("https://www.arxiv.org/html/2501.01234v1", ARXIV),
            ("http://arxiv.org/abs/2501.01234", ARXIV),
            ("https://huggingface.co/papers/2501.01234", ARXIV),
            ("http://dx.doi.org/10.48550/arXiv.2501.01234", ARXIV),
            (
                "https://openreview.net/attachment?id=aBcDeFgHiJ&name=pdf",
                "https://openreview.net/forum?id=aBcDeFgHiJ",
            ),
            (
                "https://openreview.net/forum?id=aBcDeFgHiJ#discussion",
                "https://openreview.net/forum?id=aBcDeFgHiJ",
            ),
        ],
    )
    def test_a_link_to_another_place_than_the_page(self, link: str, page: str) -> None:
        """The finding names the page, without version."""
        [finding] = audit(item("Orders in a Whisper", link))

        assert finding.code == "link-not-canonical"
        assert finding.message.endswith(f"Use {page}.")

    @pytest.mark.parametrize(
        ("link", "page"),
        [
            ("10.1000/whisper", "https://doi.org/10.1000/whisper"),
            ("https:/arxiv.org/abs/2501.01234", None),
            ("[https://a.example/1](https://a.example/2)", "https://a.example/2"),
            ("[https://a.example/1](https://arxiv.org/abs/)", None),
            ("https://arxiv.org/abs/2501.0123", None),
        ],
    )
    def test_a_link_that_lacks_only_its_beginning(self, link: str, page: str | None) -> None:
        """Is told with the address that was meant."""
        [finding] = audit(item("Orders in a Whisper", link))

        assert finding.code == "malformed-link"
        assert finding.message.endswith(f"Use {page}." if page else "Give its address.")

    def test_an_entry_without_a_link(self) -> None:
        """One mention with a link is enough, and an empty target is no link."""
        bare = "- 2025/01/10 [Orders in a Whisper]()"
        assert codes(bare) == ["no-link"]
        assert codes(bare, FINE) == []

    @pytest.mark.parametrize(
        "link",
        [
            "#orders",
            "notes/orders.md",
            "../orders/",
            "./orders.html#top",
            "/notes/Orders:_in_a_Whisper",
            "orders.pdf",
            "orders",
        ],
    )
    def test_a_link_to_what_the_list_itself_says_of_a_work(self, link: str) -> None:
        """It is left alone: the list has notes of its own."""
        assert codes(item("Orders in a Whisper", link)) == []

    @pytest.mark.parametrize(
        "link",
        ["orders.example.org/1", "htp//orders.org/1", "URL", "link", "(orders)", "ftp://o/1"],
    )
    def test_a_link_that_was_meant_for_the_web(self, link: str) -> None:
        """It leads to no place of the list."""
        assert codes(item("Orders in a Whisper", link)) == ["malformed-link"]

    def test_a_tool_that_the_list_itself_holds(self) -> None:
        """Nobody dates it, nor is it to be found elsewhere."""
        assert codes("## Tools", "| Tool | Language |", "|---|---|", "| [SNR](tools) | C |") == []

    def test_each_wrong_link_is_found_where_it_stands(self) -> None:
        """Every place has to be mended."""
        found = audit(*[item("Orders in a Whisper", f"{ARXIV}v2")] * 2)
        assert [finding.mentions[0].line for finding in found] == [1, 2]


class TestFiles:
    """Links between the files of a list, and sections that hold nothing."""

    def test_a_link_to_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        """In a list item, a table or a line of text; with the path it leads to."""
        (tmp_path / "papers").mkdir()
        (tmp_path / "papers" / "attacks.md").write_text(FINE, encoding="utf-8")
        (tmp_path / "README.md").write_text(
            "- [Attacks](papers/attacks.md)\n- [Attacks](papers/atacks.md)\n\n"
            "| Topic |\n|---|\n| [Fairness](./papers/fair.md#top) |\n\nSee [news](news.md).\n",
            encoding="utf-8",
        )
        found = tal.read_list(tmp_path).audit()

        assert [(finding.code, finding.mentions[0].line) for finding in found] == [
            ("dead-link", 2),
            ("dead-link", 6),
            ("dead-link", 8),
        ]
        assert "papers/atacks.md" in found[0].message

    def test_a_work_whose_page_in_the_list_is_not_there(self, tmp_path: Path) -> None:
        """It is read all the same, and told."""
        (tmp_path / "notes").mkdir()
        (tmp_path / "notes" / "orders.md").write_text(FINE, encoding="utf-8")
        row = "| 2025 | [{}](notes/{}.md) |\n"
        rows = row.format("A Choir of Fake Voices", "orders") + row.format("Whose Voice", "order")
        table = f"| Year | Title |\n|---|---|\n{rows}"
        (tmp_path / "README.md").write_text(table, encoding="utf-8")
        catalog = tal.read_list(tmp_path)
        [finding] = catalog.audit()

        assert len(catalog) == 3
        assert (finding.code, finding.mentions[0].line) == ("dead-link", 4)
        assert "notes/order.md" in finding.message

    def test_of_a_single_file_nobody_knows_what_stands_beside_it(self, tmp_path: Path) -> None:
        """Its links to other files are left alone."""
        (tmp_path / "README.md").write_text("- [Attacks](papers/attacks.md)", encoding="utf-8")
        assert tal.read_list(tmp_path / "README.md").audit() == []
        assert tal.read_list(tmp_path).audit() == []

    def test_a_section_without_entries(self) -> None:
        """It stands at its heading."""
        [finding] = audit("# List", "## 2026", "", "---", "## 2025", FINE, "## Thanks", "To you.")

        assert finding.code == "no-entries"
        assert [mention.line for mention in finding.mentions] == [2]

    @pytest.mark.parametrize("text", ["", "\n", "\ufeff\r\n1\r\n"])
    def test_a_file_without_text(self, text: str, tmp_path: Path) -> None:
        """A file with nothing, or with `1`, is a section too."""
        (tmp_path / "attacks.md").write_text(FINE, encoding="utf-8")
        (tmp_path / "defenses.md").write_text(text, encoding="utf-8", newline="")
        [finding] = tal.read_list(tmp_path).audit()

        assert finding.code == "no-entries"
        assert [(m.path, m.line) for m in finding.mentions] == [("defenses.md", 1)]


class TestAgainst:
    """What the list says, compared with works that are known to be right."""

    KNOWN = Catalog(
        [
            Paper(
                title="Orders in a Whisper",
                aliases=["Orders in a Low Voice"],
                arxiv="2501.01234",
                date="2025-01-08",
            ),
            Dataset(
                title="Choir2: A Choir of Fake Voices",
                name="Choir2",
                openreview="aBcDeFgHiJ",
                url="https://openreview.net/forum?id=aBcDeFgHiJ",
            ),
        ]
    )

    def test_what_agrees_is_not_mentioned(self) -> None:
        """Other titles of a work, and its short name, agree too; so do works nobody knows."""
        link = "https://openreview.net/forum?id=aBcDeFgHiJ"
        lines = [
            FINE,
            item("Choir2", link),
            item("A Work Nobody Knows", "https://voice.example.org/1"),
        ]
        assert audit(*lines, against=self.KNOWN) == []
        assert audit(item("Orders in a low voice", ARXIV), against=self.KNOWN) == []

    def test_an_identifier_that_is_known_under_another_title(self) -> None:
        """Both titles are named."""
        [finding] = audit(item("Whose Voice Is It", ARXIV), against=self.KNOWN)

        assert finding.code == "title-differs"
        assert "'Orders in a Whisper', not as 'Whose Voice Is It'" in finding.message

    @pytest.mark.parametrize(
        ("title", "found"),
        [
            ("WhisperBench 2", []),
            ("Tonic", []),
            ("A Whisper", []),
            ("低语中的命令", []),
            ("Orders in a Whisper (OWL)", []),
            ("A Choir", ["title-differs"]),
            ("Choir2", ["title-differs"]),
            ("Choir2 Tonic", []),
            ("Whose Voice Is It", ["title-differs"]),
        ],
    )
    def test_a_short_name_is_no_other_title(self, title: str, found: list[str]) -> None:
        """As what looks like one, or has the words of the title, unless it is that of another."""
        assert codes(item(title, ARXIV), against=self.KNOWN) == found

    def test_a_title_without_its_subtitle_is_known(self) -> None:
        """As a list shortens it; the subtitle alone is no title."""
        known = Catalog([Paper(title="Orders in a Low Voice: A Study of It", arxiv="2501.01234")])
        assert codes(item("Orders in a Low Voice", ARXIV), against=known) == []
        assert codes(item("A Study of It", ARXIV), against=known) == ["title-differs"]

    def test_a_title_in_short_is_known(self) -> None:
        """With its acronyms, unless another work has that title."""
        full = "Whispered Orders for Large Language Models from Text to Speech"
        known = [Paper(title=full, arxiv="2501.01234", date="2025-01-08")]
        short = item("Orders for LLMs from TTS", ARXIV)
        assert codes(short, against=Catalog(known)) == []
        other = Paper(title="Orders for LLMs from TTS", arxiv="2502.01234", date="2025-02-08")
        assert codes(short, against=Catalog([*known, other])) == ["title-differs"]

    def test_a_formula_is_compared_as_plain_text(self) -> None:
        """As the catalogue has it."""
        known = Catalog([Paper(title="α-Orders in a Whisper", arxiv="2501.01234")])
        assert codes(item(r"$\alpha$-Orders in a Whisper", ARXIV), against=known) == []

    @pytest.mark.parametrize(
        ("line", "published", "found"),
        [
            ("- 2025/06/10 [Orders in a Whisper]({}), ICML 2025", None, []),
            ("- 2024/06/10 [Orders in a Whisper]({}), ICML 2024", None, ["date-differs"]),
            ("- 2026: [Orders in a Whisper]({})", None, []),
            ("- 2024: [Orders in a Whisper]({})", None, []),
            ("- 2023: [Orders in a Whisper]({})", None, ["date-differs"]),
            ("- 2025/06/10 [Orders in a Whisper]({})", "2025-06", []),
            ("- 2025/09/10 [Orders in a Whisper]({})", "2025-06", ["date-differs"]),
            ("- 2025/06/10 [Orders in a Whisper]({})", "2025", ["date-differs"]),
        ],
    )
    def test_a_date_of_the_appearance(
        self, line: str, published: str | None, found: list[str]
    ) -> None:
        """Beside a venue, as the next year alone, or in the month that is known."""
        known = Paper(
            title="Orders in a Whisper",
            date="2025-01-08",
            venue="ICML 2025",
            published=published,
        )
        site = "https://voice.example.org/orders"
        assert codes(line.format(site), against=Catalog([known])) == found

    def test_the_date_of_a_submission(self) -> None:
        """Stands long before a work is known, on OpenReview and nowhere else."""
        known = Catalog([Paper(title="Orders in a Whisper", date="2025-05-08")])
        forum = "https://openreview.net/forum?id=aBcDeFgHiJ"
        assert codes(item("Orders in a Whisper", forum, "2024/09/25"), against=known) == []
        early = item("Orders in a Whisper", forum, "2024/03/25")
        assert codes(early, against=known) == ["date-differs"]
        site = item("Orders in a Whisper", "https://voice.example.org/1", "2024/09/25")
        assert codes(site, against=known) == ["date-differs"]

    def test_a_date_more_than_a_month_from_the_known_one(self) -> None:
        """Earlier or later, where the date of the work is known."""
        for date in ("2024/12/01", "2025/03"):
            line = item("Orders in a Whisper", "https://voice.example.org/orders", date)
            found = codes(line, against=self.KNOWN)
            assert "date-differs" in found, date
        line = item("Orders in a Whisper", "https://voice.example.org/orders", "2024/12/31")
        assert "date-differs" not in codes(line, against=self.KNOWN)
        link = "https://openreview.net/forum?id=aBcDeFgHiJ"
        assert codes(item("Choir2", link, "2020"), against=self.KNOWN) == []

    def test_a_title_whose_identifier_is_known(self) -> None:
        """The entry gains by a link."""
        line = item("Orders in a Whisper", "https://voice.example.org/orders")
        [finding] = audit(line, against=self.KNOWN)

        assert finding.code == "identifier-known"
        assert "arxiv:2501.01234" in finding.message

    def test_a_title_that_is_known_without_an_identifier_gains_nothing(self) -> None:
        """There is no better link."""
        known = Catalog([Paper(title="Whose Voice Is It")])
        line = item("Whose Voice Is It", "https://voice.example.org/1")
        assert codes(line, against=known) == []


class TestCuratedCatalogue:
    """Our own data, which mostly have no mentions."""

    def test_nothing_is_wrong_with_the_curated_catalogue(self) -> None:
        """Works that nobody can find say so in their notes: that they have no link is known."""
        assert tal.load("2026.11").audit() == []

    def test_an_entry_is_audited_by_its_own_fields(self) -> None:
        """Without a mention, its title and date count, and the finding is about no place."""
        shout = Paper(title="ORDERS IN A WHISPER", arxiv="2501.01234", date="2025-05")
        bare = Paper(title="A Choir of Fake Voices")
        noted = Paper(title="Whose Voice Is It", note="Nobody could find it.")
        found = Catalog([shout, bare, noted]).audit()

        assert [(finding.code, finding.ids) for finding in found] == [
            ("date-and-arxiv", (shout.id,)),
            ("title-in-capitals", (shout.id,)),
            ("no-link", (bare.id,)),
            ("no-date", (bare.id,)),
        ]
        assert {finding.mentions for finding in found} == {()}

    def test_mentions_without_title_and_date_say_nothing_of_them(self) -> None:
        """The entry's own count then."""
        entry = Paper(
            title="Orders in a Whisper",
            arxiv="2501.01234",
            date="2025-01",
            mentions=[Mention("README.md", 3)],
        )
        assert Catalog([entry]).audit() == []


@pytest.fixture(scope="module")
def lists(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Catalog]:
    """The lists in the archives, by the first letters of their commits."""
    found = {}
    for archive in sorted(shared.glob("upstream/archives/*.tar.gz")):
        top = unpack(archive, tmp_path_factory.mktemp("list"))
        found[archive.name[:7]] = tal.read_list(top)
    return found


class TestRealLists:
    """The findings about the real list, each of which was read."""

    def test_what_is_wrong_with_the_newest_list(self, lists: dict[str, Catalog]) -> None:
        """The works, dates, titles and links that a maintainer would mend."""
        found = lists["c42c5c8"].audit()
        ids = {finding.ids for finding in found}
        by_code: dict[str, list[Finding]] = {}
        for finding in found:
            by_code.setdefault(finding.code, []).append(finding)

        assert {code: len(findings) for code, findings in by_code.items()} == {
            "two-identifiers": 1,
            "two-titles": 1,
            "dead-link": 1,
            "date-and-arxiv": 3,
            "dates-apart": 1,
            "title-in-capitals": 14,
            "no-link": 18,
            "link-not-canonical": 8,
            "no-entries": 8,
        }
        assert ("arxiv:2511.10222", "arxiv:2503.10222") in ids
        assert by_code["two-titles"][0].ids == ("arxiv:2506.09707",)
        assert {finding.ids[0] for finding in by_code["date-and-arxiv"]} == {
            "arxiv:2306.15687",
            "arxiv:2506.09707",
            "arxiv:2511.10289",
        }
        assert "collections/traditional_model.md" in by_code["dead-link"][0].message
        assert {finding.mentions[0].path for finding in by_code["no-link"]} == {
            "collections/new.md"
        }

    def test_what_is_wrong_with_the_older_lists(self, lists: dict[str, Catalog]) -> None:
        """Errors are few: whoever reads them finds a mistake behind each."""
        errors = {
            commit: [f.ids for f in catalog.audit() if f.severity == "error"]
            for commit, catalog in lists.items()
            if commit != "c42c5c8"
        }

        compositional = [("arxiv:2511.10222", "arxiv:2503.10222")]
        assert errors == {
            "0caa974": [],
            "22edeb2": compositional,
            "6e511d0": [("arxiv:2407.04675",)],
            "98074e0": compositional,
            "aaf3cf9": [("arxiv:2407.04675",)],
        }

    def test_what_the_catalogue_knows_better_than_the_newest_list(
        self, lists: dict[str, Catalog]
    ) -> None:
        """A work that was renamed, two dates of publication, five identifiers."""
        found = lists["c42c5c8"].audit(against=tal.load("2026.11"))
        counts = Counter(finding.code for finding in found)

        assert {code: counts[code] for code in AGAINST} == {
            "title-differs": 1,
            "date-differs": 2,
            "identifier-known": 5,
        }


ABOUT_LISTS = PAGE.read_text(encoding="utf-8").partition("\n## References\n")[0]
AGAINST = ("title-differs", "date-differs", "identifier-known")
SECTION = re.compile(r"^### `(.+?)`\n(.*?)(?=^### `|^## (?:Warnings|Infos)$|\Z)", re.M | re.S)
EXAMPLE = re.compile(r"(?:^`(\S+)`\n\n)?^```markdown\n(.*?)^```\n", re.M | re.S)
SECTIONS = dict(SECTION.findall(ABOUT_LISTS))
PRINTED = re.compile(r"^```text\n(.*?)^```\n", re.M | re.S)


class TestPage:
    """The page that documents the codes."""

    def test_the_table_lists_every_code_with_its_meaning(self) -> None:
        """In the order of the codes, and no other."""
        rows = re.findall(r"^\| `(.+)` \| (.+) \| (.+) \|$", ABOUT_LISTS, re.M)
        assert rows == [(code, severity, meaning) for code, (severity, meaning) in CODES.items()]

    def test_every_code_is_documented_under_its_severity(self) -> None:
        """In the order of the table."""
        text = ABOUT_LISTS
        heading = {"error": "## Errors", "warning": "## Warnings", "info": "## Infos"}
        marks = re.findall(r"^(?:## (?:Errors|Warnings|Infos)$|### `.+`$)", text, re.M)
        expected = []
        for code, (severity, _) in CODES.items():
            expected += [heading[severity]] * (heading[severity] not in expected)
            expected.append(f"### `{code}`")

        assert marks == expected

    @pytest.mark.parametrize("code", CODES)
    def test_the_example_triggers_the_code_and_nothing_else(
        self, code: str, tmp_path: Path
    ) -> None:
        """The command prints what the page shows; what needs `against` is held against 2026.11."""
        section = SECTIONS[code]
        for name, text in EXAMPLE.findall(section):
            file = tmp_path / (name or "README.md")
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        against = tal.load("2026.11") if code in AGAINST else None
        found = tal.read_list(tmp_path).audit(against)

        assert {finding.code for finding in found} == {code}
        assert PRINTED.findall(section) == [to_text(found, "")]
        assert ("Only with `against`" in section) == (against is not None)

    @pytest.mark.parametrize("code", CODES)
    def test_the_example_is_followed_by_a_remedy(self, code: str) -> None:
        """A maintainer learns what to do."""
        remedy = SECTIONS[code].rpartition("```\n")[2].strip()
        assert remedy.endswith(".")
