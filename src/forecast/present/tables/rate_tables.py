"""The assumptions of a brief as tables: range, evidence, impact, source, and what was learnt."""

from forecast.answers.answer import Answer
from forecast.errors import Message, message
from forecast.present.sentences.basis import grade_label
from forecast.present.sentences.captions import assumptions_caption
from forecast.present.tables import Table
from forecast.present.words import Words
from forecast.record.contracts import EvidenceGrade
from forecast.record.knowledge import KnownRate
from forecast.record.vocabulary import Unit

GRADES: tuple[EvidenceGrade, ...] = ("high", "medium", "low")


def rate_value(value: float, unit: Unit, words: Words) -> str:
    """Write a rate in its unit: fractions as per cent, people and unions whole."""
    if unit == "fraction_per_year":
        return words.signed_percent1(value) if value < 0 else words.percent1(value)
    if unit in {"fraction", "fraction_per_sqrt_year"}:
        return words.percent1(value)
    if unit in {"members_per_union", "firms"}:
        return words.count(value)
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
    """Give the assumptions that weigh most, with range and grade."""
    rates = [rate for rate in _in_order(answer) if rate.impact == "high"]
    head = (message("Assumption"), message("Value"), message("80% range"), message("Evidence"))
    rows = tuple(
        (words.text(rate.name), _value(rate, words), _range(rate, words), _evidence(rate, words))
        for rate in rates
    )
    every = answer.record.rates.values()
    caption = message(
        "The assumptions that weigh most; of all {total:count}, {low:count} rest on low evidence",
        total=len(every),
        low=sum(rate.evidence == "low" for rate in every),
    )
    return Table(
        caption=words.say(caption),
        head=tuple(map(words.say, head)),
        rows=rows,
        figures=frozenset({1, 2}),
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
        caption=words.say(assumptions_caption(answer)),
        head=tuple(map(words.say, head)),
        rows=rows,
    )


def _value(rate: KnownRate, words: Words) -> str:
    value = rate_value(rate.value, rate.unit, words)
    return words.say(message("{value} {unit}", value=value, unit=unit_label(rate.unit)))


def _range(rate: KnownRate, words: Words) -> str:
    low, high = (rate_value(end, rate.unit, words) for end in (rate.low, rate.high))
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
        message("Moved by the record"),
    )
    rows = [
        (
            words.text(rate.name),
            _three(report.prior, rate, words),
            _three(report.posterior, rate, words),
            words.say(message("yes") if report.moved else message("no")),
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


def _three(values: tuple[float, float, float], rate: KnownRate, words: Words) -> str:
    return " · ".join(rate_value(value, rate.unit, words) for value in values)
