"""`reorg compare`: the same worlds under two or more organisations."""

from __future__ import annotations

from typing import Literal

import click

from sim.cli import options
from sim.cli.progress import teller
from sim.cli.show import show, to_stderr


@click.command("compare")
@options.scenarios("base")
@options.scenarios("candidates", many=True)
@click.option(
    "--equal",
    type=click.Choice(["payroll", "headcount"]),
    help="Scale each candidate's team to the payroll or the headcount of the base.",
)
@click.option(
    "--opening",
    type=click.Choice(["base", "own"]),
    default="base",
    show_default=True,
    help="Whose people, queues and customers' state the candidates open in.",
)
@click.option(
    "--interaction",
    is_flag=True,
    help="Of two changes: the candidates are one, the other, and both. What is beyond the sum?",
)
@options.simulation
def command(
    base: str,
    candidates: tuple[str, ...],
    equal: Literal["payroll", "headcount"] | None,
    opening: Literal["base", "own"],
    interaction: bool,
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
    """Compare organisations, pair by pair, in the same simulated worlds.

    Every candidate opens in the state of the base (or its own, on request) and meets the same
    luck, so that what differs is what the organisation did. Gives a verdict in words, differences
    with intervals, charts and a report in one file.
    """
    from sim.app.comparing import compare_files

    folder = out or options.results_of("compare", base, *candidates)
    answer = compare_files(
        base,
        candidates,
        options.resolved(overrides, seed, years),
        equal=equal,
        opening=opening,
        as_2_x_2=interaction,
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
