"""The official half-year form (1-HĐCĐ, 2-HĐCĐ): one indicator a row, numbered in levels."""

import datetime as dt
from collections.abc import Iterator, Sequence

from demo_workbooks import formats
from demo_workbooks.record import SECTORS, facts, movements, roster
from demo_workbooks.sheets import Cell, Percent, Row, Sheet, Workbook
from demo_workbooks.spelling import TITLE, decomposed, dotted

Line = tuple[str, str, str, Cell, str]

HEADER = ("TT", "Nội dung", "Đơn vị tính", "Số lượng", "Ghi chú")
LOUD_HEADER = ("STT", "NỘI DUNG\nCHỈ TIÊU", "ĐVT", "SỐ\nLƯỢNG", "GHI CHÚ")
FLOWS = ("new_unions", "members_admitted")
"""Figures of a period: kept only where the form says from which day to which it counts."""

TARGET = 15
"""New unions assigned for the year, against which the form states the result."""


def founded_between(after: dt.date, until: dt.date) -> int:
    """Unions of the roster founded in a period."""
    ends = dt.date(until.year, 11, 30)
    days = [union.founded for union in roster(ends) if union.founded]
    return sum(after < day <= until for day in days)


def count_before(day: dt.date) -> dt.date:
    """The half-yearly count before one."""
    return dt.date(day.year - 1, 11, 30) if day.month == 5 else dt.date(day.year, 5, 31)


def figures(day: dt.date) -> dict[tuple[str, str], int]:
    """What the form of a date states, by indicator and sector."""
    half = movements(day)
    known = {key: value for key, value in facts(day).items() if key[0] != "new_unions"}
    known["new_unions", ""] = founded_between(count_before(day), day)
    known["members_admitted", ""] = sum(flows["admitted_total"] for flows in half.values())
    return known


def lines(day: dt.date, *, dotted_text: bool, target: bool) -> list[Line]:
    """The rows of the form."""
    known = figures(day)
    founded: Cell = known["new_unions", ""]
    women = known["members_total", ""] * 6 // 10

    def number(key: str, sector: str = "") -> Cell:
        value = known[key, sector]
        return dotted(value) if dotted_text else value

    sub = [
        ("CĐCS", "unions_total", "1"),
        ("Người", "members_total", "3"),
    ]
    parts = {
        start: [
            (f"{start}.{place}", name, unit, number(key, sector), "")
            for place, (sector, name) in enumerate(SECTORS.items(), 1)
        ]
        for unit, key, start in sub
    }
    return [
        ("I", "TỔ CHỨC CÔNG ĐOÀN VÀ ĐOÀN VIÊN", "", None, ""),
        ("1", "Tổng số CĐCS", "CĐCS", number("unions_total"), ""),
        ("", "Trong đó:", "", None, ""),
        *parts["1"],
        (
            "2",
            "Tổng số CNVCLĐ tại các đơn vị có CĐCS",
            "Người",
            number("workers_in_unionised_units"),
            "",
        ),
        ("3", "Tổng số đoàn viên công đoàn", "Người", number("members_total"), ""),
        ("a)", "Đoàn viên nữ", "Người", dotted(women) if dotted_text else women, ""),
        ("", "Trong đó:", "", None, ""),
        *parts["3"],
        (
            "4",
            "CĐCS thành lập mới trong kỳ",
            "CĐCS",
            f"{founded}/{TARGET} CĐCS" if target else founded,
            "Kết quả/chỉ tiêu" if target else "",
        ),
        (
            "5",
            "Số đoàn viên kết nạp mới trong kỳ",
            "Người",
            number("members_admitted"),
            "ĐT liên hệ: 0900 000 995",
        ),
        (
            "-",
            "Trong đó: tại CĐCS thành lập mới",
            "Người",
            sum(flows["organised"] for flows in movements(day).values()),
            "",
        ),
        ("II", "CÔNG TÁC KHÁC", "", None, ""),
        ("1", "Tỷ lệ cán bộ chủ chốt được thông tin", "%", "97%", ""),
        ("2", "Tỷ lệ văn bản điện tử", "%", Percent(value=0.86) if target else "86,0", ""),
        ("3", "Số cuộc kiểm tra", "Cuộc", 12, "Số liệu minh họa"),
    ]


def sheet(number: str, day: dt.date, *, header: Sequence[str], loud: bool, target: bool) -> Sheet:
    """The form of one date."""
    rows: list[list[Cell]] = [
        ["LIÊN ĐOÀN LAO ĐỘNG HUYỆN MINH HỌA", None, None, f"Biểu số {number}-HĐCĐ"],
        [f"BÁO CÁO SỐ LIỆU HOẠT ĐỘNG CÔNG ĐOÀN – {TITLE}"],
        [f"(Tính đến ngày {day.day} tháng {day.month} năm {day.year})"],
        [f"Kỳ báo cáo: {_period(day)}" if target else None],
        list(header),
        ["A", "B", "C", "1", "2"],
    ]
    rows += [list(line) for line in lines(day, dotted_text=loud, target=target)]
    rows += [
        [],
        [None, None, None, f"Minh Họa, {_signed(day)}"],
        [None, "Người lập biểu", None, "TM. BAN THƯỜNG VỤ"],
        [None, "Phạm Thị Ví Dụ", None, "Hoàng Văn Bịa"],
        [None, "Điện thoại: 0900 000 997"],
    ]
    if loud:
        rows = [[decomposed(c) if isinstance(c, str) else c for c in row] for row in rows]
    return Sheet(name=f"{number}-HDCD", rows=rows, merged=["A2:E2", "A3:E3"])


def _period(day: dt.date) -> str:
    return f"từ ngày 01/6/{day.year} đến ngày 30/11/{day.year}"


def _signed(day: dt.date) -> str:
    signed = known_on(day)
    return f"ngày {signed.day} tháng {signed.month} năm {signed.year}"


def known_on(day: dt.date) -> dt.date:
    """Day under which a form is signed."""
    return day + dt.timedelta(days=10)


def expected(day: dt.date) -> tuple[Row, ...]:
    """What the form says, as facts; ``start`` is the day of the count before."""
    found: list[Row] = []
    for (indicator, sector), value in figures(day).items():
        row: Row = {"date": day, "known_on": known_on(day), "value": value}
        period: Row = {"start": count_before(day)} if indicator in FLOWS else {}
        found.append({**row, **period, "indicator": indicator, "sector": sector})
    return tuple(found)


def workbooks() -> Iterator[Workbook]:
    """The forms of three dates."""
    instructions = Sheet(name="Hướng dẫn", rows=[["Hướng dẫn ghi biểu"], ["Cột 1: số lượng"]])
    for name, number, day, header, loud, dirt in (
        ("2-hdcd.xlsx", "2", dt.date(2022, 11, 30), HEADER, False, ("17/15 CĐCS", "a cell of %")),
        ("1-hdcd.xls", "1", dt.date(2022, 5, 31), LOUD_HEADER, True, ("NFD", "text numbers")),
        ("bieu-1-hdcd.ods", "1", dt.date(2021, 5, 31), LOUD_HEADER, False, ("capitals",)),
        ("2-hdcd.csv", "2", dt.date(2021, 11, 30), HEADER, True, ("text", "NFD")),
    ):
        page_says, rows = name == "2-hdcd.xlsx", expected(day)
        page = sheet(number, day, header=header, loud=loud, target=page_says)
        if name.endswith("csv"):
            content = formats.delimited(page.rows, encoding="utf-8", delimiter=",", end="\n")
        elif name.endswith("xlsx"):
            content = formats.xlsx([instructions, page])
        else:
            content = (formats.ods if name.endswith("ods") else formats.xls)([page])
        yield Workbook(
            name=name,
            content=content,
            layout="half-year-form",
            table="facts",
            date=day,
            rows=tuple(row for row in rows if page_says or row["indicator"] not in FLOWS),
            may=() if page_says else tuple(row for row in rows if row["indicator"] in FLOWS),
            totals={},
            dirt=("nested numbers", "row of column letters", *dirt),
        )
