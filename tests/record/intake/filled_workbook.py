"""The workbook of a new federation, filled in cell by cell as a planner would."""

import csv
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from forecast.record.folders import FACTS
from forecast.record.intake.own_workbook import Statements, statements
from forecast.record.intake.reading import read_sheets
from forecast.record.start import forms
from forecast.record.table_forms import FACTS_FORM

HEAD, FACTS_HEAD = 4, 5
"""Rows of the headings."""


class Filled:
    """A workbook under a planner's hands."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = load_workbook(path)

    def sheet(self, name: str) -> Worksheet:
        """A sheet by its name."""
        found: Worksheet = self.book[name]
        return found

    def info(self, label: str, value: object) -> None:
        """Write a value beside its label."""
        sheet = self.sheet(forms.INFO)
        (cell,) = [one for (one,) in sheet["A1:A40"] if one.value == label]
        self._put(sheet, cell.row, 2, value)

    def sector(self, place: int, *values: object) -> None:
        """Write a line of the table of sectors, counted from 0."""
        sheet = self.sheet(forms.INFO)
        (head,) = [one for (one,) in sheet["A1:A40"] if one.value == "Khu vực"]
        for column in range(1, 6):
            value = values[column - 1] if column <= len(values) else None
            self._put(sheet, head.row + 1 + place, column, value)

    def target(self, place: int = 0, **values: object) -> None:
        """Write a line of the targets, by the keys of its columns."""
        keys = [ask.key for ask in forms.TARGET_ASKS]
        for key, value in values.items():
            column = keys.index(key) + 1
            self._put(self.sheet(forms.TARGETS), HEAD + 1 + place, column, value)

    def facts(self, place: int, *values: object) -> None:
        """Write a line of the totals, from the first column on."""
        for column, value in enumerate(values, 1):
            self._put(self.sheet(forms.FACTS), FACTS_HEAD + 1 + place, column, value)

    def listed(self, name: str, *values: object) -> None:
        """Write the first line of a list."""
        for column, value in enumerate(values, 1):
            self._put(self.sheet(name), HEAD + 1, column, value)

    def read(self) -> Statements:
        """What the saved workbook states of the federation whose folder it stands in."""
        self.book.save(self.path)
        return statements(read_sheets(self.path), folder=self.path.parent)

    @staticmethod
    def _put(sheet: Worksheet, row: int, column: int, value: object) -> None:
        sheet.cell(row, column).value = value  # type: ignore[assignment]  # any kind of value


def carry_out(stated: Statements, folder: Path) -> None:
    """Write what a workbook states into its dataset, the facts anew."""
    assert stated.faults == ()
    for file, text in stated.files.items():
        (folder / file).write_text(text, encoding="utf-8")
    with (folder / FACTS).open("w", encoding="utf-8", newline="") as table:
        writer = csv.DictWriter(table, FACTS_FORM.columns.tests, lineterminator="\n")
        writer.writeheader()
        writer.writerows(row.cells for row in stated.rows)
