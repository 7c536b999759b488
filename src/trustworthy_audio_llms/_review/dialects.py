"""What other tools write when somebody decides, and what they mean by it.

Rayyan: notes like `RAYYAN-INCLUSION: {"Ann"=>"Included"} | RAYYAN-EXCLUSION-REASONS: wrong topic`.
ASReview: the column `asreview_label` (`included` in version 1), in RIS a note `ASReview_relevant`.
Covidence: one file a decision, which its name tells, and `Exclusion reason: …` in the notes.
Anybody else: a column called `decision` or the like.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping

import attrs

from .events import optional_line
from .stages import STAGES, Stage, Verdict

_Fields = Mapping[str, tuple[str, ...]]

_VERDICTS: dict[Verdict, str] = {
    "include": "include included yes y true 1 1.0 relevant accept accepted in",
    "exclude": "exclude excluded no n false 0 0.0 irrelevant reject rejected out",
    "unsure": "unsure maybe unclear uncertain ?",
}
_BY_WORD = {word: verdict for verdict, words in _VERDICTS.items() for word in words.split()}
_NOTHING = {"", "undecided", "unscreened", "not_seen", "nan", "na", "none", "null", "-1", "pending"}
_STAGES: dict[str, Stage] = {
    **{stage: stage for stage in STAGES},
    **dict.fromkeys(("title_abstract", "title", "abstract", "title_and_abstract"), "screening"),
    **dict.fromkeys(("full_text", "fulltext", "full_texts"), "eligibility"),
}
_DECISION = (
    "decision verdict asreview_label screening_decision final_decision included include inclusion "
    "label label_included final_included"
).split()
_REASON = "reason exclusion_reason reasons exclusion_reasons reason_for_exclusion why".split()
_NOTE = "decision_note decisionnote asreview_note exported_notes_1 comment comments".split()
_BY = "by reviewer screener rater reviewers user".split()
_STAGE = "stage phase screening_stage".split()
_WHEN = "when decided decided_at asreview_time timestamp time".split()

_NOTES = ("n1", "n2", "rn", "notes", "note", "annote", "rayyan_inclusion")
_INCLUSION = re.compile(r"RAYYAN-INCLUSION:\s*\{([^{}]*)\}")
_SAID = re.compile(r'"([^"]*)"\s*=>\s*"?([\w ]+)"?')
_REASONS = re.compile(r"RAYYAN-EXCLUSION-REASONS:\s*([^|]*)")
_USER_NOTES = re.compile(r"USER-NOTES:\s*\{([^{}]*)\}")
_USER_NOTE_TEXT = re.compile(r'"([^"]*)"')
_USER_NOTE = re.compile(r'"([^"]*)"\s*=>\s*\[([^\]]*)\]')
_OWN = re.compile(
    r"Decision: (?P<decision>include|exclude|unsure|undecided)"
    r"(?: \((?P<stage>\w+)\))?(?:: (?P<reason>.+))?"
)
_ASREVIEW = {"asreview_relevant": "include", "asreview_irrelevant": "exclude"}
_COVIDENCE: dict[str, tuple[Verdict, Stage]] = {
    "irrelevant": ("exclude", "screening"),
    "select": ("include", "screening"),
    "excluded": ("exclude", "eligibility"),
    "included": ("include", "eligibility"),
}
_COVIDENCE_REASON = re.compile(r"Exclusion reason:\s*([^;|]*)", re.I)


class NotUnderstood(Exception):
    """A row says something that is no decision."""


@attrs.frozen(kw_only=True)
class Said:
    """What a row says that somebody decided.

    Attributes:
        verdict: The verdict.
        reason: Why, or None.
        note: A note, or None.
        by: Who, or None where the file does not say.
        stage: The stage, or None where the file does not say.
        when: When, or None where the file does not say.
    """

    verdict: Verdict
    reason: str | None = attrs.field(default=None, converter=optional_line)
    note: str | None = attrs.field(default=None, converter=optional_line)
    by: str | None = attrs.field(default=None, converter=optional_line)
    stage: Stage | None = None
    when: datetime.datetime | None = None


def bare(text: str) -> str:
    """A text without what ends a part of Rayyan's notes."""
    return text.translate(str.maketrans('"{}[]|', "'()()/"))


def said_in(fields: _Fields, file: str) -> tuple[Said, ...]:
    """What a row says that people decided.

    Args:
        fields: The row, by names in lower case with `_` between words.
        file: The name of the file, which may tell.

    Raises:
        NotUnderstood: It says something that is no decision.
    """
    notes = " | ".join(value for name in _NOTES for value in fields.get(name, ()))
    if "rayyan_inclusion" in fields:
        notes = f"RAYYAN-INCLUSION: {notes}" if "RAYYAN-INCLUSION" not in notes else notes
    own = _own_note(fields)
    if found := _INCLUSION.search(notes.replace('""', '"')):
        return tuple(_by_rayyan(found[1], notes.replace('""', '"'), own or fields))
    if wide := tuple(_by_column(fields)):
        return wide
    if "covidence" in fields:
        return tuple(_by_covidence(notes, file))
    for word, verdict in _ASREVIEW.items():
        if re.search(rf"\b{word}\b", notes, re.I):
            is_own = own is not None and own["decision"][0] == verdict
            return (_said(_BY_WORD[verdict], own if own and is_own else fields),)
    return tuple(_by_decision(fields))


def _own_note(fields: _Fields) -> _Fields | None:
    """The fields with those that our own files of RIS put into a note, if there is one.

    Rayyan may have had the file since: its reason stands, unless ours is the same but for the
    marks that its notes cannot hold.
    """
    for value in (value for name in _NOTES for value in fields.get(name, ())):
        if found := _OWN.fullmatch(value):
            rayyan = _REASONS.search(" | ".join(fields.get("n1", ())))
            reason = found["reason"] or ""
            is_newer = rayyan is not None and rayyan[1].strip() != bare(reason)
            told = {"decision": found["decision"], "stage": found["stage"]}
            told |= {"reason": None if is_newer else reason}
            return {**fields, **{name: (text,) for name, text in told.items() if text}}
    return None


def _by_rayyan(inclusion: str, notes: str, fields: _Fields) -> Iterator[Said]:
    why = _REASONS.search(notes)
    reason = _first(fields, _REASON) or (why[1].strip().rstrip(",") if why else None)
    user_notes = dict(_USER_NOTE.findall("".join(_USER_NOTES.findall(notes))))
    stage = _stage(_first(fields, _STAGE))
    said = _SAID.findall(inclusion)
    note = _first(fields, ("decision_note",)) if len(said) == 1 else None
    for name, word in said:
        if (verdict := _verdict(word)) is not None:
            yield Said(
                verdict=verdict,
                by=name,
                reason=reason if verdict == "exclude" else None,
                note=note or "; ".join(_USER_NOTE_TEXT.findall(user_notes.get(name, ""))),
                stage=stage,
            )


def _by_column(fields: _Fields) -> Iterator[Said]:
    """Columns like `decision_ann`: one a reviewer."""
    for name, values in fields.items():
        reviewer = re.fullmatch(r"(?:decision|verdict)_(?!note$|reason$)(.+)", name)
        if reviewer and (verdict := _verdict(values[0])) is not None:
            yield attrs.evolve(_said(verdict, fields), by=reviewer[1])


def _by_covidence(notes: str, file: str) -> Iterator[Said]:
    told = re.search(rf"(?:^|[_\W])({'|'.join(_COVIDENCE)})(?=[_\W]|$)", file, re.I)
    if told is None:
        if re.search(r"(?:^|[_\W])screen(?=[_\W])", file, re.I):
            return
        raise NotUnderstood(
            "Covidence says by the name of its file what was decided: keep it as it is, as "
            "'review_1_excluded_csv.csv'"
        )
    verdict, stage = _COVIDENCE[told[1].lower()]
    why = _COVIDENCE_REASON.search(notes)
    yield Said(verdict=verdict, stage=stage, reason=why[1] if why else None)


def _by_decision(fields: _Fields) -> Iterator[Said]:
    word = _first(fields, _DECISION)
    if word is not None and (verdict := _verdict(word)) is not None:
        said = _said(verdict, fields)
        for name in (said.by or "").split(";"):
            yield attrs.evolve(said, by=name)


def _said(verdict: Verdict, fields: _Fields) -> Said:
    """A verdict with all that a row says besides."""
    return Said(
        verdict=verdict,
        reason=_first(fields, _REASON),
        note=_first(fields, _NOTE),
        by=_first(fields, _BY),
        stage=_stage(_first(fields, _STAGE)),
        when=_moment(_first(fields, _WHEN)),
    )


def _first(fields: _Fields, names: Iterable[str]) -> str | None:
    return next((fields[name][0] for name in names if name in fields), None)


def _verdict(word: str) -> Verdict | None:
    """What a word means; None where it says that nothing was decided."""
    plain = re.sub(r"\s+", "_", word.strip().lower())
    if plain in _NOTHING:
        return None
    if plain not in _BY_WORD:
        raise NotUnderstood(f"{word.strip()[:60]!r} is no decision")
    return _BY_WORD[plain]


def _stage(word: str | None) -> Stage | None:
    if word is None:
        return None
    plain = re.sub(r"[\W_]+", "_", word.strip().lower()).strip("_")
    if plain not in _STAGES:
        raise NotUnderstood(f"{word[:60]!r} is no stage of a review")
    return _STAGES[plain]


def _moment(text: str | None) -> datetime.datetime | None:
    """A time as ISO or as seconds since 1970; what is neither says nothing."""
    if text is None:
        return None
    try:
        if re.fullmatch(r"\d{9,11}(?:\.\d*)?", text):
            return datetime.datetime.fromtimestamp(float(text), datetime.UTC)
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
