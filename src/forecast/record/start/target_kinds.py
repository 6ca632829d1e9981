"""What a target of the workbook may promise, and how such a promise is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from forecast.record.contracts import Target
from forecast.record.start.toml_text import Entry, as_stated
from forecast.record.texts import Text

Comparison = Literal["at_least", "about", "all"]

TARGETS_COMMENT = """\
The numeric promises. An import of the workbook writes this file anew where the workbook has any."""

COMPARISONS: Mapping[str, Comparison] = {
    "Ít nhất": "at_least",
    "Khoảng": "about",
    "Toàn bộ": "all",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetKind:
    """One kind of promise; the fields are those of ``targets.toml``."""

    slug: str
    """Beginning of the ids of such targets."""

    what: Literal["members", "new_unions", "share", "average", "coverage"]
    kind: Literal["stock", "flow"]
    unit: str
    reading: Text

    @property
    def counted(self) -> bool:
        """Whether it promises a number of people or unions."""
        return self.what in ("members", "new_unions")

    @property
    def told_by_words(self) -> bool:
        """Whether only its wording tells it from others of its kind."""
        return self.slug in ("share", "average")


_ON_THE_DAY = Text(
    vi="Hiểu là mức có đến ngày ghi ở hạn hoàn thành; kỳ báo cáo chính thức gần nhất để đối chiếu.",
    en="Read as what is there on the due date; the nearest official count serves as a check.",
)
_IN_THE_PERIOD = Text(
    vi="Hiểu là số phát sinh trong kỳ, không trừ số giảm; nếu giao hằng năm thì tính từng năm.",
    en="Read as what is added in the period, nothing deducted; a yearly promise, year by year.",
)

TARGET_KINDS: Mapping[str, TargetKind] = {
    "Tổng số đoàn viên": TargetKind(
        slug="members", what="members", kind="stock", unit="members", reading=_ON_THE_DAY
    ),
    "Đoàn viên kết nạp mới": TargetKind(
        slug="admitted", what="members", kind="flow", unit="members", reading=_IN_THE_PERIOD
    ),
    "CĐCS thành lập mới": TargetKind(
        slug="new-unions", what="new_unions", kind="flow", unit="unions", reading=_IN_THE_PERIOD
    ),
    "Tỷ lệ doanh nghiệp có CĐCS": TargetKind(
        slug="coverage", what="coverage", kind="stock", unit="fraction", reading=_ON_THE_DAY
    ),
    "Tỷ lệ CĐCS xếp loại từ tốt trở lên": TargetKind(
        slug="ratings-good", what="share", kind="stock", unit="fraction", reading=_ON_THE_DAY
    ),
    "Tỷ lệ khác": TargetKind(
        slug="share", what="share", kind="stock", unit="fraction", reading=_ON_THE_DAY
    ),
    "Bình quân mỗi CĐCS": TargetKind(
        slug="average",
        what="average",
        kind="flow",
        unit="members_per_union",
        reading=_IN_THE_PERIOD,
    ),
}
"""By what the workbook calls them."""


def targets_content(targets: Sequence[Target]) -> Entry:
    """What ``targets.toml`` states of these targets."""
    return {"target": [_stated(target) for target in targets]}


def _stated(target: Target) -> Entry:
    stated: dict[str, Any] = {}
    for key in Target.model_fields:
        value = getattr(target, key)
        if isinstance(value, Text):
            stated[key] = as_stated(value)
        elif value is not None and value is not False and (key, value) != ("tolerance", 0):
            whole = isinstance(value, float) and value.is_integer()
            stated[key] = int(value) if whole else value
    return stated
