"""What a drawn SVG shows, read back: where its words, marks and lines are, and how they look.

Places are pixels from the top left corner. Widths of words are those of the typeface the pictures
are drawn with; `test_letters_are_as_wide_as_a_browser_draws_them` holds these against a browser.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from xml.etree import ElementTree as ET

from forecast.present.charts import letters, theme
from forecast.present.charts.labels import Box, Point

SVG = "{http://www.w3.org/2000/svg}"
NUMBER = re.compile(r"-?\d*\.?\d+(?:e-?\d+)?")
SHARE = {None: 0.0, "start": 0.0, "middle": 0.5, "end": 1.0}


@dataclass(frozen=True)
class Word:
    """One line of text."""

    text: str
    box: Box
    colour: str
    size: float


@dataclass(frozen=True)
class Mark:
    """A point, a bar or a line."""

    kind: str
    """``symbol``, ``rect``, ``line``, ``rule`` or ``area``."""

    role: str
    points: tuple[Point, ...]
    shape: str
    """Steps of its path without their lengths."""

    fill: str | None
    stroke: str | None
    dash: str | None
    opacity: float

    @property
    def box(self) -> Box:
        xs, ys = [x for x, _ in self.points], [y for _, y in self.points]
        return Box(min(xs), min(ys), max(xs), max(ys))


@dataclass(frozen=True)
class Picture:
    """Everything of one drawing."""

    width: float
    height: float
    words: tuple[Word, ...]
    marks: tuple[Mark, ...]

    @property
    def texts(self) -> list[str]:
        return [word.text for word in self.words]

    def of(self, kind: str, *, role: str = "role-mark") -> list[Mark]:
        return [mark for mark in self.marks if mark.kind == kind and mark.role == role]

    def overlapping(self) -> list[tuple[str, str]]:
        """Pairs of words that take the same ground."""
        return [
            (one.text, other.text)
            for i, one in enumerate(self.words)
            for other in self.words[i + 1 :]
            if one.box.overlaps(other.box)
        ]

    def outside(self) -> list[str]:
        """Words that stick out of the picture."""
        frame = Box(0, 0, self.width, self.height)
        return [word.text for word in self.words if not frame.holds(word.box)]

    def covered(self, kind: str) -> list[tuple[str, str]]:
        """Words on marks of a kind, with the mark's colour."""
        return [
            (word.text, str(mark.fill or mark.stroke))
            for word in self.words
            for mark in self.of(kind)
            if mark.opacity != theme.PLATE and word.box.overlaps(mark.box)
        ]

    def crossed(self, *, dash: str | None) -> list[str]:
        """Words that a line of this dash runs through."""
        lines = [mark.points for mark in self.of("line") if mark.dash == dash]
        return [
            word.text
            for word in self.words
            if any(word.box.crossed_by(*pair) for points in lines for pair in pairwise(points))
        ]


def picture(svg: str) -> Picture:
    """Read a drawing back."""
    root = ET.fromstring(svg)  # noqa: S314 - drawn by our own charts
    words: list[Word] = []
    marks: list[Mark] = []
    for element, place, (kind, role) in _parts(root, (0.0, 0.0), ("", "")):
        if element.tag == f"{SVG}text":
            words.append(_word(element, place))
        elif element.tag in {f"{SVG}path", f"{SVG}line"} and kind in _KINDS:
            marks.append(_mark(element, place, kind, role))
    width, height = (float(part) for part in root.get("viewBox", "").split()[2:])
    return Picture(width, height, tuple(words), tuple(marks))


_KINDS = {"symbol", "rect", "line", "rule", "area"}


def _parts(
    element: ET.Element, place: Point, kind: tuple[str, str]
) -> Iterator[tuple[ET.Element, Point, tuple[str, str]]]:
    """Every element with its place on the picture and what its group holds."""
    moved = re.match(r"translate\(([^,]+),([^)]+)\)", element.get("transform", ""))
    if moved:
        place = place[0] + float(moved[1]), place[1] + float(moved[2])
    named = re.match(r"mark-(\w+) (role-[\w-]+)", element.get("class", ""))
    if named:
        kind = named[1], named[2]
    yield element, place, kind
    for child in element:
        yield from _parts(child, place, kind)


def _word(element: ET.Element, place: Point) -> Word:
    text = "".join(element.itertext())
    size = float(element.get("font-size", "").removesuffix("px"))
    wide = letters.width(text, size=size, bold=element.get("font-weight") == "bold")
    left = place[0] - SHARE[element.get("text-anchor")] * wide
    # Letters reach from 0.72 em above the line they stand on to 0.2 below it.
    box = Box(left, place[1] - 0.72 * size, left + wide, place[1] + 0.2 * size)
    return Word(text, box, element.get("fill", ""), size)


def _mark(element: ET.Element, place: Point, kind: str, role: str) -> Mark:
    if element.tag == f"{SVG}line":
        ends = float(element.get("x2", "0")), float(element.get("y2", "0"))
        steps: list[Point] = [(0.0, 0.0), ends]
    else:
        steps = _steps(element.get("d", ""), kind)
    return Mark(
        kind=kind,
        role=role,
        points=tuple((place[0] + x, place[1] + y) for x, y in steps),
        shape=NUMBER.sub("", element.get("d", "")),
        fill=element.get("fill"),
        stroke=element.get("stroke"),
        dash=element.get("stroke-dasharray"),
        opacity=float(element.get("opacity") or element.get("fill-opacity") or 1),
    )


def _steps(d: str, kind: str) -> list[Point]:
    """Corners of a path: of a symbol how far it reaches, of a rectangle its corners."""
    numbers = [float(found) for found in NUMBER.findall(d)]
    if not numbers:
        return [(0.0, 0.0)]
    if kind == "symbol":
        # A square is told by its first corner, all others by points or arcs around the middle.
        reach = abs(numbers[0]) if "h" in d else max(map(abs, numbers))
        return [(-reach, -reach), (reach, reach)]
    if kind == "rect":
        x, y, wide, tall = numbers[:4]
        return [(x, y), (x + wide, y + tall)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))
