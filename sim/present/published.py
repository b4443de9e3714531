"""What is published of a headline measure, to say beside it whether its level is usual."""

from __future__ import annotations

from collections.abc import Iterable

from sim.present import labels

KNOWN = {
    "burnout_prevalence": (
        "47 % of CSMs report burnout (claim Q3, grade C: repeated without a method), and the "
        "defaults are fitted to it, so that a level near it proves nothing"
    ),
}
"""Measure -> the figure, its source, and what it is to the model."""


def beside(measures: Iterable[str]) -> str:
    """A sentence for each of the measures of which a figure is published; '' for none."""
    shown = set(measures)
    known = [(name, words) for name, words in KNOWN.items() if name in shown]
    return " ".join(f"{labels.label(name)}: published is that {words}." for name, words in known)
