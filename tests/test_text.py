"""The boundary of all exports: text on one line, with nothing in it that is no text."""

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustworthy_audio_llms._text import clean_line, markdown_line, printable, terminal_line

ANY_TEXT = st.text(st.characters(categories=None, exclude_categories=())) | st.text(
    "\x1b\x9b\x9d[]0;m\x07\\\n\u202e a\u0301\ud800"
)


class TestLines:
    """`clean_line` makes one line."""

    @pytest.mark.parametrize(
        "end", ["\n", "\r\n", "\r", "\t", "\v", "\f", "\x85", "\u2028", "\xa0"]
    )
    def test_line_ends_and_blanks_become_one_blank(self, end: str) -> None:
        """A line end in a title would start a forged record."""
        assert clean_line(f" one{end} {end}two{end}") == "one two"

    def test_clean_text_stays_as_it_is(self) -> None:
        """Emoji with joiners, right-to-left text and other planes are text."""
        text = "🎧 👩‍🔬 naïve مراجعة 王小明 𝔘 ﷽ ﬁ ²"

        assert clean_line(text) == text

    def test_letters_are_composed(self) -> None:
        """LaTeX and BibTeX do not compose; compatibility characters stay what they are."""
        assert clean_line("e\u0301 ﬁ ２") == "é ﬁ ２"


class TestWhatIsNoText:
    """`clean_line` drops what no reader would show."""

    @pytest.mark.parametrize("char", ["\x00", "\x07", "\x1b", "\x7f", "\x80", "\x9f", "\ufeff"])
    def test_controls_are_dropped(self, char: str) -> None:
        """A NUL stops biber; the others reach a terminal through every reader."""
        assert clean_line(f"a{char}") == "a"

    @pytest.mark.parametrize("char", ["\ud83d", "\ufffe", "\ufdd0", "\U0010ffff"])
    def test_what_is_no_character_is_dropped(self, char: str) -> None:
        """Half a surrogate pair cannot be written to a file at all."""
        assert clean_line(f"a{char}b") == "ab"

    @pytest.mark.parametrize(
        "sequence",
        [
            *("\x1b[31m", "\x1b[1;2H", "\x9b0m", "\x1b]0;title\x07", "\x1b]8;;http://x\x1b\\"),
            *("\x1bP1$r\x1b\\", "\x9d0;title\x9c", "\x1b_private\x1b\\", "\x1b(B", "\x1bc"),
        ],
    )
    def test_escape_sequences_go_as_a_whole(self, sequence: str) -> None:
        """Without its ESC a sequence would stand in the title as rubbish."""
        assert clean_line(f"a{sequence}b") == "ab"

    def test_an_unfinished_sequence_takes_nothing_with_it(self) -> None:
        """A title that opens a control string and never ends it is still a title."""
        assert clean_line("\x1b]The whole title") == "The whole title"

    @given(ANY_TEXT)
    def test_nothing_harmful_is_left(self, text: str) -> None:
        """Whatever comes in can be encoded, stands on one line, and is composed."""
        cleaned = clean_line(text)

        assert cleaned.encode("utf-8").decode("utf-8") == cleaned
        assert len(cleaned.splitlines()) <= 1
        assert not {"Cc", "Cs"} & set(map(unicodedata.category, cleaned))
        assert unicodedata.is_normalized("NFC", cleaned)
        assert clean_line(cleaned) == cleaned


class TestTerminals:
    """`terminal_line` is safe to print."""

    def test_the_order_of_writing_cannot_be_turned(self) -> None:
        """An override would show `exe.fdp` as `pdf.exe`."""
        assert terminal_line("a\u202efdp\u2066.b\u2069") == "afdp.b"

    def test_text_from_right_to_left_stays(self) -> None:
        """Hebrew needs no controls to be shown."""
        assert terminal_line("סקירה של מודלים") == "סקירה של מודלים"

    @given(ANY_TEXT)
    def test_no_control_is_left(self, text: str) -> None:
        """Nothing a terminal acts upon comes through."""
        printed = terminal_line(text)

        assert not any(char < " " or "\x7f" <= char <= "\x9f" for char in printed)
        assert not any("\u202a" <= char <= "\u202e" for char in printed)
        assert not any("\u2066" <= char <= "\u2069" for char in printed)


class TestMarkdown:
    """`markdown_line` stands in Markdown as text."""

    @pytest.mark.parametrize(
        ("text", "markdown"),
        [
            ("*a* _b_ `c` [d](e)", r"\*a\* \_b\_ \`c\` \[d\](e)"),
            ("<b> & $x$ | ~y~ #1", r"\<b\> \& \$x\$ \| \~y\~ \#1"),
            ("- item", r"\- item"),
            ("12. item", r"12\. item"),
            ("1.5 items", "1.5 items"),
            ("\x1b[31mred\u202e", "red"),
        ],
    )
    def test_nothing_is_markup(self, text: str, markdown: str) -> None:
        """Also not at the beginning of a line, where a list might start."""
        assert markdown_line(text) == markdown


class TestUnseen:
    """What nobody sees and what acts by itself does not leave the library as it is."""

    @pytest.mark.parametrize("hidden", [0xE0041, 0xE0001, 0x200B, 0x2063, 0x00AD, 0xFFF9, 0x180E])
    def test_what_is_never_seen_is_dropped(self, hidden: int) -> None:
        """A title could say anything in it."""
        assert clean_line(f"A{chr(hidden)} title") == "A title"

    @pytest.mark.parametrize("joined", ["👩\u200d💻", "می\u200cخواهم", "葛\U000e0100飾"])
    def test_joiners_stay(self, joined: str) -> None:
        """Emoji, Persian and Japanese names need them."""
        assert clean_line(joined) == joined

    @pytest.mark.parametrize(
        ("text", "written"),
        [
            ("thanks @name", "thanks @<!-- -->name"),
            ("see www.evil.example", "see www\\.evil.example"),
            ("see https://evil.example", "see https\\://evil.example"),
            ("mail me@evil.example", "mail me@<!-- -->evil.example"),
            ("a @ b", "a @ b"),
            ("2026.11@sha256:ab", "2026.11@sha256:ab"),
        ],
    )
    def test_nothing_links_or_calls_by_itself(self, text: str, written: str) -> None:
        """On GitHub, names and addresses are live without any markup."""
        assert markdown_line(text) == written


class TestPrintable:
    """What is printed can be written by whatever the standard output is."""

    @pytest.mark.parametrize(
        ("encoding", "errors", "expected"),
        [
            ("ascii", "strict", "M\\xfcller - tea"),
            ("latin-1", "strict", "Müller - tea"),
            ("utf-8", "strict", "Müller – tea"),
            ("ascii", "replace", "Müller – tea"),
        ],
    )
    def test_what_a_console_lacks_is_typed_or_escaped(
        self, monkeypatch: pytest.MonkeyPatch, encoding: str, errors: str, expected: str
    ) -> None:
        """One that takes everything, or says itself what becomes of the rest, gets the text."""
        console = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors=errors)
        monkeypatch.setattr("sys.stdout", console)
        assert printable("Müller – tea") == expected
