"""Golden tables: two frozen scenarios give what they gave; see `renew_golden`."""

from __future__ import annotations

import json

import pytest

from tests.organisation.renew_golden import FOLDER, STRUCTURES, golden

HINT = "results moved: python -m tests.organisation.renew_golden, and say why in the changelog"


@pytest.mark.parametrize("structure", STRUCTURES)
def test_the_frozen_scenarios_give_what_they_gave(structure):
    before = json.loads((FOLDER / f"{structure}.json").read_text(encoding="utf-8"))
    now = golden(FOLDER / f"{structure}.yaml")
    for was, found in zip(before, now, strict=True):
        measures = {name: found["measures"][name] for name in was["measures"]}
        assert measures == pytest.approx(was["measures"], rel=1e-8, nan_ok=True), HINT
        assert was["tables"].items() <= found["tables"].items(), HINT
