"""Identifiers in every spelling that people paste, and titles where there is none."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from made_up import any_text

from trustworthy_audio_llms import InvalidQuery
from trustworthy_audio_llms._records.dois import parse_doi
from trustworthy_audio_llms._records.identifiers import (
    doi_identity,
    identify,
    slug,
    title_identity,
)
from trustworthy_audio_llms._records.spellings import parse_acl, parse_arxiv, parse_openreview


class TestArxiv:
    """An arXiv identifier is kept without version and subject class."""

    @pytest.mark.parametrize(
        "text",
        [
            "2405.19103",
            "2405.19103v2",
            "2405.19103V12",
            " 2405.19103\n",
            "2405.19103.",
            "2405.19103,",
            "2405.19103v1.pdf",
            "arXiv:2405.19103",
            "arxiv:2405.19103v2",
            "ARXIV: 2405.19103",
            "arXiv 2405.19103",
            "arXiv:2405.19103v2 [cs.SD]",
            "arXiv:2405.19103v2 [cs.SD] 29 May 2024",
            "arXiv preprint arXiv:2405.19103",
            "arXiv preprint 2405.19103",
            "[2405.19103]",
            "<https://arxiv.org/abs/2405.19103>",
            "(https://arxiv.org/abs/2405.19103)",
            "(https://arxiv.org/abs/2405.19103).",
            "https://arxiv.org/abs/2405.19103).",
            '"https://arxiv.org/abs/2405.19103"',
            "“2405.19103”",
            "\ufeff2405.19103\u200b",
            "https://arxiv.org/abs/2405.19103",
            "http://arxiv.org/abs/2405.19103",
            "https://www.arxiv.org/abs/2405.19103v3",
            "https://export.arxiv.org/abs/2405.19103",
            "https://browse.arxiv.org/pdf/2405.19103",
            "arxiv.org/abs/2405.19103",
            "www.arxiv.org/abs/2405.19103",
            "HTTPS://ARXIV.ORG/ABS/2405.19103V1",
            "https://arxiv.org/abs/2405.19103/",
            "https://arxiv.org/abs/2405.19103v2//",
            "https://arxiv.org/abs/2405.19103?context=cs.CL",
            "https://arxiv.org/abs/2405.19103v2#comments",
            "https://arxiv.org/pdf/2405.19103",
            "https://arxiv.org/pdf/2405.19103.pdf",
            "https://arxiv.org/pdf/2405.19103v2.pdf",
            "https://arxiv.org/pdf/2405.19103v2.PDF#page=3",
            "https://arxiv.org/html/2405.19103v1#S3.SS1",
            "https://arxiv.org/html/2405.19103",
            "https://arxiv.org/format/2405.19103",
            "https://arxiv.org/e-print/2405.19103",
            "https://arxiv.org/src/2405.19103v1",
            "https://arxiv.org/abs/2405%2E19103",
            "https://ar5iv.org/abs/2405.19103",
            "https://ar5iv.labs.arxiv.org/html/2405.19103",
            "https://www.alphaxiv.org/abs/2405.19103v2",
            "https://www.alphaxiv.org/overview/2405.19103",
            "https://huggingface.co/papers/2405.19103",
            "https://hf.co/papers/2405.19103",
            "https://papers.cool/arxiv/2405.19103",
            "https://arxiv.org//abs/2405.19103",
            "https://arxiv.org/abs//2405.19103v2",
            "https://arxiv.org/abs/arXiv:2405.19103",
            "https://arxiv.org/abs/arXiv%3A2405.19103v1",
            "https://arxiv.org/pdf/arxiv:2405.19103.pdf",
            "https://arxiv.org/ftp/arxiv/papers/2405/2405.19103.pdf",
            "https://web3.arxiv.org/abs/2405.19103",
            "https://cn-2.arxiv.org/abs/2405.19103",
            "https://arxiv.org/abs/2405.19103}",
            "https://arxiv.org/pdf/2405.19103},",
            "CoRR abs/2405.19103",
            "CoRR, abs/2405.19103, 2024.",
            "ArXiv abs/2405.19103",
            "ArXiv, abs/2405.19103",
            "abs/2405.19103",
            "arXiv:abs/2405.19103",
            "oai:arXiv.org:2405.19103",
            "arXiv preprint arXiv:2405.19103, 2024",
            "arXiv preprint arXiv:2405.19103 (2024).",
            "arXiv e-prints, arXiv:2405.19103",
            "arXiv: 2405.19103; 2024",
            "10.48550/arXiv.2405.19103",
            "10.48550/ARXIV.2405.19103",
            "10.48550/arXiv.2405.19103v2",
            "doi:10.48550/arXiv.2405.19103",
            "DOI: 10.48550/arXiv.2405.19103",
            "https://doi.org/10.48550/arXiv.2405.19103",
            "http://dx.doi.org/10.48550/arXiv.2405.19103",
            "https://doi.org/10.48550%2FarXiv.2405.19103",
        ],
    )
    def test_reads_any_spelling(self, text: str) -> None:
        """They all name one work."""
        assert parse_arxiv(text) == "2405.19103"
        assert identify(text) == "arxiv:2405.19103"

    @pytest.mark.parametrize(
        ("text", "arxiv"),
        [
            ("1412.5567", "1412.5567"),
            ("0704.0001v1", "0704.0001"),
            ("cs/0112017", "cs/0112017"),
            ("cs/0112017v1", "cs/0112017"),
            ("CS/0112017", "cs/0112017"),
            ("cs.SD/0112017", "cs/0112017"),
            ("cs.CL/0112017v2", "cs/0112017"),
            ("hep-th/9901001", "hep-th/9901001"),
            ("math.GT/0309136", "math/0309136"),
            ("arXiv:math.GT/0309136v3", "math/0309136"),
            ("https://arxiv.org/abs/cs/0112017", "cs/0112017"),
            ("https://arxiv.org/abs/cs%2F0112017", "cs/0112017"),
            ("https://arxiv.org/pdf/cs/0112017v1.pdf", "cs/0112017"),
            ("https://arxiv.org/pdf/cs.SD/0112017", "cs/0112017"),
            ("10.48550/arXiv.cs/0112017", "cs/0112017"),
            ("https://arxiv.org/ftp/cs/papers/0112/0112017.pdf", "cs/0112017"),
            ("CoRR cs/0112017", "cs/0112017"),
        ],
    )
    def test_reads_what_was_written_before_2015(self, text: str, arxiv: str) -> None:
        """Four digits to 2014, archive and seven digits before April 2007."""
        assert parse_arxiv(text) == arxiv

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "arxiv",
            "arXiv:",
            "2405",
            "2405.",
            "2405.191",
            "2405.1910",
            "2405.191033",
            "1405.19103",
            "2413.00001",
            "2400.00001",
            "0612.0001",
            "1501.0001",
            "cs/0113017",
            "cs/011201",
            "/0112017",
            "24051.9103",
            "２４０５.１９１０３",
            "2405.19103x",
            "x2405.19103",
            "2405.19103 and more",
            "2405.19103, 2024",
            "arXiv:2405.19103, 24 pages",
            "arxiv2405.19103",
            "https://arxiv.org/ftp/arxiv/papers/2405/",
            "https://arxiv.org/list/cs.SD/2405",
            "https://arxiv.org/abs/",
            "https://arxiv.org",
            "https://example.org/abs/2405.19103",
            "https://evilarxiv.org/abs/2405.19103",
            "10.1145/2405.19103",
            "10.48550/2405.19103",
        ],
    )
    def test_refuses(self, text: str) -> None:
        """What arXiv never gave out is no identifier of it, whatever it looks like."""
        assert parse_arxiv(text) is None


class TestDOI:
    """A DOI is kept in lower case."""

    @pytest.mark.parametrize(
        "text",
        [
            "10.1145/3548606.3560660",
            "doi:10.1145/3548606.3560660",
            "DOI 10.1145/3548606.3560660",
            "DOI: 10.1145/3548606.3560660.",
            "doi:https://doi.org/10.1145/3548606.3560660",
            "https://doi.org/10.1145/3548606.3560660",
            "https://DOI.org/10.1145/3548606.3560660/",
            "http://dx.doi.org/10.1145/3548606.3560660",
            "https://www.doi.org/10.1145/3548606.3560660",
            "doi.org/10.1145/3548606.3560660",
            "https://doi.org/10.1145%2F3548606.3560660",
            "https://doi.org/10.1145/3548606.3560660?nosfx=y#top",
            "https://dl.acm.org/doi/10.1145/3548606.3560660",
            "https://dl.acm.org/doi/abs/10.1145/3548606.3560660",
            "https://dl.acm.org/doi/full/10.1145/3548606.3560660",
            "https://dl.acm.org/doi/pdf/10.1145/3548606.3560660",
            "https://dl.acm.org/doi/epdf/10.1145/3548606.3560660",
            "https://link.springer.com/chapter/10.1145/3548606.3560660",
            "https://link.springer.com/article/10.1145/3548606.3560660",
            "<https://doi.org/10.1145/3548606.3560660>",
            "(doi:10.1145/3548606.3560660)",
            "10.1145/3548606.3560660;",
            "10.1145/3548606.3560660}",
            "doi = {10.1145/3548606.3560660},".partition("{")[2],
            "https://doi.org/doi:10.1145/3548606.3560660",
            "https://doi.org/https://doi.org/10.1145/3548606.3560660",
            "https://doi.org//10.1145/3548606.3560660",
            "info:doi/10.1145/3548606.3560660",
            "urn:doi:10.1145/3548606.3560660",
            "https://dl.acm.org/doi/fullHtml/10.1145/3548606.3560660",
            "https://dl.acm.org/doi/10.1145/3548606.3560660#sec-1",
            "https://dl.acm.org/citation.cfm?doid=10.1145/3548606.3560660",
            "https://doi.acm.org/10.1145/3548606.3560660",
            "https://dl-acm-org.proxy.example.edu/doi/pdf/10.1145/3548606.3560660",
            "https://doi-org.proxy.example.edu/10.1145/3548606.3560660",
            "https://link.springer.com/10.1145/3548606.3560660",
            "https://link.springer.com/content/pdf/10.1145/3548606.3560660.pdf",
            "https://link.springer.com/content/pdf/10.1145%2F3548606.3560660.pdf?pdf=button",
            "https://www.frontiersin.org/articles/10.1145/3548606.3560660/full",
            "https://www.frontiersin.org/journals/x/articles/10.1145/3548606.3560660/abstract",
            "https://journals.plos.org/plosone/article?id=10.1145/3548606.3560660",
            "https://journals.plos.org/x/article/file?type=printable&id=10.1145/3548606.3560660",
            "https://journals.plos.org/x/article/file?id=10.1145%2F3548606.3560660&type=printable",
            "https://direct.mit.edu/x/article/doi/10.1145/3548606.3560660/43527/Forks-That-Fake",
            "https://direct.mit.edu/x/article-pdf/doi/10.1145/3548606.3560660/1923/tacl.pdf",
            "https://www.mitpressjournals.org/doi/full/10.1145/3548606.3560660",
            "https://api.crossref.org/works/10.1145/3548606.3560660",
            "https://zenodo.org/badge/DOI/10.1145/3548606.3560660.svg",
        ],
    )
    def test_reads_any_spelling(self, text: str) -> None:
        """They all name one work."""
        assert parse_doi(text) == "10.1145/3548606.3560660"
        assert identify(text) == "doi:10.1145/3548606.3560660"

    @pytest.mark.parametrize(
        ("text", "doi"),
        [
            ("10.1000.10/ABC", "10.1000.10/abc"),
            (r"10.1007/978-3-030-1_2", "10.1007/978-3-030-1_2"),
            (r"10.1007/978-3-030-1\_2", "10.1007/978-3-030-1_2"),
            (r"10.1007/978-3-030-1{\_}2", "10.1007/978-3-030-1_2"),
            (r"https://doi.org/10.1007/978-3-030-1%5C_2", "10.1007/978-3-030-1_2"),
            ("10.1002/a:8&lt;693::aid&gt;3.0", "10.1002/a:8<693::aid>3.0"),
            ("10.1002/a&amp;lt;b&amp;c", "10.1002/a<b&c"),
            (
                "https://academic.oup.com/x/article/doi/10.1093/nar/gkab123/6123456",
                "10.1093/nar/gkab123",
            ),
            (
                "https://www.biorxiv.org/content/10.1101/2020.01.01.123456v2.full.pdf",
                "10.1101/2020.01.01.123456",
            ),
            ("https://link.springer.com/article/10.1007/s10772-021-9", "10.1007/s10772-021-9"),
            ("https://doi.org/10.1234/x.pdf", "10.1234/x.pdf"),
            ("10.1002%2Fa:8%3C693::aid%3E3.0", "10.1002/a:8<693::aid>3.0"),
            ("doi:10.1002/a%3Cb", "10.1002/a<b"),
            ("https://doi.org/10.1234/x/full", "10.1234/x/full"),
            ("https://doi.org/10.1234/x/20210", "10.1234/x/20210"),
            ("https://doi.org/10.1234/%C3%89T%C3%89", "10.1234/été"),
            ("10.1016/0004-3702(89)90008-3", "10.1016/0004-3702(89)90008-3"),
            ("(10.1016/0004-3702(89)90008-3)", "10.1016/0004-3702(89)90008-3"),
            ("10.1016/S0167-6393(99)", "10.1016/s0167-6393(99)"),
            ("10.1016/S0167-6393(99)).", "10.1016/s0167-6393(99)"),
            ("10.1016/a((b", "10.1016/a((b"),
            (
                "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O",
                "10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o",
            ),
        ],
    )
    def test_keeps_what_belongs_to_it(self, text: str, doi: str) -> None:
        """A closing parenthesis stays where it closes one of the DOI's own."""
        assert parse_doi(text) == doi

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "10",
            "10.1145",
            "10.1145/",
            "10.1145/...",
            "10.123/abc",
            "11.1145/abc",
            "doi:",
            "doi.org/",
            "10.1145/a b",
            "10.1145/a?b",
            "https://doi.org/10.1145/a%20b",
            "１０.1145/abc",
            "https://example.org/10.1145/abc",
            "https://example.org/chapter/2",
            "https://example.org/other/10.1145/abc",
            "https://example.org/doi/10.1145/",
            "https://example.org/article?id=10.1145",
            "https://example.org/article?name=10.1145/abc",
        ],
    )
    def test_refuses(self, text: str) -> None:
        """A prefix alone, or a DOI somewhere on a page, is none."""
        assert parse_doi(text) is None

    def test_those_of_arxiv_and_the_acl_name_their_identifiers(self) -> None:
        """One work has one identity, whichever way it is linked."""
        assert doi_identity("10.48550/arxiv.2405.19103") == "arxiv:2405.19103"
        assert doi_identity("10.18653/v1/2024.acl-long.1") == "acl:2024.acl-long.1"
        assert doi_identity("10.18653/v1/p19-1001") == "acl:P19-1001"
        assert identify("https://doi.org/10.18653/v1/P19-1001") == "acl:P19-1001"
        assert doi_identity("10.18653/v1/nonsense") == "doi:10.18653/v1/nonsense"
        assert doi_identity("10.1145/1.2") == "doi:10.1145/1.2"


class TestOpenReview:
    """An OpenReview identifier is kept as it is: capitals count."""

    @pytest.mark.parametrize(
        "text",
        [
            "openreview:vCej5sO61x",
            "OpenReview: vCej5sO61x",
            "https://openreview.net/forum?id=vCej5sO61x",
            "http://www.openreview.net/forum?id=vCej5sO61x",
            "openreview.net/forum?id=vCej5sO61x",
            "HTTPS://OPENREVIEW.NET/forum?id=vCej5sO61x",
            "https://openreview.net/forum/?id=vCej5sO61x",
            "https://openreview.net/pdf?id=vCej5sO61x",
            "https://openreview.net/attachment?id=vCej5sO61x&name=pdf",
            "https://openreview.net/attachment?name=pdf&id=vCej5sO61x",
            "https://openreview.net/revisions?id=vCej5sO61x",
            "https://openreview.net/forum?id=vCej5sO61x#discussion",
            "https://openreview.net/forum?id=vCej5sO61x&noteId=AAAAAAAAAA",
            "https://openreview.net/forum?noteId=AAAAAAAAAA&id=vCej5sO61x#x",
            "https://openreview.net/forum?id=vCej5sO61x&referrer=%5Bthe+profile%5D(%2Fprofile%3Fid%3D~A)",
            "https://openreview.net/forum?id=vCej5sO61x&referrer=[the profile](/profile?id=~A_B1)",
            "<https://openreview.net/forum?id=vCej5sO61x>.",
        ],
    )
    def test_reads_any_spelling(self, text: str) -> None:
        """They all name one work."""
        assert parse_openreview(text) == "vCej5sO61x"
        assert identify(text) == "openreview:vCej5sO61x"

    def test_a_bare_one_is_taken_only_where_it_is_asked_for(self) -> None:
        """It looks like any word."""
        assert parse_openreview("B1x-_y2") == "B1x-_y2"
        assert identify("B1x-_y2") is None

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "openreview:",
            "openreview: a b",
            "short",
            "two words",
            "https://openreview.net/",
            "https://openreview.net/group?id=ICLR.cc/2025/Conference",
            "https://openreview.net/forum",
            "https://openreview.net/profile?id=~Ana_Mueller1",
            "https://openreview.net/forum?id=",
            "https://openreview.net/forum?noteId=vCej5sO61x",
        ],
    )
    def test_refuses(self, text: str) -> None:
        """Venues, people and comments are no works."""
        assert parse_openreview(text) is None
        assert identify(text) is None


class TestACL:
    """An identifier of the ACL Anthology, of today or of before 2020."""

    @pytest.mark.parametrize(
        "text",
        [
            "2024.findings-emnlp.685",
            "2024.Findings-EMNLP.685",
            "acl:2024.findings-emnlp.685",
            "2024.findings-emnlp.685v2",
            "https://aclanthology.org/2024.findings-emnlp.685",
            "https://aclanthology.org/2024.findings-emnlp.685/",
            "http://www.aclanthology.org/2024.findings-emnlp.685/#abstract",
            "aclanthology.org/2024.findings-emnlp.685.pdf",
            "https://aclanthology.org/2024.findings-emnlp.685.pdf#page=2",
            "https://aclanthology.org/2024.findings-emnlp.685v2.pdf",
            "https://aclanthology.org/2024.findings-emnlp.685.bib",
            "https://aclanthology.org/2024.findings-emnlp.685.xml",
            "https://aclanthology.org/2024.findings-emnlp.685.endf",
            "https://www.aclweb.org/anthology/2024.findings-emnlp.685/",
            "https://doi.org/10.18653/v1/2024.findings-emnlp.685",
            "(https://aclanthology.org/2024.findings-emnlp.685).",
        ],
    )
    def test_reads_any_spelling(self, text: str) -> None:
        """They all name one work."""
        assert identify(text) == "acl:2024.findings-emnlp.685"

    @pytest.mark.parametrize(
        "text",
        [
            "P19-1001",
            "p19-1001",
            "acl:P19-1001",
            "https://aclanthology.org/P19-1001/",
            "https://aclanthology.org/P19-1001v2.pdf",
            "https://www.aclweb.org/anthology/P19-1001",
            "https://www.aclweb.org/anthology/P19-1001.pdf",
            "https://www.aclweb.org/anthology/papers/P/P19/P19-1001/",
            "https://aclanthology.org/papers/P/P19/P19-1001/",
        ],
    )
    def test_reads_those_of_before_2020(self, text: str) -> None:
        """Their letter is a capital."""
        assert parse_acl(text) == "P19-1001"
        assert identify(text) == "acl:P19-1001"

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "acl:",
            "P19",
            "P19-1",
            "P1-1001",
            "2024.acl-long",
            "2024.acl-long.",
            "24.acl-long.1",
            "https://aclanthology.org/volumes/2024.acl-long/",
            "https://aclanthology.org/events/acl-2024/",
            "https://example.org/P19-1001",
            "2024.acl--long.1",
            "２０２４.acl-long.1",
        ],
    )
    def test_refuses(self, text: str) -> None:
        """A volume or an event is no work."""
        assert parse_acl(text) is None
        assert identify(text) is None


class TestIdentify:
    """`identify` gives the identity that a text names, in canonical form."""

    @given(any_text)
    @example("10.1145/a%2541")
    @example("10.1145/.(")
    @example("https://doi.org/10.1145/%C3%89")
    @example("10.48550/arxiv.cs.AI/0112017")
    def test_is_canonical(self, text: str) -> None:
        """What an identity names is itself; nothing raises."""
        found = identify(text)
        assert found is None or identify(found) == found

    @given(st.from_regex(r"10\.\d{4}/[(). A-Za-zÉİß%0-9;<>-]{1,12}", fullmatch=True))
    def test_dois_are_canonical(self, text: str) -> None:
        """A canonical DOI is read as itself."""
        doi = parse_doi(text)
        assert doi is None or parse_doi(doi) == doi

    @pytest.mark.parametrize(
        "text",
        ["https://doi.org/%31%30.%31%31%34%35/abc", "10.1{1}45/abc", "10.1\\145/abc"],
    )
    def test_escaped_digits_are_digits(self, text: str) -> None:
        """Although no four of them stand in a row."""
        assert identify(text) == "doi:10.1145/abc"

    def test_takes_only_text(self) -> None:
        """Anything else is one clear sentence."""
        with pytest.raises(InvalidQuery, match=r"is a text, not 2405\.19103"):
            identify(2405.19103)  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        "text",
        [
            "doi:" * 100_000,
            "doi.org/" * 50_000,
            "https://" + "doi/" * 100_000,
            "https://a.org/" + "article/doi/10.1/" * 50_000,
            "https://a.org/doi/10.1145/" + "/1234" * 50_000,
            "https://a.org/doi/10.1145/a" + ".full" * 50_000 + "x",
            "https://a.org/doi/10.1145/a" + "/v" * 50_000 + "1",
            "https://a.org/x?" + "&id=" * 50_000,
            "10.1145/a" + "&amp;" * 50_000,
            "10.1145/a&" + "amp;" * 50_000,
            "https://arxiv.org" + "/" * 100_000 + "abs/",
            "https://arxiv.org/ftp/" + "a-" * 100_000,
            "arxiv" + " " * 200_000,
            "arXiv:2405.19103" + " " * 100_000 + "x",
            "10.48550/arxiv." * 50_000,
            "10.1145/" + "(" * 200_000 + ")" * 200_000 + "x",
            "10.1145/" + "(" * 200_000 + "." * 200_000,
            "https://openreview.net/forum?" + "&" * 200_000,
            "https://arxiv.org/abs/" + "/" * 200_000,
            "2024" + ".a-a" * 50_000,
        ],
        ids=lambda text: text[:20],
    )
    def test_takes_time_linear_in_the_text(self, text: str) -> None:
        """Links of any length come from lists: this would take minutes, or overflow the stack."""
        identify(text)


AROUND = [("", ""), (" ", "\n"), ("<", ">"), ("(", ")"), ('"', '"'), ("[", "]."), ("‘", "’,")]


class TestSpellings:
    """However an identifier is written, it names the same work."""

    @given(
        st.integers(15, 99),
        st.integers(1, 12),
        st.integers(0, 99999),
        st.sampled_from(
            [
                *("{}", "arXiv:{}", "arxiv {}", "ARXIV: {}", "arXiv preprint arXiv:{}"),
                *("https://arxiv.org/abs/{}", "http://www.arxiv.org/pdf/{}.pdf"),
                *("arxiv.org/html/{}", "https://ar5iv.labs.arxiv.org/html/{}"),
                *("https://huggingface.co/papers/{}", "https://www.alphaxiv.org/abs/{}"),
                *(
                    "10.48550/arXiv.{}",
                    "https://doi.org/10.48550/ARXIV.{}",
                    "doi:10.48550/arxiv.{}",
                ),
                *("https://arxiv.org/abs/{}?context=cs.SD#comments", "{} [cs.SD]"),
            ]
        ),
        st.sampled_from(["", "v1", "v12", "V2"]),
        st.sampled_from(AROUND),
    )
    def test_of_arxiv(
        self, year: int, month: int, number: int, form: str, version: str, around: tuple[str, str]
    ) -> None:
        """Any prefix, host, version, case and marks around it."""
        arxiv = f"{year:02}{month:02}.{number:05}"
        text = around[0] + form.format(arxiv + version) + around[1]
        assert parse_arxiv(text) == arxiv
        assert identify(text) == f"arxiv:{arxiv}"

    @given(
        st.from_regex(r"10\.[1-9][0-9]{3}/[a-z0-9]([a-z0-9._-]{0,8}[a-z0-9])?", fullmatch=True),
        st.sampled_from(
            [
                *("{}", "doi:{}", "DOI {}", "https://doi.org/{}", "http://dx.doi.org/{}"),
                *("doi.org/{}", "https://dl.acm.org/doi/abs/{}", "https://doi.org/{}?nosfx=y#top"),
            ]
        ),
        st.booleans(),
        st.sampled_from(AROUND),
    )
    def test_of_a_doi(self, doi: str, form: str, capitals: bool, around: tuple[str, str]) -> None:
        """Any prefix, host, case and marks around it."""
        text = around[0] + form.format(doi.upper() if capitals else doi) + around[1]
        assert parse_doi(text) == doi

    @given(
        st.integers(2020, 2029),
        st.from_regex(r"[a-z]{3,8}(-[a-z]{3,5})?", fullmatch=True),
        st.integers(1, 9999),
        st.sampled_from(
            [
                *("{}", "acl:{}", "https://aclanthology.org/{}/", "aclanthology.org/{}.pdf"),
                *("https://www.aclweb.org/anthology/{}", "https://doi.org/10.18653/v1/{}"),
                *("https://aclanthology.org/{}v2.pdf", "https://aclanthology.org/{}.bib"),
            ]
        ),
        st.sampled_from(AROUND),
    )
    def test_of_the_acl(
        self, year: int, volume: str, number: int, form: str, around: tuple[str, str]
    ) -> None:
        """Its pages, files and DOIs."""
        acl = f"{year}.{volume}.{number}"
        assert identify(around[0] + form.format(acl) + around[1]) == f"acl:{acl}"

    @given(
        st.from_regex(r"[A-Za-z0-9]([A-Za-z0-9_-]{6,12})[A-Za-z0-9]", fullmatch=True),
        st.sampled_from(
            [
                *(
                    "openreview:{}",
                    "https://openreview.net/forum?id={}",
                    "openreview.net/pdf?id={}",
                ),
                *("https://www.openreview.net/forum?noteId=a&id={}", "OpenReview: {}"),
                *(
                    "https://openreview.net/forum?id={}#discussion",
                    "http://openreview.net/pdf?id={}",
                ),
                "https://openreview.net/attachment?id={}&name=pdf",
            ]
        ),
        st.sampled_from(AROUND),
    )
    def test_of_openreview(self, id_: str, form: str, around: tuple[str, str]) -> None:
        """Its pages and files; capitals count."""
        assert identify(around[0] + form.format(id_) + around[1]) == f"openreview:{id_}"


class TestTitles:
    """A work without identifier is known by its title's words."""

    @pytest.mark.parametrize(
        ("title", "identity"),
        [
            ("VoiceBreak: Breaking Voices!", "title:voicebreak-breaking-voices"),
            ("  voicebreak — BREAKING   voices ", "title:voicebreak-breaking-voices"),
            ("Über die Straße", "title:uber-die-strasse"),
            ("ﬁne ½ ²", "title:fine-1-2-2"),
            ("语音 安全", "title:语音-安全"),
            ("snake_case", "title:snake-case"),
            ("GPT-4o's", "title:gpt-4o-s"),
            ("!!!", "title:%21%21%21"),
            ("🎧", "title:%F0%9F%8E%A7"),
            ("\ud83d", "title:%ED%A0%BD"),
        ],
    )
    def test_case_accents_and_punctuation_do_not_count(self, title: str, identity: str) -> None:
        """A title without letters and digits keeps its characters, percent-encoded."""
        assert title_identity(title) == identity

    @given(any_text)
    def test_a_slug_is_its_own_slug(self, text: str) -> None:
        """Folding twice changes no more than folding once."""
        assert slug(slug(text)) == slug(text)

    @given(st.text(st.characters(max_codepoint=127)))
    @example("".join(map(chr, range(128))))
    def test_accents_make_no_difference_to_what_is_plain(self, text: str) -> None:
        """ASCII is read the short way: its slug is that of the same words beside an accent."""
        words = slug(f"{text} \u00e9").split("-")
        assert slug(text) == "-".join(words[:-1])
        assert words[-1] == "e"
