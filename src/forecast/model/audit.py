"""An exact simulator, one union at a time: what the fast engine is measured against.

Every union has its own size, its own closing date and its own place in the pool; nothing is
integrated out and no law of a sum is assumed. It shares with the fast engine what all unions of a
path share: the weighted points, the timeline and the path of the economy.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from math import ceil

import numpy as np
import numpy.typing as npt

from forecast.model.audit_existing import existing_members
from forecast.model.audit_founded import follow, recorded_counts
from forecast.model.audit_paths import ASSOCIATIONS, ENTERPRISES, INTERIM, REPLICATES, Paths
from forecast.model.audit_pool import Pool
from forecast.model.plans import Plan, by_year
from forecast.model.rates import Points
from forecast.model.setting import Setting

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

CHUNK = 1024
"""Paths simulated together, which bounds the memory of a thread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    """Members on every path, all sectors together."""

    members: Floats
    """Shape ``(n_paths, n_plans, n_days)`` [members]."""

    weights: Floats
    """Shape ``(n_paths,)``, adding to the sum of the points' weights."""

    replicates: int
    """Paths of one point; those of point p are rows ``p * replicates`` and following."""

    def odds(self, value: npt.ArrayLike) -> tuple[Floats, Floats]:
        """P(members >= value) and its standard error.

        Parameters
        ----------
        value
            One for all, or one a day [members].

        Returns
        -------
        odds, standard_error
            Shape ``(n_plans, n_days)`` each. With two replicates or more the error is that of the
            unions' own fates given the points, which another method at the same points is compared
            by; with one it is that of the whole sample.

        Notes
        -----
        Given the points, the variance is the sum of ``w_p^2 q_p (1 - q_p) / (R - 1)``, with
        weight w and share q of the R replicates of a point that reach the value: the unbiased
        variance of a share. For one replicate it is the sum of ``w^2 (hit - odds)^2``, the delta
        method for weighted means (Owen 2013, section 9.2).
        """
        reached = self.members >= np.asarray(value)
        by_point = reached.reshape(-1, self.replicates, *reached.shape[1:]).mean(axis=1)
        weights = self.weights.reshape(-1, self.replicates).sum(axis=1)
        odds = np.tensordot(weights, by_point, axes=1)
        if self.replicates > 1:
            variances = by_point * (1 - by_point) / (self.replicates - 1)
        else:
            variances = (by_point - odds) ** 2
        return odds, np.sqrt(np.tensordot(weights**2, variances, axes=1))


def audit(
    points: Points,
    setting: Setting,
    *,
    days: Sequence[date],
    plans: Sequence[Plan],
    replicates: int = 1,
    chunk: int = CHUNK,
    threads: int = 1,
) -> Audited:
    """Simulate every union of every path.

    Parameters
    ----------
    points
        Weighted points of the rates; normals beyond the steps of the timeline are not looked at.
    days
        Dates at which members are counted, each on the setting's timeline.
    plans
        New unions a year, all compared in the same futures.
    replicates
        Paths of each point: the unions' fates are drawn so many times.
    chunk
        Paths simulated together; it changes no number, like ``threads``. A thread's memory grows
        with it and with the foundings of a year: thousands of these want a smaller chunk.

    Raises
    ------
    ValueError
        If a day is not on the timeline, or there are no or too many replicates.

    Notes
    -----
    Scrambles may be audited one after the other (`Points.split`): the paths are the same, the odds
    add up, and with two replicates or more so do the squared errors.
    """
    if not 0 < replicates <= REPLICATES:
        raise ValueError(f"replicates is {replicates}, but must lie in 1 … {REPLICATES}")
    dates = np.array([setting.timeline.index(day) for day in days])
    count = len(points.weights)
    members = np.empty((count, replicates, len(plans), len(days)))

    def fill(part: tuple[slice, slice]) -> None:
        rows, copies = part
        own = range(*copies.indices(replicates))
        paths = Paths.of(points, setting, rows=rows, replicates=own)
        members[part] = np.moveaxis(_members(paths, plans=plans, dates=dates), 0, -1)

    parts = product(_slices(count, max(1, chunk // replicates)), _slices(replicates, chunk))
    with ThreadPoolExecutor(threads) as workers:
        list(workers.map(fill, parts))  # a list, so that an error in a thread is raised here
    return Audited(
        members=members.reshape(count * replicates, len(plans), len(days)),
        weights=np.repeat(points.weights / replicates, replicates),
        replicates=replicates,
    )


def _slices(count: int, length: int) -> list[slice]:
    return [slice(first, first + length) for first in range(0, count, length)]


def _members(paths: Paths, *, plans: Sequence[Plan], dates: Ints) -> Floats:
    """Members of all unions, shape ``(n_dates, n_points, n_replicates, n_plans)``."""
    setting = paths.setting
    start, end = setting.start_years, setting.end_years
    years = max(1, ceil(end - start))
    untouched = Pool.of(paths, used=np.zeros((len(paths.points), 1)))
    interim = follow(
        paths,
        kind=INTERIM,
        between=(0.0, start),
        size="new_union_size",
        limits=recorded_counts(paths, kind=INTERIM, years=ceil(start)),
        pool=untouched,
        dates=dates,
    )
    associations = follow(
        paths,
        kind=ASSOCIATIONS,
        between=(start, end),
        size="association_size",
        limits=np.full((years, 1, 1, 1), setting.associations_per_year),
        pool=Pool.endless(paths),
        dates=dates,
    )
    base = existing_members(paths, dates=dates)[..., None] + interim.members + associations.members
    members = np.repeat(base, len(plans), axis=-1)
    pool = replace(untouched, used=interim.used[..., 0])
    for columns, limits in _limits(paths, plans, years=years):
        members[..., columns] += follow(
            paths,
            kind=ENTERPRISES,
            between=(start, end),
            size="new_union_size",
            limits=limits,
            pool=pool,
            dates=dates,
        ).members
    return members


def _limits(paths: Paths, plans: Sequence[Plan], *, years: int) -> Iterator[tuple[list[int], Ints]]:
    """Positions of plans that are followed together, and their numbers in each twelve months."""
    fixed = {column: plan for column, plan in enumerate(plans) if plan != "recorded"}
    recorded = [column for column in range(len(plans)) if column not in fixed]
    if fixed:
        numbers = np.concatenate([by_year(plan, years) for plan in fixed.values()])
        yield list(fixed), numbers.T[:, None, None, :]
    if recorded:
        yield recorded, recorded_counts(paths, kind=ENTERPRISES, years=years)
