"""A sheet as it was filled in: values with their places, merged ranges, hidden rows and columns.

Positions count from 0; a `ref` is what a spreadsheet calls the cell.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from openpyxl.utils import get_column_letter

Value = str | float | bool | dt.date | dt.time | None
"""What a cell holds; whole numbers are floats, dates without a time are dates."""

LONGEST_CELL = 2_000
"""Longest text of a cell that is read [characters]."""

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column, all of them part of it."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet of a file."""

    file: str
    """Name of the file without its folder."""

    name: str
    """Empty for a file that holds one table only."""

    rows: tuple[tuple[Value, ...], ...]
    """Values from the first cell on, rows of any length; a formula has its stored value."""

    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    hidden: bool = False
    formulas: frozenset[tuple[int, int]] = frozenset()
    unstored: frozenset[tuple[int, int]] = field(default_factory=frozenset)
    """Formulas without a stored value."""

    def at(self, row: int, column: int) -> Value:
        """The cell's own value; of a merged range only the first cell has one."""
        cells = self.rows[row] if 0 <= row < len(self.rows) else ()
        return cells[column] if 0 <= column < len(cells) else None

    def shown(self, row: int, column: int) -> Value:
        """The value a reader sees there: that of the merged range the cell is part of."""
        first = self._shown_from.get((row, column))
        return self.at(*first) if first else self.at(row, column)

    def text(self, row: int, column: int) -> str:
        """What a reader sees there, on one line."""
        return as_text(self.shown(row, column))

    def texts(self, row: int) -> Iterator[tuple[int, str]]:
        """Columns of a row that hold something of their own, with their text."""
        for column in range(len(self.rows[row])):
            said = as_text(self.at(row, column))
            if said:
                yield column, said

    def ref(self, row: int, column: int) -> str:
        """The cell as a spreadsheet names it: ``Sheet!B7``, or ``B7`` where there is one sheet."""
        cell = f"{get_column_letter(column + 1)}{row + 1}"
        return f"{self.name}!{cell}" if self.name else cell

    @property
    def width(self) -> int:
        """Columns of the longest row."""
        return max((len(row) for row in self.rows), default=0)

    @cached_property
    def _shown_from(self) -> dict[tuple[int, int], tuple[int, int]]:
        return {
            (row, column): (first_row, first_column)
            for first_row, first_column, last_row, last_column in self.merged
            for row in range(first_row, min(last_row, len(self.rows) - 1) + 1)
            for column in range(first_column, min(last_column, self.width - 1) + 1)
        }


def value_of(cell: object) -> Value:
    """What a reader found in a cell as one of the kinds of `Value`."""
    if isinstance(cell, bool | dt.time):
        return cell
    if isinstance(cell, int | float):
        return float(cell)
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    if isinstance(cell, dt.timedelta):
        return str(cell)
    text = str(cell)[:LONGEST_CELL]
    return text.replace("\0", " ") or None


def filled(value: Value) -> bool:
    """Whether a cell holds something."""
    return value is not None and value != ""


def as_text(value: Value) -> str:
    r"""A value on one line, trimmed; a whole number without a point.

    Examples
    --------
    >>> as_text(244.0), as_text("  Tổng\nsố ")
    ('244', 'Tổng số')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else repr(value)
    return " ".join(str(value).split())
