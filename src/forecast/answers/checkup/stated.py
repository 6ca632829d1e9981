"""Members by sector and date, as each table of the record states them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from forecast.record.contracts import Fact
from forecast.record.knowledge import Record

MEMBERS, UNIONS, WORKERS = "members_total", "unions_total", "workers_in_unionised_units"

Key = tuple[date, str | None]
"""A date and a sector; ``None`` for all sectors."""

Figures = Mapping[Key, float]


def stated(facts: Iterable[Fact], indicator: str) -> Figures:
    """Figures of one indicator of the facts, the last known where a date has several."""
    found: dict[Key, float] = {}
    for fact in sorted(facts, key=lambda one: one.known_on):
        if fact.indicator == indicator:
            found[fact.date, fact.sector] = fact.value
    return found


def listed(record: Record) -> Figures:
    """Sums of the roster, of the sectors it lists and of all if it lists every one."""
    found: dict[Key, float] = defaultdict(float)
    for entry in record.roster:
        found[entry.date, entry.sector] += entry.members
    return _with_totals(found, record)


def unions_listed(record: Record) -> Figures:
    """Open unions of the roster, of the sectors it lists and of all if it lists every one."""
    found: dict[Key, float] = defaultdict(float)
    for entry in record.roster:
        found[entry.date, entry.sector] += float(entry.closed is None)
    return _with_totals(found, record)


def accounted(record: Record) -> Figures:
    """Opening and closing stocks of the movements, of each sector and of all if all have one."""
    found: dict[Key, float] = {}
    for row in record.movements:
        opened = row.start - timedelta(days=1) if row.start.day == 1 else row.start
        found.setdefault((opened, row.sector), row.opening)
        found[row.end, row.sector] = row.closing
    return _with_totals(found, record)


def _with_totals(by_sector: Mapping[Key, float], record: Record) -> Figures:
    sectors = [sector.id for sector in record.federation.sector]
    totals: dict[Key, float] = {
        (day, None): sum(by_sector[day, sector] for sector in sectors)
        for day in {day for day, _ in by_sector}
        if all((day, sector) in by_sector for sector in sectors)
    }
    return {**by_sector, **totals}


def total_dates(record: Record) -> tuple[date, ...]:
    """Dates with a known number of all members, by whichever table, ascending."""
    days = {
        day
        for figures in (stated(record.facts, MEMBERS), listed(record), accounted(record))
        for day, sector in figures
        if sector is None
    }
    return tuple(sorted(days))
