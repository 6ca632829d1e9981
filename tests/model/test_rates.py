from dataclasses import replace

import numpy as np
import pytest
from recorded_federation import DEPTHS, priors, totals
from scipy.stats import nbinom, norm

from forecast.errors import RatesError
from forecast.model.calibration import federation
from forecast.model.evidence.firms_listed import FirmsListed
from forecast.model.evidence.founding_counts import FoundingCounts
from forecast.model.evidence.totals import Totals
from forecast.model.posterior import LogPosterior
from forecast.model.priors import Prior
from forecast.model.rates import Points, draw_points, informed_columns, require_reliable
from forecast.model.surprise import surprises

RATE = Prior(key="founding_rate", shape="positive", low=6.0, high=24.0)
DISPERSION = Prior(key="founding_dispersion", shape="positive", low=1.5, high=10.7)
POOL = Prior(key="pool_firms", shape="positive", low=150.0, high=350.0)


def grown(*members: float) -> Totals:
    (counted, _) = totals()
    assert isinstance(counted, Totals)
    years = tuple(year + 1.0 for year in range(len(members)))
    errors = ("count_error_a",) * len(members)
    return replace(counted, years=years, members=members, errors=errors)


def moments(drawn: Points, key: str) -> tuple[float, float]:
    values = drawn.rates[key]
    mean = drawn.weights @ values
    return float(mean), float(np.sqrt(drawn.weights @ (values - mean) ** 2))


def test_the_posterior_of_the_founding_rate_matches_integration_on_a_grid() -> None:
    count, exposure = 16, 10 / 12
    evidence = FoundingCounts(counts=(count,), exposures=(exposure,))

    drawn = draw_points([RATE, DISPERSION], [evidence], steps=3, seed=444)

    scores = np.linspace(-6, 6, 601)
    rate, size = RATE.at(scores)[:, None], DISPERSION.at(scores)[None, :]
    mass = norm.pdf(scores)[:, None] * norm.pdf(scores)[None, :]
    mass = mass * nbinom.pmf(count, size * exposure, size / (size + rate))
    exact = (mass * rate).sum() / mass.sum()
    assert moments(drawn, "founding_rate")[0] == pytest.approx(exact, rel=0.005)
    assert drawn.effective > 2000


@pytest.mark.parametrize("firms", [230.0, 290.0, 2000.0])
def test_a_lognormal_count_meets_a_lognormal_prior_in_the_closed_form(firms: float) -> None:
    """2,000 firms lie more than six standard deviations out and must be met all the same."""
    drawn = draw_points([POOL], [FirmsListed(firms=firms, error=0.05)], **FEW)

    middle, spread = np.log(150 * 350) / 2, np.log(350 / 150) / (2 * norm.ppf(0.9))
    precision = 1 / spread**2 + 1 / 0.05**2
    mean = (middle / spread**2 + np.log(firms) / 0.05**2) / precision
    logs = np.log(drawn.rates["pool_firms"])
    found = drawn.weights @ logs
    assert found == pytest.approx(mean, abs=0.002)
    assert drawn.weights @ (logs - found) ** 2 == pytest.approx(1 / precision, rel=0.05)


FEW = {"steps": 1, "seed": 3}


def test_without_evidence_every_point_weighs_the_same_and_follows_the_prior() -> None:
    drawn = draw_points([RATE], [], steps=1, seed=1)

    low, high = np.quantile(drawn.rates["founding_rate"], [0.1, 0.9])
    assert np.ptp(drawn.weights) == 0.0
    assert drawn.pareto_k is None
    assert (low, high) == pytest.approx((6.0, 24.0), rel=0.01)


@pytest.mark.parametrize("depth", DEPTHS)
def test_the_same_seed_gives_the_same_points_and_another_seed_others(depth: str) -> None:
    recorded = federation(priors(), DEPTHS[depth](), seed=2, number=0).evidence

    once, again, other = (draw_points(priors(), recorded, steps=5, seed=s) for s in (5, 5, 6))

    assert np.array_equal(once.weights, again.weights)
    assert all(np.array_equal(once.rates[key], again.rates[key]) for key in once.rates)
    assert not np.array_equal(once.weights, other.weights)


@pytest.mark.parametrize("depth", DEPTHS)
def test_independent_scrambles_agree_on_every_rate(depth: str) -> None:
    recorded = federation(priors(), DEPTHS[depth](), seed=2, number=1).evidence

    drawn = draw_points(priors(), recorded, steps=5, seed=5)

    parts = drawn.split()
    for key in drawn.rates:
        mean, spread = moments(drawn, key)
        means = [part.weights @ part.rates[key] / part.weights.sum() for part in parts]
        assert np.std(means, ddof=1) / np.sqrt(len(parts)) < 0.1 * spread, key
        assert np.mean(means) == pytest.approx(mean, abs=0.1 * spread)


def test_the_mode_is_where_the_slope_vanishes_and_the_curvature_is_that_of_the_cost() -> None:
    recorded = federation(priors(), DEPTHS["movements"](), seed=2, number=2).evidence
    informed = informed_columns(priors(), recorded)
    target = LogPosterior.of(priors(), recorded, informed)

    mode = target.mode()

    covariance = target.covariance_at(mode)
    shift = np.linalg.cholesky(covariance)[:, 0] * 0.3
    costs = target.cost(np.stack([mode, mode + shift, mode - shift]))
    assert np.abs(target.cost_and_slope(mode)[1]).max() < 0.05
    assert (costs[1] + costs[2] - 2 * costs[0]) / 0.3**2 == pytest.approx(1, rel=0.1)


def test_growing_totals_raise_the_net_change_and_narrow_it() -> None:
    up = grown(*(14_000 * 1.09**year for year in range(1, 7)))
    still = grown(*(14_000 * 1.00**year for year in range(1, 7)))

    calm = [
        p if p.key == "net_change.firm" else replace(p, low=middle, high=middle)
        for p in priors()
        for middle in [float(p.at(np.array(0.0)))]
    ]

    high = draw_points(calm, [up], steps=1, seed=7)
    low = draw_points(calm, [still], steps=1, seed=7)

    assert moments(high, "net_change.firm")[0] > moments(low, "net_change.firm")[0] + 0.01
    assert moments(high, "net_change.firm")[1] < 0.8 * (0.045 + 0.03) / (2 * norm.ppf(0.9))


def test_a_record_far_outside_the_stated_ranges_still_has_reliable_rates() -> None:
    """A fall of a third a year, where the ranges allow a few per cent: the conflict is said."""
    fallen = [grown(9_300.0, 6_200.0, 4_100.0)]

    drawn = draw_points(priors(), fallen, steps=1, seed=7)
    odd = {one.name for one in surprises(priors(), fallen, seed=7) if one.probability < 0.01}

    assert drawn.effective >= 400
    assert drawn.pareto_k is not None
    assert drawn.pareto_k < 0.7
    assert {"last_total", "largest_fall"} <= odd


@pytest.mark.parametrize(("effective", "pareto_k"), [(399.0, 0.1), (5000.0, 0.7)])
def test_weights_that_few_points_carry_or_with_a_heavy_tail_are_refused(
    effective: float, pareto_k: float
) -> None:
    require_reliable(400.0, 0.69)

    with pytest.raises(RatesError, match="cannot be estimated reliably"):
        require_reliable(effective, pareto_k)


def test_a_record_no_rate_can_explain_is_refused() -> None:
    """A list a million times as long as the pool lies beyond any draw of the prior."""
    impossible = FirmsListed(firms=2.3e8, error=0.05)

    with pytest.raises(RatesError, match="No rates within reach"):
        draw_points([POOL], [impossible], **FEW)
