"""How the unions open at two counts of a roster grew in between."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from forecast.model.evidence.densities import SharedShock
from forecast.model.evidence.kind import Evidence, Floats, Rates
from forecast.model.evidence.periods import SectorPeriods
from forecast.model.growth import enrolled


@dataclass(frozen=True, slots=True, kw_only=True)
class SurvivorGrowth(Evidence):
    """Log ratio of the members of unions open at both counts, by interval and sector."""

    periods: SectorPeriods
    log_ratios: tuple[float, ...]
    """One a row of the periods."""

    own_sd: tuple[float, ...]
    """Standard deviation of each that the unions' own ups and downs leave, as measured on them."""

    transfers: bool
    """The dataset states how many members are transferred in and out, on top of net change."""

    @property
    def depends_on(self) -> frozenset[str]:
        """Keys of the rates it informs."""
        moving = ("transfer_in_rate", "transfer_out_rate") if self.transfers else ()
        return frozenset({"shock_sd", *self.periods.keys("net_change", "shock_loading", *moving)})

    @property
    def observed(self) -> Floats:
        """Log ratio of each row."""
        return np.array(self.log_ratios)

    def seen(self, observed: Floats) -> Self:
        """The same intervals with other growth."""
        return replace(self, log_ratios=tuple(observed.tolist()))

    def log_likelihood(self, rates: Rates) -> Floats:
        """Normal density, the sectors of an interval jointly, shape as the rates'."""
        return self._law(rates).log_density(self.observed)

    def drawn(self, rates: Rates, generator: np.random.Generator) -> Floats:
        """Log ratio of each row for each rate."""
        return self._law(rates).drawn(generator)

    def statistics(self, observed: Floats) -> dict[str, Floats]:
        """Growth of each sector over all intervals [fraction]."""
        grown = self.periods.total("survivor_growth", observed)
        return {name: np.expm1(ratio) for name, ratio in grown.items()}

    def _law(self, rates: Rates) -> SharedShock:
        variance = self.periods.shock_variance(rates)
        expected = drift(self.periods, rates, transfers=self.transfers)
        return SharedShock(
            mean=expected - variance / 2,
            pull=np.sqrt(variance),
            noise=np.array(self.own_sd) ** 2 + np.zeros_like(variance),
            periods=self.periods.periods,
        )


def drift(periods: SectorPeriods, rates: Rates, *, transfers: bool) -> Floats:
    """Log growth each row expects without a shock, shape ``(..., n_rows)``."""
    yearly = np.log1p(periods.by_row("net_change", rates))
    if transfers:
        yearly = yearly + periods.by_row("transfer_in_rate", rates)
        yearly = yearly - periods.by_row("transfer_out_rate", rates)
    return np.asarray(yearly * periods.years)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentRamp(Evidence):
    """Log ratio of the members of each young union at two counts: how its enrolment completes.

    Notes
    -----
    Older unions of the sector show the shock of the interval, net change being taken out; what a
    young union grew beyond it is its ramp.
    """

    periods: SectorPeriods
    """One row a union: its sector and interval."""

    ages: tuple[float, ...]
    """Age of each at the first count [years]."""

    log_ratios: tuple[float, ...]
    shared: tuple[float, ...]
    """Log ratio of the older unions over the same interval."""

    own_sd: tuple[float, ...]
    transfers: bool

    @property
    def depends_on(self) -> frozenset[str]:
        """Keys of the rates it informs."""
        moving = ("transfer_in_rate", "transfer_out_rate") if self.transfers else ()
        ramp = {"enrolment_at_founding", "enrolment_months"}
        return frozenset(ramp | self.periods.keys("net_change", *moving))

    @property
    def observed(self) -> Floats:
        """Log ratio of each union."""
        return np.array(self.log_ratios)

    def seen(self, observed: Floats) -> Self:
        """The same unions with other growth."""
        return replace(self, log_ratios=tuple(observed.tolist()))

    def log_likelihood(self, rates: Rates) -> Floats:
        """Normal density, shape as the rates'."""
        own = np.array(self.own_sd)
        score = (self.observed - self._expected(rates)) / own
        return np.asarray(-0.5 * (score**2 + np.log(2 * np.pi * own**2)).sum(axis=-1))

    def drawn(self, rates: Rates, generator: np.random.Generator) -> Floats:
        """Log ratio of each union for each rate."""
        expected = self._expected(rates)
        return expected + np.array(self.own_sd) * generator.standard_normal(expected.shape)

    def statistics(self, observed: Floats) -> dict[str, Floats]:
        """Mean growth of young unions beyond that of the older ones [fraction]."""
        return {"young_growth": np.expm1((observed - np.array(self.shared)).mean(axis=-1))}

    def _expected(self, rates: Rates) -> Floats:
        ramp = {
            "at_founding": rates["enrolment_at_founding"][..., None],
            "months": rates["enrolment_months"][..., None],
        }
        young = np.array(self.ages)
        completed = np.log(enrolled(young + self.periods.years, **ramp))
        completed = completed - np.log(enrolled(young, **ramp))
        shock = np.array(self.shared) - drift(self.periods, rates, transfers=self.transfers)
        return np.asarray(completed + shock)
