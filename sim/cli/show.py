"""Where output goes: the answer to stdout, remarks to stderr."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sim.app.answer import Answer


def show(answer: Answer, as_json: bool, quiet: bool = False) -> None:
    """The answer on stdout, as text or as exactly one JSON document; its remarks on stderr."""
    click.echo(answer.json() if as_json else answer.text)
    for remark in () if quiet else answer.remarks:
        to_stderr(remark)


def to_stderr(line: str) -> None:
    """A line of talk."""
    click.echo(line, err=True)
