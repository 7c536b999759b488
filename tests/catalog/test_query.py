"""Queries as they are read: their trees, printed and explained, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustworthy_audio_llms import InvalidQuery, Query


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("", ""),
        ("audio jailbreak", "audio AND jailbreak"),
        ("audio AND jailbreak", "audio AND jailbreak"),
        ("audio AND NOT jailbreak", "audio AND NOT jailbreak"),
        ("audio jailbreak OR backdoor", "audio AND (jailbreak OR backdoor)"),
        ("(audio AND jailbreak) OR backdoor", "(audio AND jailbreak) OR backdoor"),
        ("((audio))", "audio"),
        ("(a (b c)) d", "a AND b AND c AND d"),
        ("(a OR b) OR c", "a OR b OR c"),
        ("NOT (a OR b)", "NOT (a OR b)"),
        ("-a −b –c", "NOT a AND NOT b AND NOT c"),
        ('-"a b" -(c d)', 'NOT "a b" AND NOT (c AND d)'),
        ("“over the air” „zu Hause“ «à la»", '"over the air" AND "zu Hause" AND "à la"'),
        ("（a OR b） ＂c d＂", '(a OR b) AND "c d"'),
        ('"voice clon*"', '"voice clon*"'),
        ('"voice clon"*', '"voice clon*"'),
        ("jail* gpt-4*", "jail* AND gpt-4*"),
        ("title:jail*", "title:jail*"),
        ("Title:x AUTHOR:y", "title:x AND author:y"),
        ("title:(a OR (b c))", "title:a OR (title:b AND title:c)"),
        ('title:"a b" -venue:x', 'title:"a b" AND NOT venue:x'),
        ("AASIST: Audio", "AASIST AND Audio"),
        ("http://example.org/x", '"http://example.org/x"'),
        ("10:30", '"10:30"'),
        ("year:2024 year:2024-2026 year:2024- year:-2020 year:2024..2025", None),
        ("year:(2024 OR 2025)", "year:2024 OR year:2025"),
        (
            "kind:Dataset scope:speech verified:false",
            "kind:dataset AND scope:speech AND verified:no",
        ),
        ("topic:safety/jailbreak", "topic:safety/jailbreak"),
        ('topic:"audio jailbreak"', 'topic:"audio jailbreak"'),
        ("2405.19103v2", "arxiv:2405.19103"),
        ("https://arxiv.org/abs/2405.19103", "arxiv:2405.19103"),
        ("arXiv:2405.19103", "arxiv:2405.19103"),
        ("https://doi.org/10.1145/3548606.3560660", "doi:10.1145/3548606.3560660"),
        ("openreview:vCej5sO61x", "openreview:vCej5sO61x"),
        ("key:Shen2024Voice key:shen*", "key:shen2024voice AND key:shen*"),
        ('"and" AND "or"', '"and" AND "or"'),
        ("red-teaming it's R&D GPT-4o", "red-teaming AND it's AND R&D AND GPT-4o"),
        ("(audio), [2024]!", 'audio AND "2024"'),
        ("title：audio author：（a OR b）", "title:audio AND (author:a OR author:b)"),
        ("－a ‐b ‑c", "NOT a AND NOT b AND NOT c"),
        ("arXiv: 2405.19103 -DOI: 10.1145/1.2", "arxiv:2405.19103 AND NOT doi:10.1145/1.2"),
        ("year:-2020", "year:-2020"),
        ('"!survey" "ＡＮＤ" "near/3"', 'survey AND "ＡＮＤ" AND "near/3"'),
        ('title:"not" "title:"', 'title:"not" AND title'),
    ],
)
def test_a_query_is_printed_with_every_parenthesis(text: str, read: str | None) -> None:
    """What is printed is read as the same, without a notice."""
    query = Query(text)
    if read is not None:
        again = read.replace('"10:30"', '"10:30"').replace('"2024"', "2024")
        assert str(query).replace('"2024"', "2024") == again
    assert Query(str(query)) == query
    assert hash(Query(str(query))) == hash(query)
    assert Query(str(query)).notices == ()
    assert repr(query) == f"Query({text!r})"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("(jailbreak OR backdoor", r"not closed: write \)"),
        ("jailbreak)", r"not opened: write \("),
        ("a ) b", "not opened"),
        ('"speech', "quote is not closed"),
        ('title:"speech', "quote is not closed"),
        ("()", "Nothing stands in the parentheses"),
        ("title:()", "Nothing stands in the parentheses"),
        ("jailbreak AND", "Nothing stands after AND"),
        ("jailbreak OR", "Nothing stands after OR"),
        ("jailbreak NOT", "Nothing stands after NOT"),
        ("NOT NOT a", "Nothing stands after NOT"),
        ("(a NOT) b", "Nothing stands after NOT"),
        ("AND jailbreak", "Nothing stands before AND"),
        ("(OR a)", "Nothing stands before OR"),
        ("a AND OR b", "OR stands right after AND"),
        ("a OR b NOT c", "side by side"),
        ("a OR b -c", "side by side"),
        ("titel:jailbreak", "no field 'titel'. Did you mean 'title'"),
        ("ti:jailbreak", "no field 'ti'. Did you mean 'title'"),
        ("xyzzy:jailbreak", "The fields are title"),
        ("title:(kind:paper)", "outside of the parentheses"),
        ("kind:datset", "No kind is called 'datset'. Did you mean 'dataset'"),
        ("kind:data*", "No kind"),
        ("scope:music", "No scope"),
        ("verified:maybe", "No verified"),
        ("year:soon", "no year"),
        ("year:-", "nothing is in it"),
        ("year:202*", "no year"),
        ("year:2026-2024", "ends before it begins"),
        ("audio[tiab]", "tag of PubMed"),
        ('"audio"[Title/Abstract]', "tag of PubMed"),
        ("audio [MeSH Terms]", "tag of PubMed"),
        ("TITLE(audio)", "field of another database"),
        ("ti(audio)", "field of another database"),
        ("TITLE-ABS-KEY(audio)", "field of another database"),
        ("TITLE-ABS-KEY ( audio )", "field of Scopus"),
        ("audio AND PUBYEAR > 2023", "field of Scopus"),
        ("TS = (audio)", "nothing is compared"),
        ("year >= 2024", "nothing is compared"),
        ("a ANDNOT b", "write AND NOT"),
        ("title.search:audio", "filter of OpenAlex"),
        ('"Document Title":audio', "no field stands before the colon"),
        ("{heart attack}", "phrase of Scopus"),
        ("audio W/3 attack", "operator of another database"),
        ("audio NEAR attack", "operator of another database"),
        ("TS=(audio)", "field of Web of Science"),
        ("audio.ti,ab.", "field of Ovid"),
        ("#1 AND #2", "numbered searches"),
        ("audio~", "likeness"),
        ('"a b"~3', "likeness"),
        ("audio^2", "weights"),
        ("wom?n", "does not stand for a letter"),
        ("a*b", "only at the end of a word"),
        ("*word", "only at the end of a word"),
        ("*", "only at the end of a word"),
        ("title:*", "only at the end of a word"),
        ('"a* b"', "only at the end of a phrase"),
        ("title:", "nothing stands behind the colon"),
        ("audio author: ", "nothing stands behind the colon"),
        ("(year:)", "nothing stands behind the colon"),
        ("Title： AND audio", "nothing stands behind the colon"),
        ("ti:", "as in title:"),
        ("title:-audio", "write it in front, as in -title:jailbreak"),
        ("title:!audio", "write it in front"),
        ("title:NOT audio", "an operator stands right behind the colon"),
        ("title:author:li", "a field stands inside title"),
        ("titel：audio", "Did you mean 'title'"),
        ("：audio", "no field stands before the colon"),
        ("year>=2024", "nothing is compared here; write a colon, as in year:"),
        ("Authors=li", "write a colon, as in author:"),
        ("arxiv:jailbreak", "no arXiv identifier; write arxiv:2405.19103"),
        ("doi:10.1145", r"no DOI identifier.* doi:10\.1145\* for all"),
        ("audio !survey", "write NOT"),
        ("¬survey", "write NOT"),
        ("~audio", "likeness"),
        ("colo$r", "does not stand for a letter"),
        ("audio near/3 attack", "operator of another database"),
        ("audio adj3 attack", "operator of another database"),
        ("a || b", "write OR"),
        ("a && b", "write AND"),
        ("???", "no letter or digit"),
        ('""', "nothing is in it"),
        ("ﾞ", "nothing is in it"),
        ('title:"!"', "nothing is in it"),
        ("(" * 101 + "a" + ")" * 101, "more than 100 deep"),
    ],
)
def test_what_is_not_understood_is_refused(text: str, why: str) -> None:
    """In a sentence that says what to write; it never finds works silently."""
    with pytest.raises(InvalidQuery, match=why) as caught:
        Query(text)
    assert str(caught.value).endswith(".")
    assert caught.value.value is not None


@pytest.mark.parametrize("text", [None, 7, b"jailbreak", ["jailbreak"]])
def test_only_a_text_is_a_query(text: object) -> None:
    """One clear sentence says so."""
    with pytest.raises(InvalidQuery, match="A query is a text like"):
        Query(text)  # type: ignore[arg-type]


class TestNotices:
    """How a query was read is told where that is not plain."""

    @pytest.mark.parametrize(
        ("text", "notice"),
        [
            (
                "gender and accent",
                "'and' is searched for as a word; as an operator it is written AND.",
            ),
            *(
                (
                    text,
                    f"{word!r} is searched for as a word; as an operator it is written {operator}.",
                )
                for text, word, operator in (
                    ("gender And accent", "And", "AND"),
                    ("gender ｏｒ accent", "ｏｒ", "OR"),
                    ("title:(gender not accent)", "not", "NOT"),
                )
            ),
            *(
                (
                    text,
                    (
                        f"{label!r} before a blank is searched for as a word; a field is "
                        f"written without one, as in {field}:…"
                    ),
                )
                for text, label, field in (
                    ("title: audio", "title:", "title"),
                    ('Authors： "li"', "Authors：", "author"),
                    ("audio ti: (a)", "ti:", "title"),
                    ("doi: 2405.19103", "doi:", "doi"),
                )
            ),
            *(
                (text, "Single quotes make no phrase: it stands in double quotes.")
                for text in ("‘over the air’", "`voice cloning`", "title:(a 'b c')")
            ),
            ("a & b", "'&' has no letter or digit and is left out."),
            (
                "a AND b OR c",
                (
                    "Read as a AND (b OR c): OR binds more tightly than AND and a blank. "
                    "Parentheses say it otherwise."
                ),
            ),
        ],
    )
    def test_of_what_may_surprise(self, text: str, notice: str) -> None:
        """One each, whole sentences."""
        assert Query(text).notices == (notice,)

    @pytest.mark.parametrize(
        "text",
        [
            *("a b", "a AND b NOT c", "(a OR b) c", "a OR b OR c", '"and"', "title:and", "and*"),
            *("AASIST: audio", "'audio' ‘voice’", "it's dogs'", '"title:" audio'),
        ],
    )
    def test_of_nothing_that_is_plain(self, text: str) -> None:
        """Most queries need none."""
        assert Query(text).notices == ()

    def test_are_short(self) -> None:
        """However long the query is."""
        (notice,) = Query("a " * 5_000 + "b OR c").notices
        assert len(notice) < 400


def test_queries_are_equal_where_they_ask_for_the_same() -> None:
    """However they are written; and to nothing else."""
    assert Query("a b") == Query("(a) AND b") != Query("a OR b")
    assert Query("a") != "a"


PARTS = st.sampled_from(
    'a b "c d" e* AND OR NOT ( ) - title: author:( year:2024 kind:paper and “ ” [ {'.split(" ")
)


@given(st.lists(PARTS, max_size=12).map(" ".join))
def test_any_query_is_read_or_refused(text: str) -> None:
    """What is read prints as something that is read as the same."""
    try:
        query = Query(text)
    except InvalidQuery:
        return
    assert Query(str(query)) == query
    assert Query(str(query)).notices == ()
