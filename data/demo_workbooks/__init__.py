"""Dirty workbooks of the illustrative district, and what must come out of each.

They imitate what circulates in union offices: titles, merged headers, totals, signatures, several
spellings, numbers as text, six file formats. Names, chairs and telephone numbers are invented, and
every title says so.
"""

import random
from pathlib import Path

from demo_workbooks import (
    broken,
    communes,
    firms_and_ratings,
    forms,
    lists,
    movements,
    plain,
    small_lists,
)
from demo_workbooks.sheets import Workbook

__all__ = ["SEED", "Workbook", "make", "workbooks"]

SEED = 20221130


def workbooks(seed: int = SEED) -> tuple[Workbook, ...]:
    """Every file, those to be read before those to be refused."""

    def chance(stream: int) -> random.Random:
        return random.Random(f"{seed}/{stream}")  # noqa: S311 - untidiness, no secret

    return (
        *lists.workbooks(chance(1)),
        *small_lists.workbooks(),
        *communes.workbooks(chance(2)),
        *movements.workbooks(chance(3)),
        *forms.workbooks(),
        *firms_and_ratings.firms(chance(4)),
        *firms_and_ratings.ratings(),
        *plain.workbooks(),
        *broken.workbooks(),
    )


def make(folder: Path, *, seed: int = SEED) -> tuple[Workbook, ...]:
    """Write every file into a folder and say what must come out of each."""
    made = workbooks(seed)
    for book in made:
        path = folder / book.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(book.content)
    return made
