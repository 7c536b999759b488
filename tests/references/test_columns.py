"""What cells of databases' tables say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustworthy_audio_llms._references.columns import column_name, form_of, read_authors


@pytest.mark.parametrize(
    ("cell", "authors"),
    [
        ("Ana Müller; Bo Li", ("Ana Müller", "Bo Li")),
        ("Müller, Ana; Li, Bo", ("Ana Müller", "Bo Li")),
        ("Müller, Ana (57190000000); Li, Bo (57190000001)", ("Ana Müller", "Bo Li")),
        ("Ana Müller|Bo Li", ("Ana Müller", "Bo Li")),
        ("['Marx, Karl', 'Lindgren, Astrid']", ("Karl Marx", "Astrid Lindgren")),
        ('["Karl Marx"]', ("Karl Marx",)),
        ("[Karl Marx; Bo Li", ("Karl Marx", "Bo Li")),
        ("[3]", ("3",)),
        ("Smith, J., Doe, A.B.", ("J. Smith", "A.B. Doe")),
        ("Smith J., Doe A.-B.", ("J. Smith", "A.-B. Doe")),
        ("Smith J, de la Cruz AB.", ("J Smith", "AB. de la Cruz")),
        ("Smith J, Doe AB Jr.", ("J Smith", "AB Doe Jr")),
        ("Smith J, Doe AB; Voice Study Group.", ("J Smith", "AB Doe", "Voice Study Group")),
        ("Müller, Ana and Li, Bo", ("Ana Müller", "Bo Li")),
        ("de la Cruz A. and Li B.", ("A. de la Cruz", "B. Li")),
        ("Ana Müller and Bo Li", ("Ana Müller", "Bo Li")),
        ("Ana Müller, Eve Adams and Bo Li", ("Ana Müller", "Eve Adams", "Bo Li")),
        ("De Cock, Ann Marie and Le Roux, Jean", ("Ann Marie De Cock", "Jean Le Roux")),
        ("Müller, Ana and others", ("Ana Müller",)),
        ("Smith J, Doe A, et al.", ("J Smith", "A Doe")),
        ("Sons and Daughters", ("Sons and Daughters",)),
        ("Institute of Voice and Hearing Science", ("Institute of Voice and Hearing Science",)),
        ("[No author name available]", ()),
        ("Müller, Ana", ("Ana Müller",)),
        ("Ana Müller, Bo Li", ("Ana Müller", "Bo Li")),
        ("Ana Müller, Bo Li, Eve Adams", ("Ana Müller", "Bo Li", "Eve Adams")),
        ("Plato", ("Plato",)),
        ("", ()),
    ],
)
def test_authors_are_parted_however_they_are_written(cell: str, authors: tuple[str, ...]) -> None:
    """By bars, semicolons, commas, or as a list."""
    assert read_authors(cell) == authors


@pytest.mark.parametrize(
    ("cell", "authors"),
    [
        ("Ana MüllerBo Li", ("Ana Müller", "Bo Li")),
        ("Prof. Ana MüllerProf. Dr. Bo Li", ("Ana Müller", "Bo Li")),
        (
            "Ian McDonaldMartine De CockJ. DeVries",
            ("Ian McDonald", "Martine De Cock", "J. DeVries"),
        ),
        ("Müller, Ana; Li, Bo", ("Ana Müller", "Bo Li")),
        ("", ()),
    ],
)
def test_authors_run_together(cell: str, authors: tuple[str, ...]) -> None:
    """As Springer writes them; a name may hold a capital itself."""
    assert read_authors(cell, run_together=True) == authors


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("Conference Paper", "paper"),
        ("IEEE Conferences", "paper"),
        ("Chapter", "paper"),
        ("Article", "article"),
        ("JOUR", "article"),
        ("preprint", "preprint"),
        ("dataset", "dataset"),
        ("Book", "other"),
        ("", "other"),
    ],
)
def test_types(word: str, form: str) -> None:
    """In the databases' words."""
    assert form_of(word) == form


def test_names_of_columns() -> None:
    """Case, blanks and marks do not count."""
    assert column_name("authorships.author.display_name") == "authorshipsauthordisplayname"
    assert column_name("Author(s) ID") == "authorsid"


@given(st.text(alphabet="aB,;|[]'\". ", max_size=40), st.booleans())
def test_no_cell_raises(cell: str, run_together: bool) -> None:
    """Whatever it holds."""
    read_authors(cell, run_together=run_together)


def test_lists_nested_deeply_are_no_lists() -> None:
    """Nor are long ones that Python would not read in reasonable time."""
    assert read_authors("[" * 5_000 + "]" * 5_000) == ()
    assert read_authors("['" + "a" * 200_000 + "']") != ()
