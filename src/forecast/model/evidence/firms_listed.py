"""A list of the firms that could still found a union."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from forecast.model.evidence.kind import Evidence, Floats, Rates


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmsListed(Evidence):
    """How many firms without a union a list counts.

    Notes
    -----
    The counting error is a number here and not a rate: one list cannot tell a pool that was counted
    badly from one that is large, and a pool whose width hangs on an uncertain error is a funnel in
    which no proposal around the mode is safe (Neal 2003).
    """

    firms: float
    """[firms]"""

    error: float
    """Standard deviation of the log of the count."""

    @property
    def depends_on(self) -> frozenset[str]:
        """Keys of the rates it informs."""
        return frozenset({"pool_firms"})

    @property
    def observed(self) -> Floats:
        """The number of firms [firms]."""
        return np.array([self.firms])

    def seen(self, observed: Floats) -> Self:
        """A list of another length."""
        return replace(self, firms=float(observed[0]))

    def log_likelihood(self, rates: Rates) -> Floats:
        """Lognormal density around the firms of the pool, shape as the rates'."""
        score = (np.log(self.firms) - np.log(rates["pool_firms"])) / self.error
        constant = np.log(self.error * self.firms * np.sqrt(2 * np.pi))
        return np.asarray(-0.5 * score**2 - constant)

    def drawn(self, rates: Rates, generator: np.random.Generator) -> Floats:
        """Length of the list for each rate [firms]."""
        scores = generator.standard_normal(np.shape(rates["pool_firms"]))
        return (rates["pool_firms"] * np.exp(self.error * scores))[..., None]

    def statistics(self, observed: Floats) -> dict[str, Floats]:
        """The number of firms [firms]."""
        return {"firms_listed": observed[..., 0]}
