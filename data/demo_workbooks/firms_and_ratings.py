"""Firms without a union, and how the unions were rated for each year."""

import datetime as dt
import random
from collections.abc import Iterator, Mapping, Sequence

from demo_workbooks import formats
from demo_workbooks.record import table
from demo_workbooks.sheets import Cell, Row, Sheet, Workbook, summed
from demo_workbooks.spelling import TITLE, chair, decomposed, dotted, phone, spelt, typed

DAY = dt.date(2022, 11, 30)
WORDS: Mapping[tuple[str, str], str] = {
    ("2019", "excellent"): "Hoàn thành xuất sắc nhiệm vụ",
    ("2019", "good"): "Hoàn thành tốt nhiệm vụ",
    ("2019", "fair"): "Hoàn thành nhiệm vụ",
    ("2019", "poor"): "Không hoàn thành nhiệm vụ",
    ("older", "strong"): "Vững mạnh",
    ("older", "good"): "Khá",
    ("older", "fair"): "Trung bình",
    ("older", "weak"): "Yếu",
}
SHORT: Mapping[str, str] = {"excellent": "HTXSNV", "good": "HTTNV", "fair": "HTNV", "poor": "KHTNV"}
GRADES = {
    "2019": ("excellent", "good", "fair", "poor"),
    "older": ("strong", "good", "fair", "weak"),
}
LEFT_OUT = 6
"""Firms too small for the record that stand in one of the lists."""


def firms(chance: random.Random) -> Iterator[Workbook]:
    """Two lists of firms; the second also has firms of fewer than 25 workers."""
    known = table("firms")
    rows: tuple[Row, ...] = tuple(
        {"name": row["name"], "commune": row["commune"], "workers": int(row["workers"])}
        for row in known
    )
    above: list[list[Cell]] = [
        ["LIÊN ĐOÀN LAO ĐỘNG HUYỆN MINH HỌA"],
        [f"DANH SÁCH DOANH NGHIỆP CHƯA CÓ CÔNG ĐOÀN – {TITLE}"],
        ["Số liệu đến 30/11/2022"],
        [],
    ]
    header: list[Cell] = ["TT", "Tên doanh nghiệp", "Thuộc xã", "Số lao động", "Điện thoại"]
    body: list[list[Cell]] = [
        [n, row["name"], row["commune"], typed(int(str(row["workers"])), chance), phone(n)]
        for n, row in enumerate(rows, 1)
    ]
    total: list[Cell] = [None, "Tổng cộng", None, dotted(sum(int(str(r["workers"])) for r in rows))]
    page = Sheet(name="DN chưa có CĐ", rows=[*above, header, *body, total, [], *END])
    yield _firms("dn-chua-co-cd.xlsx", formats.xlsx([page]), rows, "text numbers", "total")
    small: list[list[Cell]] = [
        [len(rows) + n, f"Hộ kinh doanh {n:03d} (minh họa)", 5 + n, "Xã Minh Họa 1", None, chair(n)]
        for n in range(1, LEFT_OUT + 1)
    ]
    loud: list[Cell] = [
        "STT",
        "TÊN DN\nCHƯA CÓ CĐCS",
        "SỐ LĐ",
        "XÃ, THỊ TRẤN",
        "NGÀNH NGHỀ",
        "GIÁM ĐỐC",
    ]
    body = [
        [n, _firm_name(str(row["name"]), n), int(str(row["workers"])), row["commune"], "May", None]
        for n, row in enumerate(rows, 1)
    ]
    page = Sheet(name="Sheet1", rows=[*above[:2], loud, *body, *small, [], *END])
    yield _firms("doanh nghiep.ods", formats.ods([page]), rows, "small firms", "Cty", "capitals")


def _firm_name(name: str, place: int) -> str:
    ways = (name, name.replace("Công ty", "Cty"), decomposed(name), f"{name}  ")
    return ways[place % len(ways)]


def _firms(name: str, content: bytes, rows: tuple[Row, ...], *dirt: str) -> Workbook:
    return Workbook(
        name=name,
        content=content,
        layout="firms",
        table="firms",
        date=DAY,
        rows=rows,
        totals=summed(rows, "workers"),
        dirt=dirt,
    )


END: Sequence[Sequence[Cell]] = (
    [None, "Người lập biểu", None, "TM. BAN THƯỜNG VỤ"],
    [None, "Nguyễn Văn Mẫu", None, "Trần Thị Mẫu", "ĐT: 0900 000 996"],
)


def graded(*years: int) -> list[Row]:
    """The ratings of some years, with the names of the unions."""
    names = {row["id"]: row["name"] for row in table("roster")}
    return [
        {
            "year": int(row["year"]),
            "name": names[row["union"]],
            "union": row["union"],
            "scale": row["scale"],
            "rating": row["rating"],
        }
        for row in table("ratings")
        if int(row["year"]) in years
    ]


def ratings() -> Iterator[Workbook]:
    """Words in one column, ticks in four columns, abbreviations a year, and the older scale."""
    rows = graded(2022)
    header: list[Cell] = ["TT", "Tên CĐCS", "Kết quả xếp loại năm 2022", "Ghi chú"]
    body: list[list[Cell]] = [
        [n, spelt(str(row["name"]), n % 3), _word(row, n), None] for n, row in enumerate(rows, 1)
    ]
    page = Sheet(name="Xếp loại", rows=[*_title("NĂM 2022"), header, *body, [], *_counts(rows)])
    yield _ratings("xep-loai.xlsx", formats.xlsx([page]), rows, "counts below", "capitals")
    rows = graded(2021)
    above: list[Cell] = ["STT", "TÊN ĐƠN VỊ", "XẾP LOẠI NĂM 2021", None, None, None]
    below: list[Cell] = [None, None, "Hoàn thành xuất sắc", "Hoàn thành tốt", "Hoàn thành"]
    below.append("Không hoàn thành")
    body = [
        [n, spelt(str(row["name"]), 4 + n % 3), *_ticks(row, "2019")]
        for n, row in enumerate(rows, 1)
    ]
    page = Sheet(
        name="2021",
        rows=[*_title("NĂM 2021"), above, below, *body, [], *END],
        merged=["A4:A5", "B4:B5", "C4:F4"],
    )
    yield _ratings("danh-gia-cdcs.xls", formats.xls([page]), rows, "four columns of ticks")
    rows = graded(2019, 2020)
    page = Sheet(name="Sheet1", rows=[*_title("NĂM 2019, 2020"), *_by_year(rows), *END])
    yield _ratings("nhieu-nam.ods", formats.ods([page]), rows, "a column a year", "abbreviated")
    rows = graded(2018)
    lines: list[list[Cell]] = [["TT", "Công đoàn cơ sở", "Năm", "Xếp loại CĐCS"]]
    lines += [[n, row["name"], 2018, _word(row, n)] for n, row in enumerate(rows, 1)]
    text = formats.delimited(lines, encoding="utf-16", delimiter="\t")
    yield _ratings("vung-manh.csv", text, rows, "older scale", "UTF-16")


def _title(years: str) -> list[list[Cell]]:
    return [[f"KẾT QUẢ XẾP LOẠI CĐCS {years}"], [f"({TITLE})"], []]


def _word(row: Row, place: int) -> str:
    word = WORDS[str(row["scale"]), str(row["rating"])]
    ways = (word, word.upper(), decomposed(word), f" {word.replace(' nhiệm vụ', '')} ", word)
    return ways[place % len(ways)]


def _ticks(row: Row, scale: str) -> list[Cell]:
    return ["x" if row["rating"] == grade else None for grade in GRADES[scale]]


def _counts(rows: Sequence[Row]) -> list[list[Cell]]:
    """How often each grade was given, as offices write below the list."""
    return [
        [None, f"- {WORDS['2019', grade]}: {sum(row['rating'] == grade for row in rows)} CĐCS"]
        for grade in GRADES["2019"]
    ]


def _by_year(rows: Sequence[Row]) -> list[list[Cell]]:
    years = sorted({int(str(row["year"])) for row in rows})
    found: dict[str, dict[int, str]] = {}
    for row in rows:
        word = SHORT[str(row["rating"])]
        found.setdefault(str(row["name"]), {})[int(str(row["year"]))] = word
    lines: list[list[Cell]] = [["TT", "Tên CĐCS", *(f"Năm {year}" for year in years)]]
    lines += [
        [n, name, *(grades.get(year) for year in years)]
        for n, (name, grades) in enumerate(found.items(), 1)
    ]
    return [*lines, [None, "Tổng cộng", *(sum(r["year"] == y for r in rows) for y in years)]]


def _ratings(name: str, content: bytes, rows: Sequence[Row], *dirt: str) -> Workbook:
    return Workbook(
        name=name,
        content=content,
        layout="ratings",
        table="ratings",
        date=None,
        rows=tuple(rows),
        totals={},
        dirt=dirt,
    )
