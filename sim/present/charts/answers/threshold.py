"""The answer along one factor, and where it crosses, with the interval of the crossing."""

from __future__ import annotations

import math
from functools import partial

import numpy as np
from matplotlib.axes import Axes

from sim.present.answers.threshold import along, threshold_rows, threshold_sentence, where
from sim.present.answers.wording import Document, asked, subtitle
from sim.present.charts.answers import frame
from sim.present.charts.data import Data, Series, numbers
from sim.present.charts.picture import SOFT, Canvas, Picture
from sim.present.reading import number

TALL, HEAD, FOOT, SIDE = 3.0, 0.42, 0.55, 0.75
BAND = frame.LOW


def threshold(document: Document) -> Picture:
    """Means with their intervals, the line of the target, each crossing as a band."""
    return Picture(
        name="threshold",
        title=threshold_sentence(document),
        subtitle=subtitle(document, f"along {along(document)}", "bars: 95 % interval of the mean"),
        alt=f"{asked(document)} along {along(document)}. {threshold_sentence(document)}",
        columns=(along(document), "Answer", "95 % interval"),
        rows=tuple(threshold_rows(document)),
        height=lambda _: TALL + HEAD + FOOT,
        draw=partial(_draw, document=document),
        data=(_numbers(document),),
    )


def _numbers(document: Document) -> Data:
    """The answer along the factor, with its interval."""
    points = document["points"]
    mean, low, high = (numbers([number(p[key]) for p in points]) for key in ("mean", "lo", "hi"))
    series = Series(asked(document), frame.HIGH, mean, low, high)
    ats = tuple(float(point["at"]) for point in points)
    title, axis = f"{asked(document)} along {along(document)}", along(document)
    return Data("lines", title, document["unit"], axis, ats, (series,), "95 % interval")


def _draw(canvas: Canvas, *, document: Document) -> None:
    points = document["points"]
    axes = canvas.axes(SIDE, HEAD, canvas.width - SIDE - 0.1, canvas.height - HEAD - FOOT)
    log = document["scale"] == "log"
    xs = [_place(point["at"], log) for point in points]
    columns = [np.array([number(p[key]) for p in points]) for key in ("mean", "lo", "hi")]
    mean, lo, hi = columns
    colour = frame.HIGH
    margin = (xs[-1] - xs[0]) * 0.02
    axes.set_xlim(xs[0] - margin, xs[-1] + margin)
    axes.plot(xs, mean, color=colour.line, lw=1.2, alpha=0.35)
    axes.errorbar(
        xs, mean, yerr=[mean - lo, hi - mean], fmt="o", ms=4, color=colour.line, elinewidth=1.1
    )
    low, high = axes.get_ylim()
    axes.set_ylim(min(low, document["target"]), max(high, document["target"]))
    for crossing in document["crossings"]:
        _band(canvas, axes, document, crossing, log)
    frame.zero_line(axes, "y", document["target"])
    frame.value_ticks(axes, document["unit"], document["currency"], "y")
    ats, places = _ticks(document, xs, log)
    frame.factor_ticks(axes, document, ats, places, document["parameter_unit"])
    name = along(document) + (", log scale" if log else "")
    canvas.text(
        canvas.width - 0.1, canvas.height - 0.06, name, size=frame.SMALL, color=SOFT, ha="right"
    )


def _band(
    canvas: Canvas, axes: Axes, document: Document, crossing: dict[str, float], log: bool
) -> None:
    """One crossing: its line, its interval as a band, and both in words above."""
    left, right = axes.get_xlim()
    at = _place(crossing["estimate"], log)
    lo = left if crossing["lo"] is None else _place(crossing["lo"], log)
    hi = right if crossing["hi"] is None else _place(crossing["hi"], log)
    axes.axvspan(lo, hi, color=BAND.line, alpha=0.25, lw=0)
    axes.axvline(at, color=BAND.text, lw=1.4)
    part = (at - left) / (right - left)
    ha = "left" if part < 0.3 else "right" if part > 0.7 else "center"
    place = next(i for i, each in enumerate(document["crossings"]) if each is crossing)
    canvas.text(
        SIDE + part * (canvas.width - SIDE - 0.1), 0.15 + 0.19 * (place % 2),
        where(document, crossing), size=frame.SMALL, color=BAND.text, weight="bold", ha=ha,
    )  # fmt: skip


def _place(at: float, log: bool) -> float:
    return math.log10(at) if log else float(at)


def _ticks(document: Document, xs: list[float], log: bool) -> tuple[list[float], list[float]]:
    """Round coordinates within the range, and where they lie."""
    first, last = xs[0], xs[-1]
    if log:
        powers = range(math.floor(first), math.ceil(last) + 1)
        ats = [digit * 10.0**power for power in powers for digit in (1, 2, 5)]
        ats = [at for at in ats if 10**first * 0.999 <= at <= 10**last * 1.001]
        return ats, [math.log10(at) for at in ats]
    from matplotlib.ticker import MaxNLocator

    ats = [float(t) for t in MaxNLocator(6).tick_values(first, last) if first <= t <= last]
    return ats, ats
