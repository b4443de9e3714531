"""Chart of where the team stands: accounts and ARR for each head beside published ranges."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from sim.base.statistics import Interval, mean_interval
from sim.present.charts import findings
from sim.present.charts.data import Data, with_intervals
from sim.present.charts.picture import SOFT, Canvas, Picture, wrapped
from sim.present.charts.ranges import Dot, Range, draw_ranges, on_range, ranges_height
from sim.present.subject import NEUTRAL, Side, Subject
from sim.present.words import listed, named, scale
from sim.scenario.standing import ARR_PER_CSM, Published
from sim.scenario.standing import standing as stands
from sim.tables.results import Key

SAYS = {
    "accounts": "Accounts for each head that leads the segment, on the opening day, as it is set",
    "money": "ARR for each head over the run, {worlds}, line: 95 % interval",
}
"""What is shown, by the unit of a ratio."""
SMALL, LINE = 7.5, 0.145
PUBLISHED_IN = "USD"
"""Currency of the published amounts."""


class Ratio(NamedTuple):
    """A ratio with its published range, and what each side has; an input has no interval.

    values: one for each side; NaN where it has none.
    """

    name: str
    unit: str
    published: Published
    values: tuple[Interval, ...]

    def inside(self, place: int) -> bool | None:
        """Whether a side lies within the range, with all of its interval; None: has no value."""
        found = self.values[place]
        if not math.isfinite(found.mean):
            return None
        ends = [v for v in (found.mean, found.lo, found.hi) if math.isfinite(v)]
        return self.published.low <= min(ends) and max(ends) <= self.published.high


def standing(subject: Subject) -> Picture | None:
    """Accounts for each head by segment on the opening day, and ARR for each head over the run."""
    ratios = [*_by_segment(subject), *_by_arr(subject)]
    if not ratios:
        return None
    rows = [_row(ratio, subject) for ratio in ratios]
    known = dict.fromkeys(ratio.published.source for ratio in ratios)
    sources = f"Published by: {'; '.join(known)}"
    return Picture(
        name="standing",
        title=_title(subject, ratios),
        subtitle=findings.subtitle(
            *(
                says.format(worlds=findings.worlds(subject))
                for unit, says in SAYS.items()
                if any(ratio.unit == unit for ratio in ratios)
            ),
            "shaded: published range",
        ),
        alt="Dots on published ranges. " + " ".join(_spoken(row) for row in rows),
        columns=("Ratio", *(side.name for side in subject.sides), "Published", "Source"),
        rows=tuple(_cells(ratio, subject) for ratio in ratios),
        height=partial(_height, rows=rows, sources=sources),
        draw=partial(_draw, rows=rows, sources=sources),
        data=tuple(_numbers(subject, ratios)),
    )


def _by_segment(subject: Subject) -> list[Ratio]:
    """Accounts for each head, by the segments of the base."""
    each = [{row.segment: row for row in stands(s.scenario).segments} for s in subject.sides]
    found = []
    for segment, row in each[0].items():
        heads = [side[segment].accounts_per_head if segment in side else None for side in each]
        values = tuple(_exactly(math.nan if head is None else head) for head in heads)
        title = f"{named(segment)}, accounts a head"
        if any(math.isfinite(value.mean) for value in values):
            found.append(Ratio(title, "accounts", row.published, values))
    return found


def _exactly(value: float) -> Interval:
    """An input: a value without an interval."""
    return Interval(value, math.nan, math.nan, math.nan, 1)


def _by_arr(subject: Subject) -> list[Ratio]:
    """ARR for each head over the run; nothing in a currency in which none is published."""
    if subject.currency != PUBLISHED_IN:
        return []
    values = tuple(mean_interval(_measured(side)) for side in subject.sides)
    if not any(math.isfinite(value.mean) for value in values):
        return []
    return [Ratio("ARR a head", "money", ARR_PER_CSM, values)]


def _measured(side: Side) -> np.ndarray:
    return np.asarray(side.result.values.get(Key("arr_per_head"), np.array([np.nan])), float)


def _row(ratio: Ratio, subject: Subject) -> Range:
    """The ratio with a dot for each side; one for all where they are the same."""
    low, high = ratio.published.low, ratio.published.high
    where = partial(on_range, low=low, high=high, log=True)
    known = [
        (side, found)
        for side, found in zip(subject.sides, ratio.values, strict=True)
        if math.isfinite(found.mean)
    ]
    same = len(subject.sides) == len(known) and len({found.mean for _, found in known}) == 1
    dots = tuple(
        Dot(
            _whose(side, same, subject),
            side.colour,
            where(found.mean),
            where(found.lo),
            where(found.hi),
            _said(ratio, found, subject.currency),
        )
        for side, found in (known[:1] if same else known)
    )
    return Range(ratio.name, (_plain(ratio, low), _plain(ratio, high)), dots)


def _whose(side: Side, same: bool, subject: Subject) -> str:
    """Whose dot it is; nothing where there is one scenario."""
    if not subject.candidates:
        return ""
    return "every scenario" if same else side.name


def _height(width: float, *, rows: Sequence[Range], sources: str) -> float:
    return ranges_height(rows, width) + 0.12 + LINE * len(wrapped(sources, 0.96 * width, SMALL))


def _draw(canvas: Canvas, *, rows: Sequence[Range], sources: str) -> None:
    """The rows, and below them who published what."""
    draw_ranges(canvas, rows)
    lines = wrapped(sources, 0.96 * canvas.width, SMALL)
    for row, line in enumerate(lines):
        down = canvas.height - LINE * (len(lines) - 1 - row) - 0.03
        canvas.text(0, down, line, size=SMALL, color=SOFT)


def _plain(ratio: Ratio, value: float) -> str:
    if ratio.unit == "money":
        return scale("money", [value], currency=PUBLISHED_IN, finest=1e5).plain(value)
    return f"{value:g}"


def _said(ratio: Ratio, found: Interval, currency: str) -> str:
    if ratio.unit == "money":
        return findings.written("money", found, currency)[0]
    return f"{found.mean:.1f}"


def _title(subject: Subject, ratios: Sequence[Ratio]) -> str:
    """How many ratios lie within what is published, by scenario."""
    counts: dict[tuple[int, int], list[Side]] = {}
    for place, side in enumerate(subject.sides):
        found = [yes for ratio in ratios if (yes := ratio.inside(place)) is not None]
        counts.setdefault((sum(found), len(found)), []).append(side)
    said = [
        f"{inside} of {known} with {listed(side.name for side in sides)}"
        for (inside, known), sides in counts.items()
    ]
    if len(counts) == 1:
        [(inside, known)] = counts
        every = " with every scenario" if subject.candidates else ""
        rest = "ratio lies within its" if known == 1 else "ratios lie within their"
        return f"{inside} of {known} {rest} published range{'s' * (known > 1)}{every}"
    return f"Ratios within their published ranges: {', '.join(said)}"


def _cells(ratio: Ratio, subject: Subject) -> tuple[str, ...]:
    values = [
        _said(ratio, found, subject.currency) if math.isfinite(found.mean) else ""
        for found in ratio.values
    ]
    ends = (_plain(ratio, end) for end in (ratio.published.low, ratio.published.high))
    typical = _plain(ratio, ratio.published.typical)
    return (ratio.name, *values, f"{' to '.join(ends)}, typical {typical}", ratio.published.source)


def _spoken(row: Range) -> str:
    dots = ", ".join(f"{dot.words} {dot.name}".strip() for dot in row.dots)
    return f"{row.name}: {dots}; published {' to '.join(row.ends)}."


def _published(ratio: Ratio) -> Interval:
    """What is published, with its range in place of an interval."""
    known = ratio.published
    return Interval(known.typical, known.low, known.high, math.nan, 1)


def _numbers(subject: Subject, ratios: Sequence[Ratio]) -> list[Data]:
    """The ratios of each unit with what is published, its range around it."""
    found = []
    for unit, title in (("accounts", "Accounts for each head"), ("money", "ARR for each head")):
        some = [ratio for ratio in ratios if ratio.unit == unit]
        if not some:
            continue
        series = [
            with_intervals(side.name, side.colour, [ratio.values[k] for ratio in some])
            for k, side in enumerate(subject.sides)
        ]
        known = [_published(ratio) for ratio in some]
        series.append(with_intervals("Published", NEUTRAL, known))
        around = "95 % interval; of what is published its range"
        names = tuple(ratio.name for ratio in some)
        found.append(Data("bars", title, unit, "Ratio", names, tuple(series), around))
    return found
