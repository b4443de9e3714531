"""People and contracts of the laboratory against closed forms: lifetimes, vacancies, slow state."""

from __future__ import annotations

from math import exp, log

import numpy as np
import pytest

from sim.base.dates import WEEK, YEAR
from sim.organisation import strain
from sim.organisation.churn import champion_gone
from sim.organisation.speed import ramp
from sim.organisation.world import World
from sim.scenario.tree import Burnout
from tests.organisation.lab import ACCOUNTS, agrees, laboratory, runs

QUITS = {"mechanisms.quitting": True, "mechanisms.hiring": True}


def team(size, rate, years, **overrides):
    """A team with hardly any work, whose people quit at a constant rate a year."""
    return laboratory(
        size, 0.02, years=f"{years} years", **{"people.base_quit_rate": rate, **QUITS, **overrides}
    )


# --- tenure and vacancies --------------------------------------------------------------------


def exposed(run, low, high):
    """Person-years spent at a tenure of low to high years, and the resignations in them."""
    people = run["people"]
    begun = np.maximum(people["hired"], 0.0)
    ended = np.fmin(np.where(np.isnan(people["resigned"]), run.days, people["resigned"]), run.days)
    start = np.maximum(begun, people["hired"] + low * YEAR)
    until = np.minimum(ended, people["hired"] + high * YEAR)
    tenure = (people["resigned"] - people["hired"]) / YEAR
    return np.maximum(0.0, until - start).sum() / YEAR, ((tenure >= low) & (tenure < high)).sum()


@pytest.mark.parametrize(
    ("rate", "years"), [(0.8, 4), pytest.param(0.2, 10, marks=pytest.mark.verify)]
)
def test_tenure_is_exponential_under_a_constant_hazard(rate, years):
    """Exits a person-year are the base rate at every tenure; half of all hires reach ln 2 / rate.

    Hazards are dealt out on Mondays, so nobody resigns before the first Monday on the job; that
    week is left out.
    """
    bands = {(0.02, 0.5): [], (0.5, 1.5): [], (1.5, 99.0): []}
    stayed = []
    for run in runs(team(50, rate, years), 24):
        for (low, high), found in bands.items():
            exposure, exits = exposed(run, low, high)
            found.append(exits / exposure)
        people = run["people"]
        half = log(2) / rate * YEAR
        early = (people["hired"] > 0) & (people["hired"] < run.days - half)
        gone = people["resigned"][early] - people["hired"][early]
        stayed.append(1 - (gone < half).mean())
    for found in bands.values():
        agrees(found, rate, 0.12)
    agrees(stayed, 0.5, 0.05)


def test_vacancies_are_exits_times_vacancy_time():
    """Little's law for seats, and the renewal theorem: a seat is empty for fill - notice.

    Mean vacant share = rate x empty / (1 + rate x (notice + empty)), times in years; the notice
    ends at midnight (half a day later on average), and the first hazard comes on a Monday.
    """
    size, rate, fill, notice = 60, 0.5, 12.0, 3.0
    hire = {"people.hiring.fill": f"{fill} weeks", "people.hiring.fill_spread": 0}
    scenario = team(size, rate, 6, **hire, **{"people.notice": f"{notice} weeks"})
    empty = (fill - notice - 0.5 / WEEK) * WEEK / YEAR
    cycle = 1 / rate + (notice + 0.5 / WEEK) * WEEK / YEAR + 0.5 * WEEK / YEAR + empty
    shares, little = [], []
    for run in runs(scenario, 12):
        people = run["people"]
        left, moments = people["left"], np.arange(YEAR, run.days, 0.37)
        gone = np.searchsorted(np.sort(left[~np.isnan(left)]), moments, side="right")
        there = np.searchsorted(np.sort(people["hired"]), moments, side="right") - gone
        vacant = size - there.mean()
        exits = (left > YEAR).sum() / (run.days - YEAR)
        seats = run["seats"]
        length = (seats["filled"] - seats["vacant"])[seats["vacant"] > YEAR]
        shares.append(vacant / size)
        little.append(vacant / (exits * np.nanmean(length)))
    agrees(little, 1.0, 0.03)
    agrees(shares, empty / cycle, 0.05)


def test_the_time_to_fill_has_the_mean_of_the_scenario():
    hire = {"people.hiring.fill": "9 weeks", "people.hiring.fill_spread": 0.5}
    means = []
    for run in runs(team(30, 1.0, 4, **hire, **{"people.notice": "0 weeks"}), 10):
        seats = run["seats"]
        early = seats["opened"] < run.days - 40 * WEEK
        means.append((seats["filled"] - seats["opened"])[early].mean() / WEEK)
    agrees(means, 9.0, 0.03)


# --- contracts -------------------------------------------------------------------------------


@pytest.mark.parametrize(("churn", "term", "years"), [(0.12, "annual", 1), (0.25, "multi_year", 3)])
def test_lifetimes_are_geometric_and_grr_is_what_stays(churn, term, years):
    """Renewal with constant probability (1 - p)^term: geometric counts of dates; GRR = 1 - p."""
    contracts = {
        "book.arr": "200M",
        "book.segments.customers.term": term,
        "mechanisms.churn": True,
        "customers.base_churn": churn,
        "customers.influenceable_churn": 0,
    }
    first, third, kept = [], [], []
    for run in runs(laboratory(1, 0.0, years="9 years", **contracts), 12):
        rows, accounts = run["renewals"], run["accounts"]
        order = np.lexsort((rows["time"], rows["account"]))
        account, lost = rows["account"][order], rows["outcome"][order] == 2
        number = np.arange(len(account)) - np.searchsorted(account, account)
        first.append(lost[number == 0].mean())
        third.append(lost[number == 2].mean())
        alive = np.isnan(accounts["ended"]) | (accounts["ended"] > years * YEAR)
        kept.append(accounts["arr"][alive].sum() / accounts["arr"].sum())
    each = 1 - (1 - churn) ** years
    agrees(first, each, 0.05)
    agrees(third, each, 0.08)
    agrees(kept, 1 - each, 0.02)


def test_a_book_grows_as_stated():
    """New logos: expected number after t years is n ((1 + g)^t - 1)."""
    scenario = laboratory(
        1, 0.0, years="3 years", **{"book.growth": 0.4, "mechanisms.new_logos": True}
    )
    signed = [(r["accounts"]["arrived"] >= 0).sum() for r in runs(scenario, 16)]
    agrees(signed, ACCOUNTS * (1.4**3 - 1), 0.05)


def test_a_champion_is_missing_as_long_as_it_takes_to_find_another():
    """Losses at rate r, a gap of half a year after each: share of time gone 1 - e^(-r / 2)."""
    rate = 0.6
    scenario = laboratory(
        1, 0.0, years="1 years", **{"book.arr": "300M", "customers.champion_loss": rate}
    )
    shares = []
    for replication in range(6):
        world = World(scenario, replication)
        gone = [champion_gone(world, a, 500.0) for a in range(len(world.accounts))]
        shares.append(np.mean(gone))
    agrees(shares, 1 - exp(-rate * 26 * WEEK / YEAR), 0.05)


# --- slow state ------------------------------------------------------------------------------


def test_burnout_after_a_step_in_load():
    """B(t) = A* + (B0 - A*) e^(-t/tau) + (A0 - A*) (e^(-t/a) - e^(-t/tau)) a / (a - tau).

    Two exponentials in a row, from rest. Acute strain is stepped by week and burnout follows it
    within the week, so the model is ahead by at most one week of its steepest rise.
    """
    weights = Burnout(load=0.55, overtime=0.40, scope=0.45, bad_share=0.20, support=0.15,
                      half_point=0.60, acute_time="1.5 weeks", time_up="26 weeks",
                      time_down="40 weeks")  # fmt: skip
    felt = strain.demand(weights, 1.0, 1.0, 10.0, 0.3, 0.2, 0.5)
    assert felt == pytest.approx(0.55 + 0.40 * 10 / 20 + 0.45 * 0.3 + 0.20 * 0.2 - 0.15 * 0.5)
    top = strain.settled(weights, felt)
    assert top == pytest.approx(felt / (felt + 0.60))
    quick, slow = weights.acute_time, weights.time_up
    acute = burnout = 0.0
    for week in range(1, 105):
        acute = strain.step(acute, top, 1.0, quick)
        burnout = strain.step_burnout(weights, burnout, acute, 1.0)
        mixed = (exp(-week / quick) - exp(-week / slow)) * quick / (quick - slow)
        exact = top * (1 - exp(-week / slow)) - top * mixed
        assert acute == pytest.approx(top * (1 - exp(-week / quick)))
        assert 0 <= burnout - exact <= top / slow
    assert burnout == pytest.approx(top * (1 - exp(-104 / slow)), abs=0.02)


def test_burnout_of_the_model_follows_the_closed_form():
    """One person with more work than hours: utilisation 1 from the second week on."""
    weights = {"burnout.load": 0.55, "burnout.support": 0.15, "burnout.half_point": 0.60}
    scenario = laboratory(1, 3.0, years="3 years", **weights, **{"customers.health_floor": 0.9})
    (run,) = runs(scenario, 1)
    rows = run["weekly_people"]
    np.testing.assert_allclose(rows["client"][2:], 40.0, rtol=1e-6)
    felt = 0.55 - 0.15 * 0.5
    top = felt / (felt + 0.60)
    weeks = np.arange(len(rows["burnout"]) - 2)
    acute, burnout = rows["acute"], rows["burnout"]
    np.testing.assert_allclose(acute[2:], top + (acute[2] - top) * np.exp(-weeks / 1.5), atol=1e-5)
    time = np.where(acute[2:] > burnout[2:], 26.0, 40.0)
    assert len(set(time[4:])) == 1
    settled = burnout[12]
    after = np.arange(len(burnout) - 12)
    np.testing.assert_allclose(
        burnout[12:], top + (settled - top) * np.exp(-after / time[-1]), atol=2e-3
    )


@pytest.mark.parametrize("weeks", [13, 26])
def test_ramp_reaches_four_fifths_when_it_says(weeks):
    """Speed 1 - (1 - start) e^(-t / tau) is the start on the first day and 0.8 at `ramp`."""
    assert ramp(0.3, weeks, 0.0) == pytest.approx(0.3)
    assert ramp(0.3, weeks, weeks) == pytest.approx(0.8)
    (run,) = runs(team(20, 1.0, 4, **{"mechanisms.ramp": True, "people.ramp": f"{weeks} weeks"}), 1)
    rows, people = run["weekly_people"], run["people"]
    tenure = (rows["time"] - people["hired"][rows["person"]]) / WEEK
    whole = rows["time"] % WEEK == 0
    new = (people["hired"][rows["person"]] > 0) & (tenure > 1) & whole
    # The row of a week tells the ramp of its beginning.
    expected = 1 - 0.7 * np.exp(-(tenure[new] - 1) / (weeks / log(0.7 / 0.2)))
    assert new.sum() > 500
    np.testing.assert_allclose(rows["ramp"][new], expected, atol=1e-5)
