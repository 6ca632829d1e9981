"""The path all unions share: a Brownian shock of the economy and what a scenario adds to it."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from forecast.model.rates import Points
from forecast.model.setting import ScheduledShock, Setting
from forecast.model.timeline import Timeline
from forecast.units import years_between

Floats = npt.NDArray[np.float64]


def brownian_bridge(normals: Floats, *, times: Floats) -> Floats:
    """Brownian paths whose coarse shape rests on the first normals.

    Parameters
    ----------
    normals
        Standard normals, shape ``(n, k)``; column 0 sets the end point, later ones the middles.
    times
        Ascending and positive, shape ``(k,)`` [years].

    Returns
    -------
    numpy.ndarray
        Paths at ``times``, shape ``(n, k)``, variance ``times`` [square root of years].

    Notes
    -----
    Brownian bridge construction (Caflisch & Moskowitz 1995; Glasserman 2004, section 3.1), which
    lets quasi-random points act where most of the variance is.
    """
    count = len(times)
    known = np.concatenate([[0.0], times])
    paths = np.zeros((len(normals), count + 1))
    paths[:, count] = np.sqrt(times[-1]) * normals[:, 0]
    queue, column = [(0, count)], 1
    while queue:
        left, right = queue.pop(0)
        if right - left < 2:
            continue
        middle = (left + right) // 2
        gap = known[right] - known[left]
        share = (known[middle] - known[left]) / gap
        spread = np.sqrt(share * (known[right] - known[middle]))
        between = (1 - share) * paths[:, left] + share * paths[:, right]
        paths[:, middle] = between + spread * normals[:, column]
        column += 1
        queue += [(left, middle), (middle, right)]
    return paths[:, 1:]


def shock_paths(normals: Floats, *, shock_sd: Floats, steps: Timeline) -> Floats:
    """Common log shock at every date of the timeline, 0 at the origin.

    Returns
    -------
    numpy.ndarray
        Shape ``(n_points, n_dates)`` [log members at a loading of 1].
    """
    times = steps.years[1:]
    paths = brownian_bridge(normals[:, : len(times)], times=times) * shock_sd[:, None]
    return np.concatenate([np.zeros((len(paths), 1)), paths], axis=1)


def scheduled_path(shocks: Sequence[ScheduledShock], *, steps: Timeline) -> Floats:
    """Log change a scenario schedules, accumulated evenly over each period.

    Returns
    -------
    numpy.ndarray
        Shape ``(n_dates,)`` [log members at a loading of 1].
    """
    path = np.zeros(len(steps.dates))
    for shock in shocks:
        length = years_between(shock.start, shock.end)
        gone = np.array([years_between(shock.start, day) for day in steps.dates]) / length
        passed = np.clip(gone, 0.0, 1.0)
        path += np.log1p(shock.change) * (passed - passed[0])
    return path


def shock_factors(
    shocks: Floats, scheduled: Floats, *, loading: Floats, variance: Floats
) -> Floats:
    """Growth factor of mean one (the schedule apart) that the shock gives since the origin.

    Parameters
    ----------
    shocks
        Common log shock, shape ``(n_points, n_dates)``.
    scheduled
        Shape ``(n_dates,)``.
    loading
        Shape ``(n_points,)``.
    variance
        Variance of ``shocks`` at each date, shape ``(n_points, n_dates)``.
    """
    pull = loading[:, None]
    log = shocks + scheduled
    log *= pull  # in place: fresh memory costs more than the arithmetic
    log -= pull**2 / 2 * variance
    return np.exp(log, out=log)


def shared_growth(points: Points, setting: Setting) -> Floats:
    """Growth factor of the common shock since the origin, ``(n_dates, n_points, n_sectors)``."""
    steps = setting.timeline
    shock_sd = points.rates["shock_sd"]
    shocks = shock_paths(points.normals, shock_sd=shock_sd, steps=steps)
    scheduled = scheduled_path(setting.shocks, steps=steps)
    variance = shock_sd[:, None] ** 2 * steps.years
    loadings = [points.rates[f"shock_loading.{sector.id}"] for sector in setting.sectors]
    factors = [
        shock_factors(shocks, scheduled, loading=pull, variance=variance).T for pull in loadings
    ]
    return np.stack(factors, axis=-1)
