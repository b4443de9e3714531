"""Charts with one panel for each scenario, all in the same scale."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.axes import Axes

from sim.present.charts import findings
from sim.present.charts.lines import band, date_axis, value_axis, weeks_in_months
from sim.present.charts.picture import Canvas, shortened
from sim.present.subject import Group, Subject
from sim.present.words import Scale


def together(subject: Subject, series: Sequence[str]) -> list[Group]:
    """Sides by panel: those that are the same in all these series share one. values: the first."""
    groups: list[Group] = []
    for side in subject.sides:
        if not all(np.isfinite(side.result.weekly.get(name, np.nan)).any() for name in series):
            continue
        mine = [side.result.weekly[name] for name in series]
        for place, group in enumerate(groups):
            theirs = [group.sides[0].result.weekly[name] for name in series]
            if all(np.array_equal(a, b, equal_nan=True) for a, b in zip(mine, theirs, strict=True)):
                groups[place] = Group((*group.sides, side), group.values)
                break
        else:
            groups.append(Group((side,), np.asarray(mine[0], float)))
    return groups


def across(width: float, panels: int) -> int:
    """How many panels stand beside each other."""
    return 1 if width < 5.5 else min(panels, 2 if panels in (2, 4) else 3)


def height(width: float, *, panels: int, each: float) -> float:
    """Inches that these panels need at a width."""
    return -(-panels // across(width, panels)) * each + 0.1


def grid(
    canvas: Canvas,
    *,
    panels: Sequence[Group],
    draw: Callable[[Axes, Group], None],
    unit: str,
    start: str,
    weeks: int,
    currency: str = "",
) -> None:
    """The panels in rows, each named in its own colour, all with the same axes."""
    columns = across(canvas.width, len(panels))
    down = -(-len(panels) // columns)
    wide, tall = canvas.width / columns, canvas.height / down
    months = float(weeks_in_months(weeks)[-1])
    for place, group in enumerate(panels):
        row, column = divmod(place, columns)
        x, y = column * wide, row * tall
        room = wide - 0.55 - (0.25 if column == columns - 1 else 0.15)
        canvas.text(
            x,
            y + 0.15,
            shortened(group.name, room + 0.45, 9, "bold"),
            weight="bold",
            color=group.colour.text,
        )
        axes = canvas.axes(x + 0.45, y + 0.28, room, tall - 0.28 - 0.48)
        draw(axes, group)
        value_axis(axes, unit, currency, most=5)
        date_axis(axes, start, months, room=room)


def columns(subject: Subject, what: tuple[str, str]) -> tuple[str, ...]:
    """Head of the table behind: two series of every scenario."""
    return (
        "Month",
        *(text for side in subject.sides for text in (f"{side.name}, {what[0]}", what[1])),
    )


def rows(subject: Subject, series: Sequence[tuple[str, Scale]]) -> tuple[tuple[str, ...], ...]:
    """Means of these series of every scenario, at the end of every third month."""
    means = [
        (band(side.result.weekly[name]).mean, how) for side in subject.sides for name, how in series
    ]
    return tuple(
        (str(month), *(how.plain(float(mean[week])) for mean, how in means))
        for month, week in findings.months(means[0][0].size)
    )
