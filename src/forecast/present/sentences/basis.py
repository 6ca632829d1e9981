"""What the forecast rests on: figures, graded assumptions, limits and the kinds of uncertainty."""

from collections.abc import Mapping

from forecast.answers.answer import Answer
from forecast.errors import Message, message
from forecast.present.sentences.phrases import answered, lead_reading, milestone
from forecast.record.contracts import EvidenceGrade, Provenance
from forecast.record.knowledge import Record

FINER_TABLES = ("movements", "roster", "firms")
"""Record tables that sharpen a forecast made from dated totals."""

NAMED = 3
"""Moved assumptions that are named; the annex lists every one."""


def basis(answer: Answer, *, looks_back: bool = False) -> tuple[Message, ...]:
    """Say on the face of the brief what it rests on and what it cannot know."""
    record = answer.record
    return (
        face(record),
        *((_looking_back(record),) if looks_back else ()),
        *_grades(record),
        *_readings(record),
        *_missing_tables(record),
        *_learnt(answer),
        *_uncertainty(answer),
        *(message("{reason}.", reason=warning) for warning in answer.warnings),
    )


def face(record: Record) -> Message:
    """Give the one sentence on what kind of figures this is made from."""
    faces: dict[Provenance, Message] = {
        "public": message(
            "This forecast rests on public figures as known by {as_of:day} and on assumptions "
            "graded by their evidence; it does not replace official reports.",
            as_of=record.as_of,
        ),
        "internal": message(
            "This forecast rests on internal figures as known by {as_of:day} and on assumptions "
            "graded by their evidence.",
            as_of=record.as_of,
        ),
        "illustrative": message(
            "This forecast rests on illustrative figures; it describes no real federation."
        ),
    }
    return faces[record.federation.provenance]


def grade_label(grade: EvidenceGrade) -> Message:
    """Words for a grade of evidence."""
    labels: dict[EvidenceGrade, Message] = {
        "high": message("high evidence"),
        "medium": message("medium evidence"),
        "low": message("low evidence"),
    }
    return labels[grade]


def _looking_back(record: Record) -> Message:
    """Say that the brief was made for a past date."""
    return message(
        "It looks back: nothing known only after {as_of:day} was used, unless stated.",
        as_of=record.as_of,
    )


def _grades(record: Record) -> tuple[Message, ...]:
    """How many assumptions there are of each grade."""
    grades = [rate.evidence for rate in record.rates.values()]
    if not grades:
        return ()
    return (
        message(
            "Assumptions: {total:count}, of which with high evidence {high:count}, medium "
            "{medium:count}, low {low:count}.",
            total=len(grades),
            high=grades.count("high"),
            medium=grades.count("medium"),
            low=grades.count("low"),
        ),
    )


def _readings(record: Record) -> tuple[Message, ...]:
    """How the targets of members are read."""
    return tuple(
        message("How “{target}” is read: {reading}", target=target.wording, reading=target.reading)
        for target in record.targets
        if target.what == "members"
    )


def _missing_tables(record: Record) -> tuple[Message, ...]:
    """Tables of the record that are not there."""
    names: Mapping[str, Message] = {
        "movements": message("members admitted and left by period"),
        "roster": message("members of each union"),
        "firms": message("firms without a union"),
    }
    missing = [names[table] for table in FINER_TABLES if table not in record.tables]
    if not missing:
        return ()
    return (message("The record does not yet hold: {missing:series}.", missing=missing),)


def _learnt(answer: Answer) -> tuple[Message, ...]:
    """What of the record moved the assumptions."""
    evidence = answer.diagnostics.evidence if answer.diagnostics else ()
    said = tuple(message("{reason}.", reason=one) for one in evidence)
    keys = [one.key for one in answer.rates if one.moved]
    if not keys:
        return said
    rates = answer.record.rates
    weighty = [key for key in keys if rates[key].impact == "high"]
    named = (weighty or keys)[:NAMED]
    names = [rates[key].name for key in named]
    if len(names) == len(keys):
        return (*said, message("The record moved: {names:semicolons}.", names=names))
    return (
        *said,
        message(
            "The record moved {all:count} assumptions, among them: {names:semicolons}.",
            all=len(keys),
            names=names,
        ),
    )


def _uncertainty(answer: Answer) -> tuple[Message, ...]:
    """Keep three kinds of error apart: of the computing, of its shortcut, of the assumptions."""
    errors = [odds.standard_error for odds in answer.targets if odds.standard_error is not None]
    if not errors:
        return ()
    numerical = message(
        "Numerical error of the odds: at most about {points:number1} percentage points.",
        points=max(0.1, 200 * max(errors)),
    )
    return (numerical, *audit_sentences(answer), *_if_rates_known(answer))


def audit_sentences(answer: Answer) -> tuple[Message, ...]:
    """How far the odds are from those of a simulation of every union."""
    if answer.audit is None:
        return ()
    farthest = answer.audit.largest
    return (
        message(
            "Simulating every union by itself ({paths:count} futures) gives odds that differ by at "
            "most {points:number1} percentage points (standard error {error:number1}).",
            paths=answer.audit.paths,
            points=100 * abs(farthest.difference),
            error=max(0.1, 100 * farthest.standard_error),
        ),
    )


def _if_rates_known(answer: Answer) -> tuple[Message, ...]:
    """How far the odds could still move as the assumptions become known."""
    ranges = [
        message(
            "{milestone} between {low:percent} and {high:percent}",
            milestone=milestone(odds.target, among=answer.record.targets),
            low=odds.if_rates_known[0],
            high=odds.if_rates_known[1],
        )
        for odds in answered(answer, lead_reading(answer))
        if odds.if_rates_known is not None
    ]
    if not ranges:
        return ()
    return (
        message(
            "Depending on the assumed rates, the odds lie (8 chances in 10): {ranges:semicolons}.",
            ranges=ranges,
        ),
    )
