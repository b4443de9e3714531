"""Study: what is asked of which scenarios, and what varies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sim.scenario.checking import checked
from sim.scenario.documents import Document, Spot
from sim.scenario.ensemble import Member
from sim.scenario.inherit import merge
from sim.scenario.leaves import TABLES
from sim.scenario.sets import sets_layer, split
from sim.scenario.study.factors import Factor
from sim.scenario.study.keys import Design, Equal, Keep, Method, Opening
from sim.scenario.tree import Scenario


@dataclass(frozen=True)
class Origin:
    """A scenario as its files say it, ready to be resolved again with other values.

    layers: its ancestors, the file and overrides, as `merge` takes them. home: the file beside
    which files are looked for that somebody sets later; None: in the working directory.
    """

    layers: tuple[Document, ...]
    home: Spot | None = None

    @cached_property
    def scenario(self) -> Scenario:
        """The scenario, nothing varied. Raises `InputError`."""
        return checked(merge(list(self.layers)))

    def at(self, overrides: Mapping[str, Any], place: Spot | None = None) -> Scenario:
        """The scenario with dotted paths set. Raises `InputError` at `place` or `home`.

        A role, segment, kind of work or dated change that the scenario has not is not added: what
        is said of it is left out.
        """
        ours = {path: value for path, value in overrides.items() if self.has(path, overrides)}
        if not ours:
            return self.scenario
        merged = merge([*self.layers, sets_layer(ours, place or self.home)])
        moved = any(path.split(".")[0] in ("book", "start") for path in ours)
        return checked(merged, book=None if moved else self.scenario.book)

    def has(self, path: str, overrides: Mapping[str, Any] | None = None) -> bool:
        """Whether the named item that a path goes through is there; without one, True.

        overrides: where they change the structure, roles come from there, and all are taken.
        """
        item = named_item(path)
        if item is None or (item[0] == "team.roles" and "team.structure" in (overrides or {})):
            return True
        return item[1] in self.names(item[0])

    def names(self, table: str) -> list[str]:
        """The names in one of the tables of named items, such as `team.roles`."""
        found: Any = self.scenario
        for key in table.split("."):
            found = getattr(found, key)
        return list(found)


def named_item(path: str) -> tuple[str, str] | None:
    """The table and the name that a path goes through, such as ('team.roles', 'csm')."""
    keys = [str(key) for key in split(path)]
    for table in TABLES:
        above = table.split(".")
        if keys[: len(above)] == above and len(keys) > len(above):
            return table, keys[len(above)]
    return None


@dataclass(frozen=True)
class Study:
    """A checked study.

    base, candidates: scenarios, not yet varied. factors: the dimensions of the design. rows: for
    `design: file`, each point as the number of its level in every factor. seed: of the design.
    by: splits of the measures. targets: measure -> {'at_least' or 'at_most': number in the unit of
    the measure}. files: what levels name -> sha256 of what is in it: a study with an edited file is
    another study. ensemble: parameter sets over which the replications are spread, none without.
    The rest as in the file; `overrides` of the command line are in the origins.
    """

    name: str
    question: str
    hypothesis: str
    base: Origin
    candidates: tuple[Origin, ...]
    factors: tuple[Factor, ...]
    design: Design
    samples: int
    seed: int
    replications: int
    measures: tuple[str, ...]
    by: tuple[str, ...] = ()
    rows: tuple[tuple[int, ...], ...] = ()
    opening: Opening = "base"
    equal: Equal | None = None
    keep: Keep = "values"
    method: Method = "tornado"
    targets: Mapping[str, Mapping[str, float]] | None = None
    minimise: str | None = None
    files: Mapping[str, str] | None = None
    ensemble: tuple[Member, ...] = ()

    @property
    def origins(self) -> tuple[Origin, ...]:
        """The base first, then the candidates."""
        return (self.base, *self.candidates)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the scenarios, the base first."""
        return tuple(origin.scenario.name for origin in self.origins)

    @property
    def needed(self) -> tuple[str, ...]:
        """Every measure that is asked for, in the table or as a target or to be minimised."""
        varied = [path for factor in self.factors for path in (factor.name, *factor.paths)]
        least = [] if self.minimise is None or self.minimise in varied else [self.minimise]
        return tuple(dict.fromkeys([*self.measures, *(self.targets or {}), *least]))
