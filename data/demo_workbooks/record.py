"""The illustrative record as the workbooks need it: rows of demo-district, read from its tables."""

import csv
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

RECORD = Path(__file__).parents[1] / "demo-district" / "record"
TABLES = ("facts", "movements", "roster", "firms", "ratings", "indicators")
SECTORS: Mapping[str, str] = {
    "school": "Trường học",
    "enterprise": "Doanh nghiệp ngoài khu vực Nhà nước",
    "office": "Hành chính, sự nghiệp",
}
"""Sectors in the words of the federation."""

COMMUNES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One union of the roster on one date."""

    id: str
    name: str
    sector: str
    founded: dt.date | None
    workers: int
    members: int

    @property
    def number(self) -> int:
        """A number of its own, the same at every date."""
        return int(self.id[-3:]) + {"cq": 0, "ct": 100, "tr": 300}[self.id[:2]]

    @property
    def commune(self) -> str:
        """Where it is."""
        return f"Xã Minh Họa {self.number * 7 % COMMUNES + 1}"


@cache
def table(name: str) -> tuple[Mapping[str, str], ...]:
    """All rows of one table, as text."""
    with (RECORD / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def roster(day: dt.date) -> list[Listed]:
    """The unions open on a counting date: schools first, as the lists have them."""
    found = [
        Listed(
            id=row["id"],
            name=row["name"],
            sector=row["sector"],
            founded=dt.date.fromisoformat(row["founded"]) if row["founded"] else None,
            workers=int(row["workers"]),
            members=int(row["members"]),
        )
        for row in table("roster")
        if row["date"] == day.isoformat() and not row["closed"]
    ]
    order = list(SECTORS)
    return sorted(found, key=lambda union: (order.index(union.sector), union.id))


def movements(end: dt.date) -> dict[str, dict[str, int]]:
    """The flows of the half-year that ends on a date, by sector."""
    numbers: tuple[str, ...] = (
        "opening",
        "admitted_total",
        "admitted",
        "organised",
        "transfers_in",
    )
    numbers += ("transfers_out", "left", "closed_members", "closed_unions", "closing")
    return {
        row["sector"]: {column: int(row[column]) for column in numbers}
        for row in table("movements")
        if row["end"] == end.isoformat()
    }


def facts(day: dt.date) -> dict[tuple[str, str], int]:
    """The figures of a date, by indicator and sector."""
    return {
        (row["indicator"], row["sector"]): int(row["value"])
        for row in table("facts")
        if row["date"] == day.isoformat()
    }
