"""`reorg compare`: organisations in the same worlds, measured, judged and shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sim.app.answer import Answer
from sim.app.checking import warn
from sim.app.loading import load_all
from sim.app.worlds import shown, workers_in_words
from sim.experiment.comparison import Opening, compare
from sim.experiment.equal import Equal
from sim.experiment.executors import executor_for
from sim.experiment.keeping import Level
from sim.experiment.replications import Progress, Replications
from sim.experiment.summary import summary
from sim.present.verdict import verdict


def compare_files(
    base: str | Path,
    candidates: Sequence[str | Path],
    overrides: Mapping[str, str] | None = None,
    *,
    equal: Equal | None = None,
    opening: Opening = "base",
    replications: Replications = 30,
    workers: int | None = None,
    cluster: str | None = None,
    by: Sequence[str] = (),
    out: str | Path,
    keep: Level = "weekly",
    pictures: bool = True,
    progress: Progress | None = None,
    say: Callable[[str], None] | None = None,
) -> Answer:
    """The candidates against the base, world by world, kept in the folder `out`.

    overrides hold for all of them. The rest as in `run_file`.
    """
    first, *others = load_all([base, *candidates], overrides)
    warn([first, *others], say)
    with workers_in_words(), executor_for(workers, cluster) as executor:
        found = compare(
            first,
            others,
            replications,
            equal=equal,
            opening=opening,
            store=out,
            keep=keep,
            progress=progress,
            executor=executor,
        )
    return shown(found, judged(summary(found, by), first.book.currency), Path(out), pictures)


def judged(document: dict[str, Any], currency: str) -> dict[str, Any]:
    """A comparison's summary with the verdict on each candidate in words."""
    base = document["base"]["name"]
    return {
        **document,
        "candidates": [
            {
                **each,
                "verdict": verdict(
                    base, each["name"], each["measures"], currency, each["transition"]
                ),
            }
            for each in document["candidates"]
        ],
    }
