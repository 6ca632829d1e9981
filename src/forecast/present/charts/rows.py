"""Rows of a chart, each with its name: beside the bar on a wide sheet, above it on a narrow one."""

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
