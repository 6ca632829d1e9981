"""When in the year unions are founded, and how much of a year's foundings a period holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from forecast.units import DAYS_PER_YEAR, MONTHS_PER_YEAR


@dataclass(frozen=True, slots=True)
class Season:
    """How a year's foundings spread over the calendar months."""

    intensities: tuple[float, ...] = (1.0,) * MONTHS_PER_YEAR
    """Foundings in each month relative to a month of an even year, January first."""

    @classmethod
    def of(cls, foundings: Iterable[date]) -> Self:
        """The season that dated foundings of whole years show.

        One founding is added to every month, so that none is impossible and few foundings leave
        the year nearly even (the posterior mean under an even Dirichlet prior; Laplace's rule).

        Examples
        --------
        >>> Season.of([]) == Season()
        True
        >>> [round(x, 2) for x in Season.of([date(2020, 10, 5)] * 12).intensities[8:11]]
        [0.5, 6.5, 0.5]
        """
        counted = [1] * MONTHS_PER_YEAR
        for day in foundings:
            counted[day.month - 1] += 1
        return cls(tuple(MONTHS_PER_YEAR * count / sum(counted) for count in counted))

    def exposure(self, start: date, end: date) -> float:
        """Foundings of a period, its first day left out, as a share of a year's [years].

        Examples
        --------
        >>> round(Season().exposure(date(2018, 12, 31), date(2022, 12, 31)), 9)
        4.0
        """
        days = (start + timedelta(days=passed) for passed in range(1, (end - start).days + 1))
        return sum(self.intensities[day.month - 1] for day in days) / DAYS_PER_YEAR
