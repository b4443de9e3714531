"""What lost ARR hung on: the but-for causes of every churn, in the worlds whose tables are kept."""

from __future__ import annotations

import numpy as np

from sim.measures.view import whole
from sim.present.causes import CHURN, labelled
from sim.present.subject import Side
from sim.present.words import count_words
from sim.tables import Run
from sim.tables.words import CHURN_CAUSES, RENEWAL

NAMES = {word: labelled(cause) for word, cause in CHURN.items()}
"""Causes for people, by their words in the tables."""
CHURNED = RENEWAL.index("churned")


def lost_by_cause(side: Side) -> np.ndarray | None:
    """ARR lost after the warm-up by cause, mean over the kept worlds (money); None: none is kept.

    A cause is what the account would have renewed without. Several of one account share its ARR
    equally, so that the causes add up to the ARR churned. Shape (CHURN_CAUSES,).
    """
    runs = side.result.runs
    return np.mean([_lost(run) for run in runs], axis=0) if runs else None


def kept_worlds(side: Side) -> str:
    """'the first 3 worlds'."""
    count = len(side.result.runs)
    return "the first world" if count == 1 else f"the first {count_words(count, 'world')}"


def _lost(run: Run) -> np.ndarray:
    rows = whole(run).rows("renewals")
    lost = rows.where(rows["outcome"] == CHURNED)
    bits = (lost["causes"][:, None] >> np.arange(len(CHURN_CAUSES))) & 1
    shares = bits / np.maximum(bits.sum(axis=1, keepdims=True), 1)
    return np.asarray((shares * (lost["arr_before"] - lost["arr_after"])[:, None]).sum(axis=0))
