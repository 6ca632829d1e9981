"""Dated totals of the membership: jointly they fix the net change, and little else."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from forecast.model.evidence.kind import Evidence, Floats, Rates
from forecast.model.growth import ExistingUnions, NewUnions, Part, joint_moments
from forecast.model.stocks import SectorStock, concentration

BEYOND_ALL_MEMBERS = 1e15
"""No federation has as many [members]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals(Evidence):
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

    @property
    def observed(self) -> Floats:
        """Each later total [members]."""
        return np.array(self.members)

    def seen(self, observed: Floats) -> Self:
        """Other totals on the same dates."""
        return replace(self, members=tuple(observed.tolist()))

    def log_likelihood(self, rates: Rates) -> Floats:
        """Joint normal density of the later totals given the first, shape as the rates'."""
        mean, covariance = self._moments(rates)
        return _log_normal_density(self.observed - mean, covariance)

    def drawn(self, rates: Rates, generator: np.random.Generator) -> Floats:
        """Later totals for each rate [members]."""
        mean, covariance = self._moments(rates)
        scores = generator.standard_normal((*mean.shape, 1))
        return np.asarray(mean + (np.linalg.cholesky(covariance) @ scores)[..., 0])

    def statistics(self, observed: Floats) -> dict[str, Floats]:
        """The last total, and the widest step from one to the next as a share of it."""
        found = {"last_total": observed[..., -1]}
        if len(self.members) > 1:
            steps = np.diff(observed, axis=-1) / observed[..., :-1]
            found["largest_rise"], found["largest_fall"] = steps.max(axis=-1), steps.min(axis=-1)
        return found

    def _moments(self, rates: Rates) -> tuple[Floats, Floats]:
        """Mean and covariance of the later totals.

        The closed form of `joint_moments`; counting errors are independent and that of the first
        total moves all later ones alike.
        """
        parts = existing_parts(self.sectors, rates)
        parts += yearly_foundings(self.sectors, rates, until=self.years[-1])
        mean, covariance = joint_moments(parts, times=self.years, shock_sd=rates["shock_sd"])
        common = rates[self.first_error][..., None] * mean
        counted = np.stack([rates[key] for key in self.errors], axis=-1) * mean
        covariance = covariance + common[..., :, None] * common[..., None, :]
        return mean, covariance + np.eye(len(self.years)) * counted[..., None, :] ** 2


def _log_normal_density(residual: Floats, covariance: Floats) -> Floats:
    """Log density; none where the rates are so far out that the moments are beyond all members."""
    sound = np.asarray((np.abs(covariance) < BEYOND_ALL_MEMBERS**2).all(axis=(-2, -1)))
    covariance = np.where(sound[..., None, None], covariance, np.eye(residual.shape[-1]))
    residual = np.where(sound[..., None], residual, 0.0)
    return np.where(sound, _density(residual, covariance), -np.inf)


def _density(residual: Floats, covariance: Floats) -> Floats:
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
            concentration=_concentration(sector, log_sd),
            loading=rates[f"shock_loading.{sector.id}"],
        )
        for sector in sectors
    ]


def _concentration(sector: SectorStock, log_sd: Floats) -> Floats:
    """Herfindahl index of the sizes, the known ones where there are any."""
    if not sector.sizes:
        return concentration(max(1, round(sector.unions)), log_sd)
    shares = np.array(sector.sizes) / sum(sector.sizes)
    return np.full(np.shape(log_sd), (shares**2).sum())


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
