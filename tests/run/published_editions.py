"""Editions published without a notebook: the parts of one that a comparison rests on."""

import shutil
from datetime import date
from pathlib import Path
from tempfile import mkdtemp

from forecast.answers.answer import Answer
from forecast.answers.changes import Changes
from forecast.answers.outcomes import Fan
from forecast.answers.question import plan_rate
from forecast.answers.rate_reports import prior_report
from forecast.errors import Message
from forecast.present.remembered import headline
from forecast.record.dataset import load_dataset
from forecast.record.knowledge import Record
from forecast.record.known import know
from forecast.run.edition import ANSWER, HISTORY, POINTERS, Edition, answer_text, edition_name
from forecast.run.history import Past, find_past, write_history
from forecast.run.inputs import copy_inputs
from forecast.run.manifest import write_manifest
from forecast.run.publish import publish, stage

LEVELS = (0.1, 0.25, 0.5, 0.75, 0.9)


def quick_answer(record: Record, *, seed: int) -> Answer:
    """What leads a brief, simulated, and a made-up fan; nothing else."""
    found = headline(record, seed=seed)
    fan = Fan(
        reading="plan",
        dates=(date(2023, 11, 30), date(2025, 11, 30)),
        mean=(16_000.0, 17_000.0),
        quantiles={level: (15_000.0 + 2_000 * level, 16_000.0 + 2_000 * level) for level in LEVELS},
    )
    return Answer(
        record=record,
        seed=seed,
        targets=found.targets,
        new_unions=found.new_unions,
        curves=(),
        fans=(fan,),
        drivers=(),
        levers=(),
        pools=(),
        without_ceiling=(),
        official_counts=(),
        plan_rate=plan_rate(record.targets),
        plan_arithmetic=None,
        must_be_true=(),
        indicators=(),
        rates=tuple(prior_report(rate) for rate in record.rates.values()),
        diagnostics=None,
        warnings=(),
    )


def edition_of(
    data: Path,
    *,
    as_of: str,
    scenario: str = "base",
    seed: int = 444,
    looks_back: bool = False,
    languages: tuple[str, ...] = ("vi",),
) -> Edition:
    """The edition of a dataset folder, to be published beside it."""
    inputs = copy_inputs(data, into=Path(mkdtemp(dir=data.parent, prefix="inputs ")))
    dataset = load_dataset(inputs)
    record = know(dataset, as_of=date.fromisoformat(as_of), scenario=scenario)
    return Edition(
        record=record,
        dataset=dataset,
        inputs=inputs,
        target=data.parent / "reports" / data.name / edition_name(record),
        languages=languages,
        seed=seed,
        looks_back=looks_back,
    )


def past_of(edition: Edition, *, notes: list[Message] | None = None) -> Past:
    """What was published before; notes are collected."""
    return find_past(edition, note=([] if notes is None else notes).append)


def put(edition: Edition) -> Changes | None:
    """Publish an edition with its history; give what moved."""
    past = past_of(edition)
    answer = quick_answer(edition.record, seed=edition.seed)
    changes = past.changes(answer)
    staging = stage(edition.target)
    shutil.copytree(edition.inputs, staging / "inputs" / edition.inputs.name)
    write_history(past, changes=changes, folder=staging / HISTORY)
    (staging / ANSWER).write_text(answer_text(answer), encoding="utf-8", newline="\n")
    sign(staging, edition)
    publish(staging, edition.target)
    return changes


def sign(folder: Path, edition: Edition) -> None:
    """Write the list of the files of an edition, as they are now."""
    asked = edition.parameters("vi").model_dump(exclude=POINTERS)
    write_manifest(
        folder,
        parameters={**asked, "languages": list(edition.languages)},
        name=edition.record.federation.name.model_dump(),
    )
