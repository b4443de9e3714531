"""Every input behind a result: the parameters with their facts, what differs, the whole files."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import NamedTuple

from sim.present.words import listed
from sim.scenario.leaves import Leaf, differences, leaves
from sim.scenario.paths import find
from sim.scenario.tree import Scenario
from sim.scenario.writing import dump_text

MARKS = {"E": "evidence", "C": "calibrated", "G": "guess"}
BASES = {
    "evidence": ("rests on evidence", "rest on evidence"),
    "calibrated": ("is calibrated", "are calibrated"),
    "guess": ("is a guess", "are guesses"),
    "": ("is a choice, yours or of the model", "are choices, yours or of the model"),
}
"""By basis, of one and of several parameters; what has none is a name, a term, a switch."""


class Parameter(NamedTuple):
    """One parameter: dotted path, meaning, value and plausible range in words, basis, source."""

    path: str
    meaning: str
    value: str
    range: str
    mark: str
    source: str


def parameters(scenario: Scenario) -> list[Parameter]:
    """Every parameter of the tree but the printed texts, in the order of the tree."""
    return [_parameter(leaf) for leaf in leaves(scenario)]


def tally(rows: Sequence[Parameter]) -> str:
    """How many parameters rest on what; the parts add up to all of them."""
    known = [row.mark if row.mark in BASES else "" for row in rows]
    parts = {mark: known.count(mark) for mark in BASES}
    return listed(f"{n} {BASES[mark][n > 1]}" for mark, n in parts.items() if n)


def by_branch(rows: list[Parameter]) -> dict[str, list[Parameter]]:
    """Parameters by the first part of their path; those of the top level under 'scenario'."""
    branches: dict[str, list[Parameter]] = {}
    for row in rows:
        head, dot, _ = row.path.partition(".")
        branches.setdefault(head if dot else "scenario", []).append(row)
    return branches


def differing(base: Scenario, others: list[Scenario]) -> list[tuple[str, tuple[str, ...]]]:
    """Paths at which any of the others differs from the base, with the value in each of them."""
    found = [{path: (old, new) for path, old, new in differences(other, base)} for other in others]
    rows = []
    for path in dict.fromkeys(path for table in found for path in table):
        old = next(table[path][0] for table in found if path in table)
        rows.append((path, (old, *(table[path][1] if path in table else old for table in found))))
    return rows


def scenario_text(scenario: Scenario) -> str:
    """The resolved scenario as the text of a file, without the rows of its book."""
    book = scenario.book.model_copy(update={"accounts": ()})
    return dump_text(scenario.model_copy(update={"book": book}))


def book_text(scenario: Scenario) -> str:
    """The rows of the book as CSV; '' where the accounts are drawn and not read."""
    if not scenario.book.accounts:
        return ""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = sorted({name for row in scenario.book.accounts for name in row.attributes})
    writer.writerow(
        ["account", "segment", "arr", "term", "start_day", "renewal_day", "auto_renew", *names]
    )
    for row in scenario.book.accounts:
        writer.writerow(
            [
                row.account,
                row.segment,
                f"{row.arr:.12g}",
                row.term,
                f"{row.start:g}",
                "" if row.renewal is None else f"{row.renewal:g}",
                "on" if row.auto_renew else "off",
                *(row.attributes.get(name, "") for name in names),
            ]
        )
    return out.getvalue()


def _parameter(leaf: Leaf) -> Parameter:
    facts = leaf.facts
    field = find(leaf.path.split(".")).field
    meaning = " ".join((field.description or "").split()) if field else ""
    span = ""
    if facts.low is not None and facts.high is not None:
        span = f"{facts.words(facts.low)} to {facts.words(facts.high)}"
    known = bool(span or facts.source)
    return Parameter(
        leaf.path,
        meaning,
        leaf.words,
        span,
        MARKS.get(facts.mark, facts.mark) if known else "",
        facts.source,
    )
