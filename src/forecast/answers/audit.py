"""The odds once more, by simulating every union: how far the fast calculation may be off."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import numpy.typing as npt

from forecast.answers.answer import Audit, AuditedOdds
from forecast.answers.dates import AnswerDate
from forecast.answers.outcomes import Curve
from forecast.answers.targets import ReadFutures
from forecast.answers.weighted import block_probabilities
from forecast.model.audit import audit
from forecast.model.futures import Futures
from forecast.model.plans import Plan
from forecast.record.contracts import Target

Floats = npt.NDArray[np.float64]

REPLICATES = 4
"""How often the fates of the unions are drawn for every point."""

THREADS = 2


def audited(
    whens: Sequence[AnswerDate],
    reads: Sequence[ReadFutures],
    curves: Sequence[Curve],
    *,
    replicates: int = REPLICATES,
) -> Audit | None:
    """Simulate every union for the plans the answer speaks of, and compare the odds.

    Parameters
    ----------
    reads
        The readings, of the same futures.
    curves
        Odds by number of new unions; the numbers that reach even, 80 % and 90 % odds are compared.
    replicates
        Paths of each point.

    Notes
    -----
    Both use the same points, so that what they share cancels. The standard error is that of the
    difference over the independent scrambles.
    """
    futures = reads[0].futures
    days = sorted({w.answered_on for w in whens if w.answered_on})
    if not days:
        return None
    plans = _plans(reads, curves)
    exact = [
        audit(
            part,
            futures.setting,
            days=days,
            plans=plans,
            replicates=replicates,
            threads=THREADS,
        )
        for part in futures.points.split()
    ]
    compared = []
    for target, day in [(w.target, w.answered_on) for w in whens if w.answered_on]:
        column = days.index(day)
        reached = np.stack(
            [_share(one.members[:, :, column], target.value, replicates) for one in exact]
        )
        fast = _fast(futures, day, target.value, plans)
        compared += [
            _compared(target, plan, fast[..., i], reached[..., i], futures)
            for i, plan in enumerate(plans)
        ]
    return Audit(paths=replicates * len(futures.weights), odds=tuple(compared))


def _plans(reads: Sequence[ReadFutures], curves: Sequence[Curve]) -> list[Plan]:
    """The plans of both readings, none, and those that reach even, 80 % and 90 % odds."""
    plans: list[Plan] = [plan for read in reads for plan in read.plans]
    for curve in curves:
        odds = np.array(curve.probability)
        plans += [int((odds >= c).argmax()) for c in (0.5, 0.8, 0.9) if odds.max() >= c]
    return list(dict.fromkeys(plans))


def _share(members: Floats, value: float, replicates: int) -> Floats:
    """Share of the replicates of a point that reach a value, ``(n_points, n_plans)``."""
    reached = (members >= value).astype(np.float64)
    return np.asarray(reached.reshape(-1, replicates, reached.shape[-1]).mean(axis=1))


def _fast(futures: Futures, day: date, value: float, plans: Sequence[Plan]) -> Floats:
    """The fast odds in every future, shape ``(n_blocks, n_points, n_plans)``."""
    laws = [futures.law(day, [plan]) for plan in plans]
    reached = np.stack([law.reached(value) for law in laws], axis=-1)
    return reached.reshape(len(futures.points.blocks), -1, len(plans))


def _compared(
    target: Target, plan: Plan, fast: Floats, exact: Floats, futures: Futures
) -> AuditedOdds:
    weights, blocks = futures.weights, len(futures.points.blocks)
    apart = block_probabilities((fast - exact).ravel(), weights, blocks)
    return AuditedOdds(
        target=target,
        plan=plan,
        fast=float(weights @ fast.ravel()),
        exact=float(weights @ exact.ravel()),
        standard_error=float(apart.std(ddof=1) / np.sqrt(blocks)),
    )
