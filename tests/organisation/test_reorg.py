"""Dated changes of the role table: who moves, what changes hands, and what that costs."""

from __future__ import annotations

import numpy as np
import pytest

from sim.measures.identities import identities
from sim.organisation import simulate
from sim.scenario import load
from sim.scenario.tree import Change
from sim.tables import LABELS
from tests.organisation.lab import same_tables

SMALL = {"years": "0.75 years", "book.arr": "4M", "team.size": 6}
FREE = {
    "people.reramp": 0,
    "people.reorg_shock": 0,
    "people.reorg_shock_moved": 0,
    "mechanisms.continuity": False,
    "mechanisms.strangers": False,
    "mechanisms.handover": False,
}
"""Nothing that a reorganisation costs."""
QUIET = {"people.base_quit_rate": 0, "book.growth": 0}
"""Nobody leaves and nobody comes: what changes hands does so by the reorganisation."""
RESIGNED = LABELS["event"].index("resigned")
WHY = {word: code for code, word in enumerate(LABELS["assignment"])}


def company(structure="generalist", **more):
    return load("standard", {**SMALL, "team.structure": structure, **more})


def dated(scenario, at="month 3", **change):
    one = Change.model_validate({"at": at, **change})
    return scenario.model_copy(update={"timeline": {"reorg": one}})


def specialised(scenario, **how):
    return dated(scenario, set={"team.structure": "specialised"}, **how)


def new_owners(run):
    """When each change of a lead by the reorganisation happened, and of which account."""
    rows = run["assignments"]
    mine = (rows["why"] == WHY["reorganised"]) & (rows["lead"] == 1)
    return rows["start"][mine], rows["account"][mine]


def roles_of(run):
    """Role of each person at the end of each week, by name: {(week, person): role}."""
    rows, words = run["weekly_people"], run.labels["role"]
    weeks = np.round(rows["time"] / 7).astype(int)
    return {(w, p): words[r] for w, p, r in zip(weeks, rows["person"], rows["role"], strict=True)}


# --- what costs nothing ------------------------------------------------------------------------


@pytest.mark.parametrize("structure", ["generalist", "specialised", "hybrid"])
def test_setting_what_holds_moves_no_byte_whatever_else_the_entry_says(structure):
    scenario = company(structure, **{"people.base_quit_rate": 0.5})
    roles = list(scenario.team.roles)
    null = dated(
        scenario,
        set={"team.structure": structure},
        moves={roles[0]: {"from": roles[-1], "count": 1}} if len(roles) > 1 else {},
        phase_weeks="6 weeks",
        handover_hours="4 hours",
        keep_owner={"top_arr": 0.1},
        until="month 6",
        equal="payroll",
    )
    assert same_tables(simulate(scenario, 0), simulate(null, 0)) == []
    pilot = dated(scenario, set={"team.structure": structure}, scope={"share": 0.3})
    assert same_tables(simulate(scenario, 0), simulate(pilot, 0)) == []


def test_the_first_year_does_not_know_how_long_the_run_is():
    short = specialised(company(), phase_weeks="4 weeks", until="month 7")
    whole = simulate(short, 0)
    longer = simulate(short.model_copy(update={"years": 1.25}), 0)
    end = 0.75 * 365.25 - 7
    for table, time in (("weekly_people", "time"), ("renewals", "time"), ("moves", "time")):
        before, after = (run[table][time] < end for run in (whole, longer))
        for column in whole[table]:
            np.testing.assert_array_equal(
                whole[table][column][before], longer[table][column][after]
            )


@pytest.mark.parametrize(
    ("before", "after"),
    [("generalist", "specialised"), ("specialised", "generalist"), ("generalist", "pooled"),
     ("pods", "hybrid")],
)  # fmt: skip
def test_a_free_change_on_day_0_is_to_open_with_the_table(before, after):
    """Work, customers and people's weeks are the same; who was moved is written down beside."""
    base, table = company(before, **FREE), company(after, **FREE)
    opened = simulate(table, 0, opening=base)
    moved = simulate(dated(base, at="month 1", set={"team.structure": after}), 0)
    for name in ("work", "renewals", "expansions", "weekly_people", "weekly_accounts"):
        for column, values in opened[name].items():
            other = moved[name][column]
            if column == "role":
                values, other = (
                    np.array(run.labels["role"])[rows]
                    for run, rows in ((opened, values), (moved, other))
                )
            np.testing.assert_array_equal(values, other, f"{name}.{column}")


# --- people ------------------------------------------------------------------------------------


def test_nothing_moves_before_the_date_and_the_tables_add_up():
    plain, changed = simulate(company(), 0), simulate(specialised(company()), 0)
    date = 2 * 365.25 / 12
    assert identities(changed) == []
    assert set(changed["moves"]["time"].tolist()) == {date}
    for table, time in (("work", "finished"), ("weekly_people", "time")):
        one, other = (run[table][time] < date - 1 for run in (plain, changed))
        for column in plain[table]:
            np.testing.assert_array_equal(plain[table][column][one], changed[table][column][other])


def test_moves_say_who_goes_and_the_others_stay():
    scenario = company(**QUIET)
    moves = {"onboarding_specialist": {"from": "csm", "count": 2}}
    run = simulate(specialised(scenario, moves=moves), 0)
    last = [role for (week, _), role in roles_of(run).items() if week == 20]
    assert sorted(last) == ["csm"] * 4 + ["onboarding_specialist"] * 2
    assert len(run["moves"]["time"]) == 2


def test_when_a_change_ends_people_and_accounts_go_back():
    run = simulate(specialised(company(**QUIET), until="month 6"), 0)
    words = run.labels["role"]
    back = [(words[a], words[b]) for a, b in zip(run["moves"]["role"], run["moves"]["role_after"],
                                                 strict=True)]  # fmt: skip
    assert sorted(back[: len(back) // 2]) == sorted((b, a) for a, b in back[len(back) // 2 :])
    assert {role for (week, _), role in roles_of(run).items() if week in (5, 30)} == {"csm"}


def test_a_new_role_takes_a_part_of_the_ramp():
    quick, slow = (
        simulate(specialised(company(**{**QUIET, "people.reramp": share})), 0)["weekly_people"]
        for share in (0, 0.8)
    )
    assert quick["new_role"].max() == 0
    lost = slow["new_role"]
    assert 0.05 < lost.max() < 0.8 * 0.7
    person = slow["person"][lost > 0][0]
    mine = lost[(slow["person"] == person) & (lost > 0)]
    assert (np.diff(mine) < 0).all(), "it fades"


def test_the_shock_makes_people_leave_and_says_so():
    exits, causes = [], []
    for shock in (0, 8):
        scenario = company(**{"people.reorg_shock": shock, "people.base_quit_rate": 0.3})
        runs = [simulate(dated(scenario, set={"team.structure": "pods"}), r) for r in range(3)]
        exits.append(sum(int((r["people"]["resigned"] > 60).sum()) for r in runs))
        bit = 1 << LABELS["exit_cause"].index("reorganisation")
        causes.append(sum(int((r["events"]["causes"] & bit > 0).sum()) for r in runs))
    assert exits[1] > exits[0] + 3
    assert causes[0] == 0 < causes[1]


def test_retention_pay_keeps_those_who_move():
    def left(pay):
        scenario = company(**{"people.reorg_shock_moved": 6, "people.base_quit_rate": 0.4,
                              "people.pay_gap_effect": 5, "money.retention": pay})  # fmt: skip
        change = dated(scenario, set={"team.structure": "pooled"})
        return sum(int((simulate(change, r)["people"]["resigned"] > 60).sum()) for r in range(3))

    assert left(0.5) < left(0)


def test_equal_payroll_lets_people_go_where_roles_cost_more():
    costly = {"team.roles.csm.loaded_cost": 290_000, "team.roles.csm.serves": "pod"}
    same = simulate(dated(company(**QUIET), set=costly), 0)["people"]
    paid = simulate(dated(company(**QUIET), set=costly, equal="payroll"), 0)["people"]
    assert np.isnan(same["left"]).all()
    gone = ~np.isnan(paid["left"])
    assert gone.sum() == 3
    assert not paid["voluntary"][gone].any()


def test_operations_take_people_from_the_team_and_give_them_back():
    grow = dated(company(**QUIET), set={"team.operations_share": 0.3}, until="month 6")
    run = simulate(grow, 0)
    words = np.array(run.labels["role"])
    assert words[run["moves"]["role_after"]].tolist() == ["cs_operations"] * 2 + ["csm"] * 2
    heads = run["weekly_roles"]
    week = np.round(heads["time"] / 7)
    assert [heads["heads"][week == w].sum() for w in (5, 15, 30)] == [6, 4, 6]
    assert np.isnan(run["people"]["left"]).all()


def test_a_grown_team_that_gives_one_head_to_operations_plans_with_one_less():
    quiet = {"people.base_quit_rate": 0, "book.growth": 1, "years": "2 years"}
    plain = company(**quiet)
    changed = dated(plain, at="month 13", set={"team.operations_share": 0.1})
    here, there = simulate(plain, 0), simulate(changed, 0)

    def planned(run):
        rows = run["decisions"]
        return np.floor(rows["size"] * rows["growth"] + 0.5), rows["time"]

    (before, when), (after, _) = planned(here), planned(there)
    late = when > 366
    assert before[late].min() > 8
    given = np.unique(before[late] - after[late])
    assert given.min() >= 1
    assert given.max() <= 2


# --- accounts ----------------------------------------------------------------------------------


def test_a_phase_hands_over_in_equal_weekly_steps():
    scenario = company(**QUIET, **{"mechanisms.churn": False})
    to = {"team.structure": "pooled"}
    led = []
    for phase in ({"phase_weeks": "5 weeks"}, {}):
        rows = simulate(dated(scenario, set=to, **phase), 0)["weekly_accounts"]
        led.append(np.bincount(np.round(rows["time"] / 7).astype(int)[rows["lead"] >= 0]))
    accounts = led[0][8]
    steps = -np.diff(led[0][8:15], append=0)
    assert np.ptp(steps[:5]) <= 1
    assert steps[:5].sum() == accounts
    assert len(led[1]) == 9, "at once, between two ends of weeks"


def test_the_old_owner_works_for_a_carried_account():
    """Everybody becomes one pool over ten weeks: until its step an account has its old lead."""
    change = dated(company(**QUIET), set={"team.structure": "pooled"}, phase_weeks="10 weeks")
    run = simulate(change, 0)
    rows = run["weekly_accounts"]
    week = np.round(rows["time"] / 7).astype(int)
    led = [(rows["lead"][week == w] >= 0).mean() for w in (8, 10, 13, 18, 20)]
    assert led[0] == 1
    assert led[-1] == 0
    assert (np.diff(led) < 0).sum() >= 3
    assert identities(run) == []


def test_accounts_keep_their_owner_for_good_or_until_their_renewal():
    change = {"set": {"team.structure": "pooled"}}
    kept = simulate(dated(company(**QUIET), **change, keep_owner={"top_arr": 0.2}), 0)
    rows = kept["weekly_accounts"]
    last = rows["time"] == rows["time"].max()
    led = rows["lead"][last] >= 0
    assert 0.15 < led.mean() < 0.25
    assert rows["arr"][last][led].min() > np.median(rows["arr"][last])
    later = simulate(
        dated(company(**QUIET), **change, keep_owner={"renewal_within": "12 weeks"}), 0
    )
    rows = later["assignments"]
    carried = rows["why"] == WHY["kept"]
    assert carried.any()
    renewals = set(np.round(later["renewals"]["time"], 2))
    ended = rows["end"][carried & ~np.isnan(rows["end"])]
    assert all(round(day - 1e-3, 2) in renewals or day in later["accounts"]["ended"]
               for day in ended)  # fmt: skip


def test_a_warm_hand_over_costs_hours_and_saves_trust():
    def after(how):
        loyal = company(**QUIET, **{"mechanisms.churn": False})
        run = simulate(specialised(loyal, handover=how), 0)
        hours = run["work"]["demand"][run["work"]["kind"] == run.labels["kind"].index("handover")]
        rows = run["weekly_accounts"]
        moved = np.isin(rows["account"], np.flatnonzero(run["accounts"]["moved"]))
        week = np.round(rows["time"] / 7) == 10
        return hours.sum(), rows["trust"][week & moved].mean()

    (warm, trusted), (cold, lost) = after("warm"), after("cold")
    assert warm == pytest.approx(1.5 * cold, rel=0.03), "onboarding passes on some, too"
    assert trusted > lost + 0.02


def test_the_hours_of_a_hand_over_are_those_of_the_change():
    def hours(each):
        change = dated(company(**QUIET), set={"team.structure": "hybrid"}, handover_hours=each)
        work = simulate(change, 0)["work"]
        return work["demand"][work["kind"] == list(company().work.kinds).index("handover")].sum()

    assert hours("4 hours") == pytest.approx(4 * hours("1 hour"))
    assert hours("0 hours") == 0


def test_from_pool_to_pool_nothing_changes_hands_and_nobody_is_shaken():
    pooled = company("pooled", **{**QUIET, "people.base_quit_rate": 0.4})
    desk = {"like": "scaled_csm", "share": 0.0, "handles": {"renewal": 1}}
    cut = dated(pooled, set={"team.roles.scaled_csm.touch": 1.0, "team.roles.desk": desk})
    run = simulate(cut, 0)
    assert not run["accounts"]["moved"].any()
    assert run.labels["role"] == ("scaled_csm", "desk", "cs_operations")
    bit = 1 << LABELS["exit_cause"].index("reorganisation")
    assert not (run["events"]["causes"][run["events"]["what"] == RESIGNED] & bit).any()


# --- changes that overlap ----------------------------------------------------------------------


def test_the_later_date_wins_until_it_ends_and_then_the_earlier_holds_again():
    two = {
        "second": Change(at="month 4", until="month 6", set={"people.notice": "8 weeks"}),
        "first": Change(at="month 2", set={"people.notice": "4 weeks", "culture.logging": 0.9}),
        "third": Change(at="month 4", set={"culture.logging": 0.1}),
    }
    from sim.scenario.changes import stretches

    found = stretches(company().model_copy(update={"timeline": two}))
    assert [(s.tree.people.notice, s.tree.culture.logging) for s in found] == [
        (4, 0.9), (8, 0.1), (4, 0.1)
    ]  # fmt: skip
