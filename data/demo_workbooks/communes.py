"""One sheet a commune: its name above, its unions below until the first row without a name."""

import datetime as dt
import random
from collections.abc import Iterator, Mapping, Sequence

from demo_workbooks import formats
from demo_workbooks.list_columns import KINDS
from demo_workbooks.record import COMMUNES, Listed, roster
from demo_workbooks.sheets import Cell, Formula, Row, Sheet, Workbook, letters, summed
from demo_workbooks.spelling import TITLE, address, chair, phone, spelt, typed

Titles = dict[str, str]

TITLES: Titles = {
    "no": "STT",
    "name": "Tên công đoàn",
    "address": "Địa chỉ",
    "kind": "Loại hình",
    "workers": "Tổng CNVCLĐ",
    "members": "Tổng đoàn viên",
    "women": "Đoàn viên nữ",
    "committee": "BCH",
    "inspection": "UBKT",
    "chair": "Chủ tịch",
    "phone": "SĐT",
}
ABBREVIATED: Titles = TITLES | {
    "no": "TT",
    "name": "TÊN CĐCS",
    "kind": "LOẠI HÌNH",
    "workers": "TỔNG SỐ\nNLĐ",
    "members": "TỔNG SỐ\nĐVCĐ",
    "women": "TRONG ĐÓ\nNỮ",
    "committee": "SỐ ỦY VIÊN BCH",
    "phone": "ĐIỆN THOẠI LIÊN HỆ",
}
ORDER = tuple(TITLES)
OTHER_ORDER = (
    *("no", "name", "members", "women", "workers", "kind", "chair", "phone"),
    *("address", "committee", "inspection"),
)


def sheet(
    unions: Sequence[Listed],
    commune: str,
    *,
    titles: Titles,
    order: Sequence[str],
    ways: Sequence[int],
    chance: random.Random,
) -> tuple[Sheet, tuple[Row, ...]]:
    """The sheet of one commune, and what must come out of it."""
    rows: list[list[Cell]] = [[TITLE], [None, f"Đơn vị: {commune}"], []]
    rows.append([titles[column] for column in order])
    top = len(rows) + 1
    for place, union in enumerate(unions):
        cells = _cells(union, place=place, ways=ways, chance=chance)
        rows.append([cells[column] for column in order])
    expected = tuple(_expected(union) for union in unions)
    rows.append(_sums(expected, order=order, top=top))
    rows += [[], [None, "* Ghi chú: danh sách do UBND xã cung cấp, số liệu minh họa"]]
    rows.append([None, None, "Liên hệ đồng chí Nguyễn Văn Mẫu, ĐT 0900 000 998"])
    return Sheet(name=commune.removeprefix("Xã "), rows=rows, merged=["A1:F1"]), expected


def _cells(
    union: Listed, *, place: int, ways: Sequence[int], chance: random.Random
) -> dict[str, Cell]:
    kinds = KINDS[union.sector]
    return {
        "no": place + 1,
        "name": spelt(union.name, ways[place % len(ways)]),
        "address": address(union.number),
        "kind": kinds[union.number % len(kinds)],
        "workers": typed(union.workers, chance),
        "members": typed(union.members, chance),
        "women": chance.randint(0, union.members),
        "committee": 3 if union.members < 50 else 7,
        "inspection": 1 if union.members < 50 else 3,
        "chair": chair(union.number),
        "phone": phone(union.number),
    }


def _expected(union: Listed) -> Row:
    return {
        "name": union.name,
        "sector": union.sector,
        "workers": union.workers,
        "members": union.members,
    }


def _sums(rows: Sequence[Row], *, order: Sequence[str], top: int) -> list[Cell]:
    """Totals without a name, which end the sheet; only a formula, nothing stored."""
    sums = summed(rows, "workers", "members")
    return [
        Formula(text=f"SUM({letter}{top}:{letter}{top + len(rows) - 1})", value=sums[column])
        if column in sums
        else None
        for letter, column in ((letters(n), c) for n, c in enumerate(order, 1))
    ]


def summary(communes: Mapping[str, Sequence[Listed]]) -> Sheet:
    """A first sheet that adds up the others; its unions must not be counted again."""
    rows: list[list[Cell]] = [[f"TỔNG HỢP THEO XÃ – {TITLE}"], []]
    rows.append(["STT", "Xã, thị trấn", "Số CĐCS", "Tổng CNVCLĐ", "Tổng đoàn viên"])
    for number, (commune, unions) in enumerate(communes.items(), 1):
        workers = sum(union.workers for union in unions)
        members = sum(union.members for union in unions)
        rows.append([number, commune, len(unions), workers, members])
    return Sheet(name="Tổng hợp", rows=rows)


def by_commune(day: dt.date) -> dict[str, list[Listed]]:
    """The unions of each commune on a counting date."""
    places = [f"Xã Minh Họa {number}" for number in range(1, COMMUNES + 1)]
    return {place: [u for u in roster(day) if u.commune == place] for place in places}


def workbooks(chance: random.Random) -> Iterator[Workbook]:
    """Three workbooks of communes."""
    for name, year, titles, order, ways, dirt in (
        ("theo-xa.xlsx", 2022, TITLES, ORDER, (0, 2), ("summary sheet", "sums without a name")),
        ("tong-hop-xa-thi-tran.xls", 2017, ABBREVIATED, OTHER_ORDER, (4, 6), ("capitals",)),
        ("xa.ods", 2016, ABBREVIATED, ORDER, (7, 1), ("NFD names", "line breaks in headers")),
    ):
        day = dt.date(year, 11, 30)
        communes = by_commune(day)
        sheets: list[Sheet] = []
        rows: list[Row] = []
        for commune, unions in communes.items():
            page, expected = sheet(
                unions, commune, titles=titles, order=order, ways=ways, chance=chance
            )
            sheets.append(page)
            rows += expected
        if name.endswith("xlsx"):
            sheets.insert(0, summary(communes))
        encode = {"lsx": formats.xlsx, "xls": formats.xls, "ods": formats.ods}[name[-3:]]
        yield Workbook(
            name=name,
            content=encode(sheets),
            layout="commune-sheets",
            table="roster",
            date=day,
            rows=tuple(rows),
            totals=summed(rows, "workers", "members"),
            dirt=(*dirt, "sheets of communes", "notes below"),
        )
