"""What a study would come to, before it runs: for `--dry-run`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from sim.app.answer import Answer
from sim.experiment.points import Evaluate, Point, Samples
from sim.experiment.sweeps.evaluator import Evaluator
from sim.experiment.sweeps.sweep import Plan, planned_for
from sim.present.swept import plan_words
from sim.scenario.study import Study


@dataclass(frozen=True)
class Ahead:
    """What an analysis will try.

    about: its first looks, in a word or two. points: how many, where it does not ask for all of
    them at once; None: as many as it asks for first. then: what comes after them, or ''.
    """

    about: str
    points: int | None = None
    then: str = ""


def plan_answer(
    study: Study, evaluate: Evaluator, ask: Callable[[Evaluate], object], ahead: Ahead, timed: bool
) -> Answer:
    """The plan of an analysis; nothing is written.

    ask: the analysis. timed: a few worlds are lived through, and thrown away. Raises InputError
    where the analysis would before it lives through anything.
    """
    first = asked_first(ask)
    plan = planned_for(evaluate, first, keep=False, measure=timed)
    if ahead.points is not None:
        plan = replace(plan, points=ahead.points)
    lines = plan_lines(plan)
    lines[-1] = f"{ahead.about}: {lines[-1]}"
    document = {**plan_document(study, plan), "about": ahead.about, "then": ahead.then}
    return Answer("\n".join([*lines, *([ahead.then] if ahead.then else [])]), document)


def plan_lines(plan: Plan) -> list[str]:
    """A plan for eyes: what is to be said of the design, and its size in a line."""
    return [line for line in (plan.remark, plan_words(_plan(plan))) if line]


def plan_document(study: Study, plan: Plan) -> dict[str, Any]:
    """A plan for machines, with what it is of."""
    return {"study": study.name, "scenarios": list(study.names), **_plan(plan)}


def _plan(plan: Plan) -> dict[str, Any]:
    return {**asdict(plan), "runs": plan.runs, "estimate": plan.estimate}


class _AskedError(Exception):
    """An analysis has asked for points."""

    def __init__(self, points: Sequence[Point]) -> None:
        self.points = tuple(points)


def asked_first(ask: Callable[[Evaluate], object]) -> tuple[Point, ...]:
    """The points that an analysis asks for first; it goes no further than that."""

    def stop(points: Sequence[Point], replications: int) -> Samples:
        raise _AskedError(points)

    try:
        ask(stop)
    except _AskedError as asked:
        return asked.points
    return ()
