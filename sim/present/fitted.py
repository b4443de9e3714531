"""How well a solved scenario fits what was asked: a table, and honest words where it does not."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import RenderableType
from rich.text import Text

from sim.base.statistics import rate_interval
from sim.base.units import number_text, share_words
from sim.present.labels import full_label
from sim.present.terminal import plain_table, rendered, screen_width
from sim.present.words import listed, percent, scale

OFFERED = {"burnout_prevalence": "--burned-out", "overtime_weeks": "--evenings"}
"""What may be told and was not: measure -> option."""


@dataclass(frozen=True)
class FitRow:
    """One thing that was asked for and what the simulated company has of it, as plain data.

    asked, got, lo, hi: shares; lo and hi are the 95 % interval of the mean. year_low, year_high: a
    single year lies within them in about 19 of 20 worlds. path, value: what was solved, in words.
    fits: whether `asked` is met. why_not: why the lever goes no further, '' where it is not at its
    end. outside: the plausible range in words where the solved value lies outside, else ''.
    """

    measure: str
    asked: float
    from_you: bool
    got: float
    lo: float
    hi: float
    year_low: float
    year_high: float
    path: str
    value: str
    fits: bool
    why_not: str
    outside: str


def fit_text(
    rows: Sequence[FitRow],
    remarks: Sequence[str],
    *,
    heading: str,
    colour: bool | None = None,
    width: int | None = None,
) -> str:
    """The fit for people: a table, then a paragraph for each remark."""
    width = width or screen_width()
    titles = ("asked", "got (95 % interval)", "a single year")
    cells = [tuple(map(Text, _cells(row))) for row in rows]
    parts: list[RenderableType] = [
        Text(heading, "bold"),
        Text(""),
        plain_table(titles, cells, width),
        Text(""),
        *(Text(f"solved: {row.path} {row.value}", "dim") for row in rows),
    ]
    for remark in remarks:
        parts += [Text(""), Text(textwrap.fill(remark, width))]
    return rendered(parts, colour=colour, width=width)


def fit_lines(rows: Sequence[FitRow]) -> list[str]:
    """The same as plain lines, for the head of the file."""
    return [
        f"  {label}: {asked} asked, {got} got"
        for label, asked, got, _ in (_cells(row) for row in rows)
    ]


def _cells(row: FitRow) -> tuple[str, str, str, str]:
    """Label, asked, got with its interval, and the range of single years."""
    shares = scale("share", (row.asked, row.got, row.lo, row.hi), finest=0.003)
    asked = shares.plain(row.asked) + ("" if row.from_you else " (preset)")
    got = f"{shares.plain(row.got)} ({shares.bare(row.lo)} to {shares.plain(row.hi)})"
    year = scale("share", (row.year_low, row.year_high), finest=0.003)
    return full_label(row.measure), asked, got, year.span(row.year_low, row.year_high)


def remarks(
    rows: Sequence[FitRow], exits: tuple[float, int] | None, untold: dict[str, float]
) -> list[str]:
    """What to make of the fit, in sentences.

    exits: people who left and people there, where a number was given; None for a share. untold:
    measure -> what came of it, where nobody said what it is (`OFFERED`).
    """
    return [
        *(_missed(row) for row in rows if not row.fits),
        *(_odd(row) for row in rows if row.outside),
        *(_few(*exits) if exits is not None else ()),
        *_open(untold),
    ]


def _missed(row: FitRow) -> str:
    label, asked, got, _ = _cells(row)
    if row.why_not:
        return (
            f"{label} of {asked} cannot be reached: with {row.path} at {row.value} it comes to "
            f"{got}; {row.why_not}. The file has the nearest there is."
        )
    return (
        f"{label} of {asked} was not met: it came to {got}. More --replications may come nearer, "
        "or the answers do not go together in this model."
    )


def _odd(row: FitRow) -> str:
    return (
        f"{row.path} comes to {row.value}, outside the plausible {row.outside}: either your "
        "company is unusual, or an answer behind it is not what was meant "
        f"({full_label(row.measure)}, people, customers)."
    )


def _few(number: float, heads: int) -> Iterator[str]:
    """How little one year's exits of a small team say."""
    low, high = rate_interval(round(number), heads)
    said = "Nobody left" if number == 0 else f"{number_text(float(number))} of {heads} people left"
    if number == 0:
        yield (
            f"{said} of {heads} people last year: that fits any turnover up to {percent(high)} a "
            "year. A team that nobody ever leaves is not believed; half an exit was taken."
        )
    elif high - low > 0.2:
        yield (
            f"{said} last year: so few exits fit any turnover from {percent(low)} to "
            f"{percent(high)} a year. If that was an odd year, give --exits as a share, such as "
            "'20 %'."
        )


def _open(untold: dict[str, float]) -> Iterator[str]:
    """What nobody was asked for and came out."""
    if untold:
        came = listed(f"{full_label(name)} {percent(got)}" for name, got in untold.items())
        options = listed((OFFERED[name] for name in untold), "or")
        yield f"Not asked, and came out: {came}. Where you know better, give {options}."


def share_values(values: dict[str, float] | float) -> str:
    """A solved share or one for each segment, in words: 'enterprise 4.5 %, smb 12 %'."""
    if isinstance(values, dict):
        return ", ".join(f"{name} {share_words(value)}" for name, value in values.items())
    return share_words(values)
