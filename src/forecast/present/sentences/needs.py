"""What even odds take, and where no number of new unions gives them."""

from collections.abc import Sequence

from forecast.answers.answer import Answer
from forecast.answers.outcomes import TargetAnswer
from forecast.errors import Message, message
from forecast.present.sentences.phrases import (
    fewest,
    is_even,
    milestone,
    year_of,
)


def needs(answer: Answer, odds: Sequence[TargetAnswer]) -> list[Message]:
    """New unions a year for even odds, a clause for each target that some number reaches."""
    clauses: list[Message] = []
    for one in odds:
        clause = _need(answer, one, again=bool(clauses))
        clauses += [clause] if clause is not None else []
    return clauses


def needed(answer: Answer, odds: Sequence[TargetAnswer]) -> tuple[Message, ...]:
    """One sentence for the targets that some number reaches, one each for the others."""
    reached = needs(answer, odds)
    beyond = tuple(
        message(
            "For {target} no number up to {top:count} is enough.",
            target=year_of(one.target, among=answer.record.targets),
            top=need.searched_to,
        )
        for one in odds
        if (need := fewest(answer, one.target)) is not None and need.per_year is None
    )
    if not reached:
        return beyond
    return (message("Even odds take {needs:series}.", needs=reached), *beyond)


def _need(answer: Answer, odds: TargetAnswer, *, again: bool) -> Message | None:
    """New unions a year for even odds of one target, if any number on the grid gives them.

    ``again``: another clause stands before it, so that "a year" is not repeated.
    """
    need = fewest(answer, odds.target)
    if need is None or need.per_year is None:
        return None
    said = {"target": year_of(odds.target, among=answer.record.targets), "n": need.per_year}
    if need.per_year == 0:
        return message("no new union for {target}", **said)
    if is_even(odds.probability) and again:
        return message("only {n:count} for {target}", **said)
    if is_even(odds.probability):
        return message("only about {n:count} a year for {target}", **said)
    if again:
        return message("{n:count} for {target}", **said)
    return message("about {n:count} a year for {target}", **said)


def out_of_reach(answer: Answer, odds: TargetAnswer) -> Message | None:
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
