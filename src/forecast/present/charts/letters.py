"""How wide words are in the typeface of the charts, so that labels can be kept apart.

A chart is drawn with Roboto, and the page it stands on carries the same font; what is measured
here is what is seen. Kerning is left out: it only ever draws letters closer together.
"""

from collections.abc import Mapping
from functools import cache

from fontTools.ttLib import TTFont

from forecast.present.page.fonts import FONT_FOLDER

SIZE = 11
"""Usual size of a label [px]."""

LINE = 14
"""From one line of such labels to the next [px]."""

_CUTS = {False: "Roboto-Regular.ttf", True: "Roboto-Bold.ttf"}


@cache
def _advances(*, bold: bool) -> Mapping[int, float]:
    """Width of every character of one cut [em]."""
    with TTFont(FONT_FOLDER / _CUTS[bold], lazy=True) as font:
        em, widths = font["head"].unitsPerEm, font["hmtx"].metrics
        return {point: widths[glyph][0] / em for point, glyph in font.getBestCmap().items()}


def width(text: str, *, size: float = SIZE, bold: bool = False) -> float:
    """Width of ``text`` on one line [px]; a letter the typeface lacks counts as a whole em.

    Examples
    --------
    >>> width("15.249", bold=True) > width("15.249") > width("1.249")
    True
    """
    advances = _advances(bold=bold)
    return size * sum(advances.get(ord(letter), 1.0) for letter in text)


def lines(text: str, room: float, *, size: float = SIZE, bold: bool = False) -> list[str]:
    """Break ``text`` between words so that no line is wider than ``room`` [px].

    A single word that is wider is cut; no word of a language is, but a name may be anything.

    Examples
    --------
    >>> lines("hai chỉ tiêu cần được cân đối lại", 90)
    ['hai chỉ tiêu cần', 'được cân đối lại']
    """
    found: list[str] = []
    for word in text.split():
        longer = f"{found[-1]} {word}" if found else word
        if found and width(longer, size=size, bold=bold) <= room:
            found[-1] = longer
        else:
            found += _pieces(word, room, size=size, bold=bold)
    return found


def _pieces(word: str, room: float, *, size: float, bold: bool) -> list[str]:
    """Cut one word into as few pieces as fit."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and width(pieces[-1] + letter, size=size, bold=bold) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces
