"""How the numbers were made, in words: worlds, pairs, intervals and the opening state."""

from __future__ import annotations

from typing import Any

from sim.present.subject import Subject
from sim.present.words import count_words, scale

READING = (
    "Difference: candidate less base, the mean over paired worlds. Green and 'better', or orange and "
    "'worse', stand only where the 95 % interval excludes 0. 'Better in' counts the paired worlds in "
    "which the candidate is better.")
READING_OF_ONE = (
    "Mean over worlds with its 95 % interval; the spread is the standard deviation between worlds, "
    "which is luck and not ignorance of the assumptions.")
OPENING = {
    "base": "Every candidate opens in the base's state (its people, books, queues, health and "
            "burnout), so that a difference is earned after day one.",
    "own": "Every scenario opens in the state that its own organisation would have come to.",
}


def method(subject: Subject) -> list[str]:
    """Paragraphs on method, for this result."""
    paragraphs = [
        "A discrete-event simulation plays the organisation forward day by day: customers ask, people "
        "work, tire, leave and are replaced, contracts come up for renewal. One such play is a world. "
        f"There are {count_words(subject.worlds, 'world')}, each with its own luck."]
    if subject.candidates:
        found: dict[str, Any] = dict(subject.summary.get("provenance") or {})
        paragraphs += [
            "Worlds are paired by common random numbers: in world number i, the same customer meets the "
            "same luck at the same renewal and the same person has the same threshold for leaving, "
            "whatever the organisation. New logos are the same in all scenarios. So most luck cancels "
            "out of a difference.",
            "A difference is the mean over pairs with its t interval at 95 %. Each measure has its own "
            "interval: among many measures, about one in twenty would exclude 0 by luck alone.",
            OPENING.get(str(found.get("opening", "base")), OPENING["base"]),
            *_equal(found.get("equal"), subject.currency)]
    else:
        paragraphs.append("An interval is that of the mean over worlds (t, 95 %); more worlds make it "
                          "narrower, and do not make the assumptions truer.")
    warmup = subject.base.scenario.warmup
    if warmup:
        paragraphs.append(f"The first {warmup:g} years are a warm-up that the measures leave out; the "
                          "charts over time show them.")
    paragraphs.append(
        "What is unfinished at the end is treated as unfinished (Kaplan-Meier), or overload would look "
        "fast. Ratios over a year use whole blocks of 12 months.")
    return paragraphs


def _equal(equal: Any, currency: str) -> list[str]:
    """What was made equal, and what remains."""
    if not equal:
        return []
    text = f"The candidates' teams were scaled to the {equal['by']} of the base."
    for team in equal.get("teams", ()):
        if not team:
            continue
        heads, pay = team["heads"], team["payroll"]
        how = scale("money", (pay["base"], pay["candidate"]), currency=currency)
        text += (f" {team['name']}: from {heads['before']} to {heads['after']} heads, payroll "
                 f"{how.plain(pay['candidate'])} a year against {how.plain(pay['base'])}.")
    return [text]
