"""What the plan's own numbers ask for, where no total is known or beside one that is."""

from forecast.answers.answer import Answer
from forecast.answers.likelihood import verdict
from forecast.answers.outcomes import PlanArithmetic
from forecast.errors import Message, message
from forecast.present.parts import Table
from forecast.present.sentences.phrases import lead_reading, milestone, when
from forecast.present.words import Words
from forecast.record.contracts import Target


def arithmetic_table(plan: PlanArithmetic, words: Words) -> Table:
    """Members between the plan's two dates, by new union, by year, and carried back."""
    rows = [
        (
            message(
                "Members to be added between {first} and {second}",
                first=when(plan.first.due),
                second=when(plan.second.due),
            ),
            words.count(plan.members),
        ),
        (message("New unions the plan founds between them"), words.count_range(plan.new_unions)),
        (
            message("Members each must bring, if existing unions neither gain nor lose"),
            words.count_range(plan.members_per_union),
        ),
        (message("Members a year on that path"), words.count(plan.yearly)),
        (
            message("Members that path asks for on {day:day}", day=plan.carried_back_to),
            words.count(plan.carried_back),
        ),
    ]
    return Table(
        caption=words.say(message("The plan's own arithmetic")),
        head=(words.say(message("Quantity")), words.say(message("Number"))),
        rows=tuple((words.say(name), number) for name, number in rows),
        figures=frozenset({1}),
    )


def must_be_true_table(answer: Answer, words: Words) -> Table:
    """Base that would carry each target, by net change and by size of a new union."""
    targets = {one.target.id: one.target for one in answer.must_be_true}
    bases = {
        (one.net_change, one.members_per_union, one.target.id): one.base
        for one in answer.must_be_true
    }
    cases = dict.fromkeys((net, size) for net, size, _ in bases)
    head = [
        words.say(message("{target} needs", target=milestone(one, among=answer.record.targets)))
        for one in targets.values()
    ]
    return Table(
        caption=words.say(
            message("Members needed on {day:day} for each target", day=answer.record.as_of)
        ),
        head=(
            words.say(message("Existing unions, a year")),
            words.say(message("Members of a new union")),
            *head,
        ),
        rows=tuple(
            (
                words.signed_percent1(net),
                words.count(size),
                *(words.count(bases[net, size, name]) for name in targets),
            )
            for net, size in cases
        ),
        figures=frozenset(range(1, 2 + len(targets))),
    )


def targets_table(answer: Answer, words: Words) -> Table:
    """Every promise known by the date of the answer, as it is worded and as it is read."""
    head = (
        message("Target"),
        message("Due"),
        message("Clause"),
        message("How it stands"),
        message("How it is read"),
    )
    return Table(
        caption=words.say(message("The plan's targets and how they are read")),
        head=tuple(map(words.say, head)),
        rows=tuple(
            (
                words.text(target.wording),
                words.day(target.due),
                target.clause,
                words.say(_standing(answer, target)),
                words.text(target.reading),
            )
            for target in answer.record.targets
        ),
    )


def _standing(answer: Answer, target: Target) -> Message:
    """Status of one promise in the office's words, with the odds where there are any."""
    odds = _odds_of(answer, target)
    if odds is None:
        return message("No figures yet")
    if verdict(odds) == "realistic":
        return message("Can be expected to be met ({odds:percent})", odds=odds)
    return message("Needs concentrated effort ({odds:percent})", odds=odds)


def _odds_of(answer: Answer, target: Target) -> float | None:
    """Odds under the leading reading, or of a promise that is not a number of members."""
    reading = lead_reading(answer)
    members = [
        one.probability
        for one in answer.targets
        if one.target.id == target.id and one.reading == reading
    ]
    others = [one.probability for one in answer.indicators if one.target.id == target.id]
    return next(iter((*members, *others)), None)
