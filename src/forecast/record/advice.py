"""What to say about a value that is of the wrong kind, whatever file it stands in."""

import datetime as dt
from collections.abc import Collection

from forecast.errors import Message, message
from forecast.record.dates import EARLIEST_YEAR, LATEST_YEAR, day_first_date
from forecast.record.faults import known_names

Advice = tuple[Message, Message]
"""Why it cannot be, and what to write instead."""


def not_a_date(found: object) -> Advice:
    """Advice for something that is not a date, with the date it probably means."""
    problem = message("This is not a date.")
    meant = day_first_date(str(found))
    if meant is not None:
        return problem, message("Write year-month-day: {date}.", date=meant.isoformat())
    return problem, message("Write year-month-day, such as 2023-12-31.")


def out_of_reach(found: dt.date | str) -> Advice:
    """Advice for a date whose year is a typing error."""
    del found
    return (
        message("The year is not one a record or a plan can mean."),
        message("Write a year from {low} to {high}.", low=EARLIEST_YEAR, high=LATEST_YEAR),
    )


def not_a_number(found: object) -> Advice:
    """Advice for something that is not a number."""
    problem = message("This is not a number.")
    meant = str(found).replace(" ", "")
    if meant.count(",") == 1 and meant.replace(",", "").removeprefix("-").isdecimal():
        return problem, message(
            "Write the decimal mark as a point and no mark for thousands: {decimal} or {whole}.",
            decimal=meant.replace(",", "."),
            whole=meant.replace(",", ""),
        )
    return problem, message("Write digits and at most a decimal point, such as 15249 or 0.05.")


def not_a_name(found: object) -> Advice:
    """Advice for something that cannot be an identifier."""
    del found
    return (
        message("This cannot be a name that other entries refer to."),
        message("Use a–z, 0–9, - and _ without accents or spaces, beginning with a letter."),
    )


def not_a_day_of_the_year(found: object) -> Advice:
    """Advice for a month and day that no year has."""
    del found
    return (
        message("This is not a day of the year."),
        message("Write month-day with two digits each, such as 05-31."),
    )


def empty(found: object) -> Advice:
    """Advice for a text or list that must not be empty."""
    del found
    return (
        message("Nothing is written here, and it must not be empty."),
        message("Fill it in; a record without it cannot be checked."),
    )


def not_allowed(found: object, *, allowed: Collection[str]) -> Advice:
    """Advice for a word that is not one of a fixed few."""
    return (
        message("This is not one of the words allowed here."),
        known_names(str(found), allowed),
    )


def unknown_name(found: object, *, known: Collection[str]) -> Advice:
    """Advice for a name nothing answers to."""
    return message("This name is not known here."), known_names(str(found), known)


def repeated(found: object) -> Advice:
    """Advice for a name stated twice."""
    return (
        message("This stands twice; it cannot be told which one holds."),
        message("Keep one entry for “{name}”, or give the other its own name.", name=found),
    )


def outside(low: float, high: float) -> Advice:
    """Advice for a number outside a closed interval."""
    return (
        message("The number must lie between {low} and {high}.", low=f"{low:g}", high=f"{high:g}"),
        message("Write a number from {low} to {high}.", low=f"{low:g}", high=f"{high:g}"),
    )


def not_whole(found: object) -> Advice:
    """Advice for a fraction of a person or union: there 15.249 can only be 15,249 misread."""
    value = float(str(found))
    return (
        message("People and unions are counted in whole numbers."),
        message(
            "If {thousands} thousand is meant, write {whole} without a mark for thousands.",
            thousands=f"{value:g}",
            whole=f"{value * 1000:.0f}",
        ),
    )
