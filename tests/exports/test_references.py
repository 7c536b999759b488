"""What a reference says of a work, whatever the format it is written in."""

import re
from typing import Any

import pytest
from hostile import WORKS

from trustworthy_audio_llms import Benchmark, Dataset, Entry, Paper, Toolkit
from trustworthy_audio_llms._exports.references import Reference, references


def reference(entry: Entry) -> Reference:
    """The reference to one work."""
    (found,) = references([entry])
    return found


def paper(**facts: Any) -> Entry:
    """A verified paper."""
    return Paper(**{"title": "A title", "verified": True, **facts})


class TestForms:
    """What kind of thing is cited."""

    @pytest.mark.parametrize(
        ("entry", "form"),
        [
            (paper(arxiv="2405.10100"), "preprint"),
            (paper(status="preprint"), "preprint"),
            (paper(venue="ACL 2025", arxiv="2405.10100"), "paper"),
            (paper(venue="Computer Speech & Language 2022"), "article"),
            (paper(venue="IEEE/ACM TASLP 2024"), "article"),
            (paper(venue="Journal of X", extra=[("entrytype", "article")]), "article"),
            (paper(venue="Days of X", extra=[("entrytype", "inproceedings")]), "paper"),
            (paper(venue="KDD", status="under-review"), "manuscript"),
            (paper(venue="arXiv", arxiv="2405.10100"), "preprint"),
            (paper(venue="\x00"), "other"),
            (paper(url="https://example.org"), "other"),
            (Dataset(title="D"), "dataset"),
            (Benchmark(title="B"), "dataset"),
            (Benchmark(title="B", arxiv="2405.10100"), "preprint"),
            (Benchmark(title="B", venue="ACL 2025"), "paper"),
            (Dataset(title="D", acl="2024.acl-long.1"), "other"),
            (Toolkit(title="T"), "software"),
        ],
    )
    def test_follows_from_the_facts(self, entry: Entry, form: str) -> None:
        """A benchmark or dataset that is a paper too is cited as the paper."""
        assert reference(entry).form == form


class TestVenues:
    """Where a work appeared."""

    def test_a_venue_that_reviews_it_is_none(self) -> None:
        """To name it there would claim acceptance; it is a remark."""
        work = reference(paper(venue="KDD", status="under-review"))

        assert work.venue is None
        assert work.remarks == "Under review at KDD"

    def test_a_review_nobody_knows_the_venue_of(self) -> None:
        """It is still a remark."""
        assert reference(paper(status="under-review")).remarks == "Under review"

    @pytest.mark.parametrize("venue", ["arXiv", "arXiv preprint", "CoRR", "Preprint"])
    def test_arxiv_is_none(self, venue: str) -> None:
        """It is where the preprint is, which its identifier says."""
        assert reference(paper(venue=venue)).venue is None


class TestDois:
    """The DOI that a reference may carry."""

    def test_the_one_it_has(self) -> None:
        """The publisher's goes first."""
        assert reference(paper(doi="10.1000/182", arxiv="2405.10100")).doi == "10.1000/182"

    def test_the_one_of_arxiv(self) -> None:
        """For what is there alone."""
        assert reference(paper(arxiv="2405.10100")).doi == "10.48550/arXiv.2405.10100"

    def test_none_is_made_up(self) -> None:
        """Neither for a paper that appeared elsewhere, nor from an ACL id."""
        assert reference(paper(arxiv="2405.10100", venue="ACL 2025")).doi is None
        assert reference(paper(acl="2024.acl-long.1")).doi is None


class TestLinks:
    """The link that a reference carries."""

    @pytest.mark.parametrize(
        ("facts", "url"),
        [
            ({"url": "https://a.org/x", "arxiv": "2405.10100"}, "https://a.org/x"),
            ({"arxiv": "2405.10100"}, "https://arxiv.org/abs/2405.10100"),
            ({"openreview": "AbC_d-1"}, "https://openreview.net/forum?id=AbC_d-1"),
            ({"acl": "2024.acl-long.1"}, "https://aclanthology.org/2024.acl-long.1/"),
            ({"data": "https://a.org/d", "code": "https://a.org/c"}, "https://a.org/d"),
            ({"code": "https://a.org/c"}, "https://a.org/c"),
            ({}, None),
        ],
    )
    def test_the_list_s_else_the_identifier_s(self, facts: dict[str, str], url: str | None) -> None:
        """Else that of the data or the code."""
        assert reference(paper(**facts)).url == url

    def test_is_percent_encoded(self) -> None:
        """But for what URLs are made of."""
        url = 'https://a.org/{x}\\<"^|`>é?a=%20&b_c#d~(1);e'

        assert reference(paper(url=url)).url == (
            "https://a.org/%7Bx%7D%5C%3C%22%5E%7C%60%3E%C3%A9?a=%20&b_c#d~(1);e"
        )


class TestRemarks:
    """What a reader must know before citing a work."""

    def test_unverified_comes_first(self) -> None:
        """Nobody cites by accident what nobody can find."""
        entry = paper(verified=False, note="Nobody found it.", venue="KDD", status="under-review")

        assert reference(entry).remarks == "Unverified. Nobody found it. Under review at KDD"

    def test_unverified_without_a_note(self) -> None:
        """The remark says what is missing."""
        assert reference(paper(verified=False)).remarks == (
            "Unverified. No two independent sources confirm this work"
        )

    def test_a_note_reaches_the_reader(self) -> None:
        """Also of a verified work."""
        assert reference(paper(note="Withdrawn in 2025.")).remarks == "Withdrawn in 2025"

    def test_the_kind_of_what_is_no_paper(self) -> None:
        """No field of the formats tells a benchmark."""
        assert reference(Benchmark(title="B", verified=True)).remarks == "Benchmark"

    def test_the_arxiv_id_where_no_link_shows_it(self) -> None:
        """Several readers drop the field for it."""
        facts = {"arxiv": "2405.10100", "venue": "ACL 2025"}

        shown = reference(paper(**facts, url="https://arxiv.org/abs/2405.10100v2"))
        in_doi = reference(paper(arxiv="2405.10100", url="https://a.org"))
        hidden = reference(paper(**facts, url="https://a.org", doi="10.1000/182"))

        assert shown.remarks is None
        assert in_doi.remarks is None
        assert hidden.remarks == "Preprint arXiv:2405.10100"

    def test_nothing_to_say(self) -> None:
        """Is None, so that no format writes an empty field."""
        assert reference(paper()).remarks is None
        assert reference(paper(note="\x00")).remarks is None


class TestText:
    """All text is clean, and what is empty is None."""

    def test_texts_are_clean(self) -> None:
        """Line ends and controls never reach a format."""
        entry = paper(keywords=["a,\nb; c", " , "], description="One\x00 \n line")
        object.__setattr__(entry, "title", "Two\nlines")  # As a record read without checks.

        work = reference(entry)

        assert (work.title, work.keywords, work.abstract) == ("Two lines", ["a b c"], "One line")

    def test_a_title_without_text_is_the_key(self) -> None:
        """A record without title is lost in many readers."""
        assert reference(paper(title="\x00", citekey="x1")).title == "x1"

    def test_an_empty_abstract_is_none(self) -> None:
        """As every other field."""
        assert reference(paper(description="\x00")).abstract is None
        assert reference(paper()).abstract is None


class TestKeys:
    """Citation keys differ in more than case."""

    def test_keys_of_a_catalog_stay(self) -> None:
        """They are distinct already."""
        entries = [paper(citekey="b1"), paper(citekey="a1")]

        assert [work.key for work in references(entries)] == ["b1", "a1"]

    def test_the_first_of_two_keys_stays(self) -> None:
        """Where two clash that somebody chose."""
        entries = [paper(citekey="Key", date="2025"), paper(citekey="key", date="2024-12")]

        first, second = (work.key for work in references(entries))
        assert first == "Key"
        assert re.fullmatch(r"key[b-z]{5}", second)

    def test_all_keys_are_distinct(self) -> None:
        """Without regard to case: BibTeX refuses the second, citeproc-py folds them."""
        keys = [work.key.lower() for work in references([*WORKS, *WORKS])]

        assert len(set(keys)) == len(keys)
