"""New unions one at a time: each has its own size, its own life and its own place in the pool.

Every slot carries one size and one life in every path, whatever the plan, so that all plans are
compared in the same futures. The pool is followed slot by slot.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri
from scipy.stats import nbinom

from forecast.model.audit_paths import Paths
from forecast.model.audit_pool import Pool
from forecast.model.growth import enrolled
from forecast.model.timeline import Slots, founding_slots

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

BATCH = 60
"""Slots of a year drawn together; part of the streams' names."""

SIZES, LIVES, COUNTS = range(3)
"""Names of the streams within a kind of unions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Foundings:
    """What became of the slots of one kind between two times."""

    members: Floats
    """Shape ``(n_dates, n_points, n_replicates, n_plans)`` [members]."""

    used: Floats
    """Firms used in the end, shape ``(n_points, n_replicates or 1, n_plans)`` [firms]."""


def follow(
    paths: Paths,
    *,
    kind: int,
    between: tuple[float, float],
    size: str,
    limits: Ints,
    pool: Pool,
    dates: Ints,
) -> Foundings:
    """Found unions slot by slot under every plan.

    Parameters
    ----------
    kind
        Name of the random streams.
    between
        Slots are dated from the first of these times to before the second [years].
    size
        Key of the rate that is the mean size [members per union].
    limits
        A slot is wanted if its order is below, shape ``(n_years, n_points or 1, n_replicates or
        1, n_plans)`` [unions per year].
    dates
        Positions on the timeline at which members are counted.
    """
    used = pool.used[..., None] + np.zeros(limits.shape[1:])
    members = np.zeros((len(dates), *paths.shape, limits.shape[-1]))
    for slots in _slots_by_year(between, limits):
        unions = _Unions.of(paths, kind=kind, slots=slots, size=size, dates=dates)
        for slot, (year, order) in enumerate(zip(slots.year, slots.order, strict=True)):
            wanted = order < limits[year]
            asking = np.flatnonzero(wanted.any(axis=(0, 1)))
            some = (..., slice(asking[0], asking[-1] + 1))
            founded, part = pool.serve(wanted[some], used=used[some], at=slots.founded[slot])
            used[some] += founded
            for date in np.flatnonzero(unions.dated[:, slot]).tolist():
                members[date][some] += unions.members(slot, date)[..., None] * part
    return Foundings(members=members, used=used)


def _slots_by_year(between: tuple[float, float], limits: Ints) -> Iterator[Slots]:
    """The slots that any plan wants on any path, those of each twelve months apart."""
    start, end = between
    top = limits.max(axis=(1, 2, 3), initial=0)
    slots = founding_slots(start=start, end=end, per_year=int(top.max(initial=0)))
    for year, largest in enumerate(top):
        own = (slots.year == year) & (slots.order < largest)
        if own.any():
            yield Slots(order=slots.order[own], year=slots.year[own], founded=slots.founded[own])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unions:
    """The union that each slot would found, were its firm the first of the pool."""

    sizes: Floats
    """Members fully enrolled, shape ``(n_slots, n_points, n_replicates)`` [members]."""

    lives: Floats
    """Share of such unions that close before it does, same shape."""

    joined: Floats
    """Members of an open union for each of its size, ``(n_dates, n_slots, n_points, 1)``."""

    gone: Floats
    """Chance of having closed, same shape."""

    dated: Bools
    """Whether the slot is dated by then, shape ``(n_dates, n_slots)``."""

    @classmethod
    def of(cls, paths: Paths, *, kind: int, slots: Slots, size: str, dates: Ints) -> "_Unions":
        """Draw sizes and lives.

        Notes
        -----
        A size is lognormal with the stated *mean*: its location is ``ln(mean) - log_sd^2 / 2``.
        """
        log_sd = paths.rate("new_union_size_log_sd")
        scores = ndtri(_draws(paths, kind, SIZES, slots=slots))
        ages = paths.setting.timeline.years[dates][:, None] - slots.founded
        alive = (1 - paths.rate("new_union_closure_rate")) ** np.maximum(ages, 0.0)[..., None, None]
        return cls(
            sizes=paths.rate(size) * np.exp(log_sd * scores - log_sd**2 / 2),
            lives=_draws(paths, kind, LIVES, slots=slots),
            joined=_joined(paths, ages=ages, slots=slots, dates=dates),
            gone=1 - alive,
            dated=ages >= 0,
        )

    def members(self, slot: int, date: int) -> Floats:
        """Members of one union on one date, shape ``(n_points, n_replicates)`` [members]."""
        still_open = self.lives[slot] >= self.gone[date, slot]
        return np.asarray(self.sizes[slot] * (self.joined[date, slot] * still_open))


def _joined(paths: Paths, *, ages: Floats, slots: Slots, dates: Ints) -> Floats:
    """Enrolled share times the growth of the shock since the founding."""
    setting = paths.setting
    shock = paths.factors[:, :, setting.founding_sector]
    since = np.searchsorted(setting.timeline.years, slots.founded)
    growth = shock[dates][:, None] / shock[since]
    share = enrolled(
        ages[..., None, None],
        at_founding=paths.rate("enrolment_at_founding"),
        months=paths.rate("enrolment_months"),
    )
    return share * growth[..., None]


def _draws(paths: Paths, kind: int, what: int, *, slots: Slots) -> Floats:
    """One draw for every slot, by its year and order: ``(n_slots, n_points, n_replicates)``."""
    draws = np.empty((len(slots.order), *paths.shape))
    batches = np.stack([slots.year, slots.order // BATCH], axis=1)
    for year, batch in np.unique(batches, axis=0).tolist():
        here = np.flatnonzero((batches == (year, batch)).all(axis=1))
        found = paths.uniforms(kind, what, year, batch, width=BATCH)
        draws[here] = np.moveaxis(found[..., slots.order[here] - batch * BATCH], -1, 0)
    return draws


def recorded_counts(paths: Paths, *, kind: int, years: int) -> Ints:
    """Foundings of every twelve months if they go on as the record has them.

    Returns
    -------
    numpy.ndarray
        Negative binomial counts, shape ``(n_years, n_points, n_replicates, 1)``; those of no
        year are the same for all paths.
    """
    if not years:
        return np.zeros((0, 1, 1, 1), dtype=np.int64)
    size = paths.rate("founding_dispersion")
    chance = size / (size + paths.rate("founding_rate"))
    draws = [paths.uniforms(kind, COUNTS, year, width=1)[..., 0] for year in range(years)]
    counts = [nbinom.ppf(draw, size, chance) for draw in draws]
    return np.stack(counts)[..., None].astype(np.int64)
