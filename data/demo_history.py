"""The history of demo-district: every union month by month, under rates that are known.

It follows the model the forecasts use, so a test may ask whether the rates are found again. Two
things differ from a forecast: the pool of firms is that of the newest count and was never short
before, and every count is exact, so that the counting errors have no true value.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import norm

from forecast.record.reporting import month_end
from forecast.units import MONTHS_PER_YEAR, monthly_hazard, years_between

Floats = npt.NDArray[np.float64]
SEED = 20161191

TRUTH: Mapping[str, float] = {
    "turnover.school": 0.04,
    "turnover.enterprise": 0.11,
    "turnover.office": 0.06,
    "net_change.school": 0.003,
    "net_change.enterprise": -0.006,
    "net_change.office": -0.01,
    "closure_rate.school": 0.003,
    "closure_rate.enterprise": 0.018,
    "closure_rate.office": 0.006,
    "shock_loading.school": 0.2,
    "shock_loading.enterprise": 1.1,
    "shock_loading.office": 0.5,
    "shock_sd": 0.013,
    "transfer_in_rate.school": 0.015,
    "transfer_in_rate.enterprise": 0.006,
    "transfer_in_rate.office": 0.01,
    "transfer_out_rate.school": 0.012,
    "transfer_out_rate.enterprise": 0.007,
    "transfer_out_rate.office": 0.014,
    "existing_size_log_sd": 1.2,
    "new_union_size": 50.0,
    "new_union_size_log_sd": 1.25,
    "new_union_closure_rate": 0.03,
    "enrolment_at_founding": 0.8,
    "enrolment_months": 5.0,
    "pool_firms": 190.0,
    "pool_refill": 13.0,
    "pool_size_decline": 0.3,
    "founding_rate": 15.5,
    "founding_dispersion": 12.0,
}
"""True rates, in the units of the vocabulary. The pool's refill and decline lie ahead."""

SECTORS = {"school": (78, 3500), "enterprise": (58, 7000), "office": (44, 2500)}
"""Unions and members at the first count."""

FOUNDING = "enterprise"
WORKERS_PER_MEMBER = 1.06
SEASON = np.array([0.3, 0.2, 0.6, 1.0, 2.6, 1.0, 0.5, 0.7, 1.8, 2.2, 2.4, 0.7])
"""Foundings of each calendar month against an even year: campaigns in May and in autumn."""

NAMES = {"school": ("tr", "Trường"), "enterprise": ("ct", "Công ty"), "office": ("cq", "Cơ quan")}
MONTHS = [month_end(dt.date(2016 + (10 + m) // 12, (10 + m) % 12 + 1, 1)) for m in range(73)]
START, END = MONTHS[0], MONTHS[-1]


def stream(number: int) -> np.random.Generator:
    """One named stream of random numbers."""
    return np.random.Generator(np.random.Philox(np.random.SeedSequence(SEED, spawn_key=(number,))))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Union:
    """One union over all months."""

    id: str
    name: str
    sector: str
    founded: dt.date | None
    closed: dt.date | None
    """Day it closes, if that is within the record."""
    latent: Floats
    """Members before rounding at each month end, 0 before it is founded."""
    members: npt.NDArray[np.int64]
    """The same in whole members, 0 once it is closed."""
    workers: npt.NDArray[np.int64]

    def open_on(self, day: dt.date) -> bool:
        """Whether it exists on a day."""
        founded = self.founded is None or self.founded <= day
        return founded and (self.closed is None or self.closed > day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What is drawn for a union of its own."""

    sector: str
    founded: dt.date | None
    latent: Floats
    workers: Floats
    closes: float
    """[years since the first count]"""


def shock_factors() -> dict[str, Floats]:
    """Growth of each sector by the common shock, 1 at the first month end."""
    t = np.array([years_between(START, day) for day in MONTHS])
    steps = stream(1).standard_normal(len(t) - 1) * np.sqrt(np.diff(t))
    path = TRUTH["shock_sd"] * np.concatenate([[0.0], np.cumsum(steps)])
    pulls = {sector: TRUTH[f"shock_loading.{sector}"] for sector in SECTORS}
    sd = TRUTH["shock_sd"]
    return {s: np.exp(pull * path - (pull * sd) ** 2 * t / 2) for s, pull in pulls.items()}


def growth(sector: str, factor: Floats) -> tuple[Floats, Floats]:
    """Members and workers of an existing union against its members at the first count."""
    members, workers = [1.0], [WORKERS_PER_MEMBER]
    moved = TRUTH[f"transfer_in_rate.{sector}"] - TRUTH[f"transfer_out_rate.{sector}"]
    for step in range(1, len(MONTHS)):
        length, ratio = years_between(*MONTHS[step - 1 : step + 1]), factor[step] / factor[step - 1]
        grown = (1 + TRUTH[f"net_change.{sector}"]) ** length * ratio + moved * length
        workers.append(workers[-1] * ratio)
        members.append(min(members[-1] * grown, workers[-1]))
    return np.array(members), np.array(workers)


def life(generator: np.random.Generator, rate: float) -> float:
    """Time until a union closes [years]."""
    return float(generator.standard_exponential() / (MONTHS_PER_YEAR * monthly_hazard(rate)))


def existing(factors: Mapping[str, Floats]) -> Iterator[Fate]:
    """The unions of the first count: sizes at the quantiles of a lognormal."""
    lives = stream(2)
    for sector, (unions, members) in SECTORS.items():
        scores = norm.ppf((np.arange(unions) + 0.5) / unions)
        sizes = np.exp(TRUTH["existing_size_log_sd"] * lives.permutation(scores))
        path, workers = growth(sector, factors[sector])
        for size in members * sizes / sizes.sum():
            closes = life(lives, TRUTH[f"closure_rate.{sector}"])
            yield Fate(
                sector=sector,
                founded=None,
                latent=size * path,
                workers=size * workers,
                closes=closes,
            )


def founding_dates() -> list[dt.date]:
    """Negative binomial numbers of each twelve months, spread by the season."""
    generator = stream(3)
    dates = []
    for year in range(2017, 2023):
        campaign = generator.standard_gamma(TRUTH["founding_dispersion"])
        wanted = campaign * TRUTH["founding_rate"] / TRUTH["founding_dispersion"]
        for _ in range(generator.poisson(wanted)):
            month = int(generator.choice(12, p=SEASON / SEASON.sum())) + 1
            first = dt.date(year - (month == 12), month, 1)
            dates.append(first.replace(day=int(generator.integers(month_end(first).day)) + 1))
    return sorted(dates)


def founded(factor: Floats) -> Iterator[Fate]:
    """The unions founded since the first count."""
    generator = stream(4)
    log_sd = TRUTH["new_union_size_log_sd"]
    for day in founding_dates():
        first = next(m for m, end in enumerate(MONTHS) if end >= day)
        score = generator.standard_normal()
        size = TRUTH["new_union_size"] * np.exp(log_sd * score - log_sd**2 / 2)
        age = np.array([years_between(day, end) for end in MONTHS])
        at_first, months = TRUTH["enrolment_at_founding"], TRUTH["enrolment_months"]
        share = at_first + (1 - at_first) * np.clip(age * MONTHS_PER_YEAR / months, 0.0, 1.0)
        full = np.where(age < 0, 0.0, size * factor / factor[first])
        closes = years_between(START, day) + life(generator, TRUTH["new_union_closure_rate"])
        yield Fate(
            sector=FOUNDING,
            founded=day,
            latent=share * full,
            workers=WORKERS_PER_MEMBER * full,
            closes=closes,
        )


def unions() -> list[Union]:
    """Every union there ever was, with whole members: one random threshold a union rounds it."""
    factors, thresholds = shock_factors(), stream(5)
    numbers = dict.fromkeys(SECTORS, 0)
    found = []
    for fate in (*existing(factors), *founded(factors[FOUNDING])):
        numbers[fate.sector] += 1
        code, kind = NAMES[fate.sector]
        number = f"{numbers[fate.sector]:03d}"
        closed = START + dt.timedelta(days=int(np.ceil(min(fate.closes, 99.0) * 365.25)))
        there = np.array([day < closed for day in MONTHS]) & (fate.latent > 0)
        whole = np.maximum(1, np.floor(fate.latent + thresholds.random())).astype(np.int64)
        members = np.where(there, whole, 0)
        found.append(
            Union(
                id=f"{code}-{number}",
                name=f"CĐCS {kind} {number} (minh họa)",
                sector=fate.sector,
                founded=fate.founded,
                closed=closed if closed <= END else None,
                latent=fate.latent,
                members=members,
                workers=np.maximum(members, np.rint(fate.workers).astype(np.int64)),
            )
        )
    return found
