"""How long the answer and the refresh take, as ratios to a plain reference in the same run.

Ratios carry from one machine to another where seconds do not. The reference of the answer is one
plan simulated union by union and month by month in NumPy; the answer holds every plan of its
curves. The reference of the refresh is papermill alone, one notebook after the other, unchecked.
"""

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import bench_brief
import bench_engine
import bench_record
import numpy as np
import papermill
from rich.console import Console

from forecast.answers.answer import Answer
from forecast.answers.ask import ask
from forecast.cli.options import SEED
from forecast.present.words import Words
from forecast.record.dataset import load_dataset
from forecast.record.known import know
from forecast.run.edition import prepare_runs
from forecast.run.progress import Watch
from forecast.run.refresh import RefreshRequest, find_notebooks, plan_editions, refresh

ROOT = Path(__file__).parents[1]
DATASET = ROOT / "data" / "gia-lam"


def seconds(work: Callable[[], object], *, repeats: int = 1) -> float:
    """Shortest of ``repeats`` runs [seconds]."""
    taken = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def one_plan_union_by_union(answer: Answer) -> float:
    """Mean members of one plan by the plainest loop of the same size [members]."""
    points = answer.diagnostics.points if answer.diagnostics else 1
    origin = answer.record.origin
    unions = int(sum(origin.unions.values())) if origin else 1
    months = len(answer.fans[0].dates)
    rng = np.random.Generator(np.random.Philox(SEED))
    total = np.zeros(points)
    for _ in range(unions):
        members = rng.lognormal(3.0, 1.25, points)
        for _ in range(months):
            members *= 1.0 + rng.normal(0.0005, 0.01, points)
            members[rng.random(points) < 0.001] = 0.0
        total += members
    return float(total.mean())


def bench_answer() -> str:
    """Time of the full answer against one plan of the reference loop."""
    record = know(load_dataset(DATASET))
    answer = ask(record, seed=SEED)
    plans = sum(len(curve.per_year) for curve in answer.curves)
    engine = seconds(lambda: ask(record, seed=SEED), repeats=3)
    loop = seconds(lambda: one_plan_union_by_union(answer))
    return (
        f"answer   {engine:6.2f} s for {plans} plans; one plan union by union {loop:6.2f} s; "
        f"ratio to as many plans so: {engine / (plans * loop):.4f}"
    )


def request(folder: Path) -> RefreshRequest:
    """A refresh of the bundled record into ``folder``, in both languages."""
    return RefreshRequest(
        datasets=(DATASET,),
        scenarios=("base",),
        as_of=None,
        languages=("vi", "en"),
        seed=SEED,
        reports=folder / "reports",
        notebooks=ROOT / "notebooks",
        workers=2,
        today=datetime.now().astimezone().date(),
    )


def papermill_alone(folder: Path) -> None:
    """Run what the refresh runs, with the same parameters, one notebook after the other."""
    asked = request(folder)
    (edition,) = plan_editions(asked, private=folder)
    staging = folder / "staging"
    staging.mkdir()
    runs = prepare_runs(
        edition,
        staging=staging,
        notebooks=find_notebooks(asked.notebooks),
        keep=folder,
        limit_seconds=asked.limit_seconds,
    )
    for run in runs:
        told = run.parameters.model_dump(mode="json") | {"data": str(folder), "history": ""}
        papermill.execute_notebook(run.source, run.executed, parameters=told, progress_bar=False)


def bench_refresh() -> list[str]:
    """Time of a checked and published refresh against papermill alone, and of its briefs."""
    watch = Watch(Console(quiet=True), Words("en"))
    with TemporaryDirectory() as first, TemporaryDirectory() as second:
        ours = seconds(lambda: refresh(request(Path(first)), watch=watch))
        alone = seconds(lambda: papermill_alone(Path(second)))
        (edition,) = (Path(first) / "reports" / DATASET.name).glob("[0-9]*")
        briefs = list(bench_brief.bench_brief(edition))
    return [
        f"refresh  {ours:6.2f} s; papermill alone {alone:6.2f} s; ratio {ours / alone:.2f}",
        *briefs,
    ]


if __name__ == "__main__":
    print(bench_record.bench_record())
    print(*bench_engine.report(), sep="\n")
    print(bench_answer())
    print(*bench_refresh(), sep="\n")
