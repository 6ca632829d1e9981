"""Which uncertain rates move the odds of a target: each alone at either end of its range."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from forecast.answers.answer import Answer
from forecast.answers.what_if import TornadoBar
from forecast.errors import Message, message
from forecast.present.charts import letters, theme
from forecast.present.charts.axes import TITLED, plates, rules, unit_below
from forecast.present.charts.labels import Align, Box, Label, written
from forecast.present.charts.paper import MARGIN, Drawing, Panel, Paper, Sheet, draw, key, on
from forecast.present.charts.places import flags
from forecast.present.charts.rows import Rows, rows
from forecast.present.charts.scales import Scale, fitting, round_step
from forecast.present.sentences.phrases import goal
from forecast.present.shortlist import base_odds, swing_odds, widest
from forecast.present.tables.rate_tables import rate_value
from forecast.present.words import Words
from forecast.record.knowledge import KnownRate
from forecast.record.vocabulary import Unit

THICK = 12.0
"""Of a bar [px]."""

BESIDE_BAR = 7.0
"""From the end of a bar to its words [px]."""

BETWEEN = 8.0
"""From the odds to the value of the rate [px]."""

LEFT: Align = "left"
RIGHT: Align = "right"


def tornado(answer: Answer, words: Words, which: int = 0) -> Drawing | None:
    """Draw the widest swings of the odds of one target, counted from 0 by due date.

    ``None`` where the answer has no swings of so many targets.
    """
    bars = widest(answer, which)
    if not bars:
        return None
    return draw(words, lambda paper: _sheet(bars, answer, paper))


def unit_of(unit: Unit) -> Message:
    """Short name of a unit, to stand in brackets after the name of a rate."""
    labels: dict[Unit, Message] = {
        "fraction_per_year": message("% a year"),
        "fraction_per_sqrt_year": message("% a year"),
        "fraction": message("%"),
        "ratio": message("times"),
        "log_sd": message("log scale"),
        "members_per_union": message("members a union"),
        "unions_per_year": message("unions a year"),
        "firms": message("firms"),
        "firms_per_year": message("firms a year"),
        "months": message("months"),
        "dispersion": message("index"),
    }
    return labels[unit]


@dataclass(frozen=True, slots=True, kw_only=True)
class _End:
    """One end of a bar."""

    odds: float
    said: str
    """The odds in words."""

    value: str
    """Of the rate, in its unit."""

    @property
    def width(self) -> float:
        """Of both beside a bar [px]."""
        odds = letters.width(self.said, bold=True)
        return MARGIN + BESIDE_BAR + odds + BETWEEN + letters.width(self.value)


def _sheet(bars: Sequence[TornadoBar], answer: Answer, paper: Paper) -> Sheet:
    rates = [answer.record.rates[bar.rate] for bar in bars]
    base = base_odds(answer, bars[0].target)
    table = rows([_row_name(rate, paper) for rate in rates], paper, column=236)
    left = table.side or MARGIN
    width, height = paper.width - left - MARGIN, table.height
    ends = [_ends(bar, rate, base, paper) for bar, rate in zip(bars, rates, strict=True)]
    x = fitting([need for pair in ends for need in _room(pair, base)], width)
    labels = [
        label
        for pair, y in zip(ends, table.middles, strict=True)
        for label in _end_labels(pair, base, x, y)
    ]
    names = table.labels(left=left)
    said = paper.say(message("forecast: {odds}", odds=swing_odds(base, base=base)))
    mark = Label(text=said, x=x.at(base), y=0, bold=True)
    flag = flags([mark], ends=(MARGIN - left, width), lowest=-12)[0]
    head = key(_how(bars[0]), paper, bottom=-36, left=left)
    unit = message("odds of the target")
    panel = Panel(
        width=width,
        height=height,
        left=left,
        right=MARGIN,
        top=math.ceil(MARGIN - head.box.top),
        bottom=TITLED,
    )
    layers = [
        *_drawn(bars, base, table, x, left=left),
        rules([((x.at(base), flag.box.bottom), (x.at(base), height))]),
        plates([*labels, *names]),
        *written([head, flag, *labels, *names]),
        *written([unit_below(unit, paper, box=Box(0, 0, width, height))]),
    ]
    return Sheet(panel=panel, charts=[alt.LayerChart(layer=layers)])


def _how(bar: TornadoBar) -> Message:
    return message(
        "Odds of {goal} with one assumption alone at the low end (hollow) or the high end (solid) "
        "of its range of 8 chances in 10. In bold: the odds; beside them: the assumption.",
        goal=goal(bar.target),
    )


def _row_name(rate: KnownRate, paper: Paper) -> str:
    return paper.say(message("{rate} ({unit})", rate=rate.name, unit=unit_of(rate.unit)))


def _ends(bar: TornadoBar, rate: KnownRate, base: float, paper: Paper) -> tuple[_End, _End]:
    """Both ends of a bar, the lower odds first."""
    low, high = (
        _End(
            odds=odds,
            said=paper.say(swing_odds(odds, base=base)),
            value=rate_value(value, rate.unit, paper.words),
        )
        for value, odds in ((bar.low, bar.probability_low), (bar.high, bar.probability_high))
    )
    return (low, high) if low.odds <= high.odds else (high, low)


def _room(ends: tuple[_End, _End], base: float) -> list[tuple[float, float, float]]:
    """Room for the words beside a bar [px]."""
    worst, best = ends
    return [(min(worst.odds, base), worst.width, 0), (max(best.odds, base), 0, best.width)]


def _end_labels(ends: tuple[_End, _End], base: float, x: Scale, y: float) -> list[Label]:
    """Odds in bold at each end of a bar, and farther out the value of the rate."""
    worst, best = ends
    left = x.at(min(worst.odds, base)) - BESIDE_BAR
    right = x.at(max(best.odds, base)) + BESIDE_BAR
    odds = [
        Label(text=worst.said, x=left, y=y, align=RIGHT, bold=True),
        Label(text=best.said, x=right, y=y, align=LEFT, bold=True),
    ]
    farther = odds[0].box.left - BETWEEN, odds[1].box.right + BETWEEN
    values = [
        Label(text=worst.value, x=farther[0], y=y, align=RIGHT, colour=theme.MUTED),
        Label(text=best.value, x=farther[1], y=y, align=LEFT, colour=theme.MUTED),
    ]
    return [*odds, *values]


def _drawn(
    bars: Sequence[TornadoBar], base: float, table: Rows, x: Scale, *, left: float
) -> list[alt.Chart]:
    """Bars from the odds as forecast to those at either end: hollow at the low, solid at the high.

    Both lie on the same side where an assumption helps or harms at either end alike.
    """
    form = ".0%" if round_step(x.low, x.high, most=6) >= 0.01 else ".1%"
    marks = [mark for mark in x.steps(most=6, left=left, right=MARGIN) if mark >= 0]
    axis = alt.Axis(title=None, values=marks, format=form, labelFlush=False)
    across = alt.X("base:Q", scale=alt.Scale(domain=x.domain, nice=False), axis=axis)
    up = alt.Y("top:Q", scale=None, axis=None)
    placed = [
        {"base": base, "low": bar.probability_low, "high": bar.probability_high}
        | {"top": y - THICK / 2, "bottom": y + THICK / 2}
        for bar, y in zip(bars, table.middles, strict=True)
    ]
    low = on(placed).mark_rect(fill=theme.PAPER, stroke=theme.EDGE, strokeWidth=1.5)
    high = on(placed).mark_rect(fill=theme.EDGE, stroke=theme.EDGE, strokeWidth=1.5)
    return [
        high.encode(x=across, x2="high:Q", y=up, y2="bottom:Q"),
        low.encode(x=across, x2="low:Q", y=up, y2="bottom:Q"),
    ]
