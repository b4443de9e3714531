"""Nominal workload: the client hours a month that an account of each segment asks for.

Used to describe a scenario, to warn before it runs, and to share out books. Effort is at speed 1
and average health; new logos are counted by the growth of the book.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.scenario.tree import Kind, Scenario

RENEWALS_A_YEAR = {"monthly": 1.0, "annual": 1.0}


def by_segment(value: Any, segment: str) -> float:
    """The value for a segment: a plain number, or a mapping with an optional `default`."""
    if isinstance(value, dict):
        found = value.get(segment, value.get("default"))
        return 0.0 if found is None else float(found)
    return float(value)


def renewals_a_year(scenario: Scenario, segment: str) -> float:
    """Contract dates with renewal work, each account and year (monthly contracts: one a year)."""
    term = scenario.book.segments[segment].term
    return RENEWALS_A_YEAR.get(term, 1.0 / scenario.customers.multi_year)


def kind_hours(scenario: Scenario, kind: Kind, segment: str) -> float:
    """Hours a month that one account asks of an in-scope kind (0 for kinds without accounts)."""
    hours = by_segment(kind.hours, segment)
    monthly = {
        "planned": by_segment(kind.rate, segment),
        "request": by_segment(kind.rate, segment),
        "expansion": by_segment(kind.rate, segment),
        "renewal": renewals_a_year(scenario, segment) / 12,
        "onboarding": scenario.book.growth / 12 if scenario.mechanisms.new_logos else 0.0,
    }.get(kind.arrives, 0.0)
    return hours * monthly * scenario.work.volume


def hours_aside(scenario: Scenario) -> float:
    """Hours a week of each person that care for people and programmes take from clients.

    Sources: Q24, Q39, M64.
    """
    development = scenario.people.development * scenario.people.development_hours
    care = development + scenario.leadership.coaching + scenario.culture.mentoring
    return care + scenario.leadership.programme_hours


def scope_hours(scenario: Scenario, segment: str) -> float:
    """Out-of-scope hours a month of one account, before triage: s / (1 - s) x in-scope hours.

    Leaders from outside Customer Success take on more (M54).
    """
    if not scenario.mechanisms.scope_creep:
        return 0.0
    inside = sum(kind_hours(scenario, kind, segment) for kind in scenario.work.kinds.values())
    share = scenario.work.scope_creep
    leadership = scenario.leadership
    accepted = 1.0 + leadership.outsider_scope * (1.0 - leadership.cs_background)
    return inside * share / (1.0 - share) * accepted


def account_hours(scenario: Scenario, segment: str) -> dict[str, float]:
    """Hours a month of one account by kind of work.

    Scope creep is what triage and escalation leave of it, the time to pass items on included.
    """
    kinds = scenario.work.kinds
    scope = [name for name, kind in kinds.items() if kind.arrives == "scope"]
    out = {name: kind_hours(scenario, kind, segment) for name, kind in kinds.items()}
    outside = scope_hours(scenario, segment) * (1.0 - scenario.leadership.triage)
    for name in scope:
        out[name] = outside / len(scope) * _left(scenario, by_segment(kinds[name].hours, segment))
    return out


def _left(scenario: Scenario, hours: float) -> float:
    """What escalation leaves of the effort of items that take so many hours (share)."""
    culture = scenario.culture
    if not culture.escalation or not hours:
        return 1.0
    takes = min(1.0, culture.escalation_time / 60.0 / hours)
    return 1.0 - culture.escalation * (1.0 - takes)


def routes(scenario: Scenario, segment: str) -> dict[str, dict[str, float]]:
    """Who does what for a segment: kind -> role -> part. Empty where nobody handles a kind.

    `rest` takes every kind that no row for this segment names; two `rest` rows share alike.
    Kinds without an account (improvement, hiring) are not routed: each person has their own.
    """
    rows = {
        name: role
        for name, role in scenario.team.roles.items()
        if not role.segments or segment in role.segments
    }
    out: dict[str, dict[str, float]] = {}
    for kind, row in scenario.work.kinds.items():
        if row.arrives in ("improvement", "hiring"):
            continue
        named = {r: role.handles[kind] for r, role in rows.items() if kind in role.handles}
        rest = {r: role.handles["rest"] for r, role in rows.items() if "rest" in role.handles}
        left = 1.0 - sum(named.values())
        takers = {k: v for k, v in named.items() if v > 0}
        if left > 1e-9 and rest:
            total = sum(rest.values())
            for r, part in rest.items():
                if total > 0:
                    takers[r] = takers.get(r, 0.0) + left * part / total
        out[kind] = takers
    return out
