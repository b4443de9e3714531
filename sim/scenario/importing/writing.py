"""A book written down: a commented scenario file, and beside it the accounts as CSV.

Both are written under other names first and put in place at the end, so that a failure leaves what
was there before.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from sim.base.faults import Fault, InputError
from sim.base.units import money_words, number_text
from sim.scenario.asking.rows import yaml_lines
from sim.scenario.default_sets import NEWEST
from sim.scenario.importing.imported import SEGMENTS, Imported
from sim.scenario.importing.roster import Roster
from sim.scenario.importing.roster_report import roster_rows, turnover_words
from sim.scenario.whole_files import write_whole

HEADER = (
    "account",
    "segment",
    "arr",
    "term",
    "start",
    "renewal",
    "auto_renew",
    "industry",
    "country",
    "plan",
    "seats",
)
ATTRIBUTES = HEADER[7:]

NOT_GIVEN = (
    "growth was not given: written as 0, no new logos. A book at one date does not tell it; "
    "give --growth, or write book.growth"
)
"""Said when nobody answered: a made-up growth would be the largest number in the result."""


def book_file(out: Path) -> Path:
    """Where the accounts go: `x.yaml` -> `x_book.csv` beside it."""
    return out.with_name(f"{out.stem}_book.csv")


def check_out(out: Path, *, sources: tuple[Path, ...] = (), force: bool = False) -> None:
    """Raises InputError if a file would be overwritten without `force`, or an input at all."""
    faults = []
    inputs = [source.resolve() for source in sources]
    for file in (out, book_file(out)):
        if file.resolve() in inputs:
            faults.append(Fault(str(file), "", "is one of the exports: another name for --out"))
        elif file.is_dir():
            faults.append(Fault(str(file), "", "is a folder: a file name"))
        elif file.exists() and not force:
            faults.append(Fault(str(file), "", "exists already: another name, or --force"))
    if faults:
        raise InputError(faults)


def write_scenario(
    imported: Imported,
    out: Path,
    *,
    growth: float | None,
    name: str | None = None,
    currency: str = "USD",
    force: bool = False,
    roster: Roster | None = None,
) -> tuple[Path, Path]:
    """Writes the scenario and its book; gives the two paths.

    `growth` is ARR of new logos a year as a share of the opening ARR; None is written as 0, with a
    comment. roster: its team is written, too. Raises InputError if a file is there already (without
    `force`) or cannot be written.
    """
    check_out(out, force=force)
    title = name or out.stem.replace("_", " ")
    write_whole(
        {
            book_file(out): book_text(imported),
            out: scenario_text(imported, book_file(out).name, growth, title, currency, roster),
        }
    )
    return out, book_file(out)


def book_text(imported: Imported) -> str:
    """The accounts as CSV with the columns of `HEADER`; an empty segment is found by ARR."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(HEADER)
    for row in imported.rows:
        writer.writerow(
            (
                row.account,
                row.segment or "",
                number_text(float(row.arr)),
                row.term,
                row.start.isoformat(),
                row.renewal.isoformat(),
                "yes" if row.auto_renew else "no",
                *(row.attributes.get(attribute, "") for attribute in ATTRIBUTES),
            )
        )
    return target.getvalue()


def scenario_text(
    imported: Imported,
    book: str,
    growth: float | None,
    name: str,
    currency: str,
    roster: Roster | None = None,
) -> str:
    """The scenario file: everything that the exports do not say comes from its parent."""
    other = "sum" if imported.overlap == "latest" else "latest"
    size = f"{len(imported.rows):,} accounts"
    used = {rule: money_words(arr, currency) for rule, arr in imported.totals.items()}
    asked = NOT_GIVEN if growth is None else "as given to --growth; the exports do not tell it"
    return "\n".join(
        [
            f"# The book of {_plain(' and '.join(imported.sources))} at the end of {imported.at}:",
            f"# {size}, ARR {used[imported.overlap]} by --overlap {imported.overlap},",
            f"# {used[other]} by --overlap {other}.",
            "schema: 1",
            f"defaults: {NEWEST}                  # the set of defaults: these numbers stay",
            f"name: {_quoted(name)}",
            "extends: standard            # everything that is not said here",
            f"start: {imported.at.isoformat()}",
            "",
            "book:",
            f"  currency: {_quoted(currency)}",
            f"  file: {_quoted(book)}",
            "  # ARR of new logos a year, as a share of the opening ARR:",
            f"  # {asked}.",
            f"  growth: {number_text(float(growth or 0))}",
            "  # An account belongs to the segment with the largest min_arr that its ARR reaches.",
            "  segments:",
            *_segments(imported, currency),
            "",
            *(_team(roster) if roster else ()),
        ]
    )


def _team(roster: Roster) -> list[str]:
    """The team of a roster. Exits are told and set nothing: turnover is an outcome."""
    return [
        f"# {_plain(turnover_words(roster))}",
        "# Nothing is set by it: turnover is an outcome. `reorg new --exits` solves what it takes.",
        *yaml_lines(roster_rows(roster)),
    ]


def _segments(imported: Imported, currency: str) -> list[str]:
    """Each segment with its threshold and, for new logos, the mean ARR of its accounts."""
    lines = []
    for name, (accounts, arr) in imported.by_segment().items():
        lines.append(f"    {name}:  # {accounts:,} accounts, ARR {money_words(arr, currency)}")
        lines.append(f"      min_arr: {number_text(SEGMENTS[name])}")
        if accounts:
            mean = number_text(float(round(arr / accounts)))
            lines.append(f"      acv: {mean}  # mean of these accounts; new logos come around it")
    return lines


def _quoted(text: str) -> str:
    """Text as a double-quoted YAML scalar, whatever is in it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped) + '"'


def _plain(text: str) -> str:
    """Text that stays on its line in a comment."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)
