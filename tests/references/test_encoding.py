"""Bytes to text and back."""

import codecs

import pytest

from trustworthy_audio_llms._references.encoding import decode


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_utf8(mark: bytes) -> None:
    """With and without a byte order mark."""
    data = mark + "Müller 王".encode()
    decoded = decode(data)
    assert decoded.text == "Müller 王"
    assert not decoded.guessed
    assert decoded.encode(decoded.text) == data


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_by_its_mark(encoding: str) -> None:
    """UTF-16 and UTF-32 say what they are."""
    data = ("\ufeff" + "Müller").encode(encoding)
    decoded = decode(data)
    assert decoded.text == "Müller"
    assert decoded.encode("Müller") == data


def test_else_latin_1() -> None:
    """Every byte is a character, and nobody knows whether it is the right one."""
    decoded = decode("Müller".encode("latin-1"))
    assert decoded.text == "Müller"
    assert decoded.guessed
    assert decoded.encode("Möller") == b"M\xf6ller"
    assert decoded.encode("王") == "王".encode()


def test_latin_1_as_windows_writes_it() -> None:
    """Quotes and dashes are no control characters, which nobody would see."""
    data = "“Voices” – 12–19 … €".encode("cp1252")
    decoded = decode(data)
    assert decoded.text == "“Voices” – 12–19 … €"
    assert decoded.guessed
    assert decoded.encode(decoded.text) == data
    undefined = b"\x81 \x93"  # No character of Windows has the first.
    assert decode(undefined).text == "\x81 \x93"
    assert decode(undefined).encode(decode(undefined).text) == undefined


def test_a_mark_before_something_else() -> None:
    """Is told as what nobody knows."""
    assert decode(codecs.BOM_UTF8 + b"\xff").guessed
