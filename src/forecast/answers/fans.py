"""Where membership is heading: members by month, of all sectors and of each."""

from collections.abc import Iterable, Sequence

from forecast.answers.outcomes import Fan, SectorFan
from forecast.answers.targets import ReadFutures
from forecast.model.sectors import sector_members

LEVELS = (0.1, 0.25, 0.5, 0.75, 0.9)


def fan(read: ReadFutures) -> Fan:
    """Membership on every date of the timeline, under one reading."""
    dates = read.futures.setting.timeline.dates
    laws = [read.law(day) for day in dates]
    rows = [law.quantiles(LEVELS) for law in laws]
    return Fan(
        reading=read.reading,
        dates=dates,
        mean=tuple(law.mean for law in laws),
        quantiles=_by_level(rows),
    )


def sector_fans(read: ReadFutures) -> tuple[SectorFan, ...]:
    """Members of each sector on every date of the timeline; none where there is one sector only.

    Notes
    -----
    From the futures of `fan`, so that the means add to its mean on every date. New unions count in
    the sector they are founded in.
    """
    futures = read.futures
    dates, sectors = futures.setting.timeline.dates, futures.setting.sectors
    if len(sectors) == 1:
        return ()
    months = [sector_members(futures, day, read.plans, levels=LEVELS) for day in dates]
    return tuple(
        SectorFan(
            sector=sector.id,
            dates=dates,
            mean=tuple(one.mean for one in members),
            quantiles=_by_level([one.quantiles for one in members]),
        )
        for sector, members in zip(sectors, zip(*months, strict=True), strict=True)
    )


def _by_level(months: Iterable[Sequence[float]]) -> dict[float, tuple[float, ...]]:
    return dict(zip(LEVELS, zip(*months, strict=True), strict=True))
