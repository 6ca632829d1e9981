"""Existing unions: net change, shock, transfers, breaks and the workers' ceiling.

All unions of a sector grow alike while they are open, and the ceiling binds them alike, so that the
members of a sector are those of an always open federation times the share still open.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from forecast.model.growth import Flows
from forecast.model.rates import Points
from forecast.model.setting import Break, Setting
from forecast.units import MONTHS_PER_YEAR, monthly_hazard

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExistingPaths:
    """Members of each sector if no union closed, on every date."""

    members: Floats
    """Shape ``(n_dates, n_points, n_sectors)`` [members]."""

    wanted: Floats
    """The same before the breaks of each step [members]."""

    rates: "SectorRates"
    lengths: Floats
    """Length of each step, shape ``(n_dates - 1,)`` [years]."""

    def flows(self, date: int, share: Floats) -> Flows:
        """Mean flows from the origin to a date, ``(n_points, n_sectors)`` [members].

        Parameters
        ----------
        date
            Position on the timeline.
        share
            Expected share still open, shape ``(n_dates, n_points, n_sectors)``.
        """
        still, before = share[1 : date + 1], share[:date]
        staying, wanted = self.members[:date], self.wanted[1 : date + 1]
        years = self.lengths[:date, None, None]
        leaving = staying * -np.expm1(-self.rates.hazard * years)
        arriving = staying * self.rates.transfer_in * years
        moving = staying * self.rates.transfer_out * years
        gained = wanted - staying + leaving - arriving + moving
        return Flows(
            admitted=(still * np.maximum(gained, 0.0)).sum(axis=0),
            organised=np.zeros(share.shape[1:]),
            transfers_in=(still * arriving).sum(axis=0),
            left=(still * (leaving - np.minimum(gained, 0.0))).sum(axis=0),
            closed_members=((before - still) * staying).sum(axis=0),
            transfers_out=(still * moving).sum(axis=0),
            breaks=(still * (self.members[1 : date + 1] - wanted)).sum(axis=0),
        )


def project_existing(
    points: Points,
    setting: Setting,
    *,
    factors: Floats,
    share: Callable[[float], Floats],
    net_change_shift: float = 0.0,
) -> ExistingPaths:
    """Step the existing unions of every sector through the timeline, none of them closing.

    Parameters
    ----------
    factors
        Growth factor of the shared shock since the origin, ``(n_dates, n_points, n_sectors)``.
    share
        Expected share still open at a time since the origin [years], ``(n_points, n_sectors)``; it
        turns a break of so many members into a share.
    net_change_shift
        Added to the net change of every sector [fraction per year].

    Notes
    -----
    Members grow by net change, transfers and shock, not beyond their workers, whom only the shock
    and those breaks move that are no strike-off. Leaving follows turnover, and admissions are what
    closes the account, never negative: most of them replace leavers.
    """
    rates = SectorRates.of(points, setting, net_change_shift)
    stock = np.array([sector.members for sector in setting.sectors])
    members = np.broadcast_to(stock, factors[0].shape)
    ceiling = None if setting.workers is None else members * setting.workers / stock.sum()
    lengths = np.diff(setting.timeline.years)
    growth = factors[1:] / factors[:-1]
    change = rates.change(lengths)
    change *= growth
    change += (rates.transfer_in - rates.transfer_out) * lengths[:, None, None]
    after = [members]
    broken: dict[int, Floats] = {}
    for step in range(len(lengths)):
        members = members * change[step]
        if ceiling is not None:
            ceiling = ceiling * growth[step]
            members = np.minimum(members, ceiling)
        for event in _breaks(setting, step + 1):
            broken.setdefault(step + 1, members)
            open_ = share(float(setting.timeline.years[step + 1]))
            lost = _break(event, setting, members, open_, points)
            members = members + lost
            if ceiling is not None and event.moves_workers:
                ceiling = np.maximum(0.0, ceiling + lost)
        after.append(members)
    paths = np.stack(after)
    wanted = paths.copy() if broken else paths
    for step, before in broken.items():
        wanted[step] = before
    return ExistingPaths(members=paths, wanted=wanted, rates=rates, lengths=lengths)


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorRates:
    """Rates by sector, each of shape ``(n_points, n_sectors)`` [fraction per year]."""

    net_change: Floats
    hazard: Floats
    """Leaving [per year]."""

    transfer_in: Floats
    transfer_out: Floats

    @classmethod
    def of(cls, points: Points, setting: Setting, shift: float) -> "SectorRates":
        """The rates of every sector; ``shift`` is added to its net change."""

        def by_sector(rate: str) -> Floats:
            columns = [points.rates[f"{rate}.{sector.id}"] for sector in setting.sectors]
            return np.stack(columns, axis=-1)

        return cls(
            net_change=by_sector("net_change") + shift,
            hazard=monthly_hazard(by_sector("turnover")) * MONTHS_PER_YEAR,
            transfer_in=by_sector("transfer_in_rate"),
            transfer_out=by_sector("transfer_out_rate"),
        )

    def change(self, lengths: Floats) -> Floats:
        """Net change over steps of so many years, shape ``(n_steps, n_points, n_sectors)``."""
        different, which = np.unique(lengths, return_inverse=True)  # months have few lengths
        return np.exp(different[:, None, None] * np.log1p(self.net_change))[which]


def _breaks(setting: Setting, step: int) -> list[Break]:
    """The events dated since the step before."""
    since, until = setting.timeline.dates[step - 1], setting.timeline.dates[step]
    return [event for event in setting.breaks if since < event.on <= until]


def _break(
    event: Break, setting: Setting, members: Floats, share: Floats, points: Points
) -> Floats:
    """Change of the members of each sector by one event, ``(n_points, n_sectors)``.

    A number of members is taken off the expected stock, so that it is the same share of every open
    union.
    """
    touched = np.array([event.sector in (None, sector.id) for sector in setting.sectors])
    stock = (members * share * touched).sum(axis=1, keepdims=True)
    part = event.share + event.members / np.maximum(stock, 1e-9)
    if event.rate is not None:
        part = part - points.rates[event.rate][:, None]
    return np.asarray(members * touched * np.maximum(part, -1.0))
