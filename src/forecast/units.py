"""Conversions between the units the model speaks: years, months, annual rates, hazards."""

from datetime import date
from math import log1p

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


def monthly_hazard(annual_rate: float) -> float:
    """Monthly hazard that loses ``annual_rate`` of a closed stock within a year [1/month].

    Parameters
    ----------
    annual_rate
        Fraction of the stock lost in twelve months, in [0, 1) [fraction per year].

    Raises
    ------
    ValueError
        If ``annual_rate`` is outside [0, 1).

    Examples
    --------
    >>> round(monthly_hazard(0.12), 6)
    0.010653
    """
    if not 0.0 <= annual_rate < 1.0:
        raise ValueError(f"annual_rate is {annual_rate}, but must lie in [0, 1): 0.05 is 5 %")
    return -log1p(-annual_rate) / MONTHS_PER_YEAR
