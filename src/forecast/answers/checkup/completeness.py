"""What a record holds and how old it is: tables, counts, empty cells, sectors, staleness."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from forecast.answers.checkup.stated import MEMBERS, accounted, listed, stated, total_dates
from forecast.record.folders import TABLES
from forecast.record.knowledge import Record
from forecast.record.reporting import reporting_dates
from forecast.record.texts import Text

REPORTED_AFTER = timedelta(days=45)
"""How long after its date an official count may still be on its way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCheck:
    """What one record table holds."""

    table: str
    present: bool
    """It is in the record and has rows that were known."""

    rows: int
    counts: int
    """Dates it speaks of."""

    first: date | None
    last: date | None
    missing: tuple[date, ...] | None
    """Official counts between the first and the last that it has no members of; ``None`` for a
    table that counts no members."""

    filled: Mapping[str, float]
    """Share of the cells filled, by column that may stay empty [fraction]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorCheck:
    """Which tables count a sector, and on how many dates."""

    sector: str
    name: Text
    counts: Mapping[str, int]
    """By table: facts, movements, roster."""

    @property
    def counted(self) -> bool:
        """Whether any table has a figure of its own for it."""
        return any(self.counts.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Staleness:
    """How old the newest number of all members is."""

    newest: date | None
    today: date
    days: int | None
    passed: tuple[date, ...]
    """Official counts since then that should have been reported by today."""


def table_checks(record: Record) -> tuple[TableCheck, ...]:
    """Each table a record may hold, in the order of `TABLES`."""
    rows: Mapping[str, Sequence[object]] = {
        "facts": record.facts,
        "movements": record.movements,
        "roster": record.roster,
        "firms": record.firms,
        "ratings": record.ratings,
        "indicators": record.indicators,
        "renamings": record.renamings,
    }
    return tuple(_table(record, name, rows[name]) for name in TABLES)


def _table(record: Record, name: str, rows: Sequence[object]) -> TableCheck:
    days = _days(record, name)
    return TableCheck(
        table=name,
        present=name in record.tables and bool(rows),
        rows=len(rows),
        counts=len(days),
        first=min(days, default=None),
        last=max(days, default=None),
        missing=tuple(missing_counts(record, days)) if name in COUNTED else None,
        filled={
            column: filled_share(rows, column)
            for column in MAY_BE_EMPTY.get(name, ())
            if open_rows(rows)
        },
    )


COUNTED = ("facts", "movements", "roster")
"""Tables that count members."""

MAY_BE_EMPTY = {
    "movements": ("admitted", "closed_unions"),
    "roster": ("workers", "founded"),
    "firms": ("commune",),
    "renamings": ("kind",),
}
"""Columns whose empty cells leave something unsaid, by table."""


def _days(record: Record, name: str) -> set[date]:
    days: Mapping[str, set[date]] = {
        "facts": {day for day, sector in stated(record.facts, MEMBERS) if sector is None},
        "movements": {day for day, _ in accounted(record)},
        "roster": {one.date for one in record.roster},
        "firms": {one.date for one in record.firms},
        "ratings": {date(one.year, 12, 31) for one in record.ratings},
        "indicators": {one.date for one in record.indicators},
        "renamings": {one.date for one in record.renamings},
    }
    return days[name]


def missing_counts(record: Record, days: set[date]) -> Iterator[date]:
    """Official counts between the first and the last of some dates that are none of them."""
    if days:
        first, last = min(days), max(days)
        for day in _official(record, first=first, last=last):
            if first < day < last and day not in days:
                yield day


def _official(record: Record, *, first: date, last: date) -> list[date]:
    return reporting_dates(record.federation.reporting_dates, first=first.year, last=last.year)


def filled_share(rows: Sequence[object], column: str) -> float:
    """Share of the cells of a column that are filled, dissolved unions aside [fraction]."""
    cells = [getattr(row, column) for row in open_rows(rows)]
    return sum(cell not in (None, "") for cell in cells) / len(cells)


def open_rows(rows: Sequence[object]) -> list[object]:
    """The rows without those of dissolved unions, of which there is nothing more to say."""
    return [row for row in rows if getattr(row, "closed", None) is None]


def sector_checks(record: Record) -> tuple[SectorCheck, ...]:
    """Every sector of the federation with the number of its counts."""
    by_table = {
        "facts": stated(record.facts, MEMBERS),
        "movements": accounted(record),
        "roster": listed(record),
    }
    return tuple(
        SectorCheck(
            sector=sector.id,
            name=sector.name,
            counts={
                name: sum(one == sector.id for _, one in figures)
                for name, figures in by_table.items()
            },
        )
        for sector in record.federation.sector
    )


def staleness(record: Record, *, today: date) -> Staleness:
    """How old the newest total is on a day; nothing is due once the federation has ended."""
    newest = max(total_dates(record), default=None)
    until = min(today - REPORTED_AFTER, record.ends_on or date.max)
    passed = () if newest is None else tuple(
        day for day in _official(record, first=newest, last=today) if newest < day <= until
    )  # fmt: skip
    days = None if newest is None else (today - newest).days
    return Staleness(newest=newest, today=today, days=days, passed=passed)
