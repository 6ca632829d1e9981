"""What was typed, read into values or refused in words."""

import datetime as dt
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import typer

from forecast.errors import Fault, InputError, Message, message
from forecast.languages import languages
from forecast.present.words import LANGUAGES
from forecast.record.dataset import find_dataset

C = TypeVar("C", bound=str)

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_OFFICE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def read_date(text: str, *, option: str) -> dt.date | None:
    """Read a date; ``None`` for an empty text, which means the default.

    Raises
    ------
    InputError
        If it is not a year-month-day date; a date in the office's order is written back in the
        right one.

    Examples
    --------
    >>> read_date("2022-11-17", option="--as-of")
    datetime.date(2022, 11, 17)
    """
    if not text:
        return None
    if _ISO.fullmatch(text):
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            problem = message("There is no such day in the calendar.")
    else:
        problem = message("This is not a date in the order year-month-day.")
    raise _refused(
        option, found=text, problem=problem, remedy=message("Write {example}.", example=_iso(text))
    )


def _iso(text: str) -> str:
    """What was probably meant, in the right order; else an example."""
    office = _OFFICE.fullmatch(text)
    if office:
        day, month, year = (int(part) for part in office.groups())
        try:
            return dt.date(year, month, day).isoformat()
        except ValueError:
            return "2022-11-17"
    return "2022-11-17"


def read_changes(told: Sequence[str]) -> dict[str, str]:
    """Read ``key=value`` texts.

    Raises
    ------
    InputError
        If a text has no equals sign or no key, or a key is given twice; every one at once.

    Examples
    --------
    >>> read_changes(["new_union_size=70"])
    {'new_union_size': '70'}
    """
    changes: dict[str, str] = {}
    faults: list[Fault] = []
    for text in told:
        key, equals, value = (part.strip() for part in text.partition("="))
        if not (key and equals and value):
            remedy = message("Write {example}.", example="new_union_size=70")
            faults.append(_fault("--set", text, message("This is not key=value."), remedy))
        elif key in changes:
            remedy = message("Give each assumption once.")
            faults.append(_fault("--set", text, message("It is given twice."), remedy))
        changes[key] = value
    if faults:
        raise InputError(faults)
    return changes


def read_languages(told: str, *, several: bool) -> tuple[str, ...]:
    """Read one language or a list parted by commas, in the order given, each once.

    Raises
    ------
    InputError
        If one of them is not a language of the product, or there are several where one is asked.

    Examples
    --------
    >>> read_languages("en, vi", several=True)
    ('en', 'vi')
    """
    languages = tuple(dict.fromkeys(part.strip() for part in told.split(",") if part.strip()))
    known = all(lang in LANGUAGES for lang in languages)
    if languages and known and (several or len(languages) == 1):
        return languages
    example = ",".join(LANGUAGES) if several else LANGUAGES[0]
    raise _refused(
        "--lang",
        found=told,
        problem=message("Only these languages are known: {known:list}.", known=_self_names()),
        remedy=message("Write {example}.", example=example),
    )


def _self_names() -> list[str]:
    """The languages as one types them, each with what its speakers call it."""
    return [f"{lang} ({one.name})" for lang, one in languages().items()]


def read_choice(told: str, choices: Sequence[C], *, option: str) -> C:
    """Read one of a few words.

    Raises
    ------
    InputError
        If it is none of them.

    Examples
    --------
    >>> read_choice("b", ("A", "B", "C"), option="--grade")
    'B'
    """
    for choice in choices:
        if told.strip().lower() == choice.lower():
            return choice
    raise _refused(
        option,
        found=told,
        problem=message("This is not one of the words allowed here."),
        remedy=message("Write one of the known names: {known}.", known=", ".join(choices)),
    )


def guess_language(arguments: Sequence[str]) -> str:
    """Language for what is said before the options are read: the first one named.

    Examples
    --------
    >>> guess_language(["refresh", "--lang=en,vi"]), guess_language(["answer"])
    ('en', 'vi')
    """
    joined = " ".join(arguments)
    named = re.search(r"--lang[ =]([\w-]+)", joined)
    found = named.group(1) if named else ""
    return found if found in LANGUAGES else LANGUAGES[0]


def chosen_datasets(told: Sequence[str], *, data: Path) -> tuple[Path, ...]:
    """The folders named, or every dataset folder under ``data`` that tells of a real federation.

    Illustrative data are refreshed when they are named, or where there is nothing else.

    Raises
    ------
    InputError
        If there is none, or two of them have the same name and would share a reports folder.
    """
    folders = [find_dataset(name, data=data) for name in told]
    if not told:
        there = sorted(path.parent for path in data.glob("*/federation.toml"))
        folders = [folder for folder in there if not _is_illustrative(folder)] or there
    if not folders:
        raise _refused(
            "--data",
            found=str(data),
            problem=message("There is no dataset in this folder."),
            remedy=message("Run the command in the project folder, or name the folder."),
        )
    names = [folder.resolve().name for folder in folders]
    if len(set(names)) < len(names):
        raise _refused(
            "DATASET",
            found=", ".join(names),
            problem=message("Two datasets have the same name."),
            remedy=message("Name each dataset once, or rename one folder."),
        )
    return tuple(folders)


def _is_illustrative(folder: Path) -> bool:
    """Whether a dataset says so; one that cannot be read is for the refresh to refuse."""
    try:
        stated = tomllib.loads((folder / "federation.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return stated.get("provenance") == "illustrative"


def usage_error(error: typer.TyperException) -> InputError:
    """Say in words what typer could not read."""
    option = getattr(error, "option_name", None)
    if option is not None:
        return _option_error(str(option), getattr(error, "possibilities", None))
    parameter = getattr(error, "param", None)
    if parameter is not None:
        missing = hasattr(error, "param_type")
        problem = (
            message("It is missing.")
            if missing
            else message("This is not a whole number within the limits.")
        )
        name = parameter.opts[0] if parameter.param_type_name == "option" else "DATASET"
        return _refused(name, found="", problem=problem, remedy=_help())
    # typer quotes the surplus word or puts it in brackets at the end of its English sentence.
    surplus = re.search(r".*[('](.+?)[)']\W*$", error.format_message())
    return _refused(
        "forecast",
        found=surplus.group(1) if surplus else "",
        problem=message("There is no such command, or a word too many."),
        remedy=_help(),
    )


def _option_error(option: str, possibilities: Sequence[str] | None) -> InputError:
    """An option nobody knows, or one without its value."""
    if possibilities is None:
        problem, remedy = message("This option is unknown or has no value."), _help()
    else:
        problem = message("There is no such option.")
        remedy = message("Write {example}.", example=", ".join(possibilities))
    return _refused(option, found="", problem=problem, remedy=remedy)


def _help() -> Message:
    return message("“forecast --help” shows what can be written.")


def _fault(option: str, found: str, problem: Message, remedy: Message) -> Fault:
    return Fault(file=option, found=found, problem=problem, remedy=remedy)


def _refused(option: str, *, found: str, problem: Message, remedy: Message) -> InputError:
    return InputError([_fault(option, found, problem, remedy)])
