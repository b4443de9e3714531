"""What workers do for futures of a plan: live through one, tell and draw what they say so far.

The functions of `lives`, for worlds in which all doubts are drawn at once. Worlds go through the
same store, so that `reorg sensitivity` with the saved study finds them.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sim.app.answer import plain
from sim.app.loading import load_all
from sim.app.sensitivity import analysed
from sim.app.studies import Options
from sim.app.studio import doubts
from sim.app.studio.lives import REMEMBERED, Lacking
from sim.app.studio.scenes import Scene
from sim.base.faults import InputError
from sim.experiment.answers.futures import NOWHERE_ELSE, with_futures
from sim.experiment.sweeps.evaluator import Evaluator
from sim.experiment.sweeps.loading import load_study
from sim.scenario.ensemble import EACH
from sim.scenario.study import Study

if TYPE_CHECKING:
    from sim.present.charts.picture import Picture

LOOKS = (8, 12, 16, 24, 32, 48, 64, 96, 128)
"""Futures after which the answer is told anew."""
MOST = doubts.MOST
METHOD = "futures"


@lru_cache(maxsize=REMEMBERED)
def study_of(scene: Scene) -> Study:
    """The study of a scene's futures, as its file says it, all futures drawn."""
    study = load_study(scene.folder / doubts.STUDY, {})
    return with_futures(study, study.samples)


def _opened(scene: Scene, store: str) -> Evaluator:
    """Lives through futures here, one of several who do, so that nobody settles the folder."""
    return Evaluator(study_of(scene), store=store, workers=1, mine=lambda _: True)


def missing(scene: Scene, store: str, number: int) -> Lacking:
    """Which futures are not there, as (0, number of the future)."""
    doubts.kept(scene)
    with _opened(scene, store) as evaluate:
        evaluate.known.describe()
        lacking = [
            (0, future)
            for future in range(number)
            if not all(evaluate.there(NOWHERE_ELSE, i) for i in _replications(future))
        ]
    return Lacking(1, number, lacking)


def _replications(future: int) -> range:
    return range(EACH * future, EACH * (future + 1))


def live(scene: Scene, store: str, side: int, future: int) -> None:
    """The worlds of one future, on all sides, lived through and kept."""
    with _opened(scene, store) as evaluate:
        for replication in _replications(future):
            evaluate.one(NOWHERE_ELSE, replication)


def told(scene: Scene, store: str, number: int) -> dict[str, Any]:
    """What the first futures say: for each plan and measure the document and its sentences."""
    from sim.present import labels
    from sim.present.answers.futures import behind_sentence, chance_sentence, hanging_sentence
    from sim.present.answers.wording import at_words

    study = study_of(scene)
    found = _documents(scene, store, number)
    scenarios = load_all(scene.files)
    currency = scenarios[0].book.currency
    units = {factor.name: factor.unit for factor in study.factors}
    return {
        "futures": number,
        "names": list(study.names[1:]),
        "measures": [{"name": name, "label": labels.label(name)} for name in found],
        "answers": {
            name: [
                {
                    "document": plain(document),
                    "behind": behind_sentence(document),
                    "hangs": hanging_sentence(document),
                    "luck": chance_sentence(document),
                }
                for document in of_measure
            ]
            for name, of_measure in found.items()
        },
        "drawn": [
            {
                "words": doubt.words,
                "path": doubt.path,
                "known": doubt.known,
                "low": at_words(low, units[doubt.words], currency),
                "high": at_words(high, units[doubt.words], currency),
            }
            for doubt, low, high in doubts.drawn(scenarios)
        ],
    }


def drawn(
    scene: Scene, store: str, number: int, names: Sequence[str], width: float
) -> dict[str, Any]:
    """Charts by name, which is `MEASURE.NUMBER of the plan`; no names: the titles of all."""
    from sim.app.studio.words import chart_of
    from sim.present.charts.answers.futures import futures

    made = {
        f"{name}.{place}": futures(document)
        for name, of_measure in _documents(scene, store, number).items()
        for place, document in enumerate(of_measure, 1)
    }
    return {
        name: chart_of(picture, width) if names else {"title": picture.title}
        for name, picture in made.items()
        if not names or name in names
    }


def pictures(scene: Scene, store: str, number: int) -> list[Picture]:
    """A picture for each plan, of the first measure: what goes into a pack."""
    from sim.present.charts.answers.futures import futures

    first = next(iter(_documents(scene, store, number).values()))
    made = [futures(document) for document in first]
    return [made[0], *(replace(p, name=f"{p.name}_{i}") for i, p in enumerate(made[1:], 2))]


def _documents(scene: Scene, store: str, number: int) -> dict[str, list[dict[str, Any]]]:
    """By measure the document of each plan, as `reorg sensitivity --json` prints it.

    Measures that have no value in most futures are left out.
    """
    whole = replace(study_of(scene), replications=EACH * number)
    found = {}
    with _opened(scene, store) as evaluate:
        for name in whole.measures:
            one = replace(whole, measures=(name,))
            with suppress(InputError):
                found[name] = [
                    analysed(one, evaluate, METHOD, Options({}), candidate=place)
                    for place in range(1, len(whole.names))
                ]
    return found
