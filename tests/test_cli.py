"""The command line speaks Vietnamese, refuses in words and keeps its exit codes."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from forecast import __version__
from forecast.cli import answer, main
from forecast.errors import RatesError, message

DATA = Path(__file__).parents[1] / "data"


def test_the_version_is_the_packages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert __version__ in capsys.readouterr().out


@pytest.mark.parametrize(("lang", "word"), [("vi", "bộ số liệu"), ("en", "dataset")])
def test_the_help_speaks_the_readers_language(
    lang: str, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["answer", "--lang", lang, "--help"]) == 0
    assert word in capsys.readouterr().out


def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "refresh" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["answer", "gia-lam", "--as-of=31/12/2023"], "2023-12-31"),
        (["answer", "gia-lam", "--as-of=2022-13-01"], "Trong lịch không có ngày này"),
        (["answer", "gia-lam", "--as-of=20221117"], "năm-tháng-ngày"),
        (["answer", "gia-lam", "--lang=fr"], "en (English)"),
        (["answer", "gia-lam", "--lang=vi,en"], "vi (Tiếng Việt)"),
        (["answer", "gia-lam", "--set", "new_union_size"], "new_union_size=70"),
        (["answer", "gia-lam", "--set", "a=1", "--set", "a=2"], "hai lần"),
        (["answer", "gia-lam", "--set", "new_union_sise=70"], "new_union_size"),
        (["answer", "gia-lam", "--scenario=no-such"], "no-such"),
        (["answer", "no-such"], "gia-lam"),
        (["answer"], "DATASET"),
        (["answer", "gia-lam", "--asof=2022-11-17"], "--as-of"),
        (["answer", "gia-lam", "--seed=-1"], "--seed"),
        (["answer", "gia-lam", "--seed=x"], "--seed"),
        (["answer", "gia-lam", "--seed"], "--seed"),
        (["answer", "gia-lam", "more"], "more"),
        (["forecast"], "forecast"),
        (["refresh", "gia-lam", "gia-lam"], "trùng tên"),
        (["import", "no-such.xlsx", "--into", "gia-lam"], "no-such.xlsx"),
        (["import", "README.md", "--into", "gia-lam"], "thuộc mẫu"),
        (["import", "README.md", "--into", "no-such"], "gia-lam"),
        (["import", "README.md"], "--into"),
        (["import", "README.md", "--into", "gia-lam", "--grade=D"], "A, B, C"),
        (["check", "gia-lam", "--renamings", "README.md"], "README.md"),
        (["new", "gia-lam"], "gia-lam"),
        (["new", "Đông Anh"], "dong-anh"),
        (["new", "dong-anh", "--level=village"], "district"),
    ],
)
def test_wrong_input_is_refused_in_words_with_exit_code_2(
    arguments: list[str],
    said: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(DATA.parent)

    assert main(arguments) == 2

    shown = capsys.readouterr()
    assert shown.out == ""
    assert said in shown.err
    assert "Traceback" not in shown.err


def test_a_folder_without_datasets_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["refresh", f"--data={tmp_path}", "--lang=en", f"--reports={tmp_path / 'r'}"]) == 2
    assert "no dataset" in capsys.readouterr().err
    assert not (tmp_path / "r").exists()


def test_the_json_is_utf8_and_ends_with_a_line_end(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["answer", str(DATA / "gia-lam"), "--as-of=2021-10-11", "--json"]) == 0

    out = capsys.readouterr().out
    assert out.endswith("}\n")
    assert list(json.loads(out))[:3] == ["schema", "dataset", "as_of"]


def test_a_readable_table_is_printed_without_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["answer", "gia-lam", "--as-of=2021-10-11", f"--data={DATA}"]) == 0
    assert "ngày 11/10/2021" in capsys.readouterr().out


LIST = """\
DANH SÁCH CÔNG ĐOÀN CƠ SỞ (số liệu minh họa, chốt đến ngày 30/11/2022)
TT,Tên CĐCS,Tổng số CNVCLĐ,Tổng số ĐVCĐ,Họ tên chủ tịch,SĐT
1,CĐCS Trường Mầm non Mẫu,40,38,Nguyễn Văn Mẫu,0900 000 001
2,CĐCS Công ty TNHH Ví Dụ,"1.210","1.000",Trần Thị Thử,0900 000 002
3,UBND xã Thử,20,20,Lê Văn Thử,0900 000 003
,Tổng cộng,1270,1058,,
"""


def test_from_a_list_of_unions_to_an_answer_without_editing_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, file = tmp_path / "data", tmp_path / "Danh sách.csv"
    file.write_text(LIST, encoding="utf-8")
    into = ["--into", "thu", f"--data={data}"]

    assert main(["new", "thu", "--title", "LĐLĐ huyện Thử", f"--data={data}"]) == 0
    assert main(["import", str(file), *into]) == 0
    assert not (data / "thu" / "record" / "roster.csv").exists()
    assert main(["import", str(file), *into, "--complete", "--write"]) == 0
    stored = [path.read_bytes() for path in sorted((data / "thu" / "record").iterdir())]
    assert main(["import", str(file), *into, "--complete", "--write"]) == 0

    assert [p.read_bytes() for p in sorted((data / "thu" / "record").iterdir())] == stored
    assert "không thay đổi gì" in capsys.readouterr().out
    assert main(["answer", "thu", f"--data={data}", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)["record"]
    assert (record["origin_date"], record["origin_members"]) == ("2022-11-30", 1058)
    everything = b"".join(stored).decode()
    assert not any(part in everything for part in ("0900", "Nguyễn", "Trần", "Lê Văn"))


def test_a_refused_import_marks_the_cells_and_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, file = tmp_path / "data", tmp_path / "Danh sách.csv"
    file.write_text(LIST.replace("38", "ba mươi"), encoding="utf-8")
    main(["new", "thu", f"--data={data}"])
    before = sorted(path.name for path in (data / "thu" / "record").iterdir())

    assert main(["import", str(file), "--into", "thu", f"--data={data}", "--write"]) == 2

    assert "D3" in capsys.readouterr().err
    assert sorted(path.name for path in (data / "thu" / "record").iterdir()) == before
    page = load_workbook(tmp_path / "Danh sách.loi.xlsx").worksheets[1]
    assert "Đây không phải là số" in (page["D3"].comment.text if page["D3"].comment else "")
    assert page["D3"].fill.fgColor.rgb == "FFFFC7CE"


def test_an_uncertain_name_is_asked_about_and_the_answer_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, first = tmp_path / "data", tmp_path / "a.csv"
    second, questions = tmp_path / "b.csv", tmp_path / "b.doi-chieu.csv"
    first.write_text(LIST, encoding="utf-8")
    later = LIST.replace("30/11/2022", "31/05/2023").replace("TNHH Ví Dụ", "TNHH Ví Dụ VN")
    second.write_text(later, encoding="utf-8")
    into = ["--into", "thu", f"--data={data}", "--write"]
    main(["new", "thu", f"--data={data}"])
    assert main(["import", str(first), *into]) == 0

    assert main(["import", str(second), *into]) == 2
    asked = questions.read_text(encoding="utf-8-sig")
    assert "Ví Dụ VN" in asked
    questions.write_text(asked.replace(",\n", ",có\n"), encoding="utf-8")
    assert main(["import", str(second), *into]) == 0

    roster = (data / "thu" / "record" / "roster.csv").read_text(encoding="utf-8")
    ids = {line.split(",")[2] for line in roster.splitlines()[1:]}
    assert len(ids) == 3
    assert "b.doi-chieu.csv" in capsys.readouterr().err


def test_a_check_grades_the_record_and_writes_candidates(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "doi-ten.csv"

    assert main(["check", "gia-lam", f"--data={DATA}", f"--renamings={file}", "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == 1
    assert told["grade"] == "low"
    assert file.read_text(encoding="utf-8").startswith("date,known_on,union,successor,kind")


@pytest.mark.parametrize(
    ("error", "code"), [(RatesError(message("no rates")), 2), (ZeroDivisionError("boom"), 1)]
)
def test_a_failure_inside_has_its_own_exit_code(
    error: Exception,
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(answer, "ask", fail)

    assert main(["answer", "gia-lam", f"--data={DATA}"]) == code
    assert str(error) in capsys.readouterr().err
