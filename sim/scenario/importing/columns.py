"""Which columns an export needs, and the names that other tools give them.

A heading matches whatever its case, and with spaces or hyphens for underscores. The first alias in
the row that the file has is taken, so the most telling name stands first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """One fact that an export may bring."""

    name: str
    """What the importer calls it."""
    aliases: tuple[str, ...]
    """Headings it is known under."""
    needed: bool = False
    """Without it there is no book."""
    unless: str = ""
    """Not needed if this other column is there."""


ACCOUNTS = (
    Column(
        "account", ("account_id", "account", "customer_id", "customer", "company_id", "id"), True
    ),
    Column("name", ("account_name", "customer_name", "company_name", "company", "name")),
    Column("segment", ("segment", "customer_segment", "account_segment", "tier")),
    Column("industry", ("industry", "sector", "vertical")),
    Column("country", ("country", "billing_country", "region")),
    Column("plan", ("plan_tier", "plan", "product", "edition")),
    Column("seats", ("seats", "licences", "licenses", "users")),
    Column("trial", ("is_trial", "trial")),
    Column("churned", ("churn_flag", "churned", "is_churned")),
)

SUBSCRIPTIONS = (
    Column("subscription", ("subscription_id", "subscription", "contract_id", "contract", "id")),
    Column("account", ("account_id", "account", "customer_id", "customer", "company_id"), True),
    Column("start", ("start_date", "start", "subscription_start", "contract_start"), True),
    Column("end", ("end_date", "end", "subscription_end", "contract_end", "cancelled_at")),
    Column("arr", ("arr_amount", "arr", "annual_recurring_revenue", "annual_value"), True, "mrr"),
    Column("mrr", ("mrr_amount", "mrr", "monthly_recurring_revenue", "monthly_value")),
    Column("term", ("billing_frequency", "term", "billing_period", "billing_interval", "interval")),
    Column("auto_renew", ("auto_renew_flag", "auto_renew", "auto_renewal", "autorenew")),
    Column("plan", ("plan_tier", "plan", "product", "edition")),
    Column("seats", ("seats", "licences", "licenses", "users", "quantity")),
    Column("trial", ("is_trial", "trial")),
    Column("churned", ("churn_flag", "churned", "is_churned", "cancelled")),
)

ROSTER = (
    Column(
        "person", ("employee_id", "person_id", "employee", "person", "id", "name", "email"), True
    ),
    Column("role", ("role", "job_title", "title", "position", "job"), True),
    Column("start", ("start_date", "start", "hire_date", "hired", "joined"), True),
    Column("end", ("end_date", "exit_date", "termination_date", "left", "exit", "end")),
    Column("cost", ("loaded_cost", "annual_cost", "cost", "total_cost")),
    Column("voluntary", ("voluntary", "is_voluntary", "resigned", "regretted")),
)


def plain(heading: str) -> str:
    """A heading without case, outer blanks and the choice between blank, hyphen and underscore."""
    return "_".join(heading.strip().lower().replace("-", " ").replace("_", " ").split())


def locate(header: Sequence[str], columns: Sequence[Column]) -> dict[str, int]:
    """Where each column stands in this header: name -> position, only those that are there."""
    places = {plain(heading): position for position, heading in enumerate(header)}
    found = {}
    for column in columns:
        known = next((alias for alias in column.aliases if alias in places), None)
        if known is not None:
            found[column.name] = places[known]
    return found


def missing(found: dict[str, int], columns: Sequence[Column]) -> list[Column]:
    """The needed columns that are not there."""
    return [
        column
        for column in columns
        if column.needed and column.name not in found and column.unless not in found
    ]


def wanted(column: Column, columns: Sequence[Column]) -> str:
    """The headings that would do, in words: `arr_amount (or arr, ...), or mrr_amount`."""
    first, *others = column.aliases
    text = f"{first} (or {', '.join(others)})" if others else first
    substitute = next((other for other in columns if other.name == column.unless), None)
    return f"{text}, or {substitute.aliases[0]}" if substitute else text
