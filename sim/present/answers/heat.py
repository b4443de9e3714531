"""An answer over a grid of two factors, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from sim.present.answers.wording import Document, asked, at_words, measured, said
from sim.present.reading import number


def heat_sentence(document: Document) -> str:
    """In which part of the grid the answer is clearly on which side of 0."""
    lo, hi = array(document, "lo"), array(document, "hi")
    total = lo.size
    above, below = int((lo > 0).sum()), int((hi < 0).sum())
    x, y = document["x"]["factor"], document["y"]["factor"]
    over = f"Of {total} settings of {x} and {y}"
    if document["candidate"] is None or document["better"] not in ("up", "down"):
        return f"{over}, {asked(document)} is clearly above 0 in {above}, clearly below in {below}"
    wins, losses = (above, below) if document["better"] == "up" else (below, above)
    return (
        f"{over}, {document['candidate']} is clearly better than {document['base']} in {wins} "
        f"and clearly worse in {losses}"
    )


def array(document: Document, name: str) -> np.ndarray:
    """`mean`, `lo` or `hi` as numbers, shape (ys, xs); NaN where there is none."""
    return np.array([[number(value) for value in row] for row in document[name]])


def axis_words(document: Document, axis: Mapping[str, Any]) -> list[str]:
    """The coordinates of one of the two factors."""
    return [at_words(at, axis["unit"], document["currency"]) for at in axis["at"]]


def heat_rows(document: Document) -> list[tuple[str, ...]]:
    """Means, a row for each coordinate of the second factor."""
    cells = [
        {"mean": m, "lo": lo, "hi": hi}
        for key in zip(document["mean"], document["lo"], document["hi"], strict=True)
        for m, lo, hi in zip(*key, strict=True)
    ]
    how = measured(document, cells)
    return [
        (name, *(said(document, how, value) for value in row))
        for name, row in zip(axis_words(document, document["y"]), document["mean"], strict=True)
    ]
