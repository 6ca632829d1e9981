"""What the odds would be if the rates were known: the part of the doubt that a record could end."""

from dataclasses import replace
from datetime import date

import numpy as np

from forecast.answers.targets import ReadFutures
from forecast.model.futures import Futures, simulate

RATES = 256
"""Sets of rates, drawn from the weighted points."""

ECONOMIES = 32
"""Paths of the economy for each of them."""


def with_known_rates(futures: Futures) -> Futures:
    """Futures in groups of equal rates, each with the same paths of the economy.

    The sets of rates are a systematic sample of the weighted points (Kitagawa 1996), so that they
    weigh alike; group g is rows ``g * ECONOMIES`` and following.
    """
    points = futures.points
    upto = np.cumsum(points.weights) / points.weights.sum()
    chosen = np.searchsorted(upto, (np.arange(RATES) + 0.5) / RATES)
    rows = np.repeat(chosen, ECONOMIES)
    grouped = replace(
        points,
        rates={key: values[rows] for key, values in points.rates.items()},
        weights=np.full(len(rows), 1 / len(rows)),
        normals=np.tile(points.normals[:ECONOMIES], (RATES, 1)),
        blocks=(0,),
    )
    return simulate(grouped, futures.setting)


def odds_if_known(grouped: ReadFutures, day: date, value: float) -> tuple[float, float]:
    """10th and 90th percentile of P(members >= value) over sets of rates.

    Parameters
    ----------
    grouped
        A reading of the futures of `with_known_rates`.
    """
    odds = grouped.law(day).reached(value).reshape(RATES, ECONOMIES).mean(axis=1)
    low, high = np.quantile(odds, (0.1, 0.9))
    return float(low), float(high)
