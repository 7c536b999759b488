"""Canonical JSON and its digest."""

import hashlib
import json
import os
import subprocess
import sys
from typing import Any

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from made_up import (
    DATASET,
    ENTRIES,
    FIELDS,
    JAILBREAK,
    NEWS,
    changed,
    dates,
    entries,
    mentions,
    news_items,
    texts,
)

from trustworthy_audio_llms import (
    Entry,
    Mention,
    NewsItem,
    Paper,
    Survey,
)
from trustworthy_audio_llms._records.citekeys import plain_citekey
from trustworthy_audio_llms._snapshots.codec import (
    canonical_json,
    digest_of,
    entry_from_json,
    entry_to_json,
)


def digest(*records: Entry, news: tuple[NewsItem, ...] = ()) -> str:
    """The digest of records."""
    return digest_of(canonical_json(records, news))


class TestCanonicalJSON:
    """Equal records are equal bytes, and different ones different bytes."""

    def test_is_one_line_a_field_without_what_is_blank(self) -> None:
        """A change of one field of one entry is a small diff."""
        paper = Paper(title="Über A", authors=["Ana Müller", "Bo Li"], arxiv="2405.19103")
        assert canonical_json([paper, Paper(title="B", citekey="b")], NEWS[:1]).decode() == (
            '{"schema":2,"entries":[\n'
            "{\n"
            '"id":"arxiv:2405.19103",\n'
            '"kind":"paper",\n'
            '"title":"Über A",\n'
            '"authors":["Ana Müller","Bo Li"],\n'
            '"arxiv":"2405.19103",\n'
            '"citekey":"mulleruber"\n'
            "},\n"
            "{\n"
            '"id":"title:b",\n'
            '"kind":"paper",\n'
            '"title":"B",\n'
            '"citekey":"b"\n'
            "}\n"
            '],"news":[\n'
            '{"date":"2025-11","text":"The list is online."}\n'
            "]}"
        )

    def test_of_nothing(self) -> None:
        """It is JSON all the same."""
        assert json.loads(canonical_json([])) == {"entries": [], "news": []}

    @given(entries(), entries())
    def test_is_equal_where_records_are(self, one: Entry, other: Entry) -> None:
        """And nowhere else."""
        assert (canonical_json([one]) == canonical_json([other])) == (one == other)

    @given(entries())
    def test_entries_come_back(self, entry: Entry) -> None:
        """What JSON holds is the whole entry, of the same kind."""
        again = entry_from_json(json.loads(json.dumps(entry_to_json(entry))))
        assert again == entry
        assert type(again) is type(entry)

    @pytest.mark.parametrize(
        ("record", "message"),
        [
            ({"title": "T"}, "`kind` must be one of .*'paper', 'survey'.*not None"),
            ({"kind": "song", "title": "T"}, "`kind` must be one of .*not 'song'"),
            ({"kind": "paper"}, "Paper needs the fields .'title'."),
            ({"kind": "paper", "title": "T", "autors": []}, "Paper has no fields .'autors'."),
            ({"kind": "paper", "title": "T", "source": "x"}, "Paper has no fields .'source'."),
            ({"kind": "paper", "title": ""}, "`title` must be"),
            ({"kind": "paper", "title": "T", "date": "2025-13"}, "`date` must be"),
            ({"kind": "paper", "title": "T", "id": "title:u"}, "`id` must be"),
            (
                {"kind": "paper", "title": "T", "mentions": [{"path": "a"}]},
                "Mention needs .*'line'",
            ),
        ],
    )
    def test_a_record_that_is_none_is_refused(self, record: dict[str, Any], message: str) -> None:
        """A ValueError says what is missing, unknown or wrong."""
        with pytest.raises(ValueError, match=message):
            entry_from_json(record)


class TestDigest:
    """The digest is the same always and everywhere, and another one for any other content."""

    def test_is_the_sha_256_of_the_canonical_json(self) -> None:
        """Anybody can check it without this library."""
        content = canonical_json(ENTRIES, NEWS)
        assert digest_of(content) == f"sha256:{hashlib.sha256(content).hexdigest()}"

    def test_is_this_one(self) -> None:
        """It changes with no release and no platform: papers name it."""
        # With the keys that works without authors had when it was taken first.
        keyed = [changed(e, citekey=plain_citekey(e.authors, e.date, e.title)) for e in ENTRIES]
        assert digest(*keyed, news=NEWS) == (
            "sha256:e867dc13f0693bfecedfa23db4f2e1e46255ed7e29701f0e2248345336796de1"
        )

    @pytest.mark.parametrize("seed", ["0", "1", "4711"])
    def test_is_the_same_in_every_process(self, seed: str) -> None:
        """Whatever `PYTHONHASHSEED` is."""
        code = (
            "from made_up import ENTRIES, NEWS;"
            "from trustworthy_audio_llms._snapshots.codec import canonical_json, digest_of;"
            "print(digest_of(canonical_json(ENTRIES, NEWS)))"
        )
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == digest(*ENTRIES, news=NEWS)

    def test_depends_on_the_order(self) -> None:
        """A list is a sequence, and so are its news."""
        assert digest(*ENTRIES) != digest(*reversed(ENTRIES))
        assert digest(news=NEWS) != digest(news=NEWS[::-1])

    def test_depends_on_the_kind(self) -> None:
        """A survey is not a paper of the same facts."""
        assert digest(Paper(title="T")) != digest(Survey(title="T"))

    @pytest.mark.parametrize("field", sorted({*FIELDS, "source", "citekey"}))
    @settings(max_examples=25)
    @given(data=st.data())
    def test_depends_on_every_field(self, field: str, data: st.DataObject) -> None:
        """One changed character in any field of any entry is another digest."""
        strategy = {
            "source": st.none() | texts,
            "citekey": st.from_regex(r"[a-z]{1,3}", fullmatch=True),
        }
        entry = data.draw(entries()) if field != "source" else DATASET
        other = changed(entry, **{field: data.draw((FIELDS | strategy)[field])})
        assume(other != entry)
        assert digest(entry) != digest(other)

    @pytest.mark.parametrize(
        ("field", "strategy"),
        [
            ("path", texts),
            ("line", st.integers(1, 99)),
            ("section", st.text()),
            ("title", st.none() | texts),
            ("url", st.none() | texts),
            ("date", st.none() | dates),
        ],
    )
    @settings(max_examples=25)
    @given(data=st.data(), mention=mentions)
    def test_depends_on_every_field_of_a_mention(
        self, field: str, strategy: st.SearchStrategy[Any], data: st.DataObject, mention: Mention
    ) -> None:
        """Where an entry stands in a list is part of it."""
        other = attrs.evolve(mention, **{field: data.draw(strategy)})
        assume(other != mention)
        one = changed(JAILBREAK, mentions=[mention])
        assert digest(one) != digest(changed(JAILBREAK, mentions=[other]))

    @given(news_items, news_items)
    def test_depends_on_the_news(self, one: NewsItem, other: NewsItem) -> None:
        """They belong to the list."""
        assert (digest(news=(one,)) == digest(news=(other,))) == (one == other)

    def test_tells_apart_what_runs_together(self) -> None:
        """No two fields, and no two texts of one, can be shifted into each other."""
        assert digest(Paper(title="T", authors=["A", "B"])) != digest(
            Paper(title="T", authors=['A","B'])
        )
        assert digest(Paper(title="T", name="x")) != digest(Paper(title="T", venue="x"))
