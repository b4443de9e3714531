"""The command line: parse, call one function of `sim.app`, show its answer.

A command's module imports nothing but click and its neighbours here; what computes is imported when
the command runs. So help and completion stay as quick as click itself.
"""

from __future__ import annotations

import click

from sim.base.version import VERSION
from sim.cli import (
    check,
    compare,
    completion,
    importing,
    results,
    run,
    schema,
    seek,
    sensitivity,
    sweep,
    threshold,
)
from sim.cli.door import Door

COMMANDS = (
    check,
    run,
    compare,
    sweep,
    sensitivity,
    threshold,
    seek,
    results,
    importing,
    schema,
    completion,
)
"""Modules of the commands, in the order in which help lists them; each has a `command`."""


@click.group(
    cls=Door,
    commands=[module.command for module in COMMANDS],
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(VERSION, prog_name="reorg", message="%(prog)s %(version)s")
def main() -> None:
    """Try a reorganisation of Customer Success before people live through it.

    Describe the organisation in a scenario file, describe another one, and compare them in the
    same simulated worlds.
    """
