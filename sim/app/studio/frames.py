"""What the page must know of a scenario to build its controls: names, values, dated changes."""

from __future__ import annotations

from typing import Any

from sim.app.studio.offers import LEVERS
from sim.scenario.leaves import leaf_at
from sim.scenario.told_changes import told
from sim.scenario.tree import Scenario


def frame(scenario: Scenario) -> dict[str, Any]:
    """Extent, names of the scenario's own, its role table, values of levers, changes in words.

    levers: path -> {value: as in the file, words: for the eye}. changes: [{head, lines}], one a
    dated change: what it sets, who moves, what changes hands, what that costs.
    """
    leaves = {path: leaf_at(scenario, path) for path, _ in LEVERS}
    return {
        "start": scenario.start,
        "years": scenario.years,
        "seed": scenario.seed,
        "currency": scenario.book.currency,
        "structure": scenario.team.structure,
        "segments": list(scenario.book.segments),
        "kinds": list(scenario.work.kinds),
        "roles": {
            name: {"title": role.title or name.replace("_", " "), "share": role.share}
            for name, role in scenario.team.roles.items()
        },
        "levers": {
            path: {"value": leaf.value, "words": leaf.words} for path, leaf in leaves.items()
        },
        "changes": _changes(scenario),
    }


def _changes(scenario: Scenario) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for line in told(scenario):
        if line.startswith("    ") and found:
            found[-1]["lines"].append(line.strip())
        else:
            found.append({"head": line.strip(), "lines": []})
    return found
