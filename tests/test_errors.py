"""The errors: each also a builtin, with what was wrong as an attribute."""

import copy
import pickle

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
