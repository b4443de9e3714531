"""What hangs on one person, in words: no order that is surer than the numbers."""

from __future__ import annotations

import pytest

from sim.present.answers.risks import risks_rows, risks_sentences, risks_text

NONE = {"mean": None, "lo": None, "hi": None, "sd": None, "n": 0}


def numbers(mean, half=1.0):
    return {"mean": mean, "lo": mean - half, "hi": mean + half, "sd": half, "n": 10}


def seat(place, lost, clear, **more):
    behind = None if clear is None else {**numbers(1e4), "clear": clear}
    return {
        "title": "CSM", "role": "csm", "place": place, "accounts": numbers(30), "arr": numbers(1e6),
        "arr_lost": numbers(lost, 2e4), "direct": numbers(8.0), "with_churn": numbers(12.0),
        "behind_first": behind, **more,
    }  # fmt: skip


def document(*seats, vacation=None):
    cost = {"replacement_cost_direct": numbers(8), "replacement_cost_with_churn": numbers(12)}
    away = {"wait": numbers(3.0), "wait_away": numbers(30.0), "health_dip": numbers(0.002, 0.001)}
    return {"currency": "USD", "measures": cost, "vacation": vacation or away, "seats": list(seats)}


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ([False, False], "The 3 seats cannot be told apart: the order below may be luck."),
        ([False, True], "CSM 2 cannot be told apart from it: their order below may be luck."),
        ([True, True], "With every other seat that was looked at clearly less goes."),
    ],
)
def test_seats_are_ranked_no_surer_than_they_are(others, said):
    seats = [seat(2 + i, 5e4 - i, clear) for i, clear in enumerate(others)]
    first = risks_sentences(document(*seats, seat(1, 9e4, None)))[0]
    assert first.startswith("Bus factor: if CSM 1 resigned, $90.0k of the $1.00M they lead")
    assert first.endswith(said)
    assert [row[0] for row in risks_rows(document(*seats, seat(1, 9e4, None)))] == [
        "CSM 1", "CSM 2", "CSM 3",
    ]  # fmt: skip


def test_one_seat_has_none_to_be_told_from():
    assert "told apart" not in risks_sentences(document(seat(1, 9e4, None)))[0]


def test_a_pool_in_which_nobody_leads_a_customer_is_told_too():
    none = {"wait": NONE, "wait_away": NONE, "health_dip": NONE}
    pool = [
        seat(i, 0.0, clear, arr=numbers(0.0, 0.0), accounts=NONE, direct=NONE)
        for i, clear in ((1, None), (2, False))
    ]
    about = document(*pool, vacation=none)
    assert "no ARR hangs on one person" in risks_sentences(about)[0]
    assert risks_sentences(about)[2].startswith("Two weeks of leave: no customers")
    assert "\u2013" in risks_rows(about)[0]
    assert "nan" not in risks_text(about)
