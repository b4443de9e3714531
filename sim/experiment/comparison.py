"""Paired comparison: a base and its candidates, world by world under the same luck."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from sim.base.faults import Fault, InputError
from sim.experiment.equal import Equal, Scaled, scaled
from sim.experiment.keeping import Level
from sim.experiment.precision import precise
from sim.experiment.provenance import versions
from sim.experiment.replications import Progress, Replications, Worlds
from sim.experiment.worlds import Engine, Side
from sim.scenario.leaves import leaves
from sim.tables.results import Comparison

if TYPE_CHECKING:
    from sim.scenario.tree import Scenario

Opening = Literal["base", "own"]
STATE = ("book.", "work.", "people.", "learning.", "customers.")
"""Branches whose opening fields make the state in which candidates open."""
PAIRED = ("start", "years", "warmup", "seed")
"""Fields in which two scenarios must agree, or their worlds are not the same world twice."""


def compare(
    base: Scenario,
    candidates: Sequence[Scenario],
    replications: Replications,
    *,
    opening: Opening = "base",
    equal: Equal | None = None,
    workers: int | None = None,
    store: str | Path | None = None,
    keep: Level = "weekly",
    progress: Progress | None = None,
    executor: Executor | None = None,
    engine: Engine | None = None,
    crossed: bool = False,
) -> Comparison:
    """The base and every candidate, replication i of all under the same luck.

    opening: candidates open in the base's state, so that a difference is earned after day one, or
    each in its `own`. equal: scale each candidate's team to the base's opening 'headcount' or
    'payroll'; what remains is in the provenance. crossed: the store remembers that the candidates
    make a 2 x 2. The rest as in `replications.run`.

    Raises InputError where start, years, warm-up or seed of a candidate differ from the base's
    (such worlds are not paired), or a field of the base's state that it would not open in.
    """
    teams = prepared(base, candidates, equal, opening)
    sides = sides_of(base, [team.scenario for team in teams], opening)
    asked = asked_of(teams, opening, equal, crossed)
    worlds = Worlds(sides, engine=engine, store=store, keep=keep, progress=progress, asked=asked)
    worlds.fill(replications, precise, workers=workers, executor=executor)
    first, *others = worlds.results()
    count = worlds.planned // len(sides)
    return Comparison(first, tuple(others), provenance_of(sides, count, opening, asked["equal"]))


def prepared(
    base: Scenario,
    candidates: Sequence[Scenario],
    equal: Equal | None,
    opening: Opening = "base",
) -> list[Scaled]:
    """The candidates, checked against the base and scaled to it. Raises InputError."""
    if not candidates:
        raise InputError("nothing to compare with: name the base and at least one candidate")
    faults = [fault for candidate in candidates for fault in _unpaired(base, candidate)]
    if opening == "base":
        faults += [fault for candidate in candidates for fault in _other_state(base, candidate)]
    if faults:
        raise InputError(faults)
    return [scaled(base, candidate, equal) for candidate in candidates]


def asked_of(
    teams: Sequence[Scaled],
    opening: Opening = "base",
    equal: Equal | None = None,
    crossed: bool = False,
) -> dict[str, Any]:
    """What made a comparison beside its sides, for a store to remember; None for what is usual."""
    return {
        "opening": opening if opening != "base" else None,
        "equal": None if equal is None else {"by": equal, "teams": [t.report for t in teams]},
        "crossed": crossed or None,
    }


def sides_of(base: Scenario, candidates: Sequence[Scenario], opening: Opening) -> list[Side]:
    """The base first, then the candidates, each with the base in whose state it opens."""
    state = base if opening == "base" else None
    return [Side(base), *(Side(candidate, state) for candidate in candidates)]


def _unpaired(base: Scenario, candidate: Scenario) -> list[Fault]:
    """Where the candidate's worlds would not be the base's worlds."""
    return [
        Fault(
            candidate.name,
            field,
            f"{_text(candidate, field)} where the base {base.name!r} has {_text(base, field)}: "
            f"worlds are paired only where it is the same (--set {field}={_text(base, field)!r})",
        )
        for field in PAIRED
        if getattr(base, field) != getattr(candidate, field)
    ]


def _other_state(base: Scenario, candidate: Scenario) -> list[Fault]:
    """Opening fields, apart from the team, that would be ignored: the state is the base's."""
    ours, theirs = _opening_values(base), _opening_values(candidate)
    message = (
        "is read at the opening, and candidates open in the base's state: "
        "the same as the base, or --opening own"
    )
    paths = sorted(p for p in {*ours, *theirs} if ours.get(p) != theirs.get(p))
    return [Fault(candidate.name, path, message) for path in paths]


def _opening_values(scenario: Scenario) -> dict[str, Any]:
    """Values by path that shape customers, people and work on the opening day."""
    out = {
        leaf.path: leaf.value
        for leaf in leaves(scenario)
        if leaf.facts.opening and leaf.path.startswith(STATE)
    }
    out["book.accounts"] = scenario.book.accounts
    out.pop("book.file", None)
    return out


def _text(scenario: Scenario, field: str) -> Any:
    """The value as a scenario file would have it."""
    return scenario.model_dump(mode="json", include={field})[field]


def provenance_of(
    sides: Sequence[Side], replications: int, opening: str, scaling: Mapping[str, Any] | None
) -> dict[str, Any]:
    """What made a comparison. scaling: to what the candidates' teams were made equal, if at all."""
    return {
        **versions(),
        "base": sides[0].digest,
        "candidates": [side.digest for side in sides[1:]],
        "opening": opening,
        "equal": None if scaling is None else dict(scaling),
        "seed": sides[0].scenario.seed,
        "replications": replications,
    }
