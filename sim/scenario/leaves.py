"""Every value of a scenario with its dotted path and in words; and what differs from a parent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sim.scenario import structures
from sim.scenario.fields import Facts, Tree, facts_of
from sim.scenario.identity import TEXTS
from sim.scenario.paths import key_of
from sim.scenario.tree import Role, Scenario

NOT_THERE, NONE = "-", "none"
TABLES = ("book.segments", "work.kinds", "team.roles", "people.roster", "timeline")
"""Mappings from names of the user's own to branches."""
NO_FACTS = Facts("", "", None, None, "", "", True, None, None, None)
"""What is known of a key of the user's own."""


@dataclass(frozen=True)
class Leaf:
    """One value of the tree: its dotted path, the value, and it in words with its unit."""

    path: str
    value: Any
    facts: Facts

    @property
    def words(self) -> str:
        """The value with its unit, for the eye."""
        if self.value is None:
            return NONE
        if isinstance(self.value, bool):
            return "on" if self.value else "off"
        if isinstance(self.value, (int, float)):
            return self.facts.words(float(self.value))
        if isinstance(self.value, (tuple, list)):
            return ", ".join(str(item) for item in self.value) or NONE
        return str(self.value) or NONE


def leaves(branch: Tree, above: str = "", *, written: bool = False) -> Iterator[Leaf]:
    """Every value below a branch, accounts and texts left out; `written`: not the defaults."""
    for name, field in type(branch).model_fields.items():
        key, value = key_of(name, field), getattr(branch, name)
        path = f"{above}.{key}" if above else key
        if path in TEXTS or path == "book.accounts":
            continue
        if written and (name not in branch.model_fields_set or value == field.default):
            continue
        yield from _below(path, value, facts_of(field), written)
    for key, value in (branch.model_extra or {}).items():
        yield Leaf(f"{above}.{key}", value, NO_FACTS)


def leaf_at(tree: Tree, path: str) -> Leaf:
    """The value at a dotted path; None, a leaf of no facts, where nothing is there."""
    value: Any = tree
    facts = NO_FACTS
    for key in path.split("."):
        if isinstance(value, Tree):
            fields = {key_of(name, field): name for name, field in type(value).model_fields.items()}
            if key not in fields:
                return Leaf(path, None, NO_FACTS)
            facts = facts_of(type(value).model_fields[fields[key]])
            value = getattr(value, fields[key])
        else:
            value = value.get(key) if isinstance(value, dict) else None
    return Leaf(path, value, facts)


def _below(path: str, value: Any, facts: Facts, written: bool) -> Iterator[Leaf]:
    if isinstance(value, Tree):
        yield from leaves(value, path, written=written)
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _below(f"{path}.{name}", inner, facts, written)
    else:
        yield Leaf(path, value, facts)


def differences(scenario: Scenario, parent: Scenario) -> list[tuple[str, str, str]]:
    """What differs from the parent: dotted path, the parent's value and this one, in words.

    Names and other texts do not count. A role, segment, kind of work or dated change that only one
    of the two has is one line; of a role it says what is not as in the catalogue. Of books read
    from files the number of accounts is told.
    """
    old, new = (dict(_lines(one)) for one in (parent, scenario))
    here, there = scenario.book.accounts, parent.book.accounts
    if here != there:
        same = " (others)" if len(here) == len(there) else ""
        old["book.accounts"] = f"{len(there)} accounts"
        new["book.accounts"] = f"{len(here)} accounts{same}"
    for table in TABLES:
        before, after = _names(parent, table), _names(scenario, table)
        for name in before:
            if name not in after:
                _fold(old, f"{table}.{name}", _by_name(parent, table, name))
        for name in after:
            if name not in before:
                _fold(new, f"{table}.{name}", _by_name(scenario, table, name))
    return [
        (path, old.get(path, NOT_THERE), new.get(path, NOT_THERE))
        for path in dict.fromkeys([*new, *old])
        if old.get(path) != new.get(path)
    ]


def _lines(scenario: Scenario) -> Iterator[tuple[str, str]]:
    return ((leaf.path, leaf.words) for leaf in leaves(scenario))


def _names(scenario: Scenario, table: str) -> list[str]:
    """The names in one of `TABLES`."""
    found: Any = scenario
    for key in table.split("."):
        found = getattr(found, key)
    return list(found)


def _by_name(scenario: Scenario, table: str, name: str) -> dict[str, str]:
    """What is known of an entry by its name alone: of a role, what the catalogue has, in words."""
    if table != "team.roles":
        return {}
    row = structures.entry_for(name, {"like": scenario.team.roles[name].like}, scenario.defaults)
    return {leaf.path: leaf.words for leaf in leaves(Role.model_validate(row))}


def _fold(words: dict[str, str], path: str, known: Mapping[str, str]) -> None:
    """Everything below `path` as one line: what is said there, and not what is known or none."""
    below = [key for key in words if key.startswith(f"{path}.")]
    told = {key[len(path) + 1 :]: words.pop(key) for key in below}
    news = [f"{key} {said}" for key, said in told.items() if said not in (NONE, known.get(key))]
    words[path] = ", ".join(news) or ("as in the catalogue" if known else "")
