"""What a projection starts from: stocks, dates and dated breaks, as plain values."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt

from forecast.model.stocks import SectorStock
from forecast.model.timeline import Timeline, timeline
from forecast.units import years_between

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """Members who leave or arrive at once, by a dated event.

    It touches the unions that existed at the origin, each in the same proportion. Unions founded
    since then are not touched: nobody is long gone from a list that is new.
    """

    on: date
    sector: str | None
    """Sector it touches; ``None`` for every sector."""

    share: float
    """Signed fraction of the members at that date."""

    members: float
    """Signed number of members, spread over the sectors it touches by their size [members]."""

    rate: str | None = None
    """Key of a rate that is a further share, struck off the lists."""

    @property
    def moves_workers(self) -> bool:
        """Whether the workers of the units leave or arrive with the members.

        Those who are struck off had gone before: the units keep the workers they have, and so the
        room that is left for members grows.
        """
        return self.rate is None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledShock:
    """A shock a scenario puts on a period."""

    start: date
    end: date
    change: float
    """Fraction of the members gained or lost over the whole period at a loading of 1."""


@dataclass(frozen=True, kw_only=True)
class Setting:
    """Everything the future starts from except the rates."""

    origin: date
    """Date of the opening stock."""

    start: date
    """Date from which a plan's foundings count; not before ``origin``."""

    marks: tuple[date, ...]
    """Dates that will be asked for."""

    sectors: tuple[SectorStock, ...]
    workers: float | None
    """Workers of the unionised units, all sectors; ``None`` lifts the ceiling [workers]."""

    breaks: tuple[Break, ...] = ()
    shocks: tuple[ScheduledShock, ...] = ()
    associations_per_year: int = 0

    @cached_property
    def timeline(self) -> Timeline:
        """The steps: month ends, the start, every mark and every break before the last mark."""
        last = max(self.marks)
        breaks = [b.on for b in self.breaks if self.origin < b.on <= last]
        return timeline(self.origin, [*self.marks, *breaks, self.start])

    @property
    def start_years(self) -> float:
        """Time from the origin to the start of the plan [years]."""
        return years_between(self.origin, self.start)

    @property
    def end_years(self) -> float:
        """Time from the origin to the last date of the timeline [years]."""
        return years_between(self.origin, self.timeline.dates[-1])

    @property
    def founding_sector(self) -> int:
        """Position of the sector in which unions are founded."""
        return next(i for i, sector in enumerate(self.sectors) if sector.founding)
