"""Snapshots, and the pins that name them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustworthy_audio_llms import Snapshot
from trustworthy_audio_llms._snapshots.snapshot import Pin, parse_pin

DIGEST = "sha256:" + "0123456789abcdef" * 4
COMMIT = "0123456789" * 4
BUNDLED = f"2026.11@{DIGEST}"
FETCHED = f"github:owner/some.name-1@{COMMIT}#{DIGEST}"


class TestPins:
    """A pin is one line of text that names a snapshot and its digest."""

    def test_of_a_bundled_snapshot(self) -> None:
        """Its name and its digest."""
        assert Snapshot(name="2026.11", digest=DIGEST).pin == BUNDLED
        assert parse_pin(BUNDLED) == Pin(name="2026.11", digest=DIGEST)

    def test_of_a_fetched_snapshot(self) -> None:
        """Its repository, its commit and its digest."""
        name = f"github:owner/some.name-1@{COMMIT}"
        assert Snapshot(name=name, digest=DIGEST).pin == FETCHED
        assert parse_pin(FETCHED) == Pin(
            name=name, digest=DIGEST, repo="owner/some.name-1", commit=COMMIT
        )

    @pytest.mark.parametrize("pin", [BUNDLED, FETCHED])
    def test_blanks_around_it_do_not_count(self, pin: str) -> None:
        """It may be pasted from a paper or read from a file."""
        assert parse_pin(f"  {pin}\n") == parse_pin(pin)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "2026.11",
            "2026.11@",
            DIGEST,
            f"@{DIGEST}",
            BUNDLED[:-1],
            BUNDLED + "0",
            BUNDLED.upper(),
            BUNDLED.replace("@", "#"),
            BUNDLED.replace("sha256", "md5"),
            BUNDLED.replace("2026", "20 26"),
            FETCHED.replace("#", "@"),
            FETCHED.replace(COMMIT, COMMIT[:-1]),
            FETCHED.replace(COMMIT, "HEAD"),
            FETCHED.replace("owner/", ""),
            FETCHED + "\nmore",
        ],
    )
    def test_what_is_no_pin(self, text: str) -> None:
        """One character less, or more, makes it none; nothing is guessed."""
        assert parse_pin(text) is None

    @given(st.text())
    def test_no_text_raises(self, text: str) -> None:
        """What is no pin may be a name or a path."""
        assert parse_pin(text) is None

    @given(
        st.from_regex(r"[A-Za-z0-9_-]{1,9}/[A-Za-z0-9_.-]{1,9}", fullmatch=True),
        st.from_regex(r"[0-9a-f]{40}", fullmatch=True),
        st.from_regex(r"sha256:[0-9a-f]{64}", fullmatch=True),
    )
    def test_what_a_snapshot_writes_is_read(self, repo: str, commit: str, digest: str) -> None:
        """A pin that was put in a paper can be opened again."""
        snapshot = Snapshot(name=f"github:{repo}@{commit}", digest=digest)
        assert parse_pin(snapshot.pin) == Pin(
            name=snapshot.name, digest=digest, repo=repo, commit=commit
        )
