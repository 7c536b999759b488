"""What the fields of a record take, and what they refuse."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from made_up import texts

from trustworthy_audio_llms import PartialDate
from trustworthy_audio_llms._records import fields
from trustworthy_audio_llms._text import is_web_link


def refused(convert: Callable[[Any], object], value: object) -> str:
    """The message with which a value is refused."""
    with pytest.raises(ValueError, match=r"^`field` must be") as raised:
        convert(value)
    return str(raised.value)


class TestText:
    """A text is on one line, and not empty."""

    @pytest.mark.parametrize(
        ("value", "kept"),
        [
            ("A title", "A title"),
            ("  A \t title\n on  two\r\nlines\u2028 \xa0", "A title on two lines"),
            ("\ud83d half \x00", "\ud83d half \x00"),
        ],
    )
    def test_collapses_blanks(self, value: str, kept: str) -> None:
        """Line ends, tabs and blanks of any script are one blank; nothing else is touched."""
        assert fields.text("field")(value) == kept

    @given(texts)
    def test_is_on_one_line(self, value: str) -> None:
        """Converting twice changes no more than converting once."""
        kept = fields.text("field")(value)
        assert kept == " ".join(kept.split()) == fields.text("field")(kept)

    @pytest.mark.parametrize("value", ["", " ", "\n\t\xa0", None, 5, b"text", ["text"]])
    def test_refuses(self, value: object) -> None:
        """The message shows the value."""
        assert refused(fields.text("field"), value).endswith(f"not {value!r}.")

    def test_may_be_none_where_it_is_optional(self) -> None:
        """An empty text is still a mistake."""
        assert fields.optional_text("field")(None) is None
        assert fields.optional_text("field")(" a  b") == "a b"
        refused(fields.optional_text("field"), "")

    def test_any_text_may_be_empty(self) -> None:
        """It is kept as it is."""
        assert fields.any_text("field")("") == ""
        assert fields.any_text("field")(" a\n") == " a\n"
        refused(fields.any_text("field"), None)

    def test_a_word_has_no_blanks(self) -> None:
        """It may be empty."""
        assert fields.word("field")("") == ""
        assert fields.word("field")("arxiv:1") == "arxiv:1"
        refused(fields.word("field"), "two words")
        refused(fields.word("field"), None)


class TestTexts:
    """Several texts are a tuple of them."""

    @pytest.mark.parametrize("values", [["a", "b"], ("a", "b"), iter(["a", "b"]), {"a": 1, "b": 2}])
    def test_takes_anything_in_order(self, values: object) -> None:
        """Lists, tuples, generators and the keys of a dictionary will do."""
        assert fields.texts("field")(values) == ("a", "b")  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        "values", ["ab", ["a", ""], ["a", " "], ["a", None], [1], None, 5, b"ab", {"a"}]
    )
    def test_refuses(self, values: object) -> None:
        """One text alone is no list of letters; a set has no order, so no digest."""
        assert repr(values) in refused(fields.texts("field"), values)

    @pytest.mark.parametrize(
        "slug", ["safety", "safety/jailbreak", "a-b/c-d/e", "安全/越狱", "2025", "qwen3"]
    )
    def test_takes_slugs(self, slug: str) -> None:
        """Words joined by hyphens, levels by slashes, in any script."""
        assert fields.slugs("field")([slug]) == (slug,)

    @pytest.mark.parametrize(
        "slug", ["", "a b", "/a", "a/", "a//b", "-a", "a-", "a--b", "a_b", "a.b", "a\n", None]
    )
    def test_refuses_what_is_no_slug(self, slug: object) -> None:
        """Nothing else gets into the tree of topics."""
        assert repr(slug) in refused(fields.slugs("field"), ["safety", slug])


class TestLineNumber:
    """Lines are counted from 1."""

    def test_takes_whole_numbers(self) -> None:
        """The first line is 1."""
        assert fields.line_number("field")(1) == 1

    @pytest.mark.parametrize("value", [0, -1, 1.0, "1", None, True])
    def test_refuses(self, value: object) -> None:
        """`True` equals 1 but is another text in JSON, and so another digest."""
        assert repr(value) in refused(fields.line_number("field"), value)


class TestURL:
    """A URL is http or https, with a host and without blanks."""

    @pytest.mark.parametrize(
        "url",
        [
            "https://example.org",
            "http://example.org/a(b)?c=d&e=%20#f",
            "HTTPS://EXAMPLE.ORG/",
            "https://bücher.example/日本",
            "https://localhost:8080/a",
        ],
    )
    def test_takes(self, url: str) -> None:
        """It is kept as it is written."""
        assert fields.optional_url("field")(url) == url
        assert is_web_link(url)

    @pytest.mark.parametrize(
        "url",
        [
            "",
            "example.org",
            "ftp://example.org",
            "javascript:alert(1)",
            "//example.org",
            "mailto:x",
            "https://",
            "https:///a",
            "https://?a",
            "https://#a",
            "https:/example.org",
            "file:///a",
            "https://a b.org",
            "https://a.org/b c",
            "https://a.org/\n",
            " https://a.org",
            "https://a.org/\x00",
            "data:text/html,x",
            "https://a\x1b.org",
        ],
    )
    def test_refuses(self, url: str) -> None:
        """Nothing that a browser would run, or read from the disk, is a link."""
        assert repr(url) in refused(fields.optional_url("field"), url)
        assert not is_web_link(url)

    def test_may_be_none(self) -> None:
        """Another type may not."""
        assert fields.optional_url("field")(None) is None
        refused(fields.optional_url("field"), 5)


class TestDate:
    """A date may be given as it is written."""

    def test_takes_dates_and_texts(self) -> None:
        """A text is parsed."""
        date = PartialDate(2025, 3)
        assert fields.date("field")(date) is date
        assert fields.date("field")("2025-03") == date
        assert fields.optional_date("field")("2025-03") == date

    @pytest.mark.parametrize("value", [2025, 2025.3, ("2025",), b"2025"])
    def test_refuses_other_types(self, value: object) -> None:
        """A number is too easily something else."""
        assert repr(value) in refused(fields.date("field"), value)

    def test_may_be_none_where_it_is_optional(self) -> None:
        """A news item, however, needs its date."""
        assert fields.optional_date("field")(None) is None
        refused(fields.date("field"), None)


class TestChoices:
    """Some fields hold one of a few words, others True or False."""

    def test_one_of_a_few(self) -> None:
        """None is one of them only where it is named."""
        convert = fields.one_of("field", "preprint", None)
        assert convert("preprint") == "preprint"
        assert convert(None) is None
        assert "('preprint', None), not 'Preprint'" in refused(convert, "Preprint")
        refused(fields.one_of("field", "preprint"), None)

    @pytest.mark.parametrize("value", [1, 0, "yes", "", None, []])
    def test_a_flag_is_no_less_than_a_boolean(self, value: object) -> None:
        """What merely counts as true or false may be a mistake."""
        assert fields.flag("field")(True) is True
        assert fields.flag("field")(False) is False
        assert repr(value) in refused(fields.flag("field"), value)


class TestIdentifier:
    """An identifier is what its parser makes of it."""

    def test_is_what_the_parser_says(self) -> None:
        """None stays None and is not parsed."""
        convert = fields.optional_identifier("arxiv")
        assert convert("https://arxiv.org/abs/2405.19103v2") == "2405.19103"
        assert convert(None) is None

    @pytest.mark.parametrize("value", ["", 5])
    def test_refuses(self, value: object) -> None:
        """The message shows an example and the value."""
        with pytest.raises(ValueError, match="`acl` must be") as raised:
            fields.optional_identifier("acl")(value)  # type: ignore[arg-type]
        message = str(raised.value)
        assert message.endswith(f"an identifier like 2024.acl-long.1, not {value!r}.")


class TestPairs:
    """Pairs are names with their values, in order."""

    def test_take_lists(self) -> None:
        """As JSON has them; a value may be empty, and a name come again."""
        kept = fields.pairs("field")([["a", ""], ("a", " b\n")])  # type: ignore[list-item]
        assert kept == (("a", ""), ("a", " b\n"))

    @pytest.mark.parametrize(
        "value", [None, 5, "ab", ["ab"], [("a",)], [("a", 5)], [("", "x")], {("a", "b")}]
    )
    def test_refuse(self, value: object) -> None:
        """What is no pair of texts, has no name, or has no order."""
        assert refused(fields.pairs("field"), value).endswith(f"not {value!r}.")
