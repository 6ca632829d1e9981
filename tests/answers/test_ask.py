import json
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from gia_lam import SEED, answer, dataset, record

from forecast.answers.ask import odds
from forecast.answers.outcomes import TargetAnswer
from forecast.answers.schema import as_json
from forecast.model.growth import Flows
from forecast.record.known import know

GOLDEN = Path(__file__).with_name("gia-lam-2022-11-17.json")

ASKED_OF_TARGETS = [
    *("id", "reading", "due", "answered_on", "status", "value", "tolerance", "probability"),
    *("probability_within_tolerance", "median", "mean", "interval80", "expected_shortfall"),
    *("likelihood", "verdict"),
]
ASKED_OF_NEW_UNIONS = [
    *("target", "confidence", "per_year", "interval", "reachable", "best_probability"),
    *("best_per_year", "unprecedented"),
]


def found(as_of: str, target: str, reading: str) -> TargetAnswer:
    return next(t for t in answer(as_of).targets if t.target.id == target and t.reading == reading)


def test_the_answer_of_the_bundled_record_is_the_golden_one() -> None:
    text = json.dumps(as_json(answer()), ensure_ascii=False, indent=1) + "\n"

    assert text == GOLDEN.read_text(encoding="utf-8")


def test_the_plan_makes_the_first_target_very_unlikely_and_needs_several_times_as_many() -> None:
    first = found("2022-11-17", "members-2023", "plan")
    even = [n for n in answer().new_unions if n.confidence == 0.5]

    assert first.probability is not None
    assert 0.003 <= first.probability <= 0.03
    assert first.likelihood == "very_unlikely"
    assert [n.per_year is not None and n.per_year >= 2 * 14 for n in even] == [True, True]
    assert all(n.unprecedented for n in even)


def test_every_figure_is_consistent_with_the_others() -> None:
    for one in answer().targets:
        assert one.probability is not None
        assert one.probability_within_tolerance is not None
        assert one.interval80 is not None
        assert one.median is not None
        assert one.mean is not None
        assert one.expected_shortfall is not None
        assert 0 <= one.probability <= one.probability_within_tolerance <= 1
        assert one.interval80[0] <= one.median <= one.interval80[1]
        assert one.expected_shortfall >= one.target.value - one.mean - 1e-6


def test_the_curve_agrees_with_the_odds_of_the_plan() -> None:
    for curve in answer().curves:
        planned = found("2022-11-17", curve.target.id, "plan")

        assert np.mean(curve.probability[13:16]) == pytest.approx(planned.probability)


def test_the_fewest_new_unions_are_the_first_on_the_curve_to_reach_the_odds() -> None:
    curves = {curve.target.id: curve.probability for curve in answer().curves}
    for needed in answer().new_unions:
        curve = curves[needed.target.id]

        assert needed.per_year is not None
        assert curve[needed.per_year] >= needed.confidence
        assert max(curve[: needed.per_year]) < needed.confidence


def test_drivers_add_exactly_to_the_mean_of_the_plan() -> None:
    for driver in answer().drivers:
        change = sum(getattr(driver, name) for name in ("admitted", "organised", "breaks"))
        change += driver.transfers_in - driver.left - driver.closed_members - driver.transfers_out

        planned = found("2022-11-17", driver.target.id, "plan")
        assert driver.opening + change == pytest.approx(driver.closing)
        assert driver.closing == pytest.approx(planned.mean)
    assert {f.name for f in fields(Flows)} <= {f.name for f in fields(answer().drivers[0])}


def test_lifting_the_ceiling_never_lowers_the_odds() -> None:
    for free in answer().without_ceiling:
        held = found("2022-11-17", free.target.id, free.reading)

        assert held.probability is not None
        assert free.probability >= held.probability


def test_the_size_lever_reaches_the_odds_it_promises() -> None:
    levers = [one for one in answer().levers if one.rate == "new_union_size"]
    first = next(o for o in levers if o.target.id == "members-2025" and o.confidence == 0.5)
    assert first.needed is not None

    scaled = know(dataset(), changes={"new_union_size": repr(first.needed)})
    again = odds(scaled, seed=SEED)

    plan = next(t for t in again if t.target.id == "members-2025" and t.reading == "plan")
    assert plan.probability == pytest.approx(0.5, abs=0.002)


def test_the_keys_of_the_answer_are_those_other_programs_rely_on() -> None:
    given = as_json(answer())

    assert list(given)[:11] == [
        *("schema", "dataset", "as_of", "hindsight", "scenario", "seed", "provenance"),
        *("targets", "new_unions", "plan_rate", "record"),
    ]
    assert all(list(target) == ASKED_OF_TARGETS for target in given["targets"])
    assert all(list(needed) == ASKED_OF_NEW_UNIONS for needed in given["new_unions"])
    assert given["plan_rate"] == {"low": 13, "high": 15}
    assert given["record"] == {
        "origin_date": "2022-11-17",
        "origin_members": 15249,
        "tables": ["facts"],
        "grade": "A",
    }


def test_before_any_total_was_public_the_plan_s_own_arithmetic_answers() -> None:
    early = answer("2021-10-11")

    assert {one.status for one in early.targets} == {"unanswerable"}
    assert all(one.reason and one.probability is None for one in early.targets)
    sums = early.plan_arithmetic
    assert sums is not None
    assert (sums.members, sums.new_unions) == (1500, (26, 30))
    assert sums.members_per_union == pytest.approx((50, 1500 / 26))
    assert not early.record.hindsight


def test_the_plan_carried_back_asks_for_the_members_the_hand_calculation_gives() -> None:
    sums = answer().plan_arithmetic

    assert sums is not None
    assert sums.carried_back == pytest.approx(18_000 - 1500 / 731 * 409)


def test_what_must_be_true_before_a_total_is_the_plan_run_backwards() -> None:
    early = answer("2021-10-11")

    for one in early.must_be_true:
        years = (one.target.due - early.record.as_of).days / 365.25
        grown = one.base * (1 + one.net_change) ** years + 14 * years * one.members_per_union
        assert grown == pytest.approx(one.target.value)
    assert {one.target.id for one in early.must_be_true} == {"members-2023", "members-2025"}


def test_after_the_end_was_known_the_last_official_count_answers() -> None:
    late = found("2025-07-01", "members-2025", "plan")

    assert late.status == "ended"
    assert str(late.answered_on) == "2025-05-31"
    assert late.probability is not None
    assert all(n.per_year is None and n.reason for n in answer("2025-07-01").new_unions)


def test_the_may_reading_of_the_count_raises_the_odds() -> None:
    as_read = odds(record("2022-11-17", "count-is-of-may"), seed=SEED)

    for one in as_read:
        base = found("2022-11-17", one.target.id, one.reading)
        assert one.probability is not None
        assert base.probability is not None
        assert one.probability > base.probability
