"""The figures a chairman looks for: for each target the odds, and what even odds take."""

from dataclasses import dataclass

from forecast.answers.answer import Answer, TargetAnswer
from forecast.errors import Message, message
from forecast.present.sentences.phrases import answered, fewest, goal, is_even, lead_reading
from forecast.present.words import Words, displayed_percent


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One target at a glance."""

    goal: str
    odds: str
    word: str
    share: int
    """Length of the bar [per cent]."""

    need: str


def cards(answer: Answer, words: Words) -> list[Card]:
    """Give one card for each target that has odds, by due date."""
    return [
        Card(
            goal=words.say(goal(one.target, on=one.answered_on)),
            odds=words.percent(one.probability),
            word=words.say(_word(one, words)),
            share=max(1, displayed_percent(one.probability)),
            need=words.say(need) if (need := _need(answer, one)) else "",
        )
        for one in answered(answer, lead_reading(answer))
        if one.probability is not None
    ]


def _word(one: TargetAnswer, words: Words) -> Message:
    if one.likelihood is None or one.likelihood == "about_as_likely_as_not":
        return message("as likely to be reached as not")
    return message("{word} to be reached", word=words.likelihood(one.likelihood))


def _need(answer: Answer, one: TargetAnswer) -> Message | None:
    need = fewest(answer, one.target)
    if need is None or need.searched_to is None or is_even(one.probability):
        return None
    if need.per_year is None:
        return message("even odds: not up to {top:count} new unions a year", top=need.searched_to)
    if answer.plan_rate is None:
        return message("even odds: about {n:count} new unions a year", n=need.per_year)
    return message(
        "even odds: about {n:count} new unions a year (plan: {plan:count_range})",
        n=need.per_year,
        plan=answer.plan_rate,
    )
