"""Text that other programs can hold: no sign that a format refuses, no word without a break."""

import re
import unicodedata
from functools import cache

from fontTools.ttLib import TTFont

from forecast.present.page.fonts import FONT_FOLDER

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
BREAK = "\N{ZERO WIDTH SPACE}"
LONGEST_WORD = 24
"""Letters after which a word without a space may be broken; addresses of the net have more."""

_RUN = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")
_KEPT = {"\t": " ", "\n": "\n", "\r": "\n"}
_CUTS = ("Roboto-Regular.ttf", "Roboto-Bold.ttf")


def plain(text: str) -> str:
    r"""Leave out what no XML may hold: control characters, halves of pairs, unassigned ends.

    Examples
    --------
    >>> plain("a\x00b\tc")
    'ab c'
    """
    return "".join(_KEPT.get(sign, sign) for sign in text if sign in _KEPT or not _refused(sign))


def drawable(text: str) -> str:
    r"""Put the replacement character for every sign the typeface lacks: none is lost unseen.

    Signs that only steer others, as those for the direction of writing, are left out.

    Examples
    --------
    >>> drawable("Đoàn\u202e 雨")
    'Đoàn �'
    """
    known = _known()
    return "".join(_drawn(sign, known) for sign in plain(text))


def breakable(text: str) -> str:
    """Let words that are longer than any line break.

    Examples
    --------
    >>> breakable("a" * 60).split(BREAK) == ["a" * 24, "a" * 24, "a" * 12]
    True
    """
    return _RUN.sub(rf"\g<0>{BREAK}", text)


@cache
def _known() -> frozenset[str]:
    known = set.intersection(*(_points(cut) for cut in _CUTS))
    return frozenset(map(chr, known)) | {"\n"}


def _points(cut: str) -> set[int]:
    with TTFont(FONT_FOLDER / cut, lazy=True) as font:
        return set(font.getBestCmap())


def _drawn(sign: str, known: frozenset[str]) -> str:
    if unicodedata.category(sign) == "Cf":
        return ""
    return sign if sign in known else REPLACEMENT


def _refused(sign: str) -> bool:
    point = ord(sign)
    return unicodedata.category(sign) in {"Cc", "Cs"} or point & 0xFFFE == 0xFFFE
