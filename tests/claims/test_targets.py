"""The targets are frozen: what was expected before anything was fitted stays what is expected."""

from __future__ import annotations

from hashlib import sha256

from sim.claims.targets import targets, text

FROZEN = "9ba75fa459b326fd5bd8e7feaae6cc9d78bfdb4690aac16db89a5c037f3df419"
"""Digest of targets.csv. Another one is another question: say in the changelog which and why."""


def test_targets_are_what_they_were_before_fitting() -> None:
    assert sha256(text().encode()).hexdigest() == FROZEN


def test_every_target_has_a_range_and_a_role_that_can_be_judged() -> None:
    rows = targets()
    assert {row.role for row in rows.values()} == {"CAL", "HOLD", "XC"}
    assert all(row.low <= row.high for row in rows.values())
    assert rows["Q34.burnout"].claim == "Q34"
