"""What more new unions would change: the odds of each target by their number a year."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from forecast.answers.answer import Answer
from forecast.answers.likelihood import EVEN
from forecast.answers.outcomes import Curve
from forecast.errors import message
from forecast.present.charts import letters, theme
from forecast.present.charts.axes import TITLED, Axes, crowned, plates, rules, unit_below
from forecast.present.charts.labels import Box, Label, Point, around, written
from forecast.present.charts.landmarks import Landmark, landmarks
from forecast.present.charts.paper import MARGIN, Drawing, Panel, Paper, Sheet, draw, key, on
from forecast.present.charts.places import MARK, Ground, beside, spread
from forecast.present.charts.scales import Scale, round_steps
from forecast.present.shortlist import last_shown
from forecast.present.words import Words

HEIGHTS = 214.0, 176.0
"""Of the axes, wide and narrow [px]."""

LEFT = 42.0
"""Room for the labels of the axis of odds [px]."""

LONGEST = 340.0, 212.0
"""Longest line of a name above the axes, wide and narrow [px]."""

TO_THE_RIGHT = 16.0
"""From the end of the axes to the names of the curves [px]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One curve as it is drawn."""

    curve: Curve
    position: int
    """Of its target, by due date."""

    top: int
    """Last number shown [unions per year]."""

    @property
    def points(self) -> list[tuple[int, float]]:
        """Numbers a year with the odds they give, up to the end of the axis."""
        pairs = zip(self.curve.per_year, self.curve.probability, strict=True)
        return [(n, p) for n, p in pairs if n <= self.top]

    @property
    def even(self) -> tuple[int, float] | None:
        """The first number with even odds or better; ``None`` when none is shown."""
        return next((point for point in self.points if point[1] >= EVEN), None)

    @property
    def colour(self) -> str:
        """Of its target."""
        return theme.target_style(self.position)[0]


def curve(answer: Answer, words: Words) -> Drawing | None:
    """Odds of each target against new unions a year; ``None`` when there are no odds."""
    if not answer.curves:
        return None
    curves = sorted(answer.curves, key=lambda one: one.target.due)
    top = last_shown(curves)
    lines = [_Line(curve=one, position=i, top=top) for i, one in enumerate(curves)]
    return draw(words, lambda paper: _sheet(lines, answer, paper))


def _sheet(lines: Sequence[_Line], answer: Answer, paper: Paper) -> Sheet:
    height = HEIGHTS[paper.narrow]
    ends = _end_names(lines, Scale(0, 1, height, 0), paper)
    right = math.ceil(TO_THE_RIGHT + max(label.box.right for label in ends) + MARGIN)
    width = paper.width - LEFT - right
    axes = _axes(lines[0].top, width, height)
    ends = [label.moved((width + TO_THE_RIGHT, label.y), "left") for label in ends]
    marks = [one for one in landmarks(answer, paper.words) if one.per_year <= lines[0].top]
    unit, names = crowned(
        message("odds of reaching it"),
        [_flag(one, axes, paper) for one in marks],
        paper,
        left=LEFT,
        right=width + right - MARGIN,
    )
    how = message("Dots: new unions a year for even odds (50%).")
    head = key(how, paper, bottom=min(label.y for label in [unit, *names]) - 18, left=LEFT)
    below = unit_below(message("new unions a year"), paper, box=Box(0, 0, width, height))
    panel = Panel(
        width=width,
        height=height,
        left=LEFT,
        right=right,
        top=math.ceil(MARGIN - head.box.top),
        bottom=TITLED,
    )
    poles = _poles(marks, names, axes)
    layers = [
        *_plan(answer, axes),
        rules([((0, axes.y.at(EVEN)), (width, axes.y.at(EVEN)))], colour=theme.RULE, width=1.5),
        *(
            rules([pole], colour=one.colour, dash=theme.HELP_DASH)
            for one, pole in zip(marks, poles, strict=True)
        ),
        *(_drawn(line, axes) for line in lines),
        _leaders(lines, ends, axes),
        plates(names),
        *_evens(lines, axes, poles, paper),
        *written([head, unit, below, *names, *ends]),
    ]
    return Sheet(panel=panel, charts=[alt.LayerChart(layer=layers)])


def _end_names(lines: Sequence[_Line], odds: Scale, paper: Paper) -> list[Label]:
    """Name the curves at their ends, apart from one another, in the order of ``lines``."""
    from_top = sorted(lines, key=lambda line: (-line.points[-1][1], line.position))
    texts = {line.position: _name(line, paper) for line in from_top}
    heights = [letters.LINE * (1 + text.count("\n")) + 3 for text in texts.values()]
    wanted = [odds.at(line.points[-1][1]) for line in from_top]
    middles = dict(zip(texts, spread(wanted, heights, ends=(-8, odds.start)), strict=True))
    return [
        Label(
            text=texts[line.position],
            x=0,
            y=middles[line.position] - letters.LINE * texts[line.position].count("\n") / 2,
            colour=line.colour,
            bold=True,
        )
        for line in lines
    ]


def _name(line: _Line, paper: Paper) -> str:
    said = {"value": line.curve.target.value, "year": line.curve.target.due.year}
    if (last := line.points[-1][0]) < line.top:
        return paper.say(
            message("{value:count}\nin {year}\n(up to {last:count})", last=last, **said)
        )
    return paper.say(message("{value:count}\nin {year}", **said))


def _leaders(lines: Sequence[_Line], ends: Sequence[Label], axes: Axes) -> alt.Chart:
    """Lead from the end of each curve to its name."""
    pairs = [
        (axes.at(*line.points[-1]), (label.x - 3, label.middle))
        for line, label in zip(lines, ends, strict=True)
    ]
    return rules(pairs, width=0.8)


def _axes(top: int, width: float, height: float) -> Axes:
    odds = alt.Axis(
        title=None, format=".0%", values=[0, 0.25, 0.5, 0.75, 1], domain=False, ticks=False
    )
    numbers = alt.Axis(
        title=None, grid=False, values=round_steps(0, top, most=7), format="d", labelFlush=False
    )
    return Axes(x=Scale(0, top, 0, width), y=Scale(0, 1, height, 0), below=numbers, beside=odds)


def _plan(answer: Answer, axes: Axes) -> list[alt.Chart]:
    """Shade the numbers the plan promises."""
    if answer.plan_rate is None:
        return []
    low, high = answer.plan_rate
    row = {"n": low - 0.5, "n2": high + 0.5, "p": 0, "p2": 1}
    band = on([row]).mark_rect(color=theme.PLAN_BAND)
    return [band.encode(x=axes.across("n"), x2="n2:Q", y=axes.up("p"), y2="p2:Q")]


def _flag(one: Landmark, axes: Axes, paper: Paper) -> Label:
    """Name of a landmark at the foot of its pole, in lines that leave room for others."""
    rows = letters.lines(paper.say(one.name), LONGEST[paper.narrow], bold=one.is_plan)
    return Label(
        text="\n".join(rows),
        x=axes.x.at(one.per_year),
        y=0,
        colour=one.colour,
        bold=one.is_plan,
    )


def _poles(
    marks: Sequence[Landmark], names: Sequence[Label], axes: Axes
) -> list[tuple[Point, Point]]:
    """Rules from the names down to the axis; that of the plan down to its shade."""
    places = [axes.x.at(one.per_year) for one in marks]
    return [
        ((x, name.box.bottom), (x, 0 if one.is_plan else axes.y.start))
        for x, one, name in zip(places, marks, names, strict=True)
    ]


def _drawn(line: _Line, axes: Axes) -> alt.Chart:
    rows = [{"n": n, "p": p} for n, p in line.points]
    dash = theme.target_style(line.position)[2]
    mark = on(rows).mark_line(color=line.colour, strokeWidth=2.5, strokeDash=dash)
    layer: alt.Chart = mark.encode(x=axes.across("n"), y=axes.up("p"))
    return layer


def _evens(
    lines: Sequence[_Line], axes: Axes, poles: Sequence[Sequence[Point]], paper: Paper
) -> list[alt.Chart]:
    """Mark and number even odds on each curve."""
    marks = [(line, even[0], axes.at(*even)) for line in lines if (even := line.even) is not None]
    ground = Ground(
        frame=Box(0, 0, axes.x.end, axes.y.start),
        boxes=[around(at, MARK) for _, _, at in marks],
        paths=[*([axes.at(n, p) for n, p in line.points] for line in lines), *poles],
    )
    labels = [ground.put(beside(_number(line, n, paper), at)) for line, n, at in marks]
    return [plates(labels), *(_dot(line, n, axes) for line, n, _ in marks), *written(labels)]


def _number(line: _Line, n: int, paper: Paper) -> Label:
    return Label(text=paper.words.count(n), x=0, y=0, bold=True, size=14, colour=line.colour)


def _dot(line: _Line, n: int, axes: Axes) -> alt.Chart:
    odds = dict(line.points)[n]
    shape = theme.target_style(line.position)[1]
    mark = on([{"n": n, "p": odds}]).mark_point(
        color=line.colour, shape=shape, filled=True, opacity=1, size=90
    )
    layer: alt.Chart = mark.encode(x=axes.across("n"), y=axes.up("p"))
    return layer
