"""`reorg seek`: the cheapest setting that meets targets."""

from __future__ import annotations

import click

from sim.cli import options, studying
from sim.cli.show import show


@click.command("seek")
@studying.study
@click.option(
    "--by-mean",
    is_flag=True,
    default=False,
    help="A target is met when the mean meets it, not only when its 95 % interval does.",
)
@click.option(
    "--trials",
    type=click.IntRange(min=1),
    default=60,
    show_default=True,
    help="Settings that are tried where several factors vary.",
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
    by_mean: bool,
    trials: int,
) -> None:
    """Find the cheapest setting that meets the study's targets, and confirm it in fresh worlds.

    One factor is bisected; several are searched (with Optuna). If nothing meets the targets, says
    what comes nearest.
    """
    from sim.app.seeking import seek_file

    folder = out or options.results_of("seek", study)
    answer = seek_file(
        study,
        studying.opening(
            overrides, None, replications, workers, cluster, folder, quiet, dry_run, no_timing
        ),
        sure=not by_mean,
        trials=trials,
        files=bool(out) or not as_json,
    )
    show(answer, as_json, quiet)
