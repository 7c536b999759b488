"""Which findings of an audit are given, and at which paths: the rest is ignored or accepted."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Self

import attrs
import click

import trustworthy_audio_llms as tal

from .._audit.baseline import Baseline
from .._audit.codes import CODES as LIST_CODES
from .._audit.reference_codes import CODES
from .._errors import near_misses
from .._files import read_bounded, user_path
from .._plural import counted
from .._references.encoding import decode

_LARGEST = 1 << 30


class Found(NamedTuple):
    """A finding at the paths that people and baselines know it by, and at those for GitHub."""

    finding: "tal.Finding"
    for_github: "tal.Finding"


@attrs.define
class Left:
    """The findings that are left, and what is said of the others.

    Attributes:
        findings: They, in their order.
        accepted: How many the baseline accepts, and how many of it are gone; nothing without one.
    """

    findings: list["tal.Finding"]
    accepted: str

    @classmethod
    def of(
        cls, found: Sequence[Found], ignored: Sequence[str], baseline: Baseline, *, for_github: bool
    ) -> Self:
        """Those of some findings.

        Args:
            found: The findings.
            ignored: The codes that nobody wants to know of.
            baseline: The findings that were accepted.
            for_github: Whether they are to stand at the paths for GitHub.
        """
        accepted, gone = baseline.accepted([one.finding for one in found])
        left = [
            one.for_github if for_github else one.finding
            for one, is_accepted in zip(found, accepted, strict=True)
            if not is_accepted and one.finding.code not in ignored
        ]
        said = f"{counted(sum(accepted), 'finding')} accepted by the baseline"
        said += f"; {gone} of the baseline not found any more" if gone else ""
        return cls(left, said if baseline.keys else "")

    def drop(self, code: str) -> int:
        """Leave out the findings of a code, and say how many they were."""
        before = len(self.findings)
        self.findings = [finding for finding in self.findings if finding.code != code]
        return before - len(self.findings)


def codes_to_ignore(
    context: click.Context, option: click.Parameter, words: Sequence[str]
) -> Sequence[str]:
    """The codes to leave out, each of which there is."""
    known = (*LIST_CODES, *CODES)
    for word in words:
        if word not in known:
            raise click.BadParameter(f"There is no code {word!r}.{near_misses(word, known)}")
    return words


def baseline_of(context: click.Context, option: click.Parameter, path: str | None) -> Baseline:
    """The findings that were accepted; none without a file."""
    if path is None:
        return Baseline(frozenset())
    try:
        return Baseline.of(decode(read_bounded(user_path(path), _LARGEST)).text)
    except OSError as error:
        raise click.BadParameter(f"{path!r} cannot be read: {error.strerror}.") from None
    except ValueError as error:
        raise click.BadParameter(
            f"{path!r} is no baseline: {error}. `audit --json` writes one."
        ) from None


def at_paths(findings: Sequence["tal.Finding"], source: str, *, several: bool) -> list[Found]:
    """Findings at the paths by which they are found.

    Those about a list stand at paths from its root, unless there are several sources. For editors,
    those about a reference file stand at the path by which it was given.

    Args:
        findings: What was found.
        source: In which list or file.
        several: Whether it is one of several.
    """
    here = _from_here(findings, source)
    return list(map(Found, here if several else _placed(findings, source), here))


def _placed(findings: Sequence["tal.Finding"], source: str) -> list["tal.Finding"]:
    """Findings about a reference file at the path it was given by, for editors and GitHub."""
    path = user_path(source)
    placed: list[tal.Finding] = []
    for finding in findings:
        if finding.code in CODES:
            mentions = [
                attrs.evolve(mention, path=source) if mention.path == path.name else mention
                for mention in finding.mentions
            ]
            finding = attrs.evolve(finding, mentions=tuple(mentions))
        placed.append(finding)
    return placed


def _from_here(findings: Sequence["tal.Finding"], source: str) -> list["tal.Finding"]:
    """Findings at paths from the working directory, as GitHub and several sources need them."""
    path = user_path(source)
    is_folder = path.is_dir()
    placed: list[tal.Finding] = []
    for finding in findings:
        mentions = [
            attrs.evolve(mention, path=_relative(path / mention.path if is_folder else path))
            if is_folder or mention.path == path.name  # In a snapshot, paths are those of its list.
            else mention
            for mention in finding.mentions
        ]
        placed.append(attrs.evolve(finding, mentions=tuple(mentions)))
    return placed


def _relative(path: Path) -> str:
    """A path from the working directory if it is in there, with `/` between folders."""
    normal = Path(os.path.normpath(path))
    inside = normal.is_absolute() and normal.is_relative_to(Path.cwd())
    return (normal.relative_to(Path.cwd()) if inside else normal).as_posix()
