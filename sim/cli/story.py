"""`reorg story`: the same customer and the same person in two worlds."""

from __future__ import annotations

import click

from sim.cli import options
from sim.cli.show import show


@click.command("story")
@options.result
@click.option("--account", default="", metavar="ID", help="Follow this customer.")
@click.option(
    "--person",
    default="",
    metavar="SEAT",
    help="Follow the holder of this seat (4.1: its second holder), or a name of the roster.",
)
@click.option(
    "--world",
    metavar="N",
    type=click.IntRange(min=0),
    help="One of the worlds whose rows are kept (0, 1, 2).",
)
@click.option(
    "--candidate",
    default="",
    metavar="NAME|N",
    help="Which candidate.  [default: the first that differs]",
)
@options.wanted
@click.option(
    "--out", type=click.Path(dir_okay=False), help="A timeline as .svg, .png or .pdf, too."
)
@options.as_json
@options.quiet
def command(
    folder: str,
    account: str,
    person: str,
    world: int | None,
    candidate: str,
    wanted: str,
    out: str | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Follow one customer and one person through two worlds, from what was recorded.

    RESULT is a folder that run or compare has written. The most telling ones are chosen, by a score
    that --json gives with the runners-up. Every line comes from a row of a table; nothing is
    simulated again.
    """
    from sim.app.telling import story_of

    answer = story_of(
        folder,
        wanted=wanted,
        candidate=candidate,
        world=world,
        account=account,
        person=person,
        out=out,
    )
    show(answer, as_json, quiet)
