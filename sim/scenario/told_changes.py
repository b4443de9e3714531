"""Dated changes in plain words: what they set, who moves, what changes hands, what that costs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sim.base.units import (
    DAYS_PER_YEAR,
    duration_words,
    money_words,
    number_words,
    share_words,
)
from sim.scenario.changes import put_on, shape
from sim.scenario.heads import book_by_segment, heads_of_size
from sim.scenario.pilot_power import DIFFERENCE, pilot_power
from sim.scenario.programmes import strength_of
from sim.scenario.rules_moves import sets_table
from sim.scenario.standing import standing
from sim.scenario.told_programmes import told_layoff, told_programme
from sim.scenario.tree import Change, Scenario
from sim.scenario.when import in_order

LEAVER_PART = 0.5
"""Hours of the old owner in a warm hand-over, relative to the new owner's."""
HOURS_A_YEAR = DAYS_PER_YEAR / 7 * 40


def told(scenario: Scenario) -> Iterator[str]:
    """A paragraph for each change, in the order of the file."""
    for name, change in scenario.timeline.items():
        yield f"  {_when(change)}, {name}: {_head(change)}{_note(change)}"
        if change.programme is not None:
            told = told_programme(scenario, change, *_trees(scenario, name))
            yield from (f"    {line}" for line in told)
        yield from (f"    {line}" for line in told_layoff(scenario, change))
        yield from (f"    {line}" for line in _reorganisation(scenario, name, change))
        if change.scope is not None:
            yield f"    {_pilot(scenario)}"


def _when(change: Change) -> str:
    return change.at if change.until is None else f"{change.at} until {change.until}"


def _note(change: Change) -> str:
    return f" ({change.note})" if change.note else ""


def _head(change: Change) -> str:
    """What a change is: a programme by name, else what it sets."""
    if change.programme is None:
        return _sets(change) if change.set else "layoff"
    said = change.strength is not None
    part = f", {share_words(strength_of(change))} of its effect" if said else ""
    return f"programme {change.programme}{part}"


def _sets(change: Change) -> str:
    return ", ".join(f"{path} {_becomes(value)}" for path, value in change.set.items())


def _becomes(value: Any) -> str:
    if isinstance(value, dict):
        return f"becomes {_inner(value)}"
    return "goes" if value is None else f"becomes {value}"


def _inner(value: dict[str, Any]) -> str:
    """'serves pool, staff accounts 50': a row in words, however deep."""
    return ", ".join(
        f"{key} {_inner(inner) if isinstance(inner, dict) else inner}"
        for key, inner in value.items()
    )


def _reorganisation(scenario: Scenario, name: str, change: Change) -> Iterator[str]:
    """Who moves, how many accounts change hands, and what the hours of that cost."""
    if not sets_table(change):
        return
    before, after = _trees(scenario, name)
    if shape(before) == shape(after):
        yield "The role table is as it was: nobody moves."
        return
    if change.scope is None:
        yield f"{_moves(before, after, change)}; {_accounts(before, after, change)}."


def _trees(scenario: Scenario, name: str) -> tuple[Scenario, Scenario]:
    """The trees before and after a change."""
    order = in_order(scenario)
    day = next(first for other, first, _ in order if other == name)
    on = [other for other, first, end in order if first <= day < end]
    on = [other for other in on if scenario.timeline[other].scope is None or other == name]
    before = on[: on.index(name)]
    return put_on(scenario, before), put_on(scenario, [*before, name])


def _moves(before: Scenario, after: Scenario, change: Change) -> str:
    if change.moves:
        said = [f"{m.count} from {m.from_} to {role}" for role, m in change.moves.items()]
        return f"Move: {', '.join(said)}; the others keep a role of the same name"
    here, there = _heads(before), _heads(after)
    gains = [f"{n - here.get(r, 0)} to {r}" for r, n in there.items() if n > here.get(r, 0)]
    losses = [f"{n - there.get(r, 0)} from {r}" for r, n in here.items() if n > there.get(r, 0)]
    if not gains:
        return "Nobody changes roles"
    return f"Of the opening team would move {', '.join(losses)}: {', '.join(gains)}"


def _heads(scenario: Scenario) -> dict[str, int]:
    return {role: n for role, n in heads_of_size(scenario, scenario.team.size).items() if n}


def _accounts(before: Scenario, after: Scenario, change: Change) -> str:
    """Roughly how many accounts change hands, in how long, and what the hours cost."""
    part = _changing(before, after, change)
    accounts = sum(n for n, _ in book_by_segment(before).values())
    count = part * accounts
    if count < 0.5:
        return "hardly any account changes hands"
    keep = change.keep_owner
    if keep is not None:
        count *= 1.0 - keep.top_arr
    warm = change.handover != "cold"
    hours = change.handover_hours
    each = before.customers.handover_hours if hours is None else hours
    total = count * each * (1.0 + LEAVER_PART * warm)
    rows = before.team.roles.values()
    price = sum(r.loaded_cost for r in rows) / len(rows) / HOURS_A_YEAR
    cost = money_words(total * price, before.book.currency)
    over = f" over {duration_words(change.phase_weeks, 'weeks')}" if change.phase_weeks else ""
    kind = "warm" if warm else "cold"
    return (
        f"about {number_words(round(count))} of {number_words(accounts)} accounts change hands"
        f"{over}, {kind}, {number_words(round(total))} hours in all (about {cost})"
    )


def _changing(before: Scenario, after: Scenario, change: Change) -> float:
    """Share of the accounts whose owner will not lead them: who leads now, and is not to stay."""
    here, there = _heads(before), _heads(after)
    leading, staying = 0, 0
    for role in _owning_leads(before):
        gone = sum(move.count for move in change.moves.values() if move.from_ == role)
        kept = (
            here.get(role, 0) - gone if change.moves else min(here.get(role, 0), there.get(role, 0))
        )
        leading += here.get(role, 0)
        staying += max(0, kept) if role in _owning_leads(after) else 0
    return 1.0 - staying / leading if leading else 0.0


def _owning_leads(scenario: Scenario) -> list[str]:
    """Roles that lead a segment and own its accounts."""
    leads = dict.fromkeys(row.lead for row in standing(scenario).segments)
    return [role for role in leads if role and scenario.team.roles[role].serves != "pool"]


def _pilot(scenario: Scenario) -> str:
    """What the pilot is of, and what it could find out."""
    found = pilot_power(scenario)
    churn = share_words(round(found.detectable, 3))
    return (
        f"A pilot on about {number_words(round(found.accounts))} accounts for "
        f"{number_words(round(found.weeks))} weeks, with {number_words(round(found.renewals))} of "
        f"their renewals in it (of the others {number_words(round(found.others))}). It would "
        f"notice a difference of {share_words(DIFFERENCE)} in renewals lost with a probability of "
        f"{share_words(round(found.power, 2))}; to be seen in four cases of five it would have to "
        f"be {churn}."
    )
