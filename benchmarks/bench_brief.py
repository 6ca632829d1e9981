"""How long a brief takes beyond the run of its notebook, against nbconvert's own page of it."""

import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

import nbformat
from nbconvert.exporters import HTMLExporter

from forecast.present.brief import render_brief
from forecast.present.displayed import displayed
from forecast.present.formats import render

REPEATS = 3


def seconds(work: Callable[[], object]) -> float:
    """Shortest of some runs, the first of which loads what is needed [seconds]."""
    taken = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def bench_brief(edition: Path) -> Iterator[str]:
    """Time of the page and of all other formats of each brief of an edition."""
    day = date.fromisoformat(edition.name)
    for executed in sorted((edition / "notebooks").glob("*planning-brief.*.ipynb")):
        lang = executed.suffixes[0].removeprefix(".")
        notebook = nbformat.read(executed, as_version=4)
        plain = seconds(partial(HTMLExporter().from_notebook_node, notebook))
        page = seconds(partial(render_brief, notebook, lang=lang))
        rest = seconds(partial(render, displayed(notebook), lang=lang, day=day))
        yield (
            f"brief    {lang}: page {page:.2f} s, PDF, Word, workbook and pictures {rest:.2f} s; "
            f"nbconvert's page {plain:.2f} s; ratios {page / plain:.2f} and {rest / plain:.2f}"
        )
