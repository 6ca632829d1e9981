"""The unions that existed at the origin: net change, shock, closures, the workers' ceiling."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from forecast.model.evidence import union_scores
from forecast.model.growth import Flows
from forecast.model.rates import Points
from forecast.model.setting import Setting
from forecast.units import MONTHS_PER_YEAR, monthly_hazard

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExistingPaths:
    """Members of existing unions on every date, with the flows that led there."""

    members: Floats
    """Shape ``(n_points, n_dates, n_sectors)`` [members]."""

    flows: Flows
    """Since the origin, same shape [members]."""


def project_existing(
    points: Points,
    setting: Setting,
    *,
    factors: Floats,
    closed: Floats,
    net_change_shift: float = 0.0,
) -> ExistingPaths:
    """Step the existing unions of every sector through the timeline.

    Parameters
    ----------
    factors
        Growth factor of the shared shock since the origin, ``(n_points, n_dates, n_sectors)``.
    closed
        What `closed_shares` drew, same shape.
    net_change_shift
        Added to the net change of every sector [fraction per year].

    Notes
    -----
    Within a step unions close first; the members of the others then grow by net change and shock,
    not beyond their workers, whom the shock alone moves. Leaving follows turnover, and admissions
    are what closes the account, never negative: most of them replace leavers.
    """
    rates = _SectorRates.of(points, setting, net_change_shift)
    members = np.broadcast_to(
        np.array([sector.members for sector in setting.sectors]), closed[:, 0].shape
    )
    workers = None if setting.workers is None else members * setting.workers / members[0].sum()
    state = _State(members=members, workers=workers)
    stocks, flows = [members], [Flows.nothing(members.shape)]
    for step in range(1, len(setting.timeline.dates)):
        change = state.advance(
            rates,
            length=setting.timeline.years[step] - setting.timeline.years[step - 1],
            factor=factors[:, step] / factors[:, step - 1],
            closing=closed[:, step],
        )
        change = change + state.break_off(setting, step)
        stocks.append(state.members)
        flows.append(flows[-1] + change)
    return ExistingPaths(members=np.stack(stocks, axis=1), flows=_stacked(flows))


def _stacked(flows: list[Flows]) -> Flows:
    names = Flows.__dataclass_fields__
    return Flows(**{name: np.stack([getattr(f, name) for f in flows], axis=1) for name in names})


@dataclass(frozen=True, slots=True, kw_only=True)
class _SectorRates:
    """Rates by sector, each of shape ``(n_points, n_sectors)``."""

    net_change: Floats
    hazard: Floats
    """Leaving [per year]."""

    @classmethod
    def of(cls, points: Points, setting: Setting, shift: float) -> "_SectorRates":
        ids = [sector.id for sector in setting.sectors]
        hazard = np.vectorize(monthly_hazard)
        turnover = np.stack([points.rates[f"turnover.{i}"] for i in ids], axis=-1)
        net_change = np.stack([points.rates[f"net_change.{i}"] for i in ids], axis=-1)
        return cls(net_change=net_change + shift, hazard=hazard(turnover) * MONTHS_PER_YEAR)


@dataclass(slots=True, kw_only=True)
class _State:
    """Members and workers of each sector at the current date."""

    members: Floats
    workers: Floats | None

    def advance(
        self, rates: _SectorRates, *, length: float, factor: Floats, closing: Floats
    ) -> Flows:
        """One step; ``closing`` is the share of the members whose union closes in it."""
        none = np.zeros_like(factor)
        staying = self.members * (1 - closing)
        wanted = staying * (1 + rates.net_change) ** length * factor
        if self.workers is not None:
            self.workers = self.workers * (1 - closing) * factor
            wanted = np.minimum(wanted, self.workers)
        leaving = staying * -np.expm1(-rates.hazard * length)
        admitted = np.maximum(0.0, wanted - staying + leaving)
        flows = Flows(
            admitted=admitted,
            organised=none,
            transfers_in=none,
            left=staying + admitted - wanted,
            closed_members=self.members * closing,
            transfers_out=none,
            breaks=none,
        )
        self.members = wanted
        return flows

    def break_off(self, setting: Setting, step: int) -> Flows:
        """Apply the events dated since the step before."""
        flows = Flows.nothing(self.members.shape)
        since, until = setting.timeline.dates[step - 1], setting.timeline.dates[step]
        for event in setting.breaks:
            if not since < event.on <= until:
                continue
            touched = np.array([event.sector in (None, s.id) for s in setting.sectors], dtype=float)
            stock = self.members * touched
            weight = stock / np.maximum(stock.sum(axis=1, keepdims=True), 1e-9)
            change = np.maximum(-stock, stock * event.share + weight * event.members)
            if self.workers is not None:
                self.workers = np.maximum(0.0, self.workers + change)
            self.members = self.members + change
            flows.breaks[...] += change
        return flows


def closed_shares(points: Points, setting: Setting) -> Floats:
    """Share of each sector's remaining members whose union closes in each step.

    Unions stand at the quantiles of a lognormal size; each closes on its own exponential date.

    Returns
    -------
    numpy.ndarray
        Shape ``(n_points, n_dates, n_sectors)``, 0 at the origin.
    """
    sectors = range(len(setting.sectors))
    return np.stack([_closed_share(points, setting, sector) for sector in sectors], axis=-1)


def _closed_share(points: Points, setting: Setting, sector: int) -> Floats:
    stock = setting.sectors[sector]
    scores = union_scores(max(1, round(stock.unions)))
    years = setting.timeline.years
    hazard = MONTHS_PER_YEAR * np.vectorize(monthly_hazard)(
        points.rates[f"closure_rate.{stock.id}"]
    )
    sizes = np.exp(points.rates["existing_size_log_sd"][:, None] * scores)
    sizes /= sizes.sum(axis=1, keepdims=True)
    (block,) = points.blocks
    stream = np.random.SeedSequence(points.seed, spawn_key=(1, sector, block))
    generator = np.random.Generator(np.random.Philox(stream))
    with np.errstate(divide="ignore"):  # no hazard: never
        waits = generator.standard_exponential(sizes.shape) / hazard[:, None]
    step = np.searchsorted(years, waits)
    cell = np.arange(len(sizes))[:, None] * (len(years) + 1) + step
    counted = np.bincount(cell.ravel(), sizes.ravel(), minlength=len(sizes) * (len(years) + 1))
    lost = counted.reshape(len(sizes), -1)[:, : len(years)]
    remaining = 1 - (np.cumsum(lost, axis=1) - lost)
    return np.asarray(np.clip(lost / np.maximum(remaining, 1e-12), 0.0, 1.0))
