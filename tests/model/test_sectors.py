from dataclasses import replace
from datetime import date
from functools import cache

import numpy as np
import numpy.typing as npt
import pytest
from scipy.stats import norm
from small_federation import DUE, ORIGIN, SECTORS, Changes, futures, points, priors, setting

from forecast.model.audit import audit
from forecast.model.futures import Futures, simulate
from forecast.model.plans import Plan
from forecast.model.sectors import founding_law, quantiles, sector_members
from forecast.model.setting import Break, ScheduledShock, Setting
from forecast.model.stocks import SectorStock
from forecast.units import years_between

LEVELS = (0.1, 0.25, 0.5, 0.75, 0.9)
YEAR_ON = date(2023, 11, 30)

Floats = npt.NDArray[np.float64]

UNSURE: Changes = {
    "net_change": (-0.04, 0.05),
    "closure_rate": (0.02, 0.08),
    "shock_sd": (0.02, 0.08),
    "shock_loading": (0.4, 1.2),
    "existing_size_log_sd": (1.0, 1.5),
    "new_union_size": (45.0, 78.0),
    "new_union_size_log_sd": (1.0, 1.5),
    "new_union_closure_rate": (0.02, 0.1),
    "enrolment_at_founding": (0.6, 0.9),
    "pool_firms": (40.0, 90.0),
    "pool_size_decline": (0.1, 0.5),
    "transfer_in_rate": (0.01, 0.02),
}
"""Everything moves and nothing is certain."""

THREE = (
    SectorStock(id="school", members=3000.0, unions=60.0, founding=False),
    SectorStock(id="firm", members=9000.0, unions=120.0, founding=True),
    SectorStock(id="office", members=1500.0, unions=25.0, founding=False),
)
WHERE = replace(
    setting(
        start=date(2023, 2, 28),
        marks=[YEAR_ON, DUE],
        workers=13_900.0,
        breaks=[Break(on=date(2024, 1, 15), sector="office", share=-0.2, members=0.0)],
        shocks=[ScheduledShock(start=date(2023, 6, 1), end=date(2023, 12, 31), change=-0.05)],
        associations_per_year=2,
    ),
    sectors=THREE,
)
"""Interim foundings, associations, a ceiling, a break and a shock all at once."""


@cache
def three(per_block: int = 2048) -> Futures:
    return simulate(points(priors(UNSURE, sectors=THREE), WHERE, per_block=per_block), WHERE)


@pytest.mark.parametrize("plan", [0, 14, (5, 30), "recorded"])
def test_the_means_of_the_sectors_add_to_that_of_all_on_every_date(plan: Plan) -> None:
    run = three(256)
    for day in WHERE.timeline.dates:
        means = [one.mean for one in sector_members(run, day, [plan], levels=LEVELS)]

        assert sum(means) == pytest.approx(run.law(day, [plan]).mean, rel=1e-12)


def alone(sector: str) -> Setting:
    """The same federation with nobody in any other sector and its share of the workers."""
    kept = tuple(s if s.id == sector else replace(s, members=0.0) for s in THREE)
    members = sum(s.members for s in kept)
    assert WHERE.workers is not None
    workers = WHERE.workers * members / sum(s.members for s in THREE)
    where = replace(WHERE, sectors=kept, workers=workers)
    if sector == "firm":
        return where
    # Nothing is founded; the timeline keeps the date on which the plan would have started.
    marks = (*WHERE.marks, WHERE.start)
    return replace(where, start=ORIGIN, marks=marks, associations_per_year=0)


@pytest.mark.parametrize(
    ("sector", "plan", "allowed"),
    [("firm", 14, 0.003), ("firm", "recorded", 0.003), ("school", 0, 0.003), ("office", 0, 0.006)],
)
def test_the_quantiles_of_a_sector_are_those_of_every_union_by_itself(
    sector: str, plan: Plan, allowed: float
) -> None:
    """Within 0.6 points of probability where only 25 unions close, else within 0.3.

    Beyond four standard errors. That is two or three members of the 1,427 of that sector.
    """
    days, at = [YEAR_ON, DUE], [s.id for s in THREE].index(sector)
    assert alone(sector).timeline == WHERE.timeline
    exact = audit(three().points, alone(sector), days=days, plans=[plan], replicates=8)
    for column, day in enumerate(days):
        found = sector_members(three(), day, [plan], levels=LEVELS)[at].quantiles
        for level, value in zip(LEVELS, found, strict=True):
            fast, reached = reached_fast(at, day, plan, value), exact.members[:, 0, column] >= value
            gaps = (fast - reached.reshape(-1, 8).mean(axis=1)).reshape(8, -1).mean(axis=1)

            error = gaps.std(ddof=1) / np.sqrt(8)
            assert three().weights @ fast == pytest.approx(1 - level, abs=0.002)
            assert abs(gaps.mean()) <= allowed + 4 * error
            assert error < 0.004


def reached_fast(at: int, day: date, plan: Plan, value: float) -> Floats:
    """P(members of a sector >= value) in every future, as the engine has it."""
    if THREE[at].founding:
        return founding_law(three(), day, [plan]).reached(value)
    return np.asarray(three().by_sector(day)[:, at] >= value, dtype=np.float64)


def test_with_the_shock_only_a_sector_without_new_unions_is_a_lognormal() -> None:
    run = futures({"shock_sd": 0.08}, per_block=1024)

    school, _ = sector_members(run, DUE, [14], levels=LEVELS)

    width = 0.08 * np.sqrt(years_between(ORIGIN, DUE))
    expected = 3_000 * np.exp(width * norm.ppf(LEVELS) - width**2 / 2)
    assert school.quantiles == pytest.approx(tuple(expected), rel=0.002)
    assert school.mean == pytest.approx(3_000, rel=0.001)


def test_interim_unions_associations_and_the_plan_s_unions_count_where_they_are_founded() -> None:
    where = setting(start=YEAR_ON, associations_per_year=2)
    run = futures(where=where, per_block=1024)

    school, firm = sector_members(run, DUE, [10], levels=LEVELS)

    founded_as_recorded, of_the_plan, associations = 12 * 50, 10 * 50, 2 * 40
    assert school.mean == pytest.approx(3_000)
    assert school.quantiles == pytest.approx((3_000,) * len(LEVELS))
    expected = 10_000 + founded_as_recorded + of_the_plan + associations
    assert firm.mean == pytest.approx(expected, rel=0.001)


def test_more_new_unions_move_no_other_sector() -> None:
    few, many = (sector_members(three(256), DUE, [plan], levels=LEVELS) for plan in (5, 60))

    assert (few[0], few[2]) == (many[0], many[2])
    assert all(more > less for less, more in zip(few[1].quantiles, many[1].quantiles, strict=True))


def test_a_break_in_one_sector_moves_no_other() -> None:
    event = Break(on=date(2023, 6, 1), sector="school", share=-0.3, members=0.0)
    struck = sector_members(futures(where=setting(breaks=[event])), DUE, [14], levels=LEVELS)
    spared = sector_members(futures(), DUE, [14], levels=LEVELS)

    assert struck[0].mean == pytest.approx(0.7 * spared[0].mean)
    assert struck[1].mean == pytest.approx(spared[1].mean)
    assert struck[1].quantiles == pytest.approx(spared[1].quantiles)


@pytest.mark.parametrize("plan", [0, 1, 14, "recorded"])
@pytest.mark.parametrize("unions", [1, 3, 150])
def test_quantiles_read_off_a_curve_are_where_the_odds_cross_the_level(
    plan: Plan, unions: int
) -> None:
    """Where few large unions close the law has steps, and a quantile may lie on one."""
    firm = SectorStock(id="firm", members=900.0, unions=unions, founding=True)
    where = replace(setting(), sectors=(SECTORS[0], firm))
    lively = {**UNSURE, "closure_rate": 0.15, "shock_sd": 0.01, "net_change": 0.0}
    law = founding_law(futures(lively, where=where, per_block=512), DUE, [plan])

    for level, value in zip(LEVELS, quantiles(law, LEVELS), strict=True):
        assert 1 - law.odds(value - 0.5) <= level + 0.001
        assert 1 - law.odds(value + 0.5) >= level - 0.001


def test_what_is_certain_has_one_quantile() -> None:
    law = founding_law(futures(), DUE, [14])

    assert quantiles(law, LEVELS) == pytest.approx((10_000 + 28 * 50,) * len(LEVELS))
