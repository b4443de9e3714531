"""A threshold in words: where one structure overtakes another along an assumption."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from sim.present import labels
from sim.present.answers.wording import (
    Document,
    asked,
    at_words,
    between,
    measured,
    said,
    unit_of_values,
)
from sim.present.reading import number
from sim.present.words import Scale, listed

Rows = list[tuple[str, ...]]
BETWEEN = "between "
NEAR = 1e-6
"""Nearer than this to a whole number counts as it."""


def threshold_sentence(document: Document) -> str:
    """Where it crosses, with the interval; or on which side it stays."""
    found = document["crossings"]
    if not found:
        return _stays(document)
    text = f"{crossing_words(document, found[0])}."
    if len(found) == 1:
        return text
    places = [where(document, each) for each in found]
    return f"{text} It crosses {len(found)} times within the range: at {listed(places)}."


def along(document: Document) -> str:
    """The parameter; of paths that move together the one whose values are told, behind it."""
    name, path = document["parameter"], document["path"]
    return name if path == name else f"{name} ({path})"


def crossing_words(document: Document, crossing: Mapping[str, Any]) -> str:
    """'Specialised overtakes Generalist on contribution at book.arr of $12M (95 % ...)'."""
    words = where(document, crossing)
    place = f"at {along(document)} {'' if words.startswith(BETWEEN) else 'of '}{words}"
    rises = crossing["direction"] == "rises"
    base, candidate = document["base"], document["candidate"]
    noun = labels.noun(document["measure"])
    if candidate is None or document["target"]:
        line = said(document, threshold_scale(document), document["target"])
        what = asked(document)
        return f"{what[:1].upper()}{what[1:]} {crossing['direction']} through {line} {place}"
    if document["better"] not in ("up", "down"):
        side = "above" if rises else "below"
        return f"{noun} of {candidate} goes {side} that of {base} {place}"
    wins = rises == (document["better"] == "up")
    first, second = (candidate, base) if wins else (base, candidate)
    return f"{first} overtakes {second} on {noun} {place}"


def where(document: Document, crossing: Mapping[str, Any]) -> str:
    """'$12M (95 % interval $10M to $15M)'; an end that lies beyond the range is said to.

    Of what is counted, 'between 8 and 9 people', and the interval rounded outwards.
    """

    def at(value: Any) -> str:
        return at_words(value, document["parameter_unit"], document["currency"])

    lo, hi, estimate = crossing["lo"], crossing["hi"], crossing["estimate"]
    place = at(estimate)
    if document["counts"]:
        below, above = math.floor(estimate + NEAR), math.ceil(estimate - NEAR)
        lo = None if lo is None else math.floor(lo + NEAR)
        hi = None if hi is None else math.ceil(hi - NEAR)
        place = at(below) if below == above else f"{BETWEEN}{below} and {at(above)}"
    first = "below the range" if lo is None else at(lo)
    last = "beyond the range" if hi is None else at(hi)
    return f"{place} (95 % interval {first} to {last})"


def _stays(document: Document) -> str:
    points = document["points"]
    ends = [
        at_words(points[i]["at"], document["parameter_unit"], document["currency"]) for i in (0, -1)
    ]
    line = "0"
    if document["target"]:
        line = said(document, threshold_scale(document), document["target"])
    over = f"from {ends[0]} to {ends[1]} of {along(document)}"
    what = asked(document)
    if document["direction"] == "unclear":
        return f"Nowhere {over} does {what} clearly differ from {line}."
    side = "above" if document["direction"] == "stays above" else "below"
    clear = sum(_apart(point, document["target"]) for point in points)
    what = f"{what[:1].upper()}{what[1:]}"
    if clear == len(points):
        return f"{what} stays {side} {line} {over}: no crossing."
    return (
        f"{what} does not clearly cross {line} {over}: it is clearly {side} at {clear} of "
        f"{len(points)} points, and unclear at the others."
    )


def _apart(point: Mapping[str, Any], target: float) -> bool:
    return number(point["lo"]) > target or number(point["hi"]) < target


def threshold_scale(document: Document) -> Scale:
    """The scale of the answers along the curve."""
    return measured(document, document["points"])


def threshold_rows(document: Document) -> Rows:
    """Place, answer, interval."""
    how = threshold_scale(document)
    return [
        (
            at_words(point["at"], document["parameter_unit"], document["currency"]),
            said(document, how, point["mean"]),
            between(how, point, unit_of_values(document), document["measure"]),
        )
        for point in document["points"]
    ]
