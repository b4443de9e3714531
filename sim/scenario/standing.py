"""Where a team stands before anything runs: ratios beside published ones, load beside capacity.

Nominal hours at full speed (`workload`): no vacancies, ramp, switching, hand-offs or overtime.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.base.units import DAYS_PER_MONTH
from sim.scenario.heads import book_by_segment, heads_by_role
from sim.scenario.tree import Role, Scenario
from sim.scenario.workload import account_hours, hours_aside, routes

WEEKS_PER_MONTH = DAYS_PER_MONTH / 7
WEEK_HOURS = 40.0
WORKDAYS_PER_YEAR = 260.0
BY_HAND = ("planned", "request")
"""What `touch` of a role makes less of."""


@dataclass(frozen=True)
class Published:
    """A published ratio: typical value, range, and where it is from."""

    what: str
    typical: float
    low: float
    high: float
    source: str


_RATIOS = "vendor composites, PostHog handbook (grade C)"
ENTERPRISE = Published("enterprise", 15, 8, 30, _RATIOS)
MID_MARKET = Published("mid-market", 45, 25, 60, _RATIOS)
SMALL = Published("small business, pooled", 150, 100, 300, _RATIOS)
ARR_PER_CSM = Published(
    "ARR per CSM",
    1.7e6,
    0.5e6,
    2.5e6,
    "ClientSuccess survey of about 600 companies $1.72M; SaaStr/Gainsight panel $2M at scale, "
    "$0.5M in hyper-growth; PostHog handbook $1.5M (grades B-C)",
)
BY_VALUE = ((100e3, ENTERPRISE), (12e3, MID_MARKET), (0.0, SMALL))
"""Smallest mean ARR of an account for which a ratio is read; bands of SaaS Capital RB28 (guess)."""


@dataclass(frozen=True)
class SegmentStanding:
    """A segment: accounts, ARR, and both for each head of the role that leads it."""

    segment: str
    accounts: float
    arr: float
    lead: str
    heads: float
    accounts_per_head: float | None
    arr_per_head: float | None
    published: Published


@dataclass(frozen=True)
class RoleStanding:
    """A role: heads, client hours a week that they have, and that the work asks of them."""

    role: str
    title: str
    heads: float
    capacity: float
    load: float

    @property
    def utilisation(self) -> float | None:
        """Load over capacity; None where there is no capacity."""
        return self.load / self.capacity if self.capacity > 0 else None


@dataclass(frozen=True)
class Standing:
    """The team before a run. Hours are a week; shares are 0-1."""

    accounts: float
    arr: float
    heads: float
    arr_per_head: float | None
    published_arr: Published
    segments: tuple[SegmentStanding, ...]
    roles: tuple[RoleStanding, ...]
    load: float
    capacity: float
    out_of_scope_share: float
    unhandled: tuple[tuple[str, str], ...]
    """Kind of work and segment, for work that no role does."""


def standing(scenario: Scenario) -> Standing:
    """Where the team of a scenario stands on the opening day."""
    book = book_by_segment(scenario)
    hours, unhandled, outside = _hours(scenario, {name: n for name, (n, _) in book.items()})
    heads = {name: float(n) for name, n in heads_by_role(scenario).items()}
    roles = tuple(
        RoleStanding(
            name,
            title(name, role),
            heads[name],
            heads[name] * client_hours(scenario, role),
            sum(hours.get((name, segment), 0.0) for segment in book),
        )
        for name, role in scenario.team.roles.items()
    )
    load = sum(row.load for row in roles)
    arr = sum(one for _, one in book.values())
    total = float(sum(heads.values()))
    return Standing(
        accounts=sum(n for n, _ in book.values()),
        arr=arr,
        heads=total,
        arr_per_head=arr / total if total > 0 else None,
        published_arr=ARR_PER_CSM,
        segments=tuple(_segment(scenario, name, *book[name], hours, heads) for name in book),
        roles=roles,
        load=load,
        capacity=sum(row.capacity for row in roles),
        out_of_scope_share=outside / load if load > 0 else 0.0,
        unhandled=unhandled,
    )


def client_hours(scenario: Scenario, role: Role) -> float:
    """Hours a week that one person of a role has for client work, leave taken off."""
    here = 1.0
    if scenario.mechanisms.leave:
        here = max(0.0, 1.0 - scenario.people.leave / WORKDAYS_PER_YEAR)
    aside = scenario.team.coordination + scenario.culture.improvement_floor
    aside += hours_aside(scenario)
    return max(0.0, WEEK_HOURS * role.client_share - aside) * here


def title(name: str, role: Role) -> str:
    """What people call a role."""
    return role.title or name.replace("_", " ")


def _hours(
    scenario: Scenario, accounts: dict[str, float]
) -> tuple[dict[tuple[str, str], float], tuple[tuple[str, str], ...], float]:
    """Hours a week by role and segment; what nobody handles; and the out-of-scope hours."""
    hours: dict[tuple[str, str], float] = {}
    unhandled, outside = [], 0.0
    for segment, n in accounts.items():
        taken = routes(scenario, segment)
        for kind, monthly in account_hours(scenario, segment).items():
            weekly = n * monthly / WEEKS_PER_MONTH
            takers = taken.get(kind, {})
            if weekly > 0 and not takers:
                unhandled.append((kind, segment))
            arrives = scenario.work.kinds[kind].arrives
            for role, part in takers.items():
                touch = scenario.team.roles[role].touch if arrives in BY_HAND else 1.0
                own = weekly * part * touch
                hours[role, segment] = hours.get((role, segment), 0.0) + own
                outside += own if arrives == "scope" else 0.0
    return hours, tuple(unhandled), outside


def _segment(
    scenario: Scenario,
    name: str,
    accounts: float,
    arr: float,
    hours: dict[tuple[str, str], float],
    heads: dict[str, float],
) -> SegmentStanding:
    """One segment; heads of its lead role are shared out by the hours each segment asks."""
    lead = _lead(scenario, name)
    whole = sum(own for (role, _), own in hours.items() if role == lead)
    share = hours.get((lead, name), 0.0) / whole if whole > 0 else 0.0
    own_heads = heads.get(lead, 0.0) * share
    mean = arr / accounts if accounts else scenario.book.segments[name].acv
    return SegmentStanding(
        segment=name,
        accounts=accounts,
        arr=arr,
        lead=lead,
        heads=own_heads,
        accounts_per_head=accounts / own_heads if own_heads > 0 else None,
        arr_per_head=arr / own_heads if own_heads > 0 else None,
        published=next(ratio for least, ratio in BY_VALUE if mean >= least),
    )


def _lead(scenario: Scenario, segment: str) -> str:
    """The role that does most of a segment's planned work (of any work, where none is planned)."""
    taken = routes(scenario, segment)
    kinds = scenario.work.kinds
    planned = {kind for kind in taken if kinds[kind].arrives == "planned"} or set(taken)
    parts: dict[str, float] = {}
    for kind in taken:
        for role, part in taken[kind].items() if kind in planned else ():
            parts[role] = parts.get(role, 0.0) + part
    return max(parts, key=lambda role: parts[role], default="")
