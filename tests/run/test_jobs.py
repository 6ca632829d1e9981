"""Work side by side: nothing outlives a refresh that was killed."""

import subprocess
import sys
from pathlib import Path

import psutil

HOLD = """
import time
from forecast.run.jobs import side_by_side

if __name__ == "__main__":
    for _ in side_by_side(time.sleep, [0.0, 600.0], workers=2):
        print("one is done", flush=True)
"""


def test_no_worker_outlives_a_killed_refresh(tmp_path: Path) -> None:
    script = tmp_path / "hold.py"
    script.write_text(HOLD, encoding="utf-8")
    command = [sys.executable, str(script)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as held:  # noqa: S603 - our own script
        assert held.stdout is not None
        assert held.stdout.readline() == b"one is done\n"
        workers = psutil.Process(held.pid).children(recursive=True)

        held.kill()

    assert workers
    _, alive = psutil.wait_procs(workers, timeout=30)
    assert alive == []
