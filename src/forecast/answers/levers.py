"""The other levers, each moved alone: larger new unions, or a better net change."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from forecast.answers.answer import Lever
from forecast.answers.dates import AnswerDate
from forecast.answers.organising import CONFIDENCES
from forecast.answers.targets import ReadFutures
from forecast.answers.weighted import quantiles
from forecast.model.rates import Points
from forecast.model.simulate import Futures

Floats = npt.NDArray[np.float64]

LARGEST_SIZE_FACTOR = 10.0
"""How much larger new unions are tried, as a multiple of the base."""

NET_CHANGE_STEPS = np.linspace(0.0, 0.15, 16)
"""Shifts of the net change that are tried; odds in between are read off a straight line."""


def size_levers(when: AnswerDate, read: ReadFutures) -> list[Lever]:
    """Mean size of a new union that reaches each of the asked odds, the number kept.

    Notes
    -----
    Members brought by new unions are proportional to the mean size, so each future has one size
    at which it meets the target; the answer is a quantile of those.
    """
    if when.answered_on is None or when.answered_on <= read.futures.setting.start:
        return []
    futures = read.futures
    none = futures.total(when.answered_on, futures.planned(0))
    brought = read.totals(when.answered_on) - none
    with np.errstate(divide="ignore", invalid="ignore"):  # no new union: no size is enough
        needed = np.where(brought > 0, (when.target.value - none) / brought, np.inf)
    needed = np.where(none >= when.target.value, 0.0, needed).ravel()
    weights = read.weights()
    base = quantiles(futures.points.rates["new_union_size"], futures.weights, [0.5])[0]
    best = float(weights @ (needed <= LARGEST_SIZE_FACTOR))
    return [
        Lever(
            target=when.target,
            confidence=confidence,
            rate="new_union_size",
            base=base,
            needed=base * factor if factor <= LARGEST_SIZE_FACTOR else None,
            tried=(0.0, LARGEST_SIZE_FACTOR * base),
            best_probability=best,
        )
        for confidence in CONFIDENCES
        for factor in quantiles(needed, weights, [confidence])
    ]


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
