"""How the figures of an answer are rounded for other programs: once, and alike everywhere."""

from datetime import date
from typing import Any

Json = dict[str, Any]


def odds(probability: float | None) -> float | None:
    """A probability to four decimals."""
    return None if probability is None else round(probability, 4)


def people(count: float | None) -> int | None:
    """A count to a whole number."""
    return None if count is None else round(count)


def day(value: date | None) -> str | None:
    """A date in ISO form."""
    return None if value is None else value.isoformat()
