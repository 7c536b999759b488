"""Opening lists that are at hand: a text, a Markdown file, or a folder of them."""

import os
from pathlib import Path

import pytest

import trustworthy_audio_llms as tal
from trustworthy_audio_llms import Catalog, SkipReason, load, parse_list, read_list
from trustworthy_audio_llms._snapshots.codec import canonical_json, digest_of

LINE = "- 2025/03/09 [{}](https://arxiv.org/abs/2503.{:05})\n"
NEWS = "## Recent News\n\n- **[2025.11.12]** The list is online.\n"


def titles(catalog: Catalog) -> list[str]:
    """The titles in a catalog."""
    return [entry.title for entry in catalog]


class TestParseList:
    """`parse_list` reads the text of one file."""

    def test_gives_a_catalog(self) -> None:
        """With entries, news, and what was not understood."""
        catalog = parse_list(LINE.format("Voice Attacks", 1) + "- 2025/03/09 ?\n\n" + NEWS)
        (entry,) = catalog
        assert (entry.title, entry.id) == ("Voice Attacks", "arxiv:2503.00001")
        assert [item.text for item in catalog.news] == ["The list is online."]
        assert all(line.path == "README.md" for line in catalog.skipped)
        assert [(m.path, m.line) for m in entry.mentions] == [("README.md", 1)]

    def test_the_path_tells_topics(self) -> None:
        """As it stands in the list."""
        (entry,) = parse_list(LINE.format("T", 1), path="papers/safety/jailbreak.md")
        assert entry.topics == ("safety/jailbreak",)
        assert entry.mentions[0].path == "papers/safety/jailbreak.md"

    @pytest.mark.parametrize(
        ("path", "name"),
        [
            ("README.md", "readme"),
            ("a/My List.md", "my-list"),
            ("a@b#c.md", "a-b-c"),
            ("!.md", "list"),
        ],
    )
    def test_is_named_by_its_file(self, path: str, name: str) -> None:
        """The name fits into a pin."""
        catalog = parse_list(LINE.format("T", 1), path=path)
        assert catalog.snapshot.name == name
        assert catalog.snapshot.source == path
        assert catalog.snapshot.digest == digest_of(canonical_json(catalog, catalog.news))

    @pytest.mark.parametrize("text", ["", "\n", "\x00", "\ud83d", "no list at all"])
    def test_reads_what_is_no_list(self, text: str) -> None:
        """There is nothing in it."""
        catalog = parse_list(text)
        assert len(catalog) == 0
        assert catalog.snapshot.digest == digest_of(canonical_json([]))

    def test_can_be_saved_and_loaded(self, tmp_path: Path) -> None:
        """Under the same pin, with what was skipped."""
        catalog = parse_list(LINE.format("T", 1) + "- 2025/03/09 ?\n")
        catalog.save(tmp_path / "a.json")
        again = load(tmp_path / "a.json")
        assert again == catalog
        assert again.snapshot == catalog.snapshot
        assert again.skipped == catalog.skipped


class TestReadList:
    """`read_list` reads a file or a folder."""

    def test_of_a_file(self, tmp_path: Path) -> None:
        """Invalid UTF-8 and a byte order mark do no harm."""
        path = tmp_path / "My List.md"
        path.write_bytes(b"\xef\xbb\xbf" + LINE.format("Vo\xffce", 1).encode("latin-1"))
        for given in (path, str(path)):
            catalog = read_list(given)
            assert titles(catalog) == ["Vo�ce"]
            assert catalog.snapshot.name == "my-list"
            assert catalog.snapshot.source == str(path)
            assert catalog[0].mentions[0].path == "My List.md"

    def test_of_a_folder(self, tmp_path: Path) -> None:
        """Every Markdown file counts, in the order of the paths."""
        for number, name in enumerate(["b.md", "a/z.markdown", "a/b/C.MD", "README.md"]):
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(LINE.format(name, number), encoding="utf-8")
        catalog = read_list(tmp_path)
        paths = [entry.mentions[0].path for entry in catalog]
        assert paths == sorted(paths)
        assert set(paths) == {"b.md", "a/z.markdown", "a/b/C.MD", "README.md"}

    def test_of_a_folder_without_hidden_ones(self, tmp_path: Path) -> None:
        """`.git` and other files are no part of the list; an empty folder is an empty list."""
        for name in (".git/a.md", ".github/b.md", "a.txt", "md"):
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(LINE.format("T", 1), encoding="utf-8")
        (tmp_path / "folder.md").mkdir()
        with pytest.warns(UserWarning, match="There is no Markdown file in"):
            assert len(read_list(tmp_path)) == 0

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes and links here")
    def test_of_a_folder_with_links_and_pipes(self, tmp_path: Path) -> None:
        """A link may lead anywhere, and a pipe would be read for ever."""
        outside = tmp_path / "outside"
        outside.mkdir()
        (outside / "secret.md").write_text(LINE.format("T", 1), encoding="utf-8")
        inside = tmp_path / "inside"
        inside.mkdir()
        (inside / "link.md").symlink_to(outside / "secret.md")
        (inside / "folder").symlink_to(outside, target_is_directory=True)
        (inside / "dead.md").symlink_to("nowhere")
        os.mkfifo(inside / "pipe.md")
        with pytest.warns(UserWarning, match="hidden folders left out"):
            assert len(read_list(inside)) == 0

    def test_of_a_thousand_folders_one_inside_the_other(self, tmp_path: Path) -> None:
        """However deep a clone is."""
        deep = [tmp_path / "a"]
        for _ in range(1000):
            deep.append(deep[-1] / "a")
        for folder in deep:
            folder.mkdir()
        (deep[-1] / "b.md").write_text(LINE.format("T", 1), encoding="utf-8")

        assert len(read_list(tmp_path)) == 1

        (deep[-1] / "b.md").unlink()  # Python 3.11 calls itself for each folder that it removes.
        for folder in reversed(deep):
            folder.rmdir()

    @pytest.mark.parametrize(
        ("name", "hint"),
        [
            ("refs.bib", "`read_references` reads references"),
            ("list.PDF", "read from its Markdown"),
            ("list.zip", "Unpack it first"),
        ],
    )
    def test_of_a_file_of_another_kind(self, tmp_path: Path, name: str, hint: str) -> None:
        """It is read, with a hint."""
        (tmp_path / name).write_text(LINE.format("T", 1), encoding="utf-8")

        with pytest.warns(UserWarning, match=hint):
            assert len(read_list(tmp_path / name)) == 1

    def test_of_a_text_that_is_a_path(self) -> None:
        """It was meant to be read from there."""
        with pytest.warns(UserWarning, match="`read_list` reads files"):
            assert len(parse_list(" lists/voices.md\n")) == 0

    @pytest.mark.parametrize("path", ["~/My Lists/a.md", "./My Lists/a.md", r"c:\My Lists\a.md"])
    def test_of_a_path_with_blanks(self, path: str) -> None:
        """It begins like one."""
        with pytest.warns(UserWarning, match="`read_list` reads files"):
            parse_list(path)

    def test_of_the_address_of_a_repository(self) -> None:
        """That is fetched."""
        with pytest.warns(UserWarning, match="`fetch` reads repositories"):
            parse_list("https://github.com/owner/list")

    @pytest.mark.parametrize(
        ("path", "hint"),
        [
            ("https://github.com/owner/list", "`fetch` reads repositories"),
            (f"# List\n\n{LINE}" * 99, "`parse_list` reads texts"),
        ],
    )
    def test_of_what_is_no_path(self, path: str, hint: str) -> None:
        """It cannot be read, and what reads it is named."""
        with pytest.warns(UserWarning, match=hint), pytest.raises(OSError, match=r"\S"):
            read_list(path)

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
    def test_of_a_file_with_a_mark_of_its_encoding(self, tmp_path: Path, encoding: str) -> None:
        """As some editors save it."""
        (tmp_path / "a.md").write_text(LINE.format("Über", 1), encoding=encoding)
        catalog = read_list(tmp_path / "a.md")
        assert (catalog[0].title, catalog.skipped) == ("Über", ())

    def test_of_characters_that_are_lost(self, tmp_path: Path) -> None:
        """They are told, with the line of the first."""
        text = LINE.format("Fine", 1) + LINE.format("Über üben", 2)
        (tmp_path / "a.md").write_bytes(text.encode("latin-1"))
        [told] = read_list(tmp_path).skipped

        assert (told.path, told.line, told.code) == ("a.md", 2, SkipReason.ENCODING)
        assert told.reason == "no UTF-8 in 2 places, read as \ufffd: save the file as UTF-8"
        assert told.text.endswith("\ufffdber \ufffdben](https://arxiv.org/abs/2503.00002)")

        (tmp_path / "a.md").write_bytes(LINE.format("Café", 1).encode("latin-1"))
        [told] = read_list(tmp_path).skipped
        assert told.reason.startswith("no UTF-8 in one place, ")

    @pytest.mark.parametrize("data", [b"%PDF-1.7\n1 0 obj", b"\x89PNG\r\n\x1a\n\0\0"])
    def test_of_what_is_no_text(self, tmp_path: Path, data: bytes) -> None:
        """Whatever it is called."""
        (tmp_path / "a.md").write_bytes(data)
        told = read_list(tmp_path / "a.md").skipped[0]
        assert (told.line, told.reason) == (1, "no text: a PDF, a picture, or the like")

    def test_of_a_path_that_is_not_there(self, tmp_path: Path) -> None:
        """It is an OSError."""
        with pytest.raises(FileNotFoundError):
            read_list(tmp_path / "missing.md")

    def test_of_a_folder_is_that_of_its_files(self, tmp_path: Path) -> None:
        """The same text gives the same digest, however it is read."""
        text = LINE.format("T", 1)
        (tmp_path / "README.md").write_text(text, encoding="utf-8")
        digests = {
            catalog.snapshot.digest
            for catalog in (
                read_list(tmp_path),
                read_list(tmp_path / "README.md"),
                parse_list(text),
            )
        }
        assert len(digests) == 1


class TestReferences:
    """Reference files are read from where they are."""

    BIB = "@misc{a, title={One}, year=2024}\n@misc{b, title={Two}\n"

    def test_a_file(self, tmp_path: Path) -> None:
        """Its name is the place of what is in it, its path the source."""
        path = tmp_path / "refs.bib"
        path.write_text(self.BIB, encoding="utf-8")
        catalog = tal.read_references(path)
        assert [(entry.title, str(entry.mentions[0])) for entry in catalog] == [
            ("One", "refs.bib:1")
        ]
        assert [(line.path, line.line) for line in catalog.skipped] == [("refs.bib", 2)]
        assert (catalog.snapshot.name, catalog.snapshot.source) == ("refs", str(path))

    def test_a_folder(self, tmp_path: Path) -> None:
        """Every file whose name ends like one of references; the same work in two is one entry."""
        (tmp_path / "sub").mkdir()
        (tmp_path / ".hidden").mkdir()
        (tmp_path / "a.bib").write_text("@misc{a, title={One}, doi={10.1000/182}}", "utf-8")
        (tmp_path / "sub" / "b.ris").write_text(
            "TY  - JOUR\nTI  - One\nDO  - 10.1000/182\nER  - ", "utf-8"
        )
        (tmp_path / "sub" / "c.md").write_text("# No references", "utf-8")
        (tmp_path / ".hidden" / "d.bib").write_text("@misc{d, title={No}}", "utf-8")
        (tmp_path / "e.csv").write_text("words", "utf-8")
        catalog = tal.read_references(tmp_path)
        assert [[str(mention) for mention in entry.mentions] for entry in catalog] == [
            ["a.bib:1", "sub/b.ris:1"]
        ]
        assert [line.path for line in catalog.skipped] == ["e.csv"]

    def test_the_format_may_be_said(self, tmp_path: Path) -> None:
        """Where nothing else says it."""
        path = tmp_path / "references.txt"
        path.write_text(self.BIB, encoding="utf-8")
        assert len(tal.read_references(path, format="bib")) == 1
        path.write_text("words", encoding="utf-8")
        (line,) = tal.read_references(path).skipped
        assert line.code is tal.SkipReason.NO_RECORDS
        with pytest.raises(tal.InvalidQuery):
            tal.read_references(path, format="word")

    def test_another_encoding_is_told(self, tmp_path: Path) -> None:
        """The accents may be others."""
        path = tmp_path / "refs.bib"
        path.write_bytes("@misc{a, title={Über}}".encode("latin-1"))
        catalog = tal.read_references(path)
        assert catalog[0].title == "Über"
        assert [line.code for line in catalog.skipped] == [tal.SkipReason.ENCODING]
        path.write_bytes("@misc{a, title={Über}}".encode("utf-16"))
        assert tal.read_references(path)[0].title == "Über"
        assert not tal.read_references(path).skipped

    def test_what_is_no_file(self, tmp_path: Path) -> None:
        """Is an OSError, a pipe too."""
        with pytest.raises(FileNotFoundError):
            tal.read_references(tmp_path / "none.bib")
        os.mkfifo(tmp_path / "pipe.bib")
        with pytest.raises(OSError, match="no regular file"):
            tal.read_references(tmp_path / "pipe.bib")

    def test_a_text(self) -> None:
        """Of a format that is named."""
        assert tal.parse_references(self.BIB, "bibtex")[0].title == "One"
        with pytest.raises(tal.InvalidQuery, match="bibtex"):
            tal.parse_references(self.BIB, "word")
