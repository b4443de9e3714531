"""What a dated change does, in words, and what `check` says of changes that overlap."""

from __future__ import annotations

import pytest

from sim.scenario import describe, load, warnings

SMALL = {"book.arr": "4M", "team.size": 10}


def story(text, **more):
    """The description of a small company with this change, on one line."""
    scenario = load("standard", {**SMALL, **more, "timeline.change": text})
    return " ".join(describe(scenario).split())


def test_who_moves_and_what_changes_hands():
    said = story("{at: month 7, set: {team.structure: specialised}, phase_weeks: 6 weeks}")
    assert "month 7, change: team.structure becomes specialised" in said
    assert (
        "Of the opening team would move 2 from csm: 1 to onboarding_specialist, 1 to "
        "renewals_manager; about 28 of 139 accounts change hands over 6 weeks, warm, 83 hours"
        in said
    )


def test_moves_by_name_and_what_keeps_its_owner():
    said = story(
        "{at: month 7, until: month 9, set: {team.structure: specialised}, handover: cold, "
        "moves: {onboarding_specialist: {from: csm, count: 3}}, keep_owner: {top_arr: 50 %}}"
    )
    assert "month 7 until month 9, change" in said
    assert "Move: 3 from csm to onboarding_specialist; the others keep" in said
    assert "about 21 of 139 accounts change hands, cold, 42 hours" in said


def test_a_change_that_changes_nothing_says_so():
    said = story("{at: month 7, set: {team.structure: generalist}, phase_weeks: 6 weeks}")
    assert "The role table is as it was: nobody moves." in said


def test_a_pilot_says_what_it_could_find_out():
    said = story(
        "{at: 2026-03-02, until: 2026-04-27, set: {team.structure: pooled}, scope: {share: 20 %}}"
    )
    assert "A pilot on about 28 accounts for 8 weeks, with 4 of their renewals in it" in said
    assert "with a probability of 6 %" in said


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("at: month 3", "at: month 3", "a and b set it on the same day: b holds"),
        ("at: month 3", "at: month 5", "a sets it, too, and has not ended: b holds"),
        ("at: month 5", "at: month 3, until: month 7",
         "b sets it, too, and has not ended: a holds"),
        ("at: month 3", "at: month 5, until: month 7",
         "a sets it, too, and has not ended: b holds until it ends, then a again"),
        ("at: month 3, until: month 5", "at: month 5", None),
    ],
)  # fmt: skip
def test_changes_of_one_field_that_overlap_are_warned_of(first, second, said):
    scenario = load(
        "standard",
        {
            "timeline.a": f"{{{first}, set: {{culture.logging: 0.1}}}}",
            "timeline.b": f"{{{second}, set: {{culture.logging: 0.2}}}}",
        },
    )
    found = [w.message for w in warnings(scenario) if w.name == "two changes of one field"]
    assert found == ([] if said is None else [said])
