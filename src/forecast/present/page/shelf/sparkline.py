"""A line no larger than a word: odds over time, always on the same scale from 0 to 100 %.

The same scale everywhere lets two lines be compared; one that fills its box would make a move
from 2 % to 3 % look like a turn.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 200.0, 56.0
"""Size of the drawing [pixels of the viewBox]."""

MARGIN = 5.0
"""Room for the dots at the edge [pixels of the viewBox]."""

NAMED = 34.0
"""Room to the right for the name of the rule of even odds [pixels of the viewBox]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sparkline:
    """Dots of a line in a box of `WIDTH` by `HEIGHT`; y grows downwards."""

    dots: tuple[tuple[float, float], ...]
    """Oldest first [pixels of the viewBox]."""

    width: float = WIDTH
    height: float = HEIGHT
    end: float = WIDTH - NAMED
    """Right end of the rules [pixels of the viewBox]."""

    even: float
    """Where odds are even [pixels of the viewBox, downwards]."""

    floor: float
    """Where odds are 0 [pixels of the viewBox, downwards]."""

    @property
    def points(self) -> str:
        """The dots as a polyline writes them."""
        return " ".join(f"{x:g},{y:g}" for x, y in self.dots)


def sparkline(points: Sequence[tuple[dt.date, float]]) -> Sparkline:
    """Lay out odds by date.

    Parameters
    ----------
    points
        Dates in rising order, no date twice, with odds between 0 and 1; two or more.

    Examples
    --------
    >>> new_year, eve = dt.date(2022, 1, 1), dt.date(2022, 12, 31)
    >>> sparkline([(new_year, 0.0), (eve, 1.0)]).points
    '5,51 161,5'
    """
    first, last = points[0][0], points[-1][0]
    width = (WIDTH - NAMED - 2 * MARGIN) / (last - first).days
    dots = ((MARGIN + width * (day - first).days, _height(odds)) for day, odds in points)
    return Sparkline(
        dots=tuple((round(x, 1), round(y, 1)) for x, y in dots),
        even=_height(0.5),
        floor=_height(0.0),
    )


def _height(odds: float) -> float:
    return MARGIN + (HEIGHT - 2 * MARGIN) * (1 - odds)
