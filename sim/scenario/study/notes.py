"""Faults of a study file, collected with their places while it is read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar, cast

from pydantic import ValidationError

from sim.base.faults import Fault, InputError
from sim.scenario.documents import Document, Key, Keys, Spot
from sim.scenario.explain import problems
from sim.scenario.fields import Tree
from sim.scenario.paths import keys_of

T = TypeVar("T", bound=Tree)


class Notes:
    """What is wrong with a document, so far."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._found: list[tuple[Spot, Fault]] = []

    def spot(self, keys: Keys, *, key: bool = False) -> Spot:
        """Where the value (or the key) at `keys` stands, or the nearest thing above it."""
        table = self.document.keys if key else self.document.values
        while keys and keys not in table:
            keys = keys[:-1]
            table = self.document.keys
        return table.get(keys) or self.document.values.get(keys, Spot(""))

    def add(self, spot: Spot, path: str, message: str) -> None:
        """Note a fault, unless it is known."""
        pair = (spot, Fault(str(spot), path, message))
        if pair not in self._found:
            self._found.append(pair)

    def take(self, faults: Iterable[Fault]) -> None:
        """Note faults that know their place: those of a scenario file."""
        for fault in faults:
            pair = (Spot(fault.place), fault)
            if pair not in self._found:
                self._found.append(pair)

    def any(self) -> bool:
        """Whether anything is wrong so far."""
        return bool(self._found)

    def check(self) -> None:
        """Raises InputError with all faults in the order of their places, if there are any."""
        if self._found:
            order = sorted(self._found, key=lambda pair: (pair[0].line == 0, pair[0]))
            raise InputError([fault for _, fault in order])

    def keys(
        self, root: type[T], data: dict[str, Any], above: Keys, path: str = ""
    ) -> tuple[T, set[Key]]:
        """The keys of a mapping that stands at `above`, checked; and the keys that are faulty.

        What is faulty has its default; what must be there is None. path: of the mapping, for
        messages.
        """
        try:
            return root.model_validate(data), set()
        except ValidationError as error:
            found = problems(error, data, root)
        for keys, message, is_key in found:
            dotted = ".".join(str(key) for key in ((path, *keys) if path else keys))
            self.add(self.spot((*above, *keys), key=is_key), dotted, message)
        faulty = {keys[0] for keys, _, _ in found}
        rest = {key: value for key, value in data.items() if key not in faulty}
        return cast(T, root.model_construct(**_by_attribute(root, rest))), faulty

    def sequence(self, keys: Keys, items: Sequence[Any]) -> list[tuple[Spot, Any]]:
        """The items of a list with their places."""
        return [(self.spot((*keys, i)), item) for i, item in enumerate(items)]


def _by_attribute(root: type[Tree], data: dict[str, Any]) -> dict[str, Any]:
    """Values by the name of the attribute; None for what must be there and is not."""
    made: dict[str, Any] = {}
    fields = keys_of(root)
    for name, field in root.model_fields.items():
        key = next(key for key, other in fields.items() if other is field)
        if key in data:
            made[name] = data[key]
        elif field.is_required():
            made[name] = None
    return made
