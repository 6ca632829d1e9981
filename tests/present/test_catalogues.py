import ast
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog
from jinja2 import Environment, nodes

import forecast
from forecast.present.words import Words, catalogues

SOURCE = Path(forecast.__file__).parent
FORWARDS = {"present/page/render.py"}
"""Modules that hand on the templates of pages, which are extracted from the pages themselves."""


def fields(template: str) -> set[str]:
    """Fields of a template, with their forms."""
    return {
        f"{name}:{form}" for _, name, form, _ in Formatter().parse(template) if name is not None
    }


def names(template: str) -> set[str]:
    return {field.partition(":")[0] for field in fields(template)}


def templates_of_code() -> Iterator[tuple[str, str]]:
    """Module and template of every ``message(...)``; a template that is no literal is a fault."""
    for path in sorted(SOURCE.rglob("*.py")):
        module = path.relative_to(SOURCE).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and _called(node.func) == "message"):
                continue
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield module, first.value
            else:
                assert module in FORWARDS, f"{module}:{node.lineno}: the template is no literal"


def _called(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def templates_of_pages() -> Iterator[tuple[str, str]]:
    """Page and template of every ``say(...)`` in the pages."""
    environment = Environment(autoescape=True)
    for path in sorted((SOURCE / "present" / "page" / "templates").glob("*.j2")):
        page = environment.parse(path.read_text(encoding="utf-8"))
        for call in page.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "say":
                first = call.args[0]
                assert isinstance(first, nodes.Const), f"{path.name}:{call.lineno}: no literal"
                yield f"present/page/templates/{path.name}", first.value


def said_anywhere() -> dict[str, set[str]]:
    """Modules and pages that say each template."""
    found: dict[str, set[str]] = defaultdict(set)
    for where, template in (*templates_of_code(), *templates_of_pages()):
        found[template].add(where)
    return found


def entries(catalogue: Catalog) -> Iterator[tuple[str, str, bool]]:
    """Template, translation and doubt of every entry."""
    for entry in catalogue:
        if entry.id:
            assert isinstance(entry.id, str)
            assert isinstance(entry.string, str)
            yield entry.id, entry.string, entry.fuzzy


def test_every_sentence_has_its_vietnamese() -> None:
    translated = {
        template for area in catalogues("vi").values() for template, _, _ in entries(area)
    }
    missing = defaultdict(list)
    for template, places in said_anywhere().items():
        if template not in translated:
            missing[min(places)].append(template)

    assert not missing, "\n".join(f"{area}: {said}" for area, said in missing.items())


def test_no_translation_is_left_over() -> None:
    said = said_anywhere()
    unused = {
        area: [template for template, _, _ in entries(catalogue) if template not in said]
        for area, catalogue in catalogues("vi").items()
    }

    assert not any(unused.values()), unused


def test_translations_are_complete_certain_composed_and_fill_the_same_fields() -> None:
    for area, catalogue in catalogues("vi").items():
        for template, translation, fuzzy in entries(catalogue):
            where = f"{area}.po: {template!r}"
            assert translation.strip(), where
            assert not fuzzy, where
            assert unicodedata.is_normalized("NFC", template + translation), where
            assert names(translation) == names(template), where


def test_areas_do_not_contradict_one_another() -> None:
    translations = defaultdict(set)
    for catalogue in catalogues("vi").values():
        for template, translation, _ in entries(catalogue):
            translations[template].add(translation)

    assert not {said: ways for said, ways in translations.items() if len(ways) > 1}


def test_every_form_that_is_asked_for_is_known() -> None:
    translated = [
        text for area in catalogues("vi").values() for pair in entries(area) for text in pair[:2]
    ]
    asked = {field.partition(":")[2] for text in translated for field in fields(text)}

    assert asked - {""} <= set(Words("vi").forms)
