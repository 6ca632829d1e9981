from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from math import e, log, sqrt

import numpy as np
import numpy.typing as npt
import pytest
from scipy.stats import binom, norm
from small_federation import DUE, ORIGIN, SECTORS, STILL, Changes, points, priors, setting

from forecast.model.audit import Audited, audit
from forecast.model.plans import Plan
from forecast.model.setting import Break, ScheduledShock, Setting
from forecast.units import years_between

Floats = npt.NDArray[np.float64]

YEARS = years_between(ORIGIN, DUE)
YEAR_ON = date(2023, 11, 30)

LIVELY: dict[str, float | tuple[float, float]] = {
    "net_change": (-0.04, 0.05),
    "closure_rate": (0.02, 0.08),
    "shock_sd": (0.02, 0.08),
    "existing_size_log_sd": (1.0, 1.5),
    "new_union_size": (45.0, 78.0),
    "new_union_size_log_sd": (1.0, 1.5),
    "new_union_closure_rate": (0.02, 0.1),
    "enrolment_at_founding": (0.6, 0.9),
    "pool_firms": (30.0, 60.0),
    "pool_size_decline": (0.1, 0.5),
    "transfer_in_rate": (0.01, 0.02),
}
"""Everything moves and nothing is certain."""


def audited(
    changes: Changes = STILL,
    *,
    where: Setting | None = None,
    days: Sequence[date] = (DUE,),
    plans: Sequence[Plan] = (0,),
    per_block: int = 64,
    replicates: int = 1,
    seed: int = 7,
) -> Audited:
    asked = where or setting()
    drawn = points(priors(changes), asked, seed=seed, per_block=per_block)
    return audit(drawn, asked, days=days, plans=plans, replicates=replicates)


def members(changes: Changes = STILL, *, where: Setting | None = None, plan: Plan = 0) -> Floats:
    return audited(changes, where=where, plans=[plan]).members[:, 0, 0]


@pytest.mark.parametrize(("plan", "founded"), [(0, 0), (15, 30), ((10, 20), 30), ((4,), 8)])
def test_with_certain_rates_and_no_hazard_the_future_is_arithmetic(
    plan: Plan, founded: int
) -> None:
    total = members({"net_change": 0.02}, plan=plan)

    assert total == pytest.approx(13_000 * 1.02**YEARS + 50 * founded)


def test_with_closures_of_equal_unions_only_the_number_open_is_binomial() -> None:
    run = audited({"closure_rate": 0.1}, per_block=128, replicates=32)

    q = 0.9**YEARS
    schools, firms = np.arange(61), np.arange(151)
    total = 50 * schools[:, None] + 10_000 / 150 * firms
    chance = binom.pmf(schools, 60, q)[:, None] * binom.pmf(firms, 150, q)
    for value in (10_010.0, 10_520.0, 11_010.0):
        odds, error = run.odds(value)
        assert odds[0, 0] == pytest.approx(chance[total >= value].sum(), abs=4 * error[0, 0])
        assert error[0, 0] < 0.005


def test_with_the_common_shock_only_the_odds_of_weighted_points_are_those_of_a_lognormal() -> None:
    where = setting()
    drawn = points(priors({"shock_sd": 0.05}), where, per_block=1024)
    shifted = drawn.normals.copy()
    shifted[:, 0] -= 1  # drawn around another end, which the weights repair
    weights = np.exp(shifted[:, 0] + 0.5)
    tilted = replace(drawn, normals=shifted, weights=weights / weights.sum())

    run = audit(tilted, where, days=[DUE], plans=[0])

    sd = 0.05 * sqrt(YEARS)
    for value in (12_000.0, 13_000.0):
        odds, error = run.odds(value)
        exact = norm.sf((log(value / 13_000) + sd**2 / 2) / sd)
        assert odds[0, 0] == pytest.approx(exact, abs=3 * error[0, 0])
        assert error[0, 0] < 0.02


def test_a_union_stays_or_goes_with_its_own_members() -> None:
    school, firm = SECTORS
    sectors = (replace(school, sizes=(2900.0, 100.0)), replace(firm, sizes=(10_000.0,)))
    where = replace(setting(), sectors=sectors)

    odds, error = audited({"closure_rate": 0.3}, where=where, replicates=32).odds(12_900.0)

    both_large_open = (0.7**YEARS) ** 2
    assert odds[0, 0] == pytest.approx(both_large_open, abs=4 * error[0, 0])


def test_thousands_of_unions_close_each_on_its_own_date() -> None:
    school, firm = SECTORS
    sectors = (replace(school, unions=2500.0), replace(firm, unions=2500.0))
    where = replace(setting(), sectors=sectors)

    total = audited({"closure_rate": 0.1}, where=where, replicates=4).members

    q = 0.9**YEARS
    assert total.mean() == pytest.approx(13_000 * q, rel=0.001)
    assert total.var() == pytest.approx((3000**2 + 10_000**2) / 2500 * q * (1 - q), rel=0.15)


def test_the_unions_of_a_sector_spread_as_a_lognormal_lose_the_closed_share_on_average() -> None:
    changes = {"closure_rate": 0.05, "existing_size_log_sd": 1.25}

    total = audited(changes, replicates=64).members

    shares = np.exp(1.25 * norm.ppf((np.arange(150) + 0.5) / 150))
    index = (shares**2).sum() / shares.sum() ** 2
    other = np.exp(1.25 * norm.ppf((np.arange(60) + 0.5) / 60))
    spread = 1e8 * index + 9e6 * (other**2).sum() / other.sum() ** 2
    q = 0.95**YEARS
    assert total.mean() == pytest.approx(13_000 * q, rel=0.001)
    assert total.var() == pytest.approx(spread * q * (1 - q), rel=0.05)


def test_sizes_of_new_unions_have_the_stated_mean_and_the_variance_of_a_lognormal() -> None:
    changes = {"new_union_size_log_sd": 1.0}

    brought = audited(changes, plans=[15], replicates=64).members - 13_000

    assert brought.mean() == pytest.approx(30 * 50, rel=0.01)
    assert brought.var() == pytest.approx(30 * 50**2 * (e - 1), rel=0.06)


def test_new_unions_close_at_their_own_rate_from_their_founding_whatever_their_size() -> None:
    changes = {"new_union_closure_rate": 0.2, "new_union_size_log_sd": 1.0}

    run = audited(changes, plans=[3], replicates=64)

    still_open = sum(0.8 ** (YEARS - at) for at in (0.25, 0.5, 0.75, 1.25, 1.5, 1.75))
    assert run.members.mean() == pytest.approx(13_000 + 50 * still_open, abs=4)


def test_a_new_union_enrols_its_members_step_by_step() -> None:
    day = date(2023, 8, 31)
    changes = {"enrolment_at_founding": 0.8, "enrolment_months": 6.0}

    run = audited(changes, where=setting(marks=[day]), days=[day], plans=[1])

    months = 12 * (274 / 365.25 - 0.5)
    assert run.members == pytest.approx(13_000 + 50 * (0.8 + 0.2 * months / 6))


def test_new_unions_meet_the_shocks_after_their_founding() -> None:
    shock = ScheduledShock(start=date(2023, 12, 31), end=date(2024, 1, 31), change=-0.1)

    total = members(where=setting(shocks=[shock]), plan=1)

    assert total == pytest.approx(0.9 * 13_000 + 0.9 * 50 + 50)


def test_a_new_union_meets_no_shock_before_the_first_date_after_its_founding() -> None:
    shock = ScheduledShock(start=date(2023, 6, 1), end=date(2023, 6, 30), change=-0.1)

    total = members(where=setting(shocks=[shock]), plan=1)  # founded during 31 May 2023 and 2024

    assert total == pytest.approx(0.9 * 13_000 + 2 * 50)


def test_the_pool_serves_foundings_slot_by_slot_and_its_firms_get_smaller() -> None:
    small = {"pool_firms": 2.0, "pool_refill": 1.0, "pool_size_decline": 0.5}
    where = setting(marks=[YEAR_ON, DUE])

    run = audited(small, where=where, days=[YEAR_ON, DUE], plans=[3, 7])

    # Three a year: firms for the slots at 0.25 and 0.5, and again at 1.25, when 3.25 have been.
    three = 13_000 + 50 + 50 * (1 - 0.5 / 2.5)
    # Seven a year: firms for those at 1/8 and 2/8, and again at the first one after a year.
    seven = 13_000 + 50 + 50 * (1 - 0.5 / 2.25)
    assert run.members[:, 0, 0] == pytest.approx(three)
    assert run.members[:, 1, 0] == pytest.approx(seven)
    assert run.members[:, 0, 1] == pytest.approx(three + 50 * (1 - 0.5 * 2 / 3.25))
    assert run.members[:, 1, 1] == pytest.approx(seven + 50 * (1 - 0.5 * 2 / 3.125))


def test_foundings_as_recorded_have_the_mean_and_variance_of_the_negative_binomial() -> None:
    changes = {"founding_rate": 12.0, "founding_dispersion": 4.0}

    founded = (audited(changes, plans=["recorded"], replicates=64).members - 13_000) / 50

    assert founded == pytest.approx(np.round(founded))
    assert founded.mean() == pytest.approx(2 * 12, rel=0.01)
    assert founded.var() == pytest.approx(2 * (12 + 12**2 / 4), rel=0.05)


def test_foundings_between_the_count_and_the_start_go_on_as_recorded_and_use_the_pool() -> None:
    where = setting(start=YEAR_ON)
    changes = {"founding_rate": 12.0, "pool_refill": 0.0}

    free = audited(changes, where=where, replicates=64)
    tight = audited({**changes, "pool_firms": 20.0}, where=where, plans=[30])

    assert free.members.mean() == pytest.approx(13_000 + 50 * 12, rel=0.001)
    assert tight.members == pytest.approx(13_000 + 50 * 20)


def test_associations_are_founded_beside_the_plan_and_outside_the_pool() -> None:
    where = setting(associations_per_year=2)

    total = members({"pool_firms": 1.0, "pool_refill": 0.0}, where=where, plan=10)

    assert total == pytest.approx(13_000 + 50 + 2 * 2 * 40)


def test_a_break_takes_its_share_of_a_sector_from_its_date() -> None:
    on = date(2023, 6, 1)
    event = Break(on=on, sector="school", share=-0.4, members=0.0)
    eve = date(2023, 5, 31)

    run = audited(where=setting(breaks=[event]), days=[eve, on, DUE])

    assert run.members[:, 0].tolist() == [pytest.approx([13_000, 11_800, 11_800])] * 512


STRIKE_OFF = Break(
    on=date(2023, 6, 1), sector="firm", share=0.0, members=0.0, rate="strike_off_share"
)


def test_a_strike_off_takes_the_share_its_rate_states_and_none_of_new_unions() -> None:
    total = members({"strike_off_share": 0.12}, where=setting(breaks=[STRIKE_OFF]), plan=10)

    assert total == pytest.approx(3_000 + 0.88 * 10_000 + 20 * 50)


def test_whoever_is_struck_off_leaves_room_that_others_can_fill() -> None:
    changes = {"net_change": 0.2, "strike_off_share": 0.1}
    where = setting(workers=13_400.0, breaks=[STRIKE_OFF])

    run = audited(changes, where=where, days=[STRIKE_OFF.on, DUE])

    assert run.members[:, 0, 0] == pytest.approx(13_400 * (1 - 0.1 * 10 / 13))
    assert run.members[:, 0, 1] == pytest.approx(13_400)


def test_a_break_of_so_many_members_is_spread_over_the_unions_still_open() -> None:
    on = date(2023, 11, 30)
    event = Break(on=on, sector=None, share=0.0, members=-500.0)
    changes = {"closure_rate": 0.2, "existing_size_log_sd": 1.2}

    struck = audited(changes, where=setting(breaks=[event]), days=[on, DUE]).members[:, 0]
    spared = audited(changes, where=setting(marks=[on, DUE]), days=[on, DUE]).members[:, 0]

    assert spared[:, 0].std() > 100
    assert spared[:, 0] - struck[:, 0] == pytest.approx(500)
    assert struck[:, 1] / spared[:, 1] == pytest.approx(1 - 500 / spared[:, 0])


def test_a_break_takes_no_more_than_there_is() -> None:
    event = Break(on=date(2023, 6, 1), sector="school", share=0.0, members=-5_000.0)

    assert members(where=setting(breaks=[event])) == pytest.approx(10_000)


def test_members_of_a_union_never_exceed_its_workers() -> None:
    closing = {"closure_rate": 0.1, "existing_size_log_sd": 1.2}

    still = members(closing)
    held = members({**closing, "net_change": 0.2}, where=setting(workers=13_400.0))

    assert held == pytest.approx(still * 13_400 / 13_000)


def test_a_break_takes_the_workers_of_the_members_it_takes() -> None:
    event = Break(on=date(2023, 12, 31), sector=None, share=0.0, members=-1_000.0)

    held = members({"net_change": 0.2}, where=setting(workers=13_400.0, breaks=[event]))

    assert held == pytest.approx(12_400)


def test_transfers_move_members_in_every_step() -> None:
    where = setting()

    total = members({"transfer_in_rate": 0.03, "transfer_out_rate": 0.01}, where=where)

    steps = [(late - early).days / 365.25 for early, late in pairwise(where.timeline.dates)]
    assert total == pytest.approx(13_000 * np.prod([1 + 0.02 * step for step in steps]))


EVERYTHING = setting(
    start=date(2023, 3, 1),
    marks=[YEAR_ON, DUE],
    workers=13_500.0,
    breaks=[Break(on=date(2024, 1, 15), sector="firm", share=-0.05, members=-80.0)],
    associations_per_year=3,
)
PLANS: list[Plan] = [0, 14, (5, 30), "recorded"]
SCRAMBLES = points(priors(LIVELY), EVERYTHING, per_block=64).split()


def rerun(
    *,
    scramble: int = 1,
    plans: Sequence[Plan] = PLANS,
    replicates: int = 3,
    chunk: int = 1024,
    threads: int = 1,
) -> Floats:
    """Members by point, replicate, plan and day."""
    run = audit(
        SCRAMBLES[scramble],
        EVERYTHING,
        days=[YEAR_ON, DUE],
        plans=plans,
        replicates=replicates,
        chunk=chunk,
        threads=threads,
    )
    return run.members.reshape(-1, replicates, len(plans), 2)


@pytest.mark.parametrize(("chunk", "threads"), [(1, 2), (7, 1), (50, 2)])
def test_no_cutting_into_pieces_and_no_number_of_threads_moves_a_bit(
    chunk: int, threads: int
) -> None:
    assert np.array_equal(rerun(chunk=chunk, threads=threads), rerun())


def test_no_other_plan_moves_a_bit() -> None:
    more: list[Plan] = [*PLANS, 75]

    assert np.array_equal(rerun(plans=more)[..., :4, :], rerun())
    for column, plan in enumerate(PLANS):
        assert np.array_equal(rerun(plans=[plan])[..., 0, :], rerun()[..., column, :])


def test_further_replicates_move_no_bit_and_are_other_futures() -> None:
    fates = rerun(replicates=5)

    assert np.array_equal(fates[:, :3], rerun())
    assert len(np.unique(fates[:, :, 0, 0])) == fates[:, :, 0, 0].size


def test_scrambles_audited_one_after_the_other_are_the_same_paths() -> None:
    both = replace(
        SCRAMBLES[0],
        rates={
            key: np.concatenate([part.rates[key] for part in SCRAMBLES[1:3]])
            for key in SCRAMBLES[0].rates
        },
        weights=np.concatenate([part.weights for part in SCRAMBLES[1:3]]),
        normals=np.concatenate([part.normals for part in SCRAMBLES[1:3]]),
        blocks=(1, 2),
    )

    together = audit(both, EVERYTHING, days=[YEAR_ON, DUE], plans=PLANS, replicates=3).members

    apart = np.concatenate([rerun(scramble=1), rerun(scramble=2)])
    assert np.array_equal(together, apart.reshape(together.shape))


def test_without_a_pool_one_more_union_never_lowers_membership_on_any_path() -> None:
    changes = {**LIVELY, "pool_firms": 100_000.0, "pool_size_decline": 0.0}

    run = audited(changes, plans=range(21))

    assert (np.diff(run.members, axis=1) >= 0).all()


def test_no_members_are_always_reached() -> None:
    odds, error = audited(LIVELY, replicates=2).odds(0.0)

    assert odds[0, 0] == pytest.approx(1)
    assert error[0, 0] == 0


def test_the_error_given_the_points_counts_only_the_unions_own_fates() -> None:
    hits = np.array([1.0, 0.0, 1.0, 1.0])[:, None, None]
    weights = np.array([0.125, 0.125, 0.375, 0.375])

    odds, error = Audited(members=hits, weights=weights, replicates=2).odds(0.5)

    assert odds[0, 0] == pytest.approx(0.25 * 0.5 + 0.75)
    assert error[0, 0] == pytest.approx(sqrt(0.25**2 * 0.5 / 2))  # sample variance 0.5, halved


def test_the_error_of_single_paths_is_that_of_a_weighted_share() -> None:
    hits = np.array([1.0, 0.0])[:, None, None]

    odds, error = Audited(members=hits, weights=np.array([0.25, 0.75]), replicates=1).odds(0.5)

    assert odds[0, 0] == pytest.approx(0.25)
    assert error[0, 0] == pytest.approx(sqrt(0.25**2 * 0.75**2 + 0.75**2 * 0.25**2))


def test_each_day_may_have_its_own_target() -> None:
    run = audited(where=setting(marks=[YEAR_ON, DUE]), days=[YEAR_ON, DUE], plans=[0, 10])

    odds, _ = run.odds([13_100.0, 13_600.0])

    assert odds == pytest.approx(np.array([[0.0, 0.0], [1.0, 1.0]]))


def test_a_day_off_the_timeline_is_refused() -> None:
    with pytest.raises(ValueError, match="not in tuple"):
        audited(days=[date(2023, 6, 15)])


@pytest.mark.parametrize("replicates", [0, 2**20 + 1])
def test_no_replicates_or_more_than_a_stream_holds_are_refused(replicates: int) -> None:
    with pytest.raises(ValueError, match="must lie in 1"):
        audited(replicates=replicates)
