"""A range, its median, and the range with the median moved."""

from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forecast.record.ranges import implied_median, with_median
from forecast.record.vocabulary import Shape

SHAPES: list[Shape] = ["fraction", "positive", "signed"]
fractions = st.floats(0.001, 0.999)


@given(a=fractions, b=fractions, to=fractions, shape=st.sampled_from(SHAPES))
def test_moving_the_median_there_and_back_changes_nothing(
    a: float, b: float, to: float, shape: Shape
) -> None:
    low, high = sorted((a, b))
    base = (low, implied_median(low, high, shape=shape), high)

    moved = with_median(to, base=base, shape=shape)

    assert moved[1] == to
    assert implied_median(moved[0], moved[2], shape=shape) == pytest.approx(
        to if low < high else moved[0]
    )
    if low < high:
        assert with_median(base[1], base=moved, shape=shape) == pytest.approx(base, abs=1e-9)


def test_the_median_is_that_of_the_distribution_with_these_percentiles() -> None:
    law = NormalDist(mu=0.01, sigma=0.02)

    low, high = law.inv_cdf(0.1), law.inv_cdf(0.9)

    assert implied_median(low, high, shape="signed") == pytest.approx(0.01)


@pytest.mark.parametrize("shape", ["fraction", "positive"])
def test_at_the_end_of_its_scale_a_rate_becomes_fixed(shape: Shape) -> None:
    assert with_median(0.0, base=(0.1, 0.2, 0.4), shape=shape) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_fixed_rate_stays_fixed_at_its_new_value(shape: Shape) -> None:
    assert with_median(0.3, base=(0.2, 0.2, 0.2), shape=shape) == (0.3, 0.3, 0.3)
