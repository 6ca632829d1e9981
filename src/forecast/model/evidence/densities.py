"""Densities the kinds of evidence share, each with its sampler.

All broadcast: rates have the shape ``(...)``, figures stand on a last axis.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln, xlog1py, xlogy

Floats = npt.NDArray[np.float64]

LEAST_DISPERSION = 1e-9
"""Relative variance below which a negative binomial is a Poisson to machine precision."""

LEAST_SPREAD = 1e-6
"""Standard deviation that stands for a rate stated as certainly 0."""

TINY = 1e-300
"""Stands for 0 where a logarithm is taken and not used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NegativeBinomial:
    """A count whose Poisson rate varies by a gamma factor of mean one."""

    mean: Floats
    size: Floats
    """Shape of the gamma factor; its variance is ``1 / size``."""

    @classmethod
    def of_factor(cls, *, mean: Floats, variance: Floats) -> "NegativeBinomial":
        """A count with a factor of the given variance."""
        return cls(mean=mean, size=1 / np.maximum(variance, LEAST_DISPERSION))

    def log_density(self, count: Floats) -> Floats:
        """Log probability of the counts."""
        chance = self.size / (self.size + self.mean)
        arrangements = gammaln(count + self.size) - gammaln(self.size) - gammaln(count + 1)
        return np.asarray(arrangements + self.size * np.log(chance) + xlogy(count, 1 - chance))

    def drawn(self, generator: np.random.Generator) -> Floats:
        """Counts, one for each mean."""
        factor = generator.standard_gamma(self.size) / self.size
        return generator.poisson(self.mean * factor).astype(np.float64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Binomial:
    """How many of ``trials`` happened."""

    trials: Floats
    chance: Floats

    def log_density(self, count: Floats) -> Floats:
        """Log probability of the counts."""
        ways = gammaln(self.trials + 1) - gammaln(count + 1) - gammaln(self.trials - count + 1)
        odds = xlogy(count, self.chance) + xlog1py(self.trials - count, -self.chance)
        return np.asarray(ways + odds)

    def drawn(self, generator: np.random.Generator) -> Floats:
        """Counts, one for each chance."""
        trials = np.asarray(self.trials).astype(np.int64)
        return generator.binomial(trials, self.chance).astype(np.float64)


@dataclass(frozen=True, slots=True, kw_only=True)
class RandomSum:
    """A sum of a random number of heavy-tailed sizes: nothing, or lognormal by its moments.

    Notes
    -----
    Given that there is something, mean and variance are those of the sum (Fenton 1960); for a
    single lognormal size it is exact.
    """

    empty: Floats
    """Probability of nothing."""

    mean: Floats
    variance: Floats

    def log_density(self, total: Floats) -> Floats:
        """Log probability of 0, log density of anything above."""
        location, spread = self._lognormal()
        score = (np.log(np.maximum(total, TINY)) - location) / spread
        density = -0.5 * score**2 - np.log(spread * np.maximum(total, TINY) * np.sqrt(2 * np.pi))
        with np.errstate(divide="ignore"):  # certain to be empty or never: log 0 is meant
            return np.where(total > 0, density + np.log1p(-self.empty), np.log(self.empty))

    def drawn(self, generator: np.random.Generator) -> Floats:
        """Sums, one for each mean."""
        location, spread = self._lognormal()
        filled = generator.random(np.shape(location)) >= self.empty
        total = np.exp(location + spread * generator.standard_normal(np.shape(location)))
        return np.where(filled, total, 0.0)

    def _lognormal(self) -> tuple[Floats, Floats]:
        filled = np.maximum(1 - self.empty, LEAST_SPREAD)
        mean = np.maximum(self.mean, LEAST_SPREAD) / filled
        variance = (self.variance + self.mean**2) / filled - mean**2
        log_variance = np.log1p(np.maximum(variance / mean**2, LEAST_DISPERSION))
        return np.log(mean) - log_variance / 2, np.sqrt(log_variance)


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedShock:
    """Normal figures that one common shock in each period moves together.

    Figure r is ``mean_r + pull_r Z_p + e_r`` with ``Z_p`` the shock of its period and ``e_r`` its
    own noise, so that the covariance is diagonal plus rank one and needs no factorisation.
    """

    mean: Floats
    pull: Floats
    noise: Floats
    """Variance of ``e``."""

    periods: npt.NDArray[np.int64]
    """Period of each figure, from 0, shape ``(n_figures,)``."""

    def log_density(self, figures: Floats) -> Floats:
        """Log density of each whole record (Sherman & Morrison 1950), the last axis summed."""
        member = np.equal.outer(self.periods, np.arange(self.periods.max() + 1)).astype(np.float64)
        residual = figures - self.mean
        weighted = self.pull / self.noise
        own = (residual**2 / self.noise + np.log(2 * np.pi * self.noise)).sum(axis=-1)
        information = 1 + (self.pull * weighted) @ member
        explained = ((residual * weighted) @ member) ** 2 / information
        return np.asarray(-0.5 * (own + (np.log(information) - explained).sum(axis=-1)))

    def drawn(self, generator: np.random.Generator) -> Floats:
        """Figures, one record for each set of means."""
        shape = np.broadcast_shapes(self.mean.shape, self.pull.shape, self.noise.shape)
        shocks = generator.standard_normal((*shape[:-1], int(self.periods.max()) + 1))
        own = np.sqrt(self.noise) * generator.standard_normal(shape)
        return self.mean + self.pull * shocks[..., self.periods] + own
