"""What a cell of the workbook allows while it is typed, and what it says when it refuses."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from forecast.record.dates import EARLIEST_YEAR, LATEST_YEAR
from forecast.record.start.forms import Ask

_FIRST_DAY = "1"
_LAST_DAY = f"{(dt.date(LATEST_YEAR, 12, 31) - dt.date(1899, 12, 30)).days}"
"""Days as Excel counts them; its first one is that of `EARLIEST_YEAR`."""


@dataclass(frozen=True, slots=True)
class Lists:
    """Where the choices of a cell stand in the workbook."""

    choices: Mapping[tuple[str, ...], str]
    sectors: str

    def of(self, ask: Ask) -> str:
        """The range a column's choices are taken from."""
        return self.sectors if ask.holds == "sector" else self.choices[tuple(ask.choices)]


def checked(sheet: Worksheet, ask: Ask, cells: str, *, lists: Lists) -> None:
    """Refuse in Excel itself what an import would refuse, and say what to write."""
    check = _CHECKS[ask.holds](ask, lists)
    if check is None and not ask.hint:
        return
    check = check or DataValidation()
    check.allow_blank = True
    check.errorTitle = "Chưa đúng"
    check.showErrorMessage = True
    if ask.hint:
        check.promptTitle, check.prompt = ask.heading[:32], ask.hint[:255]
        check.showInputMessage = True
    check.add(cells)
    sheet.add_data_validation(check)


def _choice(ask: Ask, lists: Lists) -> DataValidation:
    return DataValidation(
        type="list", formula1=lists.of(ask), error="Hãy chọn một mục trong danh sách."
    )


def _whole(ask: Ask, lists: Lists) -> DataValidation:
    del ask, lists
    return DataValidation(
        type="whole",
        operator="greaterThanOrEqual",
        formula1="0",
        error="Hãy ghi số nguyên từ 0 trở lên; chưa biết thì để trống.",
    )


def _number(ask: Ask, lists: Lists) -> DataValidation:
    del ask, lists
    return DataValidation(
        type="decimal",
        operator="greaterThanOrEqual",
        formula1="0",
        error="Hãy ghi số từ 0 trở lên; tỷ lệ ghi kèm dấu %, ví dụ 55%.",
    )


def _date(ask: Ask, lists: Lists) -> DataValidation:
    del ask, lists
    return DataValidation(
        type="date",
        operator="between",
        formula1=_FIRST_DAY,
        formula2=_LAST_DAY,
        error="Hãy ghi ngày theo dạng ngày/tháng/năm, ví dụ 31/05/2026.",
    )


def _year(ask: Ask, lists: Lists) -> DataValidation:
    del ask, lists
    return DataValidation(
        type="decimal",
        operator="between",
        formula1=f"{EARLIEST_YEAR}",
        formula2=_LAST_DAY,
        error="Hãy ghi năm, ví dụ 2019, hoặc ngày đầy đủ, ví dụ 15/03/2019.",
    )


def _free(ask: Ask, lists: Lists) -> None:
    del ask, lists


_CHECKS: Mapping[str, Callable[[Ask, Lists], DataValidation | None]] = {
    "text": _free,
    "count": _whole,
    "number": _number,
    "date": _date,
    "year": _year,
    "choice": _choice,
    "sector": _choice,
}
