"""Members counted as they left or were transferred, sector by sector and period by period."""

from dataclasses import dataclass, replace
from typing import Literal, Self

import numpy as np

from forecast.model.evidence.densities import NegativeBinomial
from forecast.model.evidence.kind import Evidence, Floats, Rates
from forecast.model.evidence.periods import SectorPeriods

Counted = Literal["turnover", "transfer_in_rate", "transfer_out_rate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving(Evidence):
    """How many of the members of each period moved in one way.

    Notes
    -----
    The members are the mean of the period's. Negative binomial: a Poisson count of people whose
    stock follows the shared shock. The mean over a period of a Brownian path has a third of the
    variance at its end, so the factor has variance ``exp(l^2 sd^2 L / 3) - 1``.
    """

    rate: Counted
    """What was counted, by the rate that governs it."""

    periods: SectorPeriods
    counts: tuple[float, ...]
    """One a row of the periods [members]."""

    @property
    def depends_on(self) -> frozenset[str]:
        """Keys of the rates it informs."""
        return frozenset({"shock_sd", *self.periods.keys(self.rate, "shock_loading")})

    @property
    def observed(self) -> Floats:
        """Counts of each row [members]."""
        return np.array(self.counts)

    def seen(self, observed: Floats) -> Self:
        """The same periods with other counts."""
        return replace(self, counts=tuple(observed.tolist()))

    def log_likelihood(self, rates: Rates) -> Floats:
        """Negative binomial probability of the counts, shape as the rates'."""
        return np.asarray(self._law(rates).log_density(self.observed).sum(axis=-1))

    def drawn(self, rates: Rates, generator: np.random.Generator) -> Floats:
        """Counts of each row for each rate [members]."""
        return self._law(rates).drawn(generator)

    def statistics(self, observed: Floats) -> dict[str, Floats]:
        """Members of each sector over all periods [members]."""
        return self.periods.total(self.rate, observed)

    def _law(self, rates: Rates) -> NegativeBinomial:
        if self.rate == "turnover":
            mean = self.periods.leaving(rates)
        else:
            moving = self.periods.by_row(self.rate, rates)
            mean = moving * self.periods.years * self.periods.staying
        variance = np.expm1(self.periods.shock_variance(rates) / 3)
        return NegativeBinomial.of_factor(mean=mean, variance=variance)
