"""A row a sheet proposes for a table of the record, with the cells it came from."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

from forecast.errors import Fault, Message
from forecast.record.advice import Advice
from forecast.record.faults import shorten
from forecast.record.intake.sheets import Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """One row of a record table, not yet checked."""

    table: str
    """One of `folders.TABLES`."""

    cells: Mapping[str, str]
    """Text of each column of the table: ISO dates, plain digits."""

    sheet: Sheet
    row: int
    """Row of the sheet, from 0."""

    columns: Mapping[str, int]
    """Column of the sheet that each came from, from 0."""

    def with_cells(self, **cells: str) -> Self:
        """The same row with other texts."""
        return replace(self, cells={**self.cells, **cells})

    def fault(self, column: str, *, found: object, said: Advice) -> Fault:
        """A fault in a column of the table, at the cell it came from, else at the row's first."""
        place = self.columns.get(column, min(self.columns.values(), default=0))
        return cell_fault(self.sheet, self.row, place, found=found, said=said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmatched:
    """A row that speaks of a union by its name only."""

    row: Proposed
    name: str
    column: str
    """Column of the table that takes the union's id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something a planner should know that is no fault."""

    text: Message
    place: str = ""
    """The cell or sheet it speaks of."""


def cell_fault(sheet: Sheet, row: int, column: int | None, *, found: object, said: Advice) -> Fault:
    """A fault in one cell of a sheet, named as the spreadsheet names it."""
    problem, remedy = said
    return Fault(
        file=sheet.file,
        place=str(row + 1),
        column=sheet.ref(row, column) if column is not None else sheet.name,
        found=shorten(found),
        problem=problem,
        remedy=remedy,
    )
