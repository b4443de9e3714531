"""Pictures of the claims ledger, from rows as `reorg claims --json` prints them."""

from __future__ import annotations

import pytest

from sim.present.charts.claims import calibrated, claims_foot, claims_pictures, statuses
from sim.present.charts.picture import body_of, figure_of
from sim.present.subject import BAD, GOOD, NEUTRAL
from tests.present.drawn import texts


def row(name, role, status, low=0.4, high=0.6, got=0.5, half=0.05, **more):
    return {
        "id": name,
        "role": role,
        "status": status,
        "claim": "A claim",
        "expected": {"quantity": f"a quantity of {name}", "low": low, "high": high},
        "got": got,
        "lo": got - half,
        "hi": got + half,
        "replications": 4,
        "why": "",
        **more,
    }


ROWS = [
    row("Q1", "CAL", "reproduced"),
    row("Q2", "CAL", "partly", got=0.58),
    row("Q3", "CAL", "not_reproduced", got=0.9),
    row("Q4", "CAL", "reproduced", low=0.0, high=None),
    *(row(f"H{k}", "HOLD", "partly") for k in range(40)),
    row("H99", "HOLD", "reproduced"),
    {"id": "I1", "role": "IN", "status": "input", "expected": None, "got": None},
    {"id": "C1", "role": "CTX", "status": "untestable", "expected": None, "got": None},
]


def test_verdicts_are_counted_by_role_in_title_table_and_numbers():
    found = statuses(ROWS)
    assert found.title == (
        "Calibrated to: 2 of 4 reproduced, 1 not; held out: 1 of 41 reproduced, none missed"
    )
    assert found.rows[1][:3] == ("Held out", "1", "40")
    reproduced = next(each for each in found.data[0].series if each.name == "reproduced")
    assert reproduced.values == (2, 1, 0, 0)
    assert reproduced.colour == GOOD


def test_what_was_found_lies_on_its_range_in_the_colour_of_its_verdict():
    found = calibrated(ROWS)
    assert [cells[0] for cells in found.rows] == ["Q1", "Q2", "Q3"]
    assert found.data[0].series[0].values == pytest.approx((0.5, 0.9, 2.5))
    assert found.title == (
        "1 of 3 calibrated figures lie within what is published, 1 may lie on either side of an "
        "end, 1 outside"
    )
    axes = body_of(found, 9.0).axes
    marks = [line for each in axes for line in each.lines if line.get_marker() not in ("None", "")]
    assert [line.get_marker() for line in marks] == ["o", "o", ">"]
    assert [line.get_color() for line in marks] == [GOOD.line, NEUTRAL.line, BAD.line]


def test_without_rows_there_is_no_picture():
    assert claims_pictures([]) == []
    assert calibrated([row("H1", "HOLD", "partly")]) is None


@pytest.mark.parametrize("width", [8.0, 4.2])
def test_nothing_is_cut_off(width):
    for found in claims_pictures(ROWS):
        for figure in (body_of(found, width), figure_of(found, claims_foot())):
            boxes, sheet = texts(figure)
            assert all(sheet.x0 - 3 <= box.x0 <= box.x1 <= sheet.x1 + 3 for _, box in boxes)


def test_the_foot_says_which_versions_ran():
    assert claims_foot("9.9", "7").startswith("Reorg 9.9, model 7 \u00b7 compares structures")
