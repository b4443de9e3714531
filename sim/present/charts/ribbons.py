"""Chart of continuity: who led the largest accounts when, in the first world of each scenario."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes

from sim.base.units import DAYS_PER_MONTH
from sim.present.charts import findings, panels
from sim.present.charts.data import Data, Series, numbers
from sim.present.charts.findings import Says, on_average
from sim.present.charts.lines import date_axis
from sim.present.charts.picture import GRID, INK, SOFT, Canvas, Picture, shortened, text_width
from sim.present.colours import WHITE, contrast, mixed
from sim.present.subject import Colour, Group, Subject
from sim.present.words import NOTHING, count_words, scale
from sim.tables import Run

HANDS = Says(
    "handovers",
    on_average,
    "per account/yr",
    "an account changes its owner {v} times a year",
    "{d} more changes of owner per account a year",
    "{d} fewer changes of owner per account a year",
    "changes of owner",
)
LARGEST = 20
SHADES = (0.3, 0.52, 0.76, 1.0)
"""Of the first owner, the second, the third and all that follow."""
ROW, SMALL, TINY = 0.15, 7.2, 5.6
ABOVE, BELOW, BETWEEN = 0.26, 0.46, 0.45
"""Inches above and below the ribbons of a panel, and between panels."""


class Owned(NamedTuple):
    """A time in which one person led an account (days); owner: 0 for the first, and so on."""

    start: float
    end: float
    person: int
    owner: int


class Ribbon(NamedTuple):
    """An account: who led it, and when it churned (days; NaN: it did not)."""

    account: str
    arr: float
    owned: tuple[Owned, ...]
    ended: float

    @property
    def changes(self) -> int:
        """Changes of owner."""
        return max((each.owner for each in self.owned), default=0)


class Panel(NamedTuple):
    """The ribbons of one scenario."""

    group: Group
    ribbons: tuple[Ribbon, ...]


def ribbons(subject: Subject) -> Picture | None:
    """Who led each of the largest opening accounts when: hand-overs and churn, side by side."""
    groups = [group for group in subject.series("arr") if group.sides[0].result.runs]
    if not groups:
        return None
    accounts = _largest(groups[0].sides[0].result.runs[0])
    found = [Panel(g, _ribbons(g.sides[0].result.runs[0], accounts)) for g in groups]
    if not any(each.owned for panel in found for each in panel.ribbons):
        return None
    currency = subject.currency
    months = groups[0].sides[0].result.runs[0].days / DAYS_PER_MONTH
    return Picture(
        name="ribbons",
        title=findings.finding(groups, HANDS, currency),
        subtitle=findings.subtitle(
            f"Changes of owner a year, all accounts, {findings.worlds(subject)}",
            findings.interval_words(groups, HANDS, currency),
            f"shown: who led the {len(accounts)} largest opening accounts in the first world",
            "stronger with every hand-over; number: which simulated person; \u00d7: churned",
        ),
        alt="A ribbon for each of the largest opening accounts. "
        + " ".join(_spoken(panel) for panel in found),
        columns=("Account", "ARR at the start", *_heads(found)),
        rows=tuple(_cells(found, row, currency) for row in range(len(accounts))),
        height=partial(_height, count=len(found), rows=len(accounts)),
        draw=partial(
            _draw,
            found=found,
            start=subject.base.scenario.start,
            months=months,
            currency=currency,
        ),
        data=(_numbers(found),),
    )


def _largest(run: Run) -> list[str]:
    """Names of the largest accounts of the opening book."""
    accounts = run["accounts"]
    order = np.lexsort((accounts["account"], -accounts["arr"]))
    opening = [int(row) for row in order if accounts["opening"][row] == 1]
    return [run.names[row] for row in opening[:LARGEST]]


def _ribbons(run: Run, names: Sequence[str]) -> tuple[Ribbon, ...]:
    accounts = run["accounts"]
    rows = {name: row for row, name in enumerate(run.names)}
    return tuple(
        Ribbon(
            name,
            float(accounts["arr"][rows[name]]),
            _owned(run, rows[name]),
            float(accounts["ended"][rows[name]]),
        )
        for name in names
        if name in rows
    )


def _owned(run: Run, account: int) -> tuple[Owned, ...]:
    """The times of an account's leads in their order; one person's times in a row are one."""
    table = run["assignments"]
    mine = np.flatnonzero((table["account"] == account) & (table["lead"] == 1))
    mine = mine[np.argsort(table["start"][mine], kind="stable")]
    ended = run["accounts"]["ended"][account]
    last = run.days if np.isnan(ended) else float(ended)
    found: list[Owned] = []
    for row in mine:
        start = max(0.0, float(table["start"][row]))
        end = last if np.isnan(table["end"][row]) else min(last, float(table["end"][row]))
        person = int(table["person"][row])
        if end <= start:
            continue
        if found and found[-1].person == person:
            found[-1] = found[-1]._replace(end=end)
        else:
            found.append(Owned(start, end, person, len(found)))
    return tuple(found)


def _heads(found: Sequence[Panel]) -> list[str]:
    return [
        text for panel in found for text in (f"{panel.group.name}, changes of owner", "churned")
    ]


def _cells(found: Sequence[Panel], row: int, currency: str) -> tuple[str, ...]:
    first = found[0].ribbons[row]
    cells = [first.account, _money(first.arr, currency)]
    for panel in found:
        ended = panel.ribbons[row].ended
        when = NOTHING if np.isnan(ended) else f"month {ended / DAYS_PER_MONTH:.0f}"
        cells += [str(panel.ribbons[row].changes), when]
    return tuple(cells)


def _money(arr: float, currency: str) -> str:
    return scale("money", [arr], currency=currency, finest=arr / 30).plain(arr)


def _spoken(panel: Panel) -> str:
    changes = sum(each.changes for each in panel.ribbons)
    lost = sum(not np.isnan(each.ended) for each in panel.ribbons)
    return (
        f"{panel.group.name}: {count_words(changes, 'change')} of owner among "
        f"{len(panel.ribbons)} accounts, {lost} churned."
    )


def _numbers(found: Sequence[Panel]) -> Data:
    """Changes of owner of each account shown."""
    series = tuple(
        Series(
            panel.group.name,
            panel.group.colour,
            numbers([float(each.changes) for each in panel.ribbons]),
        )
        for panel in found
    )
    accounts = tuple(each.account for each in found[0].ribbons)
    title = "Changes of owner of the largest opening accounts, first world"
    return Data("bars", title, "number", "Account", accounts, series)


def _height(width: float, *, count: int, rows: int) -> float:
    return panels.height(width, panels=count, each=ABOVE + rows * ROW + BELOW)


def _draw(
    canvas: Canvas, *, found: Sequence[Panel], start: str, months: float, currency: str
) -> None:
    across = panels.across(canvas.width, len(found))
    labels = [f"{r.account}  {_money(r.arr, currency)}" for r in found[0].ribbons]
    left = min(max(text_width(label, SMALL) for label in labels) + 0.08, 0.36 * canvas.width)
    wide = (canvas.width - left - BETWEEN * (across - 1) - 0.2) / across
    tall = len(labels) * ROW
    for place, panel in enumerate(found):
        down, right = divmod(place, across)
        x, y = left + right * (wide + BETWEEN), down * (tall + ABOVE + BELOW)
        name = shortened(panel.group.name, wide, 9, "bold")
        canvas.text(x, y + 0.14, name, weight="bold", color=panel.group.colour.text)
        if not right:
            for row, label in enumerate(labels):
                at = y + ABOVE + (row + 0.5) * ROW + 0.035
                canvas.text(0, at, shortened(label, left - 0.05, SMALL), size=SMALL, color=SOFT)
        axes = canvas.axes(x, y + ABOVE, wide, tall)
        axes.set(ylim=(len(labels), 0), yticks=[])
        axes.grid(visible=False)
        date_axis(axes, start, months, room=wide)
        for row, each in enumerate(panel.ribbons):
            _ribbon(axes, each, row, panel.group.colour, wide / months)


def _ribbon(axes: Axes, ribbon: Ribbon, row: int, colour: Colour, scale_of: float) -> None:
    """One account: a box for each owner with the number of that person, and a cross at churn."""
    axes.axhline(row + 0.5, color=GRID, lw=0.8, zorder=0)
    for each in ribbon.owned:
        begin, end = each.start / DAYS_PER_MONTH, each.end / DAYS_PER_MONTH
        shade = SHADES[min(each.owner, len(SHADES) - 1)]
        fill = [(colour.line, shade)]
        axes.barh(row + 0.5, end - begin, 0.74, begin, color=fill, ec=WHITE, lw=0.8, zorder=2)
        said = str(each.person + 1)
        if text_width(said, TINY) + 0.05 < (end - begin) * scale_of:
            seen = mixed(colour.line, WHITE, 1 - shade)
            ink = INK if contrast(seen, INK) > contrast(seen, WHITE) else WHITE
            middle = (begin + end) / 2, row + 0.52
            axes.text(*middle, said, size=TINY, color=ink, ha="center", va="center", zorder=3)
    if not np.isnan(ribbon.ended):
        at = ribbon.ended / DAYS_PER_MONTH
        axes.plot([at], [row + 0.5], "x", ms=4.5, mew=1.5, color=INK, zorder=4, clip_on=False)
