"""New unions: when they are founded, how many members they bring, and the finite pool of firms.

Every slot carries one heavy-tailed size and one date of closing in every future, whatever the
plan, so that plans of n and n + 1 a year are compared in the same futures.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from forecast.model.growth import enrolled
from forecast.model.rates import Points
from forecast.model.timeline import Slots, founding_slots
from forecast.units import MONTHS_PER_YEAR, monthly_hazard

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

BATCH = 60
"""Slots of a year drawn together; a longer grid adds batches and changes no earlier draw."""

ENTERPRISES, ASSOCIATIONS, INTERIM = 2, 3, 4
"""Names of the random streams of each kind of foundings."""

COUNTS = 10**6
"""Name of the stream of yearly counts within a kind: above any batch number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """All possible foundings of one kind between two times, in time order."""

    slots: Slots
    sizes: Floats
    """Members when fully enrolled, shape ``(n_points, n_slots)`` [members]."""

    closes: Floats
    """Date of closing, same shape [years since the origin]."""

    def take(self, columns: npt.NDArray[np.intp]) -> "Cohort":
        """The slots of these columns, kept in time order."""
        slots = Slots(
            order=self.slots.order[columns],
            year=self.slots.year[columns],
            founded=self.slots.founded[columns],
        )
        return Cohort(slots=slots, sizes=self.sizes[:, columns], closes=self.closes[:, columns])

    def dated(self, at: float) -> int:
        """How many slots lie on or before a date [years since the origin]."""
        return int(np.searchsorted(self.slots.founded, at, side="right"))

    def enrolled(self, points: Points, *, at: float) -> Floats:
        """Share of its members each union dated until ``at`` has enrolled.

        Returns
        -------
        numpy.ndarray
            Shape ``(n_points, dated(at))``; closed unions count as if they were open.
        """
        months = points.rates["enrolment_months"]
        ages = at - self.slots.founded[: self.dated(at)]
        share = np.ones((len(months), len(ages)))
        recent = np.flatnonzero(ages * MONTHS_PER_YEAR < months.max())
        share[:, recent] = enrolled(
            ages[None, recent],
            at_founding=points.rates["enrolment_at_founding"][:, None],
            months=months[:, None],
        )
        return share

    def alive(self, *, at: float) -> Bools:
        """Which unions dated until ``at`` are still open, ``(n_points, dated(at))``."""
        return self.closes[:, : self.dated(at)] > at


def draw_cohort(
    points: Points, *, stream: int, start: float, end: float, per_year: int, size: str
) -> Cohort:
    """Slots between two times with their sizes and closing dates.

    Parameters
    ----------
    stream
        Name of the random stream, one a kind of foundings.
    start, end
        Founding dates lie in ``[start, end)`` [years since the origin].
    per_year
        Slots in twelve months [unions per year].
    size
        Key of the rate that is the mean size [members per union].

    Notes
    -----
    A size is lognormal with the stated *mean*: its location is ``ln(mean) - log_sd^2 / 2``.
    """
    slots = founding_slots(start=start, end=end, per_year=per_year)
    years = int(slots.year.max()) + 1 if len(slots.year) else 0
    scores, waits = _draws(points, stream=stream, years=years, per_year=per_year)
    column = slots.year * scores.shape[2] + slots.order
    scores = scores.reshape(len(scores), -1)[:, column]
    waits = waits.reshape(len(waits), -1)[:, column]
    log_sd = points.rates["new_union_size_log_sd"][:, None]
    mean = points.rates[size][:, None]
    hazard = np.vectorize(monthly_hazard)(points.rates["new_union_closure_rate"])
    with np.errstate(divide="ignore"):  # no hazard: never
        life = waits / (MONTHS_PER_YEAR * hazard[:, None])
    return Cohort(
        slots=slots,
        sizes=mean * np.exp(log_sd * scores - log_sd**2 / 2),
        closes=slots.founded[None, :] + life,
    )


def _draws(points: Points, *, stream: int, years: int, per_year: int) -> tuple[Floats, Floats]:
    """Standard normals and exponentials of shape ``(n_points, years, slots)``."""
    shape = (points.per_block, years, BATCH)
    (block,) = points.blocks
    generators = [
        np.random.Generator(
            np.random.Philox(np.random.SeedSequence(points.seed, spawn_key=(stream, block, batch)))
        )
        for batch in range(max(1, -(-per_year // BATCH)))
    ]
    scores = [generator.standard_normal(shape) for generator in generators]
    waits = [generator.standard_exponential(shape) for generator in generators]
    return np.concatenate(scores, axis=2), np.concatenate(waits, axis=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """Firms that could still found a union."""

    capacity: Floats
    """Firms that were there by each slot's date, shape ``(n_points, n_slots)`` [firms]."""

    size_decline: Floats
    """How much smaller the last firm of the pool is than the first, shape ``(n_points,)``."""

    def take(self, rows: npt.NDArray[np.intp], columns: npt.NDArray[np.intp]) -> "Pool":
        """The pool of some points at some slots."""
        return Pool(
            capacity=self.capacity[np.ix_(rows, columns)], size_decline=self.size_decline[rows]
        )

    def founded(self, wanted: Bools, *, before: Floats) -> tuple[Bools, Floats]:
        """Which of the wanted foundings find a firm, and how the size falls as the pool empties.

        Parameters
        ----------
        wanted
            Slots in time order a plan would use, shape ``(n_points or 1, n_slots)``.
        before
            Firms already used, shape ``(n_points,)``.

        Returns
        -------
        founded, factor
            Shape ``(n_points, n_slots)``: whether a firm is left, and the size factor in [0, 1].

        Notes
        -----
        With q wanted foundings so far and room for c, the number founded is
        ``q + min(0, min over the past of (c - q))``: the reflection of a queue.
        """
        demand = np.cumsum(wanted, axis=1)
        room = np.floor(self.capacity - before[:, None])
        short = np.minimum.accumulate(np.minimum(0.0, room - demand), axis=1)
        done = np.maximum(demand + short, 0.0)
        earlier = np.concatenate([np.zeros((len(done), 1)), done[:, :-1]], axis=1)
        used = (before[:, None] + earlier) / self.capacity
        factor = 1 - self.size_decline[:, None] * np.minimum(1.0, used)
        return done > earlier, factor


def pool_of(points: Points, slots: Slots) -> Pool:
    """The pool as it stands on the date of every slot."""
    firms = points.rates["pool_firms"][:, None]
    refill = points.rates["pool_refill"][:, None]
    return Pool(
        capacity=firms + refill * slots.founded[None, :],
        size_decline=points.rates["pool_size_decline"],
    )


def recorded_counts(points: Points, *, stream: int, years: int) -> npt.NDArray[np.int64]:
    """Foundings of every twelve months if they go on as the record has them.

    Returns
    -------
    numpy.ndarray
        Negative binomial counts (a Poisson of a gamma rate), shape ``(n_points, years)``.
    """
    (block,) = points.blocks
    key = np.random.SeedSequence(points.seed, spawn_key=(stream, block, COUNTS))
    generator = np.random.Generator(np.random.Philox(key))
    size = points.rates["founding_dispersion"][:, None]
    rate = points.rates["founding_rate"][:, None]
    campaigns = generator.standard_gamma(np.broadcast_to(size, (points.per_block, years)))
    return generator.poisson(campaigns * rate / size)
