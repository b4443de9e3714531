"""What is to be said of a client's colours before they go out: who cannot tell which apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from sim.present.colours import EVERYBODY, WHITE, confused_by, contrast
from sim.present.subject import BAD, GOOD, Side, Subject
from sim.present.words import listed

FAINTEST = 1.5
"""Least contrast of a line with white; the palest of ours has 2.2."""
MEANINGS = (("the blue of better", GOOD.line), ("the orange of worse", BAD.line))


def remarks(subject: Subject) -> list[str]:
    """A sentence for each colour of a scenario that some reader cannot make out."""
    theirs = {line for line in (subject.theme.base, *subject.theme.candidates) if line}
    sides = [side for side in subject.sides if side.colour.line in theirs]
    return [*_pale(sides), *_like_a_meaning(sides), *_alike(subject, theirs)]


def _pale(sides: Sequence[Side]) -> Iterator[str]:
    for side in sides:
        if contrast(side.colour.line, WHITE) < FAINTEST:
            yield f"The colour of {_named(side)} can hardly be seen on white: take a darker one."


def _like_a_meaning(sides: Sequence[Side]) -> Iterator[str]:
    for side in sides:
        for meaning, line in MEANINGS:
            if who := confused_by(side.colour.line, line):
                what = f"is taken for {meaning} ({line}) by {_readers(who)}: take another one."
                yield f"The colour of {_named(side)} {what}"


def _alike(subject: Subject, theirs: set[str]) -> Iterator[str]:
    for one, other in combinations(subject.sides, 2):
        lines = {one.colour.line, other.colour.line}
        if lines & theirs and (who := confused_by(one.colour.line, other.colour.line)):
            yield (
                f"The colours of {_named(one)} and {_named(other)} are the same to "
                f"{_readers(who)}: take others."
            )


def _named(side: Side) -> str:
    return f"{side.name} ({side.colour.line})"


def _readers(who: Sequence[str]) -> str:
    return EVERYBODY if EVERYBODY in who else listed(who)
