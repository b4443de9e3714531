"""Chart of the team: people employed above, exits and backfills so far below."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from matplotlib.axes import Axes

from sim.present.charts import data, findings
from sim.present.charts.findings import Says, at_end
from sim.present.charts.lines import (
    End,
    band,
    date_axis,
    draw_bands,
    draw_key,
    key_rows,
    label_ends,
    label_room,
    mean_known,
    value_axis,
    weeks_in_months,
)
from sim.present.charts.over_time import limits
from sim.present.charts.picture import SOFT, Canvas, Picture
from sim.present.subject import Group, Subject
from sim.present.words import Scale

EXITS = Says(
    "",
    at_end,
    "people",
    "exits over the run: {v}",
    "{d} more exits",
    "{d} fewer exits",
    "exits",
)
DASH = (0, (2.2, 1.6))
HOW = Scale(1.0, 1)


def headcount(subject: Subject) -> Picture | None:
    """People employed, and how many have left and been replaced since the start."""
    heads, gone, filled = (subject.series(name) for name in ("heads", "exits", "backfills"))
    if not (heads and gone and filled):
        return None
    return Picture(
        name="headcount",
        title=findings.finding(gone, EXITS, subject.currency),
        subtitle=findings.subtitle(
            f"People employed, exits and backfills, {findings.worlds(subject)}",
            findings.interval_words(gone, EXITS, subject.currency),
            findings.bands(subject),
        ),
        alt=f"Lines over time for {findings.names(heads)}. People employed: "
        f"{findings.ends_words(heads, HOW)} Exits since the start: "
        f"{findings.ends_words(gone, HOW)} Backfills: {findings.ends_words(filled, HOW)}",
        columns=_columns(subject),
        rows=_rows(subject),
        height=lambda width: 4.6 if width > 5.5 else 4.5,
        draw=partial(
            _draw,
            heads=heads,
            gone=gone,
            filled=filled,
            start=subject.base.scenario.start,
            currency=subject.currency,
        ),
        data=(
            data.over_time("People employed", "people", heads, findings.held(subject)),
            _numbers(gone, filled),
        ),
    )


def _numbers(gone: Sequence[Group], filled: Sequence[Group]) -> data.Data:
    """Exits so far and, dashed, backfills so far, as they are drawn."""
    lines = [
        data.Line(f"{group.name}, {what}", group.colour, band(group.values).mean, dash)
        for groups, what, dash in ((gone, "exits", False), (filled, "backfills", True))
        for group in groups
    ]
    return data.means_over_time("Exits and backfills since the start", "people", lines)


def _draw(
    canvas: Canvas,
    *,
    heads: Sequence[Group],
    gone: Sequence[Group],
    filled: Sequence[Group],
    start: str,
    currency: str,
) -> None:
    top, room = 0.0, 0.25
    if canvas.narrow:
        top = draw_key(canvas, key_rows([(g.name, g.colour) for g in heads], canvas.width))
    else:
        room = max(room, label_room([g.name for g in (*heads, *gone)], 1.75))
    width = canvas.width - 0.62 - room
    tall = (canvas.height - top - 0.42 - 0.81) / 2
    months = float(weeks_in_months(heads[0].values.shape[1])[-1])
    canvas.text(0, top + 0.13, "People employed", color=SOFT, weight="bold")
    upper = canvas.axes(0.62, top + 0.28, width, tall)
    ends = draw_bands(upper, heads)
    upper.set_ylim(*limits(heads))
    value_axis(upper, "people", currency, most=4)
    date_axis(upper, start, months, room=width, labels=False)
    second = top + 0.28 + tall + 0.3
    canvas.text(
        0,
        second + 0.08,
        "Exits (solid) and backfills (dashed) since the start",
        color=SOFT,
        weight="bold",
    )
    lower = canvas.axes(0.62, second + 0.23, width, tall)
    low_ends = _so_far(lower, gone, filled)
    value_axis(lower, "people", currency, most=4)
    date_axis(lower, start, months, room=width)
    if not canvas.narrow:
        label_ends(canvas, upper, ends, 0.62 + width, top + 0.28, tall, room)
        label_ends(canvas, lower, low_ends, 0.62 + width, second + 0.23, tall, room)


def _so_far(axes: Axes, gone: Sequence[Group], filled: Sequence[Group]) -> list[End]:
    ends, top = [], 0.0
    for groups, dash in ((gone, "-"), (filled, DASH)):
        for group in groups:
            mean = band(group.values).mean
            axes.plot(
                weeks_in_months(mean.size),
                mean,
                color=group.colour.line,
                ls=dash,
                lw=2 if dash == "-" else 1.6,
            )
            top = max(top, float(np.nanmax(mean)))
            if dash == "-":
                ends.append(End(float(mean[-1]), group.name, group.colour))
    axes.set_ylim(0, top * 1.08 or 1.0)
    return ends


def _columns(subject: Subject) -> tuple[str, ...]:
    head = ["Month"]
    for side in subject.sides:
        head += [f"{side.name}, people", "exits so far", "backfills so far"]
    return tuple(head)


def _rows(subject: Subject) -> tuple[tuple[str, ...], ...]:
    means = [
        mean_known(side.result.weekly[name], axis=0)
        for side in subject.sides
        for name in ("heads", "exits", "backfills")
    ]
    return tuple(
        (str(month), *(HOW.plain(float(mean[week])) for mean in means))
        for month, week in findings.months(means[0].size)
    )
