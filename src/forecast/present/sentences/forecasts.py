"""Where membership is heading: each target's odds with the numbers behind them."""

from collections.abc import Sequence
from statistics import median_low

from forecast.answers.answer import Answer
from forecast.answers.likelihood import EVEN, likelihood
from forecast.answers.outcomes import MustBeTrue, Reading, TargetAnswer
from forecast.answers.what_if import Lever
from forecast.errors import Message, message
from forecast.present.sentences.phrases import (
    answered,
    goal,
    is_ahead,
    is_planned,
    lead_reading,
    milestone,
    odds_clause,
    short_of,
    when,
    yearly,
)
from forecast.present.words import likelihood_label, natural_frequency
from forecast.record.contracts import Target


def forecast_sentences(answer: Answer) -> tuple[Message, ...]:
    """Say what is to be expected, the leading reading first, then what would change it."""
    reading = lead_reading(answer)
    main = answered(answer, reading)
    sentences = [_expected(answer, odds) for odds in main]
    if main:
        sentences.insert(1, _frequency(main[0]))
    return (
        *sentences,
        *_tolerant(answer, main),
        *_official(answer, reading),
        *_recorded(answer, reading),
        *_ceiling(answer, reading),
        *_levers(answer),
        *_pool(answer),
        *_must_be_true(answer),
    )


def odds_words(probability: float) -> Message:
    """Odds as the word of the scale with the per cent, to stand after a colon."""
    return message(
        "{word} ({odds:percent})",
        word=likelihood_label(likelihood(probability)),
        odds=probability,
    )


def pace(answer: Answer, odds: Sequence[TargetAnswer], reading: Reading) -> Message:
    """What ``odds`` count on: new unions a year, or what is known where their dates are past."""
    rate = yearly(answer)
    if not any(is_ahead(one, answer.record) for one in odds):
        return message("the figures at hand")
    if reading == "recorded" or rate is None:
        return message("the pace of foundings on record")
    if is_planned(answer.record):
        return message("{rate:count_range} new unions a year as planned", rate=rate)
    return message("{rate:count_range} new unions a year", rate=rate)


def _expected(answer: Answer, odds: TargetAnswer) -> Message:
    """Odds, mean, middle and range of members on one date."""
    low, high = odds.interval80 or (None, None)
    return message(
        "With {pace}, {odds}; on average {mean:count} members, middle forecast {median:count}, "
        "8 chances in 10 from {low:count} to {high:count}; members still missing (on average): "
        "{shortfall:count}.",
        pace=pace(answer, [odds], odds.reading),
        odds=odds_clause(odds),
        mean=odds.mean,
        median=odds.median,
        low=low,
        high=high,
        shortfall=odds.expected_shortfall,
    )


def _frequency(odds: TargetAnswer) -> Message:
    """Say the first odds once more, as a number of a hundred futures."""
    return message(
        "In other words: {frequency}.", frequency=natural_frequency(odds.probability or 0)
    )


def _tolerant(answer: Answer, main: tuple[TargetAnswer, ...]) -> tuple[Message, ...]:
    """Odds if a little less still counts as "about"."""
    clauses = [
        message(
            "{target}, from {least:count} members on: {odds}",
            target=_milestone(answer, odds.target),
            least=odds.target.value - odds.target.tolerance,
            odds=odds_words(odds.probability_within_tolerance),
        )
        for odds in main
        if odds.target.tolerance > 0 and odds.probability_within_tolerance is not None
    ]
    if not clauses:
        return ()
    return (
        message('Where a little less still counts as "about" – {odds:semicolons}.', odds=clauses),
    )


def _official(answer: Answer, reading: Reading) -> tuple[Message, ...]:
    """Odds if the plan's dates are read as the nearest official counts."""
    clauses = [
        message(
            "{target} on {date:day}: {odds}",
            target=_milestone(answer, count.target),
            date=count.on,
            odds=odds_words(count.probability),
        )
        for count in answer.official_counts
        if count.reading == reading
    ]
    if not clauses:
        return ()
    return (message("Read at the official count – {odds:semicolons}.", odds=clauses),)


def _recorded(answer: Answer, reading: Reading) -> tuple[Message, ...]:
    """Odds if foundings go on as the record has them, beside the plan's."""
    if reading == "recorded":
        return ()
    clauses = [
        message(
            "{target}: {odds}",
            target=_milestone(answer, odds.target),
            odds=odds_words(odds.probability),
        )
        for odds in answered(answer, "recorded")
        if odds.probability is not None and is_ahead(odds, answer.record)
    ]
    if not clauses:
        return ()
    return (message("At the pace of foundings on record – {odds:semicolons}.", odds=clauses),)


def _ceiling(answer: Answer, reading: Reading) -> tuple[Message, ...]:
    """Odds with and without the workers of unionised units as a ceiling, once."""
    clauses = [
        message(
            "{target}: {odds}",
            target=_milestone(answer, free.target),
            odds=odds_words(free.probability),
        )
        for free in answer.without_ceiling
        if free.reading == reading
    ]
    if not clauses:
        return ()
    return (
        message(
            "Members are kept within the workers of unionised units; without that ceiling – "
            "{odds:semicolons}.",
            odds=clauses,
        ),
    )


def _levers(answer: Answer) -> tuple[Message, ...]:
    """What other rates would have to be, each moved alone, where the odds are less than even."""
    short = {odds.target.id for odds in short_of(answer)}
    return tuple(
        _lever(answer, lever)
        for lever in answer.levers
        if lever.confidence == EVEN and lever.target.id in short
    )


def _lever(answer: Answer, lever: Lever) -> Message:
    """One rate moved alone."""
    said = {
        "target": _milestone(answer, lever.target),
        "base": lever.base,
        "needed": lever.needed,
        "low": lever.tried[0],
        "high": lever.tried[1],
        "best": lever.best_probability,
    }
    if lever.rate == "new_union_size":
        if lever.needed is None:
            return message(
                "A larger mean size of new unions alone (tried up to {high:count} members) does "
                "not give even odds for {target}: {best:percent} at best.",
                **said,
            )
        return message(
            "Even odds for {target} by size alone: {needed:count} members in a new union on "
            "average instead of {base:count}.",
            **said,
        )
    if lever.needed is None:
        return message(
            "A better net change of existing unions alone (tried up to {high:signed_percent1} a "
            "year) does not give even odds for {target}: {best:percent} at best.",
            **said,
        )
    return message(
        "Even odds for {target} by existing unions alone: a net change of "
        "{needed:signed_percent1} a year instead of {base:signed_percent1}.",
        **said,
    )


def _pool(answer: Answer) -> tuple[Message, ...]:
    """What the firms without a union allow until the last date."""
    if not answer.pools:
        return ()
    pool = max(answer.pools, key=lambda one: one.on)
    return (
        message(
            "Until {when} about {firms:count} firms could found a union (8 chances in 10 from "
            "{low:count} to {high:count}); if all did, members would reach {ceiling:count}.",
            when=when(pool.on),
            firms=pool.firms[1],
            low=pool.firms[0],
            high=pool.firms[2],
            ceiling=pool.members_ceiling[1],
        ),
    )


def _must_be_true(answer: Answer) -> tuple[Message, ...]:
    """What would carry each target, where no total is known."""
    targets = {one.target.id: one.target for one in answer.must_be_true}
    return tuple(
        _needed_base(answer, [one for one in answer.must_be_true if one.target.id == name])
        for name in targets
    )


def _needed_base(answer: Answer, options: list[MustBeTrue]) -> Message:
    """Members needed at the middle of the ranges, and over all of them."""
    net = median_low(one.net_change for one in options)
    size = median_low(one.members_per_union for one in options)
    bases = [one.base for one in options]
    middle = [one.base for one in options if (one.net_change, one.members_per_union) == (net, size)]
    return message(
        "To reach {goal} takes {base:count} members on {as_of:day} if existing unions change by "
        "{net:signed_percent1} a year and a new union brings {size:count} members; over the ranges "
        "assumed, from {low:count} to {high:count}.",
        goal=goal(options[0].target),
        base=middle[0] if middle else median_low(bases),
        as_of=answer.record.as_of,
        net=net,
        size=size,
        low=min(bases),
        high=max(bases),
    )


def _milestone(answer: Answer, target: Target) -> Message:
    return milestone(target, among=answer.record.targets)
