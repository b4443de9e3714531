"""What `check` says before anything runs: the story, the differences, the ratios, the warnings."""

from pathlib import Path

import pytest

from sim.scenario import describe, differences, load, load_parent, standing, warnings

GOOD = Path(__file__).with_name("good")
EMPTY = "a role nobody fills"


def names(scenario):
    return {warning.name for warning in warnings(scenario)}


def test_the_story_fits_a_screen_and_says_who_what_and_when():
    story = describe(load(GOOD / "words.yaml"))
    assert len(story.splitlines()) < 40
    assert max(len(line) for line in story.splitlines()) <= 96
    for said in (
        "Words: 1.5 years from 2026-03-01",
        'Question: What if, "now"?',
        "€12.5M of ARR",
        "key accounts: 62 accounts, €7.5M, multi-year contracts (region north, tier 1)",
        "CSM: 4 heads; everything else",
        "CS associate: 2 heads; training; one pool for all",
        "month 7, calm: culture.logging becomes 80 %",
        "Switched off: contagion, leave.",
    ):
        assert said in story.replace("\n  ", " ").replace("\n", " "), said


@pytest.mark.parametrize(
    ("size", "said"),
    [(12, "Team: 8 people, custom."), (20, "Team: 9 people, custom (5 % of them CS operations).")],
)
def test_the_team_is_as_large_as_its_roles(size, said):
    roles = (
        "{csm: {count: 6, handles: {rest: 1}}, onboarding: {count: 2, handles: {onboarding: 1}}}"
    )
    sets = {"team.structure": "custom", "team.roles": roles, "team.size": size}
    operations = {"team.operations_share": "5 %"} if size == 20 else {}
    assert said in describe(load("standard", {**sets, **operations})).splitlines()


@pytest.mark.parametrize(
    ("sets", "sent"),
    [
        ({}, "none is sent back."),
        ({"leadership.triage": "50 %"}, "triage sends 50 % back; what is sent is paid for in the"),
        ({"culture.escalation": "20 %"}, "20 % of the rest; what is sent is paid for in the full"),
    ],
)
def test_work_that_is_sent_back_is_said_to_be_paid_for(sets, sent):
    assert sent in " ".join(describe(load("standard", sets)).split())


@pytest.mark.parametrize("file", sorted(GOOD.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_good_file_can_be_told(file):
    scenario = load(file)
    assert describe(scenario).startswith(scenario.name)
    assert all(warning.message for warning in warnings(scenario))


def test_differences_from_the_parent_are_in_words():
    child = GOOD / "child.yaml"
    found = {path: (old, new) for path, old, new in differences(load(child), load_parent(child))}
    assert found["book.segments.others.term"] == ("annual", "monthly")
    assert found["team.roles.csm.count"] == ("4", "6")
    assert found["timeline.later"] == (
        "-",
        "at 2027-01-01, set.culture.hero_inclination 0.1, note boundaries",
    )
    assert found["team.roles.trainer"][1] == "-"
    assert set(found) == {
        "book.segments.others.term",
        "team.roles.csm.count",
        "team.roles.trainer",
        "timeline.calm",
        "timeline.later",
        "work.kinds.training",
    }


def test_a_child_that_changes_only_texts_differs_in_nothing():
    assert differences(load("standard", {"name": "Other"}), load("standard")) == []


def test_units_in_differences():
    paths = (
        "book.arr",
        "culture.logging",
        "people.ramp",
        "customers.base_churn.smb",
        "mechanisms.leave",
    )
    before, after = ("10M", "40 %", "26 wk", 0.1, "on"), ("20M", "0.8", "70 days", "12 %", "off")
    one, other = (load("standard", dict(zip(paths, v, strict=True))) for v in (before, after))
    assert differences(other, one) == [
        ("book.arr", "10M", "20M"),
        ("culture.logging", "40 %", "80 %"),
        ("people.ramp", "26 weeks", "10 weeks"),
        ("customers.base_churn.smb", "10 %", "12 %"),
        ("mechanisms.leave", "on", "off"),
    ]


def test_ratios_by_segment_beside_published_ones():
    now = standing(load("standard", {"team.size": 10, "book.arr": "10M"}))
    assert [row.published.what for row in now.segments] == [
        "enterprise",
        "mid-market",
        "small business, pooled",
    ]
    assert sum(row.heads for row in now.segments) == pytest.approx(10)
    assert now.arr_per_head == pytest.approx(1e6)
    assert now.accounts == sum(row.accounts for row in now.segments)
    assert (now.published_arr.low, now.published_arr.high) == (0.5e6, 2.5e6)


def test_load_by_hand():
    """One kind of work, one segment: 100 accounts x 2 hours a month over 4.348 weeks."""
    only = {
        "book.segments": {"a": {"arr_share": 1, "acv": "100k"}, "customers": None},
        "book.growth": 0,
        "work.kinds": {"care": {"arrives": "planned", "hours": "2 h", "rate": 1}, "request": None},
        "team.size": 2,
    }
    now = standing(load("laboratory", only))
    assert now.load == pytest.approx(200 / (365.25 / 12 / 7))
    assert now.out_of_scope_share == 0
    assert now.roles[0].heads == 2


def test_out_of_scope_work_fills_the_share_it_is_said_to_fill():
    assert standing(
        load("standard", {"work.scope_creep": 0.33})
    ).out_of_scope_share == pytest.approx(0.33)
    half = standing(load("standard", {"work.scope_creep": 0.33, "leadership.triage": 1 / 2}))
    assert half.out_of_scope_share == pytest.approx(0.165 / (0.67 + 0.165))


@pytest.mark.parametrize(
    ("overrides", "name"),
    [
        ({"team.size": 3}, "load above capacity"),
        ({"people.base_quit_rate": 2}, "hiring slower than leaving"),
        ({"mechanisms.hiring": "off"}, "hiring slower than leaving"),
        ({"team.size": 0}, EMPTY),
        ({"team.structure": "custom", "team.roles": "{a: {count: 9}, b: {count: 0}}"}, EMPTY),
        ({"team.roles.csm.handles": "{rest: null, adoption: 1}"}, "a kind of work nobody handles"),
        ({"team.roles.csm.segments": "[smb]"}, "a kind of work nobody handles"),
        ({"leadership.planning": "fixed"}, "growth without people"),
        ({"people.ramp": "99 weeks"}, "an unusual value"),
        ({"team.structure": "custom", "team.roles": "{csm: {count: 8}}"}, "team size"),
        ({"book.segments.tiny": "{arr_share: 0}"}, "a segment without accounts"),
        (
            {
                "timeline.a": "{at: month 3, set: {culture.logging: 0.1}}",
                "timeline.b": "{at: month 3, set: {culture.logging: 0.2}}",
            },
            "two changes of one field",
        ),
        (
            {"culture.escalation": 0.5, "upstream.sales.capacity": 0.4},
            "more sent upstream than fits",
        ),
    ],
)  # fmt: skip
def test_a_warning_for_each_thing_that_cannot_work(overrides, name):
    assert name in names(load("standard", {"team.size": 9, **overrides}))


def test_what_is_passed_on_is_told_and_lightens_the_load():
    before, after = (load("standard", {"culture.escalation": e}) for e in (0, 0.5))
    assert "people pass on 50 % of the rest" in " ".join(describe(after).split())
    # A third of the load was out of scope; half of that now takes 10 minutes an hour.
    assert standing(after).load / standing(before).load == pytest.approx(
        1 - 0.33 * 0.5 * 5 / 6, abs=0.02
    )
    fits = load("standard", {"culture.escalation": 0.5, "upstream.sales.capacity": 0.6})
    assert "more sent upstream than fits" not in names(fits)


def test_a_team_with_room_gets_no_warning():
    sizes = range(5, 30)
    loads = (standing(load("standard", {"team.size": size})) for size in sizes)
    size = next(n for n, now in zip(sizes, loads, strict=True) if now.load < 0.8 * now.capacity)
    assert names(load("standard", {"team.size": size})) == set()


def test_extremes_that_are_meant_are_not_called_unusual():
    zeros = {"people.base_quit_rate": 0, "work.volume": 0, "people.ramp": "0 weeks"}
    assert "an unusual value" not in names(load("standard", zeros))


def test_of_a_new_role_only_what_the_catalogue_has_not_is_told():
    rows = {
        "onboarding_specialist": {"share": 0.1},
        "desk": {"like": "renewals_manager", "share": 0.1, "loaded_cost": "100k"},
        "greeter": {"share": 0.1, "handles": {"request": 1}},
        "csm": {"share": 0.7},
    }
    other = load("standard", {"team.structure": "custom", "team.roles": rows})
    found = {path: here for path, _, here in differences(other, load("standard"))}
    assert found["team.roles.onboarding_specialist"] == "share 10 %"
    assert found["team.roles.desk"] == "like renewals_manager, share 10 %, loaded_cost 100k"
    assert found["team.roles.greeter"] == "share 10 %, handles.request 100 %"
    back = {path: (old, new) for path, old, new in differences(load("standard"), other)}
    assert back["team.roles.onboarding_specialist"] == ("share 10 %", "-")


def test_the_only_role_does_all_work_and_not_everything_else():
    assert "CSM: 6 heads; all work;" in describe(load("standard", {"team.size": 6}))
    pods = describe(load("standard", {"team.structure": "hybrid"}))
    assert pods.count("all work") == 3


def test_people_who_are_named_are_told_with_what_happens_to_them():
    ada = "{role: csm, stays: on, exit: month 7, leave: {spring: {at: 2026-03-02, days: 10 days}}}"
    scenario = load("standard", {"people.roster.ada": ada, "people.roster.bob": "{role: csm}"})
    said = " ".join(describe(scenario).split())
    assert "ada (csm): resigns in month 7, not before; away for 10 days from 2026-03-02 on." in said
    assert "bob" not in said


def test_pay_that_no_measure_counts_is_warned_of():
    sales = {"team.structure": "custom", "team.roles.csm.share": 0.8}
    split = {**sales, "team.roles.account_manager.share": 0.2}
    assert "pay that is not counted" in names(load("standard", split))
    counted = {**split, "team.roles.account_manager.budget": "cs"}
    assert "pay that is not counted" not in names(load("standard", counted))
