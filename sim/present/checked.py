"""What `check` says of a scenario: its story, what differs from its parent, standing, warnings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sim.present.terminal import plain_table, rendered, screen_width
from sim.present.words import NOTHING, percent, scale
from sim.scenario.standing import RoleStanding, SegmentStanding, Standing
from sim.scenario.warnings import Warning  # noqa: A004 - the word of the field

FULL = 1.0


@dataclass(frozen=True)
class Checked:
    """A scenario that was checked, as plain data.

    differences: (dotted path, the parent's value, this one), in words; parent: '' for none.
    """

    file: str
    name: str
    currency: str
    description: str
    parent: str
    differences: Sequence[tuple[str, str, str]]
    standing: Standing
    warnings: Sequence[Warning]


def checked_text(found: Checked, *, colour: bool | None = None, width: int | None = None) -> str:
    """The whole answer of `check` for one scenario; colour, width: None to ask the terminal."""
    width = width or screen_width()
    parts: list[RenderableType] = [
        Text(f"{found.name} ({found.file})", "bold"),
        Text(""),
        Text(found.description),
    ]
    if found.parent:
        parts += [Text(""), *_differences(found)]
    parts += [
        Text(""),
        *_book(found, width),
        Text(""),
        *_load(found.standing, width),
        Text(""),
        *_warnings(found.warnings),
    ]
    return rendered(parts, colour=colour, width=width)


def _differences(found: Checked) -> list[RenderableType]:
    if not found.differences:
        return [Text(f"Nothing differs from {found.parent}.")]
    table = Table.grid(padding=(0, 2, 0, 0))
    for path, there, here in found.differences:
        table.add_row(Text(f"  {path}"), Text(there), Text(f"\u2192 {here}"))
    return [Text(f"What differs from {found.parent}", "bold"), table]


def _book(found: Checked, width: int) -> list[RenderableType]:
    """Accounts and ARR for each head, beside what is published."""
    now = found.standing
    rows = [_segment(row, found.currency) for row in now.segments]
    total = now.accounts / now.heads if now.heads > 0 else None
    rows.append(
        (
            Text("all", "bold"),
            Text(f"{now.accounts:,.0f}"),
            _money(now.arr, found.currency),
            Text(f"{now.heads:,.1f}"),
            _one(total),
            Text(""),
            _money(now.arr_per_head, found.currency),
        )
    )
    titles = ("Accounts", "ARR", "Heads", "Accounts a head", "Published", "ARR a head")
    known = now.published_arr
    money = scale("money", (known.low, known.typical, known.high), currency="USD")
    typical = (
        f"Published ARR per CSM: {money.plain(known.typical).strip()} typical, "
        f"{money.span(known.low, known.high)} ({known.source}). Accounts a head: "
        f"{'; '.join(dict.fromkeys(row.published.source for row in now.segments))}."
    )
    return [
        Text("Where the team stands on the opening day", "bold"),
        plain_table(titles, rows, width),
        Text(""),
        Text(typical, "dim"),
    ]


def _segment(row: SegmentStanding, currency: str) -> tuple[Text, ...]:
    known = row.published
    outside = row.accounts_per_head is not None and not (
        known.low <= row.accounts_per_head <= known.high
    )
    return (
        Text(row.segment),
        Text(f"{row.accounts:,.0f}"),
        _money(row.arr, currency),
        Text(f"{row.heads:,.1f}"),
        _one(row.accounts_per_head, "yellow" if outside else ""),
        Text(
            f"{known.typical:g} ({known.low:g} to {known.high:g}){' outside' if outside else ''}",
            "yellow" if outside else "dim",
        ),
        _money(row.arr_per_head, currency),
    )


def _load(now: Standing, width: int) -> list[RenderableType]:
    """Client hours a week that the work asks for, beside those that people have."""
    rows = [_role(row) for row in now.roles]
    if len(rows) > 1:
        rows.append(_role(RoleStanding("all", "all", now.heads, now.capacity, now.load)))
    titles = ("Heads", "Hours asked", "Hours there", "Load")
    return [
        Text("Load and capacity, client hours a week", "bold"),
        plain_table(titles, rows, width),
        Text(""),
        Text(
            f"Of the work {percent(now.out_of_scope_share)} is owed by other teams. "
            "Nominal hours: vacancies, ramp and switching come on top.",
            "dim",
        ),
    ]


def _role(row: RoleStanding) -> tuple[Text, ...]:
    used = row.utilisation
    over = used is not None and used > FULL
    load = NOTHING if used is None else percent(used)
    return (
        Text(row.title),
        Text(f"{row.heads:,.1f}"),
        Text(f"{row.load:,.0f} h"),
        Text(f"{row.capacity:,.0f} h"),
        Text(f"{load}{' over' if over else ''}", "red" if over else ""),
    )


def _warnings(warnings: Sequence[Warning]) -> list[RenderableType]:
    if not warnings:
        return [Text("No warnings.")]
    parts: list[RenderableType] = [Text("Warnings", "bold yellow")]
    for warning in warnings:
        where = f" ({warning.path})" if warning.path else ""
        parts.append(Padding(Text(f"{warning.name}{where}: {warning.message}"), (0, 0, 0, 2)))
    return parts


def _money(value: float | None, currency: str) -> Text:
    return Text(
        NOTHING
        if value is None
        else scale("money", (value,), currency=currency, finest=value / 100).plain(value)
    )


def _one(value: float | None, style: str = "") -> Text:
    return Text(NOTHING if value is None else f"{value:,.1f}", style)
