"""What an edition tells of those before it: which one it is held against, and what moved why."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from later_record import add_precedent
from published_editions import edition_of, past_of, put, quick_answer, sign

from forecast.answers.changes import CAUSES, Cause, Changes, Steps
from forecast.answers.outcomes import Headline
from forecast.errors import ForecastError, Message, message
from forecast.present.published import read_changes, read_forecasts
from forecast.present.remembered import headline, keeping
from forecast.record.knowledge import Record
from forecast.run import comparison
from forecast.run.edition import ANSWER, HISTORY, Edition
from forecast.run.manifest import MANIFEST, digests, is_whole

ROOT = Path(__file__).parents[2]
FIRST, SECOND, THIRD = "2022-11-17", "2023-06-30", "2023-12-15"


@pytest.fixture(scope="module", autouse=True)
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Every record is simulated once for all tests, as in one refresh."""
    with keeping(tmp_path_factory.mktemp("kept")):
        yield


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A private copy of the bundled record with two of its scenarios."""
    folder = tmp_path / "dữ liệu" / "gia-lam"
    shutil.copytree(ROOT / "data" / "gia-lam", folder)
    for scenario in (folder / "scenarios").iterdir():
        if scenario.stem not in {"plan-15", "count-is-of-may"}:
            scenario.unlink()
    return folder


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def add_count(
    data: Path, *, members: int = 16_000, on: str = "2023-05-31", known_on: str = SECOND
) -> None:
    with (data / "record" / "facts.csv").open("a", encoding="utf-8") as facts:
        for sector, value in (("", members), ("school", 3_650)):
            facts.write(f"{on},,{known_on},members_total,{sector},{value},,,https://x.org,A,\n")


def widen_size(data: Path) -> None:
    """Let new unions be larger in every version of that assumption."""
    file = data / "assumptions.toml"
    blocks = file.read_text(encoding="utf-8").split("[[assumption]]")
    at = next(i for i, block in enumerate(blocks) if 'id = "new_union_size"' in block)
    lines = blocks[at].splitlines(keepends=True)
    other = {"value": "value = 80.0\n", "low": "low = 64.0\n", "high": "high = 100.0\n"}
    blocks[at] = "".join(other.get(line.split(" = ")[0], line) for line in lines)
    file.write_text("[[assumption]]".join(blocks), encoding="utf-8")


def figures(changes: Changes) -> dict[str, Steps]:
    return {
        f"{one.target} {name}": steps
        for one in changes.targets
        for name, steps in (*one.odds.items(), ("fewest", one.fewest))
    }


def causes(changes: Changes) -> set[tuple[Cause, ...]]:
    return {part.causes for steps in figures(changes).values() for part in steps.parts}


def moved(changes: Changes | None) -> Changes:
    assert changes is not None
    assert changes.moved
    return changes


# --- which edition is the last brief ------------------------------------------------------


def test_the_first_edition_has_nothing_to_compare_with(data: Path) -> None:
    edition = edition_of(data, as_of=FIRST)

    assert put(edition) is None
    assert read_changes(edition.target / HISTORY) is None
    assert read_forecasts(edition.target / HISTORY) == ()
    assert is_whole(edition.target)


def test_the_newest_earlier_edition_of_the_scenario_is_the_last_brief(data: Path) -> None:
    add_count(data)
    for as_of, scenario in ((FIRST, "base"), (SECOND, "base"), (SECOND, "plan-15")):
        put(edition_of(data, as_of=as_of, scenario=scenario))

    base = moved(past_changes(edition_of(data, as_of=THIRD)))
    other = moved(past_changes(edition_of(data, as_of=THIRD, scenario="plan-15")))

    assert (base.baseline.as_of.isoformat(), base.baseline.scenario) == (SECOND, "base")
    assert (other.baseline.as_of.isoformat(), other.baseline.scenario) == (SECOND, "plan-15")


def test_a_later_edition_is_never_looked_at(data: Path) -> None:
    add_count(data)
    put(edition_of(data, as_of=SECOND))

    past = past_of(edition_of(data, as_of=FIRST))

    assert past.standing is past.earlier is None
    assert past.forecasts == ()


def test_what_stands_in_the_same_place_is_the_last_brief_if_it_says_something_else(
    data: Path,
) -> None:
    put(edition_of(data, as_of=FIRST))
    add_count(data)
    put(edition_of(data, as_of=SECOND))
    widen_size(data)

    changes = moved(put(edition_of(data, as_of=SECOND)))

    assert changes.baseline.as_of.isoformat() == SECOND
    assert causes(changes) == {("assumptions",)}


def past_changes(edition: Edition) -> Changes | None:
    return past_of(edition).changes(quick_answer(edition.record, seed=edition.seed))


def damage_answer(edition: Path) -> None:
    edit(edition / ANSWER, '"schema": 1', '"schema":  1')


def damage_inputs(edition: Path) -> None:
    (edition / "inputs" / "gia-lam" / "targets.toml").unlink()


def damage_manifest(edition: Path) -> None:
    (edition / MANIFEST).write_text("{", encoding="utf-8")


def take_manifest_away(edition: Path) -> None:
    (edition / MANIFEST).unlink()


def change_form(edition: Path) -> None:
    """An answer without the odds, and a list of files that agrees with it."""
    text = json.loads((edition / ANSWER).read_text(encoding="utf-8"))
    del text["targets"]
    rewrite(edition, text)


def rewrite(edition: Path, answer: dict[str, object]) -> None:
    """Replace the answer of an edition and let its list of files agree."""
    manifest = json.loads((edition / MANIFEST).read_text(encoding="utf-8"))
    (edition / ANSWER).write_text(json.dumps(answer), encoding="utf-8")
    manifest["outputs"] |= digests(edition, of=(ANSWER,))
    (edition / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


@pytest.mark.parametrize(
    "damage",
    [damage_answer, damage_inputs, damage_manifest, take_manifest_away, change_form],
)
def test_a_damaged_edition_counts_as_none_and_is_named(
    data: Path, damage: Callable[[Path], None]
) -> None:
    edition = edition_of(data, as_of=FIRST)
    put(edition)
    damage(edition.target)
    notes: list[Message] = []

    past = past_of(edition_of(data, as_of=FIRST), notes=notes)
    later = past_of(edition_of(data, as_of=SECOND), notes=notes)

    assert past.standing is later.earlier is None
    assert [str(note) for note in notes] == [
        f"The published edition gia-lam {FIRST} is damaged; nothing is compared with it."
    ] * 2


def test_before_a_damaged_edition_the_next_older_one_is_the_last_brief(data: Path) -> None:
    add_count(data)
    put(edition_of(data, as_of=FIRST))
    put(edition_of(data, as_of=SECOND))
    damage_answer(data.parent / "reports" / "gia-lam" / SECOND)

    changes = moved(past_changes(edition_of(data, as_of=THIRD)))

    assert changes.baseline.as_of.isoformat() == FIRST


def test_a_notebook_run_again_where_it_lies_spoils_no_comparison(data: Path) -> None:
    edition = edition_of(data, as_of=FIRST)
    put(edition)
    (edition.target / "notebooks").mkdir()
    (edition.target / "notebooks" / "90-planning-brief.vi.ipynb").touch()
    notes: list[Message] = []

    assert past_of(edition_of(data, as_of=FIRST), notes=notes).standing is not None
    assert notes == []


# --- what moved, and why ------------------------------------------------------------------


def test_a_new_count_is_all_of_the_change_where_nothing_else_is_new(data: Path) -> None:
    put(edition_of(data, as_of=FIRST))
    add_count(data)

    changes = moved(put(edition_of(data, as_of=SECOND)))

    assert causes(changes) == {("record",)}
    assert changes.reasons.files == {"record": ("record/facts.csv",)}
    assert changes.reasons.count_before != changes.reasons.count_after
    assert changes.reasons.rates == ()


def test_an_edited_assumption_moves_only_its_own_part(data: Path) -> None:
    put(edition_of(data, as_of=FIRST))
    widen_size(data)

    changes = moved(put(edition_of(data, as_of=FIRST)))

    assert causes(changes) == {("assumptions",)}
    assert [one.key for one in changes.reasons.rates] == ["new_union_size"]
    assert changes.reasons.rates[0].after == (64.0, 80.0, 100.0)
    # Larger new unions can only raise the odds and lower the number it takes.
    assert all(part.change > 0 for one in changes.targets for part in one.odds["plan"].parts)
    assert all(part.change < 0 for one in changes.targets for part in one.fewest.parts)


def test_another_seed_moves_only_its_own_part(data: Path) -> None:
    put(edition_of(data, as_of=FIRST))

    changes = moved(put(edition_of(data, as_of=FIRST, seed=7)))

    assert causes(changes) == {("seed",)}
    assert changes.baseline.seed == 444


def test_a_figure_that_todays_code_does_not_give_is_the_codes_part(data: Path) -> None:
    edition = edition_of(data, as_of=FIRST)
    put(edition)
    answer = json.loads((edition.target / ANSWER).read_text(encoding="utf-8"))
    first = next(one for one in answer["targets"] if one["id"] == "members-2025")
    before = first["probability"]
    first["probability"] = round(before + 0.05, 4)
    rewrite(edition.target, answer)

    changes = moved(put(edition_of(data, as_of=FIRST)))

    assert causes(changes) == {("code",)}
    steps = figures(changes)["members-2025 plan"]
    assert steps.levels == (first["probability"], *[before] * 5)
    assert [part.change for part in steps.parts] == [-0.05]


def test_a_target_that_was_moved_says_so_and_is_the_targets_part(data: Path) -> None:
    put(edition_of(data, as_of=FIRST))
    edit(data / "targets.toml", "value = 19500", "value = 19000")

    changes = moved(put(edition_of(data, as_of=FIRST)))

    kept, eased = changes.targets
    assert causes(changes) == {("targets",)}
    assert kept.is_kept
    assert all(part.change == 0 for part in kept.odds["plan"].parts)
    assert eased.before is not None
    assert eased.after is not None
    assert (eased.before.value, eased.after.value) == (19_500, 19_000)
    assert eased.odds["plan"].parts[0].change > 0


def test_targets_that_are_new_or_no_longer_set_have_no_parts(data: Path) -> None:
    put(edition_of(data, as_of=FIRST))
    edit(data / "targets.toml", 'id = "members-2025"', 'id = "members-in-2025"')

    changes = moved(put(edition_of(data, as_of=FIRST)))

    kept, new, gone = changes.targets
    assert kept.is_kept
    assert (new.target, new.before) == ("members-in-2025", None)
    assert (gone.target, gone.after) == ("members-2025", None)
    assert new.odds["plan"].parts == gone.odds["plan"].parts == ()


def test_all_causes_together_add_to_the_whole_change(data: Path) -> None:
    edition = edition_of(data, as_of=FIRST)
    put(edition)
    answer = json.loads((edition.target / ANSWER).read_text(encoding="utf-8"))
    for one in answer["targets"]:
        one["probability"] = round(one["probability"] + 0.01, 4)
    rewrite(edition.target, answer)
    add_count(data)
    widen_size(data)
    edit(data / "targets.toml", "value = 19500", "value = 19400")

    changes = moved(put(edition_of(data, as_of=SECOND, seed=7)))

    for steps in figures(changes).values():
        assert steps.before is not None
        assert steps.after is not None
        change = round(steps.after - steps.before, 4)
        assert round(sum(part.change for part in steps.parts), 4) == change
    assert causes(changes) == {(cause,) for cause in CAUSES}


def test_old_inputs_that_todays_code_refuses_leave_one_part_with_every_cause(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(edition_of(data, as_of=FIRST))
    add_count(data)
    edition = edition_of(data, as_of=SECOND)

    def refuse(folder: Path) -> None:
        raise ForecastError(message("{folder} is of an older form", folder=folder))

    monkeypatch.setattr(comparison, "load_dataset", refuse)
    changes = moved(past_changes(edition))

    assert causes(changes) == {("code", "record")}


@pytest.mark.parametrize(
    ("step", "parts"),
    [
        ("code", {("code", "assumptions"), ("record",)}),
        ("assumptions", {("assumptions", "record")}),
    ],
)
def test_a_step_the_model_refuses_is_joined_to_the_next(
    data: Path, monkeypatch: pytest.MonkeyPatch, step: Cause, parts: set[tuple[Cause, ...]]
) -> None:
    put(edition_of(data, as_of=FIRST))
    add_count(data)
    widen_size(data)
    edition = edition_of(data, as_of=SECOND)
    answer = quick_answer(edition.record, seed=444)
    mixed = past_of(edition).earlier
    assert mixed is not None
    refused = mixed.steps.states[CAUSES.index(step)]

    def refuse(record: Record, *, seed: int) -> Headline:
        if (record, seed) == refused:
            raise ForecastError(message("unreliable"))
        return headline(record, seed=seed)

    monkeypatch.setattr(comparison, "headline", refuse)
    changes = mixed.changes(answer)

    assert causes(changes) == parts


# --- a refresh with nothing new -----------------------------------------------------------


def never(*_: object, **__: object) -> None:
    raise AssertionError("nothing new is to be computed")


def test_an_edition_made_again_from_the_same_keeps_its_changes_and_computes_none(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(edition_of(data, as_of=FIRST))
    add_count(data)
    edition = edition_of(data, as_of=SECOND)
    first = moved(put(edition))
    before = {path: path.read_bytes() for path in edition.target.rglob("*") if path.is_file()}
    monkeypatch.setattr(comparison, "headline", never)

    again = edition_of(data, as_of=SECOND)

    assert list(past_of(again).questions) == []
    assert put(again) == first
    assert {p: p.read_bytes() for p in edition.target.rglob("*") if p.is_file()} == before


def test_the_first_edition_made_again_is_still_the_first(data: Path) -> None:
    put(edition_of(data, as_of=FIRST))

    assert list(past_of(edition_of(data, as_of=FIRST)).questions) == []
    assert put(edition_of(data, as_of=FIRST)) is None


def test_what_moves_no_figure_leaves_the_change_since_the_last_brief_in_place(data: Path) -> None:
    put(edition_of(data, as_of=FIRST))
    add_count(data)
    first = put(edition_of(data, as_of=SECOND))
    edit(data / "targets.toml", "khoảng 19.500 đoàn viên", "độ 19.500 đoàn viên")
    add_count(data, members=17_000, on="2024-05-31", known_on="2024-06-30")

    again = edition_of(data, as_of=SECOND, looks_back=True, languages=("vi", "en"))

    assert list(past_of(again).questions) == []
    assert put(again) == moved(first)


def test_an_edition_without_a_history_is_compared_with_an_earlier_one(data: Path) -> None:
    put(edition_of(data, as_of=FIRST))
    add_count(data)
    edition = edition_of(data, as_of=SECOND)
    first = moved(put(edition))
    shutil.rmtree(edition.target / HISTORY)
    sign(edition.target, edition)

    again = past_of(edition_of(data, as_of=SECOND))

    assert len(list(again.questions)) == 1
    assert again.changes(quick_answer(edition.record, seed=444)) == first


def test_what_became_known_later_changes_nothing_that_is_told(data: Path) -> None:
    add_count(data)
    put(edition_of(data, as_of=FIRST))
    first = moved(put(edition_of(data, as_of=SECOND)))
    shutil.rmtree(data.parent / "reports")
    add_count(data, members=18_500, on="2023-11-30", known_on="2023-12-10")
    add_precedent(data)

    put(edition_of(data, as_of=FIRST))
    again = moved(put(edition_of(data, as_of=SECOND)))

    assert again.targets == first.targets
    assert again.reasons == first.reasons


# --- earlier forecasts --------------------------------------------------------------------


def test_earlier_forecasts_are_kept_oldest_first_with_those_that_look_back_marked(
    data: Path,
) -> None:
    add_count(data)
    put(edition_of(data, as_of=FIRST, looks_back=True))
    put(edition_of(data, as_of=SECOND))
    edition = edition_of(data, as_of=THIRD)
    put(edition)

    kept = read_forecasts(edition.target / HISTORY)

    assert [(one.as_of.isoformat(), one.made_later) for one in kept] == [
        (FIRST, True),
        (SECOND, False),
    ]
    assert (kept[0].low[0], kept[0].middle[0], kept[0].high[0]) == (15_200, 16_000, 16_800)


def test_only_the_newest_dozen_is_kept(data: Path) -> None:
    for month in range(1, 13):
        put(edition_of(data, as_of=f"2021-{month:02}-01"))
    put(edition_of(data, as_of="2022-01-01"))

    kept = past_of(edition_of(data, as_of=FIRST)).forecasts

    assert len(kept) == 12
    assert kept[0].as_of.isoformat() == "2021-02-01"


def test_an_edition_of_before_there_were_fans_gives_no_forecast(data: Path) -> None:
    edition = edition_of(data, as_of=FIRST)
    put(edition)
    answer = json.loads((edition.target / ANSWER).read_text(encoding="utf-8"))
    del answer["fans"]
    rewrite(edition.target, answer)

    past = past_of(edition_of(data, as_of=SECOND))

    assert past.forecasts == ()
    assert past.earlier is not None
