"""What moved an answer since the last brief, cause by cause, in parts that add to the whole.

The last brief's answer becomes today's in five steps, always in this order, each on top of those
before it (successive replacement; another order would give other parts)::

    published → code → seed → assumptions → targets → record = today's answer

A part is the difference of two neighbouring published figures, so the parts add exactly. A figure
that a step does not have (the odds of a target that did not exist yet, a mixture the model
refuses) joins that step to the next: one part with both causes.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from forecast.answers.answer import NewUnionsAnswer, Reading, TargetAnswer
from forecast.answers.rounded import odds

Cause = Literal["code", "seed", "assumptions", "targets", "record"]
CAUSES: tuple[Cause, ...] = ("code", "seed", "assumptions", "targets", "record")
"""In the order in which they are replaced."""

EVEN = 0.5
"""The odds for which the fewest new unions are compared."""

Number = int | float

_TEN_THOUSANDTHS = 10_000
"""Published odds have four decimals."""

_TENTHS_OF_A_POINT = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one cause did to a figure, or several that cannot be told apart."""

    causes: tuple[Cause, ...]
    change: Number
    """Unit of the figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """One figure from the last brief to this one."""

    levels: tuple[Number | None, ...]
    """As published, then after each of `CAUSES`; ``None`` where there is no such figure."""

    parts: tuple[Part, ...]
    """They add to ``change``; none where either end is missing."""

    @property
    def before(self) -> Number | None:
        """The figure of the last brief."""
        return self.levels[0]

    @property
    def after(self) -> Number | None:
        """The figure of this brief."""
        return self.levels[-1]

    @property
    def moved(self) -> bool:
        """Whether the figure or any part of its change is another one."""
        return self.before != self.after or any(part.change for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A membership target as one brief understood it."""

    value: int
    """[members]."""

    tolerance: int
    """[members]."""

    due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetChange:
    """How the answer to one target moved."""

    target: str
    """Identifier, as in ``targets.toml``."""

    before: Promise | None
    """``None`` for a target that is new."""

    after: Promise | None
    """``None`` for a target that is no longer set."""

    odds: Mapping[Reading, Steps]
    """P(members >= value), four decimals."""

    fewest: Steps
    """Fewest new unions a year for even odds [unions per year]."""

    @property
    def is_kept(self) -> bool:
        """Whether both briefs answer the same promise."""
        return self.before == self.after

    @property
    def moved(self) -> bool:
        """Whether anything about it is another one."""
        figures = (*self.odds.values(), self.fewest)
        return not self.is_kept or any(steps.moved for steps in figures)


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """The edition an answer is held against."""

    as_of: date
    scenario: str
    seed: int
    version: str
    """Version of this software that made it."""

    manifest: str
    """SHA-256 of its list of files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RateChange:
    """One assumption then and now: 10th, 50th and 90th percentile [unit of the rate]."""

    key: str
    before: tuple[Number, ...] | None
    after: tuple[Number, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """The newest total a brief rests on."""

    date: date
    members: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """What differs between the two briefs, whether or not it moved a figure."""

    versions: Mapping[str, tuple[str | None, str | None]]
    """Libraries of another version, by name: then and now."""

    files: Mapping[Cause, tuple[str, ...]]
    """Files of the dataset that differ, by the cause they belong to."""

    tables: tuple[str, ...]
    """Tables of the record in which something else was known."""

    rates: tuple[RateChange, ...]
    count_before: Count | None
    count_after: Count | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """An earlier answer against today's."""

    baseline: Baseline
    reading: Reading
    """The reading that leads the brief."""

    targets: tuple[TargetChange, ...]
    """Today's by due date, then those no longer set."""

    reasons: Reasons

    @property
    def moved(self) -> bool:
        """Whether any figure of any target is another one."""
        return any(target.moved for target in self.targets)


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """The figures of one step, rounded as they are published."""

    odds: Mapping[tuple[str, Reading], float | None]
    fewest: Mapping[str, int | None]
    """Fewest new unions a year for even odds, by target [unions per year]."""


def levels_of(targets: Iterable[TargetAnswer], new_unions: Iterable[NewUnionsAnswer]) -> Levels:
    """The figures of an answer that are compared."""
    return Levels(
        odds={(one.target.id, one.reading): odds(one.probability) for one in targets},
        fewest={one.target.id: one.per_year for one in new_unions if one.confidence == EVEN},
    )


def target_changes(
    states: Sequence[Levels | None],
    *,
    acted: Collection[Cause],
    before: Mapping[str, Promise],
    after: Mapping[str, Promise],
) -> tuple[TargetChange, ...]:
    """Split the change of every target.

    Parameters
    ----------
    states
        As published, then after each of `CAUSES`, shape ``(6,)``; ``None`` for a step that could
        not be answered. The first and the last are answered.
    acted
        Causes that differ between the two briefs; only these are given a part, unless a figure
        moves without any.
    before, after
        The membership targets of each brief by identifier.

    Raises
    ------
    ValueError
        If there is not one state more than there are causes, or an end is missing.
    """
    if len(states) != len(CAUSES) + 1 or states[0] is None or states[-1] is None:
        raise ValueError("a state is needed for each end and after each cause")
    readings = dict.fromkeys(reading for _, reading in (*states[-1].odds, *states[0].odds))
    return tuple(
        TargetChange(
            target=name,
            before=before.get(name),
            after=after.get(name),
            odds={
                reading: odds_steps(_each(states, name, reading), acted=acted)
                for reading in readings
            },
            fewest=_steps(_each(states, name), acted=acted, scale=1),
        )
        for name in dict.fromkeys((*after, *before))
    )


def _each(
    states: Iterable[Levels | None], target: str, reading: Reading | None = None
) -> list[Number | None]:
    """A figure of every state: the odds under a reading, or else the fewest new unions."""
    return [
        None
        if state is None
        else state.fewest.get(target)
        if reading is None
        else state.odds.get((target, reading))
        for state in states
    ]


def odds_steps(levels: Sequence[Number | None], *, acted: Collection[Cause]) -> Steps:
    """Split a change of odds, in published figures of four decimals.

    Examples
    --------
    >>> steps = odds_steps([0.1, 0.1, 0.1, 0.1, 0.1, 0.15], acted=["record"])
    >>> steps.parts
    (Part(causes=('record',), change=0.05),)
    """
    return _steps(levels, acted=acted, scale=_TEN_THOUSANDTHS)


def in_points(steps: Steps) -> Steps:
    """Odds as they are shown: percentage points with one decimal, halves up.

    The levels are rounded first and the parts are their differences, so that what is shown adds.

    Examples
    --------
    >>> steps = odds_steps([0.1, 0.1, 0.1, 0.1, 0.1004, 0.1509], acted=["targets", "record"])
    >>> [part.change for part in in_points(steps).parts]
    [0.0, 5.1]
    """
    acted = acted_on([steps])
    shown = [None if level is None else _points(level) for level in steps.levels]
    return _steps(shown, acted=acted, scale=_TENTHS_OF_A_POINT)


def acted_on(steps: Iterable[Steps]) -> tuple[Cause, ...]:
    """Causes that have a part in any of some figures, in their order."""
    found = {cause for one in steps for part in one.parts for cause in part.causes}
    return tuple(cause for cause in CAUSES if cause in found)


def _points(level: Number) -> float:
    tenths = (round(level * _TEN_THOUSANDTHS) + 5) // _TENTHS_OF_A_POINT
    return tenths / _TENTHS_OF_A_POINT


def _steps(levels: Sequence[Number | None], *, acted: Collection[Cause], scale: int) -> Steps:
    """Differences are taken of whole numbers, ``scale`` to the unit, so that they add exactly."""
    whole = [None if level is None else round(level * scale) for level in levels]
    parts = tuple(
        Part(causes=causes, change=change if scale == 1 else change / scale)
        for causes, change in _parts(whole, acted)
    )
    return Steps(levels=tuple(levels), parts=parts)


def _parts(
    levels: Sequence[int | None], acted: Collection[Cause]
) -> list[tuple[tuple[Cause, ...], int]]:
    """Causes and change from each known level to the next, where a cause acted between them."""
    if levels[0] is None or levels[-1] is None:
        return []
    known = [(i, level) for i, level in enumerate(levels) if level is not None]
    found = []
    for (i, level), (j, later) in pairwise(known):
        causes = tuple(cause for cause in CAUSES[i:j] if cause in acted)
        if later != level and not causes:
            causes = CAUSES[i:j]
        if causes:
            found.append((causes, later - level))
    return found
