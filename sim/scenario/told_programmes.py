"""Programmes and layoffs in plain words: what they move, when in full, and what they cost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sim.base.units import duration_words, money_words, share_words
from sim.scenario.heads import heads_by_role
from sim.scenario.leaves import NONE, leaf_at
from sim.scenario.programmes import cost_of, full_sets, lag_of, row_of, step_days
from sim.scenario.tree import Change, Scenario
from sim.scenario.when import change_day


def told_programme(
    scenario: Scenario, change: Change, before: Scenario, after: Scenario
) -> Iterator[str]:
    """Sentences on a change as a programme; none for another one.

    before, after: the trees without it and with all of it.
    """
    if change.programme is None:
        return
    moved = ", ".join(_moves(path, before, after) for path in full_sets(scenario, change))
    comes = f": {moved}, {_comes(scenario, change)}" if moved else ""
    if moved or change.layoff is None:
        yield f"{row_of(scenario, change).title}{comes}."
    if costs := _costs(scenario, change, before, after):
        yield f"It costs {costs}."


def _moves(path: str, before: Scenario, after: Scenario) -> str:
    was, now = leaf_at(before, path).words, leaf_at(after, path).words
    if was == now:
        return f"{path} stays at {now}"
    return f"{path} from {was} to {now}" if was != NONE else f"{path} {now}"


def _comes(scenario: Scenario, change: Change) -> str:
    """How the effect comes, and when it is all there."""
    lag = lag_of(scenario, change)
    if lag == 0.0:
        return "at once"
    steps = step_days(scenario, change, change_day(scenario.start, change.at))
    full = dt.date.fromisoformat(scenario.start) + dt.timedelta(days=round(steps[-1]))
    grows = f"in {len(steps)} steps, " if len(steps) > 1 else ""
    return f"{grows}in full after {duration_words(lag, 'weeks')} ({full})"


def _costs(scenario: Scenario, change: Change, before: Scenario, after: Scenario) -> str:
    """Money once and a year for the opening team, and hours."""
    cost, currency = cost_of(scenario, change), scenario.book.currency
    raised = max(0.0, before.people.pay_gap - after.people.pay_gap)
    yearly = cost.yearly + cost.per_head * scenario.team.size + raised * _payroll(before)
    said = []
    if cost.once:
        said.append(f"{money_words(cost.once, currency)} once")
    if yearly:
        said.append(f"about {money_words(yearly, currency)} a year")
    if cost.hours:
        said.append(f"{duration_words(cost.hours, 'hours')} a week of each person")
    return " and ".join(said)


def _payroll(scenario: Scenario) -> float:
    heads, roles = heads_by_role(scenario), scenario.team.roles
    return sum(n * roles[role].loaded_cost for role, n in heads.items())


def told_layoff(scenario: Scenario, change: Change) -> Iterator[str]:
    """A sentence on who is let go; none where nobody is."""
    layoff = change.layoff
    if layoff is None:
        return
    seats = f"{share_words(layoff.share or 0.0)} of the seats close"
    if layoff.heads is not None:
        seats = "1 seat closes" if layoff.heads == 1 else f"{layoff.heads} seats close"
    weeks = duration_words(scenario.money.severance, "weeks")
    yield (
        f"Layoff: {seats}, empty ones first, then of who came last (named seats stay), with "
        f"severance of {weeks}."
    )
