"""Two levers at once: larger new unions, or a better net change, with more or fewer new unions.

Every cell is read from the same futures as the curve of odds, so that the row that changes nothing
is that curve.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from forecast.answers.dates import AnswerDate
from forecast.answers.organising import CONFIDENCES
from forecast.answers.targets import ReadFutures
from forecast.answers.what_if import LeverTable
from forecast.model.foundings import BATCH
from forecast.model.futures import ROWS, Futures
from forecast.model.law import Law
from forecast.model.lognormal_sums import lognormal_sum
from forecast.model.new_members import Members
from forecast.record.contracts import Target

Floats = npt.NDArray[np.float64]
Lever = Literal["new_union_size", "net_change"]

SIZE_FACTORS = (0.75, 1.0, 1.5, 2.0)
"""How many times as large the plan's unions are tried."""

NET_CHANGE_SHIFTS = (0.0, 0.01, 0.02, 0.04)
"""What is added to the net change of all existing unions [fraction per year]."""

COLUMNS = (0, 15, 30, 45, 60)
"""New unions a year that are shown."""


def lever_tables(whens: Sequence[AnswerDate], read: ReadFutures) -> list[LeverTable]:
    """Two tables a target; none where no founding can change it any more."""
    start = read.futures.setting.start
    open_ones = [w for w in whens if w.answered_on is not None and w.answered_on > start]
    if not open_ones:
        return []
    moved = [read.futures.with_net_change(shift) for shift in NET_CHANGE_SHIFTS]
    return [table for when in open_ones for table in _tables(when, read, moved)]


def _tables(when: AnswerDate, read: ReadFutures, moved: Sequence[Futures]) -> list[LeverTable]:
    day, target = when.answered_on, when.target
    if day is None:
        return []
    law, grid = read.law(day), read.futures.planned(day, np.arange(BATCH + 1))
    sizes = [law.larger(factor) for factor in SIZE_FACTORS]
    by_size = [
        _odds(law, [law.existing], grid.scaled(factor), target.value)[0] for factor in SIZE_FACTORS
    ]
    existing = [futures.members(day) for futures in moved]
    changes = [replace(law, existing=members) for members in existing]
    by_change = list(_odds(law, existing, grid, target.value))
    return [
        _table(target, "new_union_size", dict(zip(SIZE_FACTORS, sizes, strict=True)), by_size),
        _table(target, "net_change", dict(zip(NET_CHANGE_SHIFTS, changes, strict=True)), by_change),
    ]


def _table(
    target: Target, lever: Lever, rows: Mapping[float, Law], odds: Sequence[Floats]
) -> LeverTable:
    """One row for each value of the lever: its law under the plan, its odds for every number."""
    return LeverTable(
        target=target,
        lever=lever,
        values=tuple(rows),
        planned=tuple(law.odds(target.value) for law in rows.values()),
        per_year=COLUMNS,
        probability=tuple(tuple(float(row[n]) for n in COLUMNS) for row in odds),
        fewest=tuple(tuple(_fewest(row, asked) for asked in CONFIDENCES) for row in odds),
        searched_to=BATCH,
    )


def _odds(law: Law, existing: Sequence[Floats], grid: Members, value: float) -> Floats:
    """Odds of every plan of a grid for each state of the existing unions, ``(n, n_plans)``."""
    odds = np.zeros((len(existing), grid.mean.shape[1]))
    for first in range(0, len(law.weights), ROWS):
        rows = slice(first, first + ROWS)
        sums = lognormal_sum(
            mean=grid.mean[rows] + law.other.mean[rows, None],
            variance=grid.variance[rows] + law.other.variance[rows, None],
            log_sd=law.log_sd[rows, None],
        )
        for row, members in enumerate(existing):
            odds[row] += law.weights[rows] @ sums.above((value - members[rows])[:, None])
    return odds


def _fewest(odds: Floats, asked: float) -> int | None:
    """The first number that is enough; with a finite pool the odds need not rise with it."""
    enough = odds >= asked
    return int(enough.argmax()) if enough.any() else None
