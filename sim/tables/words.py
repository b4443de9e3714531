"""The fixed words of coded columns: what each number in them stands for."""

from __future__ import annotations

OUTCOMES = ("done", "dropped", "queued", "cancelled", "diverted", "unhandled")
RENEWAL = ("renewed", "contracted", "churned")
ASSIGNMENT = (
    "opening",
    "new logo",
    "owner left",
    "role change",
    "rebalanced",
    "reorganised",
    "kept",
)
REQUISITION = ("opening", "backfill", "growth")
EVENT = (
    "signed",
    "live",
    "renewed",
    "contracted",
    "expanded",
    "churned",
    "resigned",
    "left",
    "hired",
    "requisition",
    "new lead",
    "changed",
    "retiered",
    "oversold",
    "save play",
    "moved",
    "let go",
)
CHURN_CAUSES = (
    "not influenceable",
    "health",
    "change of lead",
    "trust",
    "champion lost",
    "renewal unprepared",
    "ordinary",
)
EXIT_CAUSES = (
    "burnout",
    "pay gap",
    "little support",
    "colleagues leaving",
    "unclear role",
    "quiet work unseen",
    "cynicism",
    "reorganisation",
)
SOURCES = ("cs", "support", "services", "product", "sales", "finance")
PLANNING = ("arr", "accounts", "fixed", "logged_load")
POLICY = ("share", "backlog", "accounts", "arr")
HIRING = ("open", "backfill_only", "frozen")

LABELS: dict[str, tuple[str, ...]] = {
    "outcome": OUTCOMES,
    "renewal": RENEWAL,
    "assignment": ASSIGNMENT,
    "requisition": REQUISITION,
    "event": EVENT,
    "churn_cause": CHURN_CAUSES,
    "exit_cause": EXIT_CAUSES,
    "source": SOURCES,
    "planning": PLANNING,
    "policy": POLICY,
    "hiring": HIRING,
}
"""Fixed labels of coded columns; segments, roles and kinds come from the scenario."""
