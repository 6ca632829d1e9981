"""Prior times record: weighted points of the rates, with proof that they can be trusted.

The rates the record speaks of are drawn from a mixture of the prior and a Student-t around the
mode, all others from the prior; weights repair the difference. Points are scrambled Sobol points
in independent blocks and are never resampled, which would destroy their even spread.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import numpy.typing as npt
from arviz_stats.base import array_stats
from scipy import optimize
from scipy.special import logsumexp
from scipy.stats import chi2, multivariate_t, norm, qmc

from forecast.errors import RatesError, message
from forecast.model.priors import Prior, rates_at

Floats = npt.NDArray[np.float64]

BLOCKS = 8
"""Independent scrambles; their scatter is the numerical error."""

POINTS_PER_BLOCK = 1024
"""A power of two, which Sobol points need for their balance."""

DEFENSIVE_SHARE = 0.25
"""Share of the proposal that is the prior itself, which bounds the weights (Hesterberg 1995)."""

PROPOSAL_DEGREES = 5
"""Degrees of freedom of the Student-t proposal: tails heavier than any lognormal posterior's."""

FARTHEST_SCORE = 8.0
"""Prior scores beyond it have probability below 1e-15."""

NEGLIGIBLE = -1e8
"""Log likelihood that leaves a point without weight."""

FEWEST_EFFECTIVE_POINTS = 400.0
LARGEST_PARETO_K = 0.7
"""Above it importance sampling estimates are unreliable (Vehtari et al. 2024)."""


class Evidence(Protocol):
    """A kind of record with a likelihood."""

    @property
    def depends_on(self) -> frozenset[str]:
        """Keys of the rates it informs."""

    def log_likelihood(self, rates: dict[str, Floats]) -> Floats:
        """Log density of the record, shape as the rates'."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """Weighted points of all rates, with the normals that drive what all unions share."""

    rates: dict[str, Floats]
    """Key to values, shape ``(n_points,)`` [unit of each rate]."""

    weights: Floats
    """Shape ``(n_points,)``, adding to 1."""

    normals: Floats
    """Standard normals for the common shock, shape ``(n_points, n_steps)``."""

    blocks: tuple[int, ...]
    """Numbers of the independent scrambles, equal in length and in order."""

    seed: int
    effective: float
    """Effective number of points, ``1 / sum(w^2)``."""

    pareto_k: float | None
    """Shape of the tail of the weights; ``None`` when all are equal."""

    @property
    def per_block(self) -> int:
        """Points of one scramble."""
        return len(self.weights) // len(self.blocks)

    def split(self) -> list["Points"]:
        """Each scramble alone; the weights keep their scale, so that sums over all add to 1."""
        return [
            replace(
                self,
                rates={key: values[rows] for key, values in self.rates.items()},
                weights=self.weights[rows],
                normals=self.normals[rows],
                blocks=(block,),
            )
            for i, block in enumerate(self.blocks)
            for rows in [slice(i * self.per_block, (i + 1) * self.per_block)]
        ]


def draw_points(
    priors: Sequence[Prior],
    evidence: Sequence[Evidence],
    *,
    steps: int,
    seed: int,
    blocks: int = BLOCKS,
    per_block: int = POINTS_PER_BLOCK,
) -> Points:
    """Weighted points of the posterior.

    Parameters
    ----------
    priors
        One a rate.
    evidence
        Kinds of record; none leaves the prior with equal weights.
    steps
        Number of further standard normals a point carries, for the path of the common shock.
    seed
        Names the random streams; the same seed gives the same points.

    Raises
    ------
    RatesError
        If fewer than 400 points are effective or the Pareto shape reaches 0.7.

    Notes
    -----
    Defensive mixture importance sampling (Hesterberg 1995; Owen & Zhou 2000) with Pareto
    diagnostics (Vehtari et al. 2024).
    """
    dimensions = len(priors) + steps + 2
    scores = np.concatenate(
        [_sobol(dimensions, per_block, seed=seed, block=block) for block in range(blocks)]
    )
    informed = [
        column
        for column, prior in enumerate(priors)
        if not prior.fixed and any(prior.key in kind.depends_on for kind in evidence)
    ]
    z = scores[:, : len(priors)].copy()
    log_weights = np.zeros(len(z))
    if informed:
        target = _LogPosterior(tuple(priors), tuple(evidence), tuple(informed))
        z[:, informed], log_weights = _propose(target, z[:, informed], scores[:, -2:])
    weights = np.exp(log_weights - logsumexp(log_weights))
    effective = float(1 / (weights**2).sum())
    pareto_k = _pareto_k(log_weights) if informed else None
    require_reliable(effective, pareto_k)
    return Points(
        rates=rates_at(priors, z),
        weights=weights,
        normals=scores[:, len(priors) : len(priors) + steps],
        blocks=tuple(range(blocks)),
        seed=seed,
        effective=effective,
        pareto_k=pareto_k,
    )


def _pareto_k(log_weights: Floats) -> float:
    """Shape of the tail of the weights; the library takes log ratios with the sign of a loss."""
    return float(array_stats.psislw(-log_weights)[1])


def require_reliable(effective: float, pareto_k: float | None) -> None:
    """Refuse weights that too few points carry or whose tail is too heavy.

    Raises
    ------
    RatesError
        If fewer than 400 points are effective or the Pareto shape reaches 0.7.
    """
    if effective < FEWEST_EFFECTIVE_POINTS or (pareto_k or 0.0) >= LARGEST_PARETO_K:
        raise RatesError(
            message(
                "The rates cannot be estimated reliably from this record: {effective:count} "
                "effective points (at least {least:count} are needed), tail shape {shape:number1}. "
                "Check the record for figures that contradict the stated ranges, or widen those.",
                effective=effective,
                least=FEWEST_EFFECTIVE_POINTS,
                shape=pareto_k or 0.0,
            )
        )


def _sobol(dimensions: int, points: int, *, seed: int, block: int) -> Floats:
    """Scrambled Sobol points as standard normals, one independent scramble a block."""
    stream = np.random.SeedSequence(seed, spawn_key=(0, block))
    generator = np.random.Generator(np.random.Philox(stream))
    uniform = qmc.Sobol(dimensions, scramble=True, rng=generator).random(points)
    return np.asarray(norm.ppf(np.clip(uniform, 1e-12, 1 - 1e-12)))


@dataclass(frozen=True, slots=True)
class _LogPosterior:
    """Log of prior times likelihood in standard normal scores of the informed rates."""

    priors: tuple[Prior, ...]
    evidence: tuple[Evidence, ...]
    informed: tuple[int, ...]

    def likelihood(self, z: Floats) -> Floats:
        """Log likelihood at scores of shape ``(n, n_informed)``; the others at their median."""
        full = np.zeros((len(z), len(self.priors)))
        full[:, self.informed] = z
        rates = rates_at(self.priors, full)
        total: Floats = np.zeros(len(z))
        for kind in self.evidence:
            total = total + kind.log_likelihood(rates)
        return total

    def bounded_likelihood(self, z: Floats) -> Floats:
        """Log likelihood, negligible where a score lies beyond any draw of the prior."""
        inside = (np.abs(z) <= FARTHEST_SCORE).all(axis=1)
        found = self.likelihood(np.clip(z, -FARTHEST_SCORE, FARTHEST_SCORE))
        return np.where(inside, found, NEGLIGIBLE)

    def cost(self, z: Floats) -> float:
        """Negative log posterior at one point, up to a constant."""
        return float(0.5 * (z**2).sum() - self.likelihood(z[None, :])[0])


def _propose(target: _LogPosterior, z: Floats, extra: Floats) -> tuple[Floats, Floats]:
    """Move prior scores to the mixture proposal; return them with their log weights.

    ``extra`` holds two further scores a point: which part of the mixture, and the Student-t scale.
    """
    count = z.shape[1]
    found = optimize.minimize(target.cost, np.zeros(count), method="BFGS")
    spread = np.asarray(np.linalg.cholesky(_covariance_at(target, found.x)), dtype=np.float64)
    pick, scale = norm.cdf(extra[:, 0]), norm.cdf(extra[:, 1])
    degrees = PROPOSAL_DEGREES
    radius = np.asarray(np.sqrt(degrees / chi2.ppf(scale, degrees)), dtype=np.float64)[:, None]
    moved = np.where(pick[:, None] < DEFENSIVE_SHARE, z, found.x + (z * radius) @ spread.T)
    log_prior = norm.logpdf(moved).sum(axis=1)
    log_t = _log_student(np.asarray(moved - found.x, dtype=np.float64), spread, degrees)
    mixture = np.logaddexp(np.log(DEFENSIVE_SHARE) + log_prior, np.log1p(-DEFENSIVE_SHARE) + log_t)
    return moved, log_prior + target.bounded_likelihood(moved) - mixture


def _covariance_at(target: _LogPosterior, mode: Floats) -> Floats:
    """Inverse of the numerical Hessian at the mode, kept positive definite."""
    count, step = len(mode), 1e-3
    shifts = np.eye(count) * step
    hessian = np.zeros((count, count))
    for i in range(count):
        for j in range(i + 1):
            corners = [
                sign * target.cost(mode + a * shifts[i] + b * shifts[j])
                for sign, a, b in ((1, 1, 1), (-1, 1, -1), (-1, -1, 1), (1, -1, -1))
            ]
            hessian[i, j] = hessian[j, i] = sum(corners) / (4 * step**2)
    values, vectors = np.linalg.eigh(hessian)
    return np.asarray((vectors / np.maximum(values, 0.1)) @ vectors.T)


def _log_student(residual: Floats, spread: Floats, degrees: int) -> Floats:
    shape = spread @ spread.T
    return np.asarray(multivariate_t(np.zeros(len(shape)), shape, df=degrees).logpdf(residual))
