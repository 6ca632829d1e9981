"""How surprising the record is to somebody who believes the stated ranges.

Rates are drawn from the prior, a record of the same design from each; a figure far out in the tail
of what those records show is in conflict with the ranges, or wrong.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from forecast.model.evidence.kind import Evidence
from forecast.model.priors import Prior, rates_at

Floats = npt.NDArray[np.float64]

DRAWS = 8192
"""So many that a figure beyond all of them stays below 1 % when it is one of forty."""

STREAM = 7
"""Name of the random stream."""

RANGE = (10.0, 90.0)
"""[per cent]"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surprise:
    """One figure of the record against what the stated ranges expect of it."""

    kind: Evidence
    name: str
    """The figure, as `Evidence.statistics` names it."""

    found: float
    expected: tuple[float, float]
    """80 % range of the figure before the record has spoken."""

    probability: float
    """Of a figure as far out on either side, adjusted for the number of figures looked at."""


def surprises(
    priors: Sequence[Prior], evidence: Sequence[Evidence], *, seed: int
) -> list[Surprise]:
    """Every figure of the evidence with its prior predictive tail probability.

    Parameters
    ----------
    seed
        Names the random stream.

    Notes
    -----
    Prior predictive check (Box 1980; Evans & Moshonov 2006), two-sided, with the Holm adjustment.
    """
    stream = np.random.SeedSequence(seed, spawn_key=(STREAM,))
    generator = np.random.Generator(np.random.Philox(stream))
    rates = rates_at(priors, generator.standard_normal((DRAWS, len(priors))))
    looked = [
        (kind, name, float(kind.statistics(kind.observed)[name]), values)
        for kind in evidence
        for name, values in kind.statistics(kind.drawn(rates, generator)).items()
    ]
    adjusted = holm(np.array([_tail(found, values) for _, _, found, values in looked]))
    ranges = [np.percentile(values, RANGE) for *_, values in looked]
    return [
        Surprise(
            kind=kind,
            name=name,
            found=found,
            expected=(float(low), float(high)),
            probability=float(probability),
        )
        for (kind, name, found, _), (low, high), probability in zip(
            looked, ranges, adjusted, strict=True
        )
    ]


def _tail(found: float, values: Floats) -> float:
    """Two-sided tail probability among draws, the figure itself counted as one of them."""
    below, above = (values <= found).sum(), (values >= found).sum()
    return float(min(1.0, 2 * (1 + min(below, above)) / (1 + len(values))))


def holm(probabilities: Floats) -> Floats:
    """Probabilities adjusted for how many were looked at (Holm 1979).

    Examples
    --------
    >>> holm(np.array([0.01, 0.04, 0.03])).round(3).tolist()
    [0.03, 0.06, 0.06]
    """
    order = np.argsort(probabilities)
    left = np.arange(len(order), 0, -1)
    raised = np.minimum(1.0, np.maximum.accumulate(left * probabilities[order]))
    adjusted = np.empty_like(raised)
    adjusted[order] = raised
    return adjusted
