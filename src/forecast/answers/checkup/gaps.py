"""What is missing in a record: recent counts, counts in between, sectors, cells."""

from collections.abc import Iterator
from datetime import date

from forecast.answers.checkup.completeness import (
    MAY_BE_EMPTY,
    Staleness,
    filled_share,
    missing_counts,
    open_rows,
    sector_checks,
    staleness,
)
from forecast.answers.checkup.finding import Finding
from forecast.answers.checkup.stated import total_dates
from forecast.errors import message, plural
from forecast.record.knowledge import Record

LEAST_FILLED = 0.9
"""From this share of filled cells on a column is taken for complete [fraction]."""


def thin_findings(record: Record, *, today: date) -> Iterator[Finding]:
    """What is missing: recent counts, counts in between, sectors, cells."""
    yield from _stale(staleness(record, today=today))
    yield from _gaps(record)
    yield from _uncounted(record)
    yield from _empty_cells(record)


def _stale(age: Staleness) -> Iterator[Finding]:
    if age.newest is not None and age.passed:
        yield Finding(
            kind="stale",
            severity="thin",
            table="facts",
            day=age.newest,
            what=plural(
                "The newest number of members is of {day:day}; there has been an official count "
                "since then.",
                "The newest number of members is of {day:day}; there have been {n:count} official "
                "counts since then.",
                n=len(age.passed),
                day=age.newest,
            ),
            remedy=message("Enter the count of {day:day}.", day=age.passed[-1]),
        )


def _gaps(record: Record) -> Iterator[Finding]:
    """Official counts between the first and the last for which no table has all members."""
    missing = tuple(missing_counts(record, set(total_dates(record))))
    if missing:
        yield Finding(
            kind="counts_missing",
            severity="thin",
            table="facts",
            day=missing[-1],
            what=plural(
                "An official count is missing between the first and the last, that of {day:day}.",
                "{n:count} official counts are missing between the first and the last, the latest "
                "of them that of {day:day}.",
                n=len(missing),
                day=missing[-1],
            ),
            remedy=message("Enter those that can still be found, the latest first."),
        )


def _uncounted(record: Record) -> Iterator[Finding]:
    for one in sector_checks(record):
        if not one.counted:
            yield Finding(
                kind="sector_uncounted",
                severity="thin",
                table="facts",
                subject=one.sector,
                what=message(
                    "{sector} has no figure of its own; its members are what the other sectors "
                    "leave of the total.",
                    sector=one.name,
                ),
                remedy=message("Enter the members of this sector with the next count."),
            )


def _empty_cells(record: Record) -> Iterator[Finding]:
    """Workers or founding dates missing from a tenth of the roster or more."""
    for column in MAY_BE_EMPTY["roster"] if open_rows(record.roster) else ():
        share = filled_share(record.roster, column)
        if share < LEAST_FILLED:
            yield Finding(
                kind="cells_empty",
                severity="thin",
                table="roster",
                subject=column,
                what=message(
                    "In roster.csv “{column}” is filled in {share:percent1} of the rows.",
                    column=column,
                    share=share,
                ),
                remedy=message("Fill it in from the unions' own lists."),
            )
