"""Unions that go on under another id: their history is written under the id they have now.

Dissolving a union and founding it anew moves no member, yet reads as a closure and a founding.
Where a planner has confirmed that one union is another, no count of the roster changes its members,
of any sector, and the change is neither. A union founded between two counts and merged later counts
there as growth of the one it joined.
"""

import csv
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from io import StringIO
from itertools import groupby

from forecast.record.contracts import Fact
from forecast.record.table_contracts import Renaming, RosterEntry
from forecast.record.table_forms import RENAMINGS_FORM

FOUNDINGS = "new_unions"

Roster = tuple[RosterEntry, ...]


def carried_on(roster: Roster, renamings: Iterable[Renaming]) -> Roster:
    """The roster with the past of every union under its present id, in the order of the table.

    Parameters
    ----------
    renamings
        Those not confirmed change nothing, nor do those after the newest count.

    Notes
    -----
    Of a union renamed or merged, every earlier count is added to that of its successor; of one that
    was divided, every earlier count is shared out by the members of its heirs at the first count
    after it. A successor is as old as the oldest of its parts, and of unknown age if any of them
    is: it was not founded on the day of the change.
    """
    newest = max((entry.date for entry in roster), default=dt.date.min)
    due = [one for one in renamings if one.confirmed and one.date <= newest]
    for (_, union, _), rows in groupby(sorted(due, key=_change), key=_change):
        changes = list(rows)
        if changes[0].kind == "split":
            heirs = {one.successor for one in changes}
            roster = _divided(roster, union, date=changes[0].date, successors=heirs)
        else:
            roster = _joined(roster, changes[0])
    return roster


def _change(one: Renaming) -> tuple[dt.date, str, str]:
    """What happens at once: a division as a whole, any other change by itself."""
    return one.date, one.union, "" if one.kind == "split" else one.successor


def _joined(roster: Roster, change: Renaming) -> Roster:
    """The counts of a union added to those of its successor; its closing is none."""
    part = [one for one in roster if one.id == change.union]
    heir = [one for one in roster if one.id == change.successor]
    older = [one for one in heir if one.date < change.date]
    founded = _oldest([part, older])
    at = {one.date: one for one in heir}
    joined = {
        one.date: _sum(one, at.get(one.date), id_=change.successor)
        for one in part
        if one.closed is None
    }
    found = []
    for entry in roster:
        if entry.id == change.union:
            if entry.closed is None and entry.date not in at:
                found.append(replace(joined[entry.date], founded=founded))
        elif entry.id == change.successor:
            whole = joined.get(entry.date, entry)
            found.append(replace(whole, founded=founded))
        else:
            found.append(entry)
    return tuple(found)


def _oldest(unions: Sequence[Sequence[RosterEntry]]) -> dt.date | None:
    """When the oldest of several unions was founded; ``None`` if that of any is unknown."""
    days = []
    for entries in filter(None, unions):
        stated = [entry.founded for entry in entries if entry.founded is not None]
        if not stated:
            return None
        days.append(min(stated))
    return min(days, default=None)


def _sum(part: RosterEntry, whole: RosterEntry | None, *, id_: str) -> RosterEntry:
    if whole is None:
        return replace(part, id=id_)
    workers = [one.workers for one in (part, whole) if one.workers is not None]
    return replace(
        whole,
        members=part.members + whole.members,
        workers=sum(workers) if len(workers) == 2 else None,
        grade=max(part.grade, whole.grade),
        closed=None,
    )


def _divided(roster: Roster, union: str, *, date: dt.date, successors: set[str]) -> Roster:
    """The counts of a union before its division shared out among those that came out of it."""
    after = min((one.date for one in roster if one.date >= date), default=date)
    heirs = {
        one.id: one.members
        for one in roster
        if one.date == after and one.closed is None and one.id in successors | {union}
    }
    before = [one for one in roster if one.id == union and one.date < date]
    if not before or sum(heirs.values()) == 0:
        return roster
    founded = _oldest([before])
    found: list[RosterEntry] = []
    for entry in roster:
        if entry.id == union and entry.date < date and entry.closed is None:
            found += _shares(entry, heirs)
        elif entry.id in heirs:
            found.append(replace(entry, founded=founded))
        elif entry.id != union or entry.date < date:
            found.append(entry)
    return tuple(found)


def _shares(entry: RosterEntry, heirs: dict[str, float]) -> list[RosterEntry]:
    """One count shared out in whole members, which add to it."""
    total, reached, members, found = sum(heirs.values()), 0.0, 0.0, []
    for heir, weight in sorted(heirs.items()):
        reached += weight
        upto = float(round(entry.members * reached / total))
        workers = None if entry.workers is None else entry.workers * weight / total
        found.append(replace(entry, id=heir, members=upto - members, workers=workers))
        members = upto
    return found


def without_refoundings(
    facts: Sequence[Fact], *, listed: Roster, roster: Roster
) -> tuple[Fact, ...]:
    """Counts of new unions without those that only go on under another id.

    Parameters
    ----------
    listed, roster
        The roster as it was counted, and as `carried_on` gives it.

    Notes
    -----
    A count is lowered by what it holds more than the new unions the roster knows, at most by the
    unions confirmed not to be new: one that never held them stays as it is.
    """
    return tuple(
        _restated(fact, listed=listed, roster=roster)
        if fact.indicator == FOUNDINGS and fact.start is not None
        else fact
        for fact in facts
    )


def _restated(fact: Fact, *, listed: Roster, roster: Roster) -> Fact:
    new = len(_founded(roster, fact))
    only_renamed = len(_founded(listed, fact)) - new
    taken = min(only_renamed, max(0.0, fact.value - new))
    if taken <= 0:
        return fact
    low, high = (None if end is None else max(0.0, end - taken) for end in (fact.low, fact.high))
    return replace(fact, value=fact.value - taken, low=low, high=high)


def _founded(roster: Roster, fact: Fact) -> set[str]:
    """Unions founded in the period of a count, of its sector if it has one."""
    return {
        entry.id
        for entry in roster
        if fact.sector in (None, entry.sector)
        and entry.founded is not None
        and fact.start is not None
        and fact.start <= entry.founded <= fact.date
    }


def renamings_text(rows: Iterable[Renaming]) -> str:
    """The rows as a table of the record, its header included."""
    out = StringIO()
    columns = list(RENAMINGS_FORM.columns.tests)
    writer = csv.DictWriter(out, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(
        {name: "" if cell is None else str(cell) for name, cell in asdict(row).items()}
        for row in rows
    )
    return out.getvalue()
