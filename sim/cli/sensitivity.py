"""`reorg sensitivity`: which assumptions drive the answer."""

from __future__ import annotations

import click

from sim.cli import options, studying
from sim.cli.show import show

METHODS = ("tornado", "morris", "sobol", "heat", "information", "losing", "futures")


@click.command("sensitivity")
@studying.study
@click.option(
    "--method",
    type=click.Choice(METHODS),
    help="How it is asked.  [default: the study's method]",
)
@studying.measure
@studying.candidate
@click.option(
    "--samples",
    type=click.IntRange(min=2),
    help="Samples, trajectories or futures, instead of the study's.",
)
def command(
    study: str,
    overrides: dict[str, str],
    replications: int | None,
    workers: int | None,
    cluster: str | None,
    out: str | None,
    dry_run: bool,
    no_timing: bool,
    as_json: bool,
    quiet: bool,
    method: str | None,
    measure: str | None,
    candidate: int | None,
    samples: int | None,
) -> None:
    """Say which assumptions drive a measure, or the difference between two structures.

    tornado: one at a time, from its low to its high end. morris: which matter at all, in few
    points. sobol: shares of the variance, and luck beside ignorance. heat: the answer over a grid
    of two factors. information: which number is worth knowing better before the choice. losing: in
    which part of the ranges the candidate loses. futures: all are drawn at once; in how many
    futures the candidate loses, and what marks these, in few worlds.
    """
    from sim.app.sensitivity import sensitivity_file

    folder = out or options.results_of("sensitivity", study)
    answer = sensitivity_file(
        study,
        studying.opening(
            overrides, measure, replications, workers, cluster, folder, quiet, dry_run, no_timing
        ),
        method=method,
        candidate=candidate,
        samples=samples,
        files=bool(out) or not as_json,
    )
    show(answer, as_json, quiet)
