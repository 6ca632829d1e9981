"""How an earlier answer becomes today's step by step, so that the parts add to the whole."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from forecast.answers.changes import CAUSES, Cause, Number, Part, Promise, Steps, TargetChange
from forecast.answers.likelihood import EVEN
from forecast.answers.outcomes import NewUnionsAnswer, Reading, TargetAnswer
from forecast.answers.rounded import odds

_TEN_THOUSANDTHS = 10_000
"""Published odds have four decimals."""

_TENTHS_OF_A_POINT = 10


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
