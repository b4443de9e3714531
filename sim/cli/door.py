"""The door: how every command ends when it does not end well.

Exit codes: 2 the user's input is wrong (click's own code for a wrong option, too), 130 interrupted.
A reader who closes the pipe early is click's affair: the command ends without a word.
"""

from __future__ import annotations

from typing import Any

import click

WRONG_INPUT = 2
INTERRUPTED = 130


class Door(click.Group):
    """A group that turns faults of input, of files and Ctrl-C into a sentence and an exit code.

    Anything else is a fault of ours and keeps its traceback.
    """

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
