"""Records a federation could still collect, as designs without figures.

Each design is the evidence such a record would be; its figures are drawn from the likelihood's own
model. Members, unions and usual numbers are those of the record at hand.
"""

from collections.abc import Sequence
from typing import Literal

import numpy as np

from forecast.answers.evidence import counting_error
from forecast.model.evidence.closings import AtRisk, ClosedUnions
from forecast.model.evidence.firms_listed import FirmsListed
from forecast.model.evidence.founding_counts import FoundingCounts
from forecast.model.evidence.founding_sizes import FoundingSizes
from forecast.model.evidence.kind import Evidence
from forecast.model.evidence.leaving import Leaving
from forecast.model.evidence.net_growth import NetGrowth
from forecast.model.evidence.organised import Organised
from forecast.model.evidence.period_foundings import PeriodFoundings
from forecast.model.evidence.periods import SectorPeriod, SectorPeriods
from forecast.model.evidence.size_spread import SizeSpread
from forecast.model.evidence.survivors import SurvivorGrowth
from forecast.model.evidence.totals import Totals
from forecast.model.stocks import SectorStock
from forecast.record.knowledge import Record

Collected = Literal["totals", "movements", "roster", "firms", "foundings", "sizes"]

HALF_YEARS = (0.5, 1.0)
"""Totals of the two half-years before the newest one, seen from the earlier [years]."""

MOVEMENT_YEARS = 3
FOUNDING_YEARS = 5
SIZES = 20
"""New unions whose members are counted when all of them have enrolled."""

HALLMARKS: dict[Collected, type[Evidence]] = {
    "totals": Totals,
    "movements": NetGrowth,
    "roster": SurvivorGrowth,
    "firms": FirmsListed,
    "foundings": FoundingCounts,
    "sizes": FoundingSizes,
}
"""The evidence by which one sees that a record has some of a kind."""


def hypothetical_records(
    record: Record, sectors: tuple[SectorStock, ...]
) -> dict[Collected, tuple[Evidence, ...]]:
    """What each kind of record would be.

    Parameters
    ----------
    sectors
        The sectors at the newest count.
    """
    founded = max(1, round(record.rates["founding_rate"].value))
    turnover = [record.rates[f"turnover.{sector.id}"].value for sector in sectors]
    longest = record.rates["enrolment_months"].high / 12
    return {
        "totals": (_totals(sectors),),
        "movements": _movements(sectors),
        "roster": _roster(sectors, turnover, founded),
        "firms": (FirmsListed(firms=1.0, error=counting_error(record, "count_error_b")),),
        "foundings": (_foundings(FOUNDING_YEARS),),
        "sizes": (FoundingSizes(members=(1.0,) * SIZES, ages=(longest,) * SIZES),),
    }


def _totals(sectors: tuple[SectorStock, ...]) -> Evidence:
    """Two official totals before the newest one."""
    return Totals(
        sectors=sectors,
        years=HALF_YEARS,
        members=(0.0,) * len(HALF_YEARS),
        first_error="count_error_a",
        errors=("count_error_a",) * len(HALF_YEARS),
    )


def _movements(sectors: tuple[SectorStock, ...]) -> tuple[Evidence, ...]:
    """Yearly movements of every sector, admissions split, closed and new unions counted."""
    periods = SectorPeriods(
        rows=tuple(
            SectorPeriod(sector=sector.id, period=year, years=1.0, staying=sector.members)
            for year in range(MOVEMENT_YEARS)
            for sector in sectors
        )
    )
    yearly = (1.0,) * MOVEMENT_YEARS
    brought = PeriodFoundings(exposures=yearly, unions=(None,) * MOVEMENT_YEARS)
    nothing = (0.0,) * len(periods.rows)
    founding = [i for i, row in enumerate(periods.rows) if _founding(sectors, row.sector)]
    return (
        Leaving(rate="turnover", periods=periods, counts=nothing),
        NetGrowth(
            periods=periods,
            net=nothing,
            founding=tuple(founding),
            foundings=brought,
            split=True,
        ),
        Organised(years=yearly, foundings=brought, members=(0.0,) * MOVEMENT_YEARS),
        _closed(sectors, MOVEMENT_YEARS),
        _foundings(MOVEMENT_YEARS),
    )


def _founding(sectors: tuple[SectorStock, ...], name: str) -> bool:
    return next(sector.founding for sector in sectors if sector.id == name)


def _roster(
    sectors: tuple[SectorStock, ...], turnover: Sequence[float], founded: int
) -> tuple[Evidence, ...]:
    """Every union counted twice, a year apart.

    Notes
    -----
    Members who leave and those who replace them are two Poisson counts of turnover times members,
    so that their difference has the variance ``2 turnover members``.
    """
    rows = tuple(
        SectorPeriod(sector=sector.id, period=0, years=1.0, staying=sector.members)
        for sector in sectors
    )
    own_sd = tuple(
        float(np.sqrt(2 * rate / sector.members))
        for rate, sector in zip(turnover, sectors, strict=True)
    )
    unions = sum(max(1, round(sector.unions)) for sector in sectors)
    found: list[Evidence] = [
        _closed(sectors, 1),
        SurvivorGrowth(
            periods=SectorPeriods(rows=rows),
            log_ratios=(0.0,) * len(rows),
            own_sd=own_sd,
            transfers=False,
        ),
        FoundingSizes(
            members=(1.0,) * founded, ages=tuple((i + 0.5) / founded for i in range(founded))
        ),
    ]
    if unions > len(sectors):
        found.append(SizeSpread(squares=1.0, degrees=unions - len(sectors)))
    return tuple(found)


def _closed(sectors: tuple[SectorStock, ...], years: int) -> Evidence:
    """Unions closed in each of so many years."""
    groups = tuple(
        AtRisk(
            rate=f"closure_rate.{sector.id}",
            unions=float(max(1, round(sector.unions))),
            years=1.0,
            members=sector.members,
        )
        for _ in range(years)
        for sector in sectors
    )
    return ClosedUnions(at_risk=groups, closed=(0.0,) * len(groups))


def _foundings(years: int) -> Evidence:
    """Unions founded in each of so many years."""
    return FoundingCounts(counts=(0.0,) * years, exposures=(1.0,) * years)
