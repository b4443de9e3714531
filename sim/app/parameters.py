"""`reorg parameters`: every parameter, with what is known of its default."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from fnmatch import fnmatch

from sim.app.answer import Answer
from sim.base.faults import Fault, InputError
from sim.present.parameters import parameters_text
from sim.scenario.default_sets import NEWEST
from sim.scenario.guess import meant
from sim.scenario.listing import Parameter, parameters


def list_parameters(pattern: str = "", marks: Sequence[str] = ()) -> Answer:
    """The parameters whose path has `pattern` in it (or fits it, where it has a *).

    marks: only these of E, C and G; all where none is given. Raises InputError where nothing is
    left.
    """
    found = [row for row in _matching(pattern) if not marks or row.mark in marks]
    if not found:
        wanted = f" of mark {' or '.join(marks)}" if marks else ""
        message = f"no parameter{wanted} matches '{pattern}': part of a path, or a pattern with *"
        raise InputError(Fault("", "", message + meant(pattern, _names())))
    document = {"defaults": NEWEST, "parameters": [asdict(row) for row in found]}
    return Answer(parameters_text(found), document)


def _matching(pattern: str) -> Iterator[Parameter]:
    wanted = pattern.lower() if "*" in pattern else f"*{pattern.lower()}*"
    return (row for row in parameters() if fnmatch(row.path.lower(), wanted))


def _names() -> Iterator[str]:
    """Paths and their last keys, one of which a misspelt pattern may have meant."""
    for row in parameters():
        yield row.path
        yield row.path.rpartition(".")[2]
