"""Golden tables: what two frozen scenarios gave when somebody last looked.

    python -m tests.organisation.renew_golden            write the results anew
    python -m tests.organisation.renew_golden --freeze   write the scenarios anew as well

They prove nothing; they show that results moved. A commit that renews them says by how much and
why, in the changelog. Hashes are of the columns in `columns.json`, those of the day on which the
results were written: a column or a table that is new moves nothing.
"""

from __future__ import annotations

import hashlib
import json
import math
import sys
from pathlib import Path

from sim.measures import compute
from sim.organisation import simulate
from sim.scenario import dump_text, load
from sim.tables import TABLES

FOLDER = Path(__file__).parent / "golden"
COLUMNS = FOLDER / "columns.json"
STRUCTURES = ("generalist", "specialised")
COMPANY = {"years": "2 years", "book.arr": "4M", "team.size": 5}
REPLICATIONS = 2
SINCE = {"accounts": {"pilot", "moved"}, "people": {"by_cs"}, "weekly_people": {"new_role"}}
"""Columns that were added after the files were written; the hashes leave them out."""


def rounded(values):
    """A column as text, to nine digits (six, where it is kept in single precision)."""
    digits = {"f8": 9, "f4": 6}.get(values.dtype.str[1:])
    if digits is None:
        return ",".join(map(str, values.tolist()))
    return ",".join(f"{x:.{digits}g}" for x in values.tolist())


def golden(path):
    """Measures, row counts and hashes of all tables of the scenario in a file."""
    scenario = load(path)
    known = json.loads(COLUMNS.read_text(encoding="utf-8"))
    out = []
    for replication in range(REPLICATIONS):
        run = simulate(scenario, replication)
        tables = {}
        for name, columns in known.items():
            text = "\n".join(f"{c}:{rounded(run[name][c])}" for c in columns)
            digest = hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
            tables[name] = [len(run[name][columns[0]]), digest]
        measures = {
            str(key.measure): None if math.isnan(value) else float(f"{value:.9g}")
            for key, value in compute(run).items()
        }
        out.append({"measures": measures, "tables": tables})
    return out


def main(arguments):
    """Write the golden files."""
    columns = {name: [c.name for c in row] for name, row in TABLES.items()}
    COLUMNS.write_text(json.dumps(columns, indent=1) + "\n", encoding="utf-8")
    for structure in STRUCTURES:
        scenario = FOLDER / f"{structure}.yaml"
        if "--freeze" in arguments:
            frozen = load("standard", {**COMPANY, "team.structure": structure})
            scenario.write_text(dump_text(frozen), encoding="utf-8")
        text = json.dumps(golden(scenario), indent=1)
        (FOLDER / f"{structure}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
