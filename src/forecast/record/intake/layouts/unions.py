"""Lists of unions: one list of all, or one sheet a commune with its name above the table."""

import datetime as dt
import re

from forecast.errors import message
from forecast.record.advice import Advice
from forecast.record.intake.headings import Field, above
from forecast.record.intake.layouts.layout import (
    NO_NAME,
    Asked,
    Found,
    Layout,
    Line,
    count_date,
    known_date,
    lines,
    said_name,
)
from forecast.record.intake.proposed import Proposed, Unmatched
from forecast.record.intake.spelling import folded
from forecast.record.intake.values import number

_WORKERS, _MEMBERS = r"(?=.*\blao dong\b)", r"(?=.*\bdoan vien\b)"
_FEMALE, _MALE = (
    r"\bnu$|\bnu (doan vien|lao dong)",
    r"(\||doan vien|lao dong|do) nam$|\| nam (doan|lao)",
)
_OTHER = (
    r"ty le|phan tram|ket nap|dang vien|uu tu|thu nhap|doan phi|kinh phi|muc luong|chuyen|giam"
    r"|dau ky|cuoi ky"
)
_KIND = r"(loai hinh|khu vuc|thanh phan).*\| "

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
        rf"{_KIND}(ngoai nuoc|nuoc ngoai|fdi|co von.*|von.*ngoai.*)$|^(ngoai nuoc|fdi|nuoc ngoai)$",
    ),
    Field(
        "domestic",
        rf"{_KIND}(trong nuoc|ngoai nha nuoc|tu nhan|dan doanh|ngoai quoc doanh)$|^trong nuoc$",
    ),
    Field("kind", r"^(khu vuc|khoi|loai hinh|thanh phan kinh te|linh vuc quan ly)\b", r"\|"),
    Field("company", r"loai (hinh )?(cong ty|doanh nghiep)", several=True),
    Field("founded", r"\bthanh lap\b", r"quyet dinh|so qd|moi"),
    Field("closed", r"giai the|ngung hoat dong|cham dut"),
    Field("date", r"ngay (chot|tinh|thong ke)|thoi diem|chot so lieu"),
    Field("commune", r"\b(xa|phuong|thi tran)\b|dia ban"),
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
    whole = _said_above(found, asked)
    group, sums = whole, _Sums()
    for line, kind in lines(
        found, name="name", figures=("members", "members_female", "members_male", "workers")
    ):
        if kind == "group":
            group = asked.sectors.named(_group_text(line)) or whole
            sums.begin()
        elif kind == "nameless" and line.text("ordinal"):
            line.fault("name", NO_NAME)
        elif kind in ("total", "nameless"):  # below the last name offices leave totals unnamed
            sums.compare(line)
        elif kind == "row":
            _union(line, asked, sums=sums, stated=stated, group=group)


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


def _said_above(found: Found, asked: Asked) -> str | None:
    """The sector a title or the sheet's name says all rows are of."""
    for _, text in above(found.sheet, found.head.first):
        said = re.search(r"\b(?:khoi|khu vuc) (.+)", folded(text))
        sector = asked.sectors.named(said[1]) if said else None
        if sector:
            return sector
    of_place = re.match(r"(xa|phuong|thi tran)\b", folded(found.sheet.name))
    return None if of_place else asked.sectors.named(found.sheet.name)


def _group_text(line: Line) -> str:
    texts = [text for _, text in line.sheet.texts(line.row)]
    return " ".join(texts[:3])


def _union(
    line: Line, asked: Asked, *, sums: _Sums, stated: dt.date | None, group: str | None
) -> None:
    day = stated or line.date("date")
    members, workers = _people(line, "members"), _people(line, "workers")
    if members is None and not line.refused:
        line.fault("members", NO_MEMBERS)
    sector = _sector(line, asked, group=group)
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


def _sector(line: Line, asked: Asked, *, group: str | None) -> str | None:
    """Said by a column, else by the heading of its group, else by ticks, else by its name."""
    sectors, name = asked.sectors, line.text("name")
    stated = line.text("kind")
    if stated:
        return sectors.named(stated, of=name)
    if group:
        return group
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
