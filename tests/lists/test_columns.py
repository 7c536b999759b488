"""Columns: what each says, by its heading."""

import pytest

from trustworthy_audio_llms._lists.columns import Column, columns_of


@pytest.mark.parametrize(
    ("heading", "columns"),
    [
        ("Title", ("title",)),
        ("Paper Title", ("title",)),
        ("Venue & Year", ("venue", "date")),
        ("Paper Link", ("paper",)),
        ("Paper / Model", ("name",)),
        ("Paper / Dataset", ("dataset",)),
        ("Code of the Paper", ("code",)),
        ("论文标题", ("title",)),
        ("Number of Papers", ()),
        ("# of Models", ()),
        ("What we say about the paper here", ()),
        ("Whistles", ()),
    ],
)
def test_headings(heading: str, columns: tuple[Column, ...]) -> None:
    """The words name it, the telling ones before the others; counts and sentences name nothing."""
    assert columns_of(heading) == columns
