"""Snapshot files: what they hold, and what is said of damaged ones."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from made_up import (
    DATASET,
    ENTRIES,
    JAILBREAK,
    NEWS,
    SKIPPED,
    changed,
    dates,
    entries,
    links,
    moments,
    news_items,
    skipped_lines,
    texts,
)

from trustworthy_audio_llms import (
    Entry,
    NewsItem,
    Paper,
    Skipped,
    SkipReason,
    Snapshot,
    SnapshotCorrupt,
)
from trustworthy_audio_llms._records.uniting import distinct
from trustworthy_audio_llms._snapshots.codec import (
    SCHEMA,
    canonical_json,
    digest_of,
    schema_of,
)
from trustworthy_audio_llms._snapshots.file import (
    Contents,
    read_snapshot_file,
    read_snapshot_header,
    snapshot_file,
)


def file_of(
    records: tuple[Entry, ...] = ENTRIES,
    news: tuple[NewsItem, ...] = NEWS,
    skipped: tuple[Skipped, ...] = SKIPPED,
    **header: Any,
) -> bytes:
    """A snapshot file."""
    content = canonical_json(records, news)
    snapshot = Snapshot(**{"name": "mine", "digest": digest_of(content), **header})
    return snapshot_file(snapshot, content, skipped)


class TestSnapshotFile:
    """A snapshot file holds records, their digest and where they come from."""

    @settings(max_examples=50)
    @given(
        st.lists(entries(), max_size=3).map(distinct),
        st.lists(news_items, max_size=2).map(tuple),
        st.lists(skipped_lines, max_size=2).map(tuple),
        st.fixed_dictionaries(
            {"name": texts, "source": texts, "commit": st.none() | texts},
            optional={"date": st.none() | dates, "fetched": moments},
        ),
    )
    def test_comes_back_as_it_was(
        self,
        records: tuple[Entry, ...],
        news: tuple[NewsItem, ...],
        skipped: tuple[Skipped, ...],
        header: dict[str, Any],
    ) -> None:
        """Whatever the records hold: lone surrogates, NUL, emoji."""
        data = file_of(records, news, skipped, **header)
        contents = read_snapshot_file(data, "a.json")
        snapshot = Snapshot(digest=digest_of(canonical_json(records, news)), **header)
        assert contents == Contents(snapshot, records, news, skipped)
        assert [type(entry) for entry in contents.entries] == [type(entry) for entry in records]
        assert read_snapshot_header(data, "a.json") == snapshot

    @settings(max_examples=50)
    @given(
        st.lists(entries(), max_size=3).map(distinct), st.lists(news_items, max_size=2).map(tuple)
    )
    def test_trusted_or_not_the_records_are_the_same(
        self, records: tuple[Entry, ...], news: tuple[NewsItem, ...]
    ) -> None:
        """Trust saves the checks, nothing else."""
        data = file_of(records, news)
        trusted = read_snapshot_file(data, "a.json", trusted=True)
        assert trusted == read_snapshot_file(data, "a.json")

    def test_of_any_length_comes_back_as_it_was(self) -> None:
        """It is read in pieces; none of them loses an entry, or the news."""
        records = tuple(Paper(title=f"T {number}", description="x" * 999) for number in range(1000))
        contents = read_snapshot_file(file_of(records, NEWS), "a.json")
        assert contents.entries == records
        assert contents.news == NEWS

    @pytest.mark.parametrize("trusted", [True, False])
    def test_what_many_records_say_is_kept_once(self, trusted: bool) -> None:
        """Topics, scope and status are few; each is one object, however many works have it."""
        data = file_of(
            tuple(
                Paper(title=title, topics=["a/b"], status="preprint", scope="speech")
                for title in ("One", "Other")
            )
        )
        one, other = read_snapshot_file(data, "a.json", trusted=trusted).entries
        assert one.topics[0] is other.topics[0]
        assert one.status is other.status
        assert one.scope is other.scope

    def test_is_json(self) -> None:
        """Any program can read it; the content stands in it as it is hashed."""
        data = file_of()
        told = json.loads(data)
        assert told["schema"] == 1
        assert [record["id"] for record in told["content"]["entries"]] == [e.id for e in ENTRIES]
        assert told["skipped"] == [
            {"path": "README.md", "line": 9, "text": "- ?", "reason": "no title"}
        ]

    def test_the_code_of_a_reason_is_written_where_its_prose_does_not_tell(self) -> None:
        """Files older than the codes keep their bytes, and texts are free to change."""
        lines = (
            Skipped("a.md", 1, "- ?", "no title"),
            Skipped("a.md", 2, "- !", "nothing to call it by", SkipReason.NO_TITLE),
        )
        data = file_of(skipped=lines)

        assert [line.get("code") for line in json.loads(data)["skipped"]] == [None, "no-title"]
        assert read_snapshot_file(data, "a.json").skipped == lines
        assert {line.code for line in lines} == {SkipReason.NO_TITLE}
        assert canonical_json(ENTRIES, NEWS) in data
        assert data.endswith(b"\n")

    @given(links)
    def test_a_change_of_one_field_is_a_change_of_one_line(self, url: str | None) -> None:
        """Besides the digest."""
        assume(url is not None)
        one = file_of((changed(JAILBREAK, code="https://example.org/before"), DATASET))
        other = file_of((changed(JAILBREAK, code=url), DATASET))
        pairs = zip(one.splitlines(), other.splitlines(), strict=True)
        assert sum(before != after for before, after in pairs) == 2


Damage = Callable[[bytes], bytes]


def with_header(**header: Any) -> Damage:
    """Change the header, or with `...` for a value, take a part of it away."""

    def damage(data: bytes) -> bytes:
        first, _, rest = data.partition(b"\n")
        told = json.loads(first.rstrip(b",") + b"}") | header
        kept = {name: value for name, value in told.items() if value is not ...}
        return json.dumps(kept, separators=(",", ":")).encode()[:-1] + b",\n" + rest

    return damage


def with_skipped(text: bytes) -> Damage:
    """Put something in the place of the skipped lines."""
    return lambda data: re.sub(
        rb'"skipped":\[.*?\n\],\n', b'"skipped":' + text + b",\n", data, flags=re.S
    )


def with_content(content: bytes) -> Damage:
    """Put something in the place of the content, and the digest that fits it."""

    def damage(_: bytes) -> bytes:
        return snapshot_file(Snapshot(name="mine", digest=digest_of(content)), content)

    return damage


NOT_ONE = "is no snapshot file"
CUT = "cut short, or its line ends were changed"
CHANGED = "was changed: its digest should be sha256:.* but is sha256:"
HEADER = "header cannot be read"
DEEP = b"[" * 100_000

DAMAGES: dict[str, tuple[Damage, str]] = {
    "empty": (lambda _: b"", NOT_ONE),
    "another file": (lambda _: b"# A list\n\n- [T](https://example.org)\n", NOT_ONE),
    "other JSON": (lambda _: b'{"a": 1}', NOT_ONE),
    "a web page": (lambda _: b"<!DOCTYPE html>", NOT_ONE),
    "zeros": (lambda data: bytes(len(data)), NOT_ONE),
    "a byte order mark": (lambda data: b"\xef\xbb\xbf" + data, NOT_ONE),
    "UTF-16": (lambda data: data.decode().encode("utf-16"), NOT_ONE),
    "cut in the header": (lambda data: data[:20], CUT),
    "cut in the content": (lambda data: data[: len(data) // 2], CUT),
    "cut before the last byte": (lambda data: data[:-1], CUT),
    "zeros at the end": (lambda data: data[:-9] + bytes(9), CUT),
    "more behind": (lambda data: data + b"{}", CUT),
    "line ends of Windows": (lambda data: data.replace(b"\n", b"\r\n"), CUT),
    "a changed letter": (lambda data: data.replace(b"Triggers", b"triggers"), CHANGED),
    "a changed blank": (lambda data: data.replace(b'"entries":[', b'"entries": ['), CHANGED),
    "an entry less": (
        lambda data: re.sub(rb'\{\n"id":"arxiv:cs[^}]*\},\n', b"", data),
        CHANGED,
    ),
    "another digest": (with_header(digest="sha256:" + "0" * 64), CHANGED),
    "a digest that is none": (with_header(digest="md5"), "was changed"),
    "no name": (with_header(name=...), HEADER),
    "no digest": (with_header(digest=...), HEADER),
    "a header with more": (with_header(more=1), HEADER),
    "a date that is none": (with_header(date="2025-13"), HEADER),
    "a date of another type": (with_header(date=2025), HEADER),
    "a time that is none": (with_header(fetched="noon"), HEADER),
    "a header that is no JSON": (lambda data: data.replace(b'"name"', b"name"), HEADER),
    "a header without end": (lambda data: data.replace(b'"name":', b'"name":' + DEEP), HEADER),
    "skipped lines missing": (
        lambda data: with_skipped(b"0")(data).replace(b'"skipped":0,\n', b""),
        HEADER,
    ),
    "skipped lines of another type": (with_skipped(b"null"), HEADER),
    "skipped texts": (with_skipped(b'["a"]'), HEADER),
    "a skipped line without number": (
        with_skipped(b'[{"path":"a","line":"b","text":"","reason":""}]'),
        HEADER,
    ),
    "content that is no JSON": (with_content(b"nonsense"), "its content cannot be read"),
    "content without end": (with_content(DEEP), "its content cannot be read"),
    "a list for content": (with_content(b"[]"), "its content cannot be read"),
    "no news": (with_content(b'{"entries":[]}'), "its content cannot be read"),
    "no entries": (with_content(b'{"entries":null,"news":[]}'), "its content cannot be read"),
    "an entry without kind": (
        with_content(b'{"entries":[{"kind":"paper","title":"T"},{"title":"T"}],"news":[]}'),
        "entry 2 cannot be read .KeyError: 'kind'",
    ),
    "an entry of a kind there is not": (
        with_content(b'{"entries":[{"kind":"song","title":"T"}],"news":[]}'),
        "entry 1 cannot be read .KeyError: 'song'",
    ),
    "an entry that is none": (with_content(b'{"entries":["T"],"news":[]}'), "entry 1 cannot"),
    "an entry with more": (
        with_content(b'{"entries":[{"kind":"paper","title":"T","more":1}],"news":[]}'),
        "entry 1 cannot be read .ValueError: Paper has no fields .'more'.",
    ),
    "an entry that breaks a rule": (
        with_content(b'{"entries":[{"kind":"paper","title":"T","url":"javascript:1"}],"news":[]}'),
        "entry 1 cannot be read .ValueError: `url` must be",
    ),
    "a mention that is none": (
        with_content(b'{"entries":[{"kind":"paper","title":"T","mentions":["a"]}],"news":[]}'),
        "entry 1 cannot be read",
    ),
    "news that are none": (with_content(b'{"entries":[],"news":[1]}'), "its news cannot be read"),
    "news without date": (
        with_content(b'{"entries":[],"news":[{"text":"a"}]}'),
        "its news cannot be read",
    ),
}


class TestDamage:
    """A file that does not hold what it says is never taken for one that does."""

    @pytest.mark.parametrize(("damage", "message"), DAMAGES.values(), ids=DAMAGES)
    def test_is_found(self, damage: Damage, message: str) -> None:
        """The error names the file and says what is wrong with it."""
        data = file_of()
        damaged = damage(data)
        assert damaged != data
        with pytest.raises(SnapshotCorrupt, match=message) as raised:
            read_snapshot_file(damaged, "some/file.json")
        assert raised.value.path == "some/file.json"
        assert "some/file.json" in str(raised.value)

    @pytest.mark.parametrize(
        "records",
        [
            (JAILBREAK, JAILBREAK),
            (JAILBREAK, changed(JAILBREAK, arxiv=None, title="Another")),
            (Paper(title="T"), Paper(title="t!", name="Another")),
        ],
    )
    def test_of_entries_that_are_one_work(self, records: tuple[Entry, ...]) -> None:
        """A catalog holds distinct works; a file that no catalog wrote may not."""
        with pytest.raises(SnapshotCorrupt, match="two of its entries are one work"):
            read_snapshot_file(file_of(records), "a.json")

    def test_says_which_entry_it_is_however_many_there_are(self) -> None:
        """Entries are counted over all the pieces in which a long file is read."""
        works = [Paper(title=f"T {number}", description="x" * 999) for number in range(1000)]
        content = canonical_json(works).replace(b'"T 900"', b'"T 900","more":1')
        with pytest.raises(SnapshotCorrupt, match="entry 901 cannot be read"):
            read_snapshot_file(with_content(content)(b""), "a.json")

    def test_is_found_in_the_middle_of_a_long_file(self) -> None:
        """A piece that is no JSON by itself is no content."""
        works = [Paper(title=f"T {number}", description="x" * 999) for number in range(1000)]
        content = canonical_json(works).replace(b'"T 900"', b'"T 900')
        with pytest.raises(SnapshotCorrupt, match="its content cannot be read"):
            read_snapshot_file(with_content(content)(b""), "a.json")

    def test_gives_both_digests(self) -> None:
        """The one the file should have, and the one it has."""
        data = file_of()
        content = canonical_json(ENTRIES, NEWS)
        with pytest.raises(SnapshotCorrupt, match="Delete it and fetch or save it again") as raised:
            read_snapshot_file(data.replace(b"Triggers", b"triggers"), "a.json")
        assert raised.value.expected == digest_of(content)
        assert raised.value.found == digest_of(content.replace(b"Triggers", b"triggers"))

    @given(st.data())
    def test_of_any_byte_is_found(self, data: st.DataObject) -> None:
        """One byte of the content, whichever, is enough."""
        file = bytearray(file_of())
        start = file.index(b'\n"content":')
        place = data.draw(st.integers(start + 1, len(file) - 1))
        byte = data.draw(st.integers(0, 255))
        assume(byte != file[place])
        file[place] = byte
        with pytest.raises(SnapshotCorrupt):
            read_snapshot_file(bytes(file), "a.json")

    @pytest.mark.parametrize("length", range(0, 2000, 97))
    def test_half_a_file_is_found(self, length: int) -> None:
        """However much of it is there."""
        with pytest.raises(SnapshotCorrupt):
            read_snapshot_file(file_of()[:length], "a.json")

    @given(st.binary())
    def test_nothing_else_is_raised(self, data: bytes) -> None:
        """Any bytes at all are at most corrupt."""
        with pytest.raises(SnapshotCorrupt):
            read_snapshot_file(data, "a.json")

    @pytest.mark.parametrize(
        "line", [b"", b"nonsense", b"[]", b'{"schema":1}', b'{"schema":1,"name":"a"', DEEP]
    )
    def test_a_first_line_that_cannot_be_read(self, line: bytes) -> None:
        """It is all that a listing of snapshots reads."""
        with pytest.raises(SnapshotCorrupt, match="its first line cannot be read"):
            read_snapshot_header(line, "a.json")


OLDER = (changed(DATASET, scope="audio-llm"), changed(JAILBREAK, scope="speech"))
NEWER = [
    *({"scope": None}, {"status": "accepted"}, {"published": "2025-05"}, {"volume": "3"}),
    *({"number": "4"}, {"pages": "1–9"}, {"authors_complete": False}, {"abstract": "Long."}),
    *({"arxiv_category": "cs.SD"}, {"extra": [("note", "x")]}, {"rests_on": ["venue: x"]}),
]


class TestSchema:
    """A file says which version of the format it has."""

    @pytest.mark.parametrize(
        "file",
        [
            file_of().replace(b'"schema":1', f'"schema":{SCHEMA + 1}'.encode()),
            b'{"schema":3,"all":"else","may":["be","different"]}',
            b'{ "schema" : 3 }',
            b'{"schema":0}',
            b'{"schema":99999999999999999999',
        ],
    )
    def test_a_newer_one_is_refused_with_the_advice_to_upgrade(self, file: bytes) -> None:
        """Before anything else: what follows may have another form then."""
        with pytest.raises(
            SnapshotCorrupt,
            match=r"its schema is \d+ .* reads up to 2: upgrade with `pip install --upgrade",
        ):
            read_snapshot_file(file, "a.json")

    def test_what_the_older_one_can_hold_is_written_in_it(self) -> None:
        """Equal records have one digest, whichever release takes it, and older ones read them."""
        data = file_of(OLDER)
        assert schema_of(OLDER) == 1
        assert data.startswith(b'{"schema":1,')
        assert b"scope" not in canonical_json(OLDER[:1])
        assert b'"scope":"speech"' in canonical_json(OLDER[1:])
        assert read_snapshot_file(data, "a.json").entries == OLDER

    @pytest.mark.parametrize("trusted", [False, True])
    @pytest.mark.parametrize("facts", NEWER)
    def test_what_it_cannot_hold_is_written_in_the_newer_one(
        self, facts: dict[str, Any], trusted: bool
    ) -> None:
        """One such record is enough; the scopes of all stand in the file then."""
        records = (
            *OLDER,
            changed(JAILBREAK, arxiv="2503.09999", doi=None, citekey="third", **facts),
        )
        data = file_of(records)
        assert schema_of(records) == 2
        assert data.startswith(b'{"schema":2,')
        assert b'"scope":"audio-llm"' in data
        assert read_snapshot_file(data, "a.json", trusted=trusted).entries == records

    def test_nobody_s_scope_is_not_the_older_default(self) -> None:
        """The digest tells them apart, which the header alone is not part of."""
        someone, nobody = Paper(title="T", scope="audio-llm"), Paper(title="T")
        assert digest_of(canonical_json([someone])) != digest_of(canonical_json([nobody]))
        for entry in (someone, nobody):
            (again,) = read_snapshot_file(file_of((entry,)), "a.json").entries
            assert again.scope == entry.scope

    @pytest.mark.parametrize(("stated", "other"), [(b"1", b"2"), (b"2", b"1")])
    def test_header_and_content_agree(self, stated: bytes, other: bytes) -> None:
        """A header with another schema would change what the records say, under their digest."""
        records = (Paper(title="T", scope=None if stated == b"2" else "audio-llm"),)
        data = file_of(records).replace(b'{"schema":' + stated, b'{"schema":' + other, 1)
        with pytest.raises(SnapshotCorrupt, match="header and its content are of different schem"):
            read_snapshot_file(data, "a.json")


class TestLies:
    """A file under its own digest may still hold what no export could write."""

    @pytest.mark.parametrize(
        ("before", "after", "message"),
        [
            (b'"line":7', b'"line":9223372036854775808', "`line` must be .*2.63 - 1"),
            (b'"10.1145/3700000.3700001"', b'"10.1145/\xed\xa0\xbd"', "cannot be read"),
            (
                b'"https://example.org/voicebreak"',
                b'"https://a.org/\xed\xa0\xbd"',
                "cannot be read",
            ),
            (
                DATASET.citekey.encode(),
                JAILBREAK.citekey.upper().encode(),
                "two of its entries have one citation key",
            ),
            (DATASET.citekey.encode(), JAILBREAK.citekey.encode(), "have one citation key"),
        ],
    )
    def test_are_refused(self, before: bytes, after: bytes, message: str) -> None:
        """At the door, and not when somebody exports."""
        content = canonical_json((JAILBREAK, DATASET))
        assert before in content
        data = with_content(content.replace(before, after))(b"")
        with pytest.raises(SnapshotCorrupt, match=message):
            read_snapshot_file(data, "a.json")
