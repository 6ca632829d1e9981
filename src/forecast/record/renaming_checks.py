"""Whether what a planner says of renamed, merged and divided unions can be, by the roster."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from forecast.errors import Fault, message
from forecast.record.advice import Advice
from forecast.record.table_checks import not_in_roster, repeated_faults
from forecast.record.table_contracts import Renaming, RosterEntry
from forecast.record.tables import Table

Open = Mapping[str, Sequence[RosterEntry]]
"""Counts at which each union was open, by its id."""

RowAdvice = tuple[str, object, Advice]


def renaming_faults(table: Table[Renaming], *, roster: Table[RosterEntry]) -> Iterator[Fault]:
    """Pairs of unions of the roster, each once, whose counts allow what is said of them."""
    yield from repeated_faults(table, lambda one: (one.union, one.successor), column="successor")
    # A refused row of the roster may be the very one that seems to be missing.
    listed = () if roster.faults else roster.entries
    known = {entry.id for entry in listed}
    opened: dict[str, list[RosterEntry]] = defaultdict(list)
    for entry in listed:
        if entry.closed is None:
            opened[entry.id].append(entry)
    first: dict[str, int] = {}
    sectors = {(key, entry.date): entry.sector for key, of in opened.items() for entry in of}
    for row, one in table.numbered():
        for column, found, said in _names(one, known=known):
            yield table.fault(row, column, found=found, said=said)
        for column, found, said in _counts(one, opened):
            yield table.fault(row, column, found=found, said=said)
        if one.confirmed and one.kind != "split" and first.setdefault(one.union, row) != row:
            said = _goes_on_twice(first[one.union])
            yield table.fault(row, "union", found=one.union, said=said)
        if one.kind == "merged" and _mixes(one, opened, sectors):
            yield table.fault(row, "successor", found=one.successor, said=_TWO_SECTORS)


def _names(one: Renaming, *, known: set[str]) -> Iterator[RowAdvice]:
    for column, union in (("union", one.union), ("successor", one.successor)):
        if known and union not in known:
            yield column, union, not_in_roster(union, known=known)
    if one.union == one.successor:
        yield "successor", one.successor, _ITSELF


def _counts(one: Renaming, opened: Open) -> Iterator[RowAdvice]:
    """What the counts before and after the change say against it."""
    if not one.confirmed or not opened or one.union == one.successor:
        return
    union, successor = opened.get(one.union, ()), opened.get(one.successor, ())
    before = {entry.date for entry in successor if entry.date < one.date}
    after = [entry.date for entry in union if entry.date >= one.date]
    if successor and len(before) == len(successor):
        yield "date", one.date, _GOES_ON_NOWHERE
    if one.kind != "split" and after:
        yield "date", one.date, _still_open(min(after))
    if one.kind == "split" and before:
        yield "successor", one.successor, _older_heir(min(before))
    both = [entry for entry in union if entry.date in before]
    if one.kind == "renamed" and both:
        yield "kind", one.kind, _two_at_once(both[0].date)


def _mixes(one: Renaming, opened: Open, sectors: dict[tuple[str, dt.date], str]) -> bool:
    """Whether a union that joins stood in another sector than what it joins, at any count.

    Parameters
    ----------
    sectors
        Sector of each union at each count; the parts of a merger are added as they are met.
    """
    met = {
        sectors.setdefault((one.successor, entry.date), entry.sector) == entry.sector
        for entry in opened.get(one.union, ())
    }
    return False in met


def _still_open(day: dt.date) -> Advice:
    return (
        message("The union is still open at the count of {day:day}.", day=day),
        message(
            "Write the day of the change, after the last count of the union; “split” if it goes on."
        ),
    )


def _older_heir(day: dt.date) -> Advice:
    return (
        message("This union was already open at the count of {day:day}.", day=day),
        message("A division names new unions only; take the row out if members merely moved."),
    )


def _two_at_once(day: dt.date) -> Advice:
    return (
        message("Both unions were open at the count of {day:day}.", day=day),
        message("Write “merged”, or correct the day of the change."),
    )


def _goes_on_twice(row: int) -> Advice:
    return (
        message("Row {row} says already in which union this one goes on.", row=row),
        message("Keep one of the rows, or write “split” in both if it was divided."),
    )


_ITSELF: Advice = (
    message("A union cannot be its own successor."),
    message("Write the id under which it goes on, or delete the row."),
)
_GOES_ON_NOWHERE: Advice = (
    message("The successor is open at no count from this day on."),
    message("Correct the day or the id, or add the count of the successor to roster.csv first."),
)
_TWO_SECTORS: Advice = (
    message("The two unions stood in different sectors at one count; joined, one would lose them."),
    message("Correct the sector in roster.csv, or write “unrelated”."),
)
