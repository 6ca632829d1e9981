"""Futures of a membership: one object from which every figure of an answer is read.

What all unions share is drawn (rates, the path of the economy, which large unions close); the fate
of each new union is integrated out. Nothing here knows about targets.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial

import numpy as np
import numpy.typing as npt

from forecast.model.closing import DRAWS, Closing, closing
from forecast.model.existing import ExistingPaths, project_existing
from forecast.model.foundings import Ints, Steps, interim_steps, planned_steps, recorded_counts
from forecast.model.growth import Flows
from forecast.model.law import Law
from forecast.model.lognormal_sums import lognormal_sum
from forecast.model.new_members import Members, Unions, Used, new_unions
from forecast.model.plans import Plan, by_year
from forecast.model.pool import Pool
from forecast.model.rates import Points
from forecast.model.setting import Setting
from forecast.model.shocks import shared_growth

Floats = npt.NDArray[np.float64]

ROWS = 128
"""Futures whose curves are evaluated together, few enough to stay in a processor's cache."""

PAIRS = 1024
"""Pairs of a future and a plan in which the pool may run dry that are followed together."""


@dataclass(frozen=True, kw_only=True)
class Futures:
    """Weighted futures of one setting, ``n_points`` of them."""

    points: Points
    setting: Setting
    factors: Floats
    """Growth factor of the shared shock, shape ``(n_dates, n_points, n_sectors)``."""

    closing: tuple[Closing, ...]
    """One a sector."""

    existing: ExistingPaths
    interim: Floats
    """Founded between the origin and the start of the plan, up to the end of each step, as the
    record has them, shape ``(n_points, n_steps)``."""

    campaigns: Floats
    """Standard normals of the foundings of each twelve months, ``(n_points, n_years)``."""

    _open: dict[date, Floats] = field(default_factory=dict, repr=False, compare=False)
    _founded: dict[Plan, Floats] = field(default_factory=dict, repr=False, compare=False)

    @property
    def weights(self) -> Floats:
        """Weight of each future, shape ``(n_points,)``, adding to 1."""
        return self.points.weights

    @cached_property
    def recorded(self) -> Ints:
        """Foundings of each twelve months if they go on as recorded, ``(n_points, n_years)``."""
        return recorded_counts(self.points, self.campaigns)

    def law(self, day: date, plans: Sequence[Plan]) -> Law:
        """The law of the members of all sectors on a date, under plans that count alike."""
        unions = self._planned_unions(day)
        groups = [unions.members(self._used(plan, day)) for plan in plans]
        return Law(
            existing=self.members(day),
            expected=self.expected(day).sum(axis=1),
            other=self._others(day),
            planned=Members(
                mean=np.stack([group.mean for group in groups]),
                variance=np.stack([group.variance for group in groups]),
            ),
            log_sd=self.points.rates["new_union_size_log_sd"],
            weights=self.weights,
        )

    def curve(self, day: date, value: float, *, top: int) -> Floats:
        """P(members >= value) in every future for each number of new unions a year.

        Returns
        -------
        numpy.ndarray
            Column n is the plan of n a year, shape ``(n_points, top + 1)``.
        """
        planned, other = self.planned(day, np.arange(top + 1)), self._others(day)
        needed = (value - self.members(day))[:, None]
        log_sd = self.points.rates["new_union_size_log_sd"][:, None]
        reached = np.empty(planned.mean.shape)
        for first in range(0, len(needed), ROWS):
            rows = slice(first, first + ROWS)
            law = lognormal_sum(
                mean=planned.mean[rows] + other.mean[rows, None],
                variance=planned.variance[rows] + other.variance[rows, None],
                log_sd=log_sd[rows],
            )
            reached[rows] = law.above(needed[rows])
        return reached

    def planned(self, day: date, numbers: Ints) -> Members:
        """Members of the plans of so many new unions a year, ascending, ``(n_points, n_plans)``.

        Notes
        -----
        Where the pool cannot run dry the same firms are used in every future, and all plans are a
        few matrix products; the others are followed one by one.
        """
        steps = planned_steps(self.setting, int(numbers.max()))
        each_year = np.repeat(numbers[:, None], steps.years, axis=1)
        until = self.setting.timeline.index(day)
        wanted, last = (column[:, :until] for column in steps.wanted(each_year))
        unions, pool = self._planned_unions(day), self._pool
        demand = np.cumsum(wanted, axis=1)
        members = unions.curve(Used.of(demand))
        enough = pool.enough_for(demand, since=self.setting.timeline.years[:until])
        rows, columns = np.nonzero(np.arange(len(numbers)) >= enough[:, None])
        for first in range(0, len(rows), PAIRS):
            row, column = rows[first : first + PAIRS], columns[first : first + PAIRS]
            founded = pool.take(row).founded(wanted[column], last=last[column])
            exact = unions.take(row).members(Used.of(founded))
            members.mean[row, column] = exact.mean
            members.variance[row, column] = exact.variance
        return members

    def members(self, day: date) -> Floats:
        """Members of the unions that existed at the origin, ``(n_points,)`` [members]."""
        return np.asarray(self.by_sector(day).sum(axis=1))

    def by_sector(self, day: date) -> Floats:
        """The same sector by sector, ``(n_points, n_sectors)`` [members]."""
        if day not in self._open:
            years = self._years(day)
            self._open[day] = np.stack([unions.drawn(years) for unions in self.closing], axis=-1)
        at = self.setting.timeline.index(day)
        return np.asarray(self.existing.members[at] * self._open[day])

    def expected(self, day: date) -> Floats:
        """The same with the expected closing, ``(n_points, n_sectors)`` [members]."""
        at, still = self.setting.timeline.index(day), _expected_open(self.closing, self._years(day))
        return np.asarray(self.existing.members[at] * still)

    def flows(self, day: date, plans: Sequence[Plan]) -> Flows:
        """What is expected to move the members of each sector from the origin to a date.

        Returns
        -------
        Flows
            Means over the unions' own fates and over the plans, ``(n_points, n_sectors)``
            [members].
        """
        at = self.setting.timeline.index(day)
        times = self.setting.timeline.years
        still = np.stack([_expected_open(self.closing, float(t)) for t in times])
        flows = self.existing.flows(at, still)
        planned = self._planned_unions(day)
        groups = [(planned, self._used(plan, day), 1 / len(plans)) for plan in plans]
        groups += [(unions, used, 1.0) for unions, used in self._other_unions(day)]
        for unions, used, share in groups:
            for name, members in unions.flows(used).items():
                getattr(flows, name)[:, self.setting.founding_sector] += share * members
        return flows

    def with_net_change(self, shift: float) -> "Futures":
        """The same futures with another net change of all existing unions [fraction per year]."""
        return self._with_existing(self.setting, shift)

    def without_ceiling(self) -> "Futures":
        """The same futures where members may exceed the workers of their units."""
        return self._with_existing(replace(self.setting, workers=None), 0.0)

    def _with_existing(self, setting: Setting, shift: float) -> "Futures":
        existing = project_existing(
            self.points,
            setting,
            factors=self.factors,
            share=partial(_expected_open, self.closing),
            net_change_shift=shift,
        )
        return replace(self, existing=existing)

    def _others(self, day: date) -> Members:
        """Interim foundings and associations, shape ``(n_points,)``."""
        none = np.zeros(len(self.weights))
        found = Members(mean=none, variance=none)
        for unions, used in self._other_unions(day):
            found = found + unions.members(used)
        return found

    def _other_unions(self, day: date) -> list[tuple[Unions, Used]]:
        """Groups of new unions no plan decides, with the places they take."""
        setting, until = self.setting, self.setting.timeline.index(day)
        found = []
        if setting.start_years > 0:
            pool = Pool.of(self.points, before=np.zeros(len(self.weights)))
            unions = self._unions(day, interim_steps(setting, 0), "new_union_size", pool)
            found.append((unions, Used.of(self.interim[:, :until])))
        if setting.associations_per_year:
            steps = planned_steps(setting, setting.associations_per_year)
            wanted, _ = steps.wanted(by_year(setting.associations_per_year, steps.years))
            used = Used.of(np.cumsum(wanted[:, :until], axis=1))
            found.append((self._unions(day, steps, "association_size", None), used))
        return found

    def _planned_unions(self, day: date) -> Unions:
        return self._unions(day, planned_steps(self.setting, 0), "new_union_size", self._pool)

    def _unions(self, day: date, steps: Steps, size: str, pool: Pool | None) -> Unions:
        at = self.setting.timeline.index(day)
        shock = self.factors[:, :, self.setting.founding_sector]
        return new_unions(
            self.points,
            size=size,
            at=self._years(day),
            dated=steps.dated[:at],
            growth=(shock[at] / shock[1 : at + 1]).T,
            pool=pool,
        )

    def _used(self, plan: Plan, day: date) -> Used:
        """Places in the pool the unions of a plan take, step by step until a date."""
        if plan not in self._founded:
            years = self.campaigns.shape[1]
            numbers = self.recorded if plan == "recorded" else by_year(plan, years)
            steps = planned_steps(self.setting, int(numbers.max()))
            wanted, last = steps.wanted(numbers)
            self._founded[plan] = self._pool.founded(wanted, last=last)
        return Used.of(self._founded[plan][:, : self.setting.timeline.index(day)])

    @cached_property
    def _pool(self) -> Pool:
        return Pool.of(self.points, before=self.interim[:, -1])

    def _years(self, day: date) -> float:
        return float(self.setting.timeline.years[self.setting.timeline.index(day)])


def simulate(points: Points, setting: Setting) -> Futures:
    """Draw what all unions share, for points with `normals_needed` further standard normals."""
    factors = shared_growth(points, setting)
    normals = points.normals[:, len(setting.timeline.dates) - 1 :]
    unions = len(setting.sectors) * DRAWS
    years = _years_of(setting.start_years)
    closings = tuple(
        closing(
            sector,
            rate=points.rates[f"closure_rate.{sector.id}"],
            log_sd=points.rates["existing_size_log_sd"],
            normals=normals[:, number * DRAWS : (number + 1) * DRAWS],
        )
        for number, sector in enumerate(setting.sectors)
    )
    return Futures(
        points=points,
        setting=setting,
        factors=factors,
        closing=closings,
        existing=project_existing(
            points, setting, factors=factors, share=partial(_expected_open, closings)
        ),
        interim=_interim(points, setting, normals[:, unions : unions + years]),
        campaigns=normals[:, unions + years :],
    )


def normals_needed(setting: Setting) -> int:
    """Standard normals a point needs: the common shock, closings, foundings as recorded."""
    shock = len(setting.timeline.dates) - 1
    years = _years_of(setting.start_years) + _years_of(setting.end_years - setting.start_years)
    return shock + len(setting.sectors) * DRAWS + years


def _years_of(length: float) -> int:
    return max(1, int(np.ceil(length)))


def _expected_open(closings: Sequence[Closing], years: float) -> Floats:
    """Mean share still open at a time since the origin [years], ``(n_points, n_sectors)``."""
    return np.stack([unions.expected(years) for unions in closings], axis=-1)


def _interim(points: Points, setting: Setting, normals: Floats) -> Floats:
    """Founded before the plan starts, up to the end of each step, ``(n_points, n_steps)``."""
    if setting.start_years <= 0:
        return np.zeros((len(points.weights), len(setting.timeline.dates) - 1))
    counts = recorded_counts(points, normals)
    wanted, last = interim_steps(setting, int(counts.max())).wanted(counts)
    pool = Pool.of(points, before=np.zeros(len(points.weights)))
    return pool.founded(wanted, last=last)
