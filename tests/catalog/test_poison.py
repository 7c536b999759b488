"""Lists that lie: what a stranger writes never becomes what was verified."""

import itertools

import pytest
from made_up import changed

from trustworthy_audio_llms import Catalog, Paper, Relation, parse_list

REAL = Paper(
    title="Parrots in the Machine",
    aliases=["PolyParrot"],
    authors=["Ana Müller", "Bo Li"],
    date="2025-03-10",
    arxiv="2503.01234",
    url="https://arxiv.org/abs/2503.01234",
    code="https://github.com/amueller/parrots",
    verified=True,
    evidence=["https://arxiv.org/abs/2503.01234", "dblp/lists:README.md"],
)
OTHER = Paper(
    title="Owls at Midday",
    authors=["Chen Wei"],
    date="2024",
    doi="10.1000/owls",
    openreview="abcDEF12_3",
    verified=True,
    evidence=["https://doi.org/10.1000/owls", "dblp/lists:README.md"],
)
KNOWN = Catalog([REAL, OTHER])
EVIL = "evil.example"

POISONED = {
    "another link": f"- 2025/03/10 | [Parrots in the Machine](https://{EVIL}/login)",
    "another link and code": (
        f"- 2025/03/10 | [Parrots in the Machine](https://{EVIL}/) [[code]](https://{EVIL}/code)"
    ),
    "another code beside the right link": (
        f"- 2025/03/10 | [Parrots in the Machine](https://arxiv.org/abs/2503.01234) [[code]](https://{EVIL}/c)"
    ),
    "an invented identifier": "- 2025/03/10 | [Parrots in the Machine](https://arxiv.org/abs/2503.99999)",
    "an invented DOI": "- 2025/03/10 | [Parrots in the Machine](https://doi.org/10.9999/evil)",
    "an invented identifier under an alias": "- 2025/03/10 | [PolyParrot](https://arxiv.org/abs/2503.99998)",
    "the right identifier under another title": (
        "- 2025/03/10 | [Buy Parrots Cheaply](https://arxiv.org/abs/2503.01234)"
    ),
    "two works in one line": (
        "- 2025/03/10 | [Owls at Midday](https://arxiv.org/abs/2503.01234) (doi:10.1000/owls)"
    ),
    "two lines, one of them a stranger's": (
        f"- 2025/03/10 | [Parrots in the Machine](https://{EVIL}/)\n"
        "- 2025/03/10 | [Parrots in the Machine](https://arxiv.org/abs/2503.01234)"
    ),
    "one work's title with the other's identifier": (
        "- 2025/03/10 | [Owls at Midday](https://arxiv.org/abs/2503.01234)"
    ),
    "a host that begins like the right one": (
        f"- 2025/03/10 | [Parrots in the Machine](https://arxiv.org.{EVIL}/abs/2503.01234)"
    ),
    "the right link in a query": (
        f"- 2025/03/10 | [Parrots in the Machine](https://{EVIL}/?u=https://arxiv.org/abs/2503.01234)"
    ),
}


@pytest.fixture(params=list(POISONED.values()), ids=list(POISONED))
def poisoned(request: pytest.FixtureRequest) -> Catalog:
    """A list of one or two such lines."""
    return parse_list(f"# Papers\n\n## 2025\n{request.param}\n")


class TestEnrichingAList:
    """What the list says stays, and is only verified where all of it is."""

    def test_the_entries_are_the_same(self, poisoned: Catalog) -> None:
        """As many, in the same order, with what they said."""
        enriched = poisoned.enrich(KNOWN)
        assert len(enriched) == len(poisoned)
        for before, after in zip(poisoned, enriched, strict=True):
            assert after.title == before.title
            assert before.url in (None, after.url)
            assert before.code in (None, after.code)

    def test_nothing_of_a_stranger_is_verified(self, poisoned: Catalog) -> None:
        """Neither a link, nor an identifier, nor a title; and no evidence is lent."""
        for entry in poisoned.enrich(KNOWN):
            assert not entry.verified
            assert entry.evidence == ()

    def test_what_is_right_is_verified(self) -> None:
        """By the evidence of the catalogue."""
        listed = parse_list(
            "- 2025/03/10 | [Parrots in the Machine](https://arxiv.org/pdf/2503.01234v2)"
        )
        (entry,) = listed.enrich(KNOWN)
        assert entry.verified
        assert entry.evidence == REAL.evidence


class TestEnrichingTheCatalogue:
    """What was verified stays what it was."""

    def test_the_entries_are_the_same(self, poisoned: Catalog) -> None:
        """With their identifiers, links, titles and evidence."""
        enriched = KNOWN.enrich(poisoned)
        assert len(enriched) == len(KNOWN)
        for before, after in zip(KNOWN, enriched, strict=True):
            for name in (
                "id",
                "identities",
                "title",
                "aliases",
                "url",
                "code",
                "data",
                "evidence",
                "citekey",
                "verified",
            ):
                assert getattr(after, name) == getattr(before, name), name

    def test_all_of_them_at_once(self) -> None:
        """A list of nothing but poison removes nothing."""
        poison = parse_list("\n".join(POISONED.values()))
        assert [entry.id for entry in KNOWN.enrich(poison)] == [entry.id for entry in KNOWN]


class TestMerging:
    """A stranger's record that is merged into a verified one adds no identity."""

    @pytest.mark.parametrize("turn", [1, -1])
    def test_a_verified_record_keeps_its_own(self, poisoned: Catalog, turn: int) -> None:
        """Whichever comes first."""
        sources = [list(KNOWN), list(poisoned)][::turn]
        joined = Catalog(itertools.chain(*sources))
        for real in (REAL, OTHER):
            entry = joined[real.id]
            if entry.verified:
                assert (entry.title, entry.identities) == (real.title, real.identities)
                assert (entry.url, entry.code) == (real.url, real.code)
        assert sum(entry.verified for entry in joined) == 2

    def test_one_title_and_other_authors_are_two_works(self) -> None:
        """No chimera of an arXiv record and somebody else's DOI."""
        first = Paper(title="Birdsong", authors=["Ana Müller"], arxiv="2501.00001")
        second = Paper(title="Birdsong", authors=["Zoe Zhu"], doi="10.1000/9")
        assert len(Catalog([first, second])) == len(Catalog([first]) | Catalog([second])) == 2


class TestDisputes:
    """An identifier that two works claim belongs to the first."""

    CLAIM = Paper(title="Selling Parrots", authors=["Zoe Zhu"], arxiv="2503.01234", note="New.")

    def test_the_other_keeps_all_but_that(self) -> None:
        """Its note says what happened, and `duplicates` tells."""
        joined = Catalog([REAL, self.CLAIM])
        claim = joined["Selling Parrots"]
        assert joined["2503.01234"] == REAL
        assert (claim.arxiv, claim.id) == (None, "title:selling-parrots")
        assert claim.note == (
            "New. Named with arxiv:2503.01234, which belongs to 'Parrots in the Machine'."
        )
        (told,) = joined.duplicates()
        assert (told.entry, told.other) == (REAL, self.CLAIM)
        assert told.relation is Relation.DIFFERENT
        assert str(told) == (
            "'Selling Parrots' (arxiv:2503.01234) is not 'Parrots in the Machine' "
            "(arxiv:2503.01234): arxiv:2503.01234 under other titles and authors."
        )

    @pytest.mark.parametrize("doi", ["10.48550/arXiv.2503.01234", "10.1000/7"])
    def test_in_any_spelling(self, doi: str) -> None:
        """ArXiv's DOI is its identifier; another DOI stays."""
        claim = Paper(title="Selling Parrots", authors=["Zoe Zhu"], arxiv="2503.01234", doi=doi)
        (joined,) = [entry for entry in KNOWN | Catalog([claim]) if entry.title == claim.title]
        assert joined.doi == (None if "arXiv" in doi else doi)
        assert joined.note is not None


class TestDuplicates:
    """`duplicates` says what was taken for one work, and why."""

    def test_what_was_merged(self) -> None:
        """With the record as it was read, and its place."""
        catalog = parse_list(
            "- 2025/03/10 | [Parrots](https://arxiv.org/abs/2503.01234)\n- 2025/03/10 | [Parrots](https://x.example/)\n"
        )
        (found,) = catalog.duplicates()
        assert found.entry == catalog[0]
        assert found.by_title_alone
        assert str(found) == (
            "'Parrots' (title:parrots, README.md:2) is the same as 'Parrots' (arxiv:2503.01234, "
            "README.md:1): title alone."
        )

    def test_what_was_joined(self) -> None:
        """A work that two catalogs have is told of once, however often they are joined."""
        mine = Catalog([Paper(title="Parrots in the Machine", arxiv="2503.01234")])
        joined = KNOWN | mine
        assert [(one.entry, one.other) for one in joined.duplicates()] == [(REAL, mine[0])]
        assert joined.duplicates() == (joined | mine).duplicates()
        assert (KNOWN | KNOWN).duplicates() == []

    def test_of_what_is_left(self) -> None:
        """A catalog that was narrowed tells of its own entries."""
        joined = KNOWN | Catalog([Paper(title="Parrots in the Machine", arxiv="2503.01234")])
        assert joined.where(year=2024).duplicates() == []
        assert len(joined.where(year=2025).duplicates()) == 1

    def test_versions(self) -> None:
        """A preprint, and what became of it; each pair once."""
        song = Paper(title="Birdsong", aliases=["On Birdsong"], authors=["Ana Müller"], date="2025")
        preprint = changed(song, arxiv="2501.00001")
        catalog = Catalog([preprint, changed(song, venue="ACL 2026", date="2026")])
        (found,) = catalog.duplicates()
        assert str(found).endswith("title and first author, published in two places.")
        assert " is a version of " in str(found)


class TestTitlesWithoutIdentifiers:
    """Works of one title that have no identifier are told apart by their ids."""

    def test_by_author_and_year(self) -> None:
        """Each is found by its own id, and `evolve` and `enrich` keep it."""
        books = [
            Paper(title="Deep Birdsong", authors=["Yann Lark"], date="2015"),
            Paper(title="Deep Birdsong", authors=["Ian Crow"], date="2016"),
            Paper(title="Deep Birdsong", authors=["Ian Crow"], date="2019"),
        ]
        catalog = Catalog(books)
        assert [entry.id for entry in catalog] == [
            "title:deep-birdsong/lark-2015",
            "title:deep-birdsong/crow-2016",
            "title:deep-birdsong/crow-2019",
        ]
        for entry in catalog:
            assert catalog[entry.id] is entry
        more = Catalog(
            [Paper(title="Deep Birdsong", authors=["Ian Crow"], date="2016", volume="1")]
        )
        assert catalog.enrich(more)[1].volume == "1"
        assert [entry.id for entry in catalog.enrich(more)] == [entry.id for entry in catalog]
        assert Catalog(list(catalog)) == catalog

    def test_where_nothing_tells_them_apart(self) -> None:
        """They are numbered; those that were there keep their ids."""
        columns = [
            Paper(title="Notes", date=f"2024-0{month}", extra=[("entrytype", "article")])
            for month in (1, 2, 3)
        ]
        assert [entry.id for entry in Catalog(columns)] == [
            "title:notes/2024",
            "title:notes/2024-2",
            "title:notes/2024-3",
        ]
        bare = [Paper(title="Notes", extra=[("number", str(n))], volume=str(n)) for n in (1, 2, 3)]
        joined = Catalog(bare[:1]) | Catalog(bare[1:2]) | Catalog(bare[2:])
        assert [entry.id for entry in joined] == ["title:notes", "title:notes/2", "title:notes/3"]
