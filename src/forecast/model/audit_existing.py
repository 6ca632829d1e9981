"""Existing unions one at a time: each has its own size and closes on its own date.

Unions of a sector that are open grow alike, and the workers' ceiling binds them alike, so that a
union's members are its members at the origin times the growth of its sector while it is open.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from forecast.model.audit_paths import EXISTING, Paths
from forecast.model.setting import Break
from forecast.model.stocks import union_scores

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

UNIONS = 1024
"""Unions whose fates are held at once; part of the streams' names."""

NOBODY = 1e-9
"""Stock below which a break of so many members finds no one to take [members]."""


def existing_members(paths: Paths, *, dates: Ints) -> Floats:
    """Members of the unions that existed at the origin.

    Parameters
    ----------
    dates
        Positions on the timeline.

    Returns
    -------
    numpy.ndarray
        All sectors, shape ``(n_dates, n_points, n_replicates)`` [members].
    """
    setting = paths.setting
    index = setting.timeline.dates.index
    last = setting.timeline.dates[-1]
    spread = {index(b.on) for b in setting.breaks if b.members and setting.origin < b.on <= last}
    asked = sorted({*dates, *spread})
    still_open = _members_if_still(paths, asked)
    found = _grown(paths, dict(zip(asked, still_open, strict=True)))
    return np.stack([found[date] for date in dates])


def _members_if_still(paths: Paths, dates: Sequence[int]) -> Floats:
    """Members at the origin of the unions open at each date.

    Shape ``(n_dates, n_points, n_replicates, n_sectors)``.
    """
    sectors = enumerate(paths.setting.sectors)
    years = paths.setting.timeline.years[list(dates)]
    columns = [s.members * _open_share(paths, sector, years) for sector, s in sectors]
    return np.moveaxis(np.stack(columns, axis=-1), 2, 0)


def _open_share(paths: Paths, sector: int, years: Floats) -> Floats:
    """Share of a sector's members whose union is open, ``(n_points, n_replicates, n_years)``."""
    stock = paths.setting.sectors[sector]
    gone = 1 - (1 - paths.rate(f"closure_rate.{stock.id}")) ** years
    scores = union_scores(max(1, round(stock.unions)))
    known = np.asarray(stock.sizes, dtype=np.float64)
    log_sd = paths.rate("existing_size_log_sd")
    whole = np.zeros((len(gone), 1, 1))
    lost = np.zeros((*paths.shape, len(years)))
    for block, first in enumerate(range(0, len(known) or len(scores), UNIONS)):
        part = slice(first, first + UNIONS)
        sizes = np.exp(log_sd * scores[part])
        if len(known):
            sizes = np.repeat(known[None, part], len(gone), axis=0)
        draws = paths.uniforms(EXISTING, sector, block, width=sizes.shape[1])
        whole += sizes.sum(axis=1)[:, None, None]
        lost += _lost(draws, sizes=sizes, gone=gone)
    return np.maximum(0.0, 1 - lost / whole)


def _lost(draws: Floats, *, sizes: Floats, gone: Floats) -> Floats:
    """Sum of the sizes of closed unions, shape ``(n_points, n_replicates, n_years)``.

    Notes
    -----
    A union whose draw is u closes at the time t at which ``P(closed by t) = u``.
    """
    shape = (*draws.shape[:2], gone.shape[1])
    closing = np.flatnonzero(draws < gone.max(axis=1)[:, None, None])
    path, union = np.divmod(closing, draws.shape[2])
    point = path // draws.shape[1]
    when = draws.ravel()[closing]
    members = sizes[point, union]
    lost = np.empty((shape[0] * shape[1], shape[2]))
    for column in range(shape[2]):
        closed = when < gone[point, column]
        lost[:, column] = np.bincount(path[closed], members[closed], minlength=len(lost))
    return lost.reshape(shape)


def _grown(paths: Paths, still_open: dict[int, Floats]) -> dict[int, Floats]:
    """Members at the dates asked for, each of shape ``(n_points, n_replicates)``.

    Growth is carried as members for each member at the origin, and so are the workers. It is one
    number a point until a break takes so many members, which is another share in every path.
    """
    setting = paths.setting
    growth = np.ones((len(paths.points), 1, len(setting.sectors)))
    opening = sum(sector.members for sector in setting.sectors)
    workers = growth * (np.inf if setting.workers is None else setting.workers / opening)
    found = {}
    for step, length in enumerate(np.diff(setting.timeline.years, prepend=0.0)):
        if step:
            factor = (paths.factors[step] / paths.factors[step - 1])[:, None, :]
            workers = workers * factor
            growth = np.minimum(growth * _change(paths, length, factor), workers)
        for event in _breaks(paths, step):
            stock = growth * still_open[step] if event.members else growth
            taken = growth * _part(paths, event, stock)
            growth = growth + taken
            if event.moves_workers:
                workers = np.maximum(0.0, workers + taken)
        if step in still_open:
            members = (still_open[step] * growth).sum(axis=-1)
            found[step] = np.broadcast_to(members, paths.shape)
    return found


def _change(paths: Paths, length: float, factor: Floats) -> Floats:
    """Factor of one step: net change, shock and transfers, ``(n_points, 1, n_sectors)``."""
    moved = paths.by_sector("transfer_in_rate") - paths.by_sector("transfer_out_rate")
    return np.asarray((1 + paths.by_sector("net_change")) ** length * factor + moved * length)


def _breaks(paths: Paths, step: int) -> list[Break]:
    """The events of a date; every event after the origin is a date of the timeline."""
    day = paths.setting.timeline.dates[step] if step else None
    return [event for event in paths.setting.breaks if event.on == day]


def _part(paths: Paths, event: Break, stock: Floats) -> Floats:
    """Signed share an event takes of every open union, by sector; at most all of it.

    ``stock`` is what a number of members is spread over, where the event has one.
    """
    touched = np.array([event.sector in (None, sector.id) for sector in paths.setting.sectors])
    part = np.full((len(paths.points), 1, 1), event.share)
    if event.rate is not None:
        part = part - paths.rate(event.rate)[..., None]
    if event.members:
        spread_over = (stock * touched).sum(axis=-1, keepdims=True)
        part = part + event.members / np.maximum(spread_over, NOBODY)
    return np.asarray(touched * np.maximum(part, -1.0))
