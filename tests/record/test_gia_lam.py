"""The bundled record of Gia Lâm says what the public figures say, and no more."""

import datetime as dt
from collections.abc import Callable
from itertools import pairwise
from math import log
from pathlib import Path

import pytest

from forecast.record.contracts import AssumptionVersion, Fact
from forecast.record.dataset import Dataset, load_dataset
from forecast.record.known import know
from forecast.record.vocabulary import Shape

FOLDER = Path(__file__).parents[2] / "data" / "gia-lam"
PLAN_ADOPTED = dt.date(2021, 10, 11)
COUNT_QUOTED = dt.date(2022, 11, 17)
END_ANNOUNCED = dt.date(2025, 5, 23)


@pytest.fixture(scope="module")
def gia_lam() -> Dataset:
    return load_dataset(FOLDER)


def figure(facts: tuple[Fact, ...], indicator: str, sector: str | None = None) -> Fact:
    """The one fact of an indicator and sector."""
    (fact,) = [f for f in facts if (f.indicator, f.sector) == (indicator, sector)]
    return fact


@pytest.mark.parametrize(
    ("indicator", "sector", "value", "grade"),
    [
        ("new_unions", None, 16, "B"),
        ("new_unions_assigned", None, 12, "B"),
        ("members_admitted", None, 1365, "B"),
        ("employers_insured", None, 2189, "B"),
        ("workers_insured", None, 32905, "B"),
        ("members_total", None, 15249, "A"),
        ("members_total", "school", 3646, "A"),
        ("unions_total", None, 244, "A"),
        ("unions_total", "school", 82, "A"),
        ("workers_in_unionised_units", None, 16046, "A"),
    ],
)
def test_a_fact_equals_the_public_figure_and_names_its_page(
    gia_lam: Dataset, indicator: str, sector: str | None, value: float, grade: str
) -> None:
    fact = figure(tuple(gia_lam.facts), indicator, sector)

    assert fact.value == value
    assert fact.grade == grade
    assert fact.source.startswith(("http://", "https://"))


def test_the_foundings_of_2016_cover_ten_months_and_their_day_of_publication_is_assumed(
    gia_lam: Dataset,
) -> None:
    fact = figure(tuple(gia_lam.facts), "new_unions")

    assert (fact.start, fact.date) == (dt.date(2016, 1, 1), dt.date(2016, 10, 30))
    assert fact.known_on == fact.date
    assert fact.known_on_assumed


def test_without_a_date_the_record_is_read_as_on_the_day_the_count_was_quoted(
    gia_lam: Dataset,
) -> None:
    record = know(gia_lam)

    assert record.as_of == COUNT_QUOTED
    assert not record.hindsight


def test_the_count_of_2022_splits_into_schools_and_the_rest(gia_lam: Dataset) -> None:
    origin = know(gia_lam).origin

    assert origin is not None
    assert origin.total == 15249
    assert origin.members == {"school": 3646, "other": 11603}
    assert origin.unions == {"school": 82, "other": 162}
    assert origin.workers == 16046


def test_when_the_plan_was_adopted_no_total_was_known_and_no_rate_is_hindsight(
    gia_lam: Dataset,
) -> None:
    record = know(gia_lam, as_of=PLAN_ADOPTED)

    assert record.origin is None
    assert not record.hindsight
    assert len(record.targets) == len(gia_lam.targets)
    assert [precedent.own for precedent in record.precedents] == [True]


@pytest.mark.parametrize(
    ("as_of", "ends_on"),
    [
        (END_ANNOUNCED - dt.timedelta(days=1), None),
        (END_ANNOUNCED, dt.date(2025, 6, 30)),
    ],
)
def test_the_end_of_the_federation_is_known_from_its_announcement(
    gia_lam: Dataset, as_of: dt.date, ends_on: dt.date | None
) -> None:
    record = know(gia_lam, as_of=as_of)

    assert record.ends_on == ends_on
    assert bool(record.events) == (ends_on is not None)


SCALES: dict[Shape, Callable[[float], float]] = {
    "fraction": lambda share: log(share / (1 - share)),
    "positive": log,
    "signed": float,
}


def width(version: AssumptionVersion, shape: Shape) -> float:
    """Width of a range on the scale its distribution is symmetric on."""
    to = SCALES[shape]
    return to(version.high) - to(version.low)


def test_an_earlier_version_of_a_rate_is_never_narrower_than_a_later_one(
    gia_lam: Dataset,
) -> None:
    pairs = [
        (assumption, earlier, later)
        for assumption in gia_lam.assumptions
        for earlier, later in pairwise(assumption.version)
    ]

    assert pairs
    for assumption, earlier, later in pairs:
        assert width(earlier, assumption.shape) >= width(later, assumption.shape), assumption.key
        assert earlier.known_on < later.known_on, assumption.key


def test_no_evidence_is_younger_than_the_day_it_was_known(gia_lam: Dataset) -> None:
    late = [
        (assumption.key, version.known_on)
        for assumption in gia_lam.assumptions
        for version in assumption.version
        if version.evidence_date > version.known_on
    ]

    assert late == []


def test_the_plans_promises_have_the_plans_numbers(gia_lam: Dataset) -> None:
    targets = {target.id: target for target in gia_lam.targets}

    assert (targets["new-unions-a-year"].value, targets["new-unions-a-year"].high) == (13, 15)
    assert targets["members-2023"].value == 18000
    assert targets["members-2025"].value == 19500
    assert targets["ratings-good"].value == 0.55
    assert {target.known_on for target in targets.values()} == {PLAN_ADOPTED}
    assert {target.clause for target in targets.values()} == {"444/KH-LĐLĐ, I.3"}


def test_the_scenarios_offered_are_these_and_each_is_readable(gia_lam: Dataset) -> None:
    names = {
        "as-recorded",
        "base",
        "count-is-of-may",
        "covid-again",
        "plan-13",
        "plan-15",
        "strike-off",
        "with-associations",
    }

    records = {name: know(gia_lam, scenario=name) for name in gia_lam.scenarios}

    assert set(records) == names
    assert records["plan-13"].plan.new_unions_per_year == 13
    assert records["as-recorded"].plan.new_unions_per_year == "recorded"
    assert records["with-associations"].plan.associations_per_year == 2


def test_a_shock_like_2020_takes_what_the_nation_lost_against_its_path(gia_lam: Dataset) -> None:
    (shock,) = know(gia_lam, scenario="covid-again").shocks

    path = (10.50 / 9.60) ** (1 / 3)
    lost = 10.35 / 10.50 - path

    assert shock.members_change == pytest.approx(lost, abs=0.001)


def test_the_count_read_as_of_may_keeps_the_date_the_record_states(gia_lam: Dataset) -> None:
    origin = know(gia_lam, scenario="count-is-of-may").origin

    assert origin is not None
    assert origin.date == dt.date(2022, 5, 31)
    assert origin.stated_date == COUNT_QUOTED
