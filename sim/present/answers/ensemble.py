"""Luck and ignorance in words, where a study has an ensemble of parameter sets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from sim.present.answers.wording import (
    Document,
    asked,
    at_words,
    between,
    measured,
    percent_words,
    said,
    unit_of_values,
)


def ensemble_sentence(document: Document) -> str:
    """What the ensemble says of the answer at the study's own point; '' without an ensemble.

    Futures say it in their own sentence.
    """
    found = document.get("ensemble")
    if found is None or document.get("method") == "futures":
        return ""
    how = measured(document, [found["answer"]])
    span = between(how, found["answer"], unit_of_values(document), document["measure"])
    return (
        f"Over {found['sets']} parameter sets that fit the published figures, "
        f"{found['worlds_each']} worlds each, {asked(document)} is "
        f"{said(document, how, found['answer']['mean'])} (95 % interval "
        f"{span}). Of the spread of single worlds "
        f"{percent_words(found['luck_of_worlds'])} is luck, the rest not knowing the set. "
        "Intervals are over the sets."
    )


def crossings_sentence(document: Document) -> str:
    """In how many sets it crosses, and where the middle half of them does; '' without any."""
    every = document.get("crossings_by_set")
    if not every:
        return ""
    known = [at for at in every if at is not None]
    text = f"It crosses within the range in {len(known)} of {len(every)} parameter sets"
    if len(known) < 2:
        return f"{text}."
    low, high = (_at(document, end) for end in np.quantile(known, [0.25, 0.75]).tolist())
    return f"{text}; in the middle half of those between {low} and {high}."


def _at(document: Mapping[str, Any], value: float) -> str:
    return at_words(value, document["parameter_unit"], document["currency"])
