"""What would change the answer: pairs of levers, the timing of foundings, what the odds hang on."""

from typing import Literal

from forecast.answers.answer import Answer
from forecast.answers.what_if import LeverTable, SobolIndex
from forecast.errors import Message, message
from forecast.present.parts import Table
from forecast.present.sentences.phrases import milestone, new_union_size
from forecast.present.tables.answer_tables import NOTHING
from forecast.present.words import Words
from forecast.record.texts import Text

WEIGHTY = 0.05
"""Share below which an input is not listed."""


def pairs_table(answer: Answer, words: Words) -> Table:
    """Odds as planned, and new unions a year, where another lever is moved as well."""
    head = (
        message("Target and other lever"),
        message("Odds with the plan's new unions"),
        message("New unions a year for 50%"),
        message("For 80%"),
        message("For 90%"),
    )
    return Table(
        caption=words.say(message("New unions a year together with another lever")),
        head=tuple(map(words.say, head)),
        rows=tuple(
            row for table in answer.lever_tables for row in _pair_rows(answer, table, words)
        ),
        figures=frozenset({1, 2, 3, 4}),
    )


def _pair_rows(answer: Answer, table: LeverTable, words: Words) -> list[tuple[str, ...]]:
    return [
        (
            words.say(
                message(
                    "{target}: {lever}",
                    target=milestone(table.target, among=answer.record.targets),
                    lever=_moved(answer, table, value),
                )
            ),
            words.percent(planned),
            *(
                words.say(message("over {top:count}", top=table.searched_to))
                if n is None
                else words.count(n)
                for n in fewest
            ),
        )
        for value, planned, fewest in zip(table.values, table.planned, table.fewest, strict=True)
    ]


def _moved(answer: Answer, table: LeverTable, value: float) -> Message:
    """The other lever at one of its values."""
    if table.lever == "new_union_size":
        size = new_union_size(answer) or 0.0
        return message("new unions of {members:count} members on average", members=value * size)
    if value == 0:
        return message("net change of existing unions as assumed")
    return message(
        "net change of existing unions {points:signed_number1} percentage points a year",
        points=100 * value,
    )


def timing_table(answer: Answer, words: Words) -> Table:
    """Odds of each target if the plan's unions are founded earlier or later, as many in all."""
    shapes: dict[Literal["early", "even", "late"], Message] = {
        "early": message("most of them early"),
        "even": message("evenly over the years"),
        "late": message("most of them late"),
    }
    odds = {(one.shape, one.target.id): one.probability for one in answer.timing}
    targets = {one.target.id: one.target for one in answer.timing}
    return Table(
        caption=words.say(
            message("Odds if the plan's new unions are founded earlier or later, as many in all")
        ),
        head=(
            words.say(message("Founded")),
            *(
                words.say(milestone(target, among=answer.record.targets))
                for target in targets.values()
            ),
        ),
        rows=tuple(
            (
                words.say(name),
                *(
                    words.percent(odds[shape, target]) if (shape, target) in odds else NOTHING
                    for target in targets
                ),
            )
            for shape, name in shapes.items()
        )
        if targets
        else (),
        figures=frozenset(range(1, len(targets) + 1)),
    )


def weights_table(answer: Answer, words: Words) -> Table:
    """Share of what is uncertain about the odds that each input explains, the weightiest first."""
    head = (
        message("Target and input"),
        message("Explained by it alone"),
        message("Alone or with others"),
    )
    return Table(
        caption=words.say(message("What the odds depend on")),
        head=tuple(map(words.say, head)),
        rows=tuple(
            (
                words.say(
                    message(
                        "{target}: {lever}",
                        target=milestone(one.target, among=answer.record.targets),
                        lever=_input(answer, one),
                    )
                ),
                words.percent(one.first),
                words.percent(one.total),
            )
            for one in answer.sobol
            if one.total >= WEIGHTY
        ),
        figures=frozenset({1, 2}),
        notes=(
            words.say(
                message(
                    "Shares of the variance of the odds given each input (Sobol indices); those "
                    "under 5% are left out, and shares with others overlap. Their numerical error "
                    "is large: read the order rather than the numbers."
                )
            ),
        ),
    )


def _input(answer: Answer, one: SobolIndex) -> Message | Text:
    shared = {
        "economy": message("the path of the economy"),
        "closures": message("which of the largest unions close"),
        "foundings": message("how many unions are founded each year"),
        "record": message("all rates the record informs"),
    }
    return shared.get(one.input) or answer.record.rates[one.input].name
