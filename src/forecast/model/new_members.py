"""Members new unions bring by a date: mean and variance given what all unions share.

Unions founded in one step of the timeline have the same expected size apart from their place in
the pool: the j-th firm used is smaller than the first. Sums over a step's unions are therefore
sums of powers of j, and a whole curve of plans is a few matrix products.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import reduce

import numpy as np
import numpy.typing as npt

from forecast.model.growth import enrolled
from forecast.model.pool import Pool
from forecast.model.rates import Points

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """Mean and variance of the members of a group of new unions in every future."""

    mean: Floats
    """[members]"""

    variance: Floats
    """[members squared]"""

    def __add__(self, other: "Members") -> "Members":
        return Members(mean=self.mean + other.mean, variance=self.variance + other.variance)

    def scaled(self, factor: float) -> "Members":
        """The same unions, each ``factor`` times as large."""
        return Members(mean=factor * self.mean, variance=factor**2 * self.variance)


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """Which firms the unions of each step are: sums over their places in the pool.

    Shape ``(n, n_steps)``; the first firm used by the plan has place 0.
    """

    number: Floats
    places: Floats
    squares: Floats

    @classmethod
    def of(cls, founded: Floats) -> "Used":
        """From the number founded up to the end of each step, shape ``(n, n_steps)``."""
        first = np.concatenate([np.zeros((len(founded), 1)), founded[:, :-1]], axis=1)
        number = founded - first
        within = number * (number - 1)
        return cls(
            number=number,
            places=number * first + within / 2,
            squares=first * (number * first + within) + within * (2 * number - 1) / 6,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Unions:
    """New unions of one kind on a date, by the step of their founding.

    Arrays have the shape ``(n_points, n_steps)`` and speak of one union that is the first firm of
    the pool.
    """

    joined: Floats
    """Members enrolled until the date at the shock's level of the founding [members]."""

    alive: Floats
    """Probability of being open."""

    growth: Floats
    """Growth of the shock since the founding."""

    spread: Floats
    """Second moment of a size over its squared mean, shape ``(n_points, 1)``."""

    shrink: Floats
    """Loss of size with every firm used before [fraction]."""

    before: Floats
    """Firms used before, shape ``(n_points, 1)``."""

    def members(self, used: Used) -> Members:
        """Members in every future, shape ``(n_points,)``; ``used`` has one row, or one a future."""
        mean, variance = self._moments()
        return Members(
            mean=_added((part * by).sum(axis=1) for part, by in _paired(mean, used)),
            variance=_added((part * by).sum(axis=1) for part, by in _paired(variance, used)),
        )

    def curve(self, used: Used) -> Members:
        """Members of many plans, one a row of ``used``, shape ``(n_points, n_plans)``."""
        mean, variance = self._moments()
        return Members(
            mean=_added(part @ by.T for part, by in _paired(mean, used)),
            variance=_added(part @ by.T for part, by in _paired(variance, used)),
        )

    def flows(self, used: Used) -> dict[str, Floats]:
        """Expected flows by name, shape ``(n_points,)`` each [members].

        Members join when the union is founded and enrols; the shock moves those of open unions.
        """
        moved = self.joined * self.alive * (self.growth - 1)
        parts = {
            "organised": self.joined,
            "closed_members": self.joined * (1 - self.alive),
            "admitted": np.maximum(moved, 0.0),
            "left": np.maximum(-moved, 0.0),
        }
        whole = 1 - self.shrink * self.before
        sizes = whole * used.number - self.shrink * used.places
        return {name: (part * sizes).sum(axis=1) for name, part in parts.items()}

    def take(self, rows: npt.NDArray[np.intp]) -> "Unions":
        """The unions of some futures."""
        return Unions(**{f.name: getattr(self, f.name)[rows] for f in fields(self)})

    def _moments(self) -> tuple[list[Floats], list[Floats]]:
        """Mean and variance of the firm of place j, as coefficients of the powers of j."""
        square = self.joined * self.growth
        mean = square * self.alive
        whole = 1 - self.shrink * self.before
        square *= mean  # in place: fresh memory costs more than the arithmetic
        square *= self.spread - self.alive
        linear = square * self.shrink
        quadratic = linear * self.shrink
        linear *= whole
        linear *= -2
        square *= whole
        square *= whole
        return [mean * whole, -mean * self.shrink], [square, linear, quadratic]


def _added(parts: Iterable[Floats]) -> Floats:
    return reduce(np.add, parts)


def _paired(parts: list[Floats], used: Used) -> list[tuple[Floats, Floats]]:
    powers = (used.number, used.places, used.squares)
    return list(zip(parts, powers, strict=False))


def new_unions(
    points: Points, *, size: str, at: float, dated: Floats, growth: Floats, pool: Pool | None
) -> Unions:
    """Unions founded in each step, on a later date.

    Parameters
    ----------
    size
        Key of the rate that is the mean size [members per union].
    at
        The date [years since the origin].
    dated
        Mean founding date of each step, shape ``(n_steps,)`` [years since the origin].
    growth
        Growth of the shock since the end of each step, shape ``(n_points, n_steps)``.
    pool
        The firms they come from; ``None`` where there is no limit.

    Notes
    -----
    A size is lognormal with the stated *mean*: its second moment is ``mean^2 exp(log_sd^2)``. A
    closed union has none, so that the variance is that of a size times a Bernoulli.
    """
    rates = points.rates
    ages = np.maximum(at - dated, 0.0)
    share = enrolled(
        ages,
        at_founding=rates["enrolment_at_founding"][:, None],
        months=rates["enrolment_months"][:, None],
    )
    none = np.zeros((len(growth), 1))
    return Unions(
        joined=rates[size][:, None] * share,
        alive=np.exp(np.log1p(-rates["new_union_closure_rate"])[:, None] * ages),
        growth=growth,
        spread=np.exp(rates["new_union_size_log_sd"][:, None] ** 2),
        shrink=none * ages if pool is None else pool.shrink(dated),
        before=none if pool is None else pool.before[:, None],
    )
