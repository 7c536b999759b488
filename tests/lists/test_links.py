"""Links: what each leads to, by its label, its badge or its host."""

import pytest

from trustworthy_audio_llms._lists.links import (
    Link,
    Role,
    Targets,
    is_publisher,
    leads_within,
    links_in,
    links_of,
    may_publish,
    role_of,
    targets_of,
)
from trustworthy_audio_llms._lists.spans import Span

ARXIV = "https://arxiv.org/abs/2501.00001"
SITE = "https://a.example/b"


class TestLinks:
    """The links of a line are its labelled targets."""

    def test_parts_of_a_label_make_one_link(self) -> None:
        """Text outside of links is passed over."""
        spans = [
            Span("a "),
            Span("b ", SITE, link_number=1),
            Span("c", SITE, strong=True, link_number=1),
        ]

        assert links_of(spans) == [Link("b c", SITE)]

    def test_badges_have_no_label(self) -> None:
        """An image is none; where it leads is known all the same."""
        assert links_of([Span("logo", SITE, image=True, link_number=1)]) == [Link("", SITE, "logo")]

    def test_links_without_label_and_target_are_none(self) -> None:
        """An anchor, or an image that was meant to be a link."""
        assert links_of(
            [Span("", "", image=True, link_number=1), Span("a", "", link_number=2)]
        ) == [Link("a", "")]

    def test_links_of_several_cells_stay_apart(self) -> None:
        """Their numbers begin anew in each cell of a row."""
        spans = [Span("a", SITE, link_number=1), Span("b", ARXIV, link_number=1)]

        assert links_of(spans) == [Link("a", SITE), Link("b", ARXIV)]

    @pytest.mark.parametrize(
        ("before", "announced"),
        [
            ("Paper: ", "Paper"),
            ("Tea. Official code (soon): [", "Official code"),
            ("Code (official, fast): ", "Code"),
            ("论文2：", "论文2"),
            ("Tea and Kettles: ", ""),
            ("Paper ", ""),
        ],
    )
    def test_what_announces_a_url(self, before: str, announced: str) -> None:
        """Stands right before it, and is a word for what links lead to."""
        spans = [Span("a", ARXIV, link_number=1), Span(before), Span(SITE, SITE, link_number=2)]

        assert links_of(spans)[1] == Link(SITE, SITE, announced=announced)
        assert list(links_in(f"{before}{SITE}")) == [Link("", SITE, announced=announced)]

    def test_labels_speak_for_themselves(self) -> None:
        """Whatever announces them, or an image before them."""
        assert links_of([Span("Paper: "), Span("Code", SITE, link_number=1)]) == [
            Link("Code", SITE)
        ]
        assert links_of([Span("Paper:", image=True), Span(SITE, SITE, link_number=1)]) == [
            Link(SITE, SITE)
        ]


class TestRoles:
    """A link leads to a paper, code, data, a page, or something else."""

    @pytest.mark.parametrize(
        ("label", "target", "role"),
        [
            ("Paper", SITE, "paper"),
            ("[PDF]", SITE, "paper"),
            ("PUB", SITE, "paper"),
            ("Docs", SITE, "page"),
            ("code & paper", SITE, "paper"),
            ("Official Code", SITE, "code"),
            ("HF Dataset", SITE, "data"),
            ("Project Page", SITE, "page"),
            ("demo", SITE, "page"),
            ("slides", "https://a.example/x.pdf", "page"),
            ("slides, code", SITE, "code"),
            ("视频讲解", SITE, "other"),
            ("论文链接", SITE, "paper"),
            ("代码", SITE, "code"),
            ("数据集", SITE, "data"),
            ("link", SITE, "paper"),
            ("link", "https://github.com/a/b", "code"),
            ("", "https://github.com/a/b", "code"),
            ("", ARXIV, "paper"),
            ("", "https://zenodo.org/records/1", "data"),
            ("", "https://huggingface.co/datasets/a/b", "data"),
            ("", "https://openaccess.thecvf.com/content/x.html", "paper"),
            ("", "https://a.example/x.pdf", "paper"),
            ("", "https://github.com/a/b/blob/main/x.pdf", "paper"),
            ("blog", "https://github.com/a/b/tree/main/blog", "page"),
            ("", "https://[a.example/b", "other"),
            ("Teacups That Listen", SITE, "other"),
            ("Teacups That Listen", ARXIV, "paper"),
        ],
    )
    def test_by_label_or_host(self, label: str, target: str, role: Role) -> None:
        """A label says more than the host."""
        assert role_of(Link(label, target)) == role

    def test_by_badge(self) -> None:
        """Where there is no label."""
        assert role_of(Link("", SITE, "GitHub stars")) == "code"
        assert role_of(Link("", SITE, "IEEE Xplore")) == "paper"
        assert role_of(Link("", SITE, "a cup")) == "other"

    @pytest.mark.parametrize(
        ("url", "publishes"),
        [
            ("https://ieeexplore.ieee.org/document/1", True),
            ("https://www.usenix.org/conference/x", True),
            ("https://ieeexplore.ieee.org/", False),
            ("https://a.example/document/1", False),
            ("https://[ieee.org/b", False),
        ],
    )
    def test_publishers(self, url: str, publishes: bool) -> None:
        """Their pages, but not the first one."""
        assert is_publisher(url) is publishes

    @pytest.mark.parametrize(
        ("url", "may"),
        [
            (SITE, True),
            ("https://a.example/", False),
            ("https://github.com/a/b", True),
            ("https://github.com/a", False),
            ("https://www.reddit.com/r/voices", False),
            ("https://nowhere.example/faculty/ann", False),
            ("https://nowhere.example/~ann/cv.html", False),
            ("https://nowhere.example/~ann/kettles.pdf", True),
            ("https://nowhere.example/people/ann/kettles.ps.gz", True),
            ("https://[a.example/b", False),
        ],
    )
    def test_where_works_may_be_found(self, url: str, may: bool) -> None:
        """Neither on home pages nor where people and groups are."""
        assert may_publish(url) is may


class TestLinksWithin:
    """A list may say itself what its links lead to: in a section, or in a file beside it."""

    @pytest.mark.parametrize(
        "url",
        [
            "#kettles",
            "./kettles.md",
            "../kettles/",
            "/kettles/loud",
            "kettles/loud.md",
            "kettles",
            "KETTLES.MD#loud",
            "kettles.pdf?raw=true",
        ],
    )
    def test_places_of_the_list(self, url: str) -> None:
        """An anchor, a path, a file, or a folder."""
        assert leads_within(url)

    @pytest.mark.parametrize(
        "url",
        [
            SITE,
            "//a.example/b",
            "a.example/b",
            "a.example",
            "mailto:ann@a.example",
            "arxiv.org/abs/2501.00001",
            "2501.00001",
            "Kettles",
            "paper",
            "TBD",
            "loud kettles",
            "",
        ],
    )
    def test_what_was_meant_for_the_web(self, url: str) -> None:
        """Though its scheme is missing; and words that stand for a link to come."""
        assert not leads_within(url)


class TestTargets:
    """The links of one work are sorted by what they lead to."""

    def test_the_paper_comes_first(self) -> None:
        """One with an identifier before others, whatever the order."""
        roles: list[tuple[Role, str]] = [
            ("code", f"{SITE}/code"),
            ("page", SITE),
            ("paper", f"{SITE}.pdf"),
            ("paper", ARXIV),
            ("data", "https://doi.org/10.7488/ds/298"),
        ]

        assert targets_of(roles) == Targets(
            ARXIV,
            f"{SITE}/code",
            "https://doi.org/10.7488/ds/298",
            (ARXIV, f"{SITE}.pdf"),
        )

    def test_the_stars_of_a_repository(self) -> None:
        """A badge that counts them leads to who gave them, and not to the code."""
        repository = "https://github.com/a/b"
        found = targets_of([("paper", ARXIV), ("code", f"{repository}/stargazers")])

        assert found.code == repository

    def test_a_repository_that_is_called_forks(self) -> None:
        """Its name counts nothing."""
        assert targets_of([("code", "https://github.com/kettle/forks")]).code == (
            "https://github.com/kettle/forks"
        )

    def test_the_link_of_the_title_is_the_works(self) -> None:
        """The paper beside it tells the identifier."""
        assert targets_of([("paper", ARXIV)], SITE) == Targets(SITE, None, None, (SITE, ARXIV))

    def test_any_web_link_is_better_than_none(self) -> None:
        """Or what should have been one, where there is no other."""
        assert targets_of([("code", SITE)]).url == SITE
        assert targets_of([("paper", "x.pdf"), ("code", SITE)]).url == SITE
        assert targets_of([("paper", "10.1000/1"), ("code", SITE)]).url == "10.1000/1"
        assert targets_of([("paper", "x.pdf"), ("code", "../code")]) == Targets(
            "x.pdf", None, None, ("x.pdf",)
        )
        assert targets_of([("other", "")]) == Targets()
