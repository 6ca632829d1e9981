"""Why membership changes: a bridge of mean flows from the opening count to the target.

Every flow hangs where the one before it ended, so that the flows visibly add to the change. The
axis shows the change and begins at none; both stocks are written and not drawn as bars, whose
length would depend on where the axis is cut.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import altair as alt

from forecast.answers.outcomes import Drivers
from forecast.errors import Message, message
from forecast.present.charts import letters, theme
from forecast.present.charts.axes import TITLED, plates, rules, unit_below
from forecast.present.charts.labels import Align, Box, Label, Point, written
from forecast.present.charts.paper import MARGIN, Drawing, Panel, Paper, Sheet, draw, on
from forecast.present.charts.places import flags
from forecast.present.charts.rows import Rows, numbered, rows
from forecast.present.charts.scales import Scale, fitting
from forecast.present.words import Words

HALF_A_MEMBER = 0.5
"""Flows that would be shown as 0 are left out of the picture [members]."""

BESIDE_BAR = 7.0
"""From the end of a bar to its number [px]."""

LEFT: Align = "left"
RIGHT: Align = "right"

SIGNED = "datum.value === 0 ? '0' : format(datum.value, '+,.0f')"
"""How the axis writes a change (an expression of Vega)."""


def flows(found: Drivers) -> list[tuple[Message, float]]:
    """Name every flow until the date, with its sign; they add to the mean change [members]."""
    return [
        (message("admitted, existing unions"), found.admitted),
        (message("members of new unions"), found.organised),
        (message("transferred in"), found.transfers_in),
        (message("left"), -found.left),
        (message("unions closed"), -found.closed_members),
        (message("transferred out"), -found.transfers_out),
        (message("dated breaks"), found.breaks),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One flow of the bridge."""

    name: Message
    start: float
    """Change reached before it [members]."""

    end: float
    """Change reached with it [members]."""

    @property
    def members(self) -> float:
        """Of the flow, with its sign [members]."""
        return self.end - self.start


def steps(found: Drivers) -> list[Step]:
    """Hang every flow that can be seen where the one before ended; the last ends at the change.

    Flows of less than half a member are left out, their sum with them.
    """
    every = flows(found)
    reached = accumulate((members for _, members in every), initial=0.0)
    return [
        Step(name=name, start=start, end=end)
        for (name, members), (start, end) in zip(every, pairwise(reached), strict=True)
        if abs(members) >= HALF_A_MEMBER
    ]


def drivers(found: Drivers, words: Words) -> Drawing:
    """Draw the bridge of mean flows until one date, and how far the target is beyond it."""
    return draw(words, lambda paper: _sheet(found, paper))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bar:
    """One row: from one change to another, and what is written at its end."""

    name: str
    start: float
    end: float
    label: str
    colour: str = theme.INK
    hollow: bool = False

    @property
    def falls(self) -> bool:
        """Its label stands to the left of its end."""
        return self.end < self.start

    @property
    def is_point(self) -> bool:
        """A stock: a place and no length."""
        return self.start == self.end


def _bars(found: Drivers, paper: Paper) -> list[_Bar]:
    """The opening count, every flow, the mean at the end, and how far off the target is."""
    say, words = paper.say, paper.words
    net, needed = found.closing - found.opening, found.target.value - found.opening
    closing = message("{members:count} ({change:signed_count})", members=found.closing, change=net)
    # Not what is short on average, which counts no future that ends beyond the target.
    lacking = message("from the mean to the target")
    beyond = message("from the target to the mean")
    return [
        _Bar(
            name=say(message("members at the start")),
            start=0.0,
            end=0.0,
            label=words.count(found.opening),
        ),
        *(_flow(step, paper) for step in steps(found)),
        _Bar(name=say(message("members at the end, mean")), start=net, end=net, label=say(closing)),
        _Bar(
            name=say(lacking if needed > net else beyond),
            start=min(net, needed),
            end=max(net, needed),
            label=words.count(abs(needed - net)),
            hollow=True,
        ),
    ]


def _flow(step: Step, paper: Paper) -> _Bar:
    return _Bar(
        name=paper.say(step.name),
        start=step.start,
        end=step.end,
        label=paper.words.signed_count(step.members),
        colour=theme.RISE if step.members > 0 else theme.FALL,
    )


def _sheet(found: Drivers, paper: Paper) -> Sheet:
    bars = _bars(found, paper)
    table = _table(bars, paper)
    left = table.side or MARGIN
    width, height = paper.width - left - MARGIN, table.height
    needed = found.target.value - found.opening
    ends = [_mark(bar) for bar in bars] if paper.narrow else [_room(bar) for bar in bars]
    x = fitting([*ends, (needed, 4, 4)], width)
    goal = _goal(found, paper, at=x.at(needed), ends=(MARGIN - left, width))
    unit = message("change since the start (members)")
    below = unit_below(unit, paper, box=Box(0, 0, width, height))
    names, labels = table.labels(left=left), _numbers(bars, table, x, paper)
    panel = Panel(
        width=width,
        height=height,
        left=left,
        right=MARGIN,
        top=math.ceil(MARGIN - goal.box.top),
        bottom=TITLED,
    )
    layers = [
        rules([((x.at(0), 0), (x.at(0), height))], colour=theme.MUTED, width=0.8),
        rules([((x.at(needed), goal.box.bottom), (x.at(needed), height))], dash=theme.HELP_DASH),
        rules(_links(bars, table, x), width=0.8),
        # Under the bars, which the words of narrow rows almost touch.
        plates([*labels, *names]),
        *_drawn(bars, table, x, left=left),
        *written([goal, below, *labels, *names]),
    ]
    return Sheet(panel=panel, charts=[alt.LayerChart(layer=layers)])


def _table(bars: Sequence[_Bar], paper: Paper) -> Rows:
    names = [bar.name for bar in bars]
    if paper.narrow:
        return numbered(names, [bar.label for bar in bars], paper)
    return rows(names, paper, column=236)


def _numbers(bars: Sequence[_Bar], table: Rows, x: Scale, paper: Paper) -> list[Label]:
    """Write the number of each bar at its end, on a narrow sheet after its name."""
    if paper.narrow:
        return table.after_names([bar.label for bar in bars], left=MARGIN)
    return [_label(bar, x, y) for bar, y in zip(bars, table.middles, strict=True)]


def _mark(bar: _Bar) -> tuple[float, float, float]:
    """Room for the mark of a stock, whose number stands elsewhere [px]."""
    return bar.end, 4, 4


def _room(bar: _Bar) -> tuple[float, float, float]:
    """Where the label of a bar is anchored, and the room it takes on either side [px]."""
    long = letters.width(bar.label, bold=True) + BESIDE_BAR
    return (bar.end, long, 4) if bar.falls else (bar.end, 8, long)


def _label(bar: _Bar, x: Scale, y: float) -> Label:
    away, align = (-BESIDE_BAR, RIGHT) if bar.falls else (BESIDE_BAR, LEFT)
    return Label(text=bar.label, x=x.at(bar.end) + away, y=y, align=align, bold=True)


def _goal(found: Drivers, paper: Paper, *, at: float, ends: Point) -> Label:
    """Name the target and the change it needs, above its rule."""
    said = message(
        "target {value:count} ({needed:signed_count})",
        value=found.target.value,
        needed=found.target.value - found.opening,
    )
    label = Label(text=paper.say(said), x=at, y=0, bold=True)
    return flags([label], ends=ends, lowest=-12)[0]


def _links(bars: Sequence[_Bar], table: Rows, x: Scale) -> list[tuple[Point, Point]]:
    """Rules from where one flow ends to where the next one hangs."""
    return [
        ((x.at(bar.end), above + table.thick / 2), (x.at(bar.end), below - table.thick / 2))
        for bar, (above, below) in zip(bars, pairwise(table.middles), strict=False)
    ]


def _drawn(bars: Sequence[_Bar], table: Rows, x: Scale, *, left: float) -> list[alt.Chart]:
    """Flows as floating bars, stocks as marks, what lacks as a frame."""
    # No change is always marked: one figure wide, its label needs no room beside it.
    marks = sorted({0.0, *x.steps(most=6, left=left, right=MARGIN)})
    signs = alt.Axis(title=None, values=marks, labelExpr=SIGNED, labelFlush=False)
    scale = alt.Scale(domain=x.domain, nice=False)
    across = alt.X("start:Q", scale=scale, axis=signs)
    up = alt.Y("top:Q", scale=None, axis=None)
    placed = [
        {"start": bar.start, "end": bar.end, "colour": bar.colour, "top": y - table.thick / 2}
        | {"bottom": y + table.thick / 2, "middle": y}
        for bar, y in zip(bars, table.middles, strict=True)
    ]
    kinds = list(zip(bars, placed, strict=True))
    flow = [row for bar, row in kinds if not bar.is_point and not bar.hollow]
    stock = [row for bar, row in kinds if bar.is_point]
    lack = [row for bar, row in kinds if bar.hollow]
    colour = alt.Color("colour:N", scale=None)
    frame = on(lack).mark_rect(
        filled=False, stroke=theme.INK, strokeDash=list(theme.PROJECTED_DASH)
    )
    point = on(stock).mark_point(
        color=theme.INK, shape="diamond", filled=True, opacity=1, size=7 * table.thick
    )
    return [
        on(flow).mark_rect().encode(x=across, x2="end:Q", y=up, y2="bottom:Q", color=colour),
        frame.encode(x=across, x2="end:Q", y=up, y2="bottom:Q"),
        point.encode(x=across, y=alt.Y("middle:Q", scale=None, axis=None)),
    ]
