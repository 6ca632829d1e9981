"""What the record counted, in the form pictures and tables show it."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby

from forecast.answers.precedents import yearly_pace
from forecast.record.contracts import Event, Precedent
from forecast.record.knowledge import Record
from forecast.record.texts import Text
from forecast.units import MONTHS_PER_YEAR, years_between


@dataclass(frozen=True, slots=True)
class Pace:
    """New unions a year that somebody really founded."""

    area: Text
    own: bool
    first_year: int
    """Calendar year in which the period begins."""

    year: int
    """Calendar year in which the period ends."""

    months: int
    """Length of the period, to whole months."""

    new_unions: float
    """Founded in the period [unions]."""

    per_year: float
    """New unions a year; ten months count as ten twelfths of a year [unions per year]."""

    @property
    def is_of_a_year(self) -> bool:
        """Whether the period is one calendar year."""
        return self.first_year == self.year and self.months == MONTHS_PER_YEAR

    @property
    def is_annualised(self) -> bool:
        """Whether the number a year is another than the number founded."""
        return self.per_year != self.new_unions


def observed_totals(record: Record) -> list[tuple[dt.date, float]]:
    """Give every counted membership total up to the origin: date and members, oldest first.

    Of several figures for one date the newest known stands; the origin's date is the scenario's.
    """
    totals = {
        fact.date: fact.value
        for fact in sorted(record.facts, key=lambda fact: fact.known_on)
        if fact.indicator == "members_total" and fact.sector is None
    }
    if record.origin is not None:
        totals.pop(record.origin.stated_date, None)
        totals[record.origin.date] = record.origin.total
    return sorted(totals.items())


def sector_totals(record: Record, sector: str) -> list[tuple[dt.date, float]]:
    """Give every counted total of one sector up to the origin, oldest first [members].

    The origin's split stands at its date; a sector never stated before has that one count.
    """
    totals = {
        fact.date: fact.value
        for fact in sorted(record.facts, key=lambda fact: fact.known_on)
        if fact.indicator == "members_total" and fact.sector == sector
    }
    if record.origin is not None:
        totals.pop(record.origin.stated_date, None)
        totals[record.origin.date] = record.origin.members[sector]
    return sorted(totals.items())


def breaks(record: Record, *, first: dt.date, last: dt.date) -> list[tuple[dt.date, list[Event]]]:
    """Give the dated breaks between two days, those of one day together, oldest first."""
    within = sorted((one for one in record.events if first <= one.date <= last), key=_day)
    return [(day, list(events)) for day, events in groupby(within, key=_day)]


def _day(event: Event) -> dt.date:
    return event.date


def paces(record: Record) -> list[Pace]:
    """Give the yearly pace of every precedent, the slowest first."""
    return sorted((_pace(one) for one in record.precedents), key=lambda pace: pace.per_year)


def _pace(one: Precedent) -> Pace:
    return Pace(
        area=one.area,
        own=one.own,
        first_year=one.start.year,
        year=one.end.year,
        months=round(MONTHS_PER_YEAR * years_between(one.start, one.end)),
        new_unions=one.new_unions,
        per_year=yearly_pace(one),
    )
