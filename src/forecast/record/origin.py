"""Where the forecast starts: the newest known count, split by sector.

The sectors other than the founding one must be stated with the total; the founding sector takes
the remainder, so the sectors always add to the total.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from forecast.errors import Fault, InputError, message
from forecast.record.contracts import Fact, Sector
from forecast.record.faults import refused
from forecast.record.folders import FACTS
from forecast.record.knowledge import Origin

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


def origin_of(facts: Sequence[Fact], *, sectors: Sequence[Sector]) -> Origin | None:
    """The newest membership total among ``facts``, or nothing when none is known.

    Unions and workers are those counted on the same date; unions are left empty when their total
    is unknown.

    Raises
    ------
    InputError
        If a sector other than the founding one is not stated with a total, or the sectors do not
        add to it.
    """
    total = newest(facts, MEMBERS)
    if total is None:
        return None
    unions = newest(facts, UNIONS, on=total.date)
    workers = newest(facts, WORKERS, on=total.date)
    return Origin(
        date=total.date,
        stated_date=total.date,
        known_on=total.known_on,
        members=_by_sector(total, facts, sectors=sectors),
        unions=_by_sector(unions, facts, sectors=sectors) if unions else {},
        workers=workers.value if workers else None,
        grade=total.grade,
        source=total.source,
    )


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
