"""The door: how every command ends when it does not end well.

Exit codes: 2 the user's input is wrong (click's own code for a wrong option, too), 130 interrupted.
A reader who closes the pipe early is click's affair: the command ends without a word.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

WRONG_INPUT = 2
INTERRUPTED = 130


class Door(click.Group):
    """A group that turns faults of input, of files and Ctrl-C into a sentence and an exit code.

    Anything else is a fault of ours and keeps its traceback. table: command -> its module and
    its line in the help; a module is loaded when its command is named.
    """

    def __init__(
        self, *args: Any, table: Mapping[str, tuple[str, str]] | None = None, **keys: Any
    ) -> None:
        super().__init__(*args, **keys)
        self.table = dict(table or {})
        # By these click knows the names, for "Did you mean ...".
        self.commands.update((name, click.Command(name)) for name in self.table)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the table."""
        return [*self.table, *(name for name in self.commands if name not in self.table)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, loaded now; None for a name that there is not."""
        if cmd_name not in self.table:
            return super().get_command(ctx, cmd_name)
        module = import_module(self.table[cmd_name][0])
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands in the help, without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in self.table.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command that was named; raises `click.exceptions.Exit` with the exit code."""
        from sim.base.faults import InputError

        try:
            return super().invoke(ctx)
        except InputError as error:
            sentence, code = str(error), WRONG_INPUT
        except KeyboardInterrupt as error:
            sentence, code = f"\n{_interrupted(str(error))}", INTERRUPTED
        except BrokenPipeError:
            raise
        except OSError as error:
            sentence, code = _trouble(error), WRONG_INPUT
        click.echo(sentence, err=True)
        raise click.exceptions.Exit(code)


def _interrupted(what: str) -> str:
    """What was kept, if the interrupted work says so; the same command goes on from there."""
    return f"{what}; the same command goes on from there" if what else "interrupted"


def _trouble(error: OSError) -> str:
    """`results/demo: Permission denied`."""
    return ": ".join(str(part) for part in (error.filename, error.strerror or error) if part)
