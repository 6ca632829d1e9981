"""Movement reports: what was there, came, went and is there, by sector or union, for a period."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from forecast.errors import message
from forecast.record.advice import Advice
from forecast.record.intake import values
from forecast.record.intake.headings import Field, above
from forecast.record.intake.layouts.layout import Asked, Found, Layout, known_date
from forecast.record.intake.layouts.line import NO_NAME, Line
from forecast.record.intake.layouts.rows import lines
from forecast.record.intake.proposed import Proposed, cell_fault
from forecast.record.intake.spelling import folded
from forecast.record.intake.values import Period

FIELDS = (
    Field("ordinal", r"^so thu tu$"),
    Field("start", r"^tu ngay"),
    Field("end", r"^den ngay"),
    Field("opening", r"dau ky|ky truoc|dau nam|dau quy|co den dau", r"^tang|^giam|nu$"),
    Field(
        "closing", r"cuoi ky|cuoi nam|cuoi quy|cuoi ky bao cao|hien co|co mat", r"^tang|^giam|nu$"
    ),
    Field("closed_unions", r"^(so )?cong doan co so (bi )?giai the|\| so cong doan co so giai the"),
    Field("organised", r"thanh lap|cong doan co so moi", r"so cong doan co so thanh lap|nu$"),
    Field("admitted_before", r"ket nap.*cong doan co so (da|san|hien) co", r"nu$|dang"),
    Field("admitted_total", r"ket nap", r"nu$|dang"),
    Field("transfers_in", r"chuyen (den|vao|ve)|chuyen tu\b.*\bden\b|tiep nhan"),
    Field("transfers_out", r"chuyen (di|ra|noi khac|don vi khac)|chuyen (cong tac|sinh hoat)"),
    Field("closed_members", r"giai the"),
    Field(
        "left",
        r"\bhuu\b|thoi viec|nghi viec|ra khoi|\bchet\b|tu tran|qua doi|khai tru|ky luat"
        r"|xoa ten"
        r"|mat suc|het han hop dong|cham dut|xin ra|khac|nghi che do|bo viec",
        r"^tang",
        several=True,
    ),
    Field("left_total", r"\bgiam\b"),
    Field(
        "name", r"^(ten|khu vuc|khoi|loai hinh|don vi|noi dung|linh vuc|cong doan)\b|^doanh nghiep$"
    ),
    Field("kind", r"^(khu vuc|khoi|loai hinh|linh vuc)\b"),
)

_FLOWS = (
    "opening",
    "admitted_total",
    "admitted_before",
    "organised",
    "transfers_in",
    "transfers_out",
    "left",
    "closed_members",
    "closed_unions",
    "closing",
)
_FIGURES = ("opening", "closing", "admitted_total", "left", "left_total")


def read_movements(found: Found, asked: Asked) -> None:
    """One row a sector and period, those of single unions added up."""
    stated = None if found.head.one("start") is not None else _period(found, asked)
    if stated is None and found.head.one("start") is None:
        return
    sums: dict[tuple[str, Period], list[tuple[Line, Mapping[str, int]]]] = defaultdict(list)
    for line, group in _rows(found):
        period = stated or _own_period(line)
        sector, flows = _sector(line, asked, group=group), _flows(line)
        if period and sector and flows and not line.refused:
            sums[sector, period].append((line, flows))
    for (sector, period), parts in sums.items():
        found.rows.append(_added(parts, sector=sector, period=period, asked=asked))


def _rows(found: Found) -> Iterator[tuple[Line, str]]:
    """Rows with the heading they stand under; a heading with figures and no rows is one itself."""
    group, empty = "", None
    for line, kind in lines(found, name="name", figures=_FIGURES):
        if empty and kind in ("group", "total"):
            yield replace(empty, since=len(found.faults)), ""
        empty = None if kind in ("group", "total", "row") else empty
        if kind == "nameless":
            line.fault("name", NO_NAME)
        elif kind == "group":
            group = line.text("name") or line.text("ordinal")
            empty = line if line.has(*_FIGURES) and line.text("name") else None
        elif kind == "row" and folded(line.text("name")).startswith("trong do"):
            line.fault("name", _A_PART)
        elif kind == "row":
            yield line, group
    if empty:
        yield replace(empty, since=len(found.faults)), ""


_A_PART: Advice = (
    message("The row is a part of the row above it, which would be counted twice."),
    message("Write one row for each sector, none of them within another."),
)


def _sector(line: Line, asked: Asked, *, group: str) -> str | None:
    """The sector a row is, or the one of the union it names."""
    name, sectors = line.text("name"), asked.sectors
    kind = sectors.named(line.text("kind"), of=name)
    sector = kind or sectors.named(name) or sectors.heading(group, of=name) or sectors.of_body(name)
    if sector is None:
        line.fault("name", _unknown_sector(asked))
    return sector


def _period(found: Found, asked: Asked) -> Period | None:
    """The period a report covers: asked for, else named above the table or by the sheet."""
    titles = [text for _, text in above(found.sheet, found.head.first)]
    named = _narrowest([*titles, found.sheet.name])
    if asked.start and asked.date:
        return Period(asked.start, asked.date)
    if named and asked.date and named.end != asked.date:
        said = (
            message("The sheet says its figures are of {day:day}.", day=named.end),
            message("Give --date {date}, or correct the sheet.", date=named.end.isoformat()),
        )
        found.faults.append(
            cell_fault(found.sheet, found.head.first, None, found=asked.date, said=said)
        )
        return None
    if named is None:
        found.faults.append(
            cell_fault(found.sheet, found.head.first, None, found="", said=_NO_PERIOD)
        )
    return named


def _narrowest(texts: Sequence[str]) -> Period | None:
    """The shortest period named; a year only where no text names a part of it."""
    named = [period for text in texts if (period := values.period(text))]
    if not named:
        return None
    shortest = min(named, key=lambda period: period.end - period.start)
    whole_year = (shortest.end - shortest.start).days > 360
    return values.period(" ".join(texts)) if whole_year else shortest


_NO_PERIOD: Advice = (
    message("The report does not say which period it covers."),
    message("Write it above the table, such as Quý III/2022, or give --start and --date."),
)


def _own_period(line: Line) -> Period | None:
    start, end = line.date("start"), line.date("end")
    if start and end:
        return Period(start, end)
    if not line.refused:
        line.fault("end" if start else "start", _NO_DAY)
    return None


_NO_DAY: Advice = (
    message("A day of the period is not stated."),
    message("Write both days, such as 01/12/2021 and 31/05/2022."),
)


def _flows(line: Line) -> Mapping[str, int] | None:
    """Flows of one row; nothing where the account cannot be read or does not balance."""
    read = {name: line.count(name) for name in _FLOWS}
    for name in ("opening", "closing"):
        if read[name] is None and not line.refused:
            line.fault(name, _NO_STOCK)
    if line.refused:
        return None
    flows = {name: count or 0 for name, count in read.items()}
    flows["left"] = _left(line, flows, stated=read["left"])
    if read["admitted_total"] is None:
        flows["admitted_total"] = flows["organised"] + flows["admitted_before"]
    reached = _reached(flows)
    if not line.refused and reached != flows["closing"]:
        line.fault("closing", _unbalanced(flows, reached))
    return flows


def _left(line: Line, flows: Mapping[str, int], *, stated: int | None) -> int:
    """Members who left: the parts stated, else all losses less those that went elsewhere."""
    total = line.count("left_total")
    within = sum(
        flows[name]
        for name in ("transfers_out", "closed_members")
        if any(
            line.found.head.paths[column]
            .split(" | ")[0]
            .startswith(("giam", "so giam", "doan vien giam"))
            for column in line.found.head.columns.get(name, ())
        )
    )
    if stated is None:
        return max(0, (total or 0) - within)
    outside = flows["transfers_out"] + flows["closed_members"]
    if total is not None and total not in (stated, stated + within, stated + outside):
        line.fault("left_total", _other_losses(total, stated, outside))
    return stated


def _reached(flows: Mapping[str, int]) -> int:
    gained = flows["opening"] + flows["admitted_total"] + flows["transfers_in"]
    return gained - flows["left"] - flows["closed_members"] - flows["transfers_out"]


def _unbalanced(flows: Mapping[str, int], reached: int) -> Advice:
    return (
        message(
            "The account does not balance: {opening} + {admitted} + {arrived} − {left} − {closed} "
            "− {departed} = {reached}, but the closing stock is {closing}.",
            opening=flows["opening"],
            admitted=flows["admitted_total"],
            arrived=flows["transfers_in"],
            left=flows["left"],
            closed=flows["closed_members"],
            departed=flows["transfers_out"],
            reached=reached,
            closing=flows["closing"],
        ),
        message("Correct the figure that is wrong; both sides must be equal."),
    )


def _other_losses(total: int, left: int, outside: int) -> Advice:
    return (
        message(
            "The losses are {total} in total, but their parts are {left} and {outside}.",
            total=total,
            left=left,
            outside=outside,
        ),
        message("Correct the total or its parts; the parts must add to it."),
    )


_NO_STOCK: Advice = (
    message("The stock of members is not stated."),
    message("Write the number of members; 0 if there are none."),
)


def _unknown_sector(asked: Asked) -> Advice:
    return (
        message("It is not clear which sector this belongs to."),
        message("Write one of the sectors in the row: {names}.", names=asked.sectors.names),
    )


def _added(
    parts: list[tuple[Line, Mapping[str, int]]], *, sector: str, period: Period, asked: Asked
) -> Proposed:
    first = parts[0][0]
    head, found = first.found.head, first.found
    flows = {name: sum(part[name] for _, part in parts) for name in _FLOWS}
    split = "organised" in head.columns
    cells = {name: str(count) for name, count in flows.items()}
    cells |= {
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
        "known_on": known_date(found, asked, counted=period.end),
        "sector": sector,
        "admitted": str(flows["admitted_total"] - flows["organised"]) if split else "",
        "organised": str(flows["organised"]) if split else "",
        "closed_unions": str(flows["closed_unions"]) if "closed_unions" in head.columns else "",
    }
    return Proposed(
        table="movements",
        cells=cells,
        sheet=first.sheet,
        row=first.row,
        columns={name: places[0] for name, places in head.columns.items()},
    )


MOVEMENTS = Layout(
    id="movement-report",
    title=message("Movement report"),
    fields=FIELDS,
    required=(
        frozenset({"name"}),
        frozenset({"opening"}),
        frozenset({"closing"}),
        frozenset({"admitted_total", "admitted_before", "organised"}),
    ),
    read=read_movements,
)
