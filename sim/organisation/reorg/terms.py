"""Terms: how a reorganisation is carried out, as its dated change says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sim.base.dates import WEEK

if TYPE_CHECKING:
    from sim.scenario.tree import Change


@dataclass(frozen=True)
class Terms:
    """How people and accounts get from one role table to the next.

    free: nothing is felt (a candidate's opening day). scoped: it holds for treated accounts only.
    moves: (new role, old role, people). back: those who were moved on this day go back to their
    role of before; None: nobody does.
    keep_top: share of the accounts, by ARR, that keep their owner. keep_days: accounts whose
    contract date comes within this time keep it until then. steps: weekly steps in which accounts
    change hands. hours: of the new owner for each account; None: `customers.handover_hours`.
    warm: the old owner gives hours, too. equal: what the team is sized to.
    """

    free: bool = False
    scoped: bool = False
    moves: tuple[tuple[str, str, int], ...] = ()
    back: float | None = None
    keep_top: float = 0.0
    keep_days: float = 0.0
    steps: int = 1
    hours: float | None = None
    warm: bool = True
    equal: Literal["payroll", "headcount"] | None = None


FREE = Terms(free=True, warm=False)
"""The opening day of a candidate: the question is which way of working is better."""


def terms_of(change: Change, since: float | None) -> Terms:
    """The terms of a change that begins, or (`since` its first day) of its end."""
    keep = change.keep_owner
    moves = tuple((role, move.from_, move.count) for role, move in change.moves.items())
    return Terms(
        scoped=change.scope is not None,
        moves=() if since is not None else moves,
        back=since,
        keep_top=keep.top_arr if keep else 0.0,
        keep_days=keep.renewal_within * WEEK if keep else 0.0,
        steps=max(1, round(change.phase_weeks or 0.0)),
        hours=change.handover_hours,
        warm=change.handover != "cold",
        equal=change.equal,
    )
