"""The look shared by charts and pages: colours, type and number forms.

The hues are those of the Okabe-Ito palette, darkened so that words in them have a contrast of at
least 4.5 to 1 and marks of 3 to 1. Targets differ in lightness, dash and marker besides the hue:
a grey print and every common colour blindness leave them apart. A chart uses no other colours
than these, so that a page can give each its counterpart on dark ground by `DARK`.
"""

from collections.abc import Mapping
from typing import Any, Final

from forecast.languages import Language, languages

PAPER: Final = "#ffffff"
INK: Final = "#16202a"
MUTED: Final = "#55616d"
RULE: Final = "#c9d2da"
GRID: Final = "#e6ebef"
PLAN_BAND: Final = "#f6dfb2"
RISE: Final = "#26976f"
FALL: Final = "#8a3800"
"""Apart in a grey print too: what rises is lighter than what falls."""

FAN: Final = "#56b4e9"
"""Where 8 chances in 10 lie; laid over paper by `OUTER` and `INNER`."""

EDGE: Final = "#22709f"
"""Both ends of that range, so that it is seen where the pale ground is not."""

OUTER: Final = 0.24
INNER: Final = 0.36
"""Opacity of the ranges of 8 and of 5 chances in 10, the second upon the first."""

PLATE: Final = 0.9
"""Opacity of the paper under words that stand on a coloured ground."""

TARGET_COLOURS: Final = ("#bd4b00", "#0b5fa5", "#8a0f6e", "#003d2b")
"""One for each target in order of its due date, repeated when there are more."""

TARGET_SHAPES: Final = ("circle", "diamond", "square", "triangle-up")
TARGET_DASHES: Final = ((7, 3), (2, 2), (10, 3, 2, 3), (4, 4))
"""Dashed all: what is drawn with them is projected. Observed lines are solid."""

PROJECTED_DASH: Final = (6, 4)
EDGE_DASH: Final = (1, 2)
HELP_DASH: Final = (2, 3)
"""Rules that guide the eye to an event or a pace."""

DARK: Final[Mapping[str, str]] = {
    PAPER: "#12181f",
    INK: "#e4eaf0",
    MUTED: "#a3b0bc",
    RULE: "#3a4651",
    GRID: "#242e38",
    PLAN_BAND: "#4a3b12",
    RISE: "#62dfb5",
    FALL: "#e8884a",
    FAN: "#2f86bf",
    EDGE: "#6bbaf0",
    "#bd4b00": "#ffa05a",
    "#0b5fa5": "#55acf2",
    "#8a0f6e": "#efb3e0",
    "#003d2b": "#6cebb8",
}
"""Every colour of a chart to its counterpart on dark ground; opacities stay as they are."""

FONT: Final = "Roboto, 'Liberation Sans', Arial, Helvetica, sans-serif"

MONTH_FORMATS: Final = {lang: one.charts.month for lang, one in languages().items()}
"""A month on a time axis, as d3 writes it."""


def chart_config(lang: str) -> dict[str, Any]:
    """Vega-Lite configuration for one language: type, quiet axes, number forms, no ARIA noise."""
    return {
        "aria": False,
        "background": PAPER,
        "font": FONT,
        "locale": d3_locale(languages()[lang]),
        "view": {"stroke": None},
        "axis": {
            "domainColor": RULE,
            "gridColor": GRID,
            "tickColor": RULE,
            "labelColor": MUTED,
            "titleColor": MUTED,
            "labelFontSize": 11,
            "titleFontSize": 11,
            "titleFontWeight": "normal",
            "labelPadding": 4,
        },
        "text": {"fontSize": 11, "color": INK},
        "customFormatTypes": False,
    }


def d3_locale(language: Language) -> dict[str, Any]:
    """Number signs and names of months of one language, as d3 is told them."""
    signs, months = language.numbers, language.dates.months_alone or language.dates.months
    number = {
        "decimal": signs.decimal,
        "thousands": signs.thousands,
        "grouping": [3],
        "minus": signs.minus,
        "percent": signs.percent.partition("{number}")[2],
        "currency": ["", ""],
    }
    # d3 wants every list; no axis writes days of the week or times of day
    unused: dict[str, Any] = {"dateTime": "", "date": "", "time": "", "periods": ["", ""]}
    unused |= {"days": [""] * 7, "shortDays": [""] * 7}
    names = {"months": list(months), "shortMonths": list(language.charts.short_months)}
    return {"number": number, "time": unused | names}


def target_style(position: int) -> tuple[str, str, list[int]]:
    """Colour, marker and dash of the target at ``position`` in order of due date.

    Examples
    --------
    >>> target_style(1)
    ('#0b5fa5', 'diamond', [2, 2])
    """
    step = position % len(TARGET_COLOURS)
    return TARGET_COLOURS[step], TARGET_SHAPES[step], list(TARGET_DASHES[step])
