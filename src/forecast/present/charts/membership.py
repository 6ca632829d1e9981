"""Where membership heads: counted totals, the projected range, and every promise on the way."""

import datetime as dt
from collections.abc import Sequence

import altair as alt

from forecast.answers.answer import Answer, Fan
from forecast.errors import message
from forecast.present.charts import theme
from forecast.present.charts.paper import Drawing, Paper, draw, labels, moment, on, reading_key
from forecast.present.observed import observed_totals
from forecast.present.sentences.phrases import lead_reading
from forecast.present.words import Words
from forecast.record.contracts import Target


def fan(answer: Answer, words: Words) -> Drawing | None:
    """Membership by month under the leading reading; ``None`` when nothing is projected."""
    found = next((one for one in answer.fans if one.reading == lead_reading(answer)), None)
    if found is None:
        return None
    return draw(words, (310, 220), lambda paper: _fan(answer, found, paper))


def _fan(answer: Answer, found: Fan, paper: Paper) -> alt.LayerChart:
    observed = observed_totals(answer.record)
    x = _days([day for day, _ in observed], found, paper)
    key = message(
        "Solid: counted. Dashed: middle forecast. Bands: where 5 and 8 chances in 10 lie."
    )
    targets = [one.target for one in answer.targets if one.reading == found.reading]
    layers = [
        *_bands(found, x, paper),
        *_counted(observed, x, paper),
        *_promises(targets, x, paper),
    ]
    return alt.LayerChart(layer=layers, title=reading_key(key, paper))


def _days(observed: Sequence[dt.date], found: Fan, paper: Paper) -> alt.X:
    first, last = min([*observed, found.dates[0]]), found.dates[-1]
    room = (last - first) * (0.2 if paper.narrow else 0.1)
    before = (last - first) * 0.02
    axis = alt.Axis(
        values=[moment(day) for day in _marked_days(first, last, most=4 if paper.narrow else 8)],
        format=theme.MONTH_FORMATS[paper.words.lang],
        title=None,
        grid=False,
    )
    span = alt.Scale(type="utc", domain=[moment(first - before), moment(last + room)], nice=False)
    return alt.X("day:T", scale=span, axis=axis)


def _marked_days(first: dt.date, last: dt.date, *, most: int) -> list[dt.date]:
    """Ends of halves of a year, of every n-th so that no more than ``most`` are labelled."""
    years = range(first.year, last.year + 1)
    halves = [day for year in years for day in (dt.date(year, 6, 30), dt.date(year, 12, 31))]
    shown = [day for day in reversed(halves) if first <= day <= last] or [last]
    return shown[:: -(-len(shown) // most)]


def _bands(found: Fan, x: alt.X, paper: Paper) -> list[alt.Chart]:
    rows = [
        {"day": moment(day)}
        | {f"q{100 * level:.0f}": values[i] for level, values in found.quantiles.items()}
        for i, day in enumerate(found.dates)
    ]
    ends = [
        {"day": rows[-1]["day"], "members": members, "label": paper.words.count(members)}
        for members in (rows[-1][field] for field in ("q10", "q50", "q90"))
    ]
    base = on(rows)
    median = base.mark_line(color=theme.INK, strokeWidth=2, strokeDash=list(theme.PROJECTED_DASH))
    return [
        base.mark_area(color=theme.FAN, opacity=0.28).encode(
            x=x, y=_members("q10", paper), y2="q90:Q"
        ),
        base.mark_area(color=theme.FAN, opacity=0.42).encode(
            x=x, y=_members("q25", paper), y2="q75:Q"
        ),
        median.encode(x=x, y=_members("q50", paper)),
        labels(ends, x, _members("members", paper), align="left", dx=5, color=theme.MUTED),
    ]


def _members(field: str, paper: Paper) -> alt.Y:
    axis = alt.Axis(
        title=paper.words.say(message("members")),
        titleAngle=0,
        titleAlign="left",
        titleAnchor="end",
        titleX=0,
        titleY=-4,
        titleBaseline="bottom",
        domain=False,
        ticks=False,
        tickCount=5,
        format=",.0f",
    )
    return alt.Y(f"{field}:Q", axis=axis, scale=alt.Scale(zero=False, nice=True))


def _counted(observed: Sequence[tuple[dt.date, float]], x: alt.X, paper: Paper) -> list[alt.Chart]:
    rows = [
        {"day": moment(day), "members": members, "label": paper.words.count(members)}
        for day, members in observed
    ]
    y = _members("members", paper)
    line = on(rows).mark_line(color=theme.INK, strokeWidth=2.5).encode(x=x, y=y)
    dots = on(rows).mark_point(color=theme.INK, filled=True, opacity=1, size=60).encode(x=x, y=y)
    last = labels(rows[-1:], x, y, align="left", dx=-2, dy=-14, fontWeight="bold")
    return [line, dots, last]


def _promises(targets: Sequence[Target], x: alt.X, paper: Paper) -> list[alt.Chart]:
    layers = []
    y = _members("members", paper)
    for position, target in enumerate(sorted(targets, key=lambda one: one.due)):
        colour, shape, _ = theme.target_style(position)
        text = paper.words.say(message("target {value:count}", value=target.value))
        rows = [{"day": moment(target.due), "members": target.value, "label": text}]
        layers += [
            on(rows)
            .mark_point(color=colour, shape=shape, filled=True, opacity=1, size=110)
            .encode(x=x, y=y),
            labels(rows, x, y, dx=-9, align="right", color=colour, fontWeight="bold"),
        ]
    return layers
