"""Decisions know only what is seen: replayed from their rows, and blind to a scrambled truth."""

from __future__ import annotations

import numpy as np
import pytest

from sim.organisation import simulate, staffing
from sim.organisation.leadership import RoleView, Visible, decide
from sim.organisation.ledger.look import look
from sim.organisation.world import World
from sim.scenario import load
from tests.organisation.lab import moved

SMALL = {"years": "1 years", "book.arr": "3M", "team.size": 3, "work.volume": 1.3,
         "people.base_quit_rate": 0.5, "leadership.review": "4 weeks"}  # fmt: skip
LOAD = {"leadership.planning": "logged_load"}


def small(**more):
    return load("standard", {**SMALL, **more})


def replayed(run):
    """What each recorded decision saw, its luck, and how many seats it opened in each role."""
    roles, teams, labels = run["visible"], run["visible_teams"], run.labels
    for i, number in enumerate(run["decisions"]["decision"]):
        top = {name: column[i].item() for name, column in run["decisions"].items()}
        views, opened = [], {}
        for k in np.flatnonzero(roles["decision"] == number):
            row = {name: column[k].item() for name, column in roles.items() if name != "decision"}
            name = labels["role"][row.pop("role")]
            opened[name] = row.pop("opened")
            policy, held = labels["policy"][row.pop("policy")], bool(row.pop("held"))
            views.append(RoleView(name=name, policy=policy, held=held, **row))
        tickets = [0] * len(labels["source"])
        for k in np.flatnonzero(teams["decision"] == number):
            tickets[teams["source"][k]] = teams["tickets"][k].item()
        seen = Visible(labels["planning"][top["planning"]], top["size"], top["growth"],
                       top["reported"], top["at_risk"], tuple(views), tuple(tickets),
                       labels["hiring"][top["hiring"]], top["left"])  # fmt: skip
        yield seen, top["luck"], opened


@pytest.mark.parametrize("structure", ["generalist", "specialised", "hybrid"])
@pytest.mark.parametrize("planning", ["accounts", "arr", "logged_load"])
def test_recorded_visible_ledgers_give_the_same_decisions(structure, planning, monkeypatch):
    """Every decision again from its rows alone, while the truth of the run is scrambled."""
    saw = []

    def listening(seen, luck):
        saw.append((seen, luck))
        return decide(seen, luck)

    monkeypatch.setattr(staffing, "decide", listening)
    run = simulate(small(**{"team.structure": structure, "leadership.planning": planning,
                            "team.size": 6, "people.hiring.fill": "3 weeks"}), 0)  # fmt: skip
    rng = np.random.default_rng(1)
    for table in ("weekly_accounts", "weekly_people", "work", "accounts", "people"):
        for column in run[table].values():
            rng.shuffle(column)
    again = list(replayed(run))
    assert [(seen, luck) for seen, luck, _ in again] == saw[-len(again) :]
    total = 0
    for seen, luck, opened in again:
        now = decide(seen, luck)
        assert {name: now.count(name) for name in opened} == opened
        total += len(now)
    assert total == run["decisions"]["opened"].sum() > 0


def test_a_look_does_not_depend_on_the_truth(monkeypatch):
    """In mid-run: hidden health, trust, burnout and hours are made up, and nothing looks new."""
    looked = []

    def scrambling(world):
        before = look(world)
        accounts, people = world.accounts, world.people
        kept = (accounts.health, accounts.trust, accounts.firm,
                [(p.burnout, p.acute, p.week.unlogged, p.week.after) for p in people])  # fmt: skip
        rng = np.random.default_rng(len(looked))
        accounts.health, accounts.trust, accounts.firm = rng.random((3, len(accounts)))
        for p in people:
            p.burnout, p.acute = rng.random(2).tolist()
            p.week.unlogged = p.week.after = 99.0
        looked.append((before, look(world)))
        accounts.health, accounts.trust, accounts.firm, state = kept
        for p, mine in zip(people, state, strict=True):
            p.burnout, p.acute, p.week.unlogged, p.week.after = mine
        return before

    plain = simulate(small(**LOAD), 0)
    monkeypatch.setattr(staffing, "look", scrambling)
    assert moved(plain, simulate(small(**LOAD), 0)) == set()
    assert len(looked) > 10
    assert all(before == after for before, after in looked)


def test_tickets_that_reached_a_team_are_seen_and_recorded():
    world = World(small(), 0)
    world.start()
    world.env.run(until=30.0)
    world.ledger.tickets[world.teams.index("product")] = 7
    world.staffing.review()
    rows = world.recorder.tables()["visible_teams"]
    assert rows["tickets"].tolist() == [7]
    assert rows["source"].tolist() == [world.teams.index("product")]


def test_an_exit_leaves_the_luck_of_later_reviews_alone():
    """The luck of a review is that of its day, however many there were before."""
    company = {"years": "1 years", "people.base_quit_rate": 0, "people.roster.ann.place": 1}
    stays, goes = (
        simulate(load("standard", {**company, **exit_}), 0)["decisions"]
        for exit_ in ({}, {"people.roster.ann.exit": "month 2"})
    )
    luck = dict(zip(goes["time"].tolist(), goes["luck"].tolist(), strict=True))
    assert len(luck) > len(stays["time"]) > 3
    for time, drawn in zip(stays["time"].tolist(), stays["luck"].tolist(), strict=True):
        assert luck[time] == drawn
