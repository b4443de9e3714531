"""Programmes, freezes and layoffs at work in small worlds with paired luck."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from sim.measures import compute
from sim.measures.identities import identities
from sim.organisation import simulate
from sim.organisation.leadership import RoleView, Visible, decide
from sim.organisation.world import World
from sim.scenario import load
from sim.tables import LABELS
from sim.tables.results import Key
from tests.organisation.lab import EVENT, same_tables

SMALL = {"years": "0.75 years", "book.arr": "4M", "team.size": 5}
NOBODY_LEAVES = {"people.base_quit_rate": 0, "book.growth": 0}
ALL_LEAVE = {"people.base_quit_rate": 1.2, "people.hiring.fill": "3 weeks"}
FREE = "cost: {once: 0, yearly: 0, per_head: 0, hours: 0 hours}"


def company(change=None, **more):
    dated = {} if change is None else {"timeline.change": change}
    return load("standard", {**SMALL, **more, **dated})


def events(run, what):
    """Days and people of the events of a word."""
    rows = run["events"]
    mine = rows["what"] == EVENT[what]
    return rows["time"][mine], rows["person"][mine]


# --- what is off -------------------------------------------------------------------------------


@pytest.mark.parametrize("programme", ["resilience_training", "automation", "leave_cover"])
def test_a_programme_of_no_strength_and_no_cost_moves_no_byte(programme):
    strength = "strength: 0, lag: 8 weeks"
    nothing = company(f"{{at: month 2, programme: {programme}, {strength}, {FREE}}}")
    plain, run = simulate(company(), 0), simulate(nothing, 0)
    assert same_tables(plain, run) == []
    assert compute(plain)[Key("contribution")] == compute(run)[Key("contribution")]


def test_costs_alone_move_no_byte_and_cost_what_they_say():
    change = "{at: month 4, programme: own, set: {leadership.triage: 0}, lag: 0, "
    change += "cost: {once: 10k, yearly: 36525}}"
    plain, run = simulate(company(), 0), simulate(company(change), 0)
    assert same_tables(plain, run) == []
    paid = 10_000 + 36_525 * (run.days - 3 * 365.25 / 12) / 365.25
    values, without = compute(run), compute(plain)
    assert values[Key("programme_cost")] == pytest.approx(paid)
    assert without[Key("programme_cost")] == 0
    assert 0.9 * paid < without[Key("contribution")] - values[Key("contribution")] < paid


def test_nothing_moves_before_the_first_step():
    first = 3 * 365.25 / 12 + 13 * 7 / 3
    change = f"{{at: month 4, programme: coaching, {FREE}}}"
    plain, run = simulate(company(), 0), simulate(company(change), 0)
    rows, others = plain["weekly_people"], run["weekly_people"]
    for column in ("acute", "client", "worked"):
        before = rows[column][rows["time"] <= first]
        assert (others[column][others["time"] <= first] == before).all()
    assert same_tables(plain, run) != []


# --- freeze ------------------------------------------------------------------------------------


def view(**more):
    role = RoleView("csm", "share", 1.0, 4, 0, 0.0, 0, 0.0, False)
    return Visible("accounts", 6, 1.0, 0.8, 0.0, (role,), **more)


def test_what_leaders_may_open():
    assert decide(view(), 0.5) == ("csm", "csm")
    assert decide(view(hiring="frozen", left=2), 0.5) == ()
    assert decide(view(hiring="backfill_only", left=1), 0.5) == ("csm",)
    assert decide(view(hiring="backfill_only"), 0.5) == ()


@pytest.mark.parametrize("planning", ["accounts", "fixed"])
def test_a_freeze_stops_requisitions_and_its_end_makes_up_for_them(planning):
    plan = {**ALL_LEAVE, "leadership.planning": planning}
    change = "{at: month 2, until: month 7, programme: hiring_freeze}"
    plain, run = simulate(company(**plan), 1), simulate(company(change, **plan), 1)
    begins, ends = 365.25 / 12, 6 * 365.25 / 12
    times, _ = events(plain, "requisition")
    assert ((times > begins) & (times < ends)).any()
    times, _ = events(run, "requisition")
    assert not ((times > begins) & (times < ends)).any()
    left, _ = events(run, "left")
    assert (left < ends).any()
    assert np.isclose(times, ends).any()


def test_backfills_only_is_no_growth():
    grow = {**NOBODY_LEAVES, "book.growth": 1.0}
    only = {"leadership.hiring": "backfill_only"}
    assert events(simulate(company(**grow), 0), "requisition")[0].size > 0
    closed = simulate(company(**grow, **only), 0)
    assert not (closed["seats"]["why"] == LABELS["requisition"].index("growth")).any()
    assert events(simulate(company(**ALL_LEAVE, **only), 0), "requisition")[0].size > 0


# --- layoff ------------------------------------------------------------------------------------


def test_who_came_last_goes_with_severance_and_named_seats_stay():
    change = "{at: month 4, layoff: {heads: 2}}"
    world = World(company(change, **NOBODY_LEAVES), 0)
    world.start()
    world.env.run(until=60.0)
    hired = sorted((p.hired, p.row) for p in world.people if p.employed)
    last = [row for _, row in hired[-2:]]
    vacant = sum(seat.person is None for seat in world.staffing.seats)
    assert vacant == 0
    run = simulate(company(change, **NOBODY_LEAVES), 0)
    days, gone = events(run, "let go")
    assert sorted(gone) == sorted(last)
    assert days == pytest.approx(3 * 365.25 / 12)
    assert list(identities(run)) == []
    people = run["people"]
    assert (people["voluntary"][np.isin(people["person"], last)] == 0).all()
    extra = compute(run)[Key("transition_bill")]
    plain = compute(simulate(company(**NOBODY_LEAVES), 0))[Key("transition_bill")]
    severance = people["cost"][np.isin(people["person"], last)].sum() * 8 * 7 / 365.25
    assert extra - plain > severance
    seats = [next(p.seat for p in world.people if p.row == row) for row in last]
    named = {"people.roster": f"{{key: {{place: {seats[-1] + 1}}}}}"}
    spared = events(simulate(company(change, **NOBODY_LEAVES, **named), 0), "let go")[1]
    assert last[-1] not in spared
    assert len(spared) == 2


def test_leaders_do_not_hire_again_whom_they_let_go():
    plan = {**NOBODY_LEAVES, "leadership.review": "4 weeks"}
    run = simulate(company("{at: month 3, layoff: {share: 40 %}}", **plan), 0)
    assert len(events(run, "let go")[0]) == 2
    assert events(run, "requisition")[0].size == 0
    assert run["weekly_roles"]["heads"][run["weekly_roles"]["time"] > 80].max() == 3


def test_survivors_leave_sooner():
    plan = {"people.contagion": 0, "book.growth": 0}
    calm = {"people.reorg_shock": 0}
    change = "{at: month 1, layoff: {heads: 2}}"
    struck, kept = World(company(change, **plan), 0), World(company(change, **plan, **calm), 0)
    for world in (struck, kept):
        world.start()
        world.env.run(until=50.0)
    hazard = [sum(p.hazard[0] for p in w.people if p.employed) for w in (struck, kept)]
    assert hazard[0] > hazard[1]


# --- onboarding, pay, cover --------------------------------------------------------------------


def test_structured_onboarding_shortens_the_ramp_of_those_who_begin_after_it():
    change = "{at: month 3, programme: structured_onboarding, lag: 0}"
    plain, run = (World(company(c, **ALL_LEAVE), 2) for c in (None, change))
    for world in (plain, run):
        world.start()
        world.env.run(until=230.0)
    day = 2 * 365.25 / 12
    there = [p for p in run.people if p.employed]
    assert {p.structured for p in there if p.hired < day} == {False}
    newcomers = [p for p in there if p.hired >= day]
    assert newcomers
    assert all(p.structured for p in newcomers)
    weeks = (run.env.now - newcomers[0].hired) / 7
    half = 1 - 0.7 * np.exp(-weeks / (13 / np.log(0.7 / 0.2)))
    assert newcomers[0].ramp == pytest.approx(half, abs=0.03)
    older = {(p.seat, p.occupant): p.ramp for p in plain.people if p.employed}
    same = [p for p in there if (p.seat, p.occupant) in older and p.hired < day]
    assert same
    assert all(older[p.seat, p.occupant] == pytest.approx(p.ramp) for p in same)


def test_a_raise_is_paid_and_felt():
    gap = {"people.pay_gap": 0.3, **NOBODY_LEAVES}
    run = simulate(company("{at: month 4, programme: pay_adjustment}", **gap), 0)
    people = run["people"]
    years = (run.days - 3 * 365.25 / 12) / 365.25
    paid = 0.3 * people["cost"][np.isnan(people["left"])].sum() * years
    assert compute(run)[Key("programme_cost")] == pytest.approx(paid, rel=1e-6)
    feel = {"people.pay_gap": 0.3}
    worlds = [World(company(c, **feel), 0)
              for c in (None, "{at: month 1, programme: pay_adjustment}")]  # fmt: skip
    for world in worlds:
        world.start()
        world.env.run(until=40.0)
    assert worlds[1].people[0].hazard[0] < worlds[0].people[0].hazard[0]


def test_cover_for_leave_is_backup_in_every_role():
    away = {**NOBODY_LEAVES, "people.leave": "40 days", "people.leave_block": "15 days"}
    backup = simulate(company(**away, **{"team.roles.csm.backup": True}), 0)
    covered = simulate(company(**away, **{"leadership.leave_cover": True}), 0)
    assert same_tables(backup, covered) == []
    late, soon = (
        compute(run)[Key("response_time_p90")] for run in (simulate(company(**away), 0), covered)
    )
    assert soon < late


# --- two together ------------------------------------------------------------------------------

GOOD = {
    "triage": "{at: month 1, programme: triage, lag: 4 weeks}",
    "some_triage": "{at: month 2, programme: triage, lag: 4 weeks, set: {leadership.triage: 0.3}}",
    "automation": "{at: month 1, programme: automation, lag: 4 weeks}",
    "resilience": "{at: month 1, programme: resilience_training, lag: 4 weeks}",
}
PAIRS = (("triage", "some_triage"), ("triage", "automation"), ("triage", "resilience"))
BUSY = {"years": "0.5 years", "team.size": 4, "work.volume": 1.6, **NOBODY_LEAVES}
WORLDS = 4
OUTCOMES = {"health_true": 1.0, "served_share": 1.0, "burnout": -1.0}
"""What programmes are for, and which way is better. Their costs and hours sent to others are not
in it."""


@cache
def brought(*names):
    """Outcomes of a busy team by world, the better the more, shape (worlds, outcomes)."""
    tree = load("standard", {**SMALL, **BUSY, **{f"timeline.{name}": GOOD[name] for name in names}})
    found = []
    for replication in range(WORLDS):
        run = simulate(tree, replication)
        values = {key.measure: value for key, value in compute(run).items()}
        values["burnout"] = run["weekly_people"]["burnout"].mean()
        found.append([sign * values[name] for name, sign in OUTCOMES.items()])
    return np.array(found)


@pytest.mark.parametrize("name", GOOD)
def test_each_of_them_is_good(name):
    more = (brought(name) - brought()).mean(axis=0)
    assert more[2] > 0
    assert more.min() > -0.002


@pytest.mark.parametrize("pair", PAIRS, ids="+".join)
def test_two_good_programmes_bring_no_less_than_either_beyond_their_cost(pair):
    for one in pair:
        more = brought(*pair) - brought(one)
        assert (more.mean(axis=0) > -0.002).all(), (one, more)
