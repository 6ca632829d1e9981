import datetime as dt
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from gettext import c2py

import pytest
from babel.messages.catalog import Catalog
from jinja2 import nodes
from said_anywhere import Template, fields, pages, said_anywhere, said_in_code, said_on_pages

from forecast.errors import Message
from forecast.languages import LOCALE, TEMPLATES
from forecast.present.catalogues import DATASET
from forecast.present.words import LANGUAGES, Words, catalogues

EXAMPLES = {
    "count_range": (13.0, 15.0),
    "day": dt.date(2022, 1, 5),
    "long_day": dt.date(2022, 1, 5),
    "month_year": dt.date(2022, 1, 5),
    "list": ["x", "y"],
    "series": ["x", "y"],
    "semicolons": ["x", "y"],
}
"""A value for each form that does not take a number."""


def entries(catalogue: Catalog) -> Iterator[tuple[Template, tuple[str, ...], bool]]:
    """Template, translation in each plural form, and doubt, of every message."""
    for entry in catalogue:
        if entry.id and entry.context != DATASET:
            ids = (entry.id,) if isinstance(entry.id, str) else tuple(entry.id)
            said = (entry.string,) if isinstance(entry.string, str) else entry.string or ()
            yield Template(*ids), tuple(said), entry.fuzzy


def test_every_sentence_has_its_vietnamese() -> None:
    translated = {
        template for area in catalogues("vi").values() for template, _, _ in entries(area)
    }
    missing = defaultdict(list)
    for template, places in said_anywhere().items():
        if template not in translated:
            missing[min(places)].append(template)

    assert not missing, "\n".join(f"{area}: {said}" for area, said in missing.items())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_translation_is_left_over(lang: str) -> None:
    said = said_anywhere()
    unused = {
        area: [template for template, _, _ in entries(catalogue) if template not in said]
        for area, catalogue in catalogues(lang).items()
    }

    assert not any(unused.values()), unused


@pytest.mark.parametrize("lang", LANGUAGES)
def test_translations_are_complete_certain_composed_and_fill_the_same_fields(lang: str) -> None:
    for area, catalogue in catalogues(lang).items():
        for template, forms, fuzzy in entries(catalogue):
            where = f"{lang}/{area}.po: {template.one!r}"
            assert not fuzzy, where
            assert forms, where
            assert all(form.strip() for form in forms), where
            assert unicodedata.is_normalized("NFC", "".join((*template, *forms))), where
            known = set(fields(template.widest))
            for form in forms:
                assert known - template.counts <= set(fields(form)) <= known, where


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_number_has_a_plural_form_in_every_area(lang: str) -> None:
    for area, catalogue in catalogues(lang).items():
        choose = c2py(catalogue.plural_expr)
        chosen = {choose(n) for n in range(1_000)}
        for template, forms, _ in entries(catalogue):
            if template.many:
                assert chosen == set(range(len(forms))), f"{lang}/{area}.po: {template.one!r}"


def test_english_wording_has_its_place() -> None:
    assert list((LOCALE / TEMPLATES).glob("*.po"))


def test_where_a_number_chooses_it_is_shown_whole_and_every_other_field_stays() -> None:
    for template in said_anywhere():
        if template.many:
            one, many = fields(template.one), fields(template.many)
            shown = {form for name, form in (one | many).items() if name in template.counts}
            assert shown & {"count", "count_range"}, template
            assert shown <= {"count", "count_range"}, template
            assert many.keys() - template.counts == one.keys() - template.counts, template


def test_no_sentence_is_said_both_with_and_without_plural_forms() -> None:
    ways = defaultdict(set)
    for template in said_anywhere():
        ways[template.one].add(template)

    assert not {one: found for one, found in ways.items() if len(found) > 1}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_areas_do_not_contradict_one_another(lang: str) -> None:
    translations = defaultdict(set)
    for catalogue in catalogues(lang).values():
        for template, forms, _ in entries(catalogue):
            translations[template.one].add(forms)

    assert not {said: ways for said, ways in translations.items() if len(ways) > 1}


def test_every_field_of_a_sentence_is_given_where_it_is_said() -> None:
    for said in (*said_in_code(), *said_on_pages()):
        if said.given is not None:
            chooser = {"n"} if said.template.many else set()
            assert said.given == set(fields(said.template.widest)) | chooser, said.where


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_shows_a_raw_key_or_an_unfilled_brace(lang: str) -> None:
    words = Words(lang)
    for one, many in said_anywhere():
        for n in (1, 2, 5) if many else (5,):
            asked = fields(many or one)
            values = {name: EXAMPLES.get(form, 0.25) for name, form in asked.items()}
            said = words.say(Message(one, values | ({"n": n} if many else {}), many))

            assert said.strip(), one
            assert not re.search(r"[{}]", said), said


def test_no_page_shows_words_that_are_not_said_in_its_language() -> None:
    for name, page in pages():
        written = "…".join(data.data for data in page.find_all(nodes.TemplateData))
        style = r"(?s:<style>.*?</style>)|[^{}<>]*\{[^{}]*: [^{}]*\}"
        shown = re.sub(rf"{style}|<[^>]*>|&\w+;", "", written)

        assert not re.search(r"[{}]|[^\W\d_]{2,}", shown), f"{name}: {shown}"
