"""Members of unions when first counted after their founding."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from scipy.special import ndtr

from forecast.model.evidence.densities import LEAST_SPREAD
from forecast.model.evidence.kind import Evidence, Floats, Rates
from forecast.model.growth import enrolled


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundingSizes(Evidence):
    """Members of new unions at their first count."""

    members: tuple[float, ...]
    """All above 0 [members]."""

    ages: tuple[float, ...]
    """Time since the founding [years]."""

    @property
    def depends_on(self) -> frozenset[str]:
        """Keys of the rates it informs."""
        return frozenset(
            {
                "new_union_size",
                "new_union_size_log_sd",
                "enrolment_at_founding",
                "enrolment_months",
            }
        )

    @property
    def observed(self) -> Floats:
        """Members of each union [members]."""
        return np.array(self.members)

    def seen(self, observed: Floats) -> Self:
        """The same unions with other members."""
        return replace(self, members=tuple(observed.tolist()))

    def log_likelihood(self, rates: Rates) -> Floats:
        """Lognormal density, shape as the rates'.

        Notes
        -----
        The mean is that of unions fully enrolled times the share enrolled at each age. Unions of
        one age are summed up by their number, mean and sum of squares, which are sufficient.
        """
        logs = np.log(self.observed)
        ages, group = np.unique(np.array(self.ages), return_inverse=True)
        number = np.bincount(group)
        middle = np.bincount(group, logs) / number
        inner = ((logs - middle[group]) ** 2).sum()
        location = self._location(rates, ages)
        spread = np.maximum(rates["new_union_size_log_sd"], LEAST_SPREAD)
        squares = inner + (number * (middle - location) ** 2).sum(axis=-1)
        constant = logs.sum() + len(logs) * np.log(2 * np.pi) / 2
        return np.asarray(-len(logs) * np.log(spread) - squares / (2 * spread**2) - constant)

    def drawn(self, rates: Rates, generator: np.random.Generator) -> Floats:
        """Members of each union for each rate [members]."""
        location = self._location(rates, np.array(self.ages))
        scores = generator.standard_normal(location.shape)
        return np.exp(location + rates["new_union_size_log_sd"][..., None] * scores)

    def statistics(self, observed: Floats) -> dict[str, Floats]:
        """Geometric mean and largest size [members per union]."""
        return {
            "usual_new_union": np.exp(np.log(observed).mean(axis=-1)),
            "largest_new_union": observed.max(axis=-1),
        }

    def chance_of_largest(self, rates: Rates) -> Floats:
        """Probability that the largest of as many unions is at least as large as the observed one.

        Parameters
        ----------
        rates
            Values of shape ``(...)``, after the record has spoken.

        Returns
        -------
        numpy.ndarray
            Shape ``(...)``; near 0 where the sizes have a heavier tail than the lognormal's.
        """
        location = self._location(rates, np.array(self.ages))
        largest = np.log(self.observed.max())
        spread = np.maximum(rates["new_union_size_log_sd"], LEAST_SPREAD)
        below = ndtr((largest - location) / spread[..., None])
        return np.asarray(1 - below.prod(axis=-1))

    def _location(self, rates: Rates, ages: Floats) -> Floats:
        """Mean of the log members at each age; a lognormal's is ``ln(mean) - sd^2 / 2``."""
        share = enrolled(
            ages,
            at_founding=rates["enrolment_at_founding"][..., None],
            months=rates["enrolment_months"][..., None],
        )
        full = np.log(rates["new_union_size"]) - rates["new_union_size_log_sd"] ** 2 / 2
        return np.asarray(full[..., None] + np.log(share))
