"""Stories of hand-made worlds: known rows give known lines, in two columns or in one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.present.story.columns import remark, stories_text, until
from sim.present.story.document import story_document
from sim.present.story.moment import ASIDE, DETAIL, MOST, STEP, TURN, Cut, Moment, cut
from sim.present.story.story import most_telling, of_account, of_holder, pick, tell
from sim.present.story.wording import chance, churn_sentence, exit_sentence, term
from sim.present.story.world import Holder
from sim.tables.words import CHURN_CAUSES, EXIT_CAUSES
from tests.present import stories


@pytest.fixture(scope="module")
def told():
    """The stories of a customer and of a person where Ada stays in one world only."""
    return most_telling(stories.about(stories.leaver(), stories.stayer()))


def lines(story, place):
    world = story.pair.worlds[place]
    return [f"{world.day(m.time)}: {m.text}" for m in story.told(place)]


def test_the_customer_is_told_from_the_rows(told):
    opening = (
        "8 Jan 2026: A customer since 2024: enterprise, $100k a year, annual contract. "
        "Person 0 (csm) leads it. The dashboard says 0.90 (green), the truth is 0.80."
    )
    assert lines(told[0], 0) == [
        opening,
        "6 Jul 2026: Person 0, who leads it, resigns. "
        "But for burnout they would not have gone by then.",
        "20 Jul 2026: Person 0 has left: person 1 (csm) leads it from now on; "
        "trust in its lead falls from 0.80 to 0.30.",
        "28 Jul 2026: Hand-over: person 1 has spent 2.2 hours on it.",
        "30 Jul 2026: Its true health falls below 0.5; the dashboard says 0.90 (green).",
        "30 Jul 2026: The dashboard says 0.90 (green), the truth is 0.45 (at risk).",
        "28 Oct 2026: Leaves with $100k a year. The chance of leaving on the day was 40 %. "
        "But for the change of its lead it would have stayed. "
        "The dashboard says 0.90 (green), the truth is 0.45 (at risk).",
    ]
    assert lines(told[0], 1) == [
        opening,
        "30 Jul 2026: The dashboard says 0.90 (green), the truth is 0.80.",
        "28 Oct 2026: Renews at $100k a year. The chance of leaving on the day was 20 %. "
        "The dashboard says 0.90 (green), the truth is 0.80.",
        "31 Dec 2026: Still a customer: $100k a year. "
        "The dashboard says 0.90 (green), the truth is 0.80.",
    ]
    assert told[0].difference.text == (
        "A0 leaves under Base on 28 Oct 2026 ($100k a year) and stays under Candidate ($100k a "
        "year at the end); on that day the chance of leaving was 40 % under Base and 20 % under "
        "Candidate, and the luck was the same."
    )


def test_the_person_is_told_from_the_rows(told):
    person = told[1]
    assert lines(person, 0)[-4:] == [
        "6 Jul 2026: Resigns, leading 2 accounts with $200k a year. "
        "But for burnout they would not have gone by then. Burnout 0.40.",
        "20 Jul 2026: The last day. 2 accounts go to person 1.",
        "28 Oct 2026: By the end 1 of these customers has left, with $100k a year; "
        "but for the change of lead or a lack of trust 1 would have stayed.",
        "28 Oct 2026: A0, one of these customers, leaves with $100k a year. "
        "But for the change of its lead it would have stayed.",
    ]
    assert person.difference.text == (
        "Person 0 resigns under Base on 6 Jul 2026 and is still here at the end under Candidate; "
        "of the customers they led 1 of 2 ($100k a year) left by the end under Base."
    )


def test_trust_is_told_of_a_change_that_is_alone_in_its_week():
    run = stories.leaver()
    events = run["events"]
    more = {"what": run.labels["event"].index("new lead"), "person": 1, "account": 0}
    twice = {
        name: np.append(column, [{**more, "time": t}.get(name, 0) for t in (200.0, 202.0)]).astype(
            column.dtype
        )
        for name, column in events.items()
    }
    other = replace(run, tables={**run.tables, "events": twice})
    [customer, _] = most_telling(stories.about(other, stories.stayer()))
    assert "20 Jul 2026: Person 0 has left: person 1 (csm) leads it from now on." in lines(
        customer, 0
    )


def test_both_worlds_are_one_until_they_part(told):
    customer, person = told
    assert until(customer) == "Until 6 Jul 2026 both worlds are the same for A0."
    assert [m.kind for m in customer.shared()] == ["opening"]
    assert [m.kind for m in person.shared()] == ["opening", "hard week"]
    for story in told:
        for place in (0, 1):
            assert all(m.time >= story.parted for m in story.own(place))


def test_a_candidate_that_is_the_base_is_told_once_and_said_to_be_the_same():
    same = most_telling(stories.about(stories.stayer("A"), stories.stayer("B")))
    assert [story.same for story in same] == [True, True]
    assert remark(same[0]).startswith("No customer's ARR differs between these worlds")
    assert remark(same[1]).startswith("Nobody's exit differs between these worlds")
    text = stories_text(same, width=100, colour=False)
    assert text.count("Renews at $100k a year.") == 1
    assert "Both worlds are the same for A0 to the end." in text
    assert "chosen because" not in text


def test_one_scenario_alone_is_told_in_one_column():
    customer, person = most_telling(stories.about(stories.leaver()))
    assert customer.difference.text == "A0 leaves on 28 Oct 2026, with $100k a year."
    assert until(customer) == ""
    assert customer.shared() == ()
    assert len(customer.own(0)) == 7
    assert person.difference.title == "Person 0 resigns in Jul 2026"


def test_a_name_of_the_roster_is_used():
    named = []
    for run in (stories.leaver(), stories.stayer()):
        people = {**run["people"], "named": np.array([0, -1], "i2")}
        labels = {**run.labels, "named": ("ada",)}
        named.append(replace(run, labels=labels, tables={**run.tables, "people": people}))
    customer, person = most_telling(stories.about(*named))
    assert person.name == "Ada"
    assert "Ada (csm) leads it." in lines(customer, 0)[0]


def test_text_fits_80_columns_and_has_no_colour_when_it_is_piped(told):
    text = stories_text(told, width=80)
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 80
    assert "\x1b[" in stories_text(told, width=80, colour=True)


def test_it_is_the_same_twice(told):
    again = most_telling(stories.about(stories.leaver(), stories.stayer()))
    assert [story_document(s) for s in again] == [story_document(s) for s in told]


def test_who_was_asked_for_is_told_whether_telling_or_not():
    about = stories.about(stories.leaver(), stories.stayer())
    choice = of_account(about, "A1")
    assert tell(about, choice, asked=True).difference.title == (
        "A1 stays in both worlds, with $100k a year at the end"
    )
    assert of_account(about, "A7") is None
    assert of_holder(about, Holder(1, 0)).name == "1"
    assert of_holder(about, Holder(1, 1)) is None


def test_where_no_run_is_kept_there_is_nothing_to_tell():
    about = stories.about(stories.leaver(), stories.stayer())
    side = replace(about.base, result=replace(about.base.result, runs=()))
    bare = replace(about, sides=(side, *about.candidates))
    assert pick(bare, "customer") == []
    assert most_telling(bare) == []


def moments(*levels):
    return tuple(Moment(10.0 * k, "", "", level, "t", 0) for k, level in enumerate(levels))


def test_a_cut_holds_for_both_worlds_and_keeps_what_is_near_the_turn():
    few = moments(TURN, STEP, ASIDE)
    assert all(cut([few, few], 0.0).keeps(m) for m in few)
    many = moments(TURN, *([STEP] * 20), TURN)
    found = cut([few, many], 210.0)
    assert found.level == STEP
    kept = [m.time for m in many if found.keeps(m)]
    assert len(kept) == MOST
    assert kept == [0.0, *[10.0 * k for k in range(11, 22)]]
    assert not found.keeps(few[1])
    assert cut([moments(*([TURN] * 30))], 0.0) == Cut(TURN, 0.0, np.inf)
    assert cut([moments(*([STEP] * 12), DETAIL)], 0.0).level == STEP


def test_causes_in_words():
    bit = stories.bit
    assert churn_sentence(bit(CHURN_CAUSES, "health")) == "But for low health it would have stayed."
    assert churn_sentence(bit(CHURN_CAUSES, "trust", "champion lost")) == (
        "But for too little trust or the loss of its champion, either alone, it would have stayed."
    )
    assert churn_sentence(bit(CHURN_CAUSES, "not influenceable")) == (
        "Nothing that Customer Success does would have kept it."
    )
    assert exit_sentence(0) == ""
    assert exit_sentence((1 << len(EXIT_CAUSES)) - 1) == (
        "But for burnout, pay below the market or any one of 6 other causes they would not have "
        "gone by then."
    )


def test_every_cause_has_words():
    for place in range(len(CHURN_CAUSES)):
        assert churn_sentence(1 << place)
    for place in range(len(EXIT_CAUSES)):
        assert exit_sentence(1 << place)


def test_chances_and_terms_in_words():
    assert [chance(p) for p in (0.004, 0.0994, 0.0996, 0.43)] == ["0.4 %", "9.9 %", "10 %", "43 %"]
    assert [term(y) for y in (1 / 12, 0.5, 1.0, 3.0)] == [
        "monthly contract",
        "6-month contract",
        "annual contract",
        "3-year contract",
    ]
