"""What a plausible Gia Lâm record holds: a few figures for shape, with made-up addresses."""

import datetime as dt
from dataclasses import replace
from typing import Any

from forecast.record.contracts import (
    AssumptionVersion,
    EvidenceGrade,
    Fact,
    FederationFile,
    PlanChange,
    Precedent,
    Sector,
    Target,
)
from forecast.record.knowledge import KnownRate, Origin, Record
from forecast.record.texts import Text
from forecast.record.vocabulary import RATES

AS_OF = dt.date(2022, 11, 17)
SOURCE = "https://example.org/gia-lam-2022"


def text(vi: str, en: str) -> Text:
    """Words in both languages."""
    return Text(vi=vi, en=en)


FEDERATION = FederationFile(
    name=text("Liên đoàn Lao động huyện Gia Lâm", "Gia Lâm District Federation of Labour"),
    short_name=text("LĐLĐ huyện Gia Lâm", "Gia Lâm federation"),
    parent=text("LĐLĐ thành phố Hà Nội", "Hà Nội City Federation of Labour"),
    place=text("Gia Lâm", "Gia Lâm"),
    area=text("toàn huyện", "the district"),
    level="district",
    provenance="public",
    reporting_dates=("05-31", "11-30"),
    sector=(
        Sector(id="school", name=text("Trường học", "Schools")),
        Sector(
            id="other",
            name=text("Doanh nghiệp, xã, cơ quan khác", "Enterprises, communes, other offices"),
            founding=True,
        ),
    ),
)


def members_target(year: int, value: float) -> Target:
    """A promise of about ``value`` members at the end of ``year``."""
    said = f"{value:,.0f}"
    return Target(
        id=f"members-{year}",
        what="members",
        kind="stock",
        value=value,
        tolerance=250,
        comparison="about",
        unit="members",
        due=dt.date(year, 12, 31),
        official_count=dt.date(year, 11, 30),
        set_by=text("Ban Chấp hành LĐLĐ huyện", "The federation's executive committee"),
        clause="444/KH-LĐLĐ, I.3",
        known_on=dt.date(2021, 10, 11),
        wording=text(
            f"khoảng {said.replace(',', '.')} đoàn viên đến năm {year}",
            f"about {said} members by {year}",
        ),
        reading=text(
            f"Đọc là đến 31/12/{year}, cách đọc rộng nhất.",
            f"Read as 31 December {year}, the most generous reading.",
        ),
    )


TARGET_2023 = members_target(2023, 18_000)
TARGET_2025 = members_target(2025, 19_500)
TARGET_FOUNDINGS = Target(
    id="new-unions-a-year",
    what="new_unions",
    kind="flow",
    value=13,
    high=15,
    comparison="at_least",
    unit="unions",
    sector="other",
    every_year=True,
    due=dt.date(2025, 12, 31),
    set_by=text("Ban Chấp hành LĐLĐ huyện", "The federation's executive committee"),
    clause="444/KH-LĐLĐ, I.3",
    known_on=dt.date(2021, 10, 11),
    wording=text("mỗi năm thành lập mới ít nhất 13–15 CĐCS", "at least 13–15 new unions a year"),
    reading=text("Mức tối thiểu 13, phấn đấu 15.", "A floor of 13, an aim of 15."),
)

ORIGIN = Origin(
    date=AS_OF,
    stated_date=AS_OF,
    known_on=AS_OF,
    members={"school": 3_646, "other": 11_603},
    unions={"school": 82, "other": 162},
    workers=16_046,
    grade="A",
    source=SOURCE,
)

RANGES: dict[str, tuple[float, float, float]] = {
    "turnover.school": (0.02, 0.04, 0.08),
    "turnover.other": (0.06, 0.1, 0.16),
    "net_change.school": (-0.02, 0.0, 0.02),
    "net_change.other": (-0.03, 0.0075, 0.045),
    "closure_rate.school": (0.001, 0.0022, 0.005),
    "closure_rate.other": (0.004, 0.01, 0.025),
    "shock_loading.school": (0.1, 0.2, 0.4),
    "shock_loading.other": (0.8, 1.0, 1.25),
    "shock_sd": (0.025, 0.04, 0.064),
    "existing_size_log_sd": (1.05, 1.25, 1.49),
    "new_union_size": (46.0, 59.9, 78.0),
    "new_union_size_log_sd": (1.05, 1.25, 1.49),
    "new_union_closure_rate": (0.012, 0.029, 0.07),
    "enrolment_at_founding": (0.65, 0.8, 0.9),
    "enrolment_months": (2.5, 4.0, 6.4),
    "count_error_a": (0.001, 0.00316, 0.01),
    "count_error_b": (0.004, 0.011, 0.03),
    "count_error_c": (0.01, 0.0283, 0.08),
    "pool_firms": (150.0, 229.0, 350.0),
    "pool_refill": (8.0, 15.0, 28.0),
    "pool_size_decline": (0.12, 0.3, 0.58),
    "founding_rate": (6.0, 12.0, 24.0),
    "founding_dispersion": (1.5, 4.0, 10.7),
    "association_size": (20.0, 45.0, 101.0),
}

RATE_NAMES: dict[str, Text] = {
    "turnover": text("Đoàn viên ra khỏi tổ chức mỗi năm", "Members leaving a year"),
    "net_change": text("Thực tăng tại CĐCS hiện có", "Net change of existing unions"),
    "closure_rate": text("Đoàn viên tại CĐCS giải thể", "Members of unions that close"),
    "shock_loading": text("Mức chịu tác động kinh tế", "Exposure to the economy"),
    "shock_sd": text("Biến động kinh tế chung", "Shared economic swings"),
    "existing_size_log_sd": text("Chênh lệch quy mô CĐCS", "Spread of union sizes"),
    "new_union_size": text("Quy mô bình quân CĐCS mới", "Mean size of a new union"),
    "new_union_size_log_sd": text("Chênh lệch quy mô CĐCS mới", "Spread of new unions' sizes"),
    "new_union_closure_rate": text("CĐCS mới giải thể mỗi năm", "New unions closing a year"),
    "enrolment_at_founding": text("Tỷ lệ vào đoàn khi thành lập", "Enrolled at the founding"),
    "enrolment_months": text("Thời gian kết nạp đủ", "Months until fully enrolled"),
    "count_error_a": text("Sai số của số liệu loại A", "Counting error, grade A"),
    "count_error_b": text("Sai số của số liệu loại B", "Counting error, grade B"),
    "count_error_c": text("Sai số của số liệu loại C", "Counting error, grade C"),
    "pool_firms": text("Doanh nghiệp chưa có CĐCS", "Firms without a union"),
    "pool_refill": text("Doanh nghiệp mới đủ điều kiện", "Firms newly large enough"),
    "pool_size_decline": text("Quy mô giảm dần khi nguồn cạn", "Fall of size as the pool empties"),
    "founding_rate": text("Nhịp độ thành lập CĐCS mới", "Pace of foundings"),
    "founding_dispersion": text("Mức tập trung theo đợt", "Clustering of foundings"),
    "association_size": text("Quy mô nghiệp đoàn", "Size of an association"),
}


def known_rate(key: str) -> KnownRate:
    """One rate of the sample with its source and grades."""
    rate, _, sector = key.partition(".")
    low, value, high = RANGES[key]
    grades: tuple[EvidenceGrade, EvidenceGrade] = (
        ("medium", "high") if rate in {"net_change", "new_union_size"} else ("low", "medium")
    )
    name = RATE_NAMES[rate]
    if sector:
        label = next(part.name for part in FEDERATION.sector if part.id == sector)
        name = text(f"{name.vi} ({label.vi})", f"{name.en} ({label.en})")
    return KnownRate(
        key=key,
        name=name,
        unit=RATES[rate].unit,
        shape=RATES[rate].shape,
        value=value,
        low=low,
        high=high,
        evidence=grades[0],
        impact=grades[1],
        version=AssumptionVersion(
            known_on=dt.date(2021, 2, 1),
            evidence_date=dt.date(2020, 12, 31),
            value=value,
            low=low,
            high=high,
            evidence=grades[0],
            source="https://example.org/precedents",
            basis=text("Suy từ số liệu các quận, huyện lân cận.", "Argued from sibling districts."),
        ),
        hindsight=False,
        changed_by_scenario=False,
    )


FACTS = (
    Fact(
        date=dt.date(2016, 10, 30),
        start=dt.date(2016, 1, 1),
        known_on=dt.date(2016, 10, 30),
        known_on_assumed=True,
        indicator="new_unions",
        sector=None,
        value=16,
        low=None,
        high=None,
        source="https://example.org/gia-lam-2016",
        grade="B",
    ),
    Fact(
        date=AS_OF,
        start=None,
        known_on=AS_OF,
        known_on_assumed=False,
        indicator="members_total",
        sector=None,
        value=15_249,
        low=None,
        high=None,
        source=SOURCE,
        grade="A",
    ),
)

PRECEDENTS = (
    Precedent(
        area=text("Gia Lâm", "Gia Lâm"),
        own=True,
        start=dt.date(2016, 1, 1),
        end=dt.date(2016, 10, 30),
        new_unions=16,
        known_on=dt.date(2016, 10, 30),
        source="https://example.org/gia-lam-2016",
        grade="B",
    ),
    Precedent(
        area=text("Mê Linh", "Mê Linh"),
        start=dt.date(2022, 1, 1),
        end=dt.date(2022, 10, 31),
        new_unions=15,
        known_on=dt.date(2022, 10, 31),
        source="https://example.org/me-linh-2022",
        grade="B",
    ),
)


def sample_record(**changes: Any) -> Record:  # noqa: ANN401 - any field of the record
    """Give what was known of Gia Lâm on 17 November 2022, with any field replaced."""
    record = Record(
        dataset="gia-lam",
        federation=FEDERATION,
        as_of=AS_OF,
        scenario="base",
        scenario_name=text("Phương án cơ sở", "Base"),
        scenario_note=text("Không thay đổi gì.", "Changes nothing."),
        plan=PlanChange(),
        shocks=(),
        origin=ORIGIN,
        facts=FACTS,
        rates={key: known_rate(key) for key in RANGES},
        targets=(TARGET_FOUNDINGS, TARGET_2023, TARGET_2025),
        events=(),
        precedents=PRECEDENTS,
        tables=("facts",),
    )
    return replace(record, **changes)
