"""Conversions between the units the model speaks: years, months, annual rates, hazards."""

from datetime import date

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

DAYS_PER_YEAR = 365.25
"""Mean length of a Julian year [days]."""

MONTHS_PER_YEAR = 12


def years_between(start: date, end: date) -> float:
    """Time from ``start`` to ``end`` [years]; negative when ``end`` comes first.

    Examples
    --------
    >>> years_between(date(2021, 1, 1), date(2025, 1, 1))
    4.0
    """
    return (end - start).days / DAYS_PER_YEAR


def monthly_hazard(annual_rate: npt.ArrayLike) -> Floats:
    """Monthly hazard that loses ``annual_rate`` of a closed stock within a year [1/month].

    Parameters
    ----------
    annual_rate
        Fraction of the stock lost in twelve months, any shape, in [0, 1) [fraction per year].

    Raises
    ------
    ValueError
        If an ``annual_rate`` is outside [0, 1).

    Examples
    --------
    >>> round(float(monthly_hazard(0.12)), 6)
    0.010653
    """
    rates = np.asarray(annual_rate, dtype=np.float64)
    outside = rates[(rates < 0) | ~(rates < 1)]
    if outside.size:
        raise ValueError(f"annual_rate is {outside[0]}, but must lie in [0, 1): 0.05 is 5 %")
    return np.asarray(-np.log1p(-rates) / MONTHS_PER_YEAR)
