"""What the standing committee is asked to consider, generated from the numbers.

An option that the numbers do not support is left out; nothing asks for more where the odds are
already even.
"""

from dataclasses import dataclass

from forecast.answers.answer import Answer, TargetAnswer
from forecast.errors import Message, message
from forecast.present.sentences.phrases import (
    answered,
    fewest,
    goal,
    has_ended,
    is_ahead,
    lever,
    next_report,
    short_of,
    when,
    yearly,
)
from forecast.record.knowledge import Record
from forecast.units import years_between

LONGEST_DRIVE = 1.5
"""A drive that lasts longer is no peak but a new pace [years]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One thing to decide: what, by when, and what follows from each way of deciding it."""

    what: Message
    deadline: Message
    options: tuple[Message, ...] = ()
    """Ways to choose from, each with its consequence; empty where there is only one."""

    consequence: Message | None = None
    lead: str = ""
    """Who leads; left blank, for the committee to name."""


def decisions(answer: Answer) -> tuple[Decision, ...]:
    """Give what to consider, weightiest first."""
    if has_ended(answer.record):
        return _after_the_end(answer)
    short = short_of(answer)
    paths = tuple(_path(answer, odds) for odds in short)
    growth = _growth(answer, short[0]) if short else _keep(answer)
    return (*paths, *growth, *_figures(answer))


def _path(answer: Answer, odds: TargetAnswer) -> Decision:
    """Choose how to go on towards one target whose odds are less than even."""
    options = (
        _raise_number(answer, odds),
        _found_larger(answer, odds),
        _adjust(answer, odds),
    )
    return Decision(
        what=message(
            "Choose how to go on towards {goal}.", goal=goal(odds.target, on=odds.answered_on)
        ),
        deadline=_programme(answer.record, odds),
        options=tuple(option for option in options if option is not None),
    )


def _raise_number(answer: Answer, odds: TargetAnswer) -> Message | None:
    """Raise the yearly number to what gives even odds, where a number above the plan's does.

    Beyond every precedent it takes a peak drive, where the target is near enough for one.
    """
    need = fewest(answer, odds.target)
    planned = (yearly(answer) or (0.0, 0.0))[1]
    if need is None or need.per_year is None or need.per_year <= planned:
        return None
    until = odds.answered_on or odds.target.due
    said = {"n": need.per_year, "when": when(until)}
    near = years_between(answer.record.as_of, until) <= LONGEST_DRIVE
    if need.unprecedented and near:
        return message(
            "Run a peak drive until {when}, about {n:count} new unions a year: even odds; no such "
            "number is on record.",
            **said,
        )
    if need.unprecedented:
        return message(
            "Raise the number to about {n:count} new unions a year until {when}: even odds; no "
            "such number is on record.",
            **said,
        )
    return message(
        "Raise the number to about {n:count} new unions a year until {when}: even odds.", **said
    )


def _found_larger(answer: Answer, odds: TargetAnswer) -> Message | None:
    """Hold the number and found larger unions, where some mean size gives even odds."""
    size = lever(answer, odds.target, "new_union_size")
    rate = yearly(answer)
    if size is None or size.needed is None or size.needed <= size.base or rate is None:
        return None
    return message(
        "Keep {rate:count_range} a year and found larger unions, {needed:count} members each on "
        "average instead of {base:count}: even odds.",
        rate=rate,
        needed=size.needed,
        base=size.base,
    )


def _adjust(answer: Answer, odds: TargetAnswer) -> Message | None:
    """Report upward and propose another path, with what is to be expected otherwise."""
    if odds.median is None or odds.expected_shortfall is None:
        return None
    return message(
        "Report to the {parent} and propose to adjust the path; without further measures the "
        "middle forecast is {median:count} members, {shortfall:count} short on average.",
        parent=answer.record.federation.parent,
        median=odds.median,
        shortfall=odds.expected_shortfall,
    )


def _growth(answer: Answer, nearest: TargetAnswer) -> tuple[Decision, ...]:
    """Ways to more members that hold whichever path is chosen."""
    found = (
        _enrol(answer, nearest),
        _larger_first(answer, nearest),
        _associations(answer, nearest),
    )
    return tuple(one for one in found if one is not None)


def _enrol(answer: Answer, nearest: TargetAnswer) -> Decision | None:
    """Enrol the workers not yet members where a union exists, and what that can give at most."""
    origin = answer.record.origin
    if origin is None or origin.workers is None or origin.workers <= origin.total:
        return None
    outside = origin.workers - origin.total
    return Decision(
        what=message(
            "Enrol the workers not yet members where a union exists: {outside:count}.",
            outside=outside,
        ),
        deadline=_until(nearest),
        consequence=_share_of_gap(nearest, outside=outside, members=origin.total),
    )


def _share_of_gap(nearest: TargetAnswer, *, outside: float, members: float) -> Message | None:
    """Largest part of the gap to the nearest target that ``outside`` workers can fill."""
    gap = nearest.target.value - members
    if gap <= 0:
        return None
    if outside >= gap:
        return message(
            "Enrolling all of them would cover the {gap:count} members still missing.", gap=gap
        )
    return message(
        "Enrolling all of them covers at most {share:percent} of the {gap:count} members still "
        "missing from {goal}.",
        share=outside / gap,
        gap=gap,
        goal=goal(nearest.target, on=nearest.answered_on),
    )


def _larger_first(answer: Answer, nearest: TargetAnswer) -> Decision | None:
    """Approach firms with many workers first."""
    size = answer.record.rates.get("new_union_size")
    if size is None:
        return None
    return Decision(
        what=message(
            "Approach firms with many workers first, not small ones for the count; use the "
            "incentives in force."
        ),
        deadline=_until(nearest),
        consequence=message(
            "The forecast assumes {size:count} members in a new union on average.", size=size.value
        ),
    )


def _associations(answer: Answer, nearest: TargetAnswer) -> Decision | None:
    """Pilot associations of workers without an employer."""
    size = answer.record.rates.get("association_size")
    if size is None or answer.record.plan.associations_per_year > 0:
        return None
    return Decision(
        what=message("Pilot associations of workers without an employer."),
        deadline=_programme(answer.record, nearest),
        consequence=message(
            "Each is assumed to bring about {size:count} members; the forecast counts none yet.",
            size=size.value,
        ),
    )


def _keep(answer: Answer) -> tuple[Decision, ...]:
    """Keep the pace where every target ahead has even odds or better."""
    rate = yearly(answer)
    ahead = any(is_ahead(odds, answer.record) for odds in answered(answer, "plan"))
    if rate is None or not ahead:
        return ()
    return (
        Decision(
            what=message(
                "Keep to {rate:count_range} new unions a year and follow the figures.",
                rate=rate,
            ),
            deadline=message("{date:day}", date=next_report(answer.record)),
            consequence=message("The odds of the targets ahead are even or better at this pace."),
        ),
    )


def _figures(answer: Answer) -> tuple[Decision, ...]:
    """Fix the figures that are missing and would sharpen the forecast."""
    record = answer.record
    missing = []
    if record.origin is None:
        missing.append(message("members, unions and workers in unionised units"))
    if "firms" not in record.tables:
        missing.append(message("the list of firms with 25 workers or more and no union"))
    if "movements" not in record.tables:
        missing.append(message("members admitted, left and transferred"))
    if not missing:
        return ()
    report = next_report(record)
    return (
        Decision(
            what=message("Fix, as of {date:day}: {figures:series}.", date=report, figures=missing),
            deadline=message("{date:day}", date=report),
            consequence=message("The forecast will be updated when new figures are in."),
        ),
    )


def _after_the_end(answer: Answer) -> tuple[Decision, ...]:
    """What is left to do once the federation has ended."""
    return (
        Decision(
            what=message(
                "Hand the membership figures over to the bodies that took on the unions of "
                "{federation}.",
                federation=answer.record.federation.short_name,
            ),
            deadline=message("{date:day}", date=next_report(answer.record)),
            consequence=message(
                "The closing review rests on the last official count and the forecasts made "
                "before it."
            ),
        ),
    )


def _programme(record: Record, odds: TargetAnswer) -> Message:
    """Deadline of a choice: next year's work programme, or sooner where the target is."""
    counted = odds.answered_on or odds.target.due
    if counted.year > record.as_of.year:
        return message("in the work programme of {year}", year=record.as_of.year + 1)
    return message("{date:day}", date=min(next_report(record), counted))


def _until(odds: TargetAnswer) -> Message:
    """Deadline of what serves one target: the day it is counted on."""
    return message("{date:day}", date=odds.answered_on or odds.target.due)
