"""The ten numbers: read, filled up by size, and drafted into a scenario and its file."""

from __future__ import annotations

import pytest

from sim.base.faults import InputError
from sim.base.units import UnitError
from sim.scenario import load, standing
from sim.scenario.asking import QUESTIONS, answers, checked_text, draft, scenario_text, write_text
from sim.scenario.asking.drafting import busy
from sim.scenario.asking.rows import Row, flow, yaml_lines
from sim.scenario.asking.sizes import band, bands
from sim.scenario.heads import book_by_segment, heads_by_role

KNOWN = {"arr": 10e6, "grr": 0.9}


def drafted(**given):
    return draft(answers(given, presets=True), "Ours")


def refused(name, text, known=KNOWN):
    with pytest.raises(UnitError) as caught:
        checked_text(name, text, known)
    return str(caught.value)


@pytest.mark.parametrize("arr", ["500k", "2M", "8M", "15M", "45M", "300M"])
def test_what_is_usual_makes_a_scenario_at_any_size(arr):
    found = drafted(arr=arr)
    assert found.scenario.book.arr == answers({"arr": arr}, presets=True).values["arr"]
    assert standing(found.scenario).unhandled == ()
    assert busy(found.scenario) == pytest.approx(busy(load("standard")), rel=0.01)


def test_every_answer_is_in_the_scenario():
    one = drafted(
        arr="12M",
        customers="enterprise=20, smb=300",
        growth="25 %",
        people="csm=6, onboarding_specialist=2, operations=1",
        non_cs="25 %",
        term="enterprise=annual, smb=monthly",
        cost="csm=150k, onboarding_specialist=130k, operations=120k",
        fill="60 days",
        ramp="5 months",
        influenceable="60 %",
        onboarding="enterprise=40 hours, smb=3 hours",
    ).scenario
    assert {name: n for name, (n, _) in book_by_segment(one).items()} == {
        "enterprise": 20,
        "smb": 300,
    }
    assert one.book.growth == 0.25
    assert heads_by_role(one) == {"csm": 6, "onboarding_specialist": 2}
    assert (one.team.size, one.team.operations_cost) == (9, 120_000)
    assert one.team.roles["onboarding_specialist"].loaded_cost == 130_000
    assert one.work.scope_creep == 0.25
    assert [segment.term for segment in one.book.segments.values()] == ["annual", "monthly"]
    assert one.people.hiring.fill == pytest.approx(60 / 7)
    assert one.people.ramp == pytest.approx(21.741, abs=0.001)
    assert one.customers.influenceable_churn == 0.6
    assert one.work.kinds["onboarding"].hours["enterprise"] == 40


def test_customers_may_be_told_by_what_one_pays():
    one = drafted(arr="10M", customers="enterprise=200k, mid_market=50k").scenario
    found = book_by_segment(one)
    assert sum(arr for _, arr in found.values()) == pytest.approx(10e6, rel=1e-3)
    assert found["enterprise"][1] / found["enterprise"][0] == pytest.approx(200e3, rel=0.05)


@pytest.mark.parametrize(
    ("people", "structure"),
    [("7", "generalist"), ("csm=7", "generalist"), ("scaled_csm=3", "custom")],
)
def test_csms_alone_are_generalists(people, structure):
    one = drafted(people=people).scenario
    assert one.team.structure == structure
    assert sum(heads_by_role(one).values()) == one.team.size


def test_specialists_are_held_with_whoever_does_the_rest():
    one = drafted(people="scaled_csm=4, onboarding_specialist=1").scenario
    assert one.team.roles["onboarding_specialist"].held_with == "scaled_csm"
    assert one.team.roles["onboarding_specialist"].overflow.to == ("scaled_csm",)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("arr", "8 millions", "'8 millions' is not an amount: an amount"),
        ("arr", "0", "0 is not allowed: an amount"),
        ("growth", "40", "40 is not allowed: a number or a percentage"),
        ("customers", "enterprise=20, midmarket=3", "did you mean mid_market?"),
        ("customers", "enterprise", "'enterprise' is not of the form NAME=VALUE"),
        ("customers", "smb=1, smb=2", "smb is given twice"),
        ("customers", "smb=0", "'0' is not allowed: 1 customer or more"),
        ("customers", "smb=10, enterprise=100k", "mixes numbers of customers and contract"),
        ("people", "csm=two", "'two' is not a number"),
        ("people", "0", "at least one csm or scaled_csm or player_coach"),
        ("people", "renewals_manager=2", "does the work that no specialist takes"),
        ("grr", "92", "'92' is not allowed: a share from 0 to 1"),
        ("grr", "0", "a share above 0"),
        ("nrr", "85 %", "at least GRR, 0.9"),
        ("nrr", "104", "is '104 %' meant?"),
        ("exits", "some", "'some' is not a number"),
        ("fill", "10", "10 is not a time: needs a number and a unit"),
        ("ramp", "3 hours", "is not calendar time"),
        ("term", "yearly", "'yearly' is not allowed: monthly, annual or multi_year"),
        ("burned_out", "100 %", "above 0 % and below 100 %"),
    ],
)
def test_a_wrong_answer_is_told_as_the_checker_tells_it(name, text, words):
    assert words in refused(name, text)


def test_the_words_are_those_of_the_checker(tmp_path):
    file = tmp_path / "one.yaml"
    file.write_text("extends: standard\npeople: {ramp: soon}\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load(file)
    assert caught.value.faults[0].message == refused("ramp", "soon")


def test_all_that_is_wrong_or_missing_is_told_at_once():
    with pytest.raises(InputError) as caught:
        answers({"arr": "x", "grr": "y", "term": "annual"}, presets=False)
    told = [(fault.place, fault.message.split(":")[0]) for fault in caught.value.faults]
    assert told[0] == ("--arr", "'x' is not an amount")
    assert told[1] == ("--grr", "'y' is not a number")
    assert told[-1][0].startswith("--customers, --growth, --people, --nrr, --exits")
    assert told[-1][1].startswith("missing, and nobody can be asked here")


def test_a_segment_that_a_list_leaves_out_is_missed():
    with pytest.raises(InputError, match="--term: nothing is said of smb"):
        answers({"customers": "mid_market=3, smb=9", "term": "mid_market=annual"}, presets=True)


def test_exits_are_a_number_or_a_share():
    assert answers({"people": "8", "exits": "2"}, presets=True).turnover == 0.25
    assert answers({"people": "8", "exits": "30 %"}, presets=True).turnover == 0.3


def test_bands_go_up_and_their_mixes_are_whole():
    assert [each.below for each in bands()] == sorted(each.below for each in bands())
    for each in bands():
        assert sum(each.mix.values()) == pytest.approx(1)
    assert band(9e6).growth > band(12e6).growth


def test_what_is_asked_first_is_known_when_it_is_needed():
    known = {}
    for question in QUESTIONS:
        if question.usual is not None:
            known[question.name] = question.read(question.usual(known))


def test_the_file_says_of_each_line_where_it_is_from_and_loads_to_the_same(tmp_path):
    made = drafted(arr="8M", customers="enterprise=20, mid_market=90", exits="1")
    text = scenario_text(made, ["It fits."])
    assert "  arr: 8M                             # asked\n" in text
    assert "    smb: null                         # no customers there\n" in text
    assert "  scope_creep: 33 %                   # preset (E: Q29)\n" in text
    assert "# It fits.\n" in text
    assert "\ndefaults: " in text
    file = tmp_path / "ours.yaml"
    write_text(file, text, force=False)
    assert load(file) == made.scenario
    with pytest.raises(InputError, match="exists already: another name, or --force"):
        write_text(file, "else", force=False)
    assert file.read_text(encoding="utf-8") == text
    assert [path.name for path in tmp_path.iterdir()] == ["ours.yaml"]


@pytest.mark.parametrize("name", ["No", "2026", 'He said "x": {y}', "# all", "a: b", "-", "üß"])
def test_a_name_of_any_sort_comes_back(tmp_path, name):
    file = tmp_path / "one.yaml"
    write_text(file, scenario_text(draft(answers({}, presets=True), name), []), force=False)
    assert load(file).name == name


def test_rows_become_branches():
    rows = [Row("a.b", 1, "why"), Row("c", "x y"), Row("a.d", {"e": [1.0, "f"]})]
    assert yaml_lines(rows) == [
        "a:",
        "  b: 1                                # why",
        "  d: {e: [1, f]}",
        "",
        "c: x y",
    ]
    assert [flow(each) for each in (None, True, "on", "1", "35 %")] == [
        "null",
        "true",
        '"on"',
        '"1"',
        "35 %",
    ]
