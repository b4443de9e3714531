"""Mistakes that earlier models of this kind made; each would be seen here."""

from __future__ import annotations

import numpy as np
import pytest

from sim.organisation import simulate, strain
from sim.organisation.leadership import RoleView, Visible, decide
from sim.organisation.speed import refresh_person
from sim.organisation.world import World
from sim.scenario import load
from sim.scenario.tree import Burnout
from tests.organisation.lab import OUTCOME, agrees, laboratory, runs, summary, waits

OWNER = {"team.roles.server.serves": "owner"}


def test_nobody_strains_with_nothing_to_do():
    """Every term of demand scales with utilisation, also scope creep, overtime and bad health."""
    for weights in (Burnout(), Burnout(scope=5, bad_share=5, overtime=5, support=0)):
        assert strain.demand(weights, 3.0, 0.0, 20.0, 1.0, 1.0, 0.0) == 0.0
        assert strain.settled(weights, 0.0) == 0.0
        half, whole = (strain.demand(weights, 1.0, u, 5.0, 0.3, 0.2, 0.5) for u in (0.5, 1.0))
        assert half == pytest.approx(whole / 2)


def test_a_pool_is_the_sum_of_its_members():
    """Two servers of speed 0.5 and 1.5 finish as much as two of speed 1, not twice the slower."""
    rates = []
    for speeds in ((1.0, 1.0), (0.5, 1.5)):
        world = World(laboratory(2, 2.5, years="1 years"), 0)
        world.start()
        for person, speed in zip(world.people, speeds, strict=True):
            person.traits = person.traits._replace(talent=speed)
            refresh_person(world, person)
        world.env.run(until=364)
        work = world.recorder.tables()["work"]
        done = work["outcome"] == OUTCOME["done"]
        rates.append(work["demand"][done].sum() / (260 * 8))
    assert rates == pytest.approx([2.0, 2.0], rel=0.01)


@pytest.mark.parametrize("hours", [1.0, 4.0])
def test_waits_grow_with_the_size_of_items_at_equal_load(hours):
    """Work comes in lumps: a fluid of the same load would not wait at all (M/D/1)."""
    fixed = {"work.kinds.request.shape": "lognormal", "work.kinds.request.cv": 0}
    scenario = laboratory(1, 0.6, hours, years="10 years", **OWNER, **fixed)
    agrees([waits(r).mean() for r in runs(scenario, 6)], hours * 0.6 / (2 * 0.4), 0.06)


TWO_KINDS = {
    "team.structure": "custom",
    "work.kinds.request.rate": 1.2,
    "work.kinds.review.arrives": "request",
    "work.kinds.review.hours": "1 hours",
    "work.kinds.review.shape": "exponential",
    "work.kinds.review.rate": 1.2,
    "work.kinds.review.priority": 1,
    "work.kinds.review.due": "1 days",
}


def test_specialising_for_nothing_is_never_better_than_a_pool():
    """No gain, no hand-over, no coordination: two pools of one wait longer than one pool of two."""
    pool = {"team.roles.all.like": "server", "team.roles.all.count": 2}
    split = {
        "team.roles.one.like": "server",
        "team.roles.one.count": 1,
        "team.roles.one.handles": {"request": 1},
        "team.roles.two.like": "server",
        "team.roles.two.count": 1,
        "team.roles.two.handles": {"rest": 1},
    }
    long = {"years": "3 years", **TWO_KINDS}
    together, apart = (
        np.array([waits(r).mean() for r in runs(load("laboratory", {**long, **roles}), 8)])
        for roles in (pool, split)
    )
    mean, error = summary(apart - together)
    assert mean > 4 * error
    work = [simulate(load("laboratory", {**long, **roles}), 0)["work"] for roles in (pool, split)]
    for column in ("created", "demand"):
        np.testing.assert_array_equal(*(np.sort(w[column]) for w in work))


def test_specialising_has_a_fixed_cost():
    """Coordination takes hours of every specialist, and CS operations take heads."""
    company = {"book.arr": "10M", "team.size": 20, "years": "6 months"}
    hours, heads = {}, {}
    for structure in ("generalist", "specialised"):
        scenario = load("standard", {**company, "team.structure": structure})
        world = World(scenario, 0)
        world.start()
        hours[structure] = max(p.attention for p in world.people)
        heads[structure] = len(world.staffing.seats)
    assert hours["specialised"] < hours["generalist"] == 0.75
    assert heads["specialised"] < heads["generalist"] == 20
    free = {"team.coordination": "0 hours", "team.operations_share": 0}
    world = World(load("standard", {**company, "team.structure": "specialised", **free}), 0)
    world.start()
    assert max(p.attention for p in world.people) == 0.75
    assert len(world.staffing.seats) == 20


def test_a_role_that_nobody_fills_passes_its_queue_to_the_role_that_holds_it():
    """The only specialist leaves with work waiting: the generalists do it, not an empty chair."""
    roles = {
        "team.roles.one.like": "server",
        "team.roles.one.count": 1,
        "team.roles.one.serves": "owner",
        "team.roles.one.handles": {"review": 1},
        "team.roles.one.held_with": "two",
        "team.roles.two.like": "server",
        "team.roles.two.count": 2,
        "team.roles.two.handles": {"rest": 1},
    }
    overload = {"work.kinds.request.rate": 0.2, "work.kinds.review.rate": 2.2}
    world = World(load("laboratory", {**TWO_KINDS, **overload, **roles, "years": "1 years"}), 0)
    world.start()
    world.env.run(until=70)
    one, two = world.office.desks
    assert one.backlog() > 30
    (specialist,) = one.people
    specialist.resigned = specialist.last_day = 70.0
    world.leaving.leave(specialist)
    assert one.backlog() == 0
    world.env.run(until=105)
    work = world.recorder.tables()["work"]
    waited = (work["created"] < 70) & (work["finished"] > 70)
    assert waited.sum() > 30
    assert set(work["role"][waited]) == {two.index}


def view(name, policy, heads, backlog, share=0.5):
    return RoleView(name=name, policy=policy, target=share, heads=heads, open=0, backlog=backlog,
                    accounts=0, arr=0.0, held=False)  # fmt: skip


def test_backlog_staffing_sends_the_head_to_the_role_that_drowns():
    def hired(policy, backlogs):
        heads = {"a": 5, "b": 4}
        roles = tuple(view(n, policy, heads[n], b) for n, b in backlogs.items())
        return decide(Visible("accounts", 10, 1.0, 0.8, 0.0, roles), 0.5)

    assert hired("backlog", {"a": 200.0, "b": 10.0}) == ("a",)
    assert hired("backlog", {"a": 10.0, "b": 200.0}) == ("b",)
    assert hired("share", {"a": 200.0, "b": 10.0}) == ("b",), "Fixed shares refill the idle role"
    roles = (view("a", "backlog", 5, 120.0), view("b", "backlog", 5, 10.0))
    team = Visible("accounts", 13, 1.0, 0.8, 0.0, roles)
    assert decide(team, 0.5) == ("a", "a", "a"), "5 -> 8 heads at 15 hours each"


@pytest.mark.parametrize(("staff", "moves"), [("backlog", True), (None, False)])
def test_heads_follow_the_work_as_people_leave(staff, moves):
    """Three quarters of the work is reviews, and half of the heads: those who leave are replaced
    where the backlog is, unless shares are fixed once and for all."""
    roles = {}
    for name, handles in (("one", {"request": 1}), ("two", {"rest": 1})):
        row = {"like": "server", "share": 0.5, "handles": handles}
        row |= {"staff": staff} if staff else {}
        roles |= {f"team.roles.{name}.{key}": value for key, value in row.items()}
    quits = {"mechanisms.quitting": True, "mechanisms.hiring": True, "people.base_quit_rate": 1.0}
    work = {"work.kinds.request.rate": 2.0, "work.kinds.review.rate": 6.0}
    scenario = load("laboratory", {**TWO_KINDS, **work, **roles, **quits, "team.size": 6,
                                   "team.structure": "custom", "years": "4 years"})  # fmt: skip
    ratios = []
    for run in runs(scenario, 4):
        weekly = run["weekly_roles"]
        heads = {n: weekly["heads"][weekly["role"] == run.labels["role"].index(n)]
                 for n in ("one", "two")}  # fmt: skip
        assert heads["one"][0] == heads["two"][0] == 3
        ratios.append(heads["two"][104:].mean() / heads["one"][104:].mean())
    mean, error = summary(ratios)
    assert mean - 4 * error > 1.2 if moves else abs(mean - 1) < 4 * error + 0.01, (mean, error)
