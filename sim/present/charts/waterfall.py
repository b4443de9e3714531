"""Chart of the ARR waterfall: from the start over new, expanded, contracted, churned to the end."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes

from sim.base.statistics import Interval, mean_interval, paired_interval
from sim.present.charts import findings
from sim.present.charts.churn_causes import NAMES, kept_worlds, lost_by_cause
from sim.present.charts.data import Data, Series, numbers, with_intervals
from sim.present.charts.findings import Says, at_end, excludes_zero
from sim.present.charts.lines import draw_key, key_rows, value_axis
from sim.present.charts.picture import INK, SOFT, Canvas, Picture, text_width, wrapped
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
STEPS = ("Start", "New", "Expanded", "Contracted", "Churned", "End")
SHADES = (1.0, 0.6, 0.6, 0.32, 0.32, 1.0)
"""Full for what is there, half for what comes, pale for what goes."""
PLOT, NAME, LINE, SMALL = 2.35, 1.45, 0.155, 7.2
CAUSE_TINTS = (0.25, 1.0, 0.86, 0.72, 0.58, 0.46, 0.34)


class Fall(NamedTuple):
    """One waterfall: steps by world, shape (STEPS, worlds), and what its churn hung on."""

    group: Group
    steps: np.ndarray
    causes: np.ndarray | None

    def mean(self, step: int) -> Interval:
        """A step over all worlds."""
        return mean_interval(self.steps[step])


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
    cells = [STEPS[step], _said(falls[0], step, currency)]
    for fall in falls[1:]:
        difference, span = _change(falls[0], fall, step, currency)
        cells += [_said(fall, step, currency), difference, span]
    return tuple(cells)


def _said(fall: Fall, step: int, currency: str) -> str:
    found = fall.mean(step)
    how = scale("money", [found.mean], currency=currency)
    return how.plain(found.mean) if step in (0, 5) else how.signed(found.mean)


def _change(base: Fall, other: Fall, step: int, currency: str) -> tuple[str, str]:
    """The paired difference and its interval in words."""
    found = paired_interval(base.steps[step], other.steps[step])
    if np.allclose(base.steps[step], other.steps[step], rtol=1e-9, atol=0.01):
        return "no difference", ""
    half = found.half_width if found.half_width > 0 else None
    values = (found.mean, found.lo, found.hi)
    how = scale("money", values, currency=currency, change=True, finest=half)
    return how.signed(found.mean), how.span(found.lo, found.hi)


def _lines(falls: Sequence[Fall], narrow: bool) -> float:
    """Inches for the numbers below the plot."""
    if narrow:
        return len(STEPS) * LINE * (1 + len(falls)) + 0.45
    return 0.2 + sum(_lines_of(fall, bool(place)) for place, fall in enumerate(falls)) + 0.1


def _lines_of(fall: Fall, compared: bool) -> float:
    names = len(wrapped(fall.group.name, NAME - 0.1, 8.5, "bold"))
    return max(names, 3 if compared else 1) * LINE + 0.08


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
    above = (key if narrow else 0.0) + PLOT + _lines(falls, narrow)
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
    y = top + PLOT
    y = _list(canvas, falls, y, currency) if canvas.narrow else _table(canvas, falls, y, currency)
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


def _table(canvas: Canvas, falls: Sequence[Fall], y: float, currency: str) -> float:
    """The numbers below the columns that they belong to; returns where they end."""
    wide = (canvas.width - NAME) / len(STEPS)
    y += 0.06
    for place, fall in enumerate(falls):
        colour = fall.group.colour.text
        for row, line in enumerate(wrapped(fall.group.name, NAME - 0.1, 8.5, "bold")):
            canvas.text(0, y + 0.12 + row * LINE, line, size=8.5, weight="bold", color=colour)
        for step in range(len(STEPS)):
            x = NAME + (step + 0.5) * wide
            canvas.text(x, y + 0.12, _said(fall, step, currency), size=8.5, ha="center")
            if place:
                _below(canvas, (falls[0], fall), step, currency, (x, y + 0.12 + LINE, wide - 0.06))
        y += _lines_of(fall, bool(place))
    return y + 0.14


def _below(
    canvas: Canvas,
    pair: tuple[Fall, Fall],
    step: int,
    currency: str,
    at: tuple[float, float, float],
) -> None:
    """Difference and interval of a candidate, each a line in a column, dark where they are clear.

    at: the middle of the column, where the first line stands, and the width that there is.
    """
    x, y, wide = at
    base, other = pair
    clear = excludes_zero(paired_interval(base.steps[step], other.steps[step]))
    for row, text in enumerate(_change(base, other, step, currency)):
        size = min(1.0, wide / max(text_width(text, SMALL), 0.01)) * SMALL
        colour = INK if clear else SOFT
        canvas.text(x, y + row * LINE, text, size=size, ha="center", color=colour)


def _list(canvas: Canvas, falls: Sequence[Fall], y: float, currency: str) -> float:
    """The same below each other, for a phone."""
    y += 0.1
    for step, name in enumerate(STEPS):
        canvas.text(0, y + 0.12, name, size=8.5, weight="bold")
        y += LINE
        for place, fall in enumerate(falls):
            said = _said(fall, step, currency)
            if place:
                difference, span = _change(falls[0], fall, step, currency)
                said += f"; {difference}" + (f" ({span})" if span else "")
            canvas.text(0.12, y + 0.12, said, size=8, color=fall.group.colour.text)
            y += LINE
    return y + 0.25
