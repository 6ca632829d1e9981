"""Quiet axes with round marks, and the rules that guide the eye."""

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import altair as alt

from forecast.errors import Message
from forecast.languages import languages
from forecast.present.charts import letters, theme
from forecast.present.charts.labels import Box, Label, Point
from forecast.present.charts.paper import MARGIN, Paper, Rows
from forecast.present.charts.places import flags
from forecast.present.charts.scales import Scale, half_years, moment

BETWEEN = 12.0
"""Between two labels of an axis [px]."""

BELOW = 20.0
"""Height of the labels under a horizontal axis [px]."""

TITLED = BELOW + 18.0
"""The same with the axis's title [px]."""


@dataclass(frozen=True, slots=True)
class Axes:
    """Scales of one panel and the axes that show them."""

    x: Scale
    y: Scale
    below: alt.Axis | None
    beside: alt.Axis | None
    days: bool = False
    """The horizontal figures are moments."""

    def across(self, field: str) -> alt.X:
        """Horizontal place of a field."""
        kind: Literal["utc", "linear"] = "utc" if self.days else "linear"
        scale = alt.Scale(type=kind, domain=self.x.domain, nice=False)
        return alt.X(f"{field}:{'T' if self.days else 'Q'}", scale=scale, axis=self.below)

    def up(self, field: str) -> alt.Y:
        """Vertical place of a field."""
        scale = alt.Scale(domain=self.y.domain, nice=False)
        return alt.Y(f"{field}:Q", scale=scale, axis=self.beside)

    def at(self, x: float, y: float) -> Point:
        """Where a pair of figures stands on the panel [px]."""
        return self.x.at(x), self.y.at(y)

    def path(self, xs: Iterable[float], ys: Iterable[float]) -> list[Point]:
        """Where a line runs on the panel [px]."""
        return [self.at(x, y) for x, y in zip(xs, ys, strict=True)]


def members_beside(scale: Scale) -> alt.Axis:
    """Vertical axis of members with its grid."""
    return alt.Axis(
        title=None,
        values=scale.marks,
        format=",.0f",
        domain=False,
        ticks=False,
    )


def room_beside(scale: Scale, paper: Paper) -> float:
    """Whole width that the labels of such an axis need [px]."""
    ends = (paper.words.count(end) for end in scale.domain)
    return math.ceil(MARGIN + 6 + max(letters.width(end) for end in ends))


def days_below(first: dt.date, last: dt.date, paper: Paper, *, width: float) -> alt.Axis:
    """Horizontal axis of months, marked at as many ends of half-years as have room.

    Parameters
    ----------
    width
        From ``first`` to ``last`` [px].
    """
    apart = (last - first).days * (_month_width(paper) + BETWEEN) / width
    return alt.Axis(
        title=None,
        values=[moment(day) for day in half_years(first, last, apart=apart)],
        format=theme.MONTH_FORMATS[paper.words.lang],
        grid=False,
        labelFlush=False,
    )


def _month_width(paper: Paper) -> float:
    """Width of a month on the axis, as d3 writes the longest [px]."""
    form = languages()[paper.words.lang].charts
    months = {form.month.replace("%b", month).replace("%m", "00") for month in form.short_months}
    return max(letters.width(month.replace("%Y", "0000")) for month in months)


def unit_above(unit: Message, paper: Paper, *, left: float) -> Label:
    """Unit of a vertical axis, over its labels."""
    return Label(text=paper.say(unit), x=MARGIN - left, y=-14, colour=theme.MUTED)


def crowned(
    unit: Message, wanted: Sequence[Label], paper: Paper, *, left: float, right: float
) -> tuple[Label, list[Label]]:
    """Put the unit of the vertical axis and flags above the axes, clear of one another.

    Parameters
    ----------
    wanted
        Labels at the foot of their poles.
    left
        From the left edge of the sheet to the axes [px].
    right
        Right end of the room for the flags, from the left end of the axes [px].
    """
    label = unit_above(unit, paper, left=left)
    if all(flag.x > label.box.right + 6 for flag in wanted):
        return label, flags(wanted, ends=(label.box.right + 8, right), lowest=-12)
    found = flags(wanted, ends=(label.x, right), lowest=-12)
    top = min(flag.y for flag in found) - 16
    return label.moved((label.x, top), "left"), found


def unit_below(unit: Message, paper: Paper, *, box: Box) -> Label:
    """Unit of a horizontal axis, under its labels in the middle."""
    middle = (box.left + box.right) / 2
    text = paper.say(unit)
    return Label(text=text, x=middle, y=box.bottom + 29, align="center", colour=theme.MUTED)


def rules(
    pairs: Sequence[tuple[Point, Point]],
    *,
    colour: str = theme.MUTED,
    dash: Sequence[int] = (),
    width: float = 1.0,
) -> alt.Chart:
    """Draw straight rules between places of the panel [px]; solid where ``dash`` is empty."""
    rows = [_ends(a, b) for a, b in pairs]
    look = alt.MarkDef(type="rule", color=colour, strokeWidth=width)
    if dash:
        look = alt.MarkDef(type="rule", color=colour, strokeWidth=width, strokeDash=list(dash))
    return _on_pixels(rows, look)


def plates(labels: Iterable[Label]) -> alt.Chart:
    """Lay a piece of paper under each label, so that it reads on any ground."""
    boxes = [label.box.grown(1.5) for label in labels]
    rows = [_ends((box.left, box.top), (box.right, box.bottom)) for box in boxes]
    look = alt.MarkDef(type="rect", color=theme.PAPER, opacity=theme.PLATE)
    return _on_pixels(rows, look)


def _ends(start: Point, end: Point) -> dict[str, float]:
    """Both ends of a mark, to a tenth of a pixel."""
    found = {"x": start[0], "y": start[1], "x2": end[0], "y2": end[1]}
    return {name: round(place, 1) for name, place in found.items()}


def _on_pixels(rows: Rows, look: alt.MarkDef) -> alt.Chart:
    return alt.Chart(
        alt.InlineData(values=[dict(row) for row in rows]),
        mark=look,
        encoding=alt.FacetedEncoding(
            x=alt.X("x:Q", scale=None, axis=None),
            y=alt.Y("y:Q", scale=None, axis=None),
            x2=alt.X2("x2"),
            y2=alt.Y2("y2"),
        ),
    )
