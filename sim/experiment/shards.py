"""Shards: one job in several parts that know nothing of each other, as in an array job.

Every part does its share and keeps it in one results folder that all of them see. Whoever asks for
the whole afterwards finds it there, and computes what a part that failed has left out.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from sim.base.faults import Fault, InputError

OPTION = "--shard"

FORMS = "I/N with I from 1 to N, such as 2/8; or auto in an array job; or auto/N"


@dataclass(frozen=True)
class Shard:
    """Part `number` (from 1) of `count`."""

    number: int
    count: int

    def mine(self, index: int) -> bool:
        """Whether item `index` (from 0) is of this shard: every item is of exactly one.

        Neighbours go to different shards, as what costs much often stands together.
        """
        return index % self.count == self.number - 1

    def __str__(self) -> str:
        return f"{self.number}/{self.count}"


def shard_of(text: str, environment: Mapping[str, str] | None = None) -> Shard:
    """The shard that a text names.

    `I/N` as it stands; `auto` from the variables of a Slurm array job or a Kubernetes Indexed Job;
    `auto/N` where those do not say how many there are. environment: of this process where none is
    given. Raises InputError.
    """
    which, slash, count = text.strip().partition("/")
    if which == "auto":
        total = _number(count, text) if slash else None
        return _found(text, total, os.environ if environment is None else environment)
    if not slash:
        raise _fault(text, f"is no shard: {FORMS}")
    return _checked(text, _number(which, text), _number(count, text))


def _found(text: str, count: int | None, environment: Mapping[str, str]) -> Shard:
    """The shard of this array job."""
    for named, read in ARRAYS.items():
        if named in environment:
            return read(text, count, environment)
    raise _fault(text, f"needs an array job, and none of {', '.join(ARRAYS)} is set: {FORMS}")


def _slurm(text: str, count: int | None, environment: Mapping[str, str]) -> Shard:
    """Task numbers of Slurm begin at MIN and go in steps; COUNT says how many there are."""
    task, first, total, step = (
        _variable(environment, f"SLURM_ARRAY_TASK_{name}", text, default)
        for name, default in (("ID", None), ("MIN", None), ("COUNT", None), ("STEP", 1))
    )
    place, rest = divmod(task - first, max(step, 1))
    if rest or not 0 <= place < total or (count is not None and count != total):
        raise _fault(
            text,
            f"does not fit an array of {total} tasks from {first} on, of which this is {task}: "
            "say I/N yourself, such as $SLURM_ARRAY_TASK_ID/8",
        )
    return Shard(place + 1, total)


def _kubernetes(text: str, count: int | None, environment: Mapping[str, str]) -> Shard:
    """Kubernetes gives the index, from 0; how many there are, only the author of the job knows."""
    if count is None and "JOB_COMPLETIONS" not in environment:
        raise _fault(
            text,
            "does not know how many there are: auto/N, or set JOB_COMPLETIONS to the "
            "completions of the job",
        )
    total = _variable(environment, "JOB_COMPLETIONS", text) if count is None else count
    return _checked(text, _variable(environment, "JOB_COMPLETION_INDEX", text) + 1, total)


ARRAYS = {"SLURM_ARRAY_TASK_ID": _slurm, "JOB_COMPLETION_INDEX": _kubernetes}
"""Variable by which an array job is known -> how its shard is read."""


def _checked(text: str, number: int, count: int) -> Shard:
    if count < 1 or not 1 <= number <= count:
        raise _fault(text, f"{number}/{count} is not allowed: {FORMS}")
    return Shard(number, count)


def _variable(
    environment: Mapping[str, str], name: str, text: str, default: int | None = None
) -> int:
    """A whole number from the environment."""
    found = environment.get(name, "" if default is None else str(default))
    if not (found.isascii() and found.isdigit()):
        raise _fault(text, f"reads {name}, which is {found!r}: a whole number is needed")
    return int(found)


def _number(digits: str, text: str) -> int:
    if not (digits.isascii() and digits.isdigit()):
        raise _fault(text, f"is no shard: {FORMS}")
    return int(digits)


def _fault(text: str, sentence: str) -> InputError:
    return InputError(Fault(f"{OPTION} {text}", "", sentence))
