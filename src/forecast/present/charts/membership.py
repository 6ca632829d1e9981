"""Where membership heads: counted totals, the projected range, every promise and dated break."""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from forecast.answers.answer import Answer
from forecast.answers.outcomes import Fan
from forecast.errors import Message, message
from forecast.present.charts import dated_breaks, letters, theme
from forecast.present.charts.axes import (
    BELOW,
    Axes,
    crowned,
    days_below,
    members_beside,
    plates,
    room_beside,
    rules,
)
from forecast.present.charts.bands import band, counted, middle
from forecast.present.charts.dated_breaks import Breaks
from forecast.present.charts.labels import Box, Label, around, written
from forecast.present.charts.paper import MARGIN, Drawing, Panel, Paper, Sheet, draw, key, on
from forecast.present.charts.places import MARK, Ground, beside, spread
from forecast.present.charts.scales import Scale, moment
from forecast.present.observed import breaks, observed_totals
from forecast.present.sentences.phrases import lead_reading
from forecast.present.words import Words
from forecast.record.contracts import Target

HEIGHTS = 226.0, 176.0
"""Of the axes, wide and narrow [px]."""

TO_THE_RIGHT = 16.0
"""From the end of the axes to the words on its ranges [px]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """What one picture shows."""

    fan: Fan
    totals: Sequence[tuple[dt.date, float]]
    targets: Sequence[Target]
    breaks: Breaks
    first: dt.date
    last: dt.date


def fan(answer: Answer, words: Words) -> Drawing | None:
    """Membership by month under the leading reading; ``None`` when nothing is projected."""
    found = next((one for one in answer.fans if one.reading == lead_reading(answer)), None)
    if found is None:
        return None
    shown = _shown(answer, found)
    return draw(words, lambda paper: _sheet(shown, paper))


def _shown(answer: Answer, found: Fan) -> _Shown:
    totals = observed_totals(answer.record)
    targets = [one.target for one in answer.targets if one.reading == found.reading]
    days = [*found.dates, *(day for day, _ in totals), *(target.due for target in targets)]
    return _Shown(
        fan=found,
        totals=totals,
        targets=sorted(targets, key=lambda one: one.due),
        breaks=breaks(answer.record, first=min(days), last=max(days)),
        first=min(days),
        last=max(days),
    )


def _sheet(shown: _Shown, paper: Paper) -> Sheet:
    height = HEIGHTS[paper.narrow]
    y = _members_scale(shown, height)
    ends = _end_labels(shown.fan, y, paper)
    left = room_beside(y, paper)
    right = math.ceil(TO_THE_RIGHT + max(label.box.right for label in ends) + MARGIN)
    width = paper.width - left - right
    axes = _axes(shown, y, paper, width=width)
    ends = [label.moved((width + TO_THE_RIGHT, label.y), "left") for label in ends]
    unit, days = crowned(
        message("members"),
        dated_breaks.named(shown.breaks, axes, paper),
        paper,
        left=left,
        right=width + right - MARGIN,
    )
    head = key(_how(shown), paper, bottom=min(label.y for label in [unit, *days]) - 18, left=left)
    notes = dated_breaks.notes(shown.breaks, paper, left=left, below=height + BELOW)
    panel = Panel(
        width=width,
        height=height,
        left=left,
        right=right,
        top=math.ceil(MARGIN - head.box.top),
        bottom=math.ceil(max([BELOW, *(note.box.bottom - height for note in notes)]) + MARGIN),
    )
    cuts = dated_breaks.ruled(shown.breaks, days, axes)
    layers = [
        *_ranges(shown.fan, axes),
        rules(cuts, dash=theme.HELP_DASH),
        *counted(shown.totals, axes),
        _leaders(shown.fan, ends, axes),
        *_named_marks(shown, axes, [unit, *days], paper),
        *written([head, unit, *days, *ends, *notes]),
    ]
    return Sheet(panel=panel, charts=[alt.LayerChart(layer=layers)])


def _how(shown: _Shown) -> Message:
    """Tell counts from the forecast; a single count is a dot and no line."""
    if len(shown.totals) == 1:
        return message("Dot: counted. Dashed: forecast.")
    return message("Solid: counted. Dashed: forecast.")


def _members_scale(shown: _Shown, height: float) -> Scale:
    """Hold every count, both ends of the range, and every target with its name above it."""
    figures = [
        *(members for _, members in shown.totals),
        *(target.value for target in shown.targets),
        *(members for level in (0.1, 0.9) for members in shown.fan.quantiles[level]),
    ]
    names = (letters.LINE + 8) / height * (max(figures) - min(figures))
    highest = max(target.value for target in shown.targets) if shown.targets else min(figures)
    return Scale.round([*figures, highest + names], start=height, end=0, most=6)


def _axes(shown: _Shown, y: Scale, paper: Paper, *, width: float) -> Axes:
    first, last = moment(shown.first), moment(shown.last)
    return Axes(
        x=Scale(first - 0.02 * (last - first), last, 0, width),
        y=y,
        below=days_below(shown.first, shown.last, paper, width=width),
        beside=members_beside(y),
        days=True,
    )


def _ranges(found: Fan, axes: Axes) -> list[alt.Chart]:
    levels = found.quantiles
    return [
        *band(found.dates, levels[0.1], levels[0.9], axes, opacity=theme.OUTER),
        *band(found.dates, levels[0.25], levels[0.75], axes, opacity=theme.INNER),
        middle(found.dates, levels[0.5], axes),
    ]


def _last(found: Fan, level: float) -> float:
    return found.quantiles[level][-1]


def _ends(found: Fan) -> tuple[float, float, float]:
    """Where the words on the outer range, the middle and the inner range point to [members]."""
    return (
        (_last(found, 0.75) + _last(found, 0.9)) / 2,
        _last(found, 0.5),
        (_last(found, 0.25) + _last(found, 0.5)) / 2,
    )


def _end_labels(found: Fan, y: Scale, paper: Paper) -> list[Label]:
    """Name both ranges and the middle at the end of the fan, apart from one another."""
    outer = message(
        "8 chances in 10:\n{low:count}–{high:count}", low=_last(found, 0.1), high=_last(found, 0.9)
    )
    centre = message("middle forecast:\n{members:count}", members=_last(found, 0.5))
    inner = message(
        "5 chances in 10:\n{low:count}–{high:count}",
        low=_last(found, 0.25),
        high=_last(found, 0.75),
    )
    texts = [paper.say(said) for said in (outer, centre, inner)]
    heights = [letters.LINE * (1 + text.count("\n")) + 5 for text in texts]
    wanted = [y.at(members) for members in _ends(found)]
    middles = spread(wanted, heights, ends=(-12, y.start + 8))
    return [
        Label(text=text, x=0, y=place - letters.LINE * text.count("\n") / 2, bold=said is centre)
        for text, place, said in zip(texts, middles, (outer, centre, inner), strict=True)
    ]


def _leaders(found: Fan, ends: Sequence[Label], axes: Axes) -> alt.Chart:
    """Lead from the end of the fan to its words."""
    end = axes.x.at(moment(found.dates[-1]))
    pairs = [
        ((end + 1, axes.y.at(members)), (label.x - 3, label.middle))
        for members, label in zip(_ends(found), ends, strict=True)
    ]
    return rules(pairs, width=0.8)


def _named_marks(
    shown: _Shown, axes: Axes, above: Sequence[Label], paper: Paper
) -> list[alt.Chart]:
    """Mark every target; name the newest count, the targets and, if there is room, the oldest."""
    counts = axes.path([moment(day) for day, _ in shown.totals], [m for _, m in shown.totals])
    marks = [axes.at(moment(target.due), target.value) for target in shown.targets]
    days = [moment(day) for day in shown.fan.dates]
    lines = [axes.path(days, shown.fan.quantiles[level]) for level in (0.1, 0.5, 0.9)]
    ground = Ground(
        frame=Box(0, -10, axes.x.end, axes.y.start),
        boxes=[*(around(at, MARK) for at in [*counts, *marks]), *(label.box for label in above)],
        paths=[counts, *lines, *dated_breaks.ruled(shown.breaks, above[1:], axes)],
    )
    newest = [_count_label(shown.totals[-1], paper), _number_label(shown.totals[-1], paper)]
    labels = [ground.put(place for label in newest for place in beside(label, counts[-1]))]
    # From the highest down: of two on one day the upper takes the place above, the lower below.
    for position in sorted(range(len(marks)), key=lambda i: -shown.targets[i].value):
        label = _target_label(shown.targets[position], position, paper)
        labels.append(ground.put(beside(label, marks[position])))
    if len(counts) > 1:
        places = beside(_count_label(shown.totals[0], paper), counts[0])
        labels += [place for place in places if ground.is_free(place)][:1]
    return [plates(labels), *_target_marks(shown.targets, axes), *written(labels)]


def _count_label(total: tuple[dt.date, float], paper: Paper) -> Label:
    day, members = total
    text = paper.say(message("{day:day}: {members:count}", day=day, members=members))
    return Label(text=text, x=0, y=0, bold=True)


def _number_label(total: tuple[dt.date, float], paper: Paper) -> Label:
    """Name a count where there is no room for its day, which the axis tells roughly."""
    return Label(text=paper.words.count(total[1]), x=0, y=0, bold=True)


def _target_label(target: Target, position: int, paper: Paper) -> Label:
    text = paper.say(message("target {value:count}", value=target.value))
    return Label(text=text, x=0, y=0, bold=True, colour=theme.target_style(position)[0])


def _target_marks(targets: Sequence[Target], axes: Axes) -> list[alt.Chart]:
    layers = []
    for position, target in enumerate(targets):
        colour, shape, _ = theme.target_style(position)
        row = {"day": moment(target.due), "members": target.value}
        mark = on([row]).mark_point(color=colour, shape=shape, filled=True, opacity=1, size=100)
        layers.append(mark.encode(x=axes.across("day"), y=axes.up("members")))
    return layers
