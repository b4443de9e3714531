"""The command line: parse, call one function of `sim.app`, show its answer.

A command's module imports nothing but click and its neighbours here; what computes is imported when
the command runs, and the module itself when it is named. So help stays as quick as click itself.
"""

from __future__ import annotations

import click

from sim.base.version import VERSION
from sim.cli.door import Door

COMMANDS = {
    "new": ("sim.cli.new", "Write a scenario from the ten numbers a leader knows."),
    "check": ("sim.cli.check", "Check scenario files and tell their story."),
    "run": ("sim.cli.run", "Simulate one scenario many times."),
    "compare": ("sim.cli.compare", "Compare organisations in the same simulated worlds."),
    "report": ("sim.cli.report", "Make page, deck, workbook and charts of stored results."),
    "story": ("sim.cli.story", "Follow one customer and one person through two worlds."),
    "studio": ("sim.cli.studio", "Try a reorganisation on a page in the browser."),
    "sweep": ("sim.cli.sweep", "Try a scenario or a comparison at many points."),
    "sensitivity": (
        "sim.cli.sensitivity",
        "Say which assumptions drive a measure or a difference.",
    ),
    "threshold": ("sim.cli.threshold", "Find where one structure overtakes another."),
    "seek": ("sim.cli.seek", "Find the cheapest setting that meets targets."),
    "risks": ("sim.cli.risks", "Say what hangs on one person: exit and leave."),
    "claims": ("sim.cli.claims", "Test every published claim, with a verdict for each."),
    "results": ("sim.cli.results", "List, show, export, verify, compact and prune what is stored."),
    "import": ("sim.cli.importing", "Make a book of accounts from CSV exports."),
    "parameters": ("sim.cli.parameters", "List parameters with default, range, mark and source."),
    "schema": ("sim.cli.schema", "Print the JSON Schema of scenario files or studies."),
    "completion": ("sim.cli.completion", "Print the completion script of a shell."),
}
"""Command -> its module, which has a `command`, and its line in the help, in that order."""


@click.group(
    cls=Door,
    table=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(VERSION, prog_name="reorg", message="%(prog)s %(version)s")
def main() -> None:
    """Try a reorganisation of Customer Success before people live through it.

    Describe the organisation in a scenario file, describe another one, and compare them in the
    same simulated worlds.
    """
