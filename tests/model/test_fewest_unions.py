import certain_federation as certain
import numpy as np
import pytest
from scipy.stats import binom, lognorm
from small_federation import ORIGIN

SEEDS = range(12)


def test_the_curve_is_that_of_a_convolution() -> None:
    """The tail of the sums is approximate; every other part of this federation is exact."""
    assert certain.curve(1) == pytest.approx(np.array(certain.truth()), abs=0.002)


def test_every_seed_finds_the_right_number_of_new_unions() -> None:
    right = certain.fewest(np.array(certain.truth()))

    assert [certain.fewest(certain.curve(seed)) for seed in SEEDS] == [right] * len(SEEDS)


def test_without_new_unions_the_convolution_is_a_lognormal_and_a_binomial() -> None:
    years = (certain.DUE - ORIGIN).days / 365.25
    width = certain.SHOCK_SD * np.sqrt(years)
    closed = np.arange(151)
    needed = certain.VALUE - 10_000 * (1 - closed / 150)
    schools = lognorm(s=width, scale=3000 * np.exp(-(width**2) / 2))
    chance = binom.pmf(closed, 150, 1 - (1 - certain.CLOSURE) ** years)

    assert certain.truth()[0] == pytest.approx(float(chance @ schools.sf(needed)), abs=1e-5)
