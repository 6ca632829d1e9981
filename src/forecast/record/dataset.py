"""A dataset folder, read whole or refused whole.

Every file is read before anything is refused, so a planner sees all faults of all files at once.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from forecast.errors import Fault, InputError
from forecast.record import checks, rate_checks, renaming_checks, table_checks
from forecast.record.contracts import (
    Assumption,
    AssumptionsFile,
    Event,
    EventsFile,
    Fact,
    FederationFile,
    Precedent,
    ScenarioFile,
    Target,
    TargetsFile,
)
from forecast.record.faults import in_order
from forecast.record.files import MAX_TABLE_BYTES, read_text
from forecast.record.folders import (
    ASSUMPTIONS,
    EVENTS,
    FACTS,
    FEDERATION,
    FIRMS,
    INDICATORS,
    MOVEMENTS,
    RATINGS,
    RENAMINGS,
    ROSTER,
    SCENARIOS,
    TARGETS,
    find_dataset,
    require_folder,
    scenario_files,
    stray_faults,
    tables_present,
)
from forecast.record.table_contracts import (
    Firm,
    Indicator,
    Movement,
    Rating,
    Renaming,
    RosterEntry,
)
from forecast.record.table_forms import (
    FACTS_FORM,
    FIRMS_FORM,
    INDICATORS_FORM,
    MOVEMENTS_FORM,
    RATINGS_FORM,
    RENAMINGS_FORM,
    ROSTER_FORM,
    R,
    TableForm,
)
from forecast.record.tables import Table, Watching, read_table
from forecast.record.texts import Text
from forecast.record.toml_files import TomlFile, read_toml

__all__ = ["BASE", "Dataset", "find_dataset", "load_dataset"]

BASE = "base"
"""The scenario that changes nothing; it exists without a file."""

_BASE = ScenarioFile(
    name=Text(vi="Phương án cơ sở", en="Base"),
    note=Text(
        vi="Giữ nguyên các giả định và kế hoạch hiện có.",
        en="The stated assumptions and the plan as they stand.",
    ),
)

C = TypeVar("C", bound=BaseModel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """Everything a dataset folder states, whenever it became known."""

    name: str
    folder: Path
    federation: FederationFile
    targets: tuple[Target, ...]
    assumptions: tuple[Assumption, ...]
    precedents: tuple[Precedent, ...]
    events: tuple[Event, ...]
    facts: tuple[Fact, ...]
    movements: tuple[Movement, ...]
    roster: tuple[RosterEntry, ...]
    firms: tuple[Firm, ...]
    ratings: tuple[Rating, ...]
    indicators: tuple[Indicator, ...]
    renamings: tuple[Renaming, ...]
    scenarios: Mapping[str, ScenarioFile]
    """By name, sorted; ``base`` is always there."""

    tables: tuple[str, ...]
    """Names of the record tables present, sorted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Files:
    """What was read of each file, sound or not."""

    federation: TomlFile[FederationFile]
    targets: TomlFile[TargetsFile]
    assumptions: TomlFile[AssumptionsFile]
    events: TomlFile[EventsFile]
    scenarios: Mapping[str, TomlFile[ScenarioFile]]
    facts: Table[Fact]
    movements: Table[Movement]
    roster: Table[RosterEntry]
    firms: Table[Firm]
    ratings: Table[Rating]
    indicators: Table[Indicator]
    renamings: Table[Renaming]

    @property
    def sectors(self) -> Collection[str]:
        """Sectors the other files may name; while the federation is unsound, those they do name."""
        stated = {sector.id for _, sector in self.federation.entries("sector")}
        if self.federation.faults:
            used = {assumption.sector for _, assumption in self.assumptions.entries("assumption")}
            stated |= used - {None}
        return sorted(stated)

    @property
    def rates(self) -> Collection[str]:
        """Keys of the rates stated; all there can be while a fault may hide one."""
        if self.assumptions.faults:
            return rate_checks.rate_terms(self.sectors)
        return {assumption.key for _, assumption in self.assumptions.entries("assumption")}

    @property
    def tables(self) -> Sequence[Table[Any]]:
        """What was read of each table."""
        return (
            *(self.facts, self.movements, self.roster),
            *(self.firms, self.ratings, self.indicators, self.renamings),
        )


def load_dataset(folder: Path, *, watch: Watching | None = None) -> Dataset:
    """Read a dataset folder.

    Parameters
    ----------
    watch
        Is told which table is being read and which share of it is, from time to time.

    Raises
    ------
    InputError
        If anything in it is wrong; carries every fault of every file.
    """
    folder = folder.resolve()
    require_folder(folder)
    files = _read(folder, watch)
    faults = in_order([*_own_faults(files), *_cross_faults(files), *stray_faults(folder)])
    if faults:
        raise InputError(faults)
    assumptions = _sound(files.assumptions)
    scenarios = {BASE: _BASE} | {name: _sound(file) for name, file in files.scenarios.items()}
    return Dataset(
        name=folder.name,
        folder=folder,
        federation=_sound(files.federation),
        targets=_sound(files.targets).target,
        assumptions=assumptions.assumption,
        precedents=assumptions.precedent,
        events=_sound(files.events).event,
        facts=files.facts.entries,
        movements=files.movements.entries,
        roster=files.roster.entries,
        firms=files.firms.entries,
        ratings=files.ratings.entries,
        indicators=files.indicators.entries,
        renamings=files.renamings.entries,
        scenarios=dict(sorted(scenarios.items())),
        tables=tables_present(folder),
    )


def _read(folder: Path, watch: Watching | None) -> _Files:
    def optional(file: str, contract: type[C]) -> TomlFile[C]:
        if (folder / file).exists():
            return read_toml(folder / file, file=file, contract=contract)
        return TomlFile(file=file, content=contract())

    def optional_table(file: str, form: TableForm[R]) -> Table[R]:
        return (
            _read_table(folder, file, form, watch) if (folder / file).exists() else Table(file=file)
        )

    return _Files(
        federation=read_toml(folder / FEDERATION, file=FEDERATION, contract=FederationFile),
        targets=optional(TARGETS, TargetsFile),
        assumptions=read_toml(folder / ASSUMPTIONS, file=ASSUMPTIONS, contract=AssumptionsFile),
        events=optional(EVENTS, EventsFile),
        scenarios={
            name: read_toml(path, file=f"{SCENARIOS}/{path.name}", contract=ScenarioFile)
            for name, path in scenario_files(folder).items()
        },
        facts=_read_table(folder, FACTS, FACTS_FORM, watch),
        movements=optional_table(MOVEMENTS, MOVEMENTS_FORM),
        roster=optional_table(ROSTER, ROSTER_FORM),
        firms=optional_table(FIRMS, FIRMS_FORM),
        ratings=optional_table(RATINGS, RATINGS_FORM),
        indicators=optional_table(INDICATORS, INDICATORS_FORM),
        renamings=optional_table(RENAMINGS, RENAMINGS_FORM),
    )


def _read_table(folder: Path, file: str, form: TableForm[R], watch: Watching | None) -> Table[R]:
    try:
        text = read_text(folder / file, file=file, most=MAX_TABLE_BYTES)
        return read_table(text, file=file, form=form, watch=watch)
    except InputError as error:
        return Table(file=file, faults=error.faults)


def _own_faults(files: _Files) -> Iterator[Fault]:
    yield from files.federation.faults
    yield from files.targets.faults
    yield from files.assumptions.faults
    yield from files.events.faults
    for table in files.tables:
        yield from table.faults
    for scenario in files.scenarios.values():
        yield from scenario.faults


def _cross_faults(files: _Files) -> Iterator[Fault]:
    sectors, rates = files.sectors, files.rates
    yield from checks.federation_faults(files.federation)
    yield from checks.target_faults(files.targets, sectors=sectors)
    yield from checks.event_faults(files.events, sectors=sectors, rates=rates)
    yield from checks.precedent_faults(files.assumptions)
    yield from checks.fact_faults(files.facts, sectors=sectors)
    yield from rate_checks.assumption_faults(files.assumptions, sectors=sectors)
    for scenario in files.scenarios.values():
        yield from rate_checks.change_faults(scenario, sectors=sectors, rates=rates)
        yield from checks.strike_off_faults(scenario, sectors=sectors, rates=rates)
    yield from table_checks.movement_faults(files.movements, sectors=sectors)
    yield from table_checks.roster_faults(files.roster, sectors=sectors)
    yield from table_checks.firm_faults(files.firms)
    yield from table_checks.rating_faults(files.ratings, roster=files.roster)
    yield from table_checks.indicator_faults(files.indicators, targets=files.targets)
    yield from renaming_checks.renaming_faults(files.renamings, roster=files.roster)


def _sound(file: TomlFile[C]) -> C:
    if file.content is None:
        raise InputError(file.faults)
    return file.content
