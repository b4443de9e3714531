"""The results store: worlds that are computed once, in a folder that says what they are.

    manifest.json      versions, units, experiments, and the base scenarios whole
    studies/KEY.jsonl  scenarios of a study, each as its difference from a base
    values/            measures of every world, one Parquet file for ten replications of a side
    weekly/            weekly series, likewise
    tables/KEY-R/      all tables of replication R

A file is written whole or not at all, and holds nothing of when, where or by how many workers it
was made. Files under `values/packed` and `weekly/packed` hold many parts (`reorg results compact`).
Two folders share nothing.
"""

from sim.experiment.store.folder import Store
from sim.experiment.store.studies import Variant

__all__ = ["Store", "Variant"]
