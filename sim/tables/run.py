"""Run: what one simulated world leaves behind."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.tables.columns import TABLES

if TYPE_CHECKING:
    import pandas as pd

    from sim.scenario.tree import Scenario

Columns = dict[str, np.ndarray]


@dataclass(frozen=True)
class Run:
    """The tables of one replication, with the scenario that made them.

    tables: name -> column name -> 1-d array, as in `sim.tables.columns`; all columns of a table
        have the same length.
    labels: code books of coded columns ('segment', 'role', 'kind', 'outcome', ...): words by code.
    names: identifiers of accounts by row number.
    days: length of the run in days; times run from 0 to it.
    """

    scenario: Scenario
    replication: int
    tables: dict[str, Columns]
    labels: dict[str, tuple[str, ...]]
    names: tuple[str, ...]
    days: float
    provenance: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, table: str) -> Columns:
        """The columns of a table by name; raises KeyError for a name that is not in TABLES."""
        return self.tables[table]

    def frame(self, table: str) -> pd.DataFrame:
        """The table as a pandas DataFrame, codes replaced by words.

        Raises KeyError for an unknown table.
        """
        import pandas as pd

        if table not in TABLES:
            raise KeyError(f"{table}: no such table; there are {', '.join(TABLES)}")
        frame = pd.DataFrame(self.tables[table])
        for column, book in _coded(table).items():
            words = np.array([*self.labels[book], ""], dtype=object)
            frame[column] = words[frame[column].to_numpy()]
        return frame


def _coded(table: str) -> dict[str, str]:
    """Coded columns of a table: column -> code book."""
    own = {
        "renewals": {"outcome": "renewal"},
        "work": {"outcome": "outcome"},
        "assignments": {"why": "assignment"},
        "seats": {"why": "requisition"},
        "events": {"what": "event"},
        "decisions": {"planning": "planning"},
        "visible": {"policy": "policy"},
    }.get(table, {})
    shared = {"segment": "segment", "role": "role", "kind": "kind", "source": "source"}
    present = {column.name for column in TABLES[table]}
    return {c: b for c, b in {**shared, **own}.items() if c in present}


def empty_tables() -> dict[str, Columns]:
    """Every table with its columns and no rows."""
    return {
        name: {c.name: np.empty(0, c.dtype) for c in columns} for name, columns in TABLES.items()
    }
