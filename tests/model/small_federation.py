"""A small federation of known rates, for tests of the mathematics."""

from collections.abc import Mapping, Sequence
from datetime import date

from forecast.model.evidence.kind import Evidence
from forecast.model.futures import Futures, normals_needed, simulate
from forecast.model.priors import Prior
from forecast.model.rates import Points, draw_points
from forecast.model.setting import Break, ScheduledShock, Setting
from forecast.model.stocks import SectorStock
from forecast.record.vocabulary import RATES, rate_key

ORIGIN = date(2022, 11, 30)
DUE = date(2024, 11, 29)  # two years of 365.25 days, less half a day
SECTORS = (
    SectorStock(id="school", members=3000.0, unions=60.0, founding=False),
    SectorStock(id="firm", members=10000.0, unions=150.0, founding=True),
)

STILL: dict[str, float] = {
    "turnover": 0.1,
    "net_change": 0.0,
    "closure_rate": 0.0,
    "shock_loading": 1.0,
    "shock_sd": 0.0,
    "existing_size_log_sd": 0.0,
    "new_union_size": 50.0,
    "new_union_size_log_sd": 0.0,
    "new_union_closure_rate": 0.0,
    "enrolment_at_founding": 1.0,
    "enrolment_months": 3.0,
    "pool_firms": 100_000.0,
    "pool_refill": 10.0,
    "pool_size_decline": 0.0,
    "founding_rate": 12.0,
    "founding_dispersion": 4.0,
    "count_error_a": 0.003,
    "count_error_b": 0.01,
    "count_error_c": 0.03,
    "association_size": 40.0,
    "transfer_in_rate": 0.0,
    "transfer_out_rate": 0.0,
    "strike_off_share": 0.0,
}
"""Nothing moves but foundings: every rate certain."""


Changes = Mapping[str, float | tuple[float, float]]
"""Rates other than still; a pair of numbers is an 80 % range."""


def priors(changes: Changes = STILL, *, sectors: Sequence[SectorStock] = SECTORS) -> list[Prior]:
    """A prior for each word of the vocabulary."""
    found = []
    for rate, term in RATES.items():
        value = changes.get(rate, STILL[rate])
        low, high = value if isinstance(value, tuple) else (value, value)
        for sector in [s.id for s in sectors] if term.by_sector else [None]:
            key = rate_key(rate, sector)
            found.append(Prior(key=key, shape=term.shape, low=low, high=high))
    return found


def setting(
    *,
    start: date = ORIGIN,
    marks: Sequence[date] = (DUE,),
    workers: float | None = None,
    breaks: Sequence[Break] = (),
    shocks: Sequence[ScheduledShock] = (),
    associations_per_year: int = 0,
) -> Setting:
    """The small federation at its origin."""
    return Setting(
        origin=ORIGIN,
        start=start,
        marks=tuple(marks),
        sectors=SECTORS,
        workers=workers,
        breaks=tuple(breaks),
        shocks=tuple(shocks),
        associations_per_year=associations_per_year,
    )


def points(
    priors_: list[Prior],
    where: Setting,
    *,
    evidence: Sequence[Evidence] = (),
    seed: int = 7,
    per_block: int = 256,
) -> Points:
    """Few points, enough for a test."""
    steps = normals_needed(where)
    return draw_points(priors_, evidence, steps=steps, seed=seed, per_block=per_block)


def futures(
    changes: Changes = STILL,
    *,
    where: Setting | None = None,
    per_block: int = 256,
    seed: int = 7,
) -> Futures:
    """Simulated futures under changed rates."""
    asked = where or setting()
    return simulate(points(priors(changes), asked, seed=seed, per_block=per_block), asked)
