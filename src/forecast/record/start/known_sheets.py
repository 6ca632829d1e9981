"""The sheets of the workbook that know the federation: its names, its sectors, its totals."""

from collections.abc import Mapping

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from forecast.record.contracts import FederationFile
from forecast.record.start import forms
from forecast.record.start.cell_checks import Lists, checked
from forecast.record.start.forms import Ask
from forecast.record.start.levels import KIND_NAMES, LEVELS, Kind
from forecast.record.start.sheets import (
    DRAWN_ROWS,
    HEAD,
    REMARK,
    SOFT_HEAD,
    WRAPPED,
    columns,
    fill_cell,
    head,
    head_cell,
    headline,
    printed,
)

_INFO_FIRST = 4
_WIDTH = len(forms.SECTOR_ASKS)
_SECTORS_HEAD = _INFO_FIRST + len(forms.INFO_LINES) + 3
_SECTORS_FIRST = _SECTORS_HEAD + 1
SECTOR_RANGE = f"'{forms.INFO}'!$A${_SECTORS_FIRST}:$A${_SECTORS_HEAD + forms.MOST_SECTORS}"
"""Where the names of the sectors stand in the workbook."""


def info_sheet(
    sheet: Worksheet, federation: FederationFile, kinds: Mapping[str, Kind], lists: Lists
) -> None:
    """Names, level and reporting dates, and the sectors below them."""
    headline(sheet, "THÔNG TIN CHUNG", "Sửa cho đúng với đơn vị.", across=_WIDTH)
    known = _known(federation)
    for row, ask in enumerate(forms.INFO_LINES, _INFO_FIRST):
        head_cell(sheet, row, 1, ask.heading, needed=ask.needed)
        fill_cell(sheet, row, 2, ask, known[ask.key])
        hint = sheet.cell(row, 3, ask.hint)
        hint.font, hint.alignment = REMARK, WRAPPED
        sheet.merge_cells(start_row=row, end_row=row, start_column=3, end_column=_WIDTH)
        sheet.row_dimensions[row].height = 20
        checked(sheet, ask, f"B{row}", lists=lists)
    title, remark = (sheet.cell(_SECTORS_HEAD - 2 + step, 1) for step in (0, 1))
    title.value, title.font = forms.SECTORS_TITLE, SOFT_HEAD
    remark.value, remark.font, remark.alignment = forms.SECTORS_REMARK, REMARK, WRAPPED
    last = get_column_letter(_WIDTH)
    sheet.merge_cells(f"A{_SECTORS_HEAD - 1}:{last}{_SECTORS_HEAD - 1}")
    sheet.row_dimensions[_SECTORS_HEAD - 1].height = 36
    head(sheet, forms.SECTOR_ASKS, row=_SECTORS_HEAD)
    columns(sheet, forms.SECTOR_ASKS, body=_SECTORS_FIRST, rows=forms.MOST_SECTORS, lists=lists)
    for row, sector in enumerate(federation.sector, _SECTORS_FIRST):
        founding = forms.YES if sector.founding else forms.NO
        kind = KIND_NAMES[kinds[sector.id]]
        values = (sector.name.vi, _other(sector.name.en, sector.name.vi), kind, founding, sector.id)
        for column, value in enumerate(values, 1):
            fill_cell(sheet, row, column, forms.SECTOR_ASKS[column - 1], value)
    printed(sheet, head=(1, 2))


def _known(federation: FederationFile) -> Mapping[str, str]:
    """What is filled in of the general information."""
    provenance = next(k for k, v in forms.PROVENANCES.items() if v == federation.provenance)
    days = [f"{day[3:]}/{day[:2]}" for day in federation.reporting_dates]
    return {
        "name": federation.name.vi,
        "name_en": _other(federation.name.en, federation.name.vi),
        "short_name": federation.short_name.vi,
        "short_name_en": _other(federation.short_name.en, federation.short_name.vi),
        "parent": federation.parent.vi,
        "place": federation.place.vi,
        "area": federation.area.vi,
        "level": LEVELS[federation.level].name,
        "provenance": provenance,
        "reporting_dates": "; ".join(days),
    }


def _other(english: str, vietnamese: str) -> str:
    """The English text where it is more than the Vietnamese one again."""
    return "" if english == vietnamese else english


def facts_sheet(sheet: Worksheet, federation: FederationFile, lists: Lists) -> None:
    """Groups of figures, each with its total and a column for each sector."""
    parts = [forms.TOTAL, *(sector.name.vi for sector in federation.sector)]
    asks, column = [forms.FACT_DATE], 2
    for heading, needed in forms.FACT_GROUPS.values():
        for place, part in enumerate(parts):
            head_cell(sheet, HEAD, column + place, heading if not place else "", needed=needed)
            head_cell(sheet, HEAD + 1, column + place, part, needed=needed)
            asks.append(Ask("count", part, "count", width=15))
        sheet.merge_cells(
            start_row=HEAD, end_row=HEAD, start_column=column, end_column=column + len(parts) - 1
        )
        column += len(parts)
    asks += forms.FACT_ASKS
    for place, ask in ((1, forms.FACT_DATE), *enumerate(forms.FACT_ASKS, column)):
        head_cell(sheet, HEAD, place, ask.heading, needed=ask.needed)
        head_cell(sheet, HEAD + 1, place, "", needed=ask.needed)
        sheet.merge_cells(start_row=HEAD, end_row=HEAD + 1, start_column=place, end_column=place)
    headline(sheet, "SỐ LIỆU CHUNG ĐẾN TỪNG NGÀY CHỐT", _FACTS_REMARK, across=len(asks))
    columns(sheet, asks, body=HEAD + 2, rows=DRAWN_ROWS, lists=lists)
    sheet.row_dimensions[HEAD].height, sheet.row_dimensions[HEAD + 1].height = 24, 64
    printed(sheet, head=(HEAD, HEAD + 1), frozen_columns=1)


_FACTS_REMARK = (
    "Mỗi dòng là một ngày chốt số liệu. Chỉ cần tổng số đoàn viên và số của từng khu vực; khu vực "
    "thành lập CĐCS mới có thể để trống. Số đã công bố sai thì ghi thêm dòng với ngày công bố mới."
)
