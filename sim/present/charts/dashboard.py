"""Chart of what the dashboard showed against what was true: ARR at risk, and the lag."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from matplotlib.axes import Axes

from sim.base.units import DAYS_PER_MONTH
from sim.present.charts import data, findings, panels
from sim.present.charts.data import four_weeks
from sim.present.charts.findings import Says, on_average
from sim.present.charts.lines import band, mean_known
from sim.present.charts.picture import INK, Picture
from sim.present.subject import Group, Side, Subject
from sim.present.words import Scale, scale
from sim.tables.results import Key

TRUE, SHOWN = "at_risk_true", "at_risk_visible"
LAG = Says(
    "detection_lag",
    on_average,
    "days",
    "a decline shows on the dashboard {v} after it began",
    "declines show on the dashboard {d} later",
    "declines show on the dashboard {d} sooner",
    "the time until a decline is reported",
)
RISK = Says(
    "arr_at_risk_visible",
    on_average,
    "money",
    "the dashboard shows {v} of ARR at risk",
    "{d} more ARR at risk on the dashboard",
    "{d} less ARR at risk on the dashboard",
    "ARR at risk on the dashboard",
)
BAR = 0.87
"""Height of the bar of the lag within its panel, above all lines."""


def dashboard(subject: Subject) -> Picture | None:
    """ARR at risk over time, in truth and as it was reported, and how late declines are seen."""
    groups = panels.together(subject, (TRUE, SHOWN))
    if not groups:
        return None
    currency = subject.currency
    says = LAG if all(np.isfinite(lag(group.sides[0])) for group in groups) else RISK
    ends = [found for g in groups for found in _means(g)]
    how = scale("money", np.concatenate([e[np.isfinite(e)] for e in ends]), currency=currency)
    return Picture(
        name="dashboard",
        title=findings.finding(groups, says, currency),
        subtitle=findings.subtitle(
            f"ARR of accounts below the health line, mean of {findings.worlds(subject)}",
            findings.interval_words(groups, says, currency),
            "four-week means; solid: in truth, dashed: on the dashboard, shaded: hidden; "
            "bar: from decline to report",
        ),
        alt="Two lines over time for each scenario, ARR at risk in truth and on the dashboard. "
        + " ".join(_said(group, how) for group in groups),
        columns=panels.columns(subject, ("at risk in truth", "on the dashboard")),
        rows=panels.rows(subject, ((TRUE, how), (SHOWN, how))),
        height=partial(panels.height, panels=len(groups), each=2.55),
        draw=partial(
            panels.grid,
            panels=groups,
            draw=partial(_panel, groups=groups),
            unit="money",
            start=subject.base.scenario.start,
            weeks=groups[0].values.shape[1],
            currency=currency,
        ),
        data=(_numbers(groups),),
    )


def _numbers(groups: Sequence[Group]) -> data.Data:
    """ARR at risk as it is drawn: in truth, and dashed as it was reported."""
    lines = []
    for group in groups:
        true, shown = _means(group)
        lines += [
            data.Line(f"{group.name}, in truth", group.colour, true),
            data.Line(f"{group.name}, on the dashboard", group.colour, shown, True),
        ]
    title = "ARR at risk in truth and on the dashboard, four-week means"
    return data.four_week_means(title, "money", lines)


def lag(side: Side) -> float:
    """Days from a decline to its report: mean over worlds, NaN where no account declined."""
    return float(mean_known(np.asarray(side.result.values.get(Key("detection_lag"), np.nan))))


def _means(group: Group) -> tuple[np.ndarray, np.ndarray]:
    weekly = group.sides[0].result.weekly
    return band(weekly[TRUE]).mean, band(weekly[SHOWN]).mean


def _said(group: Group, how: Scale) -> str:
    true, shown = (float(np.nanmean(values)) for values in _means(group))
    late = lag(group.sides[0])
    seen = f", declines reported after {late:.0f} days" if np.isfinite(late) else ""
    risk = f"{how.plain(true)} in truth, {how.plain(shown)} shown"
    return f"{group.name}: {risk}, on average{seen}."


def _panel(axes: Axes, group: Group, *, groups: Sequence[Group]) -> None:
    true, shown = _means(group)
    x, true = four_weeks(true)
    shown = four_weeks(shown)[1]
    colour = group.colour
    axes.fill_between(
        x, shown, true, where=true > shown, interpolate=True, color=colour.line, alpha=0.18, lw=0
    )
    axes.plot(x, true, color=colour.text, lw=2.0)
    axes.plot(x, shown, color=colour.text, lw=1.6, ls=(0, (4, 2)))
    top = max(float(np.nanmax(np.concatenate(_means(g)))) for g in groups)
    axes.set_ylim(0, 1.35 * top if top > 0 else 1.0)
    late = lag(group.sides[0])
    if np.isfinite(late):
        _mark(axes, late, float(x[-1]))


def _mark(axes: Axes, late: float, months: float) -> None:
    """A bar as long as the lag, with its length in words above, on white."""
    begin = 0.02 * months
    across = axes.get_xaxis_transform()
    axes.plot(
        [begin, begin + late / DAYS_PER_MONTH],
        [BAR, BAR],
        transform=across,
        color=INK,
        lw=1.4,
        marker="|",
        ms=7,
        mew=1.4,
        solid_capstyle="butt",
        zorder=4,
    )
    axes.text(
        begin,
        BAR + 0.035,
        f"seen after {late:.0f} days",
        transform=across,
        size=7.5,
        color=INK,
        bbox={"facecolor": "white", "lw": 0, "pad": 1.5},
    )
