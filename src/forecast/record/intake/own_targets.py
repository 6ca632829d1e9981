"""The sheet “Chỉ tiêu”: every numeric promise, one a line."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from forecast.errors import message
from forecast.record import advice
from forecast.record.advice import Advice
from forecast.record.contracts import FederationFile, Target
from forecast.record.folders import plain_name
from forecast.record.intake import own_lines
from forecast.record.intake.layouts.layout import Found
from forecast.record.intake.layouts.line import Line
from forecast.record.intake.sectors import Sectors
from forecast.record.intake.sheets import Sheet
from forecast.record.reporting import last_reporting_date
from forecast.record.start import forms
from forecast.record.start.target_kinds import COMPARISONS, TARGET_KINDS, TargetKind
from forecast.record.texts import Text

_FILLED_BY = ("what", "value", "due", "clause", "wording")
_YES_OR_NO = {forms.YES: True, forms.NO: False, "x": True}
_LONGEST_SLUG = 40
"""Longest part of an id that is taken from a wording [characters]."""


def find_targets(sheet: Sheet) -> Found | None:
    """The table of targets, where a sheet holds it."""
    return own_lines.table(sheet, forms.TARGET_ASKS, telling=("what", "value", "due"))


def read_targets(
    found: Found, *, federation: FederationFile, kept: Sequence[Target]
) -> tuple[Target, ...]:
    """The targets of the sheet; what is wrong stands in the faults of ``found``.

    Parameters
    ----------
    kept
        Targets the dataset states already: their English and their reading stay.
    """
    known = {target.id: target for target in kept}
    targets: dict[str, Target] = {}
    for line in own_lines.filled_lines(found, _FILLED_BY):
        target = _target(line, federation=federation, taken=targets, known=known)
        if target is not None:
            targets[target.id] = target
    return tuple(targets.values())


def _target(
    line: Line,
    *,
    federation: FederationFile,
    taken: Mapping[str, Target],
    known: Mapping[str, Target],
) -> Target | None:
    kind = own_lines.choice(line, "what", TARGET_KINDS)
    value, high = _value(line, "value", kind), _value(line, "high", kind)
    due, known_on = line.date("due"), line.date("known_on")
    for key in ("what", "value", "due", "clause", "known_on"):
        if not line.text(key):
            line.fault(key, advice.empty(""))
    yearly = own_lines.choice(line, "every_year", _YES_OR_NO) or False
    tolerance = _value(line, "tolerance", kind) or 0.0
    comparison = own_lines.choice(line, "comparison", COMPARISONS) or "at_least"
    sector = _sector(line, federation)
    if line.refused or kind is None or value is None or due is None or known_on is None:
        return None
    for key, told in _doubts(
        value=value, high=high, tolerance=tolerance, due=due, known_on=known_on
    ):
        line.fault(key, told)
    if line.refused:
        return None
    wording = own_lines.said(line, "wording") or _promised(line, kind, value, high)
    name = _id(kind, due=due, yearly=yearly, sector=sector, wording=wording, taken=taken)
    stated: dict[str, object] = {
        "id": name,
        "what": kind.what,
        "kind": kind.kind,
        "value": value,
        **({} if high is None else {"high": high}),
        **({"tolerance": tolerance} if tolerance else {}),
        "comparison": comparison,
        "unit": kind.unit,
        "sector": sector,
        "every_year": yearly,
        "due": due,
        "official_count": _official(kind, due, federation),
        "clause": own_lines.said(line, "clause"),
        "known_on": known_on,
    }
    return Target.model_validate(
        {**stated, **_texts(line, wording, kind, federation, known.get(name))}
    )


def _texts(
    line: Line, wording: str, kind: TargetKind, federation: FederationFile, kept: Target | None
) -> Mapping[str, Text]:
    """Texts in both languages: the English of before, as long as the Vietnamese is the same."""
    office = own_lines.said(line, "set_by")
    set_by = Text(vi=office, en=office) if office else federation.short_name
    texts = {"set_by": set_by, "wording": Text(vi=wording, en=wording)}
    if kept is None:
        return {**texts, "reading": kind.reading}
    for key, text in texts.items():
        before: Text = getattr(kept, key)
        texts[key] = before if before.vi == text.vi else text
    return {**texts, "reading": kept.reading}


def _promised(line: Line, kind: TargetKind, value: float, high: float | None) -> str:
    """The promise in the fewest words, where its wording is not given."""
    numbers = [_as_written(kind, number) for number in (value, high) if number is not None]
    return f"{line.text('what')}: {'–'.join(numbers)}"


def _as_written(kind: TargetKind, number: float) -> str:
    if kind.unit == "fraction":
        return f"{100 * number:g}%".replace(".", ",")
    whole = number.is_integer()
    return f"{number:,.0f}".replace(",", ".") if whole else f"{number:g}".replace(".", ",")


def _value(line: Line, key: str, kind: TargetKind | None) -> float | None:
    read = own_lines.number(line, key)
    if read is None or kind is None:
        return read
    if kind.unit == "fraction" and read > 1:
        line.fault(key, PER_CENT)
    if kind.counted and not read.is_integer():
        line.fault(key, advice.not_whole(read))
    return read


def _sector(line: Line, federation: FederationFile) -> str | None:
    text = line.text("sector")
    if not text:
        return None
    named = Sectors(federation.sector).named(text)
    if named is None:
        names = [sector.name.vi for sector in federation.sector]
        line.fault("sector", advice.unknown_name(text, known=names))
    return named


def _official(kind: TargetKind, due: dt.date, federation: FederationFile) -> dt.date | None:
    """The newest official count that a stock of members can be held to."""
    if (kind.what, kind.kind) != ("members", "stock"):
        return None
    return last_reporting_date(due + dt.timedelta(days=1), federation.reporting_dates)


def _id(
    kind: TargetKind,
    *,
    due: dt.date,
    yearly: bool,
    sector: str | None,
    wording: str,
    taken: Mapping[str, Target],
) -> str:
    """An id that a target keeps wherever its line stands, unless another has the very same."""
    words = plain_name(wording)[:_LONGEST_SLUG].strip("-") if kind.told_by_words else ""
    parts = (kind.slug, words, "a-year" if yearly else "", str(due.year), sector or "")
    name = "-".join(part for part in parts if part)
    same = sum(1 for other in taken if other == name or other.startswith(f"{name}-no-"))
    return f"{name}-no-{same + 1}" if same else name


def _doubts(
    *, value: float, high: float | None, tolerance: float, due: dt.date, known_on: dt.date
) -> Iterator[tuple[str, Advice]]:
    """Cells that cannot be beside the others of their line."""
    if high is not None and high < value:
        yield "high", BELOW
    if tolerance > value:
        yield "tolerance", TOO_TOLERANT
    if known_on > due:
        yield "due", DUE_TOO_EARLY


PER_CENT: Advice = (
    message("A share is a part of one, not a number of per cent."),
    message("Write it with the sign, such as 55%."),
)
BELOW: Advice = (
    message("The upper end lies below the value."),
    message("Write a number no smaller than the value, or leave it out."),
)
TOO_TOLERANT: Advice = (
    message("The tolerance is larger than the promise itself."),
    message("Write how far below the value still counts as met, in the unit of the value."),
)
DUE_TOO_EARLY: Advice = (
    message("The target was due before it was known."),
    message("Correct the due date or the date of the document."),
)
