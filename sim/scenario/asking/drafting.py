"""From answers to a draft scenario: all that needs no simulation.

The work is scaled so that the team is as busy as that of `standard`, which was calibrated: in-scope
hours as a share of nominal client hours. Turnover, churn and expansion are solved afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sim.base.units import duration_text, money_words, share_words
from sim.scenario.asking.answers import Answers
from sim.scenario.asking.questions import acv
from sim.scenario.asking.reading import SEGMENTS
from sim.scenario.asking.rows import Row, sets
from sim.scenario.asking.sizes import band
from sim.scenario.asking.team import cost_rows, team_rows
from sim.scenario.default_sets import NEWEST
from sim.scenario.load import load
from sim.scenario.standing import standing
from sim.scenario.tree import Scenario

VOLUME = "work.volume"
FALLBACK = 0.25
"""Share of ARR of a segment that the mix of this company size does not have."""


@dataclass(frozen=True)
class Draft:
    """The rows of a scenario file over `standard`, and the scenario that they make."""

    answers: Answers
    rows: tuple[Row, ...]
    scenario: Scenario

    def replaced(self, changes: dict[str, Row]) -> Draft:
        """The draft with some rows replaced, by path, or added behind."""
        kept = [changes.get(row.path, row) for row in self.rows]
        known = {row.path for row in kept}
        rows = (*kept, *(row for path, row in changes.items() if path not in known))
        return Draft(self.answers, rows, load("standard", sets(rows)))


def draft(answers: Answers, name: str, currency: str = "USD") -> Draft:
    """The draft of a scenario called `name`. Raises InputError where the answers do not fit."""
    rows = (
        Row("schema", 1),
        Row("defaults", NEWEST, "the set of defaults: these numbers stay"),
        Row("name", name),
        *_book(answers, currency),
        *_work(answers),
        *_team(answers),
        *_people(answers),
        *_customers(answers),
    )
    made = Draft(answers, rows, load("standard", sets(rows)))
    return made.replaced({VOLUME: _volume(made.scenario)})


def _book(answers: Answers, currency: str) -> Iterator[Row]:
    values, note = answers.values, answers.note
    yield Row("book.currency", currency)
    yield Row("book.arr", _amount(values["arr"]), note("arr"))
    yield Row("book.growth", share_words(values["growth"]), note("growth"))
    for segment in SEGMENTS:
        path = f"book.segments.{segment}"
        if segment not in values["customers"].by_segment:
            yield Row(path, None, "no customers there")
    for segment, (number, share, value) in _mix(answers).items():
        path = f"book.segments.{segment}"
        told = f"{note('customers')}: {number:,} customers"
        yield Row(f"{path}.arr_share", share, told)
        yield Row(f"{path}.acv", value, "so that they add up to the ARR")
        yield Row(f"{path}.term", values["term"][segment], note("term"))


def _mix(answers: Answers) -> dict[str, tuple[int, float, int]]:
    """By segment: customers, share of ARR, and mean contract value.

    From numbers of customers: the usual contract values, scaled so that they add up to the ARR.
    From contract values: the mix of ARR that is usual at this size.
    """
    arr, (by_value, given) = answers.values["arr"], answers.values["customers"]
    usual = band(arr).mix
    weights = {
        name: usual.get(name, FALLBACK) if by_value else number * acv(name)
        for name, number in given.items()
    }
    total = sum(weights.values())
    shares = {name: round(weight / total, 4) for name, weight in weights.items()}
    last = list(shares)[-1]
    shares[last] = round(1 - sum(share for name, share in shares.items() if name != last), 4)
    found = {}
    for name, number in given.items():
        part = shares[name] * arr
        number_of = max(1, round(part / number)) if by_value else round(number)
        found[name] = (number_of, shares[name], round(part / number_of))
    return found


def _work(answers: Answers) -> Iterator[Row]:
    yield Row(VOLUME, 1)
    yield Row("work.scope_creep", share_words(answers.values["non_cs"]), answers.note("non_cs"))
    for segment, hours in answers.values.get("onboarding", {}).items():
        path = f"work.kinds.onboarding.hours.{segment}"
        yield Row(path, duration_text(hours, "hours"), answers.note("onboarding"))


def _team(answers: Answers) -> Iterator[Row]:
    people = answers.values["people"]
    yield from team_rows(people, answers.note("people"))
    if "cost" in answers.asked:  # else every role keeps its own from the catalogue
        yield from cost_rows(people, answers.values["cost"], answers.note("cost"))


def _people(answers: Answers) -> Iterator[Row]:
    values, note = answers.values, answers.note
    yield Row("people.hiring.fill", duration_text(values["fill"], "weeks"), note("fill"))
    yield Row("people.ramp", duration_text(values["ramp"], "weeks"), note("ramp"))


def _customers(answers: Answers) -> Iterator[Row]:
    if "influenceable" in answers.values:
        share = share_words(answers.values["influenceable"])
        yield Row("customers.influenceable_churn", share, answers.note("influenceable"))


def _volume(drafted: Scenario) -> Row:
    """The work content at which the team is as busy as that of `standard`; drafted at volume 1."""
    usual, found = busy(load("standard")), busy(drafted)
    volume = float(f"{usual / found:.3g}") if found > 0 else 1.0
    told = f"solved: as busy as `standard`, in-scope work {share_words(usual)} of nominal hours (C)"
    return Row(VOLUME, volume, told)


def busy(scenario: Scenario) -> float:
    """In-scope hours of work as a share of nominal client hours on the opening day."""
    now = standing(scenario)
    inside = now.load * (1 - now.out_of_scope_share)
    return inside / now.capacity if now.capacity > 0 else 0.0


def _amount(value: float) -> str | float:
    """An amount as people write it, where that is exact: '8M'."""
    text = money_words(value)
    return text if load("standard", {"book.arr": text}).book.arr == value else value
