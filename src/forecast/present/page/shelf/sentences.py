"""What the shelf says of an edition and of each target, as sentences to be said in a language."""

import datetime as dt
from collections.abc import Sequence

from forecast.errors import Message, message, plural
from forecast.present.page.shelf.editions import Fewest, Holding, Odds, Promise, ShelvedEdition
from forecast.present.sentences.phrases import when
from forecast.present.words import likelihood_label
from forecast.record.dataset import BASE
from forecast.record.texts import Text


def option(edition: ShelvedEdition) -> Text | Message | str:
    """Name of the edition's option, as its dataset names it."""
    if edition.scenario_name is not None:
        return edition.scenario_name
    return message("Base option") if edition.scenario == BASE else edition.scenario


def goal(promise: Promise) -> Message:
    """Members promised and by when."""
    said = {"value": promise.value, "when": when(promise.due)}
    if promise.tolerance > 0:
        return message("about {value:count} members by {when}", **said)
    return message("at least {value:count} members by {when}", **said)


def word(odds: Odds) -> Message:
    """Word of the scale, to stand beside the per cent."""
    if odds.likelihood is None:
        return message("cannot be computed yet")
    if odds.likelihood == "about_as_likely_as_not":
        return message("as likely to be reached as not")
    return message("{word} to be reached", word=likelihood_label(odds.likelihood))


def short_word(odds: Odds) -> Message:
    """Word of the scale under a heading that says what is likely."""
    if odds.likelihood is None:
        return message("cannot be computed yet")
    return likelihood_label(odds.likelihood)


def marks(edition: ShelvedEdition, *, among: Holding) -> list[Message]:
    """What must be seen before the odds of an edition, unless it holds for all ``among`` it."""
    found: list[Message] = []
    if edition.illustrative and not among.illustrative:
        found.append(message("ILLUSTRATIVE FIGURES"))
    if edition.draft:
        found.append(message("DRAFT"))
    if edition.looks_back:
        found.append(message("retrospective assessment"))
    if edition.hindsight:
        found.append(message("some assumptions rest on later figures"))
    return found


def pace(edition: ShelvedEdition) -> Message:
    """What the odds suppose of new unions; nothing more where the option sets their number."""
    if not edition.keeps_pace:
        return message("Odds of the targets:")
    if edition.plan_rate is None:
        return message("If new unions go on being founded at the pace of the record:")
    return message("With {rate:count_range} new unions a year, as planned:", rate=edition.plan_rate)


def need(odds: Odds, plan_rate: tuple[float, float] | None) -> Message | None:
    """New unions a year for even odds, or that no number searched gives them."""
    found = odds.fewest
    if found is None:
        return None
    if found.per_year is None:
        return _out_of_reach(found)
    if found.per_year == 0:
        return message("even odds or better: even without new unions")
    if plan_rate is None:
        return plural(
            "even odds: about one new union a year",
            "even odds: about {n:count} new unions a year",
            n=found.per_year,
        )
    return plural(
        "even odds: about one new union a year (plan: {plan:count_range})",
        "even odds: about {n:count} new unions a year (plan: {plan:count_range})",
        n=found.per_year,
        plan=plan_rate,
    )


def _out_of_reach(found: Fewest) -> Message:
    if found.best_per_year == found.searched_to:
        return message("even odds: more than {top:count} new unions a year", top=found.searched_to)
    return message(
        "even odds: not up to {top:count} new unions a year; the best is {best:percent}, at "
        "{n:count}",
        top=found.searched_to,
        best=found.best_probability,
        n=found.best_per_year,
    )


def short_need(odds: Odds) -> Message | None:
    """The same for a cell of a table."""
    found = odds.fewest
    if found is None:
        return None
    if found.per_year == 0:
        return message("50%: even without new unions")
    if found.per_year is not None:
        return plural(
            "50%: one new union a year", "50%: {n:count} new unions a year", n=found.per_year
        )
    if found.best_per_year == found.searched_to:
        return message("50%: more than {top:count} new unions a year", top=found.searched_to)
    return message("50%: not reached; {best:percent} at best", best=found.best_probability)


def note(odds: Odds) -> Message | None:
    """What must be known to read the odds aright: another date, or one gone by."""
    if odds.answered_on is not None and odds.answered_on != odds.promise.due:
        return message("answered for {day:day}, the last official count", day=odds.answered_on)
    return message("the date of this target has passed") if odds.status == "past" else None


def label(edition: str, *, among: Holding) -> Message | str:
    """Name an edition by its folder, as its dataset names its option; it need not stand."""
    day, _, scenario = edition.partition("~")
    try:
        as_of = dt.date.fromisoformat(day)
    except ValueError:
        return edition
    if not scenario:
        return message("as known on {day:day}", day=as_of)
    named = (option(one) for one in among.editions if one.scenario == scenario)
    return message(
        "as known on {day:day}, option {option}", day=as_of, option=next(named, scenario)
    )


def failure(edition: Message | str, *, stands: bool) -> Message:
    """Say that the newest attempt at an edition failed, and whether an earlier one stands."""
    if stands:
        return message(
            "The newest attempt at the brief ({edition}) failed; the last good one stands.",
            edition=edition,
        )
    return message(
        "The brief ({edition}) could not be made: the newest attempt failed.", edition=edition
    )


def point(day: dt.date, odds: float) -> Message:
    """Odds on one day."""
    return message("{day:day}: {odds:percent}", day=day, odds=odds)


def trend(points: Sequence[tuple[dt.date, float]]) -> Message:
    """Odds over time in words."""
    told = [point(day, odds) for day, odds in points]
    return message("Odds from brief to brief – {points:semicolons}", points=told)


def step(low: int, high: int) -> Message:
    """Whole per cents of one step of the scale of likelihood, from ``low`` to ``high``."""
    if low == 0:
        return message("under 1%")
    if high == 100:
        return message("{low:count}% and more", low=low)
    return message("{low:count}–{high:count}%", low=low, high=high)
