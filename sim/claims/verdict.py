"""Verdict: what was found against what is expected, in one word and in a sentence."""

from __future__ import annotations

import math
from typing import Literal, NamedTuple

from sim.claims.seen import Found
from sim.claims.targets import Target

Status = Literal["reproduced", "partly", "not_reproduced", "untestable", "input"]


class Verdict(NamedTuple):
    """status, and `why` in a sentence wherever it is not reproduced."""

    status: Status
    why: str


def judged(found: Found, target: Target, note: str = "") -> Verdict:
    """The verdict by the interval of what was found.

    Reproduced: all of the interval lies within the expected range. Not reproduced: none of it
    does, or there is no value. Partly: luck alone could put it on either side. A direction (0 is
    one end and the other is open) is shown only by an interval that keeps away from 0. note: the
    cause that a person wrote beside the claim.
    """
    if math.isnan(found.got):
        status: Status = "partly" if found.unclear else "not_reproduced"
        return Verdict(status, _sentence(found.remark or "no world has such a value", note))
    lo, hi = (
        end if not math.isnan(end) else open_end
        for end, open_end in ((found.lo, -math.inf), (found.hi, math.inf))
    )
    if _inside(lo, hi, target):
        return Verdict("reproduced", "")
    outside = _outside(lo, hi, target)
    told = f"{_place(found.got, target)}{'' if outside else ', but luck could explain it'}"
    return Verdict("not_reproduced" if outside else "partly", _sentence(told, note))


def direction(target: Target) -> bool:
    """Whether only the sign is expected."""
    return (target.low == 0 and target.high == math.inf) or (
        target.high == 0 and target.low == -math.inf
    )


def _inside(lo: float, hi: float, target: Target) -> bool:
    if direction(target):
        return lo > 0 if target.low == 0 else hi < 0
    return target.low <= lo and hi <= target.high


def _outside(lo: float, hi: float, target: Target) -> bool:
    if direction(target):
        return hi <= 0 if target.low == 0 else lo >= 0
    return hi < target.low or lo > target.high


def _place(got: float, target: Target) -> str:
    """Where the estimate lies, in words."""
    if direction(target):
        if got == 0:
            return "nothing changes at all"
        right = (got > 0) == (target.low == 0)
        return "the direction is as expected" if right else "the direction is the other one"
    if got < target.low:
        return f"below what is expected, by {_by(target.low - got, target.low)}"
    if got > target.high:
        return f"above what is expected, by {_by(got - target.high, target.high)}"
    return "within what is expected"


def _by(gap: float, end: float) -> str:
    return f"{gap:,.3g}" + (f" ({abs(gap / end):.0%} of that end)" if end else "")


def _sentence(told: str, note: str) -> str:
    first = told[:1].upper() + told[1:]
    return f"{first}. {note}" if note else f"{first}."
