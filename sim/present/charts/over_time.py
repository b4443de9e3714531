"""Charts of one weekly series over time: ARR, the size of a book, survival."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sim.present.charts import data, findings
from sim.present.charts.findings import Says, at_end, on_average
from sim.present.charts.lines import (
    band,
    date_axis,
    draw_bands,
    draw_key,
    key_rows,
    label_ends,
    label_room,
    value_axis,
    weeks_in_months,
)
from sim.present.charts.picture import Canvas, Picture
from sim.present.subject import Group, Subject
from sim.present.words import Scale, scale

ARR = Says(
    "arr_end",
    at_end,
    "money",
    "ARR reaches {v} at the end",
    "{d} more ARR at the end",
    "{d} less ARR at the end",
    "ARR at the end",
)
BOOK = Says(
    "accounts_per_head",
    on_average,
    "accounts",
    "a head carries {v} accounts on average",
    "{d} more accounts per head",
    "{d} fewer accounts per head",
    "accounts per head",
)
ACCOUNTS = Says(
    "",
    at_end,
    "share",
    "{v} of the opening accounts are still there at the end",
    "{d} more of the opening accounts kept",
    "{d} fewer of the opening accounts kept",
    "opening accounts kept",
)
PEOPLE = Says(
    "",
    at_end,
    "share",
    "{v} of the opening team is still there at the end",
    "{d} more of the opening team kept",
    "{d} fewer of the opening team kept",
    "opening team kept",
)


def arr(subject: Subject) -> Picture | None:
    """ARR over time: mean, and the band that holds 8 worlds of 10."""
    return _picture(subject, "arr", "arr", ARR, "ARR over time")


def book(subject: Subject) -> Picture | None:
    """Accounts for each head over time."""
    return _picture(
        subject, "book", "book", BOOK, "Accounts for each person employed", how=Scale(1.0, 1)
    )


def account_survival(subject: Subject) -> Picture | None:
    """Share of the opening accounts that are still customers."""
    return _picture(
        subject,
        "account_survival",
        "account_survival",
        ACCOUNTS,
        "Share of the opening accounts that are still customers",
        how=Scale(0.01, 1, "", " %"),
        ceiling=1.0,
    )


def people_survival(subject: Subject) -> Picture | None:
    """Share of the opening team that is still employed."""
    return _picture(
        subject,
        "people_survival",
        "people_survival",
        PEOPLE,
        "Share of the people employed on the first day who are still here",
        how=Scale(0.01, 1, "", " %"),
        ceiling=1.0,
    )


def _picture(
    subject: Subject,
    series: str,
    name: str,
    says: Says,
    measure: str,
    *,
    how: Scale | None = None,
    ceiling: float | None = None,
) -> Picture | None:
    groups = subject.series(series)
    if not groups:
        return None
    currency = subject.currency
    how = how or scale(
        says.unit, np.concatenate([at_end(g.values) for g in groups]), currency=currency
    )
    return Picture(
        name=name,
        title=findings.finding(groups, says, currency),
        subtitle=findings.subtitle(
            f"{measure}, {findings.worlds(subject)}",
            findings.interval_words(groups, says, currency),
            findings.bands(subject),
        ),
        alt=f"Lines over time for {findings.names(groups)}: {measure}. "
        f"{findings.ends_words(groups, how)}",
        columns=findings.columns(groups),
        rows=findings.rows(groups, how),
        height=lambda width: 3.1 if width > 5.5 else 2.9,
        draw=lambda canvas: draw_lines(
            canvas, groups, subject.base.scenario.start, says.unit, currency, ceiling=ceiling
        ),
        data=(data.over_time(measure, says.unit, groups, findings.held(subject)),),
    )


def draw_lines(
    canvas: Canvas,
    groups: Sequence[Group],
    start: str,
    unit: str,
    currency: str,
    *,
    ceiling: float | None = None,
) -> None:
    """Mean lines with bands, labelled where they end, or above where there is no room."""
    top, room, foot = 0.1, 0.25, 0.42
    if canvas.narrow:
        top = draw_key(canvas, key_rows([(g.name, g.colour) for g in groups], canvas.width))
    else:
        room = max(room, label_room([group.name for group in groups], 1.75))
    width, height = canvas.width - 0.62 - room, canvas.height - top - foot
    axes = canvas.axes(0.62, top, width, height)
    ends = draw_bands(axes, groups)
    axes.set_ylim(*limits(groups, ceiling))
    value_axis(axes, unit, currency)
    months = float(weeks_in_months(groups[0].values.shape[1])[-1])
    date_axis(axes, start, months, room=width)
    if not canvas.narrow:
        label_ends(canvas, axes, ends, 0.62 + width, top, height, room)


def limits(groups: Sequence[Group], ceiling: float | None = None) -> tuple[float, float]:
    """Limits of an axis for bands: from 0 where that costs little, with some air."""
    spans = [band(group.values) for group in groups]
    low = min(float(np.nanmin(b.low)) for b in spans)
    high = max(float(np.nanmax(b.high)) for b in spans)
    if ceiling is not None:
        high = max(high, ceiling)
    pad = 0.06 * (high - low) or abs(high) * 0.1 or 1.0
    bottom = 0.0 if 0 <= low < 0.35 * high or low == high == 0 else low - pad
    return bottom, high + (0.0 if ceiling is not None else pad)
