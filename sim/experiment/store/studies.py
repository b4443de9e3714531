"""Scenarios of studies: thousands, each kept as what was set and the base that it was set on.

`studies/KEY.jsonl` has a line for each scenario, by point and base:
`{"point": 3, "base": 0, "digest": ..., "opening": ..., "seed": 1, "set": {"book.arr": 2e6}}`.
Whoever computes appends lines; `settle` puts them in order, each scenario once, when all is done.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from sim.base.faults import InputError
from sim.experiment.store.files import write_whole
from sim.experiment.store.manifest import fault, short_key, unwritable
from sim.experiment.worlds import Address, Side


@dataclass(frozen=True)
class Variant:
    """One scenario of a study.

    of: the side, or where its worlds are found. overrides: dotted path -> value, as `--set` takes
    them. base: number of the side of the study that they were set on, 0 for the base itself.
    point: number of the point in the design.
    """

    of: Side | Address
    overrides: Mapping[str, Any]
    base: int = 0
    point: int = 0

    @property
    def address(self) -> Address:
        """Where its worlds are found."""
        return address_of(self.of)


def address_of(of: Side | Address) -> Address:
    """The address of a side, or the address itself."""
    return of if isinstance(of, Address) else of.address


def study_key(
    name: str, document: Mapping[str, Any], bases: Sequence[Side | Address], stamp: str
) -> str:
    """What a study is found by. A study that was edited is another one."""
    return short_key([name, document, [address_of(base) for base in bases], stamp])


def study_file(folder: Path, key: str) -> Path:
    """Where the scenarios of a study are listed."""
    return folder / "studies" / f"{key}.jsonl"


def add_variants(folder: Path, key: str, variants: Iterable[Variant]) -> None:
    """Append scenarios to a study, whatever is there; whoever calls is alone in the folder.

    Nothing is read, so that it takes no longer as a study grows. Raises InputError.
    """
    path = study_file(folder, key)
    text = "".join(map(_line, variants))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b") as file:
            _cut_torn(file)
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise unwritable(folder, error) from error


def _cut_torn(file: BinaryIO) -> None:
    """Take away the piece of a line at the end, which a killed process has left."""
    if size := file.seek(0, os.SEEK_END):
        file.seek(size - 1)
        if file.read(1) != b"\n":
            file.seek(0)
            file.truncate(file.read().rfind(b"\n") + 1)


def settle(folder: Path, key: str) -> None:
    """Write the scenarios of a study by point and base, each once, so that equal ones are equal.

    Whoever calls is alone in the folder. Raises InputError.
    """
    path = study_file(folder, key)
    lines = sorted((v.point, v.base, _line(v)) for v in read_variants(path))
    content = "".join(line for *_, line in lines).encode()
    try:
        if path.exists() and path.read_bytes() != content:
            write_whole(path, content, durable=True)
    except OSError as error:
        raise unwritable(folder, error) from error


def _line(variant: Variant) -> str:
    data = {
        "point": variant.point,
        "base": variant.base,
        **variant.address._asdict(),
        "set": dict(variant.overrides),
    }
    return json.dumps(data, ensure_ascii=False, separators=(", ", ": "), default=str) + "\n"


def read_variants(path: Path) -> Iterator[Variant]:
    """The scenarios of a study, none where there is no such file. Raises InputError.

    A scenario that was told twice is as it was told first: analyses number their points anew. A
    last line without an end is of a process that was killed, and is passed over.
    """
    try:
        lines = path.read_bytes().split(b"\n")[:-1]
    except FileNotFoundError:
        return
    except OSError as error:
        raise fault(path, f"cannot be read: {error.strerror or error}") from error
    seen: set[tuple[Address, int]] = set()
    for number, line in enumerate(lines, 1):
        variant = _variant(line, path, number)
        known = (variant.address, variant.base)
        if known not in seen:
            seen.add(known)
            yield variant


def _variant(line: bytes, path: Path, number: int) -> Variant:
    try:
        row = json.loads(line)
        address = Address(row["digest"], row["opening"], row["seed"])
        return Variant(address, dict(row["set"]), row["base"], row["point"])
    except (KeyError, TypeError, ValueError) as error:
        raise _broken(path, number) from error


def _broken(path: Path, number: int) -> InputError:
    return fault(path, f"line {number} is broken: delete the file, and the study writes it again")
