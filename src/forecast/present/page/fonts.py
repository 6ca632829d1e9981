"""The page's typeface, carried inside the page: every Vietnamese letter on a bare machine.

Roboto (Apache License 2.0) comes with its package; what a page in Latin script or Vietnamese can
use of it is cut out once per process and written as a data address. The bytes are the same
every time.
"""

from base64 import b64encode
from functools import cache
from io import BytesIO
from pathlib import Path

import font_roboto
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONT_FOLDER = Path(font_roboto.font_directory)
"""Where the package keeps the whole fonts, for drawing charts."""

_WEIGHTS = {400: "Roboto-Regular.ttf", 700: "Roboto-Bold.ttf"}
_RANGES = (
    (0x0020, 0x007E),
    (0x00A0, 0x0180),
    (0x01A0, 0x01B0),
    (0x0300, 0x0304),
    (0x0309, 0x0309),
    (0x0323, 0x0323),
    (0x1EA0, 0x1EF9),
    (0x2010, 0x2026),
    (0x2030, 0x203A),
    (0x20AB, 0x20AB),
    (0x2190, 0x2193),
    (0x2212, 0x2212),
    (0x2248, 0x2265),
    (0x25A0, 0x25CF),
)
"""Code points a page may use: Latin, Vietnamese with its combining marks, punctuation, signs."""


def _subset(font_file: Path) -> bytes:
    options = Options()
    options.hinting = False
    options.layout_features = ["kern", "ccmp", "mark", "mkmk", "tnum", "lnum"]
    options.name_IDs = [0, 1, 2, 13, 14]
    font = TTFont(font_file, recalcTimestamp=False)
    cutter = Subsetter(options)
    cutter.populate(unicodes=[point for low, high in _RANGES for point in range(low, high + 1)])
    cutter.subset(font)
    font.flavor = "woff"
    target = BytesIO()
    font.save(target)
    return target.getvalue()


@cache
def font_faces() -> str:
    """CSS ``@font-face`` rules that hold the regular and the bold cut of the typeface."""
    rules = []
    for weight, name in _WEIGHTS.items():
        data = b64encode(_subset(FONT_FOLDER / name)).decode("ascii")
        rules.append(
            f"@font-face{{font-family:Roboto;font-style:normal;font-weight:{weight};"
            f'font-display:block;src:url("data:font/woff;base64,{data}") format("woff")}}'
        )
    return "\n".join(rules)
