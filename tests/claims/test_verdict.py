"""Verdicts: an interval against a range, and what is said where it does not fit."""

from __future__ import annotations

from math import inf, nan

import pytest

from sim.claims.seen import Found
from sim.claims.targets import Target
from sim.claims.verdict import judged


def target(low, high):
    return Target("T", "a quantity", low, high, "S", "HOLD")


@pytest.mark.parametrize(
    ("ends", "found", "status"),
    [
        ((0.4, 0.5), Found(0.45, 0.41, 0.49), "reproduced"),
        ((0.4, 0.5), Found(0.45, 0.39, 0.49), "partly"),
        ((0.4, 0.5), Found(0.45, nan, nan), "partly"),
        ((0.4, 0.5), Found(0.55, 0.51, 0.59), "not_reproduced"),
        ((0.4, 0.5), Found(0.55, 0.49, 0.61), "partly"),
        ((0.4, inf), Found(0.6, 0.5, nan), "reproduced"),
        ((-inf, 0.4), Found(0.6, 0.5, nan), "not_reproduced"),
        ((0, inf), Found(0.1, 0.01, 0.2), "reproduced"),
        ((0, inf), Found(0.1, -0.01, 0.2), "partly"),
        ((0, inf), Found(0.0, 0.0, 0.0), "not_reproduced"),
        ((-inf, 0), Found(0.0, 0.0, 0.0), "not_reproduced"),
        ((-inf, 0), Found(-0.1, -0.2, -0.01), "reproduced"),
        ((-0.003, 0.003), Found(0.0, 0.0, 0.0), "reproduced"),
        ((0, inf), Found(nan, nan, nan, "nothing crosses"), "not_reproduced"),
        ((0, inf), Found(nan, nan, nan, "no step is clear", unclear=True), "partly"),
    ],
)
def test_the_interval_decides(ends, found, status):
    verdict = judged(found, target(*ends))
    assert verdict.status == status
    assert bool(verdict.why) == (status != "reproduced")


def test_why_has_the_numbers_and_the_cause():
    verdict = judged(Found(0.6, 0.58, 0.62), target(0.4, 0.5), "Heroes are rare.")
    assert verdict.why == "Above what is expected, by 0.1 (20% of that end). Heroes are rare."
    assert judged(Found(0.0, 0.0, 0.0), target(0, inf)).why == "Nothing changes at all."
