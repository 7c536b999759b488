"""The fields that a query may name, and what others call them."""

from .._records.entries import KINDS

TEXT_FIELDS = ("title", "name", "author", "keyword", "topic", "venue", "description", "abstract")
CHOICES = {"kind": tuple(KINDS), "scope": ("audio-llm", "speech"), "verified": ("yes", "no")}
FIELDS = (*TEXT_FIELDS, *CHOICES, "year", "arxiv", "doi", "key")
ABROAD = {
    "ti": "title",
    "tit": "title",
    "au": "author",
    "auth": "author",
    "ab": "abstract",
    "abs": "abstract",
    "kw": "keyword",
    "key-word": "keyword",
    "so": "venue",
    "journal": "venue",
    "py": "year",
    "date": "year",
    "since": "year",
    "type": "kind",
    "id": "arxiv",
    "citekey": "key",
}
"""What other databases and people call a field of ours."""


def field_meant(name: str) -> str | None:
    """The field that a name means: by its own, in the plural, or as other databases call it."""
    name = name.lower()
    if name in ABROAD:
        return ABROAD[name]
    return next((field for field in FIELDS if name in (field, f"{field}s")), None)
