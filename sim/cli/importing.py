"""`reorg import`: exports of accounts and subscriptions become a scenario."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from sim.cli import options
from sim.cli.show import show

if TYPE_CHECKING:
    from datetime import datetime

FILE = click.Path(dir_okay=False)


@click.command("import")
@click.argument("accounts", type=FILE)
@click.argument("subscriptions", type=FILE)
@click.option(
    "--out",
    type=FILE,
    required=True,
    help="Scenario file to write; its book is a CSV beside it.",
)
@click.option(
    "--at",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day of the book, at whose end contracts count.  [default: the last day of the data]",
)
@click.option(
    "--growth",
    metavar="SHARE",
    help="New ARR a year as a share of the book, such as '20 %'. Asked for, never inferred.",
)
@click.option(
    "--overlap",
    type=click.Choice(["latest", "sum"]),
    default="latest",
    show_default=True,
    help="Of an account's overlapping subscriptions the newest counts, or all are added up.",
)
@click.option(
    "--day-first/--month-first",
    default=None,
    help="How dates are written, where the file itself does not show it.",
)
@click.option(
    "--roster",
    type=FILE,
    help="CSV of people (person, role, start; cost, end): heads by role, cost and exits.",
)
@click.option(
    "--role",
    "roles",
    multiple=True,
    metavar="TITLE=ROLE",
    callback=options.pairs,
    help="What a job title of the roster is: 'Success Guru=csm', or none (repeatable).",
)
@click.option("--name", help="Name of the scenario.  [default: from the file]")
@click.option("--currency", default="USD", show_default=True, help="Currency of the exports.")
@click.option("--force", is_flag=True, default=False, help="Write over files that are there.")
@options.as_json
@options.quiet
def command(
    accounts: str,
    subscriptions: str,
    out: str,
    at: datetime | None,
    growth: str | None,
    overlap: str,
    day_first: bool | None,
    roster: str | None,
    roles: dict[str, str],
    name: str | None,
    currency: str,
    force: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Make a scenario's book from two CSV exports, as it stood on a day.

    Prints both totals (newest and sum), every contradiction, and everything that was left out with
    the reason. Of a roster only counts, means and roles are kept, never a name.
    """
    from pathlib import Path

    from sim.app.importer import import_book

    answer = import_book(
        Path(accounts),
        Path(subscriptions),
        out=Path(out),
        at=at.date() if at else None,
        growth=_asked() if growth is None else growth,
        overlap=overlap,
        day_first=day_first,
        name=name,
        currency=currency,
        force=force,
        roster=Path(roster) if roster else None,
        roles=roles,
    )
    show(answer, as_json, quiet)


def _asked() -> str | None:
    """The growth, from whoever sits at the terminal; None if nobody does."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    asked: str = click.prompt("New ARR a year, as a share of the book (such as 20 %)", err=True)
    return asked
