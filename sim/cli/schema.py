"""`reorg schema`: the JSON Schema of scenario files, for editors."""

from __future__ import annotations

import click

from sim.cli.show import show


@click.command("schema", short_help="Print the JSON Schema of scenario files.")
def command() -> None:
    """Print the JSON Schema of scenario files, for completion and checks in an editor."""
    from sim.app.schemas import schema

    show(schema(), as_json=True)
