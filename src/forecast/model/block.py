"""The futures of one scramble of points: one run that answers for every number of new unions.

What all unions share (rates, the path of the economy) comes from the weighted points; every
union's own fate is drawn once and kept for all plans. Nothing here knows about targets.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import numpy as np
import numpy.typing as npt

from forecast.model.existing import ExistingPaths, closed_shares, project_existing
from forecast.model.founded import Founded, found, shock_index
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
class Block:
    """The futures of one scramble of points."""

    points: Points
    setting: Setting
    factors: Floats
    """Growth factor of the shared shock, shape ``(n_points, n_dates, n_sectors)``."""

    closed: Floats
    """Share of the remaining members whose union closes in each step, same shape."""

    existing: ExistingPaths
    possible: Cohort
    """Every founding a plan may use."""

    per_year: int
    """Slots of ``possible`` in twelve months [unions per year]."""

    interim: Founded
    """Founded between the origin and the start of the plan, as the record has them."""

    associations: Founded
    recorded: npt.NDArray[np.int64]
    """Foundings of each twelve months if they go on as recorded, ``(n_points, n_years)``."""

    @property
    def weights(self) -> Floats:
        """Weight of each future, shape ``(n_points,)``, adding to 1."""
        return self.points.weights

    def planned(self, plan: Plan) -> Founded:
        """The new unions of a plan, as far as the pool allows."""
        order, year = self.possible.slots.order, self.possible.slots.year
        limit = self.recorded[:, year] if plan == "recorded" else np.full((1, len(order)), plan)
        wanted = order < limit
        used = np.flatnonzero(wanted.any(axis=0))
        cohort = self.possible.take(used)
        pool = pool_of(self.points, cohort.slots)
        founded, factor = pool.founded(wanted[:, used], before=self.interim.firms)
        return self._found(cohort, factor * founded)

    def _found(self, cohort: Cohort, share: Floats) -> Founded:
        return found(cohort, share, points=self.points, shock=self._shock, setting=self.setting)

    @property
    def _shock(self) -> Floats:
        """Growth factor of the shock in the founding sector, ``(n_points, n_dates)``."""
        return self.factors[:, :, self.setting.founding_sector]

    def with_slots(self, top: int) -> "Block":
        """The same futures with enough slots for ``top`` new unions a year."""
        if top <= self.per_year:
            return self
        return replace(self, possible=_possible(self.points, self.setting, top), per_year=top)

    def with_net_change(self, shift: float) -> "Block":
        """The same futures with another net change of all existing unions [fraction per year]."""
        return self._with_existing(self.setting, shift)

    def without_ceiling(self) -> "Block":
        """The same futures where members may exceed the workers of their units."""
        return self._with_existing(replace(self.setting, workers=None), 0.0)

    def _with_existing(self, setting: Setting, shift: float) -> "Block":
        existing = project_existing(
            self.points, setting, factors=self.factors, closed=self.closed, net_change_shift=shift
        )
        return replace(self, existing=existing)

    def total(self, day: date, founded: Founded) -> Floats:
        """Members of all sectors on a date under a plan, shape ``(n_points,)`` [members]."""
        return np.asarray(self._base(day) + self._brought(founded, day))

    def curve(self, day: date, *, top: int) -> Floats:
        """Members on a date for every number of new unions a year.

        Returns
        -------
        numpy.ndarray
            Column n is the plan of n a year, shape ``(n_points, top + 1)`` [members].

        Notes
        -----
        Where the pool cannot run dry the size factor is linear in the firms used before, so that
        all n are three matrix products; futures whose pool may run dry are done one n at a time.
        """
        at, column = self._years(day), self.setting.timeline.index(day)
        cohort = self.possible.take(np.flatnonzero(self.possible.slots.order < top))
        cohort = cohort.take(np.arange(cohort.dated(at)))
        growth = self._shock[:, [column]] / self._shock[:, shock_index(cohort, self.setting)]
        share = cohort.enrolled(self.points, at=at) * cohort.alive(at=at)
        brought = cohort.sizes * share * growth
        pool, before = pool_of(self.points, cohort.slots), self.interim.firms
        shrink = brought * (pool.size_decline[:, None] / pool.capacity)
        uses = (cohort.slots.order[:, None] < np.arange(top + 1)).astype(np.float64)
        rank = np.cumsum(uses, axis=0) - uses
        totals = brought @ uses - shrink @ (uses * rank) - before[:, None] * (shrink @ uses)
        room = np.floor(pool.capacity - before[:, None]).min(axis=1, initial=np.inf)
        for n in range(1, top + 1):
            wanted = np.flatnonzero(uses[:, n])
            dry = np.flatnonzero(room < len(wanted))
            if len(dry):
                rows = pool.take(dry, wanted)
                founded, factor = rows.founded(np.ones((1, len(wanted)), bool), before=before[dry])
                own = brought[np.ix_(dry, wanted)]
                totals[dry, n] = np.einsum("ps,ps->p", own, factor * founded)
        return np.asarray(self._base(day)[:, None] + totals)

    def flows(self, day: date, founded: Founded) -> Flows:
        """What moved the members of each sector from the origin to a date.

        Returns
        -------
        Flows
            Arrays of shape ``(n_points, n_sectors)`` [members].
        """
        at = self.setting.timeline.index(day)
        kept = self.existing.flows
        flows = Flows(**{name: getattr(kept, name)[:, at] for name in Flows.__dataclass_fields__})
        for group in (self.interim, self.associations, founded):
            flows = flows + self._group_flows(group, day)
        return flows

    def _group_flows(self, group: Founded, day: date) -> Flows:
        at = self._years(day)
        joined, still_open = group.joined(at), group.closes > at
        growth = self._growth(day)[group.point] / group.shock_before
        moved = joined * still_open * (growth - 1)
        own = {
            "organised": joined,
            "closed_members": joined * ~still_open,
            "admitted": np.maximum(moved, 0.0),
            "left": np.maximum(-moved, 0.0),
        }
        flows = Flows.nothing((len(self.weights), len(self.setting.sectors)))
        for name, members in own.items():
            getattr(flows, name)[:, self.setting.founding_sector] = group.by_point(members)
        return flows

    def _base(self, day: date) -> Floats:
        """Members a plan cannot change: existing unions, interim foundings, associations."""
        existing = self.existing.members[:, self.setting.timeline.index(day)].sum(axis=1)
        rest = self._brought(self.interim, day) + self._brought(self.associations, day)
        return np.asarray(existing + rest)

    def _brought(self, group: Founded, day: date) -> Floats:
        return group.total(self._years(day)) * self._growth(day)

    def _growth(self, day: date) -> Floats:
        """Growth factor of the shock in the founding sector since the origin, ``(n_points,)``."""
        return self._shock[:, self.setting.timeline.index(day)]

    def _years(self, day: date) -> float:
        return float(self.setting.timeline.years[self.setting.timeline.index(day)])


def simulate_block(points: Points, setting: Setting, *, top: int = BATCH) -> Block:
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
    closed = closed_shares(points, setting)
    return Block(
        points=points,
        setting=setting,
        factors=factors,
        closed=closed,
        existing=project_existing(points, setting, factors=factors, closed=closed),
        possible=_possible(points, setting, per_year),
        per_year=per_year,
        interim=_interim(points, setting, factors),
        associations=_associations(points, setting, factors),
        recorded=counts,
    )


def _possible(points: Points, setting: Setting, per_year: int) -> Cohort:
    return draw_cohort(
        points,
        stream=ENTERPRISES,
        start=setting.start_years,
        end=setting.end_years,
        per_year=per_year,
        size="new_union_size",
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


def _interim(points: Points, setting: Setting, factors: Floats) -> Founded:
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
    shock = factors[:, :, setting.founding_sector]
    return found(cohort, factor * founded, points=points, shock=shock, setting=setting)


def _associations(points: Points, setting: Setting, factors: Floats) -> Founded:
    cohort = draw_cohort(
        points,
        stream=ASSOCIATIONS,
        start=setting.start_years,
        end=setting.end_years,
        per_year=setting.associations_per_year,
        size="association_size",
    )
    shock = factors[:, :, setting.founding_sector]
    return found(cohort, np.ones_like(cohort.sizes), points=points, shock=shock, setting=setting)
