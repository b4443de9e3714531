"""Programmes: the table, the steps in which an effect comes, and how two of them go together."""

from __future__ import annotations

from typing import get_args

import pytest

from sim.base.faults import InputError
from sim.base.units import DAYS_PER_MONTH
from sim.scenario import describe, load, warnings
from sim.scenario.changes import stretches
from sim.scenario.programme_costs import Line, cost_lines
from sim.scenario.programmes import cost_of, table
from sim.scenario.tree.programme import ProgrammeName

SMALL = {"book.arr": "4M", "team.size": 10}
QUARTER = 13 * 7 / 3
"""A third of the 13 weeks that most programmes take."""


def company(*changes, **more):
    timeline = {f"timeline.c{i}": change for i, change in enumerate(changes)}
    return load("standard", {**SMALL, **timeline, **more})


def over_time(path, *changes, **more):
    """Day and value of a path of the leadership branch on every date."""
    return [
        (round(s.day, 6), getattr(s.tree.leadership, path))
        for s in stretches(company(*changes, **more))
    ]


def refused(text):
    with pytest.raises(InputError) as caught:
        company(text)
    return str(caught.value)


def test_the_table_has_a_row_for_every_name_that_is_taken():
    assert tuple(table()) == get_args(ProgrammeName)


@pytest.mark.parametrize("name", [n for n in table() if n not in ("own", "layoff")])
def test_every_programme_sets_something_new_in_the_standard_company(name):
    tree = company(f"{{at: month 2, programme: {name}}}", **{"people.pay_gap": 0.1})
    assert stretches(tree)[-1].tree != tree.model_copy(update={"timeline": {}})


def test_an_effect_comes_in_monthly_steps_from_what_holds():
    held = {"leadership.voice_of_customer": 0.3}
    found = over_time("voice_of_customer", "{at: month 1, programme: voice_of_customer}", **held)
    assert [day for day, _ in found] == pytest.approx([0, QUARTER, 2 * QUARTER, 91])
    assert [value for _, value in found] == pytest.approx([0.3, 0.4, 0.5, 0.6])


def test_strength_lag_and_a_value_of_ones_own():
    change = "{at: month 1, programme: coaching, strength: 50 %, lag: 4 weeks, "
    found = over_time("coaching", change + "set: {leadership.coaching: 2 hours}}")
    assert found == [(0, 0), (28, 1.0)]


def test_words_and_switches_come_when_the_lag_is_over():
    assert over_time("leave_cover", "{at: month 1, programme: leave_cover}") == [
        (0, False),
        (14, True),
    ]


def test_what_a_programme_brought_goes_with_its_end():
    found = over_time("coaching", "{at: month 1, until: month 3, programme: coaching}")
    assert found[-1] == (pytest.approx(2 * DAYS_PER_MONTH, abs=1e-6), 0)
    assert max(value for _, value in found) == pytest.approx(0.5 * 2 / 3)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_two_programmes_the_one_that_moves_it_further_holds(order):
    strong = "{at: month 1, programme: triage, lag: 0}"
    weak = "{at: month 3, programme: triage, lag: 0, set: {leadership.triage: 0.2}}"
    found = over_time("triage", *[(strong, weak)[i] for i in order])
    assert [value for _, value in found] == [0.5, 0.5]


def test_a_stronger_programme_takes_over_where_it_has_come_further():
    first = "{at: month 1, programme: triage, lag: 0, set: {leadership.triage: 0.2}}"
    second = "{at: month 2, programme: triage}"
    values = [value for _, value in over_time("triage", first, second)]
    assert values == pytest.approx([0.2, 0.2, 0.25, 0.5])


def test_a_plain_change_is_put_over_a_programme_that_began_before_it():
    coaching = "{at: month 1, programme: coaching}"
    plain = "{at: month 2, set: {leadership.coaching: 0}}"
    assert over_time("coaching", coaching, plain)[-1][1] == 0
    later = "{at: month 2, programme: coaching, lag: 0}"
    before = "{at: month 1, set: {leadership.coaching: 12 minutes}}"
    assert over_time("coaching", before, later)[-1][1] == 0.5


def test_hours_of_programmes_add_up():
    one = "{at: month 1, programme: resilience_training}"
    other = "{at: month 1, programme: leave_cover, cost: {hours: 1 hours}}"
    assert over_time("programme_hours", one, other)[0] == (0, 1.25)


# --- costs -------------------------------------------------------------------------------------


def test_the_nearer_word_on_costs_holds():
    change = "{at: month 1, programme: coaching, cost: {yearly: 7k}}"
    tree = company(change, **{"money.programmes": "{coaching: {once: 1k, yearly: 2k}}"})
    assert cost_of(tree, tree.timeline["c0"]) == (1_000, 7_000, 300, 0)


def test_costs_run_as_long_as_the_programme():
    tree = company("{at: month 1, until: month 7, programme: voice_of_customer}")
    assert cost_lines(tree) == [
        Line(0, pytest.approx(6 * DAYS_PER_MONTH), 10_000, 30_000),
    ]


def test_a_smaller_pay_gap_is_paid_for_whatever_closes_it():
    gap = {"people.pay_gap": 0.2}
    raised = [Line(0, float("inf"), raised=0.2)]
    assert cost_lines(company("{at: month 1, programme: pay_adjustment}", **gap)) == raised
    assert cost_lines(company("{at: month 1, set: {people.pay_gap: 0}}", **gap)) == raised
    assert cost_lines(company("{at: month 1, set: {people.pay_gap: 0.3}}", **gap)) == []


# --- words -------------------------------------------------------------------------------------


def test_check_says_what_a_programme_is():
    tree = company(
        "{at: month 4, programme: voice_of_customer, strength: 50 %}",
        "{at: month 6, programme: pay_adjustment}",
        "{at: month 6, layoff: {heads: 1}}",
        **{"people.pay_gap": 0.1},
    )
    said = " ".join(describe(tree).split())
    assert (
        "month 4, c0: programme voice_of_customer, 50 % of its effect Voice of the customer: "
        "leadership.voice_of_customer from 0 % to 30 %, in 3 steps, in full after 13 weeks "
        "(2026-07-02). It costs $10k once and about $30k a year." in said
    )
    assert "people.pay_gap from 10 % to 0 %, at once. It costs about $145k a year." in said
    assert "month 6, c2: layoff Layoff: 1 seat closes, empty ones first" in said


def test_it_is_said_when_two_programmes_move_one_field():
    change = "{at: month 4, programme: triage}"
    found = [w.message for w in warnings(company(change, change))]
    assert "the programmes c0 and c1 both move it: the one that moves it further holds" in found


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("programme: voice_of_custome", "did you mean voice_of_customer?"),
        ("programme: hiring_freeze, strength: 0.5", "strength: hiring_freeze is done or not"),
        ("programme: layoff", "says not how many: layoff: {heads: 2}, or {share: 10 %}"),
        ("programme: own", "sets nothing: a path and its new value"),
        ("programme: own, set: {team.transfer: 0}", "set: a programme sets no role table"),
        ("programme: coaching, strength: 2", "strength: 2 is not allowed: a share from 0 to 1"),
        ("programme: coaching, lag: 3", "lag: 3 is not a time: needs a number and a unit"),
        ("programme: coaching, cost: {once: -1}", "cost.once: -1 is not allowed"),
        ("programme: coaching, set: {leadership.coachin: 1 hours}", "did you mean coaching?"),
        ("programme: coaching, set: {leadership.coaching: 99 hours}", "'99 hours' is not allowed"),
        ("programme: coaching, scope: {share: 20 %}", "cannot differ by account"),
        ("programme: triage, cost: {hours: 1 hours}, scope: {share: 20 %}", "so not in a pilot"),
        ("set: {leadership.triage: 0.2}, lag: 3 weeks", "lag: of a programme only"),
        ("set: {team.size: 3}", "only live fields change on a date; to let people go: layoff"),
        ("layoff: {heads: 99}", "layoff.heads: 99 of about 12 seats close: fewer than all"),
        ("layoff: {share: 100 %}", "layoff.share: all seats close"),
        ("layoff: {heads: 1, share: 10 %}", "layoff: needs heads or share: one of them"),
        ("layoff: {}", "layoff: needs heads or share: one of them"),
        ("layoff: {heads: 1}, until: month 9", "until: who was let go does not come back"),
        ("layoff: {heads: 1}, set: {leadership.triage: 0.2}, scope: {share: 20 %}",
         "layoff: not beside scope"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(change, said):
    assert said in refused(f"{{at: month 8, {change}}}")


def test_costs_of_a_programme_that_there_is_not_are_refused():
    with pytest.raises(InputError, match=r"money\.programmes\.coachin: .*did you mean coaching"):
        load("standard", {"money.programmes": "{coachin: {once: 1k}}"})


def test_steps_that_cannot_hold_together_are_refused():
    """Rewards add up to 1 under each of the two programmes, and not where each has its part."""
    one = "{rewards.revenue: 0.75, rewards.health: 0}"
    other = "{rewards.revenue: 0.55, rewards.relationship: 0.10}"
    said = [f"programme: own, lag: 4 weeks, set: {s.replace('rewards', 'culture.rewards')}"
            for s in (one, other)]  # fmt: skip
    company(*[f"{{at: month 8, {text}}}" for text in said[:1]])
    with pytest.raises(InputError, match=r"in full, culture\.rewards"):
        company(*[f"{{at: month 8, {text}}}" for text in said])
