"""What stands at the front and the back of a pack, whatever it is written in.

Title, extent, verdicts, what was asked, and what made the numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sim.present.interaction import interaction_words
from sim.present.reading import BARELY, BETTER, SAME, WORSE, headline
from sim.present.subject import Colour, Subject
from sim.present.verdict import outline, told
from sim.present.words import count_words, years_words

COMPARED = ("Base", "Candidate", "Difference", "95 % interval", "Better in", "")
"""Heads of the cells of `numbers.compared`; the first two give way to names."""
ALONE = ("Mean", "95 % interval of the mean", "Spread between worlds", "Worlds")
"""Heads of the cells of `numbers.alone`."""
ASKED = ("question", "hypothesis")
NOTES = ("findings", "decision")
"""What is written once it is known."""
KNOWN = {"base", "candidates", "digest", "scenario"}
"""Parts of a provenance that are shown elsewhere."""


class Verdict(NamedTuple):
    """What is said of one candidate, or of how two changes combine: head, words, colour."""

    title: str
    text: str
    colour: Colour


def over(subject: Subject) -> str:
    """The line above the title."""
    return "Comparison of organisations" if subject.candidates else "One organisation"


def title(subject: Subject) -> str:
    """'B and C against A'; of one scenario its name."""
    names = [side.name for side in subject.sides]
    if len(names) == 1:
        return names[0]
    return (
        f"{', '.join(names[1:-1])}{' and ' if len(names) > 2 else ''}{names[-1]} against {names[0]}"
    )


def extent(subject: Subject) -> str:
    """'30 paired worlds of 3 years from 2026-01-01'."""
    noun = "paired world" if subject.candidates else "world"
    tree = subject.base.scenario
    return f"{count_words(subject.worlds, noun)} of {years_words(tree.years)} from {tree.start}"


def verdicts(subject: Subject) -> list[Verdict]:
    """The verdict on every candidate, and on their interaction; of one scenario its outline."""
    found = []
    if not subject.candidates:
        measures, years = subject.summary["measures"], subject.base.scenario.years
        text = outline(subject.base.name, measures, years, subject.currency)
        found.append(Verdict("In words", text, subject.base.colour))
    for place, side in enumerate(subject.candidates):
        head = "Verdict" if len(subject.candidates) == 1 else side.name
        found.append(Verdict(head, told(subject, place), side.colour))
    if crossed := subject.summary.get("interaction"):
        text = interaction_words(crossed, subject.currency)
        found.append(Verdict("Beyond the sum", text, subject.base.colour))
    return found


def score(subject: Subject, place: int) -> str:
    """The candidate at `place` in one line: how many headline measures are clearly better."""
    side, base = subject.candidates[place], subject.base
    head = headline(subject.readings(place))
    better, worse, barely, same = (
        sum(r.kind == kind for r in head) for kind in (BETTER, WORSE, BARELY, SAME)
    )
    if same == len(head):
        return f"{side.name} and {base.name} coincide on all headline measures"
    rest = f", barely beyond luck on {barely}" if barely else ""
    if not better and not worse:
        return f"{side.name}: no clear difference from {base.name} on {len(head)} measures{rest}"
    return (
        f"{side.name}: better than {base.name} on {better or 'none'} of {len(head)} headline "
        f"measures, worse on {worse or 'none'}{rest}"
    )


def asked(subject: Subject) -> list[tuple[str, list[str]]]:
    """Question, hypothesis, findings and decision, each said once.

    What was found and decided is shown once it is written; what was asked, in any case.
    """
    rows = ((key, texts(subject, key)) for key in (*ASKED, *NOTES))
    return [(k.capitalize(), said) for k, said in rows if said or k in ASKED]


def texts(subject: Subject, key: str) -> list[str]:
    """What the scenarios say under `key`, each said once; with its name where they differ."""
    every = [(side.name, getattr(side.scenario, key).strip()) for side in subject.sides]
    distinct = list(dict.fromkeys(text for _, text in every if text))
    return distinct if len(distinct) < 2 else [f"{name}: {text}" for name, text in every if text]


def provenance(subject: Subject) -> list[tuple[str, str]]:
    """What made the numbers: digests of the scenarios, versions, seed and what was made equal."""
    rows = [(f"Scenario {side.name}", side.result.digest) for side in subject.sides]
    found: Mapping[str, Any] = subject.summary.get("provenance") or {}
    for key, value in found.items():
        if key not in KNOWN and value not in (None, {}, []):
            rows += list(_flat(key, value))
    return rows


def _flat(key: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for inner, item in value.items():
            yield from _flat(f"{key} {inner}", item)
    elif isinstance(value, (list, tuple)):
        for place, item in enumerate(value):
            yield from _flat(f"{key} {place + 1}", item)
    else:
        yield key, str(value)
