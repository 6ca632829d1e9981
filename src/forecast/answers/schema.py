"""The answer as plain values, rounded once: the form other programs rely on.

Renaming or dropping a key, or changing what one means, is a breaking change and moves ``SCHEMA``.
Probabilities have four decimals, members are whole, so that other processors give the same bytes.
"""

from forecast.answers.answer import Answer, Audit, RateReport
from forecast.answers.fan_schema import fan_json
from forecast.answers.lever_schema import lever_json
from forecast.answers.outcomes import (
    Drivers,
    IndicatorAnswer,
    MustBeTrue,
    NewUnionsAnswer,
    PlanArithmetic,
    Pool,
    TargetAnswer,
)
from forecast.answers.rounded import Json, day, odds, people
from forecast.answers.what_if import Lever

SCHEMA = 1


def as_json(answer: Answer) -> Json:
    """One object of JSON values for one answer; keys as the design page lists them.

    Keys beyond that list hold the same figures the brief shows: ``levers``, ``pools``,
    ``without_ceiling``, ``official_counts``, ``drivers``, ``curves``, ``indicators``,
    ``plan_arithmetic``, ``must_be_true``, ``rates``, ``diagnostics``, ``audit``, those of
    `lever_json` and of `fan_json`.
    """
    record = answer.record
    return {
        "schema": SCHEMA,
        "dataset": record.dataset,
        "as_of": record.as_of.isoformat(),
        "hindsight": record.hindsight,
        "scenario": record.scenario,
        "seed": answer.seed,
        "provenance": record.federation.provenance,
        "targets": [_target(one) for one in answer.targets],
        "new_unions": [_new_unions(one) for one in answer.new_unions],
        "plan_rate": _plan_rate(answer.plan_rate),
        "record": _record(answer),
        "warnings": [str(text) for text in answer.warnings],
        **_beyond(answer),
    }


def _beyond(answer: Answer) -> Json:
    return {
        "levers": [_lever(one) for one in answer.levers],
        "pools": [_pool(one) for one in answer.pools],
        "without_ceiling": [
            {"target": o.target.id, "reading": o.reading, "probability": odds(o.probability)}
            for o in answer.without_ceiling
        ],
        "official_counts": [
            {
                "target": one.target.id,
                "reading": one.reading,
                "on": day(one.on),
                "probability": odds(one.probability),
            }
            for one in answer.official_counts
        ],
        "drivers": [_drivers(one) for one in answer.drivers],
        "curves": [
            {"target": one.target.id, "probability": [odds(p) for p in one.probability]}
            for one in answer.curves
        ],
        "indicators": [_indicator(one) for one in answer.indicators],
        "plan_arithmetic": _arithmetic(answer.plan_arithmetic),
        "must_be_true": [_must_be_true(one) for one in answer.must_be_true],
        "rates": [_rate(one) for one in answer.rates],
        "diagnostics": _diagnostics(answer),
        "errors": [_errors(one) for one in answer.targets],
        "audit": _audit(answer.audit),
        **lever_json(answer),
        **fan_json(answer),
    }


def _target(one: TargetAnswer) -> Json:
    found: Json = {
        "id": one.target.id,
        "reading": one.reading,
        "due": day(one.target.due),
        "answered_on": day(one.answered_on),
        "status": one.status,
        "value": people(one.target.value),
        "tolerance": people(one.target.tolerance),
        "probability": odds(one.probability),
        "probability_within_tolerance": odds(one.probability_within_tolerance),
        "median": people(one.median),
        "mean": people(one.mean),
        "interval80": None if one.interval80 is None else [people(m) for m in one.interval80],
        "expected_shortfall": people(one.expected_shortfall),
        "likelihood": one.likelihood,
        "verdict": one.verdict,
    }
    return found if one.reason is None else {**found, "reason": str(one.reason)}


def _errors(one: TargetAnswer) -> Json:
    """Two of the three kinds of error of the odds; the third is ``audit``."""
    known = one.if_rates_known
    return {
        "target": one.target.id,
        "reading": one.reading,
        "standard_error": odds(one.standard_error),
        "probability_if_rates_known": None if known is None else [odds(p) for p in known],
    }


def _audit(one: Audit | None) -> Json | None:
    if one is None:
        return None
    return {
        "paths": one.paths,
        "odds": [
            {
                "target": compared.target.id,
                "plan": compared.plan,
                "fast": odds(compared.fast),
                "exact": odds(compared.exact),
                "standard_error": odds(compared.standard_error),
            }
            for compared in one.odds
        ],
    }


def _new_unions(one: NewUnionsAnswer) -> Json:
    found: Json = {
        "target": one.target.id,
        "confidence": one.confidence,
        "per_year": one.per_year,
        "interval": None if one.interval is None else list(one.interval),
        "reachable": one.reachable,
        "best_probability": odds(one.best_probability),
        "best_per_year": one.best_per_year,
        "unprecedented": one.unprecedented,
    }
    return found if one.reason is None else {**found, "reason": str(one.reason)}


def _plan_rate(rate: tuple[float, float] | None) -> Json | None:
    return None if rate is None else {"low": people(rate[0]), "high": people(rate[1])}


def _record(answer: Answer) -> Json:
    origin = answer.record.origin
    return {
        "origin_date": day(origin.date) if origin else None,
        "origin_members": people(origin.total) if origin else None,
        "tables": list(answer.record.tables),
        "grade": origin.grade if origin else None,
    }


def _lever(one: Lever) -> Json:
    return {
        "target": one.target.id,
        "confidence": one.confidence,
        "rate": one.rate,
        "base": round(one.base, 4),
        "needed": None if one.needed is None else round(one.needed, 4),
        "tried": [round(end, 4) for end in one.tried],
        "best_probability": odds(one.best_probability),
    }


def _pool(one: Pool) -> Json:
    return {
        "target": one.target.id,
        "on": day(one.on),
        "firms": [people(firms) for firms in one.firms],
        "members_ceiling": [people(members) for members in one.members_ceiling],
        "exhausted_at": round(one.exhausted_at, 1),
    }


def _drivers(one: Drivers) -> Json:
    """Rounded parts may not add to the rounded whole."""
    parts = ("opening", "admitted", "organised", "transfers_in", "left", "closed_members")
    rest = ("transfers_out", "breaks", "closing")
    return {
        "target": one.target.id,
        "on": day(one.on),
        **{name: people(getattr(one, name)) for name in (*parts, *rest)},
    }


def _indicator(one: IndicatorAnswer) -> Json:
    found: Json = {
        "id": one.target.id,
        "due": day(one.target.due),
        "value": one.target.value,
        "unit": one.target.unit,
        "status": one.status,
        "probability": odds(one.probability),
    }
    return found if one.reason is None else {**found, "reason": str(one.reason)}


def _arithmetic(one: PlanArithmetic | None) -> Json | None:
    if one is None:
        return None
    return {
        "first": one.first.id,
        "second": one.second.id,
        "members": people(one.members),
        "new_unions": [people(unions) for unions in one.new_unions],
        "members_per_union": [round(members, 1) for members in one.members_per_union],
        "yearly": people(one.yearly),
        "carried_back_to": day(one.carried_back_to),
        "carried_back": people(one.carried_back),
    }


def _must_be_true(one: MustBeTrue) -> Json:
    return {
        "target": one.target.id,
        "net_change": round(one.net_change, 4),
        "members_per_union": round(one.members_per_union, 1),
        "base": people(one.base),
    }


def _rate(one: RateReport) -> Json:
    return {
        "key": one.key,
        "prior": [round(value, 4) for value in one.prior],
        "posterior": [round(value, 4) for value in one.posterior],
        "moved": one.moved,
        "narrowed": round(one.narrowed, 2),
        "informed_by": [str(name) for name in one.informed_by],
    }


def _diagnostics(answer: Answer) -> Json | None:
    found = answer.diagnostics
    if found is None:
        return None
    return {
        "points": found.points,
        "effective_points": people(found.effective_points),
        "pareto_k": None if found.pareto_k is None else round(found.pareto_k, 2),
        "evidence": [str(text) for text in found.evidence],
        "unidentified": [str(text) for text in found.unidentified],
    }
