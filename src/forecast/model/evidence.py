"""What the record says about the rates, as log likelihoods over points.

Each kind of evidence names the rates it depends on; all others keep their prior.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln, xlogy
from scipy.stats import norm

from forecast.model.growth import ExistingUnions, NewUnions, Part, joint_moments

Floats = npt.NDArray[np.float64]
Rates = Mapping[str, Floats]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundingCounts:
    """New unions counted over periods that do not overlap."""

    counts: tuple[float, ...]
    """[unions]"""

    exposures: tuple[float, ...]
    """Length of each period [years]."""

    @property
    def depends_on(self) -> frozenset[str]:
        """Keys of the rates it informs."""
        return frozenset({"founding_rate", "founding_dispersion"})

    def log_likelihood(self, rates: Rates) -> Floats:
        """Negative binomial probability of the counts.

        Parameters
        ----------
        rates
            Values of shape ``(...)``.

        Returns
        -------
        numpy.ndarray
            Shape ``(...)``.

        Notes
        -----
        A period of e years has mean ``rate e`` and size ``r e``: campaigns are independent from
        year to year, so that the variance to mean ratio is the same for any length.
        """
        total = np.zeros(np.shape(rates["founding_rate"]))
        for count, exposure in zip(self.counts, self.exposures, strict=True):
            mean = rates["founding_rate"] * exposure
            size = rates["founding_dispersion"] * exposure
            total = total + _log_negative_binomial(count, mean, size)
        return total


def _log_negative_binomial(count: float, mean: Floats, size: Floats) -> Floats:
    chance = size / (size + mean)
    arrangements = gammaln(count + size) - gammaln(size) - gammaln(count + 1)
    return np.asarray(arrangements + size * np.log(chance) + xlogy(count, 1 - chance))


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorStock:
    """One sector at the origin or at the first of several totals."""

    id: str
    members: float
    unions: float
    founding: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Two or more dated membership totals; the first one is where growth starts."""

    sectors: tuple[SectorStock, ...]
    """Make-up of the first total."""

    years: tuple[float, ...]
    """Time of each later total since the first [years]."""

    members: tuple[float, ...]
    """Each later total [members]."""

    first_error: str
    """Key of the rate that is the counting error of the first total [fraction of it]."""

    errors: tuple[str, ...]
    """The same for each later total."""

    @property
    def depends_on(self) -> frozenset[str]:
        """Keys of the rates it informs."""
        by_sector = ("net_change", "closure_rate", "shock_loading")
        shared = (
            "shock_sd",
            "existing_size_log_sd",
            "founding_rate",
            "founding_dispersion",
            "new_union_size",
            "new_union_size_log_sd",
            "new_union_closure_rate",
            "enrolment_at_founding",
            "enrolment_months",
        )
        own = {f"{rate}.{sector.id}" for rate in by_sector for sector in self.sectors}
        return frozenset({*own, *shared, self.first_error, *self.errors})

    def log_likelihood(self, rates: Rates) -> Floats:
        """Joint normal density of the later totals given the first, shape as the rates'.

        Notes
        -----
        Mean and covariance are the closed form of `joint_moments`; counting errors are independent
        and that of the first total moves all later ones alike.
        """
        parts = existing_parts(self.sectors, rates)
        parts += yearly_foundings(self.sectors, rates, until=self.years[-1])
        mean, covariance = joint_moments(parts, times=self.years, shock_sd=rates["shock_sd"])
        started = np.stack([np.asarray(rates[self.first_error])] * len(self.years), axis=-1)
        common = started * mean
        counted = np.stack([rates[key] for key in self.errors], axis=-1) * mean
        covariance = covariance + common[..., :, None] * common[..., None, :]
        covariance = covariance + np.eye(len(self.years)) * counted[..., None, :] ** 2
        return _log_normal_density(np.asarray(self.members) - mean, covariance)


def _log_normal_density(residual: Floats, covariance: Floats) -> Floats:
    factor = np.linalg.cholesky(covariance)
    white = np.linalg.solve(factor, residual[..., None])[..., 0]
    log_det = np.log(np.diagonal(factor, axis1=-2, axis2=-1)).sum(axis=-1)
    k = residual.shape[-1]
    return np.asarray(-0.5 * (white**2).sum(axis=-1) - log_det - 0.5 * k * np.log(2 * np.pi))


def existing_parts(sectors: tuple[SectorStock, ...], rates: Rates) -> list[Part]:
    """The unions of each sector as parts whose moments are known."""
    log_sd = rates["existing_size_log_sd"]
    return [
        ExistingUnions(
            members=np.asarray(sector.members),
            net_change=rates[f"net_change.{sector.id}"],
            closure_rate=rates[f"closure_rate.{sector.id}"],
            concentration=concentration(round(sector.unions), log_sd),
            loading=rates[f"shock_loading.{sector.id}"],
        )
        for sector in sectors
    ]


def yearly_foundings(sectors: tuple[SectorStock, ...], rates: Rates, *, until: float) -> list[Part]:
    """Foundings at the recorded rate, gathered at the middle of each twelve months."""
    loading = next(rates[f"shock_loading.{s.id}"] for s in sectors if s.founding)
    starts = np.arange(0.0, until, 1.0)
    parts: list[Part] = []
    for start in starts:
        length = min(1.0, until - start)
        founded = float(start + length / 2)
        parts.append(
            NewUnions(
                founded=founded,
                shocked_from=founded,
                expected=rates["founding_rate"] * length,
                pair_factor=1 + 1 / (rates["founding_dispersion"] * length),
                size_mean=rates["new_union_size"],
                size_log_sd=rates["new_union_size_log_sd"],
                closure_rate=rates["new_union_closure_rate"],
                enrolment_at_founding=rates["enrolment_at_founding"],
                enrolment_months=rates["enrolment_months"],
                loading=loading,
            )
        )
    return parts


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
