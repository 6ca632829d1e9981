from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from gia_lam import record
from plain_federation import ORIGIN, Changes, planned, priors, setting, target

from forecast.answers.timing import catch_up, timing
from forecast.model.timeline import founding_slots
from forecast.record.contracts import Fact
from forecast.units import years_between

DUE = date(2025, 12, 31)


def founded(numbers: tuple[float, ...], end: float) -> int:
    """Unions of a plan founded before a time, counted slot by slot."""
    slots = founding_slots(start=0.0, end=end, per_year=200)
    return sum(
        int(order < numbers[year]) for order, year in zip(slots.order, slots.year, strict=True)
    )


@pytest.mark.parametrize("due", [date(2024, 3, 31), date(2024, 11, 29), DUE])
def test_early_even_and_late_found_as_many_unions_in_all(due: date) -> None:
    read = planned(priors({}), plans=(14,), where=setting(due=due))

    found = {one.shape: one.per_year for one in timing(target(14_000.0, due=due), read)}

    end = years_between(ORIGIN, due)
    assert {founded(numbers, end) for numbers in found.values()} == {founded((14.0,) * 9, end)}
    assert found["even"] == (14.0,) * len(found["even"])
    assert found["early"][0] > 14 > found["early"][-1]
    assert found["late"][0] < 14 < found["late"][-1]


def test_even_is_the_plan_as_answered() -> None:
    unsure: Changes = {"net_change": (-0.03, 0.03), "new_union_size_log_sd": 1.0}
    read = planned(priors(unsure), plans=(13, 14, 15), where=setting(due=DUE))

    found = {one.shape: one.probability for one in timing(target(16_000.0, due=DUE), read)}

    assert found["even"] == pytest.approx(read.odds(DUE, 16_000.0))


def test_unions_that_close_are_better_founded_late_and_unions_that_enrol_early() -> None:
    value = target(15_300.0, due=DUE)
    where = setting(due=DUE)
    spread: Changes = {"net_change": (-0.02, 0.02)}
    closing = planned(priors({**spread, "new_union_closure_rate": 0.3}), plans=(14,), where=where)
    slow: Changes = {**spread, "enrolment_at_founding": 0.05, "enrolment_months": 36.0}
    enrolling = planned(priors(slow), plans=(14,), where=where)

    late_best = {one.shape: one.probability for one in timing(value, closing)}
    early_best = {one.shape: one.probability for one in timing(value, enrolling)}

    assert late_best["late"] > late_best["even"] > late_best["early"]
    assert early_best["early"] > early_best["even"] > early_best["late"]


def test_an_uneven_plan_is_compared_with_others_of_its_number() -> None:
    end = years_between(ORIGIN, DUE)
    read = planned(priors({}), plans=((20, 5, 11),), where=setting(due=DUE))

    found = timing(target(14_000.0, due=DUE), read)

    numbers = (20.0, 5.0, 11.0, 11.0)
    assert {founded(one.per_year, end) for one in found} == {founded(numbers, end)}


def test_within_twelve_months_or_without_a_plan_there_is_nothing_to_shift() -> None:
    soon, later = date(2023, 11, 29), setting(due=DUE)

    assert timing(target(1.0, due=soon), planned(priors({}), where=setting(due=soon))) == []
    recorded = planned(priors({}), plans=("recorded",), where=later)
    assert timing(target(1.0, due=DUE), recorded) == []


def count(value: float, *, until: date) -> Fact:
    return Fact(
        date=until,
        start=date(2022, 1, 1),
        known_on=until,
        known_on_assumed=False,
        indicator="new_unions",
        sector=None,
        value=value,
        low=None,
        high=None,
        source="test",
        grade="A",
    )


def test_what_is_left_of_the_year_counts_what_was_founded_in_it() -> None:
    known = record("2022-11-17")
    counts = (count(4.0, until=date(2022, 6, 30)), count(9.0, until=date(2022, 10, 31)))

    found = catch_up(replace(known, facts=(*known.facts, *counts)), (13.0, 15.0), fewest=())

    # 44 days from 17 November to 31 December
    months = 44 / 365.25 * 12
    assert found is not None
    assert (found.founded, found.counted_until) == (9.0, date(2022, 10, 31))
    assert found.remaining == (4.0, 6.0)
    assert found.per_month == pytest.approx((4 / months, 6 / months))


def test_where_no_founding_of_the_year_is_known_all_is_left_and_that_is_said() -> None:
    found = catch_up(record("2022-11-17"), (13.0, 15.0), fewest=())

    assert found is not None
    assert found.founded is None
    assert found.counted_until is None
    assert found.remaining == (13.0, 15.0)


def test_more_than_promised_leaves_nothing_to_do() -> None:
    known = record("2022-11-17")
    counts = (count(20.0, until=date(2022, 10, 31)),)

    found = catch_up(replace(known, facts=(*known.facts, *counts)), (13.0, 15.0), fewest=())

    assert found is not None
    assert found.per_month == (0.0, 0.0)


def test_on_the_last_day_there_is_no_pace_any_more() -> None:
    known = replace(record("2022-11-17"), as_of=date(2022, 12, 31))

    found = catch_up(known, (13.0, 15.0), fewest=())

    assert found is not None
    assert np.isclose(found.months, 0.0)
    assert found.per_month is None


def test_without_a_yearly_promise_there_is_nothing_to_catch_up() -> None:
    assert catch_up(record("2022-11-17"), None, fewest=()) is None
