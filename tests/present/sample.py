"""A plausible answer of Gia Lâm, built by hand: numbers for shape, no simulation.

Probabilities, percentiles, fans and curves come from one normal law for each target, so that they
agree with one another as those of a real answer do.
"""

import datetime as dt
from dataclasses import replace
from typing import Any

from sample_federation import (
    AS_OF,
    ORIGIN,
    RANGES,
    TARGET_2023,
    TARGET_2025,
    TARGET_FOUNDINGS,
    sample_record,
)
from sample_odds import PER_YEAR, READINGS, curve_of, fan_of, fewest, law, odds

from forecast.answers.answer import Answer, Diagnostics, RateReport
from forecast.answers.outcomes import (
    Drivers,
    IndicatorAnswer,
    MustBeTrue,
    OfficialCount,
    PlanArithmetic,
    Pool,
    Reading,
    Status,
    WithoutCeiling,
)
from forecast.answers.what_if import Lever
from forecast.record.contracts import Target

__all__ = ["odds", "sample_answer", "sample_record"]


def drivers_of(target: Target, *, years: float) -> Drivers:
    """Flows until the due date that add to the mean of the plan reading."""
    closing = law(target, PER_YEAR["plan"]).mean
    left = 1_290 * years
    closed = 125 * years
    organised = 14 * 52 * years
    return Drivers(
        target=target,
        on=target.due,
        opening=ORIGIN.total,
        admitted=closing - ORIGIN.total + left + closed - organised,
        organised=organised,
        transfers_in=0.0,
        left=left,
        closed_members=closed,
        transfers_out=0.0,
        breaks=0.0,
        closing=closing,
    )


def levers_of(target: Target, *, size: float | None, net_change: float | None) -> tuple[Lever, ...]:
    """Mean size and net change that give even odds alone."""
    return (
        Lever(
            target=target,
            confidence=0.5,
            rate="new_union_size",
            base=59.9,
            needed=size,
            tried=(20.0, 240.0),
            best_probability=0.5 if size is not None else 0.31,
        ),
        Lever(
            target=target,
            confidence=0.5,
            rate="net_change",
            base=0.005,
            needed=net_change,
            tried=(-0.05, 0.15),
            best_probability=0.5 if net_change is not None else 0.08,
        ),
    )


Odds = tuple[Target, Reading, float]

WITHOUT_CEILING: tuple[Odds, ...] = (
    (TARGET_2023, "plan", 0.062),
    (TARGET_2023, "recorded", 0.081),
    (TARGET_2025, "plan", 0.274),
    (TARGET_2025, "recorded", 0.331),
)
OFFICIAL: tuple[Odds, ...] = (
    (TARGET_2023, "plan", 0.012),
    (TARGET_2023, "recorded", 0.021),
    (TARGET_2025, "plan", 0.171),
    (TARGET_2025, "recorded", 0.236),
)

ARITHMETIC = PlanArithmetic(
    first=TARGET_2023,
    second=TARGET_2025,
    members=1_500,
    new_unions=(26, 30),
    members_per_union=(50.0, 57.7),
    yearly=750,
    carried_back_to=AS_OF,
    carried_back=17_159,
)

TARGETS = (TARGET_2023, TARGET_2025)


def must_be_true() -> tuple[MustBeTrue, ...]:
    """Bases that would carry each target, for two net changes."""
    return tuple(
        MustBeTrue(target=target, net_change=net, members_per_union=60.0, base=base)
        for target, net, base in (
            (TARGET_2023, 0.0, 16_200.0),
            (TARGET_2023, 0.01, 15_850.0),
            (TARGET_2025, 0.0, 16_000.0),
            (TARGET_2025, 0.01, 15_350.0),
        )
    )


def foundings(status: Status = "open") -> IndicatorAnswer:
    """The plan's yearly number of new unions."""
    return IndicatorAnswer(target=TARGET_FOUNDINGS, status=status, reason=None, probability=0.61)


def rate_report(key: str) -> RateReport:
    """A rate the record left where the prior had it, except the pace of foundings."""
    low, value, high = RANGES[key]
    moved = key == "founding_rate"
    posterior = (9.0, 15.5, 25.0) if moved else (low, value, high)
    return RateReport(key=key, prior=(low, value, high), posterior=posterior, moved=moved)


def sample_answer(**changes: Any) -> Answer:  # noqa: ANN401 - any field of the answer
    """Give the answer of the sample record, with any field replaced."""
    answer = Answer(
        record=sample_record(),
        seed=444,
        targets=tuple(odds(target, reading) for target in TARGETS for reading in READINGS),
        new_unions=tuple(fewest(target, level) for target in TARGETS for level in (0.5, 0.8, 0.9)),
        curves=tuple(curve_of(target) for target in TARGETS),
        fans=tuple(fan_of(reading) for reading in READINGS),
        drivers=(drivers_of(TARGET_2023, years=1.12), drivers_of(TARGET_2025, years=3.12)),
        levers=(
            *levers_of(TARGET_2023, size=None, net_change=0.11),
            *levers_of(TARGET_2025, size=112.0, net_change=0.055),
        ),
        pools=(
            Pool(
                target=TARGET_2023,
                on=TARGET_2023.due,
                firms=(164.0, 246.0, 375.0),
                members_ceiling=(21_300.0, 25_400.0, 31_900.0),
                exhausted_at=219.0,
            ),
            Pool(
                target=TARGET_2025,
                on=TARGET_2025.due,
                firms=(180.0, 276.0, 428.0),
                members_ceiling=(21_800.0, 26_900.0, 34_800.0),
                exhausted_at=88.0,
            ),
        ),
        without_ceiling=tuple(
            WithoutCeiling(target=target, reading=reading, probability=probability)
            for target, reading, probability in WITHOUT_CEILING
        ),
        official_counts=tuple(
            OfficialCount(
                target=target,
                reading=reading,
                on=dt.date(target.due.year, 11, 30),
                probability=probability,
            )
            for target, reading, probability in OFFICIAL
        ),
        plan_rate=(13.0, 15.0),
        plan_arithmetic=ARITHMETIC,
        must_be_true=(),
        indicators=(foundings(),),
        rates=tuple(rate_report(key) for key in RANGES),
        diagnostics=Diagnostics(points=4_096, effective_points=3_610.0, pareto_k=0.21, evidence=()),
        warnings=(),
    )
    return replace(answer, **changes)
