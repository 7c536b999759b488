"""People and the spellings of their names."""

import trustworthy_audio_llms as tal
from trustworthy_audio_llms import Catalog, Paper
from trustworthy_audio_llms._records.persons import customary_name, other_spellings


class TestSpellings:
    """Which spellings are one person."""

    def test_a_person_has_one_customary_name(self) -> None:
        """Whichever spelling a paper prints; who is in no file keeps the own one."""
        assert customary_name("Hung-Yi Lee") == customary_name("Hung-yi Lee") == "Hung-yi Lee"
        assert customary_name("Ana Müller") == "Ana Müller"

    def test_each_spelling_knows_the_others(self) -> None:
        """The customary one first."""
        spellings = other_spellings()
        assert spellings["Nicolas Muller"] == spellings["Nicolas M. Müller"]
        assert spellings["Nicolas Muller"][0] == "Nicolas M. Müller"


class TestCatalogs:
    """Counting and narrowing take a person for one, and records keep what papers print."""

    WORKS = Catalog(
        [
            Paper(title="One", authors=["Hung-yi Lee", "Ana Müller"]),
            Paper(title="Two", authors=["Hung-Yi Lee"]),
            Paper(title="Three", authors=["Hung Lee"]),
            Paper(title="Four"),
        ]
    )

    def test_a_person_is_counted_once(self) -> None:
        """Names that are alike are not one person."""
        counted = self.WORKS.count("author")
        assert counted == {"Hung-yi Lee": 2, "Ana Müller": 1, "Hung Lee": 1, None: 1}
        assert [entry.authors for entry in self.WORKS.group("author")["Hung-yi Lee"]] == [
            ("Hung-yi Lee", "Ana Müller"),
            ("Hung-Yi Lee",),
        ]

    def test_a_person_is_found_by_each_spelling(self) -> None:
        """Also where the other spelling has other words."""
        assert len(self.WORKS.where(author="Hung-Yi Lee")) == 2
        assert len(Catalog([Paper(title="T", authors=["Ge Wanying"])]).where(author="Wanying Ge"))

    def test_the_catalogue_has_no_person_under_two_names(self) -> None:
        """Every person of the file is counted under the customary name."""
        counted = tal.load().count("author")
        assert counted["Hung-yi Lee"] > 60
        assert counted["Hung-Yi Lee"] == 0
