"""When to found: more new unions early or late, and what is left of this year's number."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

import numpy as np
import numpy.typing as npt

from forecast.answers.dates import AnswerDate
from forecast.answers.outcomes import NewUnionsAnswer
from forecast.answers.targets import ReadFutures
from forecast.answers.what_if import CatchUp, Timing
from forecast.model.plans import Plan, by_year
from forecast.model.timeline import founding_slots
from forecast.record.contracts import Fact
from forecast.record.knowledge import Record
from forecast.units import MONTHS_PER_YEAR, years_between

Floats = npt.NDArray[np.float64]
Shape = Literal["early", "even", "late"]

SHAPES: dict[Shape, float] = {"early": 1.5, "even": 1.0, "late": 0.5}
"""Pace of the first twelve months against the average; the last have as much less or more."""

MOST_SLOTS = 1000
"""Slots counted in twelve months; no shape asks for more of any plan that is allowed."""


def timing(when: AnswerDate, read: ReadFutures) -> list[Timing]:
    """Odds of one target for each shape; none within twelve months or where nothing is planned."""
    day, setting = when.answered_on, read.futures.setting
    if day is None:
        return []
    end = years_between(setting.origin, day)
    lengths = _lengths(end - setting.start_years)
    decided = [plan for plan in read.plans if plan != "recorded"]
    if len(lengths) < 2 or len(decided) < len(read.plans):
        return []
    founded = _founded(setting.start_years, end)
    found = []
    for shape, first in SHAPES.items():
        plans = [shaped(plan, lengths, founded, first=first) for plan in decided]
        found.append(
            Timing(
                target=when.target,
                shape=shape,
                per_year=tuple(float(n) for n in np.mean(plans, axis=0)),
                probability=read.futures.law(day, plans).odds(when.target.value),
            )
        )
    return found


def shaped(plan: Plan, lengths: Floats, founded: Floats, *, first: float) -> tuple[int, ...]:
    """The same number of unions in all, the pace changing evenly from year to year.

    Parameters
    ----------
    lengths
        Length of each period of twelve months up to the date, shape ``(n_years,)`` [years].
    founded
        Founded by the date in each period for 0, 1, 2 … a year, shape ``(n_years, n_numbers)``.
    first
        Pace of the first period against the average one.

    Notes
    -----
    Whole numbers: every later period is rounded, the first one takes what is left.
    """
    numbers = by_year(plan, len(lengths))[0]
    each = np.arange(len(lengths))
    total = founded[each, numbers].sum()
    pace = np.linspace(first, 2 - first, len(lengths))
    usual = (numbers @ lengths) / (pace @ lengths)
    found = np.round(usual * pace).astype(np.int64)
    found[0] = max(0, total - founded[each[1:], found[1:]].sum())
    return tuple(int(number) for number in found)


def _lengths(years: float) -> Floats:
    """Periods of twelve months, the last one cut at the date."""
    return np.asarray(np.minimum(1.0, years - np.arange(max(0, int(np.ceil(years))))))


def _founded(start: float, end: float) -> Floats:
    """Slots of each period dated before the end, for 0 … MOST_SLOTS a year."""
    slots = founding_slots(start=start, end=end, per_year=MOST_SLOTS)
    years = int(slots.year.max()) + 1
    counts = np.zeros((years, MOST_SLOTS + 1))
    np.add.at(counts, (slots.year, slots.order + 1), 1)
    return np.cumsum(counts, axis=1)


def catch_up(
    record: Record, promised: tuple[float, float] | None, *, fewest: Sequence[NewUnionsAnswer]
) -> CatchUp | None:
    """How many new unions are left of this year's promised number, and the pace that asks for.

    Parameters
    ----------
    promised
        The plan's yearly number, low and high [unions per year].
    fewest
        What the membership targets ask for.

    Returns
    -------
    CatchUp
        ``None`` where the plan promises no yearly number.
    """
    if promised is None:
        return None
    counted = _counted(record)
    founded = counted.value if counted else 0.0
    until = date(record.as_of.year, 12, 31)
    if record.ends_on is not None:
        until = max(record.as_of, min(until, record.ends_on))
    months = years_between(record.as_of, until) * MONTHS_PER_YEAR
    low, high = (max(0.0, number - founded) for number in promised)
    return CatchUp(
        year=record.as_of.year,
        counted_until=counted.date if counted else None,
        founded=counted.value if counted else None,
        promised=promised,
        remaining=(low, high),
        months=months,
        per_month=(low / months, high / months) if months > 0 else None,
        fewest=tuple(fewest),
    )


def _counted(record: Record) -> Fact | None:
    """The newest count of the foundings of this calendar year so far."""
    opened = date(record.as_of.year, 1, 1)
    counts = [
        fact
        for fact in record.facts
        if fact.indicator == "new_unions" and fact.start == opened and fact.date <= record.as_of
    ]
    return max(counts, key=lambda fact: (fact.date, fact.known_on), default=None)
