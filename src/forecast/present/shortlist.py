"""What of an answer is shown where not everything can be: the widest swings, the end of an axis."""

from collections.abc import Sequence

from forecast.answers.answer import Answer
from forecast.answers.likelihood import EVEN
from forecast.answers.outcomes import Curve
from forecast.answers.what_if import TornadoBar
from forecast.errors import Message, message
from forecast.record.contracts import Target

MOST = 8
"""Rates in one picture; those beyond move the odds less than these."""

LEAST = 0.005
"""Narrower swings tell nothing that matters; they are left out [difference of odds]."""

LOW_ODDS = 0.05
"""Around lower odds than these, swings are said to a tenth of a point."""

SAID_WHOLE = 0.0995
"""Odds that would read as 10 or more, and are said in whole points."""

LEAST_SAID = 0.001
"""Lower odds are said to be under this."""

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


def swing_odds(odds: float, *, base: float) -> Message:
    """Odds at one end of a swing around low odds to a tenth of a point, else to a whole one.

    Low odds swing by so little that whole points would read alike at bars of different lengths.

    Parameters
    ----------
    base
        Odds as forecast, which the swings of one chart start from [fraction].
    """
    if not in_tenths(odds, base=base):
        return message("{odds:percent}", odds=odds)
    if odds < LEAST_SAID:
        return message("under {least:percent1}", least=LEAST_SAID)
    return message("{odds:percent1}", odds=odds)


def in_tenths(odds: float, *, base: float) -> bool:
    """Whether odds at one end of a swing are said to a tenth of a point."""
    return base < LOW_ODDS and odds < SAID_WHOLE


def last_shown(curves: Sequence[Curve]) -> int:
    """End of the axis of new unions: where every curve is nearly full, else the end of its grid.

    All curves end together where one was computed less far than another, unless that would hide
    where a curve reaches even odds, or its best where it never does.

    Returns
    -------
    int
        A multiple of ten [unions per year].
    """
    full = _tens(max(_reached(one, NEARLY_FULL) for one in curves))
    common = min(one.per_year[-1] for one in curves) // 10 * 10
    if common < max(FEWEST, _tens(max(_reached(one, EVEN) for one in curves))):
        return max(FEWEST, full)
    return max(FEWEST, min(full, common))


def _reached(curve: Curve, odds: float) -> int:
    """First number a year with such odds, else the last one computed."""
    pairs = zip(curve.per_year, curve.probability, strict=True)
    return next((n for n, p in pairs if p >= odds), curve.per_year[-1])


def _tens(number: int) -> int:
    """Next multiple of ten."""
    return -(-number // 10) * 10
