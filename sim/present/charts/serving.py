"""Chart of the cost to serve: pay by role, what comes on top of it, and overtime nobody pays."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from sim.base.statistics import mean_interval, paired_interval
from sim.present.charts import findings, panels
from sim.present.charts.data import Data, Series, numbers
from sim.present.charts.findings import Says, on_average
from sim.present.charts.picture import INK, SOFT, Canvas, Picture, text_width, wrapped
from sim.present.charts.tally import Bar, Tally, draw_tallies, tallies_height
from sim.present.subject import NEUTRAL, Group, Subject, tint
from sim.present.words import scale
from sim.tables.results import Key

UNIT = "money/account/yr"
FULL = Says(
    "cost_to_serve_full",
    on_average,
    UNIT,
    "serving an account costs {v} a year in full",
    "{d} a year more to serve an account in full",
    "{d} a year less to serve an account in full",
    "the full cost to serve",
)
PAY, FREE = "cost_to_serve", "unpaid_overtime"
ON_TOP, UNPAID = "On top of pay", "Overtime, not paid"
PALEST = 0.16
"""Shade of what is not paid."""
BAR, NAME, LINE, AIR = 0.3, 1.45, 0.16, 0.16


class Bill(NamedTuple):
    """What serving an account takes in one scenario.

    parts: name -> one value a world (money an account a year), in the order of the bar; the last
    is not paid. full: what is paid in all, one value a world.
    """

    group: Group
    parts: dict[str, np.ndarray]
    full: np.ndarray

    @property
    def means(self) -> list[float]:
        """The parts over all worlds."""
        return [mean_interval(part).mean for part in self.parts.values()]


def serving(subject: Subject) -> Picture | None:
    """The cost to serve by what it is made of, and the paired difference of the whole."""
    wanted = [Key(name) for name in (PAY, FULL.measure, FREE)]
    groups = panels.together(subject, ("arr", "heads"))
    groups = [g for g in groups if all(key in g.sides[0].result.values for key in wanted)]
    if not groups:
        return None
    roles = _roles(groups)
    bills = [_bill(group, roles, subject) for group in groups]
    currency = subject.currency
    return Picture(
        name="serving",
        title=findings.finding(groups, FULL, currency),
        subtitle=findings.subtitle(
            f"Full cost to serve an account a year, mean of {findings.worlds(subject)}",
            findings.interval_words(groups, FULL, currency),
            "on top of pay: recruiting, tools, severance, programmes, work sent to other teams",
            "palest: overtime nobody pays, priced, not in the total",
        ),
        alt="Stacked bars of the cost to serve. " + " ".join(_spoken(b, currency) for b in bills),
        columns=("An account a year", *(b.group.name for b in bills)),
        rows=(*_rows(bills, currency), *_totals(bills, currency)),
        height=partial(_height, bills=bills, currency=currency),
        draw=partial(_draw, bills=bills, currency=currency),
        data=(_stack(bills),),
    )


def _roles(groups: Sequence[Group]) -> list[str]:
    """Every role that any scenario pays, the dearest first."""
    pay: dict[str, float] = {}
    for group in groups:
        for key, values in group.sides[0].result.values.items():
            if key.measure == PAY and key.by == "role":
                pay[key.level] = pay.get(key.level, 0.0) + float(np.nan_to_num(values).sum())
    return sorted((role for role in pay if pay[role] > 0), key=lambda role: -pay[role])


def _bill(group: Group, roles: Sequence[str], subject: Subject) -> Bill:
    values = group.sides[0].result.values
    whole, full = values[Key(PAY)], values[Key(FULL.measure)]
    none = np.zeros(len(whole))
    said = subject.theme.said
    parts = {
        subject.role(role): np.nan_to_num(values.get(Key(PAY, "role", role), none))
        for role in roles
    }
    return Bill(group, {**parts, said(ON_TOP): full - whole, said(UNPAID): values[Key(FREE)]}, full)


def _shades(bill: Bill) -> list[float]:
    """Of each part, from full to pale; palest what is not paid."""
    return [*np.linspace(1.0, 0.38, len(bill.parts) - 1).tolist(), PALEST]


def _stack(bills: Sequence[Bill]) -> Data:
    """The parts on each other, a column for each scenario."""
    shades = _shades(bills[0])
    series = tuple(
        Series(name, tint(NEUTRAL, shades[k]), numbers([b.means[k] for b in bills]))
        for k, name in enumerate(bills[0].parts)
    )
    names = tuple(b.group.name for b in bills)
    return Data("stack", "Cost to serve by what it is made of", UNIT, "Scenario", names, series)


def _money(value: float, currency: str) -> str:
    return scale(UNIT, [value], currency=currency).plain(value)


def _whole(bill: Bill, currency: str) -> str:
    """'$2,885 (95 % interval $2,860 to $2,910)'."""
    found = mean_interval(bill.full)
    mean, span = findings.written(UNIT, found, currency)
    return f"{mean} ({span})" if found.n > 1 else mean


def _against(base: Bill, bill: Bill, currency: str) -> str:
    """'−$42 (−$46 to −$37)': the paired difference of the whole."""
    found = paired_interval(base.full, bill.full)
    how = scale(
        UNIT,
        (found.mean, found.lo, found.hi),
        currency=currency,
        change=True,
        finest=found.half_width if found.half_width > 0 else None,
    )
    return f"{how.signed(found.mean)} ({how.span(found.lo, found.hi)})"


def _spoken(bill: Bill, currency: str) -> str:
    parts = zip(bill.parts, bill.means, strict=True)
    listed = ", ".join(f"{name} {_money(value, currency)}" for name, value in parts)
    return f"{bill.group.name}: {_whole(bill, currency)} in full; {listed}."


def _rows(bills: Sequence[Bill], currency: str) -> list[tuple[str, ...]]:
    return [
        (name, *(_money(b.means[k], currency) for b in bills))
        for k, name in enumerate(bills[0].parts)
    ]


def _totals(bills: Sequence[Bill], currency: str) -> list[tuple[str, ...]]:
    whole = ("Paid in full (95 % interval)", *(_whole(b, currency) for b in bills))
    if len(bills) < 2:
        return [whole]
    changes = (_against(bills[0], b, currency) for b in bills[1:])
    return [whole, ("Difference (95 % interval)", "", *changes)]


def _tallies(bills: Sequence[Bill], currency: str) -> list[Tally]:
    """The parts of every scenario as bars: the key to the shades, with their numbers."""
    return [
        Tally(
            bill.group.name,
            bill.group.colour,
            "",
            tuple(
                Bar(name, value, _money(value, currency), shade)
                for name, value, shade in zip(bill.parts, bill.means, _shades(bill), strict=True)
            ),
        )
        for bill in bills
    ]


def _said(bills: Sequence[Bill], place: int, currency: str) -> list[str]:
    """What stands at a bar: the whole, and the difference from the base."""
    lines = [_whole(bills[place], currency)]
    if place:
        lines.append(f"difference {_against(bills[0], bills[place], currency)}")
    return lines


def _room(bills: Sequence[Bill], currency: str) -> float:
    every = [line for k in range(len(bills)) for line in _said(bills, k, currency)]
    return max(text_width(line, 8) for line in every) + 0.12


def _each(bills: Sequence[Bill], place: int, narrow: bool) -> float:
    """Inches of one stacked bar with its words."""
    lines = 2 if place else 1
    if narrow:
        return LINE * (1 + lines) + BAR + AIR
    names = len(wrapped(bills[place].group.name, NAME - 0.1, 9, "bold"))
    return max(BAR, max(lines, names) * LINE) + AIR


def _height(width: float, *, bills: Sequence[Bill], currency: str) -> float:
    bars = sum(_each(bills, place, width < 5.5) for place in range(len(bills)))
    return bars + 0.15 + tallies_height(_tallies(bills, currency), width)


def _draw(canvas: Canvas, *, bills: Sequence[Bill], currency: str) -> None:
    left = 0.0 if canvas.narrow else NAME
    room = 0.0 if canvas.narrow else _room(bills, currency)
    most = max(sum(bill.means) for bill in bills) or 1.0
    scale_of = (canvas.width - left - room) / most
    y = 0.0
    for place, bill in enumerate(bills):
        top = _named(canvas, bill, y)
        x = left
        for value, shade in zip(bill.means, _shades(bill), strict=True):
            canvas.box(x, top, value * scale_of, BAR, bill.group.colour.line, shade)
            x += value * scale_of
        at, down = (0.0, top + BAR + 0.13) if canvas.narrow else (x + 0.08, top + 0.13)
        for row, line in enumerate(_said(bills, place, currency)):
            canvas.text(at, down + row * LINE, line, size=8, color=SOFT if row else INK)
        y += _each(bills, place, canvas.narrow)
    draw_tallies(canvas, _tallies(bills, currency), y + 0.15)


def _named(canvas: Canvas, bill: Bill, y: float) -> float:
    """The scenario's name beside its bar, or above it; returns where the bar begins."""
    colour = bill.group.colour.text
    if canvas.narrow:
        canvas.text(0, y + 0.12, bill.group.name, weight="bold", color=colour)
        return y + LINE + 0.03
    for row, line in enumerate(wrapped(bill.group.name, NAME - 0.1, 9, "bold")):
        canvas.text(0, y + 0.19 + row * LINE, line, weight="bold", color=colour)
    return y
