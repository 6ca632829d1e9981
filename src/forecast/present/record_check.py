"""What a check of a record shows: its grade first, then what there is, is amiss, and is to do."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text as Line

from forecast.answers.checkup.completeness import TableCheck
from forecast.answers.checkup.finding import SEVERITIES, Finding
from forecast.answers.record_check import RecordCheck, to_collect
from forecast.answers.rounded import Json, day, odds
from forecast.answers.what_if import RecordValue
from forecast.errors import Message, message, plural
from forecast.present.console import grid, plain
from forecast.present.sentences.basis import grade_label
from forecast.present.tables.check_tables import (
    MOST_SHOWN,
    collect_table,
    findings_table,
    held_table,
    sectors_table,
)
from forecast.present.words import Words

SCHEMA = 1
"""Moves when a key of `check_text` is renamed or dropped, or comes to mean something else."""


def check_report(check: RecordCheck, values: Sequence[RecordValue], words: Words) -> RenderableType:
    """Give the grade in a sentence, then the tables, the findings and what to collect next.

    Parameters
    ----------
    values
        What each kind of record would narrow; those the record holds already are left out.
    """
    record = check.record
    head = message(
        "{federation} – the record as known on {as_of:day}",
        federation=record.federation.name,
        as_of=record.as_of,
    )
    left_out = len(check.findings) - MOST_SHOWN
    more = plural(
        "One more finding is not shown here; --json gives all.",
        "{n:count} more findings are not shown here; --json gives all.",
        n=left_out,
    )
    return Group(
        Line(plain(words.say(head)), style="bold"),
        Line(),
        Line(plain(" ".join(map(words.say, _grade(check))))),
        Line(),
        grid(held_table(check, words)),
        grid(sectors_table(check, words)),
        *((grid(findings_table(check, words)),) if check.findings else ()),
        *((Line(plain(words.say(more)), style="dim"),) if left_out > 0 else ()),
        *_next(check, values, words),
    )


def _grade(check: RecordCheck) -> tuple[Message, ...]:
    return (
        message("Grade of the record: {grade}.", grade=grade_label(check.grade)),
        *check.reasons,
        message(
            "Findings: {wrong:count} wrong, {doubtful:count} doubtful, {thin:count} missing.",
            **{name: check.count(name) for name in SEVERITIES},
        ),
    )


def _next(
    check: RecordCheck, values: Sequence[RecordValue], words: Words
) -> tuple[RenderableType, ...]:
    if check.record.origin is None:
        said = message("First enter a dated number of all members; nothing can be said without it.")
        return (Line(plain(words.say(said))),)
    if not values:
        return ()
    if not to_collect(check, values):
        said = message("Every kind of record is there; go on entering each official count.")
        return (Line(plain(words.say(said))),)
    return (grid(collect_table(check, values, words)),)


def check_text(check: RecordCheck, values: Sequence[RecordValue], words: Words) -> Json:
    """Everything of a check as one object of JSON values; sentences in the reader's language."""
    record, age = check.record, check.staleness
    return {
        "schema": SCHEMA,
        "dataset": record.dataset,
        "as_of": day(record.as_of),
        "provenance": record.federation.provenance,
        "grade": check.grade,
        "reasons": [words.say(said) for said in check.reasons],
        "findings": [_finding(one, words) for one in check.findings],
        "tables": [_table(one) for one in check.tables],
        "sectors": [
            {"sector": one.sector, "counted": one.counted, "counts": dict(one.counts)}
            for one in check.sectors
        ],
        "staleness": {
            "newest": day(age.newest),
            "today": day(age.today),
            "days": age.days,
            "official_counts_since": [day(one) for one in age.passed],
        },
        "renamings": [
            {
                "kind": one.kind,
                "date": day(one.on),
                "before": [union.id for union in one.before],
                "after": [union.id for union in one.after],
            }
            for one in check.candidates
        ],
        "collect_next": [
            {"kind": one.kind, "reduction": odds(one.reduction), "error": odds(one.standard_error)}
            for one in to_collect(check, values)
        ],
    }


def _finding(one: Finding, words: Words) -> Json:
    return {
        "kind": one.kind,
        "severity": one.severity,
        "table": one.table,
        "date": day(one.day),
        "subject": one.subject,
        "found": words.say(one.what),
        "remedy": words.say(one.remedy),
    }


def _table(one: TableCheck) -> Json:
    return {
        "table": one.table,
        "present": one.present,
        "rows": one.rows,
        "counts": one.counts,
        "first": day(one.first),
        "last": day(one.last),
        "missing": None if one.missing is None else [day(date) for date in one.missing],
        "filled": {column: odds(share) for column, share in one.filled.items()},
    }
