"""Measures that only claims ask for: one row each, beside the measures that everybody has."""

from __future__ import annotations

from sim.claims.own import customers, exits, people, upstream
from sim.experiment.counterfactuals import own_measures
from sim.measures import MEASURES
from sim.measures.table import BOOK, TEAM, TIME, Measure

_ROWS = (
    Measure("account_hours", "h/account/month", "-", customers.account_hours, BOOK),
    Measure("escalated_items", "per account/yr", "-", customers.escalated_items, BOOK),
    Measure("early_churn", "share", "down", customers.early_churn, BOOK),
    Measure("churn_after_change", "share", "down", customers.churn_after_change, BOOK),
    Measure("health_of_hard", "0-1", "up", customers.health_of_hard, BOOK),
    Measure("renewals_due", "number", "-", customers.renewals_due, BOOK),
    Measure("renewals_lost", "number", "down", customers.renewals_lost, BOOK),
    Measure("strain", "0-1", "down", people.strain, TEAM),
    Measure("burnout_mean", "0-1", "down", people.burnout_mean, TEAM),
    Measure("burnout_speed", "x", "up", people.burnout_speed, TEAM),
    Measure("burnout_hazard", "x", "down", people.burnout_hazard, TEAM),
    Measure("overtime_hours", "h/person/wk", "down", people.overtime_hours, TEAM),
    Measure("overtime_of_heroes", "h/person/wk", "down", people.overtime_of_heroes, TEAM),
    Measure("hero_share", "share", "-", people.hero_share, TEAM),
    Measure("mean_talent", "x", "up", people.mean_talent, TEAM),
    Measure("top_expansion", "x", "-", people.top_expansion),
    Measure("planned_share", "share", "up", people.planned_share, TEAM),
    Measure("available_share", "share", "up", people.available_share, TEAM),
    Measure("time_to_fill", "weeks", "down", exits.time_to_fill, TIME),
    Measure("talent_of_hires", "x", "up", exits.talent_of_hires, TIME),
    Measure("upstream_capacity", "h/account/wk", "-", upstream.upstream_capacity, TIME),
    Measure("upstream_time", "working days", "down", upstream.upstream_time, TIME),
    *own_measures(),
)

OWN = tuple(row for row in _ROWS if row.name not in MEASURES)
"""What is computed of every world of a claim, beside `MEASURES`."""
