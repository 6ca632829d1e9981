"""Which uncertain rates move the odds: each set to either end of its range, all else as drawn."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import numpy.typing as npt

from forecast.answers.dates import AnswerDate
from forecast.answers.targets import ReadFutures
from forecast.answers.weighted import quantiles
from forecast.answers.what_if import TornadoBar
from forecast.model.futures import simulate
from forecast.model.rates import Points

Floats = npt.NDArray[np.float64]

ENDS = (0.1, 0.9)
POINTS = 256
"""Futures in which a rate is moved; they are the same for every rate, so their noise cancels."""

TOGETHER = 2048
"""Futures simulated at once."""

ALIKE = 9
"""Decimals to which swings are compared, so that rounding errors order nothing."""


def answered(whens: Sequence[AnswerDate], read: ReadFutures) -> list[AnswerDate]:
    """Targets whose date lies ahead of the newest count."""
    origin = read.futures.setting.origin
    return [when for when in whens if when.answered_on is not None and when.answered_on > origin]


def tornado(whens: Sequence[AnswerDate], read: ReadFutures) -> list[TornadoBar]:
    """Two ends a rate and target, the widest swing first; rates no future reads are left out.

    Notes
    -----
    The futures with a rate changed have the same points and normals as those without, and what is
    shown are the odds as answered plus the difference this makes.
    """
    open_ones = answered(whens, read)
    points = read.futures.points
    ends = {key: quantiles(points.rates[key], points.weights, ENDS) for key in acting(whens, read)}
    if not open_ones or not ends:
        return []
    changes = [(key, end) for key, both in ends.items() for end in both]
    odds = _changed_odds(changes, open_ones, read)
    bars = [
        TornadoBar(
            target=when.target,
            rate=key,
            low=low,
            high=high,
            probability_low=float(odds[row, 2 * column]),
            probability_high=float(odds[row, 2 * column + 1]),
        )
        for row, when in enumerate(open_ones)
        for column, (key, (low, high)) in enumerate(ends.items())
    ]
    order = {when.target.id: row for row, when in enumerate(open_ones)}
    return sorted(bars, key=lambda bar: (order[bar.target.id], -round(bar.swing, ALIKE), bar.rate))


def acting(whens: Sequence[AnswerDate], read: ReadFutures) -> list[str]:
    """Keys of the uncertain rates the odds are computed from, in order of their names."""
    points = read.futures.points
    rates = _Noted({key: values[:1] for key, values in points.rates.items()})
    moved = read.moved(simulate(_points(rates, points.normals[:1], read), read.futures.setting))
    for day, value in _asked(answered(whens, read)):
        moved.odds(day, value)
    return sorted(key for key in rates.asked_for if np.ptp(points.rates[key]) > 0)


class _Noted(dict[str, Floats]):
    """Rates that remember which of them were asked for."""

    def __init__(self, rates: Mapping[str, Floats]) -> None:
        super().__init__(rates)
        self.asked_for: set[str] = set()

    def __getitem__(self, key: str) -> Floats:
        self.asked_for.add(key)
        return super().__getitem__(key)


def _changed_odds(
    changes: Sequence[tuple[str, float]], whens: Sequence[AnswerDate], read: ReadFutures
) -> Floats:
    """Odds of each target with one rate set to a value, shape ``(n_targets, n_changes)``."""
    points = read.futures.points
    rows = slice(0, min(POINTS, points.per_block))
    weights = points.weights[rows] / points.weights[rows].sum()
    count, times = len(weights), len(changes) + 1
    rates = {key: np.tile(values[rows], times) for key, values in points.rates.items()}
    for place, (key, value) in enumerate(changes, start=1):
        rates[key][place * count : (place + 1) * count] = value
    normals = np.tile(points.normals[rows], (times, 1))
    found = reached(whens, read, rates=rates, normals=normals)
    odds = found.reshape(len(whens), times, count) @ weights
    answers = [[read.odds(day, value)] for day, value in _asked(whens)]
    return np.asarray(np.clip(odds[:, 1:] - odds[:, :1] + answers, 0.0, 1.0))


def reached(
    whens: Sequence[AnswerDate],
    read: ReadFutures,
    *,
    rates: Mapping[str, Floats],
    normals: Floats,
) -> Floats:
    """P(members >= value) of each target given the rates and what all unions share.

    Parameters
    ----------
    rates
        Key to values, shape ``(n,)`` [unit of each rate].
    normals
        Standard normals of the futures, shape ``(n, n_normals)``.

    Returns
    -------
    numpy.ndarray
        The new unions' own fates integrated out, shape ``(n_targets, n)``.
    """
    found = []
    for first in range(0, len(normals), TOGETHER):
        rows = slice(first, min(first + TOGETHER, len(normals)))
        part = _points({key: values[rows] for key, values in rates.items()}, normals[rows], read)
        moved = read.moved(simulate(part, read.futures.setting))
        found.append(np.stack([moved.law(day).reached(value) for day, value in _asked(whens)]))
    return np.concatenate(found, axis=1)


def _points(rates: dict[str, Floats], normals: Floats, read: ReadFutures) -> Points:
    """Points of equal weight."""
    count = len(normals)
    return Points(
        rates=rates,
        weights=np.full(count, 1 / count),
        normals=normals,
        blocks=(0,),
        seed=read.futures.points.seed,
        effective=float(count),
        pareto_k=None,
    )


def _asked(whens: Sequence[AnswerDate]) -> list[tuple[date, float]]:
    return [(when.answered_on, when.target.value) for when in whens if when.answered_on]
