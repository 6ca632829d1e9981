"""The tables of a check of a record: what it holds, what was found, what to collect next."""

from collections.abc import Mapping, Sequence

from forecast.answers.checkup.completeness import COUNTED, TableCheck
from forecast.answers.checkup.finding import Finding, Severity
from forecast.answers.record_check import RecordCheck, to_collect
from forecast.answers.what_if import RecordValue
from forecast.errors import Message, message
from forecast.present.tables import Table
from forecast.present.tables.answer_tables import NOTHING
from forecast.present.words import Words

MOST_SHOWN = 30
"""Findings a terminal shows; JSON holds every one."""


def held_table(check: RecordCheck, words: Words) -> Table:
    """Each table of the record: rows, dates, official counts it lacks, cells it leaves empty."""
    head = (
        message("Table"),
        message("Rows"),
        message("Dates"),
        message("From – to"),
        message("Official counts missing"),
        message("Cells filled"),
    )
    return Table(
        caption=words.say(message("What the record holds")),
        head=tuple(map(words.say, head)),
        rows=tuple(_held(one, words) for one in check.tables),
        figures=frozenset({1, 2, 4}),
    )


def _held(one: TableCheck, words: Words) -> tuple[str, ...]:
    name = words.say(table_label(one.table))
    if not one.present:
        return name, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING
    dates = NOTHING
    if one.first and one.last:
        dates = " – ".join(dict.fromkeys(map(words.day, (one.first, one.last))))
    filled = [
        words.say(message("{column} {share:percent1}", column=column, share=share))
        for column, share in one.filled.items()
    ]
    missing = NOTHING if one.missing is None else words.count(len(one.missing))
    return (
        name,
        words.count(one.rows),
        words.count(one.counts),
        dates,
        missing,
        ", ".join(filled) or NOTHING,
    )


def sectors_table(check: RecordCheck, words: Words) -> Table:
    """On how many dates each table counts the members of each sector."""
    head = [message("Sector"), *map(table_label, COUNTED)]
    return Table(
        caption=words.say(message("Dates on which each sector was counted")),
        head=tuple(map(words.say, head)),
        rows=tuple(
            (words.text(one.name), *(words.count(one.counts[name]) for name in COUNTED))
            for one in check.sectors
        ),
        figures=frozenset({1, 2, 3}),
    )


def findings_table(check: RecordCheck, words: Words) -> Table:
    """The findings, the worst first, as many as a person reads."""
    head = (message("Finding"), message("File"), message("What was found"), message("What to do"))
    return Table(
        caption=words.say(message("What was found, the worst first")),
        head=tuple(map(words.say, head)),
        rows=tuple(_row(one, words) for one in check.findings[:MOST_SHOWN]),
    )


def _row(one: Finding, words: Words) -> tuple[str, ...]:
    return (
        words.say(severity_label(one.severity)),
        f"{one.table}.csv",
        words.say(one.what),
        words.say(one.remedy),
    )


def collect_table(check: RecordCheck, values: Sequence[RecordValue], words: Words) -> Table:
    """What to collect next, the most telling first."""
    head = (message("Order"), message("Record to collect"), message("Narrows by"))
    caption = message("What to collect next, because it narrows the answer most")
    return Table(
        caption=words.say(caption),
        head=tuple(map(words.say, head)),
        rows=tuple(
            (
                words.count(place),
                words.say(collected_label(one.kind)),
                words.percent(one.reduction),
            )
            for place, one in enumerate(to_collect(check, values), start=1)
        ),
        figures=frozenset({2}),
    )


def severity_label(severity: Severity) -> Message:
    """Words for how bad a finding is."""
    labels: dict[Severity, Message] = {
        "wrong": message("wrong"),
        "doubtful": message("doubtful"),
        "thin": message("missing"),
    }
    return labels[severity]


def table_label(table: str) -> Message:
    """What a table of the record holds."""
    labels: Mapping[str, Message] = {
        "facts": message("dated totals and counts"),
        "movements": message("members admitted and left by period"),
        "roster": message("members of each union"),
        "firms": message("firms without a union"),
        "ratings": message("ratings of unions"),
        "indicators": message("results for the plan's other targets"),
        "renamings": message("renamed, merged and divided unions"),
    }
    return labels[table]


def collected_label(kind: str) -> Message:
    """A kind of record as one would ask for it."""
    labels: Mapping[str, Message] = {
        "totals": message("members on two official counts before the newest one"),
        "movements": message(
            "members admitted, left and transferred, by sector, and unions dissolved, of three "
            "years"
        ),
        "roster": message("every union with its members, counted twice a year apart"),
        "firms": message("the list of firms with 25 workers or more and no union"),
        "foundings": message("new unions of each of five years"),
        "sizes": message("members of twenty new unions, a year after their founding"),
    }
    return labels[kind]
