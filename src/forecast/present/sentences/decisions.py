"""What the standing committee is asked to consider, generated from the numbers.

An option that the numbers do not support is left out; nothing asks for more where the odds are
already even.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from forecast.answers.answer import Answer, TargetAnswer
from forecast.errors import Message, message, plural
from forecast.present.sentences.phrases import (
    answered,
    fewest,
    goal,
    has_ended,
    is_ahead,
    lever,
    milestone,
    new_union_size,
    next_report,
    short_of,
    when,
    year_of,
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
    if not short:
        return (*_keep(answer), *_figures(answer))
    paths = tuple(path for odds in short if (path := _path(answer, odds)) is not None)
    adjust = _adjust(answer, short, instead=bool(paths))
    return (*paths, *adjust, *_growth(answer, short), *_figures(answer))


def _path(answer: Answer, odds: TargetAnswer) -> Decision | None:
    """Choose how to reach one target whose odds are less than even, where something does."""
    options = (_raise_number(answer, odds), _found_larger(answer, odds))
    found = tuple(option for option in options if option is not None)
    if not found:
        return None
    return Decision(
        what=message("Choose a course for {goal}.", goal=goal(odds.target, on=odds.answered_on)),
        deadline=_programme(answer.record, odds),
        options=found,
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
    n = need.per_year
    said = {"when": when(until), "odds": _with(answer, odds, n)}
    near = years_between(answer.record.as_of, until) <= LONGEST_DRIVE
    if need.unprecedented and near:
        return plural(
            "Run a peak drive until {when}, about one new union a year ({odds:semicolons}); no "
            "precedent on record.",
            "Run a peak drive until {when}, about {n:count} new unions a year ({odds:semicolons}); "
            "no precedent on record.",
            n=n,
            **said,
        )
    if need.unprecedented:
        return plural(
            "Raise the number to about one new union a year until {when} ({odds:semicolons}); no "
            "precedent on record.",
            "Raise the number to about {n:count} new unions a year until {when} "
            "({odds:semicolons}); no precedent on record.",
            n=n,
            **said,
        )
    return plural(
        "Raise the number to about one new union a year until {when} ({odds:semicolons}).",
        "Raise the number to about {n:count} new unions a year until {when} ({odds:semicolons}).",
        n=n,
        **said,
    )


def _with(answer: Answer, odds: TargetAnswer, per_year: int) -> list[Message]:
    """Odds with so many new unions a year: even, and those of the other targets ahead."""
    targets = answer.record.targets
    ahead = {one.target.id for one in short_of(answer)}
    found = [message("even odds")]
    for curve in answer.curves:
        if curve.target.id == odds.target.id or curve.target.id not in ahead:
            continue
        said = {
            "target": milestone(curve.target, among=targets),
            "odds": curve.probability[curve.per_year.index(per_year)],
        }
        if curve.target.due > odds.target.due:
            found.append(message("odds of {target} if kept up: {odds:percent}", **said))
        else:
            found.append(message("odds of {target}: {odds:percent}", **said))
    return found


def _found_larger(answer: Answer, odds: TargetAnswer) -> Message | None:
    """Hold the number and found larger unions, where some mean size gives even odds."""
    size = lever(answer, odds.target, "new_union_size")
    rate = yearly(answer)
    if size is None or size.needed is None or size.needed <= size.base or rate is None:
        return None
    return message(
        "Keep {rate:count_range} a year and found larger unions, {needed:count} members each on "
        "average, {times:number1} times the {base:count} assumed: even odds.",
        rate=rate,
        needed=size.needed,
        times=size.needed / size.base,
        base=size.base,
    )


def _adjust(
    answer: Answer, short: Sequence[TargetAnswer], *, instead: bool
) -> tuple[Decision, ...]:
    """Report upward and propose another path, instead of the ways forward where there are any."""
    expected = [
        message(
            "{target}: {median:count} members, {shortfall:count} short on average",
            target=year_of(odds.target, among=answer.record.targets),
            median=odds.median,
            shortfall=odds.expected_shortfall,
        )
        for odds in short
        if odds.median is not None and odds.expected_shortfall is not None
    ]
    if not expected:
        return ()
    parent = answer.record.federation.parent
    return (
        Decision(
            what=message(
                "If no such course is chosen: report to the {parent} and propose to adjust the "
                "timetable.",
                parent=parent,
            )
            if instead
            else message(
                "Report to the {parent} and propose to adjust the timetable.", parent=parent
            ),
            deadline=_programme(answer.record, short[0]),
            consequence=message(
                "Without further measures, middle forecast: {expected:semicolons}.",
                expected=expected,
            ),
        ),
    )


def _growth(answer: Answer, short: Sequence[TargetAnswer]) -> tuple[Decision, ...]:
    """Ways to more members that hold whichever path is chosen."""
    found = (
        _enrol(answer, short[0]),
        _larger_first(answer, short),
        _associations(answer, short[0]),
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
        consequence=_share_of_gap(answer, nearest, outside=outside, members=origin.total),
    )


def _share_of_gap(
    answer: Answer, nearest: TargetAnswer, *, outside: float, members: float
) -> Message | None:
    """Largest part of the gap to the nearest target that ``outside`` workers can fill."""
    gap = nearest.target.value - members
    target = year_of(nearest.target, among=answer.record.targets)
    if gap <= 0:
        return None
    if outside >= gap:
        return message(
            "Enrolling all of them would equal the {gap:count} members to be added for {target}, "
            "if those who leave are replaced.",
            gap=gap,
            target=target,
        )
    return message(
        "Enrolling all of them covers at most {share:percent} of the {gap:count} members to be "
        "added for {target}.",
        share=outside / gap,
        gap=gap,
        target=target,
    )


def _larger_first(answer: Answer, short: Sequence[TargetAnswer]) -> Decision | None:
    """Approach firms with many workers first, and what small ones founded for the count cost."""
    size = new_union_size(answer)
    if size is None:
        return None
    return Decision(
        what=message(
            "Approach firms with many workers first, not small ones for the count; use the "
            "incentives in force."
        ),
        deadline=_until(short[0]),
        consequence=_if_smaller(answer, short, size=size)
        or message(
            "The forecast assumes {size:count} members in a new union on average.", size=size
        ),
    )


def _if_smaller(answer: Answer, short: Sequence[TargetAnswer], *, size: float) -> Message | None:
    """What smaller new unions would do to the last of the targets, from the pairs of levers."""
    target = short[-1].target
    table = next(
        (
            one
            for one in answer.lever_tables
            if one.target.id == target.id and one.lever == "new_union_size"
        ),
        None,
    )
    if table is None or 1.0 not in table.values or min(table.values) >= 1:
        return None
    usual, small = table.values.index(1.0), table.values.index(min(table.values))
    said = {
        "small": size * table.values[small],
        "size": size,
        "target": milestone(target, among=answer.record.targets),
        "odds": table.planned[usual],
        "fallen": table.planned[small],
        "n": table.fewest[usual][0],
        "more": table.fewest[small][0],
    }
    if said["n"] is None or said["more"] is None:
        return message(
            "With {small:count} members in a new union on average instead of {size:count}, the "
            "odds of {target} would fall from {odds:percent} to {fallen:percent}.",
            **said,
        )
    return message(
        "With {small:count} members in a new union on average instead of {size:count}, the odds "
        "of {target} would fall from {odds:percent} to {fallen:percent}, and even odds would take "
        "{more:count} new unions a year instead of {n:count}.",
        **said,
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
            what=plural(
                "Keep to one new union a year and follow the figures.",
                "Keep to {rate:count_range} new unions a year and follow the figures.",
                n=rate[1],
                rate=rate,
            ),
            deadline=message("{day:day}", day=next_report(answer.record)),
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
            what=message(
                "Compile, as at {date:day}: {figures:series}.", date=report, figures=missing
            ),
            deadline=message("{day:day}", day=report),
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
            deadline=message("{day:day}", day=next_report(answer.record)),
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
        return message("Work programme of {year}", year=record.as_of.year + 1)
    return message("{day:day}", day=min(next_report(record), counted))


def _until(odds: TargetAnswer) -> Message:
    """Deadline of what serves one target: the day it is counted on."""
    return message("{day:day}", day=odds.answered_on or odds.target.due)
