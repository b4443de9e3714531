"""Settings that several experiments share, in the words of a scenario file."""

from __future__ import annotations

from typing import Any

from sim.claims.arms import Arm, Sets
from sim.experiment.equal import Equal

LONG: Sets = {"years": "3 years"}
SHORT: Sets = {"years": "2 years"}
SETTLED: Sets = {"years": "3 years", "warmup": 1}
"""Two years, seen after a first one in which burnout has settled."""

HERO: Sets = {
    "culture.hero_inclination": 0.9,
    "culture.max_overtime": "20 hours",
    "culture.logging": 0.2,
    "people.hero_share": 0.3,
}
"""Heroes: nearly all that does not fit is done after hours; four hours in five are not logged."""
BALANCED: Sets = {
    "culture.hero_inclination": 0.3,
    "culture.max_overtime": "8 hours",
    "culture.logging": 0.8,
}
BEST: Sets = {
    **BALANCED,
    "leadership.triage": 0.5,
    "leadership.support": 0.9,
    "people.ramp": "13 weeks",
    "culture.improvement_share": 0.05,
}
"""What the sources call mastering culture: triage, support, structured ramp, time to improve."""
TEAMS = ("support", "services", "product", "sales", "finance")
HANDS: Sets = {f"upstream.{team}.capacity": 1 for team in TEAMS}
"""Other teams have the hours that their work takes, and no more: what they are sent can wait."""
FIXERS: Sets = {
    **HANDS,
    **{f"upstream.{team}.staffed_on": "logged" for team in TEAMS},
    **{f"upstream.{team}.fix_rate": 0.5 for team in TEAMS},
}
"""Other teams staff and repair by what they see: what they are sent, what is late, what is logged.

At the defaults they have no limit and look for no causes, so that nothing could be masked.
"""
OVERLOADED: Sets = {"work.scope_creep": 0.45, "work.volume": 1.0}
RELAXED: Sets = {"work.scope_creep": 0.15, "work.volume": 0.65}

ENTERPRISE: Sets = {
    "book.segments.enterprise.arr_share": 1,
    "book.segments.mid_market": None,
    "book.segments.smb": None,
}
SMB: Sets = {
    "book.segments.smb.arr_share": 1,
    "book.segments.mid_market": None,
    "book.segments.enterprise": None,
}


def mix(enterprise: float, mid_market: float, smb: float) -> Sets:
    """Shares of the opening ARR."""
    shares = {"enterprise": enterprise, "mid_market": mid_market, "smb": smb}
    return {f"book.segments.{name}.arr_share": share for name, share in shares.items()}


def company(millions: float, heads: int, **sets: Any) -> Sets:
    """A company of so many millions of opening ARR with so many heads."""
    return {"book.arr": f"{millions:g}M", "team.size": heads, **sets}


def dated(until: str = "", **changes: tuple[str, Sets]) -> Sets:
    """Dated changes by name, each with its date and what it sets. until: when all of them end."""
    sets: dict[str, Any] = {}
    for name, (at, values) in changes.items():
        sets[f"timeline.{name}.at"] = at
        if until:
            sets[f"timeline.{name}.until"] = until
        sets.update({f"timeline.{name}.set.{path}": value for path, value in values.items()})
    return sets


def structure(name: str) -> Sets:
    """A structure by its name."""
    return {"team.structure": name}


def roles(**shares: float) -> Sets:
    """A role table of the user's own: shares of the heads; specialists follow their backlog."""
    table = {
        name: {"share": share} if name == "csm" else {"share": share, "staff": "backlog"}
        for name, share in shares.items()
    }
    return {"team.structure": "custom", "team.roles": table, "team.coordination": "1.5 hours"}


def rivals(base: Sets, equal: Equal | None = "payroll", **candidates: Sets) -> dict[str, Arm]:
    """A base and candidates that open in its state, each with its own settings on the base's."""
    return {
        "base": Arm(base),
        **{name: Arm({**base, **sets}, "base", equal) for name, sets in candidates.items()},
    }


WORSE: Sets = {"warmup": 0.25, **dated(worse=("month 4", {"work.scope_creep": 0.45}))}
"""On the day on which measuring begins other teams let more slip: leaders answer changes only."""
