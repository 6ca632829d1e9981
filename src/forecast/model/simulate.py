"""Simulated futures of a membership: one run that answers for every number of new unions a year.

What all unions share (rates, the path of the economy) comes from the weighted points; every
union's own fate is drawn once and kept for all plans. Nothing here knows about targets.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import numpy as np
import numpy.typing as npt

from forecast.model.existing import ExistingPaths, project_existing
from forecast.model.foundings import (
    ASSOCIATIONS,
    BATCH,
    ENTERPRISES,
    INTERIM,
    Cohort,
    draw_cohort,
    pool_of,
    recorded_counts,
)
from forecast.model.growth import Flows
from forecast.model.rates import Points
from forecast.model.setting import Setting
from forecast.model.shocks import scheduled_path, shock_factors, shock_paths

Floats = npt.NDArray[np.float64]
Plan = int | Literal["recorded"]
"""New unions a year after the start, or as the record has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Foundings:
    """The new unions of one plan in every future."""

    cohort: Cohort
    factor: Floats
    """Share of its drawn size a union brings, 0 where none is founded, ``(n_points, n_slots)``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Futures:
    """Weighted futures of one setting; every figure of an answer is read off this object."""

    points: Points
    setting: Setting
    factors: Floats
    """Growth factor of the shared shock, shape ``(n_points, n_dates, n_sectors)``."""

    existing: ExistingPaths
    possible: Cohort
    """Every founding a plan may use."""

    per_year: int
    """Slots of ``possible`` in twelve months [unions per year]."""

    interim: Foundings
    """Founded between the origin and the start of the plan, as the record has them."""

    associations: Foundings
    recorded: npt.NDArray[np.int64]
    """Foundings of each twelve months if they go on as recorded, ``(n_points, n_years)``."""

    @property
    def weights(self) -> Floats:
        """Weight of each future, shape ``(n_points,)``, adding to 1."""
        return self.points.weights

    def planned(self, plan: Plan) -> Foundings:
        """The new unions of a plan, as far as the pool allows."""
        order, year = self.possible.slots.order, self.possible.slots.year
        limit = self.recorded[:, year] if plan == "recorded" else np.full((1, len(order)), plan)
        wanted = order < limit
        pool = pool_of(self.points, self.possible.slots)
        founded, factor = pool.founded(wanted, before=self._used())
        return Foundings(cohort=self.possible, factor=factor * founded)

    def total(self, day: date, foundings: Foundings) -> Floats:
        """Members of all sectors on a date under a plan, shape ``(n_points,)`` [members]."""
        return np.asarray(self._base(day) + self._brought(foundings, day).sum(axis=1))

    def curve(self, day: date, *, top: int) -> Floats:
        """Members on a date for every number of new unions a year.

        Returns
        -------
        numpy.ndarray
            Column n is the plan of n a year, shape ``(n_points, top + 1)`` [members].
        """
        slots = self.possible.slots
        brought = self._brought(Foundings(cohort=self.possible, factor=np.ones(1)), day)
        dated = np.flatnonzero(slots.founded <= self._years(day))
        order, brought = slots.order[dated], brought[:, dated]
        pool = pool_of(self.points, self.possible.slots)
        capacity, before = pool.capacity[:, dated], self._used()
        pool = replace(pool, capacity=capacity)
        shrink = brought * (pool.size_decline[:, None] / capacity)
        uses = order[:, None] < np.arange(top + 1)
        rank: Floats = np.cumsum(uses, axis=0) - uses.astype(np.float64)
        totals = brought @ uses - shrink @ (uses * rank) - before[:, None] * (shrink @ uses)
        least = capacity.min(axis=1, initial=np.inf)
        for n in range(1, top + 1):
            tight = np.flatnonzero(before + uses[:, n].sum() > np.floor(least))
            if len(tight):
                rows = replace(
                    pool, capacity=capacity[tight], size_decline=pool.size_decline[tight]
                )
                founded, factor = rows.founded(uses[None, :, n], before=before[tight])
                totals[tight, n] = (brought[tight] * factor * founded).sum(axis=1)
        return np.asarray(self._base(day)[:, None] + totals)

    def flows(self, day: date, foundings: Foundings) -> Flows:
        """What moved the members of each sector from the origin to a date.

        Returns
        -------
        Flows
            Arrays of shape ``(n_points, n_sectors)`` [members].
        """
        at = self.setting.timeline.index(day)
        kept = self.existing.flows
        flows = Flows(**{name: getattr(kept, name)[:, at] for name in Flows.__dataclass_fields__})
        for group in (self.interim, self.associations, foundings):
            flows = flows + self._group_flows(group, day)
        return flows

    def _group_flows(self, group: Foundings, day: date) -> Flows:
        at = self._years(day)
        joined = group.cohort.enrolled(self.points, at=at) * group.factor
        alive = joined * (group.cohort.closes > at)
        moved = self._brought(group, day) - alive
        own = {
            "organised": joined,
            "closed_members": joined - alive,
            "admitted": np.maximum(moved, 0.0),
            "left": np.maximum(-moved, 0.0),
        }
        flows = Flows.nothing((len(self.weights), len(self.setting.sectors)))
        for name, members in own.items():
            getattr(flows, name)[:, self.setting.founding_sector] = members.sum(axis=1)
        return flows

    def _base(self, day: date) -> Floats:
        """Members a plan cannot change: existing unions, interim foundings, associations."""
        existing = self.existing.members[:, self.setting.timeline.index(day)].sum(axis=1)
        interim = self._brought(self.interim, day).sum(axis=1)
        return np.asarray(existing + interim + self._brought(self.associations, day).sum(axis=1))

    def _brought(self, group: Foundings, day: date) -> Floats:
        """Members of each new union on a date, shape ``(n_points, n_slots)`` [members]."""
        at = self.setting.timeline.index(day)
        shock = self.factors[:, :, self.setting.founding_sector]
        since = np.searchsorted(self.setting.timeline.years, group.cohort.slots.founded)
        growth = shock[:, [at]] / shock[:, np.minimum(since, at)]
        return group.cohort.members(self.points, at=self._years(day)) * group.factor * growth

    def _used(self) -> Floats:
        """Firms the interim foundings took from the pool, shape ``(n_points,)``."""
        return np.asarray((self.interim.factor > 0).sum(axis=1), dtype=np.float64)

    def _years(self, day: date) -> float:
        return float(self.setting.timeline.years[self.setting.timeline.index(day)])


def simulate(points: Points, setting: Setting, *, top: int = BATCH) -> Futures:
    """Draw every union's fate for the shared points.

    Parameters
    ----------
    top
        Largest number of new unions a year that will be asked for [unions per year].

    Notes
    -----
    The random streams are Philox generators named by seed, kind and block, so that a larger
    ``top`` or another plan changes no draw.
    """
    factors = _factors(points, setting)
    start, end = setting.start_years, setting.end_years
    counts = recorded_counts(points, stream=ENTERPRISES, years=max(1, int(np.ceil(end - start))))
    per_year = -(-max(top, int(counts.max())) // BATCH) * BATCH
    return Futures(
        points=points,
        setting=setting,
        factors=factors,
        existing=project_existing(points, setting, factors=factors),
        possible=draw_cohort(
            points,
            stream=ENTERPRISES,
            start=start,
            end=end,
            per_year=per_year,
            size="new_union_size",
        ),
        per_year=per_year,
        interim=_interim(points, setting),
        associations=_associations(points, setting),
        recorded=counts,
    )


def _factors(points: Points, setting: Setting) -> Floats:
    steps = setting.timeline
    shock_sd = points.rates["shock_sd"]
    shocks = shock_paths(points.normals, shock_sd=shock_sd, steps=steps)
    scheduled = scheduled_path(setting.shocks, steps=steps)
    variance = shock_sd[:, None] ** 2 * steps.years
    loadings = [points.rates[f"shock_loading.{sector.id}"] for sector in setting.sectors]
    return np.stack(
        [shock_factors(shocks, scheduled, loading=pull, variance=variance) for pull in loadings],
        axis=-1,
    )


def _interim(points: Points, setting: Setting) -> Foundings:
    years = int(np.ceil(setting.start_years))
    counts = recorded_counts(points, stream=INTERIM, years=max(1, years))
    cohort = draw_cohort(
        points,
        stream=INTERIM,
        start=0.0,
        end=setting.start_years,
        per_year=-(-max(1, int(counts.max())) // BATCH) * BATCH,
        size="new_union_size",
    )
    wanted = cohort.slots.order < counts[:, cohort.slots.year]
    none_used = np.zeros(len(points.weights))
    founded, factor = pool_of(points, cohort.slots).founded(wanted, before=none_used)
    return Foundings(cohort=cohort, factor=factor * founded)


def _associations(points: Points, setting: Setting) -> Foundings:
    cohort = draw_cohort(
        points,
        stream=ASSOCIATIONS,
        start=setting.start_years,
        end=setting.end_years,
        per_year=setting.associations_per_year,
        size="association_size",
    )
    return Foundings(cohort=cohort, factor=np.ones((1, len(cohort.slots.order))))
