"""The results reference: measures and tables, from their own definitions."""

from __future__ import annotations

from docs.refresh.markdown import table
from sim.experiment.store.rows import KINDS, WORLD
from sim.measures import MEASURES
from sim.present.labels import full_label
from sim.tables.columns import TABLES
from sim.tables.words import LABELS

HEAD = """# Results reference

What a run gives, made from the code by `make docs`: the measures of `reorg run` and
`reorg compare`, and the tables that they are computed from.

## Measures

Under these names in `--json`, in Python and in the results store. **Better** says which way is
good; the verdict in words looks at the headline measures (*) only. **By** lists the splits of
`--by`. A ratio over a year uses consecutive blocks of twelve months. A measure without a full
block, or with nothing to divide by, is null.

Words are surer of nothing than the numbers are. A difference is better or worse where its 95 %
interval excludes 0; a headline measure only if the interval does so after Bonferroni's correction
for m headline measures (the t quantile at 1 − 0.025 / m), else it is barely beyond luck.
"""

TABLES_HEAD = """## Tables of a run

`sim.simulate(scenario, 0).frame("work")` gives any of them as a DataFrame. Times are days since
the start date; a time that never came is NaN, a missing row number is -1. Codes are positions in
the labels at the end.
"""

STORE = """## Results store

What a command computes is kept in the folder of `--out`, and a command that finds there what it
needs does not compute it again. The folder is plain Parquet and JSON:

| Place | What is in it |
| --- | --- |
| `manifest.json` | Versions, units, experiments and studies; base scenarios whole, by digest. |
| `studies/KEY.jsonl` | Scenarios of a study: what was set, and on which base. |
| `values/` | Measures of every run, by segment, role and quarter, too. |
| `weekly/` | Weekly series of every run; a sweep keeps none. |
| `tables/KEY-R/` | Tables of replication R: of the first three, or of all by `--keep tables`. |

A file under `values` or `weekly` is a part: up to ten replications of one scenario, one opening,
one seed and one version of the model, under the digest of these. It is written whole or not at
all, and has the same bytes however often it was interrupted or extended (with one version of
pyarrow). `reorg results compact` puts parts into few large files under `packed/`, which is quicker
to read from a thousand parts on; commands go on in the folder as before.

`pandas.read_parquet("results/x/values")` opens all of it, `pyarrow.dataset.dataset` of the same
folder queries it, `Store("results/x").batches(["grr"])` of `sim.experiment.store` goes through it
piece by piece, and `reorg results export` writes one Parquet or CSV file. Texts are categories.
"""

STORY = """## Stories

`reorg story RESULT --json` follows one customer and one person through two worlds. Nothing is
simulated and nothing is made up: each moment names the `table` and the `row` that it comes from,
and is dated by that row's `column`; `also` lists further rows that its text speaks of.
"""

STORY_KEYS = {
    "stories": "one of the customer and one of the person, or what was asked for",
    "of, name, called": "customer or person; account, or seat and occupant (7.1: the second holder "
    "of seat 7); the name in the text",
    "world": "the replication",
    "title, difference": "how the two worlds differ, short and as a sentence; `difference_from` of "
    "each world has its rows",
    "same_until": "until when both worlds are the same for them; `date` null: to the end",
    "choice": "the score, the factors in `parts` that make it, the `rule` in words, and the next "
    "four",
    "worlds": "the base, then the candidate: `scenario`, `digest`, the `row` of the account or "
    "person, and `moments`",
    "moments": "all of them, in order of time: `date`, `time` (days), `kind`, `text`, `cause`, and "
    "`told`: whether the text of the command has it",
    "caveat, remark": "that it is one world of many; that nothing differs, where that is so",
}
"""Keys of the document of a story."""

STORY_WORDS = """
A *cause* is what the bits of the row say: each one without which the same luck would not have
brought it about. The dashboard is *green* at `customers.green_line` or above, *at risk* below
`customers.healthy_line`, and *amber* between them.

A customer is chosen by the ARR-years that one world has and the other has not, a person by the ARR
that they led and by how much earlier they go; `rule` gives the factors. Chosen people are there on
the first day in both worlds: a later holder of a seat begins on another day in each of them.
"""

COLUMNS = {
    "scenario": "name of the scenario",
    "digest": "digest of the resolved scenario and its name; `reorg results show --scenario`",
    "opening": "digest of the base in whose state it opened; empty: in its own",
    "seed": "seed of all random streams",
    "replication": "number of the replication; the same luck in every scenario of a seed",
    "measure": "name of the measure",
    "by": "split: empty for the whole organisation, else segment, role or quarter",
    "level": "which segment, role or quarter",
    "series": "name of the weekly series",
    "week": "number of the week, from 0",
    "value": "in the unit of the measure or series; NaN where there is none",
}
"""Meaning of the columns of stored rows."""


def store() -> str:
    """The results store: its places, and its columns from the code."""
    rows = [
        (f"`{kind.folder}`", f"`{name}`", COLUMNS[name])
        for kind in KINDS
        for name in (*WORLD, *kind.columns)
    ]
    return "\n".join([STORE, table(("Folder", "Column", "Meaning"), rows), ""])


def story() -> str:
    """The document of a story."""
    rows = [
        (", ".join(f"`{key}`" for key in keys.split(", ")), words)
        for keys, words in STORY_KEYS.items()
    ]
    return "\n".join([STORY, table(("Key", "What it is"), rows), STORY_WORDS])


def page() -> str:
    """The whole page."""
    rows = [
        (
            f"`{name}`{' *' if m.headline else ''}", full_label(name), m.unit,
            m.better if m.better != "-" else "–", ", ".join(m.splits), m.definition,
        )
        for name, m in MEASURES.items()
    ]  # fmt: skip
    titles = ("Name", "In tables and charts", "Unit", "Better", "By", "Definition")
    parts = [HEAD, table(titles, rows), "", store(), story(), TABLES_HEAD]
    for name, columns in TABLES.items():
        cells = [(f"`{c.name}`", c.unit, c.meaning) for c in columns]
        parts += [f"### {name}\n", table(("Column", "Unit", "Meaning"), cells), ""]
    labels = [(f"`{name}`", ", ".join(words)) for name, words in LABELS.items()]
    parts += ["### Labels\n", table(("Label", "Words, from 0"), labels), ""]
    return "\n".join(parts)
