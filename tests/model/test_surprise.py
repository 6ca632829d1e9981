import numpy as np
from recorded_federation import DEPTHS, priors

from forecast.model.calibration import federation
from forecast.model.evidence.founding_counts import FoundingCounts
from forecast.model.surprise import surprises

UNLIKELY = 0.01


def test_a_figure_far_outside_the_stated_ranges_is_found_with_what_was_expected() -> None:
    counted = FoundingCounts(counts=(400.0,), exposures=(1.0,))

    (found,) = surprises(priors(), [counted], seed=1)

    assert found.name == "foundings_per_year"
    assert found.found == 400.0
    assert found.expected[0] < 12 < found.expected[1] < 40
    assert found.probability < UNLIKELY


def test_only_the_figure_that_is_out_of_line_is_found() -> None:
    design = DEPTHS["roster"]()
    usual = federation(priors(), design, seed=3, number=0).evidence
    closed = usual[1]

    odd = [usual[0], closed.seen(closed.observed * 0 + 20.0), *usual[2:]]
    found = {one.name for one in surprises(priors(), odd, seed=1) if one.probability < UNLIKELY}

    assert found
    assert all(name.startswith("closed_unions") for name in found)


def test_records_the_ranges_lead_to_are_seldom_surprising() -> None:
    design = DEPTHS["movements"]()
    seen = [federation(priors(), design, seed=4, number=n).evidence for n in range(40)]

    alarms = [
        min(one.probability for one in surprises(priors(), evidence, seed=n)) < UNLIKELY
        for n, evidence in enumerate(seen)
    ]

    # 1 % of federations may raise one; P(more than 3 of 40) is below 1e-3.
    assert np.sum(alarms) <= 3
