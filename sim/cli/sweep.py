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
@options.dry_run
@options.no_timing
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
    timed = options.timed(dry_run, no_timing)
    if dry_run:
        answer = plan_file(
            study,
            overrides,
            replications=replications,
            workers=workers,
            out=folder,
            measure=timed,
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
