"""Lists of enterprises without a union."""

from forecast.errors import message, plural
from forecast.record.advice import Advice
from forecast.record.folders import plain_name
from forecast.record.intake.headings import Field
from forecast.record.intake.layouts.layout import Asked, Found, Layout, count_date, known_date
from forecast.record.intake.layouts.line import NO_NAME, Line, said_name
from forecast.record.intake.layouts.rows import lines
from forecast.record.intake.privacy import scrubbed
from forecast.record.intake.proposed import Proposed
from forecast.record.intake.spelling import folded
from forecast.record.table_checks import FEWEST_WORKERS

FIELDS = (
    Field("ordinal", r"^so thu tu$"),
    Field("id", r"^ma( so)?( doanh nghiep)?$"),
    Field("members", r"\bdoan vien\b", r"^ten doan vien$|du kien|ke hoach|phan dau"),
    Field("name", r"^ten\b|^(doanh nghiep|cong ty|don vi)$"),
    Field("workers", r"\blao dong\b|\bcong nhan\b|\bso cn\b", r"\bnu$|\bnam$|ty le|lien doan"),
    Field("commune", r"\b(xa|phuong|thi tran)\b|dia ban"),
)

NO_WORKERS: Advice = (
    message("The workers of this enterprise are not stated."),
    message("Write the number of workers, or take the row out."),
)


def read_firms(found: Found, asked: Asked) -> None:
    """One row an enterprise of enough workers."""
    day = count_date(found, asked)
    small = 0
    if day is None:
        return
    known_on, used = known_date(found, asked, counted=day), dict[str, int]()
    for line, kind in lines(found, name="name", figures=("workers",)):
        if kind == "nameless":
            line.fault("name", NO_NAME)
        elif kind == "row":
            workers = _workers(line)
            small += workers is not None and workers < FEWEST_WORKERS
            if workers is not None and workers >= FEWEST_WORKERS:
                cells = {"date": day.isoformat(), "known_on": known_on, "workers": str(workers)}
                found.rows.append(_firm(line, cells, used))
    if small:
        found.note(
            plural(
                "One enterprise has fewer than {fewest} workers and is passed over.",
                "{n:count} enterprises have fewer than {fewest} workers and are passed over.",
                n=small,
                fewest=FEWEST_WORKERS,
            )
        )


def _workers(line: Line) -> int | None:
    workers = line.count("workers")
    if workers is None and not line.refused:
        line.fault("workers", NO_WORKERS)
    return workers


def _firm(line: Line, cells: dict[str, str], used: dict[str, int]) -> Proposed:
    name = said_name(line, "name")
    base = line.text("id") or plain_name(folded(name))[:60].strip("-") or "dn"
    used[base] = used.get(base, 0) + 1
    columns = line.found.head.columns
    return Proposed(
        table="firms",
        cells={
            **cells,
            "id": base if used[base] == 1 else f"{base}-{used[base]}",
            "name": name,
            "commune": scrubbed(line.text("commune")),
        },
        sheet=line.sheet,
        row=line.row,
        columns={name: places[0] for name, places in columns.items()} | {"id": columns["name"][0]},
    )


FIRMS = Layout(
    id="firm-list",
    title=message("Enterprises without a union"),
    fields=FIELDS,
    required=(frozenset({"name"}), frozenset({"workers"})),
    rules_out=frozenset({"members"}),
    says=r"chua (co|thanh lap)|khong co (to chuc )?cong doan|^ten doanh nghiep$|doanh nghiep chua",
    read=read_firms,
)
