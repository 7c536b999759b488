"""Habits: what most works of a list have in common is told once."""

from trustworthy_audio_llms import Catalog, Paper
from trustworthy_audio_llms import parse_list as read
from trustworthy_audio_llms._audit.finding import Finding

DATED = "- 2025/01/10 [Orders in a Low Voice {0}](https://arxiv.org/abs/2501.{0:05})"
BARE = "- [Orders in a Whisper {0}](https://arxiv.org/abs/2501.1{0:04})"


def lines(form: str, count: int) -> list[str]:
    """So many lines of a form."""
    return [form.format(number + 1) for number in range(count)]


def found(*text: str) -> list[Finding]:
    """What the audit finds in a README of these lines."""
    return read("\n".join(text)).audit()


class TestHabits:
    """A habit of a list is one finding, however many works it is about."""

    def test_a_section_without_dates(self) -> None:
        """The finding counts its works, names some places, and leaves other sections alone."""
        [finding] = found("## Sets", *lines(BARE, 30), "## Papers", *lines(DATED, 40))

        assert finding.code == "no-date"
        assert finding.message.startswith("30 of 30 works under 'Sets' have no date.")
        assert finding.message.endswith("It is in 30 places; these are the first.")
        assert [mention.line for mention in finding.mentions] == [*range(2, 22)]
        assert len(finding.ids) == 20

    def test_some_works_among_many_are_no_habit(self) -> None:
        """Each is told at its line: half of the works at the most, or a few of a few."""
        assert len(found("## Papers", *lines(BARE, 6), *lines(DATED, 6))) == 6
        assert len(found("## Papers", *lines(BARE, 4))) == 4
        assert len(found("## Papers", *lines(BARE, 6), *lines(DATED, 5))) == 1

    def test_links_to_files(self) -> None:
        """In all of the list, whatever the section; works without such pages do not count."""
        pdf = DATED.replace("/abs/", "/pdf/")
        forum = "- 2025/01/10 [A Choir of Voices](https://openreview.net/forum?id=aBcDeFgHiJ)"
        site = "- 2025/01/10 [A Choir of Words {0}](https://voice.example.org/{0})"
        more = pdf.replace("Low", "High").replace("2501.", "2502.").replace("/01/", "/02/")
        text = ("## A", *lines(pdf, 3), "## B", *lines(more, 3), forum)
        [finding] = found(*text, *lines(site, 20))

        assert finding.code == "link-not-canonical"
        assert finding.message.startswith("6 of 7 works are linked at another place")
        assert "arxiv.org/pdf/2501.00001 is not the page" in finding.message

    def test_dates_that_are_no_first_ones(self) -> None:
        """As in lists that are dated by what was read when."""
        late = DATED.replace("2025/01/10", "2025/05/10")
        [finding] = found("## Papers", *lines(late, 5), "- 2025/01/10 [A Choir](https://a.example)")

        assert finding.code == "date-and-arxiv"
        assert finding.message.startswith("5 of 5 works are not dated by their arXiv")

    def test_the_order_of_the_list_stays(self) -> None:
        """A habit is told where the first of its works stands."""
        shouted = BARE.replace("a Whisper", "a Shout").replace("2501.1", "2501.3")
        sung = BARE.replace("a Whisper", "a Song").replace("2501.1", "2501.4")
        text = ["## A", *lines(BARE, 1), "## B", *lines(shouted, 6), "## C", *lines(sung, 1)]
        assert [one.mentions[0].line for one in found(*text, *lines(DATED, 8))] == [2, 4, 11]

    def test_a_list_without_dates(self) -> None:
        """Is one finding, whatever its sections are; where half has dates, sections count."""
        shouted = BARE.replace("a Whisper", "a Shout").replace("2501.1", "2501.3")
        text = ["## A", *lines(BARE, 2), "## B", *lines(shouted, 6), "## C", *lines(DATED, 4)]
        [finding] = found(*text)

        assert finding.message.startswith("8 of 12 works have no date.")
        assert [one.ids[0] for one in found(*text, *lines(DATED, 9))] == [
            *("arxiv:2501.10001", "arxiv:2501.10002", "arxiv:2501.30001")
        ]

    def test_a_page_needs_a_date_only_among_works_that_have_theirs(self) -> None:
        """A page of the web: what nobody dates; a paper needs one wherever it stands."""
        post = "- [How to Whisper an Order](https://example.org/posts/whisper)"
        paper = "- [Orders in a Whisper](https://voice.example.org/orders.pdf)"
        assert found("## Pages", post) == []
        named = "- [Whispers of 2025: A Talk](https://example.org/posts/talk)"
        assert found("## Pages", post, named) == []
        assert [one.mentions[0].line for one in found("## Pages", post, paper)] == [3]
        assert [one.code for one in found("## Papers", post, *lines(DATED, 1))] == ["no-date"]

    def test_works_of_no_list_have_no_habits(self) -> None:
        """Each is told by itself."""
        works = [Paper(title=f"Work {number}", arxiv=f"2501.0000{number}") for number in range(9)]
        assert len(Catalog(works).audit()) == 9
