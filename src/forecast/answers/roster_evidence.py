"""What a roster says: which unions closed, how the others grew, how new ones began.

Unions on the first count are existing ones; those founded after it are new. A union that is missing
from the next count has closed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Self

import numpy as np

from forecast.errors import Message, message
from forecast.model.evidence.closings import AtRisk, ClosedUnions
from forecast.model.evidence.founding_sizes import FoundingSizes
from forecast.model.evidence.kind import Evidence
from forecast.model.evidence.periods import SectorPeriod, SectorPeriods
from forecast.model.evidence.season import Season
from forecast.model.evidence.size_spread import SizeSpread
from forecast.model.evidence.survivors import EnrolmentRamp, SurvivorGrowth
from forecast.record.knowledge import Record
from forecast.record.table_contracts import RosterEntry
from forecast.units import MONTHS_PER_YEAR, years_between

Span = tuple[date, date]
Entries = dict[str, RosterEntry]

ROUNDING = 0.25
"""Largest variance of rounding to whole members [members squared]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Two successive counts of every union."""

    start: date
    end: date
    before: Entries
    """Open unions at the first count, by id."""

    after: Entries
    """Open unions at the second."""

    @property
    def years(self) -> float:
        """Time between the counts [years]."""
        return years_between(self.start, self.end)

    def stayed(self) -> list[tuple[RosterEntry, RosterEntry]]:
        """Unions with members at both counts."""
        pairs = [(one, self.after.get(key)) for key, one in self.before.items()]
        return [(one, two) for one, two in pairs if two and one.members > 0 and two.members > 0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """Every count of every union, in order of time."""

    counts: dict[date, Entries]
    """Open unions by date."""

    founded: dict[str, date]
    """Founding dates after the first count, also of unions that closed since."""

    @classmethod
    def of(cls, record: Record) -> Self:
        """The roster of a record, empty where it has none."""
        counts: dict[date, Entries] = {}
        for entry in sorted(record.roster, key=lambda one: (one.date, one.id)):
            counts.setdefault(entry.date, {})
            if entry.closed is None:
                counts[entry.date][entry.id] = entry
        first = min(counts, default=date.max)
        dates = {one.id: one.founded for one in record.roster if one.founded is not None}
        return cls(counts=counts, founded={key: day for key, day in dates.items() if day > first})

    @property
    def span(self) -> Span | None:
        """First and last count, if there are two."""
        return (min(self.counts), max(self.counts)) if len(self.counts) > 1 else None

    @property
    def season(self) -> Season:
        """When in the year unions were founded, from the whole years between the counts."""
        if self.span is None:
            return Season()
        first, last = self.span
        whole = int(years_between(first, last))
        start = date(last.year - whole, last.month, min(last.day, 28))
        return Season.of(day for day in self.founded.values() if start < day <= last)

    def intervals(self) -> Iterator[Interval]:
        """Successive pairs of counts."""
        for start, end in pairwise(self.counts):
            yield Interval(start=start, end=end, before=self.counts[start], after=self.counts[end])


def roster_evidence(record: Record, roster: Roster) -> list[tuple[Evidence, Message]]:
    """Evidence of the roster; one count alone only tells how unequal unions are."""
    if not roster.counts:
        return []
    first, last = min(roster.counts), max(roster.counts)
    said = message(
        "one count of every union, of {day:day}, informs how unions differ in size", day=last
    )
    if first < last:
        said = message(
            "{counts:count} counts of every union from {first:day} to {last:day} inform growth, "
            "closures and the size of new unions",
            counts=len(roster.counts),
            first=first,
            last=last,
        )
    found = [
        *_closings(roster),
        *_growth(record, roster),
        *_spread(roster.counts[last]),
        *_sizes(roster),
    ]
    return [(kind, said) for kind in found]


def _closings(roster: Roster) -> list[Evidence]:
    """Closed unions of every interval by sector, those founded since the first count apart."""
    groups: list[AtRisk] = []
    closed: list[float] = []
    for interval in roster.intervals():
        by_rate: dict[str, list[bool]] = {}
        for key, union in interval.before.items():
            new = key in roster.founded
            rate = "new_union_closure_rate" if new else f"closure_rate.{union.sector}"
            by_rate.setdefault(rate, []).append(key not in interval.after)
        for rate, gone in sorted(by_rate.items()):
            groups.append(AtRisk(rate=rate, unions=float(len(gone)), years=interval.years))
            closed.append(float(sum(gone)))
    return [ClosedUnions(at_risk=tuple(groups), closed=tuple(closed))] if groups else []


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grown:
    """Older unions of one sector over one interval."""

    row: SectorPeriod
    log_ratio: float
    own_sd: float
    """Of the ratio of the sums."""

    scatter: float
    """Of one union's log ratio around it."""


def _grown(record: Record, roster: Roster) -> list[_Grown]:
    found = []
    for number, interval in enumerate(roster.intervals()):
        older = [pair for pair in interval.stayed() if pair[0].id not in roster.founded]
        for sector in sorted({one.sector for one, _ in older} - _broken(record, interval)):
            members = [(one.members, two.members) for one, two in older if one.sector == sector]
            if len(members) > 1:
                row = SectorPeriod(sector=sector, period=number, years=interval.years, staying=0.0)
                found.append(_ratio(row, np.array(members)))
    return found


def _ratio(row: SectorPeriod, members: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> _Grown:
    """Ratio of the sums, with the error the scatter of the unions gives it (ratio estimator)."""
    before, after = members.T
    ratio = after.sum() / before.sum()
    apart = ((after - ratio * before) ** 2).sum() + ROUNDING * len(members)
    logs = np.log(after / before) - np.log(ratio)
    return _Grown(
        row=row,
        log_ratio=float(np.log(ratio)),
        own_sd=float(np.sqrt(apart) / after.sum()),
        scatter=float(np.sqrt((logs**2).mean())),
    )


def _growth(record: Record, roster: Roster) -> list[Evidence]:
    """Growth of older unions, and the enrolment of young ones beside them."""
    grown = _grown(record, roster)
    if not grown:
        return []
    stated = {key.partition(".")[0] for key in record.rates}
    transfers = {"transfer_in_rate", "transfer_out_rate"} <= stated
    growth = SurvivorGrowth(
        periods=SectorPeriods(rows=tuple(one.row for one in grown)),
        log_ratios=tuple(one.log_ratio for one in grown),
        own_sd=tuple(one.own_sd for one in grown),
        transfers=transfers,
    )
    young = _young(roster, {(one.row.period, one.row.sector): one for one in grown})
    if not young:
        return [growth]
    ramp = EnrolmentRamp(
        periods=SectorPeriods(rows=tuple(one.beside.row for one in young)),
        ages=tuple(one.age for one in young),
        log_ratios=tuple(one.log_ratio for one in young),
        shared=tuple(one.beside.log_ratio for one in young),
        own_sd=tuple(one.own_sd for one in young),
        transfers=transfers,
    )
    return [growth, ramp]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Young:
    """A new union between its first two counts."""

    age: float
    log_ratio: float
    own_sd: float
    beside: _Grown


def _young(roster: Roster, grown: dict[tuple[int, str], _Grown]) -> list[_Young]:
    found, met = [], set()
    for number, interval in enumerate(roster.intervals()):
        for one, two in interval.stayed():
            beside = grown.get((number, one.sector))
            if one.id in roster.founded and one.id not in met and beside:
                found.append(_first_growth(one, two, roster.founded[one.id], beside))
            met.add(one.id)
    return found


def _first_growth(one: RosterEntry, two: RosterEntry, founded: date, beside: _Grown) -> _Young:
    rounding = ROUNDING * (one.members**-2 + two.members**-2)
    return _Young(
        age=years_between(founded, one.date),
        log_ratio=float(np.log(two.members / one.members)),
        own_sd=float(np.sqrt(beside.scatter**2 + rounding)),
        beside=beside,
    )


def _broken(record: Record, interval: Interval) -> set[str]:
    """Sectors that a dated break touches in the interval, which no rate explains."""
    events = [
        event
        for event in record.events
        if event.kind != "federation_ends" and interval.start < event.date <= interval.end
    ]
    every = {sector.id for sector in record.federation.sector}
    return {sector for e in events for sector in ([e.sector] if e.sector else every)}


def _spread(unions: Entries) -> list[Evidence]:
    """How unequal the unions of the newest count are, each sector around its own middle."""
    by_sector: dict[str, list[float]] = {}
    for union in unions.values():
        if union.members > 0:
            by_sector.setdefault(union.sector, []).append(float(np.log(union.members)))
    degrees = sum(len(logs) - 1 for logs in by_sector.values())
    if degrees < 1:
        return []
    squares = sum(((np.array(logs) - np.mean(logs)) ** 2).sum() for logs in by_sector.values())
    return [SizeSpread(squares=float(squares), degrees=degrees)] if squares > 0 else []


def _sizes(roster: Roster) -> list[Evidence]:
    """Members of new unions at their first count, ages to the nearest month."""
    members: dict[str, float] = {}
    ages: dict[str, float] = {}
    for day, unions in roster.counts.items():
        for key in sorted(unions.keys() & roster.founded.keys() - members.keys()):
            if unions[key].members > 0:
                months = round(years_between(roster.founded[key], day) * MONTHS_PER_YEAR)
                members[key], ages[key] = float(unions[key].members), months / MONTHS_PER_YEAR
    if not members:
        return []
    return [FoundingSizes(members=tuple(members.values()), ages=tuple(ages.values()))]
