"""What a roster says of single unions that cannot be, or rarely is."""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from forecast.answers.checkup.finding import Finding, Kind, Severity
from forecast.answers.roster_evidence import Interval, Roster
from forecast.errors import Message, message, plural
from forecast.record.knowledge import Record
from forecast.record.table_contracts import RosterEntry

JUMP = 2.0
"""Factor by which the members of a union rarely change from one count to the next."""

FEWEST_MOVED = 20.0
"""A change by fewer is no jump, whatever the factor [members]."""

USUAL_SPREAD = 5.0
"""Spreads of all unions of the interval (1.4826 times their median absolute deviation, which is
the standard deviation of a normal law) within which a change is usual there."""

ROBUST_SD = 1.4826

LISTED_WITHIN = timedelta(days=31)
"""A union founded this shortly before a count need not be in it yet."""


def union_findings(record: Record, roster: Roster, *, explained: set[str]) -> Iterator[Finding]:
    """Everything found about single unions.

    Parameters
    ----------
    explained
        Ids of unions that may go on under another one and so have not simply vanished.
    """
    yield from _impossible(record)
    yield from _empty(roster)
    for interval in roster.intervals():
        yield from _jumps(interval)
    yield from _vanished(record, roster, explained=explained)
    yield from _missed(roster)


def _found(
    kind: Kind, severity: Severity, entry: RosterEntry, what: Message, remedy: Message
) -> Finding:
    return Finding(
        kind=kind,
        severity=severity,
        table="roster",
        day=entry.date,
        subject=entry.id,
        what=what,
        remedy=remedy,
    )


def _impossible(record: Record) -> Iterator[Finding]:
    """Unions with more members than workers, each at its newest such count."""
    newest: dict[str, RosterEntry] = {}
    for entry in sorted(record.roster, key=lambda one: one.date):
        if entry.workers is not None and entry.members > entry.workers:
            newest[entry.id] = entry
    for entry in newest.values():
        what = plural(
            "{union} has {members:count} members, but only one worker, on {day:day}.",
            "{union} has {members:count} members of {n:count} workers on {day:day}.",
            n=entry.workers or 0,
            union=entry.name,
            members=entry.members,
            day=entry.date,
        )
        remedy = message("Correct the members or the workers; members never exceed the workers.")
        yield _found("more_members_than_workers", "wrong", entry, what, remedy)


def _empty(roster: Roster) -> Iterator[Finding]:
    """Open unions without a member at the newest count."""
    for entry in roster.counts[max(roster.counts)].values() if roster.counts else ():
        if entry.members == 0:
            what = message(
                "{union} is open on {day:day} and has no member.", union=entry.name, day=entry.date
            )
            remedy = message("Write its members, or the day it was dissolved.")
            yield _found("no_members", "doubtful", entry, what, remedy)


def _jumps(interval: Interval) -> Iterator[Finding]:
    """Unions whose members changed by more than `JUMP`, and far more than those of others."""
    stayed = interval.stayed()
    if not stayed:
        return
    logs = np.log([two.members / one.members for one, two in stayed])
    middle = float(np.median(logs))
    spread = ROBUST_SD * float(np.median(np.abs(logs - middle)))
    limit = max(float(np.log(JUMP)), USUAL_SPREAD * spread)
    for (one, two), log in zip(stayed, logs, strict=True):
        moved = abs(two.members - one.members)
        if abs(log - middle) > limit and abs(log) > np.log(JUMP) and moved >= FEWEST_MOVED:
            what = message(
                "Members of {union}: {before:count} on {start:day}, {after:count} on {end:day}.",
                union=two.name,
                before=one.members,
                start=one.date,
                after=two.members,
                end=two.date,
            )
            remedy = message(
                "Compare both counts with the union's own list; note a merger or division in "
                "renamings.csv."
            )
            yield _found("union_jumps", "doubtful", two, what, remedy)


def _vanished(record: Record, roster: Roster, *, explained: set[str]) -> Iterator[Finding]:
    """Unions missing from a count that lists their sector, without having been dissolved."""
    closed = {entry.id for entry in record.roster if entry.closed is not None}
    for interval in roster.intervals():
        listed = {entry.sector for entry in interval.after.values()}
        for key, entry in interval.before.items():
            if key in interval.after or entry.sector not in listed:
                continue
            later = [day for day, unions in roster.counts.items() if key in unions]
            if later[-1] > interval.end:
                back = min(day for day in later if day > interval.end)
                yield _left_out(entry, interval, back=back)
            elif key not in closed and key not in explained:
                yield _gone(entry, interval)


def _left_out(entry: RosterEntry, interval: Interval, *, back: date) -> Finding:
    what = message(
        "{union} is in the count of {start:day}, not in that of {end:day}, and again in that of "
        "{back:day}.",
        union=entry.name,
        start=interval.start,
        end=interval.end,
        back=back,
    )
    remedy = message("Add it to the count that leaves it out.")
    return _found("came_back", "doubtful", entry, what, remedy)


def _gone(entry: RosterEntry, interval: Interval) -> Finding:
    what = plural(
        "{union} (one member) is in the count of {start:day} but not in that of {end:day}, and no "
        "closing is recorded.",
        "{union} ({n:count} members) is in the count of {start:day} but not in that of {end:day}, "
        "and no closing is recorded.",
        n=entry.members,
        union=entry.name,
        start=interval.start,
        end=interval.end,
    )
    remedy = message(
        "Write the day it was dissolved, add it to the count, or name its successor in "
        "renamings.csv; until then it counts as dissolved."
    )
    return _found("vanished", "doubtful", entry, what, remedy)


def _missed(roster: Roster) -> Iterator[Finding]:
    """Unions founded well before a count that lists their sector but not them."""
    met: set[str] = set()
    listed: dict[date, set[str]] = {}
    for day, unions in roster.counts.items():
        for key in unions.keys() - met:
            entry = unions[key]
            if entry.founded is None:
                continue
            due = entry.founded + LISTED_WITHIN
            earlier = [one for one in listed if due <= one and entry.sector in listed[one]]
            if earlier:
                yield _not_listed(entry, earlier[-1])
        met |= unions.keys()
        listed[day] = {entry.sector for entry in unions.values()}


def _not_listed(entry: RosterEntry, count: date) -> Finding:
    what = message(
        "{union} was founded on {founded:day} but is not in the count of {day:day}.",
        union=entry.name,
        founded=entry.founded,
        day=count,
    )
    remedy = message("Correct the founding date, or add the union to that count.")
    return _found("missing_from_earlier_count", "doubtful", entry, what, remedy)
