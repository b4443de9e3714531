"""A drafted scenario solved in simulated worlds, and how well it fits, in rows and words."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sim.app.worlds import workers_in_words
from sim.base.units import number_text, number_words, share_words
from sim.experiment.executors import executor_for, how_many
from sim.experiment.replications import Progress
from sim.experiment.solving.solve import YEARS, Fitted, Solution, solve, worlds_in_all
from sim.experiment.solving.worlds import Measured
from sim.present.fitted import OFFERED, FitRow, fit_lines, fit_text, remarks, share_values
from sim.present.labels import label
from sim.scenario.asking import Answers, Draft, Row
from sim.scenario.fields import facts_of
from sim.scenario.listing import range_words
from sim.scenario.paths import find

MEASURES = ("grr", "nrr", "csm_turnover", "overtime_weeks", "burnout_prevalence")
QUESTION_OF = {
    "grr": "grr",
    "nrr": "nrr",
    "csm_turnover": "exits",
    "overtime_weeks": "evenings",
    "burnout_prevalence": "burned_out",
}
"""Measure -> the question that says what it should be."""
HALF_AN_EXIT = 0.5
HEADS_A_ROUND = 84
LEAST, MOST = 4, 16
SECONDS_A_HEAD = 0.06
"""A world of two years takes about this long for each head, on one core."""
NORMAL = 1.96
MOST_OF = {"nrr": math.inf, "csm_turnover": math.inf}
"""Measures that go beyond 1."""


@dataclass(frozen=True)
class Fit:
    """A solved draft: its rows of the fit, words for the terminal and for the file's head."""

    draft: Draft
    rows: tuple[FitRow, ...]
    solved: Mapping[str, Any]
    text: str
    lines: tuple[str, ...]
    remarks: tuple[str, ...]
    fresh: tuple[int, int]


def replications_for(heads: int) -> int:
    """Worlds of a round: fewer for a large team, whose worlds take longer and vary less."""
    return max(LEAST, min(MOST, round(HEADS_A_ROUND / heads)))


def announced(replications: int, heads: int, workers: int | None) -> str:
    """What will be done and how long it may take."""
    worlds = worlds_in_all(replications)
    cores = how_many(workers)
    seconds = worlds * heads * SECONDS_A_HEAD / cores
    return (
        f"Solving: at most {worlds} simulated worlds of {number_text(YEARS)} years, {replications} "
        f"a round; about {number_words(max(1.0, float(f'{seconds:.1g}')))} s with {cores} workers "
        "(--replications changes it)"
    )


def targets(answers: Answers) -> dict[str, float]:
    """What the simulated company should come to: value by measure."""
    turnover = answers.turnover or HALF_AN_EXIT / answers.heads
    found = {**answers.values, "exits": turnover}
    return {measure: found[name] for measure, name in QUESTION_OF.items() if name in found}


def fitted(draft: Draft, replications: int, workers: int | None, progress: Progress | None) -> Fit:
    """The draft with its unknowns solved. Raises InputError."""
    wanted = targets(draft.answers)
    with workers_in_words(), executor_for(workers) as executor:
        planned = worlds_in_all(replications)
        measured = Measured(MEASURES, planned=planned, executor=executor, progress=progress)
        solution = solve(draft.scenario, wanted, replications, measured)
    if progress is not None:
        progress(len(measured.known), len(measured.known))
    rows = tuple(_row(each, draft) for each in solution.fitted)
    said = tuple(remarks(rows, _exits(draft.answers), _untold(solution, wanted)))
    first, last = solution.fresh
    heading = (
        f"How well it fits, in {last - first + 1} worlds of {number_text(YEARS)} years that the "
        "search never saw"
    )
    return Fit(
        draft=draft.replaced(_changes(draft, solution, rows)),
        rows=rows,
        solved=solution.sets,
        text=fit_text(rows, said, heading=heading),
        lines=(f"{heading}:", *fit_lines(rows), *said),
        remarks=said,
        fresh=solution.fresh,
    )


def _row(each: Fitted, draft: Draft) -> FitRow:
    lever = each.lever
    # A run's value is the mean of its years, which are taken as independent.
    luck = NORMAL * math.sqrt(YEARS) * each.got.sd
    return FitRow(
        measure=lever.measure,
        asked=each.asked,
        from_you=QUESTION_OF[lever.measure] in draft.answers.asked,
        got=each.got.mean,
        lo=max(0.0, each.got.lo),
        hi=each.got.hi,
        year_low=max(0.0, each.got.mean - luck),
        year_high=min(MOST_OF.get(lever.measure, 1.0), each.got.mean + luck),
        path=lever.path,
        value=_words(lever.path, _own(each.value, draft)),
        fits=each.fits,
        why_not={"low": lever.low_end, "high": lever.high_end}.get(each.at_end, ""),
        outside=_outside(lever.path, each.value),
    )


def _own(value: Any, draft: Draft) -> Any:
    """Of a value for each segment those of the book."""
    if not isinstance(value, dict):
        return value
    return {name: value[name] for name in draft.scenario.book.segments if name in value}


def _words(path: str, value: Any) -> str:
    facts = facts_of(_field(path))
    if isinstance(value, dict) or facts.sort in ("share", "rate"):
        return share_values(value)
    return facts.words(value)


def _field(path: str) -> Any:
    return find(path.split(".")).field


def _outside(path: str, value: Any) -> str:
    """The plausible range, where the value lies outside."""
    facts = facts_of(_field(path))
    if facts.low is None or facts.high is None or isinstance(value, dict):
        return ""
    return "" if facts.low <= value <= facts.high else range_words(facts)


def _changes(draft: Draft, solution: Solution, rows: tuple[FitRow, ...]) -> dict[str, Row]:
    """The solved rows of the file."""
    changes = {}
    for row, (path, value) in zip(rows, solution.sets.items(), strict=True):
        said = f"{label(row.measure)} {share_words(row.asked)} asked, {share_words(row.got)} got"
        note = f"solved: {said}"
        changes[path] = Row(path, _own(value, draft), note)
    return changes


def _exits(answers: Answers) -> tuple[float, int] | None:
    number, sort = answers.values["exits"]
    return (number, answers.heads) if sort == "count" and "exits" in answers.asked else None


def _untold(solution: Solution, wanted: Mapping[str, float]) -> dict[str, float]:
    return {name: solution.means[name] for name in OFFERED if name not in wanted}
