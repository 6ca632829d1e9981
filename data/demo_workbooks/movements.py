"""Movement reports of a quarter, a half-year or a year, by sector or by union."""

import datetime as dt
import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from demo_workbooks import formats
from demo_workbooks.list_columns import GROUPS
from demo_workbooks.record import SECTORS, movements, roster, table
from demo_workbooks.sheets import Cell, Formula, Row, Sheet, Workbook, letters, summed
from demo_workbooks.spelling import TITLE, dotted, spelt

Flows = dict[str, int]

SUMS = ("opening", "admitted_total", "transfers_in", "transfers_out", "left", "closing")

WHOLE = (
    ("opening", "Số đầu kỳ", ""),
    ("admitted_total", "Tăng trong kỳ", "Kết nạp mới"),
    ("organised", "Tăng trong kỳ", "Trong đó: CĐCS mới"),
    ("transfers_in", "Tăng trong kỳ", "Chuyển đến"),
    ("transfers_out", "Giảm trong kỳ", "Chuyển đi"),
    ("retired", "Giảm trong kỳ", "Nghỉ hưu"),
    ("resigned", "Giảm trong kỳ", "Thôi việc, ra khỏi tổ chức"),
    ("closed_members", "Giảm trong kỳ", "Giải thể CĐCS"),
    ("closing", "Số cuối kỳ", ""),
)
SHORT = (
    ("opening", "ĐOÀN VIÊN ĐẦU KỲ", ""),
    ("admitted_total", "KẾT NẠP MỚI", ""),
    ("transfers_in", "CHUYỂN ĐẾN", ""),
    ("transfers_out", "CHUYỂN ĐI", ""),
    ("left", "GIẢM (NGHỈ HƯU, THÔI VIỆC)", ""),
    ("closed_members", "GIẢI THỂ", ""),
    ("closing", "ĐOÀN VIÊN CUỐI KỲ", ""),
)
QUARTER: Mapping[str, Flows] = {
    "school": {"opening": 3597, "admitted_total": 40, "transfers_in": 12, "transfers_out": 11},
    "enterprise": {"opening": 10141, "admitted_total": 390, "transfers_in": 15, "transfers_out": 9},
    "office": {"opening": 2223, "admitted_total": 31, "transfers_in": 5, "transfers_out": 6},
}
"""The quarter after the last count of the record, invented like the rest."""
QUARTER_LEFT = {"school": 35, "enterprise": 281, "office": 34}


def year_flows(end: dt.date) -> dict[str, dict[str, int]]:
    """Two half-years as one."""
    first, last = movements(dt.date(end.year, 5, 31)), movements(end)
    return {
        sector: {
            column: number + (0 if column in ("opening", "closing") else first[sector][column])
            for column, number in flows.items()
        }
        | {"opening": first[sector]["opening"]}
        for sector, flows in last.items()
    }


def quarter_flows() -> dict[str, dict[str, int]]:
    """The quarter, closed by its own account."""
    found = {}
    for sector, flows in QUARTER.items():
        left = QUARTER_LEFT[sector]
        gained = flows["opening"] + flows["admitted_total"] + flows["transfers_in"]
        closing = gained - flows["transfers_out"] - left
        found[sector] = {**flows, "left": left, "closed_members": 0, "closing": closing}
    return found


def known_on(end: dt.date) -> dt.date:
    """Day under which a report is signed."""
    return end + dt.timedelta(days=21)


def _split(flows: Flows) -> dict[str, int]:
    retired = flows["left"] // 3
    return {**flows, "retired": retired, "resigned": flows["left"] - retired}


def sheet(
    lines: Sequence[tuple[str, Flows | None]],
    *,
    columns: Sequence[tuple[str, str, str]],
    heading: Sequence[str],
    first: str,
    signed: dt.date,
    texts: bool = False,
    formulas: bool = False,
) -> Sheet:
    """A report; a line without flows is the heading of a group."""
    rows: list[list[Cell]] = [[text] for text in heading]
    two = any(lower for _, _, lower in columns)
    rows.append(["TT", first, *_upper(columns)])
    if two:
        rows.append([None, None, *(lower or None for _, _, lower in columns)])
    merged = _merged(columns, at=len(rows) - 1) if two else []
    top = len(rows) + 1
    number = 0
    for label, flows in lines:
        number += flows is not None
        cells: list[Cell] = [_split(flows)[c] if flows else None for c, _, _ in columns]
        rows.append([number if flows else None, label, *_written(cells, texts=texts)])
    known = [_split(flows) for _, flows in lines if flows]
    sums: list[Cell] = []
    for position, (column, _, _) in enumerate(columns, 3):
        total = sum(flows[column] for flows in known)
        span = f"SUM({letters(position)}{top}:{letters(position)}{top + len(lines) - 1})"
        sums.append(Formula(text=span, value=total) if formulas else total)
    rows += [[None, "Tổng cộng", *_written(sums, texts=texts)], []]
    rows.append([None, "Người lập biểu", None, None, "TM. BAN THƯỜNG VỤ"])
    rows.append(
        [
            None,
            "Lê Văn Thử",
            None,
            None,
            f"Minh Họa, ngày {signed.day}/{signed.month}/{signed.year}",
        ]
    )
    return Sheet(name="Biến động", rows=rows, merged=merged)


def _upper(columns: Sequence[tuple[str, str, str]]) -> list[Cell]:
    """The upper header, each word once as merged cells store it."""
    above = [upper for _, upper, _ in columns]
    return [text if n == 0 or above[n - 1] != text else None for n, text in enumerate(above)]


def _merged(columns: Sequence[tuple[str, str, str]], *, at: int) -> list[str]:
    """The merged ranges of a header of two rows."""
    blocks = [f"A{at}:A{at + 1}", f"B{at}:B{at + 1}"]
    place = 3
    for _, group in groupby(columns, key=lambda column: column[1]):
        parts = list(group)
        last = place + len(parts) - 1
        bottom = at if parts[0][2] else at + 1
        blocks.append(f"{letters(place)}{at}:{letters(last)}{bottom}")
        place = last + 1
    return blocks


def _written(cells: Sequence[Cell], *, texts: bool) -> list[Cell]:
    """Numbers as text where the office types a dot into them; none stays empty."""
    if not texts:
        return list(cells)
    return [(dotted(c) if c else "-") if isinstance(c, int) else c for c in cells]


def expected(flows: Mapping[str, Flows], *, start: dt.date, end: dt.date) -> tuple[Row, ...]:
    """What must come out: one row a sector; columns the report lacks are left out."""
    found: list[Row] = []
    for sector, own in flows.items():
        numbers = {column: own[column] for column in (*SUMS, "closed_members")}
        days = {"start": start, "end": end, "known_on": known_on(end)}
        found.append({**days, "sector": sector, **numbers})
    return tuple(found)


def union_flows(end: dt.date, chance: random.Random) -> list[tuple[str, str, Flows]]:
    """Name, sector and flows of every union in the year that ends on a date."""
    before = {u.id: u for u in roster(end.replace(year=end.year - 1))}
    now = {u.id: u for u in roster(end)}
    names = {row["id"]: row["name"] for row in table("roster")}
    found = []
    for sector in SECTORS:
        for key in sorted(set(before) | set(now)):
            known = now.get(key) or before[key]
            if known.sector != sector:
                continue
            opening = before[key].members if key in before else 0
            closing = now[key].members if key in now else 0
            closed = opening if key not in now else 0
            left = 0 if closed else max(opening - closing, chance.randint(0, opening // 10))
            flows = {
                "opening": opening,
                "admitted_total": closing - opening + left + closed,
                "transfers_in": 0,
                "transfers_out": 0,
                "left": left,
                "closed_members": closed,
                "closing": closing,
            }
            found.append((names[key], sector, flows))
    return found


def _by_sector(flows: Mapping[str, Flows]) -> list[tuple[str, Flows | None]]:
    return [(SECTORS[sector], own) for sector, own in flows.items()]


def _heading(period: str) -> list[str]:
    return [
        "LIÊN ĐOÀN LAO ĐỘNG HUYỆN MINH HỌA",
        f"BÁO CÁO BIẾN ĐỘNG ĐOÀN VIÊN – {TITLE}",
        period,
        "Đơn vị tính: người",
    ]


def _book(name: str, content: bytes, rows: tuple[Row, ...], *dirt: str) -> Workbook:
    return Workbook(
        name=name,
        content=content,
        layout="movements",
        table="movements",
        date=dt.date.fromisoformat(str(rows[0]["end"])),
        rows=rows,
        totals=summed(rows, *SUMS),
        dirt=dirt,
    )


def workbooks(chance: random.Random) -> Iterator[Workbook]:
    """Half-years, a year and a quarter by sector, and a year by union."""
    end, start = dt.date(2022, 11, 30), dt.date(2022, 5, 31)
    half = movements(end)
    page = sheet(
        _by_sector(half),
        columns=WHOLE,
        first="Khối, loại hình",
        signed=known_on(end),
        formulas=True,
        heading=_heading("6 tháng cuối năm 2022 (từ ngày 01/6/2022 đến ngày 30/11/2022)"),
    )
    rows: tuple[Row, ...] = tuple(
        {**row, "organised": half[str(row["sector"])]["organised"]}
        for row in expected(half, start=start, end=end)
    )
    yield _book("bien-dong-6-thang.xlsx", formats.xlsx([page]), rows, "two header rows", "formulas")
    end, start = dt.date(2021, 11, 30), dt.date(2020, 11, 30)
    year = year_flows(end)
    page = sheet(
        _by_sector(year),
        columns=SHORT,
        first="LOẠI HÌNH",
        signed=known_on(end),
        texts=True,
        heading=_heading("Năm 2021 (01/12/2020 - 30/11/2021)"),
    )
    rows = expected(year, start=start, end=end)
    yield _book(
        "bien-dong-nam.xls", formats.xls([page]), rows, "text numbers", "dashes", "capitals"
    )
    end, start = dt.date(2023, 2, 28), dt.date(2022, 11, 30)
    quarter = quarter_flows()
    page = sheet(
        _by_sector(quarter),
        columns=WHOLE[:2] + WHOLE[3:],
        first="Khu vực",
        signed=known_on(end),
        heading=_heading("Quý I năm công tác 2023 (từ 01/12/2022 đến 28/02/2023)"),
    )
    rows = expected(quarter, start=start, end=end)
    yield _book("bc-quy.ods", formats.ods([page]), rows, "nghỉ hưu and thôi việc apart")
    end, start = dt.date(2022, 5, 31), dt.date(2021, 11, 30)
    half = movements(end)
    page = sheet(
        _by_sector(half),
        columns=SHORT,
        first="Loại hình",
        signed=known_on(end),
        texts=True,
        heading=_heading("Kỳ báo cáo: 01/12/2021 - 31/5/2022"),
    )
    rows = expected(half, start=start, end=end)
    text = formats.delimited(page.rows, encoding="utf-8-sig", delimiter=";")
    yield _book("bien-dong.csv", text, rows, "byte-order mark", "semicolons", "1.249 as text")
    yield _of_unions(chance)


def _of_unions(chance: random.Random) -> Workbook:
    end, start = dt.date(2022, 11, 30), dt.date(2021, 11, 30)
    unions = union_flows(end, chance)
    lines: list[tuple[str, Flows | None]] = []
    by_sector: dict[str, dict[str, int]] = {}
    for sector in SECTORS:
        own = [(name, flows) for name, of_sector, flows in unions if of_sector == sector]
        lines.append((GROUPS[sector], None))
        lines += [(spelt(name, place % 3), flows) for place, (name, flows) in enumerate(own)]
        by_sector[sector] = {column: sum(flows[column] for _, flows in own) for column in own[0][1]}
    page = sheet(
        lines,
        columns=SHORT,
        first="Tên CĐCS",
        signed=known_on(end),
        formulas=True,
        heading=_heading("Năm 2022 (từ 01/12/2021 đến 30/11/2022)"),
    )
    rows = expected(by_sector, start=start, end=end)
    return _book("bien-dong-theo-cdcs.xlsx", formats.xlsx([page]), rows, "by union", "groups")
