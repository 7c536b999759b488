"""The errors: each also a builtin, with what was wrong as an attribute."""

import copy
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import trustworthy_audio_llms as tal
from trustworthy_audio_llms._errors import ReviewMismatch, near_misses

ERRORS = [
    (tal.EntryNotFound("No entry.", identity="x"), KeyError, {"identity": "x"}),
    (tal.InvalidQuery("No topic.", value=("x", 1)), ValueError, {"value": ("x", 1)}),
    (tal.SnapshotNotFound("No snapshot.", source="x"), LookupError, {"source": "x"}),
    (
        tal.SnapshotCorrupt("It was changed.", path="x", expected="1", found="2"),
        ValueError,
        {"path": "x", "expected": "1", "found": "2"},
    ),
    (
        ReviewMismatch("Another.", path="x", missing=("a",), added=("b",)),
        ValueError,
        {"path": "x", "missing": ("a",), "added": ("b",)},
    ),
    (tal.FetchError("No network.", url="http://x.org"), OSError, {"url": "http://x.org"}),
    (tal.InvalidAddress("No repository.", url="x"), tal.FetchError, {"url": "x"}),
]
each_error = pytest.mark.parametrize(
    ("error", "builtin", "attributes"), ERRORS, ids=lambda value: type(value).__name__
)


@each_error
class TestErrors:
    """Whoever catches the builtin, or the library's base class, catches the error."""

    def test_is_a_builtin_and_a_catalog_error(
        self, error: tal.CatalogError, builtin: type[Exception], attributes: dict[str, object]
    ) -> None:
        """Code that knows nothing of this library can still catch it."""
        assert isinstance(error, builtin)
        assert isinstance(error, tal.CatalogError)

    def test_carries_what_was_wrong(
        self, error: tal.CatalogError, builtin: type[Exception], attributes: dict[str, object]
    ) -> None:
        """A program need not read the message."""
        assert vars(error) == attributes

    def test_says_its_message_and_nothing_else(
        self, error: tal.CatalogError, builtin: type[Exception], attributes: dict[str, object]
    ) -> None:
        """A `KeyError` would show the repr of its message."""
        assert str(error) == error.args[0]
        assert not str(error).startswith(("'", '"'))

    @pytest.mark.parametrize(
        "copied", [lambda error: pickle.loads(pickle.dumps(error)), copy.copy, copy.deepcopy]
    )
    def test_survives_pickle_and_copy(
        self,
        error: tal.CatalogError,
        builtin: type[Exception],
        attributes: dict[str, object],
        copied: object,
    ) -> None:
        """An error in a worker process reaches the one that waits for it, whole."""
        error.add_note("In the worker.")
        again = copied(error)  # type: ignore[operator]
        del error.__notes__

        assert type(again) is type(error)
        assert str(again) == str(error)
        assert vars(again) == {**attributes, "__notes__": ["In the worker."]}


class TestNearMisses:
    """A message about an unknown word names the likeliest known ones."""

    def test_names_what_is_near(self) -> None:
        """The likeliest word comes first."""
        known = ["paper", "papers", "dataset"]
        assert near_misses("paprs", known) == " Did you mean 'papers' or 'paper'?"

    def test_case_does_not_count(self) -> None:
        """The word is named as it is known."""
        assert near_misses("PAPER", ["Paper"]) == " Did you mean 'Paper'?"

    def test_is_silent_where_nothing_is_near(self) -> None:
        """A bad guess is worse than none."""
        assert near_misses("zebra", ["paper"]) == ""

    def test_names_three_at_most(self) -> None:
        """A list of all there is would be no help."""
        assert near_misses("word", [f"word{number}" for number in range(9)]).count(" or ") == 2


def test_what_a_terminal_would_obey_is_shown() -> None:
    """What a server or a file says stands in messages, and must not run where they are printed."""
    error = tal.FetchError("It said \x1b[2J\x9b31m\u202e\udcff\r.\nTry again, Müller.", url="\x1b")
    assert str(error) == r"It said \x1b[2J\x9b31m\u202e\udcff\r." + "\nTry again, Müller."
    assert error.url == "\x1b"
    assert str(tal.CatalogError("plain\ntext")) == "plain\ntext"


CATALOG = tal.load("2025.11")
ENTRY = CATALOG[0]
# What no type checker lets pass.
FIVE: Any = 5
NOTHING: Any = None
WORD: Any = "x"
ONE: Any = ENTRY


class TestWrongArguments:
    """Whatever is handed over, the error is one sentence that says what is wanted."""

    @pytest.mark.parametrize(
        ("call", "message"),
        [
            (lambda: tal.parse_list(FIVE), "A list is given as a text, not as 5."),
            (lambda: tal.parse_references(FIVE, "ris"), "A reference file is given as a text"),
            (lambda: tal.read_list(FIVE), "A path is a text or a `pathlib.Path`, not 5."),
            (
                lambda: tal.read_references(NOTHING),
                "A path is a text or a `pathlib.Path`, not None.",
            ),
            (lambda: CATALOG.write(FIVE), "A path is a text or a `pathlib.Path`, not 5."),
            (lambda: CATALOG.save(FIVE), "A path is a text or a `pathlib.Path`, not 5."),
            (lambda: tal.repair_bibtex(FIVE), "The text of a BibTeX file is given as a text"),
            (lambda: CATALOG.where(topic=FIVE), "A topic is given as a text, not as 5."),
            (lambda: CATALOG.where(topic=NOTHING), "A topic is given as a text, not as None."),
            (lambda: CATALOG.same(WORD), "`same` takes an entry, not 'x'; `get` takes a text."),
            (lambda: CATALOG.related(WORD), "`related` takes an entry, not 'x'"),
            (lambda: CATALOG[99], "There is no entry 99: the catalog has 18."),
            (lambda: CATALOG[-19], "There is no entry -19: the catalog has 18."),
            (lambda: tal.Catalog([ENTRY], snapshot=WORD), "`snapshot` is a Snapshot, not 'x'"),
            (lambda: tal.Catalog(ONE), f"not of the entry '{ENTRY.id}'."),
            (lambda: tal.venues()[FIVE], "A venue is given as a text, not as 5."),
            (lambda: tal.topics()[FIVE], "A topic is given as a text, not as 5."),
            (lambda: tal.topics()["bias"], "Did you mean 'fairness'?"),
            (lambda: tal.fetch(FIVE), "A ref is given as a text, not as 5."),
            (lambda: tal.fetch(repo=FIVE), "A repository is given as a text, not as 5."),
            (lambda: tal.resolve(FIVE), "`resolve` takes identifiers as texts, or entries, not 5."),
            (lambda: tal.PartialDate.parse(FIVE), "`date` must be written like 2025"),
            (lambda: tal.Review(CATALOG, title=FIVE), "The title of a review is given as a text"),
            (lambda: tal.load("2026.1"), "is called '2026.1', and there is no such file. Did"),
            (lambda: tal.load("/"), "is called '/', and the file cannot be read ("),
        ],
    )
    def test_is_said(self, call: Callable[[], object], message: str) -> None:
        """And nothing of how it came about stands above it."""
        with pytest.raises((TypeError, ValueError, LookupError)) as raised:
            call()
        error = raised.value
        assert message in str(error)
        assert "\n" not in str(error)
        assert error.__cause__ is None
        assert error.__context__ is None or error.__suppress_context__

    def test_a_path_that_cannot_be_written(self, tmp_path: Path) -> None:
        """Names what was asked for, and no temporary file."""
        with pytest.raises(FileNotFoundError) as raised:
            CATALOG.write(tmp_path / "no" / "refs.bib")
        assert raised.value.filename == str(tmp_path / "no" / "refs.bib")
        assert raised.value.__suppress_context__
        assert raised.value.__cause__ is None

    def test_a_fetch_without_a_network(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Says so in one sentence: no traceback of what asked, no connection by its class."""
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        monkeypatch.setattr("trustworthy_audio_llms._sources.transfer.BACKOFF", 0.0)
        with pytest.raises(tal.FetchError, match="the connection failed") as raised:
            tal.fetch()
        assert raised.value.__suppress_context__
        assert raised.value.__cause__ is None
        assert "Connection(" not in str(raised.value)
        assert " object at 0x" not in str(raised.value)
