"""How unequal the existing unions of a roster are."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from scipy.special import gammaln

from forecast.model.evidence.densities import LEAST_SPREAD, TINY
from forecast.model.evidence.kind import Evidence, Floats, Rates


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeSpread(Evidence):
    """Squared deviations of log sizes from the mean of their sector."""

    squares: float
    degrees: int
    """Unions less sectors."""

    @property
    def depends_on(self) -> frozenset[str]:
        """Keys of the rates it informs."""
        return frozenset({"existing_size_log_sd"})

    @property
    def observed(self) -> Floats:
        """The sum of squares."""
        return np.array([self.squares])

    def seen(self, observed: Floats) -> Self:
        """As many unions with another spread."""
        return replace(self, squares=float(observed[0]))

    def log_likelihood(self, rates: Rates) -> Floats:
        """Chi-square density of the sum over the variance, shape as the rates'."""
        half = self.degrees / 2
        variance = np.maximum(rates["existing_size_log_sd"], LEAST_SPREAD) ** 2
        scaled = max(self.squares, TINY) / variance
        constant = half * np.log(2) + gammaln(half)
        return np.asarray((half - 1) * np.log(scaled) - scaled / 2 - np.log(variance) - constant)

    def drawn(self, rates: Rates, generator: np.random.Generator) -> Floats:
        """The sum of squares for each rate."""
        variance = rates["existing_size_log_sd"] ** 2
        return (variance * generator.chisquare(self.degrees, np.shape(variance)))[..., None]

    def statistics(self, observed: Floats) -> dict[str, Floats]:
        """Standard deviation of the log sizes."""
        return {"size_spread": np.sqrt(observed[..., 0] / self.degrees)}
