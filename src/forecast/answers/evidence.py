"""From a record to the evidence in it: every kind of figures once, the finest where two overlap.

A roster fixes growth, closings and sizes between its first and last count; movements fix them for
periods outside of it; totals only up to the first of both. Founding counts, leavers and transfers
are in no other table and always count.
"""

from collections.abc import Sequence
from datetime import date

import numpy as np

from forecast.answers.movement_evidence import movement_evidence
from forecast.answers.roster_evidence import Roster, roster_evidence
from forecast.answers.stocks import sector_stocks
from forecast.errors import Message, message, plural
from forecast.model.evidence.densities import LEAST_SPREAD
from forecast.model.evidence.firms_listed import FirmsListed
from forecast.model.evidence.founding_counts import FoundingCounts
from forecast.model.evidence.kind import Evidence
from forecast.model.evidence.season import Season
from forecast.model.evidence.totals import Totals
from forecast.model.priors import Prior
from forecast.model.stocks import SectorStock, union_scores
from forecast.record.contracts import Fact
from forecast.record.knowledge import Record
from forecast.record.table_contracts import Firm
from forecast.units import years_between

EVEN_SCORES = 1000
"""Points an integral over a stated range is taken at."""

Found = list[tuple[Evidence, Message]]
"""Evidence with what it is, in words; one sentence may stand for several kinds."""


def record_evidence(record: Record) -> Found:
    """All evidence of a record; nothing where no membership total is known."""
    if record.origin is None:
        return []
    roster = Roster.of(record)
    return [
        *founding_evidence(record, season=roster.season),
        *roster_evidence(record, roster),
        *movement_evidence(record, roster=roster.span, season=roster.season),
        *total_evidence(record, until=_finer_from(record, roster)),
        *firm_evidence(record),
    ]


def _finer_from(record: Record, roster: Roster) -> date | None:
    """First day on which a finer table than the totals speaks of growth."""
    starts = [row.start for row in record.movements]
    if roster.span is not None:
        starts.append(roster.span[0])
    return min(starts, default=None)


def founding_evidence(record: Record, *, season: Season) -> Found:
    """Yearly foundings of the federation itself, over periods that do not overlap."""
    periods: list[Fact] = []
    counted = [f for f in record.facts if f.indicator == "new_unions" and f.start is not None]
    for fact in sorted(counted, key=lambda f: (f.date, f.known_on)):
        if fact.start and (not periods or fact.start > periods[-1].date):
            periods.append(fact)
    if not periods:
        return []
    spans = [(f.start or f.date, f.date) for f in periods]
    said = plural(
        "one new union over {months:count} months of record informs the founding rate",
        "{n:count} new unions over {months:count} months of record inform the founding rate",
        n=sum(f.value for f in periods),
        months=round(12 * sum(years_between(*span) for span in spans)),
    )
    evidence = FoundingCounts(
        counts=tuple(f.value for f in periods),
        exposures=tuple(season.exposure(*span) for span in spans),
    )
    return [(evidence, said)]


def total_evidence(record: Record, *, until: date | None = None) -> Found:
    """Dated totals since the first one; a single total says nothing of growth.

    Parameters
    ----------
    until
        The last date that counts, where a finer table takes over.
    """
    newest: dict[date, Fact] = {}
    for fact in sorted(record.facts, key=lambda f: f.known_on):
        whole = fact.indicator == "members_total" and fact.sector is None
        if whole and (until is None or fact.date <= until):
            newest[fact.date] = fact
    totals = [newest[day] for day in sorted(newest)]
    if len(totals) < 2 or record.origin is None:
        return []
    first, later = totals[0], totals[1:]
    evidence = Totals(
        sectors=_scaled(sector_stocks(record, record.origin), first.value / record.origin.total),
        years=tuple(years_between(first.date, f.date) for f in later),
        members=tuple(f.value for f in later),
        first_error=error_key(first),
        errors=tuple(error_key(f) for f in later),
    )
    said = message(
        "{count:count} dated membership totals since {since:day} inform growth; "
        "totals alone fix only the net change",
        count=len(totals),
        since=first.date,
    )
    return [(evidence, said)]


def _scaled(stocks: Sequence[SectorStock], scale: float) -> tuple[SectorStock, ...]:
    """The sectors of the origin at the size of another total."""
    return tuple(
        SectorStock(
            id=stock.id,
            members=stock.members * scale,
            unions=max(1.0, stock.unions * scale),
            founding=stock.founding,
        )
        for stock in stocks
    )


def firm_evidence(record: Record) -> Found:
    """The newest list of firms that could found a union."""
    if not record.firms:
        return []
    day = max(firm.date for firm in record.firms)
    listed = {firm.id: firm for firm in record.firms if firm.date == day}
    worst = max(listed.values(), key=lambda firm: firm.grade)
    said = plural(
        "one firm without a union, listed on {day:day}, informs the pool",
        "{n:count} firms without a union, listed on {day:day}, inform the pool",
        n=len(listed),
        day=day,
    )
    error = counting_error(record, error_key(worst))
    return [(FirmsListed(firms=float(len(listed)), error=error), said)]


def error_key(figure: Fact | Firm) -> str:
    """Rate that is the counting error of a figure of its grade."""
    return f"count_error_{figure.grade.lower()}"


def counting_error(record: Record, key: str) -> float:
    """Root mean square of a counting error over its stated range [fraction of the count]."""
    stated = Prior.of(record.rates[key]).at(union_scores(EVEN_SCORES))
    return float(np.sqrt((stated**2).mean())) or LEAST_SPREAD
