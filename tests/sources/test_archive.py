"""Archives: what is read of them, what is passed over, and where reading ends."""

import contextlib
import gzip
import io
import random
import tarfile
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st
from listserver import make_archive, member, tar

from trustworthy_audio_llms._records.dates import PartialDate
from trustworthy_audio_llms._sources import archive as _archive
from trustworthy_audio_llms._sources import tar as _tar
from trustworthy_audio_llms._sources.archive import Archive, read_archive
from trustworthy_audio_llms._sources.tar import ArchiveError

COMMIT = "c42c5c8ab1709955d2035fa8e05f770560b81539"
README = {"README.md": "# A list\n"}


def block(path: str, size: int, kind: bytes = b"0") -> bytes:
    """A header that may say what is not so."""
    info = tarfile.TarInfo(path)
    info.size, info.type = size, kind
    return info.tobuf(tarfile.USTAR_FORMAT)


def padded(content: bytes) -> bytes:
    """A member's content up to the next full block."""
    return content + bytes(-len(content) % 512)


def raw(*parts: bytes, ends: bool = True) -> bytes:
    """An archive made by hand: the commit's global header, then these blocks."""
    comment = f"52 comment={COMMIT}\n".encode()
    head = block("pax_global_header", len(comment), b"g") + padded(comment)
    return gzip.compress(head + b"".join(parts) + bytes(1024 * ends))


class TestContent:
    """The Markdown of one commit comes out, whoever made the archive."""

    def test_the_whole(self) -> None:
        """Commit, day in UTC, and the Markdown by its path below the top folder."""
        archive = make_archive({"README.md": "# A\n", "papers/b.md": "é\n"}, commit=COMMIT)
        assert read_archive(archive) == Archive(
            COMMIT, PartialDate(2026, 6, 10), (("README.md", "# A\n"), ("papers/b.md", "é\n"))
        )

    def test_the_order_of_members_does_not_matter(self) -> None:
        """Files come sorted by path, so that equal lists have equal digests."""
        files: dict[str, str | bytes] = {"b.md": "b", "README.md": "r", "a/z.md": "z", "a.md": "a"}
        there = make_archive(files, commit=COMMIT)
        back = make_archive(dict(reversed(files.items())), commit=COMMIT)
        assert there != back
        assert read_archive(there) == read_archive(back)
        assert [path for path, _ in read_archive(back).files] == sorted(files)

    def test_only_markdown(self) -> None:
        """Suffixes count in any case; images and the like are passed over."""
        others: dict[str, str | bytes] = {"logo.png": b"\x89PNG", "md": "no", "c.mdx": "no"}
        archive = make_archive({"a.MD": "a", "b.markdown": "b"} | others)
        assert dict(read_archive(archive).files) == {"a.MD": "a", "b.markdown": "b"}

    def test_invalid_utf_8_is_replaced(self) -> None:
        """What is no UTF-8 is shown as such and costs nothing else."""
        assert read_archive(make_archive({"a.md": b"a\xff\xc3b"})).files == (("a.md", "a��b"),)

    def test_a_byte_order_mark_is_dropped(self) -> None:
        """It is no part of the first line."""
        assert read_archive(make_archive({"a.md": b"\xef\xbb\xbf# A"})).files == (("a.md", "# A"),)

    def test_line_endings_stay(self) -> None:
        """They are the reader's business."""
        assert read_archive(make_archive({"a.md": b"a\r\nb\rc"})).files == (("a.md", "a\r\nb\rc"),)

    def test_the_last_of_two_members_of_one_path_counts(self) -> None:
        """As when the archive is unpacked."""
        archive = make_archive({"a.md": "old"}, more=[member("top/a.md", "new")])
        assert read_archive(archive).files == (("a.md", "new"),)

    def test_members_without_a_time(self) -> None:
        """An archive without times has no date."""
        members = [member("top/a.md", "a", mtime=0)]
        assert read_archive(gzip.compress(tar(members, commit=COMMIT))).date is None

    @pytest.mark.parametrize(
        "format", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT]
    )
    @pytest.mark.parametrize(
        "path",
        ["a.md", f"{'folder/' * 20}a.md", f"{'x' * 90}/{'y' * 90}.md", "papers/模型/été.md"],
    )
    def test_long_paths_and_other_scripts(self, format: int, path: str) -> None:
        """A path that is longer than its field is read in each format that tars have for it."""
        files = tar([member(f"top/{path}", "text")], commit=None, format=format)
        head = tar([], commit=COMMIT)[:1024]
        assert read_archive(gzip.compress(head + files)).files == ((path, "text"),)

    @given(
        st.dictionaries(
            st.from_regex(
                r"[a-z0-9éß模 _-]{1,60}(/[a-z0-9é模_-][a-z0-9é模._-]{0,60}){0,3}\.md",
                fullmatch=True,
            ),
            st.binary(max_size=1500),
            min_size=1,
            max_size=4,
        )
    )
    def test_agrees_with_tarfile(self, files: dict[str, bytes]) -> None:
        """On well-formed archives the hand-written reader finds what the standard library finds."""
        data = make_archive(files, commit=COMMIT)
        with tarfile.open(fileobj=io.BytesIO(data)) as archive:
            expected = {
                info.name.partition("/")[2]: archive.extractfile(info).read()  # type: ignore[union-attr]
                for info in archive
                if info.isreg()
            }
        found = dict(read_archive(data).files)
        assert found.keys() == expected.keys()
        for path, content in expected.items():
            assert found[path] == content.decode("utf-8", "replace").removeprefix("\ufeff")

    def test_a_size_from_a_pax_record(self) -> None:
        """A size in an extended header overrides the one in the member's own."""
        record = b"12 size=300\n"
        archive = raw(
            block("x", len(record), b"x"), padded(record), block("top/a.md", 0), padded(b"a" * 300)
        )
        assert read_archive(archive).files == (("a.md", "a" * 300),)


class TestPassedOver:
    """What is no file of the list is passed over, and nothing outside is ever read."""

    @pytest.mark.parametrize(
        "kind",
        [
            tarfile.SYMTYPE,
            tarfile.LNKTYPE,
            tarfile.CHRTYPE,
            tarfile.BLKTYPE,
            tarfile.FIFOTYPE,
            tarfile.DIRTYPE,
        ],
    )
    def test_links_and_devices(self, kind: bytes) -> None:
        """A link or device with a Markdown name is neither read nor followed."""
        hostile = member("top/b.md", kind=kind, linkname="/etc/passwd")
        assert read_archive(make_archive(README, more=[hostile])).files == tuple(README.items())

    @pytest.mark.parametrize(
        "path",
        [
            "top/../../b.md",
            "top/..",
            "../b.md",
            "/etc/b.md",
            "//b.md",
            "top//b.md",
            "top/./b.md",
            "top/papers/../b.md",
            "top/b\n.md",
            "top/\x1b[31m.md",
            "b.md",
            "top/.github/b.md",
            "top/papers/.drafts/b.md",
        ],
    )
    def test_paths_that_lead_elsewhere(self, path: str) -> None:
        """So is a path that is absolute, leads upwards, is hidden, or holds control characters."""
        hostile = member(path, "hostile")
        assert read_archive(make_archive(README, more=[hostile])).files == tuple(README.items())

    def test_unknown_kinds_with_content(self) -> None:
        """The content of a member of unknown kind is skipped, and what follows is read."""
        archive = raw(block("top/b", 600, b"Z"), bytes(1024), block("top/a.md", 1), padded(b"a"))
        assert read_archive(archive).files == (("a.md", "a"),)

    @pytest.mark.parametrize("kind", [b"1", b"2", b"3", b"4", b"5", b"6"])
    def test_sizes_of_what_has_no_content(self, kind: bytes) -> None:
        """A link that gives a size has no content all the same: the next member follows."""
        archive = raw(block("top/b.md", 600, kind), block("top/a.md", 1), padded(b"a"))
        assert read_archive(archive).files == (("a.md", "a"),)

    def test_large_files_of_other_kinds(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The bound on a file's size is for Markdown: a large image does not matter."""
        monkeypatch.setattr(_archive, "MAX_MEMBER_BYTES", 1000)
        archive = make_archive(README | {"demo.mp4": bytes(300_000)})
        assert read_archive(archive).files == tuple(README.items())


class TestDamaged:
    """What is no whole archive of a list is refused, with a reason."""

    def test_no_gzip(self) -> None:
        """A web page is no archive, and the message shows how it begins."""
        with pytest.raises(ArchiveError, match=r"no gzip archive.*b'<!DOCTYPE html>"):
            read_archive(b"<!DOCTYPE html><title>Log in</title>")

    def test_nothing(self) -> None:
        """An empty body is cut short."""
        with pytest.raises(ArchiveError, match=r"cut short \(0 bytes\)"):
            read_archive(b"")

    def test_cut_short_anywhere(self) -> None:
        """No beginning of an archive passes for the whole, not even all but its last byte."""
        whole = make_archive(README)
        for length in range(len(whole)):
            with pytest.raises(ArchiveError):
                read_archive(whole[:length])

    def test_a_changed_byte(self) -> None:
        """The checksum at gzip's end covers what no other check does."""
        content = bytearray(gzip.decompress(make_archive({"a.md": "2405.19103"})))
        whole = gzip.compress(bytes(content))
        place = content.index(b"2405")
        content[place : place + 4] = b"2406"
        with pytest.raises(ArchiveError, match="CRC"):
            read_archive(gzip.compress(bytes(content))[:-8] + whole[-8:])

    def test_no_tar(self) -> None:
        """Gzip with something else inside is refused."""
        with pytest.raises(ArchiveError, match="no tar archive"):
            read_archive(gzip.compress(b"not a tar " * 200))

    def test_without_an_end(self) -> None:
        """A tar that stops between members is cut short, whole as its gzip may be."""
        with pytest.raises(ArchiveError, match="cut short"):
            read_archive(raw(block("top/a.md", 1), padded(b"a"), ends=False))

    def test_a_member_longer_than_the_archive(self) -> None:
        """A member that promises more than there is ends in an error, not in a loop."""
        with pytest.raises(ArchiveError, match="cut short"):
            read_archive(raw(block("top/a.png", 10**7)))

    @pytest.mark.parametrize("size", [b"-1\0", b"0x10\0", b"\x80" + bytes(10) + b"\x01"])
    def test_sizes_that_are_none(self, size: bytes) -> None:
        """A size that is negative, or in another notation than octal, is refused."""
        header = bytearray(block("top/a.png", 0))
        header[124:136] = size.ljust(12, b"\0")
        header[148:156] = b"%06o\0 " % (sum(header) - sum(header[148:156]) + 8 * 32)
        with pytest.raises(ArchiveError, match="a header cannot be read"):
            read_archive(raw(bytes(header)))

    @pytest.mark.parametrize(
        "record",
        [
            b"nonsense",
            b"0 path=a\n",
            b"3 path=a\n",
            b"99 path=a\n",
            b"9 path=a\n4 a\n",
            b"9 path=a\n0 a=b\n",
            b"12 path=a.mdX",
            b"13 size=-300\n",
            "14 size=٣٠٠\n".encode(),
            b"32 size=99999999999999999999999\n",
        ],
    )
    def test_extended_headers_that_cannot_be_read(self, record: bytes) -> None:
        """Neither is a pax record whose length or value is wrong."""
        blocks = block("x", len(record), b"x") + padded(record) + block("top/a.md", 0)
        with pytest.raises(ArchiveError, match="extended header cannot be read"):
            read_archive(raw(blocks))

    def test_without_a_commit(self) -> None:
        """Without its commit a list cannot be pinned."""
        with pytest.raises(ArchiveError, match="which commit"):
            read_archive(make_archive(README, pax=False))

    def test_with_something_else_for_a_commit(self) -> None:
        """A comment that is no commit is none."""
        with pytest.raises(ArchiveError, match="which commit"):
            read_archive(make_archive(README, commit="../../etc"))

    def test_without_markdown(self) -> None:
        """A repository without Markdown is no list."""
        with pytest.raises(ArchiveError, match="no Markdown"):
            read_archive(make_archive({"main.py": "pass"}))

    @given(st.binary(max_size=2000), st.booleans())
    def test_any_bytes(self, data: bytes, compressed: bool) -> None:
        """Whatever comes, the error is ours."""
        with pytest.raises(ArchiveError):
            read_archive(gzip.compress(data) if compressed else data)

    @given(st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 255)), min_size=1, max_size=8))
    def test_any_damage(self, changes: list[tuple[int, int]]) -> None:
        """A damaged tar is read or refused; nothing else happens."""
        content = bytearray(gzip.decompress(make_archive({"a.md": "a", "é" * 70 + ".md": "b"})))
        for place, value in changes:
            content[place] = value
        with contextlib.suppress(ArchiveError):
            assert read_archive(gzip.compress(bytes(content))).files


class TestBounds:
    """However small an archive is on the wire, what it costs is bounded."""

    def test_a_bomb_in_a_file(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Inflating stops at the bound, before the rest of the bomb."""
        monkeypatch.setattr(_tar, "MAX_INFLATED_BYTES", 2**20)
        bomb = raw(block("top/a.png", 64 * 2**20), bytes(64 * 2**20))
        tracemalloc.start()
        try:
            with pytest.raises(ArchiveError, match="inflates to more than 1 MiB"):
                read_archive(bomb)
            assert tracemalloc.get_traced_memory()[1] < 2**20
        finally:
            tracemalloc.stop()

    def test_a_bomb_in_many_files(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """What is inflated is counted over all members."""
        monkeypatch.setattr(_tar, "MAX_INFLATED_BYTES", 2**20)
        half = block("top/a.png", 2**19) + bytes(2**19)
        with pytest.raises(ArchiveError, match="inflates to more than 1 MiB"):
            read_archive(raw(half, half))

    def test_a_bomb_after_the_end(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """What follows the tar's end is counted too."""
        monkeypatch.setattr(_tar, "MAX_INFLATED_BYTES", 2**20)
        with pytest.raises(ArchiveError, match="inflates to more than 1 MiB"):
            read_archive(raw(block("top/a.md", 1), padded(b"a"), bytes(4 * 2**20)))

    @pytest.mark.parametrize("kind", [b"x", b"g", b"L"])
    def test_a_bomb_in_an_extended_header(self, kind: bytes) -> None:
        """A header of gigabytes is refused by its size alone."""
        with pytest.raises(ArchiveError, match=r"an extended header of 2,147,483,648 bytes"):
            read_archive(raw(block("x", 2**31, kind)))

    def test_large_markdown(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A Markdown file beyond the bound is left out and told; one at the bound is read."""
        monkeypatch.setattr(_archive, "MAX_MEMBER_BYTES", 2**20)
        files = {"papers/a.md": "a" * (2**20 + 1), "papers/b.md": "b" * 2**20}
        archive = read_archive(make_archive(files))
        assert [path for path, _ in archive.files] == ["papers/b.md"]
        (left_out,) = archive.skipped
        assert (left_out.path, left_out.line, left_out.code) == ("papers/a.md", 1, "too-large")
        assert left_out.text == "a file of more than 1 MiB"

    def test_nothing_but_large_markdown(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where nothing is left to read, that is no list without entries, but an error."""
        monkeypatch.setattr(_archive, "MAX_MEMBER_BYTES", 2**20)
        with pytest.raises(ArchiveError, match=r"no Markdown file but 'a.md', .* than 1 MiB"):
            read_archive(make_archive({"a.md": "a" * (2**20 + 1), "figure.png": b""}))

    def test_much_markdown(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """So is what comes after as much as is read altogether, repeated paths counted twice."""
        monkeypatch.setattr(_archive, "MAX_TEXT_BYTES", 2**20)
        half = "a" * 2**19
        twice = [member("top/a.md", half), member("top/a.md", half)]
        assert not read_archive(make_archive({}, more=twice)).skipped
        archive = read_archive(make_archive({}, more=[*twice, member("top/b.md", "b")]))
        assert archive.files == (("a.md", half),)
        (left_out,) = archive.skipped
        assert (left_out.path, left_out.text) == ("b.md", "with others more than 1 MiB of Markdown")

    def test_of_a_path_that_occurs_twice_the_last_counts(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Whether it is read or left out."""
        monkeypatch.setattr(_archive, "MAX_MEMBER_BYTES", 5)
        small, large = member("top/a.md", "small"), member("top/a.md", "too large")
        archive = read_archive(make_archive({}, more=[large, small]))
        assert (archive.files, archive.skipped) == ((("a.md", "small"),), ())
        archive = read_archive(make_archive({"b.md": ""}, more=[small, large]))
        assert [path for path, _ in archive.files] == ["b.md"]
        assert [left_out.path for left_out in archive.skipped] == ["a.md"]

    def test_many_lines(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Lines are counted altogether, too, however they end."""
        monkeypatch.setattr(_archive, "MAX_LINES", 6)
        assert not read_archive(make_archive({"a.md": "a\nb\r", "b.md": "c\r\nd\r\n\re\n"})).skipped
        archive = read_archive(make_archive({"a.md": "a\nb\r", "b.md": "c\r\nd\r\n\re\n\n"}))
        assert [path for path, _ in archive.files] == ["a.md"]
        assert archive.skipped[0].text == "with others more than 6 lines of Markdown"

    def test_many_members(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Members are counted, extended headers with them."""
        monkeypatch.setattr(_tar, "MAX_MEMBERS", 5)
        assert read_archive(make_archive({f"{i}.md": "" for i in range(3)}))  # and header, folder
        with pytest.raises(ArchiveError, match="more than 5 members"):
            read_archive(make_archive({f"{i}.md": "" for i in range(4)}))
        headers = (block("x", 0, b"x") for _ in range(6))
        with pytest.raises(ArchiveError, match="more than 5 members"):
            read_archive(raw(*headers))

    def test_the_bounds_leave_room(self) -> None:
        """Five times the list of today, and ten times its images, is still read."""
        image = random.Random(0).randbytes(40 * 2**20)
        files = {f"papers/{i}.md": "- [T](https://arxiv.org/abs/2405.19103)\n" for i in range(360)}
        archive = make_archive(files | {"figures/a.png": image, "b.md": "b" * 300 * 2**10})
        assert len(archive) < _archive.MAX_ARCHIVE_BYTES
        assert len(read_archive(archive).files) == 361


class TestSnapshots:
    """A repository that keeps a catalogue has snapshot files; the newest is read."""

    OURS = b'{"schema":1,"name":"x"}'

    @pytest.mark.parametrize("names", [["2026.9", "2026.11"], ["2026.11", "2026.9", "2026.10.7"]])
    def test_the_newest(self, names: list[str]) -> None:
        """By the numbers of its name, in whatever order they come."""
        files = {f"data/snapshots/{name}.json": self.OURS + name.encode() for name in names}
        snapshot = read_archive(make_archive({**README, **files})).snapshot
        assert snapshot is not None
        assert (snapshot.path, snapshot.data) == (
            "data/snapshots/2026.11.json",
            self.OURS + b"2026.11",
        )

    def test_without_markdown(self) -> None:
        """It is enough."""
        archive = read_archive(make_archive({"data/snapshots/2026.11.json": self.OURS}))
        assert archive.files == ()
        assert archive.snapshot

    @pytest.mark.parametrize(
        ("path", "data"),
        [
            ("data/snapshots/2026.11.json", b"[1, 2, 3]"),
            ("data/snapshots/2026.11.json", b""),
            ("data/snapshots/2026.11.json", b'{"schema":"https://json-schema.org/"}'),
            ("data/snapshots/latest.json", OURS),
            ("data/snapshots/2026.11.json.bak", OURS),
            ("data/snapshots/more/2026.11.json", OURS),
            ("more/data/snapshots/2026.11.json", OURS),
            (".data/snapshots/2026.11.json", OURS),
        ],
    )
    def test_what_is_none(self, path: str, data: bytes) -> None:
        """Files of other forms, names and places are not ours: the Markdown is read."""
        archive = read_archive(make_archive({**README, path: data}))
        assert (archive.files, archive.snapshot) == (tuple(README.items()), None)

    def test_a_large_one(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """It is refused; what is not ours may be as large as it likes."""
        monkeypatch.setattr(_archive, "MAX_SNAPSHOT_BYTES", 100)
        path = "data/snapshots/2026.11.json"
        with pytest.raises(ArchiveError, match=rf"'{path}' of 123 bytes"):
            read_archive(make_archive({path: self.OURS + bytes(100)}))
        assert read_archive(make_archive({**README, path: bytes(123)})).snapshot is None
