"""The Excel workbook a planner fills in; the same federation gives the same bytes."""

import io
import re
import zipfile
from collections.abc import Mapping

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from forecast.record.contracts import FederationFile
from forecast.record.start import forms
from forecast.record.start.cell_checks import Lists
from forecast.record.start.forms import Ask, Form
from forecast.record.start.guide import GUIDE_LINES
from forecast.record.start.known_sheets import SECTOR_RANGE, facts_sheet, info_sheet
from forecast.record.start.levels import Kind
from forecast.record.start.lists import LISTS
from forecast.record.start.sheets import (
    BODY,
    DRAWN_ROWS,
    HEAD,
    OPTIONAL,
    REMARK,
    SOFT_HEAD,
    TITLE,
    columns,
    fill_cell,
    head,
    headline,
    printed,
    styles,
)

_TAB_COLOURS = {forms.GUIDE: "7F7F7F", forms.INFO: "C00000", forms.TARGETS: "1F4E79"}
_CLOCK = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time an archive can bear: a workbook that is not of any day is alike every time."""


def workbook(federation: FederationFile, kinds: Mapping[str, Kind]) -> bytes:
    """The workbook of a federation, with what is known of it filled in.

    Parameters
    ----------
    kinds
        Kind of each sector, by its id.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for style in styles():
        book.add_named_style(style)
    _guide(_added(book, forms.GUIDE))
    info, targets, facts = (_added(book, name) for name in (forms.INFO, forms.TARGETS, forms.FACTS))
    lists = Lists(choices=_choices(book), sectors=SECTOR_RANGE)
    info_sheet(info, federation, kinds, lists)
    _table(targets, forms.TARGETS_FORM, lists, rows=DRAWN_ROWS)
    facts_sheet(facts, federation, lists)
    for form in LISTS:
        _table(_added(book, form.name), form, lists, rows=2 * DRAWN_ROWS)
    book.move_sheet(forms.CHOICES, offset=len(LISTS))
    raw = io.BytesIO()
    book.save(raw)
    return _settled(raw.getvalue())


def _added(book: Workbook, name: str) -> Worksheet:
    sheet: Worksheet = book.create_sheet(name)
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.tabColor = _TAB_COLOURS.get(name, "548235")
    return sheet


def _choices(book: Workbook) -> dict[tuple[str, ...], str]:
    """Write every list of choices into a column of the hidden sheet; where each stands."""
    sheet = _added(book, forms.CHOICES)
    sheet.sheet_state = "hidden"
    asks = [*forms.INFO_LINES, *forms.SECTOR_ASKS, *forms.TARGET_ASKS, *forms.FACT_ASKS]
    asks += [ask for form in LISTS for ask in form.asks]
    found: dict[tuple[str, ...], str] = {}
    for choices in dict.fromkeys(tuple(ask.choices) for ask in asks if ask.choices):
        letter = get_column_letter(len(found) + 1)
        for row, choice in enumerate(choices, 1):
            sheet.cell(row, len(found) + 1, choice)
        found[choices] = f"'{forms.CHOICES}'!${letter}$1:${letter}${len(choices)}"
    return found


def _guide(sheet: Worksheet) -> None:
    looks = {
        "title": (TITLE, None),
        "heading": (SOFT_HEAD, OPTIONAL),
        "text": (BODY, None),
        "example": (REMARK, None),
    }
    sheet.column_dimensions["A"].width = 118
    for row, (look, text) in enumerate(GUIDE_LINES, 1):
        cell = sheet.cell(row, 1, text)
        cell.font, fill = looks[look]
        if fill:
            cell.fill = fill
        cell.alignment = Alignment(wrap_text=True, vertical="center", indent=look != "title")
        sheet.row_dimensions[row].height = 22 if len(text) < 110 else 18 * (1 + len(text) // 105)
    printed(sheet, head=(1, 1))


def _table(sheet: Worksheet, form: Form, lists: Lists, *, rows: int) -> None:
    headline(sheet, form.title, form.remark, across=len(form.asks))
    if form.counted:
        fill_cell(sheet, HEAD - 1, 1, Ask("counted", ""), form.counted)
        sheet.merge_cells(
            start_row=HEAD - 1, end_row=HEAD - 1, start_column=1, end_column=len(form.asks)
        )
    head(sheet, form.asks, row=HEAD)
    columns(sheet, form.asks, body=HEAD + 1, rows=rows, lists=lists)
    if form.asks[0].key == "no":
        for row in range(rows):
            sheet.cell(HEAD + 1 + row, 1).value = row + 1
    named = next((i for i, ask in enumerate(form.asks, 1) if ask.key in ("name", "what")), 1)
    printed(sheet, head=(HEAD, HEAD), frozen_columns=named)


def _settled(raw: bytes) -> bytes:
    """The same archive without the time it was written."""
    settled = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as written, zipfile.ZipFile(settled, "w") as archive:
        for name in written.namelist():
            entry = zipfile.ZipInfo(name, date_time=_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            content = _CLOCK.sub(rb"\g<1>1980-01-01T00:00:00Z", written.read(name))
            archive.writestr(entry, content)
    return settled.getvalue()
