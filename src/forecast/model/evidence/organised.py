"""Members brought by the unions founded in each period, where admissions are split."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from forecast.model.evidence.kind import Evidence, Floats, Rates
from forecast.model.evidence.period_foundings import PeriodFoundings, enrolled_by_the_end


@dataclass(frozen=True, slots=True, kw_only=True)
class Organised(Evidence):
    """Members organised in each period of the founding sector.

    A period whose founded unions are known to be none is left out.
    """

    years: tuple[float, ...]
    """Length of each period [years]."""

    foundings: PeriodFoundings
    members: tuple[float, ...]
    """Members of unions founded in the period, at its end [members]."""

    @property
    def depends_on(self) -> frozenset[str]:
        """Keys of the rates it informs."""
        ramp = {"enrolment_at_founding", "enrolment_months"}
        return self.foundings.depends_on | ramp

    @property
    def observed(self) -> Floats:
        """Members organised in each period [members]."""
        return np.array(self.members)

    def seen(self, observed: Floats) -> Self:
        """The same periods with other members."""
        return replace(self, members=tuple(observed.tolist()))

    def log_likelihood(self, rates: Rates) -> Floats:
        """Density of a sum of lognormal sizes by its moments, shape as the rates'."""
        share = enrolled_by_the_end(rates, np.array(self.years))
        law = self.foundings.brought(rates, share)
        return np.asarray(law.log_density(self.observed).sum(axis=-1))

    def drawn(self, rates: Rates, generator: np.random.Generator) -> Floats:
        """Members organised in each period for each rate [members]."""
        share = enrolled_by_the_end(rates, np.array(self.years))
        return self.foundings.brought(rates, share).drawn(generator)

    def statistics(self, observed: Floats) -> dict[str, Floats]:
        """Members organised over all periods [members]."""
        return {"organised": observed.sum(axis=-1)}
