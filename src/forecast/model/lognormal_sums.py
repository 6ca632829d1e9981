"""The law of a sum of independent lognormal sizes, tabulated once.

How many members n new unions bring is such a sum. Its cumulants are known but far from a normal:
the usual lognormal of the same mean and variance (Fenton 1960) is wrong by several points of
probability where sizes are heavy-tailed. Here sums of 1, 2, 3, 4, 6, 8 … sizes are convolved one
from the other, and what the table keeps is the correction to Fenton's normal score.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy.interpolate import CubicSpline
from scipy.special import ndtr, ndtri

Floats = npt.NDArray[np.float64]

SCORES = np.linspace(-6.0, 6.0, 161)
"""Fenton's normal scores at which a law is tabulated."""

CONVOLVED = np.linspace(0.0, 3.0, 31)
"""Log standard deviations of one size whose sums are computed, splines in between."""

LOG_SDS = np.linspace(0.0, 3.0, 61)
"""Log standard deviations where the table is read; the vocabulary allows no larger one."""

LOG2_COUNTS = np.linspace(0.0, 16.0, 49)
"""Binary logarithms of the number of sizes, where the table is read."""

LARGEST_SCORE = 8.0
NODES = 40
"""Gauss-Legendre nodes of a convolution."""

LEAST_VARIANCE = 1e-16
"""Squared coefficient of variation below which a sum is taken as certain."""


@dataclass(frozen=True, slots=True)
class LognormalSum:
    """Sums of independent lognormal sizes; every field has the common shape of `lognormal_sum`."""

    log_mean: Floats
    width: Floats
    """Log sd of Fenton's lognormal."""

    cell: npt.NDArray[np.intp]
    """Place in the table of the first score."""

    along: Floats
    """Position between two counts of the table."""

    across: Floats
    """Position between two log sds of the table."""

    def above(self, value: Floats) -> Floats:
        """P(sum >= value), of the common shape; a sum of mean 0 is 0."""
        with np.errstate(divide="ignore", invalid="ignore"):  # a value of 0 or less
            score = (np.log(value) - self.log_mean) / self.width + self.width / 2
        found = ndtr(-self._corrected(score))
        positive = (value > 0) & np.isfinite(self.log_mean)
        return np.where(positive, found, (value <= 0).astype(np.float64))

    def _corrected(self, score: Floats) -> Floats:
        """Normal score of the sum, linear between the entries of the table."""
        table, (at, rest) = _table(), _place(score, SCORES)
        near_cell = self.cell + at
        near = _along(table, near_cell, rest, self.along)
        far = _along(table, near_cell + len(LOG2_COUNTS) * len(SCORES), rest, self.along)
        return np.asarray(near + self.across * (far - near))


def _along(table: Floats, cell: npt.NDArray[np.intp], rest: Floats, along: Floats) -> Floats:
    """The table between two scores and two counts."""
    low, next_count = table[cell], cell + len(SCORES)
    low = low + rest * (table[cell + 1] - low)
    high = table[next_count]
    high = high + rest * (table[next_count + 1] - high)
    return np.asarray(low + along * (high - low))


def lognormal_sum(*, mean: Floats, variance: Floats, log_sd: Floats) -> LognormalSum:
    """The law of a sum of independent lognormal sizes.

    Parameters
    ----------
    mean, variance, log_sd
        Mean and variance of the sum and the log sd of one size; they broadcast. Weights and
        closures that differ between the sizes act through mean and variance.

    Notes
    -----
    The number of equal sizes that has this mean and variance need not be whole: a lognormal is
    infinitely divisible (Thorin 1977).
    """
    with np.errstate(divide="ignore", invalid="ignore"):  # a sum of mean 0
        spread = np.fmax(variance / mean**2, LEAST_VARIANCE)
        log_mean = np.log(mean)
        row, along = _place(np.log2(np.expm1(log_sd**2) / spread), LOG2_COUNTS)
    sheet, across = _place(log_sd, LOG_SDS)
    return LognormalSum(
        log_mean=log_mean,
        width=np.sqrt(np.log1p(spread)),
        cell=(sheet * len(LOG2_COUNTS) + row) * len(SCORES),
        along=along,
        across=across,
    )


def _place(x: Floats, grid: Floats) -> tuple[npt.NDArray[np.intp], Floats]:
    """Cell of an even grid and the position within it; outside, the nearest end."""
    steps = len(grid) - 1
    scaled = (x - grid[0]) * (steps / (grid[-1] - grid[0]))
    place = np.fmin(np.fmax(scaled, 0.0), steps * (1 - 1e-12))  # no number: the first cell
    cell = place.astype(np.intp)
    return cell, place - cell


@lru_cache(maxsize=1)
def _table() -> Floats:
    """Corrected scores, flat, ordered by log sd, binary log of the count, and score."""
    laws: dict[int, Floats] = {1: np.tile(SCORES, (len(CONVOLVED), 1))}
    for one, other in _additions():
        laws[one + other] = _add(laws, one, other)
    counts = sorted(laws)
    corrections = np.stack([laws[count] for count in counts])
    by_count = CubicSpline(np.log2(counts), corrections, axis=0)(LOG2_COUNTS)
    by_log_sd = CubicSpline(CONVOLVED, by_count, axis=1)(LOG_SDS)
    return np.ascontiguousarray(np.moveaxis(by_log_sd, 0, 1)).ravel()


def _additions() -> list[tuple[int, int]]:
    """Which sums are added to reach 1, 2, 3, 4, 6, 8, 12 … sizes."""
    pairs = [(1, 1), (1, 2)]
    for power in range(1, round(LOG2_COUNTS[-1])):
        pairs.append((2**power, 2**power))
        if power < round(LOG2_COUNTS[-1]) - 1:
            pairs.append((3 * 2 ** (power - 1), 3 * 2 ** (power - 1)))
    return pairs


def _add(laws: dict[int, Floats], one: int, other: int) -> Floats:
    """Scores of the sum of two independent sums, shape ``(n_convolved, n_scores)``.

    Notes
    -----
    Either part is at most half of the sum or both are more, so that no integrand has a step:
    P(X + Y > y) = E[P(Y > y - X); X <= y/2] + E[P(X > y - Y); Y <= y/2] + P(X > y/2) P(Y > y/2).
    """
    value = _values(SCORES, one + other)
    half = _scores_at(laws[one], one, value / 2), _scores_at(laws[other], other, value / 2)
    more = ndtr(-half[0]) * ndtr(-half[1])
    less = -ndtr(half[0]) * ndtr(half[1])
    if one == other:
        parts = [_with_smaller(laws, (one, one), value, half[0])] * 2
    else:
        parts = [
            _with_smaller(laws, (one, other), value, half[0]),
            _with_smaller(laws, (other, one), value, half[1]),
        ]
    for above, below in parts:
        more, less = more + above, less + below
    tiny = np.finfo(np.float64).tiny
    upper = -ndtri(np.clip(more, tiny, 1.0))
    lower = ndtri(np.clip(less, tiny, 1.0))
    scores = np.clip(np.where(more < less, upper, lower), -LARGEST_SCORE, LARGEST_SCORE)
    return np.maximum.accumulate(scores, axis=1)


def _with_smaller(
    laws: dict[int, Floats], counts: tuple[int, int], value: Floats, end: Floats
) -> tuple[Floats, Floats]:
    """P(sum > value) and P(sum <= value) where the first part is below a score, at most half."""
    part, rest = counts
    nodes, weights = np.polynomial.legendre.leggauss(NODES)
    length = np.maximum(end + LARGEST_SCORE, 0.0)[..., None]
    z = length * (nodes + 1) / 2 - LARGEST_SCORE
    members = _values(_inverse(laws[part], z), part)
    left = _scores_at(laws[rest], rest, value[..., None] - members)
    density = np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi) * length / 2
    return (density * ndtr(-left)) @ weights, (density * ndtr(left)) @ weights


def _width(count: int, dimensions: int) -> Floats:
    """Fenton's log sd of the sum of ``count`` sizes for every tabulated log sd, as a column."""
    spread = np.maximum(np.expm1(CONVOLVED**2) / count, LEAST_VARIANCE)
    return np.sqrt(np.log1p(spread)).reshape(-1, *[1] * (dimensions - 1))


def _values(scores: Floats, count: int) -> Floats:
    """Sums of ``count`` sizes of mean 1 at Fenton's scores, one row a log sd."""
    scores = np.broadcast_to(scores, (len(CONVOLVED), *scores.shape[-max(1, scores.ndim - 1) :]))
    width = _width(count, scores.ndim)
    return np.asarray(count * np.exp(width * scores - width**2 / 2))


def _scores_at(law: Floats, count: int, values: Floats) -> Floats:
    """True normal scores of sums of ``count`` sizes, one row a log sd."""
    width = _width(count, values.ndim)
    smallest = np.finfo(np.float64).tiny
    score = np.log(np.maximum(values / count, smallest)) / width + width / 2
    cell, rest = _place(score, SCORES)
    rows = (np.arange(len(CONVOLVED)) * len(SCORES)).reshape(-1, *[1] * (values.ndim - 1))
    flat = law.ravel()
    low = flat[rows + cell]
    return np.asarray(low + rest * (flat[rows + cell + 1] - low))


def _inverse(law: Floats, z: Floats) -> Floats:
    """Fenton's scores at true normal scores, one row a log sd."""
    return np.stack([np.interp(z[i], law[i], SCORES) for i in range(len(law))])
