"""Lists of unions: one list of all, or one sheet a commune with its name above the table."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from forecast.errors import message
from forecast.record.advice import Advice
from forecast.record.intake.headings import Field, above
from forecast.record.intake.layouts.layout import Asked, Found, Layout, count_date, known_date
from forecast.record.intake.layouts.line import NO_NAME, Line, said_name
from forecast.record.intake.layouts.rows import lines
from forecast.record.intake.proposed import Proposed, Unmatched, cell_fault
from forecast.record.intake.spelling import folded
from forecast.record.intake.values import number

_WORKERS, _MEMBERS = r"(?=.*\blao dong\b)", r"(?=.*\bdoan vien\b)"
_FEMALE, _MALE = (
    r"\bnu( nguoi)?$|\bnu (doan vien|lao dong)",
    r"(\||doan vien|lao dong|do) nam$|\| nam (doan|lao)",
)
_OTHER = (
    r"t[yi] le|phan tram|du kien|ke hoach|phan dau|thanh lap doan vien"
    r"|ket nap|dang vien|uu tu|thu nhap|doan phi|kinh phi|muc luong|chuyen|giam"
    r"|dau ky|cuoi ky"
)
_KIND = r"(loai hinh|khu vuc|thanh phan|khoi).*\| (doanh nghiep |khu vuc )?"

FIELDS = (
    Field("ordinal", r"^so thu tu$"),
    Field("id", r"^ma( so)?( cong doan co so| cong doan| don vi)?$"),
    Field(
        "name",
        r"^ten\b.*\b(cong doan|don vi|doanh nghiep|cong ty|truong|co quan|to chuc)\b"
        r"|^ten( doan vien)?$"
        r"|^(cong doan co so|don vi|cong doan|doanh nghiep|ten goi)( truc thuoc)?$",
    ),
    Field("workers_female", rf"^{_WORKERS}.*({_FEMALE})", _OTHER),
    Field("workers_male", rf"^{_WORKERS}.*({_MALE})", _OTHER),
    Field("members_female", rf"^{_MEMBERS}.*({_FEMALE})", _OTHER),
    Field("members_male", rf"^{_MEMBERS}.*({_MALE})", _OTHER),
    Field("members", rf"^{_MEMBERS}", rf"{_OTHER}|{_FEMALE}|{_MALE}"),
    Field("workers", rf"^{_WORKERS}", rf"{_OTHER}|{_FEMALE}|{_MALE}|doan vien"),
    Field(
        "state",
        rf"{_KIND}(nha nuoc|hanh chinh.*|khu vuc nha nuoc|cong lap|hcsn)$|^nha nuoc$",
    ),
    Field(
        "foreign",
        rf"{_KIND}(ngoai nuoc|nuoc ngoai|(nuoc ngoai )?fdi|co von.*|von.*ngoai.*)$"
        r"|^(ngoai nuoc|fdi|nuoc ngoai)$",
    ),
    Field(
        "domestic",
        rf"{_KIND}(trong nuoc|ngoai nha nuoc|tu nhan|dan doanh|ngoai quoc doanh)$|^trong nuoc$",
    ),
    Field("kind", r"^(khu vuc|khoi|loai hinh|thanh phan kinh te|linh vuc quan ly)\b", r"\|"),
    Field(
        "founded",
        r"\bthanh lap\b",
        r"(quyet dinh|so qd)(?!.*\b(ngay|nam)\b)|moi|thanh lap (doanh nghiep|cong ty|nu\b|lao dong)"
        r"|thanh lap doan vien",
    ),
    Field("closed", r"giai the|ngung hoat dong|cham dut"),
    Field("date", r"ngay (chot|tinh|thong ke)|thoi diem|chot so lieu"),
)

MORE_WOMEN: Advice = (
    message("There are more women than people in total."),
    message("Correct the total or the number of women."),
)
NO_MEMBERS: Advice = (
    message("The members of this union are not stated."),
    message("Write the number of members; 0 if there are none."),
)


def read_unions(found: Found, asked: Asked) -> None:
    """One roster row a union."""
    stated = None if found.head.one("date") is not None else count_date(found, asked)
    if stated is None and found.head.one("date") is None:
        return
    _refuse_two_days(found)
    above_all, group, sums = _said_above(found), "", _Sums()
    for line, kind in lines(
        found, name="name", figures=("members", "members_female", "members_male", "workers")
    ):
        if kind == "group" or (kind == "row" and _is_heading(line)):
            group = _group_text(line)
            sums.begin()
        elif kind == "nameless" and line.text("ordinal"):
            line.fault("name", NO_NAME)
        elif kind in ("total", "nameless"):  # below the last name offices leave totals unnamed
            sums.compare(line)
        elif kind == "row":
            under = (group, *above_all)
            _union(line, asked, sums=sums, stated=stated, under=under)


def _refuse_two_days(found: Found) -> None:
    """Members of two years or days side by side: which are meant nobody guesses."""
    chosen, paths = found.head.one("members"), found.head.paths
    if chosen is None or not _DATED.search(paths[chosen]):
        return
    for column in found.head.unused:
        if re.search(rf"^{_MEMBERS}", paths[column]) and _DATED.search(paths[column]):
            shown = found.head.headings[column]
            found.faults.append(
                cell_fault(found.sheet, found.head.first, column, found=shown, said=_TWO_DAYS)
            )


_DATED = re.compile(r"\b20\d\d\b")
_TWO_DAYS: Advice = (
    message("Several columns hold the members, each of another day."),
    message("Keep the column of the day the list is of, and take the others out."),
)


def _is_heading(line: Line) -> bool:
    """Whether a row without a running number heads the rows below and shows their sum."""
    return (
        line.found.head.one("ordinal") is not None
        and not line.text("ordinal")
        and (
            re.match(r"(khoi|khu vuc|cum|loai hinh)\b", folded(line.text("name"))) is not None
            or re.fullmatch(r"0?1[.)]?", _next_ordinal(line)) is not None
        )
    )


def _next_ordinal(line: Line) -> str:
    row = line.row + 1
    return replace(line, row=row).text("ordinal") if row < len(line.sheet.rows) else ""


class _Sums:
    """Members and workers so far: of the whole sheet, and since the last heading."""

    def __init__(self) -> None:
        self.whole: dict[str, int] = {"members": 0, "workers": 0}
        self.part = dict(self.whole)

    def begin(self) -> None:
        """Begin a group."""
        self.part = dict.fromkeys(self.part, 0)

    def add(self, *, members: int, workers: int) -> None:
        """Count one union."""
        for sums in (self.whole, self.part):
            sums["members"] += members
            sums["workers"] += workers

    def compare(self, line: Line) -> None:
        """Totals are recomputed; one that says otherwise is told, not trusted."""
        for what, whole in self.whole.items():
            column = line.found.head.one(what)
            if column is None or (line.row, column) in line.sheet.unstored:
                continue
            stated = number(line.sheet.at(line.row, column))
            if stated is not None and stated not in (whole, self.part[what]):
                text = message(
                    "A total of {stated:count} is written; the rows above add to {sum:count}.",
                    stated=stated,
                    sum=whole,
                )
                line.found.note(text, row=line.row, column=column)


def _said_above(found: Found) -> tuple[str, ...]:
    """What titles and the sheet's name say that may tell the sector of all rows."""
    titles = [text for _, text in above(found.sheet, found.head.first)]
    said = [part[0] for text in titles if (part := re.search(_BLOCK, text))]
    of_place = re.match(r"(xa|phuong|thi tran)\b", folded(found.sheet.name))
    return (*said, *(() if of_place else (found.sheet.name,)))


_BLOCK = re.compile(r"\b(?:khối|khu vực|khoi|khu vuc)\b.+", re.IGNORECASE)


def _group_text(line: Line) -> str:
    texts = [text for _, text in line.sheet.texts(line.row)]
    return " ".join(texts[:3])


def _union(
    line: Line, asked: Asked, *, sums: _Sums, stated: dt.date | None, under: Sequence[str]
) -> None:
    day = stated or line.date("date")
    members, workers = _people(line, "members"), _people(line, "workers")
    if members is None and not line.refused:
        line.fault("members", NO_MEMBERS)
    sector = _sector(line, asked, under=under)
    founded, closed = line.date("founded"), line.date("closed")
    if day is None:
        if line.found.head.one("date") is not None and not line.refused:
            line.fault("date", _NO_DAY)
        return
    sums.add(members=members or 0, workers=workers or 0)
    columns = line.found.head.columns
    name = said_name(line, "name")
    row = Proposed(
        table="roster",
        cells={
            "date": day.isoformat(),
            "known_on": known_date(line.found, asked, counted=day),
            "id": line.text("id"),
            "name": name,
            "sector": sector or "",
            "founded": founded.isoformat() if founded else "",
            "closed": closed.isoformat() if closed else "",
            "workers": "" if workers is None else str(workers),
            "members": "" if members is None else str(members),
        },
        sheet=line.sheet,
        row=line.row,
        columns={field: columns[source][0] for field, source in _SOURCES if source in columns},
    )
    line.found.unmatched.append(Unmatched(row=row, name=name, column="id"))


_SOURCES = (
    ("id", "name"),
    ("name", "name"),
    ("sector", "kind"),
    ("founded", "founded"),
    ("closed", "closed"),
    ("workers", "workers"),
    ("members", "members_female"),
    ("members", "members"),
    ("date", "date"),
)
_NO_DAY: Advice = (
    message("The day this union was counted is not stated."),
    message("Write the day, such as 30/11/2022."),
)


def _people(line: Line, what: str) -> int | None:
    """Total of members or workers: recomputed from men and women where both are stated."""
    total, male, female = (line.count(what + part) for part in ("", "_male", "_female"))
    if male is not None and female is not None:
        if total is not None and total != male + female:
            line.fault(what, _apart(total, male, female))
        return male + female
    if total is not None and female is not None and female > total:
        line.fault(f"{what}_female", MORE_WOMEN)
    return total


def _apart(total: int, male: int, female: int) -> Advice:
    return (
        message(
            "The total is {total}, but men and women are {male} + {female} = {sum}.",
            total=total,
            male=male,
            female=female,
            sum=male + female,
        ),
        message("Correct the total or its parts; the parts must add to it."),
    )


def _sector(line: Line, asked: Asked, *, under: Sequence[str]) -> str | None:
    """Said by a column, else by the heading of its group, else by ticks, else by its name."""
    sectors, name = asked.sectors, line.text("name")
    stated = line.text("kind")
    if stated:
        return sectors.named(stated, of=name)
    for heading in under:
        sector = sectors.heading(heading, of=name)
        if sector:
            return sector
    if line.ticked("foreign"):
        return sectors.of_kind("foreign")
    if line.ticked("domestic"):
        return sectors.of_kind("enterprise")
    return sectors.of_state(name) if line.ticked("state") else sectors.of_body(name)


UNIONS = Layout(
    id="union-list",
    title=message("List of unions"),
    fields=FIELDS,
    required=(frozenset({"name"}), frozenset({"members", "members_female", "members_male"})),
    read=read_unions,
)
