"""Answer: what a command says, for eyes and for machines."""

from __future__ import annotations

import json
import math
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Answer:
    """What one command found out.

    text: for people, on stdout.
    data: the same for machines: mappings, lists, text, numbers; a value that is not there is NaN
        here and null in JSON.
    remarks: beside the point, on stderr: what was left out, which file to open.
    """

    text: str
    data: Any
    remarks: tuple[str, ...] = ()

    def json(self) -> str:
        """`data` as one JSON document (RFC 8259: no NaN, no infinities)."""
        return json.dumps(plain(self.data), indent=2, ensure_ascii=False, allow_nan=False)


def next_commands(scenario: Path) -> str:
    """What to do with a scenario file that was just written, as a remark."""
    file = shlex.quote(str(scenario))
    return f"Next: reorg check {file}, then reorg run {file}"


def plain(value: Any) -> Any:
    """`value` in the types that JSON knows: numpy becomes numbers, what is not finite None."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if hasattr(value, "tolist"):
        return plain(value.tolist())
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
