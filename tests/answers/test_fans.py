from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from gia_lam import SEED, answer, record
from plain_federation import DUE, SECTORS, planned, priors, setting

from forecast.answers.answer import Answer
from forecast.answers.ask import ask
from forecast.answers.fans import LEVELS, fan, sector_fans
from forecast.answers.leading import leading
from forecast.answers.outcomes import Fan
from forecast.answers.question import plan_rate, plans
from forecast.answers.schema import as_json
from forecast.model.sectors import sector_members
from forecast.record.dataset import load_dataset
from forecast.record.known import know
from forecast.record.reporting import month_end

DEMO = Path(__file__).parents[2] / "data" / "demo-district"
UNSURE = {
    "net_change": (-0.03, 0.04),
    "shock_sd": (0.02, 0.06),
    "closure_rate": (0.005, 0.03),
    "existing_size_log_sd": (1.0, 1.5),
    "new_union_size_log_sd": (1.0, 1.5),
}


@cache
def demo() -> Answer:
    """The illustrative district: a roster, movements, three sectors."""
    return ask(know(load_dataset(DEMO)), seed=SEED)


@cache
def as_recorded() -> Answer:
    """The bundled record where no plan decides."""
    return ask(record("2022-11-17", "as-recorded"), seed=SEED)


ANSWERS = pytest.mark.parametrize("given", [answer, demo, as_recorded])


def lead(found: Answer) -> Fan:
    return next(one for one in found.fans if one.reading == leading(found.record))


@ANSWERS
def test_the_means_of_the_sectors_add_to_that_of_the_leading_fan_on_every_date(
    given: Callable[[], Answer],
) -> None:
    found, whole = given(), lead(given())

    sums = [sum(means) for means in zip(*(one.mean for one in found.sector_fans), strict=True)]

    sectors = [sector.id for sector in found.record.federation.sector]
    assert [one.sector for one in found.sector_fans] == sectors
    assert {one.dates for one in found.sector_fans} == {whole.dates}
    assert sums == pytest.approx(list(whole.mean), rel=1e-12)


@ANSWERS
def test_a_sector_starts_from_its_count_and_its_levels_never_cross(
    given: Callable[[], Answer],
) -> None:
    found = given()

    assert found.record.origin is not None
    for one in found.sector_fans:
        rows = [one.quantiles[level] for level in LEVELS]
        counted = found.record.origin.members[one.sector]
        assert [row[0] for row in rows] == pytest.approx([counted] * len(rows), abs=0.1)
        assert all(list(month) == sorted(month) for month in zip(*rows, strict=True))
        assert all(rows[0][at] < one.mean[at] < rows[-1][at] for at in range(1, len(one.dates)))


def test_only_the_sector_they_are_founded_in_grows_by_new_unions() -> None:
    school, firm = sector_fans(planned(priors({}), plans=(12,)))

    assert (school.sector, firm.sector) == ("school", "firm")
    assert school.mean == pytest.approx((6000,) * len(school.dates))
    assert firm.dates[-1] == DUE
    assert firm.mean[-1] == pytest.approx(8000 + 12 * 50)
    assert firm.quantiles[0.9][-1] == pytest.approx(8000 + 12 * 50)


def test_a_federation_of_one_sector_has_no_fans_of_sectors_and_its_sector_is_the_whole() -> None:
    where = replace(setting(), sectors=SECTORS[1:])
    read = planned(priors(UNSURE), plans=(13, 14, 15), where=where, per_block=512)

    whole = fan(read)

    assert sector_fans(read) == ()
    for at, day in enumerate(whole.dates):
        (only,) = sector_members(read.futures, day, read.plans, levels=LEVELS)
        assert only.mean == pytest.approx(whole.mean[at])
        assert only.quantiles == pytest.approx([whole.quantiles[q][at] for q in LEVELS], abs=0.5)


def test_the_plan_leads_unless_the_record_s_pace_is_all_there_is() -> None:
    asked = record("2022-11-17")
    planless = replace(asked, targets=tuple(t for t in asked.targets if t.what != "new_unions"))

    for one in (asked, planless):
        (*_, last) = plans(one, plan_rate(one.targets))
        assert leading(one) == ("recorded" if last == "recorded" else "plan")
    assert (leading(asked), leading(planless)) == ("plan", "recorded")
    assert leading(record("2022-11-17", "plan-13")) == "plan"
    assert leading(record("2022-11-17", "as-recorded")) == "recorded"


def test_before_any_total_was_known_there_is_nothing_to_compare_later() -> None:
    given = as_json(answer("2021-10-11"))

    assert (given["fans"], given["sector_fans"]) == ([], [])


def test_other_programs_get_whole_members_at_month_ends() -> None:
    given = as_json(answer())
    percentiles = ["p10", "p25", "p50", "p75", "p90"]

    assert [one["reading"] for one in given["fans"]] == ["plan", "recorded"]
    assert [(one["sector"], one["reading"]) for one in given["sector_fans"]] == [
        ("school", "plan"),
        ("other", "plan"),
    ]
    for one in [*given["fans"], *given["sector_fans"]]:
        days = [date.fromisoformat(day) for day in one["dates"]]
        assert list(one)[-7:] == ["dates", "mean", *percentiles]
        assert all(day == month_end(day) for day in days)
        assert (days[0], days[-1]) == (date(2022, 11, 30), date(2025, 12, 31))
        for key in ["mean", *percentiles]:
            assert len(one[key]) == len(days)
            assert all(isinstance(members, int) for members in one[key])


def test_the_months_of_the_targets_say_what_the_targets_say() -> None:
    given = as_json(answer())

    for target in given["targets"]:
        months = next(one for one in given["fans"] if one["reading"] == target["reading"])
        at = months["dates"].index(target["answered_on"])
        assert months["mean"][at] == target["mean"]
        assert months["p50"][at] == target["median"]
        assert [months["p10"][at], months["p90"][at]] == target["interval80"]
