"""`reorg completion`: the script that makes TAB work."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the completion script of a shell.

    For bash, in ~/.bashrc: eval "$(reorg completion bash)"
    """
    complete = get_completion_class(shell)
    assert complete is not None, shell
    click.echo(complete(ctx.find_root().command, {}, "reorg", "_REORG_COMPLETE").source())
