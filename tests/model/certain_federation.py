"""A federation of certain rates whose odds are known by another way than the engine's.

The schools move with the economy and never close; the enterprises move with nothing, are of equal
size and close by chance; new unions have lognormal sizes and close by chance. So the law of the
members is a convolution of three independent parts: a lognormal integrated by Gauss-Hermite nodes,
a binomial, and a sum of lognormal sizes convolved on a grid of whole members.
"""

from dataclasses import replace
from datetime import date
from functools import cache

import numpy as np
import numpy.typing as npt
import small_federation as small
from scipy.fft import irfft, rfft
from scipy.stats import binom, lognorm

from forecast.model.futures import Futures, simulate
from forecast.model.priors import Prior
from forecast.model.setting import Setting

Floats = npt.NDArray[np.float64]

DUE = date(2025, 12, 31)
TOP = 60
SHOCK_SD, CLOSURE, NEW_CLOSURE = 0.12, 0.015, 0.03
MEAN_SIZE, LOG_SD, AT_FOUNDING, MONTHS = 60.0, 1.25, 0.8, 4.0
VALUE = 16_500.0
"""Members asked for, so that every odds of `ODDS` lie between those of two plans and not at one."""

ODDS = (0.5, 0.66, 0.8, 0.9)


def setting() -> Setting:
    """Three years and a month, without a ceiling."""
    return small.setting(marks=(DUE,))


def priors() -> list[Prior]:
    """Every rate certain."""
    changes = {
        "shock_sd": SHOCK_SD,
        "closure_rate": CLOSURE,
        "new_union_size": MEAN_SIZE,
        "new_union_size_log_sd": LOG_SD,
        "new_union_closure_rate": NEW_CLOSURE,
        "enrolment_at_founding": AT_FOUNDING,
        "enrolment_months": MONTHS,
    }
    apart = {"shock_loading.firm": 0.0, "closure_rate.school": 0.0}
    return [
        replace(prior, low=apart[prior.key], high=apart[prior.key]) if prior.key in apart else prior
        for prior in small.priors({**small.STILL, **changes})
    ]


def curve(seed: int, *, per_block: int = 512) -> Floats:
    """The engine's odds of every plan, shape ``(TOP + 1,)``."""
    asked = setting()
    points = small.points(priors(), asked, seed=seed, per_block=per_block)
    futures: Futures = simulate(points, asked)
    return np.asarray(points.weights @ futures.curve(DUE, VALUE, top=TOP))


def fewest(odds: Floats) -> list[int]:
    """Fewest new unions a year for each of `ODDS`."""
    return [int((odds >= least).argmax()) for least in ODDS]


@cache
def truth() -> tuple[float, ...]:
    """Odds of every plan, right to 1e-4."""
    years = (DUE - small.ORIGIN).days / 365.25
    schools, firms = small.SECTORS
    nodes, weights = np.polynomial.hermite_e.hermegauss(80)
    width = SHOCK_SD * np.sqrt(years)
    weights = weights / weights.sum()
    school = schools.members * np.exp(width * nodes - width**2 / 2)
    closed = np.arange(40)
    chance = binom.pmf(closed, firms.unions, 1 - (1 - CLOSURE) ** years)
    open_ = firms.members * (1 - closed / firms.unions)
    needed = VALUE - school[:, None] - open_[None, :]
    found = []
    for members in _new_members(years):
        above = np.concatenate([[1.0], 1 - np.cumsum(members)])  # P(sum >= 0, 1, 2 ...)
        # a grid value k stands for sizes from k - 1/2 to k + 1/2
        reached = np.interp(needed + 0.5, np.arange(len(above)), above, left=1.0)
        found.append(float(weights @ reached @ chance))
    return tuple(found)


def _new_members(years: float) -> list[Floats]:
    """Law of the members of new unions on whole numbers, for each plan."""
    length = 2**15
    grid = np.arange(length)
    sums, transforms = [], np.ones(length // 2 + 1, dtype=np.complex128)
    for n in range(TOP + 1):
        if n:
            for year in range(int(np.ceil(years))):
                at = year + _van_der_corput(n)
                if at < years:
                    transforms = transforms * _one(years - at, grid)
        sums.append(np.maximum(irfft(transforms, length), 0.0))
    return sums


def _one(age: float, grid: npt.NDArray[np.int64]) -> npt.NDArray[np.complex128]:
    """Transform of the law of one union's members: none if it has closed."""
    enrolled = AT_FOUNDING + (1 - AT_FOUNDING) * min(1.0, 12 * age / MONTHS)
    size = lognorm(s=LOG_SD, scale=MEAN_SIZE * enrolled * np.exp(-(LOG_SD**2) / 2))
    alive = (1 - NEW_CLOSURE) ** age
    law = alive * np.diff(size.cdf(np.concatenate([[0.0], grid + 0.5])))
    law[0] += 1 - alive
    return np.asarray(rfft(law))


def _van_der_corput(n: int) -> float:
    """Binary digits of n behind the point, in reverse."""
    value, weight = 0.0, 0.5
    while n:
        value += weight * (n % 2)
        n, weight = n // 2, weight / 2
    return value
