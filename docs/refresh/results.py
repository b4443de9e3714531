"""The results reference: measures and tables, from their own definitions."""

from __future__ import annotations

from docs.refresh.markdown import table
from sim.measures import MEASURES
from sim.present.labels import label
from sim.tables.columns import LABELS, TABLES

HEAD = """# Results reference

What a run gives, made from the code by `make docs`: the measures of `reorg run` and
`reorg compare`, and the tables that they are computed from.

## Measures

Under these names in `--json`, in Python and in the results store. **Better** says which way is
good; the verdict in words looks at the headline measures (*) only. **By** lists the splits of
`--by`. A ratio over a year uses consecutive blocks of twelve months. A measure without a full
block, or with nothing to divide by, is null.
"""

TABLES_HEAD = """## Tables of a run

`sim.simulate(scenario, 0).frame("work")` gives any of them as a DataFrame. Times are days since
the start date; a time that never came is NaN, a missing row number is -1. Codes are positions in
the labels at the end.
"""


def page() -> str:
    """The whole page."""
    rows = [
        (
            f"`{name}`{' *' if m.headline else ''}", label(name), m.unit,
            m.better if m.better != "-" else "–", ", ".join(m.splits), m.definition,
        )
        for name, m in MEASURES.items()
    ]  # fmt: skip
    titles = ("Name", "In tables and charts", "Unit", "Better", "By", "Definition")
    parts = [HEAD, table(titles, rows), "", TABLES_HEAD]
    for name, columns in TABLES.items():
        cells = [(f"`{c.name}`", c.unit, c.meaning) for c in columns]
        parts += [f"### {name}\n", table(("Column", "Unit", "Meaning"), cells), ""]
    labels = [(f"`{name}`", ", ".join(words)) for name, words in LABELS.items()]
    parts += ["### Labels\n", table(("Label", "Words, from 0"), labels), ""]
    return "\n".join(parts)
