"""A kernel of this very Python for one notebook: own folder, own limit, no network port.

papermill's stock engine takes whatever kernel the user's folders register, talks to it over TCP and
limits each cell but never the whole notebook. This engine starts ``sys.executable``, talks over
local sockets where the platform has them, and kills the kernel when the notebook overruns.
"""

import logging
import os
import signal
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NotebookExecutionManager, papermill_engines
from papermill.log import logger

from forecast.present.remembered import KEEP

ENGINE = "forecast"
"""Name under which papermill finds the engine."""

START_SECONDS = 60
"""Longest start of a kernel [seconds]; a slow disk needs up to twenty."""

LONGEST_SOCKET_PATH = 90
"""Longest path of a local socket [bytes]: systems allow 104 to 108, its suffix included."""


class OverrunError(RuntimeError):
    """The notebook took longer than its limit and its kernel was killed."""


class LimitedEngine(Engine):  # type: ignore[misc] # papermill ships no types
    """Run a notebook in its own kernel, within one wall-clock limit."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        *,
        limit_seconds: float,
        folder: str,
        keep: str,
        **_: object,
    ) -> None:
        """Execute the cells of ``nb_man`` in ``folder``, with answers kept in ``keep``.

        Raises
        ------
        OverrunError
            If the whole run takes longer than ``limit_seconds``.
        """
        with tempfile.TemporaryDirectory(prefix="forecast-") as private:
            kernel = _kernel(kernel_name, private=Path(private))
            client = PapermillNotebookClient(
                nb_man,
                km=kernel,
                log=logger,
                timeout=None,
                startup_timeout=START_SECONDS,
                shutdown_kernel="immediate",
                record_timing=False,
                resources={"metadata": {"path": folder}},
            )
            with _limit(kernel, seconds=limit_seconds):
                client.execute(env=_environment(private, keep=keep), cleanup_kc=True)


papermill_engines.register(ENGINE, LimitedEngine)
# It warns of unknown parameters by a search that misses "int | None"; they are checked before.
logger.setLevel(logging.ERROR)


def _kernel(name: str, *, private: Path) -> AsyncKernelManager:
    """A manager for a kernel of this Python, not of one registered in the user's folders."""
    connection = private / "k.json"
    local = os.name == "posix" and len(os.fsencode(connection)) < LONGEST_SOCKET_PATH
    return AsyncKernelManager(
        kernel_name=name,
        kernel_spec_manager=KernelSpecManager(kernel_dirs=[]),
        connection_file=str(connection),
        transport="ipc" if local else "tcp",
    )


def _environment(private: str, *, keep: str) -> dict[str, str]:
    """One thread for each kernel, no start-up file of the user, no random hash order."""
    fixed = {
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "IPYTHONDIR": private,
        KEEP: keep,
    }
    return os.environ | fixed


@contextmanager
def _limit(kernel: AsyncKernelManager, *, seconds: float) -> Iterator[None]:
    """Kill ``kernel`` when the block is not left within ``seconds``."""
    done, overran = threading.Event(), threading.Event()

    def watch() -> None:
        if done.wait(seconds):
            return
        overran.set()
        # A kernel that is only just starting has no process to kill yet.
        while not done.wait(0.2):
            _kill(kernel)

    watcher = threading.Thread(target=watch, name="notebook-limit", daemon=True)
    watcher.start()
    try:
        yield
    except Exception as error:
        if overran.is_set():
            raise OverrunError(f"stopped after {seconds:g} seconds") from error
        raise
    finally:
        done.set()
        watcher.join()


def _kill(kernel: AsyncKernelManager) -> None:
    """End the kernel and, where the platform has process groups, what its cells started."""
    process = getattr(kernel.provisioner, "process", None)
    if process is None:
        return
    group = getattr(kernel.provisioner, "pgid", None)
    try:
        if group and group != os.getpgrp():
            os.killpg(group, signal.SIGKILL)
        else:
            process.kill()
    except ProcessLookupError:
        return
