"""What hangs on one person, in words and as a table."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rich.padding import Padding
from rich.text import Text

from sim.present.answers.wording import Document
from sim.present.reading import number
from sim.present.terminal import plain_table, rendered, screen_width
from sim.present.words import Scale, listed, scale

TITLES = ("Accounts", "ARR led", "ARR lost", "95 % interval", "Cost, direct", "With churn")
NOTE = (
    "Each row: this seat's holder resigns in month 2 of the run, against the same worlds in which "
    "they stay. ARR lost: of the accounts they led, 18 months later. Cost in months of their pay; "
    "direct: recruiting, ramp, hand-over and interviews; with churn: and the margin of lost ARR. "
    "Simulated seats, not people: nothing here says anything of anybody real."
)


def risks_text(document: Document) -> str:
    """The sentences, the table of seats and the note, for a terminal."""
    width = screen_width()
    rows = [tuple(Text(cell) for cell in row) for row in risks_rows(document)]
    return rendered(
        [
            Padding(Text("\n".join(risks_sentences(document))), (0, 0, 1, 0)),
            plain_table(TITLES, rows, width),
            Text(""),
            Text(NOTE, "dim"),
        ],
        width=width,
    )


def risks_sentences(document: Document) -> list[str]:
    """Bus factor, replacement cost and vacation test, a sentence each."""
    seats = document["seats"]
    worst = next(seat for seat in seats if seat["behind_first"] is None)
    money = scale("money", [_mean(worst["arr"])], currency=document["currency"])
    lost = scale("money", _ends(worst["arr_lost"]), currency=document["currency"])
    months = scale("months of pay", [1.0])
    direct = document["measures"]["replacement_cost_direct"]
    full = document["measures"]["replacement_cost_with_churn"]
    return [
        f"Bus factor: if {_seat(worst)} resigned, {lost.plain(_mean(worst['arr_lost']))} of the "
        f"{money.plain(_mean(worst['arr']))} they lead would be gone 18 months later "
        f"(95 % interval {lost.span(*_ends(worst['arr_lost']))}). {_ranked(seats)}".strip()
        if _mean(worst["arr"]) > 0
        else "Bus factor: nobody who was looked at leads customers, so no ARR hangs on one person.",
        f"Replacing one person costs {months.plain(_mean(direct))}, and "
        f"{months.plain(_mean(full))} with the margin of the customers who leave.",
        _vacation(document["vacation"]),
    ]


def _vacation(away: Document) -> str:
    """What two weeks of leave do to those whom somebody leads."""
    wait, other, dip = (_mean(away[name]) for name in ("wait_away", "wait", "health_dip"))
    if math.isnan(wait):
        return "Two weeks of leave: no customers of their own wait for whoever was looked at."
    hours = scale("working hours", [wait])
    return (
        f"Two weeks of leave: their customers wait {hours.plain(wait)} for a first touch, else "
        f"{hours.plain(other)}; health of these accounts falls by {100 * dip:.1f} points of 100."
    )


def _ranked(seats: Sequence[Document]) -> str:
    """Whether the seat with which most ARR goes can be told from the others."""
    others = sorted(
        (seat for seat in seats if seat["behind_first"] is not None),
        key=_lost,
    )
    near = [_seat(seat) for seat in others if not seat["behind_first"]["clear"]]
    if not others:
        return ""
    if not near:
        return "With every other seat that was looked at clearly less goes."
    if len(near) == len(others):
        return f"The {len(seats)} seats cannot be told apart: the order below may be luck."
    return f"{listed(near)} cannot be told apart from it: their order below may be luck."


def risks_rows(document: Document) -> list[tuple[str, ...]]:
    """A row for each seat, the most ARR lost first."""
    seats = sorted(document["seats"], key=_lost)
    currency = document["currency"]
    arr = scale("money", [_mean(s["arr"]) for s in seats], currency=currency)
    lost = scale("money", [end for s in seats for end in _ends(s["arr_lost"])], currency=currency)
    whole, months = Scale(1.0, 0), Scale(1.0, 1)
    return [
        (
            _seat(seat),
            whole.plain(_mean(seat["accounts"])),
            arr.plain(_mean(seat["arr"])),
            lost.plain(_mean(seat["arr_lost"])),
            lost.span(*_ends(seat["arr_lost"])),
            months.plain(_mean(seat["direct"])),
            months.plain(_mean(seat["with_churn"])),
        )
        for seat in seats
    ]


def _mean(numbers: Document) -> float:
    return number(numbers["mean"])


def _lost(seat: Document) -> float:
    """Sorts the most ARR lost first."""
    lost = _mean(seat["arr_lost"])
    return math.inf if math.isnan(lost) else -lost


def _ends(numbers: Document) -> tuple[float, float]:
    return number(numbers["lo"]), number(numbers["hi"])


def _seat(seat: Document) -> str:
    return f"{seat['title']} {seat['place']}"
