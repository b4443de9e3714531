"""Costs: what Customer Success pays, as streams of money over time and as sums on a day."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.base.dates import WEEK, YEAR
from sim.measures.ledger import years_between
from sim.measures.ratios import ratio
from sim.measures.rows import within
from sim.measures.view import View, everything
from sim.scenario.programme_costs import cost_lines
from sim.tables.words import OUTCOMES

DIVERTED = OUTCOMES.index("diverted")
HOURS_PER_YEAR = YEAR / 7 * 40


class Costs(NamedTuple):
    """Streams: from `begin` to `end` (days) so much money a year. Sums: `amount` on day `time`."""

    begin: np.ndarray
    end: np.ndarray
    yearly: np.ndarray
    time: np.ndarray
    amount: np.ndarray

    def beside(self, others: Costs) -> Costs:
        """These and others."""
        return Costs(*(np.concatenate(pair) for pair in zip(self, others, strict=True)))

    def between(self, start: float, end: float, rate: float) -> float:
        """Money in [start, end) (days), discounted at `rate` a year."""
        years = years_between(np.clip(self.begin, start, end), np.clip(self.end, start, end), rate)
        on_days = (self.amount * discount(self.time, rate))[within(self.time, start, end)]
        return float((years * self.yearly).sum() + on_days.sum())


def full_costs(view: View) -> Costs:
    """Pay, tooling, recruiting, severance, retention, upstream hours and programmes of a view.

    Recruiting: `money.recruiting` x loaded cost of a year on each first day. Severance: so many
    weeks of loaded cost when somebody is let go. Retention: a share of a year's loaded cost for
    everybody whose role a reorganisation changes. Upstream: work sent to other teams, at its effort
    and the mean hourly loaded cost of the CS team, for want of those teams' own. Programmes: see
    `programmes`.
    """
    money, people = view.scenario.money, view.people
    cs, cost = people["by_cs"] == 1, people["cost"]
    sums = [
        (people["hired"], money.recruiting * cost * cs),
        severance(view),
        retention(view),
        _upstream(view),
    ]
    time, amount = (np.concatenate([pair[i] for pair in sums]) for i in (0, 1))
    pay = Costs(people["begin"], people["end"], (cost + money.tooling) * cs, time, amount)
    return pay if not view.scenario.timeline else pay.beside(programmes(view))


def programmes(view: View) -> Costs:
    """What dated programmes cost: once, a year, a year for each head; and raises.

    Raises: (pay gap of the opening - pay gap in force) x loaded cost of everybody whom CS pays,
    while the gap is smaller than it was; whatever dated change closes it (E7). What a programme
    costs once and a year is of the whole, and in no part by segment, role or pilot.
    """
    people, none = view.people, np.zeros(0)
    begin, end, cs = people["begin"], people["end"], people["by_cs"] == 1
    found = [Costs(none, none, none, none, none)]
    for line in cost_lines(view.scenario):
        since, until = np.maximum(begin, line.begin), np.minimum(end, line.end)
        a_head = line.raised * people["cost"] + line.per_head
        found.append(Costs(since, np.maximum(since, until), a_head * cs, none, none))
        if view.of_everybody:
            first = np.array([line.begin])
            yearly, once = np.array([line.yearly]), np.array([line.once])
            found.append(Costs(first, np.array([line.end]), yearly, first, once))
    return Costs(*(np.concatenate(part) for part in zip(*found, strict=True)))


def severance(view: View) -> tuple[np.ndarray, np.ndarray]:
    """Day and money for everybody who was let go."""
    people = view.people
    weeks = view.scenario.money.severance * WEEK / YEAR
    out = (people["voluntary"] == 0) & ~np.isnan(people["left"])
    out &= (people["seat"] >= 0) & (people["by_cs"] == 1)
    return people["left"][out], weeks * people["cost"][out]


def retention(view: View) -> tuple[np.ndarray, np.ndarray]:
    """Day and money for everybody who took another role."""
    moves = view.rows("moves")
    moves = moves.where((moves["role"] != moves["role_after"]) & (moves["by_cs"] == 1))
    return moves["time"], view.scenario.money.retention * moves["cost"]


def recruiting(view: View) -> tuple[np.ndarray, np.ndarray]:
    """Day and money for every hire."""
    people = view.people
    hired = ~np.isnan(people["hired"]) & (people["by_cs"] == 1)
    return people["hired"][hired], view.scenario.money.recruiting * people["cost"][hired]


def hourly_cost(view: View) -> float:
    """Mean loaded cost of an hour of the CS team: pay / (head-years x 52.18 weeks of 40 hours).

    Of all roles and all the time measured, so that quarters and roles add up.
    """
    every = everything(view)
    people = every.people
    begin, end = (np.clip(people[c], every.start, every.end) for c in ("begin", "end"))
    years = np.where(people["by_cs"] == 1, years_between(begin, end), 0.0)
    return ratio((years * people["cost"]).sum(), years.sum() * HOURS_PER_YEAR)


def discount(time: np.ndarray, rate: float) -> np.ndarray:
    """What money at each time (days) counts on day 0."""
    return np.asarray((1.0 + rate) ** (-time / YEAR))


def _upstream(view: View) -> tuple[np.ndarray, np.ndarray]:
    sent = view.rows("work", "created")
    sent = sent.where(sent["outcome"] == DIVERTED)
    price = hourly_cost(view) if len(sent) else 0.0
    return sent["created"], price * sent["demand"]
