"""The figures a chairman looks for: for each target the odds, and what even odds take."""

from forecast.answers.answer import Answer
from forecast.answers.likelihood import displayed_per_cent
from forecast.answers.outcomes import TargetAnswer
from forecast.errors import Message, message, plural
from forecast.present.parts import Card, Cards
from forecast.present.sentences.phrases import answered, fewest, goal, is_even, lead_reading
from forecast.present.words import Words, capital, natural_frequency


def cards(answer: Answer, words: Words) -> Cards:
    """Give one card for each target that has odds, by due date."""
    return Cards(
        cards=tuple(
            _card(answer, one, probability=one.probability, words=words)
            for one in answered(answer, lead_reading(answer))
            if one.probability is not None
        )
    )


def _card(answer: Answer, one: TargetAnswer, *, probability: float, words: Words) -> Card:
    need = _need(answer, one)
    return Card(
        goal=capital(words.say(goal(one.target, on=one.answered_on))),
        odds=words.percent(probability),
        word=words.say(_word(one, words)),
        frequency=capital(words.say(natural_frequency(probability))),
        reached=min(int(displayed_per_cent(probability)), 99),
        need=capital(words.say(need)) if need else "",
    )


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
        return plural(
            "even odds: about one new union a year",
            "even odds: about {n:count} new unions a year",
            n=need.per_year,
        )
    return plural(
        "even odds: about one new union a year (plan: {plan:count_range})",
        "even odds: about {n:count} new unions a year (plan: {plan:count_range})",
        n=need.per_year,
        plan=answer.plan_rate,
    )
