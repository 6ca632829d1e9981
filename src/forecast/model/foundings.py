"""How many unions are founded in each step of the timeline: planned, as recorded, within the pool.

Slots have fixed dates; what a step of the timeline needs to know of them is how many fall into it,
and when the last one does. So all plans and futures are counted in small tables.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr
from scipy.stats import nbinom

from forecast.model.rates import Points
from forecast.model.setting import Setting
from forecast.model.timeline import Slots, founding_slots

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

BATCH = 60
"""Slots of a year that are counted together; a longer grid adds as many again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """Foundings by twelve months, number a year and step of the timeline.

    Step i runs from date i of the timeline (excluded) to date i + 1; the first one holds what is
    founded on its first day too.
    """

    counts: Floats
    """Slots of order below n, shape ``(n_years, top + 1, n_steps)`` for n = 0 … top."""

    last: Floats
    """Date of the last of them, same shape; the step's start where there is none [years]."""

    dated: Floats
    """Mean date of a step's slots, shape ``(n_steps,)`` [years since the origin]."""

    @property
    def years(self) -> int:
        """Periods of twelve months."""
        return len(self.counts)

    def wanted(self, plans: Ints) -> tuple[Floats, Floats]:
        """Foundings of each step, and the date of the last.

        Parameters
        ----------
        plans
            Number in each twelve months, shape ``(n, n_years)``.

        Returns
        -------
        wanted, last
            Shape ``(n, n_steps)``.
        """
        each = range(self.years)
        counts = np.sum([self.counts[year][plans[:, year]] for year in each], axis=0)
        dates = np.max([self.last[year][plans[:, year]] for year in each], axis=0)
        return counts, dates


@lru_cache(maxsize=32)
def founding_steps(*, start: float, end: float, per_year: int, times: tuple[float, ...]) -> Steps:
    """Count the slots between two times by step of a timeline.

    Parameters
    ----------
    start, end
        Founding dates lie in ``[start, end)`` [years since the origin].
    per_year
        Largest number of new unions a year.
    times
        Dates of the timeline [years since the origin].
    """
    slots = founding_slots(start=start, end=end, per_year=per_year)
    edges = np.asarray(times)
    step = np.searchsorted(edges[1:], slots.founded, side="left")
    years = max(1, int(np.ceil(end - start)))
    shape = (years, per_year + 1, len(edges) - 1)
    counts, last = np.zeros(shape), np.broadcast_to(edges[:-1], shape).copy()
    for year, order, at, founded in zip(slots.year, slots.order, step, slots.founded, strict=True):
        counts[year, order + 1 :, at] += 1
        last[year, order + 1 :, at] = np.maximum(last[year, order + 1 :, at], founded)
    return Steps(counts=counts, last=last, dated=_mean_dates(slots, step, edges))


def _mean_dates(slots: Slots, step: npt.NDArray[np.intp], edges: Floats) -> Floats:
    number = np.bincount(step, minlength=len(edges) - 1)
    total = np.bincount(step, slots.founded, minlength=len(edges) - 1)
    middle = (edges[1:] + edges[:-1]) / 2
    return np.asarray(np.where(number > 0, total / np.maximum(number, 1), middle))


def interim_steps(setting: Setting, per_year: int) -> Steps:
    """Foundings between the origin and the start of the plan, up to so many a year."""
    return _steps(setting, start=0.0, end=setting.start_years, per_year=per_year)


def planned_steps(setting: Setting, per_year: int) -> Steps:
    """Foundings from the start of the plan to the last date, up to so many a year."""
    return _steps(setting, start=setting.start_years, end=setting.end_years, per_year=per_year)


def _steps(setting: Setting, *, start: float, end: float, per_year: int) -> Steps:
    """Rounded up to whole batches, so that few tables serve all plans."""
    rounded = -(-max(1, per_year) // BATCH) * BATCH
    times = tuple(float(t) for t in setting.timeline.years)
    return founding_steps(start=start, end=end, per_year=rounded, times=times)


def recorded_counts(points: Points, normals: Floats) -> Ints:
    """Foundings of every twelve months if they go on as the record has them.

    Parameters
    ----------
    normals
        Independent standard normals, shape ``(n_points, n_years)``.

    Returns
    -------
    numpy.ndarray
        Negative binomial counts, shape ``(n_points, n_years)``.
    """
    size = points.rates["founding_dispersion"][:, None]
    chance = size / (size + points.rates["founding_rate"][:, None])
    return np.asarray(nbinom.ppf(ndtr(normals), size, chance), dtype=np.int64)
