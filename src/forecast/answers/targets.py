"""Is the target realistic: the odds of a membership target under each reading."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from forecast.answers.answer import (
    Fan,
    OfficialCount,
    Reading,
    TargetAnswer,
    WithoutCeiling,
)
from forecast.answers.dates import AnswerDate
from forecast.answers.likelihood import likelihood, verdict
from forecast.answers.weighted import block_probabilities, quantiles, standard_error
from forecast.model.block import Plan
from forecast.model.simulate import Futures, NewUnions

Floats = npt.NDArray[np.float64]

FAN_LEVELS = (0.1, 0.25, 0.5, 0.75, 0.9)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFutures:
    """The futures of one reading: one plan, or several that count alike."""

    reading: Reading
    futures: Futures
    foundings: tuple[NewUnions, ...]
    """One a plan of the reading."""

    def totals(self, day: date) -> Floats:
        """Members on a date, shape ``(n_plans, n_points)`` [members]."""
        return np.stack([self.futures.total(day, group) for group in self.foundings])

    def moved(self, futures: Futures) -> "ReadFutures":
        """The same foundings in futures whose existing unions move otherwise."""
        return ReadFutures(reading=self.reading, futures=futures, foundings=self.foundings)

    def weights(self) -> Floats:
        """Weights of the flattened totals, adding to 1."""
        return np.tile(self.futures.weights / len(self.foundings), len(self.foundings))

    def hits(self, day: date, value: float) -> Floats:
        """Share of the plans that reach a value in each future, shape ``(n_points,)``."""
        return np.asarray((self.totals(day) >= value).mean(axis=0))

    def odds(self, day: date, value: float) -> float:
        """P(members >= value) on a date."""
        return float(self.futures.weights @ self.hits(day, value))


def read_futures(futures: Futures, reading: Reading, plans: Sequence[Plan]) -> ReadFutures:
    """The futures of a reading under its plans."""
    founded = tuple(futures.planned(plan) for plan in plans)
    return ReadFutures(reading=reading, futures=futures, foundings=founded)


def unanswered(when: AnswerDate, reading: Reading) -> TargetAnswer:
    """A target without an answer, with the reason."""
    return TargetAnswer(
        target=when.target,
        reading=reading,
        status=when.status,
        answered_on=when.answered_on,
        reason=when.reason,
        probability=None,
        probability_within_tolerance=None,
        standard_error=None,
        median=None,
        mean=None,
        interval80=None,
        expected_shortfall=None,
        likelihood=None,
        verdict=None,
    )


def target_answer(when: AnswerDate, read: ReadFutures) -> TargetAnswer:
    """The odds of one target under one reading, on the date that answers it."""
    if when.answered_on is None:
        return unanswered(when, read.reading)
    day, value = when.answered_on, when.target.value
    totals, weights = read.totals(day), read.weights()
    flat = totals.ravel()
    low, middle, high = quantiles(flat, weights, (0.1, 0.5, 0.9))
    by_block = block_probabilities(
        (totals >= value).mean(axis=0), read.futures.weights, len(read.futures.points.blocks)
    )
    probability = float(weights @ (flat >= value))
    return TargetAnswer(
        target=when.target,
        reading=read.reading,
        status=when.status,
        answered_on=day,
        reason=when.reason,
        probability=probability,
        probability_within_tolerance=float(weights @ (flat >= value - when.target.tolerance)),
        standard_error=float(standard_error(by_block)),
        median=middle,
        mean=float(weights @ flat),
        interval80=(low, high),
        expected_shortfall=float(weights @ np.maximum(0.0, value - flat)),
        likelihood=likelihood(probability),
        verdict=verdict(probability),
    )


def fan(read: ReadFutures) -> Fan:
    """Membership at quarter ends and on every date asked for, under one reading."""
    setting = read.futures.setting
    asked = {setting.origin, setting.start, *setting.marks, *(b.on for b in setting.breaks)}
    dates = tuple(day for day in setting.timeline.dates if day.month % 3 == 0 or day in asked)
    weights = read.weights()
    rows = [read.totals(day).ravel() for day in dates]
    levels = [quantiles(row, weights, FAN_LEVELS) for row in rows]
    return Fan(
        reading=read.reading,
        dates=dates,
        mean=tuple(float(weights @ row) for row in rows),
        quantiles={level: tuple(row[i] for row in levels) for i, level in enumerate(FAN_LEVELS)},
    )


def official_count(when: AnswerDate, read: ReadFutures) -> OfficialCount | None:
    """The odds at the official count the target may be read by, if it is within the futures."""
    on = when.target.official_count
    if on is None or when.answered_on is None or on > when.answered_on:
        return None
    if on not in read.futures.setting.timeline.dates:
        return None
    odds = read.odds(on, when.target.value)
    return OfficialCount(target=when.target, reading=read.reading, on=on, probability=odds)


def without_ceiling(when: AnswerDate, lifted: ReadFutures) -> WithoutCeiling | None:
    """The odds in futures simulated without the workers' ceiling."""
    if when.answered_on is None:
        return None
    odds = lifted.odds(when.answered_on, when.target.value)
    return WithoutCeiling(target=when.target, reading=lifted.reading, probability=odds)
