"""The tables of the record themselves, as a spreadsheet saves them when asked for text."""

from collections.abc import Iterator

from demo_workbooks import formats
from demo_workbooks.record import TABLES, table
from demo_workbooks.sheets import Cell, Sheet, Workbook

WAYS = (
    ("utf-8-sig", ",", "\r\n", "byte-order mark"),
    ("utf-16", "\t", "\r\n", "UTF-16 with tabs"),
    ("utf-8", ";", "\n", "semicolons"),
)


def workbooks() -> Iterator[Workbook]:
    """Each table in one of three ways, and the roster in every way and as a workbook."""
    for number, name in enumerate(TABLES):
        yield _text(f"{name}.csv", name, number)
    yield _text("roster-unicode.csv", "roster", 1)
    yield _text("roster-utf8.csv", "roster", 0)
    lines = _lines("facts")
    yield _book("facts.xlsx", "facts", formats.xlsx([Sheet(name="facts", rows=lines)]), "")


def _lines(name: str) -> list[list[Cell]]:
    rows = table(name)
    lines: list[list[Cell]] = [list(rows[0])]
    lines += [[cell or None for cell in row.values()] for row in rows]
    return lines


def _text(file: str, name: str, way: int) -> Workbook:
    encoding, delimiter, end, dirt = WAYS[way % len(WAYS)]
    content = formats.delimited(_lines(name), encoding=encoding, delimiter=delimiter, end=end)
    return _book(file, name, content, dirt)


def _book(file: str, name: str, content: bytes, dirt: str) -> Workbook:
    return Workbook(
        name=file,
        content=content,
        layout="record-table",
        table=name,
        rows=table(name),
        totals={},
        dirt=(dirt,) if dirt else (),
    )
