"""Ratings of unions that could not be rated: unknown, too young, or dissolved."""

from collections.abc import Iterator
from datetime import date

from forecast.answers.checkup.finding import Finding, Kind
from forecast.errors import Message, message
from forecast.record.knowledge import Record
from forecast.record.table_contracts import Rating

MONTHS_BEFORE_RATED = 12
"""A union is rated once it is this old; at the end of the year, that is founded the year before."""


def rating_findings(record: Record) -> Iterator[Finding]:
    """Ratings that contradict the roster, where there is one."""
    now = {one.union: one.successor for one in record.renamings if one.confirmed}
    founded = {one.id: one.founded for one in record.roster if one.founded is not None}
    closed = {one.id: one.closed for one in record.roster if one.closed is not None}
    names = {one.id: one.name for one in record.roster}
    for rating in record.ratings if names else ():
        union = rating.union if rating.union in names else now.get(rating.union, rating.union)
        start, ended = founded.get(union), closed.get(union)
        if union not in names:
            yield _found(rating, "rating_of_unknown_union", _unknown(rating), _CORRECT_ID)
        elif start is not None and start > date(rating.year - 1, 12, 31):
            yield _found(rating, "rating_too_young", _young(rating, names[union], start), _TOO_SOON)
        elif ended is not None and ended < date(rating.year, 1, 1):
            yield _found(rating, "rating_after_closing", _late(rating, names[union], ended), _GONE)


def _found(rating: Rating, kind: Kind, what: Message, remedy: Message) -> Finding:
    return Finding(
        kind=kind,
        severity="doubtful",
        table="ratings",
        day=date(rating.year, 12, 31),
        subject=rating.union,
        what=what,
        remedy=remedy,
    )


def _unknown(rating: Rating) -> Message:
    return message(
        "The union {id} is rated for {year}, but the roster does not know it.",
        id=rating.union,
        year=rating.year,
    )


def _young(rating: Rating, name: str, founded: date) -> Message:
    return message(
        "{union} is rated for {year}, but was founded on {founded:day}; a union is rated from "
        "{months:count} months on.",
        union=name,
        year=rating.year,
        founded=founded,
        months=MONTHS_BEFORE_RATED,
    )


def _late(rating: Rating, name: str, closed: date) -> Message:
    return message(
        "{union} is rated for {year}, but was dissolved on {closed:day}.",
        union=name,
        year=rating.year,
        closed=closed,
    )


_CORRECT_ID = message("Correct the id, or add the union to the roster.")
_TOO_SOON = message("Take the rating out, or correct the founding date.")
_GONE = message("Take the rating out, or correct the day it was dissolved.")
