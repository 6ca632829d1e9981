"""Sums that do not add: one figure stated in two ways, or sectors that miss their total."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations, pairwise

import numpy as np

from forecast.answers.checkup.finding import Finding, Severity
from forecast.answers.checkup.stated import (
    MEMBERS,
    UNIONS,
    WORKERS,
    Figures,
    Key,
    accounted,
    listed,
    stated,
    unions_listed,
)
from forecast.errors import message
from forecast.record.knowledge import Record
from forecast.units import years_between

HALF = 0.5
"""Figures that differ by less are the same [members]."""

SMALL_GAP = 0.01
"""Up to this difference two counts may rest on different cut-offs and are doubtful; beyond, one of
them is wrong [fraction of the larger]."""

SECTOR_JUMP = 0.25
"""Change of the members of a sector in half a year that is rarely real [fraction]."""

FEWEST_MOVED = 50.0
"""A change by fewer is no jump, whatever its share [members]."""

HALF_YEAR = 0.5


def sum_findings(record: Record) -> Iterator[Finding]:
    """Everything found about figures that stand beside each other."""
    yield from _tables_apart(record)
    yield from _sectors_apart(record)
    yield from _too_many_members(record)
    yield from _unions_apart(record)
    yield from _jumps(record)


def _scope(sector: str | None, record: Record) -> object:
    """The sector's name, or words for all sectors."""
    names = {one.id: one.name for one in record.federation.sector}
    return message("all sectors") if sector is None else names.get(sector, sector)


def _severity(one: float, two: float) -> Severity:
    return "doubtful" if abs(one - two) <= SMALL_GAP * max(one, two) else "wrong"


def _sectors_first(keys: set[Key]) -> list[Key]:
    """By date; the sum of all sectors after each of them."""
    return sorted(keys, key=lambda key: (key[0], key[1] is None, key[1] or ""))


def _tables_apart(record: Record) -> Iterator[Finding]:
    """Members of one date and sector that two tables state otherwise."""
    tables = {
        "facts": stated(record.facts, MEMBERS),
        "roster": listed(record),
        "movements": accounted(record),
    }
    for (one, ones), (two, twos) in combinations(tables.items(), 2):
        said: set[date] = set()
        for key in _sectors_first(ones.keys() & twos.keys()):
            day, sector = key
            # Where a sector differs, all of them together differ for that reason.
            if abs(ones[key] - twos[key]) >= HALF and not (sector is None and day in said):
                said.add(day)
                yield _apart(key, record, by={one: ones[key], two: twos[key]})


def _apart(key: Key, record: Record, *, by: Mapping[str, float]) -> Finding:
    day, sector = key
    (one, members), (two, others) = by.items()
    return Finding(
        kind="sums_differ",
        severity=_severity(members, others),
        table=two,
        day=day,
        subject=sector or "",
        what=message(
            "Members on {day:day}, {scope}: {members:count} by {one}, {others:count} by {two}.",
            day=day,
            scope=_scope(sector, record),
            members=members,
            one=f"{one}.csv",
            others=others,
            two=f"{two}.csv",
        ),
        remedy=message("Find which of the two is right and correct the other."),
    )


def _sectors_apart(record: Record) -> Iterator[Finding]:
    """Dates on which the sectors stated do not add to the total stated."""
    members = stated(record.facts, MEMBERS)
    sectors = [sector.id for sector in record.federation.sector]
    for (day, sector), total in sorted(members.items(), key=lambda item: item[0][0]):
        if sector is not None:
            continue
        parts = [members[day, one] for one in sectors if (day, one) in members]
        short = len(parts) == len(sectors) and sum(parts) < total - HALF
        if parts and (short or sum(parts) > total + HALF):
            yield Finding(
                kind="sums_differ",
                severity="wrong",
                table="facts",
                day=day,
                what=message(
                    "On {day:day} the sectors add to {sum:count} members, but the total is "
                    "{total:count}.",
                    day=day,
                    sum=sum(parts),
                    total=total,
                ),
                remedy=message("Correct the total or the sector that is wrong."),
            )


def _too_many_members(record: Record) -> Iterator[Finding]:
    """Dates on which there are more members than workers in the units with a union."""
    members, workers = stated(record.facts, MEMBERS), stated(record.facts, WORKERS)
    for key in _sectors_first(members.keys() & workers.keys()):
        if members[key] > workers[key]:
            yield Finding(
                kind="more_members_than_workers",
                severity="wrong",
                table="facts",
                day=key[0],
                subject=key[1] or "",
                what=message(
                    "On {day:day}, {scope}: {members:count} members, but only {workers:count} "
                    "workers in the units with a union.",
                    day=key[0],
                    scope=_scope(key[1], record),
                    members=members[key],
                    workers=workers[key],
                ),
                remedy=message(
                    "Correct the members or the workers; members never exceed the workers."
                ),
            )


def _unions_apart(record: Record) -> Iterator[Finding]:
    """Numbers of unions that the facts and the roster state otherwise.

    Before the last merger or division the roster counts its unions as they are now.
    """
    since = max((one.date for one in record.renamings if one.confirmed), default=date.min)
    facts, roster = stated(record.facts, UNIONS), unions_listed(record)
    said: set[date] = set()
    for day, sector in _sectors_first(facts.keys() & roster.keys()):
        apart = abs(facts[day, sector] - roster[day, sector]) >= HALF
        if day < since or not apart or (sector is None and day in said):
            continue
        said.add(day)
        yield Finding(
            kind="unions_counted_otherwise",
            severity="doubtful",
            table="roster",
            day=day,
            subject=sector or "",
            what=message(
                "Unions on {day:day}, {scope}: {stated:count} by facts.csv, {listed:count} open in "
                "roster.csv.",
                day=day,
                scope=_scope(sector, record),
                stated=facts[day, sector],
                listed=roster[day, sector],
            ),
            remedy=message("Find the unions missing from the roster, or correct their number."),
        )


def _jumps(record: Record) -> Iterator[Finding]:
    """Members of a sector that change faster than `SECTOR_JUMP` a half-year, with no event."""
    figures = {**accounted(record), **listed(record), **stated(record.facts, MEMBERS)}
    for sector in record.federation.sector:
        days = sorted(day for day, one in figures if one == sector.id)
        for start, end in pairwise(days):
            before, after = figures[start, sector.id], figures[end, sector.id]
            if _too_fast(before, after, years=years_between(start, end)) and not _broken(
                record, sector.id, start, end
            ):
                yield _jump(sector.name, sector.id, figures=figures, start=start, end=end)


def _too_fast(before: float, after: float, *, years: float) -> bool:
    """Whether the pace is beyond the limit; two counts within a half-year are a half-year apart."""
    if before <= 0 or after <= 0 or abs(after - before) < FEWEST_MOVED:
        return False
    halves = max(1.0, years / HALF_YEAR)
    return bool(abs(np.log(after / before)) > halves * np.log1p(SECTOR_JUMP))


def _broken(record: Record, sector: str, start: date, end: date) -> bool:
    """Whether a known event explains a change of the sector."""
    return any(
        event.sector in (None, sector) and start < event.date <= end for event in record.events
    )


def _jump(name: object, sector: str, *, figures: Figures, start: date, end: date) -> Finding:
    return Finding(
        kind="sector_jumps",
        severity="doubtful",
        table="facts",
        day=end,
        subject=sector,
        what=message(
            "Members in {sector}: {before:count} on {start:day}, {after:count} on {end:day}.",
            sector=name,
            before=figures[start, sector],
            start=start,
            after=figures[end, sector],
            end=end,
        ),
        remedy=message("Check both counts; write what happened in between in events.toml."),
    )
