"""Which unions are proposed as renamed, and what confirming it does to the evidence."""

from datetime import date

import pytest
from counted_unions import BETWEEN, MAY, NEXT_MAY, NOVEMBER, counted, figure, renaming, union

from forecast.answers.evidence import founding_evidence
from forecast.answers.renamings import Candidate, proposal, renaming_candidates
from forecast.answers.roster_evidence import Roster, roster_evidence
from forecast.model.evidence.closings import ClosedUnions
from forecast.model.evidence.founding_counts import FoundingCounts
from forecast.model.evidence.founding_sizes import FoundingSizes
from forecast.record.knowledge import Record
from forecast.record.table_contracts import RenamingKind, RosterEntry
from forecast.record.table_forms import RENAMINGS_FORM
from forecast.record.tables import read_table

STAYING = tuple(union(day, "z", 300) for day in (MAY, NOVEMBER))


def candidates(found: Record) -> tuple[Candidate, ...]:
    return renaming_candidates(found, Roster.of(found))


def pairs(found: Record) -> list[tuple[str, str, str]]:
    """Kind, ids before and ids after of each candidate."""
    return [
        (one.kind, "".join(u.id for u in one.before), "".join(u.id for u in one.after))
        for one in candidates(found)
    ]


def test_the_same_name_under_a_new_id_is_a_candidate_whatever_its_size() -> None:
    found = counted(
        *STAYING,
        union(MAY, "a", 100, name="CĐCS Công ty TNHH Sao Mai"),
        union(NOVEMBER, "b", 30, name="CĐCS Công ty CP Sao Mai", founded=BETWEEN),
    )

    assert pairs(found) == [("renamed", "a", "b")]
    assert candidates(found)[0].on == BETWEEN


def test_a_like_name_needs_a_similar_size() -> None:
    def named(members: float) -> Record:
        return counted(
            *STAYING,
            union(MAY, "a", 100, name="CĐCS Trường Mầm non Phù Đổng"),
            union(NOVEMBER, "b", members, name="CĐCS Trường Mầm non Phù Đổng A"),
        )

    assert pairs(named(80)) == [("renamed", "a", "b")]
    assert not pairs(named(30))


def test_the_same_size_tells_where_no_other_union_fits() -> None:
    one = union(MAY, "a", 100), union(NOVEMBER, "b", 101)

    assert pairs(counted(*STAYING, *one)) == [("renamed", "a", "b")]
    assert not pairs(counted(*STAYING, *one, union(NOVEMBER, "c", 99)))
    assert not pairs(counted(*STAYING, union(MAY, "a", 12), union(NOVEMBER, "b", 12)))


def test_the_same_size_does_not_tell_where_the_dates_lie_far_apart() -> None:
    found = counted(
        *STAYING,
        union(MAY, "a", 100),
        union(NOVEMBER, "a", 0, closed=date(2021, 6, 5)),
        union(NOVEMBER, "b", 100, founded=date(2021, 11, 1)),
    )

    assert not pairs(found)


def test_two_that_vanish_and_one_with_their_sum_may_be_a_merger() -> None:
    found = counted(*STAYING, union(MAY, "a", 60), union(MAY, "b", 45), union(NOVEMBER, "c", 105))

    assert pairs(found) == [("merged", "ab", "c")]


def test_one_that_vanishes_and_two_with_its_sum_may_be_a_division() -> None:
    found = counted(
        *STAYING, union(MAY, "a", 105), union(NOVEMBER, "b", 60), union(NOVEMBER, "c", 45)
    )

    assert pairs(found) == [("split", "a", "bc")]


def test_one_that_vanishes_and_an_older_one_that_grows_by_it_may_be_a_merger() -> None:
    found = counted(*STAYING, union(MAY, "a", 60), union(MAY, "b", 100), union(NOVEMBER, "b", 161))

    assert pairs(found) == [("merged", "a", "b")]


def test_a_union_that_was_there_before_is_no_new_one() -> None:
    found = counted(
        union(MAY, "b", 100),
        *(union(day, "z", 300) for day in (MAY, NOVEMBER, NEXT_MAY)),
        union(NOVEMBER, "a", 100),
        union(NEXT_MAY, "b", 100),
    )

    assert ("renamed", "a", "b") not in pairs(found)


REFOUNDED = (
    *STAYING,
    union(MAY, "a", 100),
    union(NOVEMBER, "a", 0, closed=BETWEEN),
    union(NOVEMBER, "b", 101, founded=BETWEEN),
)


@pytest.mark.parametrize("kind", ["renamed", "unrelated"])
def test_a_candidate_that_was_decided_is_not_proposed_again(kind: RenamingKind) -> None:
    assert pairs(counted(*REFOUNDED)) == [("renamed", "a", "b")]
    assert not pairs(counted(*REFOUNDED, renamings=[renaming("a", "b", kind)]))


def test_an_undecided_row_leaves_the_candidate_and_the_evidence_as_they_are() -> None:
    without = counted(*REFOUNDED)
    undecided = counted(*REFOUNDED, renamings=[renaming("a", "b", None)])

    assert candidates(undecided) == candidates(without)
    assert undecided.roster == without.roster


def test_the_proposal_is_a_table_of_the_record_that_decides_nothing() -> None:
    text = proposal(candidates(counted(*REFOUNDED)))

    table = read_table(text, file="record/renamings.csv", form=RENAMINGS_FORM)

    (row,) = table.entries
    assert not table.faults
    assert (row.union, row.successor, row.kind, row.date) == ("a", "b", None, BETWEEN)
    assert row.known_on == NOVEMBER
    assert row.note.startswith("renamed? ")


def closed_and_new(found: Record) -> tuple[float, float, float]:
    """Closings, sizes of new unions and foundings that the record's evidence counts."""
    roster = Roster.of(found)
    kinds = [kind for kind, _ in roster_evidence(found, roster)]
    counts = [kind for kind, _ in founding_evidence(found, season=roster.season)]
    return (
        sum(sum(kind.closed) for kind in kinds if isinstance(kind, ClosedUnions)),
        sum(len(kind.members) for kind in kinds if isinstance(kind, FoundingSizes)),
        sum(sum(kind.counts) for kind in counts if isinstance(kind, FoundingCounts)),
    )


def sums(roster: tuple[RosterEntry, ...]) -> dict[date, float]:
    found: dict[date, float] = {}
    for entry in roster:
        found[entry.date] = found.get(entry.date, 0.0) + entry.members
    return found


def test_confirming_a_renaming_lowers_closings_and_foundings_and_moves_no_member() -> None:
    facts = [figure(NOVEMBER, 1, what="new_unions", start=date(2021, 6, 1))]
    before = counted(*REFOUNDED, facts=facts)
    after = counted(*REFOUNDED, facts=facts, renamings=[renaming("a", "b", "renamed")])

    assert closed_and_new(before) == (1, 1, 1)
    assert closed_and_new(after) == (0, 0, 0)
    assert sums(after.roster) == sums(before.roster)


def test_confirming_a_merger_leaves_no_closing_and_no_founding() -> None:
    roster = (*STAYING, union(MAY, "a", 60), union(MAY, "b", 45))
    new = union(NOVEMBER, "c", 105, founded=BETWEEN)
    rows = [renaming("a", "c", "merged"), renaming("b", "c", "merged")]

    assert closed_and_new(counted(*roster, new)) == (2, 1, 0)
    assert closed_and_new(counted(*roster, new, renamings=rows)) == (0, 0, 0)
