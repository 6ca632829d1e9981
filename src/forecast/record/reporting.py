"""The official counts of a federation: on which days of the year they fall."""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date, timedelta


def next_reporting_date(after: date, reporting: Iterable[str]) -> date:
    """First official count after a date.

    Parameters
    ----------
    reporting
        Month and day of each count of the year, ``"05-31"``.

    Examples
    --------
    >>> next_reporting_date(date(2022, 11, 30), ["05-31", "11-30"]).isoformat()
    '2023-05-31'
    """
    counts = reporting_dates(reporting, first=after.year, last=after.year + 1)
    return next(day for day in counts if day > after)


def last_reporting_date(before: date, reporting: Iterable[str]) -> date:
    """Last official count before a date.

    Examples
    --------
    >>> last_reporting_date(date(2025, 6, 30), ["05-31", "11-30"]).isoformat()
    '2025-05-31'
    """
    counts = reporting_dates(reporting, first=before.year - 1, last=before.year)
    return counts[bisect_left(counts, before) - 1]


def reporting_dates(reporting: Iterable[str], *, first: int, last: int) -> list[date]:
    """Official counts of the calendar years ``first`` to ``last``, ascending."""
    days = sorted(reporting)
    return [
        _day(year, *map(int, day.split("-"))) for year in range(first, last + 1) for day in days
    ]


def _day(year: int, month: int, day: int) -> date:
    """A day of a month, or the month's last one where it is shorter (29 February)."""
    return min(date(year, month, 1) + timedelta(days=day - 1), month_end(date(year, month, 1)))


def month_end(day: date) -> date:
    """Last day of the month of ``day``."""
    first_of_next = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return first_of_next - timedelta(days=1)
