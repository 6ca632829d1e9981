"""Every refusal of the record floor can be said in Vietnamese."""

import ast
import string
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import read_po

import forecast
from forecast.errors import InputError

SOURCE = Path(forecast.__file__).parent
CATALOGUE = SOURCE / "present" / "locale" / "vi" / "record.po"


def templates(folder: Path) -> Iterator[str]:
    """Templates of all messages made in the modules of ``folder``."""
    for path in sorted(folder.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "message":
                (template,) = node.args
                assert isinstance(template, ast.Constant), f"{path.name}:{node.lineno}"
                yield str(template.value)


def fields(template: str) -> set[tuple[str, str]]:
    """Names and forms of the fields of a template."""
    parts = string.Formatter().parse(template)
    return {(name, form or "") for _, name, form, _ in parts if name is not None}


def translations() -> dict[str, str]:
    """Vietnamese by template."""
    with CATALOGUE.open("rb") as file:
        return {str(entry.id): str(entry.string) for entry in read_po(file) if entry.id}


def test_every_template_is_translated_and_none_is_left_over() -> None:
    used = {*templates(SOURCE / "record"), InputError([]).text.template}

    assert translations().keys() == used
    assert all(translations().values())


def test_a_translation_fills_the_same_fields_in_one_spelling_of_letters() -> None:
    for template, said in translations().items():
        assert {name for name, _ in fields(said)} == {name for name, _ in fields(template)}
        assert unicodedata.is_normalized("NFC", said)
        assert said.endswith(template[-1])
