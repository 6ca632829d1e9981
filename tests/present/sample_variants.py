"""The sample answer in every situation a brief must find words for."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from sample import sample_answer, sample_record
from sample_federation import (
    FEDERATION,
    ORIGIN,
    TARGET_2023,
    TARGET_2025,
    known_rate,
    text,
)
from sample_odds import fewest, odds

from forecast.answers.answer import Answer
from forecast.answers.outcomes import NewUnionsAnswer
from forecast.errors import message
from forecast.record.contracts import Event, PlanChange, Target

ENDS = Event(
    id="end",
    kind="federation_ends",
    date=dt.date(2025, 6, 30),
    known_on=dt.date(2025, 5, 23),
    name=text("Kết thúc hoạt động", "The federation ends"),
    source="https://example.org/end",
)


def with_odds(probability: float) -> Answer:
    """Both targets at ``probability`` under the plan, with a curve that agrees."""
    n = 8 if probability >= 0.5 else 45
    needs = tuple(
        replace(fewest(target, 0.5), per_year=n, unprecedented=n > 19)
        for target in (TARGET_2023, TARGET_2025)
    )
    targets = tuple(odds(target, probability=probability) for target in (TARGET_2023, TARGET_2025))
    return sample_answer(targets=targets, new_unions=needs)


def needing(**changes: object) -> Answer:
    """The first target's need for even odds changed."""
    need = fewest(TARGET_2023, 0.5)
    fields = {name: getattr(need, name) for name in NewUnionsAnswer.__slots__} | changes
    return sample_answer(
        targets=(odds(TARGET_2023),), new_unions=(NewUnionsAnswer(**fields),), curves=()
    )


def interior() -> Answer:
    return needing(per_year=None, reachable=False, best_probability=0.31, best_per_year=88)


def beyond() -> Answer:
    return needing(per_year=None, reachable=False, best_per_year=120)


def without_new_unions() -> Answer:
    return replace(needing(per_year=0), targets=(odds(TARGET_2023, probability=0.7),))


def without_total() -> Answer:
    targets = tuple(
        replace(
            odds(target),
            status="unanswerable",
            answered_on=None,
            probability=None,
            likelihood=None,
            interval80=None,
        )
        for target in (TARGET_2023, TARGET_2025)
    )
    return sample_answer(
        record=sample_record(origin=None, as_of=dt.date(2021, 10, 11)),
        targets=targets,
        new_unions=(),
        curves=(),
        fans=(),
        drivers=(),
        levers=(),
        pools=(),
        without_ceiling=(),
        official_counts=(),
        diagnostics=None,
    )


def ending(as_of: dt.date) -> Answer:
    """The second target answered for 31 May 2025, before the end on 30 June."""
    last = replace(odds(TARGET_2025), status="ended", answered_on=dt.date(2025, 5, 31))
    record = sample_record(as_of=as_of, events=(ENDS,))
    return sample_answer(record=record, targets=(odds(TARGET_2023), last))


def ended() -> Answer:
    return ending(dt.date(2025, 7, 1))


def still_ending() -> Answer:
    return ending(dt.date(2025, 5, 24))


def past() -> Answer:
    first = replace(odds(TARGET_2023), status="past", probability=0.06)
    return sample_answer(
        record=sample_record(as_of=dt.date(2024, 3, 1)), targets=(first, odds(TARGET_2025))
    )


def past_before_the_count() -> Answer:
    reason = message("The public record holds no figure for this promise")
    first = replace(
        odds(TARGET_2023), status="past", probability=None, answered_on=None, reason=reason
    )
    return sample_answer(targets=(first, odds(TARGET_2025)))


def illustrative() -> Answer:
    federation = FEDERATION.model_copy(update={"provenance": "illustrative"})
    return sample_answer(record=sample_record(federation=federation))


def internal() -> Answer:
    federation = FEDERATION.model_copy(update={"provenance": "internal"})
    record = sample_record(federation=federation, tables=("facts", "firms", "movements", "roster"))
    return sample_answer(record=record)


def in_hindsight() -> Answer:
    rates = {"new_union_size": replace(known_rate("new_union_size"), hindsight=True)}
    return sample_answer(record=sample_record(rates=rates), rates=())


def one_target_elsewhere() -> Answer:
    """An industrial zone with one firm target in the middle of a year and no plan rate."""
    target = Target(
        **TARGET_2025.model_dump()
        | {"comparison": "at_least", "due": dt.date(2025, 6, 30), "value": 16_000, "tolerance": 0}
    )
    federation = FEDERATION.model_copy(
        update={"area": text("toàn khu", "the zone"), "parent": text("CĐ tỉnh", "Province union")}
    )
    return sample_answer(
        record=sample_record(
            federation=federation,
            targets=(target,),
            origin=replace(ORIGIN, workers=None),
            precedents=(),
            rates={},
        ),
        targets=(replace(odds(target, "recorded", probability=0.4), answered_on=target.due),),
        new_unions=(replace(fewest(TARGET_2025, 0.5), target=target),),
        plan_rate=None,
        plan_arithmetic=None,
        indicators=(),
        rates=(),
        levers=(),
        pools=(),
        without_ceiling=(),
        official_counts=(),
        curves=(),
        drivers=(),
        fans=(),
    )


def scenario_of_twenty() -> Answer:
    return sample_answer(record=sample_record(plan=PlanChange(new_unions_per_year=20)))


def scenario_as_recorded() -> Answer:
    return sample_answer(record=sample_record(plan=PlanChange(new_unions_per_year="recorded")))


def with_breaks() -> Answer:
    drivers = replace(sample_answer().drivers[0], breaks=-120.0, closing=15_797.0)
    return sample_answer(drivers=(drivers,))


def easy() -> Answer:
    return with_odds(0.8)


VARIANTS: list[Callable[[], Answer]] = [
    sample_answer,
    interior,
    beyond,
    without_new_unions,
    without_total,
    ended,
    still_ending,
    past,
    past_before_the_count,
    illustrative,
    internal,
    in_hindsight,
    one_target_elsewhere,
    scenario_of_twenty,
    scenario_as_recorded,
    with_breaks,
    easy,
]
