"""The scenario reference and the lists of parameters in the model page, from the tree itself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from docs.refresh import study
from docs.refresh.markdown import table
from sim.scenario import structures as presets
from sim.scenario.fields import facts_of
from sim.scenario.listing import Parameter, range_words, usual_words
from sim.scenario.listing import parameters as parameters_of_the_tree
from sim.scenario.listing import programmes as programme_rows
from sim.scenario.paths import find

HEAD = """# Scenario reference

Every key of a scenario file, made from the code by `make docs`. Paths are dotted, as in `--set`, in
a timeline and in error messages; `NAME` is a name of your own (a segment, a role, a kind of work).

- **Default**: what holds where no file says otherwise. The shipped scenarios build on
  [`standard`](../sim/scenario/presets/standard.yaml), which sets segments and kinds of work.
- **Takes**: what is allowed; anything else is refused with file, line and column.
- **Plausible**: the range within which companies are found, or a guess is believed.
- **Mark**: E evidence, C calibrated to published figures, G guess; none: yours to say, or design.
- **Source**: what the names mean stands in [sources](sources.md).
- **When**: *opening* keys are read once, at the start; *live* keys can change on a date.
"""


def page() -> str:
    """The whole reference: a table for each branch of the tree."""
    parts = [HEAD]
    for branch, fields in groupby(_fields(), key=lambda row: row[0]):
        rows = [_row(row) for _, row in fields]
        titles = ("Path", "Meaning", "Default", "Takes", "Plausible", "Mark", "Source", "When")
        parts.append(f"## {branch}\n\n{table(titles, rows)}\n")
    parts.append(f"## Structures\n\n{STRUCTURES}\n\n{structures()}\n")
    parts.append(f"## Programmes\n\n{PROGRAMMES}\n\n{programmes()}\n")
    parts.append(f"## Study files\n\n{study.section()}")
    return "\n".join(parts)


def _fields() -> Iterator[tuple[str, Parameter]]:
    """Branch and parameter of every key, branches together."""
    found = list(parameters_of_the_tree())
    tops = dict.fromkeys(map(_branch, found))
    return ((top, row) for top in tops for row in found if _branch(row) == top)


def _branch(row: Parameter) -> str:
    return row.path.partition(".")[0] if "." in row.path else "The file"


def _row(row: Parameter) -> tuple[str, ...]:
    cells = (row.meaning, row.default, row.allowed, row.plausible, row.mark, row.source, row.when)
    return (f"`{row.path}`", *cells)


# --- lists of parameters in the model page -----------------------------------------------------


def parameters(*paths: str) -> str:
    """The parameters at these paths in one line: value in `standard`, plausible range, mark."""
    return "*Parameters:* " + " · ".join(_parameter(path) for path in paths) + "."


def _parameter(path: str) -> str:
    field = find(path.split(".")).field
    if field is None:
        raise KeyError(f"{path}: no such parameter")
    facts = facts_of(field)
    told = [text for text in (range_words(facts), facts.mark) if text]
    value = usual_words(path)
    if not value:
        raise KeyError(f"{path}: not in the standard scenario")
    return f"`{path}` {value}" + (f" ({', '.join(told)})" if told else "")


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


# --- the table of programmes ------------------------------------------------------------------

PROGRAMMES = """What `timeline.NAME.programme` names
([`programmes.yaml`](../sim/scenario/programmes.yaml)); `strength`, `lag`, `cost` and `set` of the
change, and `money.programmes`, go over it."""


def programmes() -> str:
    """The programmes, a line each: what it sets in full, cost, lag, mark and source."""
    titles = ("Programme", "Is", "Sets", "Costs", "In full", "Mark", "Source")
    rows = programme_rows()
    return table(
        titles,
        [(f"`{r.name}`", r.title, r.sets, r.cost, r.lag, r.mark, r.source) for r in rows],
    )
