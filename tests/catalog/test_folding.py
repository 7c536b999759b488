"""Words as they are compared."""

import sqlite3

import pytest
from hypothesis import given
from made_up import any_text

from trustworthy_audio_llms import load
from trustworthy_audio_llms._catalog.folding import LONGEST, fold, language, stem, words
from trustworthy_audio_llms._catalog.stemming import porter

PORTER = """
relational conditional valenci hesitanci digitizer radically vietnamization feudalism
decisiveness hopefulness callousness formaliti sensitiviti sensibiliti triplicate electriciti
goodness revival allowance inference airliner gyroscopic adjustable replacement adoption
homologou activate bowdlerize controll roll agreed feed plastered bled motoring sing conflated
troubled sized hopping tanned falling hissing fizzed failing filing happy sky caresses ponies
ties caress cats syzygy
"""
"""Words that Porter gives as examples of his rules."""


class TestFold:
    """Case, accents, forms and ligatures do not count."""

    @pytest.mark.parametrize(
        ("text", "folded"),
        [
            ("Müller", "muller"),
            ("Øystein Łukasz Đorđe Þór", "oystein lukasz dorde thor"),
            ("Straße ŒUVRE Æsir", "strasse oeuvre aesir"),
            ("ＡＢＣ ﬁne ²", "abc fine 2"),
            ("İstanbul ıssız", "istanbul issiz"),
            ("ΛΌΓΟΣ λόγος", "λογοs λογοs"),
            ("Звук Ёлка", "звук елка"),
            ("語音", "語音"),
        ],
    )
    def test_gives_plain_letters(self, text: str, folded: str) -> None:
        """As one would type them."""
        assert fold(text) == folded

    @given(any_text)
    def test_twice_is_once(self, text: str) -> None:
        """What is folded stays as it is."""
        assert fold(fold(text)) == fold(text)

    @given(any_text)
    def test_words_are_folded(self, text: str) -> None:
        """Each is one word again."""
        for word in words(text):
            assert words(word) == [word]


class TestStem:
    """Endings and spellings of English do not count."""

    @pytest.mark.parametrize("word", ["語音", "gpt4o", "звуки", "ab", "x" * (LONGEST + 1) + "s"])
    def test_what_is_no_english_stays(self, word: str) -> None:
        """Nobody knows its endings."""
        assert stem(word) == word

    @pytest.mark.parametrize(
        ("british", "american"),
        [
            ("anonymisation", "anonymization"),
            ("colour", "color"),
            ("centre", "center"),
            ("dialogues", "dialogs"),
            ("licence", "license"),
            ("synthesiser", "synthesizer"),
            ("analyse", "analyze"),
            ("behaviours", "behaviors"),
        ],
    )
    def test_spellings_are_one(self, british: str, american: str) -> None:
        """British and American."""
        assert stem(british) == stem(american)

    def test_a_short_word_has_no_ending(self) -> None:
        """Porter leaves those of two letters alone."""
        assert porter("is") == "is"

    @pytest.mark.parametrize("word", ["supervised", "exercise", "promise", "noise", "revise"])
    def test_what_is_spelt_so_everywhere(self, word: str) -> None:
        """Not every `-ise` is an `-ize`."""
        assert "z" not in stem(word)

    def test_endings_are_porter_s(self) -> None:
        """As SQLite has them, for every word of the catalogue, but for `-us`."""
        database = sqlite3.connect(":memory:")
        try:
            database.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='porter ascii')")
        except sqlite3.OperationalError:
            pytest.skip("needs FTS5")
        database.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, 'instance')")
        known = {word for entry in load() for word in words(f"{entry.title} {entry.description}")}
        known.update(PORTER.split())
        english = sorted(w for w in known if len(w) > 2 and w.isascii() and w.isalpha())
        database.executemany("INSERT INTO t(rowid, x) VALUES (?, ?)", enumerate(english))
        stems = dict(database.execute("SELECT doc, term FROM v"))
        database.close()
        other = [w for n, w in enumerate(english) if stems[n] != porter(w)]
        assert len(english) > 1000
        assert all(word.endswith("us") for word in other)

    def test_the_table_says_nothing_twice(self) -> None:
        """Exceptions are exceptions, and folded; what is silent is folded too."""
        table = language()
        for word in (*table.stems, *table.words, *table.silent):
            assert fold(word) == word
        assert len(table.stems) > 50
