"""Chart of the masking invoice: what each team costs Customer Success unseen, and the totals."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from sim.present.charts import findings, panels
from sim.present.charts.data import Data, Series, four_weeks, numbers
from sim.present.charts.findings import Says, on_average
from sim.present.charts.lines import band, date_axis, mean_known, value_axis, weeks_in_months
from sim.present.charts.picture import INK, SOFT, Canvas, Picture, shortened, text_width
from sim.present.subject import NEUTRAL, Group, Subject, tint
from sim.present.words import scale
from sim.tables.words import SOURCES

TEAMS = (*SOURCES[1:], SOURCES[0])
SERIES = tuple(f"invoice_{team}" for team in TEAMS)
NAMES = (*(team.capitalize() for team in TEAMS[:-1]), "Own, unlogged")
SHADES = (1.0, 0.8, 0.62, 0.46, 0.31, 0.16)
"""Of the scenario's colour, for each of NAMES."""
BAR, HEAD, GAP = 0.27, 0.3, 0.36


INVOICE = Says(
    "masking_invoice",
    on_average,
    "money/yr",
    "{v} a year of time goes on what others owe or is never logged",
    "{d} a year more on the masking invoice",
    "{d} a year less on the masking invoice",
    "masking invoice",
)


class Bill(NamedTuple):
    """One panel: months; names; layers by name, lowest first (money a year); totals by name."""

    group: Group
    names: tuple[str, ...]
    months: np.ndarray
    layers: list[np.ndarray]
    totals: list[float]


def masking(subject: Subject) -> Picture | None:
    """The masking invoice by team, over time and in all."""
    groups = panels.together(subject, SERIES)
    if not groups:
        return None
    names = tuple(map(subject.theme.said, NAMES))
    bills = [_bill(group, names) for group in groups]
    summed = [Group(g.sides, _summed(g)) for g in groups]
    how = scale("money/yr", [max(b.totals) for b in bills], currency=subject.currency)
    return Picture(
        name="masking",
        title=findings.finding(summed, INVOICE, subject.currency),
        subtitle=findings.subtitle(
            f"Hours on what other teams owe, and own hours never logged, priced, a year, "
            f"{findings.worlds(subject)}",
            findings.interval_words(summed, INVOICE, subject.currency),
            "four-week means; right: over the run",
        ),
        alt="Areas over time and bars by team that owes the work. "
        + " ".join(
            f"{b.group.name}: "
            + ", ".join(f"{n} {how.plain(t)}" for n, t in zip(names, b.totals, strict=True))
            + " a year."
            for b in bills
        ),
        columns=("A year", *(b.group.name for b in bills)),
        rows=tuple(
            (name, *(how.plain(b.totals[k]) for b in bills)) for k, name in enumerate(names)
        ),
        height=partial(_height, bills=len(bills)),
        draw=partial(
            _draw, bills=bills, currency=subject.currency, start=subject.base.scenario.start
        ),
        data=(_numbers(bills),),
    )


def _numbers(bills: Sequence[Bill]) -> Data:
    """Totals by team on each other, a column for each scenario."""
    series = tuple(
        Series(name, tint(NEUTRAL, shade), numbers([bill.totals[k] for bill in bills]))
        for k, (name, shade) in enumerate(zip(bills[0].names, SHADES, strict=True))
    )
    groups = tuple(bill.group.name for bill in bills)
    return Data("stack", "Masking invoice by team", "money/yr", "Scenario", groups, series)


def _bill(group: Group, names: tuple[str, ...]) -> Bill:
    weekly = group.sides[0].result.weekly
    means = [band(weekly[name]).mean for name in SERIES]
    layers = [four_weeks(mean) for mean in means]
    totals = [float(mean_known(mean)) for mean in means]
    return Bill(group, names, layers[0][0], [values for _, values in layers], totals)


def _summed(group: Group) -> np.ndarray:
    weekly = group.sides[0].result.weekly
    return np.asarray(sum(np.asarray(weekly[name], float) for name in SERIES))


def _panel(narrow: bool) -> float:
    """Inches that a panel needs."""
    bars = HEAD + BAR * len(NAMES)
    return 2.0 + bars + GAP if narrow else max(2.35, bars + 0.45)


def _height(width: float, *, bills: int) -> float:
    return bills * _panel(width < 5.5) + 0.1


def _draw(canvas: Canvas, *, bills: Sequence[Bill], currency: str, start: str) -> None:
    tall = _panel(canvas.narrow)
    top = max(float(np.nanmax(np.sum(b.layers, axis=0))) for b in bills) * 1.08 or 1.0
    most = max(max(b.totals) for b in bills) or 1.0
    wide = canvas.width - 0.85 if canvas.narrow else canvas.width * 0.56 - 0.62
    for place, bill in enumerate(bills):
        y = place * tall
        name = shortened(bill.group.name, canvas.width - 0.2, 9, "bold")
        canvas.text(0, y + 0.15, name, weight="bold", color=bill.group.colour.text)
        deep = 1.45 if canvas.narrow else tall - 0.28 - 0.48
        axes = canvas.axes(0.62, y + 0.28, wide, deep)
        axes.stackplot(bill.months, bill.layers, colors=_shades(bill), lw=0)
        axes.set_ylim(0, top)
        value_axis(axes, "money/yr", currency, most=5)
        months = float(weeks_in_months(bill.group.values.shape[1])[-1])
        date_axis(axes, start, months, room=wide)
        if canvas.narrow:
            _bars(canvas, bill, 0.0, y + 2.2, canvas.width, most, currency)
        else:
            x = 0.62 + wide + 0.4
            _bars(canvas, bill, x, y + 0.2, canvas.width - x, most, currency)


def _shades(bill: Bill) -> list[tuple[str, float]]:
    return [(bill.group.colour.line, shade) for shade in SHADES]


def _bars(
    canvas: Canvas, bill: Bill, x: float, y: float, width: float, most: float, currency: str
) -> None:
    """Totals: a bar for each layer, the topmost first, so that it is the key as well."""
    how = scale("money/yr", [most], currency=currency)
    label = min(0.5 * width, max(1.02, max(text_width(name, 8.5) for name in bill.names) + 0.12))
    number = 0.72
    whole = sum(bill.totals)
    written = scale("money/yr", [whole], currency=currency).plain(whole)
    canvas.text(x, y + 0.12, f"{written} a year in all", size=8, color=SOFT)
    tall = BAR * len(NAMES)
    axes = canvas.axes(x + label, y + HEAD - 0.1, width - label - number, tall)
    axes.set_axis_off()
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_xlim(0, most)
    axes.set_ylim(-0.5, len(NAMES) - 0.5)
    for place, (shade, one) in enumerate(zip(_shades(bill), bill.totals, strict=True)):
        axes.barh(place, one, height=0.72, color=[shade], lw=0)
        down = y + HEAD - 0.1 + (len(NAMES) - 0.5 - place) * BAR + 0.045
        canvas.text(x, down, shortened(bill.names[place], label - 0.05, 8.5), size=8.5, color=INK)
        canvas.text(x + width, down, how.plain(one), size=8.5, color=INK, ha="right")
