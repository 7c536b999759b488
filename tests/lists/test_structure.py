"""How a list hangs together: links between its files, and sections that hold nothing."""

import pytest

from trustworthy_audio_llms._lists.structure import Files, empty_sections

FILES = Files(["README.md", "papers/safety/jailbreak.md", "papers/über alles.md"])


class TestMissingFiles:
    """Links to Markdown files and folders of the list that are not there."""

    @pytest.mark.parametrize(
        "target",
        [
            "papers/safety/jailbreak.md",
            "./papers/safety/jailbreak.md",
            "/papers/safety/jailbreak.md",
            "papers/safety/../safety/jailbreak.md#2025",
            "papers/safety/jailbreak.md?plain=1",
            "papers/%C3%BCber%20alles.md",
            "papers/über alles.md",
            "papers",
            "papers/",
            "papers/safety",
            "#papers",
            "",
        ],
    )
    def test_what_is_there_is_found(self, target: str) -> None:
        """Fragments, queries, percent-encoding and the way to write a path make no difference."""
        assert FILES.missing(target, "README.md") is None

    @pytest.mark.parametrize(
        ("target", "missing"),
        [
            ("papers/safety/jailbrake.md", "papers/safety/jailbrake.md"),
            ("./papers/safety.md#top", "papers/safety.md"),
            ("papers/Safety/jailbreak.md", "papers/Safety/jailbreak.md"),
            ("/papers/safety/", None),
            ("papers/fairness/", "papers/fairness"),
            ("papers/fairness", "papers/fairness"),
            ("NEWS.markdown", "NEWS.markdown"),
            ("NEWS.MD", "NEWS.MD"),
        ],
    )
    def test_what_is_not_there_is_missed(self, target: str, missing: str | None) -> None:
        """It is named by its path from the root of the list; capitals count, as on GitHub."""
        assert FILES.missing(target, "README.md") == missing

    def test_links_are_relative_to_the_file_they_stand_in(self) -> None:
        """The same target means another file elsewhere."""
        assert FILES.missing("jailbreak.md", "papers/safety/general.md") is None
        assert FILES.missing("../../README.md", "papers/safety/general.md") is None
        assert FILES.missing("jailbreak.md", "papers/x.md") == "papers/jailbreak.md"
        assert FILES.missing("/jailbreak.md", "papers/safety/general.md") == "jailbreak.md"

    @pytest.mark.parametrize(
        "target",
        [
            "https://example.org/list.md",
            "mailto:somebody@example.org",
            "//example.org/list.md",
            "LICENSE",
            "images/",
            "images/logo.png",
            "papers/figure.png",
            "../other-list/README.md",
            ".github/CONTRIBUTING.md",
        ],
    )
    def test_what_nobody_can_know_is_left_alone(self, target: str) -> None:
        """Other sites, other kinds of files, hidden folders, and what lies above the list."""
        assert FILES.missing(target, "README.md") is None


def empty(text: str, works: tuple[int, ...] = ()) -> list[int]:
    """The empty sections of a text whose headings are marked by `#`."""
    lines = text.split("\n")
    headings = [
        (number, line.index(" ")) for number, line in enumerate(lines, 1) if line.startswith("#")
    ]
    return list(empty_sections(lines, headings, works))


class TestEmptySections:
    """Headings with nothing below them, beside others with works."""

    def test_a_bare_heading_beside_one_with_works_is_found(self) -> None:
        """Rules and blank lines below it are nothing."""
        assert empty("## 2026\n\n---\n\n## 2025\n- work", works=(6,)) == [1]
        assert empty("## 2026\n- work\n## 2025\n", works=(2,)) == [3]

    def test_words_below_a_heading_are_something(self) -> None:
        """A section of prose is none of works, and not meant to be."""
        assert empty("## About\nA list.\n## 2025\n- work", works=(4,)) == []

    def test_subheadings_below_a_heading_are_something(self) -> None:
        """What matters is whether they are empty themselves."""
        text = "# List\n## Attacks\n### 2026\n### 2025\n- work\n## Defenses\n### 2025\n"
        assert empty(text, works=(5,)) == [3]

    def test_without_works_beside_it_a_heading_is_left_alone(self) -> None:
        """In a file without works, nobody knows what a heading is for."""
        assert empty("## About\n## Thanks\n") == []
        assert empty("## About\n## Papers\n### 2025\n- work\n### 2024", works=(4,)) == [1, 5]
        assert empty("## Papers\n### 2025\n- work\n## Links\n### Sites\n", works=(3,)) == []

    def test_a_title_of_the_same_level_is_left_alone(self) -> None:
        """Lists that give every heading the first level have their title right above another."""
        assert empty("# A list\n# Papers\n- work", works=(3,)) == []
        assert empty("## 2026\n## 2025\n- work", works=(3,)) == [1]

    def test_a_heading_that_names_a_work_is_not_empty(self) -> None:
        """It is a work itself."""
        assert empty("## A work\n## 2025\n- work", works=(1, 3)) == []

    def test_a_file_without_headings_has_no_sections(self) -> None:
        """There is nothing to say of it."""
        assert empty("- work", works=(1,)) == []
