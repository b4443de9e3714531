"""What makes two scenarios the same."""

from __future__ import annotations

import hashlib
import json

from sim.scenario.tree import Scenario

ASKED = ("question", "hypothesis", "findings", "decision")
"""What a file asks and answers: its own, never inherited."""
TEXTS = ("name", *ASKED)
"""Fields that are printed and move nothing."""


def digest(scenario: Scenario) -> str:
    """SHA-256 (hexadecimal) of the resolved scenario as canonical JSON, texts left out.

    The number of the default set does not count: the values that it stands for are all there.
    Where the accounts have been read, they count and the name of their file does not. Mappings keep
    their order: it is the order in which the model goes through roles and segments.
    """
    data = scenario.model_dump(mode="json", by_alias=True, exclude={*TEXTS, "defaults"})
    if scenario.book.accounts:
        del data["book"]["file"]
    for change in data["timeline"].values():
        del change["note"]
    text = json.dumps(data, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    return hashlib.sha256(text.encode("ascii")).hexdigest()
