"""Whether the stated rates are those of the vocabulary, within its limits, and mean what they say.

The same rules hold for the assumptions of a federation, for a scenario and for ``--set``.
"""

from collections.abc import Collection, Iterator, Mapping

from forecast.errors import Fault, message
from forecast.record import advice
from forecast.record.advice import Advice
from forecast.record.contracts import (
    Assumption,
    AssumptionsFile,
    AssumptionVersion,
    RangeChange,
    ScenarioFile,
)
from forecast.record.ranges import implied_median, inside
from forecast.record.toml_files import TomlFile
from forecast.record.vocabulary import RATES, RateTerm, rate_key

MEDIAN_TOLERANCE = 0.025
"""How far a stated median may stand from the implied one, for rounding [share of the range]."""


def rate_terms(sectors: Collection[str]) -> dict[str, RateTerm]:
    """Every rate a federation with these sectors states, by its key.

    Examples
    --------
    >>> [key for key in rate_terms(["school"]) if key.startswith("net")]
    ['net_change.school']
    """
    return {
        rate_key(name, sector): term
        for name, term in RATES.items()
        for sector in (sorted(sectors) if term.by_sector else [None])
    }


def assumption_faults(
    file: TomlFile[AssumptionsFile], *, sectors: Collection[str]
) -> Iterator[Fault]:
    """Faults of ``assumptions.toml`` that no single entry shows."""
    terms = rate_terms(sectors)
    stated: set[str] = set()
    assumption: Assumption
    for position, assumption in file.entries("assumption"):
        here = ("assumption", position)
        if assumption.id not in RATES:
            said = advice.unknown_name(assumption.id, known=RATES)
            yield file.fault((*here, "id"), found=assumption.id, said=said)
        elif assumption.key not in terms:
            said = _wrong_sector(RATES[assumption.id], sectors=sectors)
            yield file.fault((*here, "sector"), found=assumption.sector or "", said=said)
        elif assumption.key in stated:
            said = advice.repeated(assumption.key)
            yield file.fault((*here, "id"), found=assumption.key, said=said)
        else:
            yield from _stated_faults(file, position, assumption=assumption)
        stated.add(assumption.key)
    # A refused entry may be the very one that seems to be missing.
    if not file.faults:
        for key in terms.keys() - stated:
            if not terms[key].optional:
                yield file.fault((key,), said=not_stated(key))


def change_faults(
    file: TomlFile[ScenarioFile], *, sectors: Collection[str], rates: Collection[str]
) -> Iterator[Fault]:
    """Faults of the rates a scenario or ``--set`` changes, ``rates`` being those stated."""
    terms = rate_terms(sectors)
    changes: Mapping[str, float | RangeChange] = file.content.assumptions if file.content else {}
    for key, change in changes.items():
        here = ("assumptions", key)
        if key not in terms:
            yield file.fault(here, found=key, said=advice.unknown_name(key, known=terms))
        elif terms[key].optional and key not in rates:
            yield file.fault(here, found=key, said=not_stated(key))
        elif isinstance(change, RangeChange):
            for name, found, said in _range_faults(change, term=terms[key]):
                yield file.fault((*here, name), found=found, said=said)
        elif not terms[key].low <= change <= terms[key].high:
            said = advice.outside(terms[key].low, terms[key].high)
            yield file.fault(here, found=change, said=said)


def not_stated(key: str) -> Advice:
    """Advice for a rate of the vocabulary that the dataset does not state."""
    term = RATES[key.partition(".")[0]]
    return (
        message("The rate “{key}” is not stated.", key=key),
        message(
            "Add an [[assumption]] with unit “{unit}” and shape “{shape}”.",
            unit=term.unit,
            shape=term.shape,
        ),
    )


def _stated_faults(
    file: TomlFile[AssumptionsFile], position: int, *, assumption: Assumption
) -> Iterator[Fault]:
    term = RATES[assumption.id]
    for name, found, needed in (
        ("unit", assumption.unit, term.unit),
        ("shape", assumption.shape, term.shape),
    ):
        if found != needed:
            said = (
                message("This rate is stated in another way everywhere else."),
                message("Write {needed}.", needed=f'{name} = "{needed}"'),
            )
            yield file.fault(("assumption", position, name), found=found, said=said)
    for index, version in enumerate(assumption.version):
        here = ("assumption", position, "version", index)
        for name, found_number, said in _range_faults(version, term=term):
            yield file.fault((*here, name), found=found_number, said=said)
        earlier = assumption.version[index - 1] if index else None
        for name, said in _order_faults(version, earlier=earlier):
            yield file.fault((*here, name), found=getattr(version, name), said=said)


def _order_faults(
    version: AssumptionVersion, *, earlier: AssumptionVersion | None
) -> Iterator[tuple[str, Advice]]:
    if earlier is not None and version.known_on <= earlier.known_on:
        yield (
            "known_on",
            (
                message("This version was not known later than the one above it."),
                message("Put the versions in the order in which they became known."),
            ),
        )
    if version.evidence_date > version.known_on:
        yield (
            "evidence_date",
            (
                message("The evidence ends after the day on which it was known."),
                message("Correct “evidence_date” or “known_on”."),
            ),
        )


def _range_faults(
    stated: AssumptionVersion | RangeChange, *, term: RateTerm
) -> Iterator[tuple[str, float, Advice]]:
    """Key, number and advice for each way in which a range cannot be."""
    numbers = {"low": stated.low, "value": stated.value, "high": stated.high}
    beyond = {key: x for key, x in numbers.items() if not term.low <= x <= term.high}
    for key, number in beyond.items():
        yield key, number, advice.outside(term.low, term.high)
    fixed = stated.low == stated.value == stated.high
    if beyond or fixed:
        return
    if not (stated.low < stated.high and stated.low <= stated.value <= stated.high):
        yield "value", stated.value, _OUT_OF_ORDER
        return
    ends = {key: x for key, x in numbers.items() if not inside(x, shape=term.shape)}
    for key, number in ends.items():
        yield key, number, _AT_THE_END
    if not ends:
        median = implied_median(stated.low, stated.high, shape=term.shape)
        if abs(stated.value - median) > MEDIAN_TOLERANCE * (stated.high - stated.low):
            yield "value", stated.value, _other_median(median)


def _other_median(median: float) -> Advice:
    return (
        message("The value is not the median that the range from low to high implies."),
        message("Write value = {median}, or another range.", median=f"{median:.4g}"),
    )


def _wrong_sector(term: RateTerm, *, sectors: Collection[str]) -> Advice:
    if term.by_sector:
        return (
            message("This rate is stated once for each sector."),
            message("Write a sector of the federation: {sectors}.", sectors=", ".join(sectors)),
        )
    return (
        message("This rate is the same for all sectors."),
        message("Leave “sector” out."),
    )


_OUT_OF_ORDER: Advice = (
    message("The numbers are not in the order low, value, high."),
    message("Write low below high and value between them, or all three equal for a fixed value."),
)
_AT_THE_END: Advice = (
    message("A range cannot reach the end of the scale of this rate."),
    message("Write a number that is only near the end, or all three equal for a fixed value."),
)
