"""Heat map of an answer over two factors, with the line where it is zero."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap

from sim.present.answers.heat import array, axis_words, heat_rows, heat_sentence
from sim.present.answers.wording import Document, asked, subtitle
from sim.present.charts.answers import frame
from sim.present.charts.picture import INK, SOFT, Canvas, Picture, text_width
from sim.present.words import tick_scale

CELL, HEAD, FOOT, BAR = 0.42, 0.28, 0.55, 1.15


def heat(document: Document) -> Picture:
    """Means as colours, dots where the 95 % interval holds 0, the zero line where it crosses."""
    x, y = document["x"], document["y"]
    return Picture(
        name="heat",
        title=heat_sentence(document),
        subtitle=subtitle(document, "dots: the 95 % interval holds 0", "line: the mean crosses 0"),
        alt=f"Heat map of {asked(document)} over {x['factor']} and {y['factor']}. "
        + heat_sentence(document),
        columns=(f"{y['factor']} \\ {x['factor']}", *axis_words(document, x)),
        rows=tuple(heat_rows(document)),
        height=lambda _: HEAD + FOOT + max(2.2, min(4.6, CELL * len(y["at"]))),
        draw=partial(_draw, document=document),
    )


def _draw(canvas: Canvas, *, document: Document) -> None:
    x, y = document["x"], document["y"]
    names = axis_words(document, y)
    left = max(text_width(name, frame.SMALL) for name in names) + 0.15
    wide, tall = canvas.width - left - BAR, canvas.height - HEAD - FOOT
    axes = canvas.axes(left, HEAD, wide, tall)
    mean = array(document, "mean")
    reach = float(np.nanmax(np.abs(mean))) or 1.0
    colours = _colours(document)
    xs, ys = _places(x), _places(y)
    axes.pcolormesh(
        _edges(xs), _edges(ys), mean, cmap=colours, vmin=-reach, vmax=reach, edgecolors="#ffffff",
        lw=0.6,
    )  # fmt: skip
    unclear = ~((array(document, "lo") > 0) | (array(document, "hi") < 0))
    rows, columns = np.nonzero(unclear)
    axes.plot(xs[columns], ys[rows], "o", ms=3.2, color=INK, alpha=0.75, ls="none")
    if min(mean.shape) > 1 and np.nanmin(mean) < 0 < np.nanmax(mean):
        axes.contour(xs, ys, mean, levels=[0.0], colors=[INK], linewidths=1.8)
    axes.grid(visible=False)
    axes.spines["bottom"].set_visible(False)
    axes.set_yticks(ys, names)
    axes.tick_params(length=0)
    frame.factor_ticks(axes, document, x["at"], xs.tolist(), x["unit"])
    canvas.text(0, 0.12, y["factor"], size=frame.SMALL, color=SOFT)
    canvas.text(
        left + wide, canvas.height - 0.06, x["factor"], size=frame.SMALL, color=SOFT, ha="right"
    )
    _key(canvas.axes(left + wide + 0.25, HEAD, 0.16, tall), document, reach, colours)


def _key(axes: Axes, document: Document, reach: float, colours: LinearSegmentedColormap) -> None:
    """What the colours mean."""
    steps = np.linspace(-reach, reach, 101)
    axes.imshow(
        steps[:, None], aspect="auto", origin="lower", cmap=colours, extent=(0, 1, -reach, reach)
    )
    axes.grid(visible=False)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.yaxis.tick_right()
    axes.tick_params(length=0)
    ticks = [-reach, 0.0, reach]
    how = tick_scale(document["unit"], [float(f"{t:.2g}") for t in ticks], document["currency"])
    axes.set_yticks(ticks, [how.plain(t) for t in ticks])


def _colours(document: Document) -> LinearSegmentedColormap:
    """From worse over white to better; with no better way, from below to above 0."""
    up = document["better"] != "down"
    low, high = (frame.WORSE, frame.BETTER) if up else (frame.BETTER, frame.WORSE)
    return LinearSegmentedColormap.from_list("difference", [low.line, "#f7f7f7", high.line])


def _places(axis: Mapping[str, Any]) -> np.ndarray:
    """Where coordinates lie: by their size, by ratios on a log scale, side by side for levels."""
    if axis["listed"]:
        return np.arange(len(axis["at"]), dtype=float)
    if axis["scale"] == "log":
        return np.array([math.log10(at) for at in axis["at"]])
    return np.array(axis["at"], float)


def _edges(places: np.ndarray) -> np.ndarray:
    """Borders half way between places."""
    if len(places) == 1:
        return np.array([places[0] - 0.5, places[0] + 0.5])
    middles = (places[:-1] + places[1:]) / 2
    return np.r_[2 * places[0] - middles[0], middles, 2 * places[-1] - middles[-1]]
