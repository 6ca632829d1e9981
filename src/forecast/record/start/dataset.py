"""A new federation's folder: built aside, checked like any other, put in place whole or not."""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from forecast.errors import InputError, message
from forecast.record import advice
from forecast.record.dataset import BASE, load_dataset
from forecast.record.faults import refused
from forecast.record.folders import (
    ASSUMPTIONS,
    EVENTS,
    FACTS,
    FEDERATION,
    SCENARIOS,
    TARGETS,
    is_name,
    plain_name,
)
from forecast.record.intake.spelling import tidy
from forecast.record.start import assumptions, federation
from forecast.record.start.levels import LEVELS, NewSector
from forecast.record.start.target_kinds import TARGETS_COMMENT
from forecast.record.start.toml_text import toml_text
from forecast.record.start.workbook import workbook
from forecast.record.table_forms import FACTS_FORM

_EVENTS_COMMENT = """\
Dated breaks of the record: what ends, moves or is re-counted, by sector."""
_BASE_CONTENT: Mapping[str, Mapping[str, str]] = {
    "name": {"vi": "Phương án cơ sở", "en": "Base"},
    "note": {
        "vi": "Giữ nguyên các giả định và kế hoạch hiện có.",
        "en": "The stated assumptions and the plan as they stand.",
    },
}


def start_dataset(
    data: Path,
    name: str,
    *,
    level: str,
    title: str = "",
    english: str = "",
    parent: str = "",
    sectors: Sequence[NewSector] = (),
) -> tuple[Path, ...]:
    """Create the folder of a federation under ``data``, with a workbook to fill in.

    Parameters
    ----------
    level
        One of `LEVELS`.
    title, english, parent
        Full name in Vietnamese and in English, and the federation above; what is left out gets
        a stand-in that the workbook can correct.
    sectors
        Its sectors, exactly one of them founding; those usual at its level if left out.

    Returns
    -------
    tuple of Path
        The files that were made, the workbook first.

    Raises
    ------
    InputError
        If the name is no plain name, its folder exists, or the level or the sectors cannot be.
        Then nothing was made.
    """
    _require_new(data, name)
    if level not in LEVELS:
        problem, remedy = advice.unknown_name(level, known=LEVELS)
        raise refused("--level", found=level, problem=problem, remedy=remedy)
    said = {"title": title, "english": english, "parent": parent}
    contents = _contents(
        name,
        level=level,
        said={key: _printable(text) for key, text in said.items()},
        sectors=tuple(sectors) or LEVELS[level].sectors,
    )
    data.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=data) as aside:
        # The outer folder is for one's own eyes only; the inner one has the usual permissions.
        folder = Path(aside) / name
        for file, content in contents.items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_bytes(content)
        load_dataset(folder)
        _require_new(data, name)
        folder.rename(data / name)
    return tuple(data / name / file for file in contents)


def workbook_file(name: str) -> str:
    """Name of a federation's workbook within its folder."""
    return f"{name}.xlsx"


def _printable(text: str) -> str:
    """Text on one line, without signs that neither a sheet nor a page can hold."""
    return "".join(sign for sign in tidy(text) if sign.isprintable())


def _require_new(data: Path, name: str) -> None:
    if not is_name(name):
        nearest = plain_name(name) or "gia-lam"
        raise refused(
            "NAME",
            found=name,
            problem=message("The name may hold only a–z, 0–9 and hyphens."),
            remedy=message("Write {name} instead.", name=nearest),
        )
    if (data / name).exists() or (data / name).is_symlink():
        raise _taken(name)


def _taken(name: str) -> InputError:
    return refused(
        "NAME",
        found=name,
        problem=message("There is already a federation of this name; it was left as it is."),
        remedy=message("Choose another name, or fill in and import {file}.", file=f"{name}.xlsx"),
    )


def _contents(
    name: str, *, level: str, said: Mapping[str, str], sectors: Sequence[NewSector]
) -> dict[str, bytes]:
    """Bytes of every file of the folder, the workbook first."""
    who = federation.new_federation(name, level=level, sectors=sectors, **said)
    rates = assumptions.starting_assumptions(level, sectors)
    texts = {
        FEDERATION: toml_text(federation.federation_content(who), comment=federation.COMMENT),
        TARGETS: toml_text({}, comment=TARGETS_COMMENT),
        ASSUMPTIONS: toml_text(rates, comment=assumptions.COMMENT),
        EVENTS: toml_text({}, comment=_EVENTS_COMMENT),
        f"{SCENARIOS}/{BASE}.toml": toml_text(_BASE_CONTENT),
        FACTS: ",".join(FACTS_FORM.columns.tests) + "\n",
    }
    book = workbook(who, {sector.id: sector.kind for sector in sectors})
    files = {file: text.encode("utf-8") for file, text in texts.items()}
    return {workbook_file(name): book, **files}
