"""What charts are drawn from in tests: hand-made swings, sectors, earlier forecasts, options."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from sample import sample_answer, sample_record
from sample_federation import FACTS, RANGES, TARGET_2023, TARGET_2025, members_target, text
from sample_odds import curve_of, month_ends, odds

from forecast.answers.answer import Answer
from forecast.answers.outcomes import Curve, SectorFan, TargetAnswer
from forecast.answers.what_if import TornadoBar
from forecast.present import charts
from forecast.present.charts import Drawing, OddsRow
from forecast.present.published import EarlierForecast
from forecast.present.words import Words
from forecast.record.contracts import Event, Fact, Precedent, Target

SWINGS: dict[str, tuple[float, float]] = {
    "new_union_size": (0.012, 0.31),
    "net_change.other": (0.02, 0.24),
    "shock_sd": (0.10, 0.19),
    "closure_rate.other": (0.21, 0.11),
    "enrolment_at_founding": (0.19, 0.18),
    "shock_loading.other": (0.155, 0.175),
    "new_union_closure_rate": (0.168, 0.151),
    "pool_firms": (0.156, 0.166),
    "new_union_size_log_sd": (0.157, 0.165),
    "turnover.school": (0.16, 0.16),
}
"""Odds at the low and at the high end; both above the base for enrolment at the founding."""


def swings_of(target: Target) -> tuple[TornadoBar, ...]:
    """Swings of one target over the sample's ranges."""
    return tuple(
        TornadoBar(
            target=target,
            rate=rate,
            low=RANGES[rate][0],
            high=RANGES[rate][2],
            probability_low=low,
            probability_high=high,
        )
        for rate, (low, high) in SWINGS.items()
    )


def sector_fans(answer: Answer) -> tuple[SectorFan, ...]:
    """Sectors that share the change of all: schools a twentieth, the others the rest."""
    fan, origin = answer.fans[0], answer.record.origin
    assert origin is not None
    found = []
    for sector, share in (("school", 0.05), ("other", 0.95)):
        start = origin.members[sector]
        moved = [
            tuple(start + share * (members - fan.mean[0]) for members in series)
            for series in (fan.mean, *fan.quantiles.values())
        ]
        quantiles = dict(zip(fan.quantiles, moved[1:], strict=True))
        found.append(SectorFan(sector=sector, dates=fan.dates, mean=moved[0], quantiles=quantiles))
    return tuple(found)


def total(day: dt.date, members: float) -> Fact:
    """A counted total."""
    return replace(FACTS[1], date=day, known_on=day, value=members)


COUNTS = (
    total(dt.date(2023, 5, 31), 15_420.0),
    total(dt.date(2023, 11, 30), 16_900.0),
)


def earlier_forecast(as_of: dt.date, members: float, *, later: bool = False) -> EarlierForecast:
    """A forecast of 30 members more each month, give or take 100 and 20 a month."""
    days = month_ends(as_of, dt.date(2025, 12, 31))
    middle = [members + 30 * i for i in range(len(days))]
    return EarlierForecast(
        as_of=as_of,
        dates=days,
        low=tuple(m - (100 + 20 * i if i else 0) for i, m in enumerate(middle)),
        middle=tuple(middle),
        high=tuple(m + (100 + 20 * i if i else 0) for i, m in enumerate(middle)),
        made_later=later,
    )


EARLIER = (
    earlier_forecast(dt.date(2022, 5, 31), 15_100.0, later=True),
    earlier_forecast(dt.date(2022, 11, 17), 15_249.0),
    earlier_forecast(dt.date(2023, 5, 31), 15_420.0),
)

BREAKS = tuple(
    Event(
        id=f"break-{i}",
        kind="members_leave",
        date=day,
        known_on=dt.date(2022, 10, 1),
        members=120,
        name=text(
            "Khối trường học chuyển về thành phố quản lý theo đề án sắp xếp tổ chức bộ máy",
            "Schools pass to the city under the reorganisation of the apparatus",
        ),
        source="https://example.org/break",
    )
    for i, day in enumerate((dt.date(2024, 8, 31), dt.date(2024, 9, 15), dt.date(2024, 9, 15)))
)

FAST = Precedent(
    area=text("Quận Tây Hồ, năm 2024", "Tây Hồ, 2024"),
    start=dt.date(2024, 1, 1),
    end=dt.date(2024, 12, 31),
    new_unions=64,
    known_on=dt.date(2024, 12, 31),
    source="https://example.org/tay-ho-2024",
    grade="B",
)


def rich_answer() -> Answer:
    """The sample with everything a chart can show: counts, breaks, precedents, sectors, swings."""
    record = sample_record()
    known = replace(
        record,
        facts=(
            *record.facts,
            total(dt.date(2018, 11, 30), 13_100),
            total(dt.date(2020, 5, 31), 14_020),
        ),
        events=BREAKS,
        precedents=(*record.precedents, FAST),
    )
    answer = sample_answer(record=known)
    pools = tuple(replace(pool, exhausted_at=52.0 + i) for i, pool in enumerate(answer.pools))
    return replace(
        answer,
        pools=pools,
        sector_fans=sector_fans(answer),
        tornado=(*swings_of(TARGET_2023), *swings_of(TARGET_2025)),
    )


def counted_since(answer: Answer) -> Answer:
    """The same record with two later counts."""
    record = answer.record
    assert record.origin is not None
    newest = replace(record.origin, date=COUNTS[-1].date, stated_date=COUNTS[-1].date)
    members = {"school": 3_646.0, "other": COUNTS[-1].value - 3_646.0}
    return replace(
        answer,
        record=replace(
            record,
            facts=(*record.facts, *COUNTS),
            origin=replace(newest, members=members),
        ),
    )


def with_targets(count: int) -> Answer:
    """The rich answer with one to four targets, two of them on one day from the third on."""
    answer = rich_answer()
    targets = [
        TARGET_2023,
        TARGET_2025,
        members_target(2024, 18_600),
        members_target(2025, 19_700).model_copy(update={"id": "members-2025-city"}),
    ][:count]
    return replace(
        answer,
        targets=tuple(_answered(target) for target in targets),
        curves=tuple(_curve(target, i) for i, target in enumerate(targets)),
        pools=tuple(pool for pool in answer.pools if pool.target in targets),
    )


def _answered(target: Target) -> TargetAnswer:
    return odds(target)


def _curve(target: Target, position: int) -> Curve:
    found = curve_of(TARGET_2025 if position % 2 else TARGET_2023)
    power = 1 + 0.25 * position
    return replace(found, target=target, probability=tuple(p**power for p in found.probability))


NAMES = (
    "Phương án cơ sở",
    "Không tính giới hạn CNVCLĐ",
    "Rà soát, đưa ra khỏi danh sách đoàn viên không còn thực tế",
)


def option_rows(targets: Sequence[Target]) -> list[OddsRow]:
    """Three options: as it stands, one of which only the odds are known, one far off."""
    found = [odds(target) for target in targets]
    middles = [one.median or 0.0 for one in found]
    ranges = [one.interval80 or (0.0, 0.0) for one in found]
    return [
        OddsRow(
            name=NAMES[0],
            odds=tuple(one.probability for one in found),
            middle=tuple(middles),
            interval=tuple(ranges),
        ),
        OddsRow(
            name=NAMES[1],
            odds=(0.004,) * len(targets),
            middle=(None,) * len(targets),
            interval=(None,) * len(targets),
        ),
        OddsRow(
            name=NAMES[2],
            odds=(0.998,) * len(targets),
            middle=tuple(middle + 2_900 for middle in middles),
            interval=tuple((low + 2_700, high + 3_300) for low, high in ranges),
        ),
    ]


def every_drawing(answer: Answer, words: Words) -> dict[str, Drawing]:
    """Every chart that can be drawn of an answer, by name."""
    targets = sorted({one.target.id: one.target for one in answer.targets}.values(), key=_due)
    found: dict[str, Drawing | None] = {
        "fan": charts.fan(answer, words),
        "curve": charts.curve(answer, words),
        **{f"drivers-{i}": charts.drivers(one, words) for i, one in enumerate(answer.drivers)},
        "tornado": charts.tornado(answer, words),
        "sectors": charts.sectors(answer, words),
        "options": charts.comparison(option_rows(targets), targets, words),
    }
    return {name: drawing for name, drawing in found.items() if drawing is not None}


def _due(target: Target) -> dt.date:
    return target.due
