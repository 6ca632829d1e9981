"""The look shared by charts and pages: colours, type and number forms.

The colours are of the Okabe-Ito palette, darkened where they carry text so that each has a
contrast of at least 4.5 to 1 on white. Meaning never rests on colour alone: targets differ in
dash and marker too, so that a grey print reads the same.
"""

from typing import Any, Final

INK: Final = "#16202a"
MUTED: Final = "#55616d"
RULE: Final = "#c9d2da"
GRID: Final = "#e6ebef"
PLAN_BAND: Final = "#f6dfb2"
RISE: Final = "#00694d"
FALL: Final = "#a84300"
FAN: Final = "#56b4e9"

TARGET_COLOURS: Final = ("#a84300", "#005a8e", "#8f3f71", "#00694d")
"""One for each target in order of its due date, repeated when there are more."""

TARGET_SHAPES: Final = ("circle", "diamond", "square", "triangle-up")
TARGET_DASHES: Final = ((7, 3), (2, 2), (10, 3, 2, 3), (4, 4))
"""Dashed all: what is drawn with them is projected. Observed lines are solid."""

PROJECTED_DASH: Final = (6, 4)

FONT: Final = "Roboto, 'Liberation Sans', Arial, Helvetica, sans-serif"

_NUMBERS: Final[dict[str, dict[str, Any]]] = {
    "vi": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", "\u00a0₫"]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["£", ""]},
}
MONTH_FORMATS: Final = {"vi": "%m/%Y", "en": "%b %Y"}
"""A month on a time axis, as d3 writes it."""


def chart_config(lang: str) -> dict[str, Any]:
    """Vega-Lite configuration for one language: type, quiet axes, number forms, no ARIA noise."""
    return {
        "aria": False,
        "background": "white",
        "font": FONT,
        "locale": {"number": _NUMBERS[lang]},
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


def target_style(position: int) -> tuple[str, str, list[int]]:
    """Colour, marker and dash of the target at ``position`` in order of due date.

    Examples
    --------
    >>> target_style(1)
    ('#005a8e', 'diamond', [2, 2])
    """
    step = position % len(TARGET_COLOURS)
    return TARGET_COLOURS[step], TARGET_SHAPES[step], list(TARGET_DASHES[step])
