from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forecast.model.setting import ScheduledShock
from forecast.model.shocks import brownian_bridge, scheduled_path
from forecast.model.timeline import founding_slots, timeline


@given(n=st.integers(1, 60))
def test_a_plan_of_one_more_keeps_every_founding_of_the_smaller_plan(n: int) -> None:
    slots = founding_slots(start=0.3, end=2.7, per_year=61)

    fewer = set(slots.founded[slots.order < n])
    more = set(slots.founded[slots.order < n + 1])

    assert fewer < more


@given(n=st.integers(1, 60))
def test_foundings_are_spread_evenly_over_the_year(n: int) -> None:
    slots = founding_slots(start=0.0, end=1.0, per_year=n)

    gaps = np.diff(np.concatenate([[0.0], slots.founded, [1.0]]))

    assert len(slots.founded) == n
    assert gaps.max() <= 2.0 / (n + 1) + 1e-9 or gaps.max() <= 0.5


def test_a_part_year_holds_only_the_slots_dated_before_its_end() -> None:
    slots = founding_slots(start=0.0, end=1.25, per_year=4)

    assert slots.founded.tolist() == [0.125, 0.25, 0.5, 0.75, 1.125]


def test_the_timeline_holds_month_ends_and_every_date_asked_for() -> None:
    asked = [date(2023, 2, 10), date(2023, 1, 31)]

    steps = timeline(date(2022, 12, 31), asked)

    assert [day.isoformat() for day in steps.dates] == [
        "2022-12-31",
        "2023-01-31",
        "2023-02-10",
    ]


def test_bridge_paths_have_the_covariance_of_brownian_motion() -> None:
    times = np.array([0.1, 0.4, 1.0, 2.5])

    paths = brownian_bridge(np.eye(4), times=times)

    assert paths.T @ paths == pytest.approx(np.minimum.outer(times, times))


def test_a_scheduled_shock_is_complete_at_its_end_and_counts_from_the_origin() -> None:
    steps = timeline(date(2022, 12, 31), [date(2024, 12, 31)])
    shock = ScheduledShock(start=date(2022, 6, 30), end=date(2023, 6, 30), change=-0.1)

    path = scheduled_path([shock], steps=steps)

    half = (date(2023, 6, 30) - date(2022, 12, 31)) / (date(2023, 6, 30) - date(2022, 6, 30))
    assert path[0] == 0.0
    assert path[-1] == pytest.approx(np.log(0.9) * half)
