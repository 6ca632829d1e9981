"""Why membership changes: mean flows until a date, what they add up to, what the target needs."""

import altair as alt

from forecast.answers.answer import Drivers
from forecast.errors import Message, message
from forecast.present.charts import theme
from forecast.present.charts.paper import (
    NARROW,
    WIDE,
    Drawing,
    Paper,
    draw,
    labels,
    named_rows,
    on,
    rows_height,
)
from forecast.present.words import Words

Bar = dict[str, str | float]

HALF_A_MEMBER = 0.5
"""Flows that would be shown as 0 are left out of the picture [members]."""


def flows(found: Drivers) -> list[tuple[Message, float]]:
    """Name every flow until the date, with its sign; they add to the mean change [members]."""
    return [
        (message("admitted, existing unions"), found.admitted),
        (message("members of new unions"), found.organised),
        (message("transferred in"), found.transfers_in),
        (message("left"), -found.left),
        (message("unions closed"), -found.closed_members),
        (message("transferred out"), -found.transfers_out),
        (message("unions ended or handed over"), found.breaks),
    ]


def drivers(found: Drivers, words: Words) -> Drawing:
    """Mean flows until one date [members], the net change, and the change the target needs."""
    bars = len(_shown(found)) + 2
    heights = rows_height(bars, WIDE), rows_height(bars, NARROW)
    return draw(words, heights, lambda paper: _drivers(found, paper))


def _shown(found: Drivers) -> list[tuple[Message, float]]:
    return [(name, members) for name, members in flows(found) if abs(members) >= HALF_A_MEMBER]


def _drivers(found: Drivers, paper: Paper) -> alt.LayerChart:
    rows = [
        _bar(name, members, theme.RISE if members > 0 else theme.FALL, paper)
        for name, members in _shown(found)
    ]
    net, needed = found.closing - found.opening, found.target.value - found.opening
    rows.append(_bar(message("= net change, mean"), net, theme.INK, paper))
    rows.append(_bar(message("needed for the target"), needed, theme.MUTED, paper))
    x = alt.X("members:Q", axis=None, scale=alt.Scale(domain=_span(rows, paper), nice=False))
    y, names = named_rows([str(row["name"]) for row in rows], paper)
    colour = alt.Color("colour:N", scale=None)
    solid, hollow = rows[:-1], rows[-1:]
    bar = on(solid).mark_bar(height=11).encode(x=x, y=y, color=colour)
    frame = on(hollow).mark_bar(height=11, filled=False, stroke=theme.INK, strokeDash=[4, 3])
    right = [row for row in rows if _members(row) >= 0]
    left = [row for row in rows if _members(row) < 0]
    start = on([{"name": row["name"], "members": 0} for row in rows])
    zero = start.mark_tick(orient="vertical", size=14, thickness=1, color=theme.MUTED)
    layers = [
        bar,
        frame.encode(x=x, y=y),
        zero.encode(x=x, y=y),
        *names,
        labels(right, x, y, align="left", dx=5, fontWeight="bold"),
        labels(left, x, y, align="right", dx=-5, fontWeight="bold"),
    ]
    return alt.LayerChart(layer=layers)


def _bar(name: Message, members: float, colour: str, paper: Paper) -> Bar:
    label = paper.words.signed_count(members)
    said = paper.words.say(name)
    return {"name": said, "members": members, "colour": colour, "label": label}


def _span(rows: list[Bar], paper: Paper) -> list[float]:
    """From the longest fall to the longest rise, with room for the numbers beside the bars."""
    ends = [_members(row) for row in rows]
    low, high = min(*ends, 0.0), max(*ends, 0.0)
    room = (high - low or 1.0) * (0.3 if paper.narrow else 0.14)
    return [low - (room if low < 0 else 0), high + room]


def _members(row: Bar) -> float:
    return float(row["members"])
