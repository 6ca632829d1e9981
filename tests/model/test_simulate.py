from datetime import date

import numpy as np
import numpy.typing as npt
import pytest
from small_federation import DUE, ORIGIN, SECTORS, futures, priors, setting

from forecast.model.block import Plan
from forecast.model.evidence import existing_parts
from forecast.model.foundings import Pool
from forecast.model.growth import NewUnions, joint_moments
from forecast.model.setting import Break, ScheduledShock
from forecast.model.simulate import Futures
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
"""Everything moves at certain rates, so that moments are known in closed form."""

UNSURE: dict[str, float | tuple[float, float]] = {
    **LIVELY,
    "net_change": (-0.04, 0.05),
    "shock_sd": (0.02, 0.08),
    "new_union_size": (45.0, 78.0),
    "pool_firms": (30.0, 60.0),
    "pool_size_decline": (0.1, 0.5),
}


def members(run: Futures, n: int) -> npt.NDArray[np.float64]:
    return run.total(DUE, run.planned(n))


def test_mean_and_variance_match_the_closed_form_of_growth() -> None:
    run = futures(LIVELY, per_block=2048)
    total = members(run, 20)

    rates = {p.key: p.at(np.array(0.0)) for p in priors(LIVELY)}
    slots = run.blocks[0].possible.slots
    steps = run.setting.timeline.years
    cohorts = [
        NewUnions(
            founded=float(at),
            shocked_from=float(steps[np.searchsorted(steps, at)]),
            expected=np.array(1.0),
            pair_factor=np.array(0.0),
            size_mean=rates["new_union_size"],
            size_log_sd=rates["new_union_size_log_sd"],
            closure_rate=rates["new_union_closure_rate"],
            enrolment_at_founding=rates["enrolment_at_founding"],
            enrolment_months=rates["enrolment_months"],
            loading=rates["shock_loading.firm"],
        )
        for at in slots.founded[slots.order < 20]
    ]
    mean, covariance = joint_moments(
        [*existing_parts(SECTORS, rates), *cohorts],
        times=[years_between(ORIGIN, DUE)],
        shock_sd=rates["shock_sd"],
    )
    assert total.mean() == pytest.approx(mean[0], rel=0.001)
    assert total.var() == pytest.approx(covariance[0, 0], rel=0.03)


def test_with_certain_rates_and_no_hazard_the_future_is_arithmetic() -> None:
    run = futures({"net_change": 0.02})

    years = years_between(ORIGIN, DUE)
    founded = int(np.sum(run.blocks[0].possible.slots.order < 15))

    assert members(run, 15) == pytest.approx(13_000 * 1.02**years + 50 * founded)


@pytest.mark.parametrize("plan", [0, 14, "recorded"])
def test_the_identity_holds_for_every_sector_date_and_future(plan: Plan) -> None:
    events = [
        Break(on=date(2023, 6, 1), sector="school", share=-0.3, members=0.0),
        Break(on=date(2024, 1, 1), sector=None, share=0.0, members=500.0),
    ]
    where = setting(workers=13_500.0, breaks=events, associations_per_year=3)
    run = futures(UNSURE, where=where)
    unions = run.planned(plan)

    opening = np.array([sector.members for sector in SECTORS])
    for day in where.timeline.dates:
        flows = run.flows(day, unions)
        closing = run.total(day, unions)
        assert (opening + flows.change).sum(axis=1) == pytest.approx(closing)
        assert (opening + flows.change >= -1e-6).all()
        for name in ("admitted", "organised", "left", "closed_members"):
            assert (getattr(flows, name) >= -1e-9).all()


def test_existing_members_never_exceed_the_workers_of_their_units() -> None:
    workers = 13_400.0
    growing = {"net_change": 0.2, "shock_sd": 0.05}
    run = futures(growing, where=setting(workers=workers))
    free = futures(growing)

    for held, lifted in zip(run.blocks, free.blocks, strict=True):
        ceiling = workers * held.factors[:, -1, 0]
        total = held.existing.members[:, -1].sum(axis=1)
        assert (total <= ceiling + 1e-6).all()
        assert total == pytest.approx(ceiling)
        assert (lifted.existing.members[:, -1].sum(axis=1) > total).all()


def test_without_a_pool_one_more_union_never_lowers_membership_in_any_future() -> None:
    run = futures({**UNSURE, "pool_firms": 100_000.0, "pool_size_decline": 0.0})

    curve = run.curve(DUE, top=60)

    assert (np.diff(curve, axis=1) >= -1e-6).all()


@pytest.mark.parametrize("n", [0, 1, 14, 33, 60])
def test_the_curve_is_the_plan_of_each_number_even_where_the_pool_runs_dry(n: int) -> None:
    run = futures(UNSURE)

    assert run.curve(DUE, top=60)[:, n] == pytest.approx(members(run, n))


def test_a_longer_curve_changes_no_shorter_one() -> None:
    run = futures(UNSURE)

    assert run.curve(DUE, top=120)[:, :61] == pytest.approx(run.curve(DUE, top=60))


def test_no_more_unions_are_founded_than_the_pool_and_its_refill_hold() -> None:
    run = futures({"pool_firms": 20.0, "pool_refill": 6.0})

    founded = np.concatenate([group.firms for group in run.planned(60)])

    last = run.blocks[0].possible.slots.founded[-1]
    assert founded.max() <= 20 + 6 * last
    assert founded.min() >= np.floor(20 + 6 * last) - 1


def test_the_pool_serves_foundings_in_the_order_of_time() -> None:
    pool = Pool(capacity=np.array([[2.0, 2.0, 2.0, 3.0]]), size_decline=np.array([0.5]))

    founded, factor = pool.founded(np.ones((1, 4), dtype=bool), before=np.array([0.0]))

    assert founded.tolist() == [[True, True, False, True]]
    assert factor.tolist() == [pytest.approx([1.0, 0.75, 0.5, 1 - 0.5 * 2 / 3])]


def test_recorded_foundings_have_the_mean_and_variance_of_the_negative_binomial() -> None:
    run = futures({"founding_rate": 12.0, "founding_dispersion": 4.0}, per_block=2048)

    counts = np.concatenate([block.recorded for block in run.blocks])

    assert counts.mean() == pytest.approx(12, rel=0.02)
    assert counts.var() == pytest.approx(12 + 12**2 / 4, rel=0.05)


def test_foundings_between_the_count_and_the_start_go_on_as_recorded() -> None:
    late = date(2023, 11, 30)
    run = futures(where=setting(start=late), per_block=1024)

    none = members(run, 0)

    assert none.mean() == pytest.approx(13_000 + 50 * 12, rel=0.005)


def test_a_break_takes_its_share_of_the_sector_on_its_date() -> None:
    event = Break(on=date(2023, 6, 1), sector="school", share=-0.4, members=0.0)
    run = futures(where=setting(breaks=[event]))

    before = run.total(date(2023, 5, 31), run.planned(0))
    after = run.total(date(2023, 6, 1), run.planned(0))

    assert before == pytest.approx(13_000)
    assert after == pytest.approx(13_000 - 0.4 * 3000)


def test_a_scheduled_shock_takes_its_share_by_its_end() -> None:
    shock = ScheduledShock(start=date(2023, 1, 1), end=date(2023, 12, 31), change=-0.1)
    run = futures(where=setting(shocks=[shock]))

    assert members(run, 0) == pytest.approx(13_000 * 0.9)


def test_associations_are_founded_beside_the_plan() -> None:
    with_some = futures(where=setting(associations_per_year=2))
    without = futures(where=setting())

    gained = members(with_some, 10) - members(without, 10)

    assert gained == pytest.approx(2 * 2 * 40)


def test_leaving_faster_replaces_more_members_and_ends_with_no_more() -> None:
    slow, fast = futures({"turnover": 0.05}), futures({"turnover": 0.3})

    assert members(fast, 5) == pytest.approx(members(slow, 5))
    left = [np.sum(run.flows(DUE, run.planned(5)).left) for run in (slow, fast)]
    assert left[1] > left[0]


def test_larger_unions_and_fewer_closures_end_with_more_members() -> None:
    base = members(futures(LIVELY), 15).mean()

    assert members(futures({**LIVELY, "new_union_size": 90.0}), 15).mean() > base
    assert members(futures({**LIVELY, "closure_rate": 0.01}), 15).mean() > base
    assert members(futures({**LIVELY, "new_union_closure_rate": 0.2}), 15).mean() < base


def test_the_same_seed_gives_the_same_futures() -> None:
    once, again = (members(futures(UNSURE, seed=3), 14) for _ in range(2))

    assert np.array_equal(once, again)
