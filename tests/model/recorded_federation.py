"""A federation of two sectors with a prior for every rate and a record at three depths.

The figures only fix the design of the records (dates, stocks, numbers at risk); tests draw their
own figures from it.
"""

from forecast.model.evidence.closings import AtRisk, ClosedMembers, ClosedUnions
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
from forecast.model.evidence.survivors import EnrolmentRamp, SurvivorGrowth
from forecast.model.evidence.totals import Totals
from forecast.model.priors import Prior
from forecast.model.stocks import SectorStock
from forecast.record.vocabulary import RATES

SECTORS = (
    SectorStock(id="school", members=3500.0, unions=80.0, founding=False),
    SectorStock(id="firm", members=10500.0, unions=150.0, founding=True),
)
RANGES: dict[str, tuple[float, float]] = {
    "net_change.school": (-0.02, 0.02),
    "net_change.firm": (-0.03, 0.045),
    "turnover.school": (0.02, 0.08),
    "turnover.firm": (0.04, 0.16),
    "closure_rate.school": (0.001, 0.005),
    "closure_rate.firm": (0.004, 0.025),
    "shock_loading.school": (0.1, 0.4),
    "shock_loading.firm": (0.8, 1.25),
    "shock_sd": (0.025, 0.064),
    "existing_size_log_sd": (1.05, 1.49),
    "new_union_size": (46.0, 78.0),
    "new_union_size_log_sd": (1.05, 1.49),
    "new_union_closure_rate": (0.012, 0.07),
    "enrolment_at_founding": (0.65, 0.9),
    "enrolment_months": (2.5, 6.4),
    "pool_firms": (150.0, 350.0),
    "pool_refill": (8.0, 28.0),
    "pool_size_decline": (0.12, 0.58),
    "founding_rate": (6.0, 24.0),
    "founding_dispersion": (1.5, 10.7),
    "count_error_a": (0.001, 0.01),
    "count_error_b": (0.004, 0.03),
}
"""80 % ranges, as a district states them [unit of each rate]."""

YEARS = range(6)
FOUNDED = (12.0, 15.0, 9.0, 20.0, 14.0, 11.0)
FOUNDINGS = PeriodFoundings(exposures=(1.0,) * len(YEARS), unions=FOUNDED)


def priors() -> list[Prior]:
    """One prior a rate."""
    return [
        Prior(key=key, shape=RATES[key.partition(".")[0]].shape, low=low, high=high)
        for key, (low, high) in RANGES.items()
    ]


def totals() -> list[Evidence]:
    """Yearly totals and founding counts."""
    counted = Totals(
        sectors=SECTORS,
        years=tuple(year + 1.0 for year in YEARS),
        members=(14_600.0, 15_100.0, 15_900.0, 16_300.0, 17_000.0, 17_700.0),
        first_error="count_error_b",
        errors=("count_error_a",) * len(YEARS),
    )
    return [counted, founding_counts()]


def founding_counts() -> FoundingCounts:
    """Six years of foundings."""
    return FoundingCounts(counts=FOUNDED, exposures=(1.0,) * len(YEARS))


def periods() -> SectorPeriods:
    """Six years of both sectors."""
    return SectorPeriods(
        rows=tuple(
            SectorPeriod(sector=s.id, period=year, years=1.0, staying=s.members)
            for year in YEARS
            for s in SECTORS
        )
    )


def at_risk() -> tuple[AtRisk, ...]:
    """The existing unions in each of six years."""
    return tuple(
        AtRisk(rate=f"closure_rate.{s.id}", unions=s.unions, years=1.0, members=s.members)
        for _ in YEARS
        for s in SECTORS
    )


def movements() -> list[Evidence]:
    """Six years of movements, admissions split, and founding counts."""
    count = len(periods().rows)
    return [
        Leaving(rate="turnover", periods=periods(), counts=(500.0,) * count),
        NetGrowth(
            periods=periods(),
            net=(100.0,) * count,
            founding=tuple(range(1, count, 2)),
            foundings=FOUNDINGS,
            split=True,
        ),
        Organised(years=(1.0,) * len(YEARS), foundings=FOUNDINGS, members=(700.0,) * len(YEARS)),
        ClosedMembers(at_risk=at_risk(), members=(50.0,) * count),
        founding_counts(),
    ]


def roster() -> list[Evidence]:
    """Yearly counts of every union, with the movements it does not cover and a list of firms."""
    count = len(periods().rows)
    new = AtRisk(rate="new_union_closure_rate", unions=40.0, years=1.0)
    ages = tuple((month + 0.5) / 12 for month in range(12)) * 5
    young = SectorPeriods(
        rows=tuple(SectorPeriod(sector="firm", period=0, years=1.0, staying=0.0) for _ in ages[:24])
    )
    return [
        Leaving(rate="turnover", periods=periods(), counts=(500.0,) * count),
        ClosedUnions(
            at_risk=(*at_risk(), *(new for _ in YEARS)), closed=(1.0,) * (count + len(YEARS))
        ),
        SurvivorGrowth(
            periods=periods(),
            log_ratios=(0.0,) * count,
            own_sd=(0.004, 0.006) * len(YEARS),
            transfers=False,
        ),
        EnrolmentRamp(
            periods=young,
            ages=ages[:24],
            log_ratios=(0.0,) * 24,
            shared=(0.01,) * 24,
            own_sd=(0.06,) * 24,
            transfers=False,
        ),
        SizeSpread(squares=350.0, degrees=228),
        FoundingSizes(members=(40.0,) * len(ages), ages=ages),
        FirmsListed(firms=230.0, error=0.05),
        founding_counts(),
    ]


DEPTHS = {"totals": totals, "movements": movements, "roster": roster}
"""Finer from one to the next."""
