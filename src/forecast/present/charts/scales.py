"""From figures to pixels: straight scales, their round steps, and days as moments."""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

ROUNDS = 40
"""Of making room for labels; each halves at least what is lacking."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from figures to pixels."""

    low: float
    """Figure at ``start``."""

    high: float
    """Figure at ``end``."""

    start: float
    end: float

    step: float | None = None
    """Distance of the round figures its ends stand on; ``None`` where they stand on none."""

    def at(self, figure: float) -> float:
        """Where a figure stands [px].

        Examples
        --------
        >>> Scale(100, 200, start=300, end=0).at(150)
        150.0
        """
        return self.start + (figure - self.low) / (self.high - self.low) * (self.end - self.start)

    def figure(self, place: float) -> float:
        """Which figure stands at a place [px]."""
        return self.low + (place - self.start) / (self.end - self.start) * (self.high - self.low)

    def steps(self, *, most: int, left: float, right: float, room: float = 18.0) -> list[float]:
        """Round figures to mark, none so near an end that its label would stick out.

        Parameters
        ----------
        left
            Free to the left of the axis [px].
        right
            Free to the right of the axis [px].
        room
            Half the width of a label [px].
        """
        first, last = self.start + room - left, self.end - room + right
        marks = round_steps(self.low, self.high, most=most)
        return [
            one for one in marks if max(first, self.start) <= self.at(one) <= min(last, self.end)
        ]

    @property
    def marks(self) -> list[float]:
        """Round figures from one end to the other."""
        step = self.step or self.high - self.low
        count = round((self.high - self.low) / step)
        return [self.low + step * i for i in range(count + 1)]

    @property
    def domain(self) -> list[float]:
        """Both ends, as a chart is told them."""
        return [self.low, self.high]

    @classmethod
    def round(cls, figures: Sequence[float], *, start: float, end: float, most: int) -> Self:
        """Hold all figures between two round ends."""
        step = round_step(min(figures), max(figures), most=most)
        low, high = math.floor(min(figures) / step) * step, math.ceil(max(figures) / step) * step
        return cls(low, high if high > low else low + step, start, end, step)


def fitting(needs: Sequence[tuple[float, float, float]], width: float) -> Scale:
    """Spread figures over a width so that what is written beside them stays inside.

    Parameters
    ----------
    needs
        Figures, each with the room it needs to its left and to its right [px].
    width
        Of the axis, which holds them all [px].

    Examples
    --------
    >>> scale = fitting([(0, 10, 0), (90, 0, 0)], width=100)
    >>> round(scale.at(0)), round(scale.low), round(scale.high)
    (10, -10, 90)
    """
    figures = [figure for figure, _, _ in needs]
    low, high = min(figures), max(figures)
    high = high if high > low else low + 1.0
    left = right = 0.0
    # Room on one side moves the figures on the other; a few rounds bring it below a pixel.
    for _ in range(ROUNDS):
        scale = Scale(low, high, left, width - right)
        left += max(0.0, *(before - scale.at(figure) for figure, before, _ in needs))
        right += max(0.0, *(scale.at(figure) + after - width for figure, _, after in needs))
    scale = Scale(low, high, left, width - right)
    return Scale(scale.figure(0), scale.figure(width), 0, width)


def round_step(low: float, high: float, *, most: int) -> float:
    """Smallest of 1, 2 and 5 times a power of ten that cuts a range into ``most`` parts or fewer.

    Examples
    --------
    >>> round_step(15_100, 19_500, most=5)
    1000.0
    """
    rough = (high - low) / most or 1.0
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * part for part in (1, 2, 5, 10) if power * part >= rough * (1 - 1e-9))


def round_steps(low: float, high: float, *, most: int) -> list[float]:
    """Every round step between two ends, both included where they are round.

    Examples
    --------
    >>> round_steps(0, 60, most=7)
    [0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0]
    """
    step = round_step(low, high, most=most)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [step * i for i in range(first, last + 1)]


def moment(day: dt.date) -> int:
    """Milliseconds from 1970 to midnight UTC, so that no time zone moves a date.

    Examples
    --------
    >>> moment(dt.date(1970, 1, 2))
    86400000
    """
    return int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp() * 1000)


HALF_YEAR = 365.25 / 2
"""[days]"""


def half_years(first: dt.date, last: dt.date, *, apart: float) -> list[dt.date]:
    """Ends of halves of a year, of every n-th so that they are at least ``apart`` days apart.

    Where more than one half lies between them they are ends of years.

    Examples
    --------
    >>> from datetime import date
    >>> [f"{day:%Y-%m}" for day in half_years(date(2022, 11, 17), date(2024, 12, 31), apart=200)]
    ['2022-12', '2023-12', '2024-12']
    """
    years = range(first.year, last.year + 1)
    halves = [day for year in years for day in (dt.date(year, 6, 30), dt.date(year, 12, 31))]
    shown = [day for day in halves if first <= day <= last] or [last]
    step = max(1, math.ceil(apart / HALF_YEAR))
    if step > 1:
        step += step % 2
        shown = shown if shown[-1].month == 12 or len(shown) < 2 else shown[:-1]
    return shown[::-1][::step][::-1]
