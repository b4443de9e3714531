"""Chart of the ARR waterfall: from the start over new, expanded, contracted, churned to the end."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from matplotlib.axes import Axes

from sim.present.charts import findings
from sim.present.charts.churn_causes import NAMES, kept_worlds, lost_by_cause
from sim.present.charts.data import Data, Series, numbers, with_intervals
from sim.present.charts.falls import (
    NAME,
    STEPS,
    Fall,
    change,
    draw_numbers,
    lines_height,
    said,
)
from sim.present.charts.findings import Says, at_end
from sim.present.charts.lines import draw_key, key_rows, value_axis
from sim.present.charts.picture import SOFT, Canvas, Picture, wrapped
from sim.present.charts.tally import Bar, Tally, draw_tallies, tallies_height
from sim.present.subject import NEUTRAL, Group, Subject, tint
from sim.present.words import Scale, scale
from sim.tables.results import Key
from sim.tables.words import CHURN_CAUSES

CHURNED = Says(
    "arr_churned",
    at_end,
    "money",
    "{v} of ARR churns over the run",
    "{d} more ARR churned",
    "{d} less ARR churned",
    "ARR churned",
)
MOVES = {"arr_new": 1, "arr_expanded": 1, "arr_contracted": -1, "arr_churned": -1}
SHADES = (1.0, 0.6, 0.6, 0.32, 0.32, 1.0)
"""Full for what is there, half for what comes, pale for what goes."""
PLOT = 2.35
CAUSE_TINTS = (0.25, 1.0, 0.86, 0.72, 0.58, 0.46, 0.34)


def waterfall(subject: Subject) -> Picture | None:
    """ARR from start to end by what moved it, the paired differences, and causes of churn."""
    measured = ("arr_end", *MOVES)
    groups = [g for g in subject.series("arr") if all(Key(m) in _values(g) for m in measured)]
    if not groups:
        return None
    falls = [_fall(group) for group in groups]
    how = scale("money", [f.mean(5).mean for f in falls], currency=subject.currency)
    caused = _tallies(falls, subject) if all(f.causes is not None for f in falls) else []
    return Picture(
        name="waterfall",
        title=findings.finding(groups, CHURNED, subject.currency),
        subtitle=findings.subtitle(
            f"ARR over the run by what moved it, mean of {findings.worlds(subject)}",
            findings.interval_words(groups, CHURNED, subject.currency),
            "below each candidate: how much it raises or lowers ARR" if falls[1:] else "",
        ),
        alt="Waterfalls of ARR. "
        + " ".join(f"{fall.group.name}: {_spoken(fall, how)}." for fall in falls),
        columns=("ARR", *_heads(falls)),
        rows=tuple(_cells(falls, step, subject.currency) for step in range(len(STEPS))),
        height=partial(_height, falls=falls, caused=caused),
        draw=partial(_draw, falls=falls, caused=caused, currency=subject.currency),
        data=(_moved(falls), *([_caused(falls)] if caused else [])),
    )


def _values(group: Group) -> dict[Key, np.ndarray]:
    return group.sides[0].result.values


def _fall(group: Group) -> Fall:
    values = _values(group)
    moves = [sign * np.asarray(values[Key(name)], float) for name, sign in MOVES.items()]
    end = np.asarray(values[Key("arr_end")], float)
    steps = np.array([end - sum(moves), *moves, end])
    return Fall(group, steps, lost_by_cause(group.sides[0]))


def _moved(falls: Sequence[Fall]) -> Data:
    """Each step with the interval of its mean; what goes is negative."""
    series = tuple(
        with_intervals(
            fall.group.name, fall.group.colour, [fall.mean(step) for step in range(len(STEPS))]
        )
        for fall in falls
    )
    title = "ARR at the start and at the end, and what moved it"
    return Data("columns", title, "money", "ARR", STEPS, series, "95 % interval")


def _caused(falls: Sequence[Fall]) -> Data:
    """ARR churned in the kept worlds by cause, a column for each scenario."""
    series = tuple(
        Series(
            NAMES[cause],
            tint(NEUTRAL, shade),
            numbers([0.0 if f.causes is None else f.causes[k] for f in falls]),
        )
        for k, (cause, shade) in enumerate(zip(CHURN_CAUSES, CAUSE_TINTS, strict=True))
    )
    title = f"ARR churned by what it hung on, mean of {kept_worlds(falls[0].group.sides[0])}"
    names = tuple(fall.group.name for fall in falls)
    return Data("stack", title, "money", "Scenario", names, series)


def _spoken(fall: Fall, how: Scale) -> str:
    return ", ".join(
        f"{step.lower()} {how.plain(fall.mean(place).mean)}" for place, step in enumerate(STEPS)
    )


def _heads(falls: Sequence[Fall]) -> tuple[str, ...]:
    names = [fall.group.name for fall in falls]
    more = [t for name in names[1:] for t in (name, "difference", "95 % interval")]
    return (names[0], *more)


def _cells(falls: Sequence[Fall], step: int, currency: str) -> tuple[str, ...]:
    cells = [STEPS[step], said(falls[0], step, currency)]
    for fall in falls[1:]:
        difference, span = change(falls[0], fall, step, currency)
        cells += [said(fall, step, currency), difference, span]
    return tuple(cells)


def _tallies(falls: Sequence[Fall], subject: Subject) -> list[Tally]:
    """What churn hung on, the largest cause of all scenarios first."""
    causes = np.array([fall.causes for fall in falls])
    order = [k for k in np.argsort(-causes.sum(axis=0), kind="stable") if causes[:, k].any()]
    said = partial(_amount, finest=float(causes.max()) / 50, currency=subject.currency)
    names = [subject.theme.said(NAMES[cause]) for cause in CHURN_CAUSES]
    return [
        Tally(
            fall.group.name,
            fall.group.colour,
            "",
            tuple(Bar(names[k], row[k], said(row[k])) for k in order),
        )
        for fall, row in zip(falls, causes, strict=True)
    ]


def _amount(value: float, *, finest: float, currency: str) -> str:
    return scale("money", [value], currency=currency, finest=finest).plain(value)


def _height(width: float, *, falls: Sequence[Fall], caused: Sequence[Tally]) -> float:
    narrow = width < 5.5
    key = len(key_rows([(f.group.name, f.group.colour) for f in falls], width)) * 0.21 + 0.1
    above = (key if narrow else 0.0) + PLOT + lines_height(falls, narrow)
    if not caused:
        return above
    return above + _head_height(falls, width) + tallies_height(caused, width)


def _head_height(falls: Sequence[Fall], width: float) -> float:
    return 0.17 * len(_head(falls, width)) + 0.18


def _head(falls: Sequence[Fall], width: float) -> list[str]:
    """What the second part shows, in lines."""
    worlds = kept_worlds(falls[0].group.sides[0])
    text = (
        f"What the churned ARR hung on, mean of {worlds}: without it the account would have "
        "renewed; several causes of one account share its ARR"
    )
    return wrapped(text, 0.96 * width, 8.5)


def _draw(canvas: Canvas, *, falls: Sequence[Fall], caused: Sequence[Tally], currency: str) -> None:
    top, left = 0.0, NAME
    if canvas.narrow:
        rows = key_rows([(f.group.name, f.group.colour) for f in falls], canvas.width)
        top, left = draw_key(canvas, rows), 0.55
    axes = canvas.axes(left, top + 0.08, canvas.width - left, PLOT - 0.36)
    _bars(axes, falls)
    value_axis(axes, "money", currency, most=5)
    size = 6.5 if canvas.narrow else 8.5
    axes.set_xticks(range(len(STEPS)), STEPS, size=size)
    y = draw_numbers(canvas, falls, top + PLOT, currency)
    if caused:
        for line in _head(falls, canvas.width):
            canvas.text(0, y + 0.12, line, size=8.5, color=SOFT)
            y += 0.17
        draw_tallies(canvas, caused, y + 0.14)


def _bars(axes: Axes, falls: Sequence[Fall]) -> None:
    """Columns of every scenario side by side, each hanging where the one before it ended."""
    wide, top = 0.84 / len(falls), 0.0
    for place, fall in enumerate(falls):
        at, level = -0.42 + (place + 0.5) * wide, 0.0
        for step, shade in enumerate(SHADES):
            size = fall.mean(step).mean
            bottom = 0.0 if step in (0, 5) else level
            axes.bar(
                step + at, size, wide * 0.9, bottom, color=[(fall.group.colour.line, shade)], lw=0
            )
            level = bottom + size
            top = max(top, level)
            if step < len(SHADES) - 1:
                ends = [step + at - wide * 0.45, step + 1 + at + wide * 0.45]
                axes.plot(ends, [level, level], color=fall.group.colour.line, lw=0.6, alpha=0.6)
    axes.set(xlim=(-0.5, len(STEPS) - 0.5), ylim=(0, top * 1.04 or 1.0))
    axes.grid(visible=False, axis="x")
