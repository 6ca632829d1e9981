"""What stands in a list of unions: its columns, the headers of three offices, and each union."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from demo_workbooks.record import Listed
from demo_workbooks.sheets import Cell, Row
from demo_workbooks.spelling import address, chair, day_text, phone, spelt, typed

Header = dict[str, tuple[str, str]]

ORDER: Sequence[str] = (
    *("no", "name", "zone", "trade", "workers", "workers_m", "workers_f"),
    *("members", "members_m", "members_f", "state", "domestic", "foreign", "stock", "limited"),
    *("founded", "country", "commune", "note", "chair", "phone", "address"),
)
HEADER: Header = {
    "no": ("TT", ""),
    "name": ("Tên Công đoàn cơ sở", ""),
    "zone": ("Cụm/Khu CN", ""),
    "trade": ("Ngành nghề", ""),
    "workers": ("Tổng số CNVCLĐ", "Tổng"),
    "workers_m": ("Tổng số CNVCLĐ", "Nam"),
    "workers_f": ("Tổng số CNVCLĐ", "Nữ"),
    "members": ("Tổng số ĐVCĐ", "Tổng"),
    "members_m": ("Tổng số ĐVCĐ", "Nam"),
    "members_f": ("Tổng số ĐVCĐ", "Nữ"),
    "state": ("Loại hình", "Nhà nước"),
    "domestic": ("Loại hình", "Trong nước"),
    "foreign": ("Loại hình", "Ngoài nước"),
    "stock": ("Loại công ty", "Cổ phần"),
    "limited": ("Loại công ty", "TNHH"),
    "founded": ("Năm thành lập", ""),
    "country": ("Quốc gia", ""),
    "commune": ("Thuộc xã phường", ""),
    "note": ("Ghi chú", ""),
    "chair": ("Họ và tên Chủ tịch CĐCS", ""),
    "phone": ("Điện thoại", ""),
    "address": ("Địa chỉ", ""),
    "rate": ("Tỷ lệ đoàn viên (%)", ""),
}
"""Upper and lower header of each column, as the form has them."""

ABBREVIATED: Header = HEADER | {
    "name": ("Tên đơn vị\n(CĐCS)", ""),
    "workers": ("CNVC-LĐ", "TS"),
    "workers_m": ("CNVC-LĐ", "Nam"),
    "workers_f": ("CNVC-LĐ", "Nữ"),
    "members": ("Đoàn viên\ncông đoàn", "TS"),
    "members_m": ("Đoàn viên\ncông đoàn", "Nam"),
    "members_f": ("Đoàn viên\ncông đoàn", "Nữ"),
    "founded": ("Năm\nTL", ""),
    "phone": ("Số ĐT", ""),
    "rate": ("Tỷ lệ ĐV/\nCNVCLĐ (%)", ""),
}

PLAIN: Header = HEADER | {
    "name": ("Tên CĐ cơ sở", ""),
    "workers": ("Tổng số CNLĐ", ""),
    "members": ("Tổng số đoàn viên", ""),
    "members_f": ("Đoàn viên nữ", ""),
    "kind": ("Loại hình", ""),
    "rate": ("Tỷ lệ (%)", ""),
    "email": ("Email", ""),
}

TRADES = {
    "school": ("Giáo dục", "Giáo dục và đào tạo", "GD&ĐT"),
    "office": ("Hành chính sự nghiệp", "Quản lý nhà nước", "HCSN"),
    "enterprise": ("May mặc", "Cơ khí", "Điện tử", "Vận tải", "Gốm sứ"),
}
KINDS = {
    "school": ("Trường học", "Trường công lập"),
    "office": ("Hành chính sự nghiệp", "HCSN"),
    "enterprise": ("DN ngoài nhà nước", "Doanh nghiệp ngoài khu vực NN", "DN FDI"),
}
GROUPS = {
    "school": "I. Khối trường học",
    "enterprise": "II. Khối doanh nghiệp ngoài khu vực Nhà nước",
    "office": "III. Khối hành chính, sự nghiệp",
}
FOUNDED_BEFORE = range(1986, 2016)
COUNTRIES = ("Hàn Quốc", "Nhật Bản", "Đài Loan")


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How one office keeps its list."""

    header: Header
    order: Sequence[str]
    tick: str
    spelling: Sequence[int]
    """Ways its names are spelt, in turn."""
    title: Sequence[str]
    grouped: bool = False
    total: str = "Tổng cộng"
    formulas: bool = False
    """Totals are formulas with a stored value; otherwise they are typed."""
    text_numbers: bool = True
    write: Callable[[str], str] = str
    """What is done to every text, such as spelling it in capitals."""


def founding(union: Listed, way: int) -> tuple[Cell, str]:
    """The founding date as the cell has it, and as exactly as it says."""
    if union.founded is None:
        year = FOUNDED_BEFORE[union.number % len(FOUNDED_BEFORE)]
        return ("" if way % 7 == 6 else year), ("" if way % 7 == 6 else str(year))
    day = union.founded
    ways: tuple[tuple[Cell, str], ...] = (
        (day, f"{day}"),
        (day_text(day), f"{day}"),
        (f"T{day.month}/{day.year}", f"{day:%Y-%m}"),
        (day.year, f"{day:%Y}"),
        (f"{day:%d.%m.%Y}", f"{day}"),
        (f"Năm {day.year}", f"{day:%Y}"),
    )
    return ways[way % len(ways)]


def entry(
    union: Listed, *, place: int, habits: Habits, chance: random.Random
) -> tuple[dict[str, Cell], Row]:
    """The cells of one union by column, and what must come out of them."""
    founded, exact = founding(union, place)
    firm = union.sector == "enterprise"
    foreign = firm and union.number % 4 == 0
    women = {column: chance.randint(0, getattr(union, column)) for column in ("workers", "members")}
    trades, kinds = TRADES[union.sector], KINDS[union.sector]
    number = typed if habits.text_numbers else (lambda count, _: count)
    cells: dict[str, Cell] = {
        "name": spelt(union.name, habits.spelling[place % len(habits.spelling)]),
        "zone": "CCN Minh Họa" if firm and union.number % 3 == 0 else None,
        "trade": trades[union.number % len(trades)],
        "kind": kinds[union.number % len(kinds)],
        "state": None if firm else habits.tick,
        "domestic": habits.tick if firm and not foreign else None,
        "foreign": habits.tick if foreign else None,
        "stock": habits.tick if firm and union.number % 2 else None,
        "limited": habits.tick if firm and not union.number % 2 else None,
        "founded": founded,
        "country": COUNTRIES[union.number % 3] if foreign else ("Việt Nam" if firm else None),
        "commune": union.commune,
        "note": "Chưa có trụ sở riêng" if place % 17 == 3 else None,
        "chair": chair(union.number),
        "phone": phone(union.number),
        "address": address(union.number),
        "email": f"mau{union.number}@example.invalid",
        "rate": f"{100 * union.members / union.workers:.1f}".replace(".", ","),
    }
    for column in ("workers", "members"):
        whole = getattr(union, column)
        cells[column] = number(whole, chance)
        cells[f"{column}_f"] = number(women[column], chance)
        cells[f"{column}_m"] = number(whole - women[column], chance)
    out = {"name": union.name, "sector": union.sector, "founded": exact}
    return cells, out | {"workers": union.workers, "members": union.members}
