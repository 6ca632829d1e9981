"""The tables of a brief, from an answer: odds, needs, levers, and the numbers behind each chart."""

import datetime as dt

from forecast.answers.answer import Answer
from forecast.answers.outcomes import Curve, Drivers, Fan, NewUnionsAnswer, Reading, TargetAnswer
from forecast.answers.what_if import Lever
from forecast.errors import Message, message
from forecast.present.charts import flows
from forecast.present.sentences.chart_captions import pool_caption
from forecast.present.sentences.phrases import milestone
from forecast.present.tables import Table
from forecast.present.words import Words
from forecast.record.contracts import Target

NOTHING = "–"
CURVE_STEP = 5
"""Every fifth number of new unions a year is listed; the chart holds them all."""


def reading_label(reading: Reading) -> Message:
    """Name of a reading of the targets."""
    if reading == "plan":
        return message("new unions as planned")
    return message("new unions at the pace on record")


def odds_table(answer: Answer, words: Words) -> Table:
    """Odds, middle, range and shortfall of each target under each reading."""
    head = (
        message("Target"),
        message("Reading"),
        message("Odds"),
        message("In words"),
        message("Middle forecast"),
        message("8 chances in 10: from"),
        message("to"),
        message("Missing on average"),
    )
    rows = [_odds_row(answer, one, words) for one in answer.targets]
    return Table(
        caption=words.say(message("Odds of the membership targets")),
        head=tuple(map(words.say, head)),
        rows=tuple(rows),
        figures=frozenset({2, 4, 5, 6, 7}),
        notes=(
            words.say(
                message(
                    "Missing on average over all futures; one in which the target is reached "
                    "counts as none missing."
                )
            ),
        ),
    )


def _odds_row(answer: Answer, one: TargetAnswer, words: Words) -> tuple[str, ...]:
    name = _goal(answer, one.target, words)
    reading = words.say(reading_label(one.reading))
    if one.probability is None or one.interval80 is None or one.likelihood is None:
        reason = words.say(one.reason) if one.reason else NOTHING
        return name, reading, NOTHING, reason, NOTHING, NOTHING, NOTHING, NOTHING
    return (
        name,
        reading,
        words.percent(one.probability),
        words.likelihood(one.likelihood),
        words.count(one.median or 0.0),
        *(words.count(end) for end in one.interval80),
        words.count(one.expected_shortfall or 0.0),
    )


def _goal(answer: Answer, target: Target, words: Words) -> str:
    said = message(
        "{value:count} – {target}",
        value=target.value,
        target=milestone(target, among=answer.record.targets),
    )
    return words.say(said)


def needs_table(answer: Answer, words: Words) -> Table:
    """Fewest new unions a year for each level of odds."""
    levels = sorted({need.confidence for need in answer.new_unions})
    targets = {need.target.id: need.target for need in answer.new_unions}
    needs = {(need.target.id, need.confidence): need for need in answer.new_unions}
    rows = [
        (
            _goal(answer, target, words),
            *(_need(needs.get((name, level)), words) for level in levels),
        )
        for name, target in targets.items()
    ]
    head = [words.say(message("odds of {level:percent}", level=level)) for level in levels]
    return Table(
        caption=words.say(message("New unions a year that each level of odds takes")),
        head=(words.say(message("Target")), *head),
        rows=tuple(rows),
        figures=frozenset(range(1, len(levels) + 1)),
    )


def _need(need: NewUnionsAnswer | None, words: Words) -> str:
    if need is None or need.searched_to is None:
        return NOTHING
    if need.per_year is not None and need.unprecedented:
        return words.say(message("{n:count} (no precedent)", n=need.per_year))
    if need.per_year is not None:
        return words.count(need.per_year)
    if need.reachable:
        return words.say(message("more than {top:count}", top=need.searched_to))
    best = message(
        "not reached up to {top:count}; at best {best:percent} at {n:count}",
        top=need.searched_to,
        best=need.best_probability,
        n=need.best_per_year,
    )
    return words.say(best)


def levers_table(answer: Answer, words: Words) -> Table:
    """What a rate moved alone would have to be, the plan's number of new unions kept."""
    head = (
        message("Target and lever"),
        message("Odds wanted"),
        message("Assumed"),
        message("Needed"),
    )
    return Table(
        caption=words.say(message("Other levers, each moved alone")),
        head=tuple(map(words.say, head)),
        rows=tuple(_lever_row(answer, one, words) for one in answer.levers),
        figures=frozenset({1, 2, 3}),
    )


def _lever_row(answer: Answer, one: Lever, words: Words) -> tuple[str, ...]:
    names = {
        "new_union_size": message("members in a new union, on average"),
        "net_change": message("net change of existing unions a year"),
    }
    target = milestone(one.target, among=answer.record.targets)
    name = message("{target}: {lever}", target=target, lever=names[one.rate])
    said = words.count if one.rate == "new_union_size" else words.signed_percent1
    best = message(
        "not reached up to {most}; at best {best:percent}",
        most=said(one.tried[1]),
        best=one.best_probability,
    )
    needed = words.say(best) if one.needed is None else said(one.needed)
    return words.say(name), words.percent(one.confidence), said(one.base), needed


def fan_table(found: Fan, words: Words) -> Table:
    """Range of members at each half-year and at the end."""
    shown = [i for i, day in enumerate(found.dates) if _is_shown(day, found)]
    head = (
        message("Date"),
        message("Lower end (1 in 10 below)"),
        message("Middle forecast"),
        message("Upper end (1 in 10 above)"),
    )
    rows = [
        (
            words.day(found.dates[i]),
            *(words.count(found.quantiles[level][i]) for level in (0.1, 0.5, 0.9)),
        )
        for i in shown
    ]
    return Table(
        caption=words.say(message("Members by date")),
        head=tuple(map(words.say, head)),
        rows=tuple(rows),
        figures=frozenset({1, 2, 3}),
    )


def _is_shown(day: dt.date, found: Fan) -> bool:
    half = (day.month, day.day) in {(6, 30), (12, 31)}
    return half or day in {found.dates[0], found.dates[-1]}


def curve_table(curves: tuple[Curve, ...], answer: Answer, words: Words) -> Table:
    """Odds of each target at every fifth number of new unions a year."""
    numbers = sorted({n for one in curves for n in one.per_year if n % CURVE_STEP == 0})
    odds = [dict(zip(one.per_year, one.probability, strict=True)) for one in curves]
    rows = [
        (words.count(n), *(words.percent(by[n]) if n in by else NOTHING for by in odds))
        for n in numbers
    ]
    head = [_goal(answer, one.target, words) for one in curves]
    limit = pool_caption(answer)
    return Table(
        caption=words.say(message("Odds by new unions a year")),
        head=(words.say(message("New unions a year")), *head),
        rows=tuple(rows),
        figures=frozenset(range(len(curves) + 1)),
        notes=(words.say(limit),) if limit else (),
    )


def drivers_table(found: Drivers, words: Words) -> Table:
    """Mean flows from the opening to the closing total."""
    rows = [
        (words.say(message("members at the start")), words.count(found.opening)),
        *((words.say(name), words.signed_count(members)) for name, members in flows(found)),
        (words.say(message("members at the end, mean")), words.count(found.closing)),
    ]
    return Table(
        caption=words.say(message("Mean change until {on:day}", on=found.on)),
        head=(words.say(message("Driver")), words.say(message("Members"))),
        rows=tuple(rows),
        figures=frozenset({1}),
        notes=(words.say(message("Rounded figures may not add.")),),
    )
