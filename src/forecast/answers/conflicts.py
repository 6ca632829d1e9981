"""Where the record and the stated ranges contradict each other, figure by figure."""

from collections.abc import Sequence

from forecast.answers.kinds import figure_form, figure_name
from forecast.errors import Message, message
from forecast.model.evidence.kind import Evidence
from forecast.model.priors import Prior
from forecast.model.surprise import Surprise, surprises
from forecast.record.knowledge import Record

UNLIKELY = 0.01
"""A figure at least as far out has this probability under the stated ranges."""


def conflicts(
    record: Record, priors: Sequence[Prior], evidence: Sequence[Evidence], *, seed: int
) -> list[Message]:
    """Figures of the record that the stated ranges make improbable, the most improbable first."""
    if not evidence:
        return []
    found = [one for one in surprises(priors, evidence, seed=seed) if one.probability < UNLIKELY]
    return [_said(one, record) for one in sorted(found, key=lambda one: one.probability)]


def _said(one: Surprise, record: Record) -> Message:
    values: dict[str, object] = {
        "figure": figure_name(one.name, record),
        "found": one.found,
        "low": one.expected[0],
        "high": one.expected[1],
    }
    if figure_form(one.name) == "signed_percent1":
        return message(
            "{figure}: the record has {found:signed_percent1}, where the stated ranges expect "
            "{low:signed_percent1} to {high:signed_percent1} (8 chances in 10); check the figure "
            "or widen the ranges",
            **values,
        )
    if figure_form(one.name) == "number1":
        return message(
            "{figure}: the record has {found:number1}, where the stated ranges expect "
            "{low:number1} to {high:number1} (8 chances in 10); check the figure or widen the "
            "ranges",
            **values,
        )
    return message(
        "{figure}: the record has {found:count}, where the stated ranges expect {low:count} to "
        "{high:count} (8 chances in 10); check the figure or widen the ranges",
        **values,
    )
