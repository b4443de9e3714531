"""What nobody knows exactly about a plan: its assumptions as a study of futures, a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from sim.app.loading import load_all
from sim.app.studio.scenes import Scene, stem
from sim.base.faults import Fault, InputError
from sim.measures import HEADLINE, MEASURES
from sim.scenario import data_text
from sim.scenario.leaves import leaf_at, leaves
from sim.scenario.study.values import facts_at, written
from sim.scenario.tree import Scenario
from sim.scenario.whole_files import write_whole

BETTER = ("up", "down")
STUDY = "futures.yaml"
MOST = 128
"""Futures that a page may ask for."""
ROOM = 0.2
"""Of the documented range, how far on either side a number of one's own may lie."""
ASKED = (
    "contribution",
    *(m for m in HEADLINE if m != "contribution" and MEASURES[m].better in BETTER),
)
"""Measures on which a plan can be behind; the first is asked about where nothing is said."""
Known = Literal["own", "guess"]


class Doubt(NamedTuple):
    """An assumption that is drawn.

    known: `own` for a number that a leader has, drawn around what was said of it; a `guess` is
    drawn from its documented range.
    """

    words: str
    path: str
    known: Known


DOUBTS = (
    Doubt("Growth", "book.growth", "own"),
    Doubt("Work of other teams", "work.scope_creep", "own"),
    Doubt("Quits a year without burnout", "people.base_quit_rate", "own"),
    Doubt("Time until a new hire is up to speed", "people.ramp", "own"),
    Doubt("Inclination to stay late", "culture.hero_inclination", "guess"),
    Doubt("What burnout adds to quitting", "people.burnout_quit_effect", "guess"),
    Doubt("Gain from doing one kind of work", "learning.gain", "guess"),
    Doubt("Hand-off effort between roles", "team.transfer", "guess"),
    Doubt("Churn that CS can influence", "customers.influenceable_churn", "guess"),
    Doubt("Churn after a change of owner", "customers.churn_change", "guess"),
    Doubt("Quits after a reorg", "people.reorg_shock", "guess"),
)
"""What is drawn, as far as the plans leave it alone."""


class Drawn(NamedTuple):
    """A doubt with the ends of what is drawn, in the unit of its field."""

    doubt: Doubt
    low: float
    high: float


def drawn(scenarios: Sequence[Scenario]) -> list[Drawn]:
    """The doubts of these plans, base first; what a plan changes is no doubt but the plan."""
    base, *others = scenarios
    dated = any(each.timeline for each in scenarios)
    decided = {path for other in others for path in _differing(base, other)}
    decided |= {p for each in scenarios for change in each.timeline.values() for p in change.set}
    return [
        _around(doubt, float(leaf_at(base, doubt.path).value))
        for doubt in DOUBTS
        if doubt.path not in decided and (dated or doubt.path != "people.reorg_shock")
    ]


def _differing(base: Scenario, other: Scenario) -> set[str]:
    mine = {leaf.path: leaf.value for leaf in leaves(base)}
    return {leaf.path for leaf in leaves(other) if mine.get(leaf.path) != leaf.value}


def _around(doubt: Doubt, value: float) -> Drawn:
    facts = facts_at(doubt.path)
    assert facts is not None
    assert facts.low is not None
    assert facts.high is not None
    low, high = facts.low, facts.high
    if doubt.known == "own":
        room = ROOM * (high - low)
        low, high = max(min(low, value), value - room), min(max(high, value), value + room)
    return Drawn(doubt, round(low, 6), round(high, 6))


def study_text(scene: Scene, futures: int = MOST, names: Sequence[str] = ()) -> str:
    """The study of a scene's futures as a file beside the files of the scene.

    names: what those are called, today first; none: as in the scene. Raises InputError without a
    plan to ask about.
    """
    if len(scene.files) < 2 or scene.stored:
        raise InputError(Fault("plan", "candidates", "add a plan first: futures are of a plan"))
    base, *others = names or [file.name for file in scene.files]
    data: dict[str, Any] = {
        "study": 1,
        "name": "What it hangs on",
        "question": "In how many futures is the plan behind, and what marks them?",
        "base": base,
        "candidates": others,
        "vary": {
            doubt.words: {"together": {doubt.path: _ends(doubt.path, low, high)}}
            for doubt, low, high in drawn(load_all(scene.files))
        },
        "design": "latin_hypercube",
        "samples": futures,
        "method": "futures",
        "measures": list(ASKED),
    }
    return data_text({**data, **({"equal": scene.equal} if scene.equal else {})})


def _ends(path: str, low: float, high: float) -> dict[str, Any]:
    return {"from": written(path, low), "to": written(path, high)}


def saved(scene: Scene, futures: int, names: Sequence[str]) -> dict[str, str]:
    """The study as a file of the project, by name, beside scenario files of these names."""
    stems = [stem(name) for name in names]
    text = study_text(scene, futures, [f"{each}.yaml" for each in stems])
    return {f"{stems[0] if stems else 'today'}_{STUDY}": text}


def kept(scene: Scene) -> None:
    """Write the study of a scene into its folder, if it is not there. Raises InputError."""
    file = scene.folder / STUDY
    text = study_text(scene)
    if not file.is_file():
        write_whole({file: text})
