"""Identifiers, from whichever field holds one."""

import pytest

from trustworthy_audio_llms._references.identifiers import identifiers_in

ARXIV = {"arxiv": "2405.19103"}


@pytest.mark.parametrize(
    "text",
    [
        "arXiv:2405.19103",
        "arXiv preprint arXiv:2405.19103v2",
        "arXiv preprint 2405.19103",
        "arXiv e-print 2405.19103 [cs.SD]",
        "arXiv, abs/2405.19103",
        "CoRR abs/2405.19103",
        "CoRR, vol. abs/2405.19103, 2024",
        "https://arxiv.org/abs/2405.19103",
        "http://arxiv.org/pdf/2405.19103v1.pdf",
        "Accepted at ICASSP 2026. arXiv:2405.19103",
        "ArXiv: 2405.19103",
    ],
)
def test_arxiv(text: str) -> None:
    """In every spelling that bibliographies have."""
    assert identifiers_in([text], []) == ARXIV
    assert identifiers_in([], [text]) == ARXIV


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("10.1000/182", {"doi": "10.1000/182"}),
        ("doi:10.1000/182", {"doi": "10.1000/182"}),
        ("https://doi.org/10.1000/182", {"doi": "10.1000/182"}),
        ("Available at doi:10.1000/182.", {"doi": "10.1000/182"}),
        (
            "10.1002/(SICI)1(199803)19:4<377::AID>3.0",
            {"doi": "10.1002/(sici)1(199803)19:4<377::aid>3.0"},
        ),
        ("10.48550/arXiv.2405.19103", {"doi": "10.48550/arxiv.2405.19103", **ARXIV}),
        (
            "see 10.18653/v1/2024.acl-long.1 there",
            {"doi": "10.18653/v1/2024.acl-long.1", "acl": "2024.acl-long.1"},
        ),
        ("https://aclanthology.org/2024.acl-long.1.pdf", {"acl": "2024.acl-long.1"}),
        ("https://openreview.net/forum?id=ZuzygE5nsT", {"openreview": "ZuzygE5nsT"}),
        ("OpenReview: ZuzygE5nsT", {"openreview": "ZuzygE5nsT"}),
        ("arXiv:math/0307200", {"arxiv": "math/0307200"}),
        ("arXiv:2413.00001", {}),
        ("no identifier in 2405.19103", {}),
        ("aclanthology.org/about", {}),
        ("short", {}),
    ],
)
def test_other_schemes(text: str, found: dict[str, str]) -> None:
    """DOIs of arXiv and of the ACL Anthology name their identifiers, too."""
    assert identifiers_in([text], []) == found


@pytest.mark.parametrize(
    "text",
    ["Comment on arXiv:2405.19103", "Erratum: 10.1000/182", "Extended version of arXiv:2405.19103"],
)
def test_what_a_note_says_of_another_work_is_not_taken(text: str) -> None:
    """It would make two works one."""
    assert identifiers_in([], [text]) == {}


def test_the_first_of_a_scheme_counts() -> None:
    """Fields of the work itself come before its notes."""
    own = ["arXiv:2405.19103", "arXiv:2405.00002"]
    assert identifiers_in(own, ["arXiv:2405.00003 doi:10.1000/182"]) == ARXIV | {
        "doi": "10.1000/182"
    }
