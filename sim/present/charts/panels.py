"""One panel for each scenario, in the same scale: hours at work, and every person's burnout."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes

from sim.base.units import DAYS_PER_MONTH
from sim.present.charts import findings
from sim.present.charts.findings import Says, on_average
from sim.present.charts.lines import band, date_axis, rule, value_axis, weeks_in_months
from sim.present.charts.picture import SOFT, Canvas, Picture, shortened
from sim.present.subject import Colour, Group, Subject
from sim.present.words import Scale, count_words

UNLOGGED = Says(
    on_average,
    "h/person/wk",
    "{v} a person a week are never logged",
    "hides {d} more work per person a week",
    "hides {d} less work per person a week",
    "unlogged hours",
)
BURNED = Says(
    on_average,
    "share",
    "{v} of people are burned out on average",
    "has {d} more of its people burned out",
    "has {d} fewer of its people burned out",
    "the share of people burned out",
)
CONTRACT_WEEK = 40.0
MOST_POINTS = 60_000
HOURS, LEVEL = Scale(1.0, 1, "", " h"), Scale(1.0, 2)


def hours(subject: Subject) -> Picture | None:
    """Hours at work a person a week: logged, and on top those that nobody logged."""
    worked, hidden = subject.series("hours_worked"), subject.series("unlogged_hours")
    if not (worked and hidden):
        return None
    panels = _together(subject, ("hours_worked", "unlogged_hours"))
    return Picture(
        name="hours",
        title=findings.finding(hidden, UNLOGGED, subject.currency),
        subtitle=findings.subtitle(
            f"Hours at work a person a week, {findings.worlds(subject)}",
            findings.interval_words(hidden, UNLOGGED, subject.currency),
            "means; light: logged, dark: never logged, dashed: 40 h",
        ),
        alt=f"Areas over time for {findings.names(worked)}. Hours at work a person a week: "
        f"{findings.ends_words(worked, HOURS)} Of these never logged: "
        f"{findings.ends_words(hidden, HOURS)}",
        columns=_columns(subject, ("hours at work", "never logged")),
        rows=_rows(subject, ("hours_worked", "unlogged_hours"), HOURS),
        height=partial(_height, panels=len(panels), each=2.35),
        draw=partial(
            _grid,
            panels=panels,
            draw=partial(_stack, panels=panels),
            unit="h",
            start=subject.base.scenario.start,
            weeks=worked[0].values.shape[1],
        ),
    )


def burnout(subject: Subject) -> Picture | None:
    """Burnout of every simulated person over time, in the first world; the line of burned out."""
    share = subject.series("burned_out")
    groups = _together(subject, ("burned_out", "burnout"))
    if not share or not all(side.result.runs for side in subject.sides):
        return None
    line = subject.base.scenario.burnout.line
    weeks = share[0].values.shape[1]
    worlds = findings.worlds(subject)
    return Picture(
        name="burnout",
        title=findings.finding(share, BURNED, subject.currency),
        subtitle=findings.subtitle(
            f"Burnout (0-1), dashed: burned out above {line:g}",
            f"thin: each simulated person of the first world; thick: mean of {worlds}",
            findings.interval_words(share, BURNED, subject.currency),
        ),
        alt=f"One thin line of burnout over time for each simulated person, by scenario: "
        f"{findings.names(groups)}. Share burned out: "
        f"{findings.ends_words(share, Scale(0.01, 1, '', ' %'))}",
        columns=_columns(subject, ("mean burnout", "share burned out")),
        rows=_burnout_rows(subject),
        height=partial(_height, panels=len(groups), each=2.35),
        draw=partial(
            _grid,
            panels=groups,
            draw=partial(_people, line=line),
            unit="0-1",
            start=subject.base.scenario.start,
            weeks=weeks,
        ),
    )


def people_lines(
    times: np.ndarray, person: np.ndarray, values: np.ndarray, most: int = MOST_POINTS
) -> list[tuple[np.ndarray, np.ndarray]]:
    """One (months, values) line for each person, by row of the person.

    times (days), person, values: columns of `weekly_people`. Lines of many people over many years
    are thinned to every k-th week (their ends stay), so that a page stays small.
    """
    order = np.lexsort((times, person))
    times, person, values = times[order] / DAYS_PER_MONTH, person[order], values[order]
    step = max(1, -(-len(times) // most))
    edges = np.concatenate(([0], np.flatnonzero(np.diff(person)) + 1, [len(person)]))
    lines = []
    for start, end in pairwise(edges.tolist()):
        if end > start:
            kept = np.unique(np.append(np.arange(start, end, step), end - 1))
            lines.append((times[kept], values[kept]))
    return lines


def _together(subject: Subject, series: Sequence[str]) -> list[Group]:
    """Sides by panel: those that are the same in all these series share one. values: the first."""
    groups: list[Group] = []
    for side in subject.sides:
        mine = [side.result.weekly[name] for name in series]
        for place, group in enumerate(groups):
            theirs = [group.sides[0].result.weekly[name] for name in series]
            if all(np.array_equal(a, b, equal_nan=True) for a, b in zip(mine, theirs, strict=True)):
                groups[place] = Group((*group.sides, side), group.values)
                break
        else:
            groups.append(Group((side,), np.asarray(mine[0], float)))
    return groups


def _across(width: float, panels: int) -> int:
    return 1 if width < 5.5 else min(panels, 2 if panels in (2, 4) else 3)


def _height(width: float, *, panels: int, each: float) -> float:
    return -(-panels // _across(width, panels)) * each + 0.1


def _grid(
    canvas: Canvas,
    *,
    panels: Sequence[Group],
    draw: Callable[[Axes, Group], None],
    unit: str,
    start: str,
    weeks: int,
) -> None:
    """The panels in rows, each named in its own colour, all with the same axes."""
    across = _across(canvas.width, len(panels))
    down = -(-len(panels) // across)
    wide, tall = canvas.width / across, canvas.height / down
    months = float(weeks_in_months(weeks)[-1])
    for place, group in enumerate(panels):
        row, column = divmod(place, across)
        x, y = column * wide, row * tall
        room = wide - 0.55 - (0.25 if column == across - 1 else 0.15)
        canvas.text(
            x,
            y + 0.15,
            shortened(group.name, room + 0.45, 9, "bold"),
            weight="bold",
            color=group.colour.text,
        )
        axes = canvas.axes(x + 0.45, y + 0.28, room, tall - 0.28 - 0.48)
        draw(axes, group)
        value_axis(axes, unit, "", most=5)
        date_axis(axes, start, months, room=room)


def _stack(axes: Axes, group: Group, *, panels: Sequence[Group]) -> None:
    worked, hidden = _hours_of(group)
    x = weeks_in_months(worked.size)
    colour: Colour = group.colour
    axes.fill_between(x, 0, worked - hidden, color=colour.line, alpha=0.25, lw=0)
    axes.fill_between(x, worked - hidden, worked, color=colour.line, alpha=0.95, lw=0)
    top = max(float(np.nanmax(_hours_of(g)[0])) for g in panels)
    axes.set_ylim(0, max(top, CONTRACT_WEEK) * 1.12)
    rule(axes, CONTRACT_WEEK)


def _hours_of(group: Group) -> tuple[np.ndarray, np.ndarray]:
    weekly = group.sides[0].result.weekly
    return band(weekly["hours_worked"]).mean, band(weekly["unlogged_hours"]).mean


def _people(axes: Axes, group: Group, *, line: float) -> None:
    side = group.sides[0]
    rows = side.result.runs[0]["weekly_people"]
    drawn = people_lines(rows["time"], rows["person"], rows["burnout"])
    for months, values in drawn:
        axes.plot(months, values, color=side.colour.line, lw=0.7, alpha=0.5)
    mean = band(side.result.weekly["burnout"]).mean
    axes.plot(weeks_in_months(mean.size), mean, color=side.colour.text, lw=2.4)
    axes.set_ylim(0, 1)
    rule(axes, line)
    axes.text(
        0.01,
        0.985,
        count_words(len(drawn), "person", "people"),
        transform=axes.transAxes,
        size=7.5,
        color=SOFT,
        va="top",
    )


def _columns(subject: Subject, what: tuple[str, str]) -> tuple[str, ...]:
    return (
        "Month",
        *(text for side in subject.sides for text in (f"{side.name}, {what[0]}", what[1])),
    )


def _rows(subject: Subject, series: tuple[str, str], how: Scale) -> tuple[tuple[str, ...], ...]:
    means = [band(side.result.weekly[name]).mean for side in subject.sides for name in series]
    return tuple(
        (str(month), *(how.plain(float(mean[week])) for mean in means))
        for month, week in findings.months(means[0].size)
    )


def _burnout_rows(subject: Subject) -> tuple[tuple[str, ...], ...]:
    ways = (("burnout", LEVEL), ("burned_out", Scale(0.01, 1, "", " %")))
    means = [
        (band(side.result.weekly[name]).mean, how) for side in subject.sides for name, how in ways
    ]
    return tuple(
        (str(month), *(how.plain(float(mean[week])) for mean, how in means))
        for month, week in findings.months(means[0][0].size)
    )
