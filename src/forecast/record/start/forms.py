"""The forms of the workbook: what each sheet is called, asks for and allows.

The workbook is written from these and the import finds its own sheets by them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from forecast.record.contracts import Provenance, SourceGrade
from forecast.record.start.levels import KIND_NAMES, LEVELS
from forecast.record.start.target_kinds import COMPARISONS, TARGET_KINDS

Holds = Literal["text", "count", "number", "date", "year", "sector", "choice"]
"""What the cells of a column may be; a year may be written as a full date."""

GUIDE, INFO, TARGETS, FACTS = "Hướng dẫn", "Thông tin chung", "Chỉ tiêu", "Số liệu chung"
CHOICES = "Danh mục"
"""The hidden sheet from which the lists of choices are taken."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One column of a sheet, or one line of the general information."""

    key: str
    heading: str
    holds: Holds = "text"
    width: int = 16
    """[characters]"""

    needed: bool = False
    choices: Sequence[str] = ()
    hint: str = ""
    """What to write, beside a line or when a cell is chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A sheet that is a table."""

    name: str
    title: str
    remark: str
    asks: Sequence[Ask]
    counted: str = ""
    """Line above the table that takes the day its figures are of."""


PROVENANCES: Mapping[str, Provenance] = {
    "Nội bộ": "internal",
    "Công khai": "public",
    "Minh họa": "illustrative",
}
GRADES: Mapping[str, SourceGrade] = {
    "Báo cáo chính thức": "A",
    "Báo chí, luận văn": "B",
    "Trích lại, dịch lại": "C",
}
YES, NO = "Có", "Không"

INFO_LINES: Sequence[Ask] = (
    Ask("name", "Tên đầy đủ", needed=True, hint="Như ghi ở đầu văn bản."),
    Ask("name_en", "Tên tiếng Anh", hint="Không bắt buộc; để trống thì dùng tên tiếng Việt."),
    Ask("short_name", "Tên viết tắt", needed=True, hint="Ghi trong câu văn của bản tóm tắt."),
    Ask("short_name_en", "Tên viết tắt tiếng Anh", hint="Không bắt buộc."),
    Ask(
        "parent", "Công đoàn cấp trên trực tiếp", needed=True, hint="Ví dụ: LĐLĐ thành phố Hà Nội."
    ),
    Ask(
        "place", "Địa danh", needed=True, hint="Ghi trước ngày tháng của văn bản, ví dụ: Đông Anh."
    ),
    Ask("area", "Địa bàn", needed=True, hint="Ghi trong câu văn, ví dụ: toàn huyện, toàn phường."),
    Ask(
        "level",
        "Cấp",
        "choice",
        needed=True,
        choices=[level.name for level in LEVELS.values()],
        hint="Chọn trong danh sách.",
    ),
    Ask(
        "provenance",
        "Tính chất số liệu",
        "choice",
        needed=True,
        choices=list(PROVENANCES),
        hint="Số liệu minh họa luôn mang dòng chữ SỐ LIỆU MINH HỌA.",
    ),
    Ask(
        "reporting_dates",
        "Ngày chốt số liệu trong năm",
        needed=True,
        hint="Ngày/tháng, cách nhau bằng dấu chấm phẩy, ví dụ: 31/05; 30/11.",
    ),
)

SECTORS_TITLE = "CÁC KHU VỰC"
SECTORS_REMARK = (
    "Mỗi CĐCS thuộc một khu vực. Đánh dấu đúng một khu vực là nơi thành lập CĐCS mới. Thêm khu vực "
    "thì ghi vào dòng trống bên dưới; cột “Mã” do phần mềm đặt, không sửa."
)
SECTOR_ASKS: Sequence[Ask] = (
    Ask("sector", "Khu vực", width=42, needed=True),
    Ask("sector_en", "Tên tiếng Anh của khu vực", width=40),
    Ask("kind", "Loại hình", "choice", width=44, needed=True, choices=list(KIND_NAMES.values())),
    Ask("founding", "Thành lập CĐCS mới", "choice", width=16, needed=True, choices=[YES, NO]),
    Ask("code", "Mã", width=18),
)
MOST_SECTORS = 10

TARGET_ASKS: Sequence[Ask] = (
    Ask("what", "Chỉ tiêu", "choice", width=32, needed=True, choices=list(TARGET_KINDS)),
    Ask(
        "value", "Giá trị", "number", width=12, needed=True, hint="Tỷ lệ ghi kèm dấu %, ví dụ 55%."
    ),
    Ask(
        "high",
        "Đến giá trị",
        "number",
        width=12,
        hint="Chỉ ghi khi chỉ tiêu là một khoảng, như 13–15.",
    ),
    Ask(
        "comparison",
        "Cách hiểu",
        "choice",
        width=13,
        choices=list(COMPARISONS),
        hint="Để trống là “Ít nhất”.",
    ),
    Ask(
        "tolerance",
        "Sai số cho phép",
        "number",
        width=12,
        hint="Thấp hơn giá trị bao nhiêu vẫn coi là đạt, cùng đơn vị với giá trị.",
    ),
    Ask("due", "Hạn hoàn thành", "date", width=16, needed=True),
    Ask("every_year", "Hằng năm", "choice", width=10, choices=[YES, NO]),
    Ask("sector", "Khu vực", "sector", width=32, hint="Để trống là mọi khu vực."),
    Ask("set_by", "Cơ quan giao", width=28, hint="Để trống là chính đơn vị."),
    Ask("clause", "Văn bản, điều khoản", width=26, needed=True),
    Ask("known_on", "Ngày ban hành", "date", width=16, needed=True),
    Ask("wording", "Lời văn", width=52, hint="Chép nguyên lời văn của chỉ tiêu."),
)

TARGETS_FORM = Form(
    name=TARGETS,
    title="CHỈ TIÊU",
    remark=(
        "Mỗi dòng là một chỉ tiêu bằng số. Khi có dòng nào, bảng này thay toàn bộ chỉ tiêu đã nhập "
        "trước. Chỉ tiêu không có con số thì không ghi vào đây."
    ),
    asks=TARGET_ASKS,
)

FACT_GROUPS: Mapping[str, tuple[str, bool]] = {
    "members_total": ("Đoàn viên", True),
    "unions_total": ("CĐCS", False),
    "workers_in_unionised_units": ("CNVCLĐ ở nơi có CĐCS", False),
}
"""Heading of each group of figures, and whether it is needed, by indicator."""

TOTAL = "Tổng số"
FACT_DATE = Ask("date", "Ngày chốt số liệu", "date", width=15, needed=True)
FACT_ASKS: Sequence[Ask] = (
    Ask("source", "Nguồn số liệu", width=36, hint="Để trống là chính tệp này."),
    Ask("grade", "Loại nguồn", "choice", width=20, choices=list(GRADES)),
    Ask("known_on", "Ngày công bố", "date", width=15, hint="Để trống là ngày chốt số liệu."),
    Ask("note", "Ghi chú", width=30),
)
