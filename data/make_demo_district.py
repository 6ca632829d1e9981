"""Make the record of demo-district: an illustrative federation whose true rates are known.

Run it as ``.venv/bin/python data/make_demo_district.py [FOLDER]``: it writes the six tables of the
record into ``data/demo-district``, or into a copy of that dataset at FOLDER, always the same bytes.
The statements of the dataset (names, targets, ranges, events, scenarios) are written by hand.
"""

import csv
import datetime as dt
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from demo_history import FOUNDING, MONTHS, SECTORS, START, TRUTH, Union, stream, unions

from forecast.record.table_contracts import RATING_WORDS, Scale
from forecast.units import MONTHS_PER_YEAR, monthly_hazard, years_between

__all__ = ["TRUTH", "main", "make"]

Row = dict[str, object]

DATASET = Path(__file__).parent / "demo-district"
COUNTS = [day for day in MONTHS if day.month in (5, 11)]
YEAR_ENDS = [day for day in COUNTS if day.month == 11]
COMMUNES = 12

GRADE_SHARES: Mapping[Scale, tuple[float, ...]] = {
    "2019": (0.18, 0.44, 0.30, 0.08),
    "older": (0.30, 0.38, 0.24, 0.08),
}
"""Share of unions in each grade, the best first."""

MEASURED = {
    "key-officials-informed": (0.91, 0.93, 0.92, 0.95, 0.96, 0.97),
    "electronic-documents": (0.35, 0.42, 0.55, 0.71, 0.80, 0.86),
}
"""Indicators that nothing here simulates, for the years 2017 to 2022."""

FROM: Row = {"source": "Số liệu minh họa (illustrative data)", "grade": "A"}
NOTE = "Minh họa, không phải số thật (illustrative, not real)"


def known_on(count: dt.date) -> dt.date:
    """A count is published three weeks later."""
    return count + dt.timedelta(days=21)


def members(history: Sequence[Union], day: dt.date) -> dict[str, int]:
    """Members of each sector at a month end."""
    month = MONTHS.index(day)
    return {s: sum(int(u.members[month]) for u in history if u.sector == s) for s in SECTORS}


def facts(history: Sequence[Union]) -> Iterator[Row]:
    """The official counts, and the new unions of every twelve months."""
    for day in COUNTS:
        of_sector = members(history, day)
        there = [union for union in history if union.open_on(day)]
        workers = sum(int(union.workers[MONTHS.index(day)]) for union in there)
        yield _fact(day, "members_total", "", sum(of_sector.values()))
        yield from (_fact(day, "members_total", s, number) for s, number in of_sector.items())
        yield _fact(day, "unions_total", "", len(there))
        for sector in SECTORS:
            number = sum(union.sector == sector for union in there)
            yield _fact(day, "unions_total", sector, number)
        yield _fact(day, "workers_in_unionised_units", "", workers)
    for before, day in pairwise(YEAR_ENDS):
        number = sum(
            union.founded is not None and before < union.founded <= day for union in history
        )
        first = before + dt.timedelta(days=1)
        yield _fact(day, "new_unions", "", number) | {"start": first}


def _fact(day: dt.date, indicator: str, sector: str, value: int) -> Row:
    return {
        "date": day,
        "start": "",
        "known_on": known_on(day),
        "indicator": indicator,
        "sector": sector,
        "value": value,
        "low": "",
        "high": "",
        **FROM,
        "note": NOTE,
    }


def movements(history: Sequence[Union]) -> Iterator[Row]:
    """What moved the members of each sector between two counts."""
    chance = stream(6)
    for before, day in pairwise(COUNTS):
        for sector in SECTORS:
            own = [union for union in history if union.sector == sector]
            yield _movement(own, before, day, chance=chance)


def _movement(
    own: Sequence[Union], before: dt.date, day: dt.date, *, chance: np.random.Generator
) -> Row:
    """Leavers and transfers are counts of people; admissions close the account."""
    first, last = MONTHS.index(before), MONTHS.index(day)
    new = [union for union in own if union.founded is not None and before < union.founded <= day]
    older = [union for union in own if union not in new]
    gone = [union for union in own if union.closed is not None and before < union.closed <= day]
    flows = sum((_flows(union, first, last) for union in older), np.zeros(3))
    left, arrived, departed = (int(number) for number in chance.poisson(flows))
    closed = sum(_last_members(union, last) for union in gone)
    organised = sum(_last_members(union, last) for union in new)
    opening, closing = (members(own, count)[own[0].sector] for count in (before, day))
    admitted = closing - opening - organised - arrived + left + closed + departed
    return {
        "start": before,
        "end": day,
        "known_on": known_on(day),
        "sector": own[0].sector,
        "opening": opening,
        "admitted_total": admitted + organised,
        "admitted": admitted,
        "organised": organised,
        "transfers_in": arrived,
        "transfers_out": departed,
        "left": left,
        "closed_members": closed,
        "closed_unions": len(gone),
        "closing": closing,
        **FROM,
        "note": NOTE,
    }


def _last_members(union: Union, until: int) -> int:
    """Members at its last month end until a month, its closing aside."""
    there = union.members[: until + 1]
    return int(there[there > 0][-1]) if (there > 0).any() else 0


def _flows(union: Union, first: int, last: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Expected leavers, transfers in and transfers out of a union between two counts [members].

    Leaving follows turnover; what a union shrinks beyond it leaves too, since nobody is unadmitted.
    """
    total = np.zeros(3)
    hazard = MONTHS_PER_YEAR * float(monthly_hazard(TRUTH[f"turnover.{union.sector}"]))
    moving = [TRUTH[f"transfer_{way}_rate.{union.sector}"] for way in ("in", "out")]
    for month in range(first + 1, last + 1):
        if union.members[month] > 0:
            length = years_between(MONTHS[month - 1], MONTHS[month])
            leaving = -np.expm1(-hazard * length)
            grown = union.latent[month] / union.latent[month - 1] - 1
            admitted = grown + leaving - (moving[0] - moving[1]) * length
            shares = [leaving - min(0.0, admitted), *(rate * length for rate in moving)]
            total += float(union.members[month - 1]) * np.array(shares)
    return total


def roster(history: Sequence[Union]) -> Iterator[Row]:
    """Every open union at the end of each November, and those dissolved since the one before."""
    for day in YEAR_ENDS:
        a_year_before = day.replace(year=day.year - 1)
        for union in sorted(history, key=lambda one: one.id):
            closed = union.closed if union.closed and a_year_before < union.closed <= day else None
            if union.open_on(day) or (closed and day > START):
                month = MONTHS.index(day)
                yield {
                    "date": day,
                    "known_on": known_on(day),
                    "id": union.id,
                    "name": union.name,
                    "sector": union.sector,
                    "founded": union.founded or "",
                    "closed": closed or "",
                    "workers": "" if closed else union.workers[month],
                    "members": union.members[month],
                    **FROM,
                }


def firms() -> Iterator[Row]:
    """The firms of 25 or more workers that had no union at the last count."""
    chance = stream(7)
    for number in range(1, round(TRUTH["pool_firms"]) + 1):
        yield {
            "date": MONTHS[-1],
            "known_on": known_on(MONTHS[-1]),
            "id": f"dn-{number:04d}",
            "name": f"Công ty TNHH {number:04d} (minh họa)",
            "commune": f"Xã Minh Họa {chance.integers(COMMUNES) + 1}",
            "workers": int(25 * np.exp(0.9 * abs(chance.standard_normal()))),
            **FROM,
        }


def ratings(history: Sequence[Union]) -> Iterator[Row]:
    """How every union at least twelve months old was rated for each year."""
    chance = stream(8)
    for day in YEAR_ENDS[1:]:
        scale: Scale = "2019" if day.year >= 2019 else "older"
        for union in sorted(history, key=lambda one: one.id):
            if union.open_on(day) and union.open_on(day.replace(year=day.year - 1)):
                word = chance.choice(RATING_WORDS[scale], p=GRADE_SHARES[scale])
                yield {
                    "year": day.year,
                    "known_on": dt.date(day.year + 1, 1, 20),
                    "union": union.id,
                    "scale": scale,
                    "rating": word,
                    **FROM,
                }


def indicators(rated: Iterable[Row], listed: Sequence[Row], last: Iterable[Row]) -> Iterator[Row]:
    """What was measured of the targets: ratings and coverage follow from the other tables."""
    for offset, day in enumerate(YEAR_ENDS[1:]):
        for indicator, values in MEASURED.items():
            yield _indicator(day, indicator, values[offset])
    rated = [row for row in rated if str(row["union"]).startswith("ct-") and row["scale"] == "2019"]
    for year in sorted({int(str(row["year"])) for row in rated}):
        words = [row["rating"] for row in rated if row["year"] == year]
        good = sum(word in ("excellent", "good") for word in words)
        yield _indicator(dt.date(year, 11, 30), "ratings-good", good / len(words))
    covered = [row for row in last if row["sector"] == FOUNDING and _workers(row) >= 25]
    share = len(covered) / (len(covered) + len(listed))
    yield _indicator(MONTHS[-1], "coverage-firms-25", share)


def _workers(row: Row) -> int:
    return int(str(row["workers"] or 0))


def _indicator(day: dt.date, indicator: str, value: float) -> Row:
    return {
        "date": day,
        "known_on": dt.date(day.year + 1, 1, 20),
        "indicator": indicator,
        "value": f"{value:.4f}",
        **FROM,
        "note": NOTE,
    }


def make(folder: Path) -> None:
    """Write the record into a dataset folder; one that is not there begins as a copy."""
    if not folder.exists():
        shutil.copytree(DATASET, folder, ignore=shutil.ignore_patterns("*.csv"))
    (folder / "record").mkdir(exist_ok=True)
    history = unions()
    every, rated, listed = list(roster(history)), list(ratings(history)), list(firms())
    tables = {
        "facts": list(facts(history)),
        "movements": list(movements(history)),
        "roster": every,
        "firms": listed,
        "ratings": rated,
        "indicators": list(
            indicators(rated, listed, (row for row in every if row["date"] == MONTHS[-1]))
        ),
    }
    for name, rows in tables.items():
        with (folder / "record" / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def main() -> None:
    """Make the dataset at the folder given, or the bundled one."""
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else DATASET)


if __name__ == "__main__":
    main()
