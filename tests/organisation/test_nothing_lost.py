"""Nobody and nothing is lost or there twice, where people leave, change roles or own much."""

from __future__ import annotations

import numpy as np
import pytest

from sim.measures import identities
from sim.organisation import simulate
from sim.organisation.items import Item
from sim.organisation.world import World
from sim.scenario import load
from tests.organisation.lab import same_tables

HALF = {"years": "0.5 years"}
ENOUGH_LEAVE = {
    **HALF,
    "team.size": 5,
    "book.arr": "1.5M",
    "work.volume": 2,
    "people.base_quit_rate": 2,
    "people.hiring.fill": "1 weeks",
}


def lived(overrides, timeline=None, until=None):
    """A world of the standard company that has lived, to its end or to a day."""
    scenario = load("standard", {**overrides, **({"timeline": timeline} if timeline else {})})
    world = World(scenario, 0)
    world.start()
    world.env.run(until=world.days if until is None else until)
    return world


def run(overrides, timeline=None):
    """The run of such a company."""
    return simulate(
        load("standard", {**overrides, **({"timeline": timeline} if timeline else {})}), 0
    )


def to(structure, at, until=None, **more):
    """A dated change of the structure."""
    change = {"at": at, "set": {"team.structure": structure}, **more}
    return change if until is None else {**change, "until": until}


# --- work ------------------------------------------------------------------------------------


def test_work_is_never_covered_by_somebody_who_has_left():
    """What a leaver hands on goes to somebody who is there, and ends in the tables."""
    world = lived({**ENOUGH_LEAVE, "team.structure": "dedicated", "seed": 2})
    gone = [p for p in world.people if not p.employed]
    assert gone
    assert not any(p.inbox.entries for p in gone)


def test_work_in_hand_keeps_what_was_done_of_it_on_another_way():
    """Routed anew to two roles, an item that was half done is half an item of work."""
    rows = {
        "csm": {"share": 0.5, "handles": {"rest": 1}},
        "cs_associate": {"share": 0.5, "handles": {"adoption": 0.25}},
    }
    table = {f"team.roles.{name}": row for name, row in rows.items()}
    world = lived({**HALF, "team.structure": "custom", "team.size": 4, **table}, until=1.0)
    account = world.alive_accounts()[0]
    kind = world.kinds.index("adoption")
    item = Item(world.next_item(), kind, account, 0, 1.0, 1.0, 9.0, 99.0, 4.0)
    item.remaining = 2.0
    world.office.deliver(item)
    parts = [
        found[3]
        for desk in world.office.desks
        for queue in desk.queues()
        for found in queue.entries
        if found[3].number >= item.number
    ]
    parts += [p.current for p in world.people if p.current and p.current.number >= item.number]
    assert sum(part.demand for part in parts) == pytest.approx(4.0)
    assert sum(part.remaining for part in parts) == pytest.approx(2.0)


def test_work_for_a_customer_who_left_ends():
    """Hand-overs that wait with their person, too, whatever the account's role is by now."""
    monthly = {**HALF, "team.structure": "pooled", "book.arr": "1.5M",
               "book.segments.smb.term": "monthly", "customers.base_churn": 0.6}  # fmt: skip
    assert identities(run(monthly, {"pods": to("pods", "month 1", "month 3")})) == []


def test_work_in_hand_for_a_customer_who_left_finds_no_owner():
    """A leaver hands on an item whose account churned while it was in hand: it is cancelled."""
    world = lived({**ENOUGH_LEAVE, "seed": 288841, "team.structure": "dedicated", "team.size": 2,
                   "work.volume": 1, "book.growth": 1.5, "people.notice": "8 weeks",
                   "customers.base_churn": 0.6, "book.products": 3,
                   "culture.team_accountability": 0.7, "burnout.resilience": 0.5})  # fmt: skip
    alive = world.accounts.alive_list
    owned = [a for desk in world.office.desks for a, p in enumerate(desk.owner) if p is not None]
    assert owned
    assert all(alive[a] for a in owned)


def test_a_day_that_ends_within_a_rounding_does_not_stop_the_world():
    """The evening of an item that ends with the day, to the last digit."""
    company = {"book.arr": "3M", "book.growth": 0, "book.segments.smb.term": "monthly",
               "people.hiring.fill": "1 weeks", "culture.improvement_share": 0.2,
               "culture.hero_inclination": 1, "leadership.example": 0,
               "people.hiring.reputation": 1.0, "culture.team_accountability": 0.7,
               "leadership.save_plays": True}  # fmt: skip
    assert identities(run({**company, "years": "0.1 years"})) == []


# --- people and seats ------------------------------------------------------------------------


def test_nobody_joins_operations_while_working_their_notice():
    """Whoever resigned leaves, and is replaced in a seat of the team."""
    change = {"at": "month 5", "set": {"team.structure": "specialised",
                                       "team.operations_share": 0.3}}  # fmt: skip
    company = {**HALF, "work.volume": 0, "people.base_quit_rate": 2, "people.notice": "8 weeks"}
    world = lived({**company, "culture.recognition": "outcomes", "culture.mentoring": "2 hours",
                   "people.development": 0.5}, {"reorg": change})  # fmt: skip
    seated = [seat.person for seat in world.staffing.seats if seat.person is not None]
    assert [p for p in world.people if p.employed and p not in seated] == []
    assert world.operations.parked
    assert all(p.resigned > world.env.now for p, _ in world.operations.parked)


def test_hours_of_who_joins_operations_are_in_the_week_in_which_they_were_worked():
    """Somebody who comes back months later does not bring them into that week."""
    changes = {"back": to("generalist", "month 1", "month 3"), "new": to("specialised", "month 4")}
    week = run({**HALF, "team.structure": "pooled", "team.operations_share": 0.3}, changes)[
        "weekly_people"
    ]
    assert (week["client"] <= week["worked"] + 0.01).all()


# --- accounts --------------------------------------------------------------------------------


def test_who_carries_an_account_of_their_own_for_another_role_gives_up_one_of_the_two():
    """Books, loads and owners agree in every week of a change in steps."""
    change = to("generalist", "month 4", "month 6", phase_weeks="3 weeks")
    world = lived({**HALF, "team.structure": "specialised", "people.roster.ann.place": 1},
                  {"reorg": change}, until=161.0)  # fmt: skip
    segment = world.accounts.segment
    for person in world.people:
        load = sum(person.desk.weight[segment[a]] for a in person.book)
        load += sum(desk.weight[segment[a]] for a, desk in person.carried.items())
        assert person.load == pytest.approx(load)
    for desk in world.office.desks:
        for account, owner in enumerate(desk.owner):
            if owner is not None and owner.carried.get(account) is not desk:
                assert account in owner.book


def test_the_first_of_a_held_role_takes_over_what_the_others_led():
    """Accounts that the CSM led while nobody was in the pool are the pool's from then on."""
    rewards = {"revenue": 0.8, "health": 0.1, "relationship": 0.05, "operations": 0.05}
    world = lived({**HALF, "team.structure": "hybrid", "team.size": 1,
                   "leadership.planning": "logged_load", "people.roster.ann.place": 1,
                   **{f"culture.rewards.{k}": v for k, v in rewards.items()}})  # fmt: skip
    pool = world.office.by_name["scaled_csm"]
    assert pool.people
    small = world.segments.index("smb")
    theirs = [a for a in world.alive_accounts() if world.accounts.segment[a] == small]
    assert {world.accounts.lead[a] for a in theirs} == {-1}
    assert not any(a in p.book for p in world.people for a in theirs)


def test_an_account_that_waited_for_a_role_that_is_empty_by_then_gets_who_holds_it():
    """Carried until its contract date, it does not stay with an owner who has it no more."""
    company = {**HALF, "seed": 474890, "team.size": 5, "book.segments.smb.term": "monthly",
               "work.volume": 0, "people.base_quit_rate": 2, "people.hiring.fill": "1 weeks",
               "leadership.span": 6, "people.hiring.selection": 0.8}  # fmt: skip
    keep = {"keep_owner": {"top_arr": 0.2, "renewal_within": "8 weeks"}}
    world = lived(company, {"reorg": to("hybrid", "month 1", **keep)})
    office, lead = world.office, world.accounts.lead
    for account in world.alive_accounts():
        desk = office.acting(office.lead_desk[world.accounts.segment[account]])
        owner = desk.owner[account]
        assert lead[account] == (-1 if owner is None else owner.row)


@pytest.mark.parametrize("structure", ["pods", "generalist"])
def test_evening_out_does_not_hand_an_account_to_and_fro(structure):
    """Where one account is as large as the gap between two books, it stays."""
    company = {**HALF, "team.structure": "hybrid", "team.size": 8, "book.arr": "4M"}
    rows = run(company, {"reorg": to(structure, "month 3")})["assignments"]
    leads = rows["lead"] == 1
    pairs = np.stack((rows["account"][leads], rows["start"][leads]))
    _, owners = np.unique(pairs, axis=1, return_counts=True)
    assert owners.max() <= 3


# --- culture ---------------------------------------------------------------------------------


def test_an_inclination_that_drifted_down_is_no_less_than_none():
    """Praise of teamwork draws it to 0.3, then it is set to 0."""
    climate = run({"years": "0.3 years", "team.size": 2, "book.arr": "1M",
                   "culture.recognition": "teamwork", "culture.inclination_time": "2 weeks"},
                  {"none": {"at": "month 2", "set": {"culture.hero_inclination": 0}}}
                  )["weekly_climate"]  # fmt: skip
    assert (climate["inclination"] >= 0).all()
    assert np.ptp(climate["inclination"]) > 0.1


# --- what leaders did ------------------------------------------------------------------------

TRIAGED = {
    "years": "0.5 years",
    "team.size": 3,
    "book.arr": "3M",
    "leadership.triage_at": "1 hours",
}
"""Leaders begin to send work back at their first review."""


def test_setting_what_holds_moves_no_byte_after_leaders_acted():
    scenario = load("standard", TRIAGED)
    change = {"null": {"at": "month 3", "set": {"team.structure": "generalist"}}}
    assert same_tables(simulate(scenario, 0), run(TRIAGED, change)) == []


def test_a_dated_change_to_come_takes_nothing_back_that_leaders_did():
    """Another date in between leaves their triage alone; its own date sets it."""
    changes = {
        "other": {"at": "month 3", "set": {"culture.logging": 0.9}},
        "own": {"at": "month 5", "set": {"leadership.triage": 0.1}},
    }
    found = [lived(TRIAGED, changes, until=day).scenario.leadership.triage for day in (50, 70, 125)]
    assert found == [0.5, 0.5, 0.1]
