"""The paragraph for the methods section: what was searched, who screened, and what came of it.

What PRISMA 2020 (doi:10.1136/bmj.n71) and PRISMA-S (doi:10.1186/s13643-020-01542-z) ask for: each
source with its date and its query as it was run, duplicates, who screened and whether on their
own, automation, agreement, and every count.
"""

from collections.abc import Iterable, Iterator, Sequence

from .._plural import counted
from .._text import terminal_line
from .agreement import Agreement, agreements
from .column import Column, SourceCount
from .events import Decision, Exclusion
from .flow import Flow
from .log import ScreeningLog
from .stages import STAGES, Stage

_AT: dict[Stage, str] = {
    "identification": "Before screening",
    "screening": "At screening",
    "retrieval": "When reports were sought",
    "eligibility": "When reports were read",
}
_CREDIT = (
    "Screening was logged and counted with trustworthy_audio_llms{version}, and is reported by "
    "PRISMA 2020 (doi:10.1136/bmj.n71)."
)
_KINDS = {
    "database": "database",
    "register": "register",
    "website": "website",
    "organisation": "organisation",
    "citations": "citation searching",
    "other": "other source",
}


def methods_of(log: ScreeningLog, flow: Flow, version: str) -> str:
    """The paragraph.

    Args:
        log: The screening log.
        flow: What it comes to.
        version: The version of this library.
    """
    words = [line for line in log.standing.own if isinstance(line, Decision)]
    agreed = agreements(words)
    sentences = (
        *_sources(flow),
        *_duplicates(flow),
        *_steps(log),
        *_reviewers(words),
        *map(_agreement, agreed),
        *_disagreements(log, agreed),
        *_counts(flow),
        _CREDIT.format(version=version),
    )
    return " ".join(map(terminal_line, sentences))


def _sources(flow: Flow) -> Iterator[str]:
    if flow.previous is not None:
        studies = _in_reports(flow.previous_studies, "study", flow.previous)
        yield f"This review updates an earlier one, which included {studies}."
    if flow.dropped:
        gone = _since(flow.dropped_studies, flow.dropped)
        yield f"Of these, {gone} excluded since."
    if flow.reinstated:
        back = _since(flow.reinstated_studies, flow.reinstated)
        yield f"Of what it had excluded, {back} included since."
    sources = [source for column in flow.columns for source in column.sources]
    told = "; ".join(map(_source, sources))
    number = "one source" if len(sources) == 1 else f"{len(sources)} sources"
    total = sum(source.records for source in sources)
    yield f"{counted(total, 'record')} came from {number}: {told}."


def _since(studies: int, reports: int) -> str:
    """Studies, or reports of such as are counted otherwise, as the subject of a sentence."""
    if not studies:
        return f"{counted(reports, 'report')} {_was(reports)}"
    return f"{_in_reports(studies, 'study', reports)} {_was(studies)}"


def _source(source: SourceCount) -> str:
    """A source with all that lets somebody else search it again."""
    pin, *steps = source.provenance
    facts = [_KINDS[source.kind], pin]
    if source.searched:
        facts.append(f"searched on {source.searched}")
    if source.query:
        facts.append(f"query: {source.query}")
    facts += [f"then {step}" for step in steps]
    return f"{source.name} ({', '.join(facts)}; n = {source.records})"


def _duplicates(flow: Flow) -> Iterator[str]:
    sources = [source for column in flow.columns for source in column.sources]
    number = sum(source.duplicates for source in sources)
    if not number:
        yield "No record was a duplicate of another."
        return
    told = _joined(f"{one.duplicates} in {one.name}" for one in sources if one.duplicates)
    yield (
        f"{counted(number, 'duplicate')} {_was(number)} removed ({told}): records of a work that "
        "an earlier record was of, by identifier or by title, first author and year."
    )


def _steps(log: ScreeningLog) -> Iterator[str]:
    """What was excluded by criteria, by functions, by name, and by tools."""
    steps = [line for line in log.standing.own if isinstance(line, Exclusion)]
    for stage in STAGES:
        told = [_step(step) for step in steps if step.stage == stage]
        if told:
            yield f"{_AT[stage]}, works were excluded by rule: {_joined(told)}."


def _step(step: Exclusion) -> str:
    if step.named:
        how = "named one by one"
    elif step.function:
        how = f"by the function {step.function}"
    else:
        how = ", ".join(f"{name}={value!r}" for name, value in step.criteria.items())
    tool = f", by the tool {step.tool}" if step.tool else ""
    by = f", by {step.by}" if step.by else ""
    return f"{step.reason} ({how}{tool}{by}; n = {len(step.ids)})"


def _reviewers(words: Sequence[Decision]) -> Iterator[str]:
    """Who judged works one by one."""
    for stage in STAGES:
        here = [word for word in words if word.stage == stage]
        if here:
            yield from _reviewers_at(stage, here)


def _reviewers_at(stage: Stage, words: Sequence[Decision]) -> Iterator[str]:
    works = {name: _works(words, name) for name in dict.fromkeys(word.by for word in words)}
    own = works.pop(None, 0)
    people = [f"{name} ({counted(number, 'work')})" for name, number in works.items()]
    if people:
        alone = " alone" if len(people) == 1 else ""
        yield f"{_AT[stage]}, works were judged one by one by {_joined(people)}{alone}."
        if own:
            yield f"{counted(own, 'work')} {_was(own)} then settled for the review as a whole."
    else:
        yield f"{_AT[stage]}, {counted(own, 'work')} {_was(own)} judged one by one."


def _works(words: Sequence[Decision], name: str | None) -> int:
    return len({word.work for word in words if word.by == name})


def _agreement(found: Agreement) -> str:
    pair = f"{found.first} and {found.second}"
    if found.raw is None:
        return f"No work was judged by both {pair} at the stage {found.stage}."
    kappa = (
        f"Cohen's kappa {found.kappa:.2f}"
        if found.kappa is not None
        else (f"Cohen's kappa is undefined, since {found.undefined}")
    )
    return (
        f"Before anything was settled, {pair} agreed on {found.agreed} of the {found.works} works "
        f"that both had judged at the stage {found.stage} ({found.raw:.0%}; {kappa})."
    )


def _disagreements(log: ScreeningLog, agreed: Iterable[Agreement]) -> Iterator[str]:
    number = len(log.disagreements())
    if number:
        yield f"Reviewers still differ on {counted(number, 'work')}."
    elif any(found.agreed < found.works for found in agreed):
        yield "All disagreements were settled."


def _counts(flow: Flow) -> Iterator[str]:
    for number, column in enumerate(flow.columns):
        if column.identified > column.duplicates or not number:
            yield from _column(column, " that came by other methods" if number else "")
    noun = "study" if flow.previous is None else "new study"
    new = _in_reports(flow.new_studies, noun, flow.new)
    total = f", {flow.studies} in all" if flow.previous is not None else ""
    yield f"{new} {_was(flow.new_studies)} included{total}."
    if flow.versions:
        many = counted(flow.versions, "work")
        yield f"{many} of them {_was(flow.versions)} another version of a study that is counted."
    if flow.undecided:
        yield f"Of these, {counted(flow.undecided, 'work')} {_was(flow.undecided)} not decided yet."


def _column(column: Column, way: str) -> Iterator[str]:
    before = column.left("identification")
    if before:
        yield f"{counted(before, 'record')}{way} {_was(before)} removed before screening."
    screened = column.left("screening")
    yield (
        f"{counted(column.screened, 'work')}{way} {_was(column.screened)} screened, and {screened} "
        f"excluded{_why(column, 'screening')}."
    )
    if "retrieval" in column.excluded:
        sought = column.entered("retrieval")
        yield (
            f"{counted(sought, 'report')} {_was(sought)} sought, of which "
            f"{column.left('retrieval')} could not be had{_why(column, 'retrieval')}."
        )
    if "eligibility" in column.excluded:
        read = column.entered("eligibility")
        yield (
            f"{counted(read, 'report')} {_was(read)} assessed, and {column.left('eligibility')} "
            f"excluded{_why(column, 'eligibility')}."
        )


def _why(column: Column, stage: Stage) -> str:
    reasons = column.excluded[stage].items()
    told = ", ".join(f"{reason}: {number}" for reason, number in reasons if number)
    return f" ({told})" if told else ""


def _joined(parts: Iterable[str]) -> str:
    """Parts of a sentence, the last one after an and."""
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last


def _in_reports(studies: int, noun: str, reports: int) -> str:
    """Studies with the number of their reports, where that is another one."""
    told = counted(studies, noun)
    return told if studies == reports else f"{told} (in {counted(reports, 'report')})"


def _was(number: int) -> str:
    return "was" if number == 1 else "were"
