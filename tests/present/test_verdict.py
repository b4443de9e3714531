"""The verdict says what the intervals allow, and no more."""

from __future__ import annotations

import re

import pytest

from sim.measures import HEADLINE, MEASURES
from sim.present import labels
from sim.present.reading import BARELY, BETTER, UNCLEAR, reading, readings
from sim.present.verdict import CLOSING, SENT, outline, verdict
from tests.present import worlds


def entry(name, difference, half, p_better, n=100):
    row = MEASURES[name]
    return {
        "base": 1.0,
        "candidate": 1.0 + difference,
        "difference": difference,
        "lo": difference - half,
        "hi": difference + half,
        "p_better": p_better,
        "n": n,
        "unit": row.unit,
        "better": row.better,
        "headline": row.headline,
    }


def unclear(*but):
    return {name: entry(name, 0.001, 0.01, 0.5) for name in HEADLINE if name not in but}


def words(**measures):
    return verdict("Generalist", "Specialised", {**unclear(*measures), **measures})


def test_the_clearest_difference_and_what_weighs_against_it_are_named_together():
    text = words(
        grr=entry("grr", 0.012, 0.006, 0.92), cost_to_serve=entry("cost_to_serve", 340.0, 60.0, 0.0)
    )
    assert text.startswith(
        "Choosing Specialised costs $340 more per account a year (95 % interval $280 to $400; "
        "better in 0 of 100 paired worlds), but keeps 1.2 points more of the ARR a year (0.6 to "
        "1.8 points; better in 92 of 100)."
    )
    assert "no clear difference in contribution, NRR, turnover" in text
    assert text.endswith(f"In all: better on 1 of 8 headline measures, worse on 1. {CLOSING}")


@pytest.mark.parametrize(("sign", "won", "opening"), [(-1, 0.3, "less"), (1, 0.7, "more")])
def test_the_sum_opens_as_a_gain_or_a_loss_and_cost_is_said_to_be_in_it(sign, won, opening):
    text = words(
        contribution=entry("contribution", sign * 250e3, 170e3, won, n=30),
        cost_to_serve=entry("cost_to_serve", sign * 37.0, 4.0, 0.5, n=30),
        unlogged_hours=entry("unlogged_hours", 0.2, 0.1, 0.2, n=30),
    )
    assert text.startswith(
        f"Choosing Specialised contributes $250k {opening} over the run, net of the cost to serve "
        "(95 % interval $80k to $420k; better in "
    )
    assert f", but costs $37 {opening} per account a year ($33 to $41; better in " in text
    alone = words(contribution=entry("contribution", 250e3, 170e3, 0.7, n=30))
    assert "net of" not in alone


def test_better_is_said_only_where_the_interval_excludes_zero():
    text = words(grr=entry("grr", 0.012, 0.0121, 0.99))
    assert "There is no clear difference between Specialised and Generalist" in text
    assert "better" not in text
    assert "worse" not in text


def test_a_measure_that_is_lower_can_be_better():
    text = words(logo_churn=entry("logo_churn", -0.02, 0.005, 1.0))
    assert "In all: better on 1 of 8 headline measures, worse on none." in text
    assert "loses 2.0 points fewer of the accounts a year (95 % interval 1.5 to 2.5 points" in text


def test_scenarios_that_coincide_are_said_to_coincide():
    text = verdict("A", "B", {name: entry(name, 0.0, 0.0, 0.5, n=30) for name in HEADLINE})
    assert text == f"B and A coincide: every measure is the same in all 30 paired worlds. {CLOSING}"


def test_one_world_says_nothing():
    one = {name: {**entry(name, 0.3, 0.0, 1.0, n=1), "lo": None, "hi": None} for name in HEADLINE}
    assert verdict("A", "B", one).startswith("One paired world cannot tell B from A")


def test_other_measures_do_not_count():
    text = words(health_true=entry("health_true", 0.2, 0.01, 1.0))
    assert "There is no clear difference" in text


@pytest.mark.parametrize("effect", [1.0, 0.1, -1.0, 0.0])
def test_it_is_two_to_six_sentences_and_ends_with_what_it_is_not(effect):
    found = worlds.summary(worlds.comparison((effect,)))["candidates"][0]
    text = verdict("Generalist", "Specialised", found["measures"])
    assert text.endswith(CLOSING)
    assert 2 <= len(re.findall(r"\.(?: |$)", text)) <= 6


def test_what_many_measures_at_once_would_give_by_luck_is_neither_better_nor_worse():
    """The half width is 2.045 standard errors, after Bonferroni's correction for 8 2.949."""
    text = words(nrr=entry("nrr", -0.003, 0.00208, 0.4, n=30))
    assert text.startswith(
        "Choosing Specialised ends a year with 0.3 points less ARR from the same customers"
    )
    text = words(nrr=entry("nrr", -0.003, 0.0021, 0.4, n=30))
    assert text.startswith(
        "No headline measure tells Specialised clearly from Generalist. Barely beyond luck, as 8 "
        "measures are judged at once: NRR (0.3 points lower). There is no clear difference in "
        "contribution, GRR,"
    )
    assert "better" not in text
    assert "worse" not in text
    both = words(
        nrr=entry("nrr", -0.003, 0.0021, 0.4, n=30), grr=entry("grr", 0.02, 0.001, 1.0, n=30)
    )
    assert "better on 1 of 8 headline measures, worse on none, barely beyond luck on 1." in both


def test_only_headline_measures_are_judged_together():
    found = readings(
        {
            name: entry(name, 0.003, 0.0028, 0.9, n=30)
            for name in ("grr", "nrr", "served_share", "health_true")
        }
    )
    assert {r.measure: r.kind for r in found} == {
        "grr": BARELY, "nrr": BARELY, "served_share": BETTER, "health_true": BETTER,
    }  # fmt: skip
    assert [r.together for r in found] == [2, 2, 1, 1]


def test_a_limit_near_zero_is_not_written_as_zero():
    r = reading("grr", entry("grr", 0.0102, 0.0100, 0.9))
    assert r.size_span() == "0.02 to 2.02 points"
    assert (r.size_words(), r.about_words()) == ("1.02 points", "1.0 points")


def test_every_headline_measure_has_words_of_its_own():
    assert set(labels.PHRASES) == set(HEADLINE)
    assert not [name for name in MEASURES if name not in labels.LABELS]


def test_one_scenario_is_told_with_its_intervals():
    found = worlds.summary(worlds.comparison().base)
    text = outline("Generalist", found["measures"], 3.0)
    assert text.startswith("Generalist, 40 worlds of 3 years")
    assert re.search(r"gross retention is 88\.4 % \(\d\d\.\d to \d\d\.\d %\)", text)
    assert text.endswith("it is not a forecast.")


def test_the_weightiest_difference_leads():
    text = words(
        nrr=entry("nrr", -0.003, 0.0015, 0.43),
        unlogged_hours=entry("unlogged_hours", 0.2, 0.08, 0.2),
        burnout_prevalence=entry("burnout_prevalence", 0.03, 0.01, 0.1),
    )
    places = [text.index(said) for said in ("burns out", "unlogged", "NRR")]
    assert places == sorted(places)
    summed = words(
        nrr=entry("nrr", -0.03, 0.001, 0.0),
        contribution=entry("contribution", -250_000.0, 170_000.0, 0.4),
    )
    assert summed.index("contributes") < summed.index("ARR from the same customers")


def test_what_contribution_pays_beside_the_cost_to_serve_is_told_where_they_part_ways():
    same = entry("cost_to_serve", 0.5, 20, 0.5)
    more = entry("cost_to_serve_full", 254, 20, 0)
    assert (
        "With hiring and the hours of other teams, which contribution has in it, the full cost to "
        "serve is $254 per account a year higher."
    ) in words(cost_to_serve=same, cost_to_serve_full=more)
    along = words(cost_to_serve=entry("cost_to_serve", 200, 20, 0), cost_to_serve_full=more)
    assert "hours of other teams" not in along


@pytest.mark.parametrize(
    ("pay", "scope", "said"),
    [(0.5, -0.1, True), (0.5, 0.1, False), (0.5, 0.001, False), (-50, -0.1, False)],
)
def test_why_sending_work_back_costs_is_told_where_it_does(pay, scope, said):
    text = words(
        cost_to_serve=entry("cost_to_serve", pay, 10, 0.5),
        cost_to_serve_full=entry("cost_to_serve_full", 254, 20, 0),
        out_of_scope_share=entry("out_of_scope_share", scope, 0.01, 1),
    )
    assert (SENT in text) == said
    assert "254 per account a year higher" in text


@pytest.mark.parametrize(("n", "kind"), [(2, UNCLEAR), (9, UNCLEAR), (10, BETTER)])
def test_equal_steps_of_a_count_in_a_few_worlds_prove_nothing(n, kind):
    """One account more in each of two worlds has no spread, and is no finding."""
    assert reading("grr", entry("grr", 0.004, 0.0, 1.0, n=n)).kind == kind


def test_worlds_that_are_equal_are_not_won():
    three_and_a_tie = {**entry("grr", 0.01, 0.004, 0.875, n=4), "wins": 3}
    assert reading("grr", three_and_a_tie).won_words == "3 of 4"
    assert reading("grr", entry("grr", 0.01, 0.004, 0.75, n=4)).won_words == "3 of 4"
