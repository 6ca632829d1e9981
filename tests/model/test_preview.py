"""The closed form, and the futures whose oracle it is."""

from datetime import date

import numpy as np
import pytest
from small_federation import DUE, STILL, Changes, futures, points, priors, setting

from forecast.model.growth import ExistingUnions, NewUnions, joint_moments
from forecast.model.plans import Plan
from forecast.model.preview import moments, preview
from forecast.model.setting import Break, ScheduledShock, Setting

MOVING: Changes = {
    "net_change": (-0.02, 0.03),
    "closure_rate": 0.02,
    "shock_sd": (0.02, 0.05),
    "shock_loading": (0.7, 1.2),
    "existing_size_log_sd": 1.2,
    "new_union_size": (40.0, 70.0),
    "new_union_size_log_sd": 1.2,
    "new_union_closure_rate": 0.05,
    "enrolment_at_founding": 0.8,
    "pool_firms": (45.0, 70.0),
    "pool_refill": 5.0,
    "pool_size_decline": (0.3, 0.6),
    "strike_off_share": (0.06, 0.22),
}
"""Every rate moves, and a plan of 40 a year empties the pool."""

LEAVING = Break(on=date(2023, 6, 30), sector="firm", share=-0.1, members=0.0)
STRIKE_OFF = Break(
    on=date(2023, 6, 30), sector="firm", share=0.0, members=0.0, rate="strike_off_share"
)
FALL = ScheduledShock(start=date(2023, 3, 1), end=date(2023, 9, 1), change=-0.1)


@pytest.mark.parametrize("plan", [0, 15, 40, (10, 50)])
@pytest.mark.parametrize(
    "where",
    [
        setting(),
        setting(associations_per_year=6),
        setting(workers=13_500.0),
        setting(breaks=[LEAVING], shocks=[FALL]),
        setting(workers=13_500.0, breaks=[STRIKE_OFF]),
    ],
    ids=["plain", "associations", "ceiling lifted", "breaks and shocks", "struck off"],
)
def test_futures_without_ceiling_have_the_mean_and_variance_of_the_closed_form(
    where: Setting, plan: Plan
) -> None:
    run = futures(MOVING, where=where, per_block=512)

    seen = preview(run.points, where, DUE, plan)

    law = run.without_ceiling().law(DUE, [plan])
    assert law.mean == pytest.approx(seen.total_mean, rel=5e-4)
    assert law.variance == pytest.approx(seen.total_variance, rel=0.05)


def test_transfers_shift_the_growth_and_little_else() -> None:
    transfers = {"transfer_in_rate": 0.02, "transfer_out_rate": 0.05}
    run = futures({**MOVING, **transfers}, per_block=512)

    seen = preview(run.points, run.setting, DUE, 15)

    law = run.law(DUE, [15])
    assert law.mean == pytest.approx(seen.total_mean, rel=5e-4)
    assert law.variance == pytest.approx(seen.total_variance, rel=0.05)


def test_foundings_as_recorded_are_within_a_hundredth_where_the_pool_is_ample() -> None:
    where = setting(start=date(2023, 8, 31))
    run = futures({**MOVING, "pool_firms": 5_000.0}, where=where, per_block=512)

    seen = preview(run.points, where, DUE, "recorded")

    law = run.law(DUE, ["recorded"])
    assert law.mean == pytest.approx(seen.total_mean, rel=0.01)
    assert law.variance == pytest.approx(seen.total_variance, rel=0.05)


def test_where_nothing_varies_it_is_arithmetic() -> None:
    where = setting()
    drawn = points(priors({**STILL, "net_change": 0.02, "new_union_size": 50.0}), where)

    seen = preview(drawn, where, DUE, 12)

    years = float(where.timeline.years[-1])
    assert seen.mean == pytest.approx(13_000 * 1.02**years + 24 * 50)
    assert seen.variance == pytest.approx(0.0, abs=1e-3)


def test_sizes_that_shrink_with_the_pool_add_up_firm_by_firm() -> None:
    shrinking = {"pool_firms": 100.0, "pool_refill": 1e-9, "pool_size_decline": 0.5}
    where = setting()
    drawn = points(priors({**STILL, **shrinking}), where)

    seen = preview(drawn, where, DUE, 70)

    # 100 of the 140 wanted find a firm; the j-th used is smaller by 0.5 j / 100
    assert seen.mean == pytest.approx(13_000 + sum(50 * (1 - 0.5 * j / 100) for j in range(100)))


def test_sums_in_order_of_time_are_the_moments_of_all_pairs() -> None:
    shock_sd = np.array([0.02, 0.06])
    existing = [
        ExistingUnions(
            members=np.array(members),
            net_change=np.array([0.01, -0.02]),
            closure_rate=np.array(0.02),
            concentration=np.array(0.03),
            loading=np.array(loading),
        )
        for members, loading in ((3000.0, 0.3), (10_000.0, 1.1))
    ]
    new = [
        NewUnions(
            founded=founded,
            shocked_from=founded + 0.05,
            expected=np.array([4.0, 6.0]),
            pair_factor=np.array(0.8),
            size_mean=np.array([50.0, 70.0]),
            size_log_sd=np.array(1.2),
            closure_rate=np.array(0.05),
            enrolment_at_founding=np.array(0.8),
            enrolment_months=np.array(6.0),
            loading=np.array(1.1),
        )
        for founded in (1.2, 0.1, 0.7)
    ]

    mean, variance = moments(existing, new, at=2.0, shock_sd=shock_sd)

    means, covariance = joint_moments([*existing, *new], times=[2.0], shock_sd=shock_sd)
    assert mean == pytest.approx(means[:, 0], rel=1e-12)
    assert variance == pytest.approx(covariance[:, 0, 0], rel=1e-9)


def test_a_normal_look_at_the_odds_is_near_the_whole_law() -> None:
    run = futures({**MOVING, "new_union_size_log_sd": 0.3}, per_block=512).without_ceiling()
    value = run.law(DUE, [15]).mean

    seen = preview(run.points, run.setting, DUE, 15).odds(value)

    assert seen == pytest.approx(run.law(DUE, [15]).odds(value), abs=0.03)
