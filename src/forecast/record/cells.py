"""What a cell of a record table may hold, and what to say when it holds something else."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import get_args

import pandas as pd
import pandera.pandas as pa

from forecast.errors import message
from forecast.record import advice
from forecast.record.advice import Advice
from forecast.record.contracts import SourceGrade
from forecast.record.dates import EARLIEST_YEAR, LATEST_YEAR, in_reach, iso_date
from forecast.record.table_contracts import RatingWord, RenamingKind, Scale

_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,12})?", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_NAME = re.compile(r"[a-z][a-z0-9_-]*")
_GRADES: tuple[str, ...] = get_args(SourceGrade)
_SCALES: tuple[str, ...] = get_args(Scale)
_RATINGS: tuple[str, ...] = get_args(RatingWord)
_RENAMINGS: tuple[str, ...] = get_args(RenamingKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class CellFault:
    """One refused cell, or a column that is missing or unknown (then in row 1)."""

    row: int
    column: str
    found: str
    advice: Advice


@dataclass(frozen=True)
class Columns:
    """The columns of a table, each with the names of the tests its cells must pass."""

    tests: Mapping[str, tuple[str, ...]]
    """In the order of a new file."""

    def cell_faults(self, frame: pd.DataFrame) -> list[CellFault]:
        """All refused cells of ``frame``, whose index holds the rows as a spreadsheet does."""
        try:
            self._schema.validate(frame, lazy=True)
        except pa.errors.SchemaErrors as errors:
            return [self._cell_fault(case) for case in errors.failure_cases.to_dict("records")]
        return []

    @cached_property
    def _schema(self) -> pa.DataFrameSchema:
        columns = {name: _column(*tests) for name, tests in self.tests.items()}
        return pa.DataFrameSchema(columns, strict=True)

    def _cell_fault(self, case: Mapping[object, object]) -> CellFault:
        check, found = str(case["check"]), str(case["failure_case"])
        if check == "column_in_schema":
            said = advice.unknown_name(found, known=self.tests)
            return CellFault(row=1, column=found, found=found, advice=said)
        if check == "column_in_dataframe":
            return CellFault(row=1, column=found, found="", advice=self._missing(found))
        row, column = int(str(case["index"])), str(case["column"])
        return CellFault(row=row, column=column, found=found, advice=_CELLS[check].advise(found))

    def _missing(self, column: str) -> Advice:
        return (
            message("This column is missing."),
            message(
                "Add “{column}” to the header; all columns: {columns}.",
                column=column,
                columns=",".join(self.tests),
            ),
        )


def _negative(found: str) -> Advice:
    del found
    return (
        message("The number is negative; people, unions and shares cannot be fewer than none."),
        message("Write a number from 0 upwards."),
    )


def _no_grade(found: str) -> Advice:
    return advice.not_allowed(found, allowed=_GRADES)


def _no_scale(found: str) -> Advice:
    return advice.not_allowed(found, allowed=_SCALES)


def _no_rating(found: str) -> Advice:
    return advice.not_allowed(found, allowed=_RATINGS)


def _no_renaming(found: str) -> Advice:
    return advice.not_allowed(found, allowed=_RENAMINGS)


def _no_year(found: str) -> Advice:
    del found
    return advice.outside(EARLIEST_YEAR, LATEST_YEAR)


def _is_date(cell: str) -> bool:
    return iso_date(cell) is not None


def _is_in_reach(cell: str) -> bool:
    date = iso_date(cell)
    return date is None or in_reach(date)


def _is_number(cell: str) -> bool:
    return _NUMBER.fullmatch(cell) is not None


def _is_not_negative(cell: str) -> bool:
    return not _is_number(cell) or float(cell) >= 0


def _is_whole(cell: str) -> bool:
    return not _is_number(cell) or float(cell).is_integer()


def _is_year(cell: str) -> bool:
    return _YEAR.fullmatch(cell) is not None and EARLIEST_YEAR <= int(cell) <= LATEST_YEAR


def _is_name(cell: str) -> bool:
    return _NAME.fullmatch(cell) is not None


@dataclass(frozen=True, slots=True)
class _CellTest:
    passes: Callable[[str], bool]
    advise: Callable[[str], Advice]


_CELLS: Mapping[str, _CellTest] = {
    "stated": _CellTest(bool, advice.empty),
    "date": _CellTest(_is_date, advice.not_a_date),
    "year": _CellTest(_is_in_reach, advice.out_of_reach),
    "number": _CellTest(_is_number, advice.not_a_number),
    "not_negative": _CellTest(_is_not_negative, _negative),
    "whole": _CellTest(_is_whole, advice.not_whole),
    "calendar_year": _CellTest(_is_year, _no_year),
    "name": _CellTest(_is_name, advice.not_a_name),
    "grade": _CellTest(_GRADES.__contains__, _no_grade),
    "scale": _CellTest(_SCALES.__contains__, _no_scale),
    "rating": _CellTest(_RATINGS.__contains__, _no_rating),
    "renaming": _CellTest(_RENAMINGS.__contains__, _no_renaming),
}


def _check(name: str) -> pa.Check:
    """A test of each different text of a column: a table of many rows holds few."""
    passes = _CELLS[name].passes

    def holds(column: pd.Series) -> pd.Series:
        # An empty cell fails only where something must stand: one fault a cell is enough.
        different = column.unique()
        verdicts = [passes(cell) if cell or name == "stated" else True for cell in different]
        if all(verdicts):
            return pd.Series(data=True, index=column.index)
        return column.map(dict(zip(different, verdicts, strict=True))).astype(bool)

    return pa.Check(holds, name=name)


def _column(*tests: str) -> pa.Column:
    return pa.Column(str, [_check(name) for name in tests])
