"""The workbook a federation was started with, read back: what it states of the federation.

Its lists are read like any office's lists; here are the sheets no other file has, and the names of
those that hold nothing to read. Importing a workbook in which nothing changed changes nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from forecast.errors import Fault, InputError
from forecast.record.contracts import FederationFile, Sector, Target, TargetsFile
from forecast.record.files import read_text
from forecast.record.folders import ASSUMPTIONS, FEDERATION, TARGETS
from forecast.record.intake.layouts.layout import Found
from forecast.record.intake.own_facts import find_facts, read_facts
from forecast.record.intake.own_federation import Stated, find_info
from forecast.record.intake.own_targets import find_targets, read_targets
from forecast.record.intake.proposed import Proposed
from forecast.record.intake.sheets import Sheet
from forecast.record.intake.spelling import folded
from forecast.record.start import forms
from forecast.record.start.assumptions import with_sectors
from forecast.record.start.federation import COMMENT, federation_content
from forecast.record.start.lists import LISTS
from forecast.record.start.sheets import HEAD
from forecast.record.start.target_kinds import TARGETS_COMMENT, targets_content
from forecast.record.start.toml_text import toml_text
from forecast.record.toml_files import C, read_toml


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """What the workbook says besides its lists."""

    files: Mapping[str, str]
    """New text of the files that change, by name within the dataset."""

    rows: tuple[Proposed, ...]
    """Rows of ``record/facts.csv``."""

    faults: tuple[Fault, ...]
    sheets: frozenset[str]
    """Names of the sheets read here, and of those of the workbook that hold nothing to read."""

    sectors: tuple[Sector, ...]
    """The sectors the federation will have."""


def statements(sheets: Sequence[Sheet], *, folder: Path) -> Statements:
    """What the sheets of a workbook state of the federation in ``folder``.

    Raises
    ------
    InputError
        If the dataset's own files cannot be read.
    """
    kept = _sound(folder, FEDERATION, FederationFile)
    promised = _sound(folder, TARGETS, TargetsFile).target
    infos = [info for sheet in sheets if (info := find_info(sheet, kept=kept)) is not None]
    said = infos[0].read() if infos else Stated(federation=kept)
    who = said.federation
    targets, facts = _found(sheets, find_targets), _found(sheets, find_facts)
    promises = [read_targets(found, federation=who, kept=promised) for found in targets]
    rows = [row for found in facts for row in read_facts(found, sectors=who.sector)]
    faults = [*said.faults, *(fault for found in (*targets, *facts) for fault in found.faults)]
    files = {**_federation_files(folder, said, kept), **_target_files(promises, promised)}
    read = [*(info.sectors for info in infos), *targets, *facts]
    return Statements(
        files={} if faults else files,
        rows=() if faults else tuple(rows),
        faults=tuple(faults),
        sheets=frozenset(
            [*(found.sheet.name for found in read), *filter(None, map(_holds_nothing, sheets))]
        ),
        sectors=who.sector,
    )


def _sound(folder: Path, file: str, contract: type[C]) -> C:
    path = folder / file
    if not path.exists() and file != FEDERATION:
        return contract()
    read = read_toml(path, file=file, contract=contract)
    if read.content is None or read.faults:
        raise InputError(read.faults)
    return read.content


def _found(sheets: Sequence[Sheet], find: Callable[[Sheet], Found | None]) -> list[Found]:
    return [found for sheet in sheets if (found := find(sheet)) is not None]


def _federation_files(folder: Path, said: Stated, kept: FederationFile) -> Mapping[str, str]:
    """The federation where it changes, and the starting rates of sectors it gains or loses."""
    who = said.federation
    if who == kept:
        return {}
    files = {FEDERATION: toml_text(federation_content(who), comment=COMMENT)}
    lost = {sector.id for sector in kept.sector} - {sector.id for sector in who.sector}
    if lost or said.added:
        text = read_text(folder / ASSUMPTIONS, file=ASSUMPTIONS)
        files[ASSUMPTIONS] = with_sectors(text, added=said.added, lost=lost)
    return files


def _target_files(
    promises: Sequence[Sequence[Target]], kept: Sequence[Target]
) -> Mapping[str, str]:
    """The targets where any are written and they differ from those there are."""
    written = [target for targets in promises for target in targets]
    if not written or written == list(kept):
        return {}
    return {TARGETS: toml_text(targets_content(written), comment=TARGETS_COMMENT)}


def _holds_nothing(sheet: Sheet) -> str:
    """Name of a sheet of the workbook that explains, lists choices or was left empty."""
    if folded(sheet.name) in _EXPLAINING:
        return sheet.name
    below = (
        text
        for row in range(HEAD, len(sheet.rows))
        for column, text in sheet.texts(row)
        if column or not text.isdigit()  # the rows are numbered beforehand
    )
    return sheet.name if folded(sheet.name) in _LISTS and not any(below) else ""


_EXPLAINING = frozenset(map(folded, (forms.GUIDE, forms.CHOICES)))
_LISTS = frozenset(folded(form.name) for form in LISTS)
