"""Everything asked of a record at once: the one door to a full answer."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from forecast.answers.answer import Answer, Diagnostics, RateReport, Reading, TargetAnswer
from forecast.answers.cautions import cautions
from forecast.answers.dates import AnswerDate, answer_date, membership_targets
from forecast.answers.drivers import drivers
from forecast.answers.indicators import indicators
from forecast.answers.levers import net_change_levers, size_levers
from forecast.answers.organising import curve, new_unions
from forecast.answers.plan import must_be_true, plan_arithmetic
from forecast.answers.pool import pool
from forecast.answers.question import Question, plan_rate, plans, question
from forecast.answers.targets import (
    ReadFutures,
    fan,
    official_count,
    read_futures,
    target_answer,
    unanswered,
    without_ceiling,
)
from forecast.answers.weighted import quantiles
from forecast.model.rates import Points
from forecast.model.simulate import Futures
from forecast.record.knowledge import KnownRate, Record

Found = TypeVar("Found")

READINGS: tuple[Reading, ...] = ("plan", "recorded")
RANGE = (0.1, 0.5, 0.9)


def ask(record: Record, *, seed: int) -> Answer:
    """Answer every question of one record under its scenario.

    Parameters
    ----------
    seed
        Names the random streams: the same record, seed and version give the same answer.

    Raises
    ------
    RatesError
        If the record contradicts the stated ranges so much that no reliable rates remain.
    """
    whens = [answer_date(target, record) for target in membership_targets(record)]
    asked = question(record, seed=seed, marks=_marks(whens))
    if asked is None:
        return _without_total(record, whens, seed)
    futures = asked.futures()
    reads = _reads(record, futures)
    lifted = [read.moved(futures.without_ceiling()) for read in reads]
    curves = {when.target.id: curve(when, futures) for when in whens}
    plan = reads[0]
    rates = _rate_reports(record, futures.points)
    return Answer(
        record=record,
        seed=seed,
        targets=tuple(target_answer(when, read) for when in whens for read in reads),
        new_unions=tuple(
            found
            for when in whens
            for found in new_unions(when, curves[when.target.id], precedents=record.precedents)
        ),
        curves=_known(curves.values()),
        fans=tuple(fan(read) for read in reads),
        drivers=_known(drivers(when, plan) for when in whens),
        levers=(
            *(lever for when in whens for lever in size_levers(when, plan)),
            *net_change_levers(whens, plan),
        ),
        pools=_known(pool(when, futures) for when in whens),
        without_ceiling=_known(without_ceiling(when, read) for when in whens for read in lifted),
        official_counts=_known(official_count(when, read) for when in whens for read in reads),
        plan_rate=plan_rate(record.targets),
        plan_arithmetic=plan_arithmetic(record, plan_rate(record.targets)),
        must_be_true=(),
        indicators=tuple(indicators(record, futures.points)),
        rates=rates,
        diagnostics=_diagnostics(asked, futures.points),
        warnings=cautions(record, asked, rates),
    )


def odds(record: Record, *, seed: int) -> tuple[TargetAnswer, ...]:
    """Only the odds of the membership targets, both readings; for comparing scenarios."""
    whens = [answer_date(target, record) for target in membership_targets(record)]
    asked = question(record, seed=seed, marks=_marks(whens))
    if asked is None:
        return tuple(unanswered(when, reading) for when in whens for reading in READINGS)
    reads = _reads(record, asked.futures())
    return tuple(target_answer(when, read) for when in whens for read in reads)


def _known(found: Iterable[Found | None]) -> tuple[Found, ...]:
    return tuple(one for one in found if one is not None)


def _marks(whens: list[AnswerDate]) -> dict[str, date]:
    marks = {when.target.id: when.answered_on for when in whens if when.answered_on}
    for when in whens:
        official = when.target.official_count
        if when.answered_on and official and official <= when.answered_on:
            marks[f"{when.target.id} official count"] = official
    return marks


def _reads(record: Record, futures: Futures) -> tuple[ReadFutures, ReadFutures]:
    planned = plans(record, plan_rate(record.targets))
    return read_futures(futures, "plan", planned), read_futures(futures, "recorded", ["recorded"])


def _without_total(record: Record, whens: list[AnswerDate], seed: int) -> Answer:
    """The answer where no membership total was known: the plan's own arithmetic."""
    rate = plan_rate(record.targets)
    return Answer(
        record=record,
        seed=seed,
        targets=tuple(unanswered(when, reading) for when in whens for reading in READINGS),
        new_unions=tuple(
            found for when in whens for found in new_unions(when, None, precedents=())
        ),
        curves=(),
        fans=(),
        drivers=(),
        levers=(),
        pools=(),
        without_ceiling=(),
        official_counts=(),
        plan_rate=rate,
        plan_arithmetic=plan_arithmetic(record, rate),
        must_be_true=tuple(must_be_true(record, rate)),
        indicators=tuple(indicators(record, None)),
        rates=tuple(_prior_report(rate) for rate in record.rates.values()),
        diagnostics=None,
        warnings=cautions(record, None),
    )


def _prior_report(rate: KnownRate) -> RateReport:
    stated = (rate.low, rate.value, rate.high)
    return RateReport(key=rate.key, prior=stated, posterior=stated, moved=False)


def _rate_reports(record: Record, points: Points) -> tuple[RateReport, ...]:
    reports = []
    for rate in record.rates.values():
        prior = (rate.low, rate.value, rate.high)
        low, middle, high = quantiles(points.rates[rate.key], points.weights, RANGE)
        moved = abs(middle - rate.value) > 0.1 * (rate.high - rate.low)
        reports.append(
            RateReport(key=rate.key, prior=prior, posterior=(low, middle, high), moved=moved)
        )
    return tuple(reports)


def _diagnostics(asked: Question, points: Points) -> Diagnostics:
    return Diagnostics(
        points=len(points.weights),
        effective_points=points.effective,
        pareto_k=points.pareto_k,
        evidence=asked.found,
    )
