"""Which share of the members of the existing unions still belongs to an open one.

Every union closes on its own date, so the share is a sum over unions. The most unequal part of it,
a few large unions, is drawn union by union; of all others the number that has closed is drawn and
their members follow from the spread of sizes. The cost does not grow with the number of unions.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr
from scipy.stats import binom

from forecast.model.stocks import SectorStock, union_scores

Floats = npt.NDArray[np.float64]

LARGEST_DRAWN = 6
"""How many of the largest unions are drawn one by one, at most."""

DRAWS = LARGEST_DRAWN + 2
"""Standard normals a sector needs: the largest unions, the number closed, their members."""

LARGEST_SKEW = 0.3
"""Skewness of the closing members of all other unions that is left to the law of their sum."""

_LOG_SDS = np.linspace(0.0, 3.0, 61)
"""Where the moments of sizes are computed; in between they are read off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """The closing of one sector's unions in every future."""

    rate: Floats
    """Annual probability of closing, shape ``(n_points,)`` [fraction per year]."""

    largest: Floats
    """Share of each union drawn by itself in the members, shape ``(n_points, k)``."""

    fates: Floats
    """Standard normals of those unions, same shape: the largest scores close first."""

    others: int
    """Number of all other unions."""

    other_mean: Floats
    """Mean share of one of them, shape ``(n_points,)``."""

    other_spread: Floats
    """Their squared coefficient of variation, shape ``(n_points,)``."""

    number: Floats
    """Standard normal of how many of them close, shape ``(n_points,)``."""

    members: Floats
    """Standard normal of how large those are, shape ``(n_points,)``."""

    def expected(self, years: float) -> Floats:
        """Mean share still open at a time since the origin [years], shape ``(n_points,)``."""
        return np.asarray((1 - self.rate) ** years)

    def drawn(self, years: float) -> Floats:
        """Share still open in each future, shape ``(n_points,)``.

        Parameters
        ----------
        years
            Time since the origin [years].

        Notes
        -----
        The same draws serve every time, so a future's share never rises. The members of k closed
        unions are taken as a lognormal with the mean and variance of k of them drawn without
        replacement.
        """
        gone = 1 - (1 - self.rate) ** years
        lost = (self.largest * (ndtr(self.fates) < gone[:, None])).sum(axis=1)
        if self.others:
            count = binom.ppf(ndtr(self.number), self.others, gone)
            left_over = 1 - np.maximum(count - 1, 0) / max(1, self.others - 1)
            spread = np.log1p(self.other_spread * left_over / np.maximum(count, 1))
            width = np.sqrt(spread)
            lost = lost + count * self.other_mean * np.exp(width * self.members - spread / 2)
        return np.asarray(np.clip(1 - lost, 0.0, 1.0))


def closing(stock: SectorStock, *, rate: Floats, log_sd: Floats, normals: Floats) -> Closing:
    """The closing of a sector's unions.

    Parameters
    ----------
    rate
        Annual probability of closing, shape ``(n_points,)`` [fraction per year].
    log_sd
        Log sd of the sizes where they are not known, shape ``(n_points,)``.
    normals
        Independent standard normals, shape ``(n_points, DRAWS)``.
    """
    count = max(1, round(stock.unions))
    sizes = _sizes(stock, count)
    drawn = _drawn(sizes, rate=float(np.median(rate)), log_sd=float(np.median(log_sd)))
    shares = sizes.shares(log_sd, drawn)
    others = count - drawn
    mean, spread = sizes.others(log_sd, drawn)
    return Closing(
        rate=rate,
        largest=shares,
        fates=normals[:, :drawn],
        others=others,
        other_mean=mean,
        other_spread=spread,
        number=normals[:, LARGEST_DRAWN],
        members=normals[:, LARGEST_DRAWN + 1],
    )


@dataclass(frozen=True, slots=True)
class _Sizes:
    """Largest shares and power sums of the rest, tabulated by the log sd of sizes."""

    log_sds: Floats
    largest: Floats
    """Shape ``(n_log_sds, LARGEST_DRAWN)``."""

    powers: Floats
    """Sums of the first three powers of all shares, shape ``(n_log_sds, 3)``."""

    count: int

    def shares(self, log_sd: Floats, drawn: int) -> Floats:
        """Shares of the ``drawn`` largest unions, shape ``(n_points, drawn)``."""
        found = np.zeros((len(log_sd), drawn))
        for rank in range(drawn):
            found[:, rank] = np.interp(log_sd, self.log_sds, self.largest[:, rank])
        return found

    def rest(self, drawn: int) -> Floats:
        """Power sums without the ``drawn`` largest, shape ``(n_log_sds, 3)``."""
        own = [(self.largest[:, :drawn] ** power).sum(axis=1) for power in (1, 2, 3)]
        return np.asarray(np.maximum(self.powers - np.stack(own, axis=1), 0.0))

    def others(self, log_sd: Floats, drawn: int) -> tuple[Floats, Floats]:
        """Mean share of the others and their squared coefficient of variation."""
        number = max(1, self.count - drawn)
        first, second, _ = self.rest(drawn).T
        mean = first / number
        with np.errstate(divide="ignore", invalid="ignore"):  # nothing left: no spread
            spread = np.where(mean > 0, second / number / mean**2 - 1, 0.0)
        by_point = [np.interp(log_sd, self.log_sds, column) for column in (mean, spread)]
        return by_point[0], np.maximum(by_point[1], 0.0)


def _drawn(sizes: _Sizes, *, rate: float, log_sd: float) -> int:
    """How many of the largest unions to draw so that the skewness of the rest is small.

    It is the third central moment of the members of the rest that close within a year, over the
    standard deviation of all that do.
    """
    whole = float(np.interp(log_sd, sizes.log_sds, sizes.powers[:, 1]))
    for drawn in range(min(LARGEST_DRAWN, sizes.count)):
        third = float(np.interp(log_sd, sizes.log_sds, sizes.rest(drawn)[:, 2]))
        if third <= LARGEST_SKEW * np.sqrt(rate) * whole**1.5:
            return drawn
    return min(LARGEST_DRAWN, sizes.count)


def _sizes(stock: SectorStock, count: int) -> _Sizes:
    if not stock.sizes:
        return _quantile_sizes(count)
    shares = np.sort(np.asarray(stock.sizes))[::-1] / sum(stock.sizes)
    return _tabulated(np.zeros(1), shares[None, :])


@lru_cache(maxsize=16)
def _quantile_sizes(count: int) -> _Sizes:
    """Sizes at the quantiles of a lognormal, for each tabulated log sd."""
    scores = union_scores(count)[::-1]
    rows = [_tabulated(np.array([sd]), _shares(sd, scores)[None, :]) for sd in _LOG_SDS]
    return _Sizes(
        log_sds=_LOG_SDS,
        largest=np.concatenate([row.largest for row in rows]),
        powers=np.concatenate([row.powers for row in rows]),
        count=count,
    )


def _shares(log_sd: float, scores: Floats) -> Floats:
    sizes = np.exp(log_sd * scores)
    return np.asarray(sizes / sizes.sum())


def _tabulated(log_sds: Floats, shares: Floats) -> _Sizes:
    largest = np.zeros((len(shares), LARGEST_DRAWN))
    found = shares[:, :LARGEST_DRAWN]
    largest[:, : found.shape[1]] = found
    powers = np.stack([(shares**power).sum(axis=1) for power in (1, 2, 3)], axis=1)
    return _Sizes(log_sds=log_sds, largest=largest, powers=powers, count=shares.shape[1])
