"""What the source says about imports: every form of them, read and never run."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SOURCE = Path(__file__).parents[1] / "sim"

# Room -> the rooms below that it may use (its own always).
MAY_USE = {
    "base": "",
    "scenario": "base",
    "tables": "base scenario",
    "organisation": "base scenario tables",
    "measures": "base scenario tables",
    "experiment": "base scenario tables organisation measures",
    "present": "base scenario tables measures",
    "claims": "base scenario tables organisation measures experiment",
    "app": "base scenario tables organisation measures experiment claims present",
    "studio": "base app",
    "cli": "base app studio",
    # `sim/__init__.py`: what `import sim` offers.
    "": "base measures app",
}
EVERYWHERE = "numpy pandas scipy"
HOMES = {
    "scenario": "pydantic pydantic_core ruamel",
    "organisation": "simpy",
    "experiment": "pyarrow concurrent multiprocessing SALib dask distributed loky optuna "
    "ema_workbench",
    "present": "matplotlib jinja2 markupsafe rich pptx xlsxwriter",
    "studio": "starlette uvicorn",
    "cli": "click",
}
ONLY_AT_HOME = {"concurrent", "multiprocessing"}
"""Modules of Python itself that nevertheless have a home."""
NEVER_AT_IMPORT = {"pandas", "scipy"}
"""Slow to load: imported inside the functions that need them."""

LOADS_BY_NAME = ("", "cli")
"""Rooms that load modules from tables, whose dotted names are read here like any import."""

_DOTTED = re.compile(r"sim(\.\w+)+")


class Import(NamedTuple):
    """One import: the module, the line, and whether it happens when the file is imported."""

    module: str
    line: int
    at_import: bool


def imports(text: str, package: str) -> Iterator[Import]:
    """Every import in a source text of `package`: at the top, in functions, under TYPE_CHECKING,
    relative, through importlib, and as a text that is the dotted name of a module of ours."""
    yield from _walk(ast.parse(text), package, at_import=True)


def _walk(node: ast.AST, package: str, at_import: bool) -> Iterator[Import]:
    for module in _named_in(node, package):
        yield Import(module, getattr(node, "lineno", 0), at_import)
    inside = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
    guarded = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
    for child in ast.iter_child_nodes(node):
        yield from _walk(child, package, at_import and not inside and not guarded)


def _named_in(node: ast.AST, package: str) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        parent = package.split(".")[: len(package.split(".")) + 1 - node.level]
        start = ".".join([*(parent if node.level else []), *filter(None, [node.module])])
        yield from (f"{start}.{alias.name}" for alias in node.names)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        if _DOTTED.fullmatch(node.value):
            yield node.value
    elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(
        ("import_module", "__import__")
    ):
        named = node.args[0] if node.args else None
        known = isinstance(named, ast.Constant) and isinstance(named.value, str)
        yield named.value if known else "a module named at run time"


def room_of(module: str) -> str:
    """The room of one of our modules; '' for `sim` itself and the names that it offers."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[1] in MAY_USE else ""


def faults(room: str, found: Iterator[Import]) -> Iterator[str]:
    """What is wrong with the imports of a file in `room`: `line: why`."""
    for module, line, at_import in found:
        why = _wrong(room, module, at_import)
        if why:
            yield f"{line}: {why}"


def _wrong(room: str, module: str, at_import: bool) -> str:
    top = module.split(".")[0]
    if top == "sim":
        return _climb(room, module)
    if top in sys.stdlib_module_names and top not in ONLY_AT_HOME:
        return ""
    if top in NEVER_AT_IMPORT and at_import:
        return f"{top} belongs inside the function that needs it"
    if top in HOMES.get(room, "").split() or (
        top in EVERYWHERE.split() and room not in ("cli", "")
    ):
        return ""
    if room in LOADS_BY_NAME and module == "a module named at run time":
        return ""
    return f"{module} is not at home in {room or 'sim'}"


def _climb(room: str, module: str) -> str:
    parts = module.split(".")
    if len(parts) > 1 and parts[1] not in MAY_USE:
        return f"{module} is in no room that is known"
    used = room_of(module)
    if used == room or (used and used in MAY_USE[room].split()):
        return ""
    return f"{room or 'sim'} may not use {module}"
