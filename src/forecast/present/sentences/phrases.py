"""What every sentence of a brief is about: the odds that lead, the targets short of even, names.

Names come from the dataset; nothing here knows one federation from another.
"""

import datetime as dt
from collections.abc import Sequence
from itertools import chain

from forecast.answers.answer import Answer
from forecast.answers.leading import leading
from forecast.answers.likelihood import EVEN
from forecast.answers.outcomes import Likelihood, NewUnionsAnswer, Reading, TargetAnswer
from forecast.answers.what_if import Lever
from forecast.errors import Message, message
from forecast.present.words import likelihood_label
from forecast.record.contracts import Target
from forecast.record.knowledge import Record


def when(date: dt.date) -> Message:
    """Name a date; the last day of a year by its year."""
    if (date.month, date.day) == (12, 31):
        return message("the end of {year}", year=date.year)
    return message("{date:day}", date=date)


def goal(target: Target, *, on: dt.date | None = None, again: bool = False) -> Message:
    """Members promised and the date they are counted on.

    Parameters
    ----------
    again
        Another goal stands before it in the sentence, so that "members" is not repeated.
    """
    said = {"value": target.value, "when": when(on or target.due)}
    if target.comparison == "about" and again:
        return message("about {value:count} by {when}", **said)
    if target.comparison == "about":
        return message("about {value:count} members by {when}", **said)
    if again:
        return message("at least {value:count} by {when}", **said)
    return message("at least {value:count} members by {when}", **said)


def milestone(target: Target, *, among: Sequence[Target]) -> Message:
    """Shortest name that tells ``target`` from the others: its year, or else its whole promise."""
    if _shares_its_year(target, among):
        return goal(target)
    return message("the {year} target", year=target.due.year)


def year_of(target: Target, *, among: Sequence[Target]) -> Message:
    """Shorter still, to stand after "for": the bare year, or else the whole promise."""
    if _shares_its_year(target, among):
        return goal(target)
    return message("{year}", year=target.due.year)


def _shares_its_year(target: Target, among: Sequence[Target]) -> bool:
    years = [other.due.year for other in among if other.what == target.what]
    return years.count(target.due.year) > 1


def lead_reading(answer: Answer) -> Reading:
    """Reading a brief speaks of first."""
    return leading(answer.record)


def yearly(answer: Answer) -> tuple[float, float] | None:
    """New unions a year, low and high, of the plan reading; none where the record's pace is all."""
    decided = answer.record.plan.new_unions_per_year
    if decided is None:
        return answer.plan_rate
    if isinstance(decided, tuple):
        return min(decided), max(decided)
    return None if decided == "recorded" else (decided, decided)


def is_planned(record: Record) -> bool:
    """Whether the number of new unions is the plan's own and not a scenario's."""
    return record.plan.new_unions_per_year is None


def answered(answer: Answer, reading: Reading) -> tuple[TargetAnswer, ...]:
    """Odds that could be computed under ``reading``, by due date."""
    found = [
        odds
        for odds in answer.targets
        if odds.reading == reading and odds.probability is not None and odds.answered_on is not None
    ]
    return tuple(sorted(found, key=lambda odds: odds.target.due))


def is_even(probability: float | None) -> bool:
    """Whether the published odds are even or better."""
    return probability is not None and round(probability, 4) >= EVEN


def has_ended(record: Record) -> bool:
    """Whether the federation no longer exists on the date of the answer."""
    return record.ends_on is not None and record.ends_on <= record.as_of


def is_ahead(odds: TargetAnswer, record: Record) -> bool:
    """Whether what is decided now can still change the count that answers a target."""
    return odds.answered_on is not None and odds.answered_on > record.as_of


def short_of(answer: Answer) -> tuple[TargetAnswer, ...]:
    """Targets still ahead whose odds under the lead reading are less than even."""
    return tuple(
        odds
        for odds in answered(answer, lead_reading(answer))
        if is_ahead(odds, answer.record) and not is_even(odds.probability)
    )


def fewest(answer: Answer, target: Target) -> NewUnionsAnswer | None:
    """Fewest new unions a year for even odds of ``target``; none where nothing was searched."""
    found = (
        need
        for need in answer.new_unions
        if need.target.id == target.id and need.confidence == EVEN and need.searched_to is not None
    )
    return next(found, None)


def lever(answer: Answer, target: Target, rate: str) -> Lever | None:
    """Value of ``rate`` alone that gives even odds of ``target``."""
    found = (
        one
        for one in answer.levers
        if one.target.id == target.id and one.rate == rate and one.confidence == EVEN
    )
    return next(found, None)


def new_union_size(answer: Answer) -> float | None:
    """Members of a new union on average, after the record has spoken [members].

    It is the size from which the lever of larger unions starts; without that, the median.
    """
    bases = (one.base for one in answer.levers if one.rate == "new_union_size")
    medians = (one.posterior[1] for one in answer.rates if one.key == "new_union_size")
    return next(chain(bases, medians), None)


def next_report(record: Record) -> dt.date:
    """First reporting date after the date of the answer."""
    days = [
        dt.date(year, *(int(part) for part in day.split("-")))
        for year in (record.as_of.year, record.as_of.year + 1)
        for day in record.federation.reporting_dates
    ]
    return min(day for day in days if day > record.as_of)


def odds_clauses(found: Sequence[TargetAnswer]) -> list[Message]:
    """Odds of several targets, to stand in one sentence: members are named once.

    Two targets whose odds have the same word of the scale share a clause.
    """
    word = found[0].likelihood if len(found) == 2 else None
    if word is not None and word == found[1].likelihood:
        return [_both(*found, word=likelihood_label(word))]
    return [odds_clause(one, again=i > 0) for i, one in enumerate(found)]


def _both(first: TargetAnswer, second: TargetAnswer, *, word: Message) -> Message:
    return message(
        "reaching {first} ({first_odds:percent}) and {second} ({second_odds:percent}) are both "
        "{word}",
        first=goal(first.target, on=first.answered_on),
        second=goal(second.target, on=second.answered_on, again=True),
        word=word,
        first_odds=first.probability,
        second_odds=second.probability,
    )


def odds_clause(odds: TargetAnswer, *, again: bool = False) -> Message:
    """Odds of one target in the word of the scale, with the per cent.

    Parameters
    ----------
    again
        Another target stands before it in the sentence, so that "members" is not repeated.
    """
    said = {
        "goal": goal(odds.target, on=odds.answered_on, again=again),
        "odds": odds.probability,
    }
    clauses: dict[Likelihood | None, Message] = {
        "virtually_certain": message(
            "reaching {goal} is virtually certain ({odds:percent})", **said
        ),
        "very_likely": message("reaching {goal} is very likely ({odds:percent})", **said),
        "likely": message("reaching {goal} is likely ({odds:percent})", **said),
        "about_as_likely_as_not": message(
            "reaching {goal} is about as likely as not ({odds:percent})", **said
        ),
        "unlikely": message("reaching {goal} is unlikely ({odds:percent})", **said),
        "very_unlikely": message("reaching {goal} is very unlikely ({odds:percent})", **said),
        "exceptionally_unlikely": message(
            "reaching {goal} is exceptionally unlikely ({odds:percent})", **said
        ),
    }
    return clauses[odds.likelihood]
