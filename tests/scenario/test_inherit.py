"""`extends`, overrides and structures: which value holds, and where a fault is said to be."""

from pathlib import Path

import pytest

from sim.base.faults import InputError
from sim.scenario import apply_change, digest, load, load_parent
from sim.scenario.inherit import resolve
from sim.scenario.tree import Change

GOOD = Path(__file__).with_name("good")
OWN = """\
extends: standard
team: {structure: specialised, size: 8}
book: {segments: {smb: {acv: 9 thousand}}}
people: {ramp: 3 months}
work: {kinds: {request: {cv: 0.9}}}
"""


@pytest.fixture
def write(tmp_path):
    def one(name, text):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return one


def test_mappings_are_merged_and_null_deletes():
    child = load(GOOD / "child.yaml")
    assert child.book.arr == 12_500_000
    assert child.book.segments["others"].term == "monthly"
    assert child.book.segments["others"].acv == 9_500
    assert list(child.work.kinds) == ["care", "request", "renewal"]
    assert {name: role.count for name, role in child.team.roles.items()} == {"csm": 6}
    assert list(child.timeline) == ["later"]


def test_a_child_that_changes_nothing_has_the_digest_of_its_parent(write):
    parent = write("parent.yaml", OWN)
    for number, text in enumerate(
        (
            "name: Child\n",
            "team: {structure: specialised}\n",
            "team: {roles: {csm: {handles: {rest: 100 %}}}}\n",
            "book: {segments: {smb: {acv: 9k}}}\n",
            "people: {ramp: 3 months}\n",
            "work: {kinds: {request: {cv: 0.9}}}\n",
        )
    ):
        child = write(f"child{number}.yaml", "extends: parent.yaml\n" + text)
        assert digest(load(child)) == digest(load(parent)), text


def test_a_child_asks_its_own_question(write):
    said = {"question": "Q?", "hypothesis": "H.", "findings": "F.", "decision": "D."}
    lines = "".join(f"{key}: {text}\n" for key, text in said.items())
    write("old.yaml", f"name: Old\n{OWN}{lines}")
    parent = write("parent.yaml", "extends: old.yaml\nquestion: Why?\n")
    child = write("child.yaml", "extends: parent.yaml\nhypothesis: So.\n")
    asked = [
        [getattr(load(parent.with_name(name)), key) for key in said]
        for name in ("old.yaml", "parent.yaml", "child.yaml")
    ]
    assert asked == [
        ["Q?", "H.", "F.", "D."],
        ["Why?", "", "", ""],
        ["", "So.", "", ""],
    ]
    assert load(child, {"question": "Here?"}).question == "Here?"
    assert load(child).name == "Old"


def test_another_structure_replaces_inherited_roles(write):
    write("parent.yaml", "extends: standard\nteam: {structure: specialised, size: 8}\n")
    child = write("child.yaml", "extends: parent.yaml\nteam: {structure: pooled}\n")
    team = load(child).team
    assert list(team.roles) == ["scaled_csm"]
    assert (team.size, team.coordination, team.operations_share) == (8, 0.0, 0.0)


def test_rows_of_the_same_layer_go_over_the_preset(write):
    text = "extends: standard\nteam: {structure: specialised, roles: {csm: {ramp: 10 weeks}}}\n"
    roles = load(write("one.yaml", text)).team.roles
    assert list(roles) == ["onboarding_specialist", "csm", "renewals_manager"]
    assert roles["csm"].ramp == 10
    assert roles["csm"].title == "CSM"


def test_the_order_of_names_stays_when_one_is_changed(write):
    text = "extends: standard\nbook: {segments: {mid_market: {acv: 40k}}}\n"
    assert list(load(write("one.yaml", text)).book.segments) == ["enterprise", "mid_market", "smb"]


def test_overrides_reach_every_named_item():
    scenario = load(
        "standard",
        {
            "book.arr": "20M",
            "book.segments.smb.acv": 12_000,
            "team.roles.csm.ramp": "10 weeks",
            "work.kinds.request.rate": "{default: 0.5}",
            "mechanisms.burnout": "off",
            "team.size": 12,
            "timeline.calm": "{at: month 7, set: {culture.logging: 0.8}}",
            "timeline.calm.set.culture.hero_inclination": "0.1",
        },
    )
    assert scenario.book.arr == 20e6
    assert scenario.book.segments["smb"].acv == 12_000
    assert scenario.team.roles["csm"].ramp == 10
    assert scenario.work.kinds["request"].rate["default"] == 0.5
    assert scenario.mechanisms.burnout is False
    assert scenario.team.size == 12
    sets = {"culture.logging": 0.8, "culture.hero_inclination": 0.1}
    assert scenario.timeline["calm"].set == sets


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("team.size", "-2", "--set team.size=-2: team.size: -2 is not allowed"),
        ("team.sise", "2", "--set team.sise=2: team.sise: unknown key; did you mean size?"),
        ("people.ramp", 26, "--set people.ramp=26: people.ramp: 26 is not a time"),
        ("book..arr", "2", "--set book..arr=2: no path"),
        ("book.arr", "[1", "--set book.arr=[1: not valid YAML"),
        ("extends", "x", "--set extends=x: extends: cannot be overridden"),
        ("team.roles.nobody.ramp", "2 weeks", "team.roles.nobody: no number of people"),
        ("", "2", "--set =2: no path"),
        ("name.first", "x", "--set name.first=x: name: a mapping is not allowed: text"),
    ],
)
def test_a_fault_in_an_override_names_it(path, value, said):
    with pytest.raises(InputError) as caught:
        load("standard", {path: value})
    assert said in str(caught.value)


def test_every_faulty_override_is_named():
    with pytest.raises(InputError) as caught:
        load("standard", {"team.size": "-2", "book.arr": "much", "seed": "x"})
    assert len(caught.value.faults) == 3


def test_every_leaf_knows_where_it_was_written():
    merged = resolve(GOOD / "child.yaml", {"seed": "3"})
    assert str(merged.spot(("name",))) == f"{GOOD / 'child.yaml'}:2:7"
    assert str(merged.spot(("book", "arr"))) == f"{GOOD / 'words.yaml'}:10:8"
    assert str(merged.spot(("seed",))) == "--set seed=3"


def test_the_parent():
    assert load_parent(GOOD / "child.yaml") == load(GOOD / "words.yaml")
    assert load_parent(GOOD / "words.yaml") is None


def test_a_path_may_be_absolute_and_a_file_goes_before_a_preset(write):
    parent = write("parent.yaml", "extends: laboratory\nname: Parent\n")
    assert load(write("child.yaml", f"extends: {parent}\n")).name == "Parent"
    write("standard", "extends: laboratory\nname: Mine\n")
    assert load(write("mine.yaml", "extends: standard\n")).name == "Mine"


def test_a_dated_change_sets_live_fields():
    scenario = load(GOOD / "from_a_file.yaml")
    change = Change(at="month 7", set={"customers.base_churn.smb": "5 %", "people.ramp": "1 week"})
    now = apply_change(scenario, change)
    assert now.customers.base_churn == {**scenario.customers.base_churn, "smb": 0.05}
    assert now.people.ramp == 1
    assert now.book is scenario.book


def test_a_dated_change_to_what_holds_changes_nothing():
    scenario = load("standard")
    change = Change(at="month 7", set={"people.ramp": "26 weeks", "culture.logging": 0.4})
    assert apply_change(scenario, change) == scenario
