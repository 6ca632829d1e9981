"""The last look at an answer: what must hold of any answer, or it is not shown."""

from collections.abc import Iterator
from itertools import pairwise
from math import isclose, isfinite

from forecast.answers.answer import Answer
from forecast.answers.outcomes import Drivers
from forecast.errors import ForecastError, Message, message

ONE_IN_A_MILLION = 1e-6


def checkup(answer: Answer) -> Message:
    """Say how many things were checked.

    Raises
    ------
    ForecastError
        If odds leave 0 to 1, percentiles are out of order, or drivers do not add to the change.
    """
    faults = [fault for fault in _findings(answer) if fault is not None]
    if faults:
        raise ForecastError(faults[0])
    count = sum(1 for _ in _findings(answer))
    return message("Checks that held: {count:count} of {count:count}.", count=count)


def _findings(answer: Answer) -> Iterator[Message | None]:
    """One finding a check: ``None`` where it holds."""
    for one in answer.targets:
        yield _odds(one.target.id, one.probability)
    for curve in answer.curves:
        for probability in curve.probability:
            yield _odds(curve.target.id, probability)
    for fan in answer.fans:
        levels = [fan.quantiles[level] for level in sorted(fan.quantiles)]
        for values in zip(*levels, strict=True):
            yield _ordered(values)
    for found in answer.drivers:
        yield _adds(found)


def _odds(name: str, probability: float | None) -> Message | None:
    if probability is None or 0.0 <= probability <= 1.0:
        return None
    return message(
        "Odds of {name} are {odds}, but odds lie between 0 and 1; do not use this answer.",
        name=name,
        odds=probability,
    )


def _ordered(values: tuple[float, ...]) -> Message | None:
    if all(map(isfinite, values)) and all(low <= high for low, high in pairwise(values)):
        return None
    return message(
        "Percentiles of members are out of order: {values}; do not use this answer.",
        values=", ".join(f"{value:.1f}" for value in values),
    )


def _adds(found: Drivers) -> Message | None:
    gained = found.admitted + found.organised + found.transfers_in
    lost = found.left + found.closed_members + found.transfers_out
    closing = found.opening + gained - lost + found.breaks
    if isclose(closing, found.closing, rel_tol=ONE_IN_A_MILLION):
        return None
    return message(
        "Drivers add to {sum:number1} members, but the closing total is {closing:number1}; do not "
        "use this answer.",
        sum=closing,
        closing=found.closing,
    )
