"""What leaders do beside headcount: books, tiers, triage, planning ahead, careful hiring."""

from __future__ import annotations

import numpy as np
import pytest

from sim.organisation import simulate
from sim.organisation.leading import tiers
from sim.organisation.leading.rebalancing import Book, moves
from sim.organisation.leading.tiers import tier_of
from sim.organisation.world import World
from sim.scenario import load
from sim.tables import LABELS
from sim.tables.words import ASSIGNMENT, EVENT

SMALL = {"years": "1 years", "team.size": 4, "book.arr": "4M"}
LINES = {
    "book.segments.enterprise.min_arr": "80k",
    "book.segments.mid_market.min_arr": "20k",
    "book.segments.smb.min_arr": "0",
}


def run(replication=0, **overrides):
    paths = {path.replace("__", "."): value for path, value in overrides.items()}
    return simulate(load("standard", {**SMALL, **paths}), replication)


def rebalanced(run):
    return int((run["assignments"]["why"] == ASSIGNMENT.index("rebalanced")).sum())


def test_books_move_from_the_fullest_to_the_emptiest():
    books = (Book(100.0, 20), Book(40.0, 10), Book(96.0, 18))
    assert moves(books, 3) == ((0, 1), (2, 1), (0, 1))
    assert moves(books, 0) == ()
    assert moves((Book(100.0, 20), Book(90.0, 20)), 9) == ()
    assert moves((Book(100.0, 0), Book(0.0, 0)), 9) == ()


def test_an_account_stays_in_its_tier_unless_it_is_clearly_outside():
    lines = (80.0, 20.0, 0.0)
    assert [tier_of(arr, lines, 1) for arr in (30, 85, 90, 19, 17)] == [1, 1, 0, 1, 2]
    assert tier_of(5.0, (80.0, 20.0, 10.0), 2) == 2


def test_re_balancing_moves_accounts_and_is_limited():
    none = run(mechanisms__new_logos="off")
    some = run(mechanisms__new_logos="off", leadership__rebalance="13 weeks")
    without = run(
        mechanisms__new_logos="off",
        leadership__rebalance="13 weeks",
        leadership__rebalance_most=0,
    )
    assert rebalanced(some) > rebalanced(none) == rebalanced(without)
    assert rebalanced(some) - rebalanced(none) <= 4 * 0.04 * 130


def test_re_tiering_moves_accounts_that_grew():
    grown = {**SMALL, **LINES, "customers.expansion_size": 0.5, "book.segments.smb.acv": "18k"}
    found = simulate(load("standard", {**grown, "leadership.retier": "on"}), 0)
    code = EVENT.index("retiered")
    moved = found["events"]["account"][found["events"]["what"] == code]
    assert len(moved) > 0
    signed = dict(
        zip(found["accounts"]["account"].tolist(), found["accounts"]["segment"].tolist(),
            strict=True)
    )  # fmt: skip
    still = simulate(load("standard", grown), 0)
    assert not (still["events"]["what"] == code).any()
    before = dict(
        zip(still["accounts"]["account"].tolist(), still["accounts"]["segment"].tolist(),
            strict=True)
    )  # fmt: skip
    assert all(signed[a] == before[a] for a in moved.tolist())


def test_triage_begins_where_the_visible_backlog_says_so():
    heavy = {"work.volume": 1.4}
    kinds = load("standard", {}).work.kinds
    scope = list(kinds).index("out_of_scope")

    def done(**more):
        found = simulate(load("standard", {**SMALL, **heavy, **more}), 0)
        work = found["work"]
        ours = (work["kind"] == scope) & (work["person"] >= 0)
        return int(ours.sum()), found

    worked, _ = done()
    less, found = done(**{"leadership.triage_at": "20 hours"})
    assert less < 0.8 * worked
    assert (found["events"]["what"] == LABELS["event"].index("changed")).sum() == 1


def test_planning_ahead_opens_requisitions_earlier():
    def seats(**more):
        grow = {"book.growth": 1.0, "team.size": 6}
        return sum(
            int((simulate(load("standard", {**SMALL, **grow, **more}), r)["seats"]["why"] == 2)
                .sum())
            for r in range(3)
        )  # fmt: skip

    assert seats(**{"leadership.lead_time": "26 weeks"}) > seats()


def test_careful_hiring_finds_talent_and_takes_longer():
    busy = {"people.base_quit_rate": 1.0}

    def hires(**more):
        talent, fill = [], []
        for r in range(3):
            found = simulate(load("standard", {**SMALL, **busy, **more}), r)
            people, seats = found["people"], found["seats"]
            talent += people["talent"][people["hired"] > 0].tolist()
            fill += (seats["filled"] - seats["opened"])[~np.isnan(seats["filled"])].tolist()
        return np.mean(talent), np.mean(fill)

    talent, fill = hires()
    better, slower = hires(**{"people.hiring.selection": 1.0})
    assert better > 1.08 * talent
    assert slower > fill


@pytest.mark.parametrize("path", ["lead_time", "rebalance_most", "triage_to"])
def test_levers_without_their_switch_move_no_byte(path):
    values = {"lead_time": "0 weeks", "rebalance_most": 0.1, "triage_to": 0.8}
    base, other = run(), run(**{f"leadership__{path}": values[path]})
    for name, table in base.tables.items():
        for column, values_ in table.items():
            assert np.array_equal(values_, other.tables[name][column], equal_nan=True), name


def test_work_follows_an_account_into_its_tier(monkeypatch):
    """Nothing for it is left in the queues of people who serve it no more."""
    paths = {**LINES, "team.structure": "hybrid", "team.size": 4, "years": "1 years",
             "book.arr": "4M", "work.volume": 2, "customers.expansion_size": 0.9,
             "leadership.retier": "on", "leadership.review": "4 weeks"}  # fmt: skip
    world = World(load("standard", paths), 0)
    moved, left, move = [], [], tiers._move

    def watched(world, account, to):
        move(world, account, to)
        moved.append(account)
        lead = world.office.acting(world.office.lead_desk[to])
        own = world.own_kinds
        for desk in world.office.desks:
            entries = [e[3] for q in desk.queues() for e in q.entries if desk is not lead]
            left.extend(i for i in entries if i.account == account and i.kind not in own)

    monkeypatch.setattr(tiers, "_move", watched)
    world.start()
    world.env.run(until=world.days)
    assert len(moved) > 10
    assert left == []
