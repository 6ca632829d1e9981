"""From a record's tables to the evidence in them; gia-lam lends its federation and its rates."""

import sys
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from counted_unions import union
from gia_lam import record

from forecast.answers.conflicts import conflicts
from forecast.answers.evidence import record_evidence
from forecast.answers.kinds import figure_name, kind_name
from forecast.answers.rate_reports import heavy_tail, rate_reports, unidentified
from forecast.answers.stocks import sector_stocks
from forecast.model.evidence.closings import ClosedMembers, ClosedUnions
from forecast.model.evidence.firms_listed import FirmsListed
from forecast.model.evidence.founding_counts import FoundingCounts
from forecast.model.evidence.founding_sizes import FoundingSizes
from forecast.model.evidence.kind import Evidence
from forecast.model.evidence.leaving import Leaving
from forecast.model.evidence.net_growth import NetGrowth
from forecast.model.evidence.organised import Organised
from forecast.model.evidence.season import Season
from forecast.model.evidence.size_spread import SizeSpread
from forecast.model.evidence.survivors import EnrolmentRamp, SurvivorGrowth
from forecast.model.evidence.totals import Totals
from forecast.model.priors import Prior
from forecast.model.rates import Points, draw_points
from forecast.model.surprise import holm
from forecast.record.contracts import Event, Fact, SourceGrade
from forecast.record.dataset import load_dataset
from forecast.record.knowledge import Record
from forecast.record.known import know
from forecast.record.table_contracts import Firm, Movement, RosterEntry

AS_OF = "2022-11-17"
COUNTS = (date(2019, 11, 30), date(2020, 11, 30), date(2021, 11, 30))


def roster() -> tuple[RosterEntry, ...]:
    """Three counts: d closes, n is founded in May 2020, f in November 2020."""
    first, second, third = COUNTS
    n, f = date(2020, 5, 31), date(2020, 11, 15)
    return (
        *(union(first, name, m) for name, m in (("a", 100), ("b", 50), ("c", 20), ("d", 30))),
        *(union(first, name, m, sector="school") for name, m in (("s", 40), ("t", 60))),
        *(union(second, name, m) for name, m in (("a", 104), ("b", 52), ("c", 24))),
        union(second, "d", 0, closed=date(2020, 3, 1)),
        union(second, "n", 45, founded=n),
        union(second, "f", 80, founded=f),
        *(union(second, name, m, sector="school") for name, m in (("s", 41), ("t", 61))),
        *(union(third, name, m) for name, m in (("a", 110), ("b", 50), ("c", 25))),
        union(third, "n", 50, founded=n),
        union(third, "f", 96, founded=f),
        *(union(third, name, m, sector="school") for name, m in (("s", 41), ("t", 62))),
    )


def moved(start: date, end: date, sector: str, **changes: float | None) -> Movement:
    stated: dict[str, Any] = {
        "opening": 1000.0,
        "admitted_total": 90.0,
        "admitted": None,
        "organised": None,
        "transfers_in": 5.0,
        "transfers_out": 3.0,
        "left": 60.0,
        "closed_members": 10.0,
        "closed_unions": None,
        "closing": 1022.0,
        **changes,
    }
    return Movement(
        start=start,
        end=end,
        known_on=end,
        known_on_assumed=False,
        sector=sector,
        source="test",
        grade="A",
        **stated,
    )


def total(day: date, members: float) -> Fact:
    return Fact(
        date=day,
        start=None,
        known_on=day,
        known_on_assumed=False,
        indicator="members_total",
        sector=None,
        value=members,
        low=None,
        high=None,
        source="test",
        grade="B",
    )


def firm(name: str = "firm", *, on: date = COUNTS[0], grade: SourceGrade = "A") -> Firm:
    return Firm(
        date=on,
        known_on=on,
        known_on_assumed=False,
        id=name,
        name=name,
        commune="",
        workers=30.0,
        source="test",
        grade=grade,
    )


def found(known: Record) -> dict[type[Evidence], Evidence]:
    return {type(kind): kind for kind, _ in record_evidence(known)}


def test_the_bundled_record_speaks_of_foundings_alone() -> None:
    kinds = found(record(AS_OF))

    assert set(kinds) == {FoundingCounts}
    counted = kinds[FoundingCounts]
    assert isinstance(counted, FoundingCounts)
    assert counted.counts == (16.0,)
    assert counted.exposures == pytest.approx((303 / 365.25,))


def test_totals_start_from_the_first_and_keep_the_error_of_their_grade() -> None:
    known = record(AS_OF)
    earlier = replace(known, facts=(total(date(2018, 11, 30), 14_000.0), *known.facts))

    kind = found(earlier)[Totals]

    assert isinstance(kind, Totals)
    assert sum(sector.members for sector in kind.sectors) == pytest.approx(14_000)
    assert (kind.first_error, kind.errors) == ("count_error_b", ("count_error_a",))
    assert kind.members == (15_249.0,)


def test_a_roster_shows_who_closed_who_grew_and_how_new_unions_began() -> None:
    kinds = found(replace(record(AS_OF), roster=roster()))

    closings, growth = kinds[ClosedUnions], kinds[SurvivorGrowth]
    ramp, sizes = kinds[EnrolmentRamp], kinds[FoundingSizes]
    assert isinstance(closings, ClosedUnions)
    at_risk = [(g.rate, g.unions) for g in closings.at_risk]
    assert at_risk == [
        ("closure_rate.other", 4.0),
        ("closure_rate.school", 2.0),
        ("closure_rate.other", 3.0),
        ("closure_rate.school", 2.0),
        ("new_union_closure_rate", 2.0),
    ]
    assert closings.closed == (1.0, 0.0, 0.0, 0.0, 0.0)
    assert isinstance(growth, SurvivorGrowth)
    ratios = [180 / 170, 102 / 100, 185 / 180, 103 / 102]
    assert np.exp(growth.log_ratios) == pytest.approx(ratios)
    assert [row.sector for row in growth.periods.rows] == ["other", "school"] * 2
    # Residuals of a, b, c from the ratio of the sums, and a quarter for rounding each
    apart = [104 - 100 * ratios[0], 52 - 50 * ratios[0], 24 - 20 * ratios[0]]
    assert growth.own_sd[0] == pytest.approx(np.sqrt(np.dot(apart, apart) + 0.75) / 180)
    assert isinstance(ramp, EnrolmentRamp)
    assert np.exp(ramp.log_ratios) == pytest.approx([96 / 80, 50 / 45])
    assert ramp.ages == pytest.approx([15 / 365.25, 183 / 365.25])
    assert isinstance(sizes, FoundingSizes)
    assert dict(zip(sizes.members, sizes.ages, strict=True)) == pytest.approx({45: 0.5, 80: 0.0})


def test_the_spread_of_sizes_is_measured_around_the_middle_of_each_sector() -> None:
    spread = found(replace(record(AS_OF), roster=roster()))[SizeSpread]

    assert isinstance(spread, SizeSpread)
    other, school = np.log([110, 50, 25, 50, 96]), np.log([41, 62])
    squares = other.var() * 5 + school.var() * 2
    assert spread.degrees == 5
    assert spread.squares == pytest.approx(squares)


def test_the_sizes_of_the_roster_are_those_the_forecast_starts_from() -> None:
    known = record(AS_OF)
    assert known.origin is not None
    origin = replace(known.origin, stated_date=COUNTS[2], members={"other": 331.0, "school": 100.0})

    stocks = sector_stocks(replace(known, roster=roster()), origin)
    other, school = sorted(stocks, key=lambda stock: stock.id)

    assert (other.sizes, other.unions) == ((110, 50, 25, 50, 96), 5.0)
    # 103 members on the roster are not the 100 of the count: the sizes are not used.
    assert (school.sizes, school.unions) == ((), 82.0)


def test_movements_give_leavers_growth_and_closed_members_each_given_its_opening() -> None:
    start, end = date(2021, 12, 1), date(2022, 5, 31)
    rows = tuple(moved(start, end, sector) for sector in ("other", "school"))

    kinds = found(replace(record(AS_OF), movements=rows))

    leaving, net, closed = kinds[Leaving], kinds[NetGrowth], kinds[ClosedMembers]
    assert isinstance(leaving, Leaving)
    assert leaving.counts == (60.0, 60.0)
    assert [(row.staying, row.years) for row in leaving.periods.rows] == [
        (1011.0, 182 / 365.25)
    ] * 2
    assert isinstance(net, NetGrowth)
    assert (net.net, net.split, net.founding) == ((30.0, 30.0), False, (0,))
    assert [row.staying for row in net.periods.rows] == [990.0, 990.0]
    assert isinstance(closed, ClosedMembers)
    assert closed.members == (10.0, 10.0)
    assert Organised not in kinds


def test_split_admissions_tell_the_members_of_new_unions_apart() -> None:
    row = moved(
        date(2022, 1, 1),
        date(2022, 10, 30),
        "other",
        admitted=40.0,
        organised=50.0,
        closed_unions=1,
    )
    counted = Fact(
        date=date(2022, 10, 30),
        start=date(2022, 1, 1),
        known_on=date(2022, 11, 1),
        known_on_assumed=False,
        indicator="new_unions",
        sector=None,
        value=2.0,
        low=None,
        high=None,
        source="test",
        grade="A",
    )
    known = record(AS_OF)

    kinds = found(replace(known, movements=(row,), facts=(*known.facts, counted)))

    net, organised = kinds[NetGrowth], kinds[Organised]
    assert isinstance(net, NetGrowth)
    assert (net.net, net.split) == ((-20.0,), True)
    assert isinstance(organised, Organised)
    assert (organised.members, organised.foundings.unions) == ((50.0,), (2.0,))
    assert isinstance(kinds[ClosedUnions], ClosedUnions)
    assert kinds[ClosedUnions].observed.tolist() == [1.0]
    assert kinds[ClosedMembers].depends_on == {"existing_size_log_sd"}


def test_the_finest_table_alone_tells_growth_where_tables_overlap() -> None:
    known = record(AS_OF)
    early, within, late = (
        moved(date(2018, 12, 1), date(2019, 11, 30), "other"),
        moved(date(2019, 12, 1), date(2020, 11, 30), "other"),
        moved(date(2021, 12, 1), date(2022, 5, 31), "other"),
    )
    totals = tuple(total(date(year, 11, 30), 14_000.0) for year in (2016, 2017, 2018, 2019, 2020))
    whole = replace(
        known, facts=(*totals, *known.facts), movements=(early, within, late), roster=roster()
    )

    kinds = found(whole)

    net, counted = kinds[NetGrowth], kinds[Totals]
    assert isinstance(net, NetGrowth)
    assert len(net.net) == 2
    assert len(kinds[Leaving].observed) == 3
    assert isinstance(counted, Totals)
    # Those of 2016 to 2018: from 1 December 2018 on movements tell more.
    assert len(counted.members) == 2


def test_a_period_with_a_dated_break_says_nothing_of_growth() -> None:
    known = record(AS_OF)
    text = known.events[0].name if known.events else known.federation.name
    event = Event(
        id="left",
        kind="members_leave",
        date=date(2020, 6, 30),
        known_on=date(2020, 6, 30),
        sector="other",
        members=100.0,
        name=text,
        source="test",
    )
    row = moved(date(2019, 12, 1), date(2020, 11, 30), "other")

    kinds = found(replace(known, events=(event,), movements=(row,)))
    grown = found(replace(known, events=(event,), roster=roster()))[SurvivorGrowth]

    assert NetGrowth not in kinds
    assert Leaving in kinds
    assert isinstance(grown, SurvivorGrowth)
    assert [row.sector for row in grown.periods.rows] == ["school", "other", "school"]


def test_the_newest_list_of_firms_counts() -> None:
    early = [firm(f"firm-{n}", on=date(2020, 1, 1)) for n in range(9)]
    late = [firm(f"firm-{n}", on=date(2022, 1, 1), grade="C") for n in range(4)]
    firms = (*early, *late)

    kind = found(replace(record(AS_OF), firms=firms))[FirmsListed]

    assert isinstance(kind, FirmsListed)
    assert kind.firms == 4.0
    # Grade C: 1 to 8 %; mean square of a lognormal is median^2 exp(2 sd^2).
    log_sd = np.log(8) / (2 * 1.2816)
    assert kind.error == pytest.approx(np.sqrt(0.01 * 0.08) * np.exp(log_sd**2), rel=0.01)


def test_foundings_that_cluster_in_a_season_change_what_a_part_year_stands_for() -> None:
    season = Season.of(date(2020, month, 15) for month in (9, 10, 11) for _ in range(8))

    autumn = season.exposure(date(2020, 8, 31), date(2020, 11, 30))
    rest = season.exposure(date(2019, 11, 30), date(2020, 8, 31))

    # 27 of 36 smoothed foundings, by months of about equal length
    assert autumn == pytest.approx(0.75, abs=0.01)
    assert autumn + rest == pytest.approx(1.0, abs=0.01)


def answered(known: Record) -> tuple[list[Evidence], Points]:
    evidence = [kind for kind, _ in record_evidence(known)]
    priors = [Prior.of(rate) for rate in known.rates.values()]
    return evidence, draw_points(priors, evidence, steps=1, seed=4)


def test_reports_tell_what_narrowed_a_rate_and_what_nothing_spoke_of() -> None:
    known = record(AS_OF)
    rows = tuple(
        moved(date(year, 12, 31), date(year + 1, 12, 31), "other", left=30.0)
        for year in range(2015, 2021)
    )
    evidence, points = answered(replace(known, movements=rows))

    reports = {one.key: one for one in rate_reports(known, points, evidence)}

    leaving, size = reports["turnover.other"], reports["association_size"]
    assert leaving.moved
    assert leaving.narrowed > 0.5
    assert "members who left or moved" in [str(name) for name in leaving.informed_by]
    assert (size.moved, size.informed_by) == (False, ())
    assert abs(size.narrowed) < 0.05
    school = reports["turnover.school"]
    assert school.informed_by == ()


def test_what_totals_cannot_tell_apart_is_said() -> None:
    known = record(AS_OF)
    totals = tuple(total(date(year, 11, 30), 14_000.0) for year in (2016, 2018, 2020))
    evidence, points = answered(replace(known, facts=(*totals, *known.facts)))

    said = [str(text) for text in unidentified(known, points, evidence)]

    assert any(text.startswith("The record hardly narrows these assumptions") for text in said)
    assert any(known.rates["closure_rate.school"].name.en in text for text in said)


def test_a_figure_the_ranges_make_improbable_is_named_with_what_was_expected() -> None:
    known = record(AS_OF)
    rows = tuple(
        moved(date(year, 12, 31), date(year + 1, 12, 31), "other", left=500.0, admitted_total=530.0)
        for year in range(2017, 2021)
    )
    evidence = [kind for kind, _ in record_evidence(replace(known, movements=rows))]
    priors = [Prior.of(rate) for rate in known.rates.values()]

    (said,) = conflicts(known, priors, evidence, seed=1)

    assert str(said).startswith("Members who left (Enterprises, communes, other offices): the rec")
    assert "the record has 2,000, where the stated ranges expect" in str(said)


def test_the_bundled_record_contradicts_none_of_its_ranges() -> None:
    known = record(AS_OF)
    evidence = [kind for kind, _ in record_evidence(known)]

    assert conflicts(known, [Prior.of(r) for r in known.rates.values()], evidence, seed=1) == []


def test_a_new_union_out_of_all_proportion_is_a_caution() -> None:
    known = record(AS_OF)
    usual = FoundingSizes(members=(20.0, 35.0, 60.0) * 20, ages=(1.0,) * 60)
    huge = FoundingSizes(members=(*usual.members, 20_000.0), ages=(1.0,) * 61)
    priors = [Prior.of(rate) for rate in known.rates.values()]

    quiet, loud = (
        heavy_tail(draw_points(priors, [kind], steps=1, seed=4), [kind]) for kind in (usual, huge)
    )

    assert quiet == ()
    assert "20,000 members" in str(loud[0])


def test_every_kind_and_every_figure_of_it_has_a_name() -> None:
    known = record(AS_OF)
    totals = tuple(total(date(year, 11, 30), 14_000.0) for year in (2016, 2017, 2018))
    rows = (
        moved(date(2018, 12, 1), date(2019, 11, 30), "other", admitted=40.0, organised=50.0),
        moved(date(2018, 12, 1), date(2019, 11, 30), "school", closed_unions=1.0),
    )
    whole = replace(
        known, facts=(*totals, *known.facts), movements=rows, roster=roster(), firms=(firm(),)
    )

    kinds = [kind for kind, _ in record_evidence(whole)]
    figures = [name for kind in kinds for name in kind.statistics(kind.observed)]

    assert len({type(kind) for kind in kinds}) == 12
    assert len({str(kind_name(kind)) for kind in kinds}) == 12
    assert len({str(figure_name(name, known)) for name in figures}) == len(set(figures))


DEMO = Path(__file__).parents[2] / "data" / "demo-district"
DEPTHS = ("totals", "movements", "roster")


@cache
def demo(depth: str) -> Record:
    """The illustrative district as known at the end, cut to a depth of record."""
    whole = know(load_dataset(DEMO))
    if depth == "totals":
        return replace(whole, movements=(), roster=(), firms=())
    return replace(whole, roster=(), firms=()) if depth == "movements" else whole


@cache
def learnt(depth: str) -> tuple[tuple[Evidence, ...], Points]:
    evidence, points = answered(demo(depth))
    return tuple(evidence), points


def true_rates() -> dict[str, float]:
    """The rates the district's history was made with."""
    spec = spec_from_file_location("demo_history", DEMO.parent / "demo_history.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "demo_history", module)
        spec.loader.exec_module(module)
    return dict(module.TRUTH)


@pytest.mark.parametrize("depth", DEPTHS)
def test_the_true_rates_of_the_illustrative_district_are_recovered(depth: str) -> None:
    """No truth lies in the outer 2 % of its posterior, adjusted for how many are asked at once.

    With thirty rates one or two lie outside their own 98 % range by chance alone; here fourteen of
    58 enterprises' unions closed in six years where the true rate expects six.
    """
    evidence, points = learnt(depth)
    reports = rate_reports(demo(depth), points, evidence)
    informed = sorted({one.key for one in reports if one.informed_by} & true_rates().keys())

    below = [points.weights @ (points.rates[key] < true_rates()[key]) for key in informed]
    tails = [2 * min(share, 1 - share) for share in below]
    adjusted = dict(zip(informed, holm(np.array(tails)), strict=True))

    assert len(informed) >= 5
    assert {key: p for key, p in adjusted.items() if p < 0.02} == {}


def test_a_deeper_record_narrows_the_rates_further() -> None:
    narrowed = {
        depth: {one.key: one.narrowed for one in rate_reports(demo(depth), points, evidence)}
        for depth in DEPTHS
        for evidence, points in [learnt(depth)]
    }

    totals, movements, whole = (narrowed[depth] for depth in DEPTHS)
    for key in ("net_change.enterprise", "turnover.school", "closure_rate.enterprise"):
        assert movements[key] > totals[key] + 0.05, key
        assert whole[key] > totals[key] + 0.05, key
    for key in ("new_union_size", "new_union_size_log_sd", "existing_size_log_sd", "pool_firms"):
        assert whole[key] > movements[key] + 0.05, key
    means = [np.mean(list(by_rate.values())) for by_rate in (totals, movements, whole)]
    assert means == sorted(means)
