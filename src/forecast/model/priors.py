"""A stated 80 % range as a distribution, and the way from a standard normal to a rate.

Fractions are logit-normal, positive quantities lognormal, signed rates normal, so that every draw
is a legal value and the range is the 10th to 90th percentile.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt
from scipy.special import expit, logit
from scipy.stats import norm

from forecast.record.knowledge import KnownRate
from forecast.record.vocabulary import Shape

Floats = npt.NDArray[np.float64]

Z90 = float(norm.ppf(0.9))
"""90th percentile of the standard normal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
    """One rate before the record has spoken."""

    key: str
    shape: Shape
    low: float
    """10th percentile [unit of the rate]."""

    high: float
    """90th percentile [unit of the rate]; equal to ``low`` for a fixed value."""

    @classmethod
    def of(cls, rate: KnownRate) -> Self:
        """The prior a known rate states."""
        return cls(key=rate.key, shape=rate.shape, low=rate.low, high=rate.high)

    @property
    def fixed(self) -> bool:
        """Whether the rate is a single value."""
        return self.low == self.high

    def at(self, z: Floats) -> Floats:
        """The rate at standard normal scores.

        Parameters
        ----------
        z
            Scores, any shape; 0 is the median, ±1.2816 the ends of the 80 % range.

        Examples
        --------
        >>> size = Prior(key="new_union_size", shape="positive", low=25.0, high=100.0)
        >>> round(float(size.at(np.array(0.0))), 6)
        50.0
        """
        if self.fixed:
            return np.full(np.shape(z), self.low)
        low, high = _forward(self.low, self.shape), _forward(self.high, self.shape)
        return _backward((low + high) / 2 + (high - low) / (2 * Z90) * z, self.shape)


def _forward(value: float, shape: Shape) -> float:
    if shape == "fraction":
        return float(logit(value))
    return float(np.log(value)) if shape == "positive" else value


def _backward(score: Floats, shape: Shape) -> Floats:
    if shape == "fraction":
        return np.asarray(expit(score))
    return np.exp(score) if shape == "positive" else score


def rates_at(priors: Iterable[Prior], z: Floats) -> dict[str, Floats]:
    """Every rate at its column of scores.

    Parameters
    ----------
    priors
        One a column.
    z
        Standard normal scores, shape ``(..., n_priors)``.

    Returns
    -------
    dict
        Key to values of shape ``(...)`` [unit of each rate].
    """
    return {prior.key: prior.at(z[..., column]) for column, prior in enumerate(priors)}
