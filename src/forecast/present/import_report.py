"""What an import recognised, kept, dropped and would change, for the person who decides on it."""

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.text import Text as Line

from forecast.errors import InputError, Message, message, plural
from forecast.present.console import faults_table, plain
from forecast.present.words import Words
from forecast.record.intake.importing import ImportPlan
from forecast.record.intake.layouts.layout import Found

FIELDS: Mapping[str, Message] = {
    "ordinal": message("running number"),
    "id": message("code of the union"),
    "name": message("name"),
    "workers": message("workers"),
    "workers_male": message("workers, men"),
    "workers_female": message("workers, women"),
    "members": message("members"),
    "members_male": message("members, men"),
    "members_female": message("members, women"),
    "state": message("sector: state"),
    "domestic": message("sector: domestic"),
    "foreign": message("sector: foreign"),
    "kind": message("sector"),
    "founded": message("founded"),
    "closed": message("dissolved"),
    "date": message("day of the count"),
    "commune": message("commune"),
    "start": message("first day"),
    "end": message("last day"),
    "opening": message("members at the start"),
    "closing": message("members at the end"),
    "admitted_total": message("members admitted"),
    "organised": message("of these in new unions"),
    "transfers_in": message("members who moved in"),
    "transfers_out": message("members who moved out"),
    "left": message("members who left"),
    "left_total": message("all losses"),
    "closed_members": message("members lost with dissolved unions"),
    "closed_unions": message("dissolved unions"),
    "content": message("indicator"),
    "unit": message("unit"),
    "quantity": message("figure"),
    "year": message("year"),
    "rating": message("rating"),
}
"""What the fields of the layouts are called."""

TABLES: Mapping[str, Message] = {
    "facts": message("figures (facts.csv)"),
    "movements": message("movements (movements.csv)"),
    "roster": message("unions (roster.csv)"),
    "firms": message("enterprises without a union (firms.csv)"),
    "ratings": message("ratings (ratings.csv)"),
    "indicators": message("indicators (indicators.csv)"),
    "renamings": message("renamings (renamings.csv)"),
}

MOST_RESPELT = 10
"""Names written otherwise that are shown one by one."""


def import_report(plan: ImportPlan, words: Words, *, questions: str, marked: str) -> RenderableType:
    """Everything a person needs to say yes or no.

    Parameters
    ----------
    questions, marked
        Names of the files with the questions and with the marked cells; empty where there is none.
    """
    said = [
        *(line for found in plan.found for line in _sheet(found)),
        *_notices(plan),
        *_unions(plan),
        *_outcome(plan, questions=questions, marked=marked),
    ]
    lines = [Line(plain(words.say(one)), style=style) for one, style in said]
    if plan.faults:
        lines.append(Line())
        return Group(faults_table(InputError(plan.faults), words), Line(), *lines)
    return Group(*lines)


_Said = tuple[Message, str]


def _sheet(found: Found) -> Iterator[_Said]:
    sheet, head = found.sheet, found.head
    yield (
        plural(
            "{place}: {layout}, one row read",
            "{place}: {layout}, {n:count} rows read",
            n=len(found.rows) + len(found.unmatched),
            place=sheet.name or sheet.file,
            layout=found.title,
        ),
        "bold",
    )
    if head.headings:
        yield message("  Columns read: {columns:semicolons}", columns=list(_mapped(found))), ""
    if head.personal:
        yield (
            message(
                "  Personal data, dropped: {columns}",
                columns=_headings(head.headings, head.personal),
            ),
            "",
        )
    unused = [c for c in head.unused if head.headings.get(c)]
    if unused:
        yield message("  Not used: {columns}", columns=_headings(head.headings, unused)), ""


def _mapped(found: Found) -> Iterator[Message]:
    for name, columns in found.head.columns.items():
        for column in columns:
            label = FIELDS.get(name)
            if label and name != "ordinal":
                heading = found.head.headings[column]
                yield message("“{heading}” as {field}", heading=heading, field=label)


def _headings(headings: Mapping[int, str], columns: Sequence[int]) -> str:
    return "; ".join(f"“{headings[column]}”" for column in columns if column in headings)


def _notices(plan: ImportPlan) -> Iterator[_Said]:
    for notice in plan.notices:
        if notice.place:
            yield message("{place}: {remark}", place=notice.place, remark=notice.text), ""
        else:
            yield notice.text, ""


def _unions(plan: ImportPlan) -> Iterator[_Said]:
    if plan.new_unions:
        yield _unseen(plan.new_unions), ""
    for written, known in list(plan.respelt.items())[:MOST_RESPELT]:
        yield message("  “{written}” is “{known}”", written=written, known=known), ""
    more = len(plan.respelt) - MOST_RESPELT
    if more > 0:
        yield _respelt(more), ""


def _unseen(unions: int) -> Message:
    return plural(
        "One union the record has not seen before",
        "{n:count} unions the record has not seen before",
        n=unions,
    )


def _respelt(more: int) -> Message:
    return plural(
        "  and one more name written otherwise",
        "  and {n:count} more names written otherwise",
        n=more,
    )


def _outcome(plan: ImportPlan, *, questions: str, marked: str) -> Iterator[_Said]:
    for merged in plan.merged:
        yield (
            message(
                "{table}: {added:count} added, {replaced:count} replaced, {same:count} unchanged",
                table=TABLES[merged.table],
                added=merged.added,
                replaced=merged.replaced,
                same=merged.same,
            ),
            "",
        )
    for file in plan.statements:
        yield message("{file}: written anew", file=file), ""
    yield _conclusion(plan, questions=questions, marked=marked), "bold"


def _conclusion(plan: ImportPlan, *, questions: str, marked: str) -> Message:
    if plan.faults and marked:
        return message("Nothing was stored. The cells are marked in {file}.", file=marked)
    if plan.faults:
        return message("Nothing was stored.")
    if plan.questions:
        return plural(
            "Nothing was stored. One name may be that of a known union: answer in {file} and "
            "import again.",
            "Nothing was stored. {n:count} names may be those of known unions: answer in {file} "
            "and import again.",
            n=len(plan.questions),
            file=questions,
        )
    if not plan.changed:
        return message("Everything is in the record already; nothing was changed.")
    if plan.backup is None:
        return message("Dry run: nothing was stored. Give --write to store it.")
    return message("Stored. What was replaced is kept in {folder}.", folder=str(plan.backup))
