"""Which subscriptions of an account count on a day.

A subscription is in force on a day if it is paid, has started by then and ends later or never
(one that ends on the day has ended). Where an account has several, the newest replaces the others
(`latest`), or all are added up (`sum`): companies mean either, and the totals differ several times
over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import chain

from sim.scenario.importing.exports import Exports, Subscription
from sim.scenario.importing.findings import Notebook

OVERLAPS = ("latest", "sum")


def last_day(subscriptions: Sequence[Subscription]) -> date:
    """The last day on which something happened: a start, or an end that is flagged as churn.

    Other ends may lie ahead, where an export writes the end of the contract.
    """
    starts = (held.start for held in subscriptions)
    exits = (held.end for held in subscriptions if held.end and held.churned)
    return max(chain(starts, exits))


def in_force(exports: Exports, at: date, notes: Notebook) -> dict[str, list[Subscription]]:
    """The subscriptions in force of each account that has any, newest first."""
    known = {account.account for account in exports.accounts}
    in_force: dict[str, list[Subscription]] = {}
    for held in exports.subscriptions:
        if reason := _why_not(held, known, at):
            notes.add(reason, held.subscription, held.arr)
        else:
            in_force.setdefault(held.account, []).append(held)
    return {account: sorted(held, key=_age, reverse=True) for account, held in in_force.items()}


def _why_not(held: Subscription, known: set[str], at: date) -> str | None:
    """Why a subscription is not in force on the day: the first reason that holds, or None."""
    reasons = {
        "unknown_account": held.account not in known,
        "trial": held.trial,
        "zero_arr": held.arr == 0,
        "end_before_start": held.end is not None and held.end < held.start,
        "not_started": held.start > at,
        "ended": held.end is not None and held.end <= at,
    }
    return next((reason for reason, holds in reasons.items() if holds), None)


def _age(held: Subscription) -> tuple[date, int, str]:
    """Sorts by start; of the same day, by identifier, which mostly counts up (S-9 before S-10).

    Never by amount, which would make the book larger or smaller, nor by order in the file.
    """
    return (held.start, len(held.subscription), held.subscription)


def paid_by(exports: Exports, at: date) -> dict[str, list[Subscription]]:
    """Every paid subscription that has started by the day, ended ones too, by account."""
    paid: dict[str, list[Subscription]] = {}
    for held in exports.subscriptions:
        backwards = held.end is not None and held.end < held.start
        if held.arr > 0 and not held.trial and held.start <= at and not backwards:
            paid.setdefault(held.account, []).append(held)
    return paid


def totals(held: Mapping[str, Sequence[Subscription]]) -> dict[str, float]:
    """ARR of the book by each overlap rule."""
    return {
        "latest": sum(mine[0].arr for mine in held.values()),
        "sum": sum(one.arr for mine in held.values() for one in mine),
    }
