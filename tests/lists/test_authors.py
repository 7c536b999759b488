"""Authors: in a cell, on a line, and what looks like names and is none."""

import pytest

from trustworthy_audio_llms._lists.authors import Authors, find_authors, read_authors

ANN, BOB = "Ann Example", "Bob Sample"


class TestReading:
    """A text that is known to name authors."""

    @pytest.mark.parametrize(
        ("text", "names"),
        [
            (f"{ANN}, {BOB}", (ANN, BOB)),
            (f"Authors: {ANN} and {BOB}", (ANN, BOB)),
            (f"By: {ANN}", (ANN,)),
            (f"作者：{ANN}; {BOB}", (ANN, BOB)),
            ("王小明、李四", ("王小明", "李四")),
            ("Example, Ann and Sample, Bob", (ANN, BOB)),
            ("Example, Ann; Sample, Bob", (ANN, BOB)),
            ("Example, A., Sample, B. C.", ("A. Example", "B. C. Sample")),
            (f"{ANN}, Jr., {BOB}", (f"{ANN} Jr.", BOB)),
            (f"{ANN}, III", (f"{ANN} III",)),
            (f"{ANN}, Ph.D., {BOB}", (ANN, BOB)),
            (f"{ANN}*, {BOB}¹ (Kettle University)", (ANN, BOB)),
            (f"{ANN}1,2, {BOB}2, Cy Trial1,†", (ANN, BOB, "Cy Trial")),
            ("Example, Ann, Bob Sample, and Cy Trial", (ANN, BOB, "Cy Trial")),
            ("Example, Ann B., Bob Sample, and Cy Trial", ("Ann B. Example", BOB, "Cy Trial")),
            (
                "van Example, Ann and Sample, Bob and Trial III, Cy",
                ("Ann van Example", BOB, "Cy Trial III"),
            ),
            ("Example, Ann B., and Bob Sample", ("Ann B. Example", BOB)),
            ("Example, Ann van den, Bob Sample", ("Ann van den Example", BOB)),
            ("OpenKettle, Ann Example, Bob Sample", ("OpenKettle", ANN, BOB)),
            ("Example, Ann, Sample", ("Example", "Ann", "Sample")),
            ("Kettle, Pot", ("Kettle", "Pot")),
            (f"{ANN}1, {BOB}2,3", (ANN, BOB)),
            ("TBD", ()),
            ("", ()),
        ],
    )
    def test_names(self, text: str, names: tuple[str, ...]) -> None:
        """Given names first, without labels, marks, degrees and affiliations."""
        assert read_authors(text) == Authors(names)

    @pytest.mark.parametrize("more", [" et al.", ", et al", " and others", " and 12 others", "等"])
    def test_and_others(self, more: str) -> None:
        """Then these are not all."""
        assert read_authors(f"{ANN}, {BOB}{more}") == Authors((ANN, BOB), complete=False)


class TestFinding:
    """A text that may name authors, or something else."""

    def test_several_names(self) -> None:
        """They need not stand apart."""
        assert find_authors(f"{ANN}, {BOB}", marked=False) == Authors((ANN, BOB))

    def test_one_name(self) -> None:
        """It must stand apart."""
        assert find_authors(ANN, marked=True) == Authors((ANN,))
        assert find_authors(ANN, marked=False) is None

    def test_one_name_and_others(self) -> None:
        """Nothing else is written like that."""
        assert find_authors(f"{ANN} et al.", marked=False) == Authors((ANN,), complete=False)

    @pytest.mark.parametrize("text", ["王五", "欧阳小明"])
    def test_chinese_names(self, text: str) -> None:
        """Have up to four letters."""
        assert find_authors(text, marked=True) == Authors((text,))

    @pytest.mark.parametrize("text", ["清华大学", "房间冲击响应", "数据集"])
    def test_other_words_in_chinese(self, text: str) -> None:
        """Are institutions, or of the field, or longer."""
        assert find_authors(text, marked=True) is None

    def test_a_family_name_and_others(self) -> None:
        """Is how texts name whoever wrote something, where no word of the field is it."""
        assert find_authors("Kettle et al.", marked=False) == Authors(("Kettle",), complete=False)
        assert find_authors("Speech et al.", marked=False) is None

    @pytest.mark.parametrize(
        "text", ["", "Prompt Injection", f"{ANN} 12", "teapots et al.", "Speech, Music, Voices"]
    )
    def test_what_is_none(self, text: str) -> None:
        """Words of the field, numbers, words in lower case."""
        assert find_authors(text, marked=True) is None


class TestTitlesInCapitals:
    """A title whose words begin with capitals looks like names."""

    def test_titles_that_look_like_two_names(self) -> None:
        """A word such as "their" tells them from names."""
        title = "Kettles Recognize and Favor Their Own Whistles"

        assert find_authors(title, marked=True) is None

    def test_words_that_no_name_has(self) -> None:
        """Tell it from them; initials may be such words."""
        assert find_authors("Loud Pots From Clay and Silent Kettles", marked=True) is None
        assert find_authors("AT Example et al.", marked=False) == Authors(("AT Example",), False)

    @pytest.mark.parametrize(
        ("text", "is_author"),
        [
            ("Ann B. Example", True),
            ("A.B. Example", True),
            ("Ann Example", False),
            ("Loud Pots B. Kettle", False),
        ],
    )
    def test_one_author(self, text: str, is_author: bool) -> None:
        """Is told by an initial."""
        assert (find_authors(text, marked=False) is not None) == is_author
