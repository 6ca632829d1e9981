"""How good a record is that loads: what is wrong, doubtful or thin in it, and its grade.

Hard contradictions within a table are refused when a dataset is read; this is about a record that
passed. Nothing here changes it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from forecast.answers.checkup.completeness import (
    SectorCheck,
    Staleness,
    TableCheck,
    sector_checks,
    staleness,
    table_checks,
)
from forecast.answers.checkup.doubles import double_findings
from forecast.answers.checkup.finding import SEVERITIES, Finding, Severity
from forecast.answers.checkup.gaps import thin_findings
from forecast.answers.checkup.ratings import rating_findings
from forecast.answers.checkup.stated import total_dates
from forecast.answers.checkup.sums import sum_findings
from forecast.answers.checkup.unions import union_findings
from forecast.answers.renamings import Candidate, renaming_candidates
from forecast.answers.roster_evidence import Roster
from forecast.answers.what_if import RecordValue
from forecast.errors import Message, message, plural
from forecast.record.contracts import EvidenceGrade
from forecast.record.knowledge import Record

FEW_DOUBTS = 0.05
"""A record of high grade has at most this many doubtful findings [per union of the newest
roster]."""

LATE_COUNTS = 1
"""A record of high grade lacks at most so many official counts since its newest number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCheck:
    """Everything a check says of one record."""

    record: Record
    grade: EvidenceGrade
    reasons: tuple[Message, ...]
    """What the grade rests on, or what keeps it from being higher."""

    findings: tuple[Finding, ...]
    """The worst first; of one severity, the latest first."""

    tables: tuple[TableCheck, ...]
    sectors: tuple[SectorCheck, ...]
    staleness: Staleness
    candidates: tuple[Candidate, ...]
    """Unions that may only go on under another id; each is among the findings too."""

    def count(self, severity: Severity) -> int:
        """Findings of one severity."""
        return sum(one.severity == severity for one in self.findings)


def check_record(record: Record, *, today: date) -> RecordCheck:
    """Look a record over.

    Parameters
    ----------
    today
        The day from which its age is seen; nothing else depends on it.

    Notes
    -----
    The grade is *low* if anything is wrong, or fewer than two totals are known. It is *high* if the
    roster was counted at two dates or more, there are movements, the doubtful findings are at most
    `FEW_DOUBTS` a union, and at most `LATE_COUNTS` official counts are overdue. Otherwise it is
    *medium*.
    """
    roster = Roster.of(record)
    candidates = renaming_candidates(record, roster)
    findings = tuple(sorted(_findings(record, roster, candidates, today=today), key=_order))
    age = staleness(record, today=today)
    low = tuple(_reasons_for_low(record, findings))
    medium = tuple(_reasons_for_medium(roster, record, findings, age))
    return RecordCheck(
        record=record,
        grade="low" if low else "medium" if medium else "high",
        reasons=low or medium or (_NOTHING_AGAINST,),
        findings=findings,
        tables=table_checks(record),
        sectors=sector_checks(record),
        staleness=age,
        candidates=candidates,
    )


def to_collect(check: RecordCheck, values: Sequence[RecordValue]) -> tuple[RecordValue, ...]:
    """Kinds of record the federation does not hold yet, the one that narrows the answer most first.

    A table is held even where a finer one speaks in its stead.

    Parameters
    ----------
    values
        As `forecast.answers.record_value.record_values` gives them.
    """
    record = check.record
    held = {
        "totals": len(total_dates(record)) > 2,
        "movements": bool(record.movements),
        "roster": len({one.date for one in record.roster}) > 1,
        "firms": bool(record.firms),
    }
    return tuple(one for one in values if not (one.held or held.get(one.kind, False)))


def _findings(
    record: Record, roster: Roster, candidates: Sequence[Candidate], *, today: date
) -> Iterator[Finding]:
    explained = {union.id for one in candidates for union in (*one.before, *one.after)}
    yield from sum_findings(record)
    yield from union_findings(record, roster, explained=explained)
    yield from double_findings(record, roster, explained=explained)
    yield from map(_candidate, candidates)
    yield from rating_findings(record)
    yield from thin_findings(record, today=today)


def _order(one: Finding) -> tuple[int, int, str, str]:
    latest = -one.day.toordinal() if one.day else 0
    return SEVERITIES.index(one.severity), latest, one.kind, one.subject


def _candidate(one: Candidate) -> Finding:
    """A candidate as a finding; the planner decides."""
    said = {
        "before": [_sized(union.name, union.members) for union in one.before],
        "after": [_sized(union.name, union.members) for union in one.after],
        "day": one.on,
    }
    what = {
        "renamed": message(
            "{before:list} may go on as {after:list}, from {day:day}: counted now as a closing and "
            "a founding.",
            **said,
        ),
        "merged": message(
            "{before:list} may have merged into {after:list} on {day:day}: counted now as closed.",
            **said,
        ),
        "split": message(
            "{before:list} may have been divided into {after:list} on {day:day}: counted now as a "
            "closing and foundings.",
            **said,
        ),
    }[one.kind]
    return Finding(
        kind="renaming",
        severity="doubtful",
        table="roster",
        day=one.on,
        subject=one.before[0].id,
        what=what,
        remedy=message(
            "Confirm or reject it in renamings.csv: renamed, merged, split or unrelated."
        ),
    )


def _sized(name: str, members: float) -> Message:
    return plural("{name} (one member)", "{name} ({n:count} members)", n=members, name=name)


def _reasons_for_low(record: Record, findings: Sequence[Finding]) -> Iterator[Message]:
    wrong = sum(one.severity == "wrong" for one in findings)
    if wrong:
        yield plural(
            "Two figures cannot both hold.",
            "In {n:count} places two figures cannot both hold.",
            n=wrong,
        )
    totals = len(total_dates(record))
    if totals < 2:
        yield plural(
            "The number of all members is known on one date only.",
            "The number of all members is known on {n:count} dates.",
            n=totals,
        )


def _reasons_for_medium(
    roster: Roster, record: Record, findings: Sequence[Finding], age: Staleness
) -> Iterator[Message]:
    if roster.span is None:
        yield plural(
            "The members of each union are known on one date; two are needed.",
            "The members of each union are known on {n:count} dates; two are needed.",
            n=len(roster.counts),
        )
    if not record.movements:
        yield message("Members admitted and left are not known.")
    doubtful = sum(one.severity == "doubtful" for one in findings)
    unions = len(roster.counts[max(roster.counts)]) if roster.counts else 0
    if doubtful > FEW_DOUBTS * unions:
        yield plural("One finding is doubtful.", "{n:count} findings are doubtful.", n=doubtful)
    if len(age.passed) > LATE_COUNTS:
        overdue = len(age.passed)
        yield plural(
            "An official count is overdue.", "{n:count} official counts are overdue.", n=overdue
        )


_NOTHING_AGAINST = message(
    "Each union was counted at two dates or more, admissions and departures are recorded, and "
    "little is doubtful."
)
