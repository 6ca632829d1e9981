"""The finite pool of firms of the exact simulator: each founding finds one or is lost."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from forecast.model.audit_paths import Paths

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """Firms that could found a union."""

    firms: Floats
    """At the origin, shape ``(n_points, 1)`` [firms]."""

    refill: Floats
    """Same shape [firms per year]."""

    size_decline: Floats
    """How much smaller the last firm of the pool is than the first, same shape [fraction]."""

    used: Floats
    """Firms used before the first slot, ``(n_points, n_replicates or 1)`` [firms]."""

    @classmethod
    def of(cls, paths: Paths, *, used: Floats) -> "Pool":
        """The pool the rates state, some of its firms used."""
        return cls(
            firms=paths.rate("pool_firms"),
            refill=paths.rate("pool_refill"),
            size_decline=paths.rate("pool_size_decline"),
            used=used,
        )

    @classmethod
    def endless(cls, paths: Paths) -> "Pool":
        """A pool that never runs dry and whose firms are all alike."""
        none = np.zeros((len(paths.points), 1))
        return cls(firms=none + np.inf, refill=none, size_decline=none, used=none)

    def serve(self, wanted: Bools, *, used: Floats, at: float) -> tuple[Bools, Floats]:
        """Which plans find a firm for one more union, and the size of that firm.

        Parameters
        ----------
        wanted, used
            Whether a plan wants the founding, and the firms it has used so far; shapes that
            broadcast to ``(n_points, n_replicates or 1, n_plans)``.
        at
            Date of the founding [years since the origin].

        Returns
        -------
        founded, size
            Size is relative to the first firm of the pool, 0 where none is founded.
        """
        capacity = (self.firms + self.refill * at)[..., None]
        founded = wanted & (used + 1 <= capacity)
        fullness = np.minimum(1.0, used / np.maximum(capacity, 1.0))
        return founded, founded * (1 - self.size_decline[..., None] * fullness)
