"""The assumptions of a brief as tables: range, evidence, impact, source, and what was learnt."""

from forecast.answers.answer import Answer, RateReport
from forecast.errors import Message, message
from forecast.present.sentences.basis import grade_label
from forecast.present.sentences.captions import assumptions_caption
from forecast.present.tables import Table
from forecast.present.words import Words
from forecast.record.contracts import EvidenceGrade
from forecast.record.knowledge import KnownRate
from forecast.record.vocabulary import Unit

GRADES: tuple[EvidenceGrade, ...] = ("high", "medium", "low")

MOST = 5
"""Assumptions on the printed page."""

NARROWED = 0.1
"""Share by which the record must have narrowed a range for that to be said."""


def rate_value(value: float, unit: Unit, words: Words) -> str:
    """Write a rate in its unit: fractions as per cent, people and unions whole."""
    if unit == "fraction_per_year":
        return words.signed_percent1(value) if value < 0 else words.percent1(value)
    if unit in {"fraction", "fraction_per_sqrt_year"}:
        return words.percent1(value)
    if unit in {"members_per_union", "firms"}:
        return words.count(value)
    if unit in {"ratio", "log_sd", "dispersion"}:
        return words.number2(value)
    return words.number1(value)


def unit_label(unit: Unit) -> Message:
    """Name of a unit as a table's cell says it."""
    labels: dict[Unit, Message] = {
        "fraction_per_year": message("a year"),
        "fraction_per_sqrt_year": message("swing a year"),
        "fraction": message("share"),
        "ratio": message("ratio"),
        "log_sd": message("spread (log scale)"),
        "members_per_union": message("members a union"),
        "unions_per_year": message("unions a year"),
        "firms": message("firms"),
        "firms_per_year": message("firms a year"),
        "months": message("months"),
        "dispersion": message("dispersion"),
    }
    return labels[unit]


def impact_label(grade: EvidenceGrade) -> Message:
    """Words for how much an assumption weighs on the answer."""
    labels: dict[EvidenceGrade, Message] = {
        "high": message("high impact"),
        "medium": message("medium impact"),
        "low": message("low impact"),
    }
    return labels[grade]


def _in_order(answer: Answer) -> list[KnownRate]:
    """Weightiest first, then as the dataset lists them."""
    return sorted(answer.record.rates.values(), key=lambda rate: GRADES.index(rate.impact))


def main_assumptions(answer: Answer, words: Words) -> Table:
    """Give the assumptions that move the odds most, as the forecast uses them.

    Without odds, those that are graded as weighing most, as they are stated.
    """
    rates = _weightiest(answer)
    used = {report.key: report.posterior for report in answer.rates}
    head = (
        message("Assumption"),
        message("Value used"),
        message("8 chances in 10"),
        message("Evidence"),
    )
    rows = tuple(
        (
            words.text(rate.name),
            _with_unit(used.get(rate.key, (rate.low, rate.value, rate.high))[1], rate, words),
            _from_to(used.get(rate.key, (rate.low, rate.value, rate.high)), rate, words),
            _evidence(rate, words),
        )
        for rate in rates
    )
    return Table(
        caption=words.say(_weighed(answer)),
        head=tuple(map(words.say, head)),
        rows=rows,
        figures=frozenset({1, 2}),
    )


def _weightiest(answer: Answer) -> list[KnownRate]:
    swings: dict[str, float] = {}
    for bar in answer.tornado:
        swings[bar.rate] = max(bar.swing, swings.get(bar.rate, 0.0))
    if not swings:
        return [rate for rate in _in_order(answer) if rate.impact == "high"]
    first = sorted(swings, key=lambda key: -round(swings[key], 9))[:MOST]
    return [answer.record.rates[key] for key in first]


def _weighed(answer: Answer) -> Message:
    every = answer.record.rates.values()
    low = sum(rate.evidence == "low" for rate in every)
    if low == len(every):
        return message(
            "The assumptions that move the odds most; all {total:count} rest on low evidence",
            total=len(every),
        )
    return message(
        "The assumptions that move the odds most; {low:count} of all {total:count} rest on low "
        "evidence",
        total=len(every),
        low=low,
    )


def assumptions_table(answer: Answer, words: Words) -> Table:
    """Every assumption, weightiest first: value, range, grades, what it is argued from."""
    head = (
        message("Assumption"),
        message("Value and 80% range"),
        message("Grades"),
        message("Basis and source"),
    )
    rows = tuple(
        (
            words.text(rate.name),
            words.say(
                message("{value}; {range}", value=_value(rate, words), range=_range(rate, words))
            ),
            _grades(rate, words),
            _basis(rate, words),
        )
        for rate in _in_order(answer)
    )
    return Table(
        caption=words.say(message("Assumptions, their grades and sources")),
        head=tuple(map(words.say, head)),
        rows=rows,
        notes=(words.say(assumptions_caption(answer)),),
    )


def _value(rate: KnownRate, words: Words) -> str:
    return _with_unit(rate.value, rate, words)


def _with_unit(value: float, rate: KnownRate, words: Words) -> str:
    said = rate_value(value, rate.unit, words)
    if rate.unit == "fraction":
        return said
    return words.say(message("{value} {unit}", value=said, unit=unit_label(rate.unit)))


def _range(rate: KnownRate, words: Words) -> str:
    return _from_to((rate.low, rate.value, rate.high), rate, words)


def _from_to(values: tuple[float, float, float], rate: KnownRate, words: Words) -> str:
    low, high = (rate_value(end, rate.unit, words) for end in (values[0], values[2]))
    return words.say(message("{low} to {high}", low=low, high=high))


def _evidence(rate: KnownRate, words: Words) -> str:
    return words.say(grade_label(rate.evidence))


def _grades(rate: KnownRate, words: Words) -> str:
    grades = message(
        "{evidence}, {impact}",
        evidence=grade_label(rate.evidence),
        impact=impact_label(rate.impact),
    )
    return words.say(grades)


def _basis(rate: KnownRate, words: Words) -> str:
    said: dict[str, object] = {"basis": rate.version.basis, "source": rate.version.source}
    if rate.changed_by_scenario:
        return words.say(message("Changed by this option. {basis} Source: {source}", **said))
    if rate.hindsight:
        said["day"] = rate.version.known_on
        hindsight = message("Hindsight, known {day:day}. {basis} Source: {source}", **said)
        return words.say(hindsight)
    return words.say(message("{basis} Source: {source}", **said))


def rates_table(answer: Answer, words: Words) -> Table:
    """Each rate before and after the record spoke."""
    head = (
        message("Rate"),
        message("Assumed: 10th, middle, 90th"),
        message("With the record: 10th, middle, 90th"),
        message("What the record does"),
    )
    rows = [
        (
            words.text(rate.name),
            _three(report.prior, rate, words),
            _three(report.posterior, rate, words),
            words.say(_learnt(report)),
        )
        for report in answer.rates
        for rate in [answer.record.rates[report.key]]
    ]
    return Table(
        caption=words.say(message("What the record says of the assumptions")),
        head=tuple(map(words.say, head)),
        rows=tuple(rows),
        figures=frozenset({1, 2}),
    )


def _learnt(report: RateReport) -> Message:
    """What the record did to a rate."""
    if report.moved:
        return message("Moves the middle")
    if report.narrowed >= NARROWED:
        return message("Narrows the range")
    return message("No")


def _three(values: tuple[float, float, float], rate: KnownRate, words: Words) -> str:
    return " · ".join(rate_value(value, rate.unit, words) for value in values)
