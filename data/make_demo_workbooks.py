"""Make dirty workbooks of the illustrative district, as real offices would send them.

Run it as ``.venv/bin/python data/make_demo_workbooks.py FOLDER [--seed N]``: it writes into FOLDER
every file that an import must read, and into ``FOLDER/broken`` every one that it must refuse, the
same bytes every time for the same seed. ``make`` returns what must come out of each.
"""

import argparse
from pathlib import Path

from demo_workbooks import SEED, Workbook, make

__all__ = ["SEED", "Workbook", "main", "make"]


def main() -> None:
    """Write the files and say what each of them is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    for book in make(given.folder, seed=given.seed):
        print(f"{book.name}: {book.layout}, {book.wrong or f'{len(book.rows)} rows'}")


if __name__ == "__main__":
    main()
