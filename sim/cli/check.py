"""`reorg check`: are these scenario files right, and what do they say?"""

from __future__ import annotations

import click

from sim.cli import options
from sim.cli.show import show


@click.command("check")
@options.scenarios("files", many=True)
@options.overrides
@options.seed
@options.years
@options.as_json
def command(
    files: tuple[str, ...],
    overrides: dict[str, str],
    seed: int | None,
    years: str | None,
    as_json: bool,
) -> None:
    """Check scenario files and tell their story in plain words.

    Says what differs from the parent, where the team stands beside published ratios, and what is
    likely to go wrong before anything runs.
    """
    from sim.app.checking import check_files

    show(check_files(files, options.resolved(overrides, seed, years)), as_json)
