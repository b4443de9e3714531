"""Morris: the mean size of effects against their spread, with what luck alone would give."""

from __future__ import annotations

from functools import partial

from matplotlib.axes import Axes

from sim.present.answers.sensitivity import above_luck, morris_rows, morris_sentence
from sim.present.answers.wording import Document, asked, subtitle
from sim.present.charts.answers import frame
from sim.present.charts.data import Data, Series, numbers
from sim.present.charts.lines import spread
from sim.present.charts.picture import FAINT, SOFT, Canvas, Picture, shortened, text_width
from sim.present.reading import number
from sim.present.subject import Colour

TALL, FOOT, SIDE, HEAD = 3.4, 0.5, 0.75, 0.25
LINE = 0.19
QUIET = Colour(FAINT, SOFT, FAINT)


def morris(document: Document) -> Picture:
    """A point a factor: to the right strong, upward bent or dependent on others."""
    return Picture(
        name="morris",
        title=morris_sentence(document),
        subtitle=subtitle(document, "line: 95 % interval; grey: not told from luck"),
        alt=f"Morris screening of {asked(document)}. {morris_sentence(document)}",
        columns=("Factor", "mu*", "95 % interval", "Mean effect", "sigma", "Luck alone"),
        rows=tuple(morris_rows(document)),
        height=lambda _: max(TALL, LINE * len(document["rows"]) + 0.6) + FOOT + HEAD,
        draw=partial(_draw, document=document),
        data=(_numbers(document),),
    )


def _numbers(document: Document) -> Data:
    """The mean size of every factor's effect, with its interval."""
    rows = document["rows"]
    mean, low, high = (
        numbers([number(row[key]) for row in rows]) for key in ("mu_star", "lo", "hi")
    )
    series = Series("mean size of the effect", frame.HIGH, mean, low, high)
    factors = tuple(row["factor"] for row in rows)
    title = f"Mean size of the effect on {asked(document)}"
    return Data("bars", title, document["unit"], "Factor", factors, (series,), "95 % interval")


def _draw(canvas: Canvas, *, document: Document) -> None:
    rows = document["rows"]
    right = min(
        max(text_width(row["factor"], frame.NAME, "bold") for row in rows) + 0.45,
        canvas.width * 0.42,
    )
    wide, tall = canvas.width - SIDE - right, canvas.height - FOOT - HEAD
    axes = canvas.axes(SIDE, HEAD, wide, tall)
    top = max(max(number(row["hi"]), number(row["mu_star"])) for row in rows) or 1.0
    high = max(number(row["sigma"]) for row in rows) or 1.0
    axes.set(xlim=(0, top * 1.04), ylim=(-0.04 * high, high * 1.08))
    axes.grid(visible=True, axis="both")
    for row in rows:
        colour = frame.HIGH if above_luck(document, row) else QUIET
        x, y = number(row["mu_star"]), number(row["sigma"])
        axes.plot([number(row["lo"]), number(row["hi"])], [y, y], color=colour.line, lw=1.2)
        axes.plot([x], [y], "o", ms=6.5, color=colour.line, clip_on=False)
    frame.value_ticks(axes, document["unit"], document["currency"])
    axes.set_ylim(0 - 0.04 * high, high * 1.08)
    frame.value_ticks(axes, document["unit"], document["currency"], "y")
    canvas.text(0, 0.12, "sigma: spread of the effects", size=frame.SMALL, color=SOFT)
    canvas.text(
        SIDE + wide, canvas.height - 0.06, "mu*: mean size of the effect over the whole range",
        size=frame.SMALL, color=SOFT, ha="right",
    )  # fmt: skip
    _names(canvas, axes, document, SIDE + wide, right, tall)


def _names(
    canvas: Canvas, axes: Axes, document: Document, x: float, room: float, tall: float
) -> None:
    """Names at the right, each joined to its point."""
    rows = document["rows"]
    low, high = axes.get_ylim()
    wanted = [tall * (number(row["sigma"]) - low) / (high - low) for row in rows]
    places = spread(wanted, [LINE] * len(rows), 0, tall)
    for row, up in zip(rows, places, strict=True):
        colour = frame.HIGH if above_luck(document, row) else QUIET
        name = shortened(row["factor"], room - 0.35, frame.NAME, "bold")
        canvas.text(x + 0.3, HEAD + tall - up + 0.045, name, weight="bold", color=colour.text)
        axes.annotate(
            "",
            (1 + 0.26 / (canvas.width - SIDE - room), up / tall),
            xycoords="axes fraction",
            xytext=(max(number(row["hi"]), number(row["mu_star"])), number(row["sigma"])),
            textcoords="data",
            arrowprops={"arrowstyle": "-", "color": colour.line, "lw": 0.7, "alpha": 0.7},
            annotation_clip=False,
        )
