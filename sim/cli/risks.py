"""`reorg risks`: what hangs on one person."""

from __future__ import annotations

import click

from sim.cli import options
from sim.cli.progress import teller
from sim.cli.show import show, to_stderr


@click.command("risks")
@options.scenarios("file")
@click.option(
    "--replications",
    type=click.IntRange(min=2),
    default=10,
    show_default=True,
    help="How many times to live through each exit and each leave.",
)
@click.option(
    "--seats",
    type=click.IntRange(min=1),
    default=6,
    show_default=True,
    help="At most so many seats of the team, evenly chosen.",
)
@options.overrides
@options.seed
@options.workers
@options.cluster
@options.out
@options.as_json
@options.quiet
def command(
    file: str,
    replications: int,
    seats: int,
    overrides: dict[str, str],
    seed: int | None,
    workers: int | None,
    cluster: str | None,
    out: str | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Say what hangs on one person: ARR that goes, replacement cost, two weeks of leave.

    Every seat that is looked at costs three worlds a replication: its holder stays, resigns, or is
    away.
    """
    from sim.app.risks import risks_file

    answer = risks_file(
        file,
        options.resolved(overrides, seed, None),
        replications=replications,
        seats=seats,
        workers=workers,
        cluster=cluster,
        out=out or options.results_of("risks", file),
        progress=teller(quiet),
        say=None if quiet else to_stderr,
    )
    show(answer, as_json, quiet)
