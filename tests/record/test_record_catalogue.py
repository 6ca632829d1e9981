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
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("message", "plural"):
                template = node.args[0]
                assert isinstance(template, ast.Constant), f"{path.name}:{node.lineno}"
                yield str(template.value)


def fields(template: str) -> set[tuple[str, str]]:
    """Names and forms of the fields of a template."""
    parts = string.Formatter().parse(template)
    return {(name, form or "") for _, name, form, _ in parts if name is not None}


def translations() -> dict[str, tuple[str, str]]:
    """Widest template and Vietnamese by template; where a number chooses, the one of many."""
    with CATALOGUE.open("rb") as file:
        entries = [entry for entry in read_po(file) if entry.id]
    found = {}
    for entry in entries:
        one, *many = (entry.id,) if isinstance(entry.id, str) else entry.id
        # Vietnamese has a single plural form
        (said,) = (entry.string,) if isinstance(entry.string, str) else entry.string or ("",)
        found[one] = (many[0] if many else one, said)
    return found


def test_every_template_is_translated_and_none_is_left_over() -> None:
    used = {*templates(SOURCE / "record"), InputError([]).text.template}

    assert translations().keys() == used
    assert all(said for _, said in translations().values())


def test_a_translation_fills_the_same_fields_in_one_spelling_of_letters() -> None:
    for template, said in translations().values():
        assert {name for name, _ in fields(said)} == {name for name, _ in fields(template)}
        assert unicodedata.is_normalized("NFC", said)
        assert said.endswith(template[-1])
