from datetime import date

import pytest
from plain_federation import ORIGIN, Changes, planned, priors, setting, target

from forecast.answers.combined_levers import COLUMNS, NET_CHANGE_SHIFTS, lever_tables
from forecast.answers.organising import curve

DUE = date(2024, 11, 29)
UNSURE: Changes = {
    "net_change": (-0.03, 0.03),
    "shock_sd": 0.03,
    "new_union_size": (40.0, 70.0),
    "new_union_size_log_sd": 1.0,
}


def test_the_row_that_changes_nothing_is_the_curve_of_odds() -> None:
    read = planned(priors(UNSURE), plans=(13, 14, 15), where=setting(due=DUE))
    when = target(15_500.0, due=DUE)

    sizes, changes = lever_tables([when], read)

    known = curve(when, read.futures)
    assert known is not None
    for row, table in ((1, sizes), (0, changes)):
        assert table.probability[row] == pytest.approx([known.probability[n] for n in COLUMNS])
        assert table.planned[row] == pytest.approx(read.odds(DUE, 15_500.0))
        enough = [
            n for n, odds in zip(known.per_year, known.probability, strict=True) if odds >= 0.8
        ]
        assert table.fewest[row][1] == enough[0]


def test_twice_as_large_unions_are_worth_as_much_as_twice_as_many_where_nothing_varies() -> None:
    read = planned(priors({}), plans=(15,), where=setting(due=DUE))

    sizes, _ = lever_tables([target(14_000.0 + 60 * 50 - 1, due=DUE)], read)

    # two years of n a year: 2 n unions of 50 members
    fewest = dict(zip(sizes.values, sizes.fewest, strict=True))
    assert fewest == {
        0.75: (40, 40, 40),
        1.0: (30, 30, 30),
        1.5: (20, 20, 20),
        2.0: (15, 15, 15),
    }
    assert sizes.planned == pytest.approx((0.0, 0.0, 0.0, 1.0), abs=1e-6)


def test_each_point_of_net_change_is_worth_its_members() -> None:
    read = planned(priors({}), plans=(0,), where=setting(due=DUE))

    _, changes = lever_tables([target(14_000.0 * 1.04**2 - 5, due=DUE)], read)

    # 14,000 (1.04^2 - 1.02^2) is 577 members or 12 unions in two years
    fewest = {shift: row[0] for shift, row in zip(changes.values, changes.fewest, strict=True)}
    assert changes.values == NET_CHANGE_SHIFTS
    assert fewest[0.02] == 6
    assert fewest[0.04] == 0


def test_what_no_number_searched_reaches_is_none() -> None:
    read = planned(priors({}), where=setting(due=DUE))

    sizes, _ = lever_tables([target(50_000.0, due=DUE)], read)

    assert sizes.fewest[1] == (None, None, None)
    assert sizes.searched_to == 60


def test_a_target_no_founding_can_change_has_no_table() -> None:
    assert lever_tables([target(14_000.0, due=ORIGIN)], planned(priors({}))) == []
