"""Whether the rates can be believed: simulation-based calibration at three depths of record.

Two questions, kept apart. Does the posterior mean what it says if the likelihood is right? Rates
are drawn from their ranges, a record from the likelihood, and the true rates are ranked within
their posteriors (Talts et al. 2018); ranges and designs are those of the tests' own federation.
And how far is the likelihood from the exact simulator? There the totals come from the simulator,
one union at a time, and the coverage of the 80 % ranges is told without being asked for.

    python benchmarks/calibrate_rates.py [FEDERATIONS]

writes ``benchmarks/calibration.md``; the same version and seed write the same bytes.
"""

import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
from rich.console import Console

from forecast.errors import RatesError
from forecast.model.audit import audit
from forecast.model.calibration import Verdict, covered, federation, ranked, verdicts
from forecast.model.evidence.totals import Totals
from forecast.model.priors import Prior
from forecast.model.rates import draw_points
from forecast.model.setting import Setting
from forecast.model.timeline import add_years
from forecast.record.vocabulary import RATES, rate_key

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "model"))
from recorded_federation import DEPTHS, priors, totals

REPORT = Path(__file__).with_name("calibration.md")
SEED = 2_022
FEDERATIONS = 2_000
SIMULATED = 512
PROCESSES = 2
CHUNK = 20
BINS = 20
"""Groups of ranks, 100 of the 2,000 federations in each."""

EVEN, LEAST, MOST = 0.01, 0.76, 0.84
"""What is asked: adjusted probability of the ranks, coverage of the 80 % ranges."""

REFUSED = 0.001
"""Share of federations that may be refused for want of reliable rates."""

TITLES = {
    "totals": "Dated totals and founding counts",
    "movements": "Movements and founding counts",
    "roster": "Roster, leavers, list of firms and founding counts",
}
FIRST = date(2016, 11, 30)
"""Date of the first total that the simulator starts from."""

WORKERS_PER_MEMBER = 16_046 / 15_249
"""Of the units with a union, as the public count of the district had them in 2022."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fared:
    """How one synthetic federation fared; without ranks where no reliable rates were found."""

    ranks: dict[str, int]
    inside: dict[str, bool]
    effective: float


def fare(depth: str, number: int) -> Fared:
    """Posterior of one synthetic federation, its truths ranked within it."""
    one = federation(priors(), DEPTHS[depth](), seed=SEED, number=number)
    try:
        points = draw_points(priors(), one.evidence, steps=0, seed=number)
    except RatesError:
        return Fared(ranks={}, inside={}, effective=0.0)
    return Fared(
        ranks=ranked(one.truth, points, number=number),
        inside=covered(one.truth, points),
        effective=points.effective,
    )


def table(found: Sequence[Fared], depth: str) -> list[str]:
    """One section of the report."""
    reliable = [one for one in found if one.ranks]
    rows = verdicts([one.ranks for one in reliable], [one.inside for one in reliable], bins=BINS)
    informed = frozenset().union(*(kind.depends_on for kind in DEPTHS[depth]()))
    effective = sorted(one.effective for one in reliable)
    return [
        f"## {TITLES[depth]}",
        "",
        f"Federations: {len(found):,}; without reliable rates: {len(found) - len(reliable)}. "
        f"Effective points of {4096:,}: least {effective[0]:,.0f}, "
        f"median {effective[len(effective) // 2]:,.0f}.",
        f"Least adjusted probability of the ranks: {min(v.uniformity for v in rows):.3f}; "
        f"coverage of the 80 % ranges: {min(v.coverage for v in rows):.1%} to "
        f"{max(v.coverage for v in rows):.1%}.",
        "",
        "| Rate | The record speaks of it | Ranks even (Holm) | 80 % range holds the truth |",
        "|---|---|---|---|",
        *(row(one, informed=one.rate in informed) for one in rows),
        "",
    ]


def row(one: Verdict, *, informed: bool) -> str:
    """One rate of a table."""
    spoken = "yes" if informed else "no"
    return f"| `{one.rate}` | {spoken} | {one.uniformity:.3f} | {one.coverage:.1%} |"


def passed(found: Sequence[Fared]) -> bool:
    """Whether nearly every federation has reliable rates and every rate is calibrated."""
    reliable = [one for one in found if one.ranks]
    rows = verdicts([one.ranks for one in reliable], [one.inside for one in reliable], bins=BINS)
    enough = len(reliable) >= (1 - REFUSED) * len(found)
    return enough and all(v.uniformity > EVEN and LEAST <= v.coverage <= MOST for v in rows)


@cache
def simulated() -> list[tuple[dict[str, float], Totals]]:
    """Federations whose totals are the exact simulator's, counted with the stated errors.

    Foundings go on as recorded, members stay within the workers of their units, nobody is
    transferred, and the pool is finite.
    """
    counted = next(kind for kind in totals() if isinstance(kind, Totals))
    days = [add_years(FIRST, years) for years in counted.years]
    setting = Setting(
        origin=FIRST,
        start=FIRST,
        marks=tuple(days),
        sectors=counted.sectors,
        workers=WORKERS_PER_MEMBER * sum(sector.members for sector in counted.sectors),
    )
    steps = len(setting.timeline.dates) - 1
    unmoved = [
        Prior(key=rate_key(rate, sector.id), shape=RATES[rate].shape, low=0.0, high=0.0)
        for rate in ("transfer_in_rate", "transfer_out_rate")
        for sector in counted.sectors
    ]
    points = draw_points(
        [*priors(), *unmoved], [], steps=steps, seed=SEED, blocks=1, per_block=SIMULATED
    )
    exact = audit(points, setting, days=days, plans=["recorded"]).members[:, 0]
    generator = np.random.Generator(np.random.Philox(np.random.SeedSequence(SEED)))
    found = []
    for number, members in enumerate(exact):
        truth = {key: float(values[number]) for key, values in points.rates.items()}
        common = truth[counted.first_error] * generator.standard_normal()
        own = np.array([truth[key] for key in counted.errors]) * generator.standard_normal(
            len(days)
        )
        found.append((truth, counted.seen(members * (1 + common + own))))
    return found


def fare_simulated(number: int) -> Fared:
    """Posterior of one federation of the exact simulator."""
    truth, counted = simulated()[number]
    try:
        points = draw_points(priors(), [counted], steps=0, seed=number)
    except RatesError:
        return Fared(ranks={}, inside={}, effective=0.0)
    return Fared(
        ranks=ranked(truth, points, number=number),
        inside=covered(truth, points),
        effective=points.effective,
    )


def misfit() -> list[str]:
    """Coverage where the record is the exact simulator's."""
    with ProcessPoolExecutor(PROCESSES) as pool:
        found = list(pool.map(fare_simulated, range(SIMULATED), chunksize=CHUNK))
    reliable = [one for one in found if one.ranks]
    rows = verdicts([one.ranks for one in reliable], [one.inside for one in reliable], bins=10)
    told = [one for one in rows if one.rate in simulated()[0][1].depends_on]
    return [
        "## Misfit: totals from the exact simulator",
        "",
        f"Federations: {len(found):,}; without reliable rates: {len(found) - len(reliable)}. The",
        "simulator has the workers' ceiling and the finite pool, the likelihood of totals has not;",
        "nothing is asked of these numbers. A share of 80 % has a standard error of "
        f"{np.sqrt(0.16 / len(reliable)):.1%} here.",
        "",
        "| Rate | 80 % range holds the truth |",
        "|---|---|",
        *(f"| `{one.rate}` | {one.coverage:.1%} |" for one in told),
        "",
    ]


HEAD = """# Calibration of the rates

Written by `benchmarks/calibrate_rates.py`; not edited by hand.

Rates are drawn from the 80 % ranges of `tests/model/recorded_federation.py`, which are those of a
district, records of its three designs from the likelihood itself, and each true rate is ranked
among 99 draws of its posterior (Talts et al. 2018). Asked are even ranks (chi-square in 20 groups,
Holm-adjusted over the rates of a depth, above 0.01) and 80 % ranges that hold the truth in 76 to
84 % of the federations; at most 1 in 1,000 may be refused for want of reliable rates. This proves
the mathematics, not the likelihood.
"""


def main(federations: int) -> int:
    """Run every depth, write the report, and tell whether all rates are calibrated."""
    console = Console()
    sections, fine = [HEAD], True
    for depth in DEPTHS:
        start = time.perf_counter()
        with ProcessPoolExecutor(PROCESSES) as pool:
            depths = [depth] * federations
            found = list(pool.map(fare, depths, range(federations), chunksize=CHUNK))
        fine = passed(found) and fine
        sections += table(found, depth)
        taken = 1e3 * (time.perf_counter() - start) / federations
        console.print(f"{depth}: {taken:.0f} ms a federation, calibrated so far: {fine}")
    sections += misfit()
    REPORT.write_text("\n".join(sections), encoding="utf-8")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else FEDERATIONS))
