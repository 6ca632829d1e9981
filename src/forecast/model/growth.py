"""The accounting identity of a membership, and the exact moments of its growth.

One identity holds for every sector, step and path, and the tests check it::

    closing = opening + admitted + organised + transfers_in
              - left - closed_members - transfers_out + breaks

The moments are those of the simulated model without the workers' ceiling and without depletion of
the pool; the simulator is tested against them, and the likelihood of dated totals rests on them.
Nothing here draws a random number, reads a file or knows about targets.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Protocol

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flows:
    """What happened to the members between two dates, arrays of one shape [members]."""

    admitted: Floats
    """Joined existing unions."""

    organised: Floats
    """Joined unions founded in the period, those founded new included."""

    transfers_in: Floats
    left: Floats
    """Retired, resigned or otherwise left."""

    closed_members: Floats
    """Lost with unions that were dissolved."""

    transfers_out: Floats
    breaks: Floats
    """Signed change by dated events."""

    @property
    def change(self) -> Floats:
        """Closing less opening [members]."""
        gains = self.admitted + self.organised + self.transfers_in
        return gains - self.left - self.closed_members - self.transfers_out + self.breaks

    def __add__(self, other: "Flows") -> "Flows":
        summed = {f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self)}
        return Flows(**summed)

    @classmethod
    def nothing(cls, shape: tuple[int, ...]) -> "Flows":
        """Flows of a period in which nothing happened."""
        return cls(**{f.name: np.zeros(shape) for f in fields(cls)})


class Part(Protocol):
    """A group of members whose fates share only the common shock."""

    @property
    def shocked_from(self) -> float:
        """When the common shock begins to act on it [years]."""

    @property
    def loading(self) -> Floats:
        """How strongly the common shock acts on it."""

    def mean(self, t: float) -> Floats:
        """Expected members [members]."""

    def product(self, t: float, u: float) -> Floats:
        """Expected product of its members at ``t <= u``, the common shock held at its mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExistingUnions:
    """The unions of one sector at the origin; every field broadcasts over points."""

    members: Floats
    net_change: Floats
    """Signed, of the members of surviving unions [fraction per year]."""

    closure_rate: Floats
    """[fraction per year]"""

    concentration: Floats
    """Sum of squared shares of the unions in the members (Herfindahl index)."""

    loading: Floats
    shocked_from: float = 0.0

    def mean(self, t: float) -> Floats:
        """Expected members: ``A (1+v)^t (1-c)^t`` [members]."""
        return self.members * ((1 + self.net_change) * (1 - self.closure_rate)) ** t

    def product(self, t: float, u: float) -> Floats:
        """Survival of shares of unions: ``E[S_t S_u] = q_t q_u + H q_u (1 - q_t)``."""
        alive_t, alive_u = (1 - self.closure_rate) ** t, (1 - self.closure_rate) ** u
        survival = alive_t * alive_u + self.concentration * alive_u * (1 - alive_t)
        return self.members**2 * (1 + self.net_change) ** (t + u) * survival


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUnions:
    """Unions founded on one date, a planned number or a random one."""

    founded: float
    """[years since the origin]"""

    shocked_from: float
    expected: Floats
    """Expected number of foundings."""

    pair_factor: Floats
    """``E[N(N-1)] / E[N]^2``: 0 for one planned union, ``1 + 1/r`` for a negative binomial."""

    size_mean: Floats
    """Members of a union fully enrolled [members per union]."""

    size_log_sd: Floats
    closure_rate: Floats
    enrolment_at_founding: Floats
    enrolment_months: Floats
    loading: Floats

    def mean(self, t: float) -> Floats:
        """Expected members [members]."""
        return self.expected * self._one(t)

    def product(self, t: float, u: float) -> Floats:
        """Pairs within a union and pairs of different unions founded together."""
        same = (
            self.size_mean**2
            * np.exp(self.size_log_sd**2)
            * self._enrolled(t)
            * self._enrolled(u)
            * (1 - self.closure_rate) ** max(0.0, u - self.founded)
        )
        pairs = self.pair_factor * self.expected**2 * self._one(t) * self._one(u)
        return self.expected * same + pairs

    def _one(self, t: float) -> Floats:
        alive = (1 - self.closure_rate) ** max(0.0, t - self.founded)
        return self.size_mean * self._enrolled(t) * alive

    def _enrolled(self, t: float) -> Floats:
        return enrolled(
            np.asarray(t - self.founded),
            at_founding=self.enrolment_at_founding,
            months=self.enrolment_months,
        )


def enrolled(age: Floats, *, at_founding: Floats, months: Floats) -> Floats:
    """Share of a new union's eventual members enrolled at an age.

    Parameters
    ----------
    age
        Time since the founding; negative before it [years].
    at_founding
        Share enrolled on the day of the founding.
    months
        Time until all are enrolled, in equal steps [months].

    Examples
    --------
    >>> ages = np.array([-0.1, 0.0, 0.25, 1.0])
    >>> enrolled(ages, at_founding=np.array(0.8), months=np.array(6.0)).tolist()
    [0.0, 0.8, 0.9, 1.0]
    """
    share = at_founding + (1 - at_founding) * np.minimum(1.0, np.maximum(0.0, age) * 12 / months)
    return np.where(age < 0, 0.0, share)


def joint_moments(
    parts: Sequence[Part], *, times: Sequence[float], shock_sd: Floats
) -> tuple[Floats, Floats]:
    """Mean and covariance of the total at several dates.

    Parameters
    ----------
    parts
        Groups that share only the common shock, each broadcasting over points of shape ``(...)``.
    times
        Ascending [years since the origin], ``k`` of them.
    shock_sd
        Standard deviation of the common log shock [per square root of a year], shape ``(...)``.

    Returns
    -------
    mean, covariance
        Shapes ``(..., k)`` and ``(..., k, k)`` [members], [members squared].

    Notes
    -----
    The shock multiplies part i by ``exp(l_i X - l_i^2 s^2 t / 2)``, a geometric Brownian motion of
    mean one, so that ``E[Y_i(t) Y_j(u)] = E_0[...] exp(l_i l_j s^2 o)`` with ``o`` the time both
    have been exposed by the earlier date (moments of the lognormal process).
    """
    by_part = [[part.mean(t) for part in parts] for t in times]
    means = np.stack(np.broadcast_arrays(*(sum(row) for row in by_part)), axis=-1)
    covariance = np.zeros(
        (*np.broadcast_shapes(means.shape[:-1], np.shape(shock_sd)), *2 * [len(times)])
    )
    for early, t in enumerate(times):
        shared = [[_shared_growth(one, other, t, shock_sd) for other in parts] for one in parts]
        for late in range(early, len(times)):
            found = _covariance(parts, (t, times[late]), (by_part[early], by_part[late]), shared)
            covariance[..., early, late] = covariance[..., late, early] = found
    return means, covariance


def _shared_growth(one: Part, other: Part, t: float, shock_sd: Floats) -> Floats:
    exposed = max(0.0, t - max(one.shocked_from, other.shocked_from))
    return np.asarray(np.exp(one.loading * other.loading * shock_sd**2 * exposed))


def _covariance(
    parts: Sequence[Part],
    times: tuple[float, float],
    means: tuple[Sequence[Floats], Sequence[Floats]],
    shared: Sequence[Sequence[Floats]],
) -> Floats:
    total: Floats = np.zeros(())
    for i, part in enumerate(parts):
        for j in range(len(parts)):
            total = total + means[0][i] * means[1][j] * (shared[i][j] - 1)
        own = part.product(*times) - means[0][i] * means[1][i]
        total = total + own * shared[i][i]
    return total
