"""Small records made by hand: unions at a few counts; gia-lam lends its federation and rates."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from gia_lam import record

from forecast.record.contracts import Fact
from forecast.record.knowledge import Record
from forecast.record.renamings import carried_on, without_refoundings
from forecast.record.table_contracts import (
    Firm,
    Movement,
    Rating,
    Renaming,
    RenamingKind,
    RosterEntry,
)

AS_OF = "2022-11-17"
MAY, NOVEMBER, NEXT_MAY = date(2021, 5, 31), date(2021, 11, 30), date(2022, 5, 31)
BETWEEN = date(2021, 8, 1)
TODAY = date(2022, 6, 1)


def union(
    day: date,
    id_: str,
    members: float,
    *,
    name: str = "",
    sector: str = "other",
    workers: float | None = None,
    founded: date | None = None,
    closed: date | None = None,
) -> RosterEntry:
    """One union at one count; its name is told from others by its id."""
    return RosterEntry(
        date=day,
        known_on=day,
        known_on_assumed=False,
        id=id_,
        name=name or f"CĐCS {id_ * 4}",
        sector=sector,
        founded=founded,
        closed=closed,
        workers=workers,
        members=members,
        source="test",
        grade="A",
    )


def figure(
    day: date,
    value: float,
    *,
    what: str = "members_total",
    sector: str | None = None,
    start: date | None = None,
) -> Fact:
    """One dated figure."""
    return Fact(
        date=day,
        start=start,
        known_on=day,
        known_on_assumed=False,
        indicator=what,
        sector=sector,
        value=value,
        low=None,
        high=None,
        source="test",
        grade="A",
    )


def movement(start: date, end: date, *, opening: float, closing: float) -> Movement:
    """One half-year of the founding sector in which members only joined."""
    return Movement(
        start=start,
        end=end,
        known_on=end,
        known_on_assumed=False,
        sector="other",
        opening=opening,
        admitted_total=closing - opening,
        admitted=None,
        organised=None,
        left=0.0,
        closed_unions=None,
        closing=closing,
        source="test",
        grade="A",
    )


def firm(id_: str, name: str) -> Firm:
    """One firm without a union."""
    return Firm(
        date=NOVEMBER,
        known_on=NOVEMBER,
        known_on_assumed=False,
        id=id_,
        name=name,
        workers=40,
        source="test",
        grade="A",
    )


def rating(year: int, id_: str) -> Rating:
    """One rating."""
    return Rating(
        year=year,
        known_on=date(year, 12, 31),
        known_on_assumed=False,
        union=id_,
        scale="2019",
        rating="good",
        source="test",
        grade="A",
    )


def renaming(old: str, new: str, kind: RenamingKind | None) -> Renaming:
    """What a planner said of two unions."""
    return Renaming(
        date=BETWEEN,
        known_on=BETWEEN,
        known_on_assumed=False,
        union=old,
        successor=new,
        kind=kind,
        source="test",
        grade="A",
    )


def counted(
    *roster: RosterEntry,
    facts: Iterable[Fact] = (),
    movements: Iterable[Movement] = (),
    firms: Iterable[Firm] = (),
    ratings: Iterable[Rating] = (),
    renamings: Iterable[Renaming] = (),
) -> Record:
    """A record of these tables, unions under the ids they have now."""
    changes = tuple(renamings)
    now = carried_on(roster, changes)
    return replace(
        record(AS_OF),
        roster=now,
        facts=without_refoundings(tuple(facts), listed=roster, roster=now),
        movements=tuple(movements),
        firms=tuple(firms),
        ratings=tuple(ratings),
        renamings=changes,
        tables=("facts", "firms", "movements", "ratings", "renamings", "roster"),
    )
