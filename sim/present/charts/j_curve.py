"""Chart of a dated change's J-curve: how far its worlds are ahead of their pairs, so far."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np

from sim.base.units import DAYS_PER_MONTH
from sim.measures.transition import j_curve as curve_of
from sim.present.charts import findings
from sim.present.charts.data import Data, Series, kept_weeks, months_at, numbers
from sim.present.charts.lines import date_axis, rule, value_axis, weeks_in_months
from sim.present.charts.picture import FAINT, SOFT, Canvas, Picture
from sim.present.subject import BAD, GOOD, Side, Subject
from sim.present.words import count_words, percent, scale

SERIES = "contribution"


def j_curve(subject: Subject) -> Picture | None:
    """Cumulative paired difference of contribution, with its interval, the bill and the payback.

    Of the first candidate with a dated change that the base has not.
    """
    places = [i for i in range(len(subject.candidates)) if subject.transition(i)]
    base = subject.base.result.weekly.get(SERIES)
    if not places or base is None:
        return None
    side, way = subject.candidates[places[0]], subject.transition(places[0])
    assert way is not None
    curve = curve_of(base, side.result.weekly[SERIES])
    mean, low, high = _interval(curve)
    how = scale("money", [*mean, *low, *high], currency=subject.currency)
    end = how.signed(float(mean[-1]))
    return Picture(
        name="j_curve",
        title=_title(side, way),
        subtitle=findings.subtitle(
            f"Contribution of {side.name} less that of {subject.base.name}, added up",
            f"mean of {count_words(curve.shape[0], 'paired world')}, band: its 95 % interval",
            f"dotted: the change begins; bill {_bill(way, subject.currency)}",
        ),
        alt=f"A line of the cumulative paired difference of contribution; at the end {end}.",
        columns=("week", "mean", "low", "high"),
        rows=tuple(
            (str(w + 1), *(how.signed(float(x[w])) for x in (mean, low, high)))
            for w in range(3, len(mean), 4)
        ),
        height=lambda width: 3.3,
        draw=partial(_draw, subject=subject, side=side, way=way, lines=(mean, low, high)),
        data=(_numbers(subject, side, (mean, low, high)),),
    )


def _numbers(
    subject: Subject, side: Side, lines: tuple[np.ndarray, np.ndarray, np.ndarray]
) -> Data:
    """The curve with its interval at the end of every fourth week."""
    weeks = kept_weeks(lines[0].size)
    mean, low, high = (numbers(line[weeks]) for line in lines)
    series = Series(side.name, side.colour, mean, low, high)
    title = f"Contribution less that of {subject.base.name}, added up"
    return Data("lines", title, "money", "Month", months_at(weeks), (series,), "95 % interval")


def _interval(curve: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Mean over worlds and its 95 % interval (normal), by week."""
    mean = curve.mean(axis=0)
    if curve.shape[0] < 2:
        return mean, mean, mean
    half = 1.96 * curve.std(axis=0, ddof=1) / math.sqrt(curve.shape[0])
    return mean, mean - half, mean + half


def _title(side: Side, way: Mapping[str, Any]) -> str:
    never, month = way["never"], way["payback_month"]["mean"]
    if never >= 0.5 or month is None:
        return f"{side.name} has not paid back by the end in {percent(never)} of worlds"
    rest = f", in {percent(never)} not by the end" if never > 0 else ""
    return f"{side.name} pays back after {month:.0f} months on average{rest}"


def _bill(way: Mapping[str, Any], currency: str) -> str:
    bill = way["bill"]["mean"]
    if bill is None:
        return "unknown"
    said = scale("money", [bill], currency=currency).plain(abs(bill))
    return said if bill >= 0 else f"of hand-overs and hiring {said} lower"


def _draw(
    canvas: Canvas,
    *,
    subject: Subject,
    side: Side,
    way: Mapping[str, Any],
    lines: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> None:
    mean, low, high = lines
    width, height = canvas.width - 0.9, canvas.height - 0.55
    axes = canvas.axes(0.72, 0.1, width, height)
    x = weeks_in_months(mean.size)
    axes.fill_between(x, low, high, color=side.colour.line, alpha=0.17, lw=0)
    axes.plot(x, mean, color=side.colour.line, lw=2)
    bill = way["bill"]["mean"] or 0.0
    least, most = min(float(low.min()), -bill, 0.0), max(float(high.max()), 0.0)
    pad = 0.08 * (most - least) or 1.0
    axes.set_ylim(least - pad, most + pad)
    value_axis(axes, "money", subject.currency)
    date_axis(axes, subject.base.scenario.start, float(x[-1]), room=width)
    rule(axes, 0.0)
    begins = float(way["from"]) / DAYS_PER_MONTH
    axes.axvline(begins, color=FAINT, lw=1, ls=":")
    if bill > 0:
        axes.axhline(-bill, color=BAD.line, lw=1)
        axes.text(
            float(x[-1]),
            -bill,
            "the bill, hours priced ",
            size=8,
            color=BAD.text,
            ha="right",
            va="bottom",
        )
    month = way["payback_month"]["mean"]
    if month is not None and way["never"] < 0.5:
        axes.plot([begins + month], [0.0], marker="o", ms=7, color=GOOD.line, zorder=4)
        axes.text(begins + month, pad / 3, "paid back ", size=8, color=GOOD.text, ha="right")
    axes.text(begins, most + pad / 2, " begins", size=8, color=SOFT, va="center")
