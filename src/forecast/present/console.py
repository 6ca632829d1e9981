"""What a terminal shows: an answer, or what is wrong with the input.

User text is shown as it stands: markup is no style here and control characters become spaces.
"""

import unicodedata
from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table as Grid
from rich.text import Text as Line

from forecast.answers.answer import Answer
from forecast.errors import Fault, InputError, Message, message
from forecast.present.sentences.basis import audit_sentences, face
from forecast.present.sentences.conclusion import balance, conclusion
from forecast.present.tables import Table
from forecast.present.tables.answer_tables import needs_table, odds_table
from forecast.present.words import Words


def answer_table(answer: Answer, words: Words) -> RenderableType:
    """Give the conclusion, the odds of every target and the new unions that it would take."""
    record = answer.record
    head = message(
        "{federation} – as known on {as_of:day} – {scenario}",
        federation=record.federation.name,
        as_of=record.as_of,
        scenario=record.scenario_name,
    )
    sentences = [*conclusion(answer), balance(answer)]
    paragraph = " ".join(words.say(said) for said in sentences if said is not None)
    known = any(one.probability is not None for one in answer.targets)
    tables = (odds_table(answer, words), needs_table(answer, words)) if known else ()
    return Group(
        Line(plain(words.say(head)), style="bold"),
        Line(),
        Line(plain(paragraph)),
        Line(),
        *(grid(table) for table in tables),
        *(Line(plain(words.say(said))) for said in audit_sentences(answer)),
        Line(plain(words.say(face(record))), style="dim"),
    )


def faults_table(error: InputError, words: Words) -> RenderableType:
    """Give every fault: where it is, what stands there, why it cannot be and what to write."""
    places = [_place(fault) for fault in error.faults]
    lines = [
        line
        for fault, place in zip(error.faults, places, strict=True)
        for line in _fault_lines(fault, place, words)
    ]
    return Group(Line(plain(words.say(error.text)), style="bold"), *lines)


def plain(text: str) -> str:
    """Text without control characters, which could steer a terminal or hide what stands there."""
    return "".join(
        " " if unicodedata.category(sign) in {"Cc", "Cf", "Zl", "Zp"} else sign for sign in text
    )


def grid(table: Table) -> Grid:
    """One table; a narrow terminal breaks words but never a figure."""
    found = Grid(title=Line(plain(table.caption)), title_justify="left", box=SIMPLE_HEAD)
    for i, name in enumerate(table.head):
        if i in table.figures:
            said = (name, *(row[i] for row in table.rows))
            longest = max(len(word) for text in said for word in text.split())
            found.add_column(Line(plain(name)), justify="right", width=longest)
        else:
            found.add_column(Line(plain(name)))
    for row in table.rows:
        found.add_row(*_cells(row))
    return found


def _cells(row: Sequence[str]) -> list[Line]:
    return [Line(plain(cell)) for cell in row]


def _fault_lines(fault: Fault, place: Message, words: Words) -> list[Line]:
    """Place, what was found, the problem and the remedy, a line each."""
    said = [words.say(place)]
    if fault.found:
        said.append("  " + words.say(message("Found: {found}", found=fault.found)))
    said += [f"  {words.say(fault.problem)}", f"  {words.say(fault.remedy)}"]
    return [Line(plain(line), style="bold" if i == 0 else "") for i, line in enumerate(said)]


def _place(fault: Fault) -> Message:
    """File, row and column, as far as they are known."""
    said = {"file": fault.file, "row": fault.place, "column": fault.column}
    if fault.place and fault.column:
        return message("{file}, row or line {row}, {column}:", **said)
    if fault.place:
        return message("{file}, row or line {row}:", **said)
    if fault.column:
        return message("{file}, {column}:", **said)
    return message("{file}:", **said)
