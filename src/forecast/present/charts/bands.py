"""The marks all pictures of members over time share: counted solid, projected dashed, ranges."""

import datetime as dt
from collections.abc import Sequence

import altair as alt

from forecast.present.charts import theme
from forecast.present.charts.axes import Axes
from forecast.present.charts.paper import on
from forecast.present.charts.scales import moment

FEW = 8
"""Counts whose dots are drawn large."""


def band(
    days: Sequence[dt.date],
    low: Sequence[float],
    high: Sequence[float],
    axes: Axes,
    *,
    opacity: float,
    edged: bool = True,
) -> list[alt.Chart]:
    """Fill a range over time [members]; edged, both its ends are seen where the fill is pale."""
    rows = [
        {"day": moment(day), "low": bottom, "high": top}
        for day, bottom, top in zip(days, low, high, strict=True)
    ]
    x = axes.across("day")
    area = on(rows).mark_area(color=theme.FAN, opacity=opacity)
    edge = on(rows).mark_line(color=theme.EDGE, strokeWidth=1, strokeDash=list(theme.EDGE_DASH))
    ends = [edge.encode(x=x, y=axes.up("low")), edge.encode(x=x, y=axes.up("high"))]
    return [area.encode(x=x, y=axes.up("low"), y2="high:Q"), *(ends if edged else [])]


def middle(
    days: Sequence[dt.date],
    members: Sequence[float],
    axes: Axes,
    *,
    colour: str = theme.INK,
    width: float = 2.0,
) -> alt.Chart:
    """Draw a projected middle, dashed."""
    rows = [
        {"day": moment(day), "members": value} for day, value in zip(days, members, strict=True)
    ]
    dash = list(theme.PROJECTED_DASH)
    line = on(rows).mark_line(color=colour, strokeWidth=width, strokeDash=dash)
    layer: alt.Chart = line.encode(x=axes.across("day"), y=axes.up("members"))
    return layer


def counted(totals: Sequence[tuple[dt.date, float]], axes: Axes) -> list[alt.Chart]:
    """Draw what was counted, solid, with a dot at each count."""
    rows = [{"day": moment(day), "members": value} for day, value in totals]
    x, y = axes.across("day"), axes.up("members")
    line = on(rows).mark_line(color=theme.INK, strokeWidth=2.5)
    size = 46 if len(rows) <= FEW else 22
    dots = on(rows).mark_point(color=theme.INK, filled=True, opacity=1, size=size)
    return [line.encode(x=x, y=y), dots.encode(x=x, y=y)]
