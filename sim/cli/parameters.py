"""`reorg parameters`: what can be set, and where each default comes from."""

from __future__ import annotations

import click

from sim.cli import options
from sim.cli.show import show


@click.command("parameters")
@click.argument("pattern", required=False, default="")
@click.option(
    "--mark",
    "marks",
    type=click.Choice(["E", "C", "G"]),
    multiple=True,
    help="Only evidence (E), calibrated (C) or guesses (G); repeatable.",
)
@options.as_json
def command(pattern: str, marks: tuple[str, ...], as_json: bool) -> None:
    """List parameters with default, range, mark and source.

    PATTERN is part of a dotted path, such as 'quit' or 'customers.', or has a * in it; without it
    all are listed. Says of each whether it is read at the opening only, or may change on a date.
    """
    from sim.app.parameters import list_parameters

    show(list_parameters(pattern, marks), as_json)
