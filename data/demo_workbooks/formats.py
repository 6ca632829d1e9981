"""The files themselves: .xlsx, .xls, .ods and .csv, the same bytes for the same cells."""

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

import openpyxl
import xlwt
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import range_boundaries

from demo_workbooks.sheets import Cell, Formula, Percent, Sheet
from demo_workbooks.spelling import for_cp1258

_STAMP = (2022, 12, 21, 8, 0, 0)
_CLOCK = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_FORMULA = rb'(<c r="%s"[^>]*>\s*<f>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)'


def xlsx(sheets: Sequence[Sheet]) -> bytes:
    """An Excel workbook, with the values of its formulas where they were stored."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        for row, cells in enumerate(sheet.rows, 1):
            for column, cell in enumerate(cells, 1):
                _put(page.cell(row, column), cell)
        for block in sheet.merged:
            page.merge_cells(block)
        for row in sheet.hidden_rows:
            page.row_dimensions[row].hidden = True
        for column in sheet.hidden_columns:
            page.column_dimensions[get_column_letter(column)].hidden = True
    raw = io.BytesIO()
    book.save(raw)
    return _settled(raw.getvalue(), sheets)


def _put(place: "openpyxl.cell.cell.Cell | openpyxl.cell.cell.MergedCell", cell: Cell) -> None:
    if isinstance(cell, Formula):
        place.value = f"={cell.text}"
    elif isinstance(cell, Percent):
        place.value = cell.value
        place.number_format = "0%"
    else:
        place.value = cell
    if isinstance(cell, dt.date):
        place.number_format = "dd/mm/yyyy"


def _settled(raw: bytes, sheets: Sequence[Sheet]) -> bytes:
    """The same archive without the time it was written, and with stored values."""
    parts = {}
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for name in archive.namelist():
            parts[name] = _CLOCK.sub(rb"\g<1>2022-12-21T08:00:00Z", archive.read(name))
    for number, sheet in enumerate(sheets, 1):
        part = f"xl/worksheets/sheet{number}.xml"
        for row, cells in enumerate(sheet.rows, 1):
            for column, cell in enumerate(cells, 1):
                if isinstance(cell, Formula) and cell.value is not None:
                    place = f"{get_column_letter(column)}{row}".encode()
                    stored = rb"\g<1><v>%d</v>" % cell.value
                    parts[part] = re.sub(_FORMULA % place, stored, parts[part])
    return zipped(parts)


def zipped(parts: Mapping[str, bytes], *, stored: Sequence[str] = ()) -> bytes:
    """An archive whose entries all bear one time; ``stored`` ones are not compressed."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, date_time=_STAMP)
            entry.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return raw.getvalue()


def xls(sheets: Sequence[Sheet]) -> bytes:
    """A workbook of Excel 97; its formulas store no value."""
    book = xlwt.Workbook(encoding="utf-8")
    styles = {
        dt.date: xlwt.easyxf(num_format_str="dd/mm/yyyy"),
        Percent: xlwt.easyxf(num_format_str="0%"),
    }
    for sheet in sheets:
        page = book.add_sheet(sheet.name, cell_overwrite_ok=True)
        for block in sheet.merged:
            left, top, right, bottom = (edge - 1 for edge in _edges(block))
            page.merge(top, bottom, left, right)
        for row, cells in enumerate(sheet.rows):
            for column, cell in enumerate(cells):
                if cell is not None:
                    page.write(row, column, _for_xlwt(cell), *_style(styles, cell))
        for row in sheet.hidden_rows:
            page.row(row - 1).hidden = True
        for column in sheet.hidden_columns:
            page.col(column - 1).hidden = True
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def _style(styles: Mapping[type, object], cell: Cell) -> list[object]:
    return [styles[type(cell)]] if type(cell) in styles else []


def _for_xlwt(cell: Cell) -> object:
    if isinstance(cell, Formula):
        return xlwt.Formula(cell.text)
    return cell.value if isinstance(cell, Percent) else cell


def _edges(block: str) -> tuple[int, int, int, int]:
    left, top, right, bottom = range_boundaries(block)
    return int(left or 1), int(top or 1), int(right or 1), int(bottom or 1)


_ODS_KIND = "application/vnd.oasis.opendocument.spreadsheet"
_ODS_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}"'
    for short, name in (
        ("office", "office:1.0"),
        ("table", "table:1.0"),
        ("text", "text:1.0"),
        ("of", "of:1.2"),
    )
)
_ODS_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS_KIND}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def ods(sheets: Sequence[Sheet]) -> bytes:
    """A workbook of LibreOffice, blank rows down to the last one included."""
    tables = "".join(_ods_table(sheet) for sheet in sheets)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_ODS_SPACES} '
        f'office:version="1.2"><office:body><office:spreadsheet>{tables}</office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    parts = {
        "mimetype": _ODS_KIND.encode(),
        "content.xml": content.encode(),
        "META-INF/manifest.xml": _ODS_MANIFEST.encode(),
    }
    return zipped(parts, stored=("mimetype",))


def _ods_table(sheet: Sheet) -> str:
    covered: set[tuple[int, int]] = set()
    spans: dict[tuple[int, int], str] = {}
    for block in sheet.merged:
        left, top, right, bottom = _edges(block)
        inside = {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)}
        covered |= inside - {(top, left)}
        spans[top, left] = (
            f' table:number-columns-spanned="{right - left + 1}"'
            f' table:number-rows-spanned="{bottom - top + 1}"'
        )
    lines = []
    for row, cells in enumerate(sheet.rows, 1):
        hidden = ' table:visibility="collapse"' if row in sheet.hidden_rows else ""
        inner = "".join(
            "<table:covered-table-cell/>"
            if (row, column) in covered
            else _ods_cell(cell, spans.get((row, column), ""))
            for column, cell in enumerate(cells, 1)
        )
        blank = '<table:table-cell table:number-columns-repeated="1000"/>'
        lines.append(f"<table:table-row{hidden}>{inner}{blank}</table:table-row>")
    below = (
        f'<table:table-row table:number-rows-repeated="{1048576 - len(sheet.rows)}">'
        '<table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
    )
    return f"<table:table table:name={quoteattr(sheet.name)}>{''.join(lines)}{below}</table:table>"


def _ods_cell(cell: Cell, span: str) -> str:
    if cell is None:
        return f"<table:table-cell{span}/>"
    value, shown = _ods_value(cell)
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in shown.split("\n"))
    return f"<table:table-cell{span} {value}>{paragraphs}</table:table-cell>"


def _ods_value(cell: Cell) -> tuple[str, str]:
    if isinstance(cell, str):
        return 'office:value-type="string"', cell
    if isinstance(cell, dt.date):
        kind = f'office:value-type="date" office:date-value="{cell.isoformat()}"'
        return kind, f"{cell:%d/%m/%Y}"
    if isinstance(cell, Percent):
        kind = f'office:value-type="percentage" office:value="{cell.value}"'
        return kind, f"{cell.value:.0%}"
    if isinstance(cell, Formula):
        text = re.sub(r"([A-Z]+\d+)", r".\1", cell.text)
        formula = f"table:formula={quoteattr(f'of:={text}')}"
        if cell.value is None:
            return formula, ""
        return f'{formula} office:value-type="float" office:value="{cell.value}"', str(cell.value)
    return f'office:value-type="float" office:value="{cell}"', str(cell)


def delimited(
    rows: Sequence[Sequence[Cell]], *, encoding: str, delimiter: str = ",", end: str = "\r\n"
) -> bytes:
    """A text file in one of the encodings that offices save in."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end)
    writer.writerows([_in_text(cell) for cell in row] for row in rows)
    if encoding == "cp1258":
        return for_cp1258(text.getvalue()).encode(encoding)
    return text.getvalue().encode(encoding)


def _in_text(cell: Cell) -> object:
    if isinstance(cell, dt.date):
        return f"{cell.day:02d}/{cell.month:02d}/{cell.year}"
    if isinstance(cell, Percent):
        return f"{cell.value:.0%}"
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell.value if isinstance(cell, Formula) else cell
