"""Whether the rows of the optional tables agree with each other and with the rest of a dataset."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator
from itertools import pairwise

from forecast.errors import Fault, message
from forecast.record import advice
from forecast.record.advice import Advice
from forecast.record.checks import (
    ENDS_TOO_EARLY,
    FRACTIONS,
    KNOWN_BEFORE_COUNTED,
    NOT_A_FRACTION,
)
from forecast.record.contracts import TargetsFile
from forecast.record.faults import nearest
from forecast.record.table_contracts import (
    RATING_WORDS,
    Firm,
    Indicator,
    Movement,
    Rating,
    RosterEntry,
)
from forecast.record.table_forms import R
from forecast.record.tables import Table
from forecast.record.toml_files import TomlFile

FEWEST_WORKERS = 25
"""Workers from which on a firm without a union is listed [workers]."""

HALF_A_MEMBER = 0.5
"""How far the two sides of an account may stand apart, for rounding [members]."""

_A_DAY = dt.timedelta(days=1)


def movement_faults(table: Table[Movement], *, sectors: Collection[str]) -> Iterator[Fault]:
    """Rows of known sectors that balance and join each other without a gap in the account."""
    by_sector: dict[str, list[tuple[int, Movement]]] = defaultdict(list)
    for row, movement in table.numbered():
        by_sector[movement.sector].append((row, movement))
        for column, found, said in _movement_advice(movement, sectors=sectors):
            yield table.fault(row, column, found=found, said=said)
    for rows in by_sector.values():
        rows.sort(key=lambda numbered: (numbered[1].start, numbered[1].end))
        for (earlier_row, earlier), (row, later) in pairwise(rows):
            for column, found, said in _joint_advice(earlier, later, row=earlier_row):
                yield table.fault(row, column, found=found, said=said)


def _movement_advice(
    movement: Movement, *, sectors: Collection[str]
) -> Iterator[tuple[str, object, Advice]]:
    if sectors and movement.sector not in sectors:
        yield "sector", movement.sector, advice.unknown_name(movement.sector, known=sectors)
    if movement.end <= movement.start:
        yield "end", movement.end, ENDS_TOO_EARLY
    if movement.known_on < movement.end:
        yield "known_on", movement.known_on, KNOWN_BEFORE_COUNTED
    reached = _reached(movement)
    if abs(reached - movement.closing) > HALF_A_MEMBER:
        yield "closing", f"{movement.closing:.0f}", _unbalanced(movement, reached=reached)


def _reached(movement: Movement) -> float:
    """Members the opening and the flows come to [members]."""
    gained = movement.opening + movement.admitted_total + movement.transfers_in
    return gained - movement.left - movement.closed_members - movement.transfers_out


def _unbalanced(movement: Movement, *, reached: float) -> Advice:
    return (
        message(
            "The account does not balance: {opening} + {admitted} + {arrived} − {left} − {closed} "
            "− {departed} = {reached}, but the closing stock is {closing}.",
            opening=f"{movement.opening:.0f}",
            admitted=f"{movement.admitted_total:.0f}",
            arrived=f"{movement.transfers_in:.0f}",
            left=f"{movement.left:.0f}",
            closed=f"{movement.closed_members:.0f}",
            departed=f"{movement.transfers_out:.0f}",
            reached=f"{reached:.0f}",
            closing=f"{movement.closing:.0f}",
        ),
        message(
            "Opening + admitted_total + transfers_in − left − closed_members − transfers_out must "
            "be closing: correct the figure that is wrong."
        ),
    )


def _joint_advice(
    earlier: Movement, later: Movement, *, row: int
) -> Iterator[tuple[str, object, Advice]]:
    if later.start < earlier.end:
        yield "start", later.start, _overlapping(row)
    elif later.start <= earlier.end + _A_DAY and later.opening != earlier.closing:
        yield "opening", f"{later.opening:.0f}", _torn(earlier, later, row=row)


def _overlapping(row: int) -> Advice:
    return (
        message("The period overlaps that of row {row} in the same sector.", row=row),
        message("Write each period once; a period starts where the one before it ends."),
    )


def _torn(earlier: Movement, later: Movement, *, row: int) -> Advice:
    return (
        message(
            "The period opens with {opening} members, but row {row} closes with {closing}.",
            opening=f"{later.opening:.0f}",
            closing=f"{earlier.closing:.0f}",
            row=row,
        ),
        message("Correct one of the two; what changed in between belongs into a row."),
    )


def roster_faults(table: Table[RosterEntry], *, sectors: Collection[str]) -> Iterator[Fault]:
    """Each union once a date, of a known sector, with dates that can be."""
    yield from repeated_faults(table, lambda entry: (entry.date, entry.id), column="id")
    yield from _published_apart(table)
    for row, entry in table.numbered():
        for column, found, said in _roster_advice(entry, sectors=sectors):
            yield table.fault(row, column, found=found, said=said)


def _roster_advice(
    entry: RosterEntry, *, sectors: Collection[str]
) -> Iterator[tuple[str, object, Advice]]:
    if sectors and entry.sector not in sectors:
        yield "sector", entry.sector, advice.unknown_name(entry.sector, known=sectors)
    if entry.known_on < entry.date:
        yield "known_on", entry.known_on, KNOWN_BEFORE_COUNTED
    for column, day in (("founded", entry.founded), ("closed", entry.closed)):
        if day is not None and day > entry.date:
            yield column, day, _AFTER_THE_COUNT
    if entry.closed is not None:
        if entry.founded is not None and entry.founded > entry.closed:
            yield "closed", entry.closed, ENDS_TOO_EARLY
        if entry.members > 0:
            yield "members", f"{entry.members:.0f}", _CLOSED_WITH_MEMBERS


def firm_faults(table: Table[Firm]) -> Iterator[Fault]:
    """Each firm once a date and large enough to be on the list."""
    yield from repeated_faults(table, lambda firm: (firm.date, firm.id), column="id")
    yield from _published_apart(table)
    for row, firm in table.numbered():
        if firm.known_on < firm.date:
            yield table.fault(row, "known_on", found=firm.known_on, said=KNOWN_BEFORE_COUNTED)
        if firm.workers < FEWEST_WORKERS:
            yield table.fault(row, "workers", found=f"{firm.workers:.0f}", said=_too_small())


def rating_faults(table: Table[Rating], *, roster: Table[RosterEntry]) -> Iterator[Fault]:
    """Each union once a year, in the roster where there is one, by one scale a year."""
    yield from repeated_faults(table, lambda rating: (rating.year, rating.union), column="union")
    # A refused row of the roster may be the very one that seems to be missing.
    known = set() if roster.faults else {entry.id for entry in roster.entries}
    scales: dict[int, tuple[int, str]] = {}
    for row, rating in table.numbered():
        if known and rating.union not in known:
            said = not_in_roster(rating.union, known=known)
            yield table.fault(row, "union", found=rating.union, said=said)
        if rating.known_on.year < rating.year:
            yield table.fault(row, "known_on", found=rating.known_on, said=KNOWN_BEFORE_COUNTED)
        words = RATING_WORDS[rating.scale]
        if rating.rating not in words:
            said = advice.not_allowed(rating.rating, allowed=words)
            yield table.fault(row, "rating", found=rating.rating, said=said)
        first, scale = scales.setdefault(rating.year, (row, rating.scale))
        if rating.scale != scale:
            yield table.fault(row, "scale", found=rating.scale, said=_mixed(first, scale=scale))


def indicator_faults(table: Table[Indicator], *, targets: TomlFile[TargetsFile]) -> Iterator[Fault]:
    """Measured values of targets of the plan, each stated once."""
    yield from repeated_faults(
        table, lambda one: (one.date, one.indicator, one.known_on), column="indicator"
    )
    promised = {target.id: target.what for _, target in targets.entries("target")}
    for row, one in table.numbered():
        if one.known_on < one.date:
            yield table.fault(row, "known_on", found=one.known_on, said=KNOWN_BEFORE_COUNTED)
        if one.indicator not in promised and not targets.faults:
            said = advice.unknown_name(one.indicator, known=promised)
            yield table.fault(row, "indicator", found=one.indicator, said=said)
        if promised.get(one.indicator) in FRACTIONS and one.value > 1:
            yield table.fault(row, "value", found=f"{one.value:g}", said=NOT_A_FRACTION)


def repeated_faults(
    table: Table[R], key: Callable[[R], Hashable], *, column: str
) -> Iterator[Fault]:
    """Rows that say again what an earlier one says."""
    first: dict[Hashable, int] = {}
    for row, entry in table.numbered():
        if first.setdefault(key(entry), row) != row:
            said = (
                message("The same entry stands in row {row}.", row=first[key(entry)]),
                message("Delete one of the two rows."),
            )
            yield table.fault(row, column, found=getattr(entry, column), said=said)


def _published_apart(table: Table[RosterEntry] | Table[Firm]) -> Iterator[Fault]:
    """A list known only in part would pass for the whole one."""
    first: dict[dt.date, tuple[int, dt.date]] = {}
    for row, entry in table.numbered():
        whole, known_on = first.setdefault(entry.date, (row, entry.known_on))
        if entry.known_on != known_on:
            said = (
                message(
                    "The rows of one date must become known on one day; see row {row}.", row=whole
                ),
                message("Write {date} in every row of this date.", date=known_on.isoformat()),
            )
            yield table.fault(row, "known_on", found=entry.known_on, said=said)


def not_in_roster(union: str, *, known: Collection[str]) -> Advice:
    """Advice for the id of a union that no count of the roster holds."""
    return (
        message("No union of the roster has this id."),
        message(
            "Write the id as it stands in roster.csv, such as {example}.",
            example=nearest(union, known) or min(known),
        ),
    )


def _too_small() -> Advice:
    return (
        message("The list holds firms of {fewest} or more workers.", fewest=FEWEST_WORKERS),
        message("Take the row out, or correct the number of workers."),
    )


def _mixed(row: int, *, scale: str) -> Advice:
    return (
        message("Two scales stand in one year; row {row} uses “{scale}”.", row=row, scale=scale),
        message("Write the ratings of one year in one scale: “2019” from that year on."),
    )


_AFTER_THE_COUNT: Advice = (
    message("This happened after the counting date of the row."),
    message("Write a date not after “date”, or leave it out of this count."),
)
_CLOSED_WITH_MEMBERS: Advice = (
    message("A dissolved union has no members left."),
    message("Write 0 members, or leave “closed” empty while it is open."),
)
