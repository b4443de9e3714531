"""`reorg schema`: the JSON Schema of scenario files and of studies, for editors."""

from __future__ import annotations

import click

from sim.cli.show import show


@click.command("schema")
@click.option("--study", is_flag=True, default=False, help="Of study files instead.")
def command(study: bool) -> None:
    """Print the JSON Schema of scenario files, for completion and checks in an editor."""
    from sim.app.schemas import schema

    show(schema(study=study), as_json=True)
