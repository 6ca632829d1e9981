"""An edition to be made, held against one that was published: what moved, and what made it move.

What the published edition asked is read anew from the inputs that lie in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from forecast.answers.answer import Answer
from forecast.answers.change_steps import Levels, levels_of, target_changes
from forecast.answers.changes import CAUSES, Cause, Changes, Count, Promise, RateChange, Reasons
from forecast.answers.dates import membership_targets
from forecast.answers.leading import leading
from forecast.answers.replacement import Asked, AskedRecord, Replacement, replacement
from forecast.answers.rounded import people
from forecast.errors import ForecastError
from forecast.present.published import read_changes
from forecast.present.remembered import headline
from forecast.record.dataset import load_dataset
from forecast.record.folders import ASSUMPTIONS, SCENARIOS, TARGETS
from forecast.record.known import know
from forecast.run.earlier import EarlierEdition
from forecast.run.edition import HISTORY, Edition
from forecast.run.manifest import digests, versions

NUMERIC = ("federation-forecast", "numpy", "pandas", "scipy")
"""Libraries of the manifest that can move a number."""


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """An edition to be made, held against one that was published."""

    edition: Edition
    last: EarlierEdition

    @cached_property
    def steps(self) -> Replacement:
        """What is asked between the two; no mixture where today's code refuses the old inputs."""
        edition = self.edition
        after = Asked(dataset=edition.dataset, record=edition.record, seed=edition.seed)
        try:
            return replacement(self._before(), after)
        except ForecastError:
            asked = (after.record, after.seed)
            states: tuple[AskedRecord | None, ...] = (None,) * (len(CAUSES) - 1)
            return Replacement(states=(*states, asked), acted=self._acted_by_files())

    @property
    def questions(self) -> Iterator[AskedRecord]:
        """Records to be asked beside that of the edition itself, each once."""
        asked: list[AskedRecord] = [(self.edition.record, self.edition.seed)]
        for state in self.steps.states:
            if state is not None and state not in asked:
                asked.append(state)
                yield state

    @cached_property
    def recorded(self) -> Changes | None:
        """What the published edition tells of its own last brief."""
        try:
            return read_changes(self.last.folder / HISTORY)
        except (OSError, ValueError):
            return None

    def changes(self, answer: Answer) -> Changes:
        """What moved from the published answer to ``answer``."""
        published = self.last.answer
        states = [published.levels, *(self._levels(state, answer) for state in self.steps.states)]
        acted = set(self.steps.acted)
        if self._versions or states[0] != states[1]:
            acted.add("code")
        return Changes(
            baseline=self.last.baseline,
            reading=leading(answer.record),
            targets=target_changes(
                states, acted=acted, before=published.promises, after=_promises(answer)
            ),
            reasons=Reasons(
                versions=self._versions,
                files=self._files,
                tables=self.steps.tables,
                rates=tuple(_rates(self.last, answer)),
                count_before=published.count,
                count_after=_count(answer),
            ),
        )

    def _levels(self, state: AskedRecord | None, answer: Answer) -> Levels | None:
        """The figures of a step; ``None`` where the model refuses the mixture."""
        if state is None:
            return None
        if state == (answer.record, answer.seed):
            return levels_of(answer.targets, answer.new_unions)
        record, seed = state
        try:
            found = headline(record, seed=seed)
        except ForecastError:
            return None
        return levels_of(found.targets, found.new_unions)

    def _before(self) -> Asked:
        """What the published edition asked, as today's code reads its inputs."""
        last, inputs = self.last.baseline, self.edition.inputs
        same = self.last.inputs == self._inputs
        dataset = (
            self.edition.dataset
            if same
            else load_dataset(self.last.folder / "inputs" / inputs.name)
        )
        record = know(dataset, as_of=last.as_of, scenario=last.scenario)
        return Asked(dataset=dataset, record=record, seed=last.seed)

    @cached_property
    def _inputs(self) -> dict[str, str]:
        """SHA-256 of today's inputs, by path within the edition."""
        folder = self.edition.inputs
        found = digests(folder).items()
        return {f"inputs/{folder.name}/{path}": sha for path, sha in found}

    @property
    def _files(self) -> dict[Cause, tuple[str, ...]]:
        """Files of the dataset that differ, by the cause they belong to."""
        then, now, found = self.last.inputs, self._inputs, dict[Cause, list[str]]()
        for path in sorted({*then, *now}):
            if then.get(path) != now.get(path):
                file = path.split("/", 2)[-1]
                found.setdefault(_cause(file), []).append(file)
        return {cause: tuple(files) for cause, files in found.items()}

    @property
    def _versions(self) -> dict[str, tuple[str | None, str | None]]:
        then, now = self.last.versions, versions()
        return {
            name: (then.get(name), now.get(name))
            for name in NUMERIC
            if then.get(name) != now.get(name)
        }

    def _acted_by_files(self) -> tuple[Cause, ...]:
        """Causes that may have acted, where the old inputs can no longer be read."""
        last, edition = self.last.baseline, self.edition
        found: set[Cause] = {"code", *self._files}
        if last.seed != edition.seed:
            found.add("seed")
        if last.as_of != edition.record.as_of:
            found.add("record")
        return tuple(cause for cause in CAUSES if cause in found)


def _cause(file: str) -> Cause:
    if file == ASSUMPTIONS or file.startswith(f"{SCENARIOS}/"):
        return "assumptions"
    return "targets" if file == TARGETS else "record"


def _promises(answer: Answer) -> dict[str, Promise]:
    return {
        target.id: Promise(
            value=round(target.value), tolerance=round(target.tolerance), due=target.due
        )
        for target in membership_targets(answer.record)
    }


def _rates(last: EarlierEdition, answer: Answer) -> Iterator[RateChange]:
    """Assumptions that are others than in the published answer, as rounded there."""
    then: dict[str, tuple[float, ...]] = {rate.key: rate.prior for rate in last.answer.rates}
    now: dict[str, tuple[float, ...]] = {
        rate.key: tuple(round(value, 4) for value in rate.prior) for rate in answer.rates
    }
    for key in dict.fromkeys((*now, *then)):
        if then.get(key) != now.get(key):
            yield RateChange(key=key, before=then.get(key), after=now.get(key))


def _count(answer: Answer) -> Count | None:
    origin = answer.record.origin
    if origin is None:
        return None
    return Count(date=origin.date, members=people(origin.total) or 0)
