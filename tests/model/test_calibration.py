from dataclasses import replace

import numpy as np
import pytest
from recorded_federation import DEPTHS, RANGES, movements, priors

from forecast.errors import RatesError
from forecast.model.calibration import Verdict, covered, federation, ranked, verdicts
from forecast.model.evidence.densities import SharedShock
from forecast.model.evidence.kind import Evidence, Floats, Rates
from forecast.model.evidence.net_growth import NetGrowth
from forecast.model.priors import Prior, rates_at
from forecast.model.rates import draw_points

FEDERATIONS = 120
ASKED = (
    *("turnover.school", "turnover.firm", "net_change.firm", "closure_rate.firm"),
    *("shock_sd", "founding_rate", "new_union_size"),
)
"""Rates left uncertain; the others stand at their medians, so that few points are enough."""


class TooSureGrowth(NetGrowth):
    """Its likelihood believes half the true spread; its records have all of it."""

    __slots__ = ()

    def log_likelihood(self, rates: Rates) -> Floats:
        law: SharedShock = self._law(rates)
        sure = replace(law, pull=law.pull / 2, noise=law.noise / 4)
        return sure.log_density(self.observed)


def few_uncertain() -> list[Prior]:
    return [
        prior if prior.key in ASKED else replace(prior, low=middle, high=middle)
        for prior in priors()
        for middle in [float(prior.at(np.array(0.0)))]
    ]


def calibrated(design: list[Evidence]) -> list[Verdict]:
    ranks, inside = [], []
    for number in range(FEDERATIONS):
        one = federation(few_uncertain(), design, seed=20, number=number)
        try:
            points = draw_points(few_uncertain(), one.evidence, steps=0, seed=number, per_block=128)
        except RatesError:  # so sure that no points are left; the other federations tell
            continue
        ranks.append(ranked(one.truth, points, number=number))
        inside.append(covered(one.truth, points))
    return verdicts(ranks, inside, bins=10)


def test_true_rates_fall_evenly_within_their_posteriors() -> None:
    found = calibrated(movements())

    assert {one.rate for one in found} == set(ASKED)
    assert min(one.uniformity for one in found) > 0.01
    # 3.3 standard errors of a share of 0.8 among 120
    assert all(one.coverage == pytest.approx(0.8, abs=0.12) for one in found)


def test_a_likelihood_that_is_too_sure_is_found_out() -> None:
    wrong = [
        TooSureGrowth(**{name: getattr(kind, name) for name in NetGrowth.__slots__})
        if isinstance(kind, NetGrowth)
        else kind
        for kind in movements()
    ]

    found = {one.rate: one for one in calibrated(wrong)}

    assert found["net_change.firm"].coverage < 0.68
    assert min(one.uniformity for one in found.values()) < 0.01


@pytest.mark.parametrize("depth", DEPTHS)
def test_records_drawn_at_known_rates_are_most_likely_near_those_rates(depth: str) -> None:
    """The mean log likelihood of many records is highest at the rates that made them."""
    truth = rates_at(priors(), np.zeros(len(RANGES)))
    shifted = rates_at(priors(), np.full(len(RANGES), 1.0))
    generator = np.random.Generator(np.random.Philox(5))

    for kind in DEPTHS[depth]():
        records = [kind.draw({k: float(v) for k, v in truth.items()}, generator) for _ in range(60)]
        gained = [one.log_likelihood(truth) - one.log_likelihood(shifted) for one in records]
        assert np.mean(gained) > 0, type(kind).__name__
