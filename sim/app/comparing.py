"""`reorg compare`: organisations in the same worlds, measured, judged and shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sim.app.answer import Answer
from sim.app.checking import warn
from sim.app.loading import load_all
from sim.app.worlds import shown, workers_in_words
from sim.experiment.comparison import Opening, compare
from sim.experiment.equal import Equal
from sim.experiment.executors import executor_for
from sim.experiment.interaction import interaction, two_by_two
from sim.experiment.keeping import Level
from sim.experiment.replications import Progress, Replications
from sim.experiment.summary import summary
from sim.present.interaction import interaction_words
from sim.present.verdict import verdict
from sim.scenario.tree import Scenario
from sim.tables.results import Comparison


def compare_files(
    base: str | Path,
    candidates: Sequence[str | Path],
    overrides: Mapping[str, str] | None = None,
    *,
    equal: Equal | None = None,
    opening: Opening = "base",
    as_2_x_2: bool = False,
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

    overrides hold for all of them. as_2_x_2: the candidates are one change, another, and both, and
    their interaction is told, too. The rest as in `run_file`.
    """
    first, *others = load_all([base, *candidates], overrides)
    warn([first, *others], say)
    if as_2_x_2:
        two_by_two(first, others)
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
            crossed=as_2_x_2,
        )
    document = compared(found, by, as_2_x_2)
    answer = shown(found, document, Path(out), pictures)
    return _with_table(answer, document["interaction"], first) if as_2_x_2 else answer


def compared(found: Comparison, by: Sequence[str] = (), as_2_x_2: bool = False) -> dict[str, Any]:
    """The document of a comparison: numbers, verdicts in words, and the interaction of a 2 x 2."""
    document = judged(summary(found, by), found.base.scenario.book.currency)
    return {**document, "interaction": crossed(found)} if as_2_x_2 else document


def _with_table(answer: Answer, crossing: dict[str, Any], base: Scenario) -> Answer:
    """The answer with the table of the interaction under it."""
    from sim.present.interaction_table import interaction_text

    table = interaction_text(crossing, base.name, base.book.currency)
    return replace(answer, text=f"{answer.text}\n\n\n{table}")


def crossed(found: Comparison) -> dict[str, Any]:
    """The interaction of a 2 x 2 with what is to be said of it, as `words`."""
    document = interaction(found)
    return {**document, "words": interaction_words(document, found.base.scenario.book.currency)}


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
