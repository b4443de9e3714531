"""What the workers of the studio do: live through one world, and tell what worlds say so far.

Every function is called in a worker process with plain arguments, and answers with plain data.
Worlds go through the results store, so that a value that is moved back is answered from it, and
`reorg report` and the command line find the same worlds.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from sim.app.answer import plain
from sim.app.comparing import compared
from sim.app.running import lived
from sim.app.studio.scenes import Scene
from sim.experiment.keeping import Level
from sim.scenario import data_text
from sim.scenario.identity import ASKED
from sim.tables.results import Comparison, Result

if TYPE_CHECKING:
    from sim.experiment.equal import Equal
    from sim.experiment.recalling import Recalled
    from sim.experiment.worlds import Side

REMEMBERED = 8
"""Scenes whose scenarios a worker keeps."""
LEVEL: Level = "weekly"
LOOKS = (2, 3, 4, 6, 8, 10, 15, 20, 30, 40, 60, 80, 100)
"""Paired worlds after which the answer is told anew."""
MOST = 200


REHEARSAL = {"extends": "standard", "years": 0.1, "book": {"arr": "200k"}, "team": {"size": 1}}
"""A tiny organisation, played and told once before anybody waits."""


def begin(memory: int, scratch: Path) -> None:
    """Make a worker ready: its limit of memory, and what is slow the first time it is done."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    folder = scratch / "rehearsals" / str(os.getpid())
    folder.mkdir(parents=True)
    scene = Scene(folder, (folder / "a.yaml", folder / "b.yaml"))
    for file in scene.files:
        file.write_text(data_text(REHEARSAL), "utf-8")
    for side in range(2):
        live(scene, str(folder / "results"), side, 0)
    told(scene, str(folder / "results"), 1)


class Prepared(NamedTuple):
    """The sides of a scene, base first, and what else made the experiment."""

    sides: tuple[Side, ...]
    asked: dict[str, Any]


@lru_cache(maxsize=REMEMBERED)
def prepared_scene(scene: Scene) -> Prepared:
    """The sides of a scene, checked. Raises InputError with every fault."""
    from sim.app.loading import load_all
    from sim.experiment import comparison
    from sim.experiment.worlds import Side

    base, *candidates = load_all(scene.files)
    if not candidates:
        return Prepared((Side(base),), {})
    equal = cast("Equal | None", scene.equal or None)
    teams = comparison.prepared(base, candidates, equal)
    sides = comparison.sides_of(base, [team.scenario for team in teams], "base")
    return Prepared(tuple(sides), comparison.asked_of(teams, equal=equal))


class Lacking(NamedTuple):
    """How many sides and paired worlds there are, and which (side, replication) are not there."""

    sides: int
    worlds: int
    tasks: list[tuple[int, int]]


def missing(scene: Scene, store: str, worlds: int) -> Lacking:
    """What the store lacks, which is told of the experiment; of stored results nothing."""
    from sim.experiment.replications import Worlds

    if scene.stored:
        results = seen(scene, store, worlds).found
        sides_there = 1 + len(results.candidates) if isinstance(results, Comparison) else 1
        base = results.base if isinstance(results, Comparison) else results
        return Lacking(sides_there, len(base.replications), [])
    sides, asked = prepared_scene(scene)
    every = Worlds(sides, store=store, keep=LEVEL, asked=asked)
    every.describe()
    assert every.store is not None
    lacking = [
        (number, i)
        for number, side in enumerate(sides)
        for i in every.store.missing(side, range(worlds))
    ]
    return Lacking(len(sides), worlds, sorted(lacking, key=lambda task: (task[1], task[0])))


def live(scene: Scene, store: str, side: int, replication: int) -> None:
    """One world, lived through and kept."""
    from sim.experiment.keeping import kept
    from sim.experiment.store import Store
    from sim.experiment.worlds import outcome_of, the_model

    one = prepared_scene(scene).sides[side]
    model = the_model().keeping(kept(LEVEL))
    shelf = Store(store, LEVEL, model.measures)
    if shelf.find(one, replication) is None:
        shelf.keep(one, replication, outcome_of(model, one.scenario, one.opening, replication))
        shelf.flush()


def seen(scene: Scene, store: str, worlds: int) -> Recalled:
    """The results of the first worlds, read from the store. Raises InputError where some lack."""
    from sim.experiment.recalling import Recalled, recall, together

    if scene.stored:
        return recall(store, scene.stored)
    sides, asked = prepared_scene(scene)
    return Recalled(together(sides, store, worlds, asked))


def document(results: Recalled) -> dict[str, Any]:
    """What `reorg run --json` or `reorg compare --json` prints of them."""
    found, crossed = results
    return compared(found, (), crossed) if isinstance(found, Comparison) else lived(found)


def told(scene: Scene, store: str, worlds: int) -> dict[str, Any]:
    """What the worlds say so far: the document of `--json`, and the same in words and cells."""
    from sim.app.studio.words import words_of
    from sim.present.subject import subject

    results = seen(scene, store, worlds)
    numbers = document(results)
    return {"document": plain(numbers), **words_of(subject(results.found, numbers))}


def drawn(
    scene: Scene, store: str, worlds: int, names: Sequence[str], width: float
) -> dict[str, Any]:
    """Charts as SVG of a width (inches), each with its words and the table behind, by name.

    names: none gives the titles of all that these results have.
    """
    from sim.app.studio.words import chart_of
    from sim.present.charts.table import CHARTS
    from sim.present.subject import subject

    results = seen(scene, store, worlds)
    about = subject(results.found, document(results))
    made = {name: CHARTS[name](about) for name in names or CHARTS if name in CHARTS}
    return {
        name: chart_of(picture, width) if names else {"title": picture.title}
        for name, picture in made.items()
        if picture is not None
    }


def packed(
    scene: Scene,
    store: str,
    worlds: int,
    kinds: Sequence[str],
    out: str,
    texts: Mapping[str, str],
    futures: int = 0,
) -> list[str]:
    """Files of the pack in `out`, by path.

    texts: findings and decision, as written on the page. futures: how many of the plan go with it.
    """
    from sim.app.reporting import write_pack
    from sim.app.studio.futures import pictures
    from sim.present.subject import subject

    results = seen(scene, store, worlds)
    results = results._replace(found=_noted(results.found, texts))
    about = subject(results.found, document(results))
    more = pictures(scene, store, futures) if futures else ()
    files = write_pack(about, kinds, Path(out), more=more)
    return [os.fspath(path) for paths in files.values() for path in paths]


def _noted(results: Result | Comparison, texts: Mapping[str, str]) -> Result | Comparison:
    """The results with what was written of them: it moves no number."""
    said = {name: text for name, text in texts.items() if name in ASKED and text.strip()}
    if isinstance(results, Comparison):
        return replace(results, base=_with(results.base, said))
    return _with(results, said)


def _with(result: Result, said: Mapping[str, str]) -> Result:
    return replace(result, scenario=result.scenario.model_copy(update=dict(said)))
