"""What records become, seen through BibTeX."""

import re

import pytest

import trustworthy_audio_llms as tal


def read(fields: str, type_: str = "misc", key: str = "k") -> tal.Entry:
    """The entry of a record."""
    return tal.parse_references(f"@{type_}{{{key}, {fields}}}", "bibtex")[0]


class TestFields:
    """Every field has its place."""

    def test_an_article(self) -> None:
        """With everything."""
        entry = read(
            "title = {Orders in a {Whisper}}, subtitle={A Study},"
            'author = {M{\\"u}ller, Ana and others},'
            "journal = {Journal of Whispers}, year = 2024, month = may, volume = 3, number = {2},"
            "pages = {11--19}, doi = {10.1000/a\\_b}, url = {https://example.org/x\\_y},"
            "abstract = {One sentence.}, keywords = {audio; whisper, voice}, publisher = {P \\& Q}",
            "article",
        )
        assert entry.title == "Orders in a Whisper: A Study"
        assert (entry.authors, entry.authors_complete) == (("Ana Müller",), False)
        assert (entry.venue, entry.status) == ("Journal of Whispers", "published")
        assert str(entry.date) == str(entry.published) == "2024-05"
        assert (entry.volume, entry.number, entry.pages) == ("3", "2", "11–19")
        assert entry.doi == "10.1000/a_b"
        assert entry.url == "https://example.org/x_y"
        assert entry.abstract == "One sentence."
        assert entry.keywords == ("audio", "whisper", "voice")
        assert entry.citekey == "k"
        assert entry.extra[:2] == (("entrytype", "article"), ("title", "Orders in a Whisper"))
        assert ("publisher", "P & Q") in entry.extra
        assert (entry.scope, entry.topics) == (None, ())

    @pytest.mark.parametrize("name", ["eid", "articleno", "article-number", "art_number"])
    def test_the_number_of_an_article(self, name: str) -> None:
        """It stands for pages where there are none."""
        assert read(f"title = {{T}}, {name} = {{e17}}", "article").pages == "e17"
        assert read(f"title = {{T}}, {name} = {{e17}}, pages = {{3}}", "article").pages == "3"

    @pytest.mark.parametrize(
        ("type_", "fields", "kind"),
        [
            ("article", "title={T}", "paper"),
            ("dataset", "title={T}", "dataset"),
            ("software", "title={T}", "toolkit"),
            ("misc", "title={T}, note={Benchmark}", "benchmark"),
            ("misc", "title={T}, note={Unverified. Nobody knows. Dataset}", "dataset"),
        ],
    )
    def test_kinds(self, type_: str, fields: str, kind: str) -> None:
        """By the type, or by the note of our own exports."""
        assert read(fields, type_).kind == kind

    @pytest.mark.parametrize(
        ("type_", "fields", "venue", "status"),
        [
            ("inproceedings", "booktitle={Proc. ICASSP}, year=2024", "ICASSP 2024", "published"),
            (
                "inproceedings",
                "booktitle={Proceedings of ICASSP 2023}, year=2024",
                "ICASSP 2023",
                "published",
            ),
            ("inproceedings", "booktitle={Proc. ICASSP}", "ICASSP", "published"),
            (
                "article",
                "journal={Speech Communication}, year=2024",
                "Speech Communication",
                "published",
            ),
            ("article", "journal={arXiv preprint arXiv:2405.19103}", None, "preprint"),
            ("article", "journal={CoRR}, volume={abs/2405.19103}", None, "preprint"),
            ("article", "journal={ArXiv}", None, "preprint"),
            ("misc", "eprint={2405.19103}, archiveprefix={arXiv}", None, "preprint"),
            ("misc", "eprint={2405.19103}, eprinttype={arxiv}", None, "preprint"),
            ("misc", "note={Under review at Somewhere}", None, "under-review"),
            (
                "inproceedings",
                "booktitle={Some Workshop}, note={To appear}",
                "Some Workshop",
                "accepted",
            ),
            ("article", "journal={J}, pubstate={inpress}", "J", "accepted"),
            ("inproceedings", "eventtitle={An Event}", "An Event", "published"),
            ("article", "journaltitle={J}, journalsubtitle={S}", "J: S", "published"),
            ("book", "title={B}, booktitle={X}", "X", "published"),
            ("book", "booktitle={X}", None, None),
            ("book", "title={B}, publisher={P}", None, None),
            ("misc", "title={B}", None, None),
        ],
    )
    def test_venues(self, type_: str, fields: str, venue: str | None, status: str | None) -> None:
        """As the registry writes them, with the year; a repository is none."""
        entry = read(fields, type_)
        assert (entry.venue, entry.status) == (venue, status)

    @pytest.mark.parametrize(
        ("fields", "date"),
        [
            ("date={2024-05-17}, year={2023}", "2024-05-17"),
            ("date={forthcoming}, year={2023}", "2023"),
            ("year={2024}, month={17 May}", "2024-05-17"),
            ("year={2024}, month={may}, day={17}", "2024-05-17"),
            ("year={2024-05}, month={jun}", "2024-05"),
            ("year={in press}", None),
            ("month=may", None),
        ],
    )
    def test_dates(self, fields: str, date: str | None) -> None:
        """BibLaTeX's before BibTeX's."""
        entry = read(f"title={{T}}, {fields}")
        assert (str(entry.date) if entry.date else None) == date

    @pytest.mark.parametrize(
        ("fields", "scheme", "value"),
        [
            ("eprint={2405.19103}", "arxiv", "2405.19103"),
            ("eprint={arXiv:2405.19103v2}", "arxiv", "2405.19103"),
            ("arxiv={2405.19103}", "arxiv", "2405.19103"),
            ("howpublished={\\url{https://arxiv.org/abs/2405.19103}}", "arxiv", "2405.19103"),
            ("note={doi:10.1000/182}", "doi", "10.1000/182"),
            ("url={https://doi.org/10.1000/182}", "doi", "10.1000/182"),
            ("eprint={ZuzygE5nsT}, eprinttype={openreview}", "openreview", "ZuzygE5nsT"),
            ("url={https://aclanthology.org/2024.acl-long.1/}", "acl", "2024.acl-long.1"),
        ],
    )
    def test_identifiers(self, fields: str, scheme: str, value: str) -> None:
        """From any field that holds one."""
        assert getattr(read(f"title={{T}}, {fields}"), scheme) == value

    @pytest.mark.parametrize(
        ("fields", "url"),
        [
            ("url={https://example.org}", "https://example.org"),
            ("url={example.org}, ee={https://example.org/ee}", "https://example.org/ee"),
            ("howpublished={\\url{https://example.org/a}}", "https://example.org/a"),
            ("note={See https://example.org/b.}", "https://example.org/b"),
            ("url={no link}", None),
            ("note={http is a protocol}", None),
        ],
    )
    def test_links(self, fields: str, url: str | None) -> None:
        """From the fields that hold one."""
        assert read(f"title={{T}}, {fields}").url == url

    @pytest.mark.parametrize("key", ["9053795", "DBLP:conf/x/Y_20", "kumāra", "a__b-", "x(1)"])
    def test_keys_are_those_of_the_file(self, key: str) -> None:
        """Whatever BibTeX takes."""
        entry = read("title={T}", key=key)
        assert entry.citekey == key
        assert entry.mentions[0].section == key

    @pytest.mark.parametrize("key", ["a&b", "a^^5cb", "$x$", "a b", ""])
    def test_a_key_that_tex_would_act_upon_is_made_anew(self, key: str) -> None:
        """The place still says what it was."""
        entry = read("title={Whispers}", key=key)
        assert re.fullmatch("whispers[b-z]{5}", entry.citekey)
        assert entry.mentions[0].section == key

    def test_without_a_title(self) -> None:
        """The work is called by what else names it, and says so."""
        assert read("author={A B}").title == "k"
        assert read("booktitle={Of a Whole}", "proceedings").title == "Of a Whole"
        assert read("author={A B}").note == "The file gives no title"

    def test_what_no_entry_takes_costs_nothing_else(self) -> None:
        """The record becomes an entry without it."""
        entry = read("title={T}, primaryclass={cs.SD}, author={A B}, url={http://[}")
        assert entry.authors == ("A B",)
        assert entry.arxiv_category == "cs.SD"


class TestInheritance:
    """A record takes what it lacks from those it names."""

    def read(self, text: str) -> dict[str, tal.Entry]:
        """The entries of a file, by their keys."""
        return {entry.citekey: entry for entry in tal.parse_references(text, "bibtex")}

    def test_a_part_takes_the_title_of_its_whole_as_booktitle(self) -> None:
        """And its year, but not what identifies it."""
        entry = self.read(
            "@inproceedings{a, title={A Part}, author={A B}, crossref={P}}"
            "@proceedings{p, title={The Whole}, year=2024, doi={10.1000/182}, editor={E F}}"
        )["a"]
        assert (entry.title, entry.venue, entry.year) == ("A Part", "The Whole", 2024)
        assert (entry.doi, entry.authors) == (None, ("A B",))

    def test_a_version_is_called_as_the_whole(self) -> None:
        """So is a volume."""
        entries = self.read(
            "@softwareversion{v, version={2}, crossref={s}}"
            "@software{s, title={A Tool}, author={A B}, date={2020}}"
        )
        assert "v" in entries or len(entries["s"].mentions) == 2

    def test_data_of_others_are_taken_whole(self) -> None:
        """`xdata`, by several keys, over several steps, round in circles."""
        entry = self.read(
            "@misc{a, xdata={x, y, nowhere}}"
            "@xdata{x, title={From X}, crossref={z}}"
            "@xdata{y, year=2024, xdata={x}}"
            "@misc{z, ids={zz}, author={A B}, xdata={y}}"
        )["a"]
        assert (entry.title, entry.year) == ("From X", 2024)

    def test_other_keys_of_a_record(self) -> None:
        """Those in `ids` name it, too."""
        entry = self.read("@inbook{a, title={A}, crossref={zz}} @book{z, ids={y, zz}, title={Z}}")[
            "a"
        ]
        assert entry.venue == "Z"

    def test_a_part_without_a_title(self) -> None:
        """Is called as the whole; so is one that names nothing there is."""
        assert self.read("@inbook{a, crossref={z}} @book{z, title={Z}}")
        assert self.read("@inbook{a, crossref={nowhere}}")["a"].title == "a"


@pytest.mark.parametrize("remark", ["arXiv:2404.00001", "CoRR"])
def test_a_number_of_a_repository_is_no_venue(remark: str) -> None:
    """With its name alone or with its number, before a venue that another remark names."""
    entry = read(f"title={{A}}, note={{{remark}}}, howpublished={{ICLR 2024}}")
    assert (entry.venue, entry.status) == (None, "preprint")
