"""Whether the files of a dataset agree with themselves and with each other."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

from forecast.errors import Fault, message
from forecast.record import advice
from forecast.record.advice import Advice
from forecast.record.contracts import (
    AssumptionsFile,
    EventsFile,
    Fact,
    FederationFile,
    Precedent,
    ScenarioFile,
    Target,
    TargetsFile,
)
from forecast.record.rate_checks import not_stated
from forecast.record.tables import Table
from forecast.record.toml_files import TomlFile
from forecast.record.vocabulary import STRIKE_OFF

COUNTS = (
    *("members_total", "unions_total", "workers_in_unionised_units"),
    *("new_unions", "members_admitted"),
)
"""Indicators that count people or unions: there 15.249 can only be 15,249 misread."""

FRACTIONS = ("share", "coverage")
"""What a target promises as a part of a whole."""

_LEAP_YEAR = 2000


def federation_faults(file: TomlFile[FederationFile]) -> Iterator[Fault]:
    """Sectors named once, exactly one of them founding, and days that exist."""
    yield from _repeated_ids(file, "sector")
    founding = [i for i, sector in file.entries("sector") if sector.founding]
    if not file.faults and len(founding) != 1:
        said = (
            message(
                "New unions are founded in exactly one sector; {count} say so.", count=len(founding)
            ),
            message("Write founding = true in one [[sector]] and leave it out of the others."),
        )
        yield file.fault(("sector", founding[-1] if founding else 0, "founding"), said=said)
    for position, day in file.entries("reporting_dates"):
        if not _exists(day):
            said = advice.not_a_day_of_the_year(day)
            yield file.fault(("reporting_dates", position), found=day, said=said)


def target_faults(file: TomlFile[TargetsFile], *, sectors: Collection[str]) -> Iterator[Fault]:
    """Targets named once, of known sectors, with numbers and dates that can be."""
    yield from _repeated_ids(file, "target")
    yield from _unknown_sectors(file, "target", sectors=sectors)
    target: Target
    for position, target in file.entries("target"):
        for key, said in _target_advice(target):
            yield file.fault(("target", position, key), found=getattr(target, key), said=said)


def _target_advice(target: Target) -> Iterator[tuple[str, Advice]]:
    if target.high is not None and target.high < target.value:
        yield "high", _BELOW_ITS_VALUE
    if target.what in FRACTIONS and max(target.value, target.high or 0.0) > 1:
        yield "value", NOT_A_FRACTION
    if target.tolerance > target.value:
        yield "tolerance", _TOO_TOLERANT
    if target.known_on > target.due:
        yield "due", _DUE_BEFORE_KNOWN


def event_faults(
    file: TomlFile[EventsFile], *, sectors: Collection[str], rates: Collection[str]
) -> Iterator[Fault]:
    """Events named once, of known sectors, and sized by a rate that is stated."""
    yield from _repeated_ids(file, "event")
    yield from _unknown_sectors(file, "event", sectors=sectors)
    for position, event in file.entries("event"):
        if event.kind == "strike_off" and STRIKE_OFF not in rates:
            said = not_stated(STRIKE_OFF)
            yield file.fault(("event", position, "kind"), found=event.kind, said=said)


def strike_off_faults(
    file: TomlFile[ScenarioFile], *, sectors: Collection[str], rates: Collection[str]
) -> Iterator[Fault]:
    """A scenario's strike-off is of a known sector and sized by a rate that is stated."""
    strike_off = file.content.strike_off if file.content else None
    if strike_off is None:
        return
    if strike_off.sector is not None and sectors and strike_off.sector not in sectors:
        said = advice.unknown_name(strike_off.sector, known=sectors)
        yield file.fault(("strike_off", "sector"), found=strike_off.sector, said=said)
    if STRIKE_OFF not in rates:
        yield file.fault(("strike_off",), said=not_stated(STRIKE_OFF))


def precedent_faults(file: TomlFile[AssumptionsFile]) -> Iterator[Fault]:
    """Precedents whose period has a length."""
    precedent: Precedent
    for position, precedent in file.entries("precedent"):
        if precedent.end <= precedent.start:
            found = precedent.end
            yield file.fault(("precedent", position, "end"), found=found, said=ENDS_TOO_EARLY)


def fact_faults(table: Table[Fact], *, sectors: Collection[str]) -> Iterator[Fault]:
    """Figures stated once, of known sectors, in an order of numbers and dates that can be."""
    first: dict[tuple[object, ...], int] = {}
    for row, fact in table.numbered():
        for column, found, said in _fact_advice(fact, sectors=sectors):
            yield table.fault(row, column, found=found, said=said)
        key = (fact.date, fact.start, fact.indicator, fact.sector, fact.known_on)
        if key in first:
            said = (
                message("The same figure stands in row {row}.", row=first[key]),
                message("Delete one of the two, or give the later one its own “known_on”."),
            )
            yield table.fault(row, "indicator", found=fact.indicator, said=said)
        first.setdefault(key, row)


def _fact_advice(fact: Fact, *, sectors: Collection[str]) -> Iterator[tuple[str, object, Advice]]:
    if fact.sector is not None and sectors and fact.sector not in sectors:
        yield "sector", fact.sector, advice.unknown_name(fact.sector, known=sectors)
    if fact.indicator in COUNTS and not fact.value.is_integer():
        yield "value", fact.value, advice.not_whole(fact.value)
    if fact.low is not None and fact.low > fact.value:
        yield "low", fact.low, _ABOVE_ITS_VALUE
    if fact.high is not None and fact.high < fact.value:
        yield "high", fact.high, _BELOW_ITS_VALUE
    if fact.start is None and fact.known_on < fact.date:
        yield "known_on", fact.known_on, KNOWN_BEFORE_COUNTED
    if fact.start is not None and fact.start > fact.date:
        yield "start", fact.start, ENDS_TOO_EARLY


def _repeated_ids(file: TomlFile[Any], name: str) -> Iterator[Fault]:
    seen: Counter[str] = Counter()
    for position, entry in file.entries(name):
        if seen[entry.id]:
            said = advice.repeated(entry.id)
            yield file.fault((name, position, "id"), found=entry.id, said=said)
        seen[entry.id] += 1


def _unknown_sectors(
    file: TomlFile[Any], name: str, *, sectors: Collection[str]
) -> Iterator[Fault]:
    for position, entry in file.entries(name):
        if entry.sector is not None and sectors and entry.sector not in sectors:
            said = advice.unknown_name(entry.sector, known=sectors)
            yield file.fault((name, position, "sector"), found=entry.sector, said=said)


def _exists(month_day: str) -> bool:
    try:
        dt.date.fromisoformat(f"{_LEAP_YEAR}-{month_day}")
    except ValueError:
        return False
    return True


NOT_A_FRACTION: Advice = (
    message("A share is a part of one, not a number of per cent."),
    message("Write 55 % as 0.55."),
)
_TOO_TOLERANT: Advice = (
    message("The tolerance is larger than the promise itself."),
    message("Write how far below the value still counts as met, in the unit of the value."),
)
_DUE_BEFORE_KNOWN: Advice = (
    message("The target was due before it was known."),
    message("Correct “due” or “known_on”."),
)
_ABOVE_ITS_VALUE: Advice = (
    message("The lower end lies above the value."),
    message("Write a number no larger than the value, or leave it out."),
)
_BELOW_ITS_VALUE: Advice = (
    message("The upper end lies below the value."),
    message("Write a number no smaller than the value, or leave it out."),
)
KNOWN_BEFORE_COUNTED: Advice = (
    message("A count cannot have been known before the day it was taken."),
    message("Write the day of publication, on or after “date”."),
)
ENDS_TOO_EARLY: Advice = (
    message("The period ends before it has begun."),
    message("Write an end after the start, both as year-month-day."),
)
