"""The rows of the ledger: claims, targets and experiments put together, and chosen by name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import get_close_matches

from sim.base.faults import Fault, InputError
from sim.claims.ledger import Row
from sim.claims.rows import EXPERIMENTS
from sim.claims.table import causes, claims
from sim.claims.targets import targets

ROLES = ("IN", "CAL", "HOLD", "CTX", "XC")


def rows() -> list[Row]:
    """One row for each quantity that is expected of a claim, and one for each claim without any."""
    expected, why = targets(), causes()
    found = []
    for claim in claims().values():
        mine = [target for target in expected.values() if target.claim == claim.id]
        found += [
            Row(claim, target, EXPERIMENTS[target.id], why.get(target.id, "")) for target in mine
        ] or [Row(claim)]
    return found


def chosen(names: Sequence[str] = (), roles: Collection[str] = ()) -> list[Row]:
    """The rows of some claims (Q34) or quantities (Q34.burnout), and of some roles; none: all.

    Raises InputError for a name or a role that there is not.
    """
    every = rows()
    known = {row.id.upper(): row.id for row in every} | {r.claim.id: r.claim.id for r in every}
    wanted = {known[name.upper()] for name in names if name.upper() in known}
    faults = [_unknown(name, known) for name in names if name.upper() not in known]
    faults += [
        Fault("--role", "", f"{role!r} is no role: one of {', '.join(ROLES)}")
        for role in roles
        if role not in ROLES
    ]
    if faults:
        raise InputError(faults)
    return [
        row
        for row in every
        if (not names or {row.id, row.claim.id} & wanted) and (not roles or row.claim.role in roles)
    ]


def _unknown(name: str, known: Collection[str]) -> Fault:
    close = get_close_matches(name.upper(), list(known), 1)
    hint = f"did you mean {close[0]}?" if close else "`reorg claims --list` prints them"
    return Fault("", name, f"is no claim; {hint}")
