"""What an 80 % range implies: its median, and the range when a planner moves the median.

A range is symmetric on the scale of its shape: as it stands (signed), in logarithms (positive) or
in log-odds (fraction). Nothing here knows a file or a rate.
"""

import math
from collections.abc import Callable

from forecast.record.vocabulary import Shape

Range = tuple[float, float, float]
"""10th percentile, median, 90th percentile."""


def _log_odds(fraction: float) -> float:
    return math.log(fraction) - math.log1p(-fraction)


def _fraction(log_odds: float) -> float:
    # Each branch takes the exponential of a negative number, which cannot overflow.
    if log_odds < 0:
        return math.exp(log_odds) / (1 + math.exp(log_odds))
    return 1 / (1 + math.exp(-log_odds))


_SCALES: dict[Shape, tuple[Callable[[float], float], Callable[[float], float]]] = {
    "fraction": (_log_odds, _fraction),
    "positive": (math.log, math.exp),
    "signed": (float, float),
}
_ENDS: dict[Shape, tuple[float, float]] = {
    "fraction": (0.0, 1.0),
    "positive": (0.0, math.inf),
    "signed": (-math.inf, math.inf),
}


def inside(value: float, *, shape: Shape) -> bool:
    """Whether a distribution of this shape can take ``value``.

    Examples
    --------
    >>> inside(0.0, shape="positive")
    False
    """
    low, high = _ENDS[shape]
    return low < value < high


def implied_median(low: float, high: float, *, shape: Shape) -> float:
    """Median of the distribution whose 10th and 90th percentiles are ``low`` and ``high``.

    Examples
    --------
    >>> round(implied_median(40.0, 90.0, shape="positive"), 6)
    60.0
    """
    to, back = _SCALES[shape]
    return back((to(low) + to(high)) / 2)


def with_median(value: float, *, base: Range, shape: Shape) -> Range:
    """The range of ``base`` moved so that its median is ``value``, as wide on its own scale.

    A rate that has no width, or whose new median lies at the end of its scale, becomes fixed.

    Examples
    --------
    >>> [round(x, 6) for x in with_median(0.02, base=(-0.03, 0.01, 0.05), shape="signed")]
    [-0.02, 0.02, 0.06]
    """
    low, median, high = base
    if low == high or not (inside(value, shape=shape) and inside(median, shape=shape)):
        return value, value, value
    to, back = _SCALES[shape]
    shift = to(value) - to(median)
    return back(to(low) + shift), value, back(to(high) + shift)
