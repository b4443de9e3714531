"""The films of all sides of a subject, as the page plays them: one document for JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from sim.present.play import books, people
from sim.present.play.film import Film, can_be_played, film, largest
from sim.present.play.packing import ALPHABET, HALF, whole
from sim.present.play.words import words_in
from sim.present.subject import Side, Subject
from sim.present.words import scale

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
PERMILLE = 0.001
MONEY = ("arr", "at_risk", "at_risk_seen", "lost")
COUNTS = ("customers", "exits", "churned", "signed")


@dataclass(frozen=True)
class Show:
    """What a page plays.

    document: plain data for JSON. captions: (week from 1, when it ends, what happened on each
    side), for weeks in which something did. replication: number of the world, from 0.
    """

    document: dict[str, Any]
    captions: list[tuple[int, str, list[str]]]
    replication: int


def show(subject: Subject) -> Show | None:
    """The first world of every side, side by side; None where a side has no whole run.

    The sides have the same world, and so the same customers with the same luck.
    """
    runs = [side.result.runs[0] for side in subject.sides if side.result.runs]
    if len(runs) < len(subject.sides) or not all(map(can_be_played, runs)):
        return None
    keep = largest(runs)
    films = [film(run, keep) for run in runs]
    weeks = min(each.weeks for each in films)
    dates = [_day(subject.base.scenario.start, 7 * (week + 1)) for week in range(weeks)]
    top = max(float(np.max((each.at_risk, each.at_risk_seen))) for each in films) or 1.0
    said = subject.theme.said
    document = {
        "weeks": weeks,
        "dates": dates,
        "alphabet": ALPHABET,
        "half": HALF,
        "words": words_in(said),
        "sides": [
            _side(side, each, top, subject) for side, each in zip(subject.sides, films, strict=True)
        ],
    }
    captions = [
        (week + 1, dates[week], [said(f.told[week]) for f in films]) for week in range(weeks)
    ]
    told = [row for row in captions if any(row[2])]
    return Show(document, told, runs[0].replication)


def _side(side: Side, each: Film, top: float, subject: Subject) -> Mapping[str, Any]:
    said = subject.theme.said
    return {
        "name": said(side.name),
        "colour": side.colour.line[1:],
        "line": round(people.PERMILLE * side.scenario.burnout.line),
        "roles": [said(role) for role in each.roles],
        "people": [people.packed(one) for one in each.people],
        "vacant": [list(one) for one in each.vacant],
        "accounts": [books.packed(one) for one in each.accounts],
        "left_out": each.left_out,
        "money": {name: _money(getattr(each, name), subject.currency) for name in MONEY},
        "counts": {name: whole(getattr(each, name)) for name in COUNTS},
        "bars": {
            name: whole(getattr(each, name) / top, PERMILLE) for name in ("at_risk", "at_risk_seen")
        },
    }


def _money(values: np.ndarray, currency: str) -> list[str]:
    """Each in its own size: '$14.0k' early, '$1.19M' late."""
    return [scale("money", [v], currency=currency).plain(v) for v in map(float, values)]


def _day(start: str, days: int) -> str:
    """'7 Jan 2026': the day on which a week ends."""
    when = date.fromisoformat(start) + timedelta(days=days)
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"
