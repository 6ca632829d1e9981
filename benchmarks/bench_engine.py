"""How long the curve of odds takes, and how far it is from simulating every union."""

import sys
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np

from forecast.model.audit import audit
from forecast.model.futures import Futures, normals_needed, simulate
from forecast.model.rates import Points, draw_points

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "model"))
import certain_federation as certain
from reference_federations import DUE, REFERENCES, Federation

TOP = 60
SEED = 444
SEEDS = 60
PLANS = [0, 5, 14, 30, 45, 60]
REPLICATES = 96
RARE = 0.05


def seconds(work: Callable[[], object], *, repeats: int = 3) -> float:
    """Shortest of several runs, after one that is not counted [seconds]."""
    work()
    taken = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def points_of(federation: Federation, *, per_block: int = 512, seed: int = SEED) -> Points:
    """Weighted points of a federation's rates."""
    steps = normals_needed(federation.setting)
    return draw_points(federation.priors, [], steps=steps, seed=seed, per_block=per_block)


def curves(points: Points, federation: Federation) -> Futures:
    """Both curves of a federation from its points."""
    futures = simulate(points, federation.setting)
    for day, value in federation.targets.items():
        futures.curve(day, value, top=TOP)
    return futures


def union_by_union(paths: int, unions: int = 300, months: int = 38) -> None:
    """One plan by the plainest loop over unions and months."""
    generator = np.random.Generator(np.random.Philox(SEED))
    total = np.zeros(paths)
    for _ in range(unions):
        members = generator.lognormal(3.0, 1.25, paths)
        for _ in range(months):
            members *= 1.0 + generator.normal(0.0005, 0.01, paths)
            members[generator.random(paths) < 0.001] = 0.0
        total += members


def bench_curve() -> str:
    """Both curves at 4,096 points against the loop over the same n at equal error."""
    federation = REFERENCES["reference"]()
    points = points_of(federation)
    fast = seconds(lambda: curves(points, federation))
    loop = seconds(lambda: union_by_union(4096), repeats=1)
    reached = curves(points, federation).curve(DUE[0], federation.targets[DUE[0]], top=TOP)
    blocks = reached.reshape(8, -1, TOP + 1).mean(axis=1)
    error = float((blocks.std(axis=0, ddof=1) / np.sqrt(8)).max())
    paths = 0.25 / error**2
    ratio = (TOP + 1) * loop * paths / 4096 / fast
    return (
        f"curve    {1000 * fast:6.0f} ms for both targets, error {error:.4f}; loop {ratio:,.0f} x"
    )


def bench_audit() -> list[str]:
    """Largest difference from the exact simulator on each of five federations.

    Both use the same points, whose numerical error cancels: the standard error is that of what the
    unions' own fates add to the difference.
    """
    said = []
    for name, make in REFERENCES.items():
        federation = make()
        points = points_of(federation, per_block=2048)
        futures = simulate(points, federation.setting)
        exact = audit(
            points, federation.setting, days=DUE, plans=PLANS, replicates=REPLICATES, threads=2
        )
        odds, error = exact.odds(list(federation.targets.values()))
        fast = np.stack(
            [points.weights @ futures.curve(d, v, top=TOP) for d, v in federation.targets.items()],
            axis=1,
        )[PLANS]
        gaps = np.abs(fast - odds)
        rare = (odds < RARE) & (odds > 0)
        relative = float((gaps[rare] / odds[rare]).max()) if rare.any() else 0.0
        said.append(
            f"exact    {name}: largest difference {gaps.max():.4f} (s.e. {error.max():.4f}); "
            f"below {RARE:.0%} at most {relative:.1%} of the odds"
        )
    return said


def bench_seeds() -> list[str]:
    """How often the fewest new unions a year are the right ones, over as many seeds."""
    truth = np.array(certain.truth())
    right = certain.fewest(truth)
    found = [certain.fewest(certain.curve(seed)) for seed in range(SEEDS)]
    nearest = min(
        min(truth[n] - odds, odds - truth[n - 1])
        for n, odds in zip(right, certain.ODDS, strict=True)
    )
    said = [
        f"seeds    certain rates, truth by convolution: right for {found.count(right)} of {SEEDS}; "
        f"the nearest odds are {nearest:.4f} from a step"
    ]
    federation = REFERENCES["reference"]()
    many = fewest_of(points_of(federation, per_block=2**16), federation)
    hits = [fewest_of(points_of(federation, seed=seed), federation) for seed in range(SEEDS)]
    each = [sum(hit[i] == many[i] for hit in hits) for i in range(len(many))]
    said.append(
        f"seeds    uncertain rates, against 524,288 points: right for {each} of {SEEDS}, "
        f"at odds of {[*certain.ODDS]}"
    )
    return said


def fewest_of(points: Points, federation: Federation) -> list[int]:
    """Fewest new unions a year for the later target."""
    futures = simulate(points, federation.setting)
    curve = futures.curve(DUE[1], federation.targets[DUE[1]], top=TOP)
    return certain.fewest(points.weights @ curve)


def bench_nation() -> str:
    """120,000 unions over 60 months: the curve, its memory, and the exact audit."""
    federation = REFERENCES["reference"]()
    last = date(2027, 11, 17)
    sectors = tuple(
        replace(s, members=490 * s.members, unions=120_000 * s.unions / 244)
        for s in federation.setting.sectors
    )
    setting = replace(federation.setting, sectors=sectors, marks=(DUE[0], last), workers=None)
    nation = Federation(
        priors=federation.priors, setting=setting, targets={DUE[0]: 7.5e6, last: 7.6e6}
    )
    points = points_of(nation)
    fast = seconds(lambda: curves(points, nation))
    tracemalloc.start()
    curves(points, nation)
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    few = points_of(nation, per_block=256)
    start = time.perf_counter()
    audit(few, setting, days=(DUE[0], last), plans=[14], threads=2)
    exact = time.perf_counter() - start
    return f"nation   {1000 * fast:6.0f} ms, {peak:.0f} MB; audit of 2,048 paths {exact:.1f} s"


def report() -> list[str]:
    """All lines."""
    return [bench_curve(), *bench_audit(), *bench_seeds(), bench_nation()]
