"""Everything asked of a record at once: the one door to a full answer."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from forecast.answers.answer import Answer
from forecast.answers.audit import audited
from forecast.answers.cautions import cautions
from forecast.answers.combined_levers import lever_tables
from forecast.answers.dates import AnswerDate, answer_date, membership_targets
from forecast.answers.drivers import drivers
from forecast.answers.fans import fan, sector_fans
from forecast.answers.indicators import indicators
from forecast.answers.known_rates import odds_if_known, with_known_rates
from forecast.answers.leading import leading
from forecast.answers.levers import net_change_levers, size_levers
from forecast.answers.likelihood import EVEN
from forecast.answers.organising import curve, new_unions
from forecast.answers.outcomes import Headline, Reading, TargetAnswer
from forecast.answers.plan import must_be_true, plan_arithmetic
from forecast.answers.pool import pool
from forecast.answers.question import plan_rate, plans, question
from forecast.answers.rate_reports import diagnostics, prior_report, rate_reports
from forecast.answers.sensitivity import tornado
from forecast.answers.sobol import sobol
from forecast.answers.targets import (
    ReadFutures,
    official_count,
    target_answer,
    unanswered,
    without_ceiling,
)
from forecast.answers.timing import catch_up, timing
from forecast.model.futures import Futures
from forecast.record.knowledge import Record

Found = TypeVar("Found")

READINGS: tuple[Reading, ...] = ("plan", "recorded")


def ask(record: Record, *, seed: int, audit: bool = False) -> Answer:
    """Answer every question of one record under its scenario.

    Parameters
    ----------
    seed
        Names the random streams: the same record, seed and version give the same answer.
    audit
        Simulate every union as well and report how far the odds are apart.

    Raises
    ------
    RatesError
        If the record contradicts the stated ranges so much that no reliable rates remain.
    """
    whens = _whens(record)
    asked = question(record, seed=seed, marks=_marks(whens))
    if asked is None:
        return _without_total(record, whens, seed)
    futures = asked.futures()
    reads = _reads(record, futures)
    lifted = [read.moved(futures.without_ceiling()) for read in reads]
    curves = {when.target.id: curve(when, futures) for when in whens}
    plan, found_curves = reads[0], _known(curves.values())
    fewest = tuple(
        found
        for when in whens
        for found in new_unions(when, curves[when.target.id], precedents=record.precedents)
    )
    return Answer(
        record=record,
        seed=seed,
        targets=_targets(whens, reads),
        new_unions=fewest,
        curves=found_curves,
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
        rates=rate_reports(record, futures.points, asked.evidence),
        diagnostics=diagnostics(record, futures.points, asked.evidence, asked.found),
        warnings=cautions(record, asked, futures.points),
        audit=audited(whens, reads, found_curves) if audit else None,
        lever_tables=tuple(lever_tables(whens, plan)),
        timing=tuple(shape for when in whens for shape in timing(when, plan)),
        catch_up=catch_up(record, plan_rate(record.targets), fewest=fewest),
        tornado=tuple(tornado(whens, plan)),
        sobol=tuple(sobol(whens, plan, priors=asked.priors, evidence=asked.evidence)),
        sector_fans=sector_fans(reads[READINGS.index(leading(record))]),
    )


def odds(record: Record, *, seed: int) -> tuple[TargetAnswer, ...]:
    """Only the odds of the membership targets, both readings; for comparing scenarios."""
    whens = _whens(record)
    asked = question(record, seed=seed, marks=_marks(whens))
    return _unanswered(whens) if asked is None else _odds(whens, _reads(record, asked.futures()))


def headline(record: Record, *, seed: int) -> Headline:
    """The odds of the membership targets and the fewest new unions a year that make them even.

    The same figures as those of `ask`, in a fraction of its time; for comparing records.

    Raises
    ------
    RatesError
        If the record contradicts the stated ranges so much that no reliable rates remain.
    """
    whens = _whens(record)
    asked = question(record, seed=seed, marks=_marks(whens))
    futures = None if asked is None else asked.futures()
    return Headline(
        targets=_unanswered(whens) if futures is None else _odds(whens, _reads(record, futures)),
        new_unions=tuple(
            fewest
            for when in whens
            for fewest in new_unions(
                when,
                None if futures is None else curve(when, futures),
                precedents=record.precedents,
            )
            if fewest.confidence == EVEN
        ),
    )


def _whens(record: Record) -> list[AnswerDate]:
    return [answer_date(target, record) for target in membership_targets(record)]


def _unanswered(whens: list[AnswerDate]) -> tuple[TargetAnswer, ...]:
    return tuple(unanswered(when, reading) for when in whens for reading in READINGS)


def _odds(
    whens: list[AnswerDate], reads: tuple[ReadFutures, ReadFutures]
) -> tuple[TargetAnswer, ...]:
    return tuple(target_answer(when, read, if_rates_known=None) for when in whens for read in reads)


def _targets(
    whens: Iterable[AnswerDate], reads: tuple[ReadFutures, ReadFutures]
) -> tuple[TargetAnswer, ...]:
    grouped = with_known_rates(reads[0].futures)
    return tuple(
        target_answer(
            when,
            read,
            if_rates_known=None
            if when.answered_on is None
            else odds_if_known(read.moved(grouped), when.answered_on, when.target.value),
        )
        for when in whens
        for read in reads
    )


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
    return (
        ReadFutures(reading="plan", futures=futures, plans=planned),
        ReadFutures(reading="recorded", futures=futures, plans=("recorded",)),
    )


def _without_total(record: Record, whens: list[AnswerDate], seed: int) -> Answer:
    """The answer where no membership total was known: the plan's own arithmetic."""
    rate = plan_rate(record.targets)
    return Answer(
        record=record,
        seed=seed,
        targets=_unanswered(whens),
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
        rates=tuple(prior_report(rate) for rate in record.rates.values()),
        diagnostics=None,
        warnings=cautions(record, None),
    )
