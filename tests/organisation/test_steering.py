"""Culture that acts on work: what gets effort, what is shared, what is gamed."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pytest

from sim.measures import compute, identities
from sim.organisation import simulate
from sim.organisation.churn import shrunk
from sim.organisation.steering.order import AVOIDED
from sim.organisation.steering.ranks import LEVELS
from sim.organisation.steering.scorecard import BALANCED, concentration, shift
from sim.organisation.world import World
from sim.scenario import load
from sim.tables.results import Key
from tests.organisation.lab import EVENT, same_tables, summary

SMALL = {"defaults": 1, "years": "9 months", "book.arr": "2.8M", "team.size": 2, "work.volume": 0.9}
OUTCOMES = {"culture.recognition": "outcomes", "mechanisms.filter": False}
HEROICS = {"culture.recognition": "heroics"}
EVERYTHING = {
    "culture.recognition": "teamwork",
    "culture.knowledge_sharing": 0.6,
    "culture.team_accountability": 0.6,
    "work.playbooks": 0.5,
    "work.automation": 0.2,
    "book.products": 3,
    "customers.sales_handover": 0.2,
    "customers.fit_of_new_logos": -0.05,
    "customers.expansion_talent": 3,
    "leadership.save_plays": True,
}


def card(revenue, health, relationship, operations):
    weights = {"revenue": revenue, "health": health, "relationship": relationship}
    weights["operations"] = operations
    return {f"culture.rewards.{name}": weight for name, weight in weights.items()}


ONE_NUMBER = card(1, 0, 0, 0)


def company(**over):
    return load("standard", {**SMALL, **over})


def both(less, more, replications, of):
    """Paired values of two worlds: what `of` makes of each run."""
    scenarios = (company(**less), company(**more))
    return np.array([[of(simulate(s, r)) for s in scenarios] for r in range(replications)])


def rises(pairs, least=1.0):
    """The mean paired difference is at least so many standard errors above 0."""
    mean, error = summary(pairs[:, 1] - pairs[:, 0])
    print(f"{mean:.4g} +- {error:.2g}")
    return mean > least * error


def measure(name):
    return lambda run: compute(run)[Key(name)]


def started(scenario, weeks=0):
    """A world some weeks into its run."""
    world = World(scenario, 0)
    world.start()
    world.env.run(until=7 * weeks + 0.1)
    return world


# --- neutral ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "beside",
    [
        {"mechanisms.steering": False, "mechanisms.gaming": False},
        {"culture.steering": 4, "culture.gaming_line": 0.5, "culture.gaming_bias": 0.7},
        {"learning.complexity": "0.05 hours", "culture.sharing_time": 0.04},
        {"work.playbook_hours": 0.3, "work.automation_upkeep": "80 hours"},
        {"customers.trust_team": 0.5, "learning.sharing_context": 0.8, "customers.oversell": 1.5},
        {"customers.unclear_effort": 1, "customers.unclear_health": 0.4},
    ],
    ids=lambda beside: next(iter(beside)),
)
def test_at_the_defaults_it_moves_no_byte(beside):
    assert same_tables(simulate(company(), 0), simulate(company(**beside), 0)) == []


def test_everything_at_once_keeps_the_books():
    run = simulate(company(**EVERYTHING, **ONE_NUMBER), 0)
    assert identities(run) == []
    assert same_tables(run, simulate(company(), 0)) != []


# --- the scorecard and praise ----------------------------------------------------------------


def test_the_balanced_card_shifts_nothing_and_one_number_shifts_its_own_work_first():
    balanced, tilted = company().culture, company(**ONE_NUMBER).culture
    kinds = ("renewal", "planned", "request", "improvement", "hiring")
    assert [shift(balanced, word) for word in kinds] == [0.0] * len(kinds)
    moved = [shift(tilted, word) for word in kinds]
    assert moved == pytest.approx([-2 * 0.55, 2 * 0.30, 2 * 0.20, 2 * 0.05, 0.0])
    assert sum(BALANCED.values()) == pytest.approx(1)


def test_gaming_begins_at_the_line_and_is_full_where_one_number_is_all():
    assert concentration(company(**card(0.6, 0.2, 0.1, 0.1)))[1] == 0
    assert concentration(company(**card(0.1, 0.8, 0.1, 0))) == ("health", pytest.approx(0.5))
    assert concentration(company(**ONE_NUMBER)) == ("revenue", 1)
    assert concentration(company(**ONE_NUMBER, **{"mechanisms.gaming": False}))[1] == 0


def test_praise_for_outcomes_puts_unhealthy_accounts_first_and_leaves_other_work():
    world = started(company(**OUTCOMES), 4)
    order, health = world.steering.order, world.accounts.health
    alive = world.alive_accounts()
    planned, scope = world.kinds.index("adoption"), world.kinds.index("out_of_scope")
    by_health = sorted(alive, key=lambda a: health[a])
    first = [order.priority(planned, a) for a in by_health]
    fifth = len(alive) // LEVELS
    assert np.mean(first[:fifth]) == pytest.approx(world.priorities[planned] - 1, abs=0.1)
    assert np.mean(first[-fifth:]) == pytest.approx(world.priorities[planned] + 1, abs=0.1)
    assert {order.priority(scope, a) for a in alive} == {world.priorities[scope]}


def test_praise_for_heroics_puts_loud_accounts_first():
    world = started(company(**HEROICS), 8)
    order, heard = world.steering.order, world.steering.order.ranks.heard
    scope = world.kinds.index("out_of_scope")
    smb = [a for a in world.alive_accounts() if world.segments[world.accounts.segment[a]] == "smb"]
    loud, quiet = max(smb, key=lambda a: heard[a]), min(smb, key=lambda a: heard[a])
    assert heard[loud] > heard[quiet]
    assert order.priority(scope, loud) < order.priority(scope, quiet)


def test_outcomes_serve_the_unhealthy_and_churn_falls():
    """Against praise for heroics, at the same hours."""

    def chances(run):
        return run["renewals"]["probability"].mean()

    def hours(run):
        return run["work"]["hours"].sum()

    assert rises(-both(HEROICS, OUTCOMES, 8, chances))
    spent = both(HEROICS, OUTCOMES, 2, hours)
    assert spent[:, 1] == pytest.approx(spent[:, 0], rel=0.03)


# --- one number above all --------------------------------------------------------------------


def test_hard_accounts_are_avoided_and_reports_hide_it():
    world = started(company(**ONE_NUMBER), 4)
    order, health = world.steering.order, world.accounts.health
    planned = world.kinds.index("adoption")
    worst = min(world.alive_accounts(), key=lambda a: health[a])
    best = max(world.alive_accounts(), key=lambda a: health[a])
    assert order.priority(planned, worst) == order.priority(planned, best) + AVOIDED
    assert (world.steering.extra_bias == world.scenario.culture.gaming_bias).all()


def test_one_number_lets_hard_accounts_fall_behind():
    def hard(run):
        rows, fit = run["weekly_accounts"], run["accounts"]["fit"]
        worst = fit[rows["account"]] < np.quantile(fit, 0.2)
        return rows["health"][worst & (rows["time"] > 180)].mean()

    assert rises(-both({}, ONE_NUMBER, 3, hard), 2)


def test_overselling_brings_expansions_now_and_contractions_at_the_next_date():
    def sold(run):
        return run["expansions"]["probability"].mean()

    def oversold(run):
        return (run["events"]["what"] == EVENT["oversold"]).sum()

    honest = {**ONE_NUMBER, "mechanisms.gaming": False}
    assert rises(both(honest, ONE_NUMBER, 2, sold), 3)
    assert (both(honest, ONE_NUMBER, 2, oversold)[:, 0] == 0).all()
    world = started(company())
    after = shrunk(world, 0, 100.0, 0.12, 0.5, 1.0)
    world.steering.selling.sell(0, world.people[0])
    assert after == 100 > shrunk(world, 0, 100.0, 0.12, 0.5, 1.0)
    world.steering.selling.settle(0)
    assert shrunk(world, 0, 100.0, 0.12, 0.5, 1.0) == 100


# --- what belongs to the team ----------------------------------------------------------------


def test_shared_knowledge_is_written_down_and_takes_time():
    alone, shared = (simulate(company(**{"culture.knowledge_sharing": s}), 0) for s in (0, 1))
    known = [run["weekly_roles"]["documented"][-1] for run in (alone, shared)]
    assert known[1] > known[0] + 0.1
    room = [
        r["weekly_people"]["available"][r["weekly_people"]["away"] == 0].max()
        for r in (alone, shared)
    ]
    assert room[0] - room[1] == pytest.approx(0.03 * 40, rel=1e-4)


def test_exits_cost_less_where_knowledge_is_shared():
    def strange(world):
        return world.settings.stranger

    assert strange(started(company())) > strange(
        started(company(**{"culture.knowledge_sharing": 1}))
    )
    assert strange(started(company())) > strange(started(company(**{"work.playbooks": 1})))


def test_a_team_that_answers_covers_for_who_is_away():
    """A leave of two weeks hurts less at equal structure; trust survives a change of lead."""
    away = {"people.leave_block": "10 days"}
    answers = {**away, "culture.team_accountability": 1}
    assert rises(-both(away, answers, 3, measure("response_time")), 2)
    quits = {"people.base_quit_rate": 1.0}

    def trust(run):
        rows = run["weekly_accounts"]
        return np.maximum(rows["trust"], rows["firm"]).mean()

    assert rises(both(quits, {**quits, "culture.team_accountability": 1}, 3, trust), 2)


def test_more_accountability_covers_the_same_accounts_and_more():
    def covered(share):
        return started(company(**{"culture.team_accountability": share})).steering.sharing.covered

    some, more = covered(0.3), covered(0.6)
    assert 0 < sum(some) < sum(more)
    assert all(m for s, m in zip(some, more, strict=True) if s)
    assert all(covered(1))


def test_praise_for_teamwork_does_part_of_both():
    sharing = started(company(**{"culture.recognition": "teamwork"})).steering.sharing
    assert sharing.knowledge == sharing.accountable == pytest.approx(0.3)
    assert sharing.hours == pytest.approx(0.3 * (0.03 * 40 + 0.5))


# --- playbooks, automation, complexity -------------------------------------------------------


def test_playbooks_take_effort_variation_and_time_out():
    plain, standard = (simulate(company(**{"work.playbooks": p}), 0) for p in (0, 1))

    def demand(run):
        rows, accounts = run["work"], run["accounts"]["segment"]
        kind, segment = run.labels["kind"].index("adoption"), run.labels["segment"].index("smb")
        return rows["demand"][(rows["kind"] == kind) & (accounts[rows["account"]] == segment)]

    before, after = demand(plain), demand(standard)
    assert after.mean() / before.mean() == pytest.approx(0.85, abs=0.05)
    assert after.std() / after.mean() < 0.65 * before.std() / before.mean()
    live = [compute(run)[Key("time_to_live")] for run in (plain, standard)]
    assert live[1] < live[0] - 3


def test_automation_pays_only_above_a_number_of_customers():
    used = []
    for arr, size in (("1M", 1), ("10M", 7)):
        over = {"book.arr": arr, "team.size": size, "years": "3 months"}
        pairs = both(over, {**over, "work.automation": 0.3}, 2, measure("utilisation"))
        used.append((pairs[:, 1] - pairs[:, 0]).mean())
    few, many = used
    assert few > 0 > many


def test_cs_operations_do_the_upkeep_first():
    upkeep = {"work.automation": 0.1, "work.automation_upkeep": "40 hours"}
    alone = started(company(**upkeep))
    helped = started(company(**upkeep, **{"team.size": 4, "team.operations_share": 0.25}))
    person = alone.people[0]
    assert alone.steering.hours(person) == pytest.approx(4 / 2)
    assert helped.steering.hours(helped.people[0]) == 0
    assert helped.operations_hours == pytest.approx(40 * 0.3 - 4)


def test_no_number_of_heroes_makes_up_for_complexity():
    complex_ = {"book.products": 10}
    heroes = {"people.hero_share": 1.0}
    served = measure("served_share")
    assert rises(both({"people.hero_share": 0.0}, heroes, 4, served))
    assert rises(-both({"people.hero_share": 0.0}, {**complex_, **heroes}, 4, served))


# --- sales and saves -------------------------------------------------------------------------


def test_an_unclear_handover_by_sales_costs_time_and_health():
    def young(run):
        rows, accounts = run["weekly_accounts"], run["accounts"]
        return rows["health"][accounts["opening"][rows["account"]] == 0].mean()

    poor, good = ({"customers.sales_handover": q, "book.growth": 0.6} for q in (0.0, 1.0))
    assert rises(both(good, poor, 4, measure("time_to_live")))
    assert rises(-both(good, poor, 3, young), 3)
    assert rises(-both({}, {"customers.fit_of_new_logos": -0.1}, 2, young), 3)


def test_talent_makes_expansions_larger_and_keeps_their_mean():
    """The best fifth adds two to three times the mean where the power is 4 (Q21)."""
    selling = started(company(**{"customers.expansion_talent": 4})).steering.selling
    person = selling.world.people[0]
    spread = selling.world.scenario.people.talent_spread
    grid = (np.arange(2000) + 0.5) / 2000
    luck = [NormalDist().inv_cdf(u) for u in grid.tolist()]
    sizes = []
    for z in luck:
        talent = np.exp(spread * z - spread**2 / 2)
        person.traits = person.traits._replace(talent=float(talent))
        sizes.append(selling.size(person))
    assert np.mean(sizes) == pytest.approx(1, abs=0.02)
    assert 2 < np.mean(sizes[-400:]) < 3


def test_save_plays_go_to_whom_reports_call_unhealthy_and_raise_their_health():
    plays = {"leadership.save_plays": True, "leadership.save_line": 0.7}
    with_plays, without = (simulate(company(**over), 0) for over in (plays, {}))
    events = with_plays["events"]
    chosen = np.unique(events["account"][events["what"] == EVENT["save play"]])
    assert len(chosen) > 5

    def later(run):
        rows = run["weekly_accounts"]
        return rows["health"][np.isin(rows["account"], chosen) & (rows["time"] > 180)].mean()

    assert later(with_plays) > later(without)
