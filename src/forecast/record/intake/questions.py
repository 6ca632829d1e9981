"""The file in which a planner says whether two names are one union.

It stands beside the spreadsheet and is only ever added to: what a planner has answered stays.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from forecast.errors import Fault, InputError, message
from forecast.record.folders import QUESTIONS
from forecast.record.intake.matching import Question
from forecast.record.intake.reading import read_sheets
from forecast.record.intake.sheets import Sheet
from forecast.record.intake.spelling import body, plain

COLUMNS = ("Tên trong tệp", "Có phải là CĐCS này?", "Mã CĐCS", "Trả lời (có / không)")
_YES, _NO = (
    frozenset({"co", "c", "yes", "y", "x", "dung", "1"}),
    frozenset({"khong", "k", "ko", "no", "n", "sai", "0"}),
)


def questions_beside(path: Path) -> Path:
    """Where the questions about a file stand."""
    return path.with_name(f"{path.stem}{QUESTIONS}")


def read_answers(path: Path) -> dict[tuple[str, str], bool]:
    """What was answered: body of a name and id of a union to whether they are one.

    Raises
    ------
    InputError
        If an answer is neither yes nor no.
    """
    if not path.exists():
        return {}
    (sheet,) = read_sheets(path)
    answers, faults = {}, []
    for row in range(1, len(sheet.rows)):
        name, candidate, said = (sheet.text(row, column) for column in (0, 2, 3))
        if plain(said) in _YES | _NO:
            answers[body(name), candidate] = plain(said) in _YES
        elif said:
            faults.append(_unclear(sheet, row, said))
    if faults:
        raise InputError(faults)
    return answers


def _unclear(sheet: Sheet, row: int, said: str) -> Fault:
    return Fault(
        file=sheet.file,
        place=str(row + 1),
        column=sheet.ref(row, 3),
        found=said,
        problem=message("This is neither yes nor no."),
        remedy=message("Write có or không, or leave it empty to be asked again."),
    )


def questions_text(questions: Sequence[Question], answered: Mapping[tuple[str, str], bool]) -> str:
    """The file to fill in, questions that are open first."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in questions:
        writer.writerow((one.name, one.candidate_name, one.candidate, ""))
    for (name, candidate), yes in sorted(answered.items()):
        writer.writerow((name, "", candidate, "có" if yes else "không"))
    return "\ufeff" + out.getvalue()  # with its mark a spreadsheet reads it as UTF-8
