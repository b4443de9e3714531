"""`reorg results`: what is stored, and its upkeep."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sim.cli import options
from sim.cli.show import show

if TYPE_CHECKING:
    from sim.app.answer import Answer

BROKEN = 1
"""Exit code of `verify` where something is broken: the answer is no."""

folder = click.argument("folder", type=click.Path())


@click.group("results")
def command() -> None:
    """Look after results folders: what they hold, whether it is whole, and how large it is."""


@command.command("list")
@click.argument("folders", nargs=-1, type=click.Path())
@options.as_json
def list_folders(folders: tuple[str, ...], as_json: bool) -> None:
    """List results folders with their size: the named ones, or all under results/."""
    from sim.app.stored import list_results

    show(list_results(folders), as_json)


@command.command("show")
@folder
@click.option(
    "--scenario",
    default="",
    metavar="DIGEST",
    help="Print what made this scenario; the first few digits will do.",
)
@options.as_json
def show_folder(folder: str, scenario: str, as_json: bool) -> None:
    """Show what a folder holds of which scenario, or print what made one of them."""
    from sim.app.stored import show_results

    show(show_results(folder, scenario), as_json)


@command.command("export")
@folder
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="File to write; its ending, .parquet or .csv, says what.",
)
@click.option("--measure", "measures", multiple=True, help="Only this measure (repeatable).")
@click.option(
    "--by",
    type=click.Choice(["segment", "role", "quarter", "pilot", "moved"]),
    multiple=True,
    help="These splits of the measures, too (repeatable).",
)
@options.as_json
def export(
    folder: str, out: str, measures: tuple[str, ...], by: tuple[str, ...], as_json: bool
) -> None:
    """Write stored values as one file: a row for each scenario, replication and measure."""
    from sim.app.stored import export_results

    show(export_results(folder, out, measures, by), as_json)


@command.command("verify")
@folder
@options.as_json
def verify(folder: str, as_json: bool) -> None:
    """Read every file of a folder and check it. Exit code 1 if something is broken."""
    from sim.app.stored import verify_results

    answer: Answer = verify_results(folder)
    show(answer, as_json)
    if answer.data["broken"]:
        raise click.exceptions.Exit(BROKEN)


@command.command("compact")
@folder
@options.as_json
def compact(folder: str, as_json: bool) -> None:
    """Put many small files into few large ones. Commands go on in the folder as before."""
    from sim.app.stored import compact_results

    show(compact_results(folder), as_json)


@command.command("prune")
@folder
@click.option("--dry-run", is_flag=True, default=False, help="Only say what would be removed.")
@options.as_json
def prune(folder: str, dry_run: bool, as_json: bool) -> None:
    """Remove broken parts, results of other model versions, and what killed processes left."""
    from sim.app.stored import prune_results

    show(prune_results(folder, dry_run=dry_run), as_json)
