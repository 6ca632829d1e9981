"""Rows of a chart, each with its name: beside the bar on a wide sheet, above it on a narrow one.

Where every bar has one number, a narrow sheet writes it after the name: the rows are half as high.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from forecast.present.charts import letters
from forecast.present.charts.labels import Label
from forecast.present.charts.paper import MARGIN, Paper

BAR = 20.0
"""Height a bar takes with the ground around it [px]."""

BESIDE = 14.0
"""Between the names and the axes [px]."""

THIN = 5.0
"""Height of a bar under its name and number [px]."""

LOWERED = 1.0
"""How much nearer such a name stands to its own bar than to the one above [px]."""

AFTER = 6.0
"""Between a name and its number [px]."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Where rows stand, from the top of the axes [px]."""

    names: tuple[str, ...]
    """In lines apart by a line feed."""

    middles: tuple[float, ...]
    """Of the bars."""

    height: float
    side: float
    """Width the names take left of the axes; 0 where they stand above their bars."""

    above: tuple[float, ...]
    """From the first line of each name to the middle of its bar; 0 where they stand beside."""

    thick: float = 12.0
    """Of a bar [px]."""

    def labels(self, *, left: float) -> list[Label]:
        """Write the names; ``left`` is from the edge of the sheet to the axes [px]."""
        return [
            Label(
                text=name,
                x=MARGIN - left,
                y=middle - (up or letters.LINE * name.count("\n") / 2),
            )
            for name, middle, up in zip(self.names, self.middles, self.above, strict=True)
        ]

    def after_names(self, numbers: Sequence[str], *, left: float) -> list[Label]:
        """Write a number in bold after the last line of each name."""
        return [
            Label(
                text=number,
                x=name.x + letters.width(name.rows[-1]) + AFTER,
                y=name.y + letters.LINE * (len(name.rows) - 1),
                bold=True,
            )
            for number, name in zip(numbers, self.labels(left=left), strict=True)
        ]


def rows(names: Sequence[str], paper: Paper, *, column: float) -> Rows:
    """Give each name its row.

    Parameters
    ----------
    column
        Widest column of names beside the axes [px].
    """
    room = paper.width - 2 * MARGIN if paper.narrow else column
    broken = [letters.lines(name, room) for name in names]
    middles, above, top = [], [], 0.0
    for lines in broken:
        tall = letters.LINE * len(lines)
        if paper.narrow:
            middles.append(top + tall + BAR / 2 - 1)
            above.append(tall + BAR / 2 - 1 - letters.LINE / 2)
            top += tall + BAR + 4
        else:
            height = max(BAR + 2, tall + 6)
            middles.append(top + height / 2)
            above.append(0.0)
            top += height
    widest = max(letters.width(line) for lines in broken for line in lines)
    return Rows(
        names=tuple("\n".join(lines) for lines in broken),
        middles=tuple(middles),
        height=top,
        side=0.0 if paper.narrow else math.ceil(MARGIN + widest + BESIDE),
        above=tuple(above),
    )


def numbered(names: Sequence[str], numbers: Sequence[str], paper: Paper) -> Rows:
    """Give each name a line with room for its number, and a thin bar below.

    Parameters
    ----------
    numbers
        One a row, written in bold.
    """
    # Many rows stand closer, so that the whole picture stays on a telephone's screen.
    between = min(3.0, max(1.0, 10.0 - len(names)))
    middles, above, broken, top = [], [], [], 0.0
    for name, number in zip(names, numbers, strict=True):
        room = paper.width - 2 * MARGIN - AFTER - letters.width(number, bold=True)
        lines = letters.lines(name, room)
        tall = letters.LINE * len(lines)
        middles.append(top + tall + THIN / 2)
        above.append(tall + THIN / 2 - letters.LINE / 2 - LOWERED)
        broken.append("\n".join(lines))
        top += tall + THIN + between
    return Rows(
        names=tuple(broken),
        middles=tuple(middles),
        height=top,
        side=0.0,
        above=tuple(above),
        thick=THIN,
    )
