"""Small published editions, written by hand as the design page lists their keys."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from forecast.run.manifest import write_manifest

NAME = {"vi": "Liên đoàn <A> & B", "en": "Federation <A> & B"}


def target(id_: str, due: str, **said: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON value
    """One target under one reading."""
    return {
        "id": id_,
        "reading": "plan",
        "due": due,
        "answered_on": due,
        "status": "open",
        "value": 18000,
        "tolerance": 250,
        "probability": 0.02,
        "likelihood": "very_unlikely",
    } | said


def answer(**said: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON value
    """What one edition answered, of a single target."""
    return {
        "schema": 1,
        "hindsight": False,
        "provenance": "public",
        "targets": [target("members-2023", "2023-12-31")],
        "new_unions": [
            {
                "target": "members-2023",
                "confidence": 0.5,
                "per_year": 48,
                "best_probability": 0.98,
                "best_per_year": 120,
            }
        ],
        "curves": [{"target": "members-2023", "probability": [0.01] * 121}],
        "plan_rate": {"low": 13, "high": 15},
        "record": {"origin_date": "2022-11-17", "origin_members": 15249},
    } | said


def put_edition(
    folder: Path,
    *,
    scenario_file: str = "",
    languages: tuple[str, ...] = ("vi", "en"),
    name: Mapping[str, str] = NAME,
    parameters: Mapping[str, object] | None = None,
    **said: Any,  # noqa: ANN401 - any JSON value
) -> Path:
    """Publish an edition to ``folder``, named by its date and scenario."""
    as_of, _, scenario = folder.name.partition("~")
    dataset = folder.parent.name
    scenarios = folder / "inputs" / dataset / "scenarios"
    scenarios.mkdir(parents=True)
    if scenario_file:
        (scenarios / f"{scenario}.toml").write_text(scenario_file, encoding="utf-8")
    for lang in languages:
        (folder / f"brief.{lang}.html").write_text(f"<h1>{lang}</h1>", encoding="utf-8")
    (folder / "answer.json").write_text(json.dumps(answer(**said)), encoding="utf-8")
    asked = {"dataset": dataset, "as_of": as_of, "scenario": scenario or "base"}
    write_manifest(
        folder,
        parameters=asked | {"seed": 444, "looks_back": False} | dict(parameters or {}),
        name=name,
    )
    return folder
