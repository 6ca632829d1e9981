"""What earlier editions said, read back from what they published."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierForecast:
    """Members by month as an earlier edition forecast them."""

    as_of: date
    """What was known when it was forecast."""

    dates: tuple[date, ...]
    low: tuple[float, ...]
    """10th percentile on each date [members]."""

    middle: tuple[float, ...]
    """Median on each date [members]."""

    high: tuple[float, ...]
    """90th percentile on each date [members]."""
