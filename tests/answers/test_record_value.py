import numpy as np
import pytest
from gia_lam import SEED, record
from plain_federation import DUE, Changes, planned, priors
from scipy.special import logsumexp

from forecast.answers.record_value import narrowing, record_values
from forecast.model.evidence.founding_counts import FoundingCounts
from forecast.model.evidence.founding_sizes import FoundingSizes
from forecast.model.evidence.kind import Evidence
from forecast.model.evidence.periods import SectorPeriod, SectorPeriods
from forecast.model.evidence.survivors import SurvivorGrowth
from forecast.model.priors import Z90


def stream(number: int = 1) -> np.random.Generator:
    return np.random.Generator(np.random.Philox(number))


def growth(own_sd: float) -> Evidence:
    row = SectorPeriod(sector="firm", period=0, years=1.0, staying=0.0)
    return SurvivorGrowth(
        periods=SectorPeriods(rows=(row,)), log_ratios=(0.0,), own_sd=(own_sd,), transfers=False
    )


@pytest.mark.parametrize("own_sd", [0.002, 0.01, 0.05])
def test_a_normal_rate_measured_with_normal_noise_is_narrowed_as_the_textbook_has_it(
    own_sd: float,
) -> None:
    # prior sd s and noise sd e: the variance falls by s^2 / (s^2 + e^2); the log is nearly straight
    changes: Changes = {"net_change.firm": (-0.01, 0.01)}
    read = planned(priors(changes), per_block=512)
    law, spread = read.law(DUE), 0.01 / Z90

    share, error = narrowing([growth(own_sd)], read.futures.points, law, stream())

    assert share == pytest.approx(spread**2 / (spread**2 + own_sd**2), abs=0.02)
    assert error < 0.02


def test_a_record_shares_the_variance_with_what_it_cannot_tell() -> None:
    # the schools' 6,000 members vary as much a head as the firms' 8,000
    read = planned(priors({"net_change": (-0.01, 0.01)}), per_block=512)

    share, _ = narrowing([growth(1e-6)], read.futures.points, read.law(DUE), stream())

    assert share == pytest.approx(0.64, abs=0.03)


def test_a_record_of_rates_the_plan_does_not_use_narrows_nothing() -> None:
    changes: Changes = {"founding_rate": (6.0, 24.0), "net_change": (-0.01, 0.01)}
    read = planned(priors(changes), plans=(15,), per_block=512)
    counts = FoundingCounts(counts=(0.0,) * 5, exposures=(1.0,) * 5)

    share, error = narrowing([counts], read.futures.points, read.law(DUE), stream())

    assert share <= 2 * error + 0.005


def test_it_agrees_with_weighing_every_point_by_every_record() -> None:
    changes: Changes = {
        "net_change.firm": (-0.02, 0.02),
        "new_union_size": (30.0, 90.0),
        "new_union_size_log_sd": (0.6, 1.4),
    }
    read = planned(priors(changes), plans=(60,), per_block=512)
    points, law = read.futures.points, read.law(DUE)
    sizes = FoundingSizes(members=(1.0,) * 20, ages=(1.0,) * 20)

    share, error = narrowing([sizes], points, law, stream())

    expected = law.existing + law.planned.mean[0]
    figures = sizes.drawn(points.rates, stream(2))
    given = []
    drawn = range(0, len(expected), 16)
    for point in drawn:
        others = np.arange(len(expected)) != point
        log = np.where(others, sizes.seen(figures[point]).log_likelihood(points.rates), -np.inf)
        given.append(np.exp(log - logsumexp(log)) @ expected)
    # Cov(m, E[m | record]) is Var(E[m | record]), and the noise of the weights is not in it
    weighed = np.cov(expected[drawn], given)[0, 1] / law.variance
    assert share == pytest.approx(weighed, abs=0.08)
    assert error < 0.02


def test_every_kind_of_record_has_a_value_and_those_held_are_marked() -> None:
    found = record_values(record("2022-11-17"), seed=SEED)

    assert {value.kind for value in found} == {
        "totals",
        "movements",
        "roster",
        "firms",
        "foundings",
        "sizes",
    }
    assert [value.kind for value in found if value.held] == ["foundings"]
    assert [v.reduction for v in found] == sorted((v.reduction for v in found), reverse=True)
    assert all(0 <= value.reduction <= 1 for value in found)


def test_movements_tell_more_than_two_totals() -> None:
    value = {one.kind: one.reduction for one in record_values(record("2022-11-17"), seed=SEED)}

    assert value["movements"] > value["totals"]


def test_without_a_membership_total_there_is_nothing_to_narrow() -> None:
    assert record_values(record("2016-06-30"), seed=SEED) == ()
