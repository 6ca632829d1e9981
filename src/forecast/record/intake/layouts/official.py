"""The official half-year form (1-HĐCĐ, 2-HĐCĐ): one indicator a row, nested by its numbering."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from forecast.errors import message, plural
from forecast.record.intake import values
from forecast.record.intake.headings import Field, above
from forecast.record.intake.layouts.layout import Asked, Found, Layout, count_date, known_date
from forecast.record.intake.layouts.line import Line
from forecast.record.intake.proposed import Proposed
from forecast.record.intake.spelling import folded, plain
from forecast.record.intake.values import Period, undated
from forecast.record.origin import MEMBERS, UNIONS, WORKERS

FIELDS = (
    Field("ordinal", r"^so thu tu$|^muc$"),
    Field("content", r"^(cac )?(noi dung|chi tieu|ten chi tieu|danh muc|tieu chi)"),
    Field("unit", r"don vi tinh|^doan vien$|^don vi$"),
    Field(
        "quantity",
        r"so luong|ket qua|thuc hien|^so lieu|^tong so$|ky nay|^so$",
        r"ky truoc|cung ky|ke hoach|nam truoc",
    ),
)

_NOT_A_TOTAL = (
    r"\bnu\b|ket nap|\bgiam\b|\bdang\b|uu tu|chuyen|dao tao|boi duong|tap huan|gioi thieu"
    r"|khen thuong|kho khan|ho tro|tro cap|duoc|chua|ban chap hanh|uy ban|chu tich|to cong doan"
    r"|to truong|de nghi|vi pham|tai nan|hoc|thoa uoc|hoi nghi|doi thoai|tranh chap|giai the"
    r"|thanh lap|nop|thu |co trinh do"
)
_CONCEPTS: tuple[tuple[str, str, str], ...] = (
    (UNIONS, r"^(tong so |so )?cong doan co so\b", _NOT_A_TOTAL + r"|doan vien|lao dong"),
    (
        WORKERS,
        r"^(tong so |so )?lao dong\b",
        _NOT_A_TOTAL.replace("|chua", "").replace("|to cong doan", "")
        + r"|chua co|chua thanh lap|toan (huyen|quan|dia ban)|tren dia ban",
    ),
    (MEMBERS, r"^(tong so |so )?doan vien\b", _NOT_A_TOTAL + r"|cong doan co so"),
)
"""Indicator, folded words it begins with, and words that make it another one."""

_FLOWS: tuple[tuple[str, str, str], ...] = (
    (
        "new_unions",
        r"cong doan co so.*thanh lap moi|thanh lap moi.*cong doan co so",
        r"doan vien|ke hoach|^tai\b",
    ),
    (
        "members_admitted",
        r"doan vien.*ket nap( moi)?|ket nap( moi)? doan vien",
        r"\bnu\b|dang|ke hoach|thanh lap",
    ),
)
FLOWS = frozenset(name for name, _, _ in _FLOWS)
_SECTORED = frozenset({MEMBERS, UNIONS})
_LEVELS = (
    (r"[IVXLC]+\.?", 0),
    (r"\d+\.\d+\.\d+(\.\d+)*\.?", 3),
    (r"\d+\.\d+\.?", 2),
    (r"\d+[.)]?", 1),
    (r"[a-zđ][.)]?", 4),
    (r"[-–*•]", 5),
    (r"\+", 6),
)


@dataclass(slots=True)
class _Within:
    """The indicator the rows below belong to, as long as they are nested in it."""

    indicator: str
    level: int
    parts: int | None = None
    """Level of its first part; deeper rows are parts of parts."""


def read_official(found: Found, asked: Asked) -> None:
    """One fact an indicator and sector."""
    day = _official_day(found, asked)
    if day is None:
        return
    period = next(
        (p for _, text in above(found.sheet, found.head.first) if (p := values.between(text))), None
    )
    sums: dict[tuple[str, str], tuple[int, Line]] = {}
    passed = 0
    for line, indicator, sector in _figures(found, asked):
        if indicator is None or (indicator in FLOWS and period is None):
            passed += line.own("quantity") != ""
            continue
        value = line.count("quantity")
        if value is None:
            continue
        before = sums.get((indicator, sector), (0, line))
        if sector or (indicator, sector) not in sums:  # a total stands once, its parts may be finer
            sums[indicator, sector] = (before[0] + value, before[1])
    for (indicator, sector), (value, line) in sums.items():
        found.rows.append(_fact(line, asked, day, period, (indicator, sector, value)))
    if passed:
        found.note(
            plural(
                "One row of the form is not kept: no figure here speaks of it, or the form does "
                "not say from which day to which it counts.",
                "{n:count} rows of the form are not kept: no figure here speaks of them, or the "
                "form does not say from which day to which they count.",
                n=passed,
            )
        )


def _official_day(found: Found, asked: Asked) -> dt.date | None:
    """The day stated; else 31 May or 30 November by the number of the form and its year."""
    titles = [text for _, text in above(found.sheet, found.head.first)]
    stated = any(values.counted_on(text) for text in titles)
    if asked.date is None and not stated:
        said = plain(" ".join([*titles, found.sheet.name, found.sheet.file]))
        own = (undated(text) for text in (*titles, found.sheet.name, found.sheet.file))
        form = re.search(r"\b([12]) ?hdcd\b", said)
        year = re.search(r"\bnam (20\d\d)\b", " ".join(t for t in own if "kem theo" not in t))
        if form and year:
            return dt.date(int(year[1]), *((5, 31) if form[1] == "1" else (11, 30)))
    return count_date(found, asked)


def _figures(found: Found, asked: Asked) -> Iterator[tuple[Line, str | None, str]]:
    """Rows with a figure, the indicator each is of, and its sector or nothing for all."""
    within: _Within | None = None
    for row in range(found.head.body, len(found.sheet.rows)):
        line = Line(found, row, len(found.faults))
        content = line.text("content")
        if not content:
            continue
        level = _level(line)
        whole = re.sub(r"^(trong do|chia ra|gom)\b *", "", folded(content))
        indicator = _meant(whole)
        nested = within is not None and level > within.level
        if indicator:
            sector = _sector(whole, content, asked)
            if not sector and indicator not in FLOWS:
                within = _Within(indicator, level)
            yield line, indicator, sector
        elif nested and within and within.indicator in _SECTORED:
            sector = asked.sectors.named(content) or ""
            kept = bool(sector) and _part(within, level)
            yield line, within.indicator if kept else None, sector
        else:
            within = within if nested else None
            if line.own("quantity"):
                yield line, None, ""


def _part(within: _Within, level: int) -> bool:
    within.parts = level if within.parts is None else within.parts
    return level == within.parts


def _level(line: Line) -> int:
    mark = line.text("ordinal") or line.text("content")[:1]
    for form, level in _LEVELS:
        if re.fullmatch(form, mark):
            return level
    return 5


def _meant(said: str) -> str | None:
    for indicator, words, never in (*_FLOWS, *_CONCEPTS):
        if re.search(words, said) and not re.search(never, said):
            return indicator
    return None


def _sector(said: str, content: str, asked: Asked) -> str:
    """A sector named behind the indicator, such as members in schools."""
    behind = re.sub(r"^(tong so |so )?(cong doan co so|lao dong|doan vien)\b", "", said).strip()
    return (asked.sectors.named(behind) or "") if behind and content else ""


def _fact(
    line: Line, asked: Asked, day: dt.date, period: Period | None, what: tuple[str, str, int]
) -> Proposed:
    indicator, sector, value = what
    flow = indicator in FLOWS
    return Proposed(
        table="facts",
        cells={
            "date": day.isoformat(),
            "start": period.start.isoformat() if flow and period else "",
            "known_on": known_date(line.found, asked, counted=day),
            "indicator": indicator,
            "sector": sector,
            "value": str(value),
        },
        sheet=line.sheet,
        row=line.row,
        columns={
            "value": line.found.head.columns["quantity"][0],
            "indicator": line.found.head.columns["content"][0],
        },
    )


OFFICIAL = Layout(
    id="official-form",
    title=message("Official half-year form"),
    fields=FIELDS,
    required=(frozenset({"content"}), frozenset({"quantity"})),
    read=read_official,
)
