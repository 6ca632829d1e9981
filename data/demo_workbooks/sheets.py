"""A workbook before it has a file format: sheets of cells, and what must come out of them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Row = Mapping[str, "str | int | dt.date"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A formula, and the value the office's program stored with it."""

    text: str
    value: int | None
    """``None`` where nothing was stored: a program that only writes never calculated it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Percent:
    """A share shown as a per cent: 0.95 reads 95 %."""

    value: float


Cell = str | int | float | dt.date | Formula | Percent | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet: rows from the top, and what is merged or hidden, in the words of Excel."""

    name: str
    rows: Sequence[Sequence[Cell]] = ()
    merged: Sequence[str] = ()
    """Ranges such as ``A1:C1``."""
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    """Both counted from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """One dirty file, and what must come out of it."""

    name: str
    """File name, below the folder ``broken`` where the file must be refused."""
    content: bytes
    layout: str
    """union-list, commune-sheets, movements, half-year-form, firms, ratings or record-table."""
    table: str
    """Table of the record it fills."""
    date: dt.date | None = None
    """Counting date, as ``--date`` takes it; ``None`` where the rows or the title state it."""
    rows: tuple[Row, ...] = ()
    """What must come out, by column of the table. ``name`` is the record's own spelling;
    ``founded`` is as exact as the file is: ``2019``, ``2019-03`` or a whole date."""
    may: tuple[Row, ...] = ()
    """What may come out besides, if it does so in these numbers."""
    told: str = ""
    """Cell that a notice must speak of."""
    totals: Mapping[str, int] = field(default_factory=dict)
    """Sums over ``rows``, by column."""
    dirt: tuple[str, ...] = ()
    """What is untidy."""
    wrong: str = ""
    """What is wrong in a file that must be refused; empty where it must be read."""
    place: str = ""
    """Cell of the fault, as Excel names it, where one cell is at fault."""


def letters(column: int) -> str:
    """Name of a column counted from 1.

    Examples
    --------
    >>> letters(28)
    'AB'
    """
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def summed(rows: Sequence[Row], *columns: str) -> dict[str, int]:
    """The sum of each column over the rows that state it."""
    return {c: sum(int(str(row[c])) for row in rows if row.get(c) is not None) for c in columns}
