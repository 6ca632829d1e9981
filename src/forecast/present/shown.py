"""What of an answer is shown where not everything can be: the widest swings, the end of an axis."""

from collections.abc import Sequence

from forecast.answers.answer import Answer, Curve, TornadoBar
from forecast.record.contracts import Target

MOST = 8
"""Rates in one picture; those beyond move the odds less than these."""

LEAST = 0.005
"""Narrower swings read the same at both ends; they are left out [difference of odds]."""

NEARLY_FULL = 0.9
FEWEST = 30
"""An axis of new unions reaches to where the odds are nearly full, and at least so far."""


def swung_targets(answer: Answer) -> tuple[Target, ...]:
    """Targets the answer has swings of, by due date."""
    found = {bar.target.id: bar.target for bar in answer.tornado}
    return tuple(sorted(found.values(), key=lambda target: target.due))


def widest(answer: Answer, which: int) -> tuple[TornadoBar, ...]:
    """Widest swings of one target, counted from 0 by due date; none where it has none to show."""
    targets = swung_targets(answer)
    if which >= len(targets):
        return ()
    bars = [bar for bar in answer.tornado if bar.target.id == targets[which].id]
    seen = [bar for bar in bars if bar.swing >= LEAST]
    return tuple(sorted(seen, key=lambda bar: (-bar.swing, bar.rate))[:MOST])


def base_odds(answer: Answer, target: Target) -> float:
    """Odds of a target as answered under the plan, which the swings start from.

    Raises
    ------
    ValueError
        If the answer has no odds of the target.
    """
    for one in answer.targets:
        if one.target.id == target.id and one.reading == "plan" and one.probability is not None:
            return one.probability
    raise ValueError(f"no odds of {target.id} under the plan to start a swing from")


def last_shown(curves: Sequence[Curve]) -> int:
    """End of the axis of new unions: where every curve is nearly full, else the end of its grid.

    Returns
    -------
    int
        A multiple of ten [unions per year].
    """
    ends = [
        next(
            (n for n, p in zip(one.per_year, one.probability, strict=True) if p >= NEARLY_FULL),
            one.per_year[-1],
        )
        for one in curves
    ]
    return -(-max(*ends, FEWEST) // 10) * 10
