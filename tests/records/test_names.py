"""Personal names in their parts, as far as a full name shows them."""

import pytest
from hostile import AUTHORS
from hypothesis import given
from hypothesis import strategies as st

from trustworthy_audio_llms._records.names import (
    Name,
    as_read,
    is_name,
    plain_name,
    split_name,
    without_et_al,
)
from trustworthy_audio_llms._text import clean_line


class TestPeople:
    """`split_name` finds family name, given names and suffix."""

    @pytest.mark.parametrize(
        ("full", "family", "given"),
        [
            ("Jane Doe", "Doe", "Jane"),
            ("Doe, Jane", "Doe", "Jane"),
            ("Yu-Gang Jiang", "Jiang", "Yu-Gang"),
            ("Philip S. Yu", "Yu", "Philip S."),
            ("García Márquez, Gabriel", "García Márquez", "Gabriel"),
            ("Wang Xiaoming", "Xiaoming", "Wang"),
            ("bell hooks", "hooks", "bell"),
            ("John Quincy Adams", "Adams", "John Quincy"),
            ("Jane Roe PhD", "Roe", "Jane"),
            ("Jane Roe, Ph.D.", "Roe", "Jane"),
            ("Roe, PhD, Jane", "Roe", "Jane"),
            ("Dr. Jane Roe", "Roe", "Jane"),
            ("Wei Wang 0001", "Wang", "Wei"),
            ("Wei Wang (王伟)", "Wang", "Wei"),
            ("Jane Roe (Nowhere University)", "Roe", "Jane"),
            ("Jane Roe¹, ²*", "Roe", "Jane"),
            ("Qin Ma", "Ma", "Qin"),
            ("Seán  O'Connor\n", "O'Connor", "Seán"),
            ("A, B, C, D", "A", "B C D"),
        ],
    )
    def test_the_last_word_is_the_family_name(self, full: str, family: str, given: str) -> None:
        """Unless a comma says otherwise; nothing else can be known."""
        assert split_name(full) == Name(family, given)

    @pytest.mark.parametrize(
        ("full", "family", "given"),
        [
            ("Jan van der Berg", "van der Berg", "Jan"),
            ("van der Berg, Anna", "van der Berg", "Anna"),
            ("María de la Cruz", "de la Cruz", "María"),
            ("van Gogh", "van Gogh", ""),
            ("Ahmed al Rashid", "al Rashid", "Ahmed"),
            ("Hendrik op den Veld", "op den Veld", "Hendrik"),
            ("Nicola De Lupis", "De Lupis", "Nicola"),
            ("Wim Van Damme", "Van Damme", "Wim"),
            ("Wim Van den Damme", "Van den Damme", "Wim"),
            ("Anna Della Torre", "Della Torre", "Anna"),
            ("Mary Vander Weele", "Vander Weele", "Mary"),
            ("Sarah St John", "St John", "Sarah"),
            ("Sarah M. St. Roe", "St. Roe", "Sarah M."),
            ("Ann Lee. -Roe", "Lee.-Roe", "Ann"),
            ("Ludwig Von Feld Jr.", "Von Feld", "Ludwig"),
            ("Anna Da San Pietro", "Da San Pietro", "Anna"),
            ("Karim El Amrani", "El Amrani", "Karim"),
            ("Houda Ben Salah", "Ben Salah", "Houda"),
            ("Omar Abu Salim", "Abu Salim", "Omar"),
            ("Yann Le Goff", "Le Goff", "Yann"),
        ],
    )
    def test_particles_belong_to_the_family_name(self, full: str, family: str, given: str) -> None:
        """Those in small letters, and those with a capital."""
        found = split_name(full)
        assert (found.family, found.given) == (family, given)

    @pytest.mark.parametrize(
        ("full", "family"),
        [
            *(("Khoa Van Nguyen", "Nguyen"), ("Trần Văn Đức", "Đức"), ("Nguyen Van Anh", "Anh")),
            *(("Minh Le Pham", "Pham"), ("Xiao Du Li", "Li"), ("Da Chen", "Chen")),
            *(("Ben Zhou", "Zhou"), ("Al Roe", "Roe"), ("Van Roe", "Roe")),
            *(("Meng Di Jiang", "Jiang"), ("Xu De Huang", "Huang")),
        ],
    )
    def test_what_looks_like_one_is_a_name_elsewhere(self, full: str, family: str) -> None:
        """Beside a family name of Vietnam, China or Korea, and as the only given name."""
        assert split_name(full).family == family

    @pytest.mark.parametrize(
        ("full", "family"),
        [
            ("Gabriel García Márquez", "García Márquez"),
            ("Luis Alfonso Ureña López", "Ureña López"),
            ("Juan Carlos Martínez", "Martínez"),
            ("José M. Pérez", "Pérez"),
            ("Santiago Ramón y Cajal", "Ramón y Cajal"),
            ("Ramón López de Prado", "López de Prado"),
            ("María de la Cruz Gómez", "de la Cruz Gómez"),
            ("Pedro Perea Ortega", "Perea Ortega"),
            ("João Paulo da Silva Neto", "da Silva Neto"),
            ("Ana Luísa Rocha Filho", "Rocha Filho"),
            ("Alexandre Costa Ferro Filho", "Ferro Filho"),
            ("Pedro P. Neto", "Neto"),
            ("Joao Pedro Neto", "Neto"),
            ("Cristian Vallejo García", "Vallejo García"),
            ("Ana Luísa Rocha Prado", "Prado"),
        ],
    )
    def test_spanish_has_two_family_names(self, full: str, family: str) -> None:
        """A father's and a mother's, where common ones show it; in Portuguese the last counts."""
        assert split_name(full).family == family

    @pytest.mark.parametrize(
        "full",
        [
            "Martin Luther King Jr.",
            "Martin Luther King, Jr.",
            "King, Jr., Martin Luther",
            "King, Martin Luther, Jr.",
        ],
    )
    def test_a_suffix_is_no_family_name(self, full: str) -> None:
        """Wherever it stands."""
        assert split_name(full) == Name("King", "Martin Luther", "Jr.")

    def test_suffixes_add_up(self) -> None:
        """Several stay in their order, and one may stand behind a family name alone."""
        assert split_name("Doe, Jr., III, Jane") == Name("Doe", "Jane", "Jr. III")
        assert split_name("Jane Doe Jr. III") == Name("Doe", "Jane", "Jr. III")
        assert split_name("Louis II") == Name("Louis", "", "II")


class TestNamesWithoutParts:
    """`split_name` leaves whole what has no parts."""

    @pytest.mark.parametrize(
        "full",
        [
            *(
                "OpenAI",
                "Plato",
                "ASVspoof consortium",
                "Qwen Team",
                "Barnes and Noble",
                "AT&T Labs",
                "World Health Organization",
                "ATLAS Collaboration",
            ),
            *("Smith and Sons, Ltd.", "University of Somewhere", "王小明", "李 伟", "김 민준"),
        ],
    )
    def test_organisations_and_single_names_are_whole(self, full: str) -> None:
        """So are names in East Asian scripts, whose order is not the one of Latin script."""
        assert split_name(full) == Name(full)

    @pytest.mark.parametrize(
        ("full", "expected"),
        [
            ("Ana Müller", "Ana Müller"),
            ("de la Torre y García, Ana", "Ana de la Torre y García"),
            ("King, Jr., Martin", "Martin King Jr."),
            ("{Whispers of the World}", "Whispers of the World"),
            ("李, 明", "李明"),
            ("王 小明", "王 小明"),
            (",", ","),
        ],
    )
    def test_as_people_read_them(self, full: str, expected: str) -> None:
        """Given names first, unless the script has it the other way round."""
        assert as_read(full) == expected

    @pytest.mark.parametrize("full", ["", ",", " , ,", "\x00", ", Jr."])
    def test_nothing_is_no_name(self, full: str) -> None:
        """What holds no name has no family name."""
        assert split_name(full).family == ""
        assert not is_name(full)

    @given(
        st.sampled_from([name for names in AUTHORS for name in names]) | st.text("AbJr., {}()2é*")
    )
    def test_what_is_a_name_is_told_without_splitting_it(self, full: str) -> None:
        """And always as splitting it would tell."""
        assert is_name(full) == bool(split_name(full).family)


class TestPlainNames:
    """`plain_name` splits the many names that need no second look."""

    @given(st.sampled_from([name for names in AUTHORS for name in names]) | st.text("AbJr. -and7"))
    def test_it_agrees_with_the_long_way(self, full: str) -> None:
        """A trailing blank sends a name the long way, to the same result."""
        plain = plain_name(full)

        if plain is not None:
            assert plain_name(f"{full} ") is None
            assert split_name(f"{full} ") == Name(*plain)

    def test_organisations_take_the_long_way(self) -> None:
        """However plain they look."""
        assert plain_name("Jane Doe") == ("Doe", "Jane")
        assert plain_name("Audio Team") is None
        assert plain_name("Wang III") is None


class TestEtAl:
    """`without_et_al` knows that some lists of authors are not complete."""

    @pytest.mark.parametrize(
        "end",
        [
            *(
                "et al.",
                "et al",
                "Et. al.",
                "et.al.",
                "et alii",
                "others",
                "and others",
                "& others",
            ),
            *(
                "3 others",
                "and 12 others",
                "+5",
                "5 more",
                "u.a.",
                "u. a.",
                "…",
                "...",
                "等",
                "等人",
            ),
            *("其他", "et autres", "und andere", "y otros", "and colleagues"),
        ],
    )
    def test_it_stands_for_itself(self, end: str) -> None:
        """As the last "author"."""
        names, more = without_et_al(("Jane Doe", end))

        assert more
        assert [name for name in map(clean_line, names) if name] == ["Jane Doe"]

    @pytest.mark.parametrize("last", ["Jane Doe et al.", "Jane Doe, et al", "Jane Doe and others"])
    def test_it_stands_behind_the_last_name(self, last: str) -> None:
        """Which is kept."""
        names, more = without_et_al(("Bob Ray", last))

        assert more
        assert [split_name(name) for name in names] == [Name("Ray", "Bob"), Name("Doe", "Jane")]

    @pytest.mark.parametrize(
        "authors",
        [
            *((), ("Jane Doe",), ("Jane Others",), ("Ali Al",), ("et al.", "A B")),
            *(("+1",), ("Wei Wang 0001",), ("Anna Ua",), ("7",)),
        ],
    )
    def test_anything_else_is_a_name(self, authors: tuple[str, ...]) -> None:
        """Also a family name that looks like it, and "et al." before other names."""
        assert without_et_al(authors) == (authors, False)
