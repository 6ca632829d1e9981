"""What was counted, what broke, what was done, and how earlier forecasts fared."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_charts import BREAKS, COUNTS, EARLIER, counted_since, earlier_forecast, rich_answer
from sample_federation import AS_OF, TARGET_2023, TARGET_2025, sample_record

from forecast.present.earlier import compared, forecast_for
from forecast.present.observed import breaks, observed_totals, paces, sector_totals
from forecast.present.shortlist import base_odds, last_shown, swung_targets, widest


def test_a_ten_month_precedent_counts_as_ten_twelfths_of_a_year() -> None:
    own = [pace for pace in paces(sample_record()) if pace.own]

    assert own[0].per_year == pytest.approx(16 / (303 / 365.25), rel=1e-9)


def test_the_origin_of_a_scenario_stands_in_place_of_the_stated_count() -> None:
    record = sample_record()
    assert record.origin is not None
    may = replace(record.origin, date=record.origin.date.replace(month=5, day=31))

    moved = observed_totals(replace(record, origin=may))

    assert (may.date, may.total) in moved
    assert all(day != record.origin.date for day, _ in moved)


def test_sectors_begin_with_their_share_of_the_origin() -> None:
    record = sample_record()

    assert sector_totals(record, "school") == [(AS_OF, 3_646.0)]
    assert sector_totals(record, "other") == [(AS_OF, 11_603.0)]


def test_earlier_counts_of_a_sector_are_kept_in_their_order() -> None:
    record = sample_record()
    stated = replace(record.facts[1], date=dt.date(2020, 5, 31), sector="school", value=3_500.0)

    found = sector_totals(replace(record, facts=(*record.facts, stated)), "school")

    assert found == [(dt.date(2020, 5, 31), 3_500.0), (AS_OF, 3_646.0)]


def test_breaks_of_one_day_are_one_break_and_those_outside_are_left_out() -> None:
    record = replace(sample_record(), events=BREAKS[::-1])

    found = breaks(record, first=dt.date(2024, 1, 1), last=dt.date(2024, 12, 31))

    assert [(day, len(events)) for day, events in found] == [
        (dt.date(2024, 8, 31), 1),
        (dt.date(2024, 9, 15), 2),
    ]
    assert breaks(record, first=dt.date(2024, 9, 1), last=dt.date(2024, 9, 14)) == []


def test_the_forecast_of_a_day_lies_straight_between_two_months() -> None:
    found = earlier_forecast(dt.date(2023, 5, 31), 10_000.0)

    # 15 of the 30 days from 31 May (10,000) to 30 June (10,030, give or take 120).
    assert forecast_for(found, dt.date(2023, 6, 15)) == pytest.approx((9_955, 10_015, 10_075))
    assert forecast_for(found, dt.date(2023, 6, 30)) == pytest.approx((9_910, 10_030, 10_150))


def test_a_count_is_held_against_every_forecast_that_started_before_it() -> None:
    totals = observed_totals(counted_since(rich_answer()).record)

    found = compared(EARLIER, totals)

    # 17 November 2022 is later than the first forecast only; the counts of 2023 than the others.
    assert [(one.as_of, one.day) for one in found] == [
        (EARLIER[0].as_of, AS_OF),
        (EARLIER[0].as_of, COUNTS[0].date),
        (EARLIER[0].as_of, COUNTS[1].date),
        (EARLIER[1].as_of, COUNTS[0].date),
        (EARLIER[1].as_of, COUNTS[1].date),
        (EARLIER[2].as_of, COUNTS[1].date),
    ]
    # 16,900 against 15,100 + 18 × 30, 15,249 + 13 × 30 and 15,420 + 6 × 30, give or take less.
    assert [one.is_inside for one in found] == [True, True, False, True, False, False]
    assert [one.made_later for one in found] == [True, True, True, False, False, False]


@given(st.floats(0, 30_000), st.integers(1, 900))
def test_a_count_is_inside_exactly_where_it_lies_between_the_ends_of_its_day(
    members: float, after: int
) -> None:
    forecast = earlier_forecast(dt.date(2022, 11, 17), 15_249.0)
    day = forecast.as_of + dt.timedelta(days=after)

    (found,) = compared([forecast], [(day, members)])

    low, middle, high = forecast_for(forecast, day)
    assert low <= middle <= high
    assert found.is_inside == (low <= members <= high)


def test_counts_beyond_the_end_of_a_forecast_are_no_test_of_it() -> None:
    assert compared(EARLIER, [(dt.date(2026, 5, 31), 19_000.0)]) == ()
    assert compared(EARLIER[:1], [(EARLIER[0].as_of, 15_100.0)]) == ()


def test_the_widest_swings_come_first_and_those_that_read_alike_are_left_out() -> None:
    answer = rich_answer()
    bars = widest(answer, 0)

    assert [bar.swing for bar in bars] == sorted((bar.swing for bar in bars), reverse=True)
    assert "turnover.school" not in {bar.rate for bar in bars}
    assert swung_targets(answer) == (TARGET_2023, TARGET_2025)
    assert widest(answer, 2) == ()


def test_swings_start_from_the_odds_under_the_plan() -> None:
    answer = rich_answer()
    plan = next(one for one in answer.targets if one.target == TARGET_2025)

    assert base_odds(answer, TARGET_2025) == plan.probability
    with pytest.raises(ValueError, match="no odds of members-2025"):
        base_odds(replace(answer, targets=()), TARGET_2025)


def test_the_axis_of_new_unions_ends_where_all_odds_are_nearly_full() -> None:
    answer = rich_answer()
    top = last_shown(answer.curves)

    assert top % 10 == 0
    assert all(one.probability[top] >= 0.9 for one in answer.curves)
    assert any(one.probability[top - 10] < 0.9 for one in answer.curves)
