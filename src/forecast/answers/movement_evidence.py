"""What a movements table says: leavers, transfers, net growth, closings, members organised.

Every row is taken given its opening stock. Where a roster covers a period, growth, closings and the
sizes of new unions are left to it.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from forecast.errors import Message, plural
from forecast.model.evidence.closings import AtRisk, ClosedMembers, ClosedUnions
from forecast.model.evidence.kind import Evidence
from forecast.model.evidence.leaving import Leaving
from forecast.model.evidence.net_growth import NetGrowth
from forecast.model.evidence.organised import Organised
from forecast.model.evidence.period_foundings import PeriodFoundings
from forecast.model.evidence.periods import SectorPeriod, SectorPeriods
from forecast.model.evidence.season import Season
from forecast.record.knowledge import Record
from forecast.record.table_contracts import Movement
from forecast.units import years_between

Span = tuple[date, date]


def movement_evidence(
    record: Record, *, roster: Span | None, season: Season
) -> list[tuple[Evidence, Message]]:
    """Evidence of the movements table.

    Parameters
    ----------
    roster
        First and last count of the roster, if it has two.
    season
        How foundings spread over the year.
    """
    rows = [row for row in record.movements if row.opening > row.closed_members]
    if not rows:
        return []
    said = plural(
        "one row of movements from {start:day} to {end:day} informs growth, leaving and closures",
        "{n:count} rows of movements from {start:day} to {end:day} inform growth, leaving and "
        "closures",
        n=len(rows),
        start=min(row.start for row in rows),
        end=max(row.end for row in rows),
    )
    alone = [row for row in rows if not _overlaps(row, roster)]
    found = [
        *_leaving(record, rows),
        *_growth(record, alone, season),
        *_closings(record, alone),
    ]
    return [(kind, said) for kind in found]


def _overlaps(row: Movement, span: Span | None) -> bool:
    return span is not None and _opened(row) < span[1] and row.end > span[0]


def _opened(row: Movement) -> date:
    """Day of the opening count; a period from the first of a month opens the day before."""
    return row.start - timedelta(days=1) if row.start.day == 1 else row.start


def sector_periods(rows: Sequence[Movement], staying: Sequence[float]) -> SectorPeriods:
    """The rows as the likelihoods need them; rows of one period share its shock.

    Parameters
    ----------
    staying
        Members the rates act on, one a row [members].
    """
    spans = sorted({(row.start, row.end) for row in rows})
    return SectorPeriods(
        rows=tuple(
            SectorPeriod(
                sector=row.sector,
                period=spans.index((row.start, row.end)),
                years=years_between(_opened(row), row.end),
                staying=members,
            )
            for row, members in zip(rows, staying, strict=True)
        )
    )


def _leaving(record: Record, rows: Sequence[Movement]) -> list[Evidence]:
    """Leavers, and transfers where the dataset states their rates.

    They are in proportion to the mean of the opening and the closing stock; members of unions
    founded in the period are counted with it only where the table does not tell them apart.
    """
    staying = [(row.opening + row.closing - (row.organised or 0.0)) / 2 for row in rows]
    periods = sector_periods(rows, staying)
    found: list[Evidence] = [
        Leaving(rate="turnover", periods=periods, counts=tuple(row.left for row in rows))
    ]
    stated = {key.partition(".")[0] for key in record.rates}
    if "transfer_in_rate" in stated:
        counts = tuple(row.transfers_in for row in rows)
        found.append(Leaving(rate="transfer_in_rate", periods=periods, counts=counts))
    if "transfer_out_rate" in stated:
        counts = tuple(row.transfers_out for row in rows)
        found.append(Leaving(rate="transfer_out_rate", periods=periods, counts=counts))
    return found


def _growth(record: Record, rows: Sequence[Movement], season: Season) -> list[Evidence]:
    """Net growth of each row without a dated break, split from new unions where the table is."""
    whole = [row for row in rows if not _broken(record, row)]
    founding = {sector.id for sector in record.federation.sector if sector.founding}
    split = [row for row in whole if row.organised is not None]
    found: list[Evidence] = []
    for chosen, is_split in ((split, True), ([r for r in whole if r.organised is None], False)):
        if not chosen:
            continue
        at = [i for i, row in enumerate(chosen) if row.sector in founding]
        brought = _foundings(record, [chosen[i] for i in at], season) if at else None
        found.append(
            NetGrowth(
                periods=sector_periods(chosen, [r.opening - r.closed_members for r in chosen]),
                net=tuple(row.admitted_total - (row.organised or 0) - row.left for row in chosen),
                founding=tuple(at),
                foundings=brought,
                split=is_split,
            )
        )
    return found + _organised(record, [r for r in split if r.sector in founding], season)


def _organised(record: Record, rows: Sequence[Movement], season: Season) -> list[Evidence]:
    """Members of the unions founded in each period; of none, there is nothing to learn."""
    some = [row for row in rows if _founded(record, row) is None or (row.organised or 0) > 0]
    if not some:
        return []
    return [
        Organised(
            years=tuple(years_between(_opened(row), row.end) for row in some),
            foundings=_foundings(record, some, season),
            members=tuple(row.organised or 0.0 for row in some),
        )
    ]


def _foundings(record: Record, rows: Sequence[Movement], season: Season) -> PeriodFoundings:
    return PeriodFoundings(
        exposures=tuple(season.exposure(_opened(row), row.end) for row in rows),
        unions=tuple(_founded(record, row) for row in rows),
    )


def _founded(record: Record, row: Movement) -> float | None:
    """Unions founded in the period of a row, if a fact counts just that period.

    A flow's period starts with its first day, a movement's with the count before it.
    """
    counted = [
        fact
        for fact in record.facts
        if fact.indicator == "new_unions"
        and fact.start is not None
        and abs((fact.start - row.start).days) <= 1
        and abs((fact.date - row.end).days) <= 1
    ]
    return max(counted, key=lambda fact: fact.known_on).value if counted else None


def _closings(record: Record, rows: Sequence[Movement]) -> list[Evidence]:
    """Closed unions where they are counted, else the members lost with them."""
    counted = [row for row in rows if row.closed_unions is not None]
    lost = [row for row in counted if row.closed_unions and row.closed_members > 0]
    uncounted = [row for row in rows if row.closed_unions is None]
    found: list[Evidence] = []
    if counted:
        found.append(
            ClosedUnions(
                at_risk=_at_risk(record, counted),
                closed=tuple(float(row.closed_unions or 0) for row in counted),
            )
        )
    if lost:
        found.append(
            ClosedMembers(
                at_risk=_at_risk(record, lost),
                members=tuple(row.closed_members for row in lost),
                unions=tuple(float(row.closed_unions or 0) for row in lost),
            )
        )
    if uncounted:
        members = tuple(row.closed_members for row in uncounted)
        found.append(ClosedMembers(at_risk=_at_risk(record, uncounted), members=members))
    return found


def _at_risk(record: Record, rows: Sequence[Movement]) -> tuple[AtRisk, ...]:
    """The unions of each row, as many for its members as there are at the origin."""
    return tuple(
        AtRisk(
            rate=f"closure_rate.{row.sector}",
            unions=_unions(record, row),
            years=years_between(_opened(row), row.end),
            members=row.opening,
        )
        for row in rows
    )


def _unions(record: Record, row: Movement) -> float:
    origin = record.origin
    unions = origin.unions.get(row.sector) if origin else None
    if origin and unions:
        estimate = row.opening * unions / origin.members[row.sector]
    else:
        estimate = row.opening / record.rates["new_union_size"].value
    return float(max(1.0, round(estimate), row.closed_unions or 0))


def _broken(record: Record, row: Movement) -> bool:
    """Whether a dated break of its sector falls into the period, which no rate explains."""
    return any(
        event.kind != "federation_ends"
        and event.sector in (None, row.sector)
        and row.start < event.date <= row.end
        for event in record.events
    )
