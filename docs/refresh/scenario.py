"""The scenario reference and the lists of parameters in the model page, from the tree itself."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any

from pydantic.fields import FieldInfo

from docs.refresh import study
from docs.refresh.markdown import table
from sim.base.units import duration_words
from sim.scenario import load
from sim.scenario import structures as presets
from sim.scenario.explain import allowed
from sim.scenario.fields import Facts, facts_of
from sim.scenario.leaves import Leaf, leaves
from sim.scenario.paths import every, find

HEAD = """# Scenario reference

Every key of a scenario file, made from the code by `make docs`. Paths are dotted, as in `--set`, in
a timeline and in error messages; `NAME` is a name of your own (a segment, a role, a kind of work).

- **Default**: what holds where no file says otherwise. The shipped scenarios build on
  [`standard`](../sim/scenario/presets/standard.yaml), which sets segments and kinds of work.
- **Takes**: what is allowed; anything else is refused with file, line and column.
- **Plausible**: the range within which companies are found, or a guess is believed.
- **Mark**: E evidence, C calibrated to published figures, G guess.
- **Source**: what the names mean stands in [sources](sources.md).
- **When**: *opening* keys are read once, at the start; *live* keys can change on a date.
"""
MARKS = ("E", "C", "G")


def page() -> str:
    """The whole reference: a table for each branch of the tree."""
    parts = [HEAD]
    for branch, fields in groupby(_fields(), key=lambda row: row[0]):
        rows = [_row(path, field) for _, path, field in fields]
        titles = ("Path", "Meaning", "Default", "Takes", "Plausible", "Mark", "Source", "When")
        parts.append(f"## {branch}\n\n{table(titles, rows)}\n")
    parts.append(f"## Structures\n\n{STRUCTURES}\n\n{structures()}\n")
    parts.append(f"## Study files\n\n{study.section()}")
    return "\n".join(parts)


def _fields() -> Iterator[tuple[str, str, FieldInfo]]:
    """Branch, path and field of every key, branches together."""
    found = [(path.partition(".")[0], path, field) for path, field in every()]
    tops = dict.fromkeys("The file" if "." not in path else top for top, path, _ in found)
    for wanted in tops:
        for top, path, field in found:
            branch = "The file" if "." not in path else top
            if branch == wanted and not path.startswith("book.accounts"):
                yield branch, path, field


def _row(path: str, field: FieldInfo) -> tuple[str, ...]:
    facts = facts_of(field)
    known = facts.low is not None or facts.source
    return (
        f"`{path}`",
        field.description or "",
        _default(field, facts),
        allowed(field).replace("needs a number", "a number"),
        _range(facts),
        facts.mark if known and facts.mark in MARKS else "",
        facts.source,
        "opening" if find(path.split(".")).opening else "live",
    )


def _default(field: FieldInfo, facts: Facts) -> str:
    value: Any = field.default
    if field.is_required():
        return "must be given"
    if isinstance(value, dict):
        return ", ".join(f"{k} {_words(v, facts)}" for k, v in value.items()) or "none"
    return _words(value, facts)


def _words(value: Any, facts: Facts) -> str:
    if value is None or value == () or value == "":
        return "none"
    return Leaf("", value, facts).words


def _range(facts: Facts) -> str:
    if facts.low is None or facts.high is None:
        return ""
    if facts.sort in ("duration", "length"):
        return f"{facts.low:g}–{duration_words(facts.high, facts.unit)}"
    low, high = facts.words(facts.low), facts.words(facts.high)
    if low.endswith(" %") and high.endswith(" %"):
        low = low.removesuffix(" %")
    return f"{low}–{high}"


# --- lists of parameters in the model page -----------------------------------------------------


def parameters(*paths: str) -> str:
    """The parameters at these paths in one line: value in `standard`, plausible range, mark."""
    return "*Parameters:* " + " · ".join(_parameter(path) for path in paths) + "."


def _parameter(path: str) -> str:
    field = find(path.split(".")).field
    if field is None:
        raise KeyError(f"{path}: no such parameter")
    facts = facts_of(field)
    told = [text for text in (_range(facts), facts.mark if facts.mark in MARKS else "") if text]
    return f"`{path}` {_in_standard(path)}" + (f" ({', '.join(told)})" if told else "")


def _in_standard(path: str) -> str:
    """The value in words; one for each segment where there are several."""
    found = [leaf for leaf in _standard() if f"{leaf.path}.".startswith(f"{path}.")]
    if not found:
        raise KeyError(f"{path}: not in the standard scenario")
    if found[0].path == path:
        return found[0].words
    return ", ".join(f"{leaf.path.rpartition('.')[2]} {leaf.words}" for leaf in found)


@cache
def _standard() -> tuple[Leaf, ...]:
    return tuple(leaves(load("standard")))


# --- the named structures ----------------------------------------------------------------------

STRUCTURES = """A structure is a table of roles; the names below are presets of it
([`structures.yaml`](../sim/scenario/structures.yaml)), and `custom` is a table of your own."""


def structures() -> str:
    """The named structures, a line for each role: heads, work, how it serves, how it is staffed."""
    titles = ("Structure", "Role", "Heads", "Does", "Serves", "Staffed by", "And")
    return table(titles, [row for name in presets.names() for row in _structure(name)])


def _structure(name: str) -> Iterator[tuple[str, ...]]:
    preset = presets.preset(name)
    extra = ", ".join(f"{key} {value}" for key, value in preset.items() if key != "roles")
    first = (f"`{name}`", extra)
    for role, row in preset["roles"].items():
        parts = row["handles"].items()
        work = ", ".join(kind if part == 1 else f"{part:g} of {kind}" for kind, part in parts)
        where = f" in {', '.join(row['segments'])}" if row.get("segments") else ""
        yield (
            first[0],
            f"`{role}`",
            f"{100 * row['share']:g} %",
            work.replace("rest", "everything else") + where,
            str(row.get("serves", "owner")),
            _staffed(row.get("staff")),
            first[1],
        )
        first = ("", "")


def _staffed(staff: object) -> str:
    if isinstance(staff, dict):
        return ", ".join(f"{value} {key} a head" for key, value in staff.items())
    return "visible backlog" if staff == "backlog" else "its share"
