"""What `reorg check` says of a scenario: its story, its parent, where the team stands, warnings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sim.base.units import money_words, number_words, share_words
from sim.scenario import Standing, Warning
from sim.scenario.standing import Published

GAP = "  "


@dataclass(frozen=True)
class Checked:
    """One scenario file, checked. differences: (path, in the parent, here); parent '' for none."""

    file: str
    name: str
    currency: str
    description: str
    parent: str
    differences: Sequence[tuple[str, str, str]]
    standing: Standing
    warnings: Sequence[Warning]


def checked_text(checked: Checked) -> str:
    """All of it as text for a terminal."""
    parts = (_story, _parent, _segments, _roles, _warnings)
    return "\n\n".join("\n".join(part) for say in parts if (part := list(say(checked))))


def _story(checked: Checked) -> Iterator[str]:
    yield f"{checked.file}: no faults"
    yield ""
    yield checked.description


def _parent(checked: Checked) -> Iterator[str]:
    if not checked.parent:
        return
    if not checked.differences:
        yield f"Nothing differs from its parent, {checked.parent}."
        return
    yield f"What differs from its parent, {checked.parent}:"
    yield from table([("", "there", "here"), *checked.differences], left=3)


def _segments(checked: Checked) -> Iterator[str]:
    now, currency = checked.standing, checked.currency
    yield "Where the team stands, by segment (the head of the role that leads it):"
    head = ("segment", "led by", "accounts", "ARR", "accounts/head", "published", "ARR/head")
    rows = [
        (
            row.segment,
            row.lead,
            number_words(row.accounts),
            money_words(row.arr, currency),
            _or_none(row.accounts_per_head),
            _span(row.published),
            "-" if row.arr_per_head is None else money_words(row.arr_per_head, currency),
        )
        for row in now.segments
    ]
    yield from table([head, *rows], left=2)
    if now.arr_per_head is not None:
        of = now.published_arr
        yield (
            f"  All: {money_words(now.arr_per_head, currency)} of ARR a head; published "
            f"{money_words(of.typical, 'USD')} ({money_words(of.low, 'USD')} to "
            f"{money_words(of.high, 'USD')})."
        )


def _span(of: Published) -> str:
    return f"{of.typical:g} ({of.low:g}-{of.high:g})"


def _or_none(value: float | None) -> str:
    return "-" if value is None else number_words(value)


def _roles(checked: Checked) -> Iterator[str]:
    now = checked.standing
    yield "Planned work beside client hours, by role (hours a week, nobody away or learning):"
    rows = [(row.title, row.heads, row.load, row.capacity) for row in now.roles]
    whole = ("all", now.heads, now.load, now.capacity)
    lines = [
        (title, number_words(heads), number_words(load), number_words(hours), _use(load, hours))
        for title, heads, load, hours in [*rows, *([whole] if len(rows) > 1 else [])]
    ]
    yield from table([("role", "heads", "work", "hours", "used"), *lines])
    yield f"  Work that other teams owe: {share_words(now.out_of_scope_share)} of it."


def _use(load: float, capacity: float) -> str:
    return share_words(load / capacity) if capacity > 0 else "-"


def _warnings(checked: Checked) -> Iterator[str]:
    if not checked.warnings:
        yield "No warnings."
        return
    yield "Warnings:"
    for each in checked.warnings:
        yield f"  {each.path}: {each.message}" if each.path else f"  {each.message}"


def table(rows: Sequence[Sequence[str]], left: int = 1) -> list[str]:
    """Rows as lines: the first `left` columns flush left, the others flush right."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return [
        (GAP + GAP.join(_cell(cell, widths[i], i < left) for i, cell in enumerate(row))).rstrip()
        for row in rows
    ]


def _cell(cell: str, width: int, left: bool) -> str:
    return cell.ljust(width) if left else cell.rjust(width)
