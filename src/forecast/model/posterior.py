"""Log of prior times likelihood in standard normal scores, its mode and its curvature there."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import optimize

from forecast.model.evidence.kind import Evidence
from forecast.model.priors import Prior, rates_at

Floats = npt.NDArray[np.float64]

FARTHEST_SCORE = 8.0
"""Prior scores beyond it have probability below 1e-15."""

NEGLIGIBLE = -1e8
"""Log likelihood that leaves a point without weight."""

SLOPE_STEP = 1e-5
"""Step of central differences in scores: about the cube root of the precision."""

CURVATURE_STEP = 0.05
"""The same for second differences: small against the prior, whose scale the likelihood's bends have
as well, and wide enough to see past a single kink of the enrolment of new unions."""

LEAST_CURVATURE = 0.5
"""Half the prior's curvature: a flatter direction is numerical or far from normal."""


@dataclass(frozen=True, slots=True)
class LogPosterior:
    """The posterior of the informed rates; all others keep their prior."""

    priors: tuple[Prior, ...]
    """The informed rates, then the fixed and others the likelihood may still ask for."""

    evidence: tuple[Evidence, ...]
    informed: int
    """The first so many priors have scores of their own; the rest stay at their median."""

    @classmethod
    def of(
        cls, priors: Sequence[Prior], evidence: Sequence[Evidence], informed: list[int]
    ) -> "LogPosterior":
        """The informed rates put first."""
        rest = [column for column in range(len(priors)) if column not in informed]
        ordered = tuple(priors[column] for column in (*informed, *rest))
        return cls(ordered, tuple(evidence), len(informed))

    def likelihood(self, z: Floats) -> Floats:
        """Log likelihood at scores of shape ``(n, n_informed)``, shape ``(n,)``.

        It is negligible where a score lies beyond any draw of the prior.
        """
        inside = (np.abs(z) <= FARTHEST_SCORE).all(axis=1)
        kept = np.clip(z, -FARTHEST_SCORE, FARTHEST_SCORE)
        full = np.zeros((len(z), len(self.priors)))
        full[:, : self.informed] = kept
        rates = rates_at(self.priors, full)
        total: Floats = np.zeros(len(z))
        # Scores far out may overflow or leave a law undefined; such points are given no weight.
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            for kind in self.evidence:
                total = total + kind.log_likelihood(rates)
        return np.where(inside & np.isfinite(total), total, NEGLIGIBLE)

    def cost(self, z: Floats) -> Floats:
        """Negative log posterior up to a constant, shape ``(n,)``."""
        return np.asarray(0.5 * (z**2).sum(axis=1) - self.likelihood(z))

    def cost_and_slope(self, z: Floats) -> tuple[float, Floats]:
        """Cost at one point and its gradient, every difference in one call."""
        shifts = SLOPE_STEP * np.eye(len(z))
        costs = self.cost(np.concatenate([z[None, :], z + shifts, z - shifts]))
        up, down = costs[1 : len(z) + 1], costs[len(z) + 1 :]
        return float(costs[0]), (up - down) / (2 * SLOPE_STEP)

    def mode(self) -> Floats:
        """The most probable scores, shape ``(n_informed,)``."""
        # Differences are taken on both sides, so the search stays inside the farthest scores.
        farthest = FARTHEST_SCORE - 2 * CURVATURE_STEP
        bounds = [(-farthest, farthest)] * self.informed
        found = optimize.minimize(
            self.cost_and_slope, np.zeros(self.informed), jac=True, method="L-BFGS-B", bounds=bounds
        )
        return np.asarray(found.x, dtype=np.float64)

    def covariance_at(self, mode: Floats) -> Floats:
        """Inverse of the curvature at the mode, kept positive definite; shape ``(d, d)``."""
        count = self.informed
        first, second = np.tril_indices(count)
        shifts = CURVATURE_STEP * np.eye(count)
        plus, minus = shifts[first] + shifts[second], shifts[first] - shifts[second]
        costs = self.cost(mode + np.concatenate([plus, -plus, minus, -minus]))
        both, neither, one, other = costs.reshape(4, -1)
        hessian = np.zeros((count, count))
        hessian[first, second] = (both + neither - one - other) / (4 * CURVATURE_STEP**2)
        hessian[second, first] = hessian[first, second]
        values, vectors = np.linalg.eigh(hessian)
        return np.asarray((vectors / np.maximum(values, LEAST_CURVATURE)) @ vectors.T)
