"""What a check finds in small records made by hand, and in the bundled ones."""

from dataclasses import replace
from datetime import date

import pytest
from counted_unions import (
    MAY,
    NEXT_MAY,
    NOVEMBER,
    TODAY,
    counted,
    figure,
    firm,
    movement,
    rating,
    renaming,
    union,
)
from gia_lam import DATA, record

from forecast.answers.checkup.finding import Finding, Kind
from forecast.answers.record_check import RecordCheck, check_record, to_collect
from forecast.answers.what_if import RecordValue
from forecast.record.contracts import Event
from forecast.record.dataset import load_dataset
from forecast.record.knowledge import Record
from forecast.record.known import know
from forecast.record.texts import Text


def check(found: Record, *, today: date = TODAY) -> RecordCheck:
    return check_record(found, today=today)


def of(kind: Kind, found: Record) -> list[Finding]:
    return [one for one in check(found).findings if one.kind == kind]


def test_more_members_than_workers_are_wrong_in_a_union_and_in_the_totals() -> None:
    found = counted(
        union(MAY, "a", 90, workers=80),
        union(MAY, "b", 80, workers=80),
        facts=[figure(MAY, 170), figure(MAY, 160, what="workers_in_unionised_units")],
    )

    wrong = of("more_members_than_workers", found)

    assert {(one.table, one.subject) for one in wrong} == {("roster", "a"), ("facts", "")}
    assert {one.severity for one in wrong} == {"wrong"}
    assert "90 members of 80 workers" in str(next(o for o in wrong if o.table == "roster").what)


def test_a_union_that_doubles_where_others_stand_still_jumps() -> None:
    others = [("b", 50.0), ("c", 60.0), ("d", 70.0)]
    found = counted(
        union(MAY, "a", 40),
        *(union(MAY, key, size) for key, size in others),
        union(NOVEMBER, "a", 100),
        *(union(NOVEMBER, key, size + 1) for key, size in others),
    )

    (jump,) = of("union_jumps", found)

    assert (jump.subject, jump.day, jump.severity) == ("a", NOVEMBER, "doubtful")


def test_a_change_by_a_few_members_is_no_jump() -> None:
    found = counted(
        *(union(MAY, key, 5) for key in "ab"),
        union(NOVEMBER, "a", 15),
        union(NOVEMBER, "b", 5),
    )

    assert not of("union_jumps", found)


def test_where_most_unions_change_widely_one_of_them_does_not_stand_out() -> None:
    sizes = {"a": 120.0, "b": 20.0, "c": 100.0, "d": 25.0, "e": 50.0}
    found = counted(
        *(union(MAY, key, 50) for key in sizes),
        *(union(NOVEMBER, key, size) for key, size in sizes.items()),
    )

    assert not of("union_jumps", found)


def test_a_sector_that_grows_by_more_than_a_quarter_in_half_a_year_jumps_unless_explained() -> None:
    found = counted(
        facts=[
            figure(day, members, sector="other")
            for day, members in ((MAY, 1000), (NOVEMBER, 1240), (NEXT_MAY, 1600))
        ]
    )
    text = Text(vi="Tiếp nhận", en="Taken over")
    event = Event(
        id="taken-over",
        kind="members_arrive",
        date=date(2022, 1, 1),
        known_on=date(2022, 1, 1),
        members=300,
        name=text,
        source="test",
    )

    (jump,) = of("sector_jumps", found)

    assert (jump.subject, jump.day) == ("other", NEXT_MAY)
    assert not of("sector_jumps", replace(found, events=(event,)))


def test_two_tables_with_different_members_are_wrong_and_nearly_the_same_are_doubtful() -> None:
    roster = (union(MAY, "a", 900), union(MAY, "s", 100, sector="school"))
    apart = counted(*roster, facts=[figure(MAY, 1100), figure(MAY, 100, sector="school")])
    near = counted(*roster, facts=[figure(MAY, 1004), figure(MAY, 100, sector="school")])
    agreeing = counted(*roster, facts=[figure(MAY, 1000), figure(MAY, 100, sector="school")])

    assert [one.severity for one in of("sums_differ", apart)] == ["wrong"]
    assert [one.severity for one in of("sums_differ", near)] == ["doubtful"]
    assert not of("sums_differ", agreeing)


def test_where_a_sector_differs_the_sum_of_all_is_not_reported_as_well() -> None:
    found = counted(
        union(MAY, "a", 900),
        union(MAY, "s", 100, sector="school"),
        facts=[figure(MAY, 1040), figure(MAY, 140, sector="school")],
    )

    (apart,) = of("sums_differ", found)

    assert apart.subject == "school"


def test_a_closing_stock_is_held_against_the_roster_of_its_day() -> None:
    found = counted(
        union(MAY, "a", 900),
        union(NOVEMBER, "a", 930),
        movements=[movement(date(2021, 6, 1), NOVEMBER, opening=900, closing=960)],
    )

    (apart,) = of("sums_differ", found)

    assert (apart.day, apart.subject, apart.table) == (NOVEMBER, "other", "movements")
    assert "930 by roster.csv, 960 by movements.csv" in str(apart.what)


def test_sectors_that_exceed_the_total_of_an_older_date_are_wrong() -> None:
    found = counted(facts=[figure(MAY, 100), figure(MAY, 130, sector="school")])

    (apart,) = of("sums_differ", found)

    assert (apart.severity, apart.day) == ("wrong", MAY)


def test_unions_missing_from_the_roster_are_noticed_by_their_number() -> None:
    found = counted(
        union(MAY, "a", 900), facts=[figure(MAY, 2, what="unions_total", sector="other")]
    )

    assert [one.day for one in of("unions_counted_otherwise", found)] == [MAY]


def test_a_union_that_vanishes_needs_a_closing() -> None:
    before = [union(MAY, key, 30 + 9 * i) for i, key in enumerate("abc")]
    after = [union(NOVEMBER, "a", 30), union(NOVEMBER, "b", 0, closed=date(2021, 9, 1))]

    vanished = of("vanished", counted(*before, *after))

    assert [one.subject for one in vanished] == ["c"]


def test_a_sector_left_out_of_a_count_is_not_taken_for_many_vanished_unions() -> None:
    found = counted(
        union(MAY, "a", 30), union(MAY, "s", 30, sector="school"), union(NOVEMBER, "a", 31)
    )

    assert not of("vanished", found)


def test_a_union_that_comes_back_was_left_out_of_a_count() -> None:
    found = counted(
        *(union(day, "a", 30) for day in (MAY, NOVEMBER, NEXT_MAY)),
        *(union(day, "b", 40) for day in (MAY, NEXT_MAY)),
    )

    (back,) = of("came_back", found)

    assert back.subject == "b"
    assert not of("vanished", found)


def test_a_union_founded_before_a_count_that_lacks_it_is_doubtful() -> None:
    found = counted(
        union(MAY, "a", 30),
        union(NOVEMBER, "a", 30),
        union(NOVEMBER, "b", 40, founded=date(2021, 3, 1)),
        union(NOVEMBER, "c", 70, founded=date(2021, 5, 20)),
    )

    assert [one.subject for one in of("missing_from_earlier_count", found)] == ["b"]


def test_the_same_name_under_two_ids_of_one_count_is_a_duplicate_and_another_number_is_not() -> (
    None
):
    found = counted(
        union(MAY, "a", 30, name="CĐCS Công ty TNHH Hòa Phát"),
        union(MAY, "b", 45, name="Công đoàn cơ sở Cty Hoà Phát"),
        union(MAY, "c", 60, name="CĐCS Trường Tiểu học số 1"),
        union(MAY, "d", 75, name="CĐCS Trường Tiểu học số 2"),
    )

    assert [(one.subject, one.day) for one in of("duplicate", found)] == [("b", MAY)]


def test_a_name_misspelt_by_one_letter_may_be_a_duplicate() -> None:
    found = counted(
        union(MAY, "a", 30, name="CĐCS Trường Trung học cơ sở Đình Xuyên"),
        union(MAY, "b", 45, name="CĐCS Trường Trung học cơ sở Đình Xuyền"),
        union(MAY, "c", 60, name="CĐCS Trường Trung học cơ sở Đình Xuyêm"),
    )

    assert len(of("duplicate", found)) == 3


def test_a_name_that_returns_later_under_another_id_is_one_union_perhaps() -> None:
    found = counted(
        *(union(day, "z", 99) for day in (MAY, NOVEMBER, NEXT_MAY)),
        union(MAY, "a", 30, name="CĐCS Công ty Sao Mai"),
        union(NEXT_MAY, "b", 33, name="CĐCS Công ty Sao Mai"),
    )

    assert [one.subject for one in of("same_name_new_id", found)] == ["b"]


def test_a_firm_without_a_union_that_bears_a_unions_name_is_doubtful() -> None:
    found = counted(
        union(MAY, "a", 30, name="CĐCS Công ty TNHH Sao Mai"),
        firms=[firm("f", "Công ty Sao Mai"), firm("g", "Công ty cổ phần Hoa Sen")],
    )

    assert [one.subject for one in of("firm_has_union", found)] == ["f"]


def test_a_firm_listed_twice_is_noticed() -> None:
    found = counted(firms=[firm("f", "Công ty Sao Mai"), firm("g", "CTY CP SAO MAI")])

    assert [one.subject for one in of("firm_duplicate", found)] == ["g"]


def test_only_a_known_union_of_twelve_months_can_be_rated() -> None:
    founded = date(2021, 3, 1)
    found = counted(
        union(NOVEMBER, "young", 30, founded=founded),
        union(NOVEMBER, "old", 50),
        union(NOVEMBER, "gone", 0, closed=date(2020, 9, 1)),
        ratings=[
            *(rating(2021, key) for key in ("young", "old", "stranger", "gone")),
            rating(2022, "young"),
            rating(2020, "gone"),
        ],
    )

    assert [one.subject for one in of("rating_too_young", found)] == ["young"]
    assert [one.subject for one in of("rating_of_unknown_union", found)] == ["stranger"]
    assert [one.day for one in of("rating_after_closing", found)] == [date(2021, 12, 31)]


def test_a_rating_given_under_the_old_id_is_that_of_the_renamed_union() -> None:
    found = counted(
        union(MAY, "old", 30),
        union(NOVEMBER, "new", 30, founded=date(2021, 8, 1)),
        ratings=[rating(2020, "old"), rating(2021, "new")],
        renamings=[renaming("old", "new", "renamed")],
    )

    assert not of("rating_of_unknown_union", found)
    assert not of("rating_too_young", found)


def test_an_open_union_without_members_is_doubtful() -> None:
    found = counted(union(MAY, "a", 0), union(MAY, "b", 30))

    assert [one.subject for one in of("no_members", found)] == ["a"]


@pytest.mark.parametrize(
    ("today", "overdue"),
    [(date(2021, 12, 1), 0), (date(2022, 1, 20), 1), (date(2022, 8, 1), 2)],
    ids=["still on its way", "one is late", "two are late"],
)
def test_a_record_grows_stale_with_every_official_count_that_passes(
    today: date, overdue: int
) -> None:
    found = check(counted(facts=[figure(MAY, 1000)]), today=today)

    assert len(found.staleness.passed) == overdue
    assert any(one.kind == "stale" for one in found.findings) == bool(overdue)


def test_official_counts_missing_in_between_are_named() -> None:
    found = counted(facts=[figure(MAY, 1000), figure(NEXT_MAY, 1020)])

    (missing,) = of("counts_missing", found)

    assert missing.day == NOVEMBER
    assert check(found).tables[0].missing == (NOVEMBER,)


def test_a_sector_without_a_figure_of_its_own_is_said_and_empty_cells_are() -> None:
    found = counted(union(MAY, "s", 30, sector="school"))

    assert [one.subject for one in of("sector_uncounted", found)] == ["other"]
    assert {one.subject for one in of("cells_empty", found)} == {"workers", "founded"}


def well_kept() -> Record:
    """Two counts of every union, movements between them, nothing doubtful."""
    first = date(2015, 1, 1)
    keys = "abcd"
    return counted(
        *(union(MAY, key, 100, workers=120, founded=first) for key in keys),
        *(union(NOVEMBER, key, 105, workers=120, founded=first) for key in keys),
        union(MAY, "s", 50, sector="school", workers=60, founded=first),
        union(NOVEMBER, "s", 50, sector="school", workers=60, founded=first),
        facts=[figure(MAY, 450), figure(NOVEMBER, 470)],
        movements=[movement(date(2021, 6, 1), NOVEMBER, opening=400, closing=420)],
    )


def test_the_grade_follows_from_what_is_held_and_what_is_found() -> None:
    kept = well_kept()
    on = date(2021, 12, 15)

    assert check(kept, today=on).grade == "high"
    assert check(replace(kept, movements=()), today=on).grade == "medium"
    assert check(kept, today=date(2023, 2, 1)).grade == "medium"
    assert check(replace(kept, facts=(figure(MAY, 500),)), today=on).grade == "low"
    assert check(counted(facts=[figure(MAY, 450)]), today=on).grade == "low"


def test_the_worst_comes_first() -> None:
    found = counted(
        union(MAY, "a", 90, workers=80), union(MAY, "b", 0), union(MAY, "s", 9, sector="school")
    )

    severities = [one.severity for one in check(found).findings]

    assert severities == sorted(severities, key=["wrong", "doubtful", "thin"].index)
    assert severities[:2] == ["wrong", "doubtful"]


def test_what_is_held_is_not_asked_for_again() -> None:
    values = [
        RecordValue(kind="movements", reduction=0.3, standard_error=0.0, held=False),
        RecordValue(kind="firms", reduction=0.2, standard_error=0.0, held=False),
        RecordValue(kind="sizes", reduction=0.1, standard_error=0.0, held=True),
    ]

    assert [one.kind for one in to_collect(check(well_kept()), values)] == ["firms"]


def test_gia_lam_holds_one_total_and_little_else() -> None:
    found = check(record("2022-11-17"), today=date(2022, 12, 1))

    assert found.grade == "low"
    assert {one.severity for one in found.findings} == {"thin"}
    assert {one.table for one in found.tables if one.present} == {"facts"}


def test_the_illustrative_district_is_graded_high_and_nothing_in_it_is_wrong() -> None:
    district = know(load_dataset(DATA / "demo-district"))

    found = check(district, today=date(2023, 1, 10))

    assert found.grade == "high"
    assert found.count("wrong") == 0
    assert found.count("doubtful") < 5
