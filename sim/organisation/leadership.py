"""Leadership: headcount decisions as a pure function of what can be seen.

`decide(visible, luck)` gets an object that has nothing else on it: no truth, no health, no
unlogged hours. The same visible state and the same luck give the same decisions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import ceil, floor

from sim.scenario.heads import apportion

BACKLOG_WEEKS = 13
"""Weeks within which leaders who plan by load want the backlog to be worked off."""


@dataclass(frozen=True)
class RoleView:
    """What leaders see of one role, and how they mean to staff it.

    policy: 'share', 'backlog', 'accounts' or 'arr'; target: the share, or accounts or ARR a head.
    heads do not count those who have resigned; `open` are requisitions.
    logged: client hours a week that leaders know of, all heads together; capacity: client hours
    a week of one head, without after hours; both averaged over a quarter.
    """

    name: str
    policy: str
    target: float
    heads: int
    open: int
    backlog: float
    accounts: int
    arr: float
    held: bool
    logged: float = 0.0
    capacity: float = 0.0


@dataclass(frozen=True)
class Visible:
    """What leaders see of the organisation on a day.

    planning: what the number of heads follows; growth: that measure / at the opening.
    reported: health as reported (0-1), mean of all customers; at_risk: ARR reported below the
    health line.
    tickets: by team, how many items reached the team that owes them, in the order of SOURCES.
    hiring: 'open', 'backfill_only' or 'frozen'; left: seats that somebody has left or leaves, and
    that nobody is sought for.
    """

    planning: str
    size: int
    growth: float
    reported: float
    at_risk: float
    roles: tuple[RoleView, ...]
    tickets: tuple[int, ...] = ()
    hiring: str = "open"
    left: int = 0


def by_growth(visible: Visible) -> int:
    """Heads that grow with the planning measure: size x growth."""
    return floor(visible.size * visible.growth + 0.5)


def by_load(visible: Visible) -> int:
    """Heads whose client hours hold what leaders see: (logged + backlog / 13 weeks) / capacity.

    Hours that nobody logs and nobody speaks of are not in it, so a team that hides its load is
    kept short (claims M4, M30). Before anybody has worked a week: the planned size.
    """
    heads = sum(r.heads for r in visible.roles)
    room = sum(r.heads * r.capacity for r in visible.roles)
    if room <= 0.0:
        return visible.size
    hours = sum(r.logged + r.backlog / BACKLOG_WEEKS for r in visible.roles)
    return floor(hours / (room / heads) + 0.5)


PLANS: dict[str, Callable[[Visible], int]] = {
    "arr": by_growth,
    "accounts": by_growth,
    "fixed": by_growth,
    "logged_load": by_load,
}
"""Heads of the whole team, by the word of `leadership.planning`."""


def decide(visible: Visible, luck: float) -> tuple[str, ...]:
    """Roles in which to open a requisition now, one entry for each seat.

    Ratio roles get a head for each so many accounts or so much ARR. The others divide the planned
    size: by share, and within the backlog roles where the visible backlog per head is longest.
    luck: uniform on (0, 1), breaks ties. With `backfill_only` no more than the seats that were
    left; with `frozen` none.
    """
    if visible.hiring == "frozen":
        return ()
    roles = {r.name: r for r in visible.roles}
    ratio = {r.name: _by_ratio(r) for r in visible.roles if r.policy in ("accounts", "arr")}
    total = max(0, PLANS[visible.planning](visible) - sum(ratio.values()))
    rest = [r for r in visible.roles if r.name not in ratio]
    shares = apportion(total, {r.name: r.target for r in rest}, {r.name for r in rest if r.held})
    opened: list[str] = []
    for name, target in ratio.items():
        opened += [name] * (target - roles[name].heads - roles[name].open)
    backlog = [r for r in rest if r.policy == "backlog"]
    for role in rest:
        if role.policy != "backlog":
            opened += [role.name] * (shares[role.name] - role.heads - role.open)
    missing = sum(shares[r.name] - r.heads - r.open for r in backlog)
    for _ in range(max(0, missing)):
        first = int(luck * len(backlog))
        order = backlog[first:] + backlog[:first]
        neediest = max(order, key=lambda r: _need(r, shares[r.name]))
        opened.append(neediest.name)
        backlog = [replace(r, open=r.open + 1) if r.name == neediest.name else r for r in backlog]
    return tuple(opened[: visible.left] if visible.hiring == "backfill_only" else opened)


def _by_ratio(role: RoleView) -> int:
    seen = role.accounts if role.policy == "accounts" else role.arr
    return ceil(seen / role.target - 1e-9) if seen > 0 else 0


def _need(role: RoleView, share: int) -> float:
    """Visible backlog a head; a role below half of its share comes first."""
    staff = role.heads + role.open
    if staff == 0:
        return float("inf") if share > 0 else role.backlog / 2.0
    return role.backlog / staff
