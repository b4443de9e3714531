"""What `import sim` offers about assumptions: analyses of a study, with DataFrames at the end.

The document that the command prints with `--json` is in `attrs["answer"]` of every DataFrame;
`sentence` and `chart` say and show it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.app.answer import plain
from sim.app.studies import Options, Source, foot_line, opened
from sim.base.faults import Fault, InputError
from sim.experiment.replications import Progress

if TYPE_CHECKING:
    import pandas as pd


def sensitivity(
    study: Source,
    method: str = "tornado",
    *,
    measure: str | None = None,
    candidate: int | None = None,
    samples: int | None = None,
    overrides: Mapping[str, str] | None = None,
    replications: int | None = None,
    workers: int | None = None,
    store: str | Path | None = None,
    progress: Progress | None = None,
) -> pd.DataFrame:
    """Which assumptions drive a measure or a difference: a row a factor, the strongest first.

    study: a file or a mapping. method: tornado, morris, sobol, information, futures, losing (a row
    a limit of the box) or heat (a row a cell of the grid of two factors). measure: None for the
    study's first. candidate: whose difference from the base; None for the first, 0 for the base
    itself. Raises InputError.
    """
    from sim.app.sensitivity import analysed, opened_for

    how = Options(overrides or {}, measure, replications, workers, store, progress)
    with opened_for(study, how, method, samples) as (name, read, evaluate):
        document = analysed(read, evaluate, name, how, candidate=candidate, samples=samples)
    if method == "heat":
        document = {**document, "rows": _cells(document)}
    return _frame(method, document, "limits" if method == "losing" else "rows")


def threshold(
    study: Source,
    parameter: str | None = None,
    *,
    measure: str | None = None,
    candidate: int | None = None,
    target: float | str = 0.0,
    overrides: Mapping[str, str] | None = None,
    replications: int | None = None,
    workers: int | None = None,
    store: str | Path | None = None,
    progress: Progress | None = None,
) -> pd.DataFrame:
    """Where an answer crosses a target along one factor: a row a crossing, none without any.

    Columns estimate, lo, hi (95 % interval, NaN beyond the range) and direction. The points that
    were tried are in the answer. The rest as in `sensitivity`.
    """
    from sim.app.threshold import crossed

    how = Options(overrides or {}, measure, replications, workers, store, progress)
    with opened(study, how) as (read, evaluate):
        document = crossed(
            read, evaluate, how, parameter=parameter, candidate=candidate, target=target
        )
    return _frame("threshold", document, "crossings", ["estimate", "lo", "hi", "direction"])


def seek(
    study: Source,
    *,
    sure: bool = True,
    trials: int = 60,
    overrides: Mapping[str, str] | None = None,
    replications: int | None = None,
    workers: int | None = None,
    store: str | Path | None = None,
    progress: Progress | None = None,
) -> pd.DataFrame:
    """The cheapest setting that meets the targets: a row a setting tried, with `chosen`.

    sure: a target is met when the 95 % interval meets it, not only the mean. trials: settings
    where several factors vary. The rest as in `sensitivity`.
    """
    from sim.app.seeking import sought

    how = Options(overrides or {}, None, replications, workers, store, progress)
    with opened(study, how) as (read, evaluate):
        document = sought(read, evaluate, how, sure=sure, trials=trials)
    chosen = document["chosen"]
    tried = [
        {**each, "chosen": chosen is not None and each["sets"] == chosen["sets"]}
        for each in document["tried"]
    ]
    return _frame("seek", {**document, "tried": tried}, "tried")


def sentence(answer: pd.DataFrame) -> str:
    """What an answer says, in words no surer than its intervals."""
    from sim.present.answers.table import TEXTS

    return TEXTS[answer.attrs["kind"]].sentence(answer.attrs["answer"])


def chart(answer: pd.DataFrame) -> Any:
    """The chart of an answer, as a matplotlib Figure. Raises InputError where there is none."""
    from sim.present.charts.answers.table import CHARTS
    from sim.present.charts.picture import figure_of

    kind, document = answer.attrs["kind"], answer.attrs["answer"]
    if kind not in CHARTS:
        message = f"there is no chart of {kind}: one of {', '.join(CHARTS)}"
        raise InputError(Fault("", "answer", message))
    return figure_of(CHARTS[kind](document), foot_line(document))


def _cells(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One row for each cell of a heat map: coordinates, mean, lo, hi."""
    x, y = document["x"], document["y"]
    return [
        {
            x["factor"]: here,
            y["factor"]: there,
            **{name: document[name][j][i] for name in ("mean", "lo", "hi")},
        }
        for j, there in enumerate(y["at"])
        for i, here in enumerate(x["at"])
    ]


def _frame(
    kind: str, document: Mapping[str, Any], rows: str, columns: list[str] | None = None
) -> pd.DataFrame:
    """Rows of a document with dotted columns for what is nested: `swing.mean`.

    columns: those that are there without any row, too.
    """
    import pandas as pd

    answer = plain(document)
    frame = pd.json_normalize(answer[rows])
    if frame.empty and columns:
        frame = pd.DataFrame(columns=columns)
    frame.attrs |= {"kind": kind, "answer": answer}
    return frame
