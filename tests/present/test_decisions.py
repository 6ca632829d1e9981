from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from sample import sample_answer, sample_record
from sample_federation import (
    ORIGIN,
    TARGET_2023,
    TARGET_2025,
)
from sample_odds import fewest, odds
from sample_variants import (
    ended,
    interior,
    internal,
    past,
    still_ending,
    with_odds,
)

from forecast.answers.answer import Answer
from forecast.present import sentences
from forecast.present.words import Words


def paragraph(answer: Answer, lang: str) -> str:
    words = Words(lang)
    return " ".join(words.say(said) for said in sentences.conclusion(answer))


def decided(answer: Answer, lang: str = "en") -> str:
    """Everything the committee is asked, as one text."""
    words = Words(lang)
    parts = [
        words.say(said)
        for decision in sentences.decisions(answer)
        for said in (decision.what, *decision.options, decision.consequence)
        if said is not None
    ]
    return "\n".join(parts)


@given(probability=st.floats(min_value=0, max_value=1))
def test_nothing_asks_for_more_where_the_plan_already_gives_even_odds(probability: float) -> None:
    answer = with_odds(probability)
    is_even = round(probability, 4) >= 0.5

    assert (sentences.balance(answer) is None) == is_even
    assert ("Choose a course" in decided(answer)) != is_even
    assert ("Run a peak drive" in decided(answer)) != is_even
    assert ("Keep to 13–15 new unions a year" in decided(answer)) == is_even
    assert ("only about 8" in paragraph(answer, "en")) == is_even


def test_one_target_within_reach_is_left_out_of_what_falls_short() -> None:
    answer = sample_answer(targets=(odds(TARGET_2023), odds(TARGET_2025, probability=0.7)))
    balance = sentences.balance(answer)

    assert balance is not None
    assert "2025" not in Words("en").say(balance)
    assert "19,500" not in decided(answer)


def test_each_way_forward_carries_its_consequence() -> None:
    asked = decided(sample_answer(), "vi")

    assert "thành lập mới khoảng 45 CĐCS mỗi năm (khả năng đạt khoảng 50%" in asked
    assert "chưa có tiền lệ" in asked
    assert "bình quân 112 đoàn viên mỗi CĐCS mới, gấp 1,9 lần mức giả định 60" in asked
    assert "Nếu không chọn các hướng trên: báo cáo LĐLĐ thành phố Hà Nội, đề xuất điều" in asked
    assert "797 người" in asked
    assert "tối đa 29% trong 2.751 đoàn viên cần tăng thêm cho mốc 2023" in asked


def test_a_number_with_a_precedent_is_not_flagged() -> None:
    answer = sample_answer(
        new_unions=tuple(
            replace(fewest(target, 0.5), unprecedented=False)
            for target in (TARGET_2023, TARGET_2025)
        )
    )

    assert "on record" not in decided(answer)
    assert "Raise the number to about 45 new unions a year until the end of 2023" in decided(answer)


def test_a_size_that_reaches_nothing_is_no_option() -> None:
    answer = sample_answer(levers=sample_answer().levers[:2])

    assert "found larger unions" not in decided(answer)


def test_workers_beyond_the_gap_would_cover_it_whole() -> None:
    answer = sample_answer(record=sample_record(origin=replace(ORIGIN, workers=18_500)))

    assert "would equal the 2,751 members to be added for 2023, if those who" in decided(answer)


def test_a_complete_record_is_not_asked_for_again() -> None:
    assert "Compile, as at" not in decided(internal())


def test_the_lead_is_left_for_the_committee_to_name() -> None:
    assert {decision.lead for decision in sentences.decisions(sample_answer())} == {""}


def test_figures_are_asked_for_at_the_next_reporting_date() -> None:
    deadlines = [
        Words("vi").say(decision.deadline) for decision in sentences.decisions(sample_answer())
    ]

    assert deadlines[-1] == "30/11/2022"


def test_a_number_nobody_can_reach_is_no_option() -> None:
    asked = decided(interior())

    assert "Report to the" in asked
    assert "about 88" not in asked
    assert "peak drive" not in asked


def test_a_past_target_is_no_longer_to_be_decided() -> None:
    assert "18,000" not in decided(past())


def test_a_drive_that_lasts_for_years_is_called_a_pace() -> None:
    asked = decided(sample_answer())

    assert "Run a peak drive until the end of 2023" in asked
    assert "Raise the number to about 26 new unions a year until the end of 2025" in asked


def test_a_choice_is_due_before_its_target() -> None:
    deadline = sentences.decisions(still_ending())[0].deadline

    assert Words("en").say(deadline) == "31 May 2025"


def test_after_the_end_only_the_handover_is_left() -> None:
    assert len(sentences.decisions(ended())) == 1
    assert "Hand the membership figures over" in decided(ended())
