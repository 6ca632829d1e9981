"""Prior times record: weighted points of the rates, with proof that they can be trusted.

The rates the record speaks of are drawn from a mixture of the prior and a Student-t around the
mode, all others from the prior; weights repair the difference. Points are scrambled Sobol points
in independent blocks and are never resampled, which would destroy their even spread.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri
from scipy.stats import qmc

from forecast.errors import RatesError, message, plural
from forecast.model.evidence.kind import Evidence
from forecast.model.posterior import FARTHEST_SCORE, LogPosterior
from forecast.model.priors import Prior, rates_at
from forecast.model.proposal import (
    FEWEST_EFFECTIVE_POINTS,
    LARGEST_PARETO_K,
    Weighted,
    effective_points,
    normalised,
    normals_of,
    propose,
    tail_shape,
)

Floats = npt.NDArray[np.float64]

BLOCKS = 8
"""Independent scrambles; their scatter is the numerical error."""

POINTS_PER_BLOCK = 512
"""A power of two, which Sobol points need for their balance."""

EDGE_SHARE = 0.9
"""Share of the farthest score at which a mean score counts as pressed against it."""


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
        If fewer than 400 points are effective, the Pareto shape reaches 0.7, or only rates beyond
        any draw of the prior would explain the record.

    Notes
    -----
    Defensive mixture importance sampling (Hesterberg 1995; Owen & Zhou 2000) with Pareto
    diagnostics (Vehtari et al. 2024).
    """
    dimensions = len(priors) + steps + 2
    scores = np.concatenate(
        [_sobol(dimensions, per_block, seed=seed, block=block) for block in range(blocks)]
    )
    z = scores[:, : len(priors)].copy()
    log_weights, pareto_k = np.zeros(len(z)), None
    informed = informed_columns(priors, evidence)
    if informed:
        target = LogPosterior.of(priors, evidence, informed)
        found = propose(target, normals_of(z[:, informed], scores[:, -2:]))
        z[:, informed], log_weights = found.z, found.log_weights
        pareto_k = tail_shape(log_weights)
        _require_reach(found)
    effective = effective_points(log_weights)
    require_reliable(effective, pareto_k)
    return Points(
        rates=rates_at(priors, z),
        weights=normalised(log_weights),
        normals=scores[:, len(priors) : len(priors) + steps],
        blocks=tuple(range(blocks)),
        seed=seed,
        effective=effective,
        pareto_k=pareto_k,
    )


def informed_columns(priors: Sequence[Prior], evidence: Sequence[Evidence]) -> list[int]:
    """Positions of the rates that are uncertain and that some evidence depends on."""
    spoken_of = frozenset().union(*(kind.depends_on for kind in evidence))
    return [i for i, prior in enumerate(priors) if not prior.fixed and prior.key in spoken_of]


def _require_reach(found: Weighted) -> None:
    """Refuse rates pressed against the farthest scores, where the record would draw them on."""
    middle = np.abs(normalised(found.log_weights) @ found.z)
    if middle.max() > EDGE_SHARE * FARTHEST_SCORE:
        raise RatesError(
            message(
                "No rates within reach of the stated ranges explain this record. Check the record "
                "for figures that contradict the ranges, or widen those."
            )
        )


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
                "The rates cannot be estimated reliably from this record: {effective} (at least "
                "{least:count} are needed), tail shape {shape:number1}. Check the record for "
                "figures that contradict the stated ranges, or widen those.",
                effective=plural("one effective point", "{n:count} effective points", n=effective),
                least=FEWEST_EFFECTIVE_POINTS,
                shape=pareto_k or 0.0,
            )
        )


def _sobol(dimensions: int, points: int, *, seed: int, block: int) -> Floats:
    """Scrambled Sobol points as standard normals, one independent scramble a block."""
    stream = np.random.SeedSequence(seed, spawn_key=(0, block))
    generator = np.random.Generator(np.random.Philox(stream))
    uniform = qmc.Sobol(dimensions, scramble=True, rng=generator).random(points)
    return np.asarray(ndtri(np.clip(uniform, 1e-12, 1 - 1e-12)))
