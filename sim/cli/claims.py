"""`reorg claims`: every published claim as an experiment with a verdict."""

from __future__ import annotations

import click

from sim.cli import options
from sim.cli.show import show, to_stderr


@click.command("claims")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option(
    "--role",
    "roles",
    multiple=True,
    type=click.Choice(["IN", "CAL", "HOLD", "CTX", "XC"], case_sensitive=False),
    help="Only claims of this role (repeatable): input, calibrated to, held out, context, check.",
)
@click.option("--list", "listed", is_flag=True, help="Say what would run, and run nothing.")
@click.option("--quick", is_flag=True, help="A first answer for all rows, with few replications.")
@click.option(
    "--replications",
    type=click.IntRange(min=2),
    help="Of every row, instead of what each row says.",
)
@options.workers
@options.cluster
@click.option(
    "--out",
    type=click.Path(file_okay=False),
    default="results/claims",
    show_default=True,
    help="Folder of the worlds; what it holds is not computed again.",
)
@options.as_json
@options.quiet
@click.pass_context
def command(
    context: click.Context,
    ids: tuple[str, ...],
    roles: tuple[str, ...],
    listed: bool,
    quick: bool,
    replications: int | None,
    workers: int | None,
    cluster: str | None,
    out: str,
    as_json: bool,
    quiet: bool,
) -> None:
    """Test the published claims: expected and found, with a verdict for each.

    ID is a claim (Q34) or one quantity of it (Q34.burnout); none: all of them. The exit code is 1
    where a claim that defaults are calibrated to is missed.
    """
    from sim.app.claims import list_claims, run_claims

    if listed:
        show(list_claims(ids, roles), as_json, quiet)
        return
    found = run_claims(
        ids,
        roles,
        quick=quick,
        replications=replications,
        out=out,
        workers=workers,
        cluster=cluster,
        say=None if quiet else to_stderr,
        pictures=True,
    )
    show(found.answer, as_json, quiet)
    if found.missed:
        context.exit(1)
