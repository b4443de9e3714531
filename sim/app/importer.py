"""Exports of a company become a scenario: what `reorg import` does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from sim.app.answer import Answer, next_commands
from sim.base.faults import Fault, InputError
from sim.base.units import UnitError, read_rate
from sim.scenario import importing

MOST = 3.0
"""Largest growth a year that `book.growth` allows."""


def import_book(
    accounts: Path,
    subscriptions: Path,
    *,
    out: Path,
    at: date | None = None,
    growth: float | str | None = None,
    overlap: str = "latest",
    day_first: bool | None = None,
    name: str | None = None,
    currency: str = "USD",
    force: bool = False,
    roster: Path | None = None,
    roles: Mapping[str, str] | None = None,
) -> Answer:
    """The book of two CSV exports at the end of the day `at`, written as a scenario to `out`.

    at: None: the last day of the data. growth: new ARR a year as a share of the book (0.2 or
    '20 %'); None: 0, and said so. overlap: `latest` or `sum`. day_first: None: told from the
    file. roster: a CSV of people, whose team is written, too; roles: job title -> role, over what
    titles seem to say. Raises InputError, with nothing written, when an option or an export is
    wrong or a file exists.
    """
    rate = _growth(growth)
    sources = (accounts, subscriptions, *((roster,) if roster else ()))
    importing.check_out(out, sources=sources, force=force)
    imported = importing.read_export(
        accounts, subscriptions, at=at, overlap=overlap, day_first=day_first
    )
    team = _team(roster, imported.at, roles or {}, day_first)
    scenario, book = importing.write_scenario(
        imported, out, growth=rate, name=name, currency=currency, force=force, roster=team
    )
    remarks = importing.remarks(imported, currency)
    told = importing.describe(imported, currency)
    if team is not None:
        told += importing.describe_roster(team, currency)
        remarks += importing.roster_remarks(team)
    if rate is None:
        remarks.append(importing.NOT_GIVEN)
    return Answer(
        text="\n".join([*told, f"Wrote {scenario} and {book}."]),
        data={**_data(imported, scenario, book, rate), "roster": _people(team)},
        remarks=(*remarks, next_commands(scenario)),
    )


def _team(
    roster: Path | None, at: date, roles: Mapping[str, str], day_first: bool | None
) -> importing.Roster | None:
    """The team of a roster on the day of the book; raises InputError."""
    if roster is None:
        if roles:
            raise InputError(Fault("--role", "", "goes with --roster"))
        return None
    return importing.read_roster(roster, at, roles, day_first=day_first)


def _people(team: importing.Roster | None) -> dict[str, Any] | None:
    """A roster for machines."""
    if team is None:
        return None
    return {**asdict(team), "at": team.at.isoformat(), "turnover": team.turnover}


def _growth(given: float | str | None) -> float | None:
    """The growth as a share a year; raises InputError when it is none that a book may have."""
    if given is None:
        return None
    try:
        rate = read_rate(given)
    except UnitError as error:
        raise InputError(Fault("--growth", "", str(error))) from None
    if not 0 <= rate <= MOST:
        allowed = f"a share from 0 to {MOST:g}, such as 0.2 or '20 %'"
        raise InputError(Fault("--growth", "", f"'{given}' is not allowed: {allowed}"))
    return rate


def _data(
    imported: importing.Imported, scenario: Path, book: Path, growth: float | None
) -> dict[str, Any]:
    """The import for machines."""
    return {
        "scenario": str(scenario),
        "book": str(book),
        "at": imported.at.isoformat(),
        "overlap": imported.overlap,
        "dates": "day first" if imported.day_first else "month first",
        "growth": growth,
        "accounts": len(imported.rows),
        "arr": dict(imported.totals),
        "segments": {
            name: {"accounts": accounts, "arr": arr}
            for name, (accounts, arr) in imported.by_segment().items()
        },
        "findings": [asdict(found) for found in imported.findings],
        "assumptions": list(imported.assumptions),
    }
