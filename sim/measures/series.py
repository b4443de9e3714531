"""Series: what a run looks like over time, one value a week, warm-up included, for charts.

Week k (from 0) ends on day 7 (k + 1); a week that is not full at the end is left out.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import numpy as np

from sim.base.survival import kaplan_meier
from sim.measures.earned import contribution
from sim.measures.ledger import Ledger
from sim.measures.masking import weekly_invoice
from sim.tables import Run
from sim.tables.words import SOURCES

WEEK = 7.0


class Weeks:
    """A run cut into weeks: rows of its weekly tables by number of the week."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.count = int((run.days + 1e-9) // WEEK)
        self.ends = WEEK * np.arange(1, self.count + 1)

    @cached_property
    def ledger(self) -> Ledger:
        """Who was a customer when."""
        return Ledger(self.run)

    @cached_property
    def _week_of(self) -> dict[str, np.ndarray]:
        return {}

    def week_of(self, table: str) -> np.ndarray:
        """Number of the week of each row of a weekly table; `count` for rows beyond the last."""
        if table not in self._week_of:
            week = np.ceil(self.run[table]["time"] / WEEK - 1e-6).astype(int) - 1
            self._week_of[table] = np.clip(week, 0, self.count)
        return self._week_of[table]

    def sum(self, table: str, values: np.ndarray | None = None) -> np.ndarray:
        """Sum of `values` (one a row of the table; None: number of rows) in each week."""
        return np.bincount(self.week_of(table), values, minlength=self.count + 1)[: self.count]

    def mean(self, table: str, values: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
        """Mean of `values` in each week, weighted; NaN where a week has no weight."""
        total = self.sum(table, values if weights is None else values * weights)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(total / self.sum(table, weights))

    @cached_property
    def heads(self) -> np.ndarray:
        """People employed just before the end of each week, CS operations included."""
        people = self.run["people"]
        hired = np.searchsorted(np.sort(people["hired"]), self.ends, side="left")
        return np.asarray(hired - np.searchsorted(np.sort(people["left"]), self.ends, side="left"))

    def per_head(self, totals: np.ndarray) -> np.ndarray:
        """`totals` a head; NaN in weeks without anybody."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(self.heads > 0, totals / self.heads, np.nan)

    @cached_property
    def invoice(self) -> np.ndarray:
        """The masking invoice, money a year: shape (teams, weeks)."""
        return weekly_invoice(self.run, self.count)

    def so_far(self, times: np.ndarray) -> np.ndarray:
        """How many of `times` lie before the end of each week, NaN and those before 0 left out."""
        return np.searchsorted(np.sort(times[times >= 0]), self.ends, side="left").astype(float)


def weekly_series(run: Run) -> dict[str, np.ndarray]:
    """Every series of `SERIES` for a run: name -> shape (weeks,), NaN where there is no value."""
    weeks = Weeks(run)
    return {name: np.asarray(series(weeks), float) for name, series in SERIES.items()}


def arr(weeks: Weeks) -> np.ndarray:
    """ARR of the book (money)."""
    return weeks.ledger.total_arr(weeks.ends)


def accounts(weeks: Weeks) -> np.ndarray:
    """Number of customers."""
    return weeks.ledger.customers(weeks.ends)


def heads(weeks: Weeks) -> np.ndarray:
    """People employed, in all roles."""
    return weeks.heads


def vacant(weeks: Weeks) -> np.ndarray:
    """Open requisitions."""
    return weeks.sum("weekly_roles", weeks.run["weekly_roles"]["vacant"])


def exits(weeks: Weeks) -> np.ndarray:
    """People who have left since day 0."""
    return weeks.so_far(weeks.run["people"]["left"])


def backfills(weeks: Weeks) -> np.ndarray:
    """Seats vacated since day 0 and filled again; growth and older vacancies are left out."""
    seats = weeks.run["seats"]
    backfill = seats["why"] == weeks.run.labels["requisition"].index("backfill")
    backfill &= seats["vacant"] >= 0.0
    return weeks.so_far(seats["filled"][backfill])


def hours_worked(weeks: Weeks) -> np.ndarray:
    """Hours at work for each person."""
    return weeks.mean("weekly_people", weeks.run["weekly_people"]["worked"])


def unlogged_hours(weeks: Weeks) -> np.ndarray:
    """Hours worked and not logged for each person."""
    return weeks.mean("weekly_people", weeks.run["weekly_people"]["unlogged"])


def after_hours(weeks: Weeks) -> np.ndarray:
    """Hours in evenings and at weekends for each person."""
    return weeks.mean("weekly_people", weeks.run["weekly_people"]["after_hours"])


def burnout(weeks: Weeks) -> np.ndarray:
    """Mean chronic burnout B (0-1)."""
    return weeks.mean("weekly_people", weeks.run["weekly_people"]["burnout"])


def burned_out(weeks: Weeks) -> np.ndarray:
    """Share of people with B above `burnout.line`."""
    line = weeks.run.scenario.burnout.line
    return weeks.mean("weekly_people", weeks.run["weekly_people"]["burnout"] > line)


def health(weeks: Weeks) -> np.ndarray:
    """True health (0-1), weighted by ARR."""
    rows = weeks.run["weekly_accounts"]
    return weeks.mean("weekly_accounts", rows["health"], rows["arr"])


def health_reported(weeks: Weeks) -> np.ndarray:
    """Reported health (0-1), weighted by ARR."""
    rows = weeks.run["weekly_accounts"]
    return weeks.mean("weekly_accounts", rows["reported"], rows["arr"])


def at_risk_true(weeks: Weeks) -> np.ndarray:
    """ARR of accounts whose true health is below the health line (money)."""
    return _at_risk(weeks, "health")


def at_risk_visible(weeks: Weeks) -> np.ndarray:
    """ARR of accounts whose reported health is below the health line (money)."""
    return _at_risk(weeks, "reported")


def _at_risk(weeks: Weeks, column: str) -> np.ndarray:
    rows = weeks.run["weekly_accounts"]
    low = rows[column] < weeks.run.scenario.customers.healthy_line
    return weeks.sum("weekly_accounts", np.where(low, rows["arr"], 0.0))


def book(weeks: Weeks) -> np.ndarray:
    """Accounts for each head, all roles."""
    return weeks.per_head(accounts(weeks))


def backlog(weeks: Weeks) -> np.ndarray:
    """Visible backlog for each head (hours)."""
    return weeks.per_head(weeks.sum("weekly_roles", weeks.run["weekly_roles"]["backlog"]))


def documented(weeks: Weeks) -> np.ndarray:
    """Documented share K (0-1) of the organisation."""
    return weeks.mean("weekly_roles", weeks.run["weekly_roles"]["documented"])


def account_survival(weeks: Weeks) -> np.ndarray:
    """Share of the opening book that is still there."""
    ended = weeks.run["accounts"]["ended"][weeks.run["accounts"]["opening"] == 1]
    return _still_here(weeks, ended)


def people_survival(weeks: Weeks) -> np.ndarray:
    """Share of the people here at the opening who are still here."""
    people = weeks.run["people"]
    return _still_here(weeks, people["left"][people["hired"] < 0])


def tenure_survival(weeks: Weeks) -> np.ndarray:
    """Share of those hired since day 0 who are still here so many weeks after their first day.

    Kaplan-Meier: week k of this series is k + 1 weeks of tenure, not of the calendar. NaN beyond
    the longest tenure seen.
    """
    people = weeks.run["people"]
    hired, left = people["hired"], people["left"]
    new = hired >= 0
    until = np.where(np.isnan(left), weeks.run.days, left)
    return kaplan_meier((until - hired)[new], ~np.isnan(left)[new]).at(weeks.ends)


def scope_flow(weeks: Weeks) -> np.ndarray:
    """Flow of out-of-scope work relative to the opening: mean over teams, weighted by sources."""
    rows, sources = weeks.run["weekly_teams"], weeks.run.scenario.work.sources
    weights = np.array([sources.get(team, 0.0) for team in SOURCES])
    return weeks.mean("weekly_teams", rows["flow"], weights[rows["source"]])


def upstream_backlog(weeks: Weeks) -> np.ndarray:
    """Work sent to other teams and not done, in their own hours."""
    return weeks.sum("weekly_teams", weeks.run["weekly_teams"]["backlog"])


def _invoice_of(team: str) -> Callable[[Weeks], np.ndarray]:
    """The series of one team on the masking invoice."""

    def series(weeks: Weeks) -> np.ndarray:
        return np.asarray(weeks.invoice[SOURCES.index(team)])

    series.__name__ = f"invoice_{team}"
    series.__doc__ = f"The masking invoice of {team} (money a year)."
    return series


def _still_here(weeks: Weeks, gone: np.ndarray) -> np.ndarray:
    if not len(gone):
        return np.full(weeks.count, np.nan)
    return 1.0 - weeks.so_far(gone) / len(gone)


SERIES: dict[str, Callable[[Weeks], np.ndarray]] = {
    f.__name__: f
    for f in (
        arr,
        accounts,
        heads,
        vacant,
        exits,
        backfills,
        hours_worked,
        unlogged_hours,
        after_hours,
        burnout,
        burned_out,
        health,
        book,
        backlog,
        documented,
        account_survival,
        people_survival,
        tenure_survival,
        health_reported,
        at_risk_true,
        at_risk_visible,
        scope_flow,
        upstream_backlog,
        *(_invoice_of(team) for team in SOURCES),
        contribution,
    )
}
"""All series by name."""
