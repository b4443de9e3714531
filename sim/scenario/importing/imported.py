"""What an import gives: the accounts of a book at a date, and all that was odd on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

SEGMENTS = {"enterprise": 100_000.0, "mid_market": 25_000.0, "smb": 0.0}
"""Smallest ARR of an account in each segment, largest first (S3: above 100K, 25-100K, below)."""


@dataclass(frozen=True)
class BookRow:
    """One account of the book."""

    account: str
    name: str
    segment: str | None
    """As the export says; None: by its ARR."""
    arr: float
    term: str
    """`monthly` or `annual`."""
    start: date
    """First paid subscription, one that has ended included."""
    renewal: date
    """First contract date after the day of the book."""
    auto_renew: bool
    attributes: Mapping[str, str]
    """industry, country, plan, seats, where the export has them."""


@dataclass(frozen=True)
class Finding:
    """One sort of oddity, with how often it was met."""

    reason: str
    """Key that scripts can rely on."""
    text: str
    """What it is and what was done, in words, after the count."""
    count: int
    examples: tuple[str, ...]
    """The first few identifiers, in the order of the file."""
    dropped: bool
    """Whether these rows are left out of the book."""
    arr: float = 0.0
    """ARR of these rows, or that hangs on a choice between them; 0 where there is none."""


@dataclass(frozen=True)
class Imported:
    """A book of business at the end of a day, and how it was come by."""

    at: date
    overlap: str
    """`latest` or `sum`: how several subscriptions in force of one account were taken."""
    day_first: bool
    rows: tuple[BookRow, ...]
    totals: Mapping[str, float]
    """ARR of the book by overlap rule, the one not used as well."""
    findings: tuple[Finding, ...]
    assumptions: tuple[str, ...]
    """What the exports did not say and the importer took, in words."""
    sources: tuple[str, ...]
    """Names of the files, without their folders."""

    def segment_of(self, row: BookRow) -> str:
        """The segment of an account: its own, else the first whose smallest ARR it reaches."""
        by_arr = (name for name, least in SEGMENTS.items() if row.arr >= least)
        return row.segment or next(by_arr)

    def by_segment(self) -> dict[str, tuple[int, float]]:
        """Accounts and ARR of each segment, in the order of `SEGMENTS`."""
        tally = dict.fromkeys(SEGMENTS, (0, 0.0))
        for row in self.rows:
            accounts, arr = tally[self.segment_of(row)]
            tally[self.segment_of(row)] = (accounts + 1, arr + row.arr)
        return tally
