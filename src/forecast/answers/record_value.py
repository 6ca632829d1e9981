"""Which record, if it were collected, would narrow the answer most.

The answer is the number of members on the last date asked for, under the plan reading. A record
that is not there yet has no figures; what it may be expected to do is averaged over the figures it
could hold (preposterior analysis; Raiffa & Schlaifer 1961).
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from forecast.answers.dates import answer_date, membership_targets
from forecast.answers.hypothetical import HALLMARKS, hypothetical_records
from forecast.answers.question import plan_rate, plans, question
from forecast.answers.weighted import block_probabilities, standard_error
from forecast.answers.what_if import RecordValue
from forecast.model.evidence.kind import Evidence
from forecast.model.law import Law
from forecast.model.rates import Points
from forecast.record.knowledge import Record

Floats = npt.NDArray[np.float64]

STREAM = 8
"""First spawn key of the streams drawn here."""

REPEATS = 4
"""Records drawn for each point."""

RIDGE = 1e-6
"""Added to a correlation matrix, so that figures that never differ do no harm."""


def record_values(record: Record, *, seed: int) -> tuple[RecordValue, ...]:
    """Expected narrowing of the answer by each kind of record, the most telling first.

    Returns
    -------
    tuple of RecordValue
        Empty where no membership total is known: that is then the record to find.

    Raises
    ------
    RatesError
        If the record contradicts the stated ranges so much that no reliable rates remain.
    """
    whens = [answer_date(target, record) for target in membership_targets(record)]
    marks = {when.target.id: when.answered_on for when in whens if when.answered_on}
    asked = question(record, seed=seed, marks=marks)
    if asked is None:
        return ()
    futures = asked.futures()
    law = futures.law(max(asked.setting.marks), plans(record, plan_rate(record.targets)))
    found = []
    for number, (kind, evidence) in enumerate(
        hypothetical_records(record, asked.setting.sectors).items()
    ):
        stream = np.random.SeedSequence(seed, spawn_key=(STREAM, number))
        generator = np.random.Generator(np.random.Philox(stream))
        share, error = narrowing(evidence, futures.points, law, generator)
        held = any(isinstance(one, HALLMARKS[kind]) for one in asked.evidence)
        found.append(RecordValue(kind=kind, reduction=share, standard_error=error, held=held))
    return tuple(sorted(found, key=lambda value: (-value.reduction, value.kind)))


def narrowing(
    evidence: Sequence[Evidence], points: Points, law: Law, generator: np.random.Generator
) -> tuple[float, float]:
    """Expected share of the variance of the members that a record takes away.

    Parameters
    ----------
    evidence
        The record's design; its figures are not used.
    law
        The members whose variance is to shrink, on the same points.

    Returns
    -------
    share, standard_error
        ``1 - E[Var(M | record)] / Var(M)`` with its numerical error.

    Notes
    -----
    Records are drawn for every weighted point, and the members expected at the point are
    regressed on its main figures and their squares (Strong, Oakley & Brennan 2015): the fitted
    value estimates ``E[M | record]``. Weighing all points by each drawn record's likelihood instead
    leaves a handful of them for a record of any length. Every prediction is made for a block by a
    fit to the other blocks; since no function of the record predicts better than that expectation,
    the share is, apart from its numerical error, never too high.
    """
    expected = law.existing + law.other.mean + law.planned.mean.mean(axis=0)
    flat = np.ones((len(expected), 1))
    without = (expected - _predicted(flat, expected, points)) ** 2
    gains = []
    for _ in range(REPEATS):
        figures = np.hstack([flat, _figures(evidence, points, generator)])
        gains.append(without - (expected - _predicted(figures, expected, points)) ** 2)
    gain = np.mean(gains, axis=0)
    share = float(points.weights @ gain) / law.variance
    error = standard_error(block_probabilities(gain, points.weights, len(points.blocks)))
    return float(np.clip(share, 0.0, 1.0)), float(error) / law.variance


def _figures(
    evidence: Sequence[Evidence], points: Points, generator: np.random.Generator
) -> Floats:
    """Main figures of one drawn record a point and their squares, ``(n_points, n_figures)``.

    They are standardised; amounts enter by their logarithm, signed figures as they are.
    """
    columns: list[Floats] = []
    for kind in evidence:
        drawn = kind.drawn(points.rates, generator)
        columns += kind.statistics(drawn).values()
    straight = [np.log1p(column) if column.min() >= 0 else column for column in columns]
    table = np.stack(straight, axis=-1)
    middle = points.weights @ table
    spread = np.sqrt(points.weights @ (table - middle) ** 2)
    scores = (table - middle) / np.where(spread > 0, spread, 1.0)
    return np.hstack([scores, scores**2 - 1])


def _predicted(figures: Floats, expected: Floats, points: Points) -> Floats:
    """Weighted least squares fits to all other blocks, at each block, shape ``(n_points,)``."""
    count = len(points.blocks)
    x = figures.reshape(count, points.per_block, -1)
    y = expected.reshape(count, points.per_block)
    weighted = x * points.weights.reshape(count, -1, 1)
    squares = weighted.swapaxes(1, 2) @ x
    products = (weighted * y[..., None]).sum(axis=1)
    others = squares.sum(axis=0) - squares + RIDGE * np.eye(x.shape[-1])
    fits = np.linalg.solve(others, (products.sum(axis=0) - products)[..., None])
    return np.asarray((x @ fits)[..., 0].ravel())
