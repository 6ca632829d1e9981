"""Whether the posterior means what it says: truths drawn from the prior, and where they fall.

A synthetic federation has rates drawn from the prior and a record drawn from the likelihood's own
model. If the posterior is right, the rank of each true rate among draws of its posterior is uniform
and 80 % of the 80 % ranges hold the truth. That says nothing of how far the likelihood is from the
world.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import chisquare

from forecast.model.evidence.kind import Evidence
from forecast.model.priors import Prior, rates_at
from forecast.model.rates import Points
from forecast.model.surprise import holm

Floats = npt.NDArray[np.float64]

DRAWS = 99
"""Posterior draws a truth is ranked among, so that there are 100 ranks."""

LEVELS = (0.1, 0.9)
TRUTHS, RANKS = 8, 9
"""Names of the random streams."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Federation:
    """One synthetic federation."""

    truth: dict[str, float]
    """Every rate [unit of each rate]."""

    evidence: list[Evidence]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How one rate fared over many federations."""

    rate: str
    uniformity: float
    """Probability of ranks as uneven as these, adjusted for the number of rates."""

    coverage: float
    """Share of the 80 % ranges that hold the truth."""


def federation(
    priors: Sequence[Prior], design: Sequence[Evidence], *, seed: int, number: int
) -> Federation:
    """The synthetic federation of a number: rates from the prior, a record from those rates."""
    generator = _generator(seed, TRUTHS, number)
    drawn = rates_at(priors, generator.standard_normal(len(priors)))
    truth = {key: float(rate) for key, rate in drawn.items()}
    return Federation(truth=truth, evidence=[kind.draw(truth, generator) for kind in design])


def ranked(truth: dict[str, float], points: Points, *, number: int) -> dict[str, int]:
    """Rank of each true rate among draws of its posterior, ties broken by chance.

    Returns
    -------
    dict
        Rate to a number from 0 to ``DRAWS``; only rates that are uncertain.

    Notes
    -----
    Talts et al. (2018). Only for this are points resampled by their weights.
    """
    generator = _generator(points.seed, RANKS, number)
    rows = generator.choice(len(points.weights), size=DRAWS, p=points.weights)
    found = {}
    for key, values in points.rates.items():
        if np.ptp(values) > 0:
            below, ties = (values[rows] < truth[key]).sum(), (values[rows] == truth[key]).sum()
            found[key] = int(below + generator.integers(0, ties + 1))
    return found


def covered(truth: dict[str, float], points: Points) -> dict[str, bool]:
    """Whether the 80 % range of each uncertain rate holds its truth."""
    found = {}
    for key, values in points.rates.items():
        if np.ptp(values) > 0:
            low, high = np.quantile(
                values, LEVELS, weights=points.weights, method="inverted_cdf"
            ).tolist()
            found[key] = bool(low <= truth[key] <= high)
    return found


def verdicts(
    ranks: Sequence[dict[str, int]], inside: Sequence[dict[str, bool]], *, bins: int
) -> list[Verdict]:
    """Uniformity of the ranks and coverage of each rate over all federations.

    Parameters
    ----------
    bins
        Groups of ranks for the chi-square test; a divisor of ``DRAWS + 1``.
    """
    keys = sorted(ranks[0])
    uneven = [_unevenness([one[key] for one in ranks], bins) for key in keys]
    return [
        Verdict(
            rate=key,
            uniformity=float(probability),
            coverage=float(np.mean([one[key] for one in inside])),
        )
        for key, probability in zip(keys, holm(np.array(uneven)), strict=True)
    ]


def _unevenness(ranks: Sequence[int], bins: int) -> float:
    counts = np.bincount(np.array(ranks) * bins // (DRAWS + 1), minlength=bins)
    return float(chisquare(counts).pvalue)


def _generator(seed: int, stream: int, number: int) -> np.random.Generator:
    return np.random.Generator(
        np.random.Philox(np.random.SeedSequence(seed, spawn_key=(stream, number)))
    )
