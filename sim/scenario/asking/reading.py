"""What a leader answers, read: single values by the checker, and lists such as 'csm=6, smb=20'.

Every reader takes text and raises `UnitError`, whose words are those of the checker.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, NamedTuple, TypeVar

from sim.base.faults import InputError
from sim.base.units import UnitError, read_count, read_rate, read_share, shown
from sim.scenario import structures
from sim.scenario.guess import meant
from sim.scenario.leaves import leaves
from sim.scenario.load import load

T = TypeVar("T")
SEGMENTS = ("enterprise", "mid_market", "smb")
OPERATIONS = "operations"
NO_ROLE = "server"
"""Role of the catalogue for theory only."""
ALL_ROUND = ("csm", "scaled_csm", "player_coach")
"""Roles that do all work which nobody else takes; a team needs one of them."""
MOST_NRR = 3.0


def field(path: str) -> Callable[[str], Any]:
    """A reader that takes what the field at a path takes, with the checker's own words."""
    return partial(_field, path)


def _field(path: str, text: str) -> Any:
    try:
        found = load("standard", {path: text})
    except InputError as error:
        wrong, _, allowed = error.faults[0].message.partition(": ")
        raise UnitError(wrong, allowed) from None
    return next(leaf.value for leaf in leaves(found) if leaf.path == path)


def by_name(
    read: Callable[[str], T], names: Iterable[str], rest: Iterable[str] = ()
) -> Callable[[str], dict[str, T]]:
    """A reader of 'a=1, b=2', or of one value for all of `rest`."""
    return partial(_by_name, read, tuple(names), tuple(rest))


def _by_name(
    read: Callable[[str], T], names: tuple[str, ...], rest: tuple[str, ...], text: str
) -> dict[str, T]:
    if "=" not in text and rest:
        return dict.fromkeys(rest, read(text))
    example = f"NAME=VALUE with commas between, names being {', '.join(names)}"
    found: dict[str, T] = {}
    for part in text.split(","):
        name, equals, value = (piece.strip() for piece in part.partition("="))
        if not (name and equals and value):
            raise UnitError(f"{shown(part.strip())} is not of the form NAME=VALUE", example)
        if name not in names:
            raise UnitError(f"{shown(name)} is not known{meant(name, names)}", example)
        if name in found:
            raise UnitError(f"{name} is given twice", "each name once")
        found[name] = read(value)
    return found


class Customers(NamedTuple):
    """By segment, either the number of customers or the mean contract value (`by_value`)."""

    by_value: bool
    by_segment: dict[str, float]


def customers(text: str) -> Customers:
    """'enterprise=20, smb=150' are customers, 'enterprise=120k, smb=9k' contract values."""
    words = by_name(str, SEGMENTS)(text)
    by_value = {name: not word.replace(",", "").isdigit() for name, word in words.items()}
    if len(set(by_value.values())) > 1:
        raise UnitError(
            f"{shown(text)} mixes numbers of customers and contract values",
            "all numbers such as 20, or all amounts such as 120k",
        )
    if all(by_value.values()):
        read = field("book.segments.smb.acv")
        return Customers(True, {name: read(word) for name, word in words.items()})
    counts = {name: read_count(word) for name, word in words.items()}
    if 0 in counts.values():
        raise UnitError("'0' is not allowed", "1 customer or more; leave the segment out")
    return Customers(False, {name: float(number) for name, number in counts.items()})


def roles() -> tuple[str, ...]:
    """Roles that people may have: those of the catalogue, and CS operations."""
    return (*(name for name in structures.catalogue() if name != NO_ROLE), OPERATIONS)


def people(text: str) -> dict[str, int]:
    """Heads by role: '7' are CSMs; 'csm=6, onboarding_specialist=1, operations=1'."""
    found = by_name(read_count, roles(), ("csm",))(text)
    found = {name: heads for name, heads in found.items() if heads}
    if not any(role in found for role in ALL_ROUND):
        allowed = f"at least one {' or '.join(ALL_ROUND)}"
        raise UnitError("nobody there does the work that no specialist takes", allowed)
    return found


def exits(text: str) -> tuple[float, str]:
    """People who left: '2' is a number of them (2, 'count'), '20 %' a share (0.2, 'share')."""
    if "%" in text:
        return read_rate(text), "share"
    return float(read_count(text)), "count"


def retention(text: str) -> float:
    """Gross retention: a share, more than 0."""
    share = read_share(text)
    if share == 0:
        raise UnitError("'0' is not allowed", "a share above 0: with none kept there is no company")
    return share


def net_retention(text: str) -> float:
    """Net retention: a rate such as 1.05 or '105 %'."""
    allowed = f"a rate above 0 and at most {MOST_NRR:g}, such as 1.05 or '105 %'"
    rate = read_rate(text, allowed)
    if not 0 < rate <= MOST_NRR:
        raise UnitError(
            f"{shown(text)} is not allowed", allowed, f"is '{rate:g} %' meant?" if rate > 10 else ""
        )
    return rate


def inner_share(text: str) -> float:
    """A share of people or weeks, above 0 and below 1: 0 and 1 are what no simulation comes to."""
    share = read_share(text)
    if not 0 < share < 1:
        raise UnitError(f"{shown(text)} is not allowed", "a share above 0 % and below 100 %")
    return share
