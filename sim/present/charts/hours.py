"""Chart of hours at work a person a week: logged, and on top those that nobody logged."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from matplotlib.axes import Axes

from sim.present.charts import data, findings, panels
from sim.present.charts.findings import Says, on_average
from sim.present.charts.lines import band, rule
from sim.present.charts.picture import Picture
from sim.present.subject import Colour, Group, Subject
from sim.present.words import Scale

UNLOGGED = Says(
    "unlogged_hours",
    on_average,
    "h/person/wk",
    "{v} a person a week are never logged",
    "{d} more unlogged work per person a week",
    "{d} less unlogged work per person a week",
    "unlogged hours",
)
CONTRACT_WEEK = 40.0
HOURS = Scale(1.0, 1, "", " h")


def hours(subject: Subject) -> Picture | None:
    """Hours at work a person a week: logged, and on top those that nobody logged."""
    worked, hidden = subject.series("hours_worked"), subject.series("unlogged_hours")
    groups = panels.together(subject, ("hours_worked", "unlogged_hours"))
    if not groups:
        return None
    return Picture(
        name="hours",
        title=findings.finding(hidden, UNLOGGED, subject.currency),
        subtitle=findings.subtitle(
            f"Hours at work a person a week, {findings.worlds(subject)}",
            findings.interval_words(hidden, UNLOGGED, subject.currency),
            "four-week means; light: logged, dark: never logged, dashed: 40 h",
        ),
        alt=f"Areas over time for {findings.names(worked)}. Hours at work a person a week: "
        f"{findings.ends_words(worked, HOURS)} Of these never logged: "
        f"{findings.ends_words(hidden, HOURS)}",
        columns=panels.columns(subject, ("hours at work", "never logged")),
        rows=panels.rows(subject, (("hours_worked", HOURS), ("unlogged_hours", HOURS))),
        height=partial(panels.height, panels=len(groups), each=2.35),
        draw=partial(
            panels.grid,
            panels=groups,
            draw=partial(_stack, groups=groups),
            unit="h",
            start=subject.base.scenario.start,
            weeks=worked[0].values.shape[1],
        ),
        data=(_numbers(groups),),
    )


def _numbers(groups: Sequence[Group]) -> data.Data:
    """Hours at work, and those of them that nobody logged, as they are drawn."""
    lines = []
    for group in groups:
        worked, hidden = _means(group)
        lines += [
            data.Line(group.name, group.colour, worked),
            data.Line(f"{group.name}, never logged", group.colour, hidden, True),
        ]
    title = "Hours at work a person a week, and of these never logged, four-week means"
    return data.four_week_means(title, "h/person/wk", lines)


def _stack(axes: Axes, group: Group, *, groups: Sequence[Group]) -> None:
    x, worked, hidden = _hours_of(group)
    colour: Colour = group.colour
    axes.fill_between(x, 0, worked - hidden, color=colour.line, alpha=0.25, lw=0)
    axes.fill_between(x, worked - hidden, worked, color=colour.line, alpha=0.95, lw=0)
    top = max(float(np.nanmax(_hours_of(g)[1])) for g in groups)
    axes.set_ylim(0, max(top, CONTRACT_WEEK) * 1.12)
    rule(axes, CONTRACT_WEEK)


def _hours_of(group: Group) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Months, hours at work and unlogged hours, as four-week means from edge to edge."""
    worked, hidden = _means(group)
    return *data.four_weeks(worked), data.four_weeks(hidden)[1]


def _means(group: Group) -> tuple[np.ndarray, np.ndarray]:
    """Hours at work and unlogged hours of every week, mean over worlds."""
    weekly = group.sides[0].result.weekly
    return band(weekly["hours_worked"]).mean, band(weekly["unlogged_hours"]).mean
