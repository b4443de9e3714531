"""Who is chosen: the stated score, its factors, and order where scores are equal."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.present.story.choosing import (
    BURNED_OUT,
    GREEN,
    LEAVES_BOTH,
    LEAVES_ONE,
    OWNER_EXIT,
    STAYS,
    WITHOUT_CAUSE,
    best,
    customers,
    people,
    somebody,
)
from sim.present.story.pair import NEVER, Pair, account_parts, kept, person_parts
from sim.present.story.story import pick
from sim.present.story.world import Holder
from sim.tables.words import CHURN_CAUSES
from tests.present import stories


def pair(*runs):
    about = stories.about(*runs)
    return kept(about, next(iter(about.candidates), None))[0]


def changed(run, table, **columns):
    """The run with other values in some columns of a table."""
    mine = run.tables[table]
    new = {name: np.array(values, mine[name].dtype) for name, values in columns.items()}
    return replace(run, tables={**run.tables, table: {**mine, **new}})


def test_a_customers_score_is_the_product_of_what_is_stated():
    first, second = customers(pair(stories.leaver(), stories.stayer()))
    weeks = 52 - 42
    assert first.parts == {
        "arr_years": pytest.approx(100_000 * 7 * weeks / 365.25),
        "parting": LEAVES_ONE,
        "cause": 1.0,
        "green": GREEN,
        "owner": OWNER_EXIT,
    }
    assert first.score == pytest.approx(np.prod(list(first.parts.values())))
    assert (second.name, second.score) == ("A1", 0.0)
    assert second.parts["parting"] == STAYS


@pytest.mark.parametrize(
    ("causes", "factor", "owner"),
    [
        (("ordinary",), WITHOUT_CAUSE, 1.0),
        (("not influenceable",), WITHOUT_CAUSE, 1.0),
        (("health",), 1.0, 1.0),
        (("health", "change of lead"), 1.0, OWNER_EXIT),
    ],
)
def test_causes_weigh(causes, factor, owner):
    run = changed(stories.leaver(), "renewals", causes=[stories.bit(CHURN_CAUSES, *causes)])
    first = customers(pair(run, stories.stayer()))[0]
    assert (first.parts["cause"], first.parts["owner"]) == (factor, owner)


def test_a_red_dashboard_and_a_lead_who_stays_tell_less():
    run = stories.leaver()
    low = changed(run, "weekly_accounts", reported=np.full(len(run["weekly_accounts"]["arr"]), 0.4))
    assert customers(pair(low, stories.stayer()))[0].parts["green"] == 1.0
    why = np.where(run["assignments"]["why"] > 0, 4, 0)
    evened = changed(run, "assignments", why=why)
    assert customers(pair(evened, stories.stayer()))[0].parts["owner"] == 1.0


def test_whoever_leaves_both_worlds_on_other_days_tells_half():
    late = changed(stories.leaver(), "renewals", time=[350.0])
    late = changed(late, "accounts", ended=[350.0, np.nan])
    first = customers(pair(stories.leaver(), late))[0]
    assert first.parts["parting"] == LEAVES_BOTH


def test_a_persons_score_is_the_product_of_what_is_stated():
    first, second = people(pair(stories.leaver(), stories.stayer()))
    assert first.parts == {
        "arr_led": 200_000.0,
        "earlier": pytest.approx((364 - 186) / 364),
        "parting": LEAVES_ONE,
        "burnout": BURNED_OUT,
    }
    assert (second.name, second.score) == ("1", 0.0)


def test_somebody_who_leads_no_account_counts_as_a_tenth_of_a_head():
    run = stories.leaver()
    nobody = np.full(len(run["weekly_accounts"]["lead"]), -1)
    pooled = changed(run, "weekly_accounts", lead=nobody)
    first = people(pair(pooled, stories.stayer()))[0]
    assert first.parts["arr_led"] == pytest.approx(0.1 * 200_000 / 2)


def test_who_came_during_the_run_is_not_chosen_but_can_be_asked_for():
    late = [
        changed(run, "people", hired=[-800.0, 20.0]) for run in (stories.leaver(), stories.stayer())
    ]
    assert [choice.name for choice in people(pair(*late))] == ["0"]
    assert somebody(pair(*late), Holder(1, 0)).name == "1"


def test_who_left_before_the_first_day_is_nobody():
    gone = changed(stories.stayer(), "people", left=[-10.0, np.nan])
    assert somebody(pair(stories.leaver(), gone), Holder(0, 0)) is None


def test_equal_scores_go_by_order():
    found = best(customers(pair(stories.stayer("A"), stories.stayer("B"))))
    assert [choice.name for choice in found] == ["A0", "A1"]


def test_the_first_candidate_that_has_anything_to_tell_is_taken():
    about = stories.about(stories.stayer("A"), stories.stayer("B"), stories.leaver())
    assert pick(about, "customer")[0].pair.worlds[1].name == "Base"
    asked = pick(about, "customer", about.candidates[0])
    assert (asked[0].pair.worlds[1].name, asked[0].score) == ("B", 0.0)


def test_worlds_part_where_the_first_row_differs():
    both = pair(stories.leaver(), stories.stayer())
    assert account_parts(both, (0, 0)) == 200.0
    assert person_parts(both, (0, 0)) == 186.0
    same = pair(stories.stayer("A"), stories.stayer("B"))
    assert account_parts(same, (0, 0)) == NEVER
    rows = same.worlds[1].run["weekly_accounts"]
    trust = np.where((rows["account"] == 0) & (rows["time"] >= 70), 0.5, rows["trust"])
    other = changed(stories.stayer("B"), "weekly_accounts", trust=trust)
    assert account_parts(pair(stories.stayer("A"), other), (0, 0)) == 70.0


def test_one_world_never_parts():
    alone = pair(stories.leaver())
    assert isinstance(alone, Pair)
    assert account_parts(alone, (0,)) == NEVER
