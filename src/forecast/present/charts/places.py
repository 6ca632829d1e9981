"""Where labels stand: each where it is free, so that none covers a line, a mark or another one."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from forecast.present.charts.labels import Align, Box, Label, Point

GAP = 3.0
"""Free ground kept around a label [px]."""

MARK = 5.5
"""How far a mark reaches to every side [px]."""

OUTSIDE = 100.0
OVERLAP = 10.0
CROSSED = 1.0
"""What a fault costs a place, against the other places of the same label."""


@dataclass(slots=True)
class Ground:
    """What of a panel is taken; labels are put where it is free."""

    frame: Box
    """Labels stay inside."""

    boxes: list[Box] = field(default_factory=list)
    paths: list[Sequence[Point]] = field(default_factory=list)
    """Lines that letters should not stand on."""

    def put(self, places: Iterable[Label]) -> Label:
        """Take the first of the places that is free, else the one with the fewest faults."""
        best, least = None, math.inf
        for place in places:
            cost = self._cost(place)
            if cost < least:
                best, least = place, cost
            if cost == 0:
                break
        if best is None:
            raise ValueError("a label needs at least one place")
        self.boxes.append(best.box)
        return best

    def is_free(self, label: Label) -> bool:
        """Whether a label would stand in the frame and touch nothing."""
        return self._cost(label) == 0

    def _cost(self, label: Label) -> float:
        box = label.box
        near = box.grown(GAP)
        outside = 0.0 if self.frame.holds(box) else OUTSIDE
        overlaps = sum(near.overlaps(taken) for taken in self.boxes)
        crossed = sum(
            any(box.grown(1).crossed_by(*pair) for pair in pairwise(path)) for path in self.paths
        )
        return outside + OVERLAP * overlaps + CROSSED * crossed


def beside(label: Label, at: Point, *, reach: float = 9.0) -> list[Label]:
    """Places of a label around a mark: at its sides, above, below, between these, then farther."""
    x, y = at
    tall, half = (len(label.rows) - 1) * label.line, label.size * 0.55
    level, near = y - tall / 2, reach * 0.6
    places: list[tuple[Point, Align]] = [
        ((x - reach, level), "right"),
        ((x + reach, level), "left"),
    ]
    for away in (reach, 2 * reach):
        above, below = y - away - tall - half, y + away + half
        for across, align in _across(x, near):
            places += [((across, above), align), ((across, below), align)]
    return [label.moved(to, align) for to, align in places]


def _across(x: float, near: float) -> list[tuple[float, Align]]:
    return [(x, "center"), (x - near, "right"), (x + near, "left")]


def spread(wanted: Sequence[float], heights: Sequence[float], *, ends: Point) -> list[float]:
    """Move labels that would overlap apart, each as little as can be, in their order.

    Parameters
    ----------
    wanted
        Middle of each label, from the top down [px].
    heights
        Height each needs [px].
    ends
        Top and bottom of the room they share [px].

    Notes
    -----
    Least squares under a smallest distance: pool adjacent violators (Ayer et al., 1955) on the
    middles less the room that the labels before take.

    Examples
    --------
    >>> spread([10, 12, 80], [10, 10, 10], ends=(0, 100))
    [6.0, 16.0, 80.0]
    """
    distances = [(above + below) / 2 for above, below in pairwise(heights)]
    offsets = list(accumulate(distances, initial=0.0)) if wanted else []
    blocks: list[list[float]] = []
    for place, offset in zip(wanted, offsets, strict=True):
        blocks.append([place - offset])
        while len(blocks) > 1 and _mean(blocks[-2]) > _mean(blocks[-1]):
            blocks[-2:] = [blocks[-2] + blocks[-1]]
    levels = [_mean(block) for block in blocks for _ in block]
    if not levels:
        return []
    lowest = ends[0] + heights[0] / 2
    highest = max(lowest, ends[1] - heights[-1] / 2 - offsets[-1])
    kept = (min(max(level, lowest), highest) for level in levels)
    return [level + offset for level, offset in zip(kept, offsets, strict=True)]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def flags(wanted: Sequence[Label], *, ends: Point, lowest: float) -> list[Label]:
    """Put each label on a pole above the axes, as low as it can stand and touch nothing.

    Parameters
    ----------
    wanted
        Labels at the foot of their poles; where two could stand lowest, the first does.
    ends
        Left and right end of the room they share [px].
    lowest
        Middle of the lowest line [px].

    Returns
    -------
    list of Label
        Beside the top of their poles, right or left of it, or across it where there is no room.
        A pole runs through no label of another, unless two labels each reach over the other's.
    """
    found: dict[int, Label] = {}
    while len(found) < len(wanted):
        waiting = [i for i in range(len(wanted)) if i not in found]
        standing = [(wanted[i].x, label) for i, label in found.items()]
        places = [
            (_covered(place, [wanted[j].x for j in waiting if j != i]), order, i, place)
            for i in waiting
            for order, place in enumerate(_free(wanted[i], standing, ends=ends, lowest=lowest))
        ]
        _, _, chosen, place = min(places, key=lambda one: one[:3])
        found[chosen] = place
    return [found[i] for i in range(len(wanted))]


def _free(
    label: Label, standing: Sequence[tuple[float, Label]], *, ends: Point, lowest: float
) -> list[Label]:
    """Places of a label in the lowest row where it can stand among the others.

    Above all others nothing is in the way but a label over its pole, and then it stands there all
    the same.
    """
    row = lowest
    top = min((other.y - other.line for _, other in standing), default=lowest)
    while row > top:
        places = _on_pole(label, row, ends)
        free = [p for p in places if not any(_entangled(label.x, p, *one) for one in standing)]
        if free:
            return free
        row -= label.line
    return _on_pole(label, top, ends)


def _on_pole(label: Label, row: float, ends: Point) -> list[Label]:
    """Places with the last line in a row."""
    box = label.box
    wide, first = box.right - box.left, row - (len(label.rows) - 1) * label.line
    across = min(max(label.x - wide / 2, ends[0]), ends[1] - wide)
    beside_it = [
        label.moved((label.x + 4, first), "left"),
        label.moved((label.x - 4, first), "right"),
    ]
    fitting = [one for one in beside_it if ends[0] <= one.box.left and one.box.right <= ends[1]]
    return [*fitting, label.moved((across, first), "left")]


def _covered(label: Label, poles: Sequence[float]) -> int:
    """How many of the poles a label would be in the way of."""
    return sum(label.box.left - 2 < pole < label.box.right + 2 for pole in poles)


def _entangled(pole: float, label: Label, other_pole: float, other: Label) -> bool:
    """Whether two labels overlap, or a pole runs through the label of the other."""
    return (
        label.box.grown(GAP).overlaps(other.box)
        or (other.box.bottom < label.box.bottom and _covered(label, [other_pole]) > 0)
        or (label.box.bottom < other.box.bottom and _covered(other, [pole]) > 0)
    )
