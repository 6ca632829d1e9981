"""What the unions founded in a period bring until its end."""

from dataclasses import dataclass

import numpy as np

from forecast.model.evidence.densities import RandomSum
from forecast.model.evidence.kind import Floats, Rates
from forecast.units import MONTHS_PER_YEAR


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodFoundings:
    """The foundings of several periods of one sector."""

    exposures: tuple[float, ...]
    """Share of a usual year's foundings in each period [years]."""

    unions: tuple[float | None, ...]
    """Unions founded in each, where the record counts them [unions]."""

    @property
    def depends_on(self) -> frozenset[str]:
        """Keys of the rates that govern what they bring."""
        counted = None not in self.unions
        number = frozenset() if counted else frozenset({"founding_rate", "founding_dispersion"})
        return number | {"new_union_size", "new_union_size_log_sd"}

    def brought(self, rates: Rates, share: Floats) -> RandomSum:
        """Members they bring, ``share`` of them enrolled, shape ``(..., n_periods)`` [members].

        Notes
        -----
        A known number N of unions brings N independent sizes; an unknown one is negative binomial
        with mean ``rate e`` and size ``r e`` (as in `FoundingCounts`).
        """
        exposures = np.array(self.exposures)
        known = np.array([unions is not None for unions in self.unions])
        counted = np.array([unions or 0.0 for unions in self.unions])
        dispersion = rates["founding_dispersion"][..., None]
        rate = rates["founding_rate"][..., None]
        expected = np.where(known, counted, rate * exposures)
        spread = np.where(known, 0.0, rate**2 * exposures / dispersion)
        none = (dispersion / (dispersion + rate)) ** (dispersion * exposures)
        size = rates["new_union_size"][..., None] * share
        pairs = size**2 * np.exp(rates["new_union_size_log_sd"][..., None] ** 2)
        # Var = E[N] Var[size] + Var[N] E[size]^2, with Var[N] = E[N] + E[N]^2 / size if unknown.
        single = np.where(known, pairs - size**2, pairs)
        return RandomSum(
            empty=np.where(known, 0.0, none),
            mean=expected * size,
            variance=expected * single + spread * size**2,
        )


def enrolled_by_the_end(rates: Rates, years: Floats) -> Floats:
    """Mean share enrolled at the end of a period by unions founded evenly over it.

    Parameters
    ----------
    years
        Length of each period, shape ``(n,)`` [years].

    Returns
    -------
    numpy.ndarray
        Shape ``(..., n)``: the mean of `forecast.model.growth.enrolled` over ages 0 to ``years``.
    """
    ramp = rates["enrolment_months"][..., None] / MONTHS_PER_YEAR
    climbed = np.where(years >= ramp, 1 - ramp / (2 * years), years / (2 * ramp))
    at_founding = rates["enrolment_at_founding"][..., None]
    return np.asarray(at_founding + (1 - at_founding) * climbed)
