from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from forecast.model.growth import ExistingUnions, Flows, NewUnions, joint_moments
from forecast.model.stocks import concentration

amounts = st.floats(0, 1e6)


@given(values=st.lists(amounts, min_size=7, max_size=7))
def test_the_change_is_every_gain_less_every_loss(values: list[float]) -> None:
    named = dict(zip((f.name for f in fields(Flows)), map(np.array, values), strict=True))
    flows = Flows(**named)

    gains = named["admitted"] + named["organised"] + named["transfers_in"] + named["breaks"]
    losses = named["left"] + named["closed_members"] + named["transfers_out"]
    assert flows.change == pytest.approx(gains - losses)
    assert (flows + flows).change == pytest.approx(2 * (gains - losses))


def existing(**changes: float) -> ExistingUnions:
    stated = {
        "members": 1000.0,
        "net_change": 0.0,
        "closure_rate": 0.0,
        "concentration": 0.02,
        "loading": 1.0,
    } | changes
    return ExistingUnions(
        shocked_from=0.0, **{name: np.array(value) for name, value in stated.items()}
    )


def new_unions(**changes: float) -> NewUnions:
    stated = {
        "expected": 1.0,
        "pair_factor": 0.0,
        "size_mean": 50.0,
        "size_log_sd": 0.0,
        "closure_rate": 0.0,
        "enrolment_at_founding": 1.0,
        "enrolment_months": 3.0,
        "loading": 1.0,
    } | changes
    return NewUnions(
        founded=0.5,
        shocked_from=0.5,
        **{name: np.array(value) for name, value in stated.items()},
    )


def test_without_hazard_and_variance_the_mean_is_arithmetic() -> None:
    mean, covariance = joint_moments(
        [existing(net_change=0.02), new_unions()], times=[1.0, 2.0], shock_sd=np.array(0.0)
    )

    assert mean.tolist() == pytest.approx([1020 + 50, 1040.4 + 50])
    assert covariance == pytest.approx(np.zeros((2, 2)), abs=1e-6)


def test_the_shock_alone_gives_the_covariance_of_a_geometric_brownian_motion() -> None:
    _, covariance = joint_moments([existing()], times=[1.0, 3.0], shock_sd=np.array(0.2))

    early, late = 1e6 * (np.exp(0.04) - 1), 1e6 * (np.exp(0.12) - 1)
    assert covariance == pytest.approx(np.array([[early, early], [early, late]]))


def test_closures_of_equal_unions_give_the_binomial_variance() -> None:
    unions = 50
    part = existing(closure_rate=0.1, concentration=float(concentration(unions, np.array(0.0))))

    mean, covariance = joint_moments([part], times=[2.0], shock_sd=np.array(0.0))

    surviving = binom(unions, 0.9**2)
    assert mean[0] == pytest.approx(1000 / unions * surviving.mean())
    assert covariance[0, 0] == pytest.approx((1000 / unions) ** 2 * surviving.var())


def test_a_random_number_of_new_unions_has_the_compound_negative_binomial_variance() -> None:
    rate, size = 12.0, 4.0
    part = new_unions(expected=rate, pair_factor=1 + 1 / size, size_log_sd=1.0)

    mean, covariance = joint_moments([part], times=[1.0], shock_sd=np.array(0.0))

    own_variance = 50.0**2 * (np.exp(1.0) - 1)
    count_variance = rate + rate**2 / size
    assert mean[0] == pytest.approx(rate * 50)
    assert covariance[0, 0] == pytest.approx(rate * own_variance + count_variance * 50.0**2)
