"""Whatever stands in a file, it is read or refused; nothing else happens."""

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from small_dataset import (
    ASSUMPTIONS,
    EVENT,
    FACTS,
    FEDERATION,
    SCENARIO,
    TABLES,
    TARGET,
    write_dataset,
    write_tables,
)

from forecast.errors import InputError
from forecast.record.dataset import load_dataset
from forecast.record.known import know
from forecast.record.table_forms import (
    FACTS_FORM,
    FIRMS_FORM,
    INDICATORS_FORM,
    MOVEMENTS_FORM,
    RATINGS_FORM,
    RENAMINGS_FORM,
    ROSTER_FORM,
    TableForm,
)
from forecast.record.tables import read_table

with tempfile.TemporaryDirectory() as _parent:
    SMALL = load_dataset(write_dataset(Path(_parent)))

SOUND = {
    "record/facts.csv": FACTS,
    "targets.toml": TARGET,
    "events.toml": EVENT,
    "federation.toml": FEDERATION,
    "scenarios/more.toml": SCENARIO,
    "assumptions.toml": ASSUMPTIONS,
    **TABLES,
}
FORMS: dict[str, TableForm[Any]] = {
    "record/facts.csv": FACTS_FORM,
    "record/movements.csv": MOVEMENTS_FORM,
    "record/roster.csv": ROSTER_FORM,
    "record/firms.csv": FIRMS_FORM,
    "record/ratings.csv": RATINGS_FORM,
    "record/indicators.csv": INDICATORS_FORM,
    "record/renamings.csv": RENAMINGS_FORM,
}
LIKELY = ["", "-1", "31/12/2023", "2023-12-31", "1e999", "nan", "true", "[", '"', "{}", "0,5", "é"]
odd = st.sampled_from(LIKELY) | st.text(max_size=12)


@settings(deadline=None)
@given(data=st.data(), cell=odd, file=st.sampled_from(sorted(FORMS)))
def test_any_cell_is_read_or_refused_in_its_row(data: st.DataObject, cell: str, file: str) -> None:
    rows = [line.split(",") for line in SOUND[file].splitlines()]
    row = data.draw(st.integers(1, len(rows) - 1))
    column = data.draw(st.integers(0, len(rows[row]) - 1))
    rows[row][column] = cell.replace("\n", " ").replace("\r", " ").replace(",", ";")

    table = read_table("\n".join(",".join(cells) for cells in rows), file=file, form=FORMS[file])

    assert table.entries or table.faults
    assert all(fault.place for fault in table.faults)


@settings(deadline=None, max_examples=60)
@given(data=st.data(), piece=odd, file=st.sampled_from(sorted(SOUND)))
def test_any_spoilt_file_is_taken_or_refused_as_a_whole(
    data: st.DataObject, piece: str, file: str
) -> None:
    start = data.draw(st.integers(0, len(SOUND[file])))
    end = data.draw(st.integers(start, min(start + 40, len(SOUND[file]))))
    spoilt = SOUND[file][:start] + piece + SOUND[file][end:]

    with tempfile.TemporaryDirectory() as parent:
        folder = write_tables(write_dataset(Path(parent)))
        (folder / file).write_bytes(spoilt.encode("utf-8", errors="surrogatepass"))

        refused = False
        try:
            name = load_dataset(folder).name
        except InputError as error:
            refused = bool(error.faults)

    assert refused or name == "small"


@settings(deadline=None, max_examples=60)
@given(key=st.sampled_from(["new_union_size", "new_unions_per_year", "origin.date"]), text=odd)
def test_any_change_is_taken_or_refused(key: str, text: str) -> None:
    refused = False
    try:
        taken = key in know(SMALL, changes={key: text}).rates or key != "new_union_size"
    except InputError as error:
        refused = all(fault.file == "--set" for fault in error.faults)

    assert refused or taken
