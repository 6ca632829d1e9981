"""Earlier forecasts against what was counted since: dashed as they ran, solid as it came."""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from forecast.answers.answer import Answer
from forecast.errors import message
from forecast.present.charts import letters, theme
from forecast.present.charts.axes import (
    BELOW,
    Axes,
    days_below,
    members_beside,
    plates,
    room_beside,
    rules,
    unit_above,
)
from forecast.present.charts.bands import band, counted, middle
from forecast.present.charts.labels import Box, Label, around, written
from forecast.present.charts.paper import MARGIN, Drawing, Panel, Paper, Sheet, draw, key
from forecast.present.charts.places import MARK, Ground, beside, spread
from forecast.present.charts.scales import Scale, moment
from forecast.present.earlier import compared, forecast_for
from forecast.present.observed import observed_totals
from forecast.present.published import EarlierForecast
from forecast.present.words import Words

HEIGHTS = 214.0, 176.0
"""Of the axes, wide and narrow [px]."""

ON = 0.15
"""So much of the time from the first forecast to the last count is shown beyond that count."""

EDGED = 3
"""Up to so many ranges are edged; the edges of more would be a net that hides the counts."""

TO_THE_RIGHT = 16.0
"""From the end of the axes to the names of the forecasts [px]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """What one picture shows."""

    forecasts: Sequence[EarlierForecast]
    """Cut at the last day shown."""

    totals: Sequence[tuple[dt.date, float]]
    first: dt.date
    last: dt.date


def earlier_forecasts(
    answer: Answer, earlier: Sequence[EarlierForecast], words: Words
) -> Drawing | None:
    """Draw the forecasts that a later count can be held against; ``None`` when there are none."""
    totals = observed_totals(answer.record)
    tested = {one.as_of for one in compared(earlier, totals)}
    if not tested:
        return None
    shown = _shown([one for one in earlier if one.as_of in tested], totals)
    return draw(words, lambda paper: _sheet(shown, paper))


def _shown(tested: Sequence[EarlierForecast], totals: Sequence[tuple[dt.date, float]]) -> _Shown:
    first = min(one.dates[0] for one in tested)
    newest = totals[-1][0]
    last = min(newest + ON * (newest - first), max(one.dates[-1] for one in tested))
    return _Shown(
        forecasts=[_cut(one, last) for one in tested],
        totals=[(day, members) for day, members in totals if day >= first],
        first=first,
        last=last,
    )


def _cut(found: EarlierForecast, last: dt.date) -> EarlierForecast:
    """Give a forecast up to a day, with its range on that day."""
    if last >= found.dates[-1]:
        return found
    kept = [i for i, day in enumerate(found.dates) if day < last]
    low, centre, high = forecast_for(found, last)
    return EarlierForecast(
        as_of=found.as_of,
        dates=(*(found.dates[i] for i in kept), last),
        low=(*(found.low[i] for i in kept), low),
        middle=(*(found.middle[i] for i in kept), centre),
        high=(*(found.high[i] for i in kept), high),
        made_later=found.made_later,
    )


def _sheet(shown: _Shown, paper: Paper) -> Sheet:
    height = HEIGHTS[paper.narrow]
    y = _members_scale(shown, height)
    ends = _end_labels(shown, y, paper)
    left = room_beside(y, paper)
    right = math.ceil(TO_THE_RIGHT + max(label.box.right for label in ends) + MARGIN)
    width = paper.width - left - right
    first, last = moment(shown.first), moment(shown.last)
    axes = Axes(
        x=Scale(first - 0.02 * (last - first), last, 0, width),
        y=y,
        below=days_below(shown.first, shown.last, paper, width=width),
        beside=members_beside(y),
        days=True,
    )
    ends = [label.moved((width + TO_THE_RIGHT, label.y), "left") for label in ends]
    unit = unit_above(message("members"), paper, left=left)
    how = message(
        "Solid: counted. Dashed: middle of each earlier forecast, named by the day it knew of. "
        "Bands: its 8 chances in 10."
    )
    head = key(how, paper, bottom=unit.y - 18, left=left)
    panel = Panel(
        width=width,
        height=height,
        left=left,
        right=right,
        top=math.ceil(MARGIN - head.box.top),
        bottom=BELOW + MARGIN,
    )
    layers = [
        *(layer for one in shown.forecasts for layer in _ranged(one, shown, axes)),
        *(
            middle(one.dates, one.middle, axes, colour=theme.EDGE, width=1.6)
            for one in shown.forecasts
        ),
        *counted(shown.totals, axes),
        _leaders(shown, ends, axes),
        *_newest(shown, axes, paper),
        *written([head, unit, *ends]),
    ]
    return Sheet(panel=panel, charts=[alt.LayerChart(layer=layers)])


def _members_scale(shown: _Shown, height: float) -> Scale:
    figures = [
        *(members for _, members in shown.totals),
        *(members for one in shown.forecasts for members in (*one.low, *one.high)),
    ]
    return Scale.round(figures, start=height, end=0, most=6)


def _ranged(found: EarlierForecast, shown: _Shown, axes: Axes) -> list[alt.Chart]:
    """Range of one forecast, the paler the more of them lie upon one another."""
    many = len(shown.forecasts)
    opacity = theme.OUTER / many**0.5
    return band(found.dates, found.low, found.high, axes, opacity=opacity, edged=many <= EDGED)


def _end_labels(shown: _Shown, y: Scale, paper: Paper) -> list[Label]:
    """Name every forecast at its end, apart from one another."""
    from_top = sorted(shown.forecasts, key=lambda one: (-one.middle[-1], one.as_of))
    wanted = [y.at(one.middle[-1]) for one in from_top]
    places = spread(wanted, [letters.LINE] * len(wanted), ends=(-8, y.start + 8))
    middles = {one.as_of: place for one, place in zip(from_top, places, strict=True)}
    return [
        Label(text=_name(one, paper), x=0, y=middles[one.as_of], colour=theme.MUTED)
        for one in shown.forecasts
    ]


def _name(found: EarlierForecast, paper: Paper) -> str:
    if found.made_later:
        return paper.say(message("{day:day}, made later", day=found.as_of))
    return paper.words.day(found.as_of)


def _leaders(shown: _Shown, ends: Sequence[Label], axes: Axes) -> alt.Chart:
    pairs = [
        (axes.at(moment(one.dates[-1]), one.middle[-1]), (label.x - 3, label.y))
        for one, label in zip(shown.forecasts, ends, strict=True)
    ]
    return rules(pairs, width=0.8)


def _newest(shown: _Shown, axes: Axes, paper: Paper) -> list[alt.Chart]:
    """Name the newest count where there is room."""
    counts = axes.path([moment(day) for day, _ in shown.totals], [m for _, m in shown.totals])
    lines = [axes.path(map(moment, one.dates), one.middle) for one in shown.forecasts]
    ground = Ground(
        frame=Box(0, -10, axes.x.end, axes.y.start),
        boxes=[around(at, MARK) for at in counts],
        paths=[counts, *lines],
    )
    number = Label(text=paper.words.count(shown.totals[-1][1]), x=0, y=0, bold=True)
    label = ground.put(beside(number, counts[-1]))
    return [plates([label]), *written([label])]
