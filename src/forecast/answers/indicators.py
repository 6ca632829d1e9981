"""How the plan's other promises stand in the record."""

import numpy as np
from scipy.stats import nbinom

from forecast.answers.dates import membership_targets
from forecast.answers.outcomes import IndicatorAnswer, Status
from forecast.errors import message
from forecast.model.rates import Points
from forecast.record.contracts import Target
from forecast.record.knowledge import Record


def indicators(record: Record, points: Points | None) -> list[IndicatorAnswer]:
    """One for each promise that is not a number of members."""
    stocks = membership_targets(record)
    others = [target for target in record.targets if target not in stocks]
    return [_indicator(target, record, points) for target in others]


def _indicator(target: Target, record: Record, points: Points | None) -> IndicatorAnswer:
    counted = target.what == "new_unions" and target.every_year
    if counted and points is not None:
        status: Status = "past" if target.due <= record.as_of else "open"
        odds = _yearly_odds(target.value, points)
        return IndicatorAnswer(target=target, status=status, reason=None, probability=odds)
    reason = message("The public record holds no figure for this promise")
    return IndicatorAnswer(target=target, status="unanswerable", reason=reason, probability=None)


def _yearly_odds(value: float, points: Points) -> float:
    """P(foundings of a year >= value) if they go on as recorded (negative binomial)."""
    size, rate = points.rates["founding_dispersion"], points.rates["founding_rate"]
    odds = nbinom.sf(np.ceil(value) - 1, size, size / (size + rate))
    return float(points.weights @ odds)
