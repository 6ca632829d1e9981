"""How many new unions a year it would take: the curve of odds, read backwards."""

from datetime import date

import numpy as np
import numpy.typing as npt

from forecast.answers.dates import AnswerDate
from forecast.answers.likelihood import EVEN
from forecast.answers.outcomes import Curve, NewUnionsAnswer
from forecast.answers.precedents import largest_precedent
from forecast.answers.weighted import block_probabilities, standard_error
from forecast.errors import Message, message
from forecast.model.foundings import BATCH
from forecast.model.futures import Futures
from forecast.record.contracts import Precedent, Target

Floats = npt.NDArray[np.float64]

CONFIDENCES = (EVEN, 0.8, 0.9)
FULL_GRID = 240
"""The grid doubles from 60 up to here while its top is the best [unions per year]."""


def curve(when: AnswerDate, futures: Futures) -> Curve | None:
    """Odds of a target for every n, on a grid that doubles while its top is the best."""
    if when.answered_on is None or when.answered_on <= futures.setting.start:
        return None
    top = BATCH
    while True:
        by_block = _by_block(when.target, when.answered_on, futures, top)
        weights = futures.weights.reshape(len(futures.points.blocks), -1).sum(axis=1)
        odds = weights @ by_block
        enough = odds.max() >= max(CONFIDENCES) or odds.argmax() < top
        if enough or top >= FULL_GRID:
            break
        top *= 2
    return Curve(
        target=when.target,
        per_year=tuple(range(top + 1)),
        probability=tuple(float(p) for p in odds),
        standard_error=tuple(float(e) for e in standard_error(by_block)),
    )


def _by_block(target: Target, day: date, futures: Futures, top: int) -> Floats:
    reached = futures.curve(day, target.value, top=top)
    return block_probabilities(reached, futures.weights, len(futures.points.blocks))


def new_unions(
    when: AnswerDate, found: Curve | None, *, precedents: tuple[Precedent, ...]
) -> list[NewUnionsAnswer]:
    """Fewest new unions a year for each of the asked odds."""
    if found is None:
        reason = when.reason or _too_late(when)
        return [_unanswerable(when.target, confidence, reason) for confidence in CONFIDENCES]
    return [_fewest(found, confidence, precedents) for confidence in CONFIDENCES]


def _too_late(when: AnswerDate) -> Message:
    return message(
        "No new union founded from now on can change the count of {due:day}", due=when.target.due
    )


def _fewest(found: Curve, confidence: float, precedents: tuple[Precedent, ...]) -> NewUnionsAnswer:
    odds, error = np.array(found.probability), np.array(found.standard_error)
    per_year = _first(odds >= confidence)
    highest = largest_precedent(precedents)
    unknown = per_year is None or highest is None
    return NewUnionsAnswer(
        target=found.target,
        confidence=confidence,
        per_year=per_year,
        interval=(_first(odds + 2 * error >= confidence), _first(odds - 2 * error >= confidence)),
        reachable=per_year is not None,
        best_probability=float(odds.max()),
        best_per_year=int(odds.argmax()),
        searched_to=found.per_year[-1],
        unprecedented=None if unknown else bool((per_year or 0) > (highest or 0.0)),
        reason=None if per_year is not None else _out_of_reach(found, confidence),
    )


def _out_of_reach(found: Curve, confidence: float) -> Message:
    odds = np.array(found.probability)
    return message(
        "Within the range searched (up to {top:count} new unions a year) odds of "
        "{confidence:percent} are not reached; the best are {best:percent} at {at:count}",
        top=found.per_year[-1],
        confidence=confidence,
        best=float(odds.max()),
        at=int(odds.argmax()),
    )


def _unanswerable(target: Target, confidence: float, reason: Message) -> NewUnionsAnswer:
    return NewUnionsAnswer(
        target=target,
        confidence=confidence,
        per_year=None,
        interval=None,
        reachable=False,
        best_probability=None,
        best_per_year=None,
        searched_to=None,
        unprecedented=None,
        reason=reason,
    )


def _first(holds: npt.NDArray[np.bool_]) -> int | None:
    return int(holds.argmax()) if holds.any() else None
