"""Options side by side: members and odds of each target under every scenario, and uncapped."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from forecast.answers.answer import Answer
from forecast.answers.likelihood import EVEN
from forecast.answers.outcomes import TargetAnswer
from forecast.errors import InputError, Message, message
from forecast.present.charts import OddsRow
from forecast.present.remembered import odds
from forecast.present.sentences.phrases import goal, lead_reading, milestone
from forecast.present.tables import Table
from forecast.present.tables.answer_tables import NOTHING
from forecast.present.words import Words
from forecast.record.contracts import Target
from forecast.record.dataset import Dataset
from forecast.record.knowledge import Record
from forecast.record.known import know
from forecast.record.texts import Text

LEAST = 0.01
"""Limit that is said of odds below it, since they are said to be under 1%."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What one option gives for one target."""

    odds: float | None = None
    """``None`` where the option cannot be applied [fraction]."""

    middle: float | None = None
    """Median at the target's date; ``None`` where only the odds are computed [members]."""

    interval: tuple[float, float] | None = None
    """10th and 90th percentile at the target's date [members]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One line of the comparison."""

    name: Message | Text
    note: Message | Text
    figures: tuple[Figures, ...]
    """Of each target, in the order they were asked for."""

    counted_on: dt.date | None = None
    """The day it takes the newest count to be of, where that is another than the record's."""

    @property
    def odds(self) -> tuple[float | None, ...]:
        """Of each target [fraction]."""
        return tuple(one.odds for one in self.figures)


def compared_targets(answer: Answer) -> tuple[Target, ...]:
    """Membership targets that have odds, by due date."""
    found = {one.target.id: one.target for one in answer.targets if one.probability is not None}
    return tuple(sorted(found.values(), key=lambda target: target.due))


def options(answer: Answer, dataset: Dataset) -> tuple[Option, ...]:
    """Give the answer's own odds, those without the ceiling, and those of every other scenario.

    A scenario that cannot be applied on the date of the answer stands without odds and says why.
    """
    own = Option(
        name=answer.record.scenario_name,
        note=answer.record.scenario_note,
        figures=_by_target(answer, answer.targets, recorded=lead_reading(answer) == "recorded"),
    )
    others = [name for name in dataset.scenarios if name != answer.record.scenario]
    return (
        own,
        *_without_ceiling(answer),
        *(_scenario(answer, dataset, name, as_of=answer.record.as_of) for name in others),
    )


def _by_target(
    answer: Answer, found: Sequence[TargetAnswer], *, recorded: bool
) -> tuple[Figures, ...]:
    reading = "recorded" if recorded else "plan"
    by_id = {
        one.target.id: Figures(odds=one.probability, middle=one.median, interval=one.interval80)
        for one in found
        if one.reading == reading
    }
    return tuple(by_id.get(target.id, Figures()) for target in compared_targets(answer))


def _without_ceiling(answer: Answer) -> tuple[Option, ...]:
    reading = lead_reading(answer)
    free = {
        one.target.id: one.probability for one in answer.without_ceiling if one.reading == reading
    }
    if not free:
        return ()
    return (
        Option(
            name=message("Without the ceiling of workers"),
            note=message(
                "The same plan, if members could exceed the workers of units that have a union."
            ),
            figures=tuple(Figures(odds=free.get(target.id)) for target in compared_targets(answer)),
        ),
    )


def _scenario(answer: Answer, dataset: Dataset, name: str, *, as_of: dt.date) -> Option:
    scenario = dataset.scenarios[name]
    try:
        record = know(dataset, as_of=as_of, scenario=name)
    except InputError as refusal:
        nothing = tuple(Figures() for _ in compared_targets(answer))
        return Option(name=scenario.name, note=refusal.faults[0].problem, figures=nothing)
    found = odds(record, seed=answer.seed)
    recorded = record.plan.new_unions_per_year == "recorded" or answer.plan_rate is None
    return Option(
        name=scenario.name,
        note=scenario.note,
        figures=_by_target(answer, found, recorded=recorded),
        counted_on=_other_count(record, answer),
    )


def _other_count(record: Record, answer: Answer) -> dt.date | None:
    usual = answer.record.origin
    read = record.origin
    return None if read is None or usual is None or read.date == usual.date else read.date


def options_table(found: Sequence[Option], answer: Answer, words: Words) -> Table:
    """Give the options as a table: odds and members at each target's date, and what it changes."""
    head = (
        message("Option"),
        message("Target"),
        message("Odds"),
        message("Lower end (1 in 10 below)"),
        message("Middle forecast"),
        message("Upper end (1 in 10 above)"),
        message("What it changes"),
    )
    targets = compared_targets(answer)
    return Table(
        caption=words.say(message("Odds under each option")),
        head=tuple(map(words.say, head)),
        rows=tuple(
            (
                words.write(option.name),
                words.say(milestone(target, among=answer.record.targets)),
                *_cells(one, words),
                words.write(option.note),
            )
            for option in found
            for target, one in zip(targets, option.figures, strict=True)
        ),
        figures=frozenset({2, 3, 4, 5}),
    )


def _cells(one: Figures, words: Words) -> tuple[str, ...]:
    """Odds and members under one option, each a number of its own."""
    odds = NOTHING if one.odds is None else words.percent(one.odds)
    if one.middle is None or one.interval is None:
        return odds, NOTHING, NOTHING, NOTHING
    low, high = one.interval
    return odds, words.count(low), words.count(one.middle), words.count(high)


def odds_rows(found: Sequence[Option], words: Words) -> list[OddsRow]:
    """Give the options that have odds, for the chart."""
    return [
        OddsRow(
            name=words.write(option.name),
            odds=option.odds,
            middle=tuple(one.middle for one in option.figures),
            interval=tuple(one.interval for one in option.figures),
        )
        for option in found
        if any(p is not None for p in option.odds)
    ]


def options_caption(found: Sequence[Option], answer: Answer) -> Message:
    """Say how far the odds of each target range over the options, or that all are below even."""
    targets = compared_targets(answer)
    if not targets and answer.record.origin is not None:
        return message("No membership target was known by then that options could be compared on.")
    if not targets:
        return message("Without a known total no options can be compared.")
    known = [
        [p for option in found if (p := option.odds[position]) is not None]
        for position in range(len(targets))
    ]
    if all(max(values) < EVEN for values in known):
        return message(
            "Under every option computed the odds are no more than {limits:list}.",
            limits=[
                message(
                    "{odds:percent} ({target})",
                    odds=max(*values, LEAST),
                    target=milestone(target, among=answer.record.targets),
                )
                for target, values in zip(targets, known, strict=True)
            ],
        )
    clauses = [
        message(
            "{goal}: from {low:percent} to {high:percent}",
            goal=goal(target),
            low=min(values),
            high=max(values),
        )
        for target, values in zip(targets, known, strict=True)
    ]
    return message("Odds over all options – {clauses:semicolons}.", clauses=clauses)


def options_described(found: Sequence[Option], answer: Answer) -> Message:
    """Describe the comparison in words."""
    return message(
        "Chart of members at each target's date under each option: the middle, the range of 8 "
        "chances in 10 and the odds. {options:semicolons}.",
        options=[
            message(
                "{name}: {figures:series}", name=option.name, figures=_described(option, answer)
            )
            for option in found
            if any(p is not None for p in option.odds)
        ],
    )


def _described(option: Option, answer: Answer) -> list[Message]:
    """Odds of each target under one option, with the members where they are known."""
    clauses = []
    for target, one in zip(compared_targets(answer), option.figures, strict=True):
        said = {"target": milestone(target, among=answer.record.targets), "odds": one.odds}
        if one.odds is not None and one.middle is not None and one.interval is not None:
            clauses.append(
                message(
                    "{target} {odds:percent} (middle {middle:count}, {range:count_range})",
                    middle=one.middle,
                    range=one.interval,
                    **said,
                )
            )
        elif one.odds is not None:
            clauses.append(message("{target} {odds:percent}", **said))
    return clauses
