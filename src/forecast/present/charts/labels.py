"""Words in a picture: measured before they are drawn.

All places are pixels from the top left corner of a panel; y grows downwards.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

import altair as alt

from forecast.present.charts import letters, theme

Align = Literal["left", "center", "right"]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """Ground that something takes [px]."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        """Whether both take some of the same ground."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: "Box") -> bool:
        """Whether ``other`` lies wholly in this one."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )

    def grown(self, by: float) -> "Box":
        """Give the same with ``by`` more on every side [px]."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def crossed_by(self, start: Point, end: Point) -> bool:
        """Whether the straight line between two points enters (Liang & Barsky, 1984)."""
        first, last = 0.0, 1.0
        for at, step, low, high in (
            (start[0], end[0] - start[0], self.left, self.right),
            (start[1], end[1] - start[1], self.top, self.bottom),
        ):
            if step == 0:
                if not low < at < high:
                    return False
                continue
            near, far = sorted(((low - at) / step, (high - at) / step))
            first, last = max(first, near), min(last, far)
        return first < last


def around(at: Point, reach: float) -> Box:
    """Give the ground of a mark of ``reach`` px to every side."""
    return Box(at[0] - reach, at[1] - reach, at[0] + reach, at[1] + reach)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Lines of text; ``y`` is the middle of the first line."""

    text: str
    """Lines apart by a line feed."""

    x: float
    y: float
    align: Align = "left"
    colour: str = theme.INK
    bold: bool = False
    size: int = letters.SIZE

    @property
    def rows(self) -> list[str]:
        """The lines one by one."""
        return self.text.split("\n")

    @property
    def line(self) -> float:
        """From one line to the next [px]."""
        return letters.LINE * self.size / letters.SIZE

    @property
    def middle(self) -> float:
        """Half-way between the first and the last line [px]."""
        return self.y + (len(self.rows) - 1) * self.line / 2

    @property
    def box(self) -> Box:
        """Ground the letters take, as wide as the widest line."""
        wide = max(letters.width(row, size=self.size, bold=self.bold) for row in self.rows)
        left = self.x - {"left": 0.0, "center": 0.5, "right": 1.0}[self.align] * wide
        half = 0.55 * self.size
        bottom = self.y + (len(self.rows) - 1) * self.line + half
        return Box(left, self.y - half, left + wide, bottom)

    def moved(self, to: Point, align: Align) -> "Label":
        """Give the same words at another place."""
        return replace(self, x=to[0], y=to[1], align=align)


def written(labels: Iterable[Label]) -> list[alt.Chart]:
    """Draw the labels, one layer for each look; their places are pixels and need no scale."""
    looks: dict[tuple[Align, bool, int], list[dict[str, str | float]]] = {}
    for one in labels:
        rows = looks.setdefault((one.align, one.bold, one.size), [])
        rows += [
            {
                "x": round(one.x, 1),
                "y": round(one.y + i * one.line, 1),
                "label": row,
                "colour": one.colour,
            }
            for i, row in enumerate(one.rows)
        ]
    return [_layer(rows, *look) for look, rows in looks.items()]


def _layer(rows: list[dict[str, str | float]], align: Align, bold: bool, size: int) -> alt.Chart:
    mark = alt.Chart(alt.InlineData(values=rows)).mark_text(
        align=align, baseline="middle", fontSize=size, fontWeight="bold" if bold else "normal"
    )
    layer: alt.Chart = mark.encode(
        x=alt.X("x:Q", scale=None, axis=None),
        y=alt.Y("y:Q", scale=None, axis=None),
        text="label:N",
        color=alt.Color("colour:N", scale=None),
    )
    return layer
