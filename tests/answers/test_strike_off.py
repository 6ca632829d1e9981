"""Members long gone are struck off: from an event or a scenario to the odds."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache

import numpy as np
import pytest
from gia_lam import DATA, SEED

from forecast.answers.ask import odds
from forecast.answers.question import Question, question
from forecast.model.futures import Futures
from forecast.record.contracts import Event
from forecast.record.dataset import load_dataset
from forecast.record.knowledge import Record
from forecast.record.known import know

BUNDLED = pytest.mark.parametrize("name", ["gia-lam", "demo-district"])


@cache
def struck_off(name: str) -> Record:
    """A bundled record under its scenario of that name."""
    return known(name, scenario="strike-off")


def known(name: str, *, scenario: str) -> Record:
    return know(load_dataset(DATA / name), scenario=scenario)


def supposed(record: Record) -> Event:
    """The strike-off of the scenario."""
    (event,) = (one for one in record.events if one.kind == "strike_off")
    return event


def posed(record: Record, *days: date) -> Question:
    asked = question(record, seed=SEED, marks={str(day): day for day in days})
    assert asked is not None
    return asked


def spared_and_struck(name: str, *days: date) -> tuple[Futures, Futures]:
    """The same points on the same dates, without the strike-off and with it."""
    record = struck_off(name)
    event = supposed(record)
    kept = tuple(one for one in record.events if one is not event)
    days = (*days, event.date)
    spared, struck = (posed(one, *days) for one in (replace(record, events=kept), record))
    assert spared.setting.timeline == struck.setting.timeline
    return spared.futures(), struck.futures()


def due(record: Record, year: int) -> date:
    return next(t.due for t in record.targets if t.id == f"members-{year}")


def future_odds(record: Record, target: str) -> Sequence[float]:
    found = [one.probability for one in odds(record, seed=SEED) if one.target.id == target]
    return [one for one in found if one is not None]


@BUNDLED
def test_the_scenario_lowers_the_odds_of_the_last_target_under_both_readings(name: str) -> None:
    base = future_odds(known(name, scenario="base"), "members-2025")

    lowered = future_odds(struck_off(name), "members-2025")

    assert len(base) == len(lowered) == 2
    for after, before in zip(lowered, base, strict=True):
        assert after < 0.6 * before


@BUNDLED
def test_it_takes_each_future_s_own_share_of_the_sector_on_the_day(name: str) -> None:
    record = struck_off(name)
    day, sector = supposed(record).date, supposed(record).sector
    spared, struck = spared_and_struck(name)

    share = struck.points.rates["strike_off_share"]
    touched = np.array([stock.id == sector for stock in struck.setting.sectors])

    assert np.ptp(share) > 0.1
    left_over = struck.by_sector(day) / spared.by_sector(day)
    assert left_over == pytest.approx(1 - share[:, None] * touched)
    breaks = [run.flows(day, [14]).breaks for run in (spared, struck)]
    assert breaks[1] - breaks[0] == pytest.approx(-share[:, None] * touched * spared.expected(day))


@BUNDLED
def test_nothing_moves_before_it_and_no_future_has_more_members_after_it(name: str) -> None:
    record = struck_off(name)
    last = due(record, 2025)
    spared, struck = spared_and_struck(name, due(record, 2023), last)

    for day in spared.setting.timeline.dates:
        lost = spared.members(day) - struck.members(day)
        assert (lost == 0).all() if day < supposed(record).date else (lost >= 0).all()
    assert struck.law(last, [14]).mean < spared.law(last, [14]).mean


def test_a_strike_off_of_the_record_does_what_that_of_a_scenario_does() -> None:
    record = struck_off("gia-lam")
    stated = supposed(record).model_copy(update={"id": "lists-cleaned", "source": "Decision 1"})
    last = due(record, 2025)

    of_record, of_scenario = (
        posed(replace(record, events=events), last).futures().law(last, [14]).mean
        for events in ((stated,), record.events)
    )

    assert of_record == of_scenario


def test_without_a_sector_it_takes_its_share_of_all() -> None:
    record = struck_off("gia-lam")
    event = supposed(record).model_copy(update={"sector": None})
    day = event.date

    spared, _ = spared_and_struck("gia-lam")
    struck = posed(replace(record, events=(event,)), day).futures()

    share = struck.points.rates["strike_off_share"]
    assert struck.members(day) == pytest.approx((1 - share) * spared.members(day))


@BUNDLED
def test_neither_the_day_looked_from_nor_the_count_it_starts_at_is_moved(name: str) -> None:
    base, struck = known(name, scenario="base"), struck_off(name)

    assert struck.as_of == base.as_of
    assert struck.origin == base.origin
    assert "strike_off_share" in struck.rates
    assert "strike_off_share" not in base.rates


def test_one_before_the_count_is_in_the_count_already() -> None:
    record = struck_off("gia-lam")
    last = due(record, 2025)
    past = supposed(record).model_copy(update={"date": date(2022, 6, 30)})

    after_count = posed(replace(record, events=(past,)), last).futures()

    assert (after_count.flows(last, [14]).breaks == 0).all()
