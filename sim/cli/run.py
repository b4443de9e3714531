"""`reorg run`: many worlds of one scenario."""

from __future__ import annotations

from typing import Literal

import click

from sim.cli import options
from sim.cli.progress import teller
from sim.cli.show import show, to_stderr


@click.command("run")
@options.scenarios("file")
@options.simulation
def command(
    file: str,
    overrides: dict[str, str],
    replications: int | Literal["auto"],
    seed: int | None,
    years: str | None,
    workers: int | None,
    cluster: str | None,
    by: tuple[str, ...],
    out: str | None,
    keep: Literal["weekly", "tables"],
    as_json: bool,
    quiet: bool,
) -> None:
    """Simulate one scenario many times: measures with intervals, charts, a report."""
    from sim.app.running import run_file

    folder = out or options.results_of("run", file)
    answer = run_file(
        file,
        options.resolved(overrides, seed, years),
        replications=replications,
        workers=workers,
        cluster=cluster,
        by=by,
        out=folder,
        keep=keep,
        pictures=bool(out) or not as_json,
        progress=teller(quiet),
        say=None if quiet else to_stderr,
    )
    show(answer, as_json, quiet)
