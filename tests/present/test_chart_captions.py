"""Captions of charts state a finding, descriptions tell the picture, tables hold its figures."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest
from sample import sample_answer
from sample_charts import EARLIER, counted_since, rich_answer
from sample_federation import AS_OF, TARGET_2023

from forecast.errors import Message
from forecast.present.earlier import Compared, compared
from forecast.present.observed import observed_totals
from forecast.present.sentences.chart_captions import (
    breaks_described,
    earlier_caption,
    earlier_described,
    pool_caption,
    sectors_caption,
    sectors_described,
    tornado_caption,
    tornado_described,
)
from forecast.present.tables import options
from forecast.present.tables.chart_tables import earlier_table, sectors_table, tornado_table
from forecast.present.tables.options import Figures, Option
from forecast.present.words import LANGUAGES, Words
from forecast.present.written import Written

VI = Words("vi")
CASES = compared(EARLIER, observed_totals(counted_since(rich_answer()).record))


def test_the_caption_of_the_swings_names_the_widest_and_the_next() -> None:
    said = VI.say(tornado_caption(rich_answer()))

    assert said.startswith("Khả năng đạt khoảng 18.000 đoàn viên đến cuối năm 2023 phụ thuộc nhiều")
    assert "“Quy mô bình quân CĐCS mới”: từ 1,2% đến 31%" in said
    assert "so với 1,5% theo dự báo" in said
    assert said.index("Quy mô bình quân CĐCS mới") < said.index("Thực tăng tại CĐCS hiện có")


@pytest.mark.parametrize(("second", "alike"), [(0.89, False), (0.91, True), (0.99, True)])
def test_two_swings_are_about_equal_from_nine_tenths_on(second: float, alike: bool) -> None:
    answer = rich_answer()
    first, other = answer.tornado[:2]
    bars = (
        replace(first, probability_low=0.01, probability_high=0.04),
        replace(other, probability_low=0.01 + 0.03 * second, probability_high=0.01),
    )

    said = VI.say(tornado_caption(replace(answer, tornado=bars)))

    assert ("hai giả định ở mức ngang nhau: “Quy mô" in said) == alike
    assert ("tiếp theo là “Thực tăng" in said) != alike
    assert (f"(từ 1,0% đến {VI.percent1(0.01 + 0.03 * second)}), so với" in said) == alike


def test_without_odds_the_caption_of_the_swings_claims_nothing_of_them() -> None:
    answer = replace(rich_answer(), targets=(), tornado=())

    assert VI.say(tornado_caption(answer)).startswith("Chưa tính được khả năng đạt")


def test_a_single_swing_has_no_next_and_none_says_so() -> None:
    answer = rich_answer()
    single = replace(answer, tornado=answer.tornado[:1])

    assert "tiếp theo" not in VI.say(tornado_caption(single))
    assert "không làm khả năng đạt thay đổi" in VI.say(tornado_caption(replace(answer, tornado=())))


def test_the_swings_are_described_one_by_one_as_their_table_has_them() -> None:
    answer = rich_answer()
    described = VI.say(tornado_described(answer))
    table = tornado_table(answer, VI)

    assert len(table.rows) == 8
    for name, _, _, low, _, high in table.rows:
        assert f"{name}: {low} ở mức thấp, {high} ở mức cao" in described
    assert table.rows[0][1:] == ("đoàn viên/CĐCS", "46", "1,2%", "78", "31%")
    assert [shown.form for shown in odds_of(table.rows[0])] == ["percent1", "percent"]
    assert [shown.value for shown in odds_of(table.rows[0])] == [0.012, 0.31]


def odds_of(row: Sequence[str]) -> list[Written]:
    """Odds at both ends of a swing, as a table has them."""
    return [cell for cell in (row[3], row[5]) if isinstance(cell, Written)]


def test_the_pool_is_told_only_where_it_ends_beyond_the_axis_and_near_enough() -> None:
    answer = sample_answer()
    beyond = pool_caption(answer)

    assert beyond is not None
    assert "khoảng 88 CĐCS mới mỗi năm đến cuối năm 2025" in VI.say(beyond)
    assert pool_caption(rich_answer()) is None
    far = tuple(replace(pool, exhausted_at=16_558.0) for pool in answer.pools)
    assert pool_caption(replace(answer, pools=far)) is None
    assert pool_caption(replace(answer, curves=())) is None


def test_breaks_on_the_picture_are_described() -> None:
    found = breaks_described(rich_answer())

    assert found is not None
    assert "31/8/2024: Khối trường học" in VI.say(found)
    assert breaks_described(sample_answer()) is None
    assert breaks_described(replace(rich_answer(), fans=())) is None


def case(counted: float, *, later: bool = False) -> Compared:
    """A count held against a forecast of 100, give or take 10."""
    day = dt.date(2023, 5, 31)
    return Compared(
        as_of=AS_OF, made_later=later, day=day, counted=counted, low=90, middle=100, high=110
    )


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((95, 99), "Cả 2 lần đối chiếu, số thực tế nằm trong khoảng 8/10 khả năng nhưng đều thấp"),
        ((101, 110), "Cả 2 lần đối chiếu, số thực tế nằm trong khoảng 8/10 khả năng nhưng đều cao"),
        ((80, 85), "Cả 2 lần đối chiếu, số thực tế đều thấp hơn khoảng 8/10 khả năng;"),
        ((111, 120), "Cả 2 lần đối chiếu, số thực tế đều cao hơn khoảng 8/10 khả năng;"),
        ((80, 95, 96), "8/10 khả năng ở 2 lần và đều thấp hơn mức dự báo giữa;"),
        ((104, 111, 120), "8/10 khả năng ở 1 lần và đều cao hơn mức dự báo giữa;"),
        ((95, 100, 104, 120), "ở 3 lần; thấp hơn mức dự báo giữa ở 1 lần, cao hơn ở 2 lần;"),
    ],
)
def test_the_caption_of_earlier_forecasts_says_on_which_side_the_counts_lie(
    counts: Sequence[float], said: str
) -> None:
    caption = VI.say(earlier_caption([case(counted) for counted in counts]))

    assert said in caption
    assert caption.endswith("thì cứ 10 lần có khoảng 8 lần nằm trong khoảng.")


def test_forecasts_made_later_are_not_taken_for_tests() -> None:
    all_later = VI.say(earlier_caption([case(95, later=True), case(96, later=True)]))
    some_later = VI.say(earlier_caption([case(95, later=True), case(96)]))

    assert all_later.endswith("; các dự báo này lập sau nên chưa đủ để đánh giá.")
    assert some_later.endswith("; trong đó 1 lần đối chiếu với dự báo lập sau.")


def test_a_single_count_is_too_few_to_judge_by() -> None:
    words = Words("en")

    assert "nằm trong khoảng" in VI.say(earlier_caption(CASES[:1]))
    assert "nằm ngoài khoảng" in VI.say(earlier_caption(CASES[-1:]))
    assert "a single comparison is too little" in words.say(earlier_caption([case(95)]))
    assert "that forecast was made later" in words.say(earlier_caption([case(95, later=True)]))
    assert "Chưa có số liệu mới" in VI.say(earlier_caption(()))


def test_earlier_forecasts_are_described_and_tabled_case_by_case() -> None:
    described = VI.say(earlier_described(CASES))
    table = earlier_table(CASES, VI)

    assert [row[-1] for row in table.rows] == ["có", "có", "không", "có", "không", "không"]
    assert table.rows[0][0] == "31/5/2022 (lập sau)"
    assert len(table.notes) == 3
    for row in table.rows:
        assert (
            f"{row[1]}: thực tế {row[2]}, dự báo ngày {row[0].split()[0]} là {row[4]}" in described
        )
    assert len(earlier_table(CASES[-1:], VI).notes) == 1


def test_the_changes_of_the_sectors_add_to_that_of_all() -> None:
    answer = rich_answer()
    caption = sectors_caption(answer)
    changes = caption.values["changes"]
    assert isinstance(changes, list)

    fan = answer.fans[0]
    total = sum(change.values["change"] for change in changes)
    assert total == pytest.approx(fan.mean[-1] - fan.mean[0])
    assert caption.values["total"] == pytest.approx(total)
    assert "theo khu vực – Trường học: +" in VI.say(caption)


def test_sectors_are_described_and_tabled_at_the_start_at_each_target_and_at_the_end() -> None:
    answer = rich_answer()
    table = sectors_table(answer, VI)

    assert [row[1] for row in table.rows] == ["17/11/2022", "31/12/2023", "31/12/2025"] * 2
    assert table.rows[0][2:] == ("3.646",) * 4
    described = VI.say(sectors_described(answer))
    for row in (table.rows[2], table.rows[5]):
        assert f"mức dự báo giữa {row[3]} ngày 31/12/2025" in described
        assert f"từ {row[2]} đến {row[4]}" in described
    assert "không tách theo khu vực" in VI.say(sectors_described(sample_answer()))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_caption_and_description_is_said_with_all_its_fields(lang: str) -> None:
    answer = rich_answer()
    found: list[Message | None] = [
        tornado_caption(answer),
        tornado_described(answer),
        pool_caption(sample_answer()),
        breaks_described(answer),
        earlier_caption(CASES),
        earlier_described(CASES),
        sectors_caption(answer),
        sectors_described(answer),
    ]

    for message in found:
        assert message is not None
        said = Words(lang).say(message)
        assert said.endswith(".")
        assert "{" not in said
        assert "None" not in said


def option(name: str, figures: Figures) -> Option:
    return Option(name=Message(name), note=Message("Note."), figures=(figures,))


def test_options_are_tabled_and_described_with_middle_and_range_where_they_are_known() -> None:
    answer = sample_answer(targets=sample_answer().targets[:1])
    full = option("Full", Figures(odds=0.02, middle=15_917.0, interval=(14_684.0, 17_150.0)))
    bare = option("Bare", Figures(odds=0.03))
    refused = option("Refused", Figures())
    words = Words("en")

    table = options.options_table([full, bare, refused], answer, words)
    described = words.say(options.options_described([full, bare, refused], answer))
    rows = options.odds_rows([full, bare, refused], words)

    assert table.rows == (
        ("Full", "the 2023 target", "2%", "14,684", "15,917", "17,150", "Note."),
        ("Bare", "the 2023 target", "3%", "–", "–", "–", "Note."),
        ("Refused", "the 2023 target", "–", "–", "–", "–", "Note."),
    )
    assert [cell.value for cell in table.rows[0] if isinstance(cell, Written)] == [
        0.02,
        14_684,
        15_917,
        17_150,
    ]
    assert table.figures == {2, 3, 4, 5}
    assert len(table.head) == len(table.rows[0])
    assert "Full: the 2023 target 2% (middle 15,917, 14,684–17,150); Bare: the 2023" in described
    assert [row.name for row in rows] == ["Full", "Bare"]
    assert rows[0].interval == ((14_684.0, 17_150.0),)
    assert options.compared_targets(answer) == (TARGET_2023,)


@pytest.mark.parametrize(
    ("odds", "said"),
    [
        (
            [(0.02, 0.08), (0.076, 0.17)],
            "đã tính, khả năng đạt không quá 8% (mốc 2023) và 17% (",
        ),
        ([(0.001, 0.3), (0.004, 0.499)], "khả năng đạt không quá 1% (mốc 2023) và 50% (mốc 2025)."),
        ([(0.02, 0.5), (0.08, 0.9)], "năm 2023: từ 2% đến 8%; khoảng 19.500 đoàn viên đến cuối"),
        ([(0.02, 0.3), (0.6, 0.2)], "năm 2023: từ 2% đến 60%; khoảng 19.500 đoàn viên đến cuối"),
    ],
)
def test_the_caption_of_the_options_says_when_no_option_reaches_even_odds(
    odds: list[tuple[float, float]], said: str
) -> None:
    found = [
        replace(option("Name", Figures()), figures=tuple(Figures(odds=p) for p in pair))
        for pair in odds
    ]

    assert said in VI.say(options.options_caption(found, sample_answer()))


def test_without_targets_the_caption_of_the_options_tells_why_there_are_none() -> None:
    bare = replace(sample_answer(), targets=())
    unknown = replace(bare, record=replace(bare.record, origin=None))

    assert "chưa có chỉ tiêu đoàn viên" in VI.say(options.options_caption((), bare))
    assert "Chưa có số liệu tổng số" in VI.say(options.options_caption((), unknown))


def test_the_table_of_the_options_has_a_row_for_each_option_and_target() -> None:
    answer = sample_answer()
    both = (Figures(odds=0.02), Figures(odds=0.08))
    found = [replace(option(name, Figures()), figures=both) for name in ("One", "Two")]

    table = options.options_table(found, answer, Words("en"))

    assert [row[:3] for row in table.rows] == [
        ("One", "the 2023 target", "2%"),
        ("One", "the 2025 target", "8%"),
        ("Two", "the 2023 target", "2%"),
        ("Two", "the 2025 target", "8%"),
    ]
