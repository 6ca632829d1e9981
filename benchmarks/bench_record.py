"""How long a nation's roster takes to be read and checked, and how much memory."""

import csv
import resource
import shutil
import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from forecast.record.dataset import load_dataset

DEMO = Path(__file__).parents[1] / "data" / "demo-district"
UNIONS, COUNTS = 120_000, 10
STEP = 0.25
"""Share of the file after which progress is shown."""


def write_nation(folder: Path) -> Path:
    """A dataset whose roster holds so many unions at so many dates."""
    skipped = shutil.ignore_patterns(
        "movements.csv", "ratings.csv", "firms.csv", "roster.csv", ".*"
    )
    shutil.copytree(DEMO, folder, ignore=skipped)
    path = folder / "record" / "roster.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        header = "date,known_on,id,name,sector,founded,closed,workers,members,source,grade"
        writer.writerow(header.split(","))
        for year in range(2013, 2013 + COUNTS):
            day, known = date(year, 11, 30), date(year, 12, 21)
            for union in range(UNIONS):
                members = 5 + union * 7919 % 295
                name = f"CĐCS Công ty {union} (minh họa)"
                whole = (members + 5, members, "Số liệu minh họa (illustrative data)", "A")
                row = (day, known, f"u-{union:06d}", name, "enterprise", "2010-03-01", "", *whole)
                writer.writerow(row)
    return path


def csv_alone(path: Path) -> float:
    """Time the csv module takes for the same rows, not looking at any [seconds]."""
    start = time.perf_counter()
    with path.open(encoding="utf-8", newline="") as file:
        for _ in csv.reader(file):
            pass
    return time.perf_counter() - start


def bench_record() -> str:
    """Time against the csv module alone, and the most memory this process has held."""
    shown = [0.0]

    def watch(file: str, share: float) -> None:
        if share >= shown[0]:
            print(f"         {file}: {share:.0%}", flush=True)
            shown[0] += STEP

    with TemporaryDirectory() as temporary:
        folder = Path(temporary) / "nation"
        path = write_nation(folder)
        alone = csv_alone(path)
        start = time.perf_counter()
        rows = len(load_dataset(folder, watch=watch).roster)
        taken = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    return (
        f"record   {rows:,} rows read and checked in {taken:.1f} s, {memory:.2f} GB at most; "
        f"ratio to the csv module alone {taken / alone:.0f}"
    )
