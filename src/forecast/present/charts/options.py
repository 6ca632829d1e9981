"""Options side by side: members at each target's date under each, and the odds that gives."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from forecast.errors import message
from forecast.present.charts import letters, theme
from forecast.present.charts.axes import TITLED, plates, rules, unit_below
from forecast.present.charts.labels import Box, Label, written
from forecast.present.charts.paper import MARGIN, Drawing, Panel, Paper, Sheet, draw, key, on
from forecast.present.charts.places import flags
from forecast.present.charts.rows import Rows, rows
from forecast.present.charts.scales import Scale, fitting
from forecast.present.sentences.phrases import when
from forecast.present.words import Words
from forecast.record.contracts import Target

THICK = 9.0
"""Of a range [px]."""

SIDE_BY_SIDE = 2
"""As many targets share the rows of a wide sheet; more stand below one another."""

NAMES = 168.0, 236.0
"""Widest column of names beside two panels and beside one [px]."""


ODDS = 46.0
"""Width the column of odds has at least [px]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OddsRow:
    """One line of the comparison; everything in the order of the targets."""

    name: str
    odds: tuple[float | None, ...]
    """Of each target [fraction]."""

    middle: tuple[float | None, ...]
    """Median at its date [members]."""

    interval: tuple[tuple[float, float] | None, ...]
    """10th and 90th percentile at its date [members]."""


def comparison(found: Sequence[OddsRow], targets: Sequence[Target], words: Words) -> Drawing:
    """Middle and range of 8 chances in 10 of every option, one panel a target."""
    return draw(words, lambda paper: _sheet(found, targets, paper))


def _sheet(found: Sequence[OddsRow], targets: Sequence[Target], paper: Paper) -> Sheet:
    columns = len(targets) if not paper.narrow and len(targets) <= SIDE_BY_SIDE else 1
    table = rows([row.name for row in found], paper, column=NAMES[columns == 1])
    side = table.side or MARGIN
    said = [paper.words.percent(p) for row in found for p in row.odds if p is not None]
    widest = max([ODDS, *(letters.width(text, bold=True) for text in said)])
    right = math.ceil(10 + widest + MARGIN)
    left = 12.0 if columns > 1 else 0.0
    width = (paper.width - side) // columns - left - right
    how = message(
        "Dot: middle forecast. Bar: 8 chances in 10. Rule: the target. Grey dotted line: middle "
        "of the option shown."
    )
    head = key(how, paper, bottom=-44, left=side + left)
    panel = Panel(width=width, height=table.height, left=left, right=right, top=34, bottom=TITLED)
    charts = [
        _panel(
            _Column(
                target=target,
                position=i,
                rows=found,
                table=table,
                width=width,
                left=side + left if i % columns == 0 else left,
                right=right,
            ),
            paper,
            extra=[
                *(table.labels(left=side + left) if columns == 1 or i == 0 else []),
                *([head] if i == 0 else []),
            ],
        )
        for i, target in enumerate(targets)
    ]
    return Sheet(
        panel=panel,
        charts=charts,
        columns=columns,
        side=side,
        head=math.ceil(MARGIN - head.box.top - panel.top),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """One target's panel: the rows it shows and its size."""

    target: Target
    position: int
    rows: Sequence[OddsRow]
    table: Rows
    width: float
    left: float
    """Free to the left of the axes [px]."""

    right: float
    """Room for the odds, to the right of the axes [px]."""

    @property
    def scale(self) -> Scale:
        """Hold the target and every range."""
        ranges = [row.interval[self.position] for row in self.rows]
        ends = [end for interval in ranges if interval is not None for end in interval]
        return fitting([(figure, 5, 5) for figure in [self.target.value, *ends]], self.width)

    @property
    def shown(self) -> list[tuple[OddsRow, float]]:
        """Rows with the middle of their bars [px]."""
        return list(zip(self.rows, self.table.middles, strict=True))


def _panel(column: _Column, paper: Paper, *, extra: Sequence[Label]) -> alt.LayerChart:
    x, height, position = column.scale, column.table.height, column.position
    colour, _, dash = theme.target_style(position)
    head = _odds_head(column, paper)
    flag = _flag(column, x, paper, right=head.box.left - 6)
    place = x.at(column.target.value)
    unit = unit_below(
        message("members, {when}", when=when(column.target.due)),
        paper,
        box=Box(0, 0, column.width, height),
    )
    odds = [
        Label(
            text=paper.words.percent(p),
            x=column.width + column.right - MARGIN,
            y=y,
            align="right",
            colour=colour,
            bold=True,
        )
        for row, y in column.shown
        if (p := row.odds[position]) is not None
    ]
    bare = _without_range(column, paper)
    layers = [
        *_drawn(column, x),
        rules([((place, flag.box.bottom), (place, height))], colour=colour, dash=dash, width=1.5),
        plates([*extra, *bare]),
        *written([head, flag, unit, *odds, *bare, *extra]),
    ]
    return alt.LayerChart(layer=layers)


def _odds_head(column: _Column, paper: Paper) -> Label:
    lines = letters.lines(paper.say(message("odds")), ODDS)
    return Label(
        text="\n".join(lines),
        x=column.width + column.right - MARGIN,
        y=-12 - letters.LINE * (len(lines) - 1),
        align="right",
        colour=theme.MUTED,
    )


def _flag(column: _Column, x: Scale, paper: Paper, *, right: float) -> Label:
    said = message("target {value:count}", value=column.target.value)
    label = Label(
        text=paper.say(said),
        x=x.at(column.target.value),
        y=0,
        bold=True,
        colour=theme.target_style(column.position)[0],
    )
    return flags([label], ends=(0, right), lowest=-12)[0]


def _without_range(column: _Column, paper: Paper) -> list[Label]:
    """Say of options without members that only their odds are known."""
    said = paper.say(message("only the odds are computed"))
    return [
        Label(text=said, x=2, y=y, colour=theme.MUTED)
        for row, y in column.shown
        if row.interval[column.position] is None
    ]


def _drawn(column: _Column, x: Scale) -> list[alt.Chart]:
    """Range of each option with its middle, and that of the option shown, the first, as a guide."""
    found = [
        (*interval, middle, y)
        for row, y in column.shown
        for interval, middle in [(row.interval[column.position], row.middle[column.position])]
        if interval is not None and middle is not None
    ]
    placed = [
        {"low": low, "high": high, "middle": middle}
        | {"top": y - THICK / 2, "bottom": y + THICK / 2, "y": y}
        for low, high, middle, y in found
    ]
    marks = x.steps(most=4, left=column.left, right=column.right, room=22)
    axis = alt.Axis(title=None, values=marks, format=",.0f", labelFlush=False)
    scale = alt.Scale(domain=x.domain, nice=False)
    across, centre = (alt.X(f"{f}:Q", scale=scale, axis=axis) for f in ("low", "middle"))
    up = alt.Y("top:Q", scale=None, axis=None)
    bar = on(placed).mark_rect(fill=theme.FAN, fillOpacity=theme.INNER, stroke=theme.EDGE)
    dot = on(placed).mark_point(color=theme.INK, filled=True, opacity=1, size=50)
    own = column.rows[0].middle[column.position]
    guide = [] if own is None else [((x.at(own), 0), (x.at(own), column.table.height))]
    return [
        rules(guide, dash=theme.HELP_DASH, width=0.8),
        bar.encode(x=across, x2="high:Q", y=up, y2="bottom:Q"),
        dot.encode(x=centre, y=alt.Y("y:Q", scale=None, axis=None)),
    ]
