"""An import in words: what the book is, and what was dropped or contradicts, a line each."""

from __future__ import annotations

from sim.base.units import money_words
from sim.scenario.importing.imported import Finding, Imported

RULES = {
    "latest": "newest subscription of each account (--overlap latest)",
    "sum": "all subscriptions in force added up (--overlap sum)",
}


def describe(imported: Imported, currency: str = "USD") -> list[str]:
    """The book itself: how many accounts, both totals, the segments."""
    total = money_words(imported.totals[imported.overlap], currency)
    return [
        f"Book at the end of {imported.at}: {len(imported.rows):,} accounts, ARR {total}.",
        *_totals(imported),
        "By segment:",
        *(
            f"  {accounts:>6,}  {name}, ARR {money_words(arr, currency)}"
            for name, (accounts, arr) in imported.by_segment().items()
        ),
    ]


def remarks(imported: Imported, currency: str = "USD") -> list[str]:
    """What was left out and why, what does not fit together, and what was taken as so."""
    dropped = [found for found in imported.findings if found.dropped]
    kept = [found for found in imported.findings if not found.dropped]
    lines = _section("Left out of the book:", dropped, currency)
    lines += _section("Contradictions, and what was done:", kept, currency)
    if imported.assumptions:
        lines.append("Taken as so:")
        lines += [f"  {text}" for text in imported.assumptions]
    return lines


def _totals(imported: Imported) -> list[str]:
    """ARR by both overlap rules, the one in use marked."""
    width = max(map(len, RULES.values()))
    return [
        f"  {text:<{width}}  {imported.totals[rule]:>15,.0f}"
        + ("  <- used" if rule == imported.overlap else "")
        for rule, text in RULES.items()
    ]


def _section(title: str, findings: list[Finding], currency: str) -> list[str]:
    """A headline and a line for each finding; nothing if there is none."""
    return [title, *(_line(found, currency) for found in findings)] if findings else []


def _line(found: Finding, currency: str) -> str:
    """`778  subscriptions that are trials, ARR ... (S-51c0d1, ...)`."""
    arr = f", ARR {money_words(found.arr, currency)}" if found.arr else ""
    more = ", ..." if found.count > len(found.examples) else ""
    return f"  {found.count:>6,}  {found.text}{arr} ({', '.join(found.examples)}{more})"
