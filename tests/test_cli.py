"""The command line speaks Vietnamese, refuses in words and keeps its exit codes."""

import json
from pathlib import Path

import pytest

from forecast import __version__, cli
from forecast.cli import main
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
        (["answer", "gia-lam", "--lang=fr"], "vi, en"),
        (["answer", "gia-lam", "--lang=vi,en"], "vi, en"),
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

    monkeypatch.setattr(cli, "ask", fail)

    assert main(["answer", "gia-lam", f"--data={DATA}"]) == code
    assert str(error) in capsys.readouterr().err
