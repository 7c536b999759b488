"""Asking: the terms of who is asked."""

from trustworthy_audio_llms._sources import ask


def test_the_terms() -> None:
    """Three seconds between two requests to arXiv, five requests a second to the others."""
    assert (ask.ARXIV_PAUSE, ask.DOI_PAUSE) == (3.0, 0.2)
    assert ask.ARXIV_API.startswith("https://")
    assert ask.DOI_URL.startswith("https://")
