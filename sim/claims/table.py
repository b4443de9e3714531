"""The published claims, one row each, in words of our own: facts carry over, sentences do not."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib.resources import files

FILE = "claims.csv"
CAUSES = "causes.csv"
JUDGED = ("CAL", "HOLD", "XC")
"""Roles that have a target: calibrated to, held out, cross-check. IN is an input, CTX context."""


@dataclass(frozen=True)
class Claim:
    """One claim.

    source: the document that makes it (S0 to S3, evidence). role: IN, CAL, HOLD, CTX or XC. note:
    why it is an input or cannot be tested; for the others what a failure would come from, ''
    where the numbers say enough.
    """

    id: str
    source: str
    role: str
    claim: str
    note: str


def causes() -> dict[str, str]:
    """Why a quantity is missed, as the numbers show it, by its id; else the claim's note holds."""
    text = files(__package__).joinpath(CAUSES).read_text(encoding="utf-8")
    return {row["id"]: row["why"] for row in csv.DictReader(text.splitlines())}


def claims() -> dict[str, Claim]:
    """Every claim by its id, in the order of the file."""
    text = files(__package__).joinpath(FILE).read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["id"]: Claim(**row) for row in rows}
