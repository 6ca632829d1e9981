"""Dated breaks on an axis of days: a rule named by its day, and what happens said underneath."""

import datetime as dt
from collections.abc import Sequence

from forecast.errors import message
from forecast.present.charts import letters, theme
from forecast.present.charts.axes import Axes
from forecast.present.charts.labels import Label, Point
from forecast.present.charts.paper import MARGIN, Paper
from forecast.present.charts.scales import moment
from forecast.record.contracts import Event

Breaks = Sequence[tuple[dt.date, Sequence[Event]]]

Rule = tuple[Point, Point]


def named(found: Breaks, axes: Axes, paper: Paper) -> list[Label]:
    """Give the day of every break, at the foot of its rule."""
    return [
        Label(text=paper.words.day(day), x=axes.x.at(moment(day)), y=0, colour=theme.MUTED)
        for day, _ in found
    ]


def ruled(found: Breaks, names: Sequence[Label], axes: Axes) -> list[Rule]:
    """Give the rule of every break, from its name down to the axis."""
    return [
        ((axes.x.at(moment(day)), name.box.bottom), (axes.x.at(moment(day)), axes.y.start))
        for (day, _), name in zip(found, names, strict=True)
    ]


def notes(found: Breaks, paper: Paper, *, left: float, below: float) -> list[Label]:
    """Say what breaks on each day, in lines under the picture.

    Parameters
    ----------
    left
        From the left edge of the sheet to the axes [px].
    below
        Where the room for them begins [px].
    """
    labels: list[Label] = []
    for day, events in found:
        said = message(
            "{day:day}: {names:semicolons}", day=day, names=[event.name for event in events]
        )
        y = below + letters.LINE * (1 + sum(len(label.rows) for label in labels))
        text = "\n".join(paper.wrapped(said))
        labels.append(Label(text=text, x=MARGIN - left, y=y, colour=theme.MUTED))
    return labels
