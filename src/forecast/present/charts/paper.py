"""What every picture is drawn on: two widths, one look, letters that are measured as shown.

A picture is one panel or several alike, with fixed margins: nothing is shifted to fit, so that a
label stands where it was reckoned to be free.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import altair as alt
import vl_convert

from forecast.errors import Message
from forecast.present.charts import letters, theme
from forecast.present.charts.labels import Box, Label
from forecast.present.page.fonts import FONT_FOLDER
from forecast.present.words import Words

VEGA_LITE = "6.4"
WIDE = 680
NARROW = 340
MARGIN = 2.0
"""Left free at the edge of the picture [px]."""

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

    @property
    def narrow(self) -> bool:
        """Whether this is the sheet for a telephone."""
        return self.width < WIDE

    def say(self, sentence: Message) -> str:
        """Say a sentence in the language of the sheet."""
        return self.words.say(sentence)

    def wrapped(self, sentence: Message) -> list[str]:
        """Say a sentence in lines as wide as the sheet."""
        return letters.lines(self.say(sentence), self.width - 2 * MARGIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Ground of one set of axes and the margins its labels need [px].

    Places on it are counted from the top left corner of the axes.
    """

    width: float
    height: float
    left: float = MARGIN
    right: float = MARGIN
    top: float = MARGIN
    bottom: float = MARGIN

    @property
    def frame(self) -> Box:
        """The axes and their margins."""
        return Box(-self.left, -self.top, self.width + self.right, self.height + self.bottom)

    @property
    def inside(self) -> Box:
        """The axes alone."""
        return Box(0, 0, self.width, self.height)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Panels alike, side by side and below one another, under a head and beside names."""

    panel: Panel
    charts: Sequence[alt.LayerChart]
    columns: int = 1
    head: float = 0.0
    """Height above the first row of panels [px]."""

    side: float = 0.0
    """Width left of the first column of panels [px]."""

    foot: float = 0.0
    """Height under the last row of panels [px]."""

    @property
    def height(self) -> float:
        """Height of the whole [px]."""
        rows = -(-len(self.charts) // self.columns)
        return self.head + rows * (self.panel.frame.bottom - self.panel.frame.top) + self.foot


def draw(words: Words, build: Callable[[Paper], Sheet]) -> Drawing:
    """Draw what ``build`` puts on a sheet, once wide and once narrow."""
    wide, narrow = (_svg(build, Paper(words, width)) for width in (WIDE, NARROW))
    return Drawing(wide=wide, narrow=narrow)


@cache
def _know_the_fonts() -> None:
    vl_convert.register_font_directory(str(FONT_FOLDER))


def _svg(build: Callable[[Paper], Sheet], paper: Paper) -> str:
    _know_the_fonts()
    sheet = build(paper)
    panel = sheet.panel
    size = {"width": panel.width, "height": panel.height}
    left, top = sheet.side + panel.left, sheet.head + panel.top
    # The padding gives the picture its size: of panels Vega-Lite counts only the width of a single
    # column.
    own_width = panel.width if sheet.columns == 1 else 0.0
    spec = alt.ConcatChart(
        concat=[chart.properties(**size) for chart in sheet.charts],
        columns=sheet.columns,
        bounds="flush",
        spacing={"row": panel.top + panel.bottom, "column": panel.left + panel.right},
        autosize=alt.AutoSizeParams(type="none"),
        padding={
            "left": left,
            "top": top,
            "right": paper.width - left - own_width,
            "bottom": sheet.height - top,
        },
    ).to_dict() | {"config": theme.chart_config(paper.words.lang)}
    svg: str = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE, allowed_base_urls=[])
    return _lean(svg)


def _lean(svg: str) -> str:
    """Say once for the whole picture what Vega says of each part, and drop what is usual."""
    font = f' font-family="{theme.FONT}"'
    for said in (font, ' opacity="1"', ' pointer-events="none"'):
        svg = svg.replace(said, "")
    return svg.replace("<svg ", f"<svg{font} ", 1)


def png(svg: str, *, scale: float = 2.0) -> bytes:
    """Give a picture as PNG on its own ground, for slides: ``scale`` pixels for each of its own.

    Raises
    ------
    ValueError
        If ``scale`` is not positive.
    """
    if scale <= 0:
        raise ValueError(f"scale is {scale}, but must be above 0: 2 doubles width and height")
    _know_the_fonts()
    image: bytes = vl_convert.svg_to_png(svg, scale=scale)
    return image


def on(rows: Rows) -> alt.Chart:
    """Start a layer on its own few rows."""
    return alt.Chart(alt.InlineData(values=[dict(row) for row in rows]))


def key(text: Message, paper: Paper, *, bottom: float, left: float = 0.0) -> Label:
    """How to read the picture, written at its top.

    Parameters
    ----------
    bottom
        Middle of the last line, from the top of the panel's axes [px].
    left
        From the left edge of the sheet to the panel's axes [px].
    """
    lines = paper.wrapped(text)
    first = bottom - letters.LINE * (len(lines) - 1)
    return Label(text="\n".join(lines), x=MARGIN - left, y=first, colour=theme.MUTED)
