"""Is the target realistic: the odds of a membership target under each reading."""

from dataclasses import dataclass
from datetime import date

from forecast.answers.dates import AnswerDate
from forecast.answers.likelihood import likelihood, verdict
from forecast.answers.outcomes import OfficialCount, Reading, TargetAnswer, WithoutCeiling
from forecast.answers.weighted import block_probabilities, standard_error
from forecast.model.futures import Futures
from forecast.model.law import Law
from forecast.model.plans import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFutures:
    """The futures of one reading: one plan, or several that count alike."""

    reading: Reading
    futures: Futures
    plans: tuple[Plan, ...]

    def law(self, day: date) -> Law:
        """The law of the members on a date."""
        return self.futures.law(day, self.plans)

    def moved(self, futures: Futures) -> "ReadFutures":
        """The same plans in futures whose existing unions move otherwise."""
        return ReadFutures(reading=self.reading, futures=futures, plans=self.plans)

    def odds(self, day: date, value: float) -> float:
        """P(members >= value) on a date."""
        return self.law(day).odds(value)


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
        if_rates_known=None,
        median=None,
        mean=None,
        interval80=None,
        expected_shortfall=None,
        likelihood=None,
        verdict=None,
    )


def target_answer(
    when: AnswerDate, read: ReadFutures, *, if_rates_known: tuple[float, float] | None
) -> TargetAnswer:
    """The odds of one target under one reading, on the date that answers it."""
    if when.answered_on is None:
        return unanswered(when, read.reading)
    value, law = when.target.value, read.law(when.answered_on)
    low, middle, high = law.quantiles((0.1, 0.5, 0.9))
    points = read.futures.points
    by_block = block_probabilities(law.reached(value), points.weights, len(points.blocks))
    probability = law.odds(value)
    return TargetAnswer(
        target=when.target,
        reading=read.reading,
        status=when.status,
        answered_on=when.answered_on,
        reason=when.reason,
        probability=probability,
        probability_within_tolerance=law.odds(value - when.target.tolerance),
        standard_error=float(standard_error(by_block)),
        if_rates_known=if_rates_known,
        median=middle,
        mean=law.mean,
        interval80=(low, high),
        expected_shortfall=law.shortfall(value),
        likelihood=likelihood(probability),
        verdict=verdict(probability),
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
