"""What each cell of the facts table may hold, and what to say when it holds something else."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import get_args

import pandas as pd
import pandera.pandas as pa

from forecast.errors import message
from forecast.record import advice
from forecast.record.advice import Advice
from forecast.record.contracts import SourceGrade
from forecast.record.dates import in_reach, iso_date

_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,12})?", re.ASCII)
_NAME = re.compile(r"[a-z][a-z0-9_-]*")
_GRADES: tuple[str, ...] = get_args(SourceGrade)


@dataclass(frozen=True, slots=True, kw_only=True)
class CellFault:
    """One refused cell, or a column that is missing or unknown (then in row 1)."""

    row: int
    column: str
    found: str
    advice: Advice


def cell_faults(frame: pd.DataFrame) -> list[CellFault]:
    """All refused cells of ``frame``, whose index holds the rows as a spreadsheet counts them."""
    try:
        _SCHEMA.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        return [_cell_fault(case) for case in errors.failure_cases.to_dict("records")]
    return []


def _cell_fault(case: Mapping[object, object]) -> CellFault:
    check, found = str(case["check"]), str(case["failure_case"])
    if check == "column_in_schema":
        said = advice.unknown_name(found, known=COLUMNS)
        return CellFault(row=1, column=found, found=found, advice=said)
    if check == "column_in_dataframe":
        return CellFault(row=1, column=found, found="", advice=_missing_column(found))
    row, column = int(str(case["index"])), str(case["column"])
    return CellFault(row=row, column=column, found=found, advice=_CELLS[check].advise(found))


def _missing_column(column: str) -> Advice:
    return (
        message("This column is missing."),
        message(
            "Add “{column}” to the header; all columns: {columns}.",
            column=column,
            columns=",".join(COLUMNS),
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


def _is_date(cell: str) -> bool:
    return iso_date(cell) is not None


def _is_in_reach(cell: str) -> bool:
    date = iso_date(cell)
    return date is None or in_reach(date)


def _is_number(cell: str) -> bool:
    return _NUMBER.fullmatch(cell) is not None


def _is_not_negative(cell: str) -> bool:
    return not _is_number(cell) or float(cell) >= 0


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
    "name": _CellTest(_is_name, advice.not_a_name),
    "grade": _CellTest(_GRADES.__contains__, _no_grade),
}


def _check(name: str) -> pa.Check:
    # An empty cell fails only where something must stand: one fault a cell is enough.
    passes = _CELLS[name].passes
    return pa.Check(
        passes if name == "stated" else lambda cell: not cell or passes(cell),
        element_wise=True,
        name=name,
    )


def _column(*tests: str) -> pa.Column:
    return pa.Column(str, [_check(name) for name in tests])


_SCHEMA = pa.DataFrameSchema(
    {
        "date": _column("stated", "date", "year"),
        "start": _column("date", "year"),
        "known_on": _column("date", "year"),
        "indicator": _column("stated", "name"),
        "sector": _column("name"),
        "value": _column("stated", "number", "not_negative"),
        "low": _column("number", "not_negative"),
        "high": _column("number", "not_negative"),
        "source": _column("stated"),
        "grade": _column("stated", "grade"),
        "note": _column(),
    },
    strict=True,
)
COLUMNS: tuple[str, ...] = tuple(_SCHEMA.columns)
"""All columns of the table, in the order of a new file."""
