"""Who is chosen: the stated score, its factors, and order where scores are equal."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.present.charts.story import story_picture
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
from sim.present.story.columns import caveat, headline, remark
from sim.present.story.document import story_document
from sim.present.story.pair import NEVER, Pair, account_parts, kept, person_parts
from sim.present.story.story import pick, tell
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


def grown(share, name="Grown"):
    """The world in which nobody goes, with the first customer's ARR higher by a share."""
    run = stories.stayer(name)
    weekly = run["weekly_accounts"]
    arr = np.where(weekly["account"] == 0, weekly["arr"] * (1 + share), weekly["arr"])
    ends = [100_000.0 * (1 + share), 100_000.0]
    return changed(changed(run, "weekly_accounts", arr=arr), "accounts", arr_end=ends)


@pytest.mark.parametrize(("share", "alike"), [(0.03, True), (0.3, False)])
def test_a_customer_whose_arr_is_hardly_apart_tells_nothing(share, alike):
    about = stories.about(stories.stayer("A"), grown(share))
    story = tell(about, *_of(pick(about, "customer")))
    assert (story.nobody, story.choice.told_apart) == (alike, not alike)
    first = "No customer's ARR tells these two worlds apart: A0 stays in both worlds: $1"
    assert headline(story).startswith(first if alike else "A0 stays in both worlds: $1")
    assert ("apart by 2.9 % of its ARR" in remark(story)) == alike
    assert ("telling" in caveat(story)) != alike
    assert story_picture(about, story).title == headline(story)
    assert story_document(story)["title"] == headline(story)
    asked = tell(about, story.choice, asked=True)
    assert headline(asked).startswith("ARR and contract dates hardly tell") == alike


def _of(choices):
    return choices[0], choices[1:]


def test_whoever_is_told_apart_comes_before_a_larger_one_who_is_not():
    one, two = stories.leaver(), grown(0.04)
    weekly = one["weekly_accounts"]
    arr = np.where(weekly["account"] == 1, 1e9, weekly["arr"])
    more = two["weekly_accounts"]
    larger = np.where(more["account"] == 1, 1.03e9, more["arr"])
    found = best(
        customers(
            pair(
                changed(one, "weekly_accounts", arr=arr),
                changed(two, "weekly_accounts", arr=larger),
            )
        )
    )
    assert [choice.name for choice in found] == ["A0", "A1"]
    assert found[1].score > found[0].score


def test_a_candidate_that_tells_somebody_apart_goes_before_one_that_hardly_differs():
    about = stories.about(stories.stayer("A"), grown(0.03), stories.leaver())
    assert pick(about, "customer")[0].pair.worlds[1].name == "Base"
    assert pick(about, "customer", about.candidates[0])[0].pair.worlds[1].name == "Grown"


@pytest.mark.parametrize(
    ("columns", "alike"),
    [
        ({}, True),
        ({"burnout": 0.04, "worked": 0.9}, True),
        ({"burnout": 0.06}, False),
        ({"worked": 1.1}, False),
    ],
)
def test_a_person_is_alike_by_exit_and_load(columns, alike):
    run = stories.stayer("B")
    weekly = run["weekly_people"]
    more = {name: weekly[name] + by * (weekly["person"] == 0) for name, by in columns.items()}
    about = stories.about(stories.stayer("A"), changed(run, "weekly_people", **more))
    story = tell(about, *_of(pick(about, "person")))
    assert story.nobody == alike
    assert headline(story).startswith("Nobody's exit or load tells these two worlds") == alike
    assert remark(story).startswith("Nobody's exit differs between these worlds")


def test_whoever_is_let_go_in_one_world_only_is_not_alike():
    gone = changed(stories.stayer("B"), "people", left=[200.0, np.nan])
    assert not people(pair(stories.stayer("A"), gone))[0].gap.alike


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
