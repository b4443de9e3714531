"""A 2 x 2 in words and cells: what two changes do together beyond the sum of each alone.

The interaction is read as a comparison of its own: what both give (the candidate) with what they
would give if they only added up (the base).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from sim.present import labels
from sim.present.reading import (
    BARELY,
    BETTER,
    SAME,
    UNCLEAR,
    WORSE,
    Reading,
    headline,
    number,
    readings,
)
from sim.present.words import Scale, listed, scale

LEAD = "contribution"
"""The measure that is told with its parts: the sum of it all."""
WORDS = {BETTER: "better", WORSE: "worse", BARELY: "barely", UNCLEAR: "unclear", SAME: "sum"}


class Square(NamedTuple):
    """One measure of the 2 x 2.

    cells: means of base, first, second and both. parts: mean changes of the last three against the
    base. beyond: the reading of both against the sum of the parts.
    """

    cells: tuple[float, float, float, float]
    parts: tuple[float, float, float]
    beyond: Reading

    @property
    def how(self) -> Scale:
        """The scale that the changes share with the interaction."""
        r = self.beyond
        half = (r.hi - r.lo) / 2
        return scale(
            r.unit,
            (*self.parts, r.difference),
            currency=r.currency,
            change=True,
            finest=half if half > 0 else None,
        )


def squares(found: Mapping[str, Any], currency: str = "USD") -> list[Square]:
    """The measures of an `interaction` document that have values, headline order."""
    measures = found["measures"]
    every = readings({name: _as_pair(entry) for name, entry in measures.items()}, currency)
    head = headline(every)
    return [_square(measures[r.measure], replace(r, together=len(head))) for r in head]


def _as_pair(entry: Mapping[str, Any]) -> dict[str, Any]:
    beyond = entry["effects"]["interaction"]
    return {
        **{key: entry[key] for key in ("p_better", "n", "unit", "better")},
        "base": entry["sum"],
        "candidate": entry["both"],
        "difference": beyond["mean"],
        "lo": beyond["lo"],
        "hi": beyond["hi"],
    }


def _square(entry: Mapping[str, Any], beyond: Reading) -> Square:
    base, first, second, both = (number(entry[c]) for c in ("base", "first", "second", "both"))
    one, other, together = (
        number(entry["effects"][name]["mean"]) for name in ("first", "second", "both")
    )
    return Square((base, first, second, both), (one, other, together), beyond)


def interaction_words(found: Mapping[str, Any], currency: str = "USD") -> str:
    """Two to five plain sentences on an `interaction` document; no surer than its intervals."""
    rows = squares(found, currency)
    if not rows:
        return "No headline measure has a value in all four scenarios."
    first = [_parts(found, row) for row in rows if row.beyond.measure == LEAD]
    if rows[0].beyond.n < 2:
        one = "One world cannot tell whether they add up; run more replications."
        return " ".join([*first, one])
    beyond = [row.beyond for row in rows]
    said = [
        f"{text} {listed(_moved(r) for r in some)}."
        for kind, text in (
            (BETTER, "Together they are better than the sum of their parts in"),
            (WORSE, "Together they are worse than the sum of their parts in"),
            (BARELY, f"Barely beyond luck, as {len(rows)} measures are judged at once:"),
        )
        if (some := [r for r in beyond if r.kind == kind])
    ]
    rest = [labels.noun(r.measure) for r in beyond if r.kind in (UNCLEAR, SAME)]
    if len(rest) == len(beyond):
        said = ["They add up as far as can be told: on no headline measure is there more."]
    elif rest:
        said.append(f"They add up as far as can be told in {listed(rest)}.")
    return " ".join([*first, *said])


def _parts(found: Mapping[str, Any], row: Square) -> str:
    """The lead measure: each alone, both, and what is beyond the sum, with its interval."""
    how, r = row.how, row.beyond
    one, other, both = (how.signed(part) for part in row.parts)
    span = f" (95 % interval {r.changes.span(r.lo, r.hi)})" if r.n > 1 else ""
    return (
        f"{labels.label(r.measure)}: {found['first']} {one}, {found['second']} {other}, "
        f"{found['both']} {both}; beyond the sum of the two {r.changes.signed(r.difference)}{span}."
    )


def _moved(r: Reading) -> str:
    way = "higher" if r.difference > 0 else "lower"
    interval = f"95 % interval {r.size_span()}"
    return f"{labels.noun(r.measure)} ({r.size_words()} {way}, {interval})"


def titles(found: Mapping[str, Any], base: str) -> tuple[str, ...]:
    """Heads of the columns of `cells`, without that of the measure."""
    return (base, found["first"], found["second"], found["both"], "Beyond the sum", "")


def cells(row: Square) -> tuple[str, ...]:
    """A measure: label, base, three changes against it, interaction with interval, its word."""
    how, r = row.how, row.beyond
    beyond = "0" if r.kind == SAME else r.changes.signed(r.difference)
    if r.n > 1 and r.kind != SAME:
        span, unit = r.changes.span(r.lo, r.hi), r.changes.after
        beyond += f" ({span.removesuffix(unit) if unit.startswith(' ') else span})"
    return (
        labels.full_label(r.measure),
        r.values.plain(row.cells[0]),
        *(how.signed(part) for part in row.parts),
        beyond,
        WORDS.get(r.kind, ""),
    )


def judged(rows: Sequence[Square]) -> str:
    """The finding in one line, for a title."""
    better, worse = (sum(row.beyond.kind == kind for row in rows) for kind in (BETTER, WORSE))
    if not better and not worse:
        return "no clear difference from the sum of their parts"
    return (
        f"better than the sum of their parts on {better or 'none'} of {len(rows)} headline "
        f"measures, worse on {worse or 'none'}"
    )
