"""Chart of dated changes' J-curves: how far their worlds are ahead of their pairs, so far."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes

from sim.base.quantiles import t_quantile
from sim.base.units import DAYS_PER_MONTH
from sim.measures.transition import j_curve as curve_of
from sim.present.charts import findings
from sim.present.charts.data import Data, Series, kept_weeks, months_at, numbers
from sim.present.charts.lines import (
    End,
    date_axis,
    draw_key,
    key_rows,
    label_ends,
    label_room,
    rule,
    value_axis,
    weeks_in_months,
)
from sim.present.charts.picture import SOFT, Canvas, Picture
from sim.present.subject import BAD, GOOD, Side, Subject
from sim.present.words import listed, percent, scale

SERIES = "contribution"


class Curve(NamedTuple):
    """One candidate's curve by week: mean over worlds and its interval; way: its transition."""

    side: Side
    way: Mapping[str, Any]
    mean: np.ndarray
    low: np.ndarray
    high: np.ndarray

    @property
    def begins(self) -> float:
        """Months until the change."""
        return float(self.way["from"]) / DAYS_PER_MONTH

    @property
    def paid_back(self) -> float | None:
        """Months after the change in which it has paid back; None where most worlds have not."""
        month: float | None = self.way["payback_month"]["mean"]
        return None if self.way["never"] >= 0.5 else month


def j_curve(subject: Subject) -> Picture | None:
    """Cumulative paired difference of contribution, with its interval, the bill and the payback.

    Of every candidate with a dated change that the base has not.
    """
    base = subject.base.result.weekly.get(SERIES)
    if base is None:
        return None
    curves = [
        _curve(base, side, way)
        for place, side in enumerate(subject.candidates)
        if (way := subject.transition(place)) is not None
    ]
    if not curves:
        return None
    every = np.concatenate([values for c in curves for values in (c.mean, c.low, c.high)])
    how = scale("money", every, currency=subject.currency)
    names = listed(c.side.name for c in curves)
    ends = listed(f"{c.side.name} {how.signed(float(c.mean[-1]))}" for c in curves)
    return Picture(
        name="j_curve",
        title="; ".join(_title(curve) for curve in curves),
        subtitle=findings.subtitle(
            f"Contribution of {names} less that of {subject.base.name}, added up",
            f"mean of {findings.worlds(subject)}, band: its 95 % interval",
            f"dotted: the change begins; bill {_bills(curves, subject.currency)}",
        ),
        alt=f"Lines of the cumulative paired difference of contribution; at the end {ends}.",
        columns=("Month", *(t for c in curves for t in (f"{c.side.name}, mean", "from", "to"))),
        rows=tuple(
            (str(month), *(how.signed(float(x[w])) for c in curves for x in c[2:]))
            for month, w in findings.months(base.shape[1])
        ),
        height=lambda width: 3.3,
        draw=partial(_draw, subject=subject, curves=curves),
        data=(_numbers(subject, curves),),
    )


def _curve(base: np.ndarray, side: Side, way: Mapping[str, Any]) -> Curve:
    """The mean over worlds and its 95 % t interval, by week."""
    curve = curve_of(base, side.result.weekly[SERIES])
    mean, n = curve.mean(axis=0), curve.shape[0]
    if n < 2:
        return Curve(side, way, mean, mean, mean)
    half = t_quantile(0.975, n - 1) * curve.std(axis=0, ddof=1) / math.sqrt(n)
    return Curve(side, way, mean, mean - half, mean + half)


def _numbers(subject: Subject, curves: Sequence[Curve]) -> Data:
    """The curves with their intervals at the end of every fourth week."""
    weeks = kept_weeks(curves[0].mean.size)
    series = tuple(
        Series(
            c.side.name,
            c.side.colour,
            numbers(c.mean[weeks]),
            numbers(c.low[weeks]),
            numbers(c.high[weeks]),
        )
        for c in curves
    )
    title = f"Contribution less that of {subject.base.name}, added up"
    return Data("lines", title, "money", "Month", months_at(weeks), series, "95 % interval")


def _title(curve: Curve) -> str:
    never, month = curve.way["never"], curve.paid_back
    if month is None:
        return f"{curve.side.name} has not paid back by the end in {percent(never)} of worlds"
    rest = f", in {percent(never)} not by the end" if never > 0 else ""
    return f"{curve.side.name} pays back after {month:.0f} months on average{rest}"


def _bills(curves: Sequence[Curve], currency: str) -> str:
    bills = [_bill(curve.way["bill"], currency) for curve in curves]
    if len(curves) == 1:
        return bills[0]
    return listed(f"{bill} ({c.side.name})" for bill, c in zip(bills, curves, strict=True))


def _bill(bill: Mapping[str, Any], currency: str) -> str:
    """'$100k', or that there is none because hand-overs and hiring are fewer."""
    mean = bill["mean"]
    if mean is None:
        return "unknown"
    said = scale("money", [mean], currency=currency).plain(abs(mean))
    return said if mean >= 0 else f"of hand-overs and hiring {said} lower"


def _draw(canvas: Canvas, *, subject: Subject, curves: Sequence[Curve]) -> None:
    top, room = 0.1, 0.18
    names = [(c.side.name, c.side.colour) for c in curves]
    if canvas.narrow:
        top = draw_key(canvas, key_rows(names, canvas.width))
    else:
        room = label_room([name for name, _ in names], 1.75)
    width, height = canvas.width - 0.72 - room, canvas.height - top - 0.45
    axes = canvas.axes(0.72, top, width, height)
    x = weeks_in_months(curves[0].mean.size)
    for c in curves:
        axes.fill_between(x, c.low, c.high, color=c.side.colour.line, alpha=0.15, lw=0)
        axes.plot(x, c.mean, color=c.side.colour.line, lw=2)
    pad = _limits(axes, curves)
    value_axis(axes, "money", subject.currency)
    date_axis(axes, subject.base.scenario.start, float(x[-1]), room=width)
    rule(axes, 0.0)
    for c in curves:
        _marks(axes, c, pad)
    if len(curves) == 1:
        _draw_bill(axes, curves[0].way["bill"]["mean"] or 0.0, float(x[-1]))
    if not canvas.narrow:
        ends = [End(float(c.mean[-1]), c.side.name, c.side.colour) for c in curves]
        label_ends(canvas, axes, ends, 0.72 + width, top, height, room)


def _limits(axes: Axes, curves: Sequence[Curve]) -> float:
    """Limits that hold bands and bills; returns the air at both ends."""
    least = min(min(float(c.low.min()), -(c.way["bill"]["mean"] or 0.0)) for c in curves)
    most = max(float(c.high.max()) for c in curves)
    least, most = min(least, 0.0), max(most, 0.0)
    pad = 0.08 * (most - least) or 1.0
    axes.set_ylim(least - pad, most + pad)
    return pad


def _marks(axes: Axes, curve: Curve, pad: float) -> None:
    """Where the change begins, and where it has paid back."""
    begins, month, top = curve.begins, curve.paid_back, axes.get_ylim()[1]
    axes.axvline(begins, color=curve.side.colour.line, lw=1.2, ls=":")
    late = begins > 0.8 * axes.get_xlim()[1]
    word, side = ("begins ", "right") if late else (" begins", "left")
    axes.text(begins, top - pad / 2, word, size=8, color=SOFT, va="center", ha=side)
    if month is not None:
        axes.plot([begins + month], [0.0], marker="o", ms=7, color=GOOD.line, zorder=4)
        axes.text(begins + month, pad / 3, "paid back ", size=8, color=GOOD.text, ha="right")


def _draw_bill(axes: Axes, bill: float, x: float) -> None:
    if bill > 0:
        axes.axhline(-bill, color=BAD.line, lw=1)
        said = "the bill, hours priced "
        axes.text(x, -bill, said, size=8, color=BAD.text, ha="right", va="bottom")
