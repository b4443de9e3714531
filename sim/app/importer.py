"""Exports of a company become a scenario: what `reorg import` does."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from sim.app.answer import Answer
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
) -> Answer:
    """The book of two CSV exports at the end of the day `at`, written as a scenario to `out`.

    at: None: the last day of the data. growth: new ARR a year as a share of the book (0.2 or
    '20 %'); None: 0, and said so. overlap: `latest` or `sum`. day_first: None: told from the file.
    Raises InputError, with nothing written, when an option or an export is wrong or a file exists.
    """
    rate = _growth(growth)
    importing.check_out(out, sources=(accounts, subscriptions), force=force)
    imported = importing.read_export(
        accounts, subscriptions, at=at, overlap=overlap, day_first=day_first
    )
    scenario, book = importing.write_scenario(
        imported, out, growth=rate, name=name, currency=currency, force=force
    )
    remarks = importing.remarks(imported, currency)
    if rate is None:
        remarks.append(importing.NOT_GIVEN)
    return Answer(
        text="\n".join([*importing.describe(imported, currency), f"Wrote {scenario} and {book}."]),
        data=_data(imported, scenario, book, rate),
        remarks=tuple(remarks),
    )


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
