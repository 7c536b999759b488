"""Works as references cite them, the authors first, from made-up works."""

import pytest

from trustworthy_audio_llms import Entry, PartialDate
from trustworthy_audio_llms._lists.citing import quoted_title, without_authors_before
from trustworthy_audio_llms._lists.facts import Facts
from trustworthy_audio_llms._lists.reader import read_list_files

URL = "https://arxiv.org/abs/2401.04307"
TITLE = "Kettles That Whistle"
TWO = ("Ada Example", "Bo Sample")


def read(line: str) -> tuple[str, tuple[str, ...], str | None, str | None]:
    """Title, authors, date and venue of the only work of a list."""
    (entry,) = read_list_files([("README.md", f"- {line}\n")]).entries
    assert isinstance(entry, Entry)
    return entry.title, entry.authors, str(entry.date) if entry.date else None, entry.venue


class TestKinds:
    """Chinese references say in brackets behind the title of what kind a work is."""

    @pytest.mark.parametrize(
        ("line", "title", "authors", "date", "venue"),
        [
            (
                f"王五, 李四. 水壶的研究[J]. 计算机学报, 2022, 45(3): 1-20. [PDF]({URL})",
                "水壶的研究",
                ("王五", "李四"),
                "2022",
                "计算机学报",
            ),
            (
                "王五, 李四, 等. 水壶的研究[J]. 软件学报, 2023.",
                "水壶的研究",
                ("王五", "李四"),
                "2023",
                "软件学报",
            ),
            (
                f"Example A, Sample B, et al. {TITLE}[C]//Conference on Kettles. 2019: 1-9. {URL}",
                TITLE,
                ("Example A", "Sample B"),
                "2019",
                "Conference on Kettles",
            ),
            (f"{TITLE}[EB/OL]. [2024-03-01]. {URL}", TITLE, (), "2024-03-01", None),
        ],
    )
    def test_are_no_part_of_titles(
        self, line: str, title: str, authors: tuple[str, ...], date: str, venue: str | None
    ) -> None:
        """Journals and years follow, and pages that are nothing here."""
        assert read(line) == (title, authors, date, venue)


class TestAuthorsFirst:
    """Authors, perhaps the year, the title, the venue."""

    @pytest.mark.parametrize(
        ("line", "authors", "date", "venue"),
        [
            (f'Ada Example, Bo Sample. "{TITLE}". ICASSP 2020.', TWO, "2020", "ICASSP 2020"),
            (f"Ada Example and Bo Sample. {TITLE}. ICASSP 2020.", TWO, "2020", "ICASSP 2020"),
            (f'Ada Example, Bo Sample: "{TITLE}." ICASSP(2020)', TWO, "2020", "ICASSP(2020)"),
            (
                f"A. Example, C. Demo, B. Sample: {TITLE}",
                ("A. Example", "C. Demo", "B. Sample"),
                None,
                None,
            ),
            (
                f"Example, A., & Sample, B. (2020). {TITLE}.",
                ("A. Example", "B. Sample"),
                "2020",
                None,
            ),
            (f"Example, A., Sample, B., 2020. {TITLE}.", ("A. Example", "B. Sample"), "2020", None),
            (f"Ada Example et al. (2020a). {TITLE}. ICASSP.", ("Ada Example",), "2020", "ICASSP"),
            (
                f"Ada Example et al., “{TITLE},” ICASSP 2020",
                ("Ada Example",),
                "2020",
                "ICASSP 2020",
            ),
        ],
    )
    def test_in_every_order(
        self, line: str, authors: tuple[str, ...], date: str | None, venue: str | None
    ) -> None:
        """None of it stays in the title."""
        assert read(f"{line} [[pdf]({URL})]") == (TITLE, authors, date, venue)

    def test_a_quoted_title_before_its_authors(self) -> None:
        """The quotation mark ends it."""
        line = f'"{TITLE}" Ada Example, Bo Sample. ICASSP 2020. [[pdf]({URL})]'

        assert read(line) == (TITLE, TWO, "2020", "ICASSP 2020")

    @pytest.mark.parametrize(
        "title",
        [
            "Loud Pots, Silent Cups: How Kettles Whistle",  # As two names look.
            "“Whistle, Please”: How Kettles Obey",
            "Kettles That Whistle. A Study",
        ],
    )
    def test_titles_that_begin_like_a_citation(self, title: str) -> None:
        """Stay as they are."""
        assert read(f"{title} [[pdf]({URL})]")[0] == title

    def test_a_title_that_looks_like_names_before_its_authors(self) -> None:
        """What follows it is no title."""
        text = "Loud Pots, Silent Cups. Ada Example, Bo Sample"

        assert without_authors_before(text)[0] == text

    def test_names_before_a_single_word(self) -> None:
        """Nothing is left for a title."""
        assert without_authors_before("Ada Example, Bo Sample. Kettles")[0] == (
            "Ada Example, Bo Sample. Kettles"
        )


class TestIdentifiers:
    """An identifier beside the link of a work."""

    def test_it_is_not_where_the_work_is_found(self) -> None:
        """The link is."""
        line = (
            f'Example, A. et al. "{TITLE}." arXiv preprint arXiv:2401.04307 (2024). [[link]]({URL})'
        )
        (entry,) = read_list_files([("README.md", f"- {line}\n")]).entries

        assert (entry.title, entry.url, str(entry.date)) == (TITLE, URL, "2024")


class TestQuotedTitles:
    """A title in quotation marks."""

    def test_what_stands_behind_it(self) -> None:
        """Is no part of it."""
        assert quoted_title('"Kettles", in ICML 2020', cited=True) == (
            None,
            "Kettles",
            Facts(PartialDate(2020), "ICML 2020"),
        )
        assert quoted_title("Kettles", cited=True) is None

    def test_without_authors(self) -> None:
        """It has as many words as most, and a name before it is one."""
        assert quoted_title('"Kettles", ICML', cited=False) is None
        assert quoted_title('kettles: "Kettles That Whistle"', cited=False) is None
        assert quoted_title('KET: "Kettles That Whistle"', cited=False) == (
            "KET",
            "Kettles That Whistle",
            Facts(),
        )


class TestAuthorsInItalics:
    """Authors in italics between a title and its links."""

    def test_with_the_venue_in_the_same_italics(self) -> None:
        """With a date in brackets before it all."""
        line = f"[2023/02] {TITLE} *Ada Example et al. arXiv.* [[paper]({URL})]"

        assert read(line) == (TITLE, ("Ada Example",), "2023-02", "arXiv")
