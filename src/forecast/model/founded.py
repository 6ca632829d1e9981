"""The new unions of one plan, one row a union, in every future."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from forecast.model.foundings import Cohort
from forecast.model.growth import enrolled
from forecast.model.rates import Points
from forecast.model.setting import Setting

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Founded:
    """Unions that are founded, those of all futures in one list of ``n_unions``."""

    n_points: int
    point: npt.NDArray[np.intp]
    """The future each belongs to."""

    founded: Floats
    """[years since the origin]"""

    closes: Floats
    """[years since the origin]"""

    members: Floats
    """Members when fully enrolled [members]."""

    shock_before: Floats
    """The shock's growth from the origin to the founding."""

    at_founding: Floats
    """Share enrolled on the day of the founding."""

    months: Floats
    """Time until all are enrolled [months]."""

    _totals: dict[float, Floats] = field(default_factory=dict, repr=False, compare=False)

    @property
    def firms(self) -> Floats:
        """Unions founded in each future, shape ``(n_points,)``."""
        return self.by_point(np.ones(len(self.point)))

    def joined(self, at: float) -> Floats:
        """Members enrolled until a date, those of closed unions included, ``(n_unions,)``."""
        share = enrolled(at - self.founded, at_founding=self.at_founding, months=self.months)
        return self.members * share

    def total(self, at: float) -> Floats:
        """Members on a date over the shock's growth since the origin, ``(n_points,)`` [members]."""
        if at not in self._totals:
            open_ones = self.joined(at) * (self.closes > at) / self.shock_before
            self._totals[at] = self.by_point(open_ones)
        return self._totals[at]

    def by_point(self, values: Floats) -> Floats:
        """Sum over the unions of each future, shape ``(n_points,)``."""
        sums = np.bincount(self.point, values, minlength=self.n_points)
        return sums.astype(np.float64)


def found(
    cohort: Cohort, share: Floats, *, points: Points, shock: Floats, setting: Setting
) -> Founded:
    """The unions of a cohort that bring a positive share of their drawn size.

    Parameters
    ----------
    share
        Size factor, 0 where none is founded, shape ``(n_points, n_slots)``.
    shock
        Growth factor of the founding sector, shape ``(n_points, n_dates)``.
    """
    point, slot = np.nonzero(share > 0)
    return Founded(
        n_points=len(share),
        point=point,
        founded=cohort.slots.founded[slot],
        closes=cohort.closes[point, slot],
        members=cohort.sizes[point, slot] * share[point, slot],
        shock_before=shock[point, shock_index(cohort, setting)[slot]],
        at_founding=points.rates["enrolment_at_founding"][point],
        months=points.rates["enrolment_months"][point],
    )


def shock_index(cohort: Cohort, setting: Setting) -> npt.NDArray[np.intp]:
    """First date of the timeline at or after each founding: from then on the shock acts."""
    return np.searchsorted(setting.timeline.years, cohort.slots.founded)
