"""The first paragraph of a brief: how many members there are, the odds, and what even odds take."""

from collections.abc import Sequence

from forecast.answers.answer import Answer, TargetAnswer
from forecast.errors import Message, message
from forecast.present.sentences.phrases import (
    answered,
    fewest,
    has_ended,
    is_ahead,
    is_even,
    is_planned,
    lead_reading,
    milestone,
    odds_clause,
    short_of,
    when,
    yearly,
)
from forecast.record.knowledge import Record


def conclusion(answer: Answer) -> tuple[Message, ...]:
    """Answer the chairman's question in the first paragraph, from the numbers alone.

    Illustrative figures are named as such before anything else; without a known total the plan's
    own arithmetic stands in for the odds.
    """
    body = _without_total(answer) if answer.record.origin is None else _with_total(answer)
    return (*_illustrative(answer.record), *body, *_hindsight(answer.record))


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


def _with_total(answer: Answer) -> tuple[Message, ...]:
    """Count, odds and needs, then what cannot be said so."""
    odds = answered(answer, lead_reading(answer))
    ahead = [one for one in odds if is_ahead(one, answer.record)]
    parts = [_count(answer.record)]
    if ahead:
        parts.append(_odds(answer, ahead))
        parts.extend(_needed(answer, ahead))
    parts.extend(_past(answer))
    parts.extend(_end(answer))
    parts.extend(_unanswered(answer))
    return tuple(parts)


def _count(record: Record) -> Message:
    """Give the newest total and its date."""
    origin = record.origin
    if origin is None:
        return message("No total of members was known by {date:day}.", date=record.as_of)
    return message(
        "On {date:day} {area} had {members:count} members.",
        date=origin.date,
        area=record.federation.area,
        members=origin.total,
    )


def _odds(answer: Answer, odds: list[TargetAnswer]) -> Message:
    """Odds of the targets ahead under the reading that leads."""
    clauses = [odds_clause(one) for one in odds]
    rate = yearly(answer)
    if rate is None:
        return message(
            "If new unions go on being founded at the pace of the record, {odds:series}.",
            odds=clauses,
        )
    if not is_planned(answer.record):
        return message(
            "With {rate:count_range} new unions a year, as this option has it, {odds:series}.",
            rate=rate,
            odds=clauses,
        )
    return message(
        "With {rate:count_range} new unions a year, as planned, {odds:series}.",
        rate=rate,
        odds=clauses,
    )


def needs(answer: Answer, odds: Sequence[TargetAnswer]) -> list[Message]:
    """New unions a year for even odds, a clause for each target that some number reaches."""
    return [clause for one in odds if (clause := _need(answer, one)) is not None]


def _needed(answer: Answer, odds: Sequence[TargetAnswer]) -> tuple[Message, ...]:
    """One sentence for the targets that some number reaches, one each for the others."""
    reached = needs(answer, odds)
    beyond = tuple(said for one in odds if (said := _out_of_reach(answer, one)) is not None)
    if not reached:
        return beyond
    return (
        message("For even odds the yearly number must be {needs:series}.", needs=reached),
        *beyond,
    )


def _need(answer: Answer, odds: TargetAnswer) -> Message | None:
    """New unions a year for even odds of one target, if any number on the grid gives them."""
    need = fewest(answer, odds.target)
    if need is None or need.per_year is None:
        return None
    said = {"target": milestone(odds.target, among=answer.record.targets), "n": need.per_year}
    if need.per_year == 0:
        return message("none for {target}", **said)
    if is_even(odds.probability):
        return message("only about {n:count} for {target}", **said)
    return message("about {n:count} for {target}", **said)


def _out_of_reach(answer: Answer, odds: TargetAnswer) -> Message | None:
    """Say that no number on the grid gives even odds, and what the best one gives."""
    need = fewest(answer, odds.target)
    if need is None or need.per_year is not None:
        return None
    said = {
        "target": milestone(odds.target, among=answer.record.targets),
        "top": need.searched_to,
        "best": need.best_probability,
        "n": need.best_per_year,
    }
    if need.best_per_year == need.searched_to:
        return message(
            "For even odds, {target} needs more than {top:count} new unions a year.", **said
        )
    return message(
        "For {target}, even odds are not reached within the range computed (up to {top:count} new "
        "unions a year); the best is {best:percent}, at {n:count} a year.",
        **said,
    )


def _past(answer: Answer) -> tuple[Message, ...]:
    """Odds of targets whose date has gone by without an official count."""
    clauses = [
        odds_clause(odds)
        for odds in answered(answer, lead_reading(answer))
        if not is_ahead(odds, answer.record)
    ]
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


def _without_total(answer: Answer) -> tuple[Message, ...]:
    """What the plan's own numbers ask for, and that no total was there to compare."""
    plan = answer.plan_arithmetic
    if plan is None:
        return (
            _count(answer.record),
            message("Without a total the odds of the targets cannot be computed."),
        )
    return (
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
        message(
            "Carried back, that path asks for {members:count} members on {date:day}; no total was "
            "public by {as_of:day}, so the odds cannot be computed yet.",
            members=plan.carried_back,
            date=plan.carried_back_to,
            as_of=answer.record.as_of,
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
