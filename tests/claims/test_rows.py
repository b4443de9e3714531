"""The rows themselves: every target has its experiment, and each is of things that exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import sim
from sim.app.claims import list_claims
from sim.base.faults import InputError
from sim.claims.arms import lacking, sides
from sim.claims.book import chosen, rows
from sim.claims.own import OWN
from sim.claims.rows import EXPERIMENTS
from sim.claims.table import JUDGED, causes, claims
from sim.claims.targets import targets
from sim.experiment.comparison import PAIRED, _other_state
from sim.experiment.worlds import the_model

MODEL = the_model(OWN)
READY = [
    row
    for row in EXPERIMENTS.values()
    if not lacking(row.arms, row.measures, MODEL.measures) and not row.needs
]


def test_every_target_has_an_experiment_and_a_claim_of_its_role():
    assert set(EXPERIMENTS) == set(targets())
    table = claims()
    for target in targets().values():
        assert table[target.claim].role == target.role
    judged = {claim.id for claim in table.values() if claim.role in JUDGED}
    assert judged == {target.claim for target in targets().values()}


def test_causes_are_of_quantities_and_are_told():
    assert set(causes()) <= set(targets())
    told = {row.id: row.cause for row in rows() if row.cause}
    assert told == causes()


def test_what_is_not_judged_says_why():
    assert all(claim.note for claim in claims().values() if claim.role not in JUDGED)


@pytest.mark.parametrize("row", READY, ids=lambda row: row.id)
def test_arms_are_organisations_that_this_version_takes(row):
    for side in sides(row.arms).values():
        if side.opening is None:
            continue
        assert _other_state(side.opening, side.scenario) == []
        assert all(getattr(side.opening, name) == getattr(side.scenario, name) for name in PAIRED)


def test_what_this_version_lacks_is_named():
    listed = {row["id"]: row for row in list_claims().data}
    for name, row in EXPERIMENTS.items():
        if row not in READY:
            assert listed[name]["why"].startswith("not run: needs ")


def test_rows_are_chosen_by_claim_quantity_and_role():
    assert [row.id for row in chosen(["M1"])] == ["M1.hours", "M1.burnout"]
    assert [row.id for row in chosen(["q34.CSAT", "Q20"])] == ["Q20", "Q34.csat"]
    assert {row.claim.role for row in chosen(roles=["CAL"])} == {"CAL"}
    assert len(chosen()) == len(rows())


def test_an_unknown_name_is_refused_with_a_hint():
    with pytest.raises(InputError, match=r"Q34\.cast: is no claim; did you mean Q34\.CSAT"):
        chosen(["Q34.cast"])


def test_the_model_knows_no_amount_of_arr():
    """Where one structure overtakes another comes out: no amount near it is in the model."""
    found = []
    for room in ("organisation", "measures"):
        for path in sorted((Path(sim.__file__).parent / room).rglob("*.py")):
            found += [f"{path.name}:{line}" for line in _amounts(path)]
    assert found == []


def _amounts(path):
    """Lines with a number between $0.5M and $0.5bn, or a text such as '10M'."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant):
            value = node.value
            number = isinstance(value, int | float) and 5e5 <= abs(value) <= 5e8
            text = isinstance(value, str) and re.fullmatch(r"\$?[\d.]+\s?[Mm]", value)
            if number or text:
                yield node.lineno


def test_an_amount_would_be_seen(tmp_path):
    path = tmp_path / "wrong.py"
    path.write_text("if arr > 10_000_000:\n    limit = '12M'\n", encoding="utf-8")
    assert list(_amounts(path)) == [1, 2]
