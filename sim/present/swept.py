"""A sweep for eyes: its plan in a sentence, and its groups of points as a table."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from sim.base import units
from sim.present import labels
from sim.present.terminal import plain_table, rendered, screen_width
from sim.present.words import NOTHING, Scale, count_words, scale

SHOWN = 3
"""Measures that a table in the terminal shows; the files have all of them."""


def plan_words(plan: Mapping[str, Any]) -> str:
    """How large a sweep is, how much of it is there, and how long the rest may take.

    plan: points, sides, replications, runs, there, seconds (of the runs that were timed), workers
    and estimate (seconds).
    """
    size = (
        f"{count_words(plan['points'], 'point')} x {count_words(plan['sides'], 'side')} x "
        f"{count_words(plan['replications'], 'replication')} = {count_words(plan['runs'], 'run')}"
    )
    if plan["there"] >= plan["runs"]:
        return f"{size}; all of them are there already"
    there = f"{size}; {plan['there']:,} of them are there already"
    timed = plan["seconds"]
    if not timed:
        return f"{there}; no run was timed"
    few = f"{min(timed):.2g} to {max(timed):.2g} s" if len(timed) > 1 else f"{timed[0]:.2g} s"
    return (
        f"{there}; about {time_words(plan['estimate'])} with "
        f"{count_words(plan['workers'], 'worker')}, if all are like "
        f"{count_words(len(timed), 'run')} that took {few}"
    )


def time_words(seconds: float) -> str:
    """A time for the eye: '40 seconds', '12 minutes', '3.5 hours'."""
    if seconds < 90:
        return count_words(max(1, round(seconds)), "second")
    if seconds < 90 * 60:
        return count_words(round(seconds / 60), "minute")
    return f"{seconds / 3600:.1f} hours"


def table_words(
    summary: Sequence[Mapping[str, Any]],
    measures: Mapping[str, str],
    factor_units: Mapping[str, str],
    *,
    base: str,
    compared: bool,
    currency: str,
) -> str:
    """The groups of points, a table for each candidate and factor.

    summary: as in `sim.experiment.sweeps.summary`. measures: name -> unit. factor_units: name ->
    unit of the coordinate. compared: the numbers are differences to the base.
    """
    width = screen_width()
    shown = dict(list(measures.items())[:SHOWN])
    parts: list[RenderableType] = []
    for factor in dict.fromkeys(group["factor"] for group in summary):
        groups = [group for group in summary if group["factor"] == factor]
        for place, side in enumerate(groups[0]["sides"]):
            against = f"{side['name']} less {base}" if compared else side["name"]
            named = ", ".join(groups[0]["at"])
            by = f"by {factor}, mean over the others" if factor else f"by {named}"
            parts.append(Text(f"{against}, {by}", "bold"))
            rows = _rows(groups, place, shown, factor_units, compared, currency)
            titles = tuple(labels.label(name) for name in shown)
            parts += [plain_table(titles, rows, width), Text("")]
    what = "Mean paired difference" if compared else "Mean"
    parts.append(Text(f"{what} and half the width of its 95 % interval over replications.", "dim"))
    return rendered(parts, width=width)


def _rows(
    groups: Sequence[Mapping[str, Any]],
    place: int,
    measures: Mapping[str, str],
    factor_units: Mapping[str, str],
    compared: bool,
    currency: str,
) -> list[tuple[Text, ...]]:
    """A row for each group, whose numbers of one measure share their scale."""
    columns = []
    for name, unit in measures.items():
        found = [group["sides"][place]["measures"][name] for group in groups]
        scaled = _scale(unit, found, compared, currency)
        columns.append([_cell(entry, scaled, compared) for entry in found])
    heads = [
        ", ".join(_at(value, factor_units.get(factor, "")) for factor, value in group["at"].items())
        for group in groups
    ]
    return [(Text(head), *(Text(column[i]) for column in columns)) for i, head in enumerate(heads)]


def _scale(unit: str, found: Sequence[Mapping[str, Any]], compared: bool, currency: str) -> Scale:
    means = [math.nan if e["mean"] is None else e["mean"] for e in found]
    halves = [(e["hi"] - e["lo"]) / 2 for e in found if e["lo"] is not None]
    wide = [half for half in halves if half > 0]
    finest = min(wide) if wide else None
    return scale(unit, means, currency=currency, change=compared, finest=finest)


def _cell(entry: Mapping[str, Any], scaled: Scale, compared: bool) -> str:
    if entry["mean"] is None:
        return NOTHING
    text = scaled.signed(entry["mean"]) if compared else scaled.plain(entry["mean"])
    if entry["lo"] is None:
        return text
    return f"{text} ± {scaled.bare((entry['hi'] - entry['lo']) / 2)}"


def _at(value: Any, unit: str) -> str:
    """A coordinate with its unit, or the two ends of a bin."""
    if isinstance(value, list):
        return f"{_at(value[0], unit)} to {_at(value[1], unit)}"
    if isinstance(value, bool):
        return "on" if value else "off"
    if not isinstance(value, (int, float)):
        return str(value)
    if unit == "money":
        return units.money_words(float(value))
    if unit in ("share", "rate"):
        return units.share_words(float(value))
    if unit in units.DAYS or unit in units.HOURS:
        return units.duration_words(float(value), unit)
    return units.number_words(float(value))
