"""Chart of the burnout of every simulated person over time, in the first world."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes

from sim.base.units import DAYS_PER_MONTH
from sim.present.charts import data, findings, panels
from sim.present.charts.findings import Says, on_average
from sim.present.charts.lines import band, rule, weeks_in_months
from sim.present.charts.picture import SOFT, Picture
from sim.present.subject import Group, Subject
from sim.present.words import Scale, count_words

BURNED = Says(
    "burnout_prevalence",
    on_average,
    "share",
    "{v} of person-weeks are burned out",
    "{d} more of the person-weeks burned out",
    "{d} fewer of the person-weeks burned out",
    "person-weeks burned out",
)
MOST_POINTS = 60_000
LEVEL, SHARE = Scale(1.0, 2), Scale(0.01, 1, "", " %")


def burnout(subject: Subject) -> Picture | None:
    """Burnout of every simulated person over time, in the first world; the line of burned out."""
    share = subject.series("burned_out")
    groups = panels.together(subject, ("burned_out", "burnout"))
    if not groups or not all(side.result.runs for side in subject.sides):
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
        f"{findings.ends_words(share, SHARE)}",
        columns=panels.columns(subject, ("mean burnout", "share burned out")),
        rows=panels.rows(subject, (("burnout", LEVEL), ("burned_out", SHARE))),
        height=partial(panels.height, panels=len(groups), each=2.35),
        draw=partial(
            panels.grid,
            panels=groups,
            draw=partial(_people, line=line),
            unit="0-1",
            start=subject.base.scenario.start,
            weeks=weeks,
        ),
        data=(
            data.over_time("Share burned out", "share", share, findings.held(subject)),
            data.over_time(
                "Mean burnout", "0-1", subject.series("burnout"), findings.held(subject)
            ),
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


def _people(axes: Axes, group: Group, *, line: float) -> None:
    side = group.sides[0]
    rows = side.result.runs[0]["weekly_people"]
    drawn = people_lines(rows["time"], rows["person"], rows["burnout"])
    faint = min(0.5, max(0.2, 15 / max(1, len(drawn))))
    for months, values in drawn:
        axes.plot(months, values, color=side.colour.line, lw=0.7, alpha=faint)
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
