"""JSON Lines."""

import json

import trustworthy_audio_llms as tal


def test_what_we_write_comes_back(catalog: tal.Catalog) -> None:
    """All that a work says of itself; that it is verified, no file can say."""
    again = tal.parse_references(catalog.to_jsonl(), "jsonl")
    assert not again.skipped
    assert len(again) == len(catalog)
    for entry, read in zip(catalog, again, strict=True):
        for name in ("title", "authors", "date", "topics", "scope", "status", "arxiv", "doi"):
            assert getattr(read, name) == getattr(entry, name), name
        for name in ("openreview", "acl", "code", "data", "name", "featured", "citekey", "kind"):
            assert getattr(read, name) == getattr(entry, name), name
        assert not read.verified


def test_other_objects_are_read_by_their_names() -> None:
    """As OpenAlex has them, or as CSL-JSON, a line each."""
    openalex = {
        "id": "https://openalex.org/W1",
        "display_name": "Orders in a Whisper",
        "publication_year": 2024,
        "authorships": [
            {"author": {"display_name": "Ana Müller"}},
            {"author": {"display_name": "Bo Li"}},
        ],
        "nothing": None,
        "deep": {"a": {"b": {"c": {"display_name": "d"}}}, "name": [[[["x"]]]]},
        "": 1,
    }
    csl = {"id": "x", "title": "Another", "author": [{"family": "Li", "given": "Bo"}]}
    text = "\n".join([json.dumps(openalex), "", json.dumps(csl), "3", "{"])
    catalog = tal.parse_references(text, "jsonl")
    first, second = catalog
    assert (first.title, first.year, first.authors) == (
        "Orders in a Whisper",
        2024,
        ("Ana Müller", "Bo Li"),
    )
    assert first.url == "https://openalex.org/W1"
    assert second.authors == ("Bo Li",)
    assert [line.line for line in catalog.skipped] == [4, 5]
