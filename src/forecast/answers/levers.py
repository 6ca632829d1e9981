"""The other levers, each moved alone: larger new unions, or a better net change."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy import optimize

from forecast.answers.dates import AnswerDate
from forecast.answers.organising import CONFIDENCES
from forecast.answers.targets import ReadFutures
from forecast.answers.weighted import quantiles
from forecast.answers.what_if import Lever
from forecast.model.futures import Futures
from forecast.model.law import Law
from forecast.model.rates import Points

Floats = npt.NDArray[np.float64]

LARGEST_SIZE_FACTOR = 10.0
"""How much larger new unions are tried, as a multiple of the base."""

NET_CHANGE_STEPS = np.linspace(0.0, 0.15, 16)
"""Shifts of the net change that are tried; odds in between are read off a straight line."""


def size_levers(when: AnswerDate, read: ReadFutures) -> list[Lever]:
    """Mean size of a new union that reaches each of the asked odds, the number kept.

    Notes
    -----
    The odds rise with the size, so that the size is the root of a monotone function.
    """
    if when.answered_on is None or when.answered_on <= read.futures.setting.start:
        return []
    law, value = read.law(when.answered_on), when.target.value
    rates, weights = read.futures.points.rates, read.futures.weights
    base = quantiles(rates["new_union_size"], weights, [0.5])[0]
    best = law.larger(LARGEST_SIZE_FACTOR).odds(value)
    return [
        Lever(
            target=when.target,
            confidence=confidence,
            rate="new_union_size",
            base=base,
            needed=None if factor is None else base * factor,
            tried=(0.0, LARGEST_SIZE_FACTOR * base),
            best_probability=best,
        )
        for confidence in CONFIDENCES
        for factor in [_size_factor(law, value, confidence)]
    ]


def _size_factor(law: Law, value: float, confidence: float) -> float | None:
    """How many times as large new unions must be; ``None`` where no tried size is enough."""
    if law.larger(0.0).odds(value) >= confidence:
        return 0.0
    if law.larger(LARGEST_SIZE_FACTOR).odds(value) < confidence:
        return None
    return float(
        optimize.brentq(
            lambda factor: law.larger(factor).odds(value) - confidence,
            0.0,
            LARGEST_SIZE_FACTOR,
            xtol=1e-4,
        )
    )


def net_change_levers(whens: Sequence[AnswerDate], read: ReadFutures) -> list[Lever]:
    """Net change of existing unions that reaches each of the asked odds, the number kept."""
    start = read.futures.setting.start
    open_ones = [w for w in whens if w.answered_on is not None and w.answered_on > start]
    if not open_ones:
        return []
    odds = np.array([_odds_at(open_ones, read, float(shift)) for shift in NET_CHANGE_STEPS])
    base = mean_net_change(read.futures)
    return [
        _net_change_lever(when, confidence, odds[:, column], base)
        for column, when in enumerate(open_ones)
        for confidence in CONFIDENCES
    ]


def _odds_at(whens: Sequence[AnswerDate], read: ReadFutures, shift: float) -> list[float]:
    moved = read.moved(read.futures.with_net_change(shift))
    return [moved.odds(w.answered_on, w.target.value) for w in whens if w.answered_on]


def _net_change_lever(when: AnswerDate, confidence: float, odds: Floats, base: float) -> Lever:
    reached = np.flatnonzero(odds >= confidence)
    needed = None
    if len(reached):
        after = int(reached[0])
        before = max(0, after - 1)
        rise = odds[after] - odds[before]
        part = (confidence - odds[before]) / rise if rise > 0 else 1.0
        step = NET_CHANGE_STEPS[after] - NET_CHANGE_STEPS[before]
        needed = base + float(NET_CHANGE_STEPS[before] + part * step)
    return Lever(
        target=when.target,
        confidence=confidence,
        rate="net_change",
        base=base,
        needed=needed,
        tried=(base, base + float(NET_CHANGE_STEPS[-1])),
        best_probability=float(odds.max()),
    )


def mean_net_change(futures: Futures) -> float:
    """Net change of all existing unions, sectors weighted by members [fraction per year]."""
    sectors = futures.setting.sectors
    total = sum(sector.members for sector in sectors)
    return sum(_mean(futures.points, s.id) * s.members / total for s in sectors)


def _mean(points: Points, sector: str) -> float:
    return float(points.weights @ points.rates[f"net_change.{sector}"])
