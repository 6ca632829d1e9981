"""The figures behind the charts of swings, sectors and earlier forecasts."""

import datetime as dt
from collections.abc import Sequence

from forecast.answers.answer import Answer
from forecast.answers.outcomes import SectorFan
from forecast.answers.what_if import TornadoBar
from forecast.errors import message
from forecast.present.earlier import Compared
from forecast.present.sentences.chart_captions import sector_name
from forecast.present.sentences.phrases import goal
from forecast.present.shortlist import base_odds, in_tenths, swing_odds, widest
from forecast.present.tables import Table
from forecast.present.tables.rate_tables import rate_value, unit_label
from forecast.present.words import Words
from forecast.present.written import Written, decimal


def tornado_table(answer: Answer, words: Words, which: int = 0) -> Table:
    """Each assumption at either end of its range, and the odds of one target that gives."""
    bars = widest(answer, which)
    head = (
        message("Assumption"),
        message("Unit"),
        message("Low end"),
        message("Odds at the low end"),
        message("High end"),
        message("Odds at the high end"),
    )
    caption = message("Odds with one assumption alone at either end of its range")
    if bars:
        caption = message(
            "Odds of {goal} with one assumption alone at either end of its range",
            goal=goal(bars[0].target),
        )
    return Table(
        caption=words.say(caption),
        head=tuple(map(words.say, head)),
        rows=tuple(_swing(bar, answer, words) for bar in bars),
        figures=frozenset({2, 3, 4, 5}),
    )


def _swing(bar: TornadoBar, answer: Answer, words: Words) -> tuple[str, ...]:
    rate, base = answer.record.rates[bar.rate], base_odds(answer, bar.target)
    low, high = (_odds(odds, base, words) for odds in (bar.probability_low, bar.probability_high))
    return (
        words.text(rate.name),
        words.say(unit_label(rate.unit)),
        rate_value(bar.low, rate.unit, words),
        low,
        rate_value(bar.high, rate.unit, words),
        high,
    )


def _odds(odds: float, base: float, words: Words) -> Written:
    """Odds as the chart says them, with their value."""
    if not in_tenths(odds, base=base):
        return words.percent(odds)
    return decimal(words.say(swing_odds(odds, base=base)), odds, "percent1")


def earlier_table(found: Sequence[Compared], words: Words) -> Table:
    """Every count held against an earlier forecast, and whether it lies within its range."""
    head = (
        message("Forecast of"),
        message("Count of"),
        message("Counted"),
        message("Lower end (1 in 10 below)"),
        message("Middle forecast"),
        message("Upper end (1 in 10 above)"),
        message("Within the range"),
    )
    notes = [message("Between two months the forecast is read straight.")]
    if len(found) > 1:
        notes.append(message("Cases overlap in time and do not count as independent."))
    if any(one.made_later for one in found):
        notes.append(
            message("A forecast made later looks back from when the count could be known.")
        )
    return Table(
        caption=words.say(message("Counts and what earlier forecasts said of them")),
        head=tuple(map(words.say, head)),
        rows=tuple(_case(one, words) for one in found),
        figures=frozenset({2, 3, 4, 5}),
        notes=tuple(map(words.say, notes)),
    )


def _case(one: Compared, words: Words) -> tuple[str, ...]:
    later = message("{day:day}, made later", day=one.as_of)
    return (
        words.say(later) if one.made_later else words.day(one.as_of),
        words.day(one.day),
        words.count(one.counted),
        words.count(one.low),
        words.count(one.middle),
        words.count(one.high),
        words.say(message("yes") if one.is_inside else message("no")),
    )


def sectors_table(answer: Answer, words: Words) -> Table:
    """Members of every sector at the start, at each target's date and at the end."""
    head = (
        message("Sector"),
        message("Date"),
        message("Lower end (1 in 10 below)"),
        message("Middle forecast"),
        message("Upper end (1 in 10 above)"),
        message("Mean"),
    )
    dues = {one.answered_on for one in answer.targets}
    return Table(
        caption=words.say(message("Members by sector and date")),
        head=tuple(map(words.say, head)),
        rows=tuple(row for one in answer.sector_fans for row in _days(one, dues, answer, words)),
        figures=frozenset({2, 3, 4, 5}),
        notes=(
            words.say(
                message("The means of the sectors add to that of all; the ends of ranges do not.")
            ),
        ),
    )


def _days(
    one: SectorFan, dues: set[dt.date | None], answer: Answer, words: Words
) -> list[tuple[str, ...]]:
    shown = {one.dates[0], one.dates[-1], *dues}
    return [
        (
            words.text(sector_name(answer, one)),
            words.day(day),
            *(words.count(one.quantiles[level][i]) for level in (0.1, 0.5, 0.9)),
            words.count(one.mean[i]),
        )
        for i, day in enumerate(one.dates)
        if day in shown
    ]
