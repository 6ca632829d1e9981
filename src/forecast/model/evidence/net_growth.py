"""Members admitted less those who left: the net growth of each sector and period, jointly."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from forecast.model.evidence.densities import SharedShock
from forecast.model.evidence.kind import Evidence, Floats, Rates
from forecast.model.evidence.period_foundings import PeriodFoundings, enrolled_by_the_end
from forecast.model.evidence.periods import SectorPeriods

ROUNDING = 0.25
"""Largest variance of rounding to whole members [members squared]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NetGrowth(Evidence):
    """Admitted less left of each row, with or without the unions founded in it.

    Notes
    -----
    The members are those of the opening count, less those of unions that closed in the period.
    Those who stay grow by ``(1+v)^L`` and the shared shock of the period, which moves its sectors
    together; as many people as leave are replaced only by chance, which adds a Poisson's variance.
    The unions founded in a period bring ``rate * size`` a year, whether at once or, as their
    enrolment completes, in the next; where admissions are split only the latter part is in here.
    """

    periods: SectorPeriods
    net: tuple[float, ...]
    """One a row of the periods [members]."""

    founding: tuple[int, ...] = ()
    """Rows of the founding sector."""

    foundings: PeriodFoundings | None = None
    """The foundings of those rows."""

    split: bool = False
    """Members of the unions founded in the period are left out."""

    @property
    def depends_on(self) -> frozenset[str]:
        """Keys of the rates it informs."""
        own = self.periods.keys("net_change", "turnover", "shock_loading")
        brought = self.foundings.depends_on if self.foundings else frozenset()
        ramp = {"enrolment_at_founding", "enrolment_months"} if self.split else set()
        return frozenset({"shock_sd", *own, *brought, *(ramp if brought else ())})

    @property
    def observed(self) -> Floats:
        """Net growth of each row [members]."""
        return np.array(self.net)

    def seen(self, observed: Floats) -> Self:
        """The same periods with other growth."""
        return replace(self, net=tuple(observed.tolist()))

    def log_likelihood(self, rates: Rates) -> Floats:
        """Normal density, the sectors of a period jointly, shape as the rates'."""
        return self._law(rates).log_density(self.observed)

    def drawn(self, rates: Rates, generator: np.random.Generator) -> Floats:
        """Net growth of each row for each rate [members]."""
        return self._law(rates).drawn(generator)

    def statistics(self, observed: Floats) -> dict[str, Floats]:
        """Net growth of each sector over all periods [members]."""
        return self.periods.total("net_growth", observed)

    def _law(self, rates: Rates) -> SharedShock:
        years, staying = self.periods.years, self.periods.staying
        grown = staying * (1 + self.periods.by_row("net_change", rates)) ** years
        brought, spread = self._brought(rates)
        return SharedShock(
            mean=grown - staying + brought,
            pull=grown * np.sqrt(np.expm1(self.periods.shock_variance(rates))),
            noise=self.periods.leaving(rates) + spread + ROUNDING,
            periods=self.periods.periods,
        )

    def _brought(self, rates: Rates) -> tuple[Floats, Floats]:
        """Mean and variance of what foundings add to each row, shape ``(..., n_rows)``."""
        shape = (*np.shape(rates["shock_sd"]), len(self.net))
        mean, variance = np.zeros(shape), np.zeros(shape)
        if self.foundings is not None:
            rows = list(self.founding)
            share = np.ones(len(rows))
            if self.split:
                share = 1 - enrolled_by_the_end(rates, self.periods.years[rows])
            law = self.foundings.brought(rates, share)
            mean[..., rows], variance[..., rows] = law.mean, law.variance
        return mean, variance
