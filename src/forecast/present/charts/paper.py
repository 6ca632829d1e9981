"""What every picture is drawn on: two widths, one look, letters that are measured as shown."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from textwrap import wrap
from typing import Any

import altair as alt
import vl_convert

from forecast.errors import Message
from forecast.present.charts import theme
from forecast.present.page.fonts import FONT_FOLDER
from forecast.present.words import Words

VEGA_LITE = "6.4"
WIDE = 680
NARROW = 340
LETTER = 6
"""Mean width of a letter at the size of a chart's labels [px]."""

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Drawing:
    """One picture as SVG in two widths: for a page, and for a telephone or half a page."""

    wide: str
    narrow: str


@dataclass(frozen=True, slots=True)
class Paper:
    """One sheet to draw on."""

    words: Words
    width: int
    height: int

    @property
    def narrow(self) -> bool:
        """Whether this is the sheet for a telephone."""
        return self.width < WIDE


def draw(
    words: Words, heights: tuple[int, int], build: Callable[[Paper], alt.LayerChart]
) -> Drawing:
    """Draw what ``build`` puts on a sheet, once wide and once narrow [px]."""
    wide, narrow = heights
    return Drawing(
        wide=_svg(build, Paper(words, WIDE, wide)), narrow=_svg(build, Paper(words, NARROW, narrow))
    )


@cache
def _know_the_fonts() -> None:
    vl_convert.register_font_directory(str(FONT_FOLDER))


def _svg(build: Callable[[Paper], alt.LayerChart], paper: Paper) -> str:
    _know_the_fonts()
    fit = alt.AutoSizeParams(type="fit", contains="padding")
    sized = build(paper).properties(width=paper.width, height=paper.height, autosize=fit, padding=2)
    spec = sized.to_dict() | {"config": theme.chart_config(paper.words.lang)}
    svg: str = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE, allowed_base_urls=[])
    return svg


def reading_key(text: Message, paper: Paper) -> alt.TitleParams:
    """How to read the picture, written above it."""
    return alt.TitleParams(
        text=wrap(paper.words.say(text), paper.width // LETTER),
        anchor="start",
        frame="bounds",
        color=theme.MUTED,
        fontSize=11,
        fontWeight="normal",
        lineHeight=14,
        offset=8,
    )


def on(rows: Rows) -> alt.Chart:
    """Start a layer on its own few rows."""
    return alt.Chart(alt.InlineData(values=[dict(row) for row in rows]))


def labels(
    rows: Rows,
    x: alt.X | str,
    y: alt.Y | str,
    **mark: Any,  # noqa: ANN401 - the options of Altair's text mark
) -> alt.Chart:
    """Write the ``label`` of each row at its place."""
    look: dict[str, Any] = {"fontSize": 11, "color": theme.INK, "baseline": "middle"}
    written: alt.Chart = on(rows).mark_text(**(look | mark)).encode(x=x, y=y, text="label:N")
    return written


def named_rows(names: Sequence[str], paper: Paper) -> tuple[alt.Y, list[alt.Chart]]:
    """Give a band for each name: names beside the bands when wide, above them when narrow."""
    beside = alt.Axis(
        title=None,
        domain=False,
        ticks=False,
        grid=False,
        labelColor=theme.INK,
        labelLimit=0,
        minExtent=LETTER * max(map(len, names)),
    )
    y = alt.Y("name:N", sort=list(names), axis=None if paper.narrow else beside)
    if not paper.narrow:
        return y, []
    rows = [{"name": name, "label": name} for name in names]
    written = on(rows).mark_text(fontSize=11, align="left", dy=-13, limit=paper.width - 4)
    return y, [written.encode(x=alt.value(0), y=y, text="label:N")]


def rows_height(count: int, paper_width: int) -> int:
    """Height that ``count`` bands of `named_rows` need [px]."""
    return count * (33 if paper_width < WIDE else 30)


def moment(day: dt.date) -> int:
    """Milliseconds from 1970 to midnight UTC, so that no time zone moves a date.

    Examples
    --------
    >>> moment(dt.date(1970, 1, 2))
    86400000
    """
    return int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp() * 1000)
