"""The paths of the exact simulator: what the unions of a path share, and where its draws stand.

A path is one replicate of one weighted point. Every draw has a fixed place in a named stream, by
point, replicate and union, so that no cutting of the work into pieces, no other plan and no further
replicate moves it.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from forecast.model.rates import Points
from forecast.model.setting import Setting
from forecast.model.shocks import scheduled_path, shock_factors, shock_paths

Floats = npt.NDArray[np.float64]

AUDIT = 9
"""First word of the names of the streams of the exact simulator."""

EXISTING, ENTERPRISES, ASSOCIATIONS, INTERIM = range(4)
"""Names of the streams of each kind of unions."""

REPLICATES = 2**20
"""Places kept for the replicates of a point in every stream."""

WORDS = 4
"""Numbers a Philox counter yields."""

SMALLEST = 2.0**-54
"""In place of a draw of 0, whose normal score is infinite."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """Some replicates of some points; shapes below have ``(n_points, n_replicates)`` in them."""

    setting: Setting
    rates: dict[str, Floats]
    """Key to values, shape ``(n_points, 1)`` [unit of each rate]."""

    factors: Floats
    """Growth factor of the shared shock since the origin, ``(n_dates, n_points, n_sectors)``."""

    seed: int
    points: tuple[int, ...]
    """Number of each point, counted over all scrambles whether they are here or not."""

    replicates: range

    @classmethod
    def of(cls, points: Points, setting: Setting, *, rows: slice, replicates: range) -> "Paths":
        """The paths of the points in some rows."""
        rates = {key: values[rows] for key, values in points.rates.items()}
        numbers = np.concatenate(
            [np.arange(points.per_block) + b * points.per_block for b in points.blocks]
        )
        return cls(
            setting=setting,
            rates={key: values[:, None] for key, values in rates.items()},
            factors=_factors(rates, points.normals[rows], setting),
            seed=points.seed,
            points=tuple(int(number) for number in numbers[rows]),
            replicates=replicates,
        )

    @property
    def shape(self) -> tuple[int, int]:
        """Numbers of points and replicates."""
        return len(self.points), len(self.replicates)

    def rate(self, key: str) -> Floats:
        """Values of a rate, shape ``(n_points, 1)`` [unit of the rate]."""
        return self.rates[key]

    def by_sector(self, rate: str) -> Floats:
        """Values of a rate stated by sector, shape ``(n_points, 1, n_sectors)``."""
        columns = [self.rate(f"{rate}.{sector.id}") for sector in self.setting.sectors]
        return np.stack(columns, axis=-1)

    def uniforms(self, *name: int, width: int) -> Floats:
        """Draws of a named stream in (0, 1).

        Parameters
        ----------
        name
            Words that tell this stream from the others.
        width
            Draws of each path; the same for every call that is to meet the same draws.

        Returns
        -------
        numpy.ndarray
            Shape ``(n_points, n_replicates, width)``.

        Notes
        -----
        Philox is a function of a key and a counter (Salmon et al. 2011): the name makes the key,
        and the path's number the counter, so that any path is reached without drawing the others.
        """
        steps = -(-width // WORDS)
        sequence = np.random.SeedSequence(self.seed, spawn_key=(AUDIT, *name))
        stream = np.random.Philox(key=sequence.generate_state(2, np.uint64), counter=0)
        generator = np.random.Generator(stream)
        draws = np.empty((*self.shape, steps * WORDS))
        at = 0
        for point, row in zip(self.points, draws, strict=True):
            wanted = (point * REPLICATES + self.replicates.start) * steps
            stream.advance(wanted - at)
            generator.random(out=row)
            at = wanted + len(row) * steps
        return np.maximum(draws[..., :width], SMALLEST)


def _factors(rates: dict[str, Floats], normals: Floats, setting: Setting) -> Floats:
    steps = setting.timeline
    shock_sd = rates["shock_sd"]
    shocks = shock_paths(normals, shock_sd=shock_sd, steps=steps)
    scheduled = scheduled_path(setting.shocks, steps=steps)
    variance = shock_sd[:, None] ** 2 * steps.years
    by_sector = [
        shock_factors(
            shocks, scheduled, loading=rates[f"shock_loading.{sector.id}"], variance=variance
        ).T
        for sector in setting.sectors
    ]
    return np.stack(by_sector, axis=-1)
