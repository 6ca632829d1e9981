"""The form of each record table: its columns, and how a row of texts becomes a figure."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import Any, Generic, TypeVar

from forecast.errors import message
from forecast.record.advice import Advice
from forecast.record.cells import Columns
from forecast.record.contracts import Fact
from forecast.record.table_contracts import (
    Firm,
    Indicator,
    Movement,
    Rating,
    Renaming,
    RosterEntry,
)

R = TypeVar("R")
Cells = Mapping[str, str]
"""Trimmed text of each cell of a row, by column."""

RowFault = tuple[str, str, Advice]
"""Column, what was found there, and what to write instead."""


def _no_row_faults(cells: Cells) -> Iterator[RowFault]:
    del cells
    return iter(())


@dataclass(frozen=True, slots=True, kw_only=True)
class TableForm(Generic[R]):
    """What a table must look like."""

    columns: Columns
    row: Callable[[Cells], R]
    """A figure from the sound cells of one row."""

    row_faults: Callable[[Cells], Iterator[RowFault]] = _no_row_faults
    """Sound cells that contradict each other so that no figure can be made of them."""


@cache
def _with_default(contract: type[object]) -> tuple[str, ...]:
    """Fields for which the contract states what an empty cell means."""
    stated = fields(contract)  # type: ignore[arg-type] # pydantic's decorator makes a dataclass
    return tuple(field.name for field in stated if field.default is not MISSING)


def _filled(contract: Callable[..., R], cells: Cells, *, until: Callable[[], dt.date]) -> R:
    """The row under its contract; an empty ``known_on`` is the end of the period.

    An empty cell is the default its contract states, else nothing.
    """
    stated: dict[str, object] = {name: cell or None for name, cell in cells.items()}
    for name in _with_default(contract):
        if stated.get(name, "") is None:
            del stated[name]
    assumed = not cells["known_on"]
    if assumed:
        stated["known_on"] = until()
    stated["known_on_assumed"] = assumed
    return contract(**stated)


def _at(contract: Callable[..., R], column: str) -> Callable[[Cells], R]:
    """Rows whose period ends on the date in a column."""
    return lambda cells: _filled(
        contract, cells, until=lambda: dt.date.fromisoformat(cells[column])
    )


def _rating(cells: Cells) -> Rating:
    return _filled(Rating, cells, until=lambda: dt.date(int(cells["year"]), 12, 31))


def _movement(cells: Cells) -> Movement:
    total = cells["admitted_total"] or _split_total(cells)
    read = {**cells, "admitted_total": total}
    return _filled(Movement, read, until=lambda: dt.date.fromisoformat(cells["end"]))


def _split_total(cells: Cells) -> str:
    return f"{float(cells['admitted']) + float(cells['organised']):.0f}"


def _admission_faults(cells: Cells) -> Iterator[RowFault]:
    """Admissions are stated in total, or split into both parts, or all three agree."""
    total, admitted, organised = (
        cells[name] for name in ("admitted_total", "admitted", "organised")
    )
    if bool(admitted) != bool(organised):
        missing = "organised" if admitted else "admitted"
        yield missing, "", _HALF_SPLIT
    elif not total and not admitted:
        yield "admitted_total", "", _NO_ADMISSIONS
    elif total and admitted and float(total) != float(_split_total(cells)):
        yield "admitted_total", total, _other_total(cells)


def _other_total(cells: Cells) -> Advice:
    return (
        message(
            "The members admitted are {total} in total, but {admitted} + {organised} = {sum}.",
            total=cells["admitted_total"],
            admitted=cells["admitted"],
            organised=cells["organised"],
            sum=_split_total(cells),
        ),
        message("Correct one of the three, or leave the total empty."),
    )


_HALF_SPLIT: Advice = (
    message("Only one part of the members admitted is stated."),
    message("Fill in both “admitted” and “organised”, or leave both empty and state the total."),
)
_NO_ADMISSIONS: Advice = (
    message("The members admitted are not stated."),
    message("Fill in “admitted_total”, or both “admitted” and “organised”; write 0 for none."),
)

_DATE = ("date", "year")
_NUMBER = ("number", "not_negative")
_COUNT = ("number", "not_negative", "whole")
_NEEDED_DATE, _NEEDED_NUMBER, _NEEDED_COUNT = (
    ("stated", *tests) for tests in (_DATE, _NUMBER, _COUNT)
)
_SOURCE: Mapping[str, tuple[str, ...]] = {"source": ("stated",), "grade": ("stated", "grade")}

FACTS_FORM = TableForm(
    columns=Columns(
        {
            "date": _NEEDED_DATE,
            "start": _DATE,
            "known_on": _DATE,
            "indicator": ("stated", "name"),
            "sector": ("name",),
            "value": _NEEDED_NUMBER,
            "low": _NUMBER,
            "high": _NUMBER,
            **_SOURCE,
            "note": (),
        }
    ),
    row=_at(Fact, "date"),
)
MOVEMENTS_FORM = TableForm(
    columns=Columns(
        {
            "start": _NEEDED_DATE,
            "end": _NEEDED_DATE,
            "known_on": _DATE,
            "sector": ("stated", "name"),
            "opening": _NEEDED_COUNT,
            "admitted_total": _COUNT,
            "admitted": _COUNT,
            "organised": _COUNT,
            "transfers_in": _COUNT,
            "transfers_out": _COUNT,
            "left": _NEEDED_COUNT,
            "closed_members": _COUNT,
            "closed_unions": _COUNT,
            "closing": _NEEDED_COUNT,
            **_SOURCE,
            "note": (),
        }
    ),
    row=_movement,
    row_faults=_admission_faults,
)
ROSTER_FORM = TableForm(
    columns=Columns(
        {
            "date": _NEEDED_DATE,
            "known_on": _DATE,
            "id": ("stated",),
            "name": ("stated",),
            "sector": ("stated", "name"),
            "founded": _DATE,
            "closed": _DATE,
            "workers": _COUNT,
            "members": _NEEDED_COUNT,
            **_SOURCE,
        }
    ),
    row=_at(RosterEntry, "date"),
)
FIRMS_FORM = TableForm(
    columns=Columns(
        {
            "date": _NEEDED_DATE,
            "known_on": _DATE,
            "id": ("stated",),
            "name": ("stated",),
            "commune": (),
            "workers": _NEEDED_COUNT,
            **_SOURCE,
        }
    ),
    row=_at(Firm, "date"),
)
RATINGS_FORM = TableForm(
    columns=Columns(
        {
            "year": ("stated", "calendar_year"),
            "known_on": _DATE,
            "union": ("stated",),
            "scale": ("stated", "scale"),
            "rating": ("stated", "rating"),
            **_SOURCE,
        }
    ),
    row=_rating,
)
INDICATORS_FORM = TableForm(
    columns=Columns(
        {
            "date": _NEEDED_DATE,
            "known_on": _DATE,
            "indicator": ("stated", "name"),
            "value": _NEEDED_NUMBER,
            **_SOURCE,
            "note": (),
        }
    ),
    row=_at(Indicator, "date"),
)
RENAMINGS_FORM = TableForm(
    columns=Columns(
        {
            "date": _NEEDED_DATE,
            "known_on": _DATE,
            "union": ("stated",),
            "successor": ("stated",),
            "kind": ("renaming",),
            **_SOURCE,
            "note": (),
        }
    ),
    row=_at(Renaming, "date"),
)

FORMS: Mapping[str, TableForm[Any]] = {
    "facts": FACTS_FORM,
    "movements": MOVEMENTS_FORM,
    "roster": ROSTER_FORM,
    "firms": FIRMS_FORM,
    "ratings": RATINGS_FORM,
    "indicators": INDICATORS_FORM,
    "renamings": RENAMINGS_FORM,
}
"""The form of each table by its name."""
