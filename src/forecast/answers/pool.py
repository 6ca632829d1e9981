"""What the finite pool of firms allows, whatever the effort."""

import numpy as np

from forecast.answers.dates import AnswerDate
from forecast.answers.outcomes import Pool
from forecast.answers.weighted import quantiles
from forecast.model.futures import Futures
from forecast.units import years_between

LEVELS = (0.1, 0.5, 0.9)


def pool(when: AnswerDate, futures: Futures) -> Pool | None:
    """Firms that could found a union until the answer date, and the members if all did."""
    on, start = when.answered_on, futures.setting.start
    if on is None or on <= start:
        return None
    rates, weights = futures.points.rates, futures.weights
    years = years_between(futures.setting.origin, on)
    firms = rates["pool_firms"] + rates["pool_refill"] * years
    brought = firms * rates["new_union_size"] * (1 - rates["pool_size_decline"] / 2)
    ceiling = futures.members(on) + brought
    low, middle, high = quantiles(firms, weights, LEVELS)
    least, median, most = quantiles(np.asarray(ceiling), weights, LEVELS)
    return Pool(
        target=when.target,
        on=on,
        firms=(low, middle, high),
        members_ceiling=(least, median, most),
        exhausted_at=middle / years_between(start, on),
    )
