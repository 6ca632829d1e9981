"""New unions counted over periods: what they say of the founding rate and how bursty it is."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from forecast.model.evidence.densities import NegativeBinomial
from forecast.model.evidence.kind import Evidence, Floats, Rates


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundingCounts(Evidence):
    """New unions counted over periods that do not overlap."""

    counts: tuple[float, ...]
    """[unions]"""

    exposures: tuple[float, ...]
    """Share of a usual year's foundings that falls into each period [years]."""

    @property
    def depends_on(self) -> frozenset[str]:
        """Keys of the rates it informs."""
        return frozenset({"founding_rate", "founding_dispersion"})

    @property
    def observed(self) -> Floats:
        """Counts of each period [unions]."""
        return np.array(self.counts)

    def seen(self, observed: Floats) -> Self:
        """The same periods with other counts."""
        return replace(self, counts=tuple(observed.tolist()))

    def log_likelihood(self, rates: Rates) -> Floats:
        """Negative binomial probability of the counts, shape as the rates'."""
        return np.asarray(self._law(rates).log_density(self.observed).sum(axis=-1))

    def drawn(self, rates: Rates, generator: np.random.Generator) -> Floats:
        """Counts of each period for each rate [unions]."""
        return self._law(rates).drawn(generator)

    def statistics(self, observed: Floats) -> dict[str, Floats]:
        """Foundings a year, and the largest count against its exposure [unions per year]."""
        found = {"foundings_per_year": observed.sum(axis=-1) / sum(self.exposures)}
        if len(self.counts) > 1:
            found["busiest_year"] = (observed / np.array(self.exposures)).max(axis=-1)
        return found

    def _law(self, rates: Rates) -> NegativeBinomial:
        """A period of e years has mean ``rate e`` and size ``r e``.

        Campaigns are independent from year to year, so that the variance to mean ratio is the same
        for any length.
        """
        exposures = np.array(self.exposures)
        return NegativeBinomial(
            mean=rates["founding_rate"][..., None] * exposures,
            size=rates["founding_dispersion"][..., None] * exposures,
        )
