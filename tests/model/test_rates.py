import numpy as np
import pytest
from scipy.stats import multivariate_normal, nbinom, norm
from small_federation import SECTORS, points, priors, setting

from forecast.errors import RatesError
from forecast.model.evidence import FoundingCounts, Totals, existing_parts, yearly_foundings
from forecast.model.growth import joint_moments
from forecast.model.priors import Prior
from forecast.model.rates import draw_points, require_reliable

RATE = Prior(key="founding_rate", shape="positive", low=6.0, high=24.0)
DISPERSION = Prior(key="founding_dispersion", shape="positive", low=1.5, high=10.7)


def test_the_posterior_of_the_founding_rate_matches_integration_on_a_grid() -> None:
    count, exposure = 16, 10 / 12
    evidence = FoundingCounts(counts=(count,), exposures=(exposure,))

    drawn = draw_points([RATE, DISPERSION], [evidence], steps=3, seed=444)

    scores = np.linspace(-6, 6, 601)
    rate, size = RATE.at(scores)[:, None], DISPERSION.at(scores)[None, :]
    mass = norm.pdf(scores)[:, None] * norm.pdf(scores)[None, :]
    mass = mass * nbinom.pmf(count, size * exposure, size / (size + rate))
    exact = (mass * rate).sum() / mass.sum()
    assert drawn.weights @ drawn.rates["founding_rate"] == pytest.approx(exact, rel=0.005)
    assert drawn.effective > 1000


def test_without_evidence_every_point_weighs_the_same_and_follows_the_prior() -> None:
    drawn = draw_points([RATE], [], steps=1, seed=1)

    low, high = np.quantile(drawn.rates["founding_rate"], [0.1, 0.9])
    assert np.ptp(drawn.weights) == 0.0
    assert drawn.pareto_k is None
    assert (low, high) == pytest.approx((6.0, 24.0), rel=0.01)


def test_the_same_seed_gives_the_same_points_and_another_seed_others() -> None:
    once, again, other = (draw_points([RATE], [], steps=1, seed=seed) for seed in (5, 5, 6))

    assert np.array_equal(once.rates["founding_rate"], again.rates["founding_rate"])
    assert not np.array_equal(once.rates["founding_rate"], other.rates["founding_rate"])


UNCERTAIN: dict[str, tuple[float, float]] = {
    "net_change": (-0.03, 0.045),
    "closure_rate": (0.004, 0.025),
    "shock_sd": (0.02, 0.05),
    "founding_rate": (6.0, 24.0),
    "new_union_size": (40.0, 80.0),
}


def totals(*members: float) -> Totals:
    return Totals(
        sectors=SECTORS,
        years=tuple(float(year + 1) for year in range(len(members))),
        members=members,
        first_error="count_error_a",
        errors=("count_error_a",) * len(members),
    )


def test_the_likelihood_of_totals_is_the_normal_density_of_the_closed_form_moments() -> None:
    evidence = totals(13_500.0, 14_200.0)
    rates = {p.key: np.array([p.at(np.array(0.3)).item()]) for p in priors(UNCERTAIN)}

    found = evidence.log_likelihood(rates)

    parts = [*existing_parts(SECTORS, rates), *yearly_foundings(SECTORS, rates, until=2.0)]
    mean, covariance = joint_moments(parts, times=(1.0, 2.0), shock_sd=rates["shock_sd"])
    error = 0.003 * mean[0]
    whole = covariance[0] + np.outer(error, error) + np.diag(error**2)
    expected = multivariate_normal(mean[0], whole).logpdf(evidence.members)
    assert found[0] == pytest.approx(expected)


def test_growing_totals_raise_the_net_change_and_narrow_it() -> None:
    grown = totals(*(13_000 * 1.09**year for year in range(1, 7)))
    still = totals(*(13_000 * 1.00**year for year in range(1, 7)))
    stated = priors({"net_change": (-0.03, 0.045), "shock_sd": (0.01, 0.02)})

    high = points(stated, setting(), evidence=[grown], per_block=1024)
    low = points(stated, setting(), evidence=[still], per_block=1024)

    means = [p.weights @ p.rates["net_change.firm"] for p in (high, low)]
    spread = np.sqrt(high.weights @ (high.rates["net_change.firm"] - means[0]) ** 2)
    assert means[0] > means[1] + 0.01
    assert spread < 0.8 * (0.045 + 0.03) / (2 * 1.2816)


@pytest.mark.parametrize(("effective", "pareto_k"), [(399.0, 0.1), (5000.0, 0.7)])
def test_weights_that_few_points_carry_or_with_a_heavy_tail_are_refused(
    effective: float, pareto_k: float
) -> None:
    require_reliable(400.0, 0.69)

    with pytest.raises(RatesError, match="cannot be estimated reliably"):
        require_reliable(effective, pareto_k)


def test_a_record_far_outside_the_stated_ranges_is_refused() -> None:
    collapse = totals(9_000.0, 6_000.0)

    with pytest.raises(RatesError, match="contradict the stated ranges"):
        points(priors(UNCERTAIN), setting(), evidence=[collapse], per_block=1024)
