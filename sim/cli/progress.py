"""Progress on stderr: one line that moves in a terminal, a line now and then in a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import click

LOG_SECONDS = 30.0
Progress = Callable[[int, int], None]


def teller(quiet: bool) -> Progress | None:
    """A function to be called with (simulations done, simulations known of), or None if quiet."""
    if quiet:
        return None
    return _moving_line if sys.stderr.isatty() else _now_and_then()


def _moving_line(done: int, known: int) -> None:
    click.echo(f"\r{_sentence(done, known)}", err=True, nl=done >= known)


def _now_and_then() -> Progress:
    last = time.monotonic()

    def tell(done: int, known: int) -> None:
        nonlocal last
        if done >= known or time.monotonic() - last >= LOG_SECONDS:
            last = time.monotonic()
            click.echo(_sentence(done, known), err=True)

    return tell


def _sentence(done: int, known: int) -> str:
    return f"{done} of {known} simulations"
