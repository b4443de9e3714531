"""What is published stands beside the level of a measure, and is what the claims say."""

from __future__ import annotations

import pytest

from sim.claims.table import claims
from sim.present import terminal
from sim.present.method import how_to_read
from sim.present.published import KNOWN, beside
from sim.present.subject import subject
from tests.present import worlds


@pytest.mark.parametrize("alone", [True, False])
def test_the_published_figure_is_said_once_wherever_the_measure_is_read(alone):
    found = worlds.comparison()
    found = found.base if alone else found
    about = subject(found, worlds.summary(found))
    sentence = beside(["burnout_prevalence"])
    text = " ".join(terminal.of_subject(about, colour=False, width=100).split())
    assert text.count(sentence) == 1
    assert how_to_read(about).count(sentence) == 1


def test_nothing_is_said_of_other_measures():
    assert beside(["grr", "nrr"]) == ""


def test_the_figure_is_the_claim_s():
    claim = claims()["Q3"]
    assert claim.claim in KNOWN["burnout_prevalence"]
    assert "fitted" in claim.note
