"""`reorg studio`: one local page for those who do not use a terminal."""

from __future__ import annotations

import click

from sim.cli import options
from sim.cli.show import to_stderr


@click.command("studio")
@click.argument("folder", default=".", type=click.Path())
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    help="Port on this machine.  [default: one that is free]",
)
@options.workers
@click.option(
    "--out",
    type=click.Path(file_okay=False),
    help="Folder of results.  [default: results/studio in FOLDER]",
)
@click.option("--no-browser", is_flag=True, default=False, help="Print the address, open nothing.")
def command(folder: str, port: int, workers: int | None, out: str | None, no_browser: bool) -> None:
    """Answer 'should we reorganise, and when?' on a page in the browser.

    FOLDER is where scenario files are opened and saved. The page is served on this machine alone,
    to whoever has the address that is printed; nothing is sent anywhere. Ctrl-C ends it.
    """
    from sim.studio.serve import serve

    to_stderr("The studio runs until you press Ctrl-C. Open:")
    serve(
        folder,
        port=port,
        workers=workers,
        results=out,
        say=click.echo,
        show=not no_browser,
    )
