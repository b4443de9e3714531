"""Value of information, and where a candidate loses, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.present import labels
from sim.present.answers.wording import Document, at_words, between, percent_words, sized
from sim.present.reading import number
from sim.present.words import NOTHING, Scale, count_words, listed, percent

Rows = list[tuple[str, ...]]


def information_sentence(document: Document) -> str:
    """Which number is worth measuring better before deciding, and how much that is worth."""
    how = worth_scale(document)
    noun = labels.noun(document["measure"])
    best = f"With what is known, {document['best']} is the better choice on {noun}"
    worth = [row for row in document["rows"] if number(row["lo"]) > 0]
    if not worth:
        perfect = document["perfect"]
        return (
            f"{best}, and knowing any one number better would not clearly change that; knowing "
            f"all of them would be worth {how.plain(number(perfect['value']))} "
            f"(95 % interval {between(how, perfect)})."
        )
    first = worth[0]
    others = [row["factor"] for row in worth[1:]]
    text = (
        f"{best}. To know {first['factor']} before deciding is worth "
        f"{how.plain(number(first['value']))} (95 % interval {between(how, first)}): at "
        f"{percent(number(first['switches']))} of its plausible values another choice is better."
    )
    if not others:
        return text
    return f"{text} Next {'comes' if len(others) == 1 else 'come'} {listed(others)}."


def worth_scale(document: Document) -> Scale:
    """The scale for what knowledge is worth: a difference in the measure."""
    rows = [*document["rows"], document["perfect"]]
    values = [number(row[key]) for row in rows for key in ("value", "lo", "hi")]
    return sized(document, values, 60)


def information_rows(document: Document) -> Rows:
    """Factor, worth, interval, at which share of its values the choice is another."""
    how = worth_scale(document)
    return [
        (
            row["factor"],
            how.plain(number(row["value"])),
            between(how, row),
            NOTHING if row["switches"] is None else percent(number(row["switches"])),
        )
        for row in [*document["rows"], document["perfect"]]
    ]


def losing_sentence(document: Document) -> str:
    """'Specialised loses in 84 of 100 worlds where growth is below 15 % (...)'."""
    who, noun = document["candidate"], labels.noun(document["measure"])
    everywhere = percent(number(document["everywhere"]))
    if not document["limits"]:
        if number(document["everywhere"]) in (0.0, 1.0):
            never = "loses on {} in {} of all worlds"
            return f"{who} {never.format(noun, everywhere)}, whatever the assumptions."
        return (
            f"{who} loses on {noun} in {everywhere} of all worlds, and no part of the ranges "
            "stands out."
        )
    if not document["worlds"]:
        return f"No world was left to check where {who} loses: ask for more samples."
    worlds = count_words(document["worlds"], "world")
    return (
        f"{who} loses on {noun} in {document['lost']:,} of {worlds}"
        f" where {listed(map(limit_words(document), document['limits']))} "
        f"(95 % interval {density_words(document)}; coverage "
        f"{percent(number(document['coverage']))}); over all ranges it loses in {everywhere}."
    )


def density_words(document: Document) -> str:
    """The interval of the share of worlds that are lost in the box."""
    share = document["density"]
    return f"{100 * number(share['lo']):.0f} to {100 * number(share['hi']):.0f} %"


def limit_words(document: Document) -> Any:
    """A function that says one limit: 'book.growth is below 15 %'."""

    def words(limit: Mapping[str, Any]) -> str:
        def at(value: Any) -> str:
            return at_words(value, limit["unit"], document["currency"])

        name, low, high = limit["factor"], limit["low"], limit["high"]
        if limit["levels"]:
            return f"{name} is {listed(map(at, limit['levels']), 'or')}"
        if low is None:
            return f"{name} is below {at(high)}"
        if high is None:
            return f"{name} is above {at(low)}"
        return f"{name} is between {at(low)} and {at(high)}"

    return words


def losing_rows(document: Document) -> Rows:
    """What is counted, and the share that is lost."""
    inside = percent_words(document["density"]) if document["worlds"] else ""
    return [
        ("In the box", f"{document['worlds']:,}", f"{document['lost']:,}", inside),
        (
            "Everywhere",
            f"{document['all_worlds']:,}",
            f"{number(document['everywhere']) * document['all_worlds']:,.0f}",
            percent(number(document["everywhere"])),
        ),
    ]
