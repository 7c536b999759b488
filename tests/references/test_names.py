"""Names as BibTeX writes them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import trustworthy_audio_llms as tal
from trustworthy_audio_llms._records.names import Name, split_name
from trustworthy_audio_llms._references.names import full_name, read_names, split_bibtex_name


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Ana Müller", ("Müller", "Ana", "")),
        ("Müller, Ana", ("Müller", "Ana", "")),
        ("Francis van der Frome", ("van der Frome", "Francis", "")),
        ("van der Frome, Francis", ("van der Frome", "Francis", "")),
        ("von Neumann", ("von Neumann", "", "")),
        ("Jolly, III, James", ("Jolly", "James", "III")),
        ("Pimentel, Jr. ,Joseph J.", ("Pimentel", "Joseph J.", "Jr.")),
        ("Sammy Davis, Jr.", ("Davis", "Sammy", "Jr.")),
        ("Martin Luther King Jr.", ("King", "Martin Luther", "Jr.")),
        ("Lee, SR", ("Lee", "SR", "")),
        ("Ian {Iliad Ipswich}", ("Iliad Ipswich", "Ian", "")),
        ("{John Henry} Ford", ("Ford", "John Henry", "")),
        ("{The CGAL Project}", ("The CGAL Project", "", "")),
        ("{Barnes and Noble}", ("Barnes and Noble", "", "")),
        ("Yang Zhang 0001", ("Zhang", "Yang", "")),
        (r"Andr{\'e} M{\"u}ller~0016", ("Müller", "André", "")),
        ("王 小明", ("王 小明", "", "")),
        ("王, 小明", ("王", "小明", "")),
        ("Plato", ("Plato", "", "")),
        (r"Charles de la Vall{\'e}e Poussin", ("de la Vallée Poussin", "Charles", "")),
        (r"{\'E}lie {\'A}lvarez", ("Álvarez", "Élie", "")),
        (r"Jens {\o}stby Berg", ("østby Berg", "Jens", "")),
        (r"Jens {\'e}vre Berg", ("évre Berg", "Jens", "")),
        (r"Roger P.{\,}G. van Gompel", ("van Gompel", "Roger P. G.", "")),
        ("Roger~P. van~Gompel", ("van Gompel", "Roger P.", "")),
        ("E. S. El-{M}allah", ("El-Mallah", "E. S.", "")),
        ("given=Ana, family=Berg, prefix=van, suffix=Jr", ("van Berg", "Ana", "Jr")),
        ('id=x, given-i=A, given={Ana B.}, family="Berg"', ("Berg", "Ana B.", "")),
        ("E=mc, Squared", ("E=mc", "Squared", "")),
        ("García Márquez, Gabriel", ("García Márquez", "Gabriel", "")),
        ("", ("", "", "")),
        (",", ("", "", "")),
    ],
)
def test_they_are_split_as_bibtex_splits_them(written: str, parts: tuple[str, str, str]) -> None:
    """Particles belong to the family name; what is in braces is one word."""
    assert split_bibtex_name(written) == Name(*parts)


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Ana Müller and Bo Li", ("Ana Müller", "Bo Li")),
        ("Müller, Ana AND Li, Bo", ("Ana Müller", "Bo Li")),
        ("Müller, Ana\n  and\n  Li, Bo", ("Ana Müller", "Bo Li")),
        ("{Barnes and Noble} and Bo Li", ("Barnes and Noble", "Bo Li")),
        ("{One {and} Two and Three} and {X}", ("One and Two and Three", "X")),
        ("Example Sample, Gabriel", ("Example Sample, Gabriel",)),
        ("{The CGAL Project}", ("{The CGAL Project}",)),
        ("{A, B}", ("{A, B}",)),
        ("King, Jr., Martin Luther", ("Martin Luther King Jr.",)),
        ("Sandy Anderson", ("Sandy Anderson",)),
        ("", ()),
        ("Ana Müller and {}", ("Ana Müller",)),
    ],
)
def test_a_field_is_parted_at_and(written: str, names: tuple[str, ...]) -> None:
    """Only outside braces; a name is text that keeps its split."""
    read, complete = read_names(written)
    assert read == names
    assert complete


@pytest.mark.parametrize("more", ["others", "{others}", "et al.", "et al", "Others", "Et Al"])
def test_names_may_not_be_all(more: str) -> None:
    """`and others` is nobody, and says that there are more."""
    assert read_names(f"Ana Müller and {more}") == (("Ana Müller",), False)


def test_what_has_no_parts_has_none_in_an_export() -> None:
    """Braces hold a name together through every format."""
    text = "@misc{a, title={T}, year=2020, author={{The CGAL Project} and {A, B of C}}}"
    works = tal.parse_references(text, "bibtex")
    assert split_name("{The CGAL Project}") == Name("The CGAL Project")
    assert "  author = {{The CGAL Project} and {A, B of C}},\n" in works.to_bibtex()
    assert "AU  - The CGAL Project\r\nAU  - A B of C\r\n" in works.to_ris()
    assert '[{"literal": "The CGAL Project"}, {"literal": "A, B of C"}]' in works.to_csl()


WORDS = st.text(alphabet="abcABCäÉ-'.", min_size=1, max_size=6)


@given(
    st.lists(WORDS, max_size=3), st.lists(WORDS, max_size=3), st.sampled_from(["", "Jr.", "III"])
)
def test_full_names_keep_their_split(family: list[str], given: list[str], suffix: str) -> None:
    """A full name is split into the same parts again, as far as text can say them."""
    name = Name(" ".join(family), " ".join(given), suffix)
    if not family or (suffix and not given):
        return
    again = split_name(full_name(name))
    assert " ".join(again).split().sort() == " ".join(name).split().sort()


@given(st.text(alphabet="aB {}\\',~and=\n", max_size=50))
def test_no_text_raises(text: str) -> None:
    """Whatever a field holds."""
    names, _ = read_names(text)
    assert all(name.strip() for name in names)


PARTS = st.sampled_from(
    "Ana Bo Jr. Jr III Li-Wei Mc A. de Van von López Garcia IEEE Press Dr a--b A--B".split()
)


@example(["A--B", "Ana"], [])
@given(st.lists(PARTS, max_size=4), st.lists(PARTS, max_size=3))
def test_plain_names_are_read_as_all_others(first: list[str], second: list[str]) -> None:
    """The short way gives what reading word by word gives."""
    written = ", ".join(" ".join(words) for words in (first, second) if words)
    name = split_bibtex_name(written)
    assert read_names(written) == (((full_name(name),) if any(name) else ()), True)
