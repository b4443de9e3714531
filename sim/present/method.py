"""How the numbers were made, in words: worlds, pairs, intervals and the opening state."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sim.present.published import beside
from sim.present.subject import Subject
from sim.present.words import count_words, scale

READING = (
    "Difference: candidate less base, the mean over paired worlds. Blue and 'better', or orange "
    "and 'worse', stand only where the interval excludes 0, for the headline measures even when "
    "all of them are judged together; 'barely': only its own 95 % interval does. 'Better in' "
    "counts the paired worlds in which the candidate is better."
)
READING_OF_ONE = (
    "Mean over worlds with its 95 % interval; the spread is the standard deviation between worlds, "
    "which is luck and not ignorance of the assumptions."
)
WORLD = (
    "A discrete-event simulation plays the organisation forward day by day: customers ask, people "
    "work, tire, leave and are replaced, contracts come up for renewal. One such play is a world. "
    "There are {worlds}, each with its own luck."
)
PAIRS = (
    "Worlds are paired by common random numbers: in world number i, the same customer meets the "
    "same luck at the same renewal, and the same person has the same threshold for leaving, in "
    "every organisation. New logos are the same in all scenarios. So most luck cancels out of a "
    "difference.",
    "A difference is the mean over pairs with its t interval at 95 %. Each measure has its own "
    "interval: among many measures, about one in twenty would exclude 0 by luck alone. So a "
    "headline measure is called better or worse only where the interval at 95 % over all headline "
    "measures together (Bonferroni) excludes 0, and barely beyond luck where only its own does.",
)
ONE = (
    "An interval is that of the mean over worlds (t, 95 %); more worlds make it narrower, and do "
    "not make the assumptions truer.",
)
OPENING = {
    "base": "Every candidate opens in the base's state (its people, books, queues, health and "
    "burnout), so that a difference is earned after day one.",
    "own": "Every scenario opens in the state that its own organisation would have come to.",
}
WARMUP = (
    "The first {years:g} years are a warm-up that the measures leave out; the charts over time "
    "show them."
)
UNFINISHED = (
    "What is unfinished at the end is treated as unfinished (Kaplan-Meier), or overload would look "
    "fast. Ratios over a year use whole blocks of 12 months."
)


def how_to_read(subject: Subject) -> str:
    """How the tables of measures are read, and what is published beside their levels."""
    first = READING if subject.candidates else READING_OF_ONE
    shown = subject.measures(0) if subject.candidates else subject.summary["measures"]
    return " ".join(filter(None, (first, beside(shown))))


def method(subject: Subject) -> list[str]:
    """Paragraphs on method, for this result."""
    return list(_paragraphs(subject))


def _paragraphs(subject: Subject) -> Iterator[str]:
    yield WORLD.format(worlds=count_words(subject.worlds, "world"))
    if subject.candidates:
        if few := subject.too_few():
            yield few
        made: dict[str, Any] = dict(subject.summary.get("provenance") or {})
        yield from PAIRS
        yield OPENING.get(str(made.get("opening", "base")), OPENING["base"])
        if made.get("equal"):
            yield _equal(made["equal"], subject.currency)
    else:
        yield from ONE
    if subject.base.scenario.warmup:
        yield WARMUP.format(years=subject.base.scenario.warmup)
    yield UNFINISHED


def _equal(equal: dict[str, Any], currency: str) -> str:
    """What was made equal, and what remains."""
    text = f"The candidates' teams were scaled to the {equal['by']} of the base."
    for team in filter(None, equal.get("teams", ())):
        heads, pay = team["heads"], team["payroll"]
        how = scale("money", (pay["base"], pay["candidate"]), currency=currency)
        text += (
            f" {team['name']}: from {heads['before']} to {heads['after']} heads, payroll "
            f"{how.plain(pay['candidate'])} a year against {how.plain(pay['base'])}."
        )
    return text
