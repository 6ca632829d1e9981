"""The dates a projection steps through, and the dates on which new unions are founded."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
from scipy.stats import qmc

from forecast.record.reporting import month_end
from forecast.units import DAYS_PER_YEAR, years_between

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Every month end from the origin to the horizon, with the dates asked for in between."""

    dates: tuple[date, ...]
    """Ascending, the origin first."""

    @property
    def years(self) -> Floats:
        """Time since the origin of each date, shape ``(n_dates,)`` [years]."""
        return np.array([years_between(self.dates[0], day) for day in self.dates])

    def index(self, day: date) -> int:
        """Position of a date asked for.

        Raises
        ------
        ValueError
            If ``day`` is not on the timeline.
        """
        return self.dates.index(day)


def timeline(origin: date, marks: Iterable[date]) -> Timeline:
    """Month ends from ``origin`` to the last of ``marks``, and the marks after the origin.

    Examples
    --------
    >>> [str(day) for day in timeline(date(2022, 11, 17), [date(2023, 1, 15)]).dates]
    ['2022-11-17', '2022-11-30', '2022-12-31', '2023-01-15']
    """
    wanted = {origin, *(day for day in marks if day > origin)}
    last = max(wanted)
    day = month_end(origin)
    while day < last:
        wanted.add(day)
        day = month_end(day + timedelta(days=1))
    return Timeline(tuple(sorted(wanted)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """Possible foundings in time order; a plan of n a year uses those with ``order < n``."""

    order: Ints
    """Rank of the slot within its twelve months, shape ``(n_slots,)``, from 0."""

    year: Ints
    """Twelve months it belongs to, counted from the start, shape ``(n_slots,)``."""

    founded: Floats
    """Date of the founding, shape ``(n_slots,)`` [years since the origin]."""


def founding_slots(*, start: float, end: float, per_year: int) -> Slots:
    """Slots at fixed dates between two times, every twelve months in van der Corput order.

    The first n slots of a year are spread evenly for every n, so plans of n and n + 1 share their
    first n foundings (van der Corput 1935; base 2, without the leading 0).

    Parameters
    ----------
    start, end
        First moment of the first twelve months, and the moment before which slots are dated
        [years since the origin].
    per_year
        Slots in twelve months [unions per year].

    Examples
    --------
    >>> founding_slots(start=0.0, end=1.0, per_year=3).founded.tolist()
    [0.25, 0.5, 0.75]
    """
    years = max(0, int(np.ceil(end - start)))
    sequence = qmc.Halton(d=1, scramble=False).random(per_year + 1)[1:, 0]
    fractions = np.asarray(sequence, dtype=np.float64)
    order = np.tile(np.arange(per_year), years)
    year = np.repeat(np.arange(years), per_year)
    founded = np.asarray(start + year + np.tile(fractions, years), dtype=np.float64)
    keep = np.flatnonzero(founded < end)
    keep = keep[np.argsort(founded[keep], kind="stable")]
    return Slots(order=order[keep], year=year[keep], founded=founded[keep])


def add_years(day: date, years: float) -> date:
    """The date ``years`` after ``day``, to the nearest day."""
    return day + timedelta(days=round(years * DAYS_PER_YEAR))
