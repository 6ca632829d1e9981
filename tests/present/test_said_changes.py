"""What moved since the last brief, said in one sentence, in tables, and kept in an edition."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sample import sample_answer
from sample_federation import AS_OF

from forecast.answers.change_steps import Levels, target_changes
from forecast.answers.changes import Baseline, Cause, Changes, Count, Promise, RateChange, Reasons
from forecast.answers.outcomes import Reading
from forecast.errors import InputError
from forecast.present.briefing import open_briefing
from forecast.present.published import (
    CHANGES,
    FORECASTS,
    EarlierForecast,
    changes_text,
    forecasts_text,
    read_changes,
    read_forecasts,
)
from forecast.present.sentences.changes import changes_sentence
from forecast.present.tables.change_tables import changes_table, fewest_changes_table
from forecast.present.words import Words

MAY = dt.date(2022, 5, 31)
BOTH: tuple[Reading, ...] = ("plan", "recorded")
P2023 = Promise(value=18_000, tolerance=250, due=dt.date(2023, 12, 31))
P2025 = Promise(value=19_500, tolerance=250, due=dt.date(2025, 12, 31))
PROMISES = {"members-2023": P2023, "members-2025": P2025}
STILL = [0.0248] * 6
RISE = [0.1204, 0.1204, 0.1204, 0.1231, 0.1231, 0.1724]
NO_REASONS = Reasons(
    versions={}, files={}, tables=(), rates=(), count_before=None, count_after=None
)
NEW_COUNT = replace(
    NO_REASONS,
    count_before=Count(date=MAY, members=15_100),
    count_after=Count(date=AS_OF, members=15_249),
)


def changes(
    first: Sequence[float | None] = STILL,
    second: Sequence[float | None] = RISE,
    *,
    acted: Sequence[Cause] = ("assumptions", "record"),
    fewest: Sequence[int | None] = (30, 30, 30, 30, 30, 26),
    before: dict[str, Promise] = PROMISES,
    after: dict[str, Promise] = PROMISES,
    day: dt.date = MAY,
    reasons: Reasons = NEW_COUNT,
) -> Changes:
    """Changes of both sample targets, the same under both readings."""
    states = [
        Levels(
            odds={
                (target, reading): odds
                for target, odds in (("members-2023", one), ("members-2025", other))
                for reading in BOTH
            },
            fewest={"members-2023": 48, "members-2025": n},
        )
        for one, other, n in zip(first, second, fewest, strict=True)
    ]
    return Changes(
        baseline=Baseline(as_of=day, scenario="base", seed=444, version="0.1.0", manifest="ab"),
        reading="plan",
        targets=target_changes(states, acted=acted, before=before, after=after),
        reasons=reasons,
    )


def said(found: Changes | None, lang: str = "vi") -> str:
    return Words(lang).say(changes_sentence(found, sample_answer()))


# --- the sentence -------------------------------------------------------------------------


def test_it_says_how_far_the_odds_moved_and_what_moved_them_most() -> None:
    assert said(changes()) == (
        "So với bản tóm tắt ngày 31/5/2022: khả năng đạt mốc 2025 từ 12% lên 17% "
        "(+5,2 điểm phần trăm), chủ yếu do số liệu mới (+4,9)."
    )
    assert said(changes(), "en") == (
        "Against the brief of 31 May 2022: the odds of the 2025 target rose from 12% to 17% "
        "(+5.2 percentage points), mainly because of new figures (+4.9)."
    )


def test_a_single_cause_is_named_without_its_part() -> None:
    fall = [0.17, 0.17, 0.17, 0.17, 0.17, 0.12]

    assert said(changes(second=fall, acted=["record"])) == (
        "So với bản tóm tắt ngày 31/5/2022: khả năng đạt mốc 2025 từ 17% xuống 12% "
        "(−5,0 điểm phần trăm), do số liệu mới."
    )


def test_a_cause_that_alone_moved_every_target_is_named_once() -> None:
    rise, fall = [*[0.12] * 5, 0.17], [*[0.0248] * 5, 0.0192]

    assert said(changes(fall, rise, acted=["record"])) == (
        "So với bản tóm tắt ngày 31/5/2022, khả năng đạt thay đổi do số liệu mới: "
        "mốc 2023 vẫn ở mức 2% (−0,6 điểm phần trăm); mốc 2025 từ 12% lên 17% "
        "(+5,0 điểm phần trăm)."
    )


def test_other_random_numbers_alone_are_called_numerical_error() -> None:
    first, second = [*[0.2640] * 2, *[0.2610] * 4], [*[0.1260] * 2, *[0.1240] * 4]

    assert said(changes(first, second, acted=["seed"])) == (
        "So với bản tóm tắt ngày 31/5/2022, kết quả không thay đổi đáng kể: chỉ đổi bộ số ngẫu "
        "nhiên, khả năng đạt chênh lệch tối đa 0,3 điểm phần trăm (sai số tính toán)."
    )


def test_the_main_cause_is_one_that_points_the_way_the_odds_went() -> None:
    fall = [0.17, 0.17, 0.17, 0.22, 0.18, 0.16]
    causes: list[Cause] = ["assumptions", "targets", "record"]

    assert "chủ yếu do điều chỉnh chỉ tiêu (−4,0)" in said(changes(second=fall, acted=causes))


def test_nothing_that_is_shown_moved() -> None:
    same = changes(second=[0.1203, *[0.1204] * 5], fewest=[30] * 6, acted=["code"])

    assert said(same) == "Không thay đổi so với bản tóm tắt ngày 31/5/2022."


def test_without_an_earlier_brief_there_is_nothing_to_compare_with() -> None:
    assert said(None) == "Chưa có bản tóm tắt trước để so sánh."


def test_a_brief_of_the_same_day_is_told_apart() -> None:
    assert said(changes(day=AS_OF)).startswith(
        "So với bản tóm tắt trước của cùng ngày 17/11/2022: "
    )


def test_causes_that_offset_each_other_are_both_named() -> None:
    back = [0.12, 0.12, 0.12, 0.15, 0.15, 0.12]

    assert (
        "khả năng đạt mốc 2025 giữ ở mức 12% do các thay đổi bù trừ nhau "
        "(điều chỉnh giả định +3,0, số liệu mới −3,0)"
    ) in said(changes(second=back))


def test_a_change_too_small_for_whole_per_cent_is_told_in_points() -> None:
    little = [*[0.1210] * 5, 0.1240]

    assert "vẫn ở mức 12% (+0,3 điểm phần trăm), do số liệu mới" in said(
        changes(second=little, acted=["record"])
    )


def test_both_ends_under_one_per_cent_read_alike() -> None:
    little = [*[0.002] * 5, 0.006]

    now = said(changes(second=little, acted=["record"]))
    assert "vẫn ở mức dưới 1% (+0,4 điểm phần trăm)" in now


def test_causes_that_cannot_be_told_apart_are_named_together() -> None:
    joined = [0.12, 0.12, 0.12, None, None, 0.17]

    assert "do điều chỉnh giả định và số liệu mới (tính gộp)" in said(changes(second=joined))


def test_a_target_that_was_moved_is_named_with_both_values() -> None:
    eased = PROMISES | {"members-2025": replace(P2025, value=19_000)}
    before = PROMISES | {"members-2025": replace(P2025, value=19_500)}

    text = said(changes(before=before, after=eased, acted=["targets"]))

    assert "mốc 2025 điều chỉnh từ 19.500 thành 19.000 đoàn viên; khả năng đạt mốc 2025" in text


def test_a_target_with_another_due_date_says_so() -> None:
    earlier = PROMISES | {"members-2025": replace(P2025, due=dt.date(2025, 6, 30))}

    assert "mốc 2025 chuyển thời hạn từ ngày 30/6/2025 sang cuối năm 2025" in said(
        changes(before=earlier)
    )


def test_new_and_dropped_targets_are_named() -> None:
    only_2023, only_2025 = {"members-2023": P2023}, {"members-2025": P2025}

    text = said(changes(before=only_2023, after=only_2025))

    assert "mốc 2025 là chỉ tiêu mới, khả năng đạt 17%" in text
    assert "không còn chỉ tiêu 18.000 đoàn viên đến cuối năm 2023" in text


def test_odds_that_could_not_be_computed_before_are_told_as_such() -> None:
    first = [None] * 5

    assert "ở bản trước chưa tính được, nay là 17%" in said(changes(second=[*first, 0.17]))
    assert said(changes([None] * 6, [None] * 6, fewest=[None] * 6)) == (
        "Cả bản tóm tắt ngày 31/5/2022 và bản này đều chưa tính được khả năng đạt."
    )


def test_a_target_that_has_become_due_has_no_odds_any_more() -> None:
    assert "là 2%, nay không tính nữa" in said(changes([*[0.02] * 5, None]))


def test_where_only_the_new_unions_moved_these_are_told() -> None:
    assert said(changes(second=[0.12] * 6, acted=["record"])) == (
        "So với bản tóm tắt ngày 31/5/2022: để khả năng đạt khoảng 50%, mốc 2025 cần 26 CĐCS mới "
        "mỗi năm thay vì 30."
    )


@pytest.mark.parametrize(
    ("reasons", "day", "name"),
    [
        (NEW_COUNT, MAY, "số liệu mới"),
        (NO_REASONS, MAY, "thời điểm tính muộn hơn"),
        (replace(NO_REASONS, tables=("facts",)), MAY, "số liệu bổ sung và thời điểm tính muộn hơn"),
        (NO_REASONS, AS_OF, "bổ sung, đính chính số liệu"),
    ],
)
def test_the_record_is_called_new_only_with_a_new_count(
    reasons: Reasons, day: dt.date, name: str
) -> None:
    found = changes(second=[*[0.12] * 5, 0.17], acted=["record"], reasons=reasons, day=day)

    assert said(found).endswith(f", do {name}.")


# --- the tables ---------------------------------------------------------------------------


def test_the_table_of_odds_adds_as_it_is_shown() -> None:
    table = changes_table(changes(), sample_answer(), Words("vi"))

    assert table.head == ("Nguyên nhân", "mốc 2023", "mốc 2025")
    assert table.rows == (
        ("Khả năng đạt ở bản trước", "2,5%", "12,0%"),
        ("điều chỉnh giả định", "0,0", "+0,3"),
        ("số liệu mới", "0,0", "+4,9"),
        ("Tổng thay đổi", "0,0", "+5,2"),
        ("Khả năng đạt ở bản này", "2,5%", "17,2%"),
    )
    assert "điểm phần trăm" in table.caption


def test_the_table_of_new_unions_is_in_whole_numbers() -> None:
    table = fewest_changes_table(changes(acted=["record"]), sample_answer(), Words("vi"))

    assert table.rows == (
        ("Số CĐCS mới mỗi năm ở bản trước", "48", "30"),
        ("số liệu mới", "0", "−4"),
        ("Tổng thay đổi", "0", "−4"),
        ("Số CĐCS mới mỗi năm ở bản này", "48", "26"),
    )


def test_no_level_is_shown_as_none_or_as_all_of_the_futures() -> None:
    found = changes([*[0.0002] * 5, 0.9999], STILL, acted=["record"])

    table = changes_table(found, sample_answer(), Words("vi"))

    assert [row[1] for row in table.rows] == ["dưới 0,1%", "+100,0", "+100,0", "trên 99,9%"]


def test_what_a_step_does_not_have_is_a_dash() -> None:
    joined = [0.12, 0.12, 0.12, None, None, 0.17]

    rows = {
        row[0]: row[1:]
        for row in changes_table(changes(second=joined), sample_answer(), Words("vi")).rows
    }

    assert rows["điều chỉnh giả định và số liệu mới (tính gộp)"] == ("–", "+5,0")
    assert rows["số liệu mới"] == ("0,0", "–")


def test_the_table_says_the_order_and_what_differs() -> None:
    reasons = Reasons(
        versions={"numpy": ("2.4.5", "2.4.6"), "scipy": (None, "1.17.1")},
        files={"record": ("record/facts.csv",)},
        tables=("facts",),
        rates=(
            RateChange(key="new_union_size", before=(46.0, 55.0, 78.0), after=(46.0, 60.0, 78.0)),
            RateChange(key="pool_firms", before=(150.0, 229.0, 350.0), after=(140.0, 229.0, 375.0)),
            RateChange(key="no-longer-assumed", before=(1.0, 2.0, 3.0), after=None),
        ),
        count_before=Count(date=MAY, members=15_100),
        count_after=Count(date=AS_OF, members=15_249),
    )
    found = replace(changes(reasons=reasons), baseline=replace(changes().baseline, seed=7))

    notes = "\n".join(changes_table(found, sample_answer(), Words("vi")).notes)

    assert "theo thứ tự: phần mềm, bộ số ngẫu nhiên, giả định, chỉ tiêu, số liệu" in notes
    assert "Phần mềm: numpy 2.4.5 → 2.4.6; scipy – → 1.17.1." in notes
    assert "Bộ số ngẫu nhiên: số 444 thay cho số 7." in notes
    assert " 55 → 60; " in notes
    assert " 150 đến 350 → 140 đến 375 (8/10 khả năng)." in notes
    assert (
        "Lần chốt số liệu gần nhất: 15.249 đoàn viên, ngày 17/11/2022; "
        "bản trước: 15.100 đoàn viên, ngày 31/5/2022." in notes
    )


# --- kept in an edition -------------------------------------------------------------------

EARLIER = EarlierForecast(
    as_of=MAY,
    dates=(dt.date(2022, 6, 30), dt.date(2022, 7, 31)),
    low=(15_000, 14_900),
    middle=(15_100, 15_200),
    high=(15_200, 15_400),
    made_later=True,
)


def keep(folder: Path, found: Changes | None) -> Path:
    (folder / CHANGES).write_text(changes_text(found), encoding="utf-8")
    (folder / FORECASTS).write_text(forecasts_text([EARLIER]), encoding="utf-8")
    return folder


@pytest.mark.parametrize("found", [None, changes()], ids=["first", "later"])
def test_what_an_edition_keeps_is_read_back_as_it_was(
    tmp_path: Path, found: Changes | None
) -> None:
    keep(tmp_path, found)

    assert read_changes(tmp_path) == found
    assert read_forecasts(tmp_path) == (EARLIER,)


def test_whole_numbers_and_odds_are_kept_as_they_are_published() -> None:
    text = changes_text(changes())

    assert '"change": 0.0493' in text
    assert '"change": -4\n' in text


def test_a_briefing_knows_its_history_and_whether_it_is_a_draft(tmp_path: Path) -> None:
    data = Path(__file__).parents[2] / "data"
    pointers = {"dataset": "gia-lam", "as_of": "2021-10-11", "data": str(data)}

    briefing = open_briefing(**pointers, draft=True, history=keep(tmp_path, changes()))  # type: ignore[arg-type] # only texts

    assert briefing.draft
    assert briefing.changes == changes()
    assert briefing.earlier == (EARLIER,)


def test_without_a_history_there_is_nothing_to_compare_with() -> None:
    data = Path(__file__).parents[2] / "data"

    briefing = open_briefing(dataset="gia-lam", as_of="2021-10-11", data=data)

    assert briefing.changes is None
    assert briefing.earlier == ()
    assert not briefing.draft


@pytest.mark.parametrize("text", ["", "[]", '{"schema": 2}', '{"schema": 1, "baseline": {}}'])
def test_a_folder_that_is_no_history_is_refused(tmp_path: Path, text: str) -> None:
    keep(tmp_path, None)
    (tmp_path / CHANGES).write_text(text, encoding="utf-8")

    with pytest.raises(InputError) as refused:
        open_briefing(dataset="gia-lam", as_of="2021-10-11", data="data", history=tmp_path)

    assert [fault.file for fault in refused.value.faults] == ["history"]
