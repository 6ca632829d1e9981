"""Which inputs the odds hang on: Sobol indices of the probability that a target is reached.

What is taken apart is the variance of the probability given the rates and what all unions share;
the fates of the new unions themselves are integrated out of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri
from scipy.stats import qmc, sobol_indices

from forecast.answers.dates import AnswerDate
from forecast.answers.sensitivity import acting, answered, reached
from forecast.answers.targets import ReadFutures
from forecast.answers.what_if import SobolIndex
from forecast.model.closing import DRAWS
from forecast.model.evidence.kind import Evidence
from forecast.model.priors import Prior
from forecast.model.rates import Points, informed_columns

Floats = npt.NDArray[np.float64]

ROWS = 1024
"""Rows of each of the two independent samples, a power of two."""

RESAMPLES = 200
INTERVAL = (0.025, 0.975)
STREAM = 6
"""First spawn key of the streams drawn here."""

LEAST_VARIANCE = 1e-12
"""Variance of the conditional odds below which nothing is left to explain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What the odds depend on, as columns of one sample of uniforms."""

    names: tuple[str, ...]
    columns: tuple[slice, ...]
    """Columns of each input."""

    alone: tuple[Prior, ...]
    """Rates that are inputs of their own, one column each from the first."""

    together: tuple[str, ...]
    """Keys of the rates the record informs."""

    points: Points
    """The weighted points those are taken from, all of them at once."""

    @classmethod
    def of(
        cls,
        read: ReadFutures,
        keys: Sequence[str],
        priors: Sequence[Prior],
        evidence: Sequence[Evidence],
    ) -> "Inputs":
        """Uncertain rates by name, then the record, then what drives the futures."""
        spoken_of = {priors[column].key for column in informed_columns(priors, evidence)}
        informed = sorted(spoken_of.intersection(keys))
        free = [prior for prior in priors if prior.key in keys and prior.key not in informed]
        alone = tuple(sorted(free, key=lambda prior: prior.key))
        setting, points = read.futures.setting, read.futures.points
        shock, closings = len(setting.timeline.dates) - 1, len(setting.sectors) * DRAWS
        widths = {prior.key: 1 for prior in alone} | ({"record": 1} if informed else {})
        widths |= {"economy": shock, "closures": closings}
        widths["foundings"] = points.normals.shape[1] - shock - closings
        ends = np.cumsum(list(widths.values()))
        return cls(
            names=tuple(widths),
            columns=tuple(
                slice(int(end) - width, int(end))
                for end, width in zip(ends, widths.values(), strict=True)
            ),
            alone=alone,
            together=tuple(informed),
            points=points,
        )

    def at(self, uniforms: Floats) -> tuple[dict[str, Floats], Floats]:
        """Rates and normals of every row of uniforms.

        Notes
        -----
        A rate no record speaks of follows its prior. Those the record speaks of are tied together,
        and each row takes all of them from one weighted point (systematic resampling).
        """
        count = len(uniforms)
        rates = {key: np.full(count, values[0]) for key, values in self.points.rates.items()}
        for column, prior in enumerate(self.alone):
            rates[prior.key] = prior.at(ndtri(uniforms[:, column]))
        drawn = len(self.alone)
        if self.together:
            taken = np.searchsorted(np.cumsum(self.points.weights), uniforms[:, drawn])
            taken = np.minimum(taken, len(self.points.weights) - 1)
            rates |= {key: self.points.rates[key][taken] for key in self.together}
            drawn += 1
        return rates, np.asarray(ndtri(uniforms[:, drawn:]))


def sobol(
    whens: Sequence[AnswerDate],
    read: ReadFutures,
    *,
    priors: Sequence[Prior],
    evidence: Sequence[Evidence],
    rows: int = ROWS,
) -> list[SobolIndex]:
    """First-order and total indices of every input, the largest total first.

    Parameters
    ----------
    rows
        Rows of each of the two independent samples, a power of two.

    Returns
    -------
    list of SobolIndex
        Inputs that change nothing are left out, and so are targets whose odds are the same
        whatever the rates. First-order indices need not add to 1: what is missing is explained by
        inputs acting together. An estimate below 0 is shown as 0 and marked.

    Notes
    -----
    Saltelli et al. (2010) by `scipy.stats.sobol_indices` on scrambled Sobol points. Each input has
    columns by its name, so that the order in which rates are stated changes nothing. Intervals are
    percentiles of a bootstrap over rows.
    """
    open_ones = answered(whens, read)
    if not open_ones:
        return []
    inputs = Inputs.of(read, acting(open_ones, read), priors, evidence)
    found = _responses(open_ones, read, inputs, rows)
    moving = [i for i in range(len(inputs.names)) if (found.crossed[i] != found.first).any()]
    varying = [t for t in range(len(open_ones)) if found.first[t].var() > LEAST_VARIANCE]
    if not moving or not varying:
        return []
    kept = found.of(varying)
    generator = np.random.Generator(np.random.Philox(_stream(read, 1)))
    again = generator.integers(0, rows, size=(RESAMPLES, rows))
    resampled = np.stack([kept.indices(picked) for picked in again])
    middle = kept.indices(np.arange(rows))
    low, high = np.quantile(resampled, INTERVAL, axis=0)
    indices = [
        _index(inputs, column, open_ones[target], (middle, low, high), (row, column))
        for row, target in enumerate(varying)
        for column in moving
    ]
    order = {when.target.id: place for place, when in enumerate(open_ones)}
    return sorted(indices, key=lambda one: (order[one.target.id], -one.total, one.input))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Responses:
    """Conditional odds on two samples and on the first with one input taken from the second."""

    first: Floats
    """Shape ``(n_targets, n_rows)``."""

    second: Floats
    crossed: Floats
    """Shape ``(n_inputs, n_targets, n_rows)``."""

    def of(self, targets: Sequence[int]) -> "_Responses":
        """Some targets."""
        return _Responses(
            first=self.first[targets],
            second=self.second[targets],
            crossed=self.crossed[:, targets],
        )

    def indices(self, rows: npt.NDArray[np.int64]) -> Floats:
        """First-order and total indices from some rows, shape ``(2, n_targets, n_inputs)``."""
        responses: dict[Literal["f_A", "f_B", "f_AB"], Floats] = {
            "f_A": self.first[:, rows],
            "f_B": self.second[:, rows],
            "f_AB": self.crossed[..., rows],
        }
        found = sobol_indices(func=responses, n=len(rows), method=_shares)
        shape = (len(self.first), len(self.crossed))  # scipy drops the axis of a single target
        return np.stack([np.reshape(x, shape) for x in (found.first_order, found.total_order)])


def _shares(
    f_A: Floats,  # noqa: N803 - scipy passes them by these names
    f_B: Floats,  # noqa: N803
    f_AB: Floats,  # noqa: N803
) -> tuple[Floats, Floats]:
    """First-order and total indices, each set against the variance of its own two samples.

    Notes
    -----
    The estimator of Janon et al. (2014), asymptotically the best. Odds near 0 in most futures are
    so skew that a variance taken from other samples gave totals of 2 and more.
    """

    def alike(one: Floats, other: Floats) -> Floats:
        middle = (one + other).mean(axis=-1) / 2
        variance = (one**2 + other**2).mean(axis=-1) / 2 - middle**2
        return np.asarray(((one * other).mean(axis=-1) - middle**2) / variance)

    return alike(f_B, f_AB).T, 1 - alike(f_A, f_AB).T


def _responses(
    whens: Sequence[AnswerDate], read: ReadFutures, inputs: Inputs, rows: int
) -> _Responses:
    width = inputs.columns[-1].stop
    generator = np.random.Generator(np.random.Philox(_stream(read, 0)))
    uniforms = qmc.Sobol(2 * width, scramble=True, rng=generator).random(rows)
    uniforms = np.clip(uniforms, 1e-12, 1 - 1e-12)
    first, second = uniforms[:, :width], uniforms[:, width:]
    samples = [first, second]
    for columns in inputs.columns:
        crossed = first.copy()
        crossed[:, columns] = second[:, columns]
        samples.append(crossed)
    rates, normals = inputs.at(np.concatenate(samples))
    found = reached(whens, read, rates=rates, normals=normals)
    by_sample = found.reshape(len(whens), len(samples), rows).swapaxes(0, 1)
    return _Responses(first=by_sample[0], second=by_sample[1], crossed=by_sample[2:])


def _stream(read: ReadFutures, number: int) -> np.random.SeedSequence:
    return np.random.SeedSequence(read.futures.points.seed, spawn_key=(STREAM, number))


def _index(
    inputs: Inputs,
    place: int,
    when: AnswerDate,
    estimates: tuple[Floats, Floats, Floats],
    at: tuple[int, int],
) -> SobolIndex:
    name = inputs.names[place]
    first, first_low, first_high = (float(one[0][at]) for one in estimates)
    total, total_low, total_high = (float(one[1][at]) for one in estimates)
    alone = (name,) if name in {prior.key for prior in inputs.alone} else ()
    return SobolIndex(
        target=when.target,
        input=name,
        rates=inputs.together if name == "record" else alone,
        first=max(0.0, first),
        first_interval=(max(0.0, first_low), max(0.0, first_high)),
        total=total,
        total_interval=(total_low, total_high),
        clipped=first < 0,
    )
