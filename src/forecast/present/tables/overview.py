"""The targets at a glance: one column for each, from the odds to what better odds take."""

from collections.abc import Sequence

from forecast.answers.answer import Answer
from forecast.answers.outcomes import NewUnionsAnswer, Reading, TargetAnswer
from forecast.errors import Message, message
from forecast.present.sentences.phrases import answered, lead_reading, milestone
from forecast.present.tables import Table
from forecast.present.tables.answer_tables import NOTHING
from forecast.present.tables.options import Option, compared_targets
from forecast.present.words import Words


def overview_table(answer: Answer, words: Words, *, options: Sequence[Option]) -> Table:
    """Everything of the leading reading at a glance, a column for each target.

    Parameters
    ----------
    options
        The scenarios compared; those that read the newest count otherwise get a row.
    """
    reading = lead_reading(answer)
    found = answered(answer, reading)
    rows = [
        _across(_odds_label(reading), [_percent(one, words) for one in found], words),
        *_other_reading(answer, found, words),
        *_free(answer, found, words),
        *_other_counts(answer, found, options, words),
        _across(
            message("Middle forecast"),
            [words.count(one.median or 0.0) for one in found],
            words,
        ),
        _across(
            message("8 chances in 10"),
            [words.count_range(one.interval80) if one.interval80 else NOTHING for one in found],
            words,
        ),
        _across(
            message("Missing on average"),
            [words.count(one.expected_shortfall or 0.0) for one in found],
            words,
        ),
        *_levels(answer, found, words),
    ]
    return Table(
        caption=words.say(message("The targets at a glance")),
        head=(
            words.say(message("What")),
            *(words.say(milestone(one.target, among=answer.record.targets)) for one in found),
        ),
        rows=tuple(rows) if found else (),
        figures=frozenset(range(1, len(found) + 1)),
    )


def _odds_label(reading: Reading) -> Message:
    if reading == "plan":
        return message("Odds as planned")
    return message("Odds at the recorded pace")


def _across(name: Message, cells: Sequence[str], words: Words) -> tuple[str, ...]:
    return words.say(name), *cells


def _percent(one: TargetAnswer, words: Words) -> str:
    return _share(one.probability, words)


def _other_reading(
    answer: Answer, found: Sequence[TargetAnswer], words: Words
) -> list[tuple[str, ...]]:
    if lead_reading(answer) == "recorded":
        return []
    other = {one.target.id: one for one in answered(answer, "recorded")}
    cells = [_percent(other[one.target.id], words) for one in found if one.target.id in other]
    if len(cells) < len(found):
        return []
    return [_across(_odds_label("recorded"), cells, words)]


def _free(answer: Answer, found: Sequence[TargetAnswer], words: Words) -> list[tuple[str, ...]]:
    reading = lead_reading(answer)
    free = {
        one.target.id: one.probability for one in answer.without_ceiling if one.reading == reading
    }
    if any(one.target.id not in free for one in found):
        return []
    cells = [words.percent(free[one.target.id]) for one in found]
    return [_across(message("Odds without the ceiling of workers"), cells, words)]


def _other_counts(
    answer: Answer, found: Sequence[TargetAnswer], options: Sequence[Option], words: Words
) -> list[tuple[str, ...]]:
    column = {target.id: i for i, target in enumerate(compared_targets(answer))}
    return [
        _across(
            message("Odds if the count is of {day:day}", day=option.counted_on),
            [_share(option.odds[column[one.target.id]], words) for one in found],
            words,
        )
        for option in options
        if option.counted_on is not None
    ]


def _share(odds: float | None, words: Words) -> str:
    return NOTHING if odds is None else words.percent(odds)


def _levels(answer: Answer, found: Sequence[TargetAnswer], words: Words) -> list[tuple[str, ...]]:
    levels = sorted({need.confidence for need in answer.new_unions if need.searched_to})
    needs = {(need.target.id, need.confidence): need for need in answer.new_unions}
    return [
        _across(
            message("New unions a year for odds of {level:percent}", level=level),
            [_short_need(needs.get((one.target.id, level)), words) for one in found],
            words,
        )
        for level in levels
    ]


def _short_need(need: NewUnionsAnswer | None, words: Words) -> str:
    if need is None or need.searched_to is None:
        return NOTHING
    if need.per_year is None:
        return words.say(message("not up to {top:count}", top=need.searched_to))
    return words.count(need.per_year)
