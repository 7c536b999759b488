"""Judging: whether the links of a line lead to other works."""

import pytest
from lists import OTHER, OTHER_URL, TITLE, URL

from trustworthy_audio_llms._lists.judging import names_another_work
from trustworthy_audio_llms._lists.links import Link


class TestAnotherWork:
    """A link beside a work may lead to another one."""

    @pytest.mark.parametrize(
        ("label", "target", "another"),
        [
            (OTHER, OTHER_URL, True),
            ("Two Words", "https://doi.org/10.1000/1", True),
            ("Words", OTHER_URL, False),
            ("ICLR 2026", OTHER_URL, False),
            ("[ICLR best paper]", OTHER_URL, False),
            ("project page", OTHER_URL, False),
            (TITLE.upper(), OTHER_URL, False),
            ("The Same Work", f"{URL}v3", False),
            (OTHER, "https://a.example/b", False),
            (OTHER, "#below", False),
        ],
    )
    def test_is_told_by_label_and_target(self, label: str, target: str, another: bool) -> None:
        """It has an identifier of its own and a label that is a title."""
        links = [Link("code", "https://github.com/a/b"), Link(label, target)]
        assert names_another_work(links, TITLE, (None, URL)) is another
