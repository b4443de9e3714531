"""`reorg check`: are scenario files right, and what do they say?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sim.app.answer import Answer
from sim.app.loading import load_all
from sim.present.checked import Checked, checked_text
from sim.scenario import describe, differences, load_parent, standing, warnings
from sim.scenario.tree import Scenario


def check_files(files: Sequence[str | Path], overrides: Mapping[str, str] | None = None) -> Answer:
    """The story of every file, what differs from its parent, where the team stands, warnings.

    Raises InputError with the faults of all files.
    """
    return check_loaded(files, load_all(files, overrides))


def check_loaded(files: Sequence[str | Path], scenarios: Sequence[Scenario]) -> Answer:
    """The same of files whose scenarios are there already."""
    found = [_checked(str(file), each) for file, each in zip(files, scenarios, strict=True)]
    return Answer("\n\n\n".join(map(checked_text, found)), [_data(each) for each in found])


def warn(scenarios: Iterable[Scenario], say: Callable[[str], None] | None) -> None:
    """One line for each scenario that has warnings, before it runs."""
    for scenario in scenarios if say else ():
        names = dict.fromkeys(each.name for each in warnings(scenario))
        if names and say:
            say(f"{scenario.name}: {', '.join(names)} (reorg check says more)")


def _checked(file: str, scenario: Scenario) -> Checked:
    parent = load_parent(file)
    return Checked(
        file=file,
        name=scenario.name,
        currency=scenario.book.currency,
        description=describe(scenario),
        parent=parent.name if parent else "",
        differences=differences(scenario, parent) if parent else (),
        standing=standing(scenario),
        warnings=warnings(scenario),
    )


def _data(checked: Checked) -> dict[str, Any]:
    """For machines. `differences` is null where there is no parent."""
    changes = [
        {"path": path, "parent": there, "here": here} for path, there, here in checked.differences
    ]
    return {
        "file": checked.file,
        "name": checked.name,
        "description": checked.description,
        "parent": checked.parent or None,
        "differences": changes if checked.parent else None,
        "standing": asdict(checked.standing),
        "warnings": [asdict(each) for each in checked.warnings],
    }
