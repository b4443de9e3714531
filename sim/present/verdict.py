"""The verdict in words, on the headline measures only, and no surer than their intervals.

The weightiest clear difference comes first, and what weighs against it; then what else is clear,
what is barely beyond luck (see `reading`), what is not clear, and the score.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sim.present import labels
from sim.present.bounds import within
from sim.present.reading import (
    BARELY,
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
from sim.present.transition import transition_words
from sim.present.words import count_words, listed, scale, years_words

if TYPE_CHECKING:
    from sim.present.subject import Subject

CLOSING = "This compares structures under stated assumptions; it is not a forecast."
CLOSING_OF_ONE = "This follows one structure under stated assumptions; it is not a forecast."

SENT = ": what is sent back is paid for there, while the hours it frees here are paid as before"
"""Why the full cost rises where less is done for other teams: pay is by heads, not by hours."""


def verdict(
    base: str,
    candidate: str,
    measures: Mapping[str, Mapping[str, Any]],
    currency: str = "USD",
    transition: Mapping[str, Any] | None = None,
) -> str:
    """Two to eight plain sentences on a candidate against the base.

    base, candidate: names of the two scenarios. measures, transition: `candidates[i]["measures"]`
    and `["transition"]` of a summary.
    A candidate is called better or worse only where the interval of the paired difference excludes
    0 after Bonferroni's correction for the number of headline measures; where only the 95 %
    interval does, the difference is said to be barely beyond luck.
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
    more = [_in_full(found, head), transition_words(transition, currency)]
    return " ".join([*opening, *filter(None, more), CLOSING])


def told(subject: Subject, place: int) -> str:
    """The verdict on the candidate at `place`."""
    return verdict(
        subject.base.name,
        subject.candidates[place].name,
        subject.measures(place),
        subject.currency,
        subject.transition(place),
    )


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
    clear = sorted((r for r in head if r.kind in (BETTER, WORSE)), key=_weight)
    barely = sorted((r for r in head if r.kind == BARELY), key=_weight)
    if not clear and not barely:
        return [
            f"There is no clear difference between {candidate} and {base}: on none of the "
            f"{len(head)} headline measures does the 95 % interval of the difference over "
            f"{worlds} paired worlds exclude 0."
        ]
    if clear:
        first, rest = _leading(clear)
        net = any(r.measure == "cost_to_serve" for r in clear)
        sentences = [_lead(candidate, first, net), *([_also(rest)] if rest else [])]
    else:
        sentences = [f"No headline measure tells {candidate} clearly from {base}."]
    if barely:
        sentences.append(
            f"Barely beyond luck, as {len(head)} measures are judged at once: "
            f"{listed(map(_moved, barely))}."
        )
    unclear = sorted((r for r in head if r.kind in (UNCLEAR, SAME)), key=_sum_first)
    if unclear:
        nouns = listed(labels.noun(r.measure) for r in unclear)
        sentences.append(f"There is no clear difference in {nouns}.")
    return [*sentences, *([_score(clear, barely, len(head))] if clear else [])]


def _sum_first(r: Reading) -> bool:
    """Contribution, the sum of it all, before the others."""
    return r.measure != "contribution"


def _weight(r: Reading) -> tuple[bool, float]:
    """Weightiest first: the sum of it all, then the clearest difference."""
    return (_sum_first(r), -r.clearness)


def _leading(clear: list[Reading]) -> tuple[list[Reading], list[Reading]]:
    """The one or two readings to open with (the weightiest and its counterweight), and the others.

    Where nothing weighs against the weightiest, the second of its kind stands beside it.
    """
    against = [r for r in clear if r.kind != clear[0].kind]
    first = [clear[0], *(against or clear[1:])[:1]]
    return first, [r for r in clear if r not in first]


def _in_full(found: list[Reading], head: list[Reading]) -> str:
    """What contribution has in it and the cost to serve has not, where the two part ways."""
    full = next((r for r in found if r.measure == "cost_to_serve_full"), None)
    pay = next((r for r in head if r.measure == "cost_to_serve"), None)
    if full is None or pay is None or full.kind not in (BETTER, WORSE) or full.kind == pay.kind:
        return ""
    way = "higher" if full.difference > 0 else "lower"
    sent = next((r for r in found if r.measure == "out_of_scope_share"), None)
    less = sent is not None and sent.kind == BETTER
    why = SENT if less and full.kind == WORSE and pay.kind != BETTER else ""
    return (
        "With hiring and the hours of other teams, which contribution has in it, the full cost to "
        f"serve is {full.about_words()} per account a year {way}{why}."
    )


def _score(clear: list[Reading], barely: list[Reading], of: int) -> str:
    better, worse = (sum(r.kind == kind for r in clear) for kind in (BETTER, WORSE))
    rest = f", barely beyond luck on {len(barely)}" if barely else ""
    return (
        f"In all: better on {better or 'none'} of {of} headline measures, "
        f"worse on {worse or 'none'}{rest}."
    )


def _lead(candidate: str, first: list[Reading], net: bool) -> str:
    """net: say that contribution has the cost to serve taken off, because both are named."""
    said = []
    for place, r in enumerate(first):
        interval = f"{'95 % interval ' if place == 0 else ''}{r.size_span()}"
        paired = f"better in {r.won_words}{' paired worlds' if place == 0 else ''}"
        after = ", net of the cost to serve" if net and r.measure == "contribution" else ""
        said.append(f"{_said(r)}{after} ({interval}; {paired})")
    opposed = len({r.kind for r in first}) > 1
    return f"Choosing {candidate} {', but '.join(said) if opposed else listed(said)}."


def _also(rest: list[Reading]) -> str:
    parts = []
    for kind, word in ((BETTER, "better"), (WORSE, "worse")):
        some = [_moved(r) for r in rest if r.kind == kind]
        if some:
            parts.append(f"{word} on {listed(some)}")
    return f"It is also {', and '.join(parts)}."


def _moved(r: Reading) -> str:
    """'burnout (2.7 points higher)'."""
    way = "higher" if r.difference > 0 else "lower"
    return f"{labels.noun(r.measure)} ({r.about_words()} {way})"


def _said(r: Reading) -> str:
    phrase = labels.phrase(r.measure)
    return (phrase.higher if r.difference > 0 else phrase.lower).format(d=r.size_words())


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
    span = written.span(*within(lo, hi, str(entry.get("unit", "-")), key))
    interval = f" ({span})" if hi > lo else ""
    return LEVELS[key].format(v=written.plain(mean) + interval)
