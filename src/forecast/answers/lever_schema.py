"""What moves the odds, as plain values: pairs of levers, timing, catching up, sensitivity."""

from forecast.answers.answer import Answer
from forecast.answers.rounded import Json, day, odds
from forecast.answers.what_if import CatchUp, LeverTable, SobolIndex, Timing, TornadoBar


def lever_json(answer: Answer) -> Json:
    """The keys ``lever_tables``, ``timing``, ``catch_up``, ``tornado`` and ``sobol``."""
    return {
        "lever_tables": [_table(one) for one in answer.lever_tables],
        "timing": [_timing(one) for one in answer.timing],
        "catch_up": None if answer.catch_up is None else _catch_up(answer.catch_up),
        "tornado": [_bar(one) for one in answer.tornado],
        "sobol": [_index(one) for one in answer.sobol],
    }


def _table(one: LeverTable) -> Json:
    return {
        "target": one.target.id,
        "lever": one.lever,
        "values": list(one.values),
        "planned": [odds(p) for p in one.planned],
        "per_year": list(one.per_year),
        "probability": [[odds(p) for p in row] for row in one.probability],
        "fewest": [list(row) for row in one.fewest],
        "searched_to": one.searched_to,
    }


def _timing(one: Timing) -> Json:
    return {
        "target": one.target.id,
        "shape": one.shape,
        "per_year": [round(number, 1) for number in one.per_year],
        "probability": odds(one.probability),
    }


def _catch_up(one: CatchUp) -> Json:
    """What the targets ask for is in ``new_unions``."""
    return {
        "year": one.year,
        "counted_until": day(one.counted_until),
        "founded": one.founded,
        "promised": list(one.promised),
        "remaining": list(one.remaining),
        "months": round(one.months, 1),
        "per_month": None if one.per_month is None else [round(n, 1) for n in one.per_month],
    }


def _bar(one: TornadoBar) -> Json:
    return {
        "target": one.target.id,
        "rate": one.rate,
        "low": float(f"{one.low:.4g}"),
        "high": float(f"{one.high:.4g}"),
        "probability_low": odds(one.probability_low),
        "probability_high": odds(one.probability_high),
    }


def _index(one: SobolIndex) -> Json:
    return {
        "target": one.target.id,
        "input": one.input,
        "rates": list(one.rates),
        "first": odds(one.first),
        "first_interval": [odds(end) for end in one.first_interval],
        "total": odds(one.total),
        "total_interval": [odds(end) for end in one.total_interval],
        "clipped": one.clipped,
    }
