"""What a sector holds on one date: its members, its unions and, where known, each union's size."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import norm

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorStock:
    """One sector at the origin or at the first of several totals."""

    id: str
    members: float
    unions: float
    founding: bool
    """New unions are founded in this sector."""

    sizes: tuple[float, ...] = ()
    """Members of every union where they are known [members]."""


def union_scores(unions: int) -> Floats:
    """Standard normal scores of the sizes of ``unions`` unions, at the middles of equal shares."""
    return np.asarray(norm.ppf((np.arange(unions) + 0.5) / unions))


def concentration(unions: int, log_sd: Floats) -> Floats:
    """Herfindahl index of unions whose sizes stand at the quantiles of a lognormal.

    Examples
    --------
    >>> float(concentration(4, np.array(0.0)))
    0.25
    """
    sizes = np.exp(np.asarray(log_sd)[..., None] * union_scores(unions))
    shares = sizes / sizes.sum(axis=-1, keepdims=True)
    return np.asarray((shares**2).sum(axis=-1))
