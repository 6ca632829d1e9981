import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample import sample_answer
from sample_federation import (
    TARGET_2023,
    TARGET_2025,
    TARGET_FOUNDINGS,
)
from sample_odds import odds
from sample_variants import (
    VARIANTS,
    beyond,
    ended,
    illustrative,
    in_hindsight,
    interior,
    one_target_elsewhere,
    past,
    past_before_the_count,
    scenario_as_recorded,
    scenario_of_twenty,
    still_ending,
    with_breaks,
    without_new_unions,
    without_total,
)

from forecast.answers.answer import Answer
from forecast.errors import Message
from forecast.present import sentences
from forecast.present.words import LANGUAGES, Words


def everything(answer: Answer) -> Iterator[Message]:
    """Every sentence of a brief."""
    yield from sentences.conclusion(answer)
    yield from (said for said in (sentences.balance(answer),) if said is not None)
    for decision in sentences.decisions(answer):
        yield decision.what
        yield decision.deadline
        yield from decision.options
        yield from (said for said in (decision.consequence,) if said is not None)
    yield from sentences.situation(answer)
    yield from sentences.forecast_sentences(answer)
    yield from sentences.basis(answer, looks_back=True)
    yield sentences.fan_caption(answer)
    yield sentences.fan_alt(answer)
    yield sentences.curve_caption(answer)
    yield sentences.curve_alt(answer)
    yield sentences.assumptions_caption(answer)
    for drivers in answer.drivers:
        yield sentences.drivers_caption(drivers)
        yield sentences.drivers_alt(drivers)


def paragraph(answer: Answer, lang: str) -> str:
    words = Words(lang)
    return " ".join(words.say(said) for said in sentences.conclusion(answer))


def first_paragraph(answer: Answer, lang: str) -> str:
    words = Words(lang)
    return " ".join(words.say(said) for said in sentences.lead(answer))


def test_the_first_paragraph_answers_with_both_targets_and_both_numbers() -> None:
    assert first_paragraph(sample_answer(), "vi") == (
        "Đến ngày 17/11/2022, toàn huyện có 15.249 đoàn viên. Nếu mỗi năm thành lập mới 13–15 "
        "công đoàn cơ sở (CĐCS) theo kế hoạch, khả năng đạt khoảng 18.000 đoàn viên đến cuối năm "
        "2023 là rất thấp (2%), đạt khoảng 19.500 đến cuối năm 2025 là thấp (18%). Để khả năng đạt "
        "khoảng 50%, cần khoảng 45 CĐCS mới mỗi năm cho mốc 2023, khoảng 26 cho mốc 2025."
    )
    assert first_paragraph(sample_answer(), "en") == (
        "On 17 November 2022 the district had 15,249 members. With 13–15 planned new unions a "
        "year, reaching about 18,000 members by the end of 2023 is very unlikely (2%) and "
        "reaching about 19,500 by the end of 2025 is unlikely (18%). Even odds take about 45 a "
        "year for 2023 and 26 for 2025."
    )


@pytest.mark.parametrize("variant", [sample_answer, *VARIANTS])
def test_the_first_paragraph_is_read_in_a_minute(variant: Callable[[], Answer]) -> None:
    assert len(first_paragraph(variant(), "vi").split()) <= 80
    assert len(first_paragraph(variant(), "en").split()) <= 60


@given(
    first=st.floats(min_value=0, max_value=1),
    second=st.floats(min_value=0, max_value=1),
)
def test_the_first_paragraph_is_short_whatever_the_odds(first: float, second: float) -> None:
    answer = sample_answer(
        targets=(
            odds(TARGET_2023, probability=first),
            odds(TARGET_2025, probability=second),
        )
    )

    assert len(first_paragraph(answer, "vi").split()) <= 80
    assert len(first_paragraph(answer, "en").split()) <= 60


def test_two_targets_of_one_word_share_a_clause() -> None:
    answer = sample_answer(
        targets=(odds(TARGET_2023, probability=0.025), odds(TARGET_2025, probability=0.077))
    )

    assert (
        "khả năng đạt khoảng 18.000 đoàn viên đến cuối năm 2023 (3%) và khoảng 19.500 đến cuối năm "
        "2025 (8%) đều rất thấp"
    ) in first_paragraph(answer, "vi")
    assert "by the end of 2025 (8%) are both very unlikely" in first_paragraph(answer, "en")


def test_a_third_target_is_told_after_the_first_paragraph() -> None:
    third = TARGET_2025.model_copy(
        update={"id": "members-2030", "value": 25_000.0, "due": dt.date(2030, 12, 31)}
    )
    answer = sample_answer(targets=(odds(TARGET_2023), odds(TARGET_2025), odds(third)))

    assert "25,000" not in first_paragraph(answer, "en")
    assert "reaching about 25,000 members by the end of 2030" in paragraph(answer, "en")


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_keeps_a_field_a_blank_or_a_foreign_word(
    variant: Callable[[], Answer], lang: str
) -> None:
    words = Words(lang)

    for said in everything(variant()):
        sentence = words.say(said)
        assert sentence == sentence.strip() != ""
        assert not re.search(r"[{}]|None|nan|  |\.\.|vi=", sentence), sentence
        assert lang == "en" or not re.search(r"\b(the|of|members|unions)\b", sentence), sentence


@pytest.mark.parametrize("variant", VARIANTS)
def test_no_sentence_is_said_twice_in_the_conclusion(variant: Callable[[], Answer]) -> None:
    said = sentences.conclusion(variant())

    assert len(set(map(str, said))) == len(said)


@pytest.mark.parametrize("variant", VARIANTS)
def test_no_technical_term_and_no_refused_word_is_used(variant: Callable[[], Answer]) -> None:
    words = Words("vi")
    refused = r"trung vị|xác suất|bất khả thi|thâm hụt|tỷ lệ cược|tư nhân|thất bại|xếp hạng|\bĐV\b"

    for said in everything(variant()):
        assert not re.search(refused, words.say(said)), words.say(said)


def test_an_interior_best_is_told_with_its_number() -> None:
    assert (
        "Đối với mốc 2023, trong phạm vi đã tính (đến 120 CĐCS/năm) chưa đạt mức 50%; cao nhất 31% "
        "tại 88 CĐCS/năm."
    ) in paragraph(interior(), "vi")


def test_a_best_at_the_top_of_the_grid_needs_more_than_that() -> None:
    assert "the 2023 target needs more than 120 new unions a year" in paragraph(beyond(), "en")


def test_even_odds_without_any_new_union_are_said_so() -> None:
    assert "mốc 2023 không cần thành lập mới CĐCS nào" in paragraph(without_new_unions(), "vi")


def test_a_record_that_cannot_support_an_answer_says_so_first() -> None:
    said = paragraph(without_total(), "vi")

    assert said.startswith("Số liệu hiện có chưa đủ để trả lời: đến ngày 11/10/2021 chưa có tổng")
    assert "26–30" in said
    assert "50–58 đoàn viên" in said


def test_without_a_total_or_two_targets_only_what_is_missing_is_said() -> None:
    answer = replace(without_total(), plan_arithmetic=None)

    assert paragraph(answer, "en") == (
        "The record cannot support an answer yet: no total of members was known by 11 October 2021."
    )


def test_where_no_target_can_be_answered_the_reason_comes_first() -> None:
    answer = past_before_the_count()
    unanswerable = tuple(one for one in answer.targets if one.probability is None)

    said = paragraph(replace(answer, targets=unanswerable), "en")

    assert said.startswith("The public record holds no figure for this promise.")


def test_after_the_end_nothing_is_asked_for_but_the_handover() -> None:
    said = paragraph(ended(), "en")

    assert "ended its activity on 30 June 2025" in said
    assert "the last official count before that, 31 May 2025" in said
    assert "With 13–15 planned" not in said
    assert sentences.balance(ended()) is None


def test_before_the_end_the_last_official_count_is_the_date_that_counts() -> None:
    said = paragraph(still_ending(), "en")

    assert "ends its activity on 30 June 2025" in said
    assert "reaching about 19,500 members by 31 May 2025 is unlikely" in said


def test_a_past_target_is_no_promise_of_what_new_unions_will_do() -> None:
    said = paragraph(past(), "en")

    assert "the figures at hand say that reaching about 18,000 members" in said
    assert "for the 2023 target" not in said


def test_a_target_due_before_the_count_gives_its_reason() -> None:
    assert "The public record holds no figure for this promise." in paragraph(
        past_before_the_count(), "en"
    )


def test_illustrative_figures_are_named_before_anything_else() -> None:
    assert paragraph(illustrative(), "vi").startswith("SỐ LIỆU MINH HỌA")


def test_hindsight_is_said_in_the_conclusion() -> None:
    assert "(đánh giá hồi cứu)" in paragraph(in_hindsight(), "vi")


def test_another_federation_speaks_with_its_own_names_and_no_plan() -> None:
    said = paragraph(one_target_elsewhere(), "en")

    assert "the zone had 15,249 members" in said
    assert "At the recorded pace of new unions" in said
    assert (
        "reaching at least 16,000 members by 30 June 2025 is about as likely as not (40%)" in said
    )
    assert not re.search("Gia Lâm|district|plan", said)


def test_a_scenario_is_not_called_the_plan() -> None:
    assert "With this option's 20 new unions a year" in paragraph(scenario_of_twenty(), "en")
    assert sentences.balance(scenario_of_twenty()) is None
    assert "At the recorded pace of new unions" in paragraph(scenario_as_recorded(), "en")


def test_the_natural_frequency_is_said_once() -> None:
    words = Words("vi")
    said = [words.say(one) for one in sentences.forecast_sentences(sample_answer())]

    assert sum("cứ 100 tình huống mô phỏng, khoảng 2 đạt" in one for one in said) == 1


def test_the_path_of_the_plan_stands_against_the_count() -> None:
    words = Words("en")
    said = " ".join(words.say(one) for one in sentences.situation(sample_answer()))

    assert "17,159 members on that day; the count is 1,910 lower" in said
    assert "15,249 of the 16,046 workers where a union exists were members (95%)" in said


def test_captions_say_what_was_found() -> None:
    words = Words("en")
    answer = sample_answer()

    assert "above the range of 8 chances in 10: the 2023 target; within" in words.say(
        sentences.fan_caption(answer)
    )
    assert words.say(sentences.drivers_caption(answer.drivers[0])) == (
        "Until the end of 2023, on average: new unions bring 815 members, existing unions lose "
        "148; 668 more in all."
    )
    assert "dated breaks −120" in words.say(sentences.drivers_caption(with_breaks().drivers[0]))


@given(probability=st.floats(min_value=0, max_value=1))
def test_odds_are_always_a_word_of_the_scale_with_its_per_cent(probability: float) -> None:
    words = Words("en")
    clause = words.say(sentences.odds_words(probability))

    match = re.fullmatch(r"(.+) \((.+%)\)", clause)

    assert match is not None
    assert match.group(2) == words.percent(probability)


def test_two_targets_of_one_year_are_told_apart_by_their_promise() -> None:
    other = TARGET_2025.model_copy(update={"id": "more", "value": 21_000.0})
    name = sentences.milestone(other, among=(TARGET_2025, other, TARGET_FOUNDINGS))

    assert Words("en").say(name) == "about 21,000 members by the end of 2025"
