"""What the standing committee is asked to consider, generated from the numbers.

An option that the numbers do not support is left out; nothing asks for more where the odds are
already even.
"""

from collections.abc import Sequence

from forecast.answers.answer import Answer
from forecast.answers.outcomes import TargetAnswer
from forecast.errors import Message, message, plural
from forecast.present.sentences.decision import Decision, programme
from forecast.present.sentences.growth import growth
from forecast.present.sentences.phrases import (
    answered,
    fewest,
    goal,
    has_ended,
    is_ahead,
    lever,
    milestone,
    next_report,
    short_of,
    when,
    year_of,
    yearly,
)
from forecast.units import years_between

LONGEST_DRIVE = 1.5
"""A drive that lasts longer is no peak but a new pace [years]."""


def decisions(answer: Answer) -> tuple[Decision, ...]:
    """Give what to consider, weightiest first."""
    if has_ended(answer.record):
        return _after_the_end(answer)
    short = short_of(answer)
    if not short:
        return (*_keep(answer), *_figures(answer))
    paths = tuple(path for odds in short if (path := _path(answer, odds)) is not None)
    adjust = _adjust(answer, short, instead=bool(paths))
    return (*paths, *adjust, *growth(answer, short), *_figures(answer))


def _path(answer: Answer, odds: TargetAnswer) -> Decision | None:
    """Choose how to reach one target whose odds are less than even, where something does."""
    options = (_raise_number(answer, odds), _found_larger(answer, odds))
    found = tuple(option for option in options if option is not None)
    if not found:
        return None
    return Decision(
        what=message("Choose a course for {goal}.", goal=goal(odds.target, on=odds.answered_on)),
        deadline=programme(answer.record, odds),
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
            deadline=programme(answer.record, short[0]),
            consequence=message(
                "Without further measures, middle forecast: {expected:semicolons}.",
                expected=expected,
            ),
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
