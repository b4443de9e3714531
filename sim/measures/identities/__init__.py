"""What is true of every run, whatever the scenario: the accounting identities of the model."""

from __future__ import annotations

from sim.measures.identities import book, shape, team, work
from sim.measures.identities.finding import Identity
from sim.tables import Run

IDENTITIES: tuple[Identity, ...] = (
    shape.columns_match,
    shape.rows_exist,
    shape.times_within_run,
    shape.shares_within_bounds,
    book.accounts_balance,
    book.arr_balances,
    book.arr_steps_join,
    book.renewals_follow_luck,
    book.outcomes_fit_arr,
    book.nothing_after_churn,
    work.hours_balance,
    work.items_in_order,
    work.outcomes_fit_times,
    work.hours_nest,
    work.weeks_are_in_items,
    work.day_is_long_enough,
    team.heads_balance,
    team.one_person_a_seat,
    team.one_lead_an_account,
    team.owners_are_employed,
    team.week_is_long_enough,
)
"""All identities, in the order in which a failure is best read: shape first."""


def identities(run: Run) -> list[str]:
    """The identities that a run violates, in words; empty if all hold.

    If the tables are malformed or point to rows that are not there, only that is told.
    """
    malformed = shape.columns_match(run) or shape.rows_exist(run)
    if malformed:
        return [malformed]
    return [found for check in IDENTITIES if (found := check(run))]


__all__ = ["IDENTITIES", "identities"]
