"""`reorg risks`: what hangs on one person: bus factor, replacement cost, two weeks of leave."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sim.app.answer import Answer
from sim.app.checking import warn
from sim.app.worlds import workers_in_words
from sim.base.faults import Fault, InputError
from sim.experiment.counterfactuals import hanging, risks_document
from sim.experiment.executors import executor_for
from sim.experiment.replications import Progress
from sim.present.answers.risks import risks_text
from sim.scenario import load
from sim.scenario.heads import heads_by_role


def risks_file(
    file: str | Path,
    overrides: Mapping[str, str] | None = None,
    *,
    replications: int = 10,
    seats: int = 6,
    workers: int | None = None,
    cluster: str | None = None,
    out: str | Path,
    progress: Progress | None = None,
    say: Callable[[str], None] | None = None,
) -> Answer:
    """What hangs on each of `seats` people of the scenario in `file`, kept in the folder `out`.

    Raises InputError before anything is touched, and Interrupted with what was finished kept.
    """
    scenario = load(file, dict(overrides or {}))
    if not sum(heads_by_role(scenario).values()):
        raise InputError(Fault(str(file), "team", "nobody works here: a team of one or more"))
    warn([scenario], say)
    with workers_in_words(), executor_for(workers, cluster) as executor:
        rows = hanging(
            scenario, replications, seats=seats, store=out, progress=progress, executor=executor
        )
    titles = {name: role.title or name for name, role in scenario.team.roles.items()}
    document: dict[str, Any] = {
        "name": scenario.name,
        "currency": scenario.book.currency,
        **risks_document(rows),
    }
    document["seats"] = [{**s, "title": titles[s["role"]]} for s in document["seats"]]
    return Answer(risks_text(document), document)
