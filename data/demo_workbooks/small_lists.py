"""Lists of six unions, each with one peculiarity that an import must bear."""

import datetime as dt
from collections.abc import Iterator, Sequence

from demo_workbooks import formats
from demo_workbooks.record import SECTORS, Listed, roster
from demo_workbooks.sheets import Cell, Formula, Row, Sheet, Workbook, summed
from demo_workbooks.spelling import TITLE, chair, phone

DAY = dt.date(2022, 11, 30)
HEADER: Sequence[Cell] = (
    *("TT", "Tên Công đoàn cơ sở", "Loại hình", "Tổng số CNVCLĐ", "Tổng số ĐVCĐ"),
    *("Chủ tịch", "SĐT"),
)
NAME, WORKERS, MEMBERS = 1, 3, 4
FIRST = 5
"""Row of the first union, as Excel counts."""


def unions() -> list[Listed]:
    """The six unions."""
    return [union for union in roster(DAY) if union.number % 40 == 3][:6]


def small_list() -> list[list[Cell]]:
    """A sound list of them, row by row."""
    rows: list[list[Cell]] = [[f"DANH SÁCH CĐCS – {TITLE}"], ["Tính đến ngày 30/11/2022"], []]
    rows.append(list(HEADER))
    rows += [
        [n, u.name, SECTORS[u.sector], u.workers, u.members, chair(n), phone(n)]
        for n, u in enumerate(unions(), 1)
    ]
    sums = summed(expected(), "workers", "members")
    return [*rows, [None, "Tổng cộng", None, sums["workers"], sums["members"]]]


def expected() -> list[Row]:
    """What must come out of the sound list."""
    return [
        {"name": u.name, "sector": u.sector, "workers": u.workers, "members": u.members}
        for u in unions()
    ]


def _book(
    name: str, rows: Sequence[Sequence[Cell]], out: Sequence[Row], dirt: str, *, told: str = ""
) -> Workbook:
    return Workbook(
        name=name,
        content=formats.xlsx([Sheet(name="Danh sách", rows=rows)]),
        layout="union-list",
        table="roster",
        date=DAY,
        rows=tuple(out),
        totals=summed(out, "workers", "members"),
        dirt=(dirt,),
        told=told,
    )


def workbooks() -> Iterator[Workbook]:
    """Every small list that must be read."""
    yield _book("no-total.xlsx", small_list()[:-1], expected(), "no total")
    rows = small_list()
    for column, letter in ((WORKERS, "D"), (MEMBERS, "E")):
        rows[-1][column] = Formula(text=f"SUM({letter}5:{letter}10)", value=None)
    yield _book("total-never-calculated.xlsx", rows, expected(), "a total without a stored value")
    rows, out = small_list()[:-1], expected()
    few = max(1, unions()[2].members // 2)
    rows[FIRST + 1][WORKERS] = few
    out[2] = {**out[2], "workers": few}
    yield _book("more-members-than-workers.xlsx", rows, out, "workers typed too small")
    rows = small_list()
    for n in range(6):
        rows[FIRST - 1 + n][NAME] = f"{unions()[n].name} - ĐT: {phone(n)}"
    yield _book("phone-in-name.xlsx", rows, expected(), "telephone numbers in the names")
    rows = small_list()
    rows[-1][MEMBERS] = 99_999
    yield _book("wrong-total.xlsx", rows, expected(), "a total that is not the sum", told="E11")
    order = (0, 6, 5, MEMBERS, WORKERS, NAME, 2)
    rows = [[row[c] for c in order] if len(row) == len(HEADER) else row for row in small_list()]
    rows[-1] = [None, None, None, *(small_list()[-1][c] for c in order[3:])]
    yield _book("from-right-to-left.xlsx", rows, expected(), "telephones beside the members")
