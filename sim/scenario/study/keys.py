"""The keys of a study file: what each takes, its default and what it means."""

from __future__ import annotations

from typing import Any, Literal

from sim.scenario.fields import Count, Tree, parameter

Design = Literal["grid", "latin_hypercube", "sobol", "morris", "file"]
Opening = Literal["base", "own"]
Equal = Literal["payroll", "headcount"]
Method = Literal["tornado", "morris", "sobol", "heat", "information", "losing", "futures"]
Keep = Literal["values", "tables"]
STEPS = 5
"""Values that a grid takes of a range, where the study does not say."""


class StudyKeys(Tree):
    """A study: one scenario, or a base and its candidates, at many points."""

    study: Literal[1] = parameter(...)
    """Version of the file format."""
    name: str = parameter("")
    """Name on tables and files; the name of the file where none is given."""
    question: str = parameter("")
    """What the study is to answer."""
    hypothesis: str = parameter("")
    """What is expected."""
    base: str = parameter(...)
    """Scenario file, relative to the study, absolute, or a preset."""
    candidates: tuple[str, ...] = parameter(())
    """Scenario files that are compared with the base at every point; none: a study of one
    scenario."""
    opening: Opening = parameter("base")
    """Whose people, queues and customers' state the candidates open in, as in `reorg compare`."""
    equal: Equal | None = parameter(None)
    """Scale the team of each candidate to the payroll or the headcount of the base, at every
    point."""
    vary: dict[str, Any] = parameter({})
    """What is varied, by dotted path or by a name of your own: see below."""
    design: Design = parameter("grid")
    """Which points are tried: all combinations, a random or low-discrepancy sample, Morris
    trajectories, or the rows of a CSV."""
    file: str | None = parameter(None)
    """For `design: file`: a CSV beside the study whose columns are dotted paths, a row a point."""
    samples: Count = parameter(64, ge=1, le=1_000_000)
    """Points of a sample (sobol: rounded up to a power of two), or trajectories of morris; a grid
    has its own size."""
    seed: Count = parameter(1)
    """Seed of the design: which points are drawn, not which luck the worlds have."""
    replications: Count = parameter(20, ge=1)
    """Simulated worlds of every side at every point."""
    ensemble: Literal["none", "calibrated"] = parameter("none")
    """Ignorance beside luck: `calibrated` spreads the replications over parameter sets that all fit
    the published figures, two for each set. What a scenario sets itself, and what is varied, stays
    as it is."""
    measures: tuple[str, ...] = parameter(())
    """Measures in the table of results; none: the headline measures."""
    by: tuple[str, ...] = parameter(())
    """Splits of the measures that the table of results has as well."""
    keep: Keep = parameter("values")
    """What the results folder keeps of the worlds: measures, or also all tables of every run."""
    method: Method = parameter("tornado")
    """How `reorg sensitivity` goes about it; the other commands do not look at it."""
    targets: dict[str, Any] = parameter({})
    """What a setting has to reach, by measure: `grr: {at_least: 92 %}`; for goal-seek."""
    minimise: str | None = parameter(None)
    """The measure or the varied path that is to be as small as the targets allow; for
    goal-seek."""


class Steps(Tree):
    """How a range is stepped through."""

    points: Count = parameter(STEPS, ge=2, le=10_000)
    """Values that a grid takes of it; other designs take any."""
    scale: Literal["linear", "log"] = parameter("linear")
    """Equal steps, or equal ratios."""


class EndsKeys(Tree):
    """The ends of a range."""

    from_: Any = parameter(..., alias="from")
    """Lower end, in the words of the field."""
    to: Any = parameter(...)
    """Upper end."""


class RangeKeys(Steps, EndsKeys):
    """A range of one path."""


class TogetherKeys(Steps):
    """Paths that move together: lists of one length, or ranges."""

    together: dict[str, Any] = parameter(...)
    """Dotted path -> list of levels, or {from, to}."""
