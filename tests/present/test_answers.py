"""What answers say: no surer than their intervals, in the units that people write."""

from __future__ import annotations

import pytest

from sim.present.answers.table import TEXTS, answer_text
from sim.present.answers.wording import at_words
from tests.present import answers


def test_people_are_told_whole_and_their_interval_outwards():
    crossing = {"estimate": 8.4, "lo": 7.6, "hi": 9.2, "direction": "rises"}
    head = {"parameter": "team.size", "path": "team.size", "parameter_unit": "people",
            "counts": True}  # fmt: skip
    said = sentence("threshold", crossings=[crossing], **head)
    assert "at team.size between 8 and 9 people (95 % interval 7 people to 10 people)" in said
    exact = {"estimate": 8.0, "lo": 8.0, "hi": 8.0, "direction": "rises"}
    said = sentence("threshold", crossings=[exact], **head)
    assert "at team.size of 8 people (95 % interval 8 people to 8 people)" in said


def test_every_path_of_a_setting_is_named():
    document = answers.seek()
    document["chosen"] = {**document["chosen"], "sets": {"team.size": 11, "book.arr": 9e6}}
    document["paths"] = {"team.size": "people", "book.arr": "money"}
    said = TEXTS["seek"].sentence(document)
    assert "is team.size 11 people and book.arr $9M. In" in said


def test_the_widest_of_many_swings_is_not_clear_by_its_own_interval_alone():
    rows = [
        answers.bar(f"x{i}", "", answers.end(0, 0.0), answers.end(1, 3.3e5 if i == 0 else 1e4))
        for i in range(10)
    ]
    assert rows[0]["swing"]["lo"] > 0
    assert sentence("tornado", rows=rows[:1]).startswith("x0 moves")
    many = sentence("tornado", rows=rows)
    assert many.startswith("None of 10 assumptions clearly moves")
    assert "widened for looking at all of them" in many


def test_the_strongest_of_many_in_a_morris_is_not_above_luck_by_its_own_interval_alone():
    row = {"factor": "x", "mu_star": 1.0, "lo": 0.4, "hi": 1.6, "mu": 1.0, "sigma": 1.0,
           "luck": 0.1}  # fmt: skip
    assert sentence("morris", rows=[row]).startswith("x drives")
    rest = [{**row, "factor": f"y{i}", "mu_star": 0.1, "lo": 0.0, "hi": 0.2} for i in range(9)]
    assert sentence("morris", rows=[row, *rest]).startswith("No assumption has an effect")


def test_one_world_at_each_point_has_no_interval_that_holds_0():
    document = answers.tornado()
    for row in document["rows"]:
        row["swing"] = {"mean": 1.0, "lo": None, "hi": None, "n": 1}
    said = TEXTS["tornado"].sentence(document)
    assert "one world gives no interval" in said
    assert "holds 0" not in said
    rows = [{**row, "luck": None} for row in answers.morris()["rows"]]
    assert "cannot be told from luck with one world" in sentence("morris", rows=rows)


def sentence(kind, **more):
    return TEXTS[kind].sentence(answers.ALL[kind](**more))


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [(12_345_678, "money", "$12.3M"), (2e6, "money", "$2M"), (0.15, "share", "15 %"),
     (0.125, "rate", "12.5 %"), (26.0, "weeks", "26 weeks"), (11.0, "people", "11 people"),
     (True, "", "on"), ("pooled", "", "pooled"), (0.0, "share", "0 %"), (None, "money", "–"),
     (-0.5, "", "−0.5"), (1234.0, "accounts", "1,234 accounts")],
)  # fmt: skip
def test_coordinates_are_written_as_people_write_them(value, unit, words):
    assert at_words(value, unit, "USD") == words


@pytest.mark.parametrize("kind", answers.ALL)
def test_every_answer_has_a_sentence_and_a_table_that_fits(kind):
    document = answers.ALL[kind]()
    text = answer_text(kind, document)
    told = TEXTS[kind]
    assert " ".join(told.sentence(document).split()) in " ".join(text.split())
    rows = told.rows(document)
    assert rows
    assert all(len(row) == 1 + len(told.titles(document)) for row in rows)
    assert max(len(line) for line in text.splitlines()) <= 100


def test_a_tornado_names_ends_swing_and_flip():
    text = sentence("tornado")
    assert "book.arr moves the difference in contribution (Specialised less Generalist)" in text
    assert "−$1.50M at $2M to +$2.50M at $60M" in text
    assert "Its sign changes within the range of book.arr." in text


def test_a_tornado_is_no_surer_than_its_intervals():
    small = [{**row, "swing": answers.interval(1e5, 2e5)} for row in answers.tornado()["rows"]]
    assert sentence("tornado", rows=small).startswith("None of 3 assumptions clearly moves")
    unsure = [{**row, "flips": "unclear"} for row in answers.tornado()["rows"][:1]]
    assert "No sign clearly changes; with book.arr it may." in sentence("tornado", rows=unsure)
    firm = [{**row, "flips": "no"} for row in answers.tornado()["rows"]]
    assert "stays the same at both ends" in sentence("tornado", rows=firm)


def test_morris_leaves_what_is_luck_to_luck():
    assert sentence("morris") == (
        "book.arr and people.ramp drive the difference in contribution (Specialised less "
        "Generalist), the strongest first; 1 other cannot be told from luck."
    )
    quiet = [{**row, "luck": 9e9} for row in answers.morris()["rows"]]
    assert "No assumption has an effect" in sentence("morris", rows=quiet)


def test_sobol_says_who_dominates_and_what_is_luck():
    text = sentence("sobol")
    assert "book.arr has the largest share" in text
    assert "70 % (60 to 80 %)" in text
    assert "single worlds 80 % (75 to 85 %) is luck" in text
    assert "over 20 worlds 83 % (79 to 87 %) is ignorance" in text
    assert "luck" not in sentence("sobol", spread=None)


def test_a_threshold_says_who_overtakes_whom():
    where = "at book.arr of $12.5M (95 % interval $11M to $14M)."
    assert sentence("threshold") == f"Specialised overtakes Generalist on contribution {where}"
    assert sentence("threshold", better="down").startswith("Generalist overtakes Specialised")
    alone = sentence("threshold", candidate=None, target=1e6)
    assert alone.startswith("Contribution of Generalist rises through $1.00M at book.arr")


def test_a_threshold_that_is_not_there_or_open_or_double():
    stays = sentence("threshold", crossings=[], direction="stays above")
    assert "does not clearly cross 0 from $2M to $60M of book.arr" in stays
    assert "clearly above at 4 of 5 points" in stays
    assert sentence("threshold", crossings=[], direction="unclear").startswith("Nowhere from $2M")
    one = {"estimate": 55e6, "lo": 40e6, "hi": None, "direction": "falls"}
    assert "$40M to beyond the range" in sentence("threshold", crossings=[one])
    assert "It crosses 2 times" in sentence("threshold", crossings=[one, one])


def test_information_names_what_to_measure_and_what_it_is_worth():
    text = sentence("information")
    assert "Generalist is the better choice on contribution" in text
    assert (
        "To know book.arr before deciding is worth $60.0k (95 % interval $50.0k to $70.0k)" in text
    )
    assert text.endswith("Next comes people.ramp.")
    none = sentence("information", rows=[answers.worth("book.arr", 0.0)])
    assert "would not clearly change that" in none


def test_losing_says_where_in_how_many_worlds_and_how_sure():
    assert sentence("losing") == (
        "Specialised loses on contribution in 84 of 100 worlds where book.growth is below 15 % "
        "and culture.hero_inclination is above 60 % (95 % interval 70 to 92 %; coverage 70 %); "
        "over all ranges it loses in 20 %."
    )
    assert "no part of the ranges stands out" in sentence("losing", limits=[])
    assert "0 % of all worlds" in sentence("losing", limits=[], everywhere=0.0)
    assert "ask for more samples" in sentence("losing", worlds=0)
    levels = [answers.limit("team.structure", levels=("pods", "pooled"))]
    assert "team.structure is pods or pooled" in sentence("losing", limits=levels)
    inside = [answers.limit("people.ramp", "weeks", 10.0, 20.0)]
    assert "people.ramp is between 10 weeks and 20 weeks" in sentence("losing", limits=inside)


def test_futures_say_how_many_are_lost_what_marks_them_and_what_is_luck():
    assert sentence("futures") == (
        "Specialised is behind on contribution in 17 of 32 futures (95 % interval 36 to 69 %). It "
        "hangs most on book.growth: \u2212$200k and behind in 14 of 16 where it is below 35 %; "
        "+$400k and behind in 3 of 16 where it is above 35 %. Of the spread of single worlds "
        "70 % (60 to 80 %) is luck, which no better number takes away."
    )
    luck = {**answers.futures()["ensemble"], "luck_of_worlds": answers.share(1.0, 0.001)}
    assert sentence("futures", ensemble=luck).endswith(
        "Nearly all of the spread of single worlds is luck, which no better number takes away."
    )
    rows = answers.futures()["rows"]
    assert "None of 2 assumptions clearly moves it." in sentence("futures", rows=rows[1:])
    # Clear by its own interval, not as one of many.
    weak = answers.mark("a", "", 0.5, answers.half(0, 8), answers.half(1e5, 8), 0.9e5, 0.03)
    assert "hangs most on a" in sentence("futures", rows=[weak])
    assert "None of 3 assumptions" in sentence("futures", rows=[weak, *rows[1:]])
    marked = answers.mark("a", "", 0.5, answers.half(0, 2), answers.half(0, 14), 1e5, 1e-4)
    assert "hangs most on a" in sentence("futures", rows=[*rows[1:], marked])
    both = sentence("futures", rows=[rows[0], answers.mark("b", "", 1, *_halves(), 1e4)])
    assert "Then on b." in both


def _halves():
    return answers.half(0, 8), answers.half(1e5, 8)


def test_seek_names_the_setting_and_the_fresh_worlds():
    text = sentence("seek")
    assert "meets GRR at least 90.0 % is team.size 11 people" in text
    assert "In 40 fresh worlds it gives GRR 91.5 % (95 % interval 90.5 to 92.5 %)" in text
    failed = sentence("seek", failed=[answers.setting(9, 0.9, True)])
    assert "not met in fresh worlds: team.size 9 people" in failed
    near = sentence("seek", chosen=None, confirmation=None, nearest=answers.setting(4, 0.8, False))
    assert near.startswith("Nothing that was tried meets GRR at least 90.0 %. Nearest is team.size")


def test_a_heat_map_counts_what_is_clear():
    assert sentence("heat") == (
        "Of 6 settings of book.arr and mechanisms.contagion, Specialised is clearly better than "
        "Generalist in 3 and clearly worse in 2"
    )
    assert "clearly above 0 in 3, clearly below in 2" in sentence("heat", better="-")


def test_shares_of_points_that_differ_by_luck_alone_are_not_told():
    little = {"estimate": 0.02, "lo": 0.0, "hi": 0.3}
    much = {"estimate": 0.98, "lo": 0.7, "hi": 1.0}
    spread = {"luck_of_worlds": much, "ignorance_of_mean": little, "replications": 6}
    text = sentence("sobol", spread=spread)
    assert text.startswith("The points hardly differ by more than luck in the difference")
    assert "largest share" not in text
    assert "2 % (0 to 30 %) is ignorance" in text
    told = {**spread, "ignorance_of_mean": {**little, "hi": 0.6}}
    assert "largest share" in sentence("sobol", spread=told)
