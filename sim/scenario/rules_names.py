"""Rules of names: every name that is used is defined, and can be written in a dotted path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sim.base.units import shown
from sim.scenario import programmes, structures
from sim.scenario.documents import Keys
from sim.scenario.fields import DEFAULT, Tree
from sim.scenario.guess import meant
from sim.scenario.paths import by_segment, key_of
from sim.scenario.rule import Broken, Rule
from sim.scenario.tree import TEAMS, Scenario

REST = "rest"
MAX_NAME = 60


def names(scenario: Scenario) -> Broken:
    """Names of the user's own fit into a dotted path and are not words with a meaning."""
    tables: tuple[tuple[Keys, Iterable[str], str], ...] = (
        (("book", "segments"), scenario.book.segments, DEFAULT),
        (("work", "kinds"), scenario.work.kinds, REST),
        (("team", "roles"), scenario.team.roles, ""),
        (("people", "roster"), scenario.people.roster, ""),
        (("timeline",), scenario.timeline, ""),
    )
    for path, used, taken in tables:
        for name in used:
            if name == taken:
                yield (*path, name), f"'{name}' has a meaning of its own here: another name"
            elif not name or name != name.strip() or "." in name or len(name) > MAX_NAME:
                allowed = f"1 to {MAX_NAME} characters, no dot, no blank at the ends"
                yield (*path, name), f"{shown(name)} is no name: {allowed}"


def unknown_name(path: Keys, sort: str, name: str, known: Iterable[str]) -> tuple[Keys, str]:
    """Says that nothing of a sort has this name, and what has one."""
    known = list(dict.fromkeys(known))
    return path, f"no {sort} is called '{name}': {', '.join(known) or 'none'}{meant(name, known)}"


def role_names(scenario: Scenario) -> Broken:
    """Rows of the role table name segments, kinds of work and roles that there are."""
    roles, segments, kinds = scenario.team.roles, scenario.book.segments, scenario.work.kinds
    for name, role in roles.items():
        path = ("team", "roles", name)
        for at, segment in enumerate(role.segments):
            if segment not in segments:
                yield unknown_name((*path, "segments", at), "segment", segment, segments)
        for kind in role.handles:
            if kind not in kinds and kind != REST:
                yield unknown_name((*path, "handles", kind), "kind of work", kind, [*kinds, REST])
        others = [other for other in roles if other != name]
        for at, other in enumerate(role.overflow.to):
            if other not in others:
                yield unknown_name((*path, "overflow", "to", at), "other role", other, others)
        if role.held_with is not None and role.held_with not in others:
            yield unknown_name((*path, "held_with"), "other role", role.held_with, others)
        if role.like is not None and role.like not in structures.catalogue():
            known = structures.catalogue()
            yield unknown_name((*path, "like"), "role of the catalogue", role.like, known)


def source_names(scenario: Scenario) -> Broken:
    """Out-of-scope work is owed by teams that there are."""
    for team in scenario.work.sources:
        if team not in TEAMS:
            yield unknown_name(("work", "sources", team), "team", team, TEAMS)


def segment_values(scenario: Scenario) -> Broken:
    """A field with a value for each segment names known segments, and every one of them."""
    segments = scenario.book.segments
    for path, given, default in _each_segment(scenario, ()):
        usual = default if isinstance(default, dict) else {}
        for name in given:
            if name not in segments and name != DEFAULT and name not in usual:
                yield unknown_name((*path, name), "segment", name, [*segments, DEFAULT])
        lacking = [name for name in segments if name not in given]
        if lacking and DEFAULT not in given:
            yield path, f"no value for {', '.join(lacking)}: a value for each segment, or 'default'"


def _each_segment(branch: Tree, above: Keys) -> Iterator[tuple[Keys, dict[str, Any], Any]]:
    """Every mapping from segments to values below `branch`: path, mapping, the field's default."""
    for attribute, field in type(branch).model_fields.items():
        value = getattr(branch, attribute)
        path = (*above, key_of(attribute, field))
        if isinstance(value, Tree):
            yield from _each_segment(value, path)
        elif isinstance(value, dict) and by_segment(field):
            yield path, value, field.default
        elif isinstance(value, dict):
            for name, inner in value.items():
                if isinstance(inner, Tree):
                    yield from _each_segment(inner, (*path, name))


def programme_costs(scenario: Scenario) -> Broken:
    """Costs are given for programmes that there are."""
    known = programmes.table(scenario.defaults)
    for name in scenario.money.programmes:
        if name not in known:
            yield unknown_name(("money", "programmes", name), "programme", name, known)


NAMES = (
    Rule((), names),
    Rule(("book.segments", "work.kinds", "team.roles", "team.structure"), role_names),
    Rule((), source_names),
    Rule(("book.segments",), segment_values),
    Rule(("defaults",), programme_costs),
)
