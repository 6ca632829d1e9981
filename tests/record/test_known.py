"""Nothing that became known later than ``as_of`` passes."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from small_dataset import EVENT, PRECEDENT, TARGET, append, edit, version, write_dataset

from forecast.errors import Fault, InputError
from forecast.record.dataset import load_dataset
from forecast.record.known import know
from forecast.record.vocabulary import RATES

EARLY = dt.date(2021, 12, 31)
MAY = dt.date(2022, 5, 31)
FACTS = "record/facts.csv"


def later_fact(folder: Path) -> None:
    append(folder, FACTS, "2022-11-30,,2022-12-05,members_total,,1100,,,report,A,\n")


def later_event(folder: Path) -> None:
    again = EVENT.replace('"end"', '"again"').replace("2022-06-01", "2022-12-05")
    append(folder, "events.toml", again)


def later_target(folder: Path) -> None:
    again = TARGET.replace("members-2023", "again").replace("2021-10-11", "2022-12-05")
    append(folder, "targets.toml", again)


def later_assumption(folder: Path) -> None:
    first = version(RATES["turnover"])
    later = version(RATES["turnover"], known_on="2022-12-05", widen=0.5)
    edit(folder, "assumptions.toml", first, first + later)


def later_precedent(folder: Path) -> None:
    append(folder, "assumptions.toml", PRECEDENT.replace("known_on = 2020", "known_on = 2022"))


LATER = [later_fact, later_event, later_target, later_assumption, later_precedent]


@pytest.mark.parametrize("as_of", [EARLY, dt.date(2022, 12, 4)])
@pytest.mark.parametrize("add", LATER)
def test_what_became_known_later_changes_nothing_earlier(
    tmp_path: Path, add: Callable[[Path], None], as_of: dt.date
) -> None:
    without = write_dataset(tmp_path / "without")
    with_it = write_dataset(tmp_path / "with")
    add(with_it)

    assert know(load_dataset(with_it), as_of=as_of) == know(load_dataset(without), as_of=as_of)


@pytest.mark.parametrize("add", LATER)
def test_what_became_known_later_counts_from_that_day(
    tmp_path: Path, add: Callable[[Path], None]
) -> None:
    without = write_dataset(tmp_path / "without")
    with_it = write_dataset(tmp_path / "with")
    add(with_it)
    edit(with_it, FACTS, "members_total,,1100", "new_unions,,1100") if add is later_fact else None

    day = dt.date(2022, 12, 31)
    assert know(load_dataset(with_it), as_of=day) != know(load_dataset(without), as_of=day)


def test_the_default_day_is_when_the_newest_total_became_known(folder: Path) -> None:
    assert know(load_dataset(folder)).as_of == dt.date(2022, 6, 10)


def test_without_a_total_a_day_must_be_given(folder: Path) -> None:
    path = folder / FACTS
    text = path.read_text(encoding="utf-8").replace("members_total", "members_asked")
    path.write_text(text, encoding="utf-8")
    dataset = load_dataset(folder)

    assert know(dataset, as_of=EARLY).origin is None
    with pytest.raises(InputError) as refusal:
        know(dataset)
    assert "--as-of" in str(refusal.value.faults[0].remedy)


def test_the_founding_sector_takes_what_the_others_leave(folder: Path) -> None:
    origin = know(load_dataset(folder)).origin

    assert origin is not None
    assert origin.members == {"school": 310, "other": 690}
    assert origin.unions == {"school": 8, "other": 12}
    assert (origin.total, origin.workers, origin.stated_date) == (1000, 1100, MAY)


def test_an_earlier_day_starts_from_the_earlier_count(folder: Path) -> None:
    origin = know(load_dataset(folder), as_of=EARLY).origin

    assert origin is not None
    assert (origin.total, origin.unions, origin.workers) == (900, {}, None)


def test_a_correction_of_the_same_count_holds_from_its_day(folder: Path) -> None:
    append(folder, FACTS, "2022-05-31,,2022-07-01,members_total,,1004,,,corrected,A,\n")
    dataset = load_dataset(folder)

    before = know(dataset, as_of=dt.date(2022, 6, 30)).origin
    after = know(dataset).origin

    assert before is not None
    assert after is not None
    assert (before.total, after.total) == (1000, 1004)


def test_a_total_without_its_other_sectors_is_refused_with_the_row_to_add(folder: Path) -> None:
    later_fact(folder)

    fault = refused(folder)

    assert fault.file == FACTS
    assert "date 2022-11-30, indicator members_total and sector school" in str(fault.remedy)


def test_sectors_larger_than_the_total_are_refused(folder: Path) -> None:
    edit(folder, FACTS, "members_total,school,310", "members_total,school,1310")

    assert "do not add" in str(refused(folder).problem)


def test_a_rate_without_an_early_version_borrows_the_first_and_says_so(folder: Path) -> None:
    record = know(load_dataset(folder), as_of=dt.date(2020, 1, 1))

    assert record.hindsight
    assert not know(load_dataset(folder), as_of=EARLY).hindsight


def test_the_end_is_unknown_until_it_is_announced(folder: Path) -> None:
    dataset = load_dataset(folder)

    assert know(dataset, as_of=dt.date(2022, 5, 31)).ends_on is None
    assert know(dataset, as_of=dt.date(2022, 6, 1)).ends_on == dt.date(2025, 6, 30)


def test_a_scenario_and_set_decide_in_that_order(folder: Path) -> None:
    dataset = load_dataset(folder)

    chosen = know(dataset, scenario="more")
    changed = know(
        dataset,
        scenario="more",
        changes={"new_unions_per_year": "recorded", "new_union_size": "80"},
    )

    assert (chosen.plan.new_unions_per_year, chosen.rates["new_union_size"].value) == (20, 70)
    assert chosen.rates["new_union_size"].changed_by_scenario
    assert not chosen.rates["turnover.other"].changed_by_scenario
    assert changed.plan.new_unions_per_year == "recorded"
    assert changed.rates["new_union_size"].value == 80
    assert changed.rates["net_change.other"].value == 0


def test_a_bare_number_moves_the_median_and_keeps_the_width(folder: Path) -> None:
    dataset = load_dataset(folder)
    changes = {"new_union_size": "120", "net_change.other": "0.02", "turnover.other": "0.5"}

    base, moved = know(dataset).rates, know(dataset, changes=changes).rates

    size, net, turnover = (moved[key] for key in changes)
    assert (size.low, size.value, size.high) == pytest.approx((80, 120, 180))
    assert (net.low, net.value, net.high) == pytest.approx((-0.01, 0.02, 0.05))
    odds = [x / (1 - x) for x in (turnover.low, turnover.value, turnover.high)]
    old = base["turnover.other"]
    old_odds = [x / (1 - x) for x in (old.low, old.value, old.high)]
    assert odds[2] / odds[0] == pytest.approx(old_odds[2] / old_odds[0])
    assert odds[1] == pytest.approx(1)


def test_a_range_replaces_the_range(folder: Path) -> None:
    changes = {"new_union_size": "{ value = 60, low = 40, high = 90 }"}

    rate = know(load_dataset(folder), changes=changes).rates["new_union_size"]

    assert (rate.low, rate.value, rate.high) == (40, 60, 90)


def test_the_count_may_be_read_of_another_date(folder: Path) -> None:
    origin = know(load_dataset(folder), changes={"origin.date": "2022-04-30"}).origin

    assert origin is not None
    assert (origin.date, origin.stated_date) == (dt.date(2022, 4, 30), MAY)


@pytest.mark.parametrize("day", ["2022-06-11", "2021-11-30"])
def test_a_count_cannot_be_of_a_day_after_it_was_known_or_before_the_last(
    folder: Path, day: str
) -> None:
    fault = refused(folder, **{"origin.date": day})

    assert (fault.file, fault.column, fault.found) == ("--set", "origin.date", day)


@pytest.mark.parametrize(
    ("key", "value", "column", "remedy"),
    [
        ("new_union_sise", "70", "new_union_sise", "“new_union_size”"),
        ("turnover", "0.1", "turnover", "turnover.other"),
        ("net_change.other", "1%", "net_change.other", "0.05"),
        ("net_change.other", "0.9", "net_change.other", "from -0.5 to 0.5"),
        ("new_unions_per_year", "-1", "new_unions_per_year", "from 0 to 240"),
        ("new_unions_per_year", "all", "new_unions_per_year", '"recorded"'),
        ("associations_per_year", "2.5", "associations_per_year", "digits"),
        ("origin.date", "31/05/2022", "origin.date", "2022-05-31"),
        ("new_union_size", "70\nlow = 3", "new_union_size", "0.05"),
        ("new_union_size", "{value=60,low=40,high=400}", "new_union_size.value", "126.5"),
    ],
)
def test_a_change_that_cannot_be_is_refused_under_its_key(
    folder: Path, key: str, value: str, column: str, remedy: str
) -> None:
    fault = refused(folder, **{key: value})

    assert (fault.file, fault.column) == ("--set", column)
    assert remedy in str(fault.remedy)


@pytest.mark.parametrize("name", ["moore", "../more", "MORE", ""])
def test_an_unknown_scenario_is_refused_with_the_known_ones(folder: Path, name: str) -> None:
    with pytest.raises(InputError) as refusal:
        know(load_dataset(folder), scenario=name)

    assert "base, more" in str(refusal.value.faults[0].remedy)


def refused(folder: Path, **changes: str) -> Fault:
    """The one fault for which knowing is refused."""
    with pytest.raises(InputError) as refusal:
        know(load_dataset(folder), changes=changes)
    (fault,) = refusal.value.faults
    return fault
