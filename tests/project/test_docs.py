"""The pages: what they must name, and what is made when they are built."""

import importlib.util
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import trustworthy_audio_llms as tal

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted((DOCS / "reference").glob("*.md"))
REFERENCE = "".join(page.read_text(encoding="utf-8") for page in PAGES)
INTERNAL = {"derive", "from_contents", "from_reading", "from_snapshot", "step"}


def documented(directives: str) -> list[str]:
    """What the directives of a kind document on the pages of the reference."""
    return re.findall(rf"^\.\. (?:{directives}):: ([\w.]+)", REFERENCE, re.M)


class TestReference:
    """The reference has everything that is public."""

    def test_every_public_name_is_there_once(self) -> None:
        """A name that users import is documented, and nothing is twice."""
        found = documented("autofunction|autoclass|autoexception")
        assert len(set(found)) == len(found)
        assert {name for name in found if "." not in name} == set(tal.__all__)

    def test_every_method_of_a_catalog_is_there_once(self) -> None:
        """Those of any sequence aside, each stands in one of the groups."""
        found = [name.removeprefix("Catalog.") for name in documented("automethod|autoproperty")]
        public = {name for name in dir(tal.Catalog) if not name.startswith("_")}
        own = {name for name in public if getattr(Sequence, name, None) is None}
        overridden = {"count"}  # A sequence has it too, for something else.
        assert len(set(found)) == len(found)
        assert {name for name in found if not name.startswith("__")} == (
            own - INTERNAL
        ) | overridden


def test_no_page_has_the_name_of_one_that_sphinx_makes() -> None:
    """It would be built, and then written over."""
    names = {page.stem for page in DOCS.glob("*.md")}
    assert not names & {"genindex", "py-modindex", "search"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with the directive, built as HTML."""
    for name in ("sphinx", "myst_parser"):
        if importlib.util.find_spec(name) is None:
            pytest.skip(f"needs the package {name}")
    folder = tmp_path_factory.mktemp("docs")
    source = folder / "source"
    source.mkdir()
    (source / "conf.py").write_text(
        f"import sys\nsys.path.insert(0, {str(DOCS)!r})\n"
        "extensions = ['myst_parser', 'bundled_pages']\n",
        encoding="utf-8",
    )
    (source / "index.md").write_text("# Topics\n\n```{topics}\n```\n", encoding="utf-8")
    sphinx = [sys.executable, "-m", "sphinx", "-W", "-q", "-b", "html"]
    command: list[str | Path] = [*sphinx, source, folder / "html"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder / "html"


class TestBundledPages:
    """What the pages show of the bundled catalogue is made by the library when they are built."""

    def test_the_taxonomy_is_listed_with_its_numbers(self, built: Path) -> None:
        """Each topic, in the order of the tree, with how many works the newest snapshot has."""
        page = re.sub(r"<[^>]+>", "", (built / "index.html").read_text(encoding="utf-8"))
        assert re.findall(r"([\w/-]+) \((\d+) works?\)", page) == [
            (topic.slug, str(len(tal.load().where(topic=topic.slug)))) for topic in tal.topics()
        ]

    def test_the_page_to_browse_is_the_one_that_users_get(self, built: Path) -> None:
        """It is what `to_html` gives for the newest bundled snapshot."""
        page = (built / "browse-catalogue.html").read_text(encoding="utf-8")
        assert page == tal.load().to_html()
