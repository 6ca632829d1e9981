"""A union that goes on under another id keeps its history, and no count changes its members."""

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_dataset import append, edit, faults_of, the_fault, write_dataset, write_tables

from forecast.record.contracts import Fact
from forecast.record.dataset import load_dataset
from forecast.record.known import know
from forecast.record.renamings import carried_on, renamings_text, without_refoundings
from forecast.record.table_contracts import Renaming, RenamingKind, RosterEntry
from forecast.record.table_forms import RENAMINGS_FORM
from forecast.record.tables import read_table

FIRST, SECOND, THIRD = (dt.date(year, 11, 30) for year in (2020, 2021, 2022))
CHANGE = dt.date(2021, 6, 1)


def counted(
    day: dt.date,
    id_: str,
    members: float,
    *,
    founded: dt.date | None = None,
    closed: dt.date | None = None,
    workers: float | None = None,
) -> RosterEntry:
    return RosterEntry(
        date=day,
        known_on=day,
        known_on_assumed=False,
        id=id_,
        name=id_.upper(),
        sector="other",
        founded=founded,
        closed=closed,
        workers=workers,
        members=members,
        source="test",
        grade="A",
    )


def renaming(
    union: str, successor: str, kind: RenamingKind | None, *, day: dt.date = CHANGE
) -> Renaming:
    return Renaming(
        date=day,
        known_on=day,
        known_on_assumed=True,
        union=union,
        successor=successor,
        kind=kind,
        source="test",
        grade="A",
    )


def members(roster: tuple[RosterEntry, ...]) -> dict[tuple[dt.date, str], float]:
    return {(one.date, one.id): one.members for one in roster if one.closed is None}


REFOUNDED = (
    counted(FIRST, "a", 100, workers=120),
    counted(FIRST, "b", 50),
    counted(SECOND, "a", 0, closed=CHANGE),
    counted(SECOND, "b", 55),
    counted(SECOND, "c", 104, founded=CHANGE, workers=125),
)


def test_a_renamed_union_is_one_union_that_neither_closed_nor_was_founded() -> None:
    roster = carried_on(REFOUNDED, [renaming("a", "c", "renamed")])

    assert members(roster) == {
        (FIRST, "c"): 100,
        (FIRST, "b"): 50,
        (SECOND, "b"): 55,
        (SECOND, "c"): 104,
    }
    assert all(one.closed is None and one.founded is None for one in roster)


@pytest.mark.parametrize("kind", [None, "unrelated"])
def test_what_is_not_confirmed_changes_nothing(kind: RenamingKind | None) -> None:
    assert carried_on(REFOUNDED, [renaming("a", "c", kind)]) == REFOUNDED


def test_a_change_after_the_newest_count_waits_for_the_next_one() -> None:
    later = renaming("b", "c", "merged", day=dt.date(2022, 1, 15))

    assert carried_on(REFOUNDED, [later]) == REFOUNDED


def test_the_parts_of_a_merger_are_added_at_every_earlier_count() -> None:
    listed = (
        counted(FIRST, "a", 100, workers=120),
        counted(FIRST, "b", 50, workers=60),
        counted(SECOND, "c", 149, founded=CHANGE),
    )

    roster = carried_on(listed, [renaming("a", "c", "merged"), renaming("b", "c", "merged")])

    assert members(roster) == {(FIRST, "c"): 150, (SECOND, "c"): 149}
    assert roster[0].workers == 180
    assert {one.founded for one in roster} == {None}


def test_a_union_taken_in_is_added_to_the_one_that_took_it_in() -> None:
    listed = (*REFOUNDED[:4], counted(SECOND, "d", 1))

    roster = carried_on(listed, [renaming("a", "b", "merged")])

    assert members(roster) == {(FIRST, "b"): 150, (SECOND, "b"): 55, (SECOND, "d"): 1}


def test_a_successor_is_as_old_as_its_oldest_part() -> None:
    old, young = dt.date(2015, 1, 1), dt.date(2019, 1, 1)
    listed = (
        counted(FIRST, "a", 100, founded=young),
        counted(FIRST, "b", 50, founded=old),
        counted(SECOND, "c", 149, founded=CHANGE),
    )

    roster = carried_on(listed, [renaming("a", "c", "merged"), renaming("b", "c", "merged")])

    assert {one.founded for one in roster} == {old}


def test_a_divided_union_is_shared_out_in_whole_members_by_the_size_of_its_heirs() -> None:
    listed = (
        counted(FIRST, "a", 101, workers=120),
        counted(SECOND, "b", 30, founded=CHANGE),
        counted(SECOND, "c", 60, founded=CHANGE),
    )

    roster = carried_on(listed, [renaming("a", "b", "split"), renaming("a", "c", "split")])

    assert members(roster) == {
        (FIRST, "b"): 34,
        (FIRST, "c"): 67,
        (SECOND, "b"): 30,
        (SECOND, "c"): 60,
    }
    assert {one.founded for one in roster} == {None}


def test_a_union_that_goes_on_beside_the_one_taken_out_of_it_keeps_its_share() -> None:
    listed = (
        counted(FIRST, "a", 100),
        counted(SECOND, "a", 75),
        counted(SECOND, "b", 25, founded=CHANGE),
    )

    roster = carried_on(listed, [renaming("a", "b", "split")])

    assert members(roster)[FIRST, "a"] == 75
    assert members(roster)[FIRST, "b"] == 25


def test_changes_follow_each_other_in_time() -> None:
    listed = (
        counted(FIRST, "a", 100),
        counted(SECOND, "b", 100, founded=CHANGE),
        counted(THIRD, "c", 40),
        counted(THIRD, "d", 60),
    )
    second = dt.date(2022, 6, 1)
    changes = [
        renaming("b", "c", "split", day=second),
        renaming("b", "d", "split", day=second),
        renaming("a", "b", "renamed"),
    ]

    found = members(carried_on(listed, changes))

    assert found[FIRST, "c"] == found[SECOND, "c"] == 40
    assert found[FIRST, "d"] == 60


sizes = st.integers(min_value=0, max_value=500).map(float)


@given(
    first=st.dictionaries(st.sampled_from("abcd"), sizes),
    second=st.dictionaries(st.sampled_from("cdef"), sizes),
    kind=st.sampled_from(["renamed", "merged", "split", "unrelated"]),
    pairs=st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("ef")), max_size=3),
)
def test_no_change_moves_a_member_from_one_count_to_another(
    first: dict[str, float],
    second: dict[str, float],
    kind: RenamingKind,
    pairs: list[tuple[str, str]],
) -> None:
    listed = (
        *(counted(FIRST, key, size) for key, size in first.items()),
        *(counted(SECOND, key, size) for key, size in second.items()),
    )

    roster = carried_on(listed, [renaming(old, new, kind) for old, new in set(pairs)])

    totals = [Counter[dt.date](), Counter[dt.date]()]
    for total, entries in zip(totals, (listed, roster), strict=True):
        for one in entries:
            total[one.date] += int(one.members)
    assert totals[0] == totals[1]
    assert len({(one.date, one.id) for one in roster}) == len(roster)


def foundings(value: float) -> Fact:
    return Fact(
        date=SECOND,
        start=dt.date(2020, 12, 1),
        known_on=SECOND,
        known_on_assumed=False,
        indicator="new_unions",
        sector=None,
        value=value,
        low=None,
        high=value + 2,
        source="test",
        grade="A",
    )


@pytest.mark.parametrize(
    ("stated", "counted_then"),
    [(2.0, 1.0), (1.0, 1.0), (0.0, 0.0), (5.0, 4.0)],
    ids=["held the renamed one", "left it out", "knew of none", "knew of more than the roster"],
)
def test_a_count_of_new_unions_loses_only_what_it_held(stated: float, counted_then: float) -> None:
    listed = (*REFOUNDED, counted(SECOND, "n", 30, founded=dt.date(2021, 3, 1)))
    roster = carried_on(listed, [renaming("a", "c", "renamed")])

    (fact,) = without_refoundings([foundings(stated)], listed=listed, roster=roster)

    assert fact.value == counted_then
    assert fact.high == stated + 2 - (stated - counted_then)


def test_the_table_is_written_as_it_is_read() -> None:
    rows = (renaming("a", "c", None), renaming("b", "c", "merged"))

    table = read_table(renamings_text(rows), file="record/renamings.csv", form=RENAMINGS_FORM)

    assert not table.faults
    assert [one.kind for one in table.entries] == [None, "merged"]
    assert [one.union for one in table.entries] == ["a", "b"]


def test_a_renaming_known_later_changes_nothing_earlier(tmp_path: Path) -> None:
    without = write_tables(write_dataset(tmp_path / "without"))
    (without / "record/renamings.csv").unlink()
    later = write_tables(write_dataset(tmp_path / "later"))
    edit(later, "record/renamings.csv", "2022-03-01,2022-06-10", "2022-03-01,2022-07-01")

    day = dt.date(2022, 6, 30)
    before, after = (know(load_dataset(folder), as_of=day) for folder in (without, later))

    assert after.roster == before.roster
    assert after.facts == before.facts
    assert not any(one.confirmed for one in after.renamings)
    assert know(load_dataset(later), as_of=dt.date(2022, 7, 1)).roster != before.roster


ROSTER = "record/roster.csv"
RENAMINGS = "record/renamings.csv"
EARLIER = """\
2021-11-30,2021-12-05,s-1,School 1,school,,,210,190,list,A
2021-11-30,2021-12-05,s-2,School 2,school,,,110,110,list,A
2021-11-30,2021-12-05,o-3,Works 3,other,,,,40,list,A
"""


@pytest.mark.parametrize(
    ("row", "column", "problem"),
    [
        ("2022-03-01,,o-9,o-2,renamed,list,A,", "union", "No union of the roster has this id"),
        ("2022-03-01,,o-1,o-1,renamed,list,A,", "successor", "its own successor"),
        ("2022-03-01,,o-1,o-2,merged,list,A,", "date", "still open at the count of 2022-05-31"),
        ("2022-06-01,,o-3,o-1,unsure,list,A,", "kind", "not one of the words"),
        ("2022-06-01,,s-2,o-1,split,list,A,", "date", "open at no count from this day on"),
        ("2022-03-01,,o-1,s-2,split,list,A,", "successor", "already open"),
        ("2022-03-01,,o-3,o-1,merged,list,A,", "union", "Row 2 says already"),
        ("2022-03-01,,o-3,o-2,,list,A,", "successor", "same entry stands in row 2"),
    ],
)
def test_what_the_roster_contradicts_is_refused(
    folder: Path, row: str, column: str, problem: str
) -> None:
    append(write_tables(folder), ROSTER, EARLIER)
    append(folder, RENAMINGS, f"{row}\n")

    found = [(fault.column, str(fault.problem)) for fault in faults_of(folder)]

    assert any(name == column and problem in said for name, said in found), found


def test_two_unions_of_one_count_cannot_be_one_renamed(folder: Path) -> None:
    append(write_tables(folder), ROSTER, EARLIER + EARLIER.splitlines()[2].replace("o-3", "o-2"))

    fault = the_fault(folder)

    assert (fault.file, fault.column) == (RENAMINGS, "kind")
    assert "merged" in str(fault.remedy)


def test_a_merger_across_sectors_would_move_members_and_is_refused(folder: Path) -> None:
    append(write_tables(folder), ROSTER, EARLIER + EARLIER.splitlines()[2].replace("o-3", "o-4"))
    append(folder, ROSTER, "\n2021-11-30,2021-12-05,o-5,Works 5,school,,,,40,list,A\n")
    edit(folder, RENAMINGS, "o-3,o-2,renamed", "o-4,o-2,merged")
    append(folder, RENAMINGS, "2022-03-01,,o-5,o-2,merged,list,A,\n")

    fault = the_fault(folder)

    assert (fault.place, fault.column) == ("4", "successor")
    assert "different sectors" in str(fault.problem)
