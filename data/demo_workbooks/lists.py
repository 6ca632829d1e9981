"""Lists of unions: a two-row header under a title, one row a union, totals and signatures below.

Each list is of one date and comes from an office with habits of its own.
"""

import datetime as dt
import random
from collections.abc import Callable, Iterator, Sequence

from demo_workbooks import formats
from demo_workbooks.list_columns import ABBREVIATED, GROUPS, HEADER, ORDER, PLAIN, Habits, entry
from demo_workbooks.record import SECTORS, roster
from demo_workbooks.sheets import Cell, Formula, Row, Sheet, Workbook, letters, summed
from demo_workbooks.spelling import TITLE, decomposed, dotted


def header_rows(habits: Habits, *, at: int) -> tuple[list[list[Cell]], list[str]]:
    """The rows of the header, and what is merged in them."""
    pairs = [habits.header[column] for column in habits.order]
    if not any(lower for _, lower in pairs):
        return [[habits.write(upper) for upper, _ in pairs]], []
    upper: list[Cell] = []
    merged = []
    for column, (above, below) in enumerate(pairs):
        first = column == 0 or pairs[column - 1][0] != above
        upper.append(habits.write(above) if first else None)
        last = next((c for c in range(column, len(pairs)) if pairs[c][0] != above), len(pairs))
        if not below:
            merged.append(f"{letters(column + 1)}{at}:{letters(column + 1)}{at + 1}")
        elif first and last > column + 1:
            merged.append(f"{letters(column + 1)}{at}:{letters(last)}{at}")
    return [upper, [habits.write(below) or None for _, below in pairs]], merged


def sheet(day: dt.date, *, habits: Habits, chance: random.Random) -> tuple[Sheet, tuple[Row, ...]]:
    """The list, and what must come out of it."""
    rows: list[list[Cell]] = [[habits.write(line)] for line in habits.title]
    head, merged = header_rows(habits, at=len(rows) + 1)
    rows += head
    signed = dt.date(day.year, 12, SIGNED)
    below = [[_dated(cell, signed) for cell in row] for row in END]
    out: list[Row] = []
    blocks: list[tuple[int, int]] = []
    for group in SECTORS if habits.grouped else ("",):
        own = [union for union in roster(day) if group in ("", union.sector)]
        if group:
            rows.append([None, habits.write(GROUPS[group])])
        blocks.append((len(rows) + 1, len(rows) + len(own)))
        for union in own:
            cells, expected = entry(union, place=len(out), habits=habits, chance=chance)
            out.append({**expected, "known_on": signed})
            cells["no"] = len(out)
            rows.append([cells.get(column) for column in habits.order])
        if group:
            rows.append(total_row("Cộng", out[-len(own) :], habits=habits, blocks=blocks[-1:]))
    rows.append(total_row(habits.total, out, habits=habits, blocks=blocks))
    rows += [[habits.write(cell) if isinstance(cell, str) else cell for cell in r] for r in below]
    return Sheet(name="Danh sách", rows=rows, merged=merged), tuple(out)


SIGNED = 15
"""Day of December under which a list is signed."""

END: Sequence[Sequence[Cell]] = (
    [],
    [None, "Ghi chú: số liệu minh họa, không phải số thật"],
    [None, None, None, None, "Minh Họa, ngày {day} tháng 12 năm {year}"],
    [None, "Người lập biểu", None, None, "TM. BAN THƯỜNG VỤ"],
    [None, "(Ký, ghi rõ họ tên)", None, None, "CHỦ TỊCH"],
    [],
    [None, "Nguyễn Văn Mẫu", None, None, "Trần Thị Mẫu", None, "0900 000 999"],
)


def _dated(cell: Cell, signed: dt.date) -> Cell:
    return cell.format(day=signed.day, year=signed.year) if isinstance(cell, str) else cell


def total_row(
    label: str, rows: Sequence[Row], *, habits: Habits, blocks: Sequence[tuple[int, int]]
) -> list[Cell]:
    """A row of sums; a formula where the office lets Excel add up."""
    sums = summed(rows, "workers", "members")
    cells: list[Cell] = []
    for position, column in enumerate(habits.order, 1):
        if column == "name":
            cells.append(habits.write(label))
        elif column not in sums:
            cells.append(None)
        elif habits.formulas:
            letter = letters(position)
            parts = ",".join(f"{letter}{first}:{letter}{last}" for first, last in blocks)
            cells.append(Formula(text=f"SUM({parts})", value=sums[column]))
        else:
            cells.append(dotted(sums[column]))
    return cells


def title(day: dt.date) -> list[str]:
    """What stands above a list."""
    return [
        "LIÊN ĐOÀN LAO ĐỘNG THÀNH PHỐ TƯỞNG TƯỢNG",
        "LIÊN ĐOÀN LAO ĐỘNG HUYỆN MINH HỌA",
        "",
        f"DANH SÁCH CÔNG ĐOÀN CƠ SỞ – {TITLE}",
        f"(Số liệu tính đến ngày {day:%d/%m/%Y})",
        "",
    ]


COVER = Sheet(
    name="Bìa",
    rows=[[], [None, "LIÊN ĐOÀN LAO ĐỘNG HUYỆN MINH HỌA"], [None, TITLE], [None, "Năm 2022"]],
)
EMPTY = Sheet(name="Sheet3")


def _whole_form(page: Sheet) -> bytes:
    """With a cover, an empty sheet, a filter that hides two rows, and a hidden column."""
    page = Sheet(
        name=page.name,
        rows=page.rows,
        merged=[*page.merged, "A4:V4", "A5:V5"],
        hidden_rows=frozenset({12, 13}),
        hidden_columns=frozenset({3}),
    )
    return formats.xlsx([COVER, page, EMPTY])


def _old_excel(page: Sheet) -> bytes:
    return formats.xls([page, EMPTY])


def _libre_office(page: Sheet) -> bytes:
    return formats.ods([COVER, page])


def _windows_1258(page: Sheet) -> bytes:
    return formats.delimited(page.rows, encoding="cp1258", delimiter=";")


def _unicode_text(page: Sheet) -> bytes:
    return formats.delimited(page.rows, encoding="utf-16", delimiter="\t")


def capitals_apart(text: str) -> str:
    """In capitals, with the marks of the letters stored apart."""
    return decomposed(text.upper())


SHUFFLED = (
    *("commune", "name", "no", "members", "members_m", "members_f", "workers", "workers_m"),
    *("workers_f", "rate", "founded", "trade", "state", "domestic", "foreign"),
    *("chair", "phone", "note"),
)
SHORT = (
    *("no", "name", "kind", "commune", "members", "members_f", "workers", "rate", "founded"),
    *("note", "chair", "phone", "email"),
)


def _offices() -> Iterator[tuple[str, int, Callable[[Sheet], bytes], Habits]]:
    """File, year, format and habits of each office."""
    day = dt.date(2022, 11, 30)
    whole = Habits(
        header=HEADER,
        order=ORDER,
        tick="x",
        spelling=(0,),
        title=title(day),
        grouped=True,
        formulas=True,
        text_numbers=False,
    )
    yield "danh-sach-cdcs.xlsx", 2022, _whole_form, whole
    day = dt.date(2021, 11, 30)
    loud = Habits(
        header=HEADER,
        order=SHUFFLED,
        tick="✓",
        spelling=(1, 2, 4, 6),
        title=title(day),
        write=capitals_apart,
        total="Cộng",
    )
    yield "Danh sách CĐCS 30.11.2021 (sửa lần 2).xls", 2021, _old_excel, loud
    day = dt.date(2020, 11, 30)
    short = Habits(
        header=ABBREVIATED,
        order=[*ORDER[:10], "rate", *ORDER[10:]],
        tick="1",
        spelling=(0, 2, 3, 7),
        title=title(day),
        grouped=True,
        formulas=True,
    )
    yield "bieu-thong-ke-don-vi.ods", 2020, _libre_office, short
    day = dt.date(2019, 11, 30)
    old = Habits(
        header=HEADER,
        order=[c for c in ORDER if c not in ("zone", "country")],
        tick="X",
        spelling=(0, 1, 4, 6),
        title=title(day),
    )
    yield "xuat-tu-phan-mem-cu.csv", 2019, _windows_1258, old
    day = dt.date(2018, 11, 30)
    text = Habits(
        header=PLAIN,
        order=SHORT,
        tick="X",
        spelling=(5, 3, 8, 0),
        title=title(day)[3:],
    )
    yield "unicode-text.csv", 2018, _unicode_text, text


DIRT = {
    2022: ("groups", "formulas with stored values", "hidden rows and columns", "cover sheet"),
    2021: ("capitals", "NFD", "other order", "text numbers", "names spelt otherwise"),
    2020: ("line breaks in headers", "abbreviations", "decimal commas", "repeated blank rows"),
    2019: ("Windows-1258", "semicolons", "two header rows in text"),
    2018: ("UTF-16 with tabs", "names without diacritics", "kind of unit in words"),
}


def workbooks(chance: random.Random) -> Iterator[Workbook]:
    """Five lists of five dates in five formats."""
    for name, year, encode, habits in _offices():
        day = dt.date(year, 11, 30)
        page, rows = sheet(day, habits=habits, chance=chance)
        yield Workbook(
            name=name,
            content=encode(page),
            layout="union-list",
            table="roster",
            date=day,
            rows=rows,
            totals=summed(rows, "workers", "members"),
            dirt=DIRT[year],
        )
