"""Each kind of evidence against the same law worked another way."""

from dataclasses import replace

import numpy as np
import pytest
from recorded_federation import DEPTHS, FOUNDED, RANGES, SECTORS, periods, priors
from scipy.integrate import quad
from scipy.stats import binom, chi2, lognorm, multivariate_normal, nbinom

from forecast.model.evidence.closings import AtRisk, ClosedMembers, ClosedUnions
from forecast.model.evidence.densities import RandomSum
from forecast.model.evidence.firms_listed import FirmsListed
from forecast.model.evidence.founding_counts import FoundingCounts
from forecast.model.evidence.founding_sizes import FoundingSizes
from forecast.model.evidence.kind import Evidence
from forecast.model.evidence.leaving import Leaving
from forecast.model.evidence.net_growth import ROUNDING, NetGrowth
from forecast.model.evidence.period_foundings import PeriodFoundings, enrolled_by_the_end
from forecast.model.evidence.periods import SectorPeriod, SectorPeriods
from forecast.model.evidence.size_spread import SizeSpread
from forecast.model.evidence.survivors import EnrolmentRamp, SurvivorGrowth
from forecast.model.evidence.totals import Totals, existing_parts, yearly_foundings
from forecast.model.growth import enrolled, joint_moments
from forecast.model.priors import rates_at

RATES = rates_at(priors(), np.full(len(RANGES), 0.3))
ONE = {key: float(value) for key, value in RATES.items()}

YEAR = SectorPeriods(
    rows=tuple(SectorPeriod(sector=s.id, period=0, years=1.0, staying=s.members) for s in SECTORS)
)


def test_totals_have_the_normal_density_of_the_closed_form_moments() -> None:
    members = (14_500.0, 15_200.0)
    evidence = Totals(
        sectors=SECTORS,
        years=(1.0, 2.0),
        members=members,
        first_error="count_error_b",
        errors=("count_error_a", "count_error_a"),
    )

    found = evidence.log_likelihood(RATES)

    parts = [*existing_parts(SECTORS, RATES), *yearly_foundings(SECTORS, RATES, until=2.0)]
    mean, covariance = joint_moments(parts, times=(1.0, 2.0), shock_sd=RATES["shock_sd"])
    first, own = ONE["count_error_b"] * mean, ONE["count_error_a"] * mean
    whole = covariance + np.outer(first, first) + np.diag(own**2)
    assert found == pytest.approx(multivariate_normal(mean, whole).logpdf(members))


def test_known_sizes_of_unions_replace_the_assumed_spread_in_totals() -> None:
    known = tuple(replace(s, sizes=(s.members / 2, s.members / 2)) for s in SECTORS)

    parts = existing_parts(known, RATES)

    # Two equal unions: Var = M^2 (1+v)^2 q (1-q) / 2
    kept, grown = 1 - ONE["closure_rate.firm"], 10_500 * (1 + ONE["net_change.firm"])
    spread = parts[1].product(1.0, 1.0) - parts[1].mean(1.0) ** 2
    assert spread == pytest.approx(grown**2 * kept * (1 - kept) / 2)


def test_leavers_are_negative_binomial_around_a_twelfth_of_the_hazard_a_month() -> None:
    counts = (150.0, 800.0)

    found = Leaving(rate="turnover", periods=YEAR, counts=counts).log_likelihood(RATES)

    expected = 0.0
    for sector, count in zip(SECTORS, counts, strict=True):
        monthly = 1 - (1 - ONE[f"turnover.{sector.id}"]) ** (1 / 12)
        pull = ONE[f"shock_loading.{sector.id}"] * ONE["shock_sd"]
        size = 1 / np.expm1(pull**2 / 3)
        mean = 12 * monthly * sector.members
        expected += nbinom.logpmf(count, size, size / (size + mean))
    assert found == pytest.approx(expected)


def test_transfers_follow_their_own_rate() -> None:
    rates = {
        **RATES,
        "transfer_in_rate.school": np.array(0.02),
        "transfer_in_rate.firm": np.array(0.01),
    }
    moved = Leaving(rate="transfer_in_rate", periods=YEAR, counts=(0.0, 0.0))
    generator = np.random.Generator(np.random.Philox(1))
    many = {key: np.full(20_000, float(value)) for key, value in rates.items()}

    drawn = moved.drawn(many, generator).mean(axis=0)

    assert drawn == pytest.approx([70.0, 105.0], rel=0.01)


def test_one_shock_moves_the_net_growth_of_all_sectors_of_a_period() -> None:
    net = (20.0, 300.0)

    found = NetGrowth(periods=YEAR, net=net).log_likelihood(RATES)

    staying = np.array([s.members for s in SECTORS])
    change = np.array([1 + ONE[f"net_change.{s.id}"] for s in SECTORS])
    pulls = np.array([ONE[f"shock_loading.{s.id}"] * ONE["shock_sd"] for s in SECTORS])
    leaving = 12 * (1 - (1 - np.array([ONE[f"turnover.{s.id}"] for s in SECTORS])) ** (1 / 12))
    shared = staying * change * np.sqrt(np.expm1(pulls**2))
    covariance = np.outer(shared, shared) + np.diag(leaving * staying + ROUNDING)
    law = multivariate_normal(staying * (change - 1), covariance)
    assert found == pytest.approx(law.logpdf(net))


def test_periods_are_independent_of_one_another() -> None:
    later = tuple(replace(row, period=1) for row in YEAR.rows)
    both = SectorPeriods(rows=(*YEAR.rows, *later))

    whole = NetGrowth(periods=both, net=(20.0, 300.0, -10.0, 50.0)).log_likelihood(RATES)

    parts = [NetGrowth(periods=YEAR, net=net) for net in ((20.0, 300.0), (-10.0, 50.0))]
    assert whole == pytest.approx(sum(part.log_likelihood(RATES) for part in parts))


def test_admissions_not_split_hold_the_members_of_the_unions_founded() -> None:
    brought = PeriodFoundings(exposures=(1.0,), unions=(10.0,))
    bare = NetGrowth(periods=YEAR, net=(0.0, 0.0))
    whole = NetGrowth(periods=YEAR, net=(0.0, 0.0), founding=(1,), foundings=brought)
    many = {key: np.full(40_000, value) for key, value in ONE.items()}

    without, with_them = (
        kind.drawn(many, np.random.Generator(np.random.Philox(4))) for kind in (bare, whole)
    )

    own = ONE["new_union_size"] ** 2 * np.expm1(ONE["new_union_size_log_sd"] ** 2)
    gained = with_them.mean(axis=0) - without.mean(axis=0)
    assert gained == pytest.approx([0.0, 10 * ONE["new_union_size"]], abs=3)
    assert with_them[:, 1].var() - without[:, 1].var() == pytest.approx(10 * own, rel=0.1)


def test_unknown_foundings_bring_a_compound_negative_binomial_sum() -> None:
    years = 0.5
    law = PeriodFoundings(exposures=(years,), unions=(None,)).brought(RATES, np.ones(1))

    rate, size = ONE["founding_rate"] * years, ONE["founding_dispersion"] * years
    mean, log_sd = ONE["new_union_size"], ONE["new_union_size_log_sd"]
    own = mean**2 * np.expm1(log_sd**2)
    number = nbinom(size, size / (size + rate))
    assert law.empty[0] == pytest.approx(number.pmf(0))
    assert law.mean[0] == pytest.approx(number.mean() * mean)
    assert law.variance[0] == pytest.approx(number.mean() * own + number.var() * mean**2)


def test_a_single_known_founding_brings_one_lognormal_size() -> None:
    law = PeriodFoundings(exposures=(1.0,), unions=(1.0,)).brought(RATES, np.ones(1))

    log_sd = ONE["new_union_size_log_sd"]
    exact = lognorm(log_sd, scale=ONE["new_union_size"] * np.exp(-(log_sd**2) / 2))
    assert law.log_density(np.array([37.0])) == pytest.approx(exact.logpdf(37.0))


def test_a_random_sum_keeps_its_mean_and_variance() -> None:
    law = RandomSum(empty=np.full(400_000, 0.4), mean=np.array(30.0), variance=np.array(2500.0))

    drawn = law.drawn(np.random.Generator(np.random.Philox(2)))

    assert (drawn == 0).mean() == pytest.approx(0.4, abs=0.004)
    assert (drawn.mean(), drawn.var()) == pytest.approx((30.0, 2500.0), rel=0.03)


@pytest.mark.parametrize("years", [0.1, 0.25, 0.5, 1.0])
def test_the_share_enrolled_at_the_end_is_the_mean_over_all_founding_days(years: float) -> None:
    ramp = {
        "at_founding": RATES["enrolment_at_founding"],
        "months": RATES["enrolment_months"],
    }

    found = enrolled_by_the_end(RATES, np.array([years]))

    area, _ = quad(lambda age: float(enrolled(np.array(age), **ramp)), 0, years, points=[0.2, 0.4])
    assert found[0] == pytest.approx(area / years, abs=1e-6)


def test_closed_unions_are_binomial_at_the_hazard_of_their_kind() -> None:
    groups = (
        AtRisk(rate="closure_rate.firm", unions=150.0, years=0.5),
        AtRisk(rate="new_union_closure_rate", unions=40.0, years=2.0),
    )

    found = ClosedUnions(at_risk=groups, closed=(2.0, 3.0)).log_likelihood(RATES)

    firm = 1 - (1 - ONE["closure_rate.firm"]) ** 0.5
    new = 1 - (1 - ONE["new_union_closure_rate"]) ** 2
    assert found == pytest.approx(binom.logpmf(2, 150, firm) + binom.logpmf(3, 40, new))


def test_members_of_closed_unions_have_the_moments_of_a_binomial_number_of_sizes() -> None:
    group = AtRisk(rate="closure_rate.firm", unions=150.0, years=1.0, members=10_500.0)
    many = {key: np.full(400_000, value) for key, value in ONE.items()}

    drawn = ClosedMembers(at_risk=(group,), members=(0.0,)).drawn(
        many, np.random.Generator(np.random.Philox(3))
    )[:, 0]

    chance, size = ONE["closure_rate.firm"], 70.0
    number = binom(150, chance)
    own = size**2 * np.expm1(ONE["existing_size_log_sd"] ** 2)
    assert (drawn == 0).mean() == pytest.approx(number.pmf(0), abs=0.004)
    assert drawn.mean() == pytest.approx(number.mean() * size, rel=0.02)
    assert drawn.var() == pytest.approx(number.mean() * own + number.var() * size**2, rel=0.15)


def test_survivors_of_an_interval_share_its_shock() -> None:
    logs, own = (0.01, 0.05), (0.003, 0.006)

    found = SurvivorGrowth(
        periods=YEAR, log_ratios=logs, own_sd=own, transfers=False
    ).log_likelihood(RATES)

    pulls = np.array([ONE[f"shock_loading.{s.id}"] * ONE["shock_sd"] for s in SECTORS])
    mean = np.log1p([ONE[f"net_change.{s.id}"] for s in SECTORS]) - pulls**2 / 2
    law = multivariate_normal(mean, np.outer(pulls, pulls) + np.diag(np.square(own)))
    assert found == pytest.approx(law.logpdf(logs))


def test_a_young_union_grows_by_its_ramp_beyond_the_shock_of_the_older_ones() -> None:
    rates = {
        **RATES,
        "enrolment_at_founding": np.array(0.8),
        "enrolment_months": np.array(6.0),
        "net_change.firm": np.array(0.02),
    }
    row = SectorPeriod(sector="firm", period=0, years=1.0, staying=0.0)
    expected = np.log(1.0 / 0.9) + 0.05 - np.log(1.02)

    found = EnrolmentRamp(
        periods=SectorPeriods(rows=(row,)),
        ages=(0.25,),
        log_ratios=(expected + 0.1,),
        shared=(0.05,),
        own_sd=(0.1,),
        transfers=False,
    ).log_likelihood(rates)

    assert found == pytest.approx(-0.5 - np.log(0.1 * np.sqrt(2 * np.pi)))


def test_the_spread_of_sizes_is_chi_square() -> None:
    variance = ONE["existing_size_log_sd"] ** 2

    found = SizeSpread(squares=300.0, degrees=200).log_likelihood(RATES)

    assert found == pytest.approx(chi2.logpdf(300.0 / variance, 200) - np.log(variance))


def test_the_list_of_firms_is_lognormal_around_the_pool() -> None:
    found = FirmsListed(firms=300.0, error=0.05).log_likelihood(RATES)

    law = lognorm(0.05, scale=ONE["pool_firms"])
    assert found == pytest.approx(law.logpdf(300.0))


def test_sizes_of_new_unions_are_lognormal_by_their_mean_and_their_age() -> None:
    members, ages = (20.0, 55.0, 130.0, 31.0), (0.0, 0.1, 0.1, 2.0)

    found = FoundingSizes(members=members, ages=ages).log_likelihood(RATES)

    log_sd, expected = ONE["new_union_size_log_sd"], 0.0
    for one, age in zip(members, ages, strict=True):
        share = enrolled(
            np.array(age),
            at_founding=RATES["enrolment_at_founding"],
            months=RATES["enrolment_months"],
        )
        middle = ONE["new_union_size"] * share * np.exp(-(log_sd**2) / 2)
        expected += lognorm.logpdf(one, log_sd, scale=middle)
    assert found == pytest.approx(expected)


def test_fourteen_new_unions_bring_as_widely_different_numbers_as_real_ones() -> None:
    """Public record of 9,111 new units: mean 53, log sd 1.25; 14 of them bring 290 to 1,502.

    Real ones have a median of 20, a lognormal of this mean and spread 24, so its 5 % point lies a
    little higher.
    """
    rates = {
        **{key: np.full(100_000, value) for key, value in ONE.items()},
        "new_union_size": np.full(100_000, 53.0),
        "new_union_size_log_sd": np.full(100_000, 1.25),
    }
    sizes = FoundingSizes(members=(50.0,) * 14, ages=(5.0,) * 14)

    brought = sizes.drawn(rates, np.random.Generator(np.random.Philox(6))).sum(axis=1)

    assert np.percentile(brought, [5, 95]) == pytest.approx([290, 1502], rel=0.17)
    assert ((brought > 290) & (brought < 1502)).mean() == pytest.approx(0.9, abs=0.04)


def test_a_largest_union_out_of_line_with_the_others_has_a_small_chance() -> None:
    usual = FoundingSizes(members=(20.0, 30.0, 45.0, 80.0, 250.0), ages=(2.0,) * 5)
    tail = replace(usual, members=(20.0, 30.0, 45.0, 80.0, 25_000.0))

    log_sd = ONE["new_union_size_log_sd"]
    law = lognorm(log_sd, scale=ONE["new_union_size"] * np.exp(-(log_sd**2) / 2))
    assert usual.chance_of_largest(RATES) == pytest.approx(1 - law.cdf(250.0) ** 5)
    assert usual.chance_of_largest(RATES) > 0.05
    assert tail.chance_of_largest(RATES) < 0.001


def test_a_campaign_year_of_three_times_the_mean_does_not_look_impossible() -> None:
    """Under the bundled prior: 6 to 24 foundings a year, dispersion 1.5 to 10.7."""
    generator = np.random.Generator(np.random.Philox(8))
    rates = rates_at(priors(), generator.standard_normal((200_000, len(RANGES))))
    counted = FoundingCounts(counts=(12.0,), exposures=(1.0,))

    drawn = counted.drawn(rates, generator)[:, 0]

    assert (drawn >= 3 * drawn.mean()).mean() > 0.01
    assert (drawn >= 3 * rates["founding_rate"]).mean() > 0.01


def every_kind() -> list[tuple[str, int]]:
    return [(depth, i) for depth, kinds in DEPTHS.items() for i in range(len(kinds()))]


@pytest.mark.parametrize(("depth", "position"), every_kind())
def test_records_are_drawn_from_the_likelihood_itself(depth: str, position: int) -> None:
    """The likelihood ratio of two sets of rates has mean one over records of the second."""
    kind: Evidence = DEPTHS[depth]()[position]
    near = rates_at(priors(), np.full(len(RANGES), 0.32))
    generator = np.random.Generator(np.random.Philox(position))
    number = 100 if isinstance(kind, Totals) else 500
    many = {key: np.full(number, value) for key, value in ONE.items()}

    records = [kind.seen(one) for one in kind.drawn(many, generator)]

    ratios = np.exp([one.log_likelihood(near) - one.log_likelihood(RATES) for one in records])
    error = ratios.std(ddof=1) / np.sqrt(len(ratios))
    assert ratios.mean() == pytest.approx(1, abs=4 * error + 1e-9)
    assert records[0].observed == pytest.approx(kind.seen(records[0].observed).observed)
    assert set(kind.depends_on) <= set(RANGES)


@pytest.mark.parametrize(("depth", "position"), every_kind())
def test_a_kind_moves_with_the_rates_it_depends_on_and_no_other(depth: str, position: int) -> None:
    kind: Evidence = DEPTHS[depth]()[position]
    base = kind.log_likelihood(RATES)

    moved = {
        prior.key
        for prior in priors()
        if kind.log_likelihood({**RATES, prior.key: prior.at(np.array(0.9))}) != base
    }

    # Yearly totals are counted when the unions gathered in mid-year have enrolled everybody.
    settled = {"enrolment_at_founding", "enrolment_months"} if isinstance(kind, Totals) else set()
    assert moved == kind.depends_on - settled


CERTAIN = {
    "shock_sd": 0.0,
    "closure_rate.school": 0.0,
    "closure_rate.firm": 0.0,
    "new_union_size_log_sd": 0.0,
    "existing_size_log_sd": 0.0,
    "count_error_b": 0.0,
}


@pytest.mark.parametrize(("depth", "position"), every_kind())
def test_rates_stated_as_certainly_zero_make_no_kind_fail(depth: str, position: int) -> None:
    kind: Evidence = DEPTHS[depth]()[position]
    certain = {**RATES, **{key: np.array(value) for key, value in CERTAIN.items()}}

    drawn = kind.draw(
        {key: float(value) for key, value in certain.items()}, np.random.default_rng(1)
    )

    assert np.isfinite(drawn.observed).all()
    assert np.isfinite(drawn.log_likelihood(certain))
    assert not np.isnan(kind.log_likelihood(certain))


def test_six_years_of_periods_have_their_sectors_side_by_side() -> None:
    assert periods().sectors == ["firm", "school"]
    assert periods().keys("turnover") == {"turnover.firm", "turnover.school"}
    assert periods().total("left", np.arange(12.0)) == {"left.firm": 36.0, "left.school": 30.0}
    assert len(FOUNDED) == 6
