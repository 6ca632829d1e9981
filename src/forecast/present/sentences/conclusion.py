"""The conclusion of a brief: how many members there are, the odds, and what even odds take."""

from collections.abc import Sequence

from forecast.answers.answer import Answer
from forecast.answers.outcomes import TargetAnswer
from forecast.errors import Message, message, plural
from forecast.present.sentences.needs import needed, out_of_reach
from forecast.present.sentences.phrases import (
    answered,
    has_ended,
    is_ahead,
    is_planned,
    lead_reading,
    milestone,
    odds_clauses,
    short_of,
    when,
    yearly,
)
from forecast.record.knowledge import Record

LEAD_TARGETS = 2
"""Targets the first paragraph answers, the nearest; it must be read in a minute."""


def conclusion(answer: Answer) -> tuple[Message, ...]:
    """Answer the chairman's question from the numbers alone: first paragraph and what follows.

    Illustrative figures are named as such before anything else.
    """
    return (*_illustrative(answer.record), *lead(answer), *further(answer))


def lead(answer: Answer) -> tuple[Message, ...]:
    """Give the first paragraph, short enough for a minute: the count, the odds, what it takes.

    Where the record cannot support an answer, that is the first sentence.
    """
    if answer.record.origin is None:
        return _without_total(answer)
    found = answered(answer, lead_reading(answer))
    if not found:
        return (*_unanswered(answer), *_no_target(answer), _count(answer.record))
    nearest = _ahead(answer)[:LEAD_TARGETS]
    if not nearest:
        return (_count(answer.record), *_past(answer))
    return (_count(answer.record), _odds(answer, nearest), *needed(answer, nearest))


def further(answer: Answer) -> tuple[Message, ...]:
    """Give what must be said beside the first paragraph."""
    if answer.record.origin is None:
        return (*_carried_back(answer), *_hindsight(answer.record))
    ahead = _ahead(answer)
    later = ahead[LEAD_TARGETS:]
    return (
        *((_odds(answer, later), *needed(answer, later)) if later else ()),
        *(said for one in ahead if (said := out_of_reach(answer, one)) is not None),
        *(_past(answer) if ahead else ()),
        *_end(answer),
        *(_unanswered(answer) if answered(answer, lead_reading(answer)) else ()),
        *_hindsight(answer.record),
    )


def balance(answer: Answer) -> Message | None:
    """Say that the plan's new unions alone do not carry its members, where the odds say so."""
    short = short_of(answer)
    if not short or answer.plan_rate is None or not is_planned(answer.record):
        return None
    return message(
        "Meeting the target of {rate:count_range} new unions a year does not by itself secure the "
        "members promised ({targets:list}); the two need to be balanced against each other.",
        rate=answer.plan_rate,
        targets=[milestone(odds.target, among=answer.record.targets) for odds in short],
    )


def _ahead(answer: Answer) -> list[TargetAnswer]:
    """Targets that what is decided now can still serve, by due date."""
    odds = answered(answer, lead_reading(answer))
    return [one for one in odds if is_ahead(one, answer.record)]


def _count(record: Record) -> Message:
    """Give the newest total and its date."""
    origin = record.origin
    if origin is None:
        raise ValueError("a record without a total has no count to tell")
    return message(
        "On {date:day} {area} had {members:count} members.",
        date=origin.date,
        area=record.federation.area,
        members=origin.total,
    )


def _odds(answer: Answer, odds: Sequence[TargetAnswer]) -> Message:
    """Odds of the targets ahead under the reading that leads."""
    clauses = odds_clauses(odds)
    rate = yearly(answer)
    if rate is None:
        return message(
            "At the recorded pace of new unions, {odds:series}.",
            odds=clauses,
        )
    if not is_planned(answer.record):
        return plural(
            "With this option's one new union a year, {odds:series}.",
            "With this option's {rate:count_range} new unions a year, {odds:series}.",
            n=rate[1],
            rate=rate,
            odds=clauses,
        )
    return plural(
        "With one planned new union a year, {odds:series}.",
        "With {rate:count_range} planned new unions a year, {odds:series}.",
        n=rate[1],
        rate=rate,
        odds=clauses,
    )


def _past(answer: Answer) -> tuple[Message, ...]:
    """Odds of targets whose date has gone by without an official count."""
    clauses = odds_clauses(
        [
            odds
            for odds in answered(answer, lead_reading(answer))
            if not is_ahead(odds, answer.record)
        ]
    )
    if not clauses:
        return ()
    return (
        message(
            "Where the date has passed and no count of it is known, the figures at hand say that "
            "{odds:series}.",
            odds=clauses,
        ),
    )


def _end(answer: Answer) -> tuple[Message, ...]:
    """Say that the federation ends before a target is due and what was answered instead."""
    ends_on = answer.record.ends_on
    ended = [odds for odds in answered(answer, lead_reading(answer)) if odds.status == "ended"]
    if ends_on is None or not ended:
        return ()
    said = {
        "federation": answer.record.federation.short_name,
        "date": ends_on,
        "count": ended[-1].answered_on,
        "targets": [milestone(one.target, among=answer.record.targets) for one in ended],
    }
    if has_ended(answer.record):
        return (
            message(
                "{federation} ended its activity on {date:day}; {targets:list} is answered for "
                "the last official count before that, {count:day}.",
                **said,
            ),
        )
    return (
        message(
            "{federation} ends its activity on {date:day}; {targets:list} is answered for the "
            "last official count before that, {count:day}.",
            **said,
        ),
    )


def _unanswered(answer: Answer) -> tuple[Message, ...]:
    """Why a target has no odds, each reason once."""
    reasons = [
        odds.reason
        for odds in answer.targets
        if odds.probability is None and odds.reason is not None
    ]
    return tuple(
        message("{reason}.", reason=reason)
        for i, reason in enumerate(reasons)
        if reason not in reasons[:i]
    )


def _no_target(answer: Answer) -> tuple[Message, ...]:
    """Say that nothing was promised yet, where nothing was."""
    if answer.targets:
        return ()
    return (message("No membership target was known by then that odds could be given for."),)


def _without_total(answer: Answer) -> tuple[Message, ...]:
    """Say that no answer can be given and why, then what the plan's own numbers ask for."""
    missing = message(
        "The record cannot support an answer yet: no total of members was known by {date:day}.",
        date=answer.record.as_of,
    )
    plan = answer.plan_arithmetic
    if plan is None:
        return (missing,)
    return (
        missing,
        message(
            "By the plan's own arithmetic, {members:count} members must be added between {first} "
            "and {second}; over {unions:count_range} new unions that is {each:count_range} members "
            "each, if existing unions neither gain nor lose.",
            members=plan.members,
            first=when(plan.first.due),
            second=when(plan.second.due),
            unions=plan.new_unions,
            each=plan.members_per_union,
        ),
    )


def _carried_back(answer: Answer) -> tuple[Message, ...]:
    """Members the plan's own path asks for on the date of the answer."""
    plan = answer.plan_arithmetic
    if plan is None:
        return ()
    return (
        message(
            "Carried back, that path asks for {members:count} members on {date:day}.",
            members=plan.carried_back,
            date=plan.carried_back_to,
        ),
    )


def _illustrative(record: Record) -> tuple[Message, ...]:
    """Say first that the figures are made up, where they are."""
    if record.federation.provenance != "illustrative":
        return ()
    return (message("ILLUSTRATIVE FIGURES: they describe no real federation."),)


def _hindsight(record: Record) -> tuple[Message, ...]:
    """Say last that something rests on what came later, where it does."""
    if not record.hindsight:
        return ()
    return (
        message(
            "Some assumptions rest on figures later than {as_of:day} (hindsight).",
            as_of=record.as_of,
        ),
    )
