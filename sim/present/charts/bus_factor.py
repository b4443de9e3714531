"""Chart of the bus factor: the ARR that hangs on each simulated person, and on nobody else."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from sim.measures.continuity import single_threads
from sim.measures.view import whole
from sim.present.charts import findings
from sim.present.charts.data import Data, Series, numbers
from sim.present.charts.findings import Says, on_average
from sim.present.charts.picture import Picture
from sim.present.charts.tally import Bar, Tally, draw_tallies, tallies_height
from sim.present.subject import Group, Side, Subject
from sim.present.words import count_words, listed, percent, scale

MOST = Says(
    "bus_factor",
    on_average,
    "share",
    "{v} of ARR hangs on one person",
    "{d} more of the ARR hangs on one person",
    "{d} less of the ARR hangs on one person",
    "ARR that hangs on one person",
)
SHOWN = 8
"""People who have a bar of their own."""


class Hanging(NamedTuple):
    """What hangs on whom in the first world of a scenario, the most first.

    people: role and number in words; arr: of the accounts that trust this person and have no
    second (money); whole: ARR of all accounts.
    """

    group: Group
    people: tuple[str, ...]
    arr: np.ndarray
    whole: float

    @property
    def part(self) -> float:
        """Share of ARR that hangs on one person or another."""
        return float(self.arr.sum()) / self.whole if self.whole else 0.0


def bus_factor(subject: Subject) -> Picture | None:
    """ARR that trusts one person and has no second, by person, at the end of the first world."""
    groups = [group for group in subject.series("arr") if group.sides[0].result.runs]
    found = [one for group in groups if (one := _hanging(subject, group)) is not None]
    if not found:
        return None
    groups, currency = [one.group for one in found], subject.currency
    return Picture(
        name="bus_factor",
        title=findings.finding(groups, MOST, currency),
        subtitle=findings.subtitle(
            f"Most ARR that hangs on one person, share of ARR, {findings.worlds(subject)}",
            findings.interval_words(groups, MOST, currency),
            "bars: each simulated person, end of the last full year of the first world; accounts "
            "that trust this person and know no second",
        ),
        alt="Bars of ARR by simulated person. " + " ".join(_spoken(one, currency) for one in found),
        columns=("Place", *(t for one in found for t in (one.group.name, "ARR", "share"))),
        rows=tuple(_cells(found, place, currency) for place in range(_longest(found))),
        height=lambda width: tallies_height(_tallies(found, currency), width),
        draw=partial(draw_tallies, tallies=_tallies(found, currency), y=0.0),
        data=(_numbers(found),),
    )


def _hanging(subject: Subject, group: Group) -> Hanging | None:
    side: Side = group.sides[0]
    run = side.result.runs[0]
    view = whole(run)
    if not view.blocks or not len(run["accounts"]["account"]):
        return None
    lead, arr = single_threads(view, *view.blocks[-1])
    on_one = lead >= 0
    sums = np.bincount(lead[on_one], arr[on_one], minlength=1)
    order = [int(p) for p in np.argsort(-sums, kind="stable") if sums[p] > 0]
    roles = run["people"]["role"]
    people = tuple(f"{subject.role(run.labels['role'][roles[p]])} {p + 1}" for p in order)
    return Hanging(group, people, sums[order], float(arr.sum()))


def _tallies(found: Sequence[Hanging], currency: str) -> list[Tally]:
    return [
        Tally(one.group.name, one.group.colour, _note(one, currency), _bars(one, currency))
        for one in found
    ]


def _note(one: Hanging, currency: str) -> str:
    said = scale("money", [one.whole], currency=currency).plain(one.whole)
    return f"{percent(one.part)} of {said}, all together"


def _bars(one: Hanging, currency: str) -> tuple[Bar, ...]:
    bars = [
        Bar(who, float(arr), _amount(float(arr), one, currency))
        for who, arr in zip(one.people[:SHOWN], one.arr, strict=False)
    ]
    if rest := one.arr[SHOWN:].tolist():
        each = _amount(rest[0], one, currency)
        bars.append(Bar(count_words(len(rest), "other"), rest[0], f"at most {each} each", 0.3))
    return tuple(bars)


def _amount(arr: float, one: Hanging, currency: str) -> str:
    said = scale("money", [arr], currency=currency, finest=one.whole / 200).plain(arr)
    return f"{said} ({percent(arr / one.whole)})"


def _longest(found: Sequence[Hanging]) -> int:
    return max(len(one.people) for one in found)


def _cells(found: Sequence[Hanging], place: int, currency: str) -> tuple[str, ...]:
    cells = [str(place + 1)]
    for one in found:
        if place < len(one.people):
            arr = float(one.arr[place])
            said = scale("money", [arr], currency=currency, finest=one.whole / 200).plain(arr)
            cells += [one.people[place], said, percent(arr / one.whole)]
        else:
            cells += ["", "", ""]
    return tuple(cells)


def _spoken(one: Hanging, currency: str) -> str:
    first = zip(one.people[:3], one.arr.tolist(), strict=False)
    most = listed(f"{who} {_amount(arr, one, currency)}" for who, arr in first)
    return f"{one.group.name}: {_note(one, currency)}; {most or 'nobody'}."


def _numbers(found: Sequence[Hanging]) -> Data:
    """ARR by place, a series for each scenario."""
    longest = _longest(found)
    series = tuple(
        Series(
            one.group.name,
            one.group.colour,
            (*numbers(one.arr), *[None] * (longest - len(one.people))),
        )
        for one in found
    )
    places = tuple(str(place + 1) for place in range(longest))
    title = "ARR that hangs on one person, the most first, first world"
    return Data("bars", title, "money", "Person, by what hangs on them", places, series)
