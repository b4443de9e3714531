"""What differs between the scenarios, and the assumptions that matter, with their sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sim.present.deck.grid import Cell, grid, put_grid
from sim.present.deck.notes import standing
from sim.present.deck.page import Deck
from sim.present.inputs import Parameter, differing, parameters, tally
from sim.present.words import count_words
from sim.scenario.leaves import TABLES, leaves

LEADERS = ("book.arr", "book.growth", "team.size", "years")
"""What a leader is asked first, shown in any case."""
ORDER = {"guess": 0, "calibrated": 1, "evidence": 2}
MOST = 30
"""Most assumptions that a deck lists."""


def changes_pages(deck: Deck) -> None:
    """Every parameter at which a candidate differs from the base."""
    subject = deck.subject
    if not subject.candidates:
        return
    names = [side.name for side in subject.sides]
    scenarios = [side.scenario for side in subject.sides]
    found = differing(scenarios[0], scenarios[1:])
    if not found:
        title = "Nothing but names differs: the scenarios ask for the same organisation"
        deck.page(title, notes=standing(subject))
        return
    known = _known(deck)
    rows = [
        (_parameter(deck, path, known.get(path)), *(Cell(deck.said(value)) for value in values))
        for path, values in found
    ]
    title = f"What differs between the scenarios: {count_words(len(found), 'parameter')}"
    note = "How to read it: everything that is not listed is the same, and so is the luck."
    subtitle = "Everything else is the same, and so is the luck"
    _tables(deck, title, subtitle, ("Parameter", *names), rows, note)


def assumptions_pages(deck: Deck) -> None:
    """What differs and what the base sets for itself, guesses first, with range and source."""
    known = _known(deck)
    every = [known[leaf.path] for leaf in leaves(deck.subject.base.scenario)]
    chosen = _chosen(deck, known)
    rows = [
        (_parameter(deck, row.path, row), *(Cell(deck.said(text)) for text in _said(row)))
        for row in chosen[:MOST]
    ]
    if not rows:
        return
    subtitle = (
        f"Values of {deck.subject.base.name}. What differs or was set, guesses first; all "
        f"{len(every)} parameters, of which {tally(every)}, are in the workbook and on the page"
    )
    note = (
        "How to read it: the range is what is plausible; the basis is evidence, calibration to a "
        "published figure, or a guess. A guess that differs between scenarios is the first thing "
        "to check with your own data."
    )
    heads = ("Parameter", "Value", "Plausible range", "Basis", "Source")
    _tables(deck, "Assumptions to check first", subtitle, heads, rows, note)


def _said(row: Parameter) -> tuple[str, ...]:
    return row.value, row.range, row.mark, row.source


def _known(deck: Deck) -> dict[str, Parameter]:
    """Every parameter of any side by its path, as the first that has it has it."""
    return {
        row.path: row for side in reversed(deck.subject.sides) for row in parameters(side.scenario)
    }


def _chosen(deck: Deck, known: dict[str, Parameter]) -> list[Parameter]:
    """The assumptions that matter, each once: what differs, then what was set."""
    base, *others = [side.scenario for side in deck.subject.sides]
    differ = [path for path, _ in differing(base, others)] if others else []
    own = [leaf.path for leaf in leaves(base, written=True) if not leaf.path.startswith(TABLES)]
    groups = (differ, [*own, *LEADERS])
    seen: set[str] = set()
    return [row for paths in groups for row in _ranked(paths, known, seen)]


def _ranked(
    paths: Sequence[str], known: dict[str, Parameter], seen: set[str]
) -> Iterator[Parameter]:
    rows = [known[path] for path in dict.fromkeys(paths) if path in known and path not in seen]
    seen.update(paths)
    yield from sorted((row for row in rows if row.mark), key=lambda row: ORDER.get(row.mark, 3))


def _parameter(deck: Deck, path: str, row: Parameter | None) -> Cell:
    """A path, and in quieter letters what it means."""
    return Cell(path, deck.said(row.meaning.split(". ")[0]) if row else "", bold=True)


def _tables(
    deck: Deck,
    title: str,
    subtitle: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    note: str,
) -> None:
    notes = [note, *standing(deck.subject)]
    page = deck.page(title, subtitle, notes)
    found = grid([deck.said(head) for head in heads], rows, page.free)
    pages = list(found.pages(page.free.height))
    for place, some in enumerate(pages):
        if place:
            page = deck.page(f"{title} ({place + 1} of {len(pages)})", subtitle, notes)
        put_grid(page, found, some, f"{title}, {len(some)} rows")
