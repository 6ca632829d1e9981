"""Dates as files write them: year-month-day, and the day-first date a person may have meant."""

import datetime as dt
import re

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
"""Years outside are typing errors: no count of members is older, no plan reaches further."""

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)


def iso_date(text: str) -> dt.date | None:
    """The date written year-month-day in full, or nothing.

    Examples
    --------
    >>> iso_date("2022-11-17"), iso_date("2022-02-30")
    (datetime.date(2022, 11, 17), None)
    """
    if not _ISO.fullmatch(text):
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def day_first_date(text: str) -> dt.date | None:
    """The date written day first, as Vietnamese offices do, or nothing.

    Examples
    --------
    >>> day_first_date("31/12/2023")
    datetime.date(2023, 12, 31)
    """
    parts = _DAY_FIRST.fullmatch(text.strip())
    if parts is None:
        return None
    day, month, year = map(int, parts.groups())
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def in_reach(date: dt.date) -> bool:
    """Whether a dataset can mean this year."""
    return EARLIEST_YEAR <= date.year <= LATEST_YEAR
