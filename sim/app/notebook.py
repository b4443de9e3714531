"""What `import sim` offers: the rooms that the commands use, with DataFrames at the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim import scenario as scenarios
from sim.base.faults import Fault, InputError
from sim.experiment import comparison
from sim.experiment import replications as many
from sim.experiment.equal import Equal
from sim.experiment.executors import executor_for
from sim.experiment.keeping import Level
from sim.experiment.summary import summary
from sim.experiment.worlds import Engine, the_model
from sim.scenario.tree import Scenario

if TYPE_CHECKING:
    import pandas as pd

    from sim.measures import Measure
    from sim.tables.run import Run


def load(path: str | Path, overrides: Mapping[str, str] | None = None) -> Scenario:
    """The scenario in a file, with dotted paths overridden: `{"book.arr": "12M"}`.

    Raises InputError with every fault, file, line and column.
    """
    return scenarios.load(path, dict(overrides or {}))


def describe(scenario: Scenario) -> str:
    """The story of a scenario in plain words."""
    return scenarios.describe(scenario)


def simulate(scenario: Scenario, replication: int = 0) -> Run:
    """One world: a Run, whose `frame("work")` is one of its tables as a DataFrame."""
    from sim.organisation import simulate as live

    return live(scenario, replication)


def run(
    scenario: Scenario,
    replications: many.Replications = 30,
    *,
    by: Sequence[str] = (),
    workers: int | None = None,
    cluster: str | None = None,
    store: str | Path | None = None,
    keep: Level = "weekly",
    measures: Sequence[Measure] = (),
    progress: many.Progress | None = None,
) -> pd.DataFrame:
    """Measures of many worlds: a row each, with mean, lo, hi, sd, n, unit and better.

    lo, hi: 95 % interval of the mean. by: further rows for each segment, role or quarter, named in
    the columns `by` and `level` ('' for the whole). workers, cluster: processes here (all cores
    where none is given), or the address of a dask scheduler that runs. store: a folder that keeps
    what is computed, with the tables of every run where keep is 'tables'. measures: further ones
    of your own, each a `Measure` with a function of a `View`; not kept in a store. Raises
    InputError.
    """
    import pandas as pd

    with executor_for(workers, cluster) as executor:
        found = many.run(
            scenario,
            replications,
            executor=executor,
            store=store,
            keep=keep,
            progress=progress,
            engine=_engine(measures, store),
        )
    return pd.DataFrame(_rows(summary(found, by, measures)["measures"]))


def compare(
    base: Scenario,
    candidates: Scenario | Sequence[Scenario],
    replications: many.Replications = 30,
    *,
    by: Sequence[str] = (),
    opening: comparison.Opening = "base",
    equal: Equal | None = None,
    workers: int | None = None,
    cluster: str | None = None,
    store: str | Path | None = None,
    keep: Level = "weekly",
    measures: Sequence[Measure] = (),
    progress: many.Progress | None = None,
) -> pd.DataFrame:
    """Candidates against a base, world by world: a row for each candidate and measure.

    Columns: candidate_name, measure, by, level, base, candidate, difference, lo, hi (95 % interval
    of the mean paired difference), p_better, n, unit, better. The rest as in `run`.
    """
    import pandas as pd

    others = [candidates] if isinstance(candidates, Scenario) else list(candidates)
    with executor_for(workers, cluster) as executor:
        found = comparison.compare(
            base,
            others,
            replications,
            opening=opening,
            equal=equal,
            executor=executor,
            store=store,
            keep=keep,
            progress=progress,
            engine=_engine(measures, store),
        )
    return pd.DataFrame(
        {"candidate_name": each["name"], **row}
        for each in summary(found, by, measures)["candidates"]
        for row in _rows(each["measures"])
    )


def sweep(
    study: str | Path | Mapping[str, Any],
    replications: int | None = None,
    *,
    overrides: Mapping[str, str] | None = None,
    workers: int | None = None,
    cluster: str | None = None,
    store: str | Path | None = None,
    progress: many.Progress | None = None,
) -> pd.DataFrame:
    """A study, lived through: a row for each point, side, replication and value.

    study: a file, or the same as a mapping, in which base and candidates may be scenarios. Columns:
    point, every factor, side (0: the base), scenario, replication, measure, by, level, value (NaN
    where a world has none). store: a folder that keeps what is computed, with the table as Parquet.
    """
    import tempfile

    from sim.experiment.sweeps.loading import load_study
    from sim.experiment.sweeps.sweep import sweep as live

    found = load_study(study, dict(overrides or {}))
    with tempfile.TemporaryDirectory() as folder, executor_for(workers, cluster) as executor:
        out = folder if store is None else store
        swept = live(found, out, replications=replications, executor=executor, progress=progress)
        return swept.frame()


def _engine(own: Sequence[Measure], store: str | Path | None) -> Engine | None:
    """The model with the caller's own measures; None where there are none.

    A store finds a world by its scenario. It could not tell that a function has changed.
    """
    if not own:
        return None
    if store is not None:
        message = "own measures are not kept: leave out the store, or the measures"
        raise InputError(Fault("", "measures", message))
    return the_model(own)


def _rows(measures: Mapping[str, Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Flat rows of a summary's measures, the splits of each after its whole."""
    for name, entry in measures.items():
        yield {"measure": name, "by": "", "level": "", **_flat(entry)}
        for split, levels in entry.get("by", {}).items():
            for level, part in levels.items():
                yield {"measure": name, "by": split, "level": level, **_flat(part)}


def _flat(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key != "by"}
