"""The film of a world says what its tables say, week by week."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sim.measures import weekly_series
from sim.present import report
from sim.present.causes import BOOKS, cause_words
from sim.present.play import film, largest, show
from sim.present.play.packing import ALPHABET, HALF, levels, steps, written
from sim.present.play.told import told
from sim.present.play.words import WORDS
from sim.present.subject import Subject, subject
from sim.present.theme import Theme
from sim.present.words import named
from sim.scenario.theme import neutral
from sim.tables.words import CHURN_CAUSES, EXIT_CAUSES
from tests.measures import worlds as by_hand
from tests.present import played, worlds

STRUCTURES = ("generalist", "specialised", "pooled")


def at(changes: list[int], week: int) -> int:
    """The value of [week, value, ...] in a week."""
    return [
        value for start, value in zip(changes[::2], changes[1::2], strict=True) if start <= week
    ][-1]


@pytest.fixture(scope="module", params=[*STRUCTURES, "dated"])
def run(request):
    if request.param == "dated":
        return played.run(dated=True)
    return played.run(request.param)


def test_every_account_has_in_every_week_the_owner_of_the_tables(run):
    rows = run["weekly_accounts"]
    tracks = {track.name: track for track in film(run).accounts}
    line = run.scenario.customers.healthy_line
    seen = 0
    for n in range(len(rows["time"])):
        week = round(rows["time"][n] / 7) - 1
        track = tracks[run.names[rows["account"][n]]]
        here = week - track.first
        assert at(track.lead, week) == rows["lead"][n]
        assert at(track.arr, week) == round(rows["arr"][n])
        assert (ALPHABET.index(track.health[here]) < HALF) == (rows["health"][n] < line)
        assert (ALPHABET.index(track.reported[here]) < HALF) == (rows["reported"][n] < line)
        seen += 1
    assert sum(len(track.health) for track in tracks.values()) == seen > 3000


def test_everybody_sits_on_one_seat_with_the_load_of_the_tables(run):
    rows, found = run["weekly_people"], film(run)
    people = {person.person: person for person in found.people}
    weeks = np.round(rows["time"] / 7) - 1
    whole = np.abs(rows["time"] - 7 * (weeks + 1)) < 1e-6
    for n in np.flatnonzero(whole):
        week, person = int(weeks[n]), people[int(rows["person"][n])]
        here = week - person.first
        assert at(person.role, week) == rows["role"][n]
        assert person.worked[here] == round(float(rows["worked"][n]))
        assert person.backlog[here] == round(float(rows["backlog"][n]))
        line = run.scenario.burnout.line
        assert (person.burnout[here] > round(1000 * line)) == (rows["burnout"][n] > line)
    assert sum(len(person.worked) for person in people.values()) == whole.sum()


def test_a_seat_is_held_or_empty_and_never_both(run):
    found = film(run)
    taken = set()
    for person in found.people:
        weeks = range(person.first, person.first + len(person.worked))
        mine = {(person.seat, week) for week in weeks}
        assert not mine & taken
        taken |= mine
    empty = {
        (v.seat, week) for v in found.vacant for week in range(v.first, min(v.until, found.weeks))
    }
    assert not empty & taken
    vacant = weekly_series(run)["vacant"]
    counted = [sum(week == w for _, week in empty) for w in range(found.weeks)]
    # What is filled at the very end of a week counts as empty here, and as filled in the table.
    assert np.abs(np.array(counted) - vacant).sum() <= 1


def test_sums_are_those_of_the_series_and_of_the_events(run):
    found, series = film(run), weekly_series(run)
    for name, values in (
        ("arr", found.arr),
        ("at_risk_true", found.at_risk),
        ("at_risk_visible", found.at_risk_seen),
        ("accounts", found.customers),
        ("exits", found.exits),
    ):
        assert np.array_equal(series[name], values)
    renewals = run["renewals"]
    churned = renewals["outcome"] == run.labels["renewal"].index("churned")
    early = churned & (renewals["time"] <= 7 * found.weeks) & (renewals["time"] >= 0)
    assert found.churned[-1] == early.sum() > 0
    assert found.lost[-1] == pytest.approx(renewals["arr_before"][early].sum())
    assert found.signed[-1] > 0


def test_captions_tell_who_left_who_started_and_what_was_lost(run):
    captions, events = told(run), run["events"]
    kinds = np.array(run.labels["event"])[events["what"]]
    for kind, word in (("resigned", "resigned"), ("left", "left"), ("hired", "starts")):
        for n in np.flatnonzero((kinds == kind) & (events["time"] >= 0)):
            text = captions[int(np.ceil(events["time"][n] / 7 - 1e-6)) - 1]
            who = f"imulated person {events['person'][n]} ("
            assert who in text
            assert word in text
    churned = np.flatnonzero((kinds == "churned") & (events["time"] >= 0))
    lost = sum(text.count("Churned:") for text in captions)
    weeks = {int(np.ceil(events["time"][n] / 7 - 1e-6)) for n in churned}
    assert lost == len(weeks) > 0


def test_a_churn_is_told_with_its_causes_and_the_largest_first():
    run = by_hand.world(
        days=28.0,
        accounts=[{"arr": 10_000.0}, {"arr": 90_000.0}, {"arr": 30_000.0}],
        renewals=[
            {"time": 8.0, "account": 0, "outcome": "churned", "arr_before": 10_000.0},
            {"time": 9.0, "account": 1, "outcome": "churned", "arr_before": 90_000.0},
            {"time": 14.0, "account": 2, "outcome": "churned", "arr_before": 30_000.0},
        ],
        events=[
            {"time": 8.0, "what": "churned", "account": 0, "causes": 0b10},
            {"time": 9.0, "what": "churned", "account": 1, "causes": 0b110},
            {"time": 14.0, "what": "churned", "account": 2, "causes": 0b1},
        ],
    )
    names = run.names
    assert told(run) == [
        "",
        f"Churned: {names[1]} ($90k; poor health and change of owner), "
        f"{names[2]} ($30k; beyond CS's reach) and 1 more ($10.0k).",
        "",
        "",
    ]


def test_every_cause_has_words_and_many_are_counted():
    assert {book: tuple(words) for book, words in BOOKS.items()} == {
        "churn_cause": CHURN_CAUSES,
        "exit_cause": EXIT_CAUSES,
    }
    run = by_hand.world()
    assert cause_words(run, "exit_cause", 0b1001) == "burnout and colleagues who left"
    assert cause_words(run, "exit_cause", 0b11111) == (
        "burnout, pay below the market, too little support and 2 more"
    )
    assert cause_words(run, "exit_cause", 0) == ""


def test_a_dated_change_is_told_by_its_name():
    captions = told(played.run(dated=True))
    begun = [week for week, text in enumerate(captions) if "The change Specialise begins." in text]
    assert begun == [int(4 * 365.25 / 12 // 7)]


def test_the_line_of_health_is_never_rounded_away():
    line = 0.55
    near = np.nextafter(np.float32(line), np.float32([0, 1]))
    found = levels(np.array([0.0, near[0], near[1], 1.0], "f4"), line)
    assert found.tolist() == [0, HALF - 1, HALF, 63]
    assert written(found) == "Afg/"
    assert levels(np.array([0.2, 1.0]), 1.0).tolist() == [6, HALF]
    assert levels(np.array([0.0, 0.5]), 0.0).tolist() == [HALF, 48]


def test_steps_hold_what_changes():
    assert steps(np.array([4, 4, 2, 2, 4]), 10) == [10, 4, 12, 2, 14, 4]
    assert steps(np.array([], int)) == []


def test_too_many_accounts_leave_the_smallest_out_on_all_sides():
    runs = [played.run(), played.run("specialised")]
    assert largest(runs) is None
    kept = largest(runs, budget=2000)
    assert kept
    shown = [film(each, kept) for each in runs]
    assert sum(len(t.health) for each in shown for t in each.accounts) <= 2000
    assert all(each.left_out > 0 for each in shown)
    least = min(max(t.arr[1::2]) for t in shown[0].accounts)
    out = [t for t in film(runs[0]).accounts if t.name not in kept]
    assert out
    assert np.median([max(t.arr[1::2]) for t in out]) < least


def test_the_document_has_all_sides_in_step_and_says_the_same_twice():
    first, second = show(played.about(3)), show(played.about(3))
    assert first == second
    assert [side["name"] for side in first.document["sides"]][:2] == ["Generalist", "Specialised"]
    assert first.document["weeks"] == len(first.document["dates"]) == 52
    assert first.document["dates"][:2] == ["8 Jan 2026", "15 Jan 2026"]
    weeks = [week for week, _, _ in first.captions]
    assert weeks == sorted(set(weeks))
    assert all(len(texts) == 4 and any(texts) for _, _, texts in first.captions)


def test_what_was_not_kept_whole_is_not_played():
    found = worlds.comparison()
    assert show(subject(found, worlds.summary(found))) is None
    none = replace(found.base, runs=())
    assert show(subject(none, worlds.summary(none))) is None


def test_names_in_words():
    assert [named(n) for n in ("csm", "cs_operations", "renewals_manager", "mid_market")] == [
        "CSM",
        "CS operations",
        "Renewals manager",
        "Mid market",
    ]


def test_every_text_of_the_scripts_comes_in_the_client_s_words():
    plain = played.about()
    themed = Subject(plain.sides, plain.summary, Theme(words=tuple(neutral().items())))
    words = show(themed).document["words"]
    assert words["burned_out"] == "overloaded {0}"
    assert words["hero_leads"] == (
        "{0}, a colleague who works after hours by inclination: leads {1} accounts."
    )
    assert {name: text.count("{") for name, text in words.items()} == {
        name: text.count("{") for name, text in WORDS.items()
    }
    scripts = "".join(
        path.read_text(encoding="utf-8") for path in Path(report.__file__).parent.glob("play*.js")
    )
    code = re.sub(r"//.*", "", scripts)
    asked = set(re.findall(r"\bwords\.(\w+)", code)) | {"at_risk", "above", "fair", "well"}
    assert asked == set(WORDS)
    assert not re.search(r"burned out|empty seat| queued|by inclination|in truth", code)
