from dataclasses import replace
from datetime import date

import numpy as np
import numpy.typing as npt
import pytest
from scipy.stats import binom, norm
from small_federation import DUE, ORIGIN, SECTORS, futures, priors, setting

from forecast.model.futures import Futures
from forecast.model.plans import Plan
from forecast.model.setting import Break, ScheduledShock
from forecast.model.stocks import SectorStock
from forecast.units import years_between

LIVELY: dict[str, float] = {
    "net_change": 0.01,
    "closure_rate": 0.03,
    "shock_loading": 0.8,
    "shock_sd": 0.05,
    "existing_size_log_sd": 1.25,
    "new_union_size": 60.0,
    "new_union_size_log_sd": 1.0,
    "new_union_closure_rate": 0.05,
    "enrolment_at_founding": 0.7,
}
"""Everything moves at certain rates."""

UNSURE: dict[str, float | tuple[float, float]] = {
    **LIVELY,
    "net_change": (-0.04, 0.05),
    "shock_sd": (0.02, 0.08),
    "new_union_size": (45.0, 78.0),
    "pool_firms": (30.0, 60.0),
    "pool_size_decline": (0.1, 0.5),
    "transfer_in_rate": 0.02,
    "transfer_out_rate": 0.01,
}


STRIKE_OFF = Break(
    on=date(2023, 6, 1), sector="firm", share=0.0, members=0.0, rate="strike_off_share"
)


def mean(run: Futures, plan: Plan, day: date = DUE) -> float:
    return run.law(day, [plan]).mean


def slots(n: int) -> int:
    """Foundings of n a year over the two years of the small federation, less half a day."""
    return 2 * n


def test_with_certain_rates_and_no_hazard_the_future_is_arithmetic() -> None:
    run = futures({"net_change": 0.02})

    years = years_between(ORIGIN, DUE)
    expected = 13_000 * 1.02**years + 50 * slots(15)

    law = run.law(DUE, [15])
    assert law.mean == pytest.approx(expected)
    assert law.odds(expected - 0.01) == pytest.approx(1, abs=1e-6)
    assert law.odds(expected + 0.01) == pytest.approx(0, abs=1e-6)
    assert law.quantiles([0.1, 0.9]) == pytest.approx([expected, expected], abs=0.1)


def test_only_the_common_shock_leaves_its_exact_probability() -> None:
    run = futures({"shock_sd": 0.08}, per_block=1024)

    years = years_between(ORIGIN, DUE)
    for value in (11_500.0, 13_000.0, 15_000.0):
        z = (np.log(value / 13_000) + 0.08**2 * years / 2) / (0.08 * np.sqrt(years))
        assert run.law(DUE, [0]).odds(value) == pytest.approx(norm.sf(z), abs=0.002)


def test_only_closures_of_equal_unions_leave_a_binomial() -> None:
    """10 unions of 1,300 members, 30 % of which close in a year."""
    one = SectorStock(id="firm", members=13_000.0, unions=10.0, founding=True)
    school = replace(SECTORS[0], members=0.0)
    where = replace(setting(), sectors=(school, one))
    run = futures({"closure_rate": 0.3}, where=where, per_block=1024)

    open_ones = binom(10, 0.7 ** years_between(ORIGIN, DUE))
    for k in range(11):
        odds = run.law(DUE, [0]).odds(1300 * (k - 0.5))
        assert odds == pytest.approx(open_ones.sf(k - 1), abs=0.006)


def test_a_target_of_nobody_is_certain() -> None:
    assert (futures(UNSURE).curve(DUE, 0.0, top=60) == 1).all()


@pytest.mark.parametrize("plan", [0, 14, (5, 30), "recorded"])
def test_the_identity_holds_for_every_sector_date_and_future(plan: Plan) -> None:
    events = [
        Break(on=date(2023, 6, 1), sector="school", share=-0.3, members=0.0),
        Break(on=date(2024, 1, 1), sector=None, share=0.0, members=500.0),
        STRIKE_OFF,
    ]
    where = setting(workers=13_500.0, breaks=events, associations_per_year=3)
    run = futures({**UNSURE, "strike_off_share": (0.06, 0.22)}, where=where)

    opening = np.array([sector.members for sector in SECTORS])
    for at, day in enumerate(where.timeline.dates):
        flows, law = run.flows(day, [plan]), run.law(day, [plan])
        kept = [unions.expected(where.timeline.years[at]) for unions in run.closing]
        closing = run.existing.members[at] * np.stack(kept, axis=-1)
        closing[:, where.founding_sector] += law.planned.mean[0] + law.other.mean
        assert opening + flows.change == pytest.approx(closing)
        for name in ("admitted", "organised", "left", "closed_members", "transfers_in"):
            assert (getattr(flows, name) >= -1e-9).all()


def test_drawn_closings_have_the_mean_the_flows_expect() -> None:
    run = futures(LIVELY, per_block=1024)

    for unions in run.closing:
        years = years_between(ORIGIN, DUE)
        expected = unions.expected(years).mean()
        assert unions.drawn(years).mean() == pytest.approx(expected, abs=0.002)


def test_a_union_that_closed_stays_closed() -> None:
    run = futures({**LIVELY, "closure_rate": 0.1})

    shares = [run.closing[1].drawn(years) for years in (0.0, 0.5, 1.0, 1.5, 2.0)]

    assert shares[0] == pytest.approx(1)
    assert (np.diff(shares, axis=0) <= 1e-12).all()


def test_existing_members_never_exceed_the_workers_of_their_units() -> None:
    workers = 13_400.0
    growing = {"net_change": 0.2, "shock_sd": 0.05}
    run = futures(growing, where=setting(workers=workers))
    free = futures(growing)

    total = run.existing.members[-1].sum(axis=1)
    assert total == pytest.approx(workers * run.factors[-1, :, 0])
    assert (free.existing.members[-1].sum(axis=1) > total).all()
    assert np.array_equal(run.without_ceiling().existing.members, free.existing.members)


def test_transfers_come_on_top_of_net_change() -> None:
    still, moving = futures(), futures({"transfer_in_rate": 0.03, "transfer_out_rate": 0.01})

    flows = moving.flows(DUE, [0])
    opening = mean(still, 0)
    grown = np.prod(1 + 0.02 * np.diff(moving.setting.timeline.years))
    assert mean(moving, 0) == pytest.approx(opening * grown)
    assert flows.transfers_in.sum() == pytest.approx(3 * flows.transfers_out.sum())


def test_without_a_pool_one_more_union_never_lowers_the_odds_in_any_future() -> None:
    run = futures({**UNSURE, "pool_firms": 100_000.0, "pool_size_decline": 0.0})

    assert (np.diff(run.curve(DUE, 14_500, top=60), axis=1) >= -1e-6).all()


@pytest.mark.parametrize("n", [0, 1, 14, 33, 60])
def test_the_curve_is_the_plan_of_each_number_even_where_the_pool_runs_dry(n: int) -> None:
    run = futures(UNSURE)

    assert run.curve(DUE, 14_500, top=60)[:, n] == pytest.approx(run.law(DUE, [n]).reached(14_500))


def test_a_longer_curve_changes_no_shorter_one() -> None:
    run = futures(UNSURE)

    longer = run.curve(DUE, 14_500, top=120)[:, :61]

    assert longer == pytest.approx(run.curve(DUE, 14_500, top=60))


def test_no_more_unions_are_founded_than_the_pool_and_its_refill_hold() -> None:
    run = futures({"pool_firms": 20.0, "pool_refill": 6.0})

    unions = run.planned(DUE, np.array([60])).mean / 50

    last = run.setting.timeline.years[-1]
    assert unions.max() <= 20 + 6 * last
    assert unions.min() >= np.floor(20 + 6 * last) - 1


def test_an_uneven_plan_founds_each_years_number() -> None:
    run = futures()

    assert mean(run, (10, 30)) == pytest.approx(13_000 + 50 * 40)
    assert mean(run, (30,)) == pytest.approx(mean(run, 30))


def test_plans_that_count_alike_have_the_mean_of_their_odds() -> None:
    run = futures(UNSURE)

    together = run.law(DUE, [13, 14, 15]).odds(14_000)

    alone = [run.law(DUE, [n]).odds(14_000) for n in (13, 14, 15)]
    assert together == pytest.approx(np.mean(alone))


def test_recorded_foundings_have_the_mean_and_variance_of_the_negative_binomial() -> None:
    run = futures({"founding_rate": 12.0, "founding_dispersion": 4.0}, per_block=2048)

    assert run.recorded.mean() == pytest.approx(12, rel=0.01)
    assert run.recorded.var() == pytest.approx(12 + 12**2 / 4, rel=0.05)


def test_foundings_between_the_count_and_the_start_go_on_as_recorded() -> None:
    late = date(2023, 11, 30)
    run = futures(where=setting(start=late), per_block=1024)

    assert mean(run, 0) == pytest.approx(13_000 + 50 * 12, rel=0.005)


def test_a_break_takes_its_share_of_the_sector_on_its_date() -> None:
    event = Break(on=date(2023, 6, 1), sector="school", share=-0.4, members=0.0)
    run = futures(where=setting(breaks=[event]))

    assert mean(run, 0, date(2023, 5, 31)) == pytest.approx(13_000)
    assert mean(run, 0, date(2023, 6, 1)) == pytest.approx(13_000 - 0.4 * 3000)


def test_a_strike_off_takes_the_share_its_rate_states_on_its_date_and_none_of_new_unions() -> None:
    run = futures({"strike_off_share": 0.12}, where=setting(breaks=[STRIKE_OFF]))

    assert mean(run, 0, date(2023, 5, 31)) == pytest.approx(13_000)
    assert mean(run, 0, date(2023, 6, 1)) == pytest.approx(13_000 - 0.12 * 10_000)
    assert mean(run, 20) == pytest.approx(13_000 - 0.12 * 10_000 + 50 * slots(20))


def test_a_strike_off_of_growing_unions_stands_in_the_account_under_breaks() -> None:
    """10,000 members grow by 3 % a year, lose 12 % of what they are by then, and grow on."""
    changes = {"net_change": 0.03, "strike_off_share": 0.12}
    run = futures(changes, where=setting(breaks=[STRIKE_OFF]))

    until, whole = (years_between(ORIGIN, day) for day in (STRIKE_OFF.on, DUE))
    struck = 0.12 * 10_000 * 1.03**until
    flows = run.flows(DUE, [0])

    assert flows.breaks[:, 0] == pytest.approx(0)
    assert flows.breaks[:, 1] == pytest.approx(-struck)
    assert mean(run, 0) == pytest.approx((3_000 + 0.88 * 10_000) * 1.03**whole)


def test_a_strike_off_changes_nothing_before_its_date_and_never_raises_members_after_it() -> None:
    changes = {**UNSURE, "strike_off_share": (0.06, 0.22)}
    marks = [date(2023, 5, 31), STRIKE_OFF.on, DUE]
    spared, struck = (
        futures(changes, where=setting(workers=13_500.0, marks=marks, breaks=breaks))
        for breaks in ([], [STRIKE_OFF])
    )

    for day in spared.setting.timeline.dates:
        lost = spared.by_sector(day)[:, 1] - struck.by_sector(day)[:, 1]
        assert (lost == 0).all() if day < STRIKE_OFF.on else (lost >= 0).all()
        assert np.array_equal(spared.by_sector(day)[:, 0], struck.by_sector(day)[:, 0])
    assert (struck.curve(DUE, 13_500.0, top=60) <= spared.curve(DUE, 13_500.0, top=60)).all()


def test_whoever_is_struck_off_leaves_room_that_others_can_fill() -> None:
    changes = {"net_change": 0.2, "strike_off_share": 0.1}

    filled = futures(changes, where=setting(workers=13_400.0, breaks=[STRIKE_OFF]))

    assert mean(filled, 0, STRIKE_OFF.on) == pytest.approx(13_400 * (1 - 0.1 * 10 / 13))
    assert mean(filled, 0) == pytest.approx(13_400)


def test_a_scheduled_shock_takes_its_share_by_its_end() -> None:
    shock = ScheduledShock(start=date(2023, 1, 1), end=date(2023, 12, 31), change=-0.1)
    run = futures(where=setting(shocks=[shock]))

    assert mean(run, 0) == pytest.approx(13_000 * 0.9)


def test_associations_are_founded_beside_the_plan() -> None:
    with_some = futures(where=setting(associations_per_year=2))

    assert mean(with_some, 10) - mean(futures(), 10) == pytest.approx(2 * 2 * 40)


def test_leaving_faster_replaces_more_members_and_ends_with_no_more() -> None:
    slow, fast = futures({"turnover": 0.05}), futures({"turnover": 0.3})

    assert mean(fast, 5) == pytest.approx(mean(slow, 5))
    left = [np.sum(run.flows(DUE, [5]).left) for run in (slow, fast)]
    assert left[1] > left[0]


def test_larger_unions_and_fewer_closures_end_with_more_members() -> None:
    base = mean(futures(LIVELY), 15)

    assert mean(futures({**LIVELY, "new_union_size": 90.0}), 15) > base
    assert mean(futures({**LIVELY, "closure_rate": 0.01}), 15) > base
    assert mean(futures({**LIVELY, "new_union_closure_rate": 0.2}), 15) < base


def test_quantiles_and_shortfall_belong_to_the_odds() -> None:
    law = futures(UNSURE, per_block=512).law(DUE, [14])

    for level in (0.1, 0.5, 0.9):
        (value,) = law.quantiles([level])
        assert 1 - law.odds(value) == pytest.approx(level, abs=1e-4)
    below = np.linspace(7_000, 14_500, 1501)
    integral = np.trapezoid([1 - law.odds(x) for x in below], below)
    assert law.shortfall(14_500) == pytest.approx(integral, rel=0.001)


def test_the_same_seed_gives_the_same_futures() -> None:
    once, again = (odds(futures(UNSURE, seed=3)) for _ in range(2))

    assert np.array_equal(once, again)


def odds(run: Futures) -> npt.NDArray[np.float64]:
    return run.curve(DUE, 14_500, top=60)


def test_an_optional_rate_left_out_is_nought() -> None:
    keys = {prior.key for prior in priors() if prior.key.startswith(("transfer", "strike"))}

    assert "strike_off_share" in keys
    assert all(p.low == p.high == 0 for p in priors() if p.key in keys)
