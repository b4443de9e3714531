"""`reorg sweep`: a designed batch over any parameters."""

from __future__ import annotations

import click

from sim.cli import options
from sim.cli.progress import teller
from sim.cli.show import show, to_stderr


@click.command("sweep")
@options.scenarios("study")
@options.overrides
@click.option(
    "--replications", type=click.IntRange(min=1), help="Instead of the study's replications."
)
@options.workers
@options.cluster
@options.shard
@click.option(
    "--out",
    type=click.Path(file_okay=False),
    help="Folder of results and tables.  [default: one under results/]",
)
@click.option(
    "--dry-run",
    is_flag=True,
    default=False,
    help="Only say how many runs and how long; up to three runs are timed, and thrown away.",
)
@click.option(
    "--no-timing", is_flag=True, default=False, help="With --dry-run: do not even time a run."
)
@options.as_json
@options.quiet
def command(
    study: str,
    overrides: dict[str, str],
    replications: int | None,
    workers: int | None,
    cluster: str | None,
    shard: str | None,
    out: str | None,
    dry_run: bool,
    no_timing: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Live through every point of a study, and write what came of it as tidy Parquet.

    Says first how many runs there are, how many of them the folder has already, and how long the
    rest may take, by up to three runs that are timed (and kept). Goes on where it was interrupted.
    """
    from sim.app.sweeping import plan_file, sweep_file

    folder = out or options.results_of("sweep", study)
    if no_timing and not dry_run:
        raise click.UsageError("--no-timing goes with --dry-run.")
    if dry_run:
        answer = plan_file(
            study,
            overrides,
            replications=replications,
            workers=workers,
            out=folder,
            measure=not no_timing,
        )
    else:
        answer = sweep_file(
            study,
            overrides,
            replications=replications,
            workers=workers,
            cluster=cluster,
            shard=shard,
            out=folder,
            progress=teller(quiet),
            say=None if quiet else to_stderr,
        )
    show(answer, as_json, quiet)
