"""Where the points of the posterior are put: around the mode, and where that fails, in stages.

The proposal is a mixture of the prior, which bounds the weights, and a Student-t. A record far
outside the stated ranges, or of a shape unlike a normal's, is met in stages: the Student-t is
fitted to the points by a power of their weights, and thrown again.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from arviz_stats.base import array_stats
from scipy.optimize import brentq
from scipy.special import gammaln, logsumexp, ndtr
from scipy.stats import chi2

from forecast.model.posterior import LogPosterior

Floats = npt.NDArray[np.float64]

DEFENSIVE_SHARE = 0.1
"""Share of the proposal that is the prior itself, which bounds the weights (Hesterberg 1995)."""

DEGREES = 8.0
"""Degrees of freedom of the Student-t proposal: tails heavier than any lognormal posterior's."""

MOST_STAGES = 8
FEWEST_EFFECTIVE_POINTS = 400.0
LARGEST_PARETO_K = 0.7
"""Above it importance sampling estimates are unreliable (Vehtari et al. 2024)."""

AMPLE_SHARE = 0.25
"""Effective share of the points beyond which another stage gains little."""

FIT_PER_DIMENSION = 10.0
"""Effective points for each dimension that a mean and a covariance are fitted to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Normals:
    """The standard normals every stage is made from, so that no stage draws anew."""

    scores: Floats
    """Shape ``(n_points, n_informed)``."""

    pick: Floats
    """Which part of the mixture a point belongs to, shape ``(n_points,)``."""

    radius: Floats
    """Scale of the Student-t, shape ``(n_points,)``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Student:
    """A multivariate Student-t in scores."""

    middle: Floats
    spread: Floats
    """Lower triangular factor of the shape matrix."""

    @classmethod
    def of(cls, middle: Floats, covariance: Floats) -> "Student":
        """With the given middle and shape matrix."""
        return cls(middle=middle, spread=np.asarray(np.linalg.cholesky(covariance)))

    def log_density(self, z: Floats) -> Floats:
        """Log density at scores of shape ``(n, d)``, shape ``(n,)``."""
        count = len(self.middle)
        white = np.linalg.solve(self.spread, (z - self.middle).T)
        half = (DEGREES + count) / 2
        constant = gammaln(half) - gammaln(DEGREES / 2) - count / 2 * np.log(DEGREES * np.pi)
        constant = constant - np.log(np.diagonal(self.spread)).sum()
        return np.asarray(constant - half * np.log1p((white**2).sum(axis=0) / DEGREES))


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighted:
    """Points in scores with their log weights."""

    z: Floats
    log_likelihood: Floats
    log_prior_ratio: Floats
    """Log of prior over proposal."""

    @property
    def log_weights(self) -> Floats:
        """Log of posterior over proposal, shape ``(n_points,)``."""
        return self.log_prior_ratio + self.log_likelihood

    @property
    def effective(self) -> float:
        """Effective number of points."""
        return effective_points(self.log_weights)

    @property
    def reliable(self) -> bool:
        """Enough points count and the tail of their weights is light."""
        enough = self.effective >= FEWEST_EFFECTIVE_POINTS
        return enough and tail_shape(self.log_weights) < LARGEST_PARETO_K

    def refitted(self) -> Student:
        """A Student-t with the mean and covariance of the points, as far as they can carry a fit.

        Notes
        -----
        Weights to a power below one stand for a law between the proposal and the posterior
        (Koblents & Míguez 2015). A covariance fitted to n points in d dimensions is too narrow in
        its narrowest direction by about ``1 + d / n``.
        """
        log_weights = self._power() * self.log_weights
        weights, count = normalised(log_weights), self.z.shape[1]
        middle = weights @ self.z
        apart = self.z - middle
        covariance = (weights[:, None] * apart).T @ apart
        return Student.of(middle, covariance * (1 + count / effective_points(log_weights)))

    def _power(self) -> float:
        """Largest power of the weights that leaves enough points to fit to."""
        wanted: float = min(FIT_PER_DIMENSION * self.z.shape[1], len(self.z) / 2)

        def excess(power: float) -> float:
            return effective_points(power * self.log_weights) - wanted

        if excess(1.0) >= 0:
            return 1.0
        return float(brentq(excess, 0.0, 1.0, xtol=1e-9))


def normalised(log_weights: Floats) -> Floats:
    """Weights adding to 1."""
    return np.asarray(np.exp(log_weights - logsumexp(log_weights)))


def effective_points(log_weights: Floats) -> float:
    """Effective number of points, ``1 / sum(w^2)`` (Kish)."""
    return 1 / float(np.sum(normalised(log_weights) ** 2))


def tail_shape(log_weights: Floats) -> float:
    """Pareto shape of the tail of the weights; the library takes log ratios as those of a loss."""
    return float(array_stats.psislw(-log_weights)[1])


def normals_of(scores: Floats, extra: Floats) -> Normals:
    """The points' own scores, and two more a point for the mixture."""
    radius = np.sqrt(DEGREES / chi2.ppf(ndtr(extra[:, 1]), DEGREES))
    return Normals(scores=scores, pick=ndtr(extra[:, 0]), radius=np.asarray(radius))


def propose(target: LogPosterior, normals: Normals) -> Weighted:
    """Points that carry the posterior, from the mode or, where that fails, in stages.

    Notes
    -----
    Defensive mixture importance sampling (Hesterberg 1995; Owen & Zhou 2000); stages as in adaptive
    importance sampling with tempered weights (Cappé et al. 2008; Koblents & Míguez 2015). Whoever
    calls must still ask whether the last stage is reliable.
    """
    mode = target.mode()
    best = _weigh(target, normals, Student.of(mode, target.covariance_at(mode)))
    for _ in range(MOST_STAGES):
        settled = best.reliable
        if settled and best.effective >= AMPLE_SHARE * len(best.z):
            break
        found = _weigh(target, normals, best.refitted())
        if settled and not (found.reliable and found.effective > best.effective):
            break
        best = found
    return best


def _weigh(target: LogPosterior, normals: Normals, around: Student) -> Weighted:
    """Points of the mixture of the prior and one Student-t."""
    thrown = around.middle + (normals.scores * normals.radius[:, None]) @ around.spread.T
    z = np.where((normals.pick < DEFENSIVE_SHARE)[:, None], normals.scores, thrown)
    log_prior = -0.5 * (z**2).sum(axis=1) - z.shape[1] / 2 * np.log(2 * np.pi)
    mixture = np.logaddexp(
        np.log(DEFENSIVE_SHARE) + log_prior,
        np.log1p(-DEFENSIVE_SHARE) + around.log_density(z),
    )
    return Weighted(z=z, log_likelihood=target.likelihood(z), log_prior_ratio=log_prior - mixture)
