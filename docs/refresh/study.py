"""The section on study files of the scenario reference, from the keys of a study."""

from __future__ import annotations

from pydantic.fields import FieldInfo

from docs.refresh.markdown import table
from sim.scenario.explain import allowed
from sim.scenario.paths import keys_of
from sim.scenario.study.keys import RangeKeys, StudyKeys

HEAD = """A study asks the same of one scenario, or of a base and its candidates, at many points.
`reorg sweep` lives through it; [`scenarios/studies`](../scenarios/studies) has two to start from,
and `reorg schema --study` prints a JSON Schema. What is varied holds for the base and for every
candidate; a role, segment, kind of work or dated change that one of them has not is not added.
"""

VARY = """### What is varied

Each key of `vary` is a dotted path, and has one of

- a list of levels, in the words of a scenario file: `[0.2, 0.5]`, `[on, off]`, `[pooled, pods]`;
- a range `{from: 2M, to: 60M, points: 8, scale: log}`; a field that counts takes whole numbers;
- `documented_range`: the plausible range that stands beside the field above.

Paths that move together have a name of your own: `size: {together: {book.arr: [5M, 20M], team.size:
[4, 14]}}`, or a range `{from, to}` for each path with `points` and `scale` beside `together`. Every
level, every end and the corners are tried before anything runs.
"""

DESIGNS = """### Designs

| Design | Points |
| --- | --- |
| `grid` | every combination of levels and steps |
| `latin_hypercube` | `samples` points, one in each of as many slices of every range |
| `sobol` | a scrambled Sobol sequence; `samples` is rounded up to a power of two |
| `morris` | `samples` trajectories that change one factor at a time: factors + 1 points each |
| `file` | the rows of a CSV whose columns are dotted paths |

A listed factor gives each level an equal share of a sample. The same study and seed give the same
points.
"""

TABLES = """### What a sweep writes

`sweep.parquet` (with more than ten million rows a folder `sweep/` of parts) has a row for each
point, side, replication and value: `point`, every factor under its name, `side` (0: the base,
then the candidates), `scenario`, `replication`, `measure`, `by`, `level`, `value` (null where a
world has none); with an ensemble also `member`, the number of the parameter set after
`replication`. `points.parquet` has a row for each point with the factors and every linked path.
`sweep.json` is the manifest: the resolved study, its scenarios, versions, seed and the digests of
the files. A factor's value is in the unit of its field. The same study gives the same bytes,
whatever the number of workers and however often it was interrupted.
"""


def section() -> str:
    """The section, without its heading."""
    return "\n".join([HEAD, _keys(StudyKeys), "", VARY, _keys(RangeKeys), "", DESIGNS, TABLES])


def _keys(tree: type[StudyKeys] | type[RangeKeys]) -> str:
    rows = [_row(key, field) for key, field in keys_of(tree).items()]
    return table(("Key", "Meaning", "Default", "Takes"), rows)


def _row(key: str, field: FieldInfo) -> tuple[str, ...]:
    default = "must be given" if field.is_required() else str(field.default or "none")
    takes = "a value of the field" if key in ("from", "to") else allowed(field)
    return f"`{key}`", field.description or "", default.replace("()", "none"), takes
