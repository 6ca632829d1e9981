"""Unions seen to close, and the members lost with them."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from forecast.model.evidence.densities import Binomial, RandomSum
from forecast.model.evidence.kind import Evidence, Floats, Rates


@dataclass(frozen=True, slots=True, kw_only=True)
class AtRisk:
    """Unions of one kind over one interval."""

    rate: str
    """Key of their closure rate."""

    unions: float
    """Open as it begins [unions]."""

    years: float
    """[years]"""

    members: float = 0.0
    """Members of those unions [members]."""


def _lost(at_risk: tuple[AtRisk, ...], rates: Rates) -> Floats:
    """Probability that a union of each group closes in its interval, shape ``(..., n_groups)``."""
    kept = {group.rate: np.log1p(-rates[group.rate]) for group in at_risk}
    return np.stack([-np.expm1(kept[group.rate] * group.years) for group in at_risk], axis=-1)


def _by_rate(at_risk: tuple[AtRisk, ...], figures: Floats, name: str) -> dict[str, Floats]:
    found = {}
    for rate in sorted({group.rate for group in at_risk}):
        mine = np.array([group.rate == rate for group in at_risk])
        found[f"{name}.{rate}"] = figures[..., mine].sum(axis=-1)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedUnions(Evidence):
    """How many unions were found closed at the end of each interval.

    Closing dates are censored by the interval, unions still open at the last count are censored on
    the right; with a constant hazard both are binomial.
    """

    at_risk: tuple[AtRisk, ...]
    closed: tuple[float, ...]
    """One a group [unions]."""

    @property
    def depends_on(self) -> frozenset[str]:
        """Keys of the rates it informs."""
        return frozenset(group.rate for group in self.at_risk)

    @property
    def observed(self) -> Floats:
        """Closed unions of each group [unions]."""
        return np.array(self.closed)

    def seen(self, observed: Floats) -> Self:
        """The same intervals with other numbers of closed unions."""
        return replace(self, closed=tuple(observed.tolist()))

    def log_likelihood(self, rates: Rates) -> Floats:
        """Binomial probability, shape as the rates'."""
        return np.asarray(self._law(rates).log_density(self.observed).sum(axis=-1))

    def drawn(self, rates: Rates, generator: np.random.Generator) -> Floats:
        """Closed unions of each group for each rate [unions]."""
        return self._law(rates).drawn(generator)

    def statistics(self, observed: Floats) -> dict[str, Floats]:
        """Closed unions by their rate, over all intervals [unions]."""
        return _by_rate(self.at_risk, observed, "closed_unions")

    def _law(self, rates: Rates) -> Binomial:
        trials = np.array([group.unions for group in self.at_risk])
        return Binomial(trials=trials, chance=_lost(self.at_risk, rates))


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedMembers(Evidence):
    """Members lost with the unions that closed in each interval.

    Notes
    -----
    Unions close by chance whatever their size: nothing is lost if none closes, else a lognormal
    with the mean and variance of the sum of so many sizes. Where the number of closed unions is
    known the sum is conditional on it, and groups in which none closed are left out.
    """

    at_risk: tuple[AtRisk, ...]
    members: tuple[float, ...]
    """One a group [members]."""

    unions: tuple[float, ...] = ()
    """Closed unions of each group, where they are known [unions]."""

    @property
    def depends_on(self) -> frozenset[str]:
        """Keys of the rates it informs."""
        hazards = () if self.unions else (group.rate for group in self.at_risk)
        return frozenset({"existing_size_log_sd", *hazards})

    @property
    def observed(self) -> Floats:
        """Members lost of each group [members]."""
        return np.array(self.members)

    def seen(self, observed: Floats) -> Self:
        """The same intervals with other losses."""
        return replace(self, members=tuple(observed.tolist()))

    def log_likelihood(self, rates: Rates) -> Floats:
        """Density of the losses, shape as the rates'."""
        return np.asarray(self._law(rates).log_density(self.observed).sum(axis=-1))

    def drawn(self, rates: Rates, generator: np.random.Generator) -> Floats:
        """Members lost of each group for each rate [members]."""
        return self._law(rates).drawn(generator)

    def statistics(self, observed: Floats) -> dict[str, Floats]:
        """Members lost by the rate of their unions, over all intervals [members]."""
        return _by_rate(self.at_risk, observed, "closed_members")

    def _law(self, rates: Rates) -> RandomSum:
        number = np.array([group.unions for group in self.at_risk])
        usual = np.array([group.members for group in self.at_risk]) / number
        squares = np.exp(rates["existing_size_log_sd"][..., None] ** 2)
        if self.unions:
            closed = np.array(self.unions)
            variance = closed * usual**2 * (squares - 1)
            empty = np.zeros(np.shape(variance))
            return RandomSum(empty=empty, mean=closed * usual + empty, variance=variance)
        chance = _lost(self.at_risk, rates)
        return RandomSum(
            empty=(1 - chance) ** number,
            mean=number * chance * usual,
            variance=number * chance * usual**2 * (squares - chance),
        )
