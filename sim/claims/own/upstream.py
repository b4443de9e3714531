"""Other teams, as claims ask for them: their hands, and how long what they are sent takes."""

from __future__ import annotations

from sim.measures.ratios import ratio
from sim.measures.view import View
from sim.tables.words import SOURCES

SUPPORT = SOURCES.index("support")


def upstream_capacity(view: View) -> float:
    """Hours a week that Support has for what Customer Success sends it, for each account.

    Sum over weeks / account-weeks, because a team grows with the book in any case. NaN where it has
    no limit.
    """
    rows = view.rows("weekly_teams")
    hours = rows["capacity"][rows["source"] == SUPPORT]
    return ratio(hours.sum(dtype=float), len(view.rows("weekly_accounts")))


def upstream_time(view: View) -> float:
    """Working days from sending an item to another team until it is done there.

    By Little's law: mean backlog / mean inflow, in hours of all teams, five days a week. NaN where
    nothing is sent.
    """
    rows = view.rows("weekly_teams")
    backlog, sent = (rows[name].sum(dtype=float) for name in ("backlog", "diverted"))
    return 5.0 * ratio(backlog, sent)
