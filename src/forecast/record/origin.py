"""Where the forecast starts: the newest known count, split by sector.

The sectors other than the founding one must be stated with the total; the founding sector takes
the remainder, so the sectors always add to the total. Where no total is stated, the newest roster
is the count.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from forecast.errors import Fault, InputError, message
from forecast.record.contracts import Fact, Sector
from forecast.record.faults import refused
from forecast.record.folders import FACTS
from forecast.record.knowledge import Origin, open_unions
from forecast.record.table_contracts import RosterEntry

MEMBERS = "members_total"
UNIONS = "unions_total"
WORKERS = "workers_in_unionised_units"


def newest(
    facts: Sequence[Fact], indicator: str, *, sector: str | None = None, on: dt.date | None = None
) -> Fact | None:
    """The newest figure, by its date and then by when it became known; ``on`` one date only."""
    found = [
        fact
        for fact in facts
        if fact.indicator == indicator and fact.sector == sector and on in (None, fact.date)
    ]
    return max(found, key=lambda fact: (fact.date, fact.known_on), default=None)


def origin_of(
    facts: Sequence[Fact], roster: Sequence[RosterEntry], *, sectors: Sequence[Sector]
) -> Origin | None:
    """The newest membership total among ``facts``, else the newest roster, else nothing.

    Unions and workers are those counted on the same date; unions are left empty when their total
    is unknown. The sizes of single unions are those of a roster of the same date, sector by sector
    where it adds to the same members.

    Raises
    ------
    InputError
        If a sector other than the founding one is not stated with a total, or the sectors do not
        add to it.
    """
    total = newest(facts, MEMBERS)
    if total is None:
        return _counted_union_by_union(roster, sectors=sectors)
    members = _by_sector(total, facts, sectors=sectors)
    sizes = {s.id: _sizes(open_unions(roster, sector=s.id, on=total.date)) for s in sectors}
    unions = newest(facts, UNIONS, on=total.date)
    workers = newest(facts, WORKERS, on=total.date)
    return Origin(
        date=total.date,
        stated_date=total.date,
        known_on=total.known_on,
        members=members,
        unions=_by_sector(unions, facts, sectors=sectors) if unions else {},
        workers=workers.value if workers else None,
        grade=total.grade,
        source=total.source,
        sizes={s: found for s, found in sizes.items() if found and sum(found) == members[s]},
    )


def _counted_union_by_union(
    roster: Sequence[RosterEntry], *, sectors: Sequence[Sector]
) -> Origin | None:
    """The newest count of a roster."""
    if not roster:
        return None
    newest_count = max(entry.date for entry in roster)
    unions = {s.id: open_unions(roster, sector=s.id, on=newest_count) for s in sectors}
    every = [entry for entries in unions.values() for entry in entries]
    if not every:
        return None
    sizes = {sector: _sizes(entries) for sector, entries in unions.items()}
    workers = [entry.workers for entry in every if entry.workers is not None]
    return Origin(
        date=newest_count,
        stated_date=newest_count,
        known_on=every[0].known_on,
        members={sector: sum(found) for sector, found in sizes.items()},
        unions={sector: float(len(entries)) for sector, entries in unions.items()},
        workers=sum(workers) if len(workers) == len(every) else None,
        grade=max(entry.grade for entry in every),
        source=every[0].source,
        sizes={sector: found for sector, found in sizes.items() if found},
    )


def _sizes(unions: Sequence[RosterEntry]) -> tuple[float, ...]:
    """Members of each union that has any, largest first [members]."""
    return tuple(sorted((entry.members for entry in unions if entry.members > 0), reverse=True))


def read_otherwise(origin: Origin, *, date: dt.date, facts: Sequence[Fact], file: str) -> Origin:
    """The count taken to be of another date, as a scenario reads it.

    Raises
    ------
    InputError
        If the count was known before that date, or an older count is not older than that date.
    """
    older = [f for f in facts if f.date < origin.stated_date]
    previous = newest(older, MEMBERS)
    earliest = dt.date.min if previous is None else previous.date + dt.timedelta(days=1)
    if earliest <= date <= origin.known_on:
        return replace(origin, date=date)
    if date > origin.known_on:
        problem = message("The count was already known on {day:day}.", day=origin.known_on)
        remedy = message("Write a date not after {date}.", date=origin.known_on.isoformat())
    else:
        problem = message("Another count is newer than this date.")
        remedy = message("Write a date not before {date}.", date=earliest.isoformat())
    raise InputError(
        [
            Fault(
                file=file,
                column="origin.date",
                found=date.isoformat(),
                problem=problem,
                remedy=remedy,
            )
        ]
    )


def _by_sector(
    total: Fact, facts: Sequence[Fact], *, sectors: Sequence[Sector]
) -> Mapping[str, float]:
    stated = {
        sector.id: newest(facts, total.indicator, sector=sector.id, on=total.date)
        for sector in sectors
    }
    unstated = [s.id for s in sectors if not s.founding and stated[s.id] is None]
    if unstated:
        raise InputError([_unstated(total, sector=sector) for sector in unstated])
    others = {s.id: fact.value for s in sectors if not s.founding and (fact := stated[s.id])}
    remainder = total.value - sum(others.values())
    for sector in sectors:
        fact = stated[sector.id]
        if sector.founding and (remainder < 0 or (fact and fact.value != remainder)):
            raise _not_adding(total, remainder=remainder, sector=sector.id)
    return {s.id: remainder if s.founding else others[s.id] for s in sectors}


def _unstated(total: Fact, *, sector: str) -> Fault:
    return Fault(
        file=FACTS,
        column="sector",
        problem=message(
            "The {indicator} of {day:day} is not stated for the sector “{sector}”.",
            indicator=total.indicator,
            day=total.date,
            sector=sector,
        ),
        remedy=message(
            "Add a row with date {date}, indicator {indicator} and sector {sector}.",
            date=total.date.isoformat(),
            indicator=total.indicator,
            sector=sector,
        ),
    )


def _not_adding(total: Fact, *, remainder: float, sector: str) -> InputError:
    return refused(
        FACTS,
        found=f"{total.value:.0f}",
        problem=message(
            "The sectors do not add to the {indicator} of {day:day}.",
            indicator=total.indicator,
            day=total.date,
        ),
        remedy=message(
            "Correct the rows; {remainder} would be left for “{sector}”.",
            remainder=f"{remainder:.0f}",
            sector=sector,
        ),
    )
