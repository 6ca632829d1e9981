"""How earlier forecasts fared: every later count against the range forecast for its day."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from forecast.present.published import EarlierForecast


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One count against one earlier forecast of it."""

    as_of: dt.date
    """What was known when it was forecast."""

    made_later: bool
    """It looks back and was made when the count could have been known."""

    day: dt.date
    """Of the count."""

    counted: float
    """[members]"""

    low: float
    """10th percentile forecast for that day [members]."""

    middle: float
    """Median forecast for that day [members]."""

    high: float
    """90th percentile forecast for that day [members]."""

    @property
    def is_inside(self) -> bool:
        """Whether the count fell into the range of 8 chances in 10, its ends included."""
        return self.low <= self.counted <= self.high


def forecast_for(found: EarlierForecast, day: dt.date) -> tuple[float, float, float]:
    """Low, middle and high of a day within the forecast, straight between months [members].

    Examples
    --------
    >>> january, march = dt.date(2023, 1, 1), dt.date(2023, 3, 2)
    >>> one = EarlierForecast(
    ...     as_of=january, dates=(january, march), low=(90, 80), middle=(100, 100), high=(110, 120)
    ... )
    >>> forecast_for(one, dt.date(2023, 1, 31))
    (85.0, 100.0, 115.0)
    """
    days = [one.toordinal() for one in found.dates]
    low, middle, high = (
        float(np.interp(day.toordinal(), days, members))
        for members in (found.low, found.middle, found.high)
    )
    return low, middle, high


def compared(
    earlier: Iterable[EarlierForecast], totals: Sequence[tuple[dt.date, float]]
) -> tuple[Compared, ...]:
    """Hold every count against every earlier forecast that reaches over its day.

    Parameters
    ----------
    earlier
        What earlier editions forecast, oldest first.
    totals
        Counted totals by date, oldest first [members].

    Returns
    -------
    tuple of Compared
        By forecast, then by day. The count a forecast started from is none of its tests.
    """
    return tuple(
        Compared(
            as_of=one.as_of,
            made_later=one.made_later,
            day=day,
            counted=counted,
            low=low,
            middle=middle,
            high=high,
        )
        for one in earlier
        for day, counted in totals
        if one.dates[0] < day <= one.dates[-1]
        for low, middle, high in [forecast_for(one, day)]
    )
