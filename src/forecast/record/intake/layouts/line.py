"""One row of a sheet: its cells read by field, each a figure or a fault."""

import datetime as dt
from dataclasses import dataclass

from forecast.errors import message
from forecast.record import advice
from forecast.record.advice import Advice
from forecast.record.intake import values
from forecast.record.intake.layouts.layout import Found
from forecast.record.intake.privacy import scrubbed
from forecast.record.intake.proposed import cell_fault
from forecast.record.intake.sheets import Sheet, as_text
from forecast.record.intake.spelling import plain


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the body, its cells read by field; what is wrong is added to the faults."""

    found: Found
    row: int
    since: int
    """Faults found before this row."""

    @property
    def refused(self) -> bool:
        """Whether a cell of the row has been refused already: one fault a row is enough."""
        return len(self.found.faults) > self.since

    @property
    def sheet(self) -> Sheet:
        """The sheet it stands in."""
        return self.found.sheet

    def text(self, name: str) -> str:
        """Text of a field, a merged range's for all its rows; empty where there is none."""
        column = self.found.head.one(name)
        return "" if column is None else self.sheet.text(self.row, column)

    def own(self, name: str) -> str:
        """Text of a field's own cell."""
        column = self.found.head.one(name)
        return "" if column is None else as_text(self.sheet.at(self.row, column))

    def has(self, *names: str) -> bool:
        """Whether any column of these fields holds something of its own in this row."""
        columns = [c for name in names for c in self.found.head.columns.get(name, ())]
        return any(as_text(self.sheet.at(self.row, column)) for column in columns)

    def fault(self, name: str, said: Advice, *, found: object = None) -> None:
        """Add a fault in the cell of a field."""
        column = self.found.head.one(name)
        shown = self.text(name) if found is None else found
        self.found.faults.append(cell_fault(self.sheet, self.row, column, found=shown, said=said))

    def count(self, name: str) -> int | None:
        """People or unions in the columns of a field, added; nothing where all are empty."""
        counts = [self.count_in(column) for column in self.found.head.columns.get(name, ())]
        stated = [count for count in counts if count is not None]
        return sum(stated) if stated else None

    def count_in(self, column: int) -> int | None:
        """People or unions in one column."""
        value = self.sheet.at(self.row, column)
        if (self.row, column) in self.sheet.unstored:
            self._refuse(column, "=", UNSTORED)
        elif values.nothing(value):
            return 0 if as_text(value) in ("-", "–", "—", "0") else None
        else:
            return self._counted(column, values.number(value))
        return None

    def _counted(self, column: int, number: float | None) -> int | None:
        shown = self.sheet.text(self.row, column)
        if number is None:
            self._refuse(column, shown, NOT_A_COUNT)
        elif number < 0:
            self._refuse(column, shown, NEGATIVE)
        elif not float(number).is_integer():
            self._refuse(column, shown, advice.not_whole(number))
        elif number > LARGEST_COUNT:
            self._refuse(column, shown, TOO_LARGE)
        else:
            return int(number)
        return None

    def date(self, name: str) -> dt.date | None:
        """The day a field means; a fault where it means none."""
        column = self.found.head.one(name)
        if column is None:
            return None
        value = self.sheet.shown(self.row, column)
        if (self.row, column) in self.sheet.unstored:
            self._refuse(column, "=", UNSTORED)
            return None
        if values.nothing(value) or plain(as_text(value)) in _UNKNOWN:
            return None
        day = values.date(value)
        if day is None:
            self._refuse(column, self.sheet.text(self.row, column), NOT_A_DAY)
        return day

    def ticked(self, name: str) -> bool:
        """Whether a field is ticked: anything but nothing, no or 0."""
        return any(
            not values.nothing(self.sheet.at(self.row, column))
            and plain(as_text(self.sheet.at(self.row, column))) != "khong"
            for column in self.found.head.columns.get(name, ())
        )

    def _refuse(self, column: int, shown: object, said: Advice) -> None:
        fault = cell_fault(self.sheet, self.row, column, found=shown, said=said)
        self.found.faults.append(fault)


LARGEST_COUNT = 100_000_000
_UNKNOWN = frozenset({"chua ro", "khong ro", "khong", "chua co", "x", "?"})
UNSTORED: Advice = (
    message("The cell shows an error, or a formula whose value was not stored with it."),
    message("Open the file in Excel, let it compute, save it and import it again."),
)
NOT_A_COUNT: Advice = (
    message("This is not a number."),
    message("Write digits only, such as 15249 or 15.249; leave the cell empty for unknown."),
)
NEGATIVE: Advice = (
    message("The number is negative; people, unions and shares cannot be fewer than none."),
    message("Write a number from 0 upwards."),
)
TOO_LARGE: Advice = (
    message("No federation has so many."),
    message("Check the number: a telephone number or a code may stand in the wrong column."),
)
NOT_A_DAY: Advice = (
    message("This is not a date."),
    message("Write a day, a month or a year, such as 15/3/2019, 3/2019 or 2019."),
)
NO_NAME: Advice = (
    message("The row has figures but no name."),
    message("Write the name, or mark the row as a total (Tổng cộng)."),
)


def said_name(line: Line, name: str) -> str:
    """A name as it is stored: one spelling, no telephone numbers or addresses of mail."""
    return scrubbed(line.text(name))
