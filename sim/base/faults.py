"""What is wrong with a user's input, and where: one line for each fault."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong.

    `place` is `file:line:col`, `file` or `--set path=value` (or empty), `path` the dotted path of
    the field (or empty), `message` says `what is wrong: what is allowed`.
    """

    place: str
    path: str
    message: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.place, self.path, self.message) if part)


class InputError(ValueError):
    """The user's input is wrong: all its faults at once, as the command prints them.

    Built from one fault, many faults, or a plain message that belongs to no file.
    """

    def __init__(self, faults: Fault | Iterable[Fault] | str) -> None:
        if isinstance(faults, str):
            faults = Fault("", "", faults)
        self.faults: tuple[Fault, ...] = (faults,) if isinstance(faults, Fault) else tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))

    def __reduce__(self) -> tuple[type[InputError], tuple[tuple[Fault, ...]]]:
        return (type(self), (self.faults,))
