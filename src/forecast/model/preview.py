"""A first look at the members on a date: mean and variance in closed form, nothing simulated.

Given the rates, foundings are decided by the plan and the pool, so that the unions of each step are
parts of known size; only the shared shock and the unions' own fates remain, and their moments are
known. The workers' ceiling is not in it: it is the oracle of futures whose ceiling is lifted.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from forecast.model.evidence.kind import Rates
from forecast.model.evidence.totals import existing_parts, yearly_foundings
from forecast.model.foundings import founding_steps
from forecast.model.growth import NewUnions, Part, joint_moments
from forecast.model.new_members import Used
from forecast.model.plans import Plan, by_year
from forecast.model.pool import Pool
from forecast.model.rates import Points
from forecast.model.setting import Setting
from forecast.model.shocks import scheduled_path
from forecast.units import years_between

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Members on one date under one plan, the workers' ceiling lifted."""

    mean: Floats
    """Expected members given the rates, shape ``(n_points,)`` [members]."""

    variance: Floats
    """Variance given the rates, shape ``(n_points,)`` [members squared]."""

    weights: Floats
    """Shape ``(n_points,)``, adding to 1."""

    @property
    def total_mean(self) -> float:
        """Expected members, uncertain rates included [members]."""
        return float(self.weights @ self.mean)

    @property
    def total_variance(self) -> float:
        """Variance by the law of total variance [members squared]."""
        return float(self.weights @ (self.variance + (self.mean - self.total_mean) ** 2))

    def odds(self, value: float) -> float:
        """P(members >= value) if members were normal given the rates: an approximation."""
        sd = np.sqrt(np.maximum(self.variance, np.finfo(np.float64).tiny))
        return float(self.weights @ ndtr((self.mean - value) / sd))


def preview(points: Points, setting: Setting, day: date, plan: Plan) -> Preview:
    """Mean and variance of the members on a date under a plan.

    Parameters
    ----------
    points
        Weighted rates; their normals are not used.
    setting
        Where the forecast starts; its ceiling plays no part.
    day
        A date of its timeline.
    plan
        New unions a year after the start.

    Notes
    -----
    The moments of `forecast.model.growth`. Exact but for three things: where foundings go on
    as recorded each twelve months count as founded at their middle and take their expected number
    of firms; a break of so many members is a share of the expected stock; transfers are part of
    the growth the shock multiplies.
    """
    at = float(setting.timeline.years[setting.timeline.index(day)])
    none = np.zeros(len(points.weights))
    interim = _recorded(points, setting, (0.0, setting.start_years), used=none)
    before = sum((part.expected for part in interim), none)
    if plan == "recorded":
        planned = _recorded(points, setting, (setting.start_years, at), used=before)
    else:
        pool = Pool.of(points, before=before)
        planned = _decided(points, setting, day, plan, size="new_union_size", pool=pool)
    others: list[NewUnions] = []
    if setting.associations_per_year:
        number = setting.associations_per_year
        others = _decided(points, setting, day, number, size="association_size", pool=None)
    new = [_scheduled(part, points, setting, day) for part in (*interim, *planned, *others)]
    mean, variance = moments(
        _existing(points, setting, day), new, at=at, shock_sd=points.rates["shock_sd"]
    )
    return Preview(mean=mean, variance=variance, weights=points.weights)


def moments(
    existing: Sequence[Part], new: Sequence[Part], *, at: float, shock_sd: Floats
) -> tuple[Floats, Floats]:
    """Mean and variance of the total, as `joint_moments` has them for all parts at once.

    Parameters
    ----------
    existing
        The sectors, which the shock moves from the origin.
    new
        Groups of new unions on which the shock acts alike, from different times.
    at
        The date [years since the origin].
    shock_sd
        [per square root of a year], shape ``(n_points,)``.

    Notes
    -----
    Two groups of new unions share the shock since the younger was founded, so that with the groups
    in order of time their common variance is one sum over them: ``(g_k - 1) (M_k^2 - M_{k-1}^2)``
    with ``M_k`` the expected members of the first k groups.
    """
    mean, covariance = joint_moments(existing, times=[at], shock_sd=shock_sd)
    expected, variance = mean[..., 0], covariance[..., 0, 0]
    if not new:
        return expected, variance
    groups = sorted(new, key=lambda part: part.shocked_from)
    exposed = np.array([max(0.0, at - part.shocked_from) for part in groups])
    means = np.stack([part.mean(at) for part in groups], axis=-1)
    own = np.stack([part.product(at, at) for part in groups], axis=-1) - means**2
    pull, gathered = groups[0].loading, np.cumsum(means, axis=-1)
    shared = np.exp(((pull * shock_sd) ** 2)[..., None] * exposed)
    variance = variance + (own * shared).sum(axis=-1)
    variance = variance + ((shared - 1) * (2 * gathered - means) * means).sum(axis=-1)
    for part in existing:
        common = np.expm1((part.loading * pull * shock_sd**2)[..., None] * exposed)
        variance = variance + 2 * part.mean(at) * (means * common).sum(axis=-1)
    return expected + gathered[..., -1], variance


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moved:
    """A part that dated events multiply by a known factor."""

    part: Part
    factor: Floats

    @property
    def shocked_from(self) -> float:
        return self.part.shocked_from

    @property
    def loading(self) -> Floats:
        return self.part.loading

    def mean(self, t: float) -> Floats:
        return self.factor * self.part.mean(t)

    def product(self, t: float, u: float) -> Floats:
        return self.factor**2 * self.part.product(t, u)


def _existing(points: Points, setting: Setting, day: date) -> list[Part]:
    """The existing unions of each sector, moved by breaks and by what a scenario schedules."""
    rates = dict(points.rates)
    for sector in setting.sectors:
        key = f"net_change.{sector.id}"
        rates[key] = _with_transfers(rates, sector.id, setting, day)
    parts = existing_parts(setting.sectors, rates)
    scheduled = scheduled_path(setting.shocks, steps=setting.timeline)
    moved = np.ones((len(parts), len(points.weights)))
    breaks = [event for event in setting.breaks if setting.origin < event.on <= day]
    for event in sorted(breaks, key=lambda event: event.on):
        touched = np.array([event.sector in (None, sector.id) for sector in setting.sectors])
        years = years_between(setting.origin, event.on)
        pull = scheduled[setting.timeline.index(event.on)]
        means = [part.mean(years) * np.exp(part.loading * pull) for part in parts]
        stock = (np.stack(means) * moved)[touched].sum(axis=0)
        share = event.share + event.members / np.maximum(stock, 1e-9)
        if event.rate is not None:
            share = share - rates[event.rate]
        moved[touched] *= 1 + np.maximum(share, -1.0)
    ahead = scheduled[setting.timeline.index(day)]
    return [
        _Moved(part=part, factor=factor * np.exp(part.loading * ahead))
        for part, factor in zip(parts, moved, strict=True)
    ]


def _with_transfers(rates: Rates, sector: str, setting: Setting, day: date) -> Floats:
    """Net change with transfers in and out, as one rate [fraction per year]."""
    net = rates[f"net_change.{sector}"]
    moving = rates[f"transfer_in_rate.{sector}"] - rates[f"transfer_out_rate.{sector}"]
    years = setting.timeline.years[: setting.timeline.index(day) + 1]
    lengths = np.diff(years)
    if not len(lengths) or not moving.any():
        return net
    steps = (1 + net[:, None]) ** lengths + moving[:, None] * lengths
    return np.asarray(steps.prod(axis=1) ** (1 / years[-1]) - 1)


def _scheduled(part: NewUnions, points: Points, setting: Setting, day: date) -> Part:
    """New unions, grown by what a scenario schedules after their founding."""
    if not setting.shocks:
        return part
    path = scheduled_path(setting.shocks, steps=setting.timeline)
    since = path[setting.timeline.index(day)] - np.interp(
        part.shocked_from, setting.timeline.years, path
    )
    return _Moved(part=part, factor=np.exp(_loading(points, setting) * since))


def _decided(
    points: Points, setting: Setting, day: date, plan: Plan, *, size: str, pool: Pool | None
) -> list[NewUnions]:
    """The unions a plan founds in each step, those that find no firm left out."""
    times = setting.timeline.years
    numbers = by_year(plan, max(1, int(np.ceil(setting.end_years - setting.start_years))))
    steps = founding_steps(
        start=setting.start_years,
        end=setting.end_years,
        per_year=max(1, int(numbers.max())),
        times=tuple(float(t) for t in times),
    )
    until = setting.timeline.index(day)
    wanted, last = (column[:, :until] for column in steps.wanted(numbers[:, : steps.years]))
    dated = steps.dated[:until]
    if pool is None:
        used, whole, shrink = Used.of(np.cumsum(wanted, axis=1)), np.ones((1, 1)), 0 * wanted
    else:
        used, shrink = Used.of(pool.founded(wanted, last=last)), pool.shrink(dated)
        whole = 1 - shrink * pool.before[:, None]
    first = whole * used.number - shrink * used.places
    second = whole**2 * used.number - 2 * whole * shrink * used.places + shrink**2 * used.squares
    return [
        _unequal(points, setting, size, (first[:, i], second[:, i]), (dated[i], times[i + 1]))
        for i in np.flatnonzero(used.number.any(axis=0))
    ]


def _unequal(
    points: Points,
    setting: Setting,
    size: str,
    sums: tuple[Floats, Floats],
    dates: tuple[float, float],
) -> NewUnions:
    """Unions founded together whose sizes differ by known factors f.

    Parameters
    ----------
    sums
        Sum of f and of f squared over the unions, shape ``(n_points,)``.
    dates
        When they were founded and when the shock begins to act on them [years].

    Notes
    -----
    With F1 and F2 the sums, F1^2 / F2 unions of F2 / F1 times the size have the same mean and the
    same sum of squares; pairs of different unions are then F1^2 - F2, a share 1 - F2 / F1^2 of the
    square of their number.
    """
    first = np.maximum(sums[0], np.finfo(np.float64).tiny)
    usual = sums[1] / first
    rates = points.rates
    return NewUnions(
        founded=dates[0],
        shocked_from=dates[1],
        expected=np.divide(sums[0], usual, out=np.zeros_like(first), where=usual > 0),
        pair_factor=1 - usual / first,
        size_mean=rates[size] * usual,
        size_log_sd=rates["new_union_size_log_sd"],
        closure_rate=rates["new_union_closure_rate"],
        enrolment_at_founding=rates["enrolment_at_founding"],
        enrolment_months=rates["enrolment_months"],
        loading=_loading(points, setting),
    )


def _recorded(
    points: Points, setting: Setting, span: tuple[float, float], *, used: Floats
) -> list[NewUnions]:
    """Foundings that go on as recorded between two times, within what the pool leaves.

    Parameters
    ----------
    used
        Firms used before, shape ``(n_points,)``.
    """
    start, until = span
    if until <= start:
        return []
    parts = [
        replace(part, founded=part.founded + start, shocked_from=part.shocked_from + start)
        for part in yearly_foundings(setting.sectors, points.rates, until=until - start)
        if isinstance(part, NewUnions)
    ]
    numbers = list(accumulate((part.expected for part in parts), initial=used))
    return [
        _from_pool(part, points, before) for part, before in zip(parts, numbers[:-1], strict=True)
    ]


def _from_pool(part: NewUnions, points: Points, before: Floats) -> NewUnions:
    """Recorded foundings as many and as large as the pool still holds."""
    pool = Pool.of(points, before=before)
    room = np.maximum(pool.firms + pool.refill * part.founded - before, 0.0)
    found = np.minimum(part.expected, room)
    place = before + np.maximum(found - 1, 0.0) / 2
    shrink = pool.shrink(np.array([part.founded]))[:, 0]
    return replace(part, expected=found, size_mean=part.size_mean * (1 - shrink * place))


def _loading(points: Points, setting: Setting) -> Floats:
    """How strongly the shock acts on new unions."""
    return points.rates[f"shock_loading.{setting.sectors[setting.founding_sector].id}"]
