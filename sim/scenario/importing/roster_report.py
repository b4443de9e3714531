"""A roster in words, and as rows of a scenario."""

from __future__ import annotations

from sim.base.units import duration_words, money_words, number_words, share_words
from sim.scenario.asking.rows import Row
from sim.scenario.asking.team import cost_rows, team_rows
from sim.scenario.importing.job_titles import LEFT_OUT
from sim.scenario.importing.roster import CROWD, RAMPING, Roster

NO_NAMES = "names are read to count and are not kept: the scenario has seats, not people"


def describe_roster(roster: Roster, currency: str) -> list[str]:
    """The team: heads by role with the titles taken for it, tenure, exits."""
    lines = [f"People at the end of {roster.at}: {sum(roster.people.values())} ({NO_NAMES})."]
    for role, heads in roster.people.items():
        cost = roster.costs.get(role)
        told = f", {money_words(cost, currency)} a head" if cost else ""
        lines.append(f"  {heads:>6,}  {role}{told} ({_titles(roster, role)})")
    lines.append(
        f"Tenure: median {duration_words(roster.tenure, 'weeks')}; {share_words(roster.ramping)} "
        f"there for less than {RAMPING:g} weeks."
    )
    return [*lines, turnover_words(roster)]


def turnover_words(roster: Roster) -> str:
    """Exits in twelve months with the interval that so few events have."""
    rate, low, high = roster.turnover
    own, other = roster.exits
    others = f" ({other} more not by their own decision)" if other else ""
    return (
        f"Exits in 12 months: {own} in {number_words(roster.head_years)} head-years{others}, "
        f"{share_words(rate)} a year (95 % interval {share_words(low)} to {share_words(high)})."
    )


def roster_remarks(roster: Roster) -> list[str]:
    """Who was left out, whose cost is not told, and what was taken as so."""
    lines = []
    if LEFT_OUT in roster.titles:
        heads = sum(roster.titles[LEFT_OUT].values())
        lines.append(
            f"{heads} people left out of the team, by their titles: {_titles(roster, LEFT_OUT)}; "
            "--role 'TITLE=csm' takes them in"
        )
    small = [role for role, heads in roster.people.items() if heads < CROWD]
    if small and roster.costs:
        lines.append(
            f"no cost is written for {', '.join(small)}: of fewer than {CROWD} people it would be "
            "somebody's pay"
        )
    return [*lines, *roster.assumptions]


def roster_rows(roster: Roster) -> list[Row]:
    """The rows of `team` that the roster makes."""
    note = f"{roster.source}, {roster.at}"
    return [*team_rows(roster.people, note), *cost_rows(roster.people, roster.costs, "mean")]


def _titles(roster: Roster, role: str) -> str:
    return ", ".join(f"{n} '{title}'" for title, n in roster.titles[role].items())
