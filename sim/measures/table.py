"""The table of measures: one row each. To add a measure, write its function and a row here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from inspect import cleandoc
from typing import Literal

from sim.base.faults import Fault, InputError
from sim.measures import (
    climate,
    continuity,
    health,
    masking,
    money,
    people,
    retention,
    service,
    surveys,
    transition,
    visibility,
)
from sim.measures.view import View

Better = Literal["up", "down", "-"]
ANY = ("segment", "role", "quarter", "pilot", "moved")
BOOK = ("segment", "quarter", "pilot", "moved")
TEAM = ("role", "quarter", "pilot", "moved")
TIME = ("quarter",)


@dataclass(frozen=True)
class Measure:
    """One number that a run gives.

    better: which way is good, '-' where neither is. function: of a `View`, NaN where there is no
    value. splits: the divisions in which it makes sense; any other has no such measure.
    headline: the verdict looks at it.
    """

    name: str
    unit: str
    better: Better
    function: Callable[[View], float]
    splits: tuple[str, ...] = ()
    headline: bool = False

    @property
    def definition(self) -> str:
        """What it is: the docstring of its function."""
        return cleandoc(self.function.__doc__ or "")


def _row(
    function: Callable[[View], float],
    unit: str,
    better: Better,
    splits: tuple[str, ...],
    headline: str = "",
) -> Measure:
    return Measure(function.__name__, unit, better, function, splits, headline == "*")


_ROWS = (
    _row(retention.grr, "share/yr", "up", BOOK, "*"),
    _row(retention.nrr, "share/yr", "up", BOOK, "*"),
    _row(retention.logo_churn, "share/yr", "down", BOOK, "*"),
    _row(retention.renewal_churn, "share", "down", BOOK),
    _row(retention.arr_end, "money", "-", BOOK),
    _row(retention.arr_new, "money", "-", BOOK),
    _row(retention.arr_expanded, "money", "-", BOOK),
    _row(retention.arr_contracted, "money", "-", BOOK),
    _row(retention.arr_churned, "money", "-", BOOK),
    _row(retention.arr_at_risk_true, "money", "down", BOOK),
    _row(people.csm_turnover, "share/yr", "down", TEAM, "*"),
    _row(people.exits_involuntary, "share/yr", "down", TEAM),
    _row(people.burnout_prevalence, "share", "down", TEAM, "*"),
    _row(people.burnout_often, "share", "down", TEAM),
    _row(people.hours_worked, "h/person/wk", "down", TEAM),
    _row(people.unlogged_hours, "h/person/wk", "down", TEAM, "*"),
    _row(people.overtime_weeks, "share", "down", TEAM),
    _row(people.out_of_scope_share, "share", "down", ANY),
    _row(people.utilisation, "share", "-", TEAM),
    _row(service.response_time, "working hours", "down", ANY),
    _row(service.response_time_p90, "working hours", "down", ANY),
    _row(service.time_to_live, "days", "down", BOOK),
    _row(service.served_share, "share", "up", ANY),
    _row(continuity.continuity, "share", "up", BOOK),
    _row(continuity.handovers, "per account/yr", "down", BOOK),
    _row(continuity.single_threaded_arr, "share", "down", BOOK),
    _row(continuity.bus_factor, "share", "down", BOOK),
    _row(money.accounts_per_head, "accounts", "-", TIME),
    _row(money.arr_per_head, "money", "-", TIME),
    _row(health.health_true, "0-1", "up", BOOK),
    _row(money.cost_to_serve, "money/account/yr", "down", TEAM, "*"),
    _row(money.cost_to_serve_share, "share", "down", TEAM),
    _row(money.cost_to_serve_full, "money/account/yr", "down", TEAM),
    _row(money.unpaid_overtime, "money/account/yr", "down", TIME),
    _row(money.contribution, "money", "up", TIME, "*"),
    _row(health.health_reported, "0-1", "up", BOOK),
    _row(visibility.arr_at_risk_visible, "money", "down", BOOK),
    _row(visibility.green_churn, "share", "down", BOOK),
    _row(visibility.detection_lag, "days", "down", BOOK),
    _row(surveys.csat, "1-5", "up", BOOK),
    _row(surveys.esat, "1-5", "up", TEAM),
    _row(surveys.nps, "-100..100", "up", BOOK),
    _row(masking.masked_hours, "h/person/wk", "down", TEAM),
    _row(masking.masking_invoice, "money/yr", "down", TEAM),
    _row(masking.time_to_fix, "days", "down", ()),
    _row(people.turnover_heroes, "share/yr", "down", TEAM),
    _row(people.turnover_quiet, "share/yr", "down", TEAM),
    _row(climate.inclination, "share", "-", TIME),
    _row(climate.support, "0-1", "up", TIME),
    _row(climate.cynicism, "0-1", "down", TIME),
    _row(climate.manager_burnout, "0-1", "down", TIME),
    # Of a dated change of the role table.
    _row(transition.moves_internal, "share/yr", "-", TEAM),
    _row(transition.transition_bill, "money", "down", TIME),
    # Of dated programmes.
    _row(money.programme_cost, "money", "down", TIME),
)

MEASURES: dict[str, Measure] = {row.name: row for row in _ROWS}
"""All measures by name, in the order in which they are shown."""

HEADLINE = tuple(name for name, row in MEASURES.items() if row.headline)
"""Names of the measures that the verdict looks at."""


def with_own(own: Iterable[Measure]) -> dict[str, Measure]:
    """All measures by name, with the caller's own behind them.

    Raises InputError for a name that is taken.
    """
    rows = dict(MEASURES)
    for row in own:
        if row.name in rows:
            message = f"{row.name!r} is taken: a name of its own for each measure"
            raise InputError(Fault("", "measures", message))
        rows[row.name] = row
    return rows
