"""What is shown: one scenario or several side by side, with the summary of their measures.

A scenario keeps its colour and its name in every table and chart. Scenarios that coincide are
said to coincide, because two equal lines look like one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from sim.base.version import MODEL_VERSION, VERSION
from sim.present.colours import DARK, WHITE, confused_by, mixed, readable
from sim.present.package import cut
from sim.present.reading import Reading, readings
from sim.present.theme import PLAIN, Theme
from sim.present.words import count_words, listed, named
from sim.tables.results import Comparison, Result

if TYPE_CHECKING:
    from sim.scenario.tree import Scenario

ENOUGH = 20
"""Paired worlds from which on an interval is worth quoting."""
DISCLAIMER = "compares structures under stated assumptions; not a forecast"


class Colour(NamedTuple):
    """A colour for areas and lines, a darker form for text on white, a lighter form on black."""

    line: str
    text: str
    on_dark: str


OKABE_ITO = (
    Colour("#0072b2", "#00629a", "#58aee6"),  # blue
    Colour("#d55e00", "#b04c00", "#ff8f45"),  # vermillion
    Colour("#009e73", "#007857", "#34c79c"),  # bluish green
    Colour("#cc79a7", "#a04d7c", "#e5a3c7"),  # reddish purple
    Colour("#e69f00", "#8f6300", "#f6bb3c"),  # orange
    Colour("#56b4e9", "#1c76ab", "#8fd2f7"),  # sky blue
    Colour("#3f3f3f", "#3f3f3f", "#c9c9c9"),  # nearly black
)
GOOD, BAD = OKABE_ITO[0], OKABE_ITO[1]
"""Of a difference for the better and of one for the worse; no scenario has them."""
BASE, CANDIDATES = OKABE_ITO[6], (OKABE_ITO[3], OKABE_ITO[2], OKABE_ITO[4], OKABE_ITO[5])
"""Of scenarios; with more candidates than colours they begin anew, and names tell them apart."""
NEUTRAL = Colour("#52606d", "#1f2933", "#a9b4be")
"""Of parts of a whole, in tints, where colours of scenarios would be read as scenarios."""


def colour_of(line: str) -> Colour:
    """A client's colour, '#rrggbb', with forms of it that can be read as text."""
    return Colour(line, readable(line), readable(line, DARK))


def tint(colour: Colour, share: float) -> Colour:
    """A paler form of a colour: so much of it (0-1) on the ground; its text stays readable."""
    paler = mixed(colour.line, WHITE, 1 - share), mixed(colour.on_dark, DARK, 1 - share)
    return Colour(paler[0], colour.text, paler[1])


@dataclass(frozen=True)
class Side:
    """One scenario: its name, unique among those shown, its colour and its results."""

    name: str
    colour: Colour
    result: Result

    @property
    def scenario(self) -> Scenario:
        """What was simulated."""
        return self.result.scenario


class Group(NamedTuple):
    """Sides whose values are the same, drawn once. values: (replications, weeks)."""

    sides: tuple[Side, ...]
    values: np.ndarray

    @property
    def name(self) -> str:
        """'A', or 'A and B (coincide)'."""
        names = listed(side.name for side in self.sides)
        return names if len(self.sides) == 1 else f"{names} (coincide)"

    @property
    def colour(self) -> Colour:
        """Colour of the first."""
        return self.sides[0].colour


@dataclass(frozen=True)
class Subject:
    """All that is shown. sides: the base first. summary: the document of `--json`.

    theme: how a pack of it looks; whoever writes a text passes it through `theme.said`.
    """

    sides: tuple[Side, ...]
    summary: Mapping[str, Any]
    theme: Theme = PLAIN

    @property
    def base(self) -> Side:
        """What the others are compared with; the only one, where there is one."""
        return self.sides[0]

    @property
    def candidates(self) -> tuple[Side, ...]:
        """All but the base."""
        return self.sides[1:]

    @property
    def colours(self) -> tuple[Colour, ...]:
        """The colours of all sides, each once."""
        return tuple(dict.fromkeys(side.colour for side in self.sides))

    @property
    def currency(self) -> str:
        """Currency of every amount of money: that of the base."""
        return self.base.scenario.book.currency

    @property
    def worlds(self) -> int:
        """Number of (paired) worlds."""
        return len(self.base.result.replications)

    def role(self, name: str) -> str:
        """What people call a role: by its title, or by its name in words."""
        tables = (side.scenario.team.roles for side in self.sides)
        titles = (roles[name].title for roles in tables if name in roles)
        return next((title[:1].upper() + title[1:] for title in titles if title), named(name))

    def measures(self, position: int) -> Mapping[str, Mapping[str, Any]]:
        """Measures of candidate `position` as the summary reports them."""
        found: Mapping[str, Mapping[str, Any]] = self.summary["candidates"][position]["measures"]
        return found

    def transition(self, position: int) -> Mapping[str, Any] | None:
        """Bill and dip of candidate `position`; None where it has no dated change."""
        found: Mapping[str, Any] | None = self.summary["candidates"][position].get("transition")
        return found

    def readings(self, position: int) -> list[Reading]:
        """All measures of candidate `position` against the base, headline first."""
        return readings(self.measures(position), self.currency)

    def series(self, name: str) -> list[Group]:
        """A weekly series of every side that has it, equal ones together."""
        groups: list[Group] = []
        for side in self.sides:
            values = side.result.weekly.get(name)
            if values is None or not np.isfinite(values).any():
                continue
            _into(groups, side, np.asarray(values, dtype=float))
        return groups

    def too_few(self) -> str:
        """A warning where few worlds carry a comparison; '' where they are enough."""
        if not self.candidates or self.worlds >= ENOUGH:
            return ""
        return (
            f"Only {count_words(self.worlds, 'paired world')}: intervals are wide, and real "
            "differences are easily missed."
        )

    def made_by(self) -> str:
        """Versions and seed behind the numbers."""
        return f"Reorg {VERSION}, model {MODEL_VERSION}, seed {self.base.scenario.seed}"

    def foot(self, longest: int | None = None) -> str:
        """The line under every chart: what made it, and what it is not.

        longest: of a scenario's name, in characters, where there is little room.
        """
        digests = ", ".join(
            f"{cut(s.name, longest)} {s.result.digest[:8]}"
            if len(self.sides) > 1
            else s.result.digest[:8]
            for s in self.sides
        )
        word = "scenarios" if len(self.sides) > 1 else "scenario"
        return f"{word} {digests} \u00b7 {self.made_by()} \u00b7 {DISCLAIMER}"


def subject(
    found: Result | Comparison, summary: Mapping[str, Any], theme: Theme = PLAIN
) -> Subject:
    """Everything to show of `found`, whose `--json` document is `summary`, as `theme` has it."""
    results = (found.base, *found.candidates) if isinstance(found, Comparison) else (found,)
    names = unique([theme.said(result.scenario.name) for result in results])
    colours = side_colours(theme, len(results))
    sides = tuple(Side(*each) for each in zip(names, colours, results, strict=True))
    return Subject(sides, summary, theme)


def side_colours(theme: Theme, count: int) -> tuple[Colour, ...]:
    """The colours of `count` scenarios, the base first: the client's, then ours that differ."""
    base = colour_of(theme.base) if theme.base else BASE
    theirs = [colour_of(line) for line in theme.candidates]
    taken = [base.line, *theme.candidates]
    ours = [c for c in CANDIDATES if not any(confused_by(c.line, line) for line in taken)]
    candidates = [*theirs, *(ours or ([] if theirs else CANDIDATES))]
    return (base, *(candidates[i % len(candidates)] for i in range(count - 1)))


def unique(names: list[str]) -> list[str]:
    """The names, numbered where one is used twice: 'A', 'A (2)'."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found


def _into(groups: list[Group], side: Side, values: np.ndarray) -> None:
    for place, group in enumerate(groups):
        if np.array_equal(group.values, values, equal_nan=True):
            groups[place] = Group((*group.sides, side), values)
            return
    groups.append(Group((side,), values))
