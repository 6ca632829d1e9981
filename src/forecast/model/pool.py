"""The finite pool of firms that could still found a union: which foundings find one, how large."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from forecast.model.rates import Points

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """Firms of every future, shapes ``(n_points,)``."""

    firms: Floats
    """Firms at the origin that could found a union [firms]."""

    refill: Floats
    """[firms per year]"""

    size_decline: Floats
    """How much smaller the last firm of the pool is than the first [fraction]."""

    before: Floats
    """Firms used before the plan starts [firms]."""

    @classmethod
    def of(cls, points: Points, *, before: Floats) -> "Pool":
        """The pool the rates state, some of its firms used."""
        return cls(
            firms=points.rates["pool_firms"],
            refill=points.rates["pool_refill"],
            size_decline=points.rates["pool_size_decline"],
            before=before,
        )

    def take(self, rows: npt.NDArray[np.intp]) -> "Pool":
        """The pools of some futures."""
        return Pool(
            firms=self.firms[rows],
            refill=self.refill[rows],
            size_decline=self.size_decline[rows],
            before=self.before[rows],
        )

    def founded(self, wanted: Floats, *, last: Floats) -> Floats:
        """How many of the foundings wanted so far find a firm.

        Parameters
        ----------
        wanted
            Foundings wanted in each step, shape ``(n_points or 1, n_steps)``.
        last
            Date of the last founding of each step, same shape [years since the origin].

        Returns
        -------
        numpy.ndarray
            Founded up to the end of each step, shape ``(n_points, n_steps)``.

        Notes
        -----
        With q foundings wanted so far and room for c, the number founded is
        ``q + min(0, min over the past of (c - q))``: the reflection of a queue. Wanted foundings
        that find no firm are lost.
        """
        demand = np.cumsum(wanted, axis=1)
        capacity = self.firms[:, None] + self.refill[:, None] * last
        room = np.floor(capacity - self.before[:, None])
        short = np.minimum.accumulate(np.minimum(0.0, room - demand), axis=1)
        return np.maximum(demand + short, 0.0)

    def enough_for(self, demand: Floats, *, since: Floats) -> npt.NDArray[np.intp]:
        """How many of the plans, the smallest first, find a firm for each founding for certain.

        Parameters
        ----------
        demand
            Foundings wanted up to the end of each step, shape ``(n_plans, n_steps)``; a later plan
            never wants fewer.
        since
            Start of each step, when its refill has yet to come, shape ``(n_steps,)`` [years since
            the origin].

        Returns
        -------
        numpy.ndarray
            Shape ``(n_points,)``.
        """
        enough = np.full(len(self.firms), len(demand))
        for wanted, start in zip(demand.T, since, strict=True):
            room = np.floor(self.firms + self.refill * start - self.before)
            enough = np.minimum(enough, np.searchsorted(wanted, room, side="right"))
        return enough

    def shrink(self, dated: Floats) -> Floats:
        """Loss of size with every firm used before, at given dates, ``(n_points, n_steps)``."""
        capacity = self.firms[:, None] + self.refill[:, None] * dated
        return np.asarray(self.size_decline[:, None] / capacity)
