from dataclasses import replace

import numpy as np
import pytest
from plain_federation import DUE, ORIGIN, SECTORS, Changes, planned, priors, setting, target

from forecast.answers.sensitivity import tornado
from forecast.answers.sobol import sobol
from forecast.answers.targets import ReadFutures
from forecast.model.evidence.totals import Totals
from forecast.model.futures import normals_needed, simulate
from forecast.model.rates import draw_points

MANY: Changes = {
    "net_change": (-0.03, 0.03),
    "shock_sd": (0.02, 0.05),
    "shock_loading": (0.7, 1.2),
    "closure_rate": (0.005, 0.02),
    "new_union_size": (40.0, 70.0),
    "new_union_size_log_sd": 1.0,
    "count_error_a": (0.001, 0.01),
}


def test_one_rate_that_decides_swings_the_odds_from_one_end_to_the_other() -> None:
    read = planned(priors({"net_change.firm": (-0.05, 0.05)}))

    (bar,) = tornado([target(14_000.0)], read)

    assert bar.rate == "net_change.firm"
    assert (bar.low, bar.high) == pytest.approx((-0.05, 0.05), abs=0.001)
    assert (bar.probability_low, bar.probability_high) == pytest.approx((0.0, 1.0), abs=0.02)


def test_ends_of_a_rate_are_the_odds_with_that_rate_certain() -> None:
    read = planned(priors(MANY), plans=(15,), per_block=512)
    value = 14_700.0

    bars = {bar.rate: bar for bar in tornado([target(value)], read)}

    bar = bars["new_union_size"]
    for end, odds in ((bar.low, bar.probability_low), (bar.high, bar.probability_high)):
        certain = planned(priors({**MANY, "new_union_size": end}), plans=(15,), per_block=512)
        assert odds == pytest.approx(certain.odds(DUE, value), abs=0.015)


def test_bars_stand_by_their_swing_and_leave_out_what_no_future_reads() -> None:
    bars = tornado([target(14_700.0)], planned(priors(MANY), plans=(15,)))

    swings = [bar.swing for bar in bars]
    assert swings == sorted(swings, reverse=True)
    assert "count_error_a" not in {bar.rate for bar in bars}


def test_the_order_of_the_rates_changes_no_bar() -> None:
    read = planned(priors(MANY), plans=(15,))
    points = read.futures.points
    turned = replace(points, rates=dict(reversed(points.rates.items())))

    other = tornado([target(14_700.0)], read.moved(simulate(turned, read.futures.setting)))

    assert other == tornado([target(14_700.0)], read)


def test_shares_of_two_normal_rates_are_those_of_a_linear_threshold() -> None:
    # 6,000 and 8,000 members grow by normal rates of one sd: 0.36 and 0.64 of the variance. Over a
    # threshold at the mean, P(above) = 1/2, and with Z = r X + sqrt(1 - r^2) Y the variance of
    # P(Z > 0 | X) is asin(r^2) / (2 pi) of 1/4 (orthant probability; Sheppard 1899).
    stated = priors({"net_change": (-0.005, 0.005)})
    read = planned(stated)

    found = {
        one.input: one
        for one in sobol([target(14_000.0)], read, priors=stated, evidence=(), rows=8192)
    }

    school, firm = (2 / np.pi * np.arcsin(share) for share in (0.36, 0.64))
    assert set(found) == {"net_change.school", "net_change.firm"}
    assert found["net_change.school"].first == pytest.approx(school, abs=0.02)
    assert found["net_change.firm"].first == pytest.approx(firm, abs=0.02)
    assert found["net_change.school"].total == pytest.approx(1 - firm, abs=0.02)
    assert found["net_change.firm"].total == pytest.approx(1 - school, abs=0.02)
    for one in found.values():
        low, high = one.first_interval
        assert low <= one.first <= high
        assert high - low < 0.1


@pytest.mark.parametrize(
    ("changes", "only"),
    [
        ({"net_change.firm": (-0.05, 0.05)}, "net_change.firm"),
        ({"shock_sd": 0.05}, "economy"),
        ({"closure_rate.firm": 0.05}, "closures"),
    ],
)
def test_what_alone_moves_the_odds_explains_all_of_them(changes: Changes, only: str) -> None:
    stated = priors(changes)
    value = 14_000.0 - (400.0 if only == "closures" else 0.0)

    (found,) = sobol([target(value)], planned(stated), priors=stated, evidence=())

    assert found.input == only
    assert found.first == pytest.approx(1.0, abs=0.06)
    assert found.total == pytest.approx(1.0, abs=0.06)
    assert not found.clipped


def test_the_order_in_which_rates_are_stated_changes_no_share() -> None:
    stated = priors(MANY)
    read = planned(stated, plans=(15,))
    asked = [target(14_700.0)]

    one_way = sobol(asked, read, priors=stated, evidence=(), rows=128)
    other_way = sobol(asked, read, priors=stated[::-1], evidence=(), rows=128)

    assert one_way == other_way


def test_rates_the_record_informs_are_one_input() -> None:
    stated = priors(MANY)
    evidence = [
        Totals(
            sectors=SECTORS,
            years=(0.5, 1.0),
            members=(14_050.0, 14_100.0),
            first_error="count_error_a",
            errors=("count_error_a",) * 2,
        )
    ]
    where = setting()
    drawn = draw_points(stated, evidence, steps=normals_needed(where), seed=7)
    read = ReadFutures(reading="plan", futures=simulate(drawn, where), plans=(15,))

    found = {
        one.input: one
        for one in sobol([target(14_700.0)], read, priors=stated, evidence=evidence, rows=128)
    }

    assert set(found) == {"record", "economy", "closures"}
    assert found["record"].rates == (
        "closure_rate.firm",
        "closure_rate.school",
        "net_change.firm",
        "net_change.school",
        "new_union_size",
        "shock_loading.firm",
        "shock_loading.school",
        "shock_sd",
    )


def test_shares_below_nothing_are_nothing_and_say_so() -> None:
    stated = priors({**MANY, "shock_loading.school": (0.99, 1.01)})
    read = planned(stated, plans=(15,))

    found = sobol([target(14_700.0)], read, priors=stated, evidence=(), rows=64)

    assert all(one.first >= 0 for one in found)
    assert any(one.clipped and one.first == 0 for one in found)
    assert all(one.first == 0 for one in found if one.clipped)


def test_odds_that_nothing_moves_have_no_shares() -> None:
    stated = priors({"net_change": (-0.01, 0.01)})

    assert sobol([target(1.0)], planned(stated), priors=stated, evidence=()) == []
    assert sobol([target(1.0, due=ORIGIN)], planned(stated), priors=stated, evidence=()) == []
