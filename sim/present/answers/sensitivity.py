"""Tornado, Morris and Sobol in words: which assumptions drive the answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.base.quantiles import normal_quantile, t_quantile
from sim.base.statistics import LEVEL
from sim.present.answers.wording import (
    Document,
    asked,
    at_words,
    between,
    clear,
    measured,
    percent_words,
    said,
    sized,
    wider,
)
from sim.present.reading import number
from sim.present.words import Scale, count_words, listed

Rows = list[tuple[str, ...]]
NAMED = 3
"""More assumptions than these are counted, not named."""


def tornado_sentence(document: Document) -> str:
    """What moves the answer most, and under which assumptions its sign is another."""
    return f"{tornado_finding(document)} {_flipping(document)}".rstrip()


def tornado_finding(document: Document) -> str:
    """What moves the answer most."""
    how = tornado_scale(document)
    moving = _moving(document)
    if not moving:
        return _nothing_moves(document)
    first = moving[0]
    unit, currency = first["unit"], document["currency"]
    ends = [
        f"{said(document, how, first[end]['answer']['mean'])} at "
        f"{at_words(first[end]['at'], unit, currency)}"
        for end in ("low", "high")
    ]
    return (
        f"{first['factor']} moves {asked(document)} most: from {ends[0]} to {ends[1]} "
        f"(swing {how.plain(abs(first['swing']['mean']))}, 95 % interval {size_span(how, first)})."
    )


def _moving(document: Document) -> list[Mapping[str, Any]]:
    """The rows whose swing is clear among all that are looked at."""
    rows = document["rows"]
    return [row for row in rows if clear(row["swing"], len(rows))]


def _nothing_moves(document: Document) -> str:
    rows = document["rows"]
    many = count_words(len(rows), "assumption")
    if all(row["swing"]["n"] < 2 for row in rows):
        which = f"Which of {many} moves" if len(rows) > 1 else f"Whether {rows[0]['factor']} moves"
        return (
            f"{which} {asked(document)} cannot be told: one world gives no interval; "
            "ask for more replications."
        )
    why = "the 95 % interval of its swing holds 0"
    if len(rows) > 1:
        why = "every 95 % interval of a swing holds 0 once it is widened for looking at all of them"
    return f"None of {many} clearly moves {asked(document)}: {why}."


def _flipping(document: Document) -> str:
    """Whether the difference has another sign at the end of a range; '' where nothing moves it."""
    rows, moving = document["rows"], [row["factor"] for row in _moving(document)]
    if document["candidate"] is None or not moving:
        return ""
    flips = [row["factor"] for row in rows if row["flips"] == "yes" and row["factor"] in moving]
    unsure = [row["factor"] for row in rows if row["flips"] != "no" and row["factor"] not in flips]
    if flips:
        return f"Its sign changes within the range of {listed(flips)}."
    if len(unsure) > NAMED:
        return f"No sign clearly changes; with {len(unsure)} of {len(rows)} assumptions it may."
    if unsure:
        return f"No sign clearly changes; with {listed(unsure)} it may."
    return "Its sign stays the same at both ends of every range."


def tornado_scale(document: Document) -> Scale:
    """One scale for all values of a tornado."""
    every = [document["own"]]
    for row in document["rows"]:
        every += [row["low"]["answer"], row["high"]["answer"], row["swing"]]
    return measured(document, every)


def size_span(how: Scale, row: Mapping[str, Any]) -> str:
    """The interval of a swing without its sign."""
    lo, hi = number(row["swing"]["lo"]), number(row["swing"]["hi"])
    return how.span(-hi, -lo) if row["swing"]["mean"] < 0 else how.span(lo, hi)


def tornado_rows(document: Document) -> Rows:
    """Factor, low end and answer there, high end and answer there, swing, interval, flips."""
    how, currency = tornado_scale(document), document["currency"]
    found = []
    for row in document["rows"]:
        cells = [row["factor"]]
        for end in ("low", "high"):
            cells.append(at_words(row[end]["at"], row["unit"], currency))
            cells.append(said(document, how, row[end]["answer"]["mean"]))
        cells += [how.plain(abs(row["swing"]["mean"])), size_span(how, row)]
        found.append((*cells, "" if document["candidate"] is None else row["flips"]))
    return found


def morris_sentence(document: Document) -> str:
    """Which factors stand out from luck."""
    if all(row["luck"] is None for row in document["rows"]):
        return (
            f"Which assumptions drive {asked(document)} cannot be told from luck with one world at "
            "each point: ask for more replications."
        )
    strong = [row["factor"] for row in document["rows"] if above_luck(document, row)]
    rest = len(document["rows"]) - len(strong)
    if not strong:
        return f"No assumption has an effect on {asked(document)} that is clearly above luck."
    text = f"{listed(strong)} {_drive(strong)} {asked(document)}, the strongest first"
    return f"{text}; {count_words(rest, 'other')} cannot be told from luck." if rest else f"{text}."


def _drive(names: list[str]) -> str:
    return "drives" if len(names) == 1 else "drive"


def above_luck(document: Document, row: Mapping[str, Any]) -> bool:
    """Whether mu* lies above what luck alone would give, as one of all factors looked at.

    Its interval is widened by Bonferroni's correction, and for the few trajectories from which its
    width is known. False where luck is not known.
    """
    mu_star, trajectories = number(row["mu_star"]), document["trajectories"]
    if row["luck"] is None or trajectories < 2:
        return False
    known = t_quantile((1 + LEVEL) / 2, trajectories - 1) / normal_quantile((1 + LEVEL) / 2)
    half = (number(row["hi"]) - mu_star) * known * wider(len(document["rows"]), trajectories)
    return mu_star - half > number(row["luck"])


def effect_scale(document: Document) -> Scale:
    """The scale for effects, which are differences of the answer."""
    rows = document["rows"]
    values = [number(row[key]) for row in rows for key in ("mu_star", "sigma")]
    return sized(document, values, 40)


def morris_rows(document: Document) -> Rows:
    """Factor, mu*, its interval, mean effect, sigma and what luck alone would give."""
    how = effect_scale(document)
    return [
        (
            row["factor"],
            how.plain(number(row["mu_star"])),
            between(how, row),
            how.signed(number(row["mu"])),
            how.plain(number(row["sigma"])),
            how.plain(number(row["luck"])),
        )
        for row in document["rows"]
    ]


def sobol_sentence(document: Document) -> str:
    """Who is responsible for the variance, and whether luck or ignorance dominates."""
    if _luck_rules(document):
        return (
            f"The points hardly differ by more than luck in {asked(document)}, so the shares of "
            "the assumptions say little: more replications, or wider ranges. "
            f"{luck_sentence(document)}"
        )
    rows = [row for row in document["rows"] if number(row["total"]["lo"]) > 0]
    if not rows:
        return f"No assumption has a clear share of the variance of {asked(document)}."
    first = rows[0]
    text = (
        f"{first['factor']} has the largest share of the variance of {asked(document)}: "
        f"{percent_words(first['total'])} with all that it does together with others."
    )
    return f"{text} {luck_sentence(document)}".strip()


def _luck_rules(document: Document) -> bool:
    """Whether the 95 % interval allows for no more than a half of ignorance in the means."""
    spread = document.get("spread")
    return spread is not None and number(spread["ignorance_of_mean"]["hi"]) < 0.5


def luck_sentence(document: Document) -> str:
    """'Of the spread of single worlds 42 % is luck; ...'; empty where nothing tells them apart.

    With an ensemble a world is the mean of a parameter set, whose share cannot be told from luck
    here; the sentence on the ensemble does.
    """
    spread = document.get("spread")
    if not spread:
        return ""
    mean = "difference" if document["candidate"] is not None else "value"
    if "ensemble" in document:
        return (
            "Of the spread over points and parameter sets "
            f"{percent_words(spread['luck_of_worlds'])} is luck and the sets; of the uncertainty "
            f"of the mean {mean} over {count_words(spread['replications'], 'set')} "
            f"{percent_words(spread['ignorance_of_mean'])} is what was varied."
        )
    return (
        f"Of the spread of single worlds {percent_words(spread['luck_of_worlds'])} is luck; of the "
        f"uncertainty of the mean {mean} over {count_words(spread['replications'], 'world')} "
        f"{percent_words(spread['ignorance_of_mean'])} is ignorance of the inputs."
    )


def sobol_rows(document: Document) -> Rows:
    """Factor, first-order and total share."""
    return [
        (row["factor"], percent_words(row["first"]), percent_words(row["total"]))
        for row in document["rows"]
    ]
