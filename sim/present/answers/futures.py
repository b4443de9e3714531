"""Futures in words: in how many the candidate is behind, what it hangs on, and what is luck."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.present import labels
from sim.present.answers.wording import (
    Document,
    at_words,
    between,
    clear,
    measure_of,
    measured,
    percent_words,
    said,
)
from sim.present.reading import number
from sim.present.words import Scale, count_words, listed

Row = Mapping[str, Any]
ALL = 0.99
"""A share of luck above which the rest is not worth a number."""
SURE = 0.05
"""How rarely luck alone may share out lost futures so unevenly, over all assumptions together."""


def futures_sentence(document: Document) -> str:
    """How many futures are lost, what moves the answer most, and how much of it is luck."""
    parts = (behind_sentence(document), hanging_sentence(document), chance_sentence(document))
    return " ".join(part for part in parts if part)


def behind_sentence(document: Document) -> str:
    """In how many futures the candidate is behind, with the interval of that share."""
    share = percent_words(document["share"]).partition("(")[2].rstrip(")")
    return (
        f"{document['candidate']} is behind on {labels.noun(document['measure'])} in "
        f"{document['lost']} of {count_words(document['futures'], 'future')} "
        f"(95 % interval {share})."
    )


def hanging_sentence(document: Document) -> str:
    """What moves the answer most, and what marks the futures in which the candidate is behind."""
    rows, how = document["rows"], futures_scale(document)
    moving = [row for row in rows if moves(document, row)]
    marking = [row for row in rows if marks(document, row)]
    if not moving and not marking:
        return f"None of {count_words(len(rows), 'assumption')} clearly moves it."
    first = (moving or marking)[0]
    ends = (_half_words(document, how, first, end) for end in ("low", "high"))
    text = f"It hangs most on {first['factor']}: {'; '.join(ends)}."
    others = [row["factor"] for row in rows if row in moving + marking and row is not first]
    return f"{text} Then on {listed(others)}." if others else text


def chance_sentence(document: Document) -> str:
    """How much of the spread no better number would take away; '' where it is not told."""
    found = document.get("ensemble")
    if not found:
        return ""
    share = found["luck_of_worlds"]
    if number(share["lo"]) > ALL:
        return (
            "Nearly all of the spread of single worlds is luck, which no better number takes away."
        )
    luck = percent_words(share)
    return f"Of the spread of single worlds {luck} is luck, which no better number takes away."


def moves(document: Document, row: Row) -> bool:
    """Whether the halves of an assumption clearly differ, as one of all that are looked at."""
    return clear(row["difference"], len(document["rows"]))


def marks(document: Document, row: Row) -> bool:
    """Whether the lost futures clearly lie in one half of an assumption, as one of all."""
    return row["chance"] is not None and row["chance"] * len(document["rows"]) < SURE


def _half_words(document: Document, how: Scale, row: Row, end: str) -> str:
    """'+$120k and behind in 2 of 16 where it is below 35 %'."""
    half = row[end]
    return (
        f"{said(document, how, half['answer']['mean'])} and behind in {half['lost']} of "
        f"{half['futures']} where it is {half_name(document, row, end)}"
    )


def half_name(document: Document, row: Row, end: str) -> str:
    """'below 35 %', 'above 35 %', 'on', 'pods or pooled'."""

    def at(value: Any) -> str:
        return at_words(value, row["unit"], document["currency"])

    if row[end]["levels"]:
        return listed(map(at, row[end]["levels"]), "or")
    return f"{'below' if end == 'low' else 'above'} {at(row['split'])}"


def futures_scale(document: Document) -> Scale:
    """One scale for all means and differences."""
    rows = document["rows"]
    halves = [row[end]["answer"] for row in rows for end in ("low", "high")]
    return measured(document, [document["answer"], *halves])


def futures_rows(document: Document) -> list[tuple[str, ...]]:
    """Two rows an assumption, a half each: its answer and lost futures; then the difference."""
    how = futures_scale(document)
    found: list[tuple[str, ...]] = []
    for row in document["rows"]:
        difference = row["difference"]
        told = (how.signed(number(difference["mean"])), between(how, difference))
        for end, rest in (("low", told), ("high", ("", ""))):
            half = row[end]
            mean = said(document, how, half["answer"]["mean"])
            lost = f"{half['lost']} of {half['futures']}"
            found.append((row["factor"], half_name(document, row, end), mean, lost, *rest))
    return found


COLUMNS = ("Where it is", "Answer", "Behind in", "Difference", "95 % interval")


def over_all(document: Document) -> str:
    """The measure, how many futures and worlds, and the mean with its interval: a subtitle."""
    how, found = futures_scale(document), document["answer"]
    worlds = count_words(document["replications"] // document["futures"], "paired world")
    many = count_words(document["futures"], "future")
    mean = said(document, how, found["mean"])
    return (
        f"{measure_of(document)} \u00b7 {many}, {worlds} each \u00b7 on average {mean} "
        f"(95 % interval {between(how, found)})"
    )
