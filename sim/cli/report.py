"""`reorg report`: page, deck, workbook and figures from stored results."""

from __future__ import annotations

import click

from sim.cli import options
from sim.cli.show import show


@click.command("report")
@options.result
@click.option("--html", is_flag=True, default=False, help="One page that opens anywhere, offline.")
@click.option("--pptx", is_flag=True, default=False, help="A deck with charts that can be edited.")
@click.option("--xlsx", is_flag=True, default=False, help="A workbook with the numbers behind it.")
@click.option("--figures", is_flag=True, default=False, help="Every chart as PNG, SVG and PDF.")
@options.wanted
@click.option(
    "--out", type=click.Path(file_okay=False), help="Folder of the files.  [default: RESULT]"
)
@click.option("--theme", metavar="FILE", help="A theme file: the client's colours, logo and words.")
@click.option("--template", metavar="FILE", help="A .pptx whose masters and fonts the deck takes.")
@options.as_json
@options.quiet
def command(
    folder: str,
    html: bool,
    pptx: bool,
    xlsx: bool,
    figures: bool,
    wanted: str,
    out: str | None,
    theme: str | None,
    template: str | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Turn stored results into a page, a deck, a workbook and figures; all of them by default.

    RESULT is a folder that run or compare has written. Nothing is simulated again, and the same
    results give the same files, byte for byte.
    """
    from sim.app.reporting import report_on

    asked = {"html": html, "pptx": pptx, "xlsx": xlsx, "figures": figures}
    kinds = [kind for kind, yes in asked.items() if yes]
    found = report_on(folder, kinds, wanted=wanted, out=out, theme=theme, template=template)
    show(found, as_json, quiet)
