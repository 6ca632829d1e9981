"""Members of every sector by month, side by side in one measure.

Every panel spans the same number of members, so that the same height is the same number in each:
a large sector that moves a little and a small one that moves a lot can be told apart. Where an
axis begins differs; its marks say where.
"""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from forecast.answers.answer import Answer
from forecast.answers.outcomes import SectorFan
from forecast.errors import message
from forecast.present.charts import letters, theme
from forecast.present.charts.axes import (
    BELOW,
    Axes,
    days_below,
    members_beside,
    plates,
    room_beside,
    unit_above,
)
from forecast.present.charts.bands import band, counted, middle
from forecast.present.charts.labels import Box, Label, around, written
from forecast.present.charts.paper import MARGIN, Drawing, Panel, Paper, Sheet, draw, key
from forecast.present.charts.places import MARK, Ground, beside, spread
from forecast.present.charts.scales import Scale, moment, round_step
from forecast.present.observed import sector_totals
from forecast.present.words import Words

HEIGHT = 132.0
"""Of the axes of one panel [px]."""

BESIDE = 6.0
"""From the end of the axes to the numbers there [px]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One sector as it is shown."""

    name: str
    fan: SectorFan
    totals: Sequence[tuple[dt.date, float]]
    """Counts, oldest first [members]."""

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        """First and last day shown."""
        return min(self.totals[0][0], self.fan.dates[0]), self.fan.dates[-1]

    @property
    def ends(self) -> tuple[float, float, float]:
        """Low, middle and high on the last day [members]."""
        low, centre, high = (self.fan.quantiles[level][-1] for level in (0.1, 0.5, 0.9))
        return low, centre, high

    @property
    def figures(self) -> list[float]:
        """Everything its panel must hold [members]."""
        levels = self.fan.quantiles
        return [*(members for _, members in self.totals), *levels[0.1], *levels[0.9]]


def sectors(answer: Answer, words: Words) -> Drawing | None:
    """Draw one panel a sector; ``None`` where the answer does not tell sectors apart."""
    if not answer.sector_fans:
        return None
    names = {one.id: words.text(one.name) for one in answer.record.federation.sector}
    parts = [
        _Part(name=names[one.sector], fan=one, totals=sector_totals(answer.record, one.sector))
        for one in answer.sector_fans
    ]
    return draw(words, lambda paper: _sheet(parts, paper))


def scales(ranges: Sequence[tuple[float, float]], *, height: float) -> list[Scale]:
    """Give every range its scale of members, all of one span and between round marks.

    Parameters
    ----------
    ranges
        Lowest and highest figure of each panel [members].
    height
        Of the axes [px].

    Examples
    --------
    >>> [scale.domain for scale in scales([(3_600, 3_700), (11_000, 14_900)], height=100)]
    [[2000.0, 6000.0], [11000.0, 15000.0]]
    """
    step = round_step(0, max(1.0, *(high - low for low, high in ranges)), most=4)
    starts = [math.floor(low / step) for low, _ in ranges]
    needs = [
        math.ceil(high / step) - start for start, (_, high) in zip(starts, ranges, strict=True)
    ]
    span = max(1, *needs)
    # The marks to spare are shared by both sides, but no axis of members begins below none.
    lows = [max(0, start - (span - need) // 2) for start, need in zip(starts, needs, strict=True)]
    return [Scale(low * step, (low + span) * step, height, 0.0, step) for low in lows]


def _sheet(parts: Sequence[_Part], paper: Paper) -> Sheet:
    columns = 1 if paper.narrow else _columns(len(parts))
    measures = scales([(min(one.figures), max(one.figures)) for one in parts], height=HEIGHT)
    left = max(room_beside(measure, paper) for measure in measures)
    numbers = [paper.words.count(end) for one in parts for end in one.ends]
    right = math.ceil(BESIDE + max(letters.width(number, bold=True) for number in numbers) + MARGIN)
    width = paper.width // columns - left - right
    titles = [letters.lines(one.name, width + left + right - 10, bold=True) for one in parts]
    tall = letters.LINE * max(len(title) for title in titles)
    panel = Panel(
        width=width, height=HEIGHT, left=left, right=right, top=tall + 34, bottom=BELOW + 6
    )
    how = message(
        "Dot: counted. Dashed: middle forecast. Band: 8 chances in 10. All panels share the scale "
        "of the vertical axis; only where it begins differs."
    )
    head = key(how, paper, bottom=-panel.top - 8, left=left)
    charts = [
        _panel(
            one,
            _axes(one, measure, paper, width=width),
            paper,
            extra=[
                _title(title, left=left),
                unit_above(message("members"), paper, left=left),
                *([head] if position == 0 else []),
            ],
        )
        for position, (one, measure, title) in enumerate(zip(parts, measures, titles, strict=True))
    ]
    return Sheet(
        panel=panel,
        charts=charts,
        columns=columns,
        head=math.ceil(MARGIN - head.box.top - panel.top),
    )


def _columns(count: int) -> int:
    """Panels side by side on a wide sheet: four stand two by two."""
    return 2 if count in {2, 4} else min(count, 3)


def _title(lines: Sequence[str], *, left: float) -> Label:
    """Name of a sector over its panel; names of fewer lines end in the same row."""
    bottom = -32.0
    return Label(
        text="\n".join(lines),
        x=MARGIN - left,
        y=bottom - letters.LINE * (len(lines) - 1),
        bold=True,
    )


def _axes(one: _Part, measure: Scale, paper: Paper, *, width: float) -> Axes:
    first, last = one.days
    start, end = moment(first), moment(last)
    return Axes(
        x=Scale(start - 0.05 * (end - start), end, 0, width),
        y=measure,
        below=days_below(first, last, paper, width=width),
        beside=members_beside(measure),
        days=True,
    )


def _panel(one: _Part, axes: Axes, paper: Paper, *, extra: Sequence[Label]) -> alt.LayerChart:
    levels, days = one.fan.quantiles, one.fan.dates
    counts = axes.path([moment(day) for day, _ in one.totals], [m for _, m in one.totals])
    lines = [axes.path(map(moment, days), levels[level]) for level in (0.1, 0.5, 0.9)]
    ground = Ground(
        frame=Box(0, -8, axes.x.end, axes.y.start),
        boxes=[around(at, MARK) for at in counts],
        paths=[counts, *lines],
    )
    number = Label(text=paper.words.count(one.totals[-1][1]), x=0, y=0, bold=True)
    count = ground.put(beside(number, counts[-1]))
    layers = [
        *band(days, levels[0.1], levels[0.9], axes, opacity=theme.INNER),
        middle(days, levels[0.5], axes),
        *counted(one.totals, axes),
        plates([count]),
        *written([*extra, count, *_end_labels(one, axes, paper)]),
    ]
    return alt.LayerChart(layer=layers)


def _end_labels(one: _Part, axes: Axes, paper: Paper) -> list[Label]:
    """Write both ends of the range and the middle at the end of the axis, apart."""
    low, centre, high = one.ends
    wanted = [axes.y.at(members) for members in (high, centre, low)]
    places = spread(wanted, [letters.LINE - 1.0] * 3, ends=(-10, axes.y.start + 10))
    return [
        Label(
            text=paper.words.count(members),
            x=axes.x.end + BESIDE,
            y=y,
            bold=members == centre,
            colour=theme.INK if members == centre else theme.MUTED,
        )
        for members, y in zip((high, centre, low), places, strict=True)
    ]
