import json
from dataclasses import replace
from datetime import date

import pytest
from sample import sample_record
from sample_variants import without_total
from test_console import shown

from forecast.answers.checkup.finding import Finding
from forecast.answers.record_check import RecordCheck, check_record
from forecast.answers.what_if import RecordValue
from forecast.errors import message
from forecast.present.record_check import check_report, check_text
from forecast.present.tables.check_tables import MOST_SHOWN
from forecast.present.words import LANGUAGES, Words

VALUES = (
    RecordValue(kind="movements", reduction=0.12, standard_error=0.01, held=False),
    RecordValue(kind="foundings", reduction=0.09, standard_error=0.01, held=True),
    RecordValue(kind="firms", reduction=0.004, standard_error=0.01, held=False),
)


def sample_check(**changes: object) -> RecordCheck:
    return replace(check_record(sample_record(), today=date(2023, 8, 1)), **changes)  # type: ignore[arg-type] # any field


def many(count: int) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            kind="no_members",
            severity="doubtful",
            table="roster",
            subject=f"u-{i}",
            what=message("{day:day}", day=date(2022, 5, 31)),
            remedy=message("Delete one of the two rows."),
        )
        for i in range(count)
    )


def test_the_grade_stands_first_then_what_there_is_and_what_to_collect() -> None:
    said = shown(check_report(sample_check(), VALUES, Words("vi")))

    places = [
        said.index(part)
        for part in (
            "Đánh giá số liệu: căn cứ thấp.",
            "Số liệu hiện có",
            "Kết quả rà soát, nội dung nặng nhất trước",
            "Số liệu nên thu thập tiếp",
        )
    ]
    assert places == sorted(places)
    assert "17/11/2022" in said


def test_what_to_collect_leaves_out_what_is_held_and_keeps_the_order() -> None:
    said = shown(check_report(sample_check(), VALUES, Words("en")))
    part = said[said.index("What to collect next") :]

    assert part.index("members admitted, left and transferred") < part.index("the list of firms")
    assert "new unions of each of five years" not in part
    assert "12%" in part


def test_without_any_total_the_first_thing_to_collect_is_one() -> None:
    record = without_total().record

    said = shown(check_report(check_record(record, today=date(2023, 8, 1)), (), Words("en")))

    assert "First enter a dated number of all members" in said


def test_a_long_list_is_cut_and_says_so_while_json_holds_all() -> None:
    check = sample_check(findings=many(MOST_SHOWN + 7))

    said = shown(check_report(check, VALUES, Words("en")))

    assert "7 more findings are not shown here" in said
    assert len(check_text(check, VALUES, Words("en"))["findings"]) == MOST_SHOWN + 7


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_report_fits_a_narrow_terminal(lang: str) -> None:
    said = shown(check_report(sample_check(), VALUES, Words(lang)), width=80)

    assert max(map(len, said.splitlines())) <= 80
    assert "…" not in said


def test_json_holds_the_schema_and_plain_values() -> None:
    found = check_text(sample_check(), VALUES, Words("en"))

    assert json.loads(json.dumps(found)) == found
    assert (found["schema"], found["grade"]) == (1, "low")
    assert [one["kind"] for one in found["collect_next"]] == ["movements", "firms"]
    assert {one["table"] for one in found["tables"] if one["missing"] is None} == {
        "firms",
        "ratings",
        "indicators",
        "renamings",
    }
