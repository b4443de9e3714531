"""What hangs on one person, in words and as a table."""

from __future__ import annotations

from rich.padding import Padding
from rich.text import Text

from sim.present.answers.wording import Document
from sim.present.terminal import plain_table, rendered, screen_width
from sim.present.words import scale

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
    worst = max(seats, key=lambda seat: seat["arr_lost"]["mean"])
    money = scale("money", [worst["arr"]["mean"]], currency=document["currency"])
    lost = scale("money", _ends(worst["arr_lost"]), currency=document["currency"])
    months = scale("months of pay", [1.0])
    direct = document["measures"]["replacement_cost_direct"]
    full = document["measures"]["replacement_cost_with_churn"]
    away = document["vacation"]
    hours = scale("working hours", [away["wait_away"]["mean"] or 0.0])
    return [
        f"Bus factor: if {_seat(worst)} resigned, {lost.plain(worst['arr_lost']['mean'])} of the "
        f"{money.plain(worst['arr']['mean'])} they lead would be gone 18 months later "
        f"(95 % interval {lost.span(*_ends(worst['arr_lost']))}).",
        f"Replacing one person costs {months.plain(direct['mean'])}, and "
        f"{months.plain(full['mean'])} with the margin of the customers who leave.",
        f"Two weeks of leave: their customers wait {hours.plain(away['wait_away']['mean'])} for a "
        f"first touch, else {hours.plain(away['wait']['mean'])}; health of these accounts falls by "
        f"{100 * away['health_dip']['mean']:.1f} points of 100.",
    ]


def risks_rows(document: Document) -> list[tuple[str, ...]]:
    """A row for each seat, the most ARR lost first."""
    seats = sorted(document["seats"], key=lambda seat: -seat["arr_lost"]["mean"])
    currency = document["currency"]
    arr = scale("money", [s["arr"]["mean"] for s in seats], currency=currency)
    lost = scale("money", [end for s in seats for end in _ends(s["arr_lost"])], currency=currency)
    return [
        (
            _seat(seat),
            f"{seat['accounts']['mean']:.0f}",
            arr.plain(seat["arr"]["mean"]),
            lost.plain(seat["arr_lost"]["mean"]),
            lost.span(*_ends(seat["arr_lost"])),
            f"{seat['direct']['mean']:.1f}",
            f"{seat['with_churn']['mean']:.1f}",
        )
        for seat in seats
    ]


def _ends(numbers: Document) -> tuple[float, float]:
    nan = float("nan")
    lo, hi = numbers["lo"], numbers["hi"]
    return (nan if lo is None else lo, nan if hi is None else hi)


def _seat(seat: Document) -> str:
    return f"{seat['title']} {seat['place']}"
