"""The law of the members on one date: exact where unions are alike, averaged over what they share.

Given the rates and the path of the economy, members are those of the existing unions, whose closing
is drawn, and a sum of independent sizes, whose law is known. Averaging that law over the weighted
points instead of drawing each union (conditional Monte Carlo; Asmussen & Glynn 2007, chapter V.4)
leaves a small numerical error.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.optimize import elementwise

from forecast.model.lognormal_sums import LognormalSum, lognormal_sum
from forecast.model.new_members import Members

Floats = npt.NDArray[np.float64]

BRACKETS = np.linspace(-3.5, 3.5, 15)
"""Standard scores between which quantiles are searched first."""

TOLERANCE = 0.1
"""Within which a quantile is found [members]."""

PANELS = 32
"""Gauss-Legendre nodes of the expected shortfall."""


@dataclass(frozen=True, kw_only=True)
class Law:
    """Members on one date under one plan, or under several that count alike."""

    existing: Floats
    """Members of the unions a plan cannot change, their closing drawn, ``(n_points,)``."""

    expected: Floats
    """The same with the expected closing, shape ``(n_points,)``; the mean rests on it."""

    other: Members
    """Interim foundings and associations, shape ``(n_points,)``."""

    planned: Members
    """The plan's unions, shape ``(n_plans, n_points)``."""

    log_sd: Floats
    """Log sd of a new union's size, shape ``(n_points,)``."""

    weights: Floats
    """Shape ``(n_points,)``, adding to 1."""

    def reached(self, value: float) -> Floats:
        """P(members >= value) in every future, the plans alike, shape ``(n_points,)``."""
        return np.asarray(self._new.above(value - self.existing).mean(axis=0))

    def odds(self, value: float) -> float:
        """P(members >= value)."""
        return float(self.weights @ self.reached(value))

    @property
    def mean(self) -> float:
        """Expected members [members]."""
        return float(self.weights @ self._means(self.expected).mean(axis=0))

    @property
    def variance(self) -> float:
        """Variance of the members, by the law of total variance [members squared]."""
        means = self._means(self.existing)
        within = (self.planned.variance + self.other.variance).mean(axis=0)
        center = self.weights @ means.mean(axis=0)
        between = ((means - center) ** 2).mean(axis=0)
        return float(self.weights @ (within + between))

    def quantiles(self, levels: Sequence[float]) -> list[float]:
        """Members that are not exceeded with the given probabilities [members]."""
        sd = float(np.sqrt(self.variance))
        if sd < TOLERANCE:
            return [self.mean] * len(levels)
        edges = self.mean + sd * BRACKETS
        below = np.array([1 - self.odds(edge) for edge in edges])
        asked = np.asarray(levels)
        right = np.clip(np.searchsorted(below, asked), 1, len(edges) - 1)
        found = elementwise.find_root(
            self._excess,
            (edges[right - 1], edges[right]),
            args=(asked,),
            tolerances={"xatol": TOLERANCE, "xrtol": 0.0},
        )
        return [float(x) for x in found.x]

    def shortfall(self, value: float) -> float:
        """E[max(0, value - members)] [members].

        Notes
        -----
        It is the integral of P(members < x) up to ``value``, taken over normal scores.
        """
        sd = float(np.sqrt(self.variance))
        low = min(self.mean - 8 * sd, value)
        nodes, weights = np.polynomial.legendre.leggauss(PANELS)
        at = low + (value - low) * (nodes + 1) / 2
        below = np.array([1 - self.odds(x) for x in at])
        return float(below @ weights * (value - low) / 2)

    def larger(self, factor: float) -> "Law":
        """The law if each of the plan's unions brought ``factor`` times as many members."""
        return replace(self, planned=self.planned.scaled(factor))

    def _means(self, existing: Floats) -> Floats:
        return existing + self.other.mean + self.planned.mean

    @cached_property
    def _new(self) -> LognormalSum:
        new = self.planned + self.other
        return lognormal_sum(mean=new.mean, variance=new.variance, log_sd=self.log_sd)

    def _excess(self, values: Floats, levels: Floats) -> Floats:
        below = [1 - self.odds(float(value)) for value in np.ravel(values)]
        return np.reshape(below, np.shape(values)) - levels
