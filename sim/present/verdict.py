"""The verdict in words, on the headline measures only, and no surer than their intervals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.present import labels
from sim.present.reading import (
    BETTER,
    SAME,
    UNCLEAR,
    WORSE,
    Reading,
    coincide,
    headline,
    number,
    readings,
)
from sim.present.words import count_words, listed, scale, years_words

CLOSING = "This compares structures under stated assumptions; it is not a forecast."
CLOSING_OF_ONE = "This follows one structure under stated assumptions; it is not a forecast."


def verdict(
    base: str, candidate: str, measures: Mapping[str, Mapping[str, Any]], currency: str = "USD"
) -> str:
    """Two to five plain sentences on a candidate against the base.

    base, candidate: names of the two scenarios. measures: `candidates[i]["measures"]` of a summary.
    A candidate is called better or worse only where the 95 % interval of the paired difference
    excludes 0.
    """
    found = readings(measures, currency)
    head = headline(found)
    worlds = max((r.n for r in head), default=0)
    if not head:
        opening = [
            f"No headline measure of {candidate} and {base} has a value, so nothing can be said."
        ]
    elif coincide(head):
        opening = [_coinciding(base, candidate, worlds, coincide(found))]
    elif worlds < 2:
        opening = [
            f"One paired world cannot tell {candidate} from {base}, because nothing shows how "
            "much is luck; run more replications."
        ]
    else:
        opening = _weighed(base, candidate, head, worlds)
    return " ".join([*opening, CLOSING])


def outline(
    name: str, measures: Mapping[str, Mapping[str, Any]], years: float, currency: str = "USD"
) -> str:
    """Two or three plain sentences on one scenario: retention, cost and people, with intervals."""
    said = [
        text
        for key in ("grr", "nrr", "cost_to_serve", "csm_turnover", "burnout_prevalence")
        if (text := _level(key, measures.get(key), currency))
    ]
    worlds = max((int(entry.get("n") or 0) for entry in measures.values()), default=0)
    if not said:
        return f"No headline measure of {name} has a value. {CLOSING_OF_ONE}"
    extent = f"{count_words(worlds, 'world')} of {years_words(years)}"
    brackets = " (in brackets the 95 % interval of the mean)" if worlds > 1 else ""
    return f"{name}, {extent}{brackets}: {listed(said)}. {CLOSING_OF_ONE}"


def _coinciding(base: str, candidate: str, worlds: int, everywhere: bool) -> str:
    what = "every measure" if everywhere else "every headline measure"
    return (
        f"{candidate} and {base} coincide: {what} is the same in "
        f"{'the one paired world' if worlds == 1 else f'all {worlds} paired worlds'}."
    )


def _weighed(base: str, candidate: str, head: list[Reading], worlds: int) -> list[str]:
    gains = sorted((r for r in head if r.kind == BETTER), key=_weight)
    losses = sorted((r for r in head if r.kind == WORSE), key=_weight)
    if not gains and not losses:
        return [
            f"There is no clear difference between {candidate} and {base}: on none of the "
            f"{len(head)} headline measures does the 95 % interval of the difference over "
            f"{worlds} paired worlds exclude 0."
        ]
    first, rest = _leading(gains, losses)
    sentences = [_score(base, candidate, gains, losses, head), _lead(candidate, first)]
    if rest:
        sentences.append(_also(rest))
    unclear = [labels.noun(r.measure) for r in head if r.kind in (UNCLEAR, SAME)]
    if unclear:
        sentences.append(f"There is no clear difference in {listed(unclear)}.")
    return sentences


def _weight(r: Reading) -> tuple[bool, float]:
    """Weightiest first: the sum of it all, contribution, then the clearest difference."""
    return (r.measure != "contribution", -r.clearness)


def _leading(gains: list[Reading], losses: list[Reading]) -> tuple[list[Reading], list[Reading]]:
    """The one or two readings to open with (a gain and what it costs), and the others."""
    first = [gains[0], losses[0]] if gains and losses else (gains or losses)[:2]
    rest = [r for r in gains + losses if r not in first]
    return first, rest


def _score(
    base: str, candidate: str, gains: list[Reading], losses: list[Reading], head: list[Reading]
) -> str:
    total = f"of {len(head)} headline measures"
    if gains and losses:
        score = f"better on {len(gains)} {total} and worse on {len(losses)}"
        return f"{candidate} against {base}: {score}."
    word, some = ("better", gains) if gains else ("worse", losses)
    against = f"clearly {_other(word)} on none"
    return f"{candidate} against {base}: {word} on {len(some)} {total}, and {against}."


def _other(word: str) -> str:
    return "worse" if word == "better" else "better"


def _lead(candidate: str, first: list[Reading]) -> str:
    said = []
    for place, r in enumerate(first):
        interval = f"{'95 % interval ' if place == 0 else ''}{r.size_span()}"
        paired = f"better in {r.won_words}{' paired worlds' if place == 0 else ''}"
        said.append(f"{_said(r)} ({interval}; {paired})")
    return f"Choosing {candidate} {_joined(said, first)}."


def _also(rest: list[Reading]) -> str:
    parts = []
    for kind, word in ((BETTER, "better"), (WORSE, "worse")):
        some = [
            f"{labels.noun(r.measure)} ({r.size_words()} {_way(r)})" for r in rest if r.kind == kind
        ]
        if some:
            parts.append(f"{word} on {listed(some)}")
    return f"It is also {', and '.join(parts)}."


def _way(r: Reading) -> str:
    return "higher" if r.difference > 0 else "lower"


def _said(r: Reading) -> str:
    phrase = labels.phrase(r.measure)
    return (phrase.higher if r.difference > 0 else phrase.lower).format(d=r.size_words())


def _joined(said: list[str], about: list[Reading]) -> str:
    """Gains, then 'but' and the losses."""
    gains = [text for text, r in zip(said, about, strict=True) if r.kind == BETTER]
    losses = [text for text, r in zip(said, about, strict=True) if r.kind != BETTER]
    return ", but ".join(part for part in (listed(gains), listed(losses)) if part)


LEVELS = {
    "grr": "gross retention is {v}",
    "nrr": "net retention {v} a year",
    "cost_to_serve": "an account costs {v} a year to serve",
    "csm_turnover": "{v} of its people leave a year",
    "burnout_prevalence": "{v} of person-weeks are burned out",
}


def _level(key: str, entry: Mapping[str, Any] | None, currency: str) -> str:
    if entry is None or entry.get("mean") is None:
        return ""
    mean, lo, hi = (number(entry.get(k)) for k in ("mean", "lo", "hi"))
    written = scale(
        str(entry.get("unit", "-")),
        (mean, lo, hi),
        currency=currency,
        finest=(hi - lo) / 2 if hi > lo else None,
    )
    interval = f" ({written.span(lo, hi)})" if hi > lo else ""
    return LEVELS[key].format(v=written.plain(mean) + interval)
