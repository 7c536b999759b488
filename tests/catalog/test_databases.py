"""Queries in the languages of other databases."""

import pytest

from trustworthy_audio_llms import InvalidQuery, Query


@pytest.mark.parametrize(
    ("query", "database", "said"),
    [
        ("audio", "scopus", "TITLE-ABS-KEY(audio)"),
        ("audio", "wos", "TS=(audio)"),
        ("audio", "pubmed", "audio[tiab]"),
        ("audio", "openalex", "title_and_abstract.search:audio"),
        ("audio", "arxiv", "all:audio"),
        (
            "audio AND (jailbreak OR backdoor)",
            "scopus",
            "TITLE-ABS-KEY(audio) AND (TITLE-ABS-KEY(jailbreak) OR TITLE-ABS-KEY(backdoor))",
        ),
        (
            "jailbreak NOT survey",
            "scopus",
            "TITLE-ABS-KEY(jailbreak) AND NOT TITLE-ABS-KEY(survey)",
        ),
        ("NOT survey jailbreak", "wos", "TS=(jailbreak) NOT TS=(survey)"),
        (
            "a b -c -d",
            "pubmed",
            "(a[tiab] AND b[tiab]) NOT (c[tiab] OR d[tiab])",
        ),
        ("a -b", "arxiv", "all:a ANDNOT all:b"),
        ("(a -b) OR c", "arxiv", "(all:a ANDNOT all:b) OR all:c"),
        ("a OR b", "openalex", "title_and_abstract.search:a OR b"),
        (
            'title:"speech recognition" a author:carlini year:2024-2026 doi:10.1145/1.2',
            "openalex",
            (
                'title.search:"speech recognition",title_and_abstract.search:a,'
                "raw_author_name.search:carlini,from_publication_date:2024-01-01,"
                "to_publication_date:2026-12-31,doi:https://doi.org/10.1145/1.2"
            ),
        ),
        ("a (b -c) d", "openalex", "title_and_abstract.search:(a AND b AND d) NOT c"),
        (
            "year:2024",
            "openalex",
            "from_publication_date:2024-01-01,to_publication_date:2024-12-31",
        ),
        (
            "a year:2024-",
            "openalex",
            "title_and_abstract.search:a,from_publication_date:2024-01-01",
        ),
        ("year:2024", "scopus", "PUBYEAR = 2024"),
        ("year:2024-2026", "scopus", "(PUBYEAR > 2023 AND PUBYEAR < 2027)"),
        ("year:2024-", "scopus", "PUBYEAR > 2023"),
        ("year:-2026", "scopus", "PUBYEAR < 2027"),
        ("year:2024", "wos", "PY=2024"),
        ("year:2024-2026", "wos", "PY=2024-2026"),
        ("year:2024", "pubmed", "2024[dp]"),
        ("year:2024-", "pubmed", "2024:3000[dp]"),
        ("year:2024", "arxiv", "submittedDate:[202401010000 TO 202412312359]"),
        ("year:-2020", "arxiv", "submittedDate:[199101010000 TO 202012312359]"),
        ("water*", "scopus", "TITLE-ABS-KEY(water*)"),
        ('"voice clon*"', "scopus", "TITLE-ABS-KEY(voice PRE/0 clon*)"),
        ('"voice clon*"', "wos", 'TS=("voice clon*")'),
        ('title:"voice clon*"', "pubmed", '"voice clon*"[ti]'),
        ("author:li*", "wos", "AU=(li*)"),
        ("red-teaming", "arxiv", 'all:"red-teaming"'),
        ('"and"', "scopus", 'TITLE-ABS-KEY("and")'),
        ("keyword:x venue:y abstract:z", "scopus", "KEY(x) AND SRCTITLE(y) AND ABS(z)"),
        ("doi:10.1145/1.2", "pubmed", '"10.1145/1.2"[aid]'),
        ("doi:10.1145/1.2", "wos", 'DO=("10.1145/1.2")'),
    ],
)
def test_a_query_is_said_as_the_database_reads_it(query: str, database: str, said: str) -> None:
    """With every parenthesis, since each has its own order of operators."""
    assert Query(query).to(database) == said


@pytest.mark.parametrize(
    ("query", "database", "why"),
    [
        ("kind:survey", "scopus", "Scopus cannot be asked for kind:survey: it has no such field"),
        ("topic:safety", "wos", "no such field as topic"),
        ("arxiv:2405.19103", "arxiv", "no such field as arxiv"),
        ("verified:yes", "openalex", "no such field inside a search"),
        ("name:x", "pubmed", "no such field as name"),
        ("abstract:x", "pubmed", "no such field as abstract"),
        ("-a", "scopus", "only leaves out"),
        ("-a -b", "pubmed", "only leaves out"),
        ("a OR (NOT b)", "wos", "side by side|only leaves out"),
        ("(a b) OR (NOT c)", "wos", "side by side|only leaves out"),
        ("wa*", "wos", "needs 3 letters"),
        ("wat*", "pubmed", "needs 4 letters"),
        ("water*", "openalex", r"knows no \*"),
        ("water*", "arxiv", r"knows no \*"),
        ("year:2024-", "wos", "a beginning and an end"),
        ("doi:10.1145/1*", "scopus", "searched for whole"),
        ("doi:10.1145/1*", "openalex", "no such field"),
        ("title:a OR b", "openalex", "words of one field"),
        ('"a,b"', "openalex", "a comma ends a filter"),
        ("a OR year:2024", "openalex", "no such field"),
        ("", "scopus", "no database is asked that"),
        ("a", "scopsu", "Did you mean 'scopus'"),
    ],
)
def test_what_cannot_be_said_there_is_refused(query: str, database: str, why: str) -> None:
    """It is never put as something that is nearly the same."""
    with pytest.raises(InvalidQuery, match=why):
        Query(query).to(database)
