"""What more new unions would change: odds of each target, by number a year and by plan."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from forecast.answers.answer import Answer, Curve
from forecast.errors import Message, message
from forecast.present.charts import theme
from forecast.present.charts.paper import (
    LETTER,
    NARROW,
    WIDE,
    Drawing,
    Paper,
    draw,
    labels,
    named_rows,
    on,
    reading_key,
    rows_height,
)
from forecast.present.observed import Pace, paces
from forecast.present.words import Words
from forecast.record.contracts import Target

EVEN = 0.5
NEARLY_FULL = 0.9
LABELLED_AT = 0.8
BESIDE_THE_PLOT = 40
"""Width that the labels of the axis of odds take [px]."""

CEILING = 1.22
"""Top of the axis of odds: room above certainty for the names of paces."""


@dataclass(frozen=True, slots=True)
class OddsRow:
    """One line of the comparison: its name, and the odds of each target in order [fraction]."""

    name: str
    odds: tuple[float | None, ...]


def curve(answer: Answer, words: Words) -> Drawing | None:
    """Odds of each target against new unions a year; ``None`` when there are no odds."""
    if not answer.curves:
        return None
    return draw(words, (320, 220), lambda paper: _curve(answer, paper))


def comparison(rows: Sequence[OddsRow], targets: Sequence[Target], words: Words) -> Drawing:
    """Odds of each target, one line for each plan or reading."""
    heights = 70 + rows_height(len(rows), WIDE), 84 + rows_height(len(rows), NARROW)
    return draw(words, heights, lambda paper: _comparison(rows, targets, paper))


def _curve(answer: Answer, paper: Paper) -> alt.LayerChart:
    curves = sorted(answer.curves, key=lambda one: one.target.due)
    top = _last_shown(curves)
    axis = alt.Axis(
        title=paper.words.say(message("new unions a year")), grid=False, values=_round_steps(top)
    )
    furthest = max(curves, key=lambda one: _named_at(one, top)["n"])
    end = _with_room(furthest, top, paper)
    x = alt.X("n:Q", scale=alt.Scale(domain=[0, end], nice=False), axis=axis)
    key = message("Odds of each target. Dots: new unions a year for even odds (50%).")
    layers = [*_plan_band(answer, x, paper), *_pace_marks(answer, x, paper, top=top)]
    layers.append(on([{"p": EVEN}]).mark_rule(color=theme.MUTED).encode(y=_share("p")))
    for position, one in enumerate(curves):
        layers += _odds_line(one, position, x, top=top, right=one is furthest, paper=paper)
        layers += _even_mark(one, position, x, top=top, right=one is furthest, paper=paper)
    return alt.LayerChart(layer=layers, title=reading_key(key, paper))


def _share(field: str) -> alt.Y:
    axis = alt.Axis(
        title=None, format=".0%", values=[0, 0.25, 0.5, 0.75, 1], domain=False, ticks=False
    )
    return alt.Y(f"{field}:Q", scale=alt.Scale(domain=[0, CEILING], nice=False), axis=axis)


def _first_at(one: Curve, level: float) -> int | None:
    pairs = zip(one.per_year, one.probability, strict=True)
    return next((n for n, p in pairs if p >= level), None)


def _last_shown(curves: Sequence[Curve]) -> int:
    """End of the axis: where every curve is nearly full, else the end of the grid."""
    ends = [_first_at(one, NEARLY_FULL) or one.per_year[-1] for one in curves]
    return -(-max(*ends, 30) // 10) * 10


def _round_steps(top: int) -> list[int]:
    step = next(step for step in (5, 10, 20, 40, 100) if top <= 7 * step)
    return list(range(0, top + 1, step))


def _plan_band(answer: Answer, x: alt.X, paper: Paper) -> list[alt.Chart]:
    if answer.plan_rate is None:
        return []
    low, high = answer.plan_rate
    text = message("plan {low:count}–{high:count}", low=low, high=high)
    row = {"n": low - 0.5, "n2": high + 0.5, "p": 0, "p2": CEILING - 0.12}
    name = {"n": (low + high) / 2, "p": CEILING - 0.05, "label": paper.words.say(text)}
    return [
        on([row]).mark_rect(color=theme.PLAN_BAND).encode(x=x, x2="n2:Q", y=_share("p"), y2="p2:Q"),
        labels([name], x, _share("p"), fontWeight="bold"),
    ]


def _pace_marks(answer: Answer, x: alt.X, paper: Paper, *, top: int) -> list[alt.Chart]:
    """Mark the federation's own pace and the fastest precedent, where they do not touch."""
    known = [pace for pace in paces(answer.record) if pace.per_year <= top]
    own = [pace for pace in known if pace.own][-1:]
    fastest = [pace for pace in known if not pace.own][-1:]
    if own and fastest and fastest[0].per_year - own[0].per_year < 0.45 * top:
        fastest = []
    rows = [_pace_row(pace, paper) for pace in [*own, *fastest]]
    y = _share("p")
    return [
        on(rows)
        .mark_point(color=theme.INK, shape="triangle-down", filled=True, opacity=1, size=50)
        .encode(x=x, y=y),
        labels(rows, x, y, align="left", dx=7),
    ]


def _pace_row(pace: Pace, paper: Paper) -> dict[str, object]:
    if pace.own:
        text = message("{n:count}: own pace, {year}", n=pace.per_year, year=pace.year)
    else:
        text = message("{n:count}: {area}, {year}", n=pace.per_year, area=pace.area, year=pace.year)
    return {"n": pace.per_year, "p": CEILING - 0.16, "label": paper.words.say(text)}


def _points(one: Curve, top: int) -> list[dict[str, float]]:
    pairs = zip(one.per_year, one.probability, strict=True)
    return [{"n": n, "p": p} for n, p in pairs if n <= top]


def _named_at(one: Curve, top: int) -> dict[str, float]:
    """Where the name of a curve stands: high on it, or at its end."""
    points = _points(one, top)
    return next((point for point in points if point["p"] >= LABELLED_AT), points[-1])


def _name(one: Curve, paper: Paper) -> str:
    text = message("{value:count} in {year}", value=one.target.value, year=one.target.due.year)
    return paper.words.say(text)


def _with_room(furthest: Curve, top: int, paper: Paper) -> float:
    """End of the axis that leaves room for the name to the right of the furthest curve."""
    share = (LETTER * len(_name(furthest, paper)) + 24) / (paper.width - BESIDE_THE_PLOT)
    return float(max(1.04 * top, _named_at(furthest, top)["n"] / (1 - share)))


def _odds_line(
    one: Curve, position: int, x: alt.X, *, top: int, right: bool, paper: Paper
) -> list[alt.Chart]:
    colour, _, dash = theme.target_style(position)
    y = _share("p")
    name = [_named_at(one, top) | {"label": _name(one, paper)}]
    line = on(_points(one, top)).mark_line(color=colour, strokeWidth=2.5, strokeDash=dash)
    return [
        line.encode(x=x, y=y),
        labels(
            name,
            x,
            y,
            color=colour,
            fontWeight="bold",
            dy=8 if right else -8,
            **_beside(right=right),
        ),
    ]


def _even_mark(
    one: Curve, position: int, x: alt.X, *, top: int, right: bool, paper: Paper
) -> list[alt.Chart]:
    """Mark the fewest new unions a year for even odds, with the number."""
    n = _first_at(one, EVEN)
    if n is None or n > top:
        return []
    colour, shape, _ = theme.target_style(position)
    row = {"n": n, "p": one.probability[one.per_year.index(n)], "label": paper.words.count(n)}
    dot = on([row]).mark_point(color=colour, shape=shape, filled=True, opacity=1, size=90)
    number = labels(
        [row],
        x,
        _share("p"),
        color=colour,
        fontWeight="bold",
        fontSize=14,
        dy=11 if right else -9,
        **_beside(right=right),
    )
    return [dot.encode(x=x, y=_share("p")), number]


def _beside(*, right: bool) -> dict[str, object]:
    return {"align": "left", "dx": 9} if right else {"align": "right", "dx": -9}


def _comparison(rows: Sequence[OddsRow], targets: Sequence[Target], paper: Paper) -> alt.LayerChart:
    names = [row.name for row in rows]
    y, written = named_rows(names, paper)
    axis = alt.Axis(
        title=paper.words.say(message("odds of the target")),
        format=".0%",
        values=[0, 0.25, 0.5, 0.75, 1],
    )
    x = alt.X("p:Q", scale=alt.Scale(domain=[0, 1.08], nice=False), axis=axis)
    layers = list(written)
    for position in range(len(targets)):
        colour, shape, _ = theme.target_style(position)
        dots = [
            {"name": name, "p": p, "label": paper.words.percent(p)}
            for name, p in (
                (name, row.odds[position]) for name, row in zip(names, rows, strict=True)
            )
            if p is not None
        ]
        shift = 13 * (position - (len(targets) - 1) / 2)
        mark = on(dots).mark_point(
            color=colour, shape=shape, filled=True, opacity=1, size=70, yOffset=shift
        )
        layers.append(mark.encode(x=x, y=y))
        layers.append(labels(dots, x, y, color=colour, align="left", dx=7, dy=shift))
    return alt.LayerChart(layer=layers, title=reading_key(_signs(targets), paper))


def _signs(targets: Sequence[Target]) -> Message:
    """Which marker stands for which target."""
    signs = {"circle": "●", "diamond": "◆", "square": "■", "triangle-up": "▲"}
    return message(
        "Odds of reaching {targets:list}.",
        targets=[
            message(
                "{sign} {value:count} in {year}",
                sign=signs[theme.target_style(position)[1]],
                value=target.value,
                year=target.due.year,
            )
            for position, target in enumerate(targets)
        ],
    )
