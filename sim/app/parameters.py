"""`reorg parameters`: every parameter, with what is known of its default."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from fnmatch import fnmatch

from sim.app.answer import Answer
from sim.base.faults import Fault, InputError
from sim.present.parameters import parameters_text, programmes_text
from sim.scenario.default_sets import NEWEST
from sim.scenario.guess import meant
from sim.scenario.listing import Parameter, ProgrammeRow, parameters, programmes


def list_parameters(pattern: str = "", marks: Sequence[str] = ()) -> Answer:
    """The parameters, and programmes, whose path has `pattern` in it (or fits it, with a *).

    marks: only these of E, C and G; all where none is given. Raises InputError where nothing is
    left.
    """
    found = [row for row in _matching(pattern) if not marks or row.mark in marks]
    runs = [row for row in _programmes(pattern) if not marks or row.mark in marks]
    if not found and not runs:
        wanted = f" of mark {' or '.join(marks)}" if marks else ""
        message = f"no parameter{wanted} matches '{pattern}': part of a path, or a pattern with *"
        raise InputError(Fault("", "", message + meant(pattern, _names())))
    document = {
        "defaults": NEWEST,
        "parameters": [asdict(row) for row in found],
        "programmes": [asdict(row) for row in runs],
    }
    texts = [parameters_text(found)] if found else []
    texts += [programmes_text(runs)] if runs else []
    return Answer("\n".join(texts), document)


def _matching(pattern: str) -> Iterator[Parameter]:
    return (row for row in parameters() if fnmatch(row.path.lower(), _wanted(pattern)))


def _programmes(pattern: str) -> Iterator[ProgrammeRow]:
    """Programmes by name; all of them under the word 'programme'."""
    rows = ((f"programme.{row.name}", row) for row in programmes())
    return (row for path, row in rows if fnmatch(path, _wanted(pattern)))


def _wanted(pattern: str) -> str:
    return pattern.lower() if "*" in pattern else f"*{pattern.lower()}*"


def _names() -> Iterator[str]:
    """Paths and their last keys, one of which a misspelt pattern may have meant."""
    yield from (row.name for row in programmes())
    for row in parameters():
        yield row.path
        yield row.path.rpartition(".")[2]
