"""A small complete dataset, written into a folder and spoiled in one place at a time."""

from pathlib import Path

from forecast.errors import Fault, InputError
from forecast.record.dataset import load_dataset
from forecast.record.ranges import implied_median
from forecast.record.rate_checks import rate_terms
from forecast.record.vocabulary import RateTerm, Shape

SECTORS = ("other", "school")
RANGES: dict[Shape, tuple[float, float]] = {
    "fraction": (0.02, 0.08),
    "positive": (0.1, 0.4),
    "signed": (-0.02, 0.04),
}
LARGE = (40.0, 90.0)

FEDERATION = """\
name = { vi = "Liên đoàn nhỏ", en = "Small federation" }
short_name = { vi = "LĐLĐ nhỏ", en = "Small" }
parent = { vi = "Cấp trên", en = "Parent" }
place = { vi = "Nơi này", en = "Here" }
area = { vi = "toàn huyện", en = "the district" }
level = "district"
provenance = "illustrative"
reporting_dates = ["05-31", "11-30"]

[[sector]]
id = "school"
name = { vi = "Trường học", en = "Schools" }

[[sector]]
id = "other"
name = { vi = "Khác", en = "Other" }
founding = true
"""

TARGET = """\
[[target]]
id = "members-2023"
what = "members"
kind = "stock"
value = 1200
tolerance = 50
comparison = "about"
unit = "members"
due = 2023-12-31
set_by = { vi = "Kế hoạch", en = "The plan" }
clause = "I.3"
known_on = 2021-10-11
wording = { vi = "khoảng 1.200", en = "about 1,200" }
reading = { vi = "cuối năm", en = "end of the year" }
"""

EVENT = """\
[[event]]
id = "end"
kind = "federation_ends"
date = 2025-06-30
known_on = 2022-06-01
name = { vi = "Kết thúc", en = "The end" }
source = "law"
"""

PRECEDENT = """\
[[precedent]]
area = { vi = "Bên cạnh", en = "Next door" }
start = 2020-01-01
end = 2020-12-31
new_unions = 12
known_on = 2020-12-31
source = "yearbook"
grade = "B"
"""

SCENARIO = """\
name = { vi = "Nhiều hơn", en = "More" }
note = { vi = "Thử", en = "A trial" }

[plan]
new_unions_per_year = 20

[assumptions]
new_union_size = 70
net_change.other = 0.0
"""

HEADER = "date,start,known_on,indicator,sector,value,low,high,source,grade,note"
FACTS = f"""\
{HEADER}
2021-11-30,,2021-12-05,members_total,,900,,,report,A,
2021-11-30,,2021-12-05,members_total,school,300,,,report,A,
2022-05-31,,2022-06-10,members_total,,1000,,,report,A,
2022-05-31,,2022-06-10,members_total,school,310,,,report,A,
2022-05-31,,2022-06-10,unions_total,,20,,,report,A,
2022-05-31,,2022-06-10,unions_total,school,8,,,report,A,
2022-05-31,,2022-06-10,workers_in_unionised_units,,1100,,,report,A,"all, of the district"
2021-12-31,2021-01-01,,new_unions,,4,3,5,report,B,
"""

MOVEMENTS = """\
start,end,known_on,sector,opening,admitted_total,admitted,organised,transfers_in,transfers_out,left,\
closed_members,closed_unions,closing,source,grade,note
2021-05-31,2021-11-30,2021-12-05,school,296,16,,,1,2,11,,,300,report,A,
2021-11-30,2022-05-31,2022-06-10,school,300,22,22,0,,,12,,0,310,report,A,
2021-11-30,2022-05-31,2022-06-10,other,600,,70,110,3,2,61,30,2,690,report,A,"split, for once"
"""
ROSTER = """\
date,known_on,id,name,sector,founded,closed,workers,members,source,grade
2022-05-31,2022-06-10,s-1,School 1,school,,,210,200,list,A
2022-05-31,2022-06-10,s-2,School 2,school,,,110,110,list,A
2022-05-31,2022-06-10,o-1,Works 1,other,2021-12-01,,500,480,list,A
2022-05-31,2022-06-10,o-2,Works 2,other,2022-01-15,,,210,list,A
2022-05-31,2022-06-10,o-3,Works 3,other,,2022-03-01,,0,list,A
"""
FIRMS = """\
date,known_on,id,name,commune,workers,source,grade
2022-05-31,2022-06-10,f-1,Firm 1,North,25,list,B
2022-05-31,2022-06-10,f-2,Firm 2,,140,list,B
"""
RATINGS = """\
year,known_on,union,scale,rating,source,grade
2018,2019-01-20,s-1,older,strong,list,A
2021,2022-01-20,s-1,2019,excellent,list,A
2021,2022-01-20,o-1,2019,fair,list,A
"""
INDICATORS = """\
date,known_on,indicator,value,source,grade,note
2021-12-31,2022-01-20,members-2023,905,report,A,
"""
RENAMINGS = """\
date,known_on,union,successor,kind,source,grade,note
2022-03-01,2022-06-10,o-3,o-2,renamed,decision,A,
2022-03-01,,s-1,s-2,,list,A,"undecided, changes nothing"
"""
TABLES = {
    "record/movements.csv": MOVEMENTS,
    "record/roster.csv": ROSTER,
    "record/firms.csv": FIRMS,
    "record/ratings.csv": RATINGS,
    "record/indicators.csv": INDICATORS,
    "record/renamings.csv": RENAMINGS,
}
"""The optional tables, which agree with the facts."""


def version(term: RateTerm, *, known_on: str = "2021-01-31", widen: float = 1.0) -> str:
    """One version of a rate, its median the one its range implies."""
    low, high = LARGE if term.low >= 5 else RANGES[term.shape]
    high *= widen
    median = implied_median(low, high, shape=term.shape)
    return f"""\
[[assumption.version]]
known_on = {known_on}
evidence_date = 2020-12-31
value = {median}
low = {low}
high = {high}
evidence = "low"
source = "an argument"
basis = {{ vi = "Vì vậy", en = "Because" }}
"""


def assumption(key: str, term: RateTerm) -> str:
    """One rate with one version."""
    name, _, sector = key.partition(".")
    of_sector = f'sector = "{sector}"\n' if sector else ""
    return f"""\
[[assumption]]
id = "{name}"
{of_sector}name = {{ vi = "Giả định", en = "Rate" }}
unit = "{term.unit}"
shape = "{term.shape}"
impact = "high"
{version(term)}"""


def assumptions() -> str:
    """Every rate of the vocabulary, and one precedent."""
    terms = rate_terms(SECTORS)
    return "\n".join([assumption(key, term) for key, term in terms.items()] + [PRECEDENT])


ASSUMPTIONS = assumptions()


def write_dataset(parent: Path, *, name: str = "small") -> Path:
    """Write the dataset into ``parent`` and return its folder."""
    folder = parent / name
    for file, text in {
        "federation.toml": FEDERATION,
        "targets.toml": TARGET,
        "events.toml": EVENT,
        "assumptions.toml": ASSUMPTIONS,
        "scenarios/more.toml": SCENARIO,
        "record/facts.csv": FACTS,
    }.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(text, encoding="utf-8")
    return folder


def write_tables(folder: Path) -> Path:
    """Add the optional tables to a dataset and return its folder."""
    for file, text in TABLES.items():
        (folder / file).write_text(text, encoding="utf-8")
    return folder


def edit(folder: Path, file: str, old: str, new: str) -> int:
    """Replace the first ``old`` in a file and return its line."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    before, found, after = text.partition(old)
    assert found, f"{old!r} is not in {file}"
    path.write_text(before + new + after, encoding="utf-8")
    return before.count("\n") + 1


def append(folder: Path, file: str, text: str) -> None:
    """Add ``text`` at the end of a file."""
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def faults_of(folder: Path) -> tuple[Fault, ...]:
    """The faults for which the dataset is refused; none when it is taken."""
    try:
        load_dataset(folder)
    except InputError as error:
        return error.faults
    return ()


def the_fault(folder: Path) -> Fault:
    """The one fault for which the dataset is refused."""
    (fault,) = faults_of(folder)
    return fault
