"""A drafted and solved scenario as a commented file."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from pathlib import Path

from sim.base.faults import Fault, InputError
from sim.base.version import MODEL_VERSION, VERSION
from sim.scenario.asking.drafting import Draft
from sim.scenario.asking.rows import Row, yaml_lines
from sim.scenario.whole_files import write_whole

WIDTH = 98
KEY = """\
Made by `reorg new` (Reorg {version}, model {model}). What stands behind a line:
  asked     what you said
  solved    fitted, so that the simulated company looks like yours; change the answer, not this
  preset    not asked, or left at what is usual for the size: E evidence, C calibrated, G guess
All that is not here comes from the preset `standard`; `reorg parameters` lists it with sources."""


def check_target(out: Path, *, force: bool) -> None:
    """Raises InputError if `out` is a folder, or is there already and `force` is not given."""
    if out.is_dir():
        raise InputError(Fault(str(out), "", "is a folder: a file name"))
    if out.exists() and not force:
        raise InputError(Fault(str(out), "", "exists already: another name, or --force"))


def scenario_text(draft: Draft, fit: Sequence[str]) -> str:
    """The file: what the marks mean, how well it fits (lines), and the rows with their notes."""
    key = KEY.format(version=VERSION, model=MODEL_VERSION).splitlines()
    head, *rest = draft.rows
    return "\n".join(
        [
            *(f"# {line}" for line in key),
            "#",
            *(f"# {line}".rstrip() for line in _wrapped(fit)),
            "",
            *yaml_lines([head, Row("extends", "standard"), *rest]),
        ]
    )


def _wrapped(lines: Sequence[str]) -> list[str]:
    out: list[str] = []
    for line in lines:
        indent = " " * (len(line) - len(line.lstrip()))
        out += textwrap.wrap(line, WIDTH, subsequent_indent=indent) or [""]
    return out


def write_text(out: Path, text: str, *, force: bool) -> None:
    """Writes the file whole. Raises InputError where it is there (without `force`) or cannot be."""
    check_target(out, force=force)
    write_whole({out: text})
