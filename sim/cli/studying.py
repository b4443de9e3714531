"""Options that the commands about assumptions share: sensitivity, threshold and seek."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sim.cli import options
from sim.cli.progress import teller
from sim.cli.show import to_stderr

if TYPE_CHECKING:
    from sim.app.studies import Options

measure = click.option(
    "--measure", metavar="NAME", help="What is asked about.  [default: the study's first measure]"
)
candidate = click.option(
    "--candidate",
    type=click.IntRange(min=0),
    help="Which candidate's difference from the base; 0 for the base itself.  [default: 1]",
)
replications = click.option(
    "--replications", type=click.IntRange(min=1), help="Instead of the study's replications."
)
out = click.option(
    "--out",
    type=click.Path(file_okay=False),
    help="Folder of results, answer and chart.  [default: one under results/]",
)


def study(command: options.Command) -> options.Command:
    """Argument and options of a command that asks something of a study."""
    every = (
        options.scenarios("study"),
        options.overrides,
        replications,
        options.workers,
        options.cluster,
        out,
        options.dry_run,
        options.no_timing,
        options.as_json,
        options.quiet,
    )
    for option in reversed(every):
        command = option(command)
    return command


def opening(
    overrides: dict[str, str],
    measure: str | None,
    replications: int | None,
    workers: int | None,
    cluster: str | None,
    folder: str,
    quiet: bool,
    dry_run: bool,
    no_timing: bool,
) -> Options:
    """The options as the functions of `sim.app` take them."""
    from sim.app.studies import Options

    return Options(
        overrides,
        measure,
        replications,
        workers,
        folder,
        teller(quiet),
        None if quiet or dry_run else to_stderr,
        cluster,
        dry_run,
        options.timed(dry_run, no_timing),
    )
