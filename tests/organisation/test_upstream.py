"""Upstream teams by hand: a queue traced item by item, a leader's decisions, and a whole world."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from sim.measures import compute, identities
from sim.organisation import simulate
from sim.organisation.upstream.deciding import Response, TeamView, decide_upstream
from sim.organisation.upstream.leaders import Leaders
from sim.organisation.upstream.queue import TeamQueue
from sim.scenario import load
from sim.scenario.tree import TEAMS
from sim.tables.results import Key
from tests.organisation.lab import OUTCOME, same_tables, summary

COMPANY = {"defaults": 1, "years": "1 years", "book.arr": "4M", "team.size": 3}
SUPPORT, PRODUCT = 1, 3


def every(**values):
    """These keys for all teams."""
    return {f"upstream.{t}.{key}": value for t in TEAMS for key, value in values.items()}


def of(run, column, team=SUPPORT):
    rows = run["weekly_teams"]
    return rows[column][rows["source"] == team]


def test_a_team_that_owes_next_to_nothing_is_no_fault_of_arithmetic():
    leaders = Leaders(load("standard", COMPANY), np.array([0.0, 1.0, 0.0, 0.0, 0.0, 0.0]))
    with np.errstate(all="raise"):
        leaders.see(np.ones((3, 6)), np.ones(6), np.array([0.0, 5e-324, 0.0, 0.0, 0.0, 2.0]))
    assert leaders.backlog.tolist() == [0.0, 0.0, 0.0, 0.0, 0.0, 0.5]


# --- the queue, by hand ----------------------------------------------------------------------

EVERYBODY = np.ones(3, bool)


def came(queue, *items):
    """Items as (when, due, account, hours)."""
    reached, due, account, hours = (np.array(column) for column in zip(*items, strict=True))
    queue.add(reached, due, account, hours, hours.astype(float))


def test_a_queue_is_first_come_first_served():
    """Ten hours a week are two a day.

    | came | hours | begun | done |          | came | hours | begun | done          |
    | 0.0  | 2     | 0.0   | 1.0  |          | 0.5  | 4     | 1.0   | 3.0           |
    | 1.0  | 3     | 3.0   | 4.5  |          | 4.0  | 4     | 4.5   | 6.5: 1 h by 5 |
    """
    queue = TeamQueue()
    came(queue, (0.5, 3.5, 0, 4.0), (0.0, 3.0, 0, 2.0), (1.0, 4.0, 1, 3.0), (4.0, 7.0, 2, 4.0))
    week = queue.step(0.0, 5.0, 10.0, EVERYBODY)
    assert week.overdue["account"].tolist() == week.done_late["account"].tolist() == [1]
    assert queue.backlog == pytest.approx(3.0)
    came(queue, (5.0, 6.0, 0, 1.0))
    week = queue.step(5.0, 10.0, 10.0, EVERYBODY)
    assert week.overdue["reached"].tolist() == [5.0]
    assert week.done_late["hours"].tolist() == [1.0]
    assert queue.backlog == 0.0


def test_what_goes_overdue_is_told_once_and_done_later():
    queue = TeamQueue()
    came(queue, (0.0, 3.0, 0, 12.0))
    assert len(queue.step(0.0, 5.0, 5.0, EVERYBODY).overdue) == 1
    second = queue.step(5.0, 10.0, 5.0, EVERYBODY)
    assert len(second.overdue) == len(second.done_late) == 0
    assert queue.step(10.0, 15.0, 5.0, EVERYBODY).done_late["hours"].tolist() == [12.0]


def test_without_hands_everything_waits_and_without_limit_nothing_does():
    nobody, anybody = TeamQueue(), TeamQueue()
    for queue, hours in ((nobody, 0.0), (anybody, np.inf)):
        came(queue, (0.0, 3.0, 0, 5.0), (2.0, 5.0, 1, 5.0))
        found = queue.step(0.0, 5.0, hours, EVERYBODY)
        assert len(found.overdue) == (2 if queue is nobody else 0)
    assert (nobody.backlog, anybody.backlog) == (10.0, 0.0)
    nobody.step(5.0, 10.0, 0.0, np.array([True, False, True]))
    assert nobody.backlog == 5.0, "a customer who left asks no more"


def test_an_hour_a_day_waits_as_long_as_lindley_says():
    """The closed form against the recursion W' = max(0, W + service - gap), over many weeks."""
    rng = np.random.default_rng(5)
    gaps, hours = rng.exponential(0.2, 3000), rng.exponential(1.0, 3000)
    reached, wait, waits = gaps.cumsum(), 0.0, []
    for k in range(3000):
        wait = max(0.0, wait + (hours[k - 1] / 6.0 if k else 0.0) - gaps[k]) if k else 0.0
        waits.append(wait)
    patience = 0.7
    slow = (np.array(waits) + hours / 6.0) > patience
    queue, late = TeamQueue(), 0
    weeks = int(reached[-1] // 5) - 4
    for week in range(weeks):
        mine = (reached >= 5 * week) & (reached < 5 * week + 5)
        due = reached[mine] + patience
        queue.add(reached[mine], due, np.zeros(mine.sum(), int), hours[mine], hours[mine])
        late += len(queue.step(5.0 * week, 5.0 * week + 5, 30.0, EVERYBODY).overdue)
    assert late == slow[reached + patience <= 5 * weeks].sum()
    assert late > 300


# --- what leaders decide ---------------------------------------------------------------------

SEEN = TeamView(name="support", visible=0.2, visible_opening=0.2, backlog=1.0, backlog_opening=1.0,
                planned=0.3, staffed=0.3, fix_rate=0.5)  # fmt: skip


@pytest.mark.parametrize(
    ("change", "add", "fixed"),
    [
        pytest.param({}, 0.0, 0.0, id="as ever"),
        pytest.param({"visible": 0.6}, 0.4, 0.2, id="more in sight"),
        pytest.param({"visible": 0.6, "staffed": 0.7}, 0.0, 0.2, id="already ordered"),
        pytest.param({"visible": 0.1}, -0.1, -0.05, id="less in sight"),
        pytest.param({"backlog": 14.0}, 1.0, 0.0, id="a quarter more to work off"),
        pytest.param({"visible": 0.6, "planned": None, "staffed": 0.0}, 0.0, 0.2, id="no limit"),
    ],
)
def test_leaders_follow_what_is_more_than_it_was(change, add, fixed):
    found = decide_upstream((dataclasses.replace(SEEN, **change),))
    assert found == (Response(pytest.approx(add), pytest.approx(fixed)),)


# --- whole worlds ----------------------------------------------------------------------------


def test_the_defaults_move_nothing():
    """Nothing is sent anywhere: who is staffed, how fast, seen or not, moves no byte elsewhere."""
    base = simulate(load("standard", COMPANY), 0)
    other = every(capacity=0.1, speed=0.5, staffed_on="logged", lead="30 weeks", floor=0.1)
    moved = simulate(load("standard", {**COMPANY, **other}), 0)
    unmasked = simulate(load("standard", {**COMPANY, "mechanisms.masking": False}), 0)
    assert same_tables(base, moved) == same_tables(base, unmasked) == ["weekly_teams"]
    assert (of(base, "flow") == 1).all()
    assert not of(base, "diverted").any()


def test_what_came_up_went_somewhere():
    """Created = done by Customer Success, sent to the teams, or still in a queue."""
    company = {**COMPANY, "leadership.triage": 0.3, "culture.escalation": 0.5,
               "people.base_quit_rate": 0, "mechanisms.churn": False,
               "mechanisms.run_in": False}  # fmt: skip
    run = simulate(load("standard", company), 0)
    assert identities(run) == []
    work, rows = run["work"], run["weekly_teams"]
    last = rows["time"].max()
    owed = (work["source"] > 0) & (work["created"] < last)
    passed_on = owed & (work["outcome"] != OUTCOME["diverted"]) & np.isclose(work["demand"], 1 / 6)
    assert rows["created"].sum() == pytest.approx(work["demand"][owed].sum(), rel=0.02)
    assert passed_on.sum() < 0.02 * owed.sum()
    sent = owed & (work["outcome"] == OUTCOME["diverted"])
    assert rows["diverted"].sum() == pytest.approx(
        work["demand"][sent & (work["finished"] < last)].sum(), rel=1e-5
    )
    triaged = sent & (work["person"] < 0)
    assert work["demand"][triaged].sum() / rows["created"].sum() == pytest.approx(0.3, abs=0.05)
    touched = owed & (work["person"] >= 0)
    assert sent[touched].mean() == pytest.approx(0.5, abs=0.05)
    assert work["hours"][sent].mean() < 0.3


def test_escalation_only_adds_to_what_is_passed_on():
    """The same items come up; those passed on at 20 % are passed on at 60 % as well."""
    found = []
    for escalation in (0.2, 0.6):
        company = {**COMPANY, "culture.escalation": escalation, "mechanisms.service": False,
                   "mechanisms.churn": False}  # fmt: skip
        work = simulate(load("standard", company), 0)["work"]
        mine = (work["outcome"] == OUTCOME["diverted"]) & (abs(work["created"] - 150) < 150)
        found.append(set(zip(work["account"][mine], work["created"][mine].round(6), strict=True)))
    assert len(found[0]) > 100
    assert found[0] < found[1]


# --- directions, over paired worlds ----------------------------------------------------------


def pairs(less, more, replications=4, **company):
    """Runs of both, of the same worlds: `less` is the base in whose state both open."""
    base, other = (load("standard", {**COMPANY, **company, **change}) for change in (less, more))
    return [(simulate(base, r), simulate(other, r, base)) for r in range(replications)]


def moves(found, sign, of_run):
    """The mean difference has this sign, by more than two standard errors."""
    mean, error = summary([of_run(b) - of_run(a) for a, b in found])
    print(f"{mean:.4g} +- {error:.2g}")
    assert sign * mean > 2 * error


def measure(name):
    return lambda run: compute(run)[Key(name)]


def test_escalation_cuts_overtime_and_fills_the_queue_that_support_sees():
    """M2."""
    found = pairs({}, {"culture.escalation": 0.5})
    moves(found, -1, measure("overtime_weeks"))
    moves(found, -1, measure("masked_hours"))
    moves(found, 1, lambda run: of(run, "visible").mean())


def test_work_sent_to_a_team_without_hands_moves_the_pain():
    """Customers of a team that never grows end less healthy than of one without limit."""
    sent = {"culture.escalation": 0.5}
    found = pairs(sent, {**sent, **every(capacity=0.1, staffed_on="fixed")})
    moves(found, -1, measure("health_true"))
    moves(found, 1, lambda run: of(run, "backlog")[-1])


def test_a_team_that_sees_its_queue_is_staffed_after_the_lead():
    few = every(capacity=0.2, lead="10 weeks")
    (_, run), *_ = pairs(few, {**few, "culture.escalation": 0.6}, replications=1)
    unit = of(run, "capacity")[0] / 0.2
    capacity = of(run, "capacity") / unit
    assert capacity[:22].max() < 0.3
    assert capacity[30] > 0.6
    assert of(run, "backlog")[-1] < of(run, "backlog").max() / 2


def test_without_heroes_the_bill_appears():
    """More of what others owe goes overdue, where its leaders see it."""
    found = pairs({}, {"mechanisms.overtime": False}, **{"work.volume": 1.0})
    moves(found, 1, lambda run: of(run, "visible").mean())
    moves(found, -1, measure("unlogged_hours"))


def test_passing_on_gets_causes_fixed_and_absorbing_does_not():
    """M4: the flow falls where work reaches who owes it, and goes on where it does not."""
    found = pairs(every(fix_rate=2.0), {**every(fix_rate=2.0), "culture.escalation": 0.5})
    flows = np.array([[of(run, "flow")[-1] for run in pair] for pair in found])
    assert flows[:, 1].max() < 0.75
    assert flows[:, 0].min() > 0.9
    moves(found, -1, measure("time_to_fix"))
    moves(found, -1, measure("masking_invoice"))


def test_repairs_end_at_the_floor_and_need_eyes():
    flat = {"culture.escalation": 0.8, **every(fix_rate=10.0, floor=0.6)}
    (_, run), *_ = pairs({}, flat, replications=1)
    assert of(run, "flow", PRODUCT).min() == pytest.approx(0.6)
    blind = {**flat, **every(staffed_on="fixed")}
    (_, run), *_ = pairs({}, blind, replications=1)
    assert (of(run, "flow", PRODUCT) == 1).all()
