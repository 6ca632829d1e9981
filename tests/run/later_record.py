"""A record that has grown since: what became known later, added to a dataset folder."""

from pathlib import Path


def grow(dataset: Path) -> None:
    """Add a later fact, event, target, version of an assumption and precedent."""
    for add in (add_fact, add_event, add_target, add_assumption, add_precedent):
        add(dataset)


def add_fact(dataset: Path) -> None:
    with (dataset / "record" / "facts.csv").open("a", encoding="utf-8") as facts:
        facts.write("2023-05-31,,2023-06-30,members_total,,16000,,,https://example.org,A,later\n")


def add_event(dataset: Path) -> None:
    append(
        dataset / "events.toml",
        """
[[event]]
id = "later-event"
kind = "members_leave"
date = 2023-06-01
known_on = 2023-05-01
sector = "other"
share = 0.5
name.vi = "Sự kiện về sau"
name.en = "A later event"
source = "https://example.org"
""",
    )


def add_target(dataset: Path) -> None:
    append(
        dataset / "targets.toml",
        """
[[target]]
id = "later-target"
what = "members"
kind = "stock"
value = 25000
comparison = "at_least"
unit = "members"
due = 2025-12-31
clause = "later"
known_on = 2023-01-05
set_by.vi = "Cấp trên"
set_by.en = "The level above"
wording.vi = "25.000 đoàn viên"
wording.en = "25,000 members"
reading.vi = "Như văn bản"
reading.en = "As written"
""",
    )


def add_assumption(dataset: Path) -> None:
    """A later, narrower version of the first assumption of the file."""
    path = dataset / "assumptions.toml"
    blocks = path.read_text(encoding="utf-8").split("[[assumption]]")
    number = next(i for i, block in enumerate(blocks) if 'id = "closure_rate"' in block)
    version = blocks[number].split("[[assumption.version]]")[-1]
    later = [
        "known_on = 2026-01-31" if line.startswith("known_on") else line
        for line in version.splitlines()
    ]
    blocks[number] = (
        blocks[number].rstrip() + "\n\n[[assumption.version]]" + "\n".join(later) + "\n\n"
    )
    path.write_text("[[assumption]]".join(blocks), encoding="utf-8")


def add_precedent(dataset: Path) -> None:
    append(
        dataset / "assumptions.toml",
        """
[[precedent]]
area.vi = "Nơi khác"
area.en = "Elsewhere"
start = 2024-01-01
end = 2024-12-31
new_unions = 200
known_on = 2024-12-31
source = "https://example.org"
grade = "C"
""",
    )


def append(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(text)
